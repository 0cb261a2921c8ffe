"""What stands round about a time in its text: its neighbours, the tense of its clause, and the times told before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final

import msgspec
from msgspec import structs

from stemma.core.text import Sentence, Text
from stemma.reading.times.calendar import GRAINS, Stretch, shift
from stemma.reading.times.grammar import Found, Grammar

_BACK: Final = 14  # tokens that tense is looked for before a time
_RECENT: Final = 2  # sentences through which "the preceding 24 hours" looks back to a day
_AHEAD: Final = 14  # and after it
_SOON: Final = 75  # days ahead that a bare day or month may lie where tense says nothing and the last one is long past
_LONG: Final = 200
_NOT_YET = 120  # days back that a bare day or month may lie where the next one is farther than that, whatever the tense of its clause


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What a builder made of a match: tokens [first:last], type, value, and the days meant; no type, no mention."""

    first: int
    last: int
    type: str = ""
    value: str = ""
    stretch: Stretch | None = None
    duration: str = ""
    role: str = ""
    open_start: bool = False  # the stretch's first day is not said
    edge: str = ""  # "late" for "the end of", where the stretch is a part


class Words:
    """The word lists that the builders ask."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        tense = table.get("tense", {})
        self.future = frozenset(tense.get("future", ()))
        self.past = frozenset(tense.get("past", ()))
        self.before_to = frozenset(tense.get("before_to", ()))
        self.not_past = frozenset(tense.get("not_past", ()))
        self.wishes, self.by, self.infinitives = (frozenset(tense.get(name, ())) for name in ("wishes", "by", "infinitives"))
        self.prepositions = frozenset(table.get("prepositions", {}).get("words", ()))
        self.strong = frozenset(table.get("prepositions", {}).get("strong", ()))
        self.after_number = frozenset(table.get("notyear", {}).get("after", ()))
        self.before_number = frozenset(table.get("notyear", {}).get("before", ()))
        self.after_name = frozenset(table.get("names", {}).get("after", ()))
        self.before_name = frozenset(table.get("names", {}).get("before", ()))
        near = table.get("near", {})
        self.loose, self.window, self.no_rate, self.ends, self.clause_heads, self.before_time, self.before_event = (
            frozenset(near.get(name, ())) for name in ("loose", "window", "no_rate", "ends", "clause_heads", "before_time", "before_event")
        )
        self.out = frozenset(near.get("out", ()))
        self.before_hour = frozenset(near.get("before_hour", ()))
        self.ahead = frozenset(tense.get("until", ()))
        self.of_tally = frozenset(near.get("of_tally", ()))
        self.told = frozenset(table.get("roles", {}).get("told", ())) | frozenset(table.get("carry", {}).get("says", ()))
        self.often, self.infinitive, self.just_past, self.overnight = (
            frozenset(near.get(name, ())) for name in ("often", "infinitive", "just_past", "overnight")
        )
        self.halves, self.later, self.earlier, self.from_now = (
            frozenset(near.get(name, ())) for name in ("halves", "later", "earlier", "from_now")
        )
        self.onward, self.past_hour, self.coming = (frozenset(near.get(name, ())) for name in ("onward", "past_hour", "coming"))
        self.no_verbs = frozenset(near.get("no_verbs", ()))
        self.persons = frozenset(table.get("persons", {}).get("words", ()))


@dataclass(slots=True, kw_only=True)
class Scene:
    """A text while its times are read; `told` and `told_day` move on as times are found."""

    text: Text
    signs: str
    grammar: Grammar
    words: Words
    anchor: Stretch | None
    told: Stretch | None = None
    told_day: Stretch | None = None
    told_sentence: int = -1
    told_at: int = -1  # the sentence of `told`
    window: Stretch | None = None  # "the past week", told last
    window_sentence: int = -1
    asked: Stretch | None = None  # the base that the builder at work asked for

    def norm(self, at: int, of: Found) -> str:
        """The token at a place in the sentence of a match, "" outside."""
        sentence = self.sentence(of)
        return self.text.tokens[at].norm if sentence.first <= at < sentence.last else ""

    def before(self, found: Found, steps: int = 1) -> str:
        """The word so many places before a match."""
        return self.norm(found.first - steps, found)

    def after(self, found: Found) -> str:
        """The word after a match."""
        return self.norm(found.last, found)

    def sentence(self, found: Found) -> Sentence:
        """The sentence in which a match begins."""
        return self.text.sentences[self.text.tokens[found.first].sentence]

    def base(self, grain: str = "day") -> Stretch | None:
        """The time told last, as exact as is needed, or else the publication date."""
        need = GRAINS.index(grain)
        for told in (self.told, self.told_day):
            if told is not None and GRAINS.index(told.grain) <= max(need, GRAINS.index("day")):
                self.asked = told
                return told
        return self.anchor

    def recent(self, found: Found) -> Stretch | None:
        """The day told in this sentence or the two before, or else the publication date."""
        if self.told_day is not None and self.text.tokens[found.first].sentence - self.told_sentence <= _RECENT:
            self.asked = self.told_day
            return self.told_day
        return self.anchor

    def speech_day(self, found: Found) -> Stretch | None:
        """The day told earlier in the same sentence, or else the publication date."""
        if self.told_day is not None and self.told_sentence == self.text.tokens[found.first].sentence:
            self.asked = self.told_day
            return self.told_day
        return self.anchor

    def window_before(self, found: Found, count: int, grain: str) -> Stretch | None:
        """ "3,050 in the week before": as long a time, before the window told in this sentence or the one before."""
        window = self.window
        if window is None or self.text.tokens[found.first].sentence - self.window_sentence > 1:
            return None
        first = shift(window.first, -count, grain)
        return None if first is None else Stretch(first=first, last=window.first, grain=grain, value=window.value)

    def look(self, found: Found) -> int:
        """The tense of the clause: 1 ahead, -1 back, 0 not known."""
        leads = self._leads(found)
        back, ahead = self._back(found), self._ahead(found, leads)
        return (ahead or back) if leads else (back or ahead)

    def _leads(self, found: Found) -> bool:
        """True where the time opens its clause."""
        at = found.first - 1
        if self.norm(at, found) in self.words.before_time:
            at -= 1
        return self.norm(at, found) in self.words.clause_heads

    def _back(self, found: Found) -> int:
        stop = max(self.sentence(found).first, found.first - _BACK)
        for i in range(found.first - 1, stop - 1, -1):
            if self.norm(i, found) == ";":
                return 0
            cue = self._cue(i, found)
            if cue:
                return 1 if cue < 0 and self._is_wished(i, stop, found) else cue
        return 0

    def _is_wished(self, at: int, stop: int, found: Found) -> bool:
        """ "wants all of them vaccinated by Friday": a participle that a wish governs, and by when."""
        if not self.norm(at, found).endswith("ed") or not any(self.norm(i, found) in self.words.by for i in range(at + 1, found.first)):
            return False
        before = (self.norm(i, found) for i in range(at - 1, stop - 1, -1))
        return any(w in self.words.wishes for w in takewhile(lambda w: w not in (",", ";"), before))

    def _ahead(self, found: Found, leads: bool) -> int:
        """Tense behind a time, up to a comma; "On Friday, they ..." may have one at once, "..., a spokeswoman said" is another's."""
        stop = min(self.sentence(found).last, found.last + _AHEAD)
        begun = found.last
        if leads and self.norm(begun, found) == ",":
            begun = self._behind_aside(begun, stop, found)
        for i in range(begun, stop):
            if (i > found.last or not leads) and self.norm(i, found) in (",", ";"):
                return 0
            cue = self._cue(i, found)
            if cue:
                return cue
        return 0

    def _behind_aside(self, comma: int, stop: int, found: Found) -> int:
        """Behind ", the ministry says," which stands between a time and its clause; the first comma where none does."""
        for i in range(comma + 1, stop):
            if self.norm(i, found) == ",":
                told = any(self.norm(j, found) in self.words.told for j in range(max(comma + 1, i - 2), i))
                return i + 1 if told else comma
        return comma

    def _cue(self, at: int, found: Found) -> int:
        words = self.words
        norm, previous = self.norm(at, found), self.norm(at - 1, found)
        if "-" in (previous, self.norm(at + 1, found)) and self._hyphened(at):
            return 0  # the hardest-hit areas
        if norm == "to" and previous == "had":
            return -1  # "850 had to be rescued on Saturday"
        if norm == "to":
            return 1 if previous in words.before_to or self.norm(at + 1, found) == "be" else 0
        if previous == "to" and norm in words.infinitives:
            return 1  # "with more to come on Saturday"
        if previous == "to" and norm == "have":
            return 0  # "hopes to have that down to 20% by Tuesday": the verb before tells
        if norm in words.future:
            return -1 if previous == "had" else 1  # "had predicted 40 mm for Thursday"
        if previous == "be":
            return 0
        apart = not found.first <= at - 1 < found.last  # "inflation for May was"
        if norm in words.past and previous in words.future and apart and not (norm == "have" and self.norm(at + 1, found)[:1].isalpha()):
            return 1  # "could hit 300,000", "would have 1,000 beds", but "should have read"
        if norm in words.past:
            return 0 if norm in ("have", "has") and self.norm(at + 1, found) == "to" else -1  # "would have to shut in June"
        ends = norm.endswith("ed") and len(norm) > 3 and norm not in words.not_past
        return -1 if ends and previous not in ("the", "a", "an", "to") else 0

    def _hyphened(self, at: int) -> bool:
        token, whole = self.text.tokens[at], self.text.text
        return whole[token.start - 1 : token.start] == "-" or whole[token.end : token.end + 1] == "-"

    def pick(self, found: Found, make: Callable[[int], Stretch | None]) -> Stretch | None:
        """The right year for a day, month, quarter ... said without one: by tense, else the past one unless the next is near."""
        if self.anchor is None:
            return None
        here = self.anchor.first.year
        around = [s for s in (make(y) for y in range(max(1, here - 4), min(9998, here + 4) + 1)) if s is not None]
        past = [s for s in around if s.first <= self.anchor.last]
        ahead = [s for s in around if s.last >= self.anchor.first]
        look = self.look(found)
        if look > 0 and ahead and not (past and self._far(found, past[-1], ahead[0])):
            return ahead[0]
        if not past:
            return ahead[0] if ahead else None
        if look == 0 and ahead and self.before(found) in self.words.ahead and not self._far(found, past[-1], ahead[0]):
            return ahead[0]  # "to pay for the camps until June"
        if ahead and self._is_deadline(found) and self._nearer(past[-1], ahead[0]):
            return ahead[0]  # "was still reckoning with 300,000 by the end of August", "seeks 3.2 million up to the end of June"
        if look == 0 and ahead:
            distance = (ahead[0].first - self.anchor.last).days
            if distance <= _SOON and (self.anchor.first - past[-1].last).days > _LONG:
                return ahead[0]
        return past[-1]

    def so_far(self, found: Found, stretch: Stretch) -> Stretch:
        """The part of a running year or month that is over where no verb looks ahead: "More than 20,000 have fallen ill in 2025"."""
        anchor = self.anchor
        if anchor is None or not stretch.first < anchor.last < stretch.last or self.look(found) > 0 or self._is_deadline(found):
            return stretch
        return structs.replace(stretch, last=anchor.last)

    def _is_deadline(self, found: Found) -> bool:
        before = self.before(found)
        return before in self.words.ahead or (before == "to" and self.before(found, 2) == "up")

    def _nearer(self, before: Stretch, ahead: Stretch) -> bool:
        """True where the next such stretch lies months ahead, and the last one most of a year back."""
        if self.anchor is None:
            return False
        return (ahead.first - self.anchor.last).days <= _NOT_YET and (self.anchor.first - before.last).days > _LONG

    def _far(self, found: Found, before: Stretch, ahead: Stretch) -> bool:
        """ "The tally for 9 June would be one in seven", written in August: not the June of next year; "arrives at 394 for September"."""
        if self.anchor is None or not (before.grain == "day" or (before.grain == "month" and self.before(found) in self.words.of_tally)):
            return False
        return (self.anchor.first - before.last).days <= _NOT_YET and (ahead.first - self.anchor.last).days > _LONG
