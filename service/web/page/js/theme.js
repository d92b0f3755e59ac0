const storageName = "dragoman-theme";

/** The button that turns between light and dark; without a choice the page follows the system. `changed` is called after each turn. */
export function themeButton(button, changed) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = remembered();
  if (chosen) document.documentElement.dataset.theme = chosen;
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const label = () => button.setAttribute("aria-label", isDark() ? "Light colours" : "Dark colours");
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    remember(document.documentElement.dataset.theme);
    label();
    changed();
  });
  system.addEventListener("change", () => {
    label();
    changed();
  });
  label();
}

/** Storage can be switched off by the browser's settings; the page then forgets the choice. */
function remembered() {
  try {
    return localStorage.getItem(storageName);
  } catch {
    return null;
  }
}

function remember(theme) {
  try {
    localStorage.setItem(storageName, theme);
  } catch {
    // Nothing to do: the choice holds for this visit.
  }
}
