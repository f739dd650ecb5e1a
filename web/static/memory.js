// Choices that outlive the page, where the browser keeps any.
export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    document.documentElement.dataset.storage = "none";
  }
}

export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
