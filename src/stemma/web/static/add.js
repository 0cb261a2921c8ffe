// Dropped, chosen or pasted: sent once, then the page asks how far it is.
import { say, seal } from "./app.js";

const drop = document.getElementById("drop"), list = document.getElementById("jobs");

function line(job) {
  document.getElementById("nojobs")?.remove();
  let li = list.querySelector(`[data-job="${job.id}"]`);
  if (!li) {
    li = document.createElement("li"); li.className = "res"; li.dataset.job = job.id;
    li.append(document.createElement("b"), " ", document.createElement("span")); li.querySelector("span").className = "meta";
    list.prepend(li);
  }
  li.dataset.state = job.state;
  li.querySelector("b").textContent = job.what;
  const refused = job.result.refused ?? [];
  const words = job.state === "done"
    ? `${job.result.new} new, ${job.result.known} already known${refused.length ? `; ${refused.length} refused: ${refused.join(" ")}` : ""}`
    : job.state === "failed" ? job.fault : job.step ? `${job.step} ${job.of ? `${job.done} of ${job.of}` : job.done || ""}` : job.state;
  li.querySelector("span").textContent = words;
  li.querySelector("progress")?.remove();
  if (job.state === "waiting" || job.state === "reading") { const bar = document.createElement("progress"); bar.setAttribute("aria-label", "Progress"); if (job.of) { bar.max = job.of; bar.value = job.done; } li.append(bar); }
  else if (job.state === "done" && !li.querySelector("a")) { const a = document.createElement("a"); a.href = "/situation"; a.textContent = "To the situation"; li.append(" ", a); }
  return li;
}
async function watch(job) {
  line(job);
  while (job.state === "waiting" || job.state === "reading") {
    await new Promise((done) => setTimeout(done, 400));
    job = await (await fetch(`/add/${job.id}.json`)).json();
    line(job);
  }
  say(list.querySelector(`[data-job="${job.id}"] span`).textContent);
}
async function send(form) {
  const answer = await fetch("/add", { method: "POST", body: form, headers: { Accept: "application/json", "X-Stemma-Seal": seal } });
  const told = await answer.json().catch(() => ({ error: "It could not be sent; it may be too large." }));
  if (!answer.ok) return line({ id: `f${Date.now()}`, what: "Not taken in", state: "failed", fault: told.error, result: {} });
  await watch(told);
}
for (const form of document.querySelectorAll("#drop,#paste,#byurl")) form.addEventListener("submit", (e) => { e.preventDefault(); send(new FormData(form)).then(() => form.reset()); });
for (const on of ["dragenter", "dragover"]) document.addEventListener(on, (e) => { e.preventDefault(); drop.classList.add("over"); });
document.addEventListener("dragleave", (e) => { if (!e.relatedTarget) drop.classList.remove("over"); });
document.addEventListener("drop", (e) => {
  e.preventDefault(); drop.classList.remove("over");
  const files = [...(e.dataTransfer?.files ?? [])];
  if (!files.length) return;
  const form = new FormData();
  for (const file of files) form.append("files", file, file.name);
  send(form);
});
for (const li of list.querySelectorAll('[data-state="reading"],[data-state="waiting"]')) fetch(`/add/${li.dataset.job}.json`).then((r) => r.json()).then(watch);
