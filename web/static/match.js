// The sentence box: a short text goes into the address, so that it can be kept and sent; a long one is posted.
const FITS = 1500; // characters

export function enableMatching() {
  const form = document.querySelector("[data-match-form]");
  if (!form) return;
  const { text, source, target } = form.elements;
  form.addEventListener("submit", () => {
    const short = text.value.length <= FITS;
    form.method = short ? "get" : "post";
    form.elements.csrf_token.disabled = short;
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) form.requestSubmit();
  });
  source.addEventListener("change", () => (text.lang = source.value));
  form.querySelector("[data-swap]").addEventListener("click", () => {
    [source.value, target.value] = [target.value, source.value];
    text.lang = source.value;
  });
}
