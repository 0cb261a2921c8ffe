"""What the small tagger sees of each word: the word, its shape and grammar, quotation marks, what the rules made of the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy

from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.said import Attribution
from stemma.reading.saying.scene import Scene

BITS = 20  # a feature is a number of this many bits; those that training met too seldom have no row
_CUES = frozenset("vugAE")
_KINDS = {"said": 1, "negative": 2, "evidential": 3, "intent": 4, "attitude": 5, "credit": 6}
_LABELS = {"source": 1, "cue": 3, "content": 5}
_FAR = 9
Numbers = Any  # a numpy array of whole numbers


class WordTable:
    """Numbers for words, remembered: the whole word, its endings, its shape."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self._vocabulary = vocabulary
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str, norm: str) -> tuple[int, ...]:
        """(word, ending of three, ending of two, shape, row in the vocabulary or 0)."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > 50_000:
                self._known.clear()
            letters = norm.encode("utf-8", "replace")
            row = self._vocabulary.get(norm) or self._vocabulary.get(norm.removesuffix("'s"), 0)
            found = self._known[word] = (crc32(letters), crc32(letters[-3:]), crc32(letters[-2:]), _shape(word), row)
        return found


def _shape(word: str) -> int:
    first = word[0]
    if first.isdigit():
        return 1 + min(len(word), 4)
    if not first.isalpha():
        return 6
    if first.islower():
        return 7
    return 8 + (word.isupper()) * 2 + (len(word) == 1)


def features(scene: Scene, found: Sequence[Attribution], actors: Sequence[ActorMention], table: WordTable) -> tuple[Numbers, Numbers]:
    """For each token its rows in the table of features, and its row in the vocabulary."""
    tokens = scene.text.tokens
    size = len(tokens)
    rows = numpy.array([table.of(t.text, t.norm) for t in tokens], dtype=numpy.int64).reshape(size, 5)
    word, three, two, shape = rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3]
    tag = numpy.frombuffer(scene.tags.encode("ascii", "replace"), dtype=numpy.uint8).astype(numpy.int64)
    before, after = _back(tag, 1), _on(tag, 1)
    main, inner, kind = _rules(scene, found, size)
    quote, mark = _quotes(scene, size)
    place, sentence, last, following = _sentences(scene, main, size)
    left, right = _near(scene, word, size)
    actor = _actors(scene, actors, size)
    pairs = (
        (word,),
        (three,),
        (two, tag),
        (tag, shape, place),
        (before, tag),
        (tag, after),
        (before, tag, after),
        (_back(tag, 2), before, tag, after, _on(tag, 2)),
        (_back(word, 1), word),
        (word, _on(word, 1)),
        (main, _back(main, 1), _on(main, 1)),
        (main, tag, mark),
        (main, kind, inner),
        (_back(main, 2), _back(main, 1), main, _on(main, 1), _on(main, 2), tag),
        (quote, mark),
        (quote, tag, main),
        (sentence, place),
        (sentence, last, following),
        left,
        right,
        (left[1], right[1], tag, quote),
        (actor, tag),
    )
    hashed = numpy.empty((size, len(pairs)), dtype=numpy.int64)
    for column, parts in enumerate(pairs):
        hashed[:, column] = _mixed(column + 1, parts)
    return hashed, rows[:, 4]


def _mixed(salt: int, parts: Sequence[Numbers]) -> Numbers:
    total = numpy.full(parts[0].shape, salt * 0x9E3779B1, dtype=numpy.uint64)
    for part in parts:
        total = (total ^ part.astype(numpy.uint64)) * numpy.uint64(0x9E3779B97F4A7C15)
        total ^= total >> numpy.uint64(29)
    return (total >> numpy.uint64(17)).astype(numpy.int64) & ((1 << BITS) - 1)


def _back(values: Numbers, by: int) -> Numbers:
    out = numpy.zeros_like(values)
    out[by:] = values[:-by]
    return out


def _on(values: Numbers, by: int) -> Numbers:
    out = numpy.zeros_like(values)
    out[:-by] = values[by:]
    return out


def _rules(scene: Scene, found: Sequence[Attribution], size: int) -> tuple[Numbers, Numbers, Numbers]:
    """The rules' labels: of the outermost passages, of those inside or carried on, and the kind of passage."""
    main, inner, kind = (numpy.zeros(size, dtype=numpy.int64) for _ in range(3))
    cued = sorted((a for a in found if a.kind != "credit"), key=lambda a: a.carried)
    for role in ("content", "source", "cue"):
        for attribution in reversed(cued):
            for span in getattr(attribution, role):
                first, last = scene.text.token_at(span.start), scene.text.token_at(span.end)
                if first >= last:
                    continue
                label = _LABELS[role]
                layer = inner if attribution.carried else main
                if role == "content" and main[first:last].any() and not attribution.carried:
                    inner[first:last] += 10
                layer[first:last] = label + 1
                layer[first] = label
                kind[first:last] = _KINDS.get(attribution.kind, 0) + 8 * (attribution.mode in ("think", "show", "demand", "promise"))
    return main, inner, kind


