"""What one report tells of its own incident: how many were killed and how many hurt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from persons import OTHERS, WORDS, Persons, may_be

from stemma.reading.looked import Looked
from stemma.reading.victims.persons import Struck

LEAD = 1200  # characters behind the title in which a report tells its own incident
MOST_KILLED, MOST_INJURED = 12, 20  # larger numbers are years' totals
FIRST_YEAR = 1950  # numbers behind it may be years
FIRST = 3  # figures of a lead that are its own incident's
BARE, SEVERAL = frozenset(WORDS["bare"]), frozenset(WORDS["several"])
TIMES, BEFORE = (frozenset(tuple(pair.split()) for pair in WORDS[name]) for name in ("times", "before"))
IN_A_ROW: Mapping[str, int] = WORDS["in_a_row"]


class Toll(NamedTuple):
    """How many a report says were killed and injured; None where it says nothing of the injured."""

    killed: int
    injured: int | None


class Told:
    """What title and lead say of one incident."""

    def __init__(self, looked: Looked, reach: int, year: int) -> None:
        """`reach` is the end of the lead, `year` that of the report."""
        text, self._looked, self._year = looked.text, looked, year
        self._text = text
        struck = [s for s in looked.struck if not self._long_ago(s, year)] or looked.struck
        if not any(text.tokens[s.first].start < reach and not _event(s) for s in struck):
            reach = len(text.text)  # other things stand before the report
        self._struck = [s for s in struck if text.tokens[s.first].start < reach]
        self._beyond = [s for s in struck if text.tokens[s.first].start >= reach]
        self._persons = Persons(text, self._struck)

    def toll(self) -> Toll:
        """How many were killed and injured by one report."""
        killed = self._killed()
        injured = self._injured(killed)
        if injured == 1 and killed and not self._persons.hurt() and self._persons.all and not self._beside_the_dead():
            injured = 0  # the one who is told to be hurt died
        if injured is None:
            injured = self._others_beyond() or (1 if killed and self._persons.hurt(badly=True) else None)
        return Toll(killed, injured)

    def _beside_the_dead(self) -> bool:
        """ "3 dead, 1 critical": who is told beside those who died is another."""
        sentence = {self._text.tokens[s.first].sentence for s in self._of("dead") if s.people[0].how == "number"}
        hurt = [s for s in self._of("hurt") if s.people[0].how == "number"]
        return any(self._text.tokens[s.first].sentence in sentence for s in hurt)

    def _others_beyond(self) -> int | None:
        """ "The shooting also injured four other men", told behind the lead alone."""
        others = [
            s for s in self._beyond if s.kind != "dead" and s.people[0].how == "number" and s.many <= MOST_INJURED and self._others(s)
        ]
        return next((s.many for s in others if not self._sums(s) and not self._other_times(s)), None)

    def sums_up(self) -> bool:
        """True of a report whose figures are all of several incidents: "4 killed in weekend shootings"."""
        figures = [s for s in self._struck if s.many > 1 or s.people[0].how == "number"]
        return bool(figures) and all(self._sums(s) for s in figures)

    def each(self) -> Toll:
        """Of a report that only sums several incidents up, what most of its paragraphs tell of one."""
        text = self._text
        apart: dict[int, list[Struck]] = {}
        for these in (*self._struck, *self._beyond):
            apart.setdefault(text.sentences[text.tokens[these.first].sentence].paragraph, []).append(these)
        ones = [Told(replace(self._looked, struck=tuple(s)), len(text.text), self._year) for at, s in sorted(apart.items()) if at > 0]
        tolls = Counter(one.toll() for one in ones if not one._of_several())
        return max(tolls, key=lambda toll: tolls[toll]) if tolls else self.toll()

    def _of_several(self) -> bool:
        """True where a figure is of several incidents, or nobody is told of."""
        return all(_event(s) for s in self._struck) or any(self._sums(s) for s in self._struck if s.people[0].how == "number")

    def _killed(self) -> int:
        dead, hurt = self._of("dead"), self._of("hurt")
        persons = [s for s in dead if not _event(s)]
        if hurt and not persons and all(_bare_event(self._words(s.word.first, s.word.last)) for s in dead):
            return 0  # "the child was hurt; the mother is charged with ... death"
        events = max((s.many for s in dead if _event(s)), default=0)  # "a double homicide"
        told = self._figures("dead", MOST_KILLED)
        if told:
            most = max(told[:FIRST], key=lambda s: s.many)
            return max(most.many + self._with_the_killer(most, dead, hurt), events)
        alone = max(events, int(bool(persons)))
        acted = any(s.word.first < s.first and not _self(s) for s in persons)
        return 2 if alone == 1 and acted and any(_self(s) for s in dead) else alone  # his wife, then himself

    def _with_the_killer(self, most: Struck, dead: list[Struck], hurt: list[Struck]) -> bool:
        """ "Kills his girlfriend and her daughter, turns gun on himself": one more, unless "she was treated"."""
        acted = most.word.first < most.first and self._words(most.word.first, most.word.last)[-1] != "of"
        alive = any(s.people[0].how == "pronoun" for s in hurt)
        return acted and not alive and not _self(most) and any(_self(s) for s in dead)

    def _injured(self, killed: int) -> int | None:
        told = max(self._alive(killed), self._in_a_row() - killed)
        events = [s.many for s in self._of("struck") if _event(s) and s.many > 1]  # "a triple shooting"
        if told > 0 or (events and events[0] > killed):
            return told if told > 0 else events[0] - killed
        if killed == 0:
            return 1 if any(not _event(s) for s in self._of("hurt")) or self._of("struck") else None
        one = [s for s in self._of("hurt") if s.people[0].how in ("indefinite", "number") and s.many < max(killed, 2)]
        return 1 if any(not self._died(s) for s in one) else None

    def _in_a_row(self) -> int:
        """How many were struck where one of them is "the fourth victim", "a fifth person"."""
        alive = [s for s in (*self._of("hurt"), *self._of("struck")) if not _event(s)]
        return max((n for s in alive for w in self._words(s.first, s.first + 2) if (n := _place_in_a_row(w)) <= MOST_INJURED), default=0)

    def _alive(self, killed: int) -> int:
        """How many of those counted as hurt or struck did not die: "five were taken to hospital, where one of them died"."""
        told = [s for kind in ("hurt", "struck") for s in self._figures(kind, MOST_INJURED)[:FIRST]]
        apart = [s for s in told if killed and self._apart(s)]
        return max((self._lived(s, killed) for s in apart or told), default=0)

    def lived(self, killed: int) -> Counter[int]:
        """How often each number of hurt who did not die is told."""
        return Counter(self._lived(s, killed) for kind in ("hurt", "struck") for s in self._figures(kind, MOST_INJURED))

    def _lived(self, these: Struck, killed: int) -> int:
        """How many of a group lived: without those of a list who are told to have died, without all dead where it is a number."""
        if not killed or self._apart(these):
            return these.many
        if len(these.people) > 1 and these.kind == "hurt":
            return these.many - sum(self._persons.died(p) for p in these.people if p.many == 1)
        return these.many - killed

    def _apart(self, these: Struck) -> bool:
        """True of those told beside the dead: "three others were wounded", "one killed and four wounded"."""
        if sum(p.many > 0 for p in these.people) > 1:
            return False
        if self._others(these) or these.kind == "struck":
            return self._others(these)  # "one killed, five shot": the five may be all
        sentence = self._text.tokens[these.first].sentence
        beside = [s for s in self._of("dead") if self._text.tokens[s.first].sentence == sentence and not _event(s)]
        return any(s.first < these.first or not self._part(s) for s in beside)

    def _part(self, dead: Struck) -> bool:
        """ "One of them", "one fatally", "where he died"."""
        known = dead.people[0].how in ("pronoun", "definite")
        return known or self._words(dead.first, dead.last)[1:2] == ["of"] or self._words(dead.word.first, dead.word.last) == ["fatally"]

    def _died(self, struck: Struck) -> bool:
        """True of one told as hurt who is told as dead elsewhere: of the same age, or the same word."""
        words = self._words(struck.first, struck.last)
        if OTHERS.isdisjoint(words) and any(self._told_of_the_same(struck, s) for s in self._of("dead")):
            return True
        dead = [self._words(s.first, s.last) for s in self._of("dead") if not _event(s)]
        ages, told = {w for d in dead for w in d if w.isdigit()}, {w for w in words if w.isdigit()}
        if not OTHERS.isdisjoint(words):
            return False
        return bool(ages & told) if ages and told else words[-1] in {d[-1] for d in dead} or any(may_be(words[-1], d[-1]) for d in dead)

    def _told_of_the_same(self, hurt: Struck, dead: Struck) -> bool:
        """ "A teen was brought to a hospital, where he died": nobody else stands between."""
        if dead.people[0].how != "pronoun" or dead.first < hurt.last:
            return False
        tokens = self._text.tokens
        between = any(hurt.last <= s.first < dead.first and s.people[0].how not in ("event", "pronoun") for s in self._struck)
        return not between and tokens[dead.first].sentence - tokens[hurt.first].sentence <= 1

    def _of(self, kind: str) -> list[Struck]:
        return [s for s in self._struck if s.kind == kind]

    def _figures(self, kind: str, most: int) -> list[Struck]:
        """Those told with a number, of one incident before those of several."""
        how = ("number", "indefinite", "named", "self", "pronoun")
        found = [s for s in self._of(kind) if s.people[0].how in how and (s.people[0].how == "number" or s.many > 1) and s.many <= most]
        found = [s for s in found if not self._other_times(s)]
        return [s for s in found if not self._sums(s)] or found

    def _other_times(self, struck: Struck) -> bool:
        """ "At least eight children have been wounded this year", "six have been killed so far in 2016"."""
        sentence = self._text.sentences[self._text.tokens[struck.first].sentence]
        words = self._words(struck.last, sentence.last)
        return any(pair in TIMES for pair in pairwise(words))

    def _long_ago(self, struck: Struck, year: int) -> bool:
        """ "Two others died in a fire years ago", "in a shooting there in 2009": another incident."""
        sentence = self._text.sentences[self._text.tokens[struck.first].sentence]
        words = self._words(sentence.first, sentence.last)
        years = [int(w) for w in words if len(w) == 4 and w.isascii() and w.isdigit()]
        return any(FIRST_YEAR < y < year - 1 for y in years) or any(pair in BEFORE for pair in pairwise(words))

    def _sums(self, struck: Struck) -> bool:
        sentence = self._text.sentences[self._text.tokens[struck.first].sentence]
        return not SEVERAL.isdisjoint(self._text.keys(sentence))

    def _others(self, struck: Struck) -> bool:
        return not OTHERS.isdisjoint(self._words(struck.first, struck.last))

    def _words(self, first: int, last: int) -> list[str]:
        return [t.norm for t in self._text.tokens[first:last]]


def _place_in_a_row(word: str) -> int:
    """4 for "fourth" and "4th", 0 where a word is no such place."""
    return int(word[:-2]) if word[:-2].isdigit() and word[-2:] in ("th", "rd") else IN_A_ROW.get(word, 0)


def _bare_event(words: Sequence[str]) -> bool:
    """ "Death", "murder" alone; not "fatal shooting"."""
    return len(words) == 1 and words[0] in BARE


def _event(struck: Struck) -> bool:
    return struck.people[0].how == "event"


def _self(struck: Struck) -> bool:
    return any(p.how == "self" for p in struck.people)
