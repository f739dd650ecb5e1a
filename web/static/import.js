// The import form: a name says by itself whether a memory or a termbase is meant, so the choice follows it.
export function enableImporting() {
  const form = document.querySelector("[data-import-form]");
  if (!form) return;
  const { name, kind } = form.elements;
  name.addEventListener("input", () => {
    const known = [...name.list.options].find((option) => option.value === name.value.trim());
    if (known) kind.value = known.dataset.kind;
    else if (name.value.trim() && kind.value === "auto") kind.value = "memory";
  });
}
