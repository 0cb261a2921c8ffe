"""The encoder beside the rules and the small net: finds sources, cues and contents, and says which belong together."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from stemma.core.errors import MissingExtra
from stemma.core.packs import Pack
from stemma.core.types import Span
from stemma.reading.saying.said import Tagged
from stemma.reading.saying.seam import Seen
from stemma_attribution.page import CONTENT, CUE, SOURCE, Labelled, Stretch
from stemma_attribution.small import Ground, SmallTagger, open_pieces
from stemma_attribution.windows import Window, windows, words_of

if TYPE_CHECKING:
    from stemma_attribution.candidates import Candidates
    from stemma_attribution.rescore import Words

DATA = Path(__file__).parent / "data"
_BREAK = re.compile("\n")
_SHARE = 0.25  # what the small net's scores count beside the encoder's
_SELDOM = 8.0
_REMEMBERED = 50_000  # words whose pieces are kept
_CLS = 0  # a cue that points at the window's first piece has no source


class Scored(NamedTuple):
    """What the encoder says of one window: a score for each word and tag, and the arrows from piece to piece."""

    tags: Any
    up_from: Any
    up_to: Any
    source_from: Any
    source_to: Any


class Tagger:
    """Reads with the rules and the small net first, then with the encoder; loads its weights when it is first asked."""

    name = "minilm-polnear/3"

    def __init__(self, pack: Pack, folder: Path = DATA, threads: int = 1) -> None:
        self._folder = folder
        self._threads = threads
        self._small = SmallTagger(pack, folder)
        self._session: Any = None
        self._known: dict[str, Sequence[int]] = {}

    def passages(self, text: str, within: Sequence[Span] = (), seen: Seen | None = None) -> list[Tagged]:
        """The attributions of a text in order of place; with `within`, of the paragraphs that touch these stretches and those beside."""
        words = words_of(text)
        ground = self._small.ground(text, within, seen) if words else None
        if ground is None:
            return []
        if within:
            ground = ground._replace(pieces=open_pieces(ground, within))
        cut = [w for first, last in _read(words, ground) for w in self._cut(text, words, first, last)]
        if not cut:
            return []
        scored = [self._score(w) for w in cut]
        found: list[Tagged] = []
        for window, one, spans in zip(cut, scored, self._spans(words, ground, cut, scored), strict=True):
            found += _passages(words, window, one, spans)
        return sorted(found, key=lambda p: min(p.cue + p.content + p.source))

    def _cut(self, text: str, words: Sequence[tuple[int, int]], first: int, last: int) -> list[Window]:
        """The windows that hold the words from first to last."""
        self._load()
        part = words[first:last]
        clean = _clean(text)
        pieces = self._pieces([clean[s:e] for s, e in part])
        return [w._replace(first=first + w.first, last=first + w.last) for w in windows(text, part, pieces)]

    def _pieces(self, words: Sequence[str]) -> list[Sequence[int]]:
        """The pieces of each word; words met before are remembered, as most are."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        known = self._known
        new = list(dict.fromkeys(w for w in words if w not in known))
        if new:
            encoded = self._tokenizer.encode(new, is_pretokenized=True, add_special_tokens=False)
            made: list[list[int]] = [[] for _ in new]
            for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
                made[word].append(piece)
            known.update(zip(new, made, strict=True))
        return [known[w] for w in words]

    def _load(self) -> None:
        if self._session is not None:
            return
        try:
            import numpy
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as fault:
            raise MissingExtra(str(fault.name), "model", "The learned reader") from fault
        from stemma_attribution.rescore import Judge

        self._np: Any = numpy
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        # the graph was made ready when it was written; more steps would join an addition with the norm behind it, which takes longer
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        chain = json.loads((self._folder / "chain.json").read_text(encoding="utf-8"))
        self._steps = numpy.array(chain["steps"], dtype=numpy.float32)
        self._begin = numpy.array(chain["begin"], dtype=numpy.float32)
        self._judge = Judge.load(self._folder, "encoder")
        self._tokenizer: Any = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        model = str(self._folder / "attribution.int8.onnx")
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def _score(self, window: Window) -> Scored:
        """One window alone: int8 scales by what stands together, and batches save no time on one core."""
        numpy = self._np
        out = self._session.run(None, {"input_ids": numpy.array([window.ids], numpy.int64)})
        return Scored(out[0][0, list(window.starts)], *(arrow[0] for arrow in out[1:]))

    def _spans(
        self, words: Sequence[tuple[int, int]], ground: Ground, cut: Sequence[Window], scored: Sequence[Scored]
    ) -> list[list[Labelled]]:
        """The stretches of each window, counted from its first word."""
        from stemma_attribution.rescore import taken

        main, second, seen = self.seen(words, ground, cut, scored)
        found = taken(seen, [(w.first, w.last) for w in cut], main, second, self._judge)
        return [[(kind, a - w.first, b - w.first) for kind, a, b in spans] for w, spans in zip(cut, found, strict=True)]

    def seen(
        self, words: Sequence[tuple[int, int]], ground: Ground, cut: Sequence[Window], scored: Sequence[Scored]
    ) -> tuple[Candidates, Candidates, Words]:
        """Likely stretches by the encoder and by the small net, and what the rules know, all in the encoder's words."""
        from stemma_attribution.candidates import candidates
        from stemma_attribution.rescore import Words

        numpy = self._np
        starts, ends = (numpy.array(side) for side in zip(*words, strict=True))
        tokens = ground.text.tokens
        opened, closed = numpy.array([t.start for t in tokens]), numpy.array([t.end for t in tokens])
        at = numpy.maximum(0, numpy.searchsorted(opened, starts, "right") - 1)  # the token in which each word begins
        beside = _on_words(numpy, ground.scores[at], starts != opened[at])
        scores = _SHARE * beside
        for window, one in zip(cut, scored, strict=True):
            scores[window.first : window.last] += one.tags
        pieces = _paragraphs(numpy, ground.text.text, starts, cut)
        steps, begin = ground.steps, ground.begin
        main = candidates(scores, self._steps + _SHARE * steps, self._begin + _SHARE * begin, pieces)
        second = candidates(beside, steps, begin, pieces)
        opens, closes = numpy.searchsorted(ends, opened, "right"), numpy.searchsorted(starts, closed, "left")

        def moved(part: Sequence[Stretch]) -> list[Stretch]:
            return [(int(opens[a]), int(closes[b - 1])) for a, b in part if a < b]

        rules = [(moved(source), moved(cue), moved(content)) for source, cue, content in ground.page.rules]
        letters = "".join(ground.page.letters[i] for i in at)
        return main, second, Words.of(letters, numpy.array(ground.page.sentence)[at], rules)


