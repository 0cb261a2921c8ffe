"""Persons told one by one, told apart by age, sex, name and what they are called: who of them died and who was only hurt."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stemma.core.text import Text
from stemma.reading.victims.persons import Person, Struck

WORDS: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
OTHERS = frozenset(WORDS["others"])
CALLED = {word: said for said, words in WORDS["called"].items() for word in words}
NUMBERS: Mapping[str, str] = WORDS["numbers"]
PLURALS: Mapping[str, str] = WORDS["plurals"]
AGES, YOUNG = frozenset(WORDS["ages"]), frozenset(WORDS["young"])
ANY = "mfbta"
SMALL, TEEN, GROWN = 3, 13, 20


_Nearness = tuple[bool, bool, bool, bool, int]


@dataclass(slots=True)
class Someone:
    """One person and all that is told of him."""

    open: frozenset[str]
    age: str
    names: set[str]
    sentence: int
    kinds: set[str] = field(default_factory=set)
    selves: bool = False

    @property
    def alive(self) -> bool:
        """True of one who was hurt or struck and did not die."""
        return "dead" not in self.kinds


class Persons:
    """The persons of a text, from those mentions that stand for one person each."""

    def __init__(self, text: Text, struck: Iterable[Struck]) -> None:
        self._text = text
        self.all: list[Someone] = []
        self._by: dict[int, Someone] = {}
        self._dead_groups = False
        for these in sorted(struck, key=lambda s: s.first):
            if these.people[0].how != "event" and these.many - sum(p.how == "number" for p in these.people) <= len(these.people):
                self._take(these)

    def hurt(self, badly: bool = False) -> int:
        """How many of them were hurt or struck and are not told to have died; `badly` of those alone whose wounds are told."""
        return sum(p.alive and not p.selves and (not badly or "hurt" in p.kinds) for p in self.all)

    def died(self, person: Person) -> bool:
        """True of one who is told to have died, there or elsewhere."""
        one = self._by.get(person.first)
        return one is not None and not one.alive

    def _take(self, these: Struck) -> None:
        taken: Someone | None = None
        for person in these.people:
            if person.many > 1:
                self._dead_groups = self._dead_groups or these.kind == "dead"
                continue
            if person.many == 0 and taken is not None:
                taken.names |= self._names(person)
                taken.age = taken.age or self._age(person)
                continue
            taken = self._one(person, these.kind)
            taken.kinds.add(these.kind)
            self._by[person.first] = taken

    def _one(self, person: Person, kind: str) -> Someone:
        tokens = self._text.tokens
        words = [t.norm for t in tokens[person.first : person.last]]
        sentence = tokens[person.first].sentence
        age, names = self._age(person), self._names(person)
        said = frozenset(next((CALLED[w] for w in map(_singular, reversed(words)) if w in CALLED), ANY))
        said = said & frozenset("mf") | _grown(age) if age else said
        new = person.how == "indefinite" or (person.how == "number" and words[0] in ("a", "an", "one", "1", "another"))
        fits = [p for p in self.all if _compatible(p, said, age, names)]
        if person.how == "self":
            fits = [p for p in fits if p.selves]  # who turned the gun on himself is none of those he shot
        elif not OTHERS.isdisjoint(words):
            fits = []
        elif new:
            apart = [p for p in fits if p.sentence != sentence or (p.selves and kind == "dead")]
            fits = [p for p in fits if (age and p.age == age) or (p in apart and not (age and p.names))]
        elif person.how == "named":
            fits = [p for p in fits if p.names & names or not p.names]
        if not fits:
            return self._new(said, age, names, sentence, person.how == "self")
        near = person.how == "pronoun"
        found = max(fits, key=lambda p: self._nearness(p, age, names, sentence, kind, near))
        if kind == "dead" and self._dead_groups and not any(self._nearness(found, age, names, sentence, kind, near)[:4]):
            return self._new(said, age, names, sentence, False)  # "three dead, one critical": one of the three
        found.open = found.open & said or found.open
        found.age = found.age or age
        found.names |= names
        found.sentence = sentence
        return found

    def _nearness(self, one: Someone, age: str, names: set[str], sentence: int, kind: str, near: bool) -> _Nearness:
        """How well a mention fits one of those told before: his name, his age, what befell him, how far back he was told of."""
        beside = near and sentence - one.sentence <= 1
        same = ("dead" in one.kinds) == (kind == "dead")
        return bool(names & one.names), bool(age and age == one.age), beside, same, one.sentence

    def _new(self, said: frozenset[str], age: str, names: set[str], sentence: int, selves: bool) -> Someone:
        self.all.append(Someone(said, age, names, sentence, set(), selves))
        return self.all[-1]

    def _age(self, person: Person) -> str:
        """Of "a 23-year-old man" and "John Cole, 23," the age; "0" of one who is told in months."""
        tokens = self._text.tokens
        for i in range(person.first, person.last - 1):
            age = NUMBERS.get(tokens[i].norm, tokens[i].norm)
            if age.isdigit() and tokens[i + 1].norm in AGES | YOUNG:
                return "0" if any(t.norm in YOUNG for t in tokens[i + 1 : i + 3]) else age
        last = person.last
        if (
            last + 2 < len(tokens)
            and tokens[last].norm in (",", "(")
            and tokens[last + 1].norm.isdigit()
            and len(tokens[last + 1].norm) < 3
        ):
            return tokens[last + 1].norm
        return ""

    def _names(self, person: Person) -> set[str]:
        if person.how != "named":
            return set()
        words = self._text.tokens[person.first : person.last]
        return {t.norm for t in words if t.text[:1].isupper() and len(t.text) > 2 and t.norm not in CALLED and t.norm not in NUMBERS}


def _singular(word: str) -> str:
    """The man of "one of the men", the male of "males"."""
    return PLURALS.get(word) or (word[:-1] if word.endswith("s") and word[:-1] in CALLED else word)


def _grown(age: str) -> frozenset[str]:
    years = int(age)
    return frozenset("b" if years < TEEN else "t" if years < GROWN else "a") | (frozenset("bt") if years in (10, 11, 12) else frozenset())


def _compatible(one: Someone, said: frozenset[str], age: str, names: set[str]) -> bool:
    if age and one.age and age != one.age and not ("0" in (age, one.age) and max(int(age), int(one.age)) < SMALL):
        return False
    if names and one.names and not (names <= one.names or names >= one.names):
        return False
    shared = one.open & said
    return bool(shared & {"m", "f"}) and (bool(shared & {"b", "t", "a"}) or bool(age and age == one.age))


def may_be(one: str, other: str) -> bool:
    """True of two words by which one person may be called: a teen and a boy, no child and a man."""
    shared = set(CALLED.get(one, "")) & set(CALLED.get(other, ""))
    return bool(shared & {"m", "f"}) and bool(shared & {"b", "t", "a"})
