"""The noun phrase that a number counts, and its head: "11,000 North Korean troops", "42 “combat engagements”", "292 hurt"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from stemma.core.packs import Pack, read_tsv
from stemma.reading.amounts.run import Run

_LONGEST: Final = 8  # words of a counted phrase
_BASE_LONGEST: Final = 16  # words of what a share is a share of
_SHORT: Final = 6
_BODY: Final = 7  # words from "50-strong" to its noun
_OPEN: Final = "“\"'‘«"
_OWNER: Final = ("'s", "’s")
_CLOSE: Final = "”\"'’»"


class Counted(NamedTuple):
    """A counted phrase: tokens [first:last], its head in lower case and singular, whether it means people."""

    first: int
    last: int
    head: str
    persons: bool


class NounReader:
    """Reads the counted phrase behind a number."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Any] = pack.tables.get("nouns", {})
        persons: Mapping[str, Any] = table.get("persons", {})
        nouns: Mapping[str, Any] = table.get("nouns", {})
        stops: Mapping[str, Any] = table.get("stops", {})
        demonyms, self._nationals = _demonyms(pack.language)
        self._persons = frozenset([*str(persons.get("nouns", "")).split(), *persons.get("counted", ())])
        movements = [a.lower() for actor in pack.actors.values() if actor.kind == "group" for a in actor.adjectives]
        self._peoples = frozenset([*demonyms, *movements])
        self._cardinals = frozenset(pack.tables.get("numbers", {}).get("cardinals", {}))
        self._scales = frozenset(pack.tables.get("numbers", {}).get("scales", {}))
        strong: Mapping[str, Mapping[str, list[str]]] = table.get("strong", {})
        self._bodies, self._made_by = (_turned(strong.get(k, {})) for k in ("of", "by"))
        self._participles = frozenset(str(persons.get("participles", "")).split())
        self.victims, self.fates = frozenset(persons.get("victims", ())), frozenset(persons.get("fates", ()))
        self._plural = frozenset(str(nouns.get("plural", "")).split())
        self._singular: dict[str, str] = dict(nouns.get("singular", {}))
        self._not_plural = frozenset(str(nouns.get("not_plural", "")).split())
        self.stops = frozenset(str(stops.get("words", "")).split())
        self._passed = frozenset(stops.get("passed", ()))
        self._more = frozenset(stops.get("more", ()))
        self._pronouns = frozenset(stops.get("pronouns", ()))
        self.openers = frozenset(stops.get("openers", ()))
        self._auxiliaries = frozenset(stops.get("auxiliaries", ()))
        self._subjects = frozenset(stops.get("subjects", ()))
        self._personal = tuple(persons.get("endings", ()))
        self._others, self._left = (frozenset(stops.get(k, ())) for k in ("others", "left"))
        self._base_stops, self._base_verbs = (frozenset(stops.get(k, ())) for k in ("base_stops", "base_verbs"))

    def strong(self, run: Run, i: int) -> Counted | None:
        """Who makes up a body of so many that is named behind "strong": "a 50-strong rescue team"."""
        made = ""
        for at in range(i, min(run.end, i + _BODY)):
            norm = run.norm(at)
            made = self._made_by.get(norm, made)
            if norm in self._bodies and run.norm(at + 1) not in self._bodies:
                head = made or self._bodies[norm]
                return Counted(i, at + 1, head, head in self._persons)
            if norm in self.stops or not (norm[:1].isalpha() or norm == "-"):
                break
        return None

    def read(self, run: Run, i: int, single: bool = False) -> Counted | None:
        """The phrase counted by a number that ends before token i; `single` for "one", which counts a singular."""
        norm = run.norm(i)
        if not norm:
            return None
        if norm == "of":
            return self._after_of(run, i + 1)
        if norm in _OPEN:
            inner = self._phrase(run, i + 1, single)
            closed = inner is not None and run.norm(inner.last) and run.norm(inner.last) in _CLOSE
            return Counted(i, inner.last + 1, inner.head, inner.persons) if inner is not None and closed else inner
        return self._behind_passed(run, i, single) if norm in self._passed else self._phrase(run, i, single)

    def _behind_passed(self, run: Run, i: int, single: bool) -> Counted | None:
        """ "21 confirmed dead", "12 feared drowned", "nine more villages", "three others"."""
        step = i + 1
        while run.norm(step) in self._passed:
            step += 1
        if run.norm(step) in self._participles:
            return self._phrase(run, step, single)
        if run.norm(i) in self._others:
            return Counted(i, i + 1, "other", True)
        if run.norm(i) in self._left:
            return None
        return self._phrase(run, i + 1 if run.norm(i) in self._more else i, single)

    def _after_of(self, run: Run, i: int) -> Counted | None:
        """Of them children, of its soldiers, of the 136 stations, of North Korean troops, of the wounded."""
        if run.norm(i) in self._pronouns:
            following = run.norm(i + 1)
            ends = not following or following in self.stops or following in self._auxiliaries
            return None if ends else self._phrase(run, i + 1, False)
        first = i
        while run.norm(i) in self.openers or (run.norm(i).endswith(_OWNER) and run.norm(i) != "it's"):
            i += 1  # of the country's 30 districts
        while (i > first or run.digit(i)) and (run.digit(i) or run.norm(i) in self._cardinals or run.norm(i) in self._scales):
            i += 1  # of its 136 stations
        return None if not run.norm(i) or run.digit(i) else self._phrase(run, i, False)

    def _phrase(self, run: Run, i: int, single: bool) -> Counted | None:
        best, at, end = -1, i, min(run.end, i + _LONGEST)
        while at < end:
            if self._bridges(run, i, at, best):
                at += 1
                continue
            norm = run.norm(at)
            named = single and at > i and run.capital(at) and not run.capital(at - 1)  # "on one subject Baku is silent"
            second = norm in self._cardinals and run.norm(at + 1) not in ("-", "‑")  # "374 | three days earlier"
            if named or second or norm in self.stops or not (norm[0].isalpha() or norm[0] in _OPEN):
                break
            if self._names_plural(norm, run.text(at)):
                if best >= 0 and at > best + 1:
                    break
                best = at
            elif best >= 0:
                if norm in self._participles or not self._compound(run, at):
                    break
                best = at
            elif norm in self._participles and not self._describes(run, at):
                best = at
                break
            at += 1
        if best < 0 and at > i and run.norm(at - 1) in self._nationals and run.capital(at - 1):
            best = at - 1  # 12 Chinese were held
        if best < 0 and single and at > i:
            best = self._single_head(run, i, at)
        return self._found(run, i, best) if best >= 0 else None

    def _found(self, run: Run, i: int, best: int) -> Counted:
        head = self.singular(run.norm(best))
        people = head in self._persons or run.norm(best) in self._participles or (head in self._peoples and run.capital(best))
        people = people or (head.endswith(self._personal) and len(head) > _SHORT)  # herdsman, townsfolk
        return Counted(i, best + 1, head, people)

    def _bridges(self, run: Run, i: int, at: int, best: int) -> bool:
        """Signs and numbers inside a phrase: first-team players, F-16 jets, Model 3 sedans, Kurdish and Arab fighters."""
        if at == i:
            return False
        norm = run.norm(at)
        if norm == "-":
            return run.tight(at) and run.tight(at + 1)
        if best >= 0:
            return False
        if run.digit(at):
            return run.norm(at - 1) == "-" or run.capital(at - 1)
        return norm in ("and", "or", "&") and run.capital(at - 1) and run.capital(at + 1)

    def _single_head(self, run: Run, i: int, at: int) -> int:
        """The head of a singular phrase: the last word for people in it, or its last word before a stop."""
        for k in range(at - 1, i - 1, -1):
            if run.norm(k) in self._persons or (k == i and run.norm(k) in self._participles):
                return k
        return min(at, i + 3) - 1

    def _describes(self, run: Run, at: int) -> bool:
        """True where a participle only describes what follows: dead soldiers, wounded North Korean troops."""
        for k in range(at + 1, at + 4):
            norm = run.norm(k)
            if norm in self.stops or not norm[:1].isalpha():
                return False
            if self._names_plural(norm):
                return True
        return False

    def _compound(self, run: Run, at: int) -> bool:
        """True where a word after a plural is part of the noun: "United States troops"."""
        following = run.norm(at + 1)
        return run.capital(at - 1) and bool(following) and self._names_plural(following) and not run.norm(at).endswith("ed")

    def _names_plural(self, norm: str, text: str = "") -> bool:
        if norm in self._plural or norm in self._singular:
            return True
        if norm.endswith("s") and len(norm) > 3:
            if norm.endswith("is"):
                return norm[:-1] in self._peoples  # Bangladeshis, no crisis
            return not norm.endswith(("ss", "us", "'s")) and norm not in self._not_plural
        if text[:-1].isupper() and text[-1:] == "s" and len(text) > 2:
            return True  # POWs, MPs
        return norm.endswith(("men", "people", "folk")) and len(norm) > 3

    def person(self, norm: str) -> bool:
        """True for a noun for people, in the singular."""
        return norm in self._persons

    def plural(self, norm: str) -> bool:
        """True of a plural noun."""
        return self._names_plural(norm)

    def singular(self, norm: str) -> str:
        """The singular of a noun."""
        if norm in self._singular or norm in self._participles:
            return self._singular.get(norm, norm)
        if norm.endswith("men") and len(norm) > 4:
            return norm[:-2] + "an"
        if norm.endswith("is") and norm[:-1] in self._peoples:
            return norm[:-1]
        if norm.endswith("people") and len(norm) > 6:
            return norm[:-6] + "person"
        if not norm.endswith("s") or norm.endswith(("ss", "us", "is")) or len(norm) < 3:
            return norm
        if norm.endswith("ies") and len(norm) > 4:
            return norm[:-3] + "y"
        return norm[:-2] if norm.endswith(("ches", "shes", "sses", "xes", "zzes")) else norm[:-1]

    def base(self, run: Run, i: int) -> tuple[int, int] | None:
        """The base of a share: tokens behind "of", with a relative clause but without what follows it in the sentence."""
        return self.base_from(run, i + 1) if run.norm(i) == "of" and i + 1 < run.end else None

    def base_from(self, run: Run, first: int) -> tuple[int, int] | None:
        """The base that begins at a token."""
        at, clause = first, False
        while at < min(run.end, first + _BASE_LONGEST):
            norm = run.norm(at)
            clause = clause or norm in self._subjects
            if norm in self._base_verbs:
                if not clause:
                    break
                clause = False
            if norm in self._base_stops or not (norm[0].isalnum() or norm in "-‑%$'’“”\"€£"):
                break
            if norm in self._auxiliaries and at > first and not self._inside_clause(run, first, at):
                break
            at += 1
        kept = self._pronouns | self._subjects
        while at > first and run.norm(at - 1) in self.stops and run.norm(at - 1) not in kept:
            at -= 1
        return (first, at) if at > first else None

    def _inside_clause(self, run: Run, first: int, at: int) -> bool:
        """True for the verb of a relative clause: "the land it had gained", "the territory Ukraine has lost"."""
        before = run.norm(at - 1)
        if before in self._subjects:
            return before != "that" or at - 1 > first
        lower = at - first >= 3 and not run.capital(at - 2) and run.norm(at - 2) not in self.stops
        return lower and run.capital(at - 1) and run.norm(first) in self.openers


def _turned(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: head for head, words in table.items() for word in words}


def peoples(language: str) -> frozenset[str]:
    """The names for members of peoples, in the singular: korean, rwandan."""
    return frozenset(_demonyms(language)[0])


def _demonyms(language: str) -> tuple[list[str], frozenset[str]]:
    """The last words of the names for peoples, in the singular, and those among them that take no -s."""
    words = [d.split()[-1].lower() for row in read_tsv(language, "countries.tsv") for d in row[3].split("|") if d]
    bare = frozenset(w for w in words if not w.endswith("s") or w.endswith("ss"))
    return [w if w in bare else w[:-1] for w in words], bare