def _paragraphs(numpy: Any, text: str, starts: Any, cut: Sequence[Window]) -> list[tuple[int, int]]:
    """The windows cut once more where paragraphs end, since no stretch crosses that."""
    breaks = numpy.array([m.start() for m in _BREAK.finditer(text)])
    paragraph = numpy.searchsorted(breaks, starts)
    begun = numpy.flatnonzero(paragraph[1:] != paragraph[:-1]) + 1
    pieces = []
    for window in cut:
        low, high = numpy.searchsorted(begun, (window.first + 1, window.last))
        borders = [window.first, *begun[low:high].tolist(), window.last]
        pieces += pairwise(borders)
    return pieces


def _on_words(numpy: Any, scores: Any, within: Any) -> Any:
    """The small net's scores on the encoder's words: what begins inside one of its tokens carries a stretch on."""
    scores = scores.astype(numpy.float64)
    for kind in (SOURCE, CUE, CONTENT):
        both = numpy.logaddexp(scores[within, 2 * kind - 1], scores[within, 2 * kind])
        scores[within, 2 * kind - 1], scores[within, 2 * kind] = both - _SELDOM, both
    return scores


def _read(words: Sequence[tuple[int, int]], ground: Ground) -> list[tuple[int, int]]:
    """The pieces that are read, as ranges of the encoder's words; those that follow one another are one."""
    tokens = ground.text.tokens
    ranges: list[tuple[int, int]] = []
    for a, b in ground.pieces:
        first = bisect_right(words, tokens[a].start, key=itemgetter(1))
        last = bisect_left(words, tokens[b - 1].end, key=itemgetter(0))
        if ranges and first <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(last, ranges[-1][1]))
        elif first < last:
            ranges.append((first, last))
    return ranges


def _clean(text: str) -> str:
    """Halves of characters, as broken input has them, are nothing that a tokenizer takes; each is a sign of its own."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _passages(words: Sequence[tuple[int, int]], window: Window, scored: Scored, spans: Sequence[Labelled]) -> list[Tagged]:
    """Each cue that has a content, with the source at which its arrow points."""

    def chars(span: Labelled) -> Span:
        return Span(words[window.first + span[1]][0], words[window.first + span[2] - 1][1])

    at = window.starts
    cues = [s for s in spans if s[0] == CUE]
    sources = [s for s in spans if s[0] == SOURCE]
    held: dict[Labelled, list[Span]] = {}
    for content in (s for s in spans if s[0] == CONTENT and cues):
        best = (scored.up_to[[at[c[1]] for c in cues]] @ scored.up_from[at[content[1]]]).argmax()
        held.setdefault(cues[int(best)], []).append(chars(content))
    made = []
    for cue, contents in held.items():
        best = int((scored.source_to[[_CLS, *(at[s[1]] for s in sources)]] @ scored.source_from[at[cue[1]]]).argmax())
        source = (chars(sources[best - 1]),) if best else ()
        made.append(Tagged(source, (chars(cue),), tuple(contents)))
    return made
