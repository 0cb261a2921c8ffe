// Jumping, opening and lighting; the page reads without it.
"use strict";
(() => {
  const open = (node) => {
    for (let at = node; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };
  const follow = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    open(target);
    const inner = target.querySelector(":scope > details");
    if (inner) inner.open = true;
    for (const lit of document.querySelectorAll(".hand")) lit.classList.remove("hand");
    if (id.startsWith("c-")) for (const part of document.querySelectorAll(`[data-c~="${CSS.escape(id.slice(2))}"]`)) part.classList.add("hand");
    target.scrollIntoView({ block: id.startsWith("c-") ? "center" : "start" });
  };
  addEventListener("hashchange", follow);
  for (const button of document.querySelectorAll("button[data-fold]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const folds = [...document.querySelectorAll(`#${button.dataset.fold} article > details`)];
      const opening = folds.some((fold) => !fold.open);
      for (const fold of folds) fold.open = opening;
      button.textContent = opening ? "Fold all" : "Open all";
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.getAttribute("href") === location.hash) follow();
    const button = event.target.closest("button[data-copy]");
    if (button && navigator.clipboard) {
      const words = document.getElementById(button.dataset.copy);
      navigator.clipboard.writeText(words.textContent.trim()).then(() => { button.textContent = "Copied"; }, () => {});
    }
  });
  const links = [...document.querySelectorAll(".run nav a")];
  const parts = links.map((link) => document.querySelector(link.getAttribute("href"))).filter(Boolean);
  const here = () => {
    const line = innerHeight / 3;
    let current = parts[0];
    for (const part of parts) if (part.getBoundingClientRect().top <= line) current = part;
    for (const link of links) {
      if (current && link.getAttribute("href") === "#" + current.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; here(); }); }
  }, { passive: true });
  here();
  follow();
})();
