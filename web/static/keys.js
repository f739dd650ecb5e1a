// The keyboard: to the box, through the results, copy, back. The help page lists it and can turn single keys off.
import { copyItem } from "./copy.js";
import { recall, remember } from "./memory.js";

const EDITABLE = "input, textarea, select, [contenteditable]";
const words = document.documentElement.dataset;

function items() {
  return [...document.querySelectorAll("[data-item]")].filter((item) => target(item));
}

function target(item) {
  return item.querySelector("[data-open]") ?? item.querySelector("[data-copy-button]");
}

function box() {
  return document.getElementById("q") ?? document.getElementById("text");
}

function move(step) {
  const all = items();
  const here = all.indexOf(document.activeElement.closest("[data-item]"));
  const next = here + step;
  if (here === 0 && step < 0) return toBox();
  const item = here < 0 && step < 0 ? undefined : all[Math.min(next, all.length - 1)];
  if (!item) return false;
  target(item).focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
  return true;
}

function toBox() {
  const input = box();
  if (!input) return false;
  input.focus();
  input.select();
  return true;
}

function toSearch() {
  const input = document.getElementById("q");
  if (input) return toBox();
  location.assign(words.search);
  return true;
}

function copyHere() {
  const item = document.activeElement.closest("[data-item]");
  if (item) copyItem(item);
  return Boolean(item);
}

function toHelp() {
  location.assign(words.help);
  return true;
}

const SINGLE = { "/": toSearch, "?": toHelp, c: copyHere };
const MOVING = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: toBox };

function action(event) {
  const editing = event.target.closest(EDITABLE);
  if (!editing) return MOVING[event.key] ?? (recall("yiku-keys") === "off" ? undefined : SINGLE[event.key]);
  return editing.id === "q" && event.key === "ArrowDown" ? MOVING.ArrowDown : undefined;
}

export function enableKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (action(event)?.()) event.preventDefault();
  });
  const choice = document.querySelector("[data-single-keys]");
  if (!choice) return;
  choice.checked = recall("yiku-keys") !== "off";
  choice.addEventListener("change", () => remember("yiku-keys", choice.checked ? "on" : "off"));
}
