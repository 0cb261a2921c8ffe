"""The measure of an amount from what was told before it: a question just asked, the amount of which it is a part, the sentence before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import structs

from stemma.core.packs import Pack
from stemma.core.phrases import Hit, PhraseTable
from stemma.core.text import Sentence, Text
from stemma.core.types import Reason
from stemma.reading.clauses import Ruler
from stemma.reading.forms import singular
from stemma.reading.measures.counting import SAME, THEM, Counted, Measured, Ruled, said_behind
from stemma.reading.measures.earlier import Before
from stemma.reading.measures.finder import ENOUGH, MeasureFinder
from stemma.reading.measures.repeats import Repeats
from stemma.reading.measures.wholes import Wholes

_EARLIER: Final = 0.3  # what is left of a cue in the sentence before
_ASKED: Final = 0.8  # and of one in a question that this sentence answers
_PEAK: Final = 6  # tokens from "down" to the number: "down from a peak of some"
_OF_THEM: Final = 4  # words in which "of them" stands: "three of them Rafales"
_NEAR: Final = 8  # tokens between an amount and the words that make it a part


class Told(NamedTuple):
    """The sentence of an amount: its cues and how far they stand."""

    sentence: Sentence
    cues: Sequence[Hit[tuple[str, ...]]]
    ruler: Ruler
    ruled: Ruled


class MeasureCarrier:
    """Carries measures on from one amount or sentence to the next."""

    def __init__(self, pack: Pack, finder: MeasureFinder) -> None:
        self._pack = pack
        self._finder = finder
        self._repeats = Repeats(pack)
        self._wholes = Wholes(pack.tables.get("clauses", {}))
        carrying = pack.tables.get("clauses", {}).get("carrying", {})
        self._placing, self._more, self._telling, self._of_either, self._included = (
            frozenset(carrying.get(k, ())) for k in ("placing", "more", "telling", "of_either", "included")
        )
        self._kinds = frozenset(pack.tables.get("clauses", {}).get("kinds", ()))
        self._parts = PhraseTable((phrase, True) for phrase in pack.tables.get("clauses", {}).get("parts", ()))

    def carried(self, measured: Measured, counted: Counted, text: Text, before: Before, told: Told) -> Measured:
        """ "with 12 still underway" speaks of what was counted just before; "14 policemen were among them" of those who died."""
        if (part_of := self._of_things(measured, counted, text, told.sentence, before)) is not None:
            return part_of
        if (lost := self._things_lost(measured, counted, text, before, told)) is not None:
            return lost
        again = self._again(measured, counted, text, told.sentence, before) or self._repeats.told_again(measured, counted, text, before)
        if again is not None:
            return again
        if (kin := self._of_kin(measured, counted, text, told.sentence, before)) is not None:
            return kin
        named = measured.cue == (-1, -1) or self._says_who(measured, counted, told.sentence, before)
        included = bool(counted.head) and counted.last < len(text.tokens) and text.tokens[counted.last].norm in self._included
        part = included or (named and self._is_part(counted, text, told.sentence, before))
        own = measured.cue == (-1, -1) or counted.first <= measured.cue[0] < measured.cue[1] <= counted.last
        spoken = self._finder.suffers(counted.head)  # "1,500 more badly hurt"
        if own and counted.unit == "persons" and counted.head and not spoken and (asked := self._answer(counted, text, told)).measure:
            return asked  # "How many have died? The agency lists 284 protesters"
        part = part or self._only_says_who(counted, text, told.sentence) or self._bare_part(counted, text, told.sentence, before)
        if measured.points >= ENOUGH and not part:
            return measured
        if not counted.head and (answer := self._answer(counted, text, told)).measure:
            return answer
        if counted.unit == "percent" and not counted.pointing:
            return measured  # "half of the dead" says itself what it is a share of
        if (
            counted.head
            and counted.unit == "persons"
            and not part
            and (self._wholes.says_itself(counted, text) or self._tells(counted, text))
        ):
            return measured  # "60,000 people had been put to work": a verb of their own, though none that is known
        found = before.like(counted, told.sentence, text, part)
        if found is not None and found.measure.startswith("count:"):
            noun = found.measure.removeprefix("count:")
            again = self._finder.choose(structs.replace(counted, head=noun, noun=noun), text, told.cues, told.ruler, told.ruled)
            if again.measure and again.cue != (-1, -1):
                return again  # "The surveyors saw 6,100 houses. About 1,500 were damaged."
            return structs.replace(found, points=0.9, reasons=(_reason(f"counted as in the amount before: {noun}"),))
        measure = self._pack.measures.get(found.measure) if found is not None else None
        if measure is None or (counted.unit == "percent" and measure.id != "share" and measure.dimension != "area"):
            return measured  # "up 143% on December" after a case fatality is a share of its own
        if part and not counted.head and measure.dimension != "persons" and measured.points >= ENOUGH:
            return measured
        if measure.dimension == "length" and not self._finder.may_be(measure.id, counted, text):
            return measured  # "at a depth of 10 km, some 35 km north of the port"
        if part and counted.head and (measure.dimension != "persons" or counted.unit == "count"):
            return measured  # 1,800 rounds are no part of those arrested
        return Measured(measure=measure.id, points=0.9, reasons=(_reason(f"counted as in the amount before: {measure.label}"),))

    def _of_kin(self, measured: Measured, counted: Counted, text: Text, sentence: Sentence, before: Before) -> Measured | None:
        """ "25 were wounded, five of them critically": five of the wounded, though those words alone call them injured."""
        measure = self._pack.measures.get(measured.measure)
        kin = measure.table.get("kin") if measure is not None and not counted.head else None
        found = before.like(counted, sentence, text, part=True) if kin else None
        if found is None or measure is None or found.measure != kin or measured.cue == (-1, -1):
            return None
        named = {*measure.table.get("heads", ()), *measure.table.get("modifiers", ())}
        return None if any(t.norm in named for t in text.tokens[slice(*measured.cue)]) else found

    def _again(self, measured: Measured, counted: Counted, text: Text, sentence: Sentence, before: Before) -> Measured | None:
        """ "58 dead in the west, and across the border eleven more", "up from 17,743": the same as what the sentence counted last."""
        if counted.unit not in ("count", "persons"):
            return None
        opened = [t.norm for t in text.tokens[max(sentence.first, counted.first - 2) : counted.first + 1]]
        from_to = self._from(counted, text, sentence)
        behind = {t.norm for t in text.tokens[counted.last : min(counted.last + 1, sentence.last)]}
        if not from_to and (counted.head or self._more.isdisjoint([*behind, *opened])):
            return None
        if counted.head and counted.head in {singular(t.key) for t in text.tokens[counted.first : counted.last]}:
            return None  # it has a noun of its own, and not only that of the amount before
        here = [(m, c) for m, c, _ in reversed(before.told) if c.first >= sentence.first and c.unit in ("count", "persons")]
        if from_to:  # "400 are in hospital in two towns, down from 610"
            here = [(m, c) for m, c in here if m.measure in self._pack.measures]
        told = here[0] if here else None
        if told is None or told[0].measure not in self._pack.measures:
            return None
        last, other = told
        if from_to:
            return structs.replace(last, points=0.9, cue=(-1, -1), reasons=(_reason("what it was before", SAME),))
        beside = counted.first - (text.tokens[counted.first - 1].norm in self._more)  # "and captured another six"
        own = measured.cue[0] >= counted.last or (other.last <= measured.cue[0] and measured.cue[1] in (beside, counted.first))
        hedged = "than" in [t.norm for t in text.tokens[counted.first - 1 : counted.first + 2]]  # "killed more than 200"
        if own or (hedged and self._more.isdisjoint(behind)):
            return None  # "killed 40 people and wounded 30 more"
        return structs.replace(last, points=0.9, cue=(-1, -1), reasons=(_reason("more of the same"),))

    def _of_things(self, measured: Measured, counted: Counted, text: Text, sentence: Sentence, before: Before) -> Measured | None:
        """ "1,043 schools, 34 of them in the capital, will stay shut": a part of the things counted last."""
        norms = [t.norm for t in text.tokens[counted.first : min(counted.last + 2, sentence.last)]]
        if counted.unit not in ("count", "persons") or not any(one == "of" and other in THEM for one, other in pairwise(norms[:_OF_THEM])):
            return None
        if counted.head and counted.unit != "count":
            return None  # children are no part of things
        here = [(m, c) for m, c, _ in reversed(before.told) if c.first >= sentence.first and c.unit == "count" and c.head]
        told = next(((m, c) for m, c in here if (c.value[1] or c.value[0] or 0) >= (counted.value[0] or 0)), None)  # a whole is no less
        if told is None or (measured.cue != (-1, -1) and measured.measure != told[0].measure):
            return None
        return structs.replace(told[0], points=0.9, cue=(-1, -1), reasons=(_reason("a part of them", SAME),))

    def _things_lost(self, measured: Measured, counted: Counted, text: Text, before: Before, told: Told) -> Measured | None:
        """ "The fire threatened 4,000 homes; 62 were lost": where the same word is said of people and of the things counted last."""
        measure = self._pack.measures.get(measured.measure)
        if counted.head or counted.unit != "count" or not before.told or measure is None or measure.dimension != "persons":
            return None
        _, last, paragraph = before.told[-1]
        near = last.first >= told.sentence.first or (paragraph == told.sentence.paragraph and counted.first == told.sentence.first)
        if not near or last.unit != "count" or not last.head or measured.cue[0] < counted.last:
            return None
        things = structs.replace(counted, head=last.head, noun=last.noun)
        again = self._finder.choose(things, text, told.cues, told.ruler, told.ruled)
        if again.measure and again.cue == measured.cue:
            return again
        of_things = any(text.tokens[i].norm in self._of_either for i in range(*measured.cue))
        part = (counted.value[0] or 0) <= (last.value[0] or 0)
        return (
            Measured(measure=f"count:{last.head}", points=0.9, reasons=(_reason(f"of the {last.noun} before"),))
            if of_things and part
            else None
        )

    def _from(self, counted: Counted, text: Text, sentence: Sentence) -> bool:
        """ "Up from 31", "down from a peak of 2.1 million"."""
        words = [t.norm for t in text.tokens[max(sentence.first, counted.first - _PEAK) : counted.first + 1]]
        for k, (way, word) in enumerate(pairwise(words)):
            if way in ("up", "down") and word == "from":
                return all(w.isalpha() for w in words[k + 2 : -1])
        return False

    def _says_who(self, measured: Measured, counted: Counted, sentence: Sentence, before: Before) -> bool:
        """ "59 protesters, 10 prisoners": where a noun of those counted decided, and not for what befell them."""
        measure = self._pack.measures.get(measured.measure)
        if measure is None or measure.table.get("role") == "patient":
            return False
        told = [c for _, c, _ in before.told if c.first >= sentence.first and c.head]
        return any(c.first <= measured.cue[0] and measured.cue[1] <= c.last for c in (*told, counted))

    def _bare_part(self, counted: Counted, text: Text, sentence: Sentence, before: Before) -> bool:
        """ "about 400 of them before the prime minister fled": a part of those counted before, of whom no verb says more."""
        at = counted.last
        if counted.head or at + 2 >= sentence.last or text.tokens[at].norm != "of" or text.tokens[at + 1].norm not in THEM:
            return False
        if text.tokens[counted.first - 1].text == ",":  # no "the wounded, 350 of them"
            word = text.tokens[counted.first - 2].key
            named = self._finder.speaks(word) or self._finder.counts(singular(word))
            if named or not any(c.first >= sentence.first and c.unit in ("count", "persons") for _, c, _ in before.told):
                return False
        return text.tokens[at + 2].norm in self._placing

    def _only_says_who(self, counted: Counted, text: Text, sentence: Sentence) -> bool:
        """ "nineteen were minors", "fourteen of them were police officers": no word of what befell them."""
        if counted.unit not in ("persons", "count") or (counted.head and counted.noun not in THEM):
            return False
        at = said_behind(text, counted.last, sentence)
        for token in text.tokens[at : min(at + 2, sentence.last)] if at else ():
            if token.norm in self._kinds:
                return True
            if not token.text.isalpha():
                break
        return False

    def recalled(self, counted: Counted, text: Text, sentence: Sentence, ruled: Ruled) -> Measured:
        """The measure that the sentence before gives: "... had recovered. The area was 2,400 square kilometres"."""
        within = counted.head != "" and text.tokens[counted.first - 1].norm == "of"  # "came with a team of 16 doctors"
        earlier = None if within or (counted.head and self._tells(counted, text)) else _before(text, sentence)
        return self._recall(counted, text, earlier, (_EARLIER, ruled)) if earlier is not None else Measured(measure="", points=0.0)

    def _answer(self, counted: Counted, text: Text, told: Told) -> Measured:
        """ "How large was the crowd? The police say 15,000.": a bare number answers the question before it."""
        earlier = _before(text, told.sentence)
        if earlier is None or text.tokens[earlier.last - 1].text != "?":
            return Measured(measure="", points=0.0)
        return self._recall(counted, text, earlier, (_ASKED, self._finder.ruled(text, earlier, told.ruled.leaning)))

    def _recall(self, counted: Counted, text: Text, earlier: Sentence, how: tuple[float, Ruled]) -> Measured:
        points = self._finder.recall(counted, text, self._finder.hits(text, earlier), *how)
        best = max(sorted(points), key=lambda k: points[k], default="")
        if not best:
            return Measured(measure="", points=0.0)
        detail = f"{self._pack.measures[best].label}: a cue stands in the sentence before"
        reason = Reason(rule="read.measure-before/1", detail=detail, weight=round(points[best], 2))
        return Measured(measure=best, points=points[best], reasons=(reason,))

    def _is_part(self, counted: Counted, text: Text, sentence: Sentence, before: Before) -> bool:
        """True of a part of the people counted before: "14 policemen were among them", "60 dead: 48 civilians and one policeman"."""
        if counted.unit not in ("persons", "count") or not before.told:
            return False
        first, last = max(sentence.first, counted.first - _NEAR), min(sentence.last, counted.last + _NEAR)
        if counted.head and self._parts.find(text.tokens, first, last):
            return True
        whole = before.told[0][1] if len(before.told) == 1 else next((c for _, c, _ in before.told if c.first >= sentence.first), None)
        opened = [i for i in range(sentence.first, counted.first) if text.tokens[i].text == ":"]
        return bool(opened) and whole is not None and sentence.first <= whole.first < opened[-1]

    def _tells(self, counted: Counted, text: Text) -> bool:
        """True where a verb behind those counted tells something else of them: "75 million people used the airport last year"."""
        word = text.tokens[counted.last].norm if counted.last < len(text.tokens) else "."
        return word in self._telling or (word.endswith("ed") and word.isalpha())


def _before(text: Text, sentence: Sentence) -> Sentence | None:
    earlier = text.sentence_before(sentence)
    return earlier if earlier is not None and earlier.paragraph == sentence.paragraph else None


def _reason(detail: str, rule: str = "read.measure-carried/1") -> Reason:
    return Reason(rule=rule, detail=detail, weight=0.9)
