"""What a report is made of, as far as descent compares it: runs of words, sentences, figures, quotations, names, credits, date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any, Final

from stemma.core.bases import Base, Bases, digits
from stemma.core.numbers import telling_numbers, was_not_read
from stemma.core.packs import Pack
from stemma.core.text import Sentence, Text, segment_once
from stemma.core.types import Claim, Extract, Figure, Report, SourceKind
from stemma.core.words import initials, plain_words

_NOBODY: Final = (SourceKind.NONE, SourceKind.OUTLET)
SMALL: Final = 12  # numbers up to a dozen stand in every report
SMALL_WORTH: Final = 0.3
_IDLE: Final = ("age", "duration")  # ages stand in every report of its kind
_WORTH: Final[tuple[float, ...]] = (0.6, 1.0, 1.6, 2.0)  # of one, two, three, four and more digits that carry meaning
_NAME: Final = re.compile(r"(?<![.!?:\"“”\n]\s)(?<!^)\b[A-Z][^\W\d_]{2,}(?:[ -][A-Z][^\W\d_]+)*")
_CREDITED: Final = r"(?:[Tt]he )?(?P<name>[A-Z][\w'’&-]+(?: (?:of |and )?[A-Z][\w'’&-]+){0,4})"
_LONGEST_QUOTE: Final = 60
_LEAD, _END = 3, 2  # sentences at the beginning and the end in which a credit is that of the whole
NOTHING_ELSE: Final = 4  # words beside the name with which a sentence says nothing but whose the story is
_INITIALS: Final = 3  # letters from which a name's initials stand for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A claim as matter: its value in base units, the digits as said, its figure, and how much it tells."""

    claim: Claim
    id: str  # the claim's
    base: Base
    said: float
    figure: str
    worth: float
    ends: tuple[float, ...]  # the ends of its value that are said, each once
    rounded: frozenset[float]  # the same, to six digits behind the point
    speaker: str = ""  # the innermost speaker who is somebody, "" where nobody is named ("reportedly")
    heard: tuple[str, ...] = ()  # the words of the speaker's name that tell who it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence: where it stands, its content words, and its words as one string."""

    start: int
    end: int
    words: frozenset[str]
    plain: str
    numbers: frozenset[str] = frozenset()  # those of the words that are numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One report as descent sees it."""

    id: str  # the report's
    report: Report
    extract: Extract
    words: tuple[str, ...]
    runs: tuple[str, ...]  # of so many words as tell a text, one from each word
    grams: frozenset[str]  # the same, each once
    lines: tuple[Line, ...]
    content: frozenset[str]  # the content words of all lines
    places: dict[str, list[int]]  # the lines in which each content word stands
    items: tuple[Item, ...]
    figured: frozenset[int]  # the lines that hold a figure
    numbers: frozenset[str]
    names: frozenset[str]
    quotes: frozenset[str]
    credits: tuple[str, ...]
    agencies: tuple[str, ...]  # agencies named anywhere in the text
    credited: tuple[tuple[str, str], ...]  # whom a sentence credits with the whole, and that sentence
    moment: str  # ISO, "" where undated
    unread: bool = False  # in a language that is not read: its figures are bare numbers

    def line_at(self, offset: int) -> int:
        """The number of the sentence in which an offset stands, or of the last before it; -1 before the first."""
        return bisect_right(self.lines, offset, key=lambda line: line.start) - 1


