"""What of a claim is compared: its value in base units, its words, its place, its time, and the keys by which it meets others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from stemma.core.bases import Base, Bases, are_money, digits
from stemma.core.packs import Pack
from stemma.core.phrases import PhraseTable
from stemma.core.text import Text, segment_once
from stemma.core.types import Approx, Claim, Extract, Nature, Report
from stemma.core.words import overlap, plain_words
from stemma.linking.words import WordTable

_STEM: Final = 6  # letters of a word by which it is known
_NONE: Final[frozenset[str]] = frozenset()
_ROUNDING: Final = 3  # digits kept in a key
_BESIDE: Final = 14  # letters before and after a claim
_COUNTRY: Final = 2  # letters of a country's code
_NEAR: Final = 4  # words before and after a claim
_OFFICES: Final = ("institution", "role", "person", "agency", "outlet")
_SIDES: Final = ("state", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """A claim with all that is compared."""

    claim: Claim
    base: Base
    point: float | None  # the number that was said, in base units
    vague: bool  # "thousands", "dozens": no number that two reports share
    families: frozenset[str]
    kind: str  # the measure, one name for those that count the same: killed and deaths
    wider: str  # the measure that holds this one's count, "" where none
    subject: tuple[str, ...]
    names: tuple[str, ...]  # the subject without the words for sorts of people and things
    classes: frozenset[str]
    scopes: frozenset[str]
    nouns: frozenset[str]
    side: str  # the country, movement or group for which the subject stands, "" where unknown
    speakers: frozenset[str]  # the words of the names of those who say so
    voice: frozenset[str]  # the words of the innermost speaker's name, offices too
    context: frozenset[str]
    notyet: bool
    course: bool  # the sentence tells how the figure moved: "at its peak", "down to"
    against: bool  # the sentence sets it against something else: "but", "denied", "no more than"
    line: int  # the number of its sentence in the report
    part: bool  # it counts some of those just counted: "40 of them", "among them 40"
    carried: bool  # its place stands in another sentence
    day: str  # of publication, "" where unknown
    tells: frozenset[str]  # its own number, as a key, where two reports do not share it by chance
    company: frozenset[str]  # the telling numbers of its report
    whole: frozenset[str]  # stems of the words for what it is a share of
    alone: bool  # no other claim of its report says its number
    once: bool  # what it measures does not change once it has been: the size of a crowd

    @property
    def delta(self) -> bool:
        """True for a rise or fall."""
        return self.claim.nature is Nature.DELTA


class TraitFinder:
    """Makes traits by the pack's tables."""

    def __init__(self, pack: Pack) -> None:
        self._table: Mapping[str, Mapping[str, Iterable[str]]] = pack.tables.get("linking", {})
        self._words = WordTable(pack)
        self._actors = pack.actors
        self._courses = PhraseTable((cue, True) for cue in self._table.get("words", {}).get("course", ()))
        self._against = PhraseTable((cue, True) for cue in self._table.get("words", {}).get("against", ()))
        self._generic = frozenset(self._table.get("words", {}).get("speakers", ()))
        self._bases = Bases(pack)
        self._wider = {m.id: str(m.table.get("wider", "")) for m in pack.measures.values()}
        self._notyet = frozenset(self._table.get("words", {}).get("notyet", ()))
        self._kinds = {measure: name for name, measures in self._table.get("same", {}).items() for measure in measures}
        self._steady = frozenset(pack.tables.get("weighing", {}).get("steady", {}).get("measures", ()))
        self._part = _part(self._table.get("words", {}))
        self._contexts: dict[int, frozenset[str]] = {}  # the words of the sentences of the report at hand
        self._families: dict[str, set[str]] = {}
        for family, measures in self._table.get("near", {}).items():
            for measure in measures:
                self._families.setdefault(measure, set()).add(family)

    def find(self, report: Report, extract: Extract) -> list[Trait]:
        """The traits of all claims of one report."""
        text = segment_once(report.text, report.marks)
        day = report.published.day if report.published else ""
        company = frozenset(key for claim in extract.claims for key in telling(self._bases.of(claim.amount)))
        starts = [s.start for s in text.sentences]
        self._contexts.clear()
        said = Counter(n for claim in extract.claims for n in _numbers(self._bases.of(claim.amount)))
        return [self._trait(claim, text, day, (company, bisect_right(starts, claim.start), said)) for claim in extract.claims]

    def _trait(self, claim: Claim, text: Text, day: str, round_about: tuple[frozenset[str], int, Counter[str]]) -> Trait:
        said = f"{claim.subject} {claim.counted}"
        company, line, numbers = round_about
        return Trait(
            claim=claim,
            base=(base := self._bases.of(claim.amount)),
            point=base.point,
            vague=claim.amount.approx is Approx.VAGUE,
            families=self._family(claim.measure),
            kind=self._kinds.get(claim.measure, claim.measure),
            wider=self._wider.get(claim.measure, ""),
            subject=(content := () if self._speaks(claim) else self._words.content(claim.subject)),
            names=tuple(w for w in content if not self._words.common(w)),
            classes=self._words.sorts(said, self._words.classes) - ({"woman"} if "men" in plain_words(said) else set()),
            scopes=self._scopes(claim, text),
            nouns=self._words.sorts(claim.counted or claim.subject, self._words.nouns),
            side=self._side_of(claim.subject_actor) or self._side(claim.subject),
            speakers=frozenset(w for s in claim.attribution for w in self._words.content(s.name) if w not in self._generic),
            voice=frozenset(self._words.content(claim.attribution[-1].name)) if claim.attribution else frozenset(),
            line=line,
            part=self._part.search(text.text[max(0, claim.start - _BESIDE) : claim.end + _BESIDE]) is not None,
            carried=_carried(claim, text),
            context=self._context(claim, text),
            course=_told_in(self._courses, claim, text),
            against=_told_in(self._against, claim, text),
            notyet=claim.status.value in self._notyet,
            day=day,
            tells=frozenset(telling(base)),
            company=company,
            whole=frozenset(w[:_STEM] for w in self._words.content(f"{claim.percent_of} {claim.subject}"))
            if base.dimension == "percent"
            else _NONE,
            alone=all(numbers[n] == 1 for n in _numbers(base)),
            once=claim.measure in self._steady,
        )

    def _family(self, measure: str) -> frozenset[str]:
        return frozenset(self._families.get(measure, ())) | {measure}

    def _speaks(self, claim: Claim) -> bool:
        """True where the subject is an office that speaks and counts, so that whom the figure concerns is not known."""
        office = self._actors.get(claim.subject_actor.rpartition(".")[2])
        return office is not None and office.kind in _OFFICES and not self._words.sorts(claim.subject, self._words.classes)

    def _side_of(self, actor: str) -> str:
        """The side of an actor: "RU.general_staff" stands for RU; a general staff of nobody knows where for nobody."""
        country, dot, _ = actor.removeprefix("*").partition(".")
        if dot or (len(country) == _COUNTRY and country.isupper()):
            return country
        known = self._actors.get(actor)
        if known is None or known.side == "*":
            return ""
        return known.side or (known.id if known.kind in _SIDES else "")

    def _side(self, subject: str) -> str:
        found = sorted({self._words.sides[w] for w in self._words.content(subject) if w in self._words.sides})
        return found[0] if len(found) == 1 else ""

    def _scopes(self, claim: Claim, text: Text) -> frozenset[str]:
        """Each side or both together, where people are counted; "all told" says nothing of whom."""
        if self._bases.of(claim.amount).dimension != "count":
            return frozenset()
        near = self._words.sorts(self._round(claim, text), self._words.scopes)
        return self._words.sorts(claim.subject, self._words.scopes) | (near & {"each"})

    def _round(self, claim: Claim, text: Text) -> str:
        """The words just before and after a claim, within its sentence: "each side has lost", "in either camp"."""
        sentence = text.sentence_at(claim.start)
        if sentence is None:
            return claim.text
        first, last = text.token_at(claim.start), text.token_at(claim.end)
        near = text.tokens[max(sentence.first, first - _NEAR) : min(sentence.last, last + _NEAR)]
        return " ".join(t.text for t in near)

    def _context(self, claim: Claim, text: Text) -> frozenset[str]:
        sentence = text.sentence_at(claim.start)
        if sentence is None:
            return _NONE
        found = self._contexts.get(sentence.start)
        if found is None:
            found = self._contexts[sentence.start] = frozenset(self._words.content(text.text[sentence.start : sentence.end]))
        return found


