"""The small tagger: hashed features and short word vectors summed, a few convolutions, a linear chain, a linker. numpy alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from stemma.core.errors import MissingExtra
from stemma.core.packs import Pack
from stemma.core.text import Text, segment
from stemma.core.types import Span
from stemma.reading.saying.actors import ActorFinder, ActorMention
from stemma.reading.saying.attribution import AttributionFinder
from stemma.reading.saying.said import Attribution, Tagged
from stemma.reading.saying.scene import Scene
from stemma.reading.saying.seam import Seen
from stemma_attribution.page import CONTENT, CUE, SOURCE, Labelled, Page

if TYPE_CHECKING:
    from stemma_attribution.candidates import Candidates

DATA = Path(__file__).parent / "data"
_LONGEST = 160  # words; a longer paragraph is cut, as it was in training
_TOGETHER = 600  # words whose stretches are judged at once
_OPEN = 0.02  # a stretch in which the small net finds it less likely than this that anything is said by anybody is not asked about
_BESIDE = 24  # words before and behind what is asked about, in whole paragraphs
_REACH = 32  # words to either side on which a word's score hangs: the sum of the convolutions' distances
Numbers = Any  # a numpy array


class Ground(NamedTuple):
    """A text as the rules and the small net see it."""

    text: Text
    page: Page
    pieces: Sequence[tuple[int, int]]  # paragraphs as ranges of words, which no stretch crosses; those that are read
    scores: Numbers  # of each word and tag; naught outside of the pieces
    steps: Numbers  # from tag to tag
    begin: Numbers

    def found(self) -> Candidates:
        """The stretches that may be a source, a cue or a content."""
        from stemma_attribution.candidates import candidates

        return candidates(self.scores, self.steps, self.begin, self.pieces)


class SmallTagger:
    """Reads with the rules first, then with the small net over what they found; loads its weights when it is first asked."""

    name = "small-polnear/2"

    def __init__(self, pack: Pack, folder: Path = DATA) -> None:
        self._folder = folder
        self._actors, self._rules = ActorFinder(pack), AttributionFinder(pack)

    def passages(self, text: str, within: Sequence[Span] = (), seen: Seen | None = None) -> list[Tagged]:
        """The attributions of a text in order of place; with `within`, of the paragraphs that touch these stretches and those beside."""
        ground = self.ground(text, within, seen)
        if ground is None:
            return []
        return sorted(_passages(ground, self._net.spans(ground), self._net), key=lambda p: min(p.cue + p.content + p.source))

    def ground(self, text: str, within: Sequence[Span] = (), seen: Seen | None = None) -> Ground | None:
        """What the rules and the net see in a text, or in the paragraphs about some stretches; None where it has no words."""
        scene, actors, found = seen or self._seen(text)
        cut = scene.text
        if not cut.tokens:
            return None
        pieces = _pieces(cut)
        if within:
            pieces = _about(pieces, [(cut.token_at(s.start), cut.token_at(s.end)) for s in within])
        page = Page(
            letters=scene.tags,
            sentence=[t.sentence for t in cut.tokens],
            paragraph=[cut.sentences[t.sentence].paragraph for t in cut.tokens],
            rules=[_stretches(cut, a) for a in found if a.kind != "credit" and not a.carried],
        )
        return Ground(cut, page, pieces, *self._net.scores(scene, found, actors, pieces))

    def _seen(self, text: str) -> Seen:
        cut = segment(text)
        scene, actors = self._rules.scene(cut), self._actors.find(cut)
        return Seen(scene, actors, self._rules.find(cut, actors, scene=scene) if cut.tokens else ())

    @cached_property
    def _net(self) -> Net:
        return Net(self._folder)


class Net:
    """The weights, and what is worked out with them."""

    def __init__(self, folder: Path) -> None:
        # the sums are small: a second thread of OpenBLAS costs more than it brings; heeded where numpy was not loaded before
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        try:
            import numpy
        except ImportError as fault:
            raise MissingExtra(str(fault.name), "model", "The small learned reader") from fault
        from stemma_attribution.features import BITS, WordTable
        from stemma_attribution.rescore import Judge

        self._np: Any = numpy
        held = numpy.load(folder / "small.npz")
        self._rows = numpy.zeros(1 << BITS, numpy.int32)
        self._rows[held["kept"]] = numpy.arange(1, len(held["kept"]) + 1)
        self._features, self._scale = held["features"], float(held["features_scale"])
        self._weights = {k: held[k].astype(numpy.float32) for k in held.files if k not in ("kept", "features", "words")}
        self._words = held["words"].astype(numpy.float32) * float(held["words_scale"]) @ self._weights["into_w"]
        self._dilations = [int(d) for d in held["dilations"]]
        self._judge = Judge.load(folder, "small")
        vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        self._table = WordTable({word: i for i, word in enumerate(vocabulary, 1)})

    def scores(
        self, scene: Scene, found: Sequence[Attribution], actors: Sequence[ActorMention], pieces: Sequence[tuple[int, int]]
    ) -> tuple[Numbers, Numbers, Numbers]:
        """A score for each word of some pieces and each tag, for each step from tag to tag, and for each tag at the beginning."""
        from stemma_attribution.features import features

        hashed, words = features(scene, found, actors, self._table)
        scores = self._np.zeros((len(words), len(self._weights["begin"])), self._np.float32)
        for a, b in _runs(pieces):
            low, high = max(0, a - _REACH), b + _REACH
            scores[a:b] = self._scores(self._rows[hashed[low:high]], words[low:high])[a - low : b - low]
        return scores, self._weights["steps"], self._weights["begin"]

    def spans(self, ground: Ground) -> list[Labelled]:
        """The tagged stretches of a text: kind, first word, one past the last."""
        from stemma_attribution.rescore import Words, taken

        words = Words.of(ground.page.letters, ground.page.sentence, ground.page.rules)
        found = ground.found()
        return [s for part in taken(words, _groups(ground.pieces), found, None, self._judge) for s in part]

    def _scores(self, rows: Numbers, words: Numbers) -> Numbers:
        """A score for each word and tag."""
        numpy, w = self._np, self._weights
        summed = numpy.zeros((len(rows), self._features.shape[1]), numpy.int16)
        for column in numpy.ascontiguousarray(rows.T):
            summed += self._features.take(column, 0)  # column by column: a fifth of the time of one big sum
        h = summed.astype(numpy.float32)
        h *= self._scale
        h += self._words.take(words, 0)
        h += w["into_b"]
        numpy.maximum(h, 0, out=h)
        size, wide = h.shape
        for at, d in enumerate(self._dilations):
            # the word d to the left, the word itself, the word d to the right: three sums instead of one over their copies
            kernel = w[f"conv{at}_w"]
            seen = h @ kernel[wide : 2 * wide]
            seen += w[f"conv{at}_b"]
            if size > d:
                seen[d:] += h[:-d] @ kernel[:wide]
                seen[:-d] += h[d:] @ kernel[2 * wide :]
            h = h + numpy.maximum(seen, 0, out=seen)
        return h @ w["tag_w"] + w["tag_b"]

    def weighed(self, which: str, rows: Numbers) -> Numbers:
        """How well each pair goes together: a content and a cue ("up"), a cue and a source ("src"), a cue and nobody ("nobody")."""
        name, one, two = ("src", "n", "m") if which == "nobody" else (which, "a", "b")
        w = self._weights
        hidden = self._np.maximum(rows @ w[f"{name}_{one}.weight"].T + w[f"{name}_{one}.bias"], 0)
        return hidden @ w[f"{name}_{two}.weight"][0] + w[f"{name}_{two}.bias"][0]


def _pieces(text: Text) -> list[tuple[int, int]]:
    """The paragraphs as ranges of words, long ones cut."""
    borders = [s.first for i, s in enumerate(text.sentences) if not i or s.paragraph != text.sentences[i - 1].paragraph]
    pieces = []
    for a, b in zip(borders, [*borders[1:], len(text.tokens)], strict=True):
        pieces += [(k, min(k + _LONGEST, b)) for k in range(a, b, _LONGEST)]
    return pieces


def _about(pieces: Sequence[tuple[int, int]], asked: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces that touch what is asked about, and those beside them up to some words."""
    kept: set[int] = set()
    for first, last in asked:
        touched = [i for i, (a, b) in enumerate(pieces) if a < max(last, first + 1) and first < b]
        for ends, step in ((touched[:1], -1), (touched[-1:], 1)):
            at, words = (ends[0] if ends else 0) + step, 0
            while ends and 0 <= at < len(pieces) and words < _BESIDE:
                kept.add(at)
                words += pieces[at][1] - pieces[at][0]
                at += step
        kept.update(touched)
    return [piece for i, piece in enumerate(pieces) if i in kept]


