"""Whether two claims that were linked to different figures may be of the same people, things and place all the same."""

from __future__ import annotations

from typing import Final

from stemma.core.gazetteer import two_sites
from stemma.core.packs import Pack
from stemma.core.types import Claim, Place
from stemma.weighing.facts import Facts
from stemma.weighing.grounds import one_place, spoken

_OFFICES: Final = ("institution", "role", "person", "agency", "outlet")
_STEM: Final = 5  # letters by which a word of a people is told from the name of its land: "Norvian", "Norvia"


class Ground:
    """Compares subjects and places across figures, by the pack's sorts and scopes of people."""

    def __init__(self, facts: Facts, pack: Pack) -> None:
        self._facts = facts
        linking = pack.tables.get("linking", {})
        self.scopes = by_word(linking.get("scopes", {}))
        self.sorts = by_word(linking.get("classes", {}))
        self._camps = by_word(pack.tables.get("weighing", {}).get("camps", {}))
        self._telling: dict[str, frozenset[str]] = {}
        self._offices = frozenset(a.id for a in pack.actors.values() if a.kind in _OFFICES)

    def people(self, one: Claim, other: Claim) -> bool | None:
        """True where both name one subject, False where they name two, None where one says only "people" or nothing."""
        sides = self._facts.side_of(one.subject_actor), self._facts.side_of(other.subject_actor)
        if sides[0] and sides[1] and sides[0] != sides[1]:
            return False
        ones, others = self._words(one), self._words(other)
        if self._of(self.scopes, ones) != self._of(self.scopes, others):
            return False
        sorts = self._of(self.sorts, ones), self._of(self.sorts, others)
        if sorts[0] and sorts[1] and not sorts[0] & sorts[1]:
            return False
        if not ones or not others:
            return None
        if _stems(ones) & _stems(others) or sides[0] == sides[1] != "":
            return True
        if self._camp(ones) != self._camp(others) and self._camp(ones) and self._camp(others):
            return False
        if sorts[0] & sorts[1] and not (self._more(ones) and self._more(others)):
            return None  # combatants and martyrs, soldiers and the army's men
        return False

    def _camp(self, words: frozenset[str]) -> frozenset[str]:
        """Whether armed men are a state's or rise against it, as far as the words say."""
        return self._of(self._camps, words)

    def _more(self, words: frozenset[str]) -> bool:
        """True where a subject says more than the sort of people."""
        return any(w not in self.sorts for w in words)

    def named_alike(self, one: Claim, other: Claim) -> bool:
        """True where both say whom or what they count, or neither does."""
        return bool(self._words(one)) == bool(self._words(other))

    def sorted_alike(self, one: Claim, other: Claim) -> bool:
        """True where one subject is of no narrower sort of people than the other."""
        if one.subject_actor and self._facts.side_of(one.subject_actor) == self._facts.side_of(other.subject_actor) != "":
            return True  # a side's fighters, and its men
        return self._of(self.sorts, self._words(one)) == self._of(self.sorts, self._words(other))

    def speaks(self, claim: Claim) -> bool:
        """True where the subject is an office that counts, so that whom the number concerns is not known."""
        office = claim.subject_actor.rpartition(".")[2] in self._offices
        return office and not any(w in self.sorts for w in self._facts.words(claim.subject))

    def where(self, one: Claim, other: Claim) -> bool | None:
        """True where two claims are of one place or one place takes in the other, None where one does not say."""
        if one.place is None or other.place is None:
            return None
        if two_sites(one.place, other.place):
            return False  # each hospital counts its own
        if spoken(one) or spoken(other):
            return None
        return one_place(one.place, other.place) or takes_in(one.place, other.place) or takes_in(other.place, one.place)

    def _words(self, claim: Claim) -> frozenset[str]:
        """The words of a subject that tell whom or what: not its measure's own, nor those made of the place's name."""
        if self.speaks(claim):
            return frozenset()
        speaker = claim.attribution[-1].name if claim.attribution else ""
        key = f"{claim.subject}|{claim.measure}|{claim.place.name if claim.place else ''}|{speaker}"
        if key not in self._telling:
            place = claim.place.name.lower() if claim.place else ""
            stems = tuple(word[:_STEM] for word in place.split() if len(word) >= _STEM)
            said = self._facts.words(claim.subject) - self._facts.tolls
            if claim.attribution and said <= self._facts.words(claim.attribution[-1].name):
                said = frozenset()  # who counts is not whom it counts
            self._telling[key] = frozenset(w for w in said if not (stems and w.startswith(stems)) and not _like(w, claim.measure))
        return self._telling[key]

    def _of(self, table: dict[str, tuple[str, ...]], words: frozenset[str]) -> frozenset[str]:
        return frozenset(name for w in words for name in table.get(w, ()))


def takes_in(one: Place, other: Place) -> bool:
    """True where the first place is the country or region in which the other lies."""
    if one.kind == "country":
        return other.kind != "country" and bool(one.country) and one.country == other.country
    return bool(one.id) and one.id == other.region and one.id != other.id


def by_word(table: object) -> dict[str, tuple[str, ...]]:
    """The names under which a table lists each word."""
    found: dict[str, list[str]] = {}
    for name, words in (table if isinstance(table, dict) else {}).items():
        for word in words:
            found.setdefault(str(word), []).append(str(name))
    return {word: tuple(names) for word, names in found.items()}


def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in words)


def _like(word: str, measure: str) -> bool:
    return any(word[:_STEM] == part[:_STEM] for part in measure.replace(":", "_").split("_") if len(part) >= _STEM - 1)
