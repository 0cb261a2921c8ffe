"""The keys by which reports meet: runs of words, quotations, telling figures, one measure at one place, one address; and as copies.

A report's keys depend on the report alone, never on what else is in the ledger. Those of copies are
negative numbers: however many share them, they tell something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import combinations
from typing import Final
from zlib import crc32

from stemma.core.bases import Bases, digits
from stemma.core.copies import signs_of_copies
from stemma.core.days import ordinal
from stemma.core.numbers import telling_numbers, was_not_read
from stemma.core.packs import Pack
from stemma.core.types import Amount, Claim, Extract, Mark, Report
from stemma.core.words import plain_words

_RUN: Final = 8  # words: of 2,700 reports of 1,700 shootings, runs of five join three quarters into one heap, runs of eight nine at most
_SAMPLE: Final = 24  # one run in so many is a key, the same ones in every report: chosen by their hash
_QUOTE: Final = 4  # words from which a quotation tells something
_WINDOW: Final = 14  # days: what lies within it meets, what lies two apart does not
_WEEK: Final = 7  # days in which counts of one thing at one place meet
_FIRM: Final = 3  # digits that carry meaning from which a number tells by itself
_COMPANY: Final = 6  # the numbers with most digits, of which each two together are a key
_IDLE: Final = ("age", "duration")  # measures whose numbers tell nothing in company
_WORD: Final = re.compile(r"[^\W_]+(?:[.,:'’][^\W_]+)*")
_BODY: Final = ("dateline", "title")  # marked stretches whose words are the report's own


class Keys:
    """Names the keys of reports, by a pack."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Mapping[str, Iterable[str]]] = pack.tables.get("linking", {})
        self._bases = Bases(pack)
        self._kinds = {measure: name for name, measures in table.get("same", {}).items() for measure in measures}
        self._counted = sorted({self._bases.of(Amount(low=1, high=1, unit=unit)).dimension for unit in ("count", "persons")})
        self._stop = frozenset(table.get("words", {}).get("stop", ()))
        self._families: dict[str, list[str]] = {}
        for family, measures in table.get("near", {}).items():
            for measure in measures:
                self._families.setdefault(measure, []).append(family)

    def of(self, report: Report, extract: Extract) -> list[int]:
        """The keys of a report, sorted: numbers of 63 bits."""
        runs = _runs(report.text, report.marks)
        copies = {~_number(f"{name}|{window}") for name in signs_of_copies(runs) for window in _windows(report)}
        return sorted(copies | {_number(name) for name in self._names(report, extract, runs)})

    def _names(self, report: Report, extract: Extract, runs: Mapping[int, bytes]) -> Iterator[str]:
        if report.url:
            yield f"url|{report.url}"
        for quote in extract.quotes:
            words = plain_words(quote.text)
            if len(words) >= _QUOTE:
                yield "quote|" + " ".join(words[:12])
        windows = _windows(report)
        bare = self._bare(report) if was_not_read(extract) else ()
        sample = (f"run|{run.decode('utf-8', 'surrogatepass')}" for hashed, run in runs.items() if hashed % _SAMPLE == 0)
        for name in (*sample, *self._figures(extract.claims), *bare):
            yield from (f"{name}|{window}" for window in windows)
        week = _week(report)
        for claim in extract.claims:
            yield from (f"{name}|{week}" for name in self._things(claim))

    def _figures(self, claims: Iterable[Claim]) -> Iterator[str]:
        """Numbers with three digits that carry meaning, and each two with two and more that stand in one report."""
        telling: set[tuple[int, str, float]] = set()
        for claim in claims:
            base = self._bases.of(claim.amount)
            low, high = claim.amount.low, claim.amount.high
            said = float(low if low is not None else high if high is not None else 0)
            if digits(said) >= _FIRM:
                yield f"said|{base.dimension}|{said:.6g}"
                if base.point:
                    yield f"value|{base.dimension}|{base.point:.4g}"
            if digits(said) > 1 and claim.measure not in _IDLE:
                telling.add((-digits(said), base.dimension, said))
        for one, other in combinations(sorted(telling)[:_COMPANY], 2):
            yield f"two|{one[1]}|{one[2]:.6g}|{other[1]}|{other[2]:.6g}"

    def _bare(self, report: Report) -> Iterator[str]:
        """The numbers of a report that is not read, as what people and things are counted in."""
        for number in sorted(telling_numbers(report)):
            for dimension in self._counted:
                yield f"said|{dimension}|{float(number):.6g}"

    def _things(self, claim: Claim) -> Iterator[str]:
        """What is counted where, or of whom where no place is told."""
        if claim.place is not None:
            for family in self._families.get(claim.measure, (claim.measure,)):
                yield f"place|{family}|{claim.place.name.lower()}"
        elif words := [w for w in plain_words(claim.subject) if w not in self._stop]:
            yield f"subject|{self._kinds.get(claim.measure, claim.measure)}|{' '.join(words)}"


def _runs(text: str, marks: Iterable[Mark]) -> dict[int, bytes]:
    """The runs of words of the report's own body as UTF-8, by their hashes; cut out of one stretch, since there are as many as words."""
    for mark in marks:
        if mark.kind not in _BODY:
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    words = _WORD.findall(text.lower())
    joined = " ".join(words)
    whole = joined.encode("utf-8", "surrogatepass")
    lengths = [len(word) if joined.isascii() else len(word.encode("utf-8", "surrogatepass")) for word in words]
    found: dict[int, bytes] = {}
    start, end = 0, sum(lengths[:_RUN]) + _RUN - 1
    for at in range(len(words) - _RUN + 1):
        run = whole[start:end]
        found[crc32(run)] = run
        start += lengths[at] + 1
        if at + _RUN < len(words):
            end += lengths[at + _RUN] + 1
    return found


def _week(report: Report) -> str:
    day = _day(report)
    return "undated" if day is None else str(day // _WEEK)


def _day(report: Report) -> int | None:
    return ordinal(report.published.day) if report.published is not None else None


def _windows(report: Report) -> tuple[str, ...]:
    """The stretches of days in which a report lies: two that overlap half, so that none is parted from the next by a border."""
    day = _day(report)
    return ("undated",) if day is None else (str(day // _WINDOW), str(day // _WINDOW + 1))


def _number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
