// A prompt, two buttons, and the answer as it arrives. What Python sends: begin, piece after piece, end.
function render({ model, el }) {
  const giveBack = hideStill(el);
  const words = model.get("words");
  const own = `answer-${Math.random().toString(36).slice(2)}`; // two of them on one page
  const prompt = made("input", {
    type: "text", id: own, value: model.get("prompt"), style: { ...FIELD, flex: "1", minWidth: "12em" },
  });
  const button = (text) => made("button", {
    type: "button", textContent: text,
    style: { ...FIELD, background: "#eef1f4", cursor: "pointer", padding: "4px 14px" },
  });
  const start = button(words.start);
  const stop = button(words.stop);
  const answer = made("div", {
    textContent: model.get("shown"), // the still picture's answer, until somebody starts another one
    style: { whiteSpace: "pre-wrap", minHeight: "4.5em", padding: "8px", background: "#f6f8fa", color: "#1f2328", borderRadius: "4px" },
  });
  answer.setAttribute("role", "log"); // a screen reader reads what is added, and only that
  answer.setAttribute("aria-label", words.answer);
  answer.tabIndex = 0;
  const state = made("div", { style: { minHeight: "1.4em", marginTop: "6px", color: "#57606a", background: "#ffffff" } });
  state.setAttribute("role", "status");

  const writing = (yes) => {
    stop.disabled = !yes;
    stop.style.opacity = yes ? "1" : "0.5";
  };
  let number = 0;
  const listen = (message) => {
    if (message.begin) {
      number = message.number;
      answer.replaceChildren();
      state.textContent = words.waiting;
      writing(true);
    } else if (message.number !== number) {
      return; // of an answer that was stopped
    } else if (message.piece !== undefined) {
      answer.append(message.piece); // as text: what a model writes is never HTML here
      state.textContent = words.writing;
    } else if (message.end !== undefined) {
      state.textContent = message.end;
      writing(false);
    }
  };
  const ask = () => model.send({ start: prompt.value });
  start.addEventListener("click", ask);
  prompt.addEventListener("keydown", (event) => {
    if (event.key === "Enter") ask();
  });
  stop.addEventListener("click", () => model.send({ stop: true }));
  model.on("msg:custom", listen);
  writing(false);
  el.append(
    sheet(
      made("div", { style: { display: "flex", gap: "8px", alignItems: "center", marginBottom: "8px", flexWrap: "wrap" } },
        made("label", { htmlFor: own, textContent: words.prompt }), prompt, start, stop),
      answer, state),
  );
  return () => {
    model.send({ stop: true }); // nobody looks any more
    model.off("msg:custom", listen);
    giveBack();
  };
}
export default { render };
