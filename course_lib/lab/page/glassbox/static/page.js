// An extension of JupyterLab, written as its page loads one: no build step, nothing imported.
// In a window so narrow that the list of files would leave no room for the lesson, the side bar starts closed;
// Ctrl+B, or a click at the left edge, opens it.
(() => {
  const NARROW = 700; // pixels

  const plugin = {
    id: "glassbox:narrow-window",
    autoStart: true,
    activate: (app) => {
      app.restored.then(() => {
        if (window.innerWidth < NARROW) {
          app.shell.collapseLeft();
        }
      });
    },
  };

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["glassbox"] = {
    init: () => {},
    get: () => Promise.resolve(() => ({ __esModule: true, default: plugin })),
  };
})();