class MatterFinder:
    """Takes reports apart by the pack's tables."""

    def __init__(self, pack: Pack, figures: Sequence[Figure]) -> None:
        table: Mapping[str, Mapping[str, Any]] = pack.tables["descent"]
        self._stop = frozenset(table["words"]["stop"])
        self._size = int(table["limits"]["grams_words"])
        self._generic = frozenset(table["words"]["generic"])
        credit = table["credit"]
        agencies = sorted(credit["agencies"], key=len, reverse=True)
        shapes = [*(re.escape(a) for a in agencies), *credit["shapes"]]
        self._agencies = re.compile(rf"\b(?:{'|'.join(shapes)})\b")
        # A sentence without one of these words names no agency, or credits nobody by an idiom: that is seen sooner than any pattern fails.
        self._agency_words = frozenset((*(word for a in agencies for word in re.findall(r"\w+", a.lower())), *credit["shape_words"]))
        self._idiom_words = frozenset(credit["idiom_words"])
        self._idioms = [re.compile(idiom.replace("{name}", _CREDITED)) for idiom in credit["idioms"]]
        cues = sorted(max(idiom.split("{name}"), key=len) for idiom in table["credit"]["idioms"])
        self._idiom_cues = re.compile("|".join(cues) or "(?!)")  # each idiom without the name: where none stands, no idiom does
        self._formulas = tuple(formula.lower() for formula in table["words"]["formulas"])
        self._bases = Bases(pack)
        self._runs: dict[str, str] = {}  # each run of words once, so that those of two reports are soon compared
        self._figure = {claim: figure.id for figure in figures for claim in figure.claims}

    def find(self, report: Report, extract: Extract) -> Matter:
        """The matter of one report."""
        text = segment_once(report.text, report.marks)
        sentences = [s for s in text.sentences if not text.marked(s.start, s.end)]
        if self._has_formula(text.text):
            sentences = [s for s in sentences if not self._has_formula(text.text[s.start : s.end])]
        told = [[norm for t in text.tokens[s.first : s.last] if (norm := t.norm)[0].isalnum()] for s in sentences]
        keys = [[t.key for t in text.tokens[s.first : s.last]] for s in sentences]
        credited = [self._whole(text.text, s, held) for s, held in zip(sentences, keys, strict=True)]
        words = tuple(chain.from_iterable(told))
        runs = tuple([self._runs.setdefault(run, run) for run in map(" ".join, zip(*(words[i:] for i in range(self._size)), strict=False))])
        lines = tuple(self._line(s, norms) for s, norms in zip(sentences, told, strict=True))
        places: dict[str, list[int]] = {}
        for k, line in enumerate(lines):
            for word in line.words:
                places.setdefault(word, []).append(k)
        unread = was_not_read(extract)
        items = tuple(self._item(c) for c in sorted(extract.claims, key=lambda c: (c.start, c.end, c.id)))
        return Matter(
            id=extract.report,
            report=report,
            extract=extract,
            words=words,
            runs=runs,
            grams=frozenset(runs),
            lines=lines,
            content=frozenset(places),
            places=places,
            items=items,
            figured=_figured(lines, items),
            numbers=telling_numbers(report) if unread else frozenset([w.replace(",", "") for w in words if w[0].isdecimal()]),
            unread=unread,
            names=self._names(text, sentences, extract),
            quotes=frozenset(" ".join(plain_words(q.text)[:_LONGEST_QUOTE]) for q in extract.quotes) - {""},
            credits=_credits(report, extract),
            agencies=tuple(
                dict.fromkeys(
                    name
                    for s, held, more in zip(sentences, keys, credited, strict=True)
                    for name in (*self._named(text.text, s, held), *more)
                    if not _own_name(name, report.outlet)
                )
            ),
            credited=tuple(
                (name, line.plain)
                for k, (more, line) in enumerate(zip(credited, lines, strict=True))
                for name in more
                if not _own_name(name, report.outlet) and _of_the_whole(line, name, k, len(lines))
            ),
            moment=report.published.iso if report.published else "",
        )

    def _has_formula(self, text: str) -> bool:
        low = text.lower()
        return any(formula in low for formula in self._formulas)

    def _named(self, text: str, sentence: Sentence, keys: Sequence[str]) -> list[str]:
        """The agencies of the list that a sentence names, and names that are made like theirs."""
        if self._agency_words.isdisjoint(keys):
            return []
        return [self._bare(m.group()) for m in self._agencies.finditer(text, sentence.start, sentence.end)]

    def _bare(self, name: str) -> str:
        """A name without the word of the sentence before it: "With Corniche News Agency"."""
        first, _, rest = name.partition(" ")
        return rest if rest and first.lower() in self._stop else name

    def _whole(self, text: str, sentence: Sentence, keys: Sequence[str]) -> list[str]:
        """Whom a sentence credits with the story: "first reported by the Daily Mail"."""
        if self._idiom_words.isdisjoint(keys) or not self._idiom_cues.search(text, sentence.start, sentence.end):
            return []
        found = (m["name"] for idiom in self._idioms for m in idiom.finditer(text, sentence.start, sentence.end))
        return [name.removeprefix("The ") for name in found]

    def content(self, phrase: str) -> frozenset[str]:
        """The words of a phrase that carry meaning."""
        return frozenset(w for w in plain_words(phrase) if w not in self._stop)

    def _line(self, sentence: Sentence, norms: Sequence[str]) -> Line:
        said = frozenset([w.removesuffix("'s") for w in norms]) - self._stop
        numbers = frozenset([w for w in said if w[0].isdigit()])
        return Line(start=sentence.start, end=sentence.end, words=said, plain=" ".join(norms), numbers=numbers)

    def _item(self, claim: Claim) -> Item:
        base = self._bases.of(claim.amount)
        low, high = claim.amount.low, claim.amount.high
        said = low if low is not None else high if high is not None else 0.0
        speaker = self._speaker(claim)
        ends = tuple(dict.fromkeys(end for end in (base.low, base.high) if end is not None))
        return Item(
            claim=claim,
            id=claim.id,
            base=base,
            said=said,
            figure=self._figure.get(claim.id, claim.id),
            worth=worth(said, claim),
            ends=ends,
            rounded=frozenset([round(end, 6) for end in ends]),
            speaker=speaker,
            heard=self._heard(speaker),
        )

    def _speaker(self, claim: Claim) -> str:
        """The innermost speaker, a document only where nobody speaks."""
        somebody = [s for s in reversed(claim.attribution) if s.kind not in _NOBODY and self._heard(s.name)]
        speaking = [s for s in somebody if s.kind is not SourceKind.DOCUMENT] or somebody
        return speaking[0].name if speaking else ""

    def _heard(self, name: str) -> tuple[str, ...]:
        return tuple(sorted({w for w in plain_words(name) if w not in self._generic}))

    def _names(self, text: Text, sentences: Sequence[Sentence], extract: Extract) -> frozenset[str]:
        if extract.names:
            return frozenset(name.lower() for name in extract.names)
        return frozenset(m.group().lower() for s in sentences for m in _NAME.finditer(text.text[s.start : s.end]))


