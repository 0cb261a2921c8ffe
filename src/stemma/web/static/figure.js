// The course of a figure by Observable Plot: the same marks as the server draws, with what each says when pointed at,
// and one source at a time. Where no script runs, and on paper, the server's drawing stands.
import { axisX, axisY, dot, gridX, gridY, line, plot, pointer, rect, text, tip } from "./plot/plot.js";

const HALF = 9, REACH = 58;
const INKS = { ink: "var(--ink)", red: "var(--red)", ghost: "var(--ghost)" };
const px = (value) => ({ value, scale: null });  // a channel in pixels
const at = (x, y) => ({ x: px([x]), y: px([y]) });
const box = (w, h) => (c) => c.rect(-w / 2, -h / 2, w, h);
const stroke = (...points) => (c) => points.forEach(([x, y], n) => (n ? c.lineTo(x, y) : c.moveTo(x, y)));
const lozenge = (s) => (c) => { stroke([0, -s], [s, 0], [0, s], [-s, 0])(c); c.closePath(); };
const sign = (x, y, draw, more) => dot([0], { ...at(x, y), symbol: { draw }, r: 5, ...more });
const path = (points, more) => line(points, { x: px((p) => p[0]), y: px((p) => p[1]), ...more });
const bar = (x1, x2, y1, y2, more) => rect([0], { x1: px([x1]), x2: px([x2]), y1: px([y1]), y2: px([y2]), ...more });

// what a mark is made of: ends say how exact, ink how far checked, outline whether it has happened, red that it changed on the way
function mark(r, d, y, opacity) {
  const [, ink, ...more] = r.look.split(" ");
  const color = INKS[ink], hollow = more.includes("hollow"), dashes = more.includes("awaited") ? "2.5 2" : undefined;
  const body = hollow ? { fill: "var(--paper)", stroke: color, strokeWidth: 1.3, strokeDasharray: dashes, opacity } : { fill: color, stroke: "none", opacity };
  const bare = { fill: "none", stroke: color, opacity };
  const low = y(r.low), found = [];
  const tick = (v) => sign(r.x, v, box(2 * HALF, hollow ? 5.2 : 3.6), body);
  const soft = (way) => [[6, 0.62, 1.7, 0.75], [10.5, 0.34, 1.4, 0.5]].map(([off, share, wide, faint]) =>
    sign(r.x, low + way * off, stroke([-HALF * share, 0], [HALF * share, 0]), { ...bare, strokeWidth: wide, opacity: faint * (opacity ?? 1) }));
  const open = (way, end) => {
    const stop = low + way * Math.max(14, Math.min(REACH, way < 0 ? low - d.top - 4 : d.y[2] - 2 - low));
    const shade = `url(#${ink === "ink" ? (hollow ? "ink" : "line") : ink}-${way < 0 ? "u" : "d"})`, half = HALF * 0.45;
    for (const [a, b] of hollow ? [[-half - 0.7, -half + 0.7], [half - 0.7, half + 0.7]] : [[-half, half]]) found.push(bar(r.x + a, r.x + b, low, stop, { fill: shade, opacity }));
    found.push(sign(r.x, stop, stroke([-4, -way * 4], [0, 0], [4, -way * 4]), { ...bare, strokeWidth: 1.3 }));
    found.push(end === "ring" ? dot([0], { ...at(r.x, low), r: 5, fill: "var(--paper)", stroke: color, strokeWidth: 1.8, strokeDasharray: dashes, opacity }) : tick(low));
  };
  if (r.ends === "least" || r.ends === "over") open(-1, r.ends === "over" ? "ring" : "tick");
  else if (r.ends === "most" || r.ends === "under") open(1, r.ends === "under" ? "ring" : "tick");
  else if (r.ends === "vague") for (const way of [-1, 1]) found.push(bar(r.x - 4, r.x + 4, low, low + way * REACH / 2, { fill: `url(#${ink === "ink" ? "line" : ink}-${way < 0 ? "u" : "d"})`, opacity }));
  else if (r.ends === "range") found.push(bar(r.x - HALF * 0.45, r.x + HALF * 0.45, y(r.high), low, hollow ? body : { ...body, fill: ink === "ink" ? "var(--tone)" : color }), tick(low), tick(y(r.high)));
  else found.push(...(r.ends === "about" ? [...soft(-1), ...soft(1)] : r.ends === "nearly" ? soft(1) : []), tick(low));
  if (r.foot) found.push(sign(r.x - HALF - 3, low, stroke([0, -6], [0, 6]), { ...bare, strokeWidth: 1.8 }));
  if (r.denied) for (const [paint, wide] of [["var(--paper)", 4.6], [color, 1.8]]) found.push(sign(r.x, low, stroke([-HALF - 2, HALF + 2], [HALF + 2, -HALF - 2]), { ...bare, stroke: paint, strokeWidth: wide }));
  if (r.changed) found.push(sign(r.x + HALF + 2, low, lozenge(3.6), { fill: color, opacity }));
  return found;
}

