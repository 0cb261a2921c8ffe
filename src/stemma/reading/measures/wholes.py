"""Which words speak of which amount: "77 of its 136 stations were damaged" says nothing of the 136 but how many there are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from msgspec import structs

from stemma.core.phrases import Hit
from stemma.core.text import Sentence, Text, Token
from stemma.core.types import Span
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.measures.counting import THEM, Counted, Measured
from stemma.reading.measures.inside import Inside
from stemma.reading.saying.actors import ActorMention

_OF: Final = 4  # tokens from "of" to the number of a whole
_COUNTS: Final = ("count", "persons")
_BEFALLS: Final = ("killed", "deaths", "wounded", "injured", "hospitalised", "missing", "killed_or_wounded")
_BESIDE: Final = 3  # tokens between a bare number and what is told beside it
_BACK: Final = 10  # tokens from "where" to the amount in its clause


class Wholes:
    """Tells the words of one amount from those of another; built from the table `clauses`."""

    def __init__(self, table: Mapping[str, Any], aside: frozenset[str] = frozenset(), dwellers: frozenset[str] = frozenset()) -> None:
        self._aside, self._dwellers = aside, dwellers
        wholes: Mapping[str, Any] = table.get("wholes", {})
        within, first = ("|".join(map(re.escape, wholes.get(key, ()))) for key in ("within", "first"))
        self._of = re.compile(rf"\s*(?:out )?of\s+(?:(?:{within}|[\w-]+['’]s?)\s+)*\Z", re.IGNORECASE)
        self._first = re.compile(rf"\s*(?:out )?of\s+(?:(?:{first}|[\w-]+['’]s?)\s+)*\Z", re.IGNORECASE)
        (
            self._out_of,
            self._relative,
            self._verbs,
            self._hedges,
            self._joining,
            self._opening,
            self._leading,
            self._beside,
            self._saying,
            self._subordinate,
            self._who,
            self._amid,
            self._with,
        ) = (
            frozenset(wholes.get(key, ()))
            for key in (
                *("out_of", "relative", "verbs", "hedges", "joining", "opening", "leading"),
                *("beside", "saying", "subordinate", "who", "amid", "with"),
            )
        )
        self._inside = Inside(table)
        self._clauses = frozenset(wholes.get("clauses", ())) | self._verbs

    def holds(self, counted: Counted, mention: AmountMention, earlier: Sequence[AmountMention], sentence: Sentence, text: Text) -> bool:
        """True of an amount of which a part is told: "half of the city's 2 million residents", "nine teachers out of 24"."""
        whole = self._is_whole(mention, earlier, sentence, text) or (bool(earlier) and self._is_out_of(counted, text))
        return whole or self._inside.held(counted, text, sentence)

    def _is_whole(self, mention: AmountMention, earlier: Sequence[AmountMention], sentence: Sentence, text: Text) -> bool:
        """True where a part is told of the amount: by the number right before, or behind a sentence's first words."""
        if mention.amount.unit not in _COUNTS or not mention.head:
            return False
        if earlier and earlier[-1].amount.unit == "percent" and earlier[-1].of_start <= mention.start < earlier[-1].of_end:
            return True  # "half of the city's 2 million residents had no water"
        if earlier and earlier[-1].number_end <= mention.start and earlier[-1].amount.unit in _COUNTS:
            return bool(self._of.match(text.text[earlier[-1].number_end : mention.start] + " "))
        opened = text.tokens[sentence.first].norm in self._out_of
        return opened and not earlier and bool(self._first.match(text.text[sentence.start : mention.start] + " "))

    def own_cues(
        self, counted: Counted, cues: Sequence[Hit[tuple[str, ...]]], sentence: Sentence, text: Text
    ) -> Sequence[Hit[tuple[str, ...]]]:
        """The cues in the words of a whole itself, and in the clause that hangs on it: "of the 14,307 who had fled"."""
        last = counted.last
        if last < sentence.last and text.tokens[last].norm in self._relative:
            while last < sentence.last and text.tokens[last].norm != ",":
                last += 1
        opened = text.tokens[sentence.first].norm in self._out_of  # "of 11,000 people arrested, all but 400 have been let go"
        opened = opened or self._has_verb_before(counted, sentence, text)
        return [h for h in cues if counted.first <= h.first and (h.last <= last or (opened and h.first == counted.last))]

    def _has_verb_before(self, counted: Counted, sentence: Sentence, text: Text) -> bool:
        """ "Rescuers reached 38 of the 41 workers trapped": the part has its verb already, so the one behind tells of the whole."""
        of = next((i for i in range(counted.first - 1, max(sentence.first, counted.first - _OF), -1) if text.tokens[i].norm == "of"), 0)
        before = text.tokens[of - 2].norm if of - 2 >= sentence.first else ""
        return before.endswith("ed") and text.tokens[counted.last - 1].norm.isalpha()

    def not_of_others(
        self, all_counted: Sequence[Counted], cues: Sequence[Hit[tuple[str, ...]]], counted: Counted, text: Text, elsewhere: int = 0
    ) -> Sequence[Hit[tuple[str, ...]]]:
        """The cues that do not belong to the base of another share: "90,000 people, some 60% of the population, have fled".

        Nor to another number's noun or verb: "15,600 cases and 573 deaths", "it infected 252 people and killed 227 of them".
        """
        if counted.head in self._dwellers and self._dwell(counted, text):
            return []  # "evacuated, among them Garsen, with 2,800 inhabitants": as many live there
        others = [c.base for c in all_counted if c.base[0] >= 0 and not c.base[0] <= counted.first < c.base[1]]
        if counted.head and counted.unit == "count":
            others += [(c.first, c.last) for c in all_counted if c.head and c.first != counted.first and c.unit in ("count", "persons")]
        opened = {c.first for c in all_counted if c.first > counted.last and c.unit in ("count", "persons")}
        others += [(h.first, h.last) for h in cues if h.last in opened and text.tokens[h.first - 1].norm in self._joining]
        others += self._of_room(all_counted, cues, counted)
        end = elsewhere or min(self._closing(counted, text), self._turning(counted, text))  # where a verb begins that does not tell of them
        begin = self._begin(counted, all_counted, text) if counted.head and counted.unit in _COUNTS else 0
        own = [h for h in cues if begin <= h.first and not any(low <= h.first and h.last <= high for low, high in others)]
        if any(h.last == counted.first for h in own) and self._has_whole(counted, text):
            own = [h for h in own if h.first < counted.last]  # "has killed 6 of 9 people infected"
        return [h for h in own if h.first < end and not self._told_of_another(h, counted, all_counted, text)]

    def _dwell(self, counted: Counted, text: Text) -> bool:
        """True of inhabitants that are told of a place by the way."""
        behind = text.tokens[counted.last].text if counted.last < len(text.tokens) else "."
        return counted.first > 0 and text.tokens[counted.first - 1].norm in self._with and not behind[:1].isalnum()

    def _of_room(self, all_counted: Sequence[Counted], cues: Sequence[Hit[tuple[str, ...]]], counted: Counted) -> list[tuple[int, int]]:
        """ "A shelter built for 300 now holds 1,100": words of a measure that no other number goes on with, with a number of their own."""
        behind = {c.first for c in all_counted if c.first < counted.first}
        return [(h.first, h.last) for h in cues if h.last in behind and not self._aside.isdisjoint(h.value)] if self._aside else []

    def _told_of_another(self, hit: Hit[tuple[str, ...]], counted: Counted, all_counted: Sequence[Counted], text: Text) -> bool:
        """ "They looked at 170,000 buildings and found that 24,000 have collapsed": a later number's verb, past one of the first's."""
        for other in all_counted:
            if (
                counted.last <= other.first
                and other.last <= hit.first
                and self.says_itself(other, text)
                and not self._clauses.isdisjoint([t.norm for t in text.tokens[counted.last : other.first]])
            ):
                return True
            if (
                counted.head
                and other.last <= hit.first
                and hit.last <= counted.first
                and self.says_itself(other, text)
                and self.says_itself(counted, text)
            ):
                return True  # "300 had died and 6,000 people had been put to work"
            told = not other.head and hit.last <= other.first and other.last <= counted.first  # "the toll rose to 12, with 300 cases"
            if told and counted.head and counted.first - other.last < _BESIDE and text.tokens[counted.first - 1].norm in self._beside:
                return True
            between = text.tokens[other.last : counted.first] if hit.last <= other.first and other.last <= counted.first else ()
            if self._says_on(between) and not set(hit.value).isdisjoint(_BEFALLS):
                return True  # "put the missing at 16 and said the list had 125 names"
            if counted.last <= hit.first and self._says_on(text.tokens[counted.last : hit.first]):
                return True  # "gave a figure of 6,500 and said they had deployed 4,531 officers"
            past = counted.last <= other.first and other.last <= hit.first
            if past and self.says_itself(other, text) and self._part(counted, other, text):
                return True
            inside = other.first <= hit.first and hit.last <= other.last and other.first != counted.first
            if inside and other.unit in _COUNTS and (counted.head or counted.last <= other.first):
                amid = counted.last <= other.first and not self._amid.isdisjoint(t.norm for t in text.tokens[counted.last : other.first])
                if amid:
                    return False  # "three children were among the eight dead"
                return "of" not in {t.norm for t in text.tokens[other.first : hit.first]}  # "three of the dead, 155 people" are all dead
        return False

    def _says_on(self, tokens: Sequence[Token]) -> bool:
        """ "... and said": a second verb of saying."""
        return any(b.norm in self._saying and a.norm in self._joining and a.text != "," for a, b in pairwise(tokens))

    def _has_whole(self, counted: Counted, text: Text) -> bool:
        """ "6 of 9 people", "six of the nine people"."""
        tokens = text.tokens[counted.first : counted.last]
        return len(tokens) > 3 and tokens[1].norm == "of" and counted.head != "" and tokens[-1].norm != "of"

    def _begin(self, counted: Counted, all_counted: Sequence[Counted], text: Text) -> int:
        """ "80 houses burned before 600 men and nine aircraft ...": where a clause begins with an amount and those joined to it."""
        first = counted.first
        if first > 0 and text.tokens[first - 1].norm in self._leading:
            return first
        if first > 1 and text.tokens[first - 1].norm in self._joining:
            before = next((c for c in all_counted if c.last == first - 1), None)
            return self._begin(before, all_counted, text) if before is not None else 0
        return 0

    def _part(self, counted: Counted, other: Counted, text: Text) -> bool:
        """ "112 were held, 30 of them minors, and 19 officers were hurt": a part told by the way, and a number in a clause of its own."""
        norms = [t.norm for t in text.tokens[counted.first : other.first]]
        apart = norms[-2:-1] == [","] and norms[-1] in self._joining
        return apart and any(a == "of" and b in THEM for a, b in pairwise(norms))

    def says_itself(self, counted: Counted, text: Text) -> bool:
        """True of an amount behind which its own verb stands: "24,000 of them have collapsed"."""
        tokens, at = text.tokens, counted.last
        if at + 1 < len(tokens) and tokens[at].norm == "of" and tokens[at + 1].norm in THEM:
            at += 2
        return at < len(tokens) and tokens[at].norm in self._verbs

    def _closing(self, counted: Counted, text: Text) -> int:
        """The comma that ends the relative clause in which an amount stands: "27 girls from a camp where 750 stayed, were missing"."""
        sentence = text.sentences[text.tokens[counted.first].sentence]
        opened = next((i for i in range(counted.first - 1, max(sentence.first, counted.first - _BACK) - 1, -1) if self._opens(text, i)), -1)
        if opened < 0 or "," in {t.text for t in text.tokens[opened : counted.first]}:
            return sentence.last
        comma = next((i for i in range(counted.last, sentence.last) if text.tokens[i].text == ","), sentence.last)
        before = any(t.text == "," for t in text.tokens[sentence.first : opened])
        return comma if before and comma + 1 < sentence.last and text.tokens[comma + 1].norm in self._verbs else sentence.last

    def _turning(self, counted: Counted, text: Text) -> int:
        """Where a clause of somebody's doings begins: "had killed 440 fighters | since they crossed the border"."""
        last = text.sentences[text.tokens[counted.first].sentence].last
        if counted.value[0] == 1.0:
            return last  # "one man shot two before he died" tells of the one
        pairs = ((i, text.tokens[i].norm, text.tokens[i + 1].norm) for i in range(counted.last, last - 1))
        return next((i for i, word, who in pairs if word in self._subordinate and who in self._who), last)

    def _opens(self, text: Text, i: int) -> bool:
        return text.tokens[i].norm in self._opening

    def of_whole(self, counted: Counted, earlier: Counted, text: Text) -> Counted:
        """ "Nine teachers out of 24": a bare number of which a part was told counts the same, whatever befell the part."""
        if counted.head or not earlier.head or counted.unit not in _COUNTS or earlier.unit not in _COUNTS:
            return counted
        return (
            structs.replace(counted, head=earlier.head, noun=earlier.noun, unit=earlier.unit) if self._is_out_of(counted, text) else counted
        )

    def part_of(self, counted: Counted, whole: Counted, text: Text) -> Counted:
        """ "500 out of 800 beds": a bare number counts what its whole counts."""
        between = [t.norm for t in text.tokens[counted.last : whole.first]]
        if counted.head or not whole.head or counted.unit not in _COUNTS or whole.unit not in _COUNTS:
            return counted
        if between[:2] != ["out", "of"] or not self._hedges.issuperset(between[2:]):
            return counted
        return structs.replace(counted, head=whole.head, noun=whole.noun, unit=whole.unit)

    def of_opened(self, whole: Counted, counted: Counted, text: Text, sentence: Sentence) -> Counted:
        """ "Of 800 beds, 500 are filled": the bare number counts what the sentence began with."""
        opened = text.tokens[sentence.first].norm in self._out_of
        begins = opened and whole.head and self._hedges.issuperset([t.norm for t in text.tokens[sentence.first + 1 : whole.first]])
        near = text.tokens[counted.first - 1].text == "," or text.tokens[counted.first - 2].text == ","
        if not begins or not near or counted.head or counted.unit not in _COUNTS or whole.unit not in _COUNTS:
            return counted
        return structs.replace(counted, head=whole.head, noun=whole.noun, unit=whole.unit)

    def _is_out_of(self, counted: Counted, text: Text) -> bool:
        """True of an amount right behind "out of"."""
        at = counted.first
        while at > 1 and text.tokens[at - 1].norm in self._hedges and text.tokens[at - 2].norm != "out":
            at -= 1
        return at > 2 and [t.norm for t in text.tokens[at - 2 : at]] == ["out", "of"] and text.tokens[at - 3].text != ","


def as_whole(ruled: Measured, chosen: Measured, told: Sequence[tuple[Measured, Counted, int]]) -> Measured:
    """The chosen measure of a whole, unless only the part suffered it: "three of the 40 miners were hurt"."""
    part = chosen.measure == told[-1][0].measure if told else ruled.measure not in _BEFALLS
    return ruled if part and chosen.measure in _BEFALLS else chosen


def is_strange(hit: Hit[tuple[str, ...]], text: Text, named: Sequence[ActorMention], saying: Sequence[Span]) -> bool:
    """ "The Population Fund counts", "the union claimed 110,000": in a body's name, or a verb of saying, which took no lives."""
    start, end = text.tokens[hit.first].start, text.tokens[hit.last - 1].end
    if text.tokens[hit.first].text[0].isupper() and any(a.start <= start and end <= a.end for a in named):
        return True
    return any(cue.start <= start and end <= cue.end for cue in saying) and not set(hit.value).isdisjoint(_BEFALLS)
