// Runs before the page is painted, so that a chosen theme does not flash; the rest is in yiku.js.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("yiku-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (error) {
    root.dataset.storage = "none"; // a private window may keep no storage: follow the system
  }
})();
