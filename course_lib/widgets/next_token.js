// Four sliders and a prompt; the bars come from Python as HTML.
function render({ model, el }) {
  const giveBack = hideStill(el);
  const words = model.get("words");
  const own = `bars-${Math.random().toString(36).slice(2)}`; // two of them on one page
  const id = (name) => `${own}-${name}`;
  const bars = made("div");
  const said = made("div", { style: { minHeight: "1.4em", color: "#57606a", background: "#ffffff" } });
  said.setAttribute("aria-live", "polite");

  const prompt = made("input", {
    type: "text", id: id("prompt"), value: model.get("prompt"), style: { ...FIELD, flex: "1", minWidth: "12em" },
  });
  prompt.addEventListener("change", () => {
    model.set("prompt", prompt.value);
    model.save_changes();
  });
  const asked = made(
    "div", { style: { display: "flex", gap: "8px", alignItems: "center", marginBottom: "8px" } },
    made("label", { htmlFor: prompt.id, textContent: words.prompt }), prompt,
  );

  const sliders = made("div", {
    style: { display: "grid", gridTemplateColumns: "max-content minmax(120px, 260px) 5em", gap: "4px 12px", alignItems: "center", marginBottom: "8px" },
  });
  let timer = null;
  const controls = model.get("sliders").map(({ name, least, most, step, off }) => {
    const slider = made("input", { type: "range", id: id(name), min: least, max: most, step, style: { width: "100%" } });
    const value = made("output", { htmlFor: slider.id });
    const show = () => {
      const number = Number(slider.value);
      const text = number === off ? `${number} (${words.off})` : String(number);
      value.textContent = text;
      slider.setAttribute("aria-valuetext", text);
    };
    const read = () => {
      slider.value = model.get(name);
      show();
    };
    slider.addEventListener("input", () => {
      show();
      clearTimeout(timer); // one question a hand's movement, not one a pixel
      timer = setTimeout(() => {
        model.set(name, Number(slider.value));
        model.save_changes();
      }, 30);
    });
    model.on(`change:${name}`, read);
    read();
    sliders.append(made("label", { htmlFor: slider.id, textContent: name, style: { fontFamily: "monospace" } }), slider, value);
    return () => model.off(`change:${name}`, read);
  });

  const draw = () => {
    bars.innerHTML = model.get("bars"); // escaped by Python, letter by letter
    said.textContent = model.get("count");
  };
  model.on("change:bars change:count", draw);
  draw();
  el.append(sheet(asked, sliders, bars, said));
  return () => {
    clearTimeout(timer);
    controls.forEach((release) => release());
    model.off("change:bars change:count", draw);
    giveBack();
  };
}
export default { render };
