// A value of the raw text and its reading point at each other, by pointer and by keyboard.
(() => {
  "use strict";
  const pairOf = (target) => target.closest?.("[data-pair]")?.dataset.pair;
  let at = "";
  function show(pair, scrolls) {
    if (pair === at) return;
    for (const old of document.querySelectorAll(".is-paired")) old.classList.remove("is-paired");
    at = pair || "";
    if (!at) return;
    for (const found of document.querySelectorAll(`[data-pair="${CSS.escape(at)}"]`)) {
      found.classList.add("is-paired");
      const pane = scrolls && found.closest(".raw");
      if (pane) {
        const box = found.getBoundingClientRect(), around = pane.getBoundingClientRect();
        if (box.top < around.top || box.bottom > around.bottom) pane.scrollTop += box.top - around.top - around.height / 3;
      }
    }
  }
  document.addEventListener("mouseover", (event) => show(pairOf(event.target), !event.target.closest(".raw")));
  document.addEventListener("focusin", (event) => show(pairOf(event.target), true));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('.fields a[href^="#raw-"]');
    if (!link) return;
    event.preventDefault();
    at = "";
    show(pairOf(link), true);
  });
})();
