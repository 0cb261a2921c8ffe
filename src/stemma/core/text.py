"""A report's text as tokens, sentences and paragraphs, each with its offsets.

Nothing here changes the text: every token and sentence is a span of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final, final

from stemma.core.types import Mark, Span

_REMEMBERED: Final = 50_000  # words whose forms are kept: some megabytes
_Piece = tuple[int, int, str, str, str]  # a token's place in its stretch, the word, in small letters, without a possessive ending
_KNOWN: Final[dict[str, tuple[_Piece, ...]]] = {}  # what _cut says of a stretch between blanks, which no pack changes
_LATELY: Final = 400  # texts, as many as a pile holds at most; those of 300 words take some 20 MB


@final
class Token:
    """A word, number or sign; there are more of these than of anything else, so it is written out: made and asked fastest."""

    __slots__ = ("end", "key", "norm", "sentence", "start", "text")

    def __init__(self, start: int, end: int, text: str, norm: str, sentence: int, key: str) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.norm = norm  # lower case, straight apostrophe
        self.sentence = sentence  # index of its sentence
        self.key = key  # the norm without a possessive ending


@final
class Sentence:
    """A sentence: its offsets, its tokens [first:last], its paragraph; written out as tokens are."""

    __slots__ = ("end", "first", "last", "paragraph", "start")

    def __init__(self, start: int, end: int, first: int, last: int, paragraph: int) -> None:
        self.start = start
        self.end = end
        self.first = first
        self.last = last
        self.paragraph = paragraph

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sentence):
            return NotImplemented
        return self.start == other.start and self.first == other.first and self.last == other.last and self.end == other.end

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.first, self.last))


_TOKEN: Final = re.compile(
    r"[a-zA-Z]++(?![^\W_]|['’.])"  # plain words, most of a text, first because that is faster
    r"|\d+(?:[.,]\d+|[\u00a0\u202f]\d{3})*(?:(?:st|nd|rd|th)\b)?"  # numbers, 1,376.5, ordinals; "12.3m" is two tokens
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W_]+(?:['’][^\W\d_]+)*(?:\.(?=[^\W\d_]{2}))?"  # words, Ukraine's is one token
    r"|\S",
)
_STRETCH: Final = re.compile(r"(?:\S|[\u00a0\u202f])+")
_END: Final = re.compile(  # one set of signs at its beginning lets the engine skip what is none of them
    r"[.!?…\n](?:(?<!\n)[\"'”’»)\]]*(?=\s)"
    r"|(?<=\n)(?:[ \t\r]*\n|(?=\s*[-*•#])|(?<=[^\n.,;:]\n)(?=[A-Z])|(?<=[.!?:;\"”]\n)))"
)
_SHORTENED: Final = (
    "mr mrs ms dr prof gen lt col maj capt sgt cpl rev hon gov sen rep st mt no nos vs etc inc ltd co corp jr sr approx "
    "dept est fig jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun e.g i.e a.m p.m "
    "u.s u.k u.n d.c sq ft mi km cm mm kg ca al"
)
_ABBREVIATIONS: Final = frozenset(_SHORTENED.split())


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its tokens and sentences; `marks` say which stretches are no body."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    marks: tuple[Mark, ...] = ()
    # Looked up once and kept; plain lists and dictionaries, since a cached property is made anew each time where the package is compiled.
    _starts: list[int] = field(default_factory=list, init=False, repr=False, compare=False)
    _ats: list[int] = field(default_factory=list, init=False, repr=False, compare=False)
    _firsts: list[int] = field(default_factory=list, init=False, repr=False, compare=False)
    _capitals: list[list[int]] = field(default_factory=list, init=False, repr=False, compare=False)
    _places: dict[str, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _vocabulary: list[frozenset[str]] = field(default_factory=list, init=False, repr=False, compare=False)
    _keys: dict[int, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _titles: dict[int, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def starts(self) -> list[int]:
        """Where each token starts."""
        if not self._starts:
            self._starts.extend([t.start for t in self.tokens])
        return self._starts

    @property
    def _sentence_starts(self) -> list[int]:
        if not self._firsts:
            self._firsts.extend([s.start for s in self.sentences])
        return self._firsts

    @property
    def capitals(self) -> list[int]:
        """The tokens that begin with a capital letter."""
        if not self._capitals:
            self._capitals.append([i for i, t in enumerate(self.tokens) if t.text[0].isupper()])
        return self._capitals[0]

    @property
    def words(self) -> Mapping[str, list[int]]:
        """Each word of the text in small letters, with the tokens where it stands; one look-up a word instead of one a token."""
        places = self._places
        if not places:
            for i, token in enumerate(self.tokens):
                norm = token.norm
                if norm in places:
                    places[norm].append(i)
                else:
                    places[norm] = [i]
        return places

    def places(self, words: frozenset[str]) -> list[int]:
        """The tokens that are one of these words, in order."""
        known = self.words
        return sorted([i for word in words & self.vocabulary for i in known[word]])

    def times(self, words: frozenset[str]) -> int:
        """How often the text has one of these words."""
        known = self.words
        return sum([len(known[word]) for word in words & self.vocabulary])

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words of the text in small letters; two sets meet by the smaller of them."""
        if not self._vocabulary:
            self._vocabulary.append(frozenset(self.words))
        return self._vocabulary[0]

    def keys(self, sentence: Sentence) -> frozenset[str]:
        """The words of a sentence, without their possessive endings."""
        found = self._keys.get(sentence.first)
        if found is None:
            found = self._keys[sentence.first] = frozenset([t.key for t in self.tokens[sentence.first : sentence.last]])
        return found

    def is_title(self, sentence: Sentence) -> bool:
        """True for a headline in which most words are capitalised."""
        found = self._titles.get(sentence.first)
        if found is None:
            words = [t.text for t in self.tokens[sentence.first : sentence.last] if t.text[0].isalpha() and len(t.text) > 3]
            capital = len([w for w in words if w[0].isupper()])
            found = self._titles[sentence.first] = len(words) >= 4 and capital > 0.7 * len(words)
        return found

    def token_at(self, offset: int) -> int:
        """The index of the token at or after an offset (len(tokens) past the last)."""
        ats = self._ats
        if not ats:  # one entry for each character: asked some hundred times of each text
            for i, token in enumerate(self.tokens):
                ats += [i] * (token.end - len(ats))
        return ats[offset] if 0 <= offset < len(ats) else 0 if offset < 0 else len(self.tokens)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset, or None between sentences."""
        at = self.token_at(offset)
        if at >= len(self.tokens):
            return None
        found = self.sentences[self.tokens[at].sentence]
        return found if found.start <= offset else None

    def sentence_before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before another, or None for the first."""
        at = bisect_left(self._sentence_starts, sentence.start) - 1
        return self.sentences[at] if at >= 0 else None

    def within(self, span: Span | Sentence) -> tuple[Token, ...]:
        """The tokens that start inside a span."""
        first, last = self.token_at(span.start), self.token_at(span.end)
        if first < len(self.tokens) and self.tokens[first].start < span.start:
            first += 1
        if last < len(self.tokens) and self.tokens[last].start < span.end:
            last += 1
        return self.tokens[first:last]

    def marked(self, start: int, end: int) -> bool:
        """True where a span touches a stretch that is not body."""
        return bool(self.marks) and any(m.start < end and start < m.end for m in self.marks)


