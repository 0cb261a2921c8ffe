"""What stands behind a list of persons and says what befell them: "were killed", "in a car were hurt", ", who was at home, died"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.phrases import Hit, PhraseTable
from stemma.reading.amounts.run import Run
from stemma.reading.victims.people import PeopleReader
from stemma.reading.victims.persons import Person, Place

_AWAY: Final = 9  # tokens from the list to what befell it
_PHRASE: Final = 12  # tokens of a phrase with a preposition
_ASIDE: Final = 14  # tokens between two dashes, or two commas
_LONG_ASIDE: Final = 28  # tokens between two commas where the verb follows the second
_CARRIED: Final = 8  # tokens from "taken" to "to"
_CAME: Final = 14  # tokens from "walked" to "with"
_WHERE_TO: Final = 4  # tokens of where somebody was taken
_DASHES: Final = ("—", "–", "-", "--")


class Behind:
    """Finds what is said of a list of persons behind it."""

    def __init__(
        self,
        table: Mapping[str, Any],
        people: PeopleReader,
        states: PhraseTable[str],
        participles: PhraseTable[str],
        held: frozenset[str] = frozenset(),
    ) -> None:
        """`table` is the language's table of victims, `held` what others think of them."""
        self._held = held
        self._people, self._states, self._participles = people, states, participles
        between: Mapping[str, Any] = table.get("between", {})
        self._be, self._passed, self._prepositions, self._ageing, self._seen, self._came, self._relative = (
            frozenset(between.get(k, ())) for k in ("be", "passed", "prepositions", "ageing", "seen", "came", "relative")
        )
        who: Mapping[str, Any] = table.get("who", {})
        self._asides, self._tellers = frozenset(who.get("asides", ())), frozenset(who.get("tellers", ()))
        self._fatally = frozenset(who.get("fatally", ()))
        hurt: Mapping[str, Any] = table.get("hurt", {})
        self._carried, self._not_to = frozenset(hurt.get("carried", ())), frozenset(hurt.get("not_to", ()))
        self._on, self._not_on = frozenset(hurt.get("on", ())), frozenset(hurt.get("not_on", ()))

    def find(self, place: Place, last: int, people: list[Person]) -> Hit[str] | None:
        """The first that befell those of a list that ends at token `last`, or None."""
        run = place.run
        at = self._people.behind_age(run, last)
        if people[-1].how == "number" and run.norm(last) in self._people.gravely and run.norm(last + 1) not in self._people.told:
            return Hit(last, last + 1, "dead" if run.norm(last) in self._fatally else "hurt")
        apposed = len(people) > 1 and (people[-1].how == "named" or any(p.many == 0 for p in people))
        bare = people[0].last == people[0].number + 1
        apposed = apposed or (run.norm(people[0].first - 1) == "," and not bare)  # "the victims, two men and a boy, were shot"
        beside = (last, at)
        return self._within(place, at + (at > last and run.norm(at) == ","), beside, apposed)

    def _within(self, place: Place, at: int, beside: tuple[int, int], apposed: bool) -> Hit[str] | None:
        run, be, away = place.run, False, 0
        while at < run.end and away < _AWAY:
            state = self._states.at(run.tokens, at, run.end)
            if state is not None:
                return state
            part = self._participles.at(run.tokens, at, run.end) or self._taken(run, at)
            if part is not None and (be or self._reduced(place, part, at in beside)):
                return part
            norm = run.norm(at)
            if norm in self._held and run.norm(at + 1) == "to":
                be = False  # "are thought to have died", "is said to have shot two"
            elif norm in self._be or norm in self._seen:
                be = True
            elif norm in self._came and not be and at in beside:
                return self._arrived(run, at)
            elif norm in self._prepositions and not be:
                at, away = self._past(place, at, away)
                apposed = True
                continue
            elif norm == "," and not be and apposed and at + 1 < run.end and self._goes_on(run, at + 1):
                apposed = False
            elif norm == "," and not be and run.norm(at + 1).endswith("ing") and (with_it := self._states.at(run.tokens, at + 1, run.end)):
                return with_it  # "found a man on the floor, suffering from wounds"
            elif norm == "," and not be:
                inside = self._of_whom(place, at)
                if inside is not None:
                    return inside
                at, away = self._past_comma(run, at + 1, away)
                continue
            elif norm in _DASHES and not be and (closed := _closed(run, at)):
                at, away = closed, away + 2
                continue
            elif norm not in self._passed and not norm.endswith("ly"):
                return None
            at, away = at + 1, away + 1
        return None

    def _goes_on(self, run: Run, at: int) -> bool:
        """True where the verb stands behind a comma: ", was shot", ", died"."""
        norm = run.norm(at)
        return norm in self._be or norm in self._passed or self._states.at(run.tokens, at, run.end) is not None

    def _of_whom(self, place: Place, comma: int) -> Hit[str] | None:
        """ "The boy, who was shot in the leg, ...": what befell them stands in a clause of its own."""
        if place.run.norm(comma + 1) != "who":
            return None
        closed = next((k for k in range(comma + 1, min(comma + _LONG_ASIDE, place.run.end)) if place.run.norm(k) == ","), place.run.end)
        inner = place._replace(run=Run(place.run.tokens, comma + 2, closed))
        return self._within(inner, comma + 2, (-1, -1), False)

    def _taken(self, run: Run, at: int) -> Hit[str] | None:
        """ "Taken by helicopter to a hospital", "evacuated with burns", "rushed in shock to Leeds"; not to a police station."""
        if run.norm(at) not in self._carried or (run.norm(at + 1) not in self._on and not run.norm(at + 1).endswith("ly")):
            return None
        for step in range(at + 1, min(at + _CARRIED, run.end)):
            norm = run.norm(step)
            if norm == "to":
                away = any(run.norm(k) in self._not_to for k in range(step + 1, step + 1 + _WHERE_TO))
                return None if away else Hit(at, step + 1, "hurt")
            state = self._states.at(run.tokens, step, run.end)
            if state is not None and state.value == "hurt":
                return Hit(at, state.last, "hurt")
            if norm in self._be or norm in self._not_on:
                break
        return None

    def _arrived(self, run: Run, at: int) -> Hit[str] | None:
        """ "Walked into a hospital with a gunshot wound"."""
        for step in range(at + 1, min(at + _CAME, run.end)):
            norm = run.norm(step)
            if norm == "with":
                return self._states.at(run.tokens, step, run.end)
            if norm in self._be or norm in (",", ";", ":", "who"):
                break
        return self._states.at(run.tokens, at, run.end)

    def _reduced(self, place: Place, part: Hit[str], beside: bool) -> bool:
        """ "Man killed in crash" has no "was", "gunman killed two" is active."""
        run = place.run
        if not beside or part.last in place.begun:  # right before an amount the verb is a deed: "four attackers killed at least 30"
            return False
        following = run.norm(part.last)
        named = run.capital(part.last) and following not in self._prepositions  # "Four Injured In Leeds" is a title
        active = following in self._people.determiners or following in self._people.selves or named
        if run.norm(part.last - 1) == "to":
            active = False  # "taken to the hospital"
        return not active and not self._people.is_person(following)

    def _past(self, place: Place, at: int, away: int) -> tuple[int, int]:
        """Behind a phrase with a preposition: up to the next verb of being, participle or sign."""
        run, step = place.run, at + 1
        ages = run.norm(at) in self._ageing  # "aged 17 to 22"
        while step < run.end and step - at < _PHRASE:
            norm = run.norm(step)
            before = run.norm(step - 1)
            if step in place.numbers and not ages and before not in self._prepositions and before not in self._people.determiners:
                return run.end, away  # others stand between: "a deputy of the county confirms one person was killed"
            passed = norm in self._passed and not (norm == "to" and (ages or run.norm(step + 1) not in self._be))
            if norm in self._be or passed or norm in (",", ";", ".", ":") or self._participles.at(run.tokens, step, run.end):
                break
            if norm not in self._prepositions and self._states.at(run.tokens, step, run.end) is not None and not (ages and norm == "to"):
                break  # "a baby in Indiana | died on Thursday"
            step += 1
        return step, away + 2

    def _past_comma(self, run: Run, at: int, away: int) -> tuple[int, int]:
        """Behind what stands between two commas: what tells more of them, or who says so; the end where nothing of the kind opens."""
        opens = run.norm(at) in self._asides or run.norm(at) in self._ageing or run.digit(at)
        opens = opens or (run.norm(at) in self._people.cardinals and run.norm(at + 1) == "of")  # ", two of them badly,"
        if not opens and run.norm(at) not in self._relative and run.norm(at) not in self._people.determiners:
            return run.end, away
        first = 0
        for step in range(at, min(at + _LONG_ASIDE, run.end)):
            norm = run.norm(step)
            if norm == ";" or (norm in self._tellers and run.norm(step + 1) != ","):
                break
            if norm != ",":
                continue
            first = first or step
            if step + 1 < run.end and self._goes_on(run, step + 1):
                return step + 1, away + 2
        return (first + 1, away + 2) if opens and 0 < first < at + _ASIDE else (run.end, away)


def _closed(run: Run, at: int) -> int:
    """Behind the second of two dashes, or 0: "two others — a man and a woman — were taken to hospital"."""
    spaced = run.tokens[at].start > run.tokens[at - 1].end
    for step in range(at + 2, min(at + _ASIDE, run.end)):
        if run.norm(step) == run.norm(at) and (run.tokens[step].start > run.tokens[step - 1].end) == spaced:
            return step + 1
    return 0
