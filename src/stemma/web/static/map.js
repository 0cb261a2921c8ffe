// The map can be moved and enlarged; places are discs as wide as they are vague. Tiles only where the user set them.
const L = globalThis.L;
const box = document.getElementById("map");
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// a ring that leaves the map at 180 degrees goes on beyond it, not back across the whole world
const unrolled = (ring) => {
  let turns = 0;
  return ring.map(([lon, lat], at) => {
    const step = at ? lon - ring[at - 1][0] : 0;
    if (Math.abs(step) > 180) turns -= Math.sign(step);
    return [lat, lon + 360 * turns];
  });
};

if (box && L) {
  const [claims, base] = await Promise.all([box.dataset.src, box.dataset.base].map(async (a) => (await fetch(a)).json()));
  const still = box.querySelector("svg");  // the server's drawing stays for paper
  box.replaceChildren();
  if (still) { still.classList.add("onpaper"); box.after(still); }
  const map = L.map(box, { attributionControl: false, zoomControl: true, worldCopyJump: true, zoomSnap: 0.5 });
  if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { maxZoom: 14 }).addTo(map);
  else {
    for (const country of base.countries) {
      const rings = country.rings.map(unrolled);
      L.polygon(rings.map((r) => [r]), { color: css("--border"), weight: 1, fillColor: css("--land"), fillOpacity: 1, interactive: false }).addTo(map);
    }
  }
  const drawn = new Map(), bounds = [];
  for (const place of claims.places.slice(0, 400)) {
    const at = [place.lat, place.lon];
    const style = { color: css("--ink"), weight: place.radius_km ? 1.2 : 1.8, dashArray: place.radius_km ? "3 3" : null, fillColor: place.radius_km ? css("--ink") : css("--paper"), fillOpacity: place.radius_km ? 0.08 : 1 };
    const disc = place.radius_km ? L.circle(at, { ...style, radius: place.radius_km * 1000 }) : L.circleMarker(at, { ...style, radius: 5 });
    const words = document.createElement("span");
    words.textContent = `${place.name} ${place.claims}`;
    disc.bindTooltip(words, { direction: "right", permanent: true, className: "placename" });
    disc.on("click", () => { const row = document.querySelector(`tr[data-place="${CSS.escape(place.name)}"] a`); if (row) location.href = row.href; });
    disc.addTo(map);
    drawn.set(place.name, disc);
    for (let n = 0; n < 2; n++) bounds.push(at);
  }
  const middle = claims.places.slice(0, 12).map((p) => [p.lat, p.lon]);
  map.fitBounds(L.latLngBounds(middle.length ? middle : [[0, 0]]).pad(0.35), { maxZoom: 8, animate: false });
  document.addEventListener("stemma:selected", (e) => { const disc = drawn.get(e.detail?.dataset.place); if (disc) { map.panTo(disc.getLatLng ? disc.getLatLng() : disc.getBounds().getCenter()); disc.openTooltip(); } });
  // a name stands on the first side of its disc where it lies on no other name and on no town's ring; else it is shown when pointed at
  const rings = [...drawn.values()].filter((disc) => disc instanceof L.CircleMarker && !(disc instanceof L.Circle));
  const meets = (r, t) => r.left < t.right + 1 && t.left < r.right + 1 && r.top < t.bottom && t.top < r.bottom;
  const uncrowd = () => {
    const towns = new Map(rings.map((disc) => [disc, disc.getElement()?.getBoundingClientRect()]));
    const taken = [];
    for (const place of claims.places) {
      const disc = drawn.get(place.name), tip = disc?.getTooltip(), label = tip?.getElement();
      if (!label) continue;
      label.hidden = false;
      let free = null;
      for (const way of ["right", "left", "top", "bottom"]) {
        tip.options.direction = way;
        tip.update();
        const r = label.getBoundingClientRect();
        if (taken.some((t) => meets(r, t)) || rings.some((other) => other !== disc && towns.get(other) && meets(r, towns.get(other)))) continue;
        free = r;
        break;
      }
      label.hidden = !free;
      if (free) taken.push(free);
    }
  };
  map.on("zoomend moveend", uncrowd);
  uncrowd();
  for (const disc of drawn.values()) { disc.on("mouseover", () => { const e = disc.getTooltip()?.getElement(); if (e) e.hidden = false; }); disc.on("mouseout", uncrowd); }
  box.dataset.ready = "yes";
}
