"""What a sentence carries on from the amounts before it: the measure of a bare number, the people of a bare count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from stemma.core.text import Sentence, Text
from stemma.core.types import Reason, Span
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.forms import plural
from stemma.reading.measures.counting import SAME, Counted, Measured
from stemma.reading.saying.actors import ActorMention
from stemma.reading.subjects.asking import Subject
from stemma.reading.subjects.chunks import Phrase
from stemma.reading.subjects.parties import Parties

_COUNTS: Final = ("count", "persons")
_LARGE: Final = 1000  # such a number goes on with what was counted in paragraphs before too
_BACK: Final = 3  # subjects looked back through


class GoingOn(NamedTuple):
    """Words by which an amount goes on with what was counted before."""

    heads: frozenset[str] = frozenset()  # that tell of nobody new
    pointers: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()  # of those counted before
    anybody: frozenset[str] = frozenset()
    each: frozenset[str] = frozenset()  # "with each side losing 2,000"


@dataclass(slots=True)
class Before:
    """What was counted earlier in the report, with its paragraph."""

    no_people: frozenset[str] = frozenset()  # words for what befell people, by which nobody is named
    going_on: GoingOn = field(default_factory=GoingOn)
    told: list[tuple[Measured, Counted, int]] = field(default_factory=list)
    subjects: list[tuple[Subject, Sentence, str]] = field(default_factory=list)
    pointing: bool = False  # the amount asked for is one "of them"
    parties: Parties | None = None  # who fights whom in the report
    acting: tuple[ActorMention, ...] = ()  # those who act in the report, its armies with their owners
    speakers: list[Span] = field(default_factory=list)  # where those stand who say so
    taker: Subject | None = None  # who took ground last
    spoken: tuple[tuple[Subject, tuple[str, ...]], ...] | None = None  # of whom the report speaks most, with their signs
    sure: bool = False  # the subject told last is what its own words say
    because: tuple[Reason, ...] = ()  # why the subject told last is another than the rules say
    short_names: dict[str, str] | None = None  # names that the report shortens, with their letters
    phrases: dict[int, tuple[Phrase, ...]] = field(default_factory=dict)  # of the sentences read, by their first token

    def subject(self, found: Subject, mention: AmountMention, measured: Measured, sentence: Sentence | None, default: str) -> Subject:
        """A bare count carries on with the people named before: "63 of its civilians were killed and 292 wounded"; else the default."""
        if sentence is None:
            return found
        if mention.noun_start < mention.number_end and (was := self._as_it_is_now(measured, sentence)) is not None:
            self.sure = True
            return self.told_of(was, sentence, mention.amount.unit)
        people = default == "people"
        own = default and not people and not found.name and mention.amount.unit in _COUNTS
        again = own and any(s[1] == sentence and s[0].name.endswith(default) for s in self.subjects[-_BACK:])
        earlier = None if again else self._earlier(found, mention, measured, sentence, people)  # "11,148 confirmed" are cases
        if earlier is not None:
            found = earlier
        if not found.name and not default and mention.form == "money" and (sum_of := self._sum(mention, sentence)) is not None:
            found = sum_of
        if not found.name and measured.measure.startswith("count:"):
            found = Subject(plural(measured.measure.removeprefix("count:")))
        if not found.actor and default and (not found.name or (people and found.name.lower() in self.no_people)):
            found = Subject(default)
        self.subjects.append((found, sentence, "persons" if people else mention.amount.unit))
        return found

    def _as_it_is_now(self, measured: Measured, sentence: Sentence) -> Subject | None:
        """ "40 villages in three districts, down from 72": whoever the value is of that came after it."""
        if not measured.reasons or measured.reasons[0].rule != SAME:
            return None
        told = [m.measure for m, c, _ in self.told if sentence.first <= c.first < sentence.last][:-1]
        of = [s for s, where, _ in self.subjects if where == sentence]
        known = [s for m, s in zip(told, of, strict=True) if m == measured.measure and s.name] if len(told) == len(of) else []
        return known[-1] if known else None

    def called(self, found: Subject, sentence: Sentence) -> Subject:
        """Those whom their own words name, kept for what follows."""
        return self.told_of(found, sentence, "persons")

    def told_of(self, found: Subject, sentence: Sentence, unit: str) -> Subject:
        """A subject that its own words give, kept for what follows."""
        self.subjects.append((found, sentence, unit))
        return found

    def _sum(self, mention: AmountMention, sentence: Sentence) -> Subject | None:
        """What the sum told last was of, with which a bare one goes on: "He put the damage at $10bn. The UN talks of $30bn"."""
        for subject, where, unit in reversed(self.subjects[-_BACK:]):
            if sentence.paragraph != where.paragraph:
                return None
            if unit == mention.amount.unit and subject.name:
                return subject
        return None

    def _earlier(self, found: Subject, mention: AmountMention, measured: Measured, sentence: Sentence, people: bool) -> Subject | None:
        """The subject spoken of before, where the amount goes on with it; people do not go on with things."""
        told = [s for s in self.subjects[-_BACK:] if not people or s[2] != "count"]
        if not told:
            return None
        subject, where, unit = told[-1]
        if where != sentence and not mention.noun and people:  # a new sentence goes on with what the one before told first
            subject, where, unit = next(s for s in self.subjects if s[1] == where and s[2] != "count")
        if not subject.name or (people and self._anybody(subject.name)):
            return None
        part = mention.head in self.going_on.parts and mention.amount.unit in _COUNTS and not found.actor  # "384 of them children"
        if part and where == sentence:
            noun = mention.noun.split()[-1]
            whole = f"{noun} among {subject.name}" if subject.actor else noun
            return Subject(whole, subject.actor)
        bare = not mention.noun or mention.head in self.going_on.heads or mention.amount.unit == "percent"
        carried = bool(measured.reasons) and measured.reasons[0].rule.startswith("read.measure-carried")
        onward = carried and not mention.noun and (mention.amount.unit in _COUNTS or mention.of_start >= 0)
        named = found.name and not (people and where == sentence and found.name.lower() in self.no_people)
        if (not onward or found.name.rpartition(" ")[2] in self.going_on.each) and (found.actor or named or part):
            return None
        units = {unit, mention.amount.unit}
        alike = len(units) == 1 or units <= set(_COUNTS) or "percent" in units
        pointing = carried or mention.of_start >= 0 or mention.head in self.going_on.pointers or self.pointing
        near = where == sentence or (pointing and where.paragraph == sentence.paragraph)
        return subject if alike and near and (bare or carried) else None

    def _anybody(self, name: str) -> bool:
        """True of "missing people", of whom no more is known than what befell them."""
        words = name.lower().split()
        return any(w in self.no_people for w in words) and all(w in self.no_people or w in self.going_on.anybody for w in words)

    def like(self, counted: Counted, sentence: Sentence, text: Text, part: bool = False) -> Measured | None:
        """The latest measure of a like amount: a bare number carries on, counted people only within their paragraph."""
        paragraph = sentence.paragraph
        bare = not counted.head and counted.unit in _COUNTS
        for measured, other, where in self._onward(sentence, text) if bare else reversed(self.told):
            near = where == paragraph
            if not measured.measure:
                continue
            if measured.measure.startswith("count:"):  # "1,460 clinics, 432 of which are beyond repair"
                if bare and near and other.unit in _COUNTS:
                    return measured
                continue
            if bare and other.unit in _COUNTS and (near or other.unit == "persons" or (counted.value[0] or 0) >= _LARGE):
                return measured
            if part and near and other.unit in _COUNTS and counted.unit in _COUNTS:
                return measured
            if counted.unit == "percent" and near and other.unit != "percent" and counted.base[0] >= 0 and counted.pointing:
                return measured
            same = counted.head == "" or counted.head == other.head or counted.head in self.going_on.heads
            if counted.unit == other.unit and (counted.unit not in _COUNTS or (counted.unit == "persons" and near and same)):
                return measured
        return None

    def _onward(self, sentence: Sentence, text: Text) -> Iterator[tuple[Measured, Counted, int]]:
        """What a bare number may go on with: within its sentence the last, of sentences before what each told first, people first."""
        at = len(self.told)
        while at and self.told[at - 1][1].first >= sentence.first:
            at -= 1
        yield from reversed(self.told[at:])
        while at:
            number = text.tokens[self.told[at - 1][1].first].sentence
            begun = at - 1
            while begun and text.tokens[self.told[begun - 1][1].first].sentence == number:
                begun -= 1
            yield from sorted(self.told[begun:at], key=lambda told: told[1].unit != "persons")
            at = begun
