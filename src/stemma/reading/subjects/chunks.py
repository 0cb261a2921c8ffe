"""The noun phrases of a sentence, by its letters: each with what governs it, what follows it and what it is like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from stemma.core.text import Sentence
from stemma.core.types import Span
from stemma.reading.saying.scene import Scene

_WITHIN: Final = "djnNG#u'I"  # letters of a noun phrase (see tagging)
_NOUNS: Final = "nNu"
_AFTER_NOUN: Final = "nNG"
_OPENS_NOUN: Final = "djG#oN"  # before a cue word that is a noun
_VERBS: Final = "VvuB"
_OF_PHRASES: Final = 2  # "the head | of the council | of elders"


class Chunk(msgspec.Struct, frozen=True):
    """A noun phrase: its tokens [first:last], its head, and how it hangs on others."""

    first: int
    last: int
    head: int
    owner: bool = False  # "Ukraine's" of "Ukraine's losses"
    joined: int = 0  # so many phrases behind "of" are in it
    part: bool = False  # hangs on the phrase before by "of"


class Phrase(msgspec.Struct, frozen=True):
    """A noun phrase of a sentence, with what it says of itself."""

    chunk: Chunk
    name: str
    actor: str
    span: Span
    words: frozenset[str]  # of the name
    joins: tuple[str, str, str]  # how it hangs on others, what its head is, how many phrases are in it
    speaks: bool  # it says so
    counted: bool  # with a number of its own
    signs: tuple[str, ...]


def chunks(scene: Scene, sentence: Sentence, cuts: Sequence[int]) -> list[Chunk]:
    """The noun phrases of a sentence in order of place, the longer ones of those that begin together last; `cuts`: where amounts begin."""
    found: list[Chunk] = []
    tags, at, last = scene.tags, sentence.first, sentence.last
    plain: list[Chunk] = []
    while at < last:
        if tags[at] not in "djnNG#u":
            at += 1
            continue
        end = _end(tags, at, last, cuts)
        plain += _made(tags, at, end)
        at = max(end, at + 1)
    for i, chunk in enumerate(plain):
        part = chunk.first > sentence.first and tags[chunk.first - 1] == "o"
        found.append(Chunk(chunk.first, chunk.last, chunk.head, chunk.owner, 0, part))
        if not chunk.owner:
            end, k, joined = chunk.last, i + 1, 0
            while joined < _OF_PHRASES and (following := _behind_of(tags, plain, k, end)) >= 0:
                end, k, joined = plain[following].last, following + 1, joined + 1
                found.append(Chunk(chunk.first, end, chunk.head, False, joined, part))
    return found


def _behind_of(tags: str, plain: Sequence[Chunk], k: int, end: int) -> int:
    """Which phrase stands behind the "of" at a token, -1 where none does."""
    if end >= len(tags) or tags[end] != "o":
        return -1
    while k < len(plain) and plain[k].first <= end + 1:
        if plain[k].first == end + 1 and not plain[k].owner:
            return k
        k += 1
    return -1


def _end(tags: str, at: int, last: int, cuts: Sequence[int]) -> int:
    """Where the noun phrase ends that begins at a token."""
    end, noun = at, False
    while end < last and tags[end] in _WITHIN:
        letter = tags[end]
        if end > at:
            before = tags[end - 1]
            if letter == "d" and before != "d":
                break
            if (noun and letter == "#" and before in _AFTER_NOUN) or (end in cuts and before != "d"):
                break
            if letter == "u" and before not in _OPENS_NOUN:
                break
            if letter == "I" and tags[end + 1 : end + 2] not in ("n", "N", "u"):
                break
        noun = noun or letter in _NOUNS
        end += 1
    return end


def _made(tags: str, first: int, last: int) -> list[Chunk]:
    """The phrase between two tokens, before it those that own it."""
    found: list[Chunk] = []
    owners = [i for i in range(first, last) if tags[i] == "G"]
    found += [Chunk(first, i + 1, i, True) for i in owners]
    while last > first and tags[last - 1] not in _NOUNS:
        last -= 1
    if last > first and (not owners or owners[-1] < last - 1):
        found.append(Chunk(first, last, last - 1))
    return found


def governs(scene: Scene, first: int, sentence: Sentence) -> str:
    """What stands before a phrase: a preposition by its word, anything else by its kind."""
    if first <= sentence.first:
        return "start"
    tag, word = scene.tags[first - 1], scene.norm(first - 1)
    if tag in "pPoT":
        return word
    if tag in _VERBS or tag in "Ig":
        return "verb" if tag != "B" else "be"
    return _BEFORE.get(tag, "else")


_BEFORE = {",": "comma", "c": "and", "b": "but", "w": "who", "h": "that", "s": "if", "x": "would", ":": "colon", ";": "semi", "-": "dash"}
_BEHIND = {"B": "be", "x": "would", "V": "verb", "v": "verb", "u": "verb", ",": "comma", ".": "end", "o": "of", "w": "who", "h": "that"}


def follows(scene: Scene, last: int, sentence: Sentence) -> str:
    """What stands behind a phrase."""
    if last >= sentence.last:
        return "end"
    return _BEHIND.get(scene.tags[last], "prep" if scene.tags[last] in "pPT" else "c" if scene.tags[last] == "c" else "else")
