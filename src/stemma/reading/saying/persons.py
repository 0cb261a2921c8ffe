"""Persons, organisations and outlets known by the shape of their names alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.reading.saying.cues import Lexicon


class Name(NamedTuple):
    """A name found by its shape."""

    start: int
    end: int
    name: str
    kind: str


_WORD: Final = r"(?:[Aa]l|[Ee]l|[Aa]s|[Aa]n|[Aa]r|[Aa]sh|[Aa]d)-[A-ZÀ-Ž][\w’'-]+|[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*[\w’']|[A-Z]\.?"
_JOINT: Final = r"(?:of|for|and|on|al|el|bin|ibn|de|da|del|di|du|la|van|von|der)(?=[ \u00a0](?:the |[A-ZÀ-Ž]))(?: the)?"
_SEQUENCE: Final = re.compile(rf"(?:{_WORD})(?:[ \u00a0](?:(?:{_WORD})|{_JOINT}))*")
_ACRONYM: Final = re.compile(r" \(([A-Z][A-Za-z-]{1,9})\)")
_APPOSED: Final = re.compile(r", (?:an? [a-z]|the [a-z]|who\b|whose\b|\d\d,|[a-z-]+ (?:of|for|at) )")
_FULL: Final = (2, 4)  # how many words a person's name has


class PersonFinder:
    """Finds names by titles, by the verbs beside them, and by words such as "Institute"."""

    def __init__(self, pack: Pack, places: Iterable[str]) -> None:
        roles = pack.tables.get("roles", {})
        names = roles.get("names", {})
        self._titles = frozenset(str(names.get("titles", "")).split())
        self._particles = frozenset(str(names.get("particles", "")).split())
        self._organisations = frozenset(str(names.get("organisations", "")).split())
        self._outlets = frozenset(str(names.get("outlets", "")).split())
        self._periodicals = frozenset(str(names.get("periodicals", "")).split())
        self._first_joints, self._addressed = (frozenset(str(names.get(k, "")).split()) for k in ("first_joints", "addressed"))
        self._starters = frozenset(str(names.get("starters", "")).split())
        between = "|".join(map(re.escape, str(names.get("between", "")).split()))
        self._word_after = re.compile(rf"(?:,? (?:{between}) )?[ ,]*(\w+)")
        self._roles = frozenset(str(roles.get("roles", "")).split())
        self._places = frozenset(places)
        self._bodies = frozenset(str(roles.get("bodies", "")).split())
        self._saying = frozenset(
            f for f, v in Lexicon(pack).verbs.items() if v[-1].mode in ("say", "confirm", "promise", "deny", "demand", "think", "forecast")
        )
        self._times = frozenset(str(pack.tables.get("tagging", {}).get("times", "")).split())

    def find(self, text: Text) -> list[Name]:
        """Names in order of place; a surname or an acronym stands for the full name met before."""
        found: list[Name] = []
        short: dict[str, Name] = {}
        for m in _sequences(text.text):
            words = m.group()
            if " " not in words and "\u00a0" not in words and _bare(words) not in short:
                continue  # a word alone is a name only where it stands for one met before
            for name in self._read(text.text, m.start(), words, short):
                found.append(name)
                if name.kind == "person":
                    short.setdefault(name.name.split()[-1], name)
                else:
                    acronym = _ACRONYM.match(text.text, name.end)
                    if acronym:
                        short.setdefault(acronym.group(1), name)
        return found

    def _read(self, text: str, start: int, words: str, short: dict[str, Name]) -> Iterator[Name]:
        parts = _parts(start, words)
        while (
            parts
            and (parts[0][1].lower() in self._starters or parts[0][1] in self._first_joints)
            and parts[0][1].lower() not in self._addressed
        ):
            if len(parts) > 1 and parts[0][1] == "The" and parts[-1][1] in self._outlets:
                break
            parts = parts[1:]
        if not parts:
            return
        joint = self._of_office(parts)
        if joint:  # "General Omar Haddad of the General Staff": a person, then a body
            yield from self._read(text, start, words[: parts[joint][0] - start], short)
            parts = parts[joint + 1 :]
        whole = self._organisation(parts)
        if whole:
            yield whole
            return
        titled, rest = self._untitled(parts)
        if not rest:
            return
        rest = self._trimmed(rest)
        known = self._known(text, rest, titled, short)
        if known:
            yield known
        elif self._is_person(text, rest, titled):
            end = rest[-1][0] + len(_bare(rest[-1][1]))
            first = parts[0][0] if titled else rest[0][0]
            yield Name(first, end, " ".join(_bare(p[1]) for p in rest), "person")

    def _of_office(self, parts: list[tuple[int, str]]) -> int:
        """Where "of" stands behind a title and a name; 0 where it does not."""
        joint = next((k for k, part in enumerate(parts) if part[1] == "of"), 0)
        titles, name = self._untitled(parts[:joint]) if joint else (False, [])
        return joint if titles and 0 < len(name) <= _FULL[1] and not any(_bare(w) in self._organisations for _, w in name) else 0

    def _organisation(self, parts: list[tuple[int, str]]) -> Name | None:
        """ "Kestrel Mapping Group", "Observatory for Human Rights": at least two words, one of them telling."""
        if len(parts) < 2:
            return None
        bare = [_bare(p[1]) for p in parts]
        telling = [k for k, w in enumerate(bare) if w in self._organisations]
        outlet = bare[-1] in self._outlets and (not telling or telling[-1] < len(bare) - 1 or bare[0] == "The")
        outlet = outlet or (bare[0] in self._periodicals and len(bare) <= _FULL[1] and not telling)
        if not telling and not outlet:
            return None
        last = len(bare) if outlet or any(w in ("for", "of") for w in bare) else telling[-1] + 1
        if last < 2 or (last == 2 and bare[0].lower() in self._titles):
            return None
        end = parts[last - 1][0] + len(bare[last - 1])
        return Name(parts[0][0], end, " ".join(bare[:last]), "outlet" if outlet else "institution")

    def _untitled(self, parts: list[tuple[int, str]]) -> tuple[bool, list[tuple[int, str]]]:
        """The name without the titles and nationality before it."""
        titled = False
        k = 0
        while k < len(parts):
            word = _bare(parts[k][1])
            if word.lower().rstrip(".") in self._titles or word.lower().split("-")[0] in self._titles:
                titled = True
            elif word not in self._places or len(parts) - k < 2:
                break
            k += 1
        return titled, parts[k:]

    def _trimmed(self, parts: list[tuple[int, str]]) -> list[tuple[int, str]]:
        for k, part in enumerate(parts):
            if part[1] in ("of", "for", "and", "on") or part[1].lower() in self._times:
                return parts[:k]
            if part[1].endswith(("'s", "’s")):
                return parts[: k + 1]
        return parts

    def _known(self, text: str, rest: list[tuple[int, str]], titled: bool, short: dict[str, Name]) -> Name | None:
        if len(rest) != 1:
            return None
        word = _bare(rest[0][1])
        full = short.get(word)
        return Name(rest[0][0], rest[0][0] + len(word), full.name, full.kind) if full else None

    def _is_person(self, text: str, rest: list[tuple[int, str]], titled: bool) -> bool:
        if (
            not rest
            or _bare(rest[0][1]) in self._places
            or " ".join(_bare(p[1]) for p in rest) in self._places
            or rest[0][1].lower() in self._times
        ):
            return False
        if _bare(rest[-1][1]).lower() in self._bodies:
            return False  # "the General Staff", "the Defence Ministry"
        if titled:
            return len(rest) <= _FULL[1] and len(_bare(rest[0][1])) > 1
        if not _FULL[0] <= len(rest) <= _FULL[1] or not all(any(c.isupper() for c in p[1]) or p[1] in self._particles for p in rest):
            return False
        if any(_bare(p[1]).isupper() and len(p[1]) > 2 for p in rest):
            return False
        return self._speaks(text, rest[0][0], rest[-1][0] + len(rest[-1][1]))

    def _speaks(self, text: str, start: int, end: int) -> bool:
        """A verb of saying beside it, a role before it, or an apposition that tells who it is."""
        after = self._word_after.match(text, end, end + 40)
        if after and after.group(1).lower() in self._saying:
            return True
        if text.startswith(", ", end) and _APPOSED.match(text, end, end + 24):
            return True
        before = _word_before(text, max(0, start - 24), start).lower()
        return before in self._saying or before in self._roles


def _sequences(text: str) -> Iterator[re.Match[str]]:
    """What _SEQUENCE finds; a text without "al-Aswad" is searched from its capitals alone, which is faster."""
    if _HYPHENED.search(text):
        yield from _SEQUENCE.finditer(text)
        return
    end = 0
    for capital in _CAPITAL.finditer(text):
        found = _SEQUENCE.match(text, capital.start()) if capital.start() >= end else None
        if found is not None:
            end = found.end()
            yield found


_HYPHENED: Final = re.compile(r"-(?:(?<=[Aa][lsnrd]-)|(?<=[Ee]l-)|(?<=[Aa]sh-))[A-ZÀ-Ž]")
_CAPITAL: Final = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž]")
_ENDING: Final = re.compile(r"['’]s$|[.,'’]+$")


def _parts(start: int, words: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for word in words.replace("\u00a0", " ").split(" "):
        if word:
            found.append((start, word))
        start += len(word) + 1
    return found


def _word_before(text: str, low: int, high: int) -> str:
    """The word before a name, with a blank and at most a comma between, "" where none stands."""
    if high <= low or text[high - 1] != " ":
        return ""
    end = high - 2 if high - 2 >= low and text[high - 2] == "," else high - 1
    at = end
    while at > low and (text[at - 1].isalnum() or text[at - 1] in "_-"):
        at -= 1
    return text[at:end]


def _bare(word: str) -> str:
    return (_ENDING.sub("", word) or word) if word[-1:] in _LAST else word


_LAST: Final = ("s", ".", ",", "'", "’", "\n", "")  # a word that ends otherwise is bare already
