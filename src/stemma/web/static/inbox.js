// Triage by keyboard: each key sends one decision; the row says what was decided, and u takes it back.
import { move, current, say, seal, select, typing } from "./app.js";

const detail = document.getElementById("detail");
let shown = detail?.querySelector("[data-claim]")?.dataset.claim ?? "";

let loading = Promise.resolve();
function show(claim) {
  if (claim && claim !== shown) { shown = claim; loading = load(claim); }
  return loading;
}
async function load(claim) {
  const answer = await fetch(`/inbox/claim/${encodeURIComponent(claim)}`);
  const text = await answer.text();
  if (!answer.ok || shown !== claim) return;  // asked again when all of it is here: another row may have been chosen since
  const page = new DOMParser().parseFromString(text, "text/html");
  detail.replaceChildren(...page.body.childNodes);
}

async function send(form) {
  const answer = await fetch("/decide", { method: "POST", body: form, headers: { Accept: "application/json", "X-Stemma-Seal": seal } });
  const told = await answer.json().catch(() => ({ error: "The decision was not kept: reload the page." }));
  if (!answer.ok) { say(told.error); alertLine(told.error); return null; }
  say(told.said);
  return told;
}
function alertLine(text) {
  let line = detail.querySelector(".fault");
  if (!line) { line = document.createElement("p"); line.className = "fault red"; detail.prepend(line); }
  line.textContent = text;
}
function put(row, told) {
  if (!row) return;
  row.classList.toggle("done", Boolean(told.key));
  const key = row.firstElementChild;
  key.replaceChildren();
  if (told.key) { const k = document.createElement("kbd"); k.textContent = told.key; key.append(k); }
  row.querySelector(".st").textContent = told.state;
}
async function decide(action, more) {
  const row = current();
  if (!row) return;
  const form = more ?? new FormData();
  form.set("action", action); form.set("item", row.dataset.claim);
  const told = await send(form);
  if (!told) return;
  put(document.querySelector(`.ib[data-claim="${CSS.escape(told.item)}"]`), told);
  if (action !== "undo") return move(1);
  shown = "";
  const back = document.querySelector(`.ib[data-claim="${CSS.escape(told.item)}"]`);
  if (back) select(back); else show(told.item);
}
let busy = Promise.resolve();  // one key after another: a panel waits for the decision before it
const inTurn = (act) => (busy = busy.then(() => loading).then(act).then(() => loading).catch((fault) => alertLine(String(fault))));
function panel(name) {
  for (const p of detail.querySelectorAll("[data-panel]")) p.hidden = p.dataset.panel !== name || !p.hidden;
  detail.querySelector(`[data-panel="${name}"]:not([hidden]) input:not([type=hidden]), [data-panel="${name}"]:not([hidden]) select`)?.focus();
}
const acts = { a: () => decide("accept"), r: () => decide("reject"), u: () => decide("undo"), e: () => panel("edit"), m: () => panel("merge"), s: () => panel("split") };
const keys = Object.fromEntries(Object.entries(acts).map(([key, act]) => [key, () => inTurn(act)]));

document.addEventListener("stemma:selected", (e) => show(e.detail?.dataset.claim));
document.addEventListener("keydown", (e) => {
  if (e.key === "Escape") for (const p of detail.querySelectorAll("[data-panel]")) p.hidden = true;
  if (typing(e) || e.ctrlKey || e.metaKey || e.altKey || !keys[e.key]) return;
  e.preventDefault(); e.stopImmediatePropagation();
  keys[e.key]();
}, true);
document.addEventListener("click", (e) => {
  const open = e.target.closest("[data-open]"), touch = e.target.closest("[data-do]"), row = e.target.closest(".ib");
  if (open) panel(open.dataset.open);
  else if (touch) keys[touch.dataset.do]();
  else if (row) { e.preventDefault(); select(row); }
});
document.addEventListener("submit", (e) => {
  if (!e.target.closest(".decide,[data-panel]")) return;
  e.preventDefault();
  const form = new FormData(e.target, e.submitter);
  const row = document.querySelector(`.ib[data-claim="${CSS.escape(form.get("item"))}"]`);
  if (row) select(row, false);
  decide(form.get("action"), form);
});
if (location.hash.length > 1) { const row = document.querySelector(`.ib[data-claim="${CSS.escape(location.hash.slice(1))}"]`); if (row) select(row); }
