// Before the page is drawn: the reader's choice of light or dark, if there was one.
(function () {
  "use strict";
  try {
    var chosen = localStorage.getItem("saydo-theme");
    if (chosen === "light" || chosen === "dark") {
      document.documentElement.setAttribute("data-theme", chosen);
    }
  } catch (error) {
    // Without storage the page follows the system.
  }
  document.documentElement.classList.add("scripted");
})();
