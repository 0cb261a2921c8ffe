// A claim lit in the text shows its figure when pointed at or focused; n goes to the next claim.
import { typing } from "./app.js";

const held = new Map([...document.querySelectorAll("#hovers li")].map((li) => [li.dataset.c, li]));
const claims = [...document.querySelectorAll("a[data-c]")];
let pop = null;

function show(a) {
  hide();
  const li = held.get(a.dataset.c.split(" ")[0]);
  if (!li) return;
  pop = document.createElement("div");
  pop.className = "pop"; pop.setAttribute("role", "tooltip");
  const title = document.createElement("b"); title.textContent = li.textContent;
  const now = document.createElement("div"); now.textContent = li.dataset.now ? `now ${li.dataset.now}${li.dataset.by ? `, ${li.dataset.by}` : ""}` : "";
  pop.append(title, now);
  document.body.append(pop);
  const box = a.getClientRects()[0] ?? a.getBoundingClientRect();
  pop.style.left = `${Math.min(box.left + scrollX, innerWidth - pop.offsetWidth - 12)}px`;
  pop.style.top = `${box.bottom + scrollY + 8}px`;
}
function hide() { pop?.remove(); pop = null; }
for (const a of claims) {
  for (const on of ["pointerenter", "focus"]) a.addEventListener(on, () => show(a));
  for (const off of ["pointerleave", "blur"]) a.addEventListener(off, hide);
}
document.addEventListener("keydown", (e) => {
  if (typing(e) || e.ctrlKey || e.metaKey) return;
  if (e.key === "Escape") hide();
  if (e.key === "n" || e.key === "N") {
    const step = e.key === "n" ? 1 : -1;
    claims.at((claims.indexOf(document.activeElement) + step) % claims.length)?.focus();
  }
});
if (location.hash.startsWith("#c-")) document.querySelector(`[data-c~="${CSS.escape(location.hash.slice(3))}"]`)?.classList.add("hand");
