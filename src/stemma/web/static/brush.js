// The head of the ruler as a brush: drag over days, or press b and use the arrows; the address keeps the choice.
import { say } from "./app.js";

const day = (hours) => new Date(hours * 3600e3).toISOString().slice(0, 10);

function leave(from, to) {
  const address = new URL(location.href);
  if (from) { address.searchParams.set("from", from); address.searchParams.set("to", to); }
  else { address.searchParams.delete("from"); address.searchParams.delete("to"); }
  location.href = address;
}

for (const box of document.querySelectorAll("[data-brush]")) {
  const svg = box.querySelector("svg");
  const low = Number(box.dataset.low), high = Number(box.dataset.high), wide = svg.viewBox.baseVal.width;
  const hours = (x) => low + Math.max(0, Math.min(1, x / wide)) * (high - low);
  const at = (e) => (e.clientX - svg.getBoundingClientRect().left) / svg.getBoundingClientRect().width * wide;
  let start = null, drawn = null;
  const show = (a, b) => {
    drawn ??= svg.insertBefore(Object.assign(document.createElementNS(svg.namespaceURI, "rect")), svg.children[1]);
    drawn.setAttribute("class", "brushed");
    for (const [k, v] of Object.entries({ x: Math.min(a, b), y: 0, width: Math.abs(b - a), height: 44 })) drawn.setAttribute(k, v);
  };
  svg.addEventListener("pointerdown", (e) => { start = at(e); svg.setPointerCapture(e.pointerId); });
  svg.addEventListener("pointermove", (e) => { if (start !== null) show(start, at(e)); });
  svg.addEventListener("pointerup", (e) => {
    const end = at(e), from = start; start = null;
    if (Math.abs(end - from) < 4) return leave();
    leave(day(hours(Math.min(from, end))), day(hours(Math.max(from, end))));
  });
  let a = wide * 0.6, b = wide, by = false;
  document.addEventListener("keydown", (e) => {
    if (box.offsetParent === null || e.target.closest("input,textarea,select")) return;
    if (e.key === "b" && !by) { by = true; show(a, b); say("Brushing time: arrows move, shift and arrows widen, Enter takes, Escape leaves."); }
    else if (by && e.key === "Escape") { by = false; drawn?.remove(); drawn = null; }
    else if (by && e.key === "Enter") { e.stopImmediatePropagation(); leave(day(hours(a)), day(hours(b))); }
    else if (by && (e.key === "ArrowLeft" || e.key === "ArrowRight")) {
      const step = (e.key === "ArrowLeft" ? -1 : 1) * wide / 60;
      if (!e.shiftKey) a = Math.max(0, a + step);
      b = Math.min(wide, b + step); show(a, b);
    } else return;
    e.preventDefault();
  }, true);
}
