"""What the small tagger sees of each word: the word, its shape and grammar, quotation marks, what the rules made of the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from zlib import crc32

import numpy

from stemma.core.text import Sentence, Token
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.said import Attribution
from stemma.reading.saying.scene import Scene

BITS = 20  # a feature is a number of this many bits; those that training met too seldom have no row
_CUES = frozenset("vugAE")
_KINDS = {"said": 1, "negative": 2, "evidential": 3, "intent": 4, "attitude": 5, "credit": 6}
_LABELS = {"source": 1, "cue": 3, "content": 5}
_FAR = 9
_REMEMBERED = 50_000  # words
_SALT = 0x9E3779B1
_TURN, _SHIFT, _LAST, _MASK = (numpy.uint64(n) for n in (0x9E3779B97F4A7C15, 29, 17, (1 << BITS) - 1))
_SAYING = numpy.zeros(256, dtype=bool)
_SAYING[[ord(c) for c in _CUES]] = True
Numbers = Any  # a numpy array of whole numbers


class WordTable:
    """Numbers for words, remembered: the whole word, its endings, its shape."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self._vocabulary = vocabulary
        self._known: dict[str, int] = {}  # a word's column
        self._columns = numpy.zeros((5, 4096), dtype=numpy.int64)

    def of(self, tokens: Sequence[Token]) -> Numbers:
        """Of each token a column: word, ending of three, ending of two, shape, row in the vocabulary or 0."""
        at = [self._known.get(t.text, -1) for t in tokens]
        if -1 in at:
            self._learn(tokens)
            at = [self._known[t.text] for t in tokens]
        return self._columns.take(at, 1)

    def _learn(self, tokens: Sequence[Token]) -> None:
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        new = {t.text: t.norm for t in tokens if t.text not in self._known}
        at = len(self._known)
        while at + len(new) > self._columns.shape[1]:
            self._columns = numpy.concatenate([self._columns, numpy.zeros_like(self._columns)], 1)
        self._columns[:, at : at + len(new)] = numpy.array([self._numbers(*both) for both in new.items()], dtype=numpy.int64).T
        self._known.update(zip(new, range(at, at + len(new)), strict=True))

    def _numbers(self, word: str, norm: str) -> tuple[int, ...]:
        letters = norm.encode("utf-8", "replace")
        row = self._vocabulary.get(norm) or self._vocabulary.get(norm.removesuffix("'s"), 0)
        return crc32(letters), crc32(letters[-3:]), crc32(letters[-2:]), _shape(word), row


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
    word, three, two, shape, row = table.of(tokens)
    tag = numpy.frombuffer(scene.tags.encode("ascii", "replace"), dtype=numpy.uint8).astype(numpy.int64)
    before, after = _back(tag, 1), _on(tag, 1)
    main, inner, kind = _rules(scene, found, size)
    quote, mark = _quotes(scene, size)
    cut = _Sentences.of(scene.text.sentences)
    saying = _SAYING[tag]
    place, sentence, last, following = _sentences(cut, tag, saying, main)
    left, right = _near(cut, word, tag, saying)
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
    return _hashed(pairs).T, row


def _hashed(pairs: Sequence[Sequence[Numbers]]) -> Numbers:
    """A row of hashes for each of some lists of numbers: those of several parts first, so that each step is one for all."""
    order = sorted(range(len(pairs)), key=lambda i: -len(pairs[i]))
    size = len(pairs[0][0])
    total = numpy.repeat(numpy.array([(i + 1) * _SALT for i in order], dtype=numpy.uint64), size).reshape(len(pairs), size)
    for at in range(len(pairs[order[0]])):
        parts = [pairs[i][at] for i in order if len(pairs[i]) > at]
        some = total[: len(parts)]
        some ^= numpy.concatenate(parts).view(numpy.uint64).reshape(some.shape)
        some *= _TURN
        some ^= some >> _SHIFT
    total >>= _LAST
    total &= _MASK
    hashed = numpy.empty((len(pairs), size), dtype=numpy.int64)
    hashed[order] = total.view(numpy.int64)
    return hashed


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


class _Sentences(NamedTuple):
    """Where sentences begin and end, of themselves and of each of their words."""

    first: Numbers
    last: Numbers
    paragraph: Numbers
    counts: Numbers
    begins: Numbers  # of each word
    ends: Numbers

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> _Sentences:
        first, last, paragraph = numpy.array([(s.first, s.last, s.paragraph) for s in sentences], dtype=numpy.int64).T
        counts = last - first
        return cls(first, last, paragraph, counts, numpy.repeat(first, counts), numpy.repeat(last, counts))


def _sentences(cut: _Sentences, tag: Numbers, saying: Numbers, main: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Place in the sentence; what the sentence is like; what the one before and the one after are like."""
    first, end = cut.first, cut.last
    fresh = numpy.ones(len(first), dtype=bool)
    fresh[1:] = cut.paragraph[1:] != cut.paragraph[:-1]
    cues = numpy.add.reduceat(saying.astype(numpy.int64), first)
    closed = (tag[end - 1] == ord("q")) | ((tag[end - 2] == ord("q")) & (cut.counts > 1))
    cued = numpy.logical_or.reduceat(main == 3, first)
    content = numpy.logical_or.reduceat(main >= 5, first)
    likes = 1 + numpy.minimum(cues, 2) + 3 * fresh + 6 * (tag[first] == ord("Q")) + 12 * closed + 24 * cued + 48 * content
    word = numpy.arange(len(tag))
    place = numpy.minimum(word - cut.begins, 3) + 4 * numpy.minimum(cut.ends - 1 - word, 3)
    own, last, following = (numpy.repeat(near, cut.counts) for near in (likes, _back(likes, 1), _on(likes, 1)))
    return place, own, last, following


def _near(cut: _Sentences, word: Numbers, tag: Numbers, saying: Numbers) -> tuple[tuple[Numbers, ...], tuple[Numbers, ...]]:
    """The nearest word of saying to the left and right in the sentence: which, how far, and the letter between."""
    size = len(tag)
    here = numpy.arange(size)
    at = numpy.maximum.accumulate(numpy.where(saying, here, -1))
    held = at >= cut.begins
    letter = numpy.where(held & (at + 1 < cut.ends), tag[numpy.minimum(at + 1, size - 1)], 0)
    left = (numpy.where(held, word[at], 0), numpy.where(held, 1 + numpy.minimum(here - at, _FAR), 0), letter)
    at = numpy.minimum.accumulate(numpy.where(saying, here, size)[::-1])[::-1]
    held = at < cut.ends
    letter = numpy.where(held & (at > cut.begins), tag[at - 1], 0)
    at = numpy.minimum(at, size - 1)
    right = (numpy.where(held, word[at], 0), numpy.where(held, 1 + numpy.minimum(at - here, _FAR), 0), letter)
    return left, right


def _actors(scene: Scene, actors: Sequence[ActorMention], size: int) -> Numbers:
    kinds = numpy.zeros(size, dtype=numpy.int64)
    for mention in actors:
        first, last = scene.text.token_at(mention.start), scene.text.token_at(mention.end)
        if first < last:
            kinds[first:last] = 2 + crc32(mention.kind.encode())
            kinds[first] = 1 + crc32(mention.kind.encode())
    return kinds