// the dotted line from a mark to the reports that told it: each a square at its hour, black where it was made from no other
function reports(r, opacity) {
  if (!r.told.length) return [];
  const last = r.told.at(-1)[0], dotted = { stroke: r.changed ? "var(--red)" : "var(--ink2)", strokeWidth: 1, strokeDasharray: "1 3", opacity };
  return [
    path([[Math.min(r.x, r.told[0][0]), r.lane], [Math.max(r.x, last), r.lane]], dotted), path([[r.x, r.y], [r.x, r.lane]], dotted),
    dot(r.told, {
      x: px((t) => t[0]), y: px(() => r.lane), r: 3.39, symbol: "square", strokeWidth: 1.1, opacity, href: (t) => `/report/${t[2]}`, title: (t) => t[3],
      fill: px((t) => (t[1] ? "var(--ink)" : "var(--paper)")), stroke: px((t) => (t[1] ? "var(--ink)" : "var(--ink2)")), className: "reports",
    }),
  ];
}

const ruled = document.createElement("canvas").getContext("2d");
function words(r, opacity) {
  if (!r.words) return [];
  const [left, middle, under] = r.words, [hedge, number, unit] = r.value, family = getComputedStyle(document.documentElement).getPropertyValue("--serif");
  const color = r.changed ? "var(--red)" : "var(--ink)", more = { textAnchor: "start", opacity };
  const found = [];
  let x = left;
  for (const [said, style, weight, size, paint] of [[hedge && `${hedge} `, "italic", 400, 15, color], [number, "normal", 600, 15, color], [unit && (unit[0] === "%" ? unit : ` ${unit}`), "normal", 400, 10.8, r.changed ? color : "var(--ink2)"]]) {
    if (!said) continue;
    ruled.font = `${style} ${weight} ${size}px ${family}`;
    found.push(text([said], { ...at(x, middle), ...more, text: (d) => d, fontFamily: "var(--serif)", fontStyle: style, fontWeight: weight, fontSize: size, fill: paint, lineAnchor: "bottom" }));
    x += ruled.measureText(said).width;
  }
  if (!under) return found;
  let shift = 0;
  if (r.side >= 0 && r.side < 2) {  // whose side the speaker stands on: the left or the right half of a square
    found.push(sign(left + 5, middle + 9, box(8.6, 8.6), { fill: "none", stroke: "var(--ink2)", strokeWidth: 1.2, opacity }));
    found.push(sign(left + (r.side ? 7.1 : 2.9), middle + 9, box(4.3, 8.6), { fill: "var(--ink2)", opacity }));
    shift = 14;
  }
  return [...found, text([under], { ...at(left + shift, middle + 9), ...more, text: (d) => d, fontFamily: "var(--sans)", fontSize: 12, fill: r.changed ? color : "var(--ink2)" })];
}

const told = (r) => [[r.value[0], r.value[1], r.value[2]].filter(Boolean).join(" "), r.source + (r.sideName ? `, for ${r.sideName}` : ""), `as of ${r.when}`, r.counts].join("\n");

