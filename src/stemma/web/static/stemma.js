// An edge or row of the tree shows its evidence without leaving the page; f carries another figure.
import { say, typing } from "./app.js";

const box = document.getElementById("edgebox");
async function show(report) {
  const address = new URL(location.href);
  address.searchParams.set("report", report);
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const found = page.getElementById("edgebox");
  if (!found || !box) return;
  box.replaceChildren(...found.childNodes);
  history.replaceState(null, "", address);
  document.querySelector(".bottom .path").textContent = address.pathname + address.search;
  for (const li of document.querySelectorAll(".rail li")) li.classList.toggle("sel", li.dataset.report === report);
  for (const a of document.querySelectorAll("svg a[data-edge]")) a.firstElementChild.classList.toggle("on", a.dataset.edge === report);
  say(box.querySelector("h2")?.textContent ?? "");
}
document.addEventListener("click", (e) => {
  const edge = e.target.closest("a[data-edge]");
  const rail = e.target.closest(".rail .nm > a:first-child");
  const report = edge?.dataset.edge ?? (rail && rail.closest("li").dataset.report);
  if (!report || e.ctrlKey || e.metaKey || e.shiftKey) return;
  e.preventDefault();
  show(report);
});
document.addEventListener("keydown", (e) => {
  if (typing(e) || e.ctrlKey || e.metaKey) return;
  if (e.key === "f") location.href = document.querySelector("[data-f]")?.href;
  else if (e.key === "0" && document.querySelector("[data-none]")) location.href = document.querySelector("[data-none]").href;
  else if (e.key === "e") { const row = document.querySelector(".rail li.sel"); if (row) show(row.dataset.report); else return; }
  else return;
  e.preventDefault(); e.stopPropagation();
}, true);
