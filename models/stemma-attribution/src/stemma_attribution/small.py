"""The small tagger: hashed features and short word vectors summed, a few convolutions, a linear chain, a linker. numpy alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from stemma.core.errors import MissingExtra
from stemma.core.packs import Pack
from stemma.core.text import Text, segment
from stemma.core.types import Span
from stemma.reading.actors import ActorFinder
from stemma.reading.attribution import AttributionFinder
from stemma.reading.said import Attribution, Tagged
from stemma_attribution.pairs import CONTENT, CUE, SOURCE, Labelled, Page, Pairs

DATA = Path(__file__).parent / "data"
_LONGEST = 160  # words; a longer paragraph is cut, as it was in training
_NEAR = 4  # cues or sources looked at for one content or cue
_TAGS = 7  # O, then B and I of source, cue, content
Numbers = Any  # a numpy array


class SmallTagger:
    """Reads with the rules first, then with the small net over what they found; loads its weights when it is first asked."""

    name = "small-polnear/1"

    def __init__(self, pack: Pack, folder: Path = DATA) -> None:
        self._folder = folder
        self._actors, self._rules = ActorFinder(pack), AttributionFinder(pack)

    def passages(self, text: str, within: Sequence[Span] = ()) -> list[Tagged]:
        """The attributions of a text in order of place; `within` is not needed, the whole text takes some milliseconds."""
        cut = segment(text)
        if not cut.tokens:
            return []
        net = self._net
        scene = self._rules.scene(cut)
        actors = self._actors.find(cut)
        found = self._rules.find(cut, actors, scene=scene)
        spans = net.spans(cut, scene, found, actors)
        page = Page(
            letters=scene.tags,
            sentence=[t.sentence for t in cut.tokens],
            paragraph=[cut.sentences[t.sentence].paragraph for t in cut.tokens],
            rules=[_stretches(cut, a) for a in found if a.kind != "credit" and not a.carried],
        )
        return sorted(_passages(cut, spans, Pairs(page, spans), net), key=lambda p: min(p.cue + p.content + p.source))

    @cached_property
    def _net(self) -> Net:
        return Net(self._folder)


class Net:
    """The weights, and what is worked out with them."""

    def __init__(self, folder: Path) -> None:
        try:
            import numpy
        except ImportError as fault:
            raise MissingExtra(str(fault.name), "model", "The small learned reader") from fault
        from stemma_attribution.features import BITS, WordTable

        self._np: Any = numpy
        held = numpy.load(folder / "small.npz")
        self._rows = numpy.zeros(1 << BITS, numpy.int32)
        self._rows[held["kept"]] = numpy.arange(1, len(held["kept"]) + 1)
        self._features, self._scale = held["features"], float(held["features_scale"])
        self._words = held["words"].astype(numpy.float32) * float(held["words_scale"])
        self._weights = {k: held[k].astype(numpy.float32) for k in held.files if k not in ("kept", "features", "words")}
        self._dilations = [int(d) for d in held["dilations"]]
        vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        self._table = WordTable({word: i for i, word in enumerate(vocabulary, 1)})

    def spans(self, text: Text, scene: Any, found: Sequence[Attribution], actors: Sequence[Any]) -> list[Labelled]:
        """The tagged stretches of a text: kind, first word, one past the last."""
        from stemma_attribution.features import features

        hashed, words = features(scene, found, actors, self._table)
        tags = self._best(self._scores(self._rows[hashed], words), _pieces(text))
        spans: list[Labelled] = []
        kind, start = 0, 0
        for i, tag in enumerate([*tags, 0]):
            if kind and (not tag or tag % 2 or (tag + 1) // 2 != kind):
                spans.append((kind, start, i))
                kind = 0
            if tag and not kind:
                kind, start = (tag + 1) // 2, i
        return spans

    def _scores(self, rows: Numbers, words: Numbers) -> Numbers:
        """A score for each word and tag."""
        numpy, w = self._np, self._weights
        summed = numpy.zeros((len(rows), self._features.shape[1]), numpy.int16)
        for column in numpy.ascontiguousarray(rows.T):
            summed += self._features.take(column, 0)  # column by column: a fifth of the time of one big sum
        h = numpy.maximum(summed.astype(numpy.float32) * self._scale + self._words[words] @ w["into_w"] + w["into_b"], 0)
        size, wide = h.shape
        for at, d in enumerate(self._dilations):
            padded = numpy.zeros((size + 2 * d, wide), numpy.float32)
            padded[d : d + size] = h
            seen = numpy.concatenate([padded[:size], padded[d : d + size], padded[2 * d : 2 * d + size]], 1)
            h = h + numpy.maximum(seen @ w[f"conv{at}_w"] + w[f"conv{at}_b"], 0)
        return h @ w["tag_w"] + w["tag_b"]

    def _best(self, scores: Numbers, pieces: Sequence[tuple[int, int]]) -> list[int]:
        """The best sequence of tags of each piece, all pieces at once: Viterbi over the learned steps."""
        numpy = self._np
        sizes = numpy.array([b - a for a, b in pieces])
        longest = int(sizes.max())
        padded = numpy.zeros((len(pieces), longest, _TAGS), numpy.float32)
        for row, (a, b) in enumerate(pieces):
            padded[row, : b - a] = scores[a:b]
        steps = self._weights["steps"]
        total = padded[:, 0] + self._weights["begin"]
        back = numpy.zeros((longest, len(pieces), _TAGS), numpy.int8)
        for t in range(1, longest):
            ways = total[:, :, None] + steps
            best = ways.argmax(1)
            back[t] = best
            onward = numpy.take_along_axis(ways, best[:, None], 1)[:, 0] + padded[:, t]
            total = numpy.where((t < sizes)[:, None], onward, total)
        tags: list[int] = []
        for row, (a, b) in enumerate(pieces):
            last = int(total[row].argmax())
            walk = [last]
            for t in range(b - a - 1, 0, -1):
                last = int(back[t, row, last])
                walk.append(last)
            tags += walk[::-1]
        return tags

    def choose(self, rows: Sequence[Sequence[float]], nobody: Sequence[float] | None = None) -> int:
        """The best of some candidates by the linker; -1 for nobody, where that may be."""
        which = "up" if nobody is None else "src"
        scores = [float(s) for s in self._judge(rows, which, "a", "b")] if rows else []
        best = max(range(len(scores)), key=scores.__getitem__, default=-1)
        if nobody is not None and (best < 0 or float(self._judge([nobody], which, "n", "m")[0]) >= scores[best]):
            return -1
        return best

    def _judge(self, rows: Sequence[Sequence[float]], which: str, one: str, two: str) -> Numbers:
        numpy, w = self._np, self._weights
        hidden = numpy.maximum(numpy.array(rows, numpy.float32) @ w[f"{which}_{one}.weight"].T + w[f"{which}_{one}.bias"], 0)
        return hidden @ w[f"{which}_{two}.weight"][0] + w[f"{which}_{two}.bias"][0]


def _pieces(text: Text) -> list[tuple[int, int]]:
    """The paragraphs as ranges of words, long ones cut."""
    borders = [s.first for i, s in enumerate(text.sentences) if not i or s.paragraph != text.sentences[i - 1].paragraph]
    pieces = []
    for a, b in zip(borders, [*borders[1:], len(text.tokens)], strict=True):
        pieces += [(k, min(k + _LONGEST, b)) for k in range(a, b, _LONGEST)]
    return pieces


def _stretches(text: Text, found: Attribution) -> tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]], Sequence[tuple[int, int]]]:
    source, cue, content = (
        [(text.token_at(s.start), text.token_at(s.end)) for s in part] for part in (found.source, found.cue, found.content)
    )
    return source, cue, content


def _passages(text: Text, spans: Sequence[Labelled], pairs: Pairs, net: Net) -> list[Tagged]:
    """Each cue that has a content, with its source."""
    cues = [s for s in spans if s[0] == CUE]
    sources = [s for s in spans if s[0] == SOURCE]
    held: dict[Labelled, list[Span]] = {}
    for content in (s for s in spans if s[0] == CONTENT):
        near = _nearest(content, cues)
        chosen = net.choose([pairs.features(content, c) for c in near])
        if chosen >= 0:
            held.setdefault(near[chosen], []).append(_chars(text, content))
    made = []
    for cue, contents in held.items():
        near = _nearest(cue, sources)
        chosen = net.choose([pairs.features(cue, s) for s in near], pairs.nobody(cue))
        source = (_chars(text, near[chosen]),) if chosen >= 0 else ()
        made.append(Tagged(source, (_chars(text, cue),), tuple(contents)))
    return made


def _nearest(one: Labelled, others: Sequence[Labelled]) -> list[Labelled]:
    return sorted(sorted(others, key=lambda o: max(o[1] - one[2], one[1] - o[2]))[:_NEAR], key=lambda o: o[1])


def _chars(text: Text, span: Labelled) -> Span:
    return Span(text.tokens[span[1]].start, text.tokens[span[2] - 1].end)
