// Hides the still picture that stands before this widget, and gives it back when the widget goes.
// JupyterLab and Notebook put each output of a cell into an element of its own; elsewhere nothing is found or hidden.
function hideStill(el) {
  let found = null;
  let tries = 0;
  const look = () => {
    const before = el.closest(".jp-OutputArea-child")?.previousElementSibling;
    if (before?.querySelector(".glassbox-still")) {
      found = before;
      found.style.display = "none";
    } else if (tries++ < 20) {
      timer = setTimeout(look, 50); // the page puts a widget into place after it was made
    }
  };
  let timer = setTimeout(look, 0);
  return () => {
    clearTimeout(timer);
    if (found) found.style.display = "";
  };
}

// An element with its properties, its styles and its children.
function made(name, properties = {}, ...children) {
  const element = document.createElement(name);
  const { style, ...rest } = properties;
  Object.assign(element, rest);
  Object.assign(element.style, style);
  element.append(...children);
  return element;
}

// The frame of a widget. JupyterLab would take the arrows from a slider (to walk through cells) and the letters from a
// field (its one-key commands): it looks for this mark before an event arrives, and listens once more behind it.
function sheet(...children) {
  const frame = made("div", { style: SHEET }, ...children);
  frame.dataset.lmSuppressShortcuts = "true";
  frame.addEventListener("keydown", (event) => event.stopPropagation());
  return frame;
}

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
// Ink and paper together: a dark page must not shine through.
const SHEET = {
  color: "#1f2328", background: "#ffffff", font: `13px/1.4 ${FONT}`, border: "1px solid #d0d7de", borderRadius: "6px",
  padding: "10px 12px", margin: "4px 0", overflowX: "auto",
};
const FIELD = {
  color: "#1f2328", background: "#ffffff", font: "inherit", border: "1px solid #57606a", borderRadius: "4px",
  padding: "4px 8px",
};

