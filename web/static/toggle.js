// The light and dark theme button; without a choice the system's setting holds.
import { remember } from "./memory.js";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
}

export function enableTheme() {
  const button = document.querySelector("[data-theme-toggle]");
  if (!button) return;
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember("yiku-theme", root.dataset.theme);
    show();
  });
  system.addEventListener("change", show);
  show();
}
