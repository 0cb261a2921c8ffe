"""A text cut into pieces finer than words ("mar4", "340pm", "1p.m."), and the classes of a register to look them up in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

_BESIDE = ("near_month", "near_weekday", "near_clock", "near_day", "behind_day", "counted", "modal", "range", "ago", "later", "of", "on")


class Piece(NamedTuple):
    """A run of digits, of letters, or one sign."""

    norm: str
    start: int
    end: int
    glued: bool  # no space before it


class Lexicon:
    """The classes of a register's table; a word may stand in several."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.table = table
        classes: dict[str, dict[str, Any]] = {}
        for name, values in table.get("values", {}).items():
            classes[name] = dict(values)
        for name, words in table.get("words", {}).items():
            classes[name] = {word: word for word in words}
        self.classes = classes
        self.grammar: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in table.get("grammar", {}).items()}
        self.parts: dict[str, str] = dict(table.get("parts", {}))  # of words: "ish", "bi"
        told = table.get("cut", {})
        whole = "|".join([*told.get("whole", ()), r"\d+", r"[^\W\d_]+", r"[^\w\s]"])
        self.piece = re.compile(whole, re.IGNORECASE)
        self.spelt: dict[str, str] = dict(told.get("spelt", {}))
        opening = [name for name in classes if name not in _BESIDE]
        phrased = ("before", "feast", "offsets", "zone_names")
        self.openings = frozenset(  # words with which a time can begin, so that all others are passed by quickly
            [
                *(word for name in opening for word in classes[name]),
                *(p.split()[0] for name in phrased for p in table.get(name, {})),
                *table.get("openings", {}).get("words", ()),
            ]
        )
        self.phrases: dict[str, dict[str, list[tuple[tuple[str, ...], Any]]]] = {
            name: _phrases(table.get(name, {})) for name in ("before", "behind", "feast", "offsets", "zone_names")
        }

    def says(self, word: str, name: str) -> bool:
        """True for one of the small words of a name."""
        return word in self.grammar[name]


def _phrases(table: Mapping[str, Any]) -> dict[str, list[tuple[tuple[str, ...], Any]]]:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for phrase, value in table.items():
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, value))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """The pieces of a text, the words to look them up in, and the time of speaking."""

    text: str
    pieces: tuple[Piece, ...]
    words: Lexicon
    now: datetime

    def without(self, first: int, last: int) -> Line:
        """The line without the pieces [first:last]."""
        return Line(self.text, self.pieces[:first] + self.pieces[last:], self.words, self.now)

    def norm(self, at: int) -> str:
        """The piece in small letters, "" outside of the text."""
        return self.pieces[at].norm if 0 <= at < len(self.pieces) else ""

    def get(self, at: int, name: str) -> Any:
        """What the piece stands for in a class, None where it is not of the class."""
        return self.words.classes[name].get(self.pieces[at].norm) if 0 <= at < len(self.pieces) else None

    def has(self, at: int, name: str) -> bool:
        """True where the piece is of the class."""
        return 0 <= at < len(self.pieces) and self.pieces[at].norm in self.words.classes[name]

    def near(self, at: int, name: str) -> bool:
        """True where the piece is of the class or lies outside of the text, if the class holds ""."""
        return self.norm(at) in self.words.classes[name]

    def digits(self, at: int, *lengths: int) -> bool:
        """True for a piece of digits, of one of these lengths where some are given."""
        norm = self.norm(at)
        return norm.isdecimal() and (not lengths or len(norm) in lengths)

    def glued(self, at: int) -> bool:
        """True where no space stands before the piece."""
        return 0 < at < len(self.pieces) and self.pieces[at].glued

    def said(self, at: int) -> str:
        """The piece as written."""
        return self.text[self.pieces[at].start : self.pieces[at].end] if 0 <= at < len(self.pieces) else ""

    def phrase(self, at: int, name: str) -> tuple[int, Any] | None:
        """The longest phrase of a table that begins here: where it ends, and what it stands for."""
        if self.norm(at) in ("<", ">") and self.glued(at):
            return None  # "<div>6pm</div>"
        for words, value in self.words.phrases[name].get(self.norm(at), ()):
            if all(self.norm(at + i) == word for i, word in enumerate(words)):
                return at + len(words), value
        return None

    def word(self, at: int, name: str) -> bool:
        """True where the piece is one of the small words that the register's grammar gives this name; "" stands outside of the text."""
        return (self.pieces[at].norm if 0 <= at < len(self.pieces) else "") in self.words.grammar[name]

    def skip(self, at: int, name: str) -> int:
        """One piece further where one of the small words of this name stands here."""
        return at + 1 if 0 <= at < len(self.pieces) and self.pieces[at].norm in self.words.grammar[name] else at


def cut(text: str, words: Lexicon, now: datetime) -> Line:
    """The text in pieces."""
    pieces: list[Piece] = []
    end = -1
    for match in words.piece.finditer(text):
        norm = match[0].lower().replace("’", "'").replace("´", "'")
        norm = words.spelt.get(norm, norm)
        pieces.append(Piece(norm, match.start(), match.end(), match.start() == end))
        end = match.end()
    return Line(text, tuple(pieces), words, now)