def _of_the_whole(line: Line, name: str, place: int, lines: int) -> bool:
    """True where a credit is that of the whole: it stands at the beginning or the end, or its sentence says nothing else."""
    return place < _LEAD or place >= lines - _END or len(line.words - frozenset(name.lower().split())) <= NOTHING_ELSE


def _figured(lines: Sequence[Line], items: Sequence[Item]) -> frozenset[int]:
    return frozenset(bisect_right(lines, item.claim.start, key=lambda line: line.start) - 1 for item in items) - {-1}


def worth(said: float, claim: Claim) -> float:
    """How much a number tells: three is everywhere, 1,376 is not; a range is two numbers."""
    small = (said <= SMALL and said == int(said)) or claim.measure in _IDLE
    value = SMALL_WORTH if small else _WORTH[min(max(digits(said), 1), 4) - 1]
    two = claim.amount.low is not None and claim.amount.high is not None and claim.amount.low != claim.amount.high
    return value + 0.5 if two else value


def _credits(report: Report, extract: Extract) -> tuple[str, ...]:
    found = dict.fromkeys((*report.credits, *extract.credits))
    return tuple(name for name in found if name and not _own_name(name, report.outlet))


def _own_name(name: str, outlet: str) -> bool:
    """True where a name is the outlet's own, or its sign in the address: FOX5 at fox5vegas.com."""
    mine = re.sub(r"[^a-z0-9]", "", outlet.lower())
    sign = re.sub(r"[^a-z0-9]", "", name.lower())
    short = len(name) > 1 and name.isupper() and name == initials(outlet)
    return name.lower() == outlet.lower() or short or ("." in outlet and len(sign) > 2 and sign in mine)


def are_initials(short: str, name: str) -> bool:
    """True where three letters and more are those with which the words of a name begin: RNA of the River News Agency."""
    if len(short) < _INITIALS or not short.isupper():
        return False
    return short == initials(name)


def earlier(one: Matter, other: Matter) -> bool | None:
    """True where one was surely published before the other, False where surely after, None where it cannot be told."""
    a, b = one.moment, other.moment
    if not a or not b:
        return None
    size = min(len(a), len(b))
    if a[:10][:size] != b[:10][:size]:
        return a[:10][:size] < b[:10][:size]
    if len(a) <= 10 or len(b) <= 10 or instant(a) == instant(b):  # a day without a time
        return None
    return instant(a) < instant(b)


def instant(iso: str) -> str:
    """A moment that compares: brought to universal time where an offset is given."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return (moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
