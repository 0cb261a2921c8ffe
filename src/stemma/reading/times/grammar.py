"""Word classes and patterns over them: a text becomes a string of one sign per token, searched by regular expressions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

import msgspec

from stemma.core.text import Token

_NUMBERS: Final = ("dd", "nth", "bignth", "num", "num2", "year4", "dotted")
_NAME: Final = re.compile(r"[a-z_]+[a-z_0-9]*")
_DOTTED: Final = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})|\d{4}\.\d{1,2}\.\d{1,2}")
_NTH: Final = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_DIGITS: Final = re.compile(r"[\d.,]+")
_ALIASES: Final = {"unit_word": "unit", "year": "unit"}  # told apart by the patterns only
_OTHER: Final = "\0"
_FIRST_SIGN: Final = 0xE000  # private use: no sign of the pattern language lies there


class Part(NamedTuple):
    """A token in a match: its class, what its word stands for, and the token."""

    name: str
    value: Any
    token: Token


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A pattern's match: which builder reads it, and its tokens [first:last]."""

    build: str
    first: int
    last: int
    parts: tuple[Part, ...]

    def get(self, *names: str) -> Any:
        """The value of the first part of one of these classes, None where there is none."""
        for part in self.parts:
            if part.name in names:
                return part.value
        return None

    def has(self, *names: str) -> bool:
        """True where a part is of one of these classes."""
        for part in self.parts:  # noqa: SIM110 - a plain loop runs several times faster than any()
            if part.name in names:
                return True
        return False

    def at(self, *names: str) -> int:
        """The place of the first part of one of these classes, -1 where there is none."""
        return next((i for i, p in enumerate(self.parts) if p.name in names), -1)

    def cut(self, first: int, last: int) -> Found:
        """A shorter match, by places among the parts."""
        return Found(build=self.build, first=self.first + first, last=self.first + last, parts=self.parts[first:last])


_REMEMBERED: Final = 20_000  # words whose signs one grammar keeps, and runs of signs that it has searched


class _Hit(NamedTuple):
    """Where a pattern stands in a run of signs, and the number of its rule, from 1."""

    first: int
    last: int
    rule: int


class Grammar:
    """The classes and patterns of a table, ready to search tokens."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._words: dict[str, tuple[str, Any]] = {}
        signs: dict[str, str] = {}
        cased = set(table.get("cased", {}).get("classes", ()))
        for name, words in (*table.get("values", {}).items(), *table.get("words", {}).items()):
            signs[name] = chr(_FIRST_SIGN + len(signs))
            for word in words:
                self._words[word] = (name, words[word] if isinstance(words, Mapping) else word)
        for name in _NUMBERS:
            signs[name] = chr(_FIRST_SIGN + len(signs))
        self._signs = signs
        self._names = {sign: name for name, sign in signs.items()}
        self._cased = frozenset(cased)
        self._known: dict[str, str] = {}
        self._hits: dict[tuple[str, int], _Hit | None] = {}
        macros = table.get("macros", {})
        self._builds = [str(rule["build"]) for rule in table.get("rules", ())]
        patterns = [_expand(str(rule["pattern"]), macros, signs) for rule in table.get("rules", ())]
        # The empty group behind a pattern tells which one it was; around it, it would hide the first sign from the engine.
        self._union = re.compile("|".join(f"(?:{p})()" for p in patterns))
        core = "".join(signs[n] for n in table.get("core", {}).get("classes", ()) if n in signs)
        self._run = re.compile(f"[^{_OTHER}]*[{core}][^{_OTHER}]*")

    def signs(self, tokens: tuple[Token, ...]) -> str:
        """One sign per token."""
        known, sign = self._known, self._sign
        if len(known) >= _REMEMBERED:
            known.clear()
        return "".join([known.get(t.text) or known.setdefault(t.text, sign(t)) for t in tokens])

    def name(self, signs: str, at: int) -> str:
        """The class of a token, "" where it has none or stands outside."""
        return self._names.get(signs[at], "") if 0 <= at < len(signs) else ""

    def walk(self, tokens: tuple[Token, ...], signs: str, take: Callable[[Found], int]) -> None:
        """Hand each match, from left to right, to `take`, which answers at which token to go on (0: one further)."""
        for run in self._run.finditer(signs):
            start, at = run.start(), run.start()
            while at < run.end():
                hit = self._next(run.group(), at - start)
                if hit is None:
                    break
                first, last, rule = start + hit.first, start + hit.last, hit.rule
                if tokens[first].sentence != tokens[last - 1].sentence:  # what begins in one sentence ends in it
                    last = next(i for i in range(first, last) if tokens[i].sentence != tokens[first].sentence)
                    match = self._union.match(signs, first, last)
                    if match is None:
                        at = first + 1
                        continue
                    last, rule = match.end(), match.lastindex or 1
                parts = tuple([self._part(tokens[i], signs[i]) for i in range(first, last)])
                at = max(take(Found(build=self._builds[rule - 1], first=first, last=last, parts=parts)), first + 1)

    def _next(self, run: str, at: int) -> _Hit | None:
        """The first pattern in a run of signs, from a place on; remembered, for what times are made of comes again and again."""
        key = (run, at)
        if key not in self._hits:
            if len(self._hits) >= _REMEMBERED:
                self._hits.clear()
            match = self._union.search(run, at)
            self._hits[key] = None if match is None else _Hit(match.start(), match.end(), match.lastindex or 1)
        return self._hits[key]

    def _part(self, token: Token, sign: str) -> Part:
        name = self._names.get(sign, "")
        word = _bare(token.norm)
        entry = self._words.get(word)
        return Part(_ALIASES.get(name, name), entry[1] if entry else _number(word), token)

    def _sign(self, token: Token) -> str:
        norm = token.norm
        entry = self._words.get(norm)
        if entry is None:
            if "0" <= norm[0] <= "9":
                return self._signs[_numeric(norm)]
            if norm is token.key:
                return _OTHER
            entry = self._words.get(token.key)
            if entry is None:
                return _OTHER
        name = entry[0]
        if name in self._cased and not token.text[0].isupper():
            return _OTHER
        return self._signs[name]


def _bare(norm: str) -> str:
    return norm[:-2] if norm.endswith("'s") else norm


def _numeric(norm: str) -> str:
    if norm.isascii() and norm.isdigit():
        number = int(norm[:9])
        if len(norm) == 4:
            return "year4" if 1000 <= number < 2200 else "num"
        if len(norm) <= 2:
            return "dd" if 1 <= number <= 31 else "num2"
        return "num"
    nth = _NTH.fullmatch(norm)
    if nth:
        return "nth" if 1 <= int(nth.group(1)) <= 31 else "bignth"
    return "dotted" if _DOTTED.fullmatch(norm) else "num"


def _number(norm: str) -> float | None:
    digits = _DIGITS.match(norm)
    if digits is None:
        return None
    plain = digits.group().rstrip(".,").replace(",", "")
    try:
        return float(plain) if len(plain) < 15 else None
    except ValueError:
        return None


def _expand(pattern: str, macros: Mapping[str, str], signs: Mapping[str, str]) -> str:
    def put(match: re.Match[str]) -> str:
        name = match.group()
        if name in macros:
            return "(?:" + _expand(macros[name], macros, signs) + ")"
        return signs[name]

    return "".join(_NAME.sub(put, piece) for piece in pattern.split())
