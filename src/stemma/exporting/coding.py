"""What the code books share: a figure's estimate with where, when, whence, and the note that a coder would write."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stemma.answering.account import value
from stemma.answering.quoting import quoted
from stemma.answering.rules import Estimate, estimate
from stemma.core.days import days_between
from stemma.core.packs import read_tsv
from stemma.core.types import Approx, Figure, Reading
from stemma.ledger.tables import safe_cell
from stemma.showing.view import View

DEAD = ("killed", "deaths")
HURT = ("wounded", "injured")
MOVED = ("displaced", "evacuated", "refugees", "sheltered")
_WORDS = {"dozen": 12, "score": 20, "ten": 10, "hundred": 100, "thousand": 1000}  # ACLED: the least that such a word says

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A figure as a coder sees it."""

    figure: Figure
    estimate: Estimate
    start: str
    end: str
    note: str
    outlets: tuple[str, ...]
    reports: tuple[str, ...]
    originals: tuple[str, ...]  # the speakers nearest to the matter
    origins: int
    sources: int


def coded(view: View, measures: Iterable[str], rule: str = "most-origins") -> Iterator[Coded]:
    """The figures of some measures, each with its estimate, in order of title."""
    wanted = frozenset(measures)
    for figure in sorted(view.situation.figures, key=lambda f: (f.title, f.id)):
        found = estimate(view, figure, rule) if figure.measure in wanted else None
        if found is not None and view.base(1.0, 1.0, found.unit).dimension == "count":  # a share of the dead is no number of them
            yield _coded(view, figure, found)


def _coded(view: View, figure: Figure, found: Estimate) -> Coded:
    readings = view.readings[figure.id]
    best = found.best.reading
    honest = [c for r in readings if not r.born_in for c in r.claims]
    reports = view.carriers(honest)
    start, end = days(view, best)
    return Coded(
        figure=figure,
        estimate=found,
        start=start,
        end=end,
        note=note(view, figure),
        outlets=tuple(dict.fromkeys(view.name(r) for r in reports)),
        reports=reports,
        originals=view.speakers(honest),
        origins=best.origins,
        sources=best.sources,
    )


def note(view: View, figure: Figure) -> str:
    """Every value with who says so: what a code book's best value leaves out."""
    told = []
    for reading in view.readings.get(figure.id, ()):
        who = view.words.listed(view.speakers(reading.claims)[:2]) or "nobody named"
        slip = f", a slip of {view.name(reading.born_in)}" if reading.born_in else ""
        outlets = view.words.listed(dict.fromkeys(view.name(r) for r in view.carriers(reading.claims)[:3]))
        told.append(f"{value(view, reading)}, {view.words.as_of(reading.when)}: {who}, in {outlets}{slip}")
    return "; ".join(told)


def days(view: View, reading: Reading) -> tuple[str, str]:
    """First and last day of a reading; where none is told, the day of its first report."""
    if reading.when and (reading.when.start or reading.when.end):
        return reading.when.start or reading.when.end or "", reading.when.end or reading.when.start or ""
    first = view.first(reading.claims)
    day = view.published(first.report)[:10] if first else ""
    return day, day


def span_days(start: str, end: str) -> int | None:
    """How many days lie between, both counted; None where one is not known to the day."""
    days = days_between(start, end)
    return None if days is None else days + 1


def low_high(found: Estimate) -> tuple[float, float]:
    """The lowest and the highest number that stands."""
    return whole(found.low.low), whole(found.high.high)


def best(found: Estimate) -> float:
    """The number of the best supported reading; of a range its middle, of a bound the bound."""
    return whole((found.best.low + found.best.high) / 2)


def conservative(reading: Reading, words: str) -> float | None:
    """The most conservative number of a reading: "dozens" is 12, "hundreds" 100, the lower end of a range."""
    if reading.approx is Approx.VAGUE:
        said = words.casefold()
        named = [number for word, number in _WORDS.items() if word in said]
        if named:
            return float(max(named)) if "thousand" not in said else 1000.0
    ends = [e for e in (reading.low, reading.high) if e is not None]
    return whole(min(ends)) if ends else None


def whole(number: float) -> float | int:
    """A number without a point where it has no fraction."""
    return int(number) if float(number).is_integer() else round(number, 4)


def countries() -> Mapping[str, str]:
    """Names of countries by their two letters."""
    return {row[0]: row[1] for row in read_tsv("en", "countries.tsv")}


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV under their columns; what is not known is empty."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, columns, lineterminator="\r\n")
    table.writeheader()
    for row in rows:
        table.writerow({name: safe_cell(row.get(name, "")) for name in columns})
    return out.getvalue()


def excerpt(view: View, reading: Reading, most: int) -> str:
    """The words of the first claim of a reading."""
    first = view.first(reading.claims)
    return quoted(first.text, most) if first else ""