function course(d, only, label) {
  const y = (v) => d.y[2] + ((v - d.y[0]) / ((d.y[1] - d.y[0]) || 1)) * (d.y[3] - d.y[2]);
  const faint = (source) => (only && source !== only ? 0.16 : undefined);
  const day = (x) => new Date(d.x[0] + (x / d.width) * (d.x[1] - d.x[0])), name = new Map(d.days.map(([x, said]) => [+day(x), said]));
  const value = (p) => d.y[0] + ((p - d.y[2]) / (d.y[3] - d.y[2])) * (d.y[1] - d.y[0]), named = new Map(d.ticks.map(([p, said]) => [value(p), said]));
  const days = d.days.map(([x]) => day(x)), ticks = d.ticks.map(([p]) => value(p)), plain = { fontFamily: "var(--sans)", fill: "var(--ink3)" };
  const listed = (r) => faint(r.source);
  const marks = [
      gridY(ticks, { stroke: "var(--rule2)", strokeOpacity: 1 }), gridX(days, { stroke: "var(--rule2)", strokeOpacity: 1 }),
      path([[0, d.top], [d.width, d.top]], { stroke: "var(--ink2)", strokeWidth: 1 }),
      axisY(ticks, { ...plain, tickSize: 0, tickPadding: 0, tickFormat: (v) => named.get(v) ?? "", textAnchor: "start", dx: 0, dy: -8, fontSize: 12, label: null }),
      axisX(days, { ...plain, anchor: "top", tickSize: 6, tickPadding: -2, stroke: "var(--ink2)", tickFormat: (t) => name.get(+t) ?? "", textAnchor: "start", dx: 4, fontSize: 11.5, label: null }),
      ...d.runs.map((run) => path(run.points, { curve: "step-after", stroke: "var(--tone)", strokeWidth: 1.2, opacity: faint(run.source) })),
      ...d.births.map(([a, b, c, e]) => path([[a, b], [c, e]], { stroke: "var(--red)", strokeWidth: 1.5, opacity: only ? 0.16 : undefined })),
      ...d.back.map((b) => path([[b.x[0] + 14, b.y], [b.x[1] - 6, b.y]], { stroke: "var(--red)", strokeDasharray: "1 3", opacity: faint(b.source) })),
      ...d.readings.flatMap((r) => reports(r, listed(r))), ...d.readings.flatMap((r) => mark(r, d, y, listed(r))), ...d.readings.flatMap((r) => words(r, listed(r))),
      ...d.births.filter(([a, b, c, e]) => Math.abs(c - a) + Math.abs(e - b) > 60).map(([a, b, c, e]) => sign((a + c) / 2, (b + e) / 2, lozenge(5.5), { fill: "var(--red)", opacity: only ? 0.16 : undefined })),
      ...d.back.flatMap((b) => [
        dot([0], { ...at(b.x[1], b.y), r: 5, symbol: { draw: lozenge(5.5) }, fill: "var(--paper)", stroke: "var(--ink)", strokeWidth: 1.4, title: () => b.title, opacity: faint(b.source) }),
        sign(b.x[1], b.y, stroke([-2.6, 0], [-0.6, 2.2], [2.8, -2.2]), { fill: "none", stroke: "var(--ink)", strokeWidth: 1.4, opacity: faint(b.source) }),
      ]),
      tip(d.readings.filter((r) => !only || r.source === only), pointer({ x: px((r) => r.x), y: px((r) => r.y), title: told, fill: "var(--paper)", stroke: "var(--ink)", fontFamily: "var(--sans)", fontSize: 13, lineWidth: 26, textPadding: 8, className: "tip" })),
  ].flat(Infinity).filter(Boolean);
  for (const made of marks) made.ariaLabel = null;  // Plot names its groups "dot" and "line": the drawing has one name, and the table says the rest
  return plot({
    width: d.width, height: d.height, margin: 0, marginTop: d.top, marginBottom: 8, className: "plotted", ariaLabel: label,
    x: { type: "utc", domain: d.x.map((t) => new Date(t)), range: [0, d.width], axis: null }, y: { domain: [d.y[0], d.y[1]], range: [d.y[2], d.y[3]], axis: null },
    marks,
  });
}

let only = "";
const boxes = [...document.querySelectorAll("[data-plot]")];
function show() {
  for (const held of boxes) {
    if (held.offsetParent === null) continue;  // the other width
    const drawn = course(JSON.parse(held.dataset.plot), only, held.querySelector("svg.course")?.getAttribute("aria-label"));
    drawn.setAttribute("role", "group");
    held.querySelector("svg.plotted")?.remove();
    held.append(drawn);
    held.classList.add("byplot");
  }
}
const chips = document.getElementById("sources");
if (chips) {
  chips.hidden = false;
  chips.addEventListener("click", (e) => {
    const chip = e.target.closest("[data-source]");
    if (!chip) return;
    only = only === chip.dataset.source ? "" : chip.dataset.source;
    for (const other of chips.querySelectorAll("[data-source]")) other.setAttribute("aria-pressed", String(other.dataset.source === only));
    show();
  });
}
matchMedia("(max-width:960px)").addEventListener("change", show);
await document.fonts.ready;
if (boxes.some((held) => JSON.parse(held.dataset.plot).readings.length)) show();