def _told_in(cues: PhraseTable[bool], claim: Claim, text: Text) -> bool:
    """True where the sentence of a claim has a cue."""
    sentence = text.sentence_at(claim.start)
    return bool(sentence and cues.find(text.tokens, sentence.first, sentence.last))


def _carried(claim: Claim, text: Text) -> bool:
    """True where the place of a claim stands in another sentence than the claim."""
    sentence = text.sentence_at(claim.start)
    if claim.place is None or sentence is None:
        return False
    return not overlap(plain_words(claim.place.name), plain_words(text.text[sentence.start : sentence.end]))


def _part(words: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """Numbers that count some of those just counted, by the words before or after."""
    before, after = ("|".join(re.escape(w) for w in words.get(key, ())) or "(?!)" for key in ("part_before", "part_after"))
    return re.compile(rf"\b(?:{before}) (?:\w+ )?\d|\d (?:{after})\b", re.IGNORECASE)


def _numbers(base: Base) -> frozenset[str]:
    """The numbers that a claim says, as keys: both ends of a range."""
    return frozenset(f"{base.dimension}|{end:.4g}" for end in (base.low, base.high) if end is not None)


def telling(base: Base) -> Iterator[str]:
    """A number that two reports do not share by chance, as a key: two digits that carry meaning, or a range."""
    point = base.point
    if point is not None and (digits(point) > 1 or (base.low != base.high is not None and base.low is not None)):
        yield f"{base.dimension}|{point:.4g}"


def keys(trait: Trait) -> Iterator[str]:
    """The keys by which a claim meets others: its number, and its measure with subject or place."""
    kind = f"{trait.base.dimension}|{'rise' if trait.delta else ''}"
    point = trait.base.point
    if point:
        yield f"value|{kind}|{point:.{_ROUNDING}g}"
        if trait.claim.amount.low is not None or trait.claim.amount.high is not None:
            said = trait.claim.amount.low if trait.claim.amount.low is not None else trait.claim.amount.high
            yield f"said|{kind}|{said:.6g}"
            if are_money(trait.base.dimension) and digits(said) > 1:
                yield f"money|{said:.6g}"  # 346 billion shillings, and 346 billion dollars: one currency is a slip
    for family in sorted(trait.families):
        yield f"side|{kind}|{family}|{trait.side}" if trait.side else f"any|{kind}|{family}"
        for word in trait.subject:
            yield f"word|{kind}|{family}|{word[:6]}"
        if trait.claim.place is not None:
            yield f"place|{kind}|{family}|{trait.claim.place.name.lower()}"
