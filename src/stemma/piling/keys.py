"""The keys by which reports meet: runs of words, quotations, telling figures, one measure at one place, one address.

A report's keys depend on the report alone, never on what else is in the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import blake2b
from zlib import crc32

from stemma.core.bases import Bases, digits
from stemma.core.packs import Pack
from stemma.core.types import Claim, Extract, Mark, Report
from stemma.core.words import plain_words

_RUN = 5  # words, as descent counts them
_SAMPLE = 16  # one run in so many is a key, the same ones in every report: chosen by their hash
_QUOTE = 4  # words from which a quotation tells something
_WINDOW = 14  # days: what lies within it meets, what lies two apart does not
_FIRM = 3  # digits that carry meaning from which a number tells without its place
_WORD = re.compile(r"[^\W_]+(?:[.,:'’][^\W_]+)*")
_BODY = ("dateline", "title")  # marked stretches whose words are the report's own


class Keys:
    """Names the keys of reports, by a pack."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Mapping[str, Iterable[str]]] = pack.tables.get("linking", {})
        self._bases = Bases(pack)
        self._kinds = {measure: name for name, measures in table.get("same", {}).items() for measure in measures}
        self._stop = frozenset(table.get("words", {}).get("stop", ()))
        self._families: dict[str, list[str]] = {}
        for family, measures in table.get("near", {}).items():
            for measure in measures:
                self._families.setdefault(measure, []).append(family)

    def of(self, report: Report, extract: Extract) -> list[int]:
        """The keys of a report, sorted: numbers of 63 bits."""
        found = set(_runs(report.text, report.marks))
        for name in self._names(report, extract):
            found.add(_number(name))
        return sorted(found)

    def _names(self, report: Report, extract: Extract) -> Iterator[str]:
        if report.url:
            yield f"url|{report.url}"
        for quote in extract.quotes:
            words = plain_words(quote.text)
            if len(words) >= _QUOTE:
                yield "quote|" + " ".join(words[:12])
        windows = _windows(report)
        for claim in extract.claims:
            for name in self._claim(claim):
                yield from (f"{name}|{window}" for window in windows)

    def _claim(self, claim: Claim) -> Iterator[str]:
        base = self._bases.of(claim.amount)
        low, high = claim.amount.low, claim.amount.high
        said = low if low is not None else high if high is not None else 0.0
        place = claim.place.name.lower() if claim.place is not None else ""
        kind = self._kinds.get(claim.measure, claim.measure)
        if digits(said) >= _FIRM:
            yield f"said|{base.dimension}|{said:.6g}"
            if base.point:
                yield f"value|{base.dimension}|{base.point:.4g}"
        elif digits(said) > 1 and place:
            yield f"there|{base.dimension}|{said:.6g}|{place}"
        if place:
            yield from (f"place|{family}|{place}" for family in self._families.get(claim.measure, (kind,)))
        else:
            words = [w for w in plain_words(claim.subject) if w not in self._stop]
            if words:
                yield f"subject|{kind}|{' '.join(words)}"


def _runs(text: str, marks: Iterable[Mark]) -> Iterator[int]:
    """Some runs of words of the report's own body."""
    for mark in marks:
        if mark.kind not in _BODY:
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    words = _WORD.findall(text.lower())
    for at in range(len(words) - _RUN + 1):
        run = " ".join(words[at : at + _RUN])
        if crc32(run.encode("utf-8", "surrogatepass")) % _SAMPLE == 0:
            yield _number(run)


def _windows(report: Report) -> tuple[str, ...]:
    """The stretches of days in which a report lies: two that overlap half, so that none is parted from the next by a border."""
    day = report.published.day if report.published is not None else ""
    try:
        at = date.fromisoformat(day).toordinal() // _WINDOW
    except ValueError:
        return ("undated",)
    return (str(at), str(at + 1))


def _number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