def _quotes(scene: Scene, size: int) -> tuple[Numbers, Numbers]:
    """Inside a quotation (one sentence or more, a verb of saying behind it), and how far from its marks."""
    state, mark = numpy.zeros(size, dtype=numpy.int64), numpy.zeros(size, dtype=numpy.int64)
    tokens = scene.text.tokens
    for first, last in scene.quotes:
        whole = tokens[min(last, size) - 1].sentence != tokens[first].sentence
        cued = any(c in _CUES for c in scene.tags[last : last + 6])
        short = last - first < 7
        state[first:last] = 1 + whole + 2 * cued + 4 * short
        mark[first] = 1
        mark[last - 1] = 2
        mark[last : last + 3] = 3
    return state, mark


def _sentences(scene: Scene, main: Numbers, size: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Place in the sentence; what the sentence is like; what the one before and the one after are like."""
    sentences = scene.text.sentences
    told = main.tolist()
    likes = []
    for number, s in enumerate(sentences):
        tags = scene.tags[s.first : s.last]
        cues = sum(c in _CUES for c in tags)
        fresh = not number or sentences[number - 1].paragraph != s.paragraph
        labels = told[s.first : s.last]
        spoken = 24 * (3 in labels) + 48 * (5 in labels or 6 in labels)
        likes.append(1 + min(cues, 2) + 3 * fresh + 6 * (tags[:1] == "Q") + 12 * ("q" in tags[-2:]) + spoken)
    first, end = (numpy.array(side) for side in zip(*((s.first, s.last) for s in sentences), strict=True))
    counts = end - first
    word = numpy.arange(size)
    before, behind = word - numpy.repeat(first, counts), numpy.repeat(end, counts) - 1 - word
    place = numpy.minimum(before, 3) + 4 * numpy.minimum(behind, 3)
    own, last, following = (numpy.repeat(numpy.array(near), counts) for near in (likes, [0, *likes[:-1]], [*likes[1:], 0]))
    return place, own, last, following


def _near(scene: Scene, word: Numbers, size: int) -> tuple[tuple[Numbers, ...], tuple[Numbers, ...]]:
    """The nearest word of saying to the left and right in the sentence: which, how far, and the letter between."""
    left = numpy.zeros((3, size), dtype=numpy.int64)
    right = numpy.zeros((3, size), dtype=numpy.int64)
    spots = [i for i, c in enumerate(scene.tags) if c in _CUES]
    tokens = scene.text.tokens
    for at in spots:
        s = scene.text.sentences[tokens[at].sentence]
        behind = numpy.arange(s.last - at)
        left[0, at : s.last] = word[at]
        left[1, at : s.last] = 1 + numpy.minimum(behind, _FAR)
        left[2, at : s.last] = ord(scene.tags[at + 1]) if at + 1 < s.last else 0
    for at in reversed(spots):
        s = scene.text.sentences[tokens[at].sentence]
        ahead = numpy.arange(at - s.first + 1)[::-1]
        right[0, s.first : at + 1] = word[at]
        right[1, s.first : at + 1] = 1 + numpy.minimum(ahead, _FAR)
        right[2, s.first : at + 1] = ord(scene.tags[at - 1]) if at > s.first else 0
    return tuple(left), tuple(right)


def _actors(scene: Scene, actors: Sequence[ActorMention], size: int) -> Numbers:
    kinds = numpy.zeros(size, dtype=numpy.int64)
    for mention in actors:
        first, last = scene.text.token_at(mention.start), scene.text.token_at(mention.end)
        if first < last:
            kinds[first:last] = 2 + crc32(mention.kind.encode())
            kinds[first] = 1 + crc32(mention.kind.encode())
    return kinds
