// Light, dark, or as the device: what this browser chose before, set before anything is painted.
(() => {
  const kept = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const apply = (theme) => {
    if (theme) document.documentElement.dataset.bsTheme = theme;
    else delete document.documentElement.dataset.bsTheme;
  };
  apply(kept());
  document.addEventListener("DOMContentLoaded", () => {
    for (const choice of document.querySelectorAll("[data-theme-choice]")) {
      const buttons = choice.querySelectorAll("button[data-theme]");
      const press = () => buttons.forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.theme === (kept() || ""))));
      choice.hidden = false;
      press();
      choice.addEventListener("click", (event) => {
        const button = event.target.closest("button[data-theme]");
        if (!button) return;
        try {
          if (button.dataset.theme) localStorage.setItem("theme", button.dataset.theme);
          else localStorage.removeItem("theme");
        } catch { /* a browser that keeps nothing still changes this page */ }
        apply(button.dataset.theme);
        press();
      });
    }
  });
})();
