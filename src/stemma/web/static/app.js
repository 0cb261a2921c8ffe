// Keys, copying, help: what every screen shares. Nothing here is needed to read a page.
const said = document.getElementById("said");
export const say = (text) => { if (said) said.textContent = text; };
export const seal = document.querySelector("meta[name=stemma-seal]")?.content ?? "";
export const typing = (e) => e.target.closest?.("input,textarea,select,[contenteditable]");

const rows = () => [...document.querySelectorAll("[data-row]")].filter((r) => r.offsetParent !== null);
let at = -1;

export function select(row, focus = true) {
  for (const old of document.querySelectorAll("[data-row].sel")) { old.classList.remove("sel"); old.removeAttribute("aria-current"); }
  if (!row) return;
  row.classList.add("sel");
  row.setAttribute("aria-current", "true");
  at = rows().indexOf(row);
  if (focus) {
    row.scrollIntoView({ block: "nearest" });
    (row.matches("a,button,[tabindex]") ? row : row.querySelector("a"))?.focus({ preventScroll: true });
  }
  document.dispatchEvent(new CustomEvent("stemma:selected", { detail: row }));
}

export function move(step) {
  const all = rows();
  if (!all.length) return;
  at = Math.max(0, Math.min(all.length - 1, at + step));
  select(all[at]);
}
export const current = () => document.querySelector("[data-row].sel") ?? rows()[0];

export async function copy(text, what = "Wording copied.") {
  if (!text) return;
  try { await navigator.clipboard.writeText(text); }
  catch {
    const box = document.createElement("textarea");
    box.value = text; document.body.append(box); box.select(); document.execCommand("copy"); box.remove();
  }
  say(what);
  for (const b of document.querySelectorAll("[data-copy-button]")) { const was = b.dataset.was ??= b.firstChild.textContent; b.firstChild.textContent = "Copied "; setTimeout(() => { b.firstChild.textContent = was; }, 1400); }
}

const help = document.getElementById("help");
let helped;  // the help page on its way, or here: asked for once, however often the key is pressed
async function openHelp() {
  const body = help.querySelector(".helpbody");
  helped ??= fetch(body.dataset.src).then((answer) => answer.text()).then((text) => {
    body.append(...new DOMParser().parseFromString(text, "text/html").querySelector("main").childNodes);
  }).catch((failed) => { helped = undefined; throw failed; });
  try { await helped; }
  catch { say("The help could not be fetched: is 'stemma serve' still running?"); return; }
  if (!help.open) help.showModal();
}

function go(address) { if (address) location.href = address; }

document.addEventListener("click", (e) => {
  const button = e.target.closest("[data-help],[data-copy-button],[data-theme-button]");
  if (!button) return;
  if ("help" in button.dataset) openHelp();
  if ("copyButton" in button.dataset) copy(document.querySelector(button.dataset.copyButton)?.dataset.copy);
});

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || typing(e) || help.open) return;
  const row = document.querySelector("[data-row].sel");
  const page = document.getElementById("main");
  const copyOf = (row ?? page.querySelector("[data-copy]"))?.dataset ?? {};
  if (/^[0-9]$/.test(e.key)) go(document.querySelector(`.tabs a[data-key="${e.key}"]`)?.href);
  else if (e.key === "j" || e.key === "ArrowDown" && row) move(1);
  else if (e.key === "k" || e.key === "ArrowUp" && row) move(-1);
  else if (e.key === "Enter" && row && !e.target.closest("a,button")) go(row.dataset.href);
  else if (e.key === "t") go((row ?? page.querySelector("[data-tree]"))?.dataset.tree);
  else if (e.key === "e" && document.body.dataset.screen !== "inbox") go((row ?? page.querySelector("[data-evidence]"))?.dataset.evidence);
  else if (e.key === "x") go(document.querySelector('.tabs a[data-key="5"]')?.href);
  else if (e.key === "p") go(page.querySelector("[data-pack]")?.dataset.pack);
  else if (e.key === "c") copy(copyOf.copy);
  else if (e.key === "C") copy([copyOf.copy, copyOf.cite].filter(Boolean).join(" "), "Wording copied with its citation.");
  else if (e.key === "u" && document.body.dataset.screen !== "inbox") history.back();
  else if (e.key === "[" || e.key === "]") go(document.querySelector(`[data-clock="${e.key}"]`)?.href);
  else if (e.key === "/") document.getElementById("find")?.focus();
  else if (e.key === "?") openHelp();
  else return;
  e.preventDefault();
});
for (const row of document.querySelectorAll("[data-row]")) row.addEventListener("focusin", () => select(row, false));
document.querySelector(".tabs .on")?.scrollIntoView({ inline: "nearest", block: "nearest" });
