"""Frames by which events are told: a head, what must stand beside it, and what must not; read from the packs' tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from stemma.core.phrases import PhraseTable
from stemma.core.text import Text, Token
from stemma.reading.forms import expand

_OPTION: Final = re.compile(r"\(([^()]*)\)\?")
_BEHIND: Final = 10  # tokens behind the head within which its object stands
_AHEAD: Final = 8  # and before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way in which an event is told."""

    type: str
    order: int
    noun: bool
    negative: bool
    again: bool
    status: str
    status_else: str
    place: bool
    object: PhraseTable[str] | None
    before: PhraseTable[str] | None
    next: frozenset[str]
    not_next: frozenset[str]
    not_before: frozenset[str]


class Fit(NamedTuple):
    """A frame that fits: its head [first:last], and its object (-1, -1 where it needs none)."""

    frame: Frame
    first: int
    last: int
    object: tuple[int, int]
    words: str


class Frames:
    """All frames of a table, found by their heads."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        nouns = {str(k): [str(w) for w in v] for k, v in table.get("nouns", {}).items()}
        heads: dict[str, list[Frame]] = {}
        for order, entry in enumerate(table.get("frames", ())):
            frame = _frame(entry, order, nouns)
            for head in _spelled(entry.get("head", ()), nouns):
                heads.setdefault(head, []).append(frame)
        self._heads = PhraseTable((head, tuple(frames)) for head, frames in heads.items())
        self._first = frozenset(head.split()[0] for head in heads)
        self._passive = frozenset(table.get("status", {}).get("passive", ()))

    def find(self, text: Text) -> list[Fit]:
        """The frames that fit, in order of place; at one head the one that asks for most."""
        tokens = text.tokens
        found: list[Fit] = []
        for i in text.places(self._first):
            if found and i < found[-1].last:
                continue
            sentence = text.sentences[tokens[i].sentence]
            hit = self._heads.at(tokens, i, sentence.last)
            if hit is None:
                continue
            fits = [f for f in (self._fit(frame, hit.first, hit.last, text) for frame in hit.value) if f is not None]
            if fits:
                found.append(max(fits, key=lambda f: (f.object[0] >= 0, f.frame.before is not None, f.frame.order)))
        return found

    def _fit(self, frame: Frame, first: int, last: int, text: Text) -> Fit | None:
        tokens = text.tokens
        sentence = text.sentences[tokens[first].sentence]
        following = tokens[last].norm if last < sentence.last else ""
        previous = tokens[first - 1].norm if first > sentence.first else ""
        if following in frame.not_next or previous in frame.not_before or not _allows(frame.next, following):
            return None
        if frame.before is not None and _seek(frame.before, tokens, max(sentence.first, first - _AHEAD), first) is None:
            return None
        thing = (-1, -1)
        if frame.object is not None:
            found = _seek(frame.object, tokens, last, min(sentence.last, last + _BEHIND))
            auxiliaries = {t.norm for t in tokens[max(sentence.first, first - 2) : first]}
            if found is None and auxiliaries & self._passive:
                found = _seek(frame.object, tokens, max(sentence.first, first - _AHEAD), first)
            if found is None:
                return None
            thing = found
        return Fit(frame, first, last, thing, " ".join(t.norm for t in tokens[first:last]))


def _allows(wanted: frozenset[str], following: str) -> bool:
    """True where the word behind a head is one of those wanted; "#" stands for any number."""
    return not wanted or following in wanted or ("#" in wanted and following[:1].isdigit())


def _seek(table: PhraseTable[str], tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int] | None:
    firsts = table.firsts
    for i in range(first, last):
        token = tokens[i]
        if token.text in _STOPS:
            return None
        hit = table.at(tokens, i, last) if token.key in firsts else None
        if hit is not None:
            return hit.first, hit.last
    return None


_STOPS: Final = frozenset((";", "—", "–", ":"))


def _frame(entry: Mapping[str, Any], order: int, nouns: Mapping[str, Sequence[str]]) -> Frame:
    return Frame(
        type=str(entry.get("type", "")),
        order=order,
        noun=bool(entry.get("noun", False)),
        negative=bool(entry.get("negative", False)),
        again=bool(entry.get("again", False)),
        status=str(entry.get("status", "")),
        status_else=str(entry.get("status_else", "")),
        place=bool(entry.get("place", False)),
        object=_table(entry.get("object", ()), nouns),
        before=_table(entry.get("before", ()), nouns),
        next=frozenset(entry.get("next", ())),
        not_next=frozenset(entry.get("not_next", ())),
        not_before=frozenset(entry.get("not_before", ())),
    )


def _table(words: Iterable[str], nouns: Mapping[str, Sequence[str]]) -> PhraseTable[str] | None:
    spelled = _spelled(words, nouns)
    return PhraseTable((w, w) for w in spelled) if spelled else None


def _spelled(words: Iterable[str], nouns: Mapping[str, Sequence[str]]) -> list[str]:
    """Every form, lists put in for their "@names"."""
    plain = [n for w in words for n in (nouns.get(w[1:], ()) if w.startswith("@") else (w,))]
    forms = expand(_OPTION.sub(r"(|\1)", w) for w in plain)
    return list(dict.fromkeys(" ".join(f.lower().split()) for f in forms))