def segment(text: str, marks: Iterable[Mark] = ()) -> Text:
    """Cut a text into sentences and tokens; marked stretches are cut at their borders and kept."""
    marks = tuple(marks)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    paragraph = 0
    known = _KNOWN
    if len(known) >= _REMEMBERED:
        known.clear()
    inside = "\u00a0" in text or "\u202f" in text  # blanks that may stand in a number
    for start, end in _pieces(text, marks):
        first = len(tokens)
        number = len(sentences)
        low = start
        for said in _STRETCH.findall(text, start, end) if inside else text[start:end].split():
            low = text.index(said, low)  # only blanks lie between stretches
            for at, to, word, norm, key in known.get(said) or _cut(said):
                tokens.append(Token(low + at, low + to, word, norm, number, key))
            low += len(said)
        if len(tokens) == first:
            continue
        if sentences and "\n" in text[sentences[-1].end : tokens[first].start]:
            paragraph += 1
        sentences.append(Sentence(tokens[first].start, tokens[-1].end, first, len(tokens), paragraph))
    return Text(text, tuple(tokens), tuple(sentences), marks)


def _cut(said: str) -> tuple[_Piece, ...]:
    """A stretch between two blanks as its tokens; remembered, for most come again."""
    found: list[_Piece] = []
    for m in _TOKEN.finditer(said):
        word = m.group()
        norm = word.lower().replace("’", "'")
        found.append((m.start(), m.end(), word, norm, norm[:-2] if len(word) > 2 and norm.endswith("'s") else norm))
    _KNOWN[said] = told = tuple(found)
    return told


@lru_cache(maxsize=_LATELY)
def segment_once(text: str, marks: tuple[Mark, ...]) -> Text:
    """The same cut, remembered for the texts seen last: rooms that look at one pile one after another share it."""
    return segment(text, marks)


def _pieces(text: str, marks: tuple[Mark, ...]) -> Iterable[tuple[int, int]]:
    borders = sorted({0, len(text), *(p for m in marks for p in (m.start, m.end))})
    for low, high in pairwise(borders):
        start = low
        for m in _END.finditer(text, low, high):
            if m.end() > start and (text[m.start()] != "." or _ends_sentence(text, start, m.start(), m.end())):
                yield start, m.end()
                start = m.end()
        if start < high:
            yield start, high


_INITIAL: Final = re.compile(r"^(?:[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_])$")


def _last_word(text: str, low: int, high: int) -> tuple[str, str]:
    """The word that ends at `high`, with the full stops within it, and the sign before it."""
    if high > low and text[high - 1] == "\n":
        high -= 1
    at = high
    while at > low and (text[at - 1].isalnum() or text[at - 1] in "._"):
        at -= 1
    return text[at:high], text[at - 1 : at]


def _ends_sentence(text: str, start: int, dot: int, end: int) -> bool:
    """A full stop ends a sentence unless it closes an abbreviation or initial, or a small letter follows."""
    following = text[end : end + 80].lstrip("\"'“‘«([ \t\n")
    if following[:1].islower():
        return False
    word, before = _last_word(text, max(start, dot - 24), dot)
    if not word or before in ("'", "’"):
        return True  # "of the enemy's. Nobody"
    bare = word.lower()
    if (len(word) == 1 or "." in word) and _INITIAL.match(word):
        # "U.S. Ambassador" and "J. Smith" go on; "in the U.S. The" ends
        return bool(re.match(r"(?:The|A|An|In|On|At|It|He|She|They|But|And|Its|This|That)\b", following)) and len(bare) > 1
    if bare in ("no", "nos", "sat", "sun", "mar", "may", "est", "co", "st", "fig", "al", "mi", "ft", "cm", "mm", "km", "kg", "sq", "in"):
        return not following[:1].isdigit() and bare not in ("st", "fig")
    return bare not in _ABBREVIATIONS
