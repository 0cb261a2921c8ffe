"""Persons said to be dead or hurt, with or without a figure: "a man was shot dead", "killing his wife and two children".

Model: a list of persons ("a police officer and three other people") stands before or behind a word that says what befell them.
Candidates: each list of the text with the words beside it. Choice: the act directly before the list, else what stands behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.core.phrases import Hit, PhraseTable, split_words
from stemma.core.text import Text
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.amounts.run import Run
from stemma.reading.forms import expand
from stemma.reading.victims.behind import Behind
from stemma.reading.victims.people import PeopleReader
from stemma.reading.victims.persons import Person, Place, Struck
from stemma.reading.victims.turned import Turned

_KINDS: Final = ("dead", "hurt", "struck")
_BEFORE: Final = 5  # tokens from an act to the list behind it
_HEDGE: Final = 3  # tokens of hedges between them
_CLAUSE: Final = 20  # tokens to the end of a clause


class VictimReader:
    """Reads who died and who was hurt."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Any] = pack.tables.get("victims", {})
        self._acts, self._participles, self._states = (_table(table, name) for name in ("acts", "participles", "states"))
        between: Mapping[str, Any] = table.get("between", {})
        self._be, self._passed, self._prepositions, self._hedges = (
            frozenset(between.get(k, ())) for k in ("be", "passed", "prepositions", "hedges")
        )
        self._long_hedges = PhraseTable([(form, "") for form in expand(between.get("long_hedges", ()))])
        happened: Mapping[str, Any] = table.get("happened", {})
        self._happened = PhraseTable([(form, kind) for kind in _KINDS for form in expand(happened.get(kind, ()))])
        self._not_next, self._not_before = frozenset(happened.get("not_next", ())), frozenset(happened.get("not_before", ()))
        self._along = PhraseTable([(form, "") for form in expand(between.get("along", ()))])
        self._no_act = self._be | frozenset(between.get("averted", ()))
        self._suicide = frozenset(happened.get("suicide", ()))
        self._bodies = frozenset(happened.get("bodies", ()))
        self._ends = frozenset(between.get("ends", ()))
        self._many: dict[str, int] = dict(happened.get("many", {}))
        forms = [
            form for kind in _KINDS for name in ("acts", "participles", "states") for form in expand(table.get(kind, {}).get(name, ()))
        ]
        nouns = [form for kind in _KINDS for form in expand(happened.get(kind, ()))]
        forms += table.get("hurt", {}).get("carried", ())
        self._told = frozenset(split_words(form.lower())[0] for form in (*forms, *nouns))
        who = table.get("who", {})
        self._compounds = frozenset(who.get("compounds", ()))
        words = (w for name in ("stops", "determiners", "joins", "selves") for w in who.get(name, ()))
        idle = self._be | self._passed | self._prepositions | self._hedges | frozenset(words) | {"-", "not", "did"}
        self._triggers = self._bodies | (frozenset(w for form in (*forms, *nouns) for w in split_words(form.lower())) - idle)
        self._people = PeopleReader(pack, self._told, self._be)
        held = frozenset(pack.tables.get("clauses", {}).get("held", ()))
        self._behind = Behind(table, self._people, self._states, self._participles, held)
        self._turned = Turned(table, self._people)

    def find(self, text: Text, amounts: Sequence[AmountMention]) -> list[Struck]:
        """Those struck, in order of place."""
        told = [i for word, at in text.words.items() if word.removesuffix("'s") in self._triggers for i in at]
        if not told:
            return []
        found: list[Struck] = []
        whole = self._people.place(text, amounts, Run(text.tokens, 0, 0))
        for index in sorted({text.tokens[i].sentence for i in told}):
            sentence = text.sentences[index]
            if not text.marks or not text.marked(sentence.start, sentence.end):
                behind = max(i for i in told if sentence.first <= i < sentence.last)
                run = Run(text.tokens, sentence.first, sentence.last)
                found += self._in_sentence(whole._replace(run=run), min(sentence.last, behind + _BEFORE + 1))
        return found

    def _in_sentence(self, place: Place, end: int) -> list[Struck]:
        """Those struck in one sentence; no list that begins at `end` or later has a word of what befell people near it."""
        found: list[Struck] = []
        run = place.run
        i = run.start
        while i < end:
            people = self._people.read(place, i)
            struck = self._befell(place, people) if people else None
            if struck is not None:
                found.append(struck)
            i = people[-1].last if people else i + 1
        turned = self._turned.find(place)
        taken = {p.first for these in found for p in these.people}
        return found + [s for s in turned if taken.isdisjoint(p.first for p in s.people)] + self._events(run)

    def _events(self, run: Run) -> list[Struck]:
        """ "A double homicide", "a deadly shooting", "the murder": nouns that tell that somebody died."""
        found = []
        for i in range(run.start, run.end):
            hit = self._happened.at(run.tokens, i, run.end) if run.tokens[i].key in self._happened.firsts else None
            if hit is None or run.norm(hit.last) in self._not_next:
                continue
            if any(run.norm(k) in self._not_before for k in range(i - 4, i)):
                continue  # attempted second-degree murder
            many = run.norm(i - 2) if run.norm(i - 1) == "-" else run.norm(i - 1)
            count = self._many.get(many, 1) + (run.norm(hit.last - 1) in self._suicide)
            found.append(Struck(hit.value, i, hit.last, count, (Person(i, hit.last, count, "event"),), hit))
        return found

    def _befell(self, place: Place, people: list[Person]) -> Struck | None:
        run = place.run
        first, last = people[0].first, people[-1].last
        bodies = next((k for k in (last - 1, last) if run.norm(k) in self._bodies), -1)
        if people[0].how == "number" and bodies > 0 and people[0].many > 1:
            return Struck("dead", first, bodies + 1, people[0].many, tuple(people), Hit(bodies, bodies + 1, "dead"))
        act = self._act_before(run, first)
        behind = self._behind.find(place, last, people) if run.norm(first - 1) != "by" else None  # "shot by his brother" befell another
        if act is not None and (behind is None or behind.first > last or behind.value == "struck"):
            chosen = act
        elif behind is not None:
            chosen = self._later(run, behind) if behind.value != "dead" else behind
        else:
            return None
        people = self._whole(place, people, chosen) + self._with_them(place, chosen)
        return Struck(chosen.value, first, max(last, people[-1].last), sum(p.many for p in people), tuple(people), chosen)

    def _whole(self, place: Place, people: list[Person], hit: Hit[str]) -> list[Person]:
        """ "One of four people shot" tells of four who were shot, "one of the four was shot" of one."""
        run, one = place.run, people[0]
        at = one.number + 2 + (run.norm(one.number + 2) in self._people.determiners)
        if len(people) > 1 or one.number < 0 or run.norm(one.number + 1) != "of" or hit.first != one.last or at not in place.numbers:
            return people
        if self._participles.at(run.tokens, hit.first, run.end) is None:
            return people
        whole = place.numbers[at].amount
        return [one._replace(many=int(whole.low or whole.high or 0), number=at)]

    def _with_them(self, place: Place, hit: Hit[str]) -> list[Person]:
        """Those told behind the verb: "was shot along with three others", "was hurt, as were two children"."""
        joined = self._along.at(place.run.tokens, hit.last, place.run.end) if hit.last < place.run.end else None
        if joined is None:
            return []
        for at in range(joined.last, min(joined.last + _HEDGE, place.run.end)):
            found = self._people.read(place, at) if self._hedged(place.run, joined.last, at) else []
            if found:
                return found
        return []

    def _later(self, run: Run, hit: Hit[str]) -> Hit[str]:
        """ "A boy shot by his brother has died", "was shot and later died": what came of it stands at the end of the clause or joins it."""
        for i in range(hit.last, min(hit.last + _CLAUSE, run.end)):
            if run.norm(i) == "and":
                return self._also(run, i + 1, hit.value) or hit
            if run.norm(i) in self._ends:
                break
            state = self._states.at(run.tokens, i, run.end)
            if state is not None and state.value == "dead":
                return state
        return hit

    def _also(self, run: Run, i: int, first: str) -> Hit[str] | None:
        """ "... and died", "... and was later pronounced dead", "shot and badly hurt": a second thing that befell the same."""
        be = first == "struck"
        while run.norm(i) in self._passed or run.norm(i) in self._be or run.norm(i).endswith("ly"):
            be, i = be or run.norm(i) in self._be, i + 1
        if i >= run.end:
            return None
        hit = self._states.at(run.tokens, i, run.end) or (self._participles.at(run.tokens, i, run.end) if be else None)
        return hit if hit is not None and (hit.value == "dead" or (first, hit.value) == ("struck", "hurt")) else None

    def _act_before(self, run: Run, first: int) -> Hit[str] | None:
        """The act that stands directly before a list: "killing", "shot and killed at least"."""
        for back in range(_BEFORE, 0, -1):
            i = first - back
            if i < run.start:
                continue
            hit = self._acts.at(run.tokens, i, run.end)
            if hit is not None and run.norm(first) in self._compounds and hit.last == first:
                continue  # "the shooting suspect"
            if hit is not None and (hit.last == first or self._hedged(run, hit.last, first)) and run.norm(i - 1) not in self._no_act:
                return hit
        return None

    def _hedged(self, run: Run, at: int, first: int) -> bool:
        step = at
        while step < first <= at + _HEDGE:
            hit = self._long_hedges.at(run.tokens, step, first)
            if hit is None and run.norm(step) not in self._hedges:
                return False
            step = hit.last if hit is not None else step + 1
        return step == first


def _table(table: Mapping[str, Any], name: str) -> PhraseTable[str]:
    return PhraseTable([(form, kind) for kind in _KINDS for form in expand(table.get(kind, {}).get(name, ()))])
