// Search as one types: waits for a pause, drops answers that come too late, keeps the address in step.
const PAUSE = 140; // ms

export function enableSearching() {
  const form = document.querySelector("form.search");
  if (!form) return;
  const input = form.elements.q;
  const results = document.getElementById("results");
  const count = document.getElementById("count");
  let timer = 0;
  let asking = new AbortController();
  const selects = [...form.querySelectorAll("select")];
  let shown = address(new URLSearchParams([["q", input.defaultValue], ...selects.map((select) => [select.name, chosenByServer(select)])]));

  function chosenByServer(select) {
    return [...select.options].find((option) => option.defaultSelected)?.value ?? "";
  }

  function address(fields = new FormData(form)) {
    const url = new URL(form.action);
    for (const [name, value] of fields) if (value.trim()) url.searchParams.set(name, value.trim());
    return url.href;
  }

  function tell() {
    count.textContent = results.querySelector("[data-count]")?.dataset.count ?? "";
  }

  function show(html, url) {
    results.innerHTML = html; // from this server, which escapes every text
    shown = url;
    history.replaceState(null, "", url);
    document.title = document.title.replace(/^.*(?= · )/, () => input.value.trim() || form.querySelector("button").textContent);
    tell();
  }

  async function ask() {
    const url = address();
    asking.abort(); // whatever was asked before is out of date
    if (url === shown) return;
    asking = new AbortController();
    const { signal } = asking;
    results.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${url}${url.includes("?") ? "&" : "?"}part=results`, { signal });
      const html = await answer.text();
      if (signal.aborted) return;
      if (answer.ok) show(html, url);
      else count.textContent = document.documentElement.dataset.failed;
    } catch (error) {
      if (error.name !== "AbortError") count.textContent = document.documentElement.dataset.failed;
    } finally {
      if (!signal.aborted) results.removeAttribute("aria-busy");
    }
  }

  function soon(event) {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, PAUSE); // half-typed pinyin of an input method is no query
  }

  input.addEventListener("input", soon);
  input.addEventListener("compositionend", soon);
  for (const select of selects) select.addEventListener("change", ask);
  if (input.value && !location.hash) input.setSelectionRange(input.value.length, input.value.length);
  tell();
  ask(); // for what was typed before this ran, or put back into the box by the browser
}
