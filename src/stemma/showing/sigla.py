"""Letters for reports, as in a critical edition: short, unique, and said in full beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stemma.core.types import LostOriginal, Report
from stemma.showing.markup import Markup, between, join, tag

GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
SHOWN = 12  # over so many letters the first six stand, then "+28"
FIRST = 6
_ARTICLES = ("the ", "a ", "an ")


class Siglum(NamedTuple):
    """A letter or two, and the number of an outlet's later report."""

    letters: str
    raised: int = 0

    @property
    def text(self) -> str:
        """The siglum in plain characters, W²."""
        return self.letters + ("".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(d)] for d in str(self.raised)) if self.raised else "")

    @property
    def html(self) -> Markup:
        """The siglum with its number raised."""
        return join(self.letters, tag("sup", str(self.raised)) if self.raised else "")


class Group(NamedTuple):
    """Letters under one rule below: lineages that lead to the same primary sources."""

    sources: int
    lineages: tuple[tuple[str, ...], ...]


def assign(reports: Sequence[Report], lost: Sequence[LostOriginal]) -> dict[str, Siglum]:
    """A siglum for each report and lost original, the same for the same pile."""
    given: dict[str, Siglum] = {}
    letters: dict[str, str] = {}
    seen: dict[str, int] = {}
    for report in reports:
        outlet = outlet_of(report) or report.id
        if outlet not in letters:
            taken = set(letters.values())
            letters[outlet] = next(candidate for candidate in _candidates(outlet) if candidate not in taken)
        seen[outlet] = seen.get(outlet, 0) + 1
        given[report.id] = Siglum(letters[outlet], seen[outlet] if seen[outlet] > 1 else 0)
    for place, original in enumerate(lost):
        letter, round_ = GREEK[place % len(GREEK)], place // len(GREEK)
        given[original.id] = Siglum(letter, round_ + 1 if round_ else 0)
    return given


def outlet_of(report: Report) -> str:
    """The outlet as far as it is known: its name, else the address's host."""
    if report.outlet:
        return report.outlet
    if "://" in report.url:
        return report.url.split("://", 1)[1].split("/", 1)[0].removeprefix("www.")
    return ""


def _candidates(outlet: str) -> Iterator[str]:
    name = outlet.lower()
    for article in _ARTICLES:
        name = name.removeprefix(article)
    words = ["".join(c for c in word if c.isalpha()) for word in name.split()]
    words = [word for word in words if word] or ["x"]
    first = words[0]
    yield first[0].upper()
    if len(words) > 1:
        yield first[0].upper() + words[1][0].upper()
    for other in first[1:]:
        yield first[0].upper() + other
    for at, one in enumerate(first[1:], 1):
        for two in first[at + 1 :]:
            yield first[0].upper() + one + two
    number = 2
    while True:
        yield f"{first[0].upper()}{number}"
        number += 1


class Letters:
    """Sets sigla with a rule above for a lineage and a rule below for a primary source."""

    def __init__(self, sigla: dict[str, Siglum], names: dict[str, str], heads: frozenset[str]) -> None:
        self.sigla, self.names, self.heads = sigla, names, heads

    def one(self, report: str) -> Markup:
        """A single letter with the outlet's name for whoever asks."""
        siglum = self.sigla.get(report, Siglum("?"))
        return tag("abbr", siglum.html, cls="si", title=self.names.get(report, ""))

    def row(self, reports: Iterable[str]) -> Markup:
        """Letters in a sentence, blanks between."""
        return between(" ", (self.one(report) for report in reports))

    def plain(self, reports: Iterable[str]) -> str:
        """Letters in plain characters."""
        return " ".join(self.sigla.get(report, Siglum("?")).text for report in reports)

    def ruled(self, groups: Sequence[Group], changed: bool = False) -> Markup:
        """Letters with their rules; the words always stand beside them."""
        total = sum(len(lineage) for group in groups for lineage in group.lineages)
        room = FIRST if total > SHOWN else total
        pieces: list[Markup] = []
        for group in groups:
            lineages = []
            for lineage in group.lineages:
                kept, room = lineage[: max(room, 0)], room - len(lineage)
                if kept:
                    lineages.append(tag("span", [self.one(r) for r in kept], cls="lin chg" if changed else "lin"))
            if lineages:
                pieces.append(tag("span", lineages, cls=f"src n{min(group.sources, 4)}"))
        more = tag("span", f"+{total - FIRST}", cls="more") if total > SHOWN else None
        return tag("span", pieces, more, cls="sg")
