"""Which figures stand on the situation's page, in which groups, on which scales."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.core.types import Figure
from stemma.showing.charts import PAD, Plot, own_plot, plotted, values
from stemma.showing.readings import Stand, stand
from stemma.showing.scales import Linear, round_scale
from stemma.showing.view import View

PER_GROUP = 5
IN_ALL = 14
SHARED = 12.0  # a figure shares its group's scale where the greatest is at most so many times its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A group of figures with the scale that most of them share (None where each has its own)."""

    key: str
    title: str
    figures: tuple[Figure, ...]


def headed(view: View, figures: tuple[Figure, ...]) -> list[Heading]:
    """All figures under their headings, the weightier first."""
    table = view.words.table["group"]
    found: dict[str, list[Figure]] = {key: [] for key in table}
    for figure in figures:
        key = group_of(view, figure)
        found.setdefault(key if key in table else "other", []).append(figure)
    return [
        Heading(key=key, title=str(table[key]), figures=tuple(sorted(members, key=lambda f: _weight(view, f), reverse=True)))
        for key, members in found.items()
        if members
    ]


def key_figures(view: View) -> list[Heading]:
    """The figures that most reports carry or that are contested, a few to a heading."""
    all_figures = view.situation.figures
    chosen = {f.id for f in sorted(all_figures, key=lambda f: _weight(view, f), reverse=True)[:IN_ALL]}
    headings = headed(view, all_figures)
    kept = []
    for heading in headings:
        members = tuple(f for f in heading.figures if f.id in chosen)[:PER_GROUP]
        if members:
            kept.append(Heading(key=heading.key, title=heading.title, figures=members))
    return kept


def group_of(view: View, figure: Figure) -> str:
    """The heading of a figure, from its measure's own table."""
    measure = view.pack.measures.get(figure.measure) or view.pack.measures.get(figure.measure.partition(":")[0])
    if measure is None:
        return "other"
    return str(measure.table.get("group", "other"))


def plots(view: View, heading: Heading, width: float) -> tuple[Linear | None, str, list[tuple[Figure, Plot]]]:
    """The scale that the rows of a heading share, its unit, and each figure's drawing."""
    stands = {f.id: stand(view, f) for f in heading.figures}
    unit, shared = _shared(view, stands, width)
    rows = []
    for figure in heading.figures:
        own_unit, readings = plotted(view, stands[figure.id])
        most = max(values(view, readings, unit), default=0.0) if own_unit == unit else 0.0
        fits = shared is not None and own_unit == unit and most <= shared.high <= most * SHARED
        if fits and shared is not None:
            rows.append((figure, Plot(figure=figure, stand=stands[figure.id], unit=unit, scale=shared, own=False)))
        else:
            rows.append((figure, own_plot(view, figure, stands[figure.id], width)))
    if sum(not plot.own for _, plot in rows) < 2:
        return None, "", [(figure, own_plot(view, figure, stands[figure.id], width)) for figure, _ in rows]
    return shared, unit, rows


def _shared(view: View, stands: dict[str, Stand], width: float) -> tuple[str, Linear | None]:
    """The unit that most rows have, and a scale for those of them that lie near enough to each other."""
    units: dict[str, list[float]] = {}
    for found in stands.values():
        unit, readings = plotted(view, found)
        if unit:
            units.setdefault(unit, []).append(max(values(view, readings, unit), default=0.0))
    if not units:
        return "", None
    unit, tops = max(units.items(), key=lambda item: len(item[1]))
    near = max(([t for t in tops if top / SHARED <= t <= top] for top in tops), key=len)
    return unit, round_scale([0.0, *near], PAD, width - PAD)


def _weight(view: View, figure: Figure) -> tuple[int, int, int, str]:
    reports = len(view.carriers(figure.claims))
    contested = any(c.kind == "real" for c in view.conflicts.get(figure.id, ()))
    changed = any(not m.restored for m in view.mutations.get(figure.id, ()))
    return (2 * reports + 3 * contested + changed, len(figure.claims), reports, figure.id)
