// Copy buttons: each copies the `data-copy` of the item it stands in.
const words = document.documentElement.dataset;

async function write(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea"); // plain http off loopback has no clipboard API
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("refused");
}

function say(text) {
  document.getElementById("announce").textContent = text;
}

function flash(button) {
  const label = button.querySelector("span");
  button.dataset.label ??= label.textContent;
  label.textContent = words.copied;
  button.classList.add("done");
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = setTimeout(() => {
    label.textContent = button.dataset.label;
    button.classList.remove("done");
  }, 1600);
}

export async function copyItem(item) {
  const text = item.dataset.copy;
  const focused = document.activeElement;
  try {
    await write(text);
    focused?.focus();
    flash(item.querySelector("[data-copy-button]"));
    say(`${words.copiedWhat} ${text}`);
  } catch {
    say(words.notCopied);
  }
}

export function enableCopying() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy-button]");
    if (button) copyItem(button.closest("[data-item]"));
  });
}