def open_pieces(ground: Ground, asked: Sequence[Span], least: float = _OPEN) -> list[tuple[int, int]]:
    """The pieces about those of some stretches that stand, for all the small net knows, in somebody's words."""
    import numpy

    found = ground.found()
    edges = numpy.zeros(len(ground.text.tokens) + 1)
    content = found.kind == CONTENT
    numpy.add.at(edges, found.first[content], found.chance[content])
    numpy.add.at(edges, found.last[content], -found.chance[content])
    said = edges.cumsum()
    places = [(ground.text.token_at(s.start), ground.text.token_at(s.end)) for s in asked]
    return _about(ground.pieces, [(a, b) for a, b in places if said[a : max(b, a + 1)].max() >= least])


def _runs(pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces that follow one another as one."""
    runs: list[tuple[int, int]] = []
    for a, b in pieces:
        if runs and runs[-1][1] == a:
            runs[-1] = (runs[-1][0], b)
        else:
            runs.append((a, b))
    return runs


def _groups(pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces put together to ranges of some hundred words, which are judged at once."""
    groups: list[tuple[int, int]] = []
    for a, b in pieces:
        if groups and groups[-1][1] == a and b - groups[-1][0] <= _TOGETHER:
            groups[-1] = (groups[-1][0], b)
        else:
            groups.append((a, b))
    return groups


def _stretches(text: Text, found: Attribution) -> tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]], Sequence[tuple[int, int]]]:
    source, cue, content = (
        [(text.token_at(s.start), text.token_at(s.end)) for s in part] for part in (found.source, found.cue, found.content)
    )
    return source, cue, content


def _passages(ground: Ground, spans: Sequence[Labelled], net: Net) -> list[Tagged]:
    """Each cue that has a content, with its source."""
    from stemma_attribution.pairs import Pairs, linked, rows

    text, pairs = ground.text, Pairs(ground.page, spans)
    sources, cues, contents = ([s for s in spans if s[0] == kind] for kind in (SOURCE, CUE, CONTENT))
    held: dict[Labelled, list[Span]] = {}
    for content, (cue, _) in zip(contents, linked(contents, cues, pairs, partial(net.weighed, "up")), strict=True):
        if cue is not None:
            held.setdefault(cue, []).append(_chars(text, content))
    asked = list(held)
    alone = net.weighed("nobody", pairs.nobody(rows(asked))).tolist()
    made = []
    for cue, (source, score), nobody in zip(asked, linked(asked, sources, pairs, partial(net.weighed, "src")), alone, strict=True):
        said = (_chars(text, source),) if source is not None and score > nobody else ()
        made.append(Tagged(said, (_chars(text, cue),), tuple(held[cue])))
    return made


def _chars(text: Text, span: Labelled) -> Span:
    return Span(text.tokens[span[1]].start, text.tokens[span[2] - 1].end)
