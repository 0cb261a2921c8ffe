"""The encoder: tags words as source, cue or content, and says which belong together. onnxruntime and tokenizers, nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from stemma.core.errors import MissingExtra
from stemma.core.types import Span
from stemma.reading.said import Tagged
from stemma_attribution.windows import Window, windows, words_of

DATA = Path(__file__).parent / "data"
TAGS = ("O", "B-S", "I-S", "B-C", "I-C", "B-T", "I-T")  # S source, C cue, T content
_BATCH = 1  # int8 scales by what stands together, so that each window is read alone and always alike; batches save no time on one core
_CLS = 0  # a cue that points at the window's first piece has no source


class Found(NamedTuple):
    """What was tagged in one window: (kind, first word, last word), and the numbers of the cue and source that each hangs on."""

    spans: list[tuple[str, int, int]]
    cue_of: dict[int, int]
    source_of: dict[int, int]


class Tagger:
    """Loads the model when it is first asked."""

    name = "minilm-polnear/2"

    def __init__(self, folder: Path = DATA, threads: int = 1) -> None:
        self._folder = folder
        self._threads = threads
        self._session: Any = None

    def passages(self, text: str, within: Sequence[Span] = ()) -> list[Tagged]:
        """The attributions of a text in order of place; with `within`, only windows that touch these stretches are looked at."""
        words = words_of(text)
        if not words:
            return []
        self._load()
        encoded = self._tokenizer.encode([_clean(text[s:e]) for s, e in words], is_pretokenized=True, add_special_tokens=False)
        pieces: list[list[int]] = [[] for _ in words]
        for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
            pieces[word].append(piece)
        cut = [w for w in windows(text, words, pieces) if not within or _touches(words, w, within)]
        found: list[Tagged] = []
        order = sorted(range(len(cut)), key=lambda i: len(cut[i].ids))
        answers: dict[int, Found] = {}
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            answers.update(zip(batch, self._tag([cut[i] for i in batch]), strict=True))
        for i, window in enumerate(cut):
            found += _passages(text, words, window, answers[i])
        return sorted(found, key=lambda p: min(p.cue + p.content + p.source))

    def _load(self) -> None:
        if self._session is not None:
            return
        try:
            import numpy
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as fault:
            raise MissingExtra(str(fault.name), "model", "The learned reader") from fault
        self._np: Any = numpy
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        chain = json.loads((self._folder / "chain.json").read_text(encoding="utf-8"))
        self._steps = numpy.array(chain["steps"], dtype=numpy.float32)
        self._begin = numpy.array(chain["begin"], dtype=numpy.float32)
        self._tokenizer: Any = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        model = str(self._folder / "attribution.int8.onnx")
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def _tag(self, batch: Sequence[Window]) -> list[Found]:
        numpy = self._np
        longest = max(len(w.ids) for w in batch)
        ids = numpy.zeros((len(batch), longest), numpy.int64)
        mask = numpy.zeros((len(batch), longest), numpy.int64)
        for row, window in enumerate(batch):
            ids[row, : len(window.ids)] = window.ids
            mask[row, : len(window.ids)] = 1
        tag, up_from, up_to, source_from, source_to = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        found = []
        for row, window in enumerate(batch):
            starts = list(window.starts)
            spans = _spans([TAGS[t] for t in self._best(tag[row, starts])])
            cues = [k for k, s in enumerate(spans) if s[0] == "C"]
            sources = [k for k, s in enumerate(spans) if s[0] == "S"]
            at = {k: starts[spans[k][1]] for k in range(len(spans))}
            cue_of, source_of = {}, {}
            for k, span in enumerate(spans):
                if span[0] == "T" and cues:
                    cue_of[k] = cues[int((up_to[row, [at[c] for c in cues]] @ up_from[row, at[k]]).argmax())]
                elif span[0] == "C":
                    best = int((source_to[row, [_CLS, *(at[s] for s in sources)]] @ source_from[row, at[k]]).argmax())
                    if best:
                        source_of[k] = sources[best - 1]
            found.append(Found(spans, cue_of, source_of))
        return found

    def _best(self, scores: Any) -> list[int]:
        """The best sequence of tags: Viterbi over the learned steps from tag to tag."""
        numpy = self._np
        total = scores[0] + self._begin
        back = []
        for row in scores[1:]:
            ways = total[:, None] + self._steps
            best = ways.argmax(0)
            back.append(best)
            total = ways[best, numpy.arange(len(TAGS))] + row
        tags = [int(total.argmax())]
        for best in reversed(back):
            tags.append(int(best[tags[-1]]))
        return tags[::-1]


def _touches(words: Sequence[tuple[int, int]], window: Window, within: Sequence[Span]) -> bool:
    here = Span(words[window.first][0], words[window.last - 1][1])
    return any(here.overlaps(span) for span in within)


def _clean(word: str) -> str:
    """Halves of characters, as broken input has them, are nothing that a tokenizer takes."""
    return word.encode("utf-8", "replace").decode("utf-8")


def _spans(tags: Sequence[str]) -> list[tuple[str, int, int]]:
    """Tagged stretches as (kind, first, last)."""
    found: list[tuple[str, int, int]] = []
    kind, start = "", 0
    for i, tag in enumerate([*tags, "O"]):
        if kind and (tag == "O" or tag[0] == "B" or tag[2:] != kind):
            found.append((kind, start, i))
            kind = ""
        if tag != "O" and not kind:
            kind, start = tag[2:], i
    return found


def _passages(text: str, words: Sequence[tuple[int, int]], window: Window, found: Found) -> list[Tagged]:
    def chars(k: int) -> Span:
        _, first, last = found.spans[k]
        return Span(words[window.first + first][0], words[window.first + last - 1][1])

    made = []
    for k, span in enumerate(found.spans):
        if span[0] != "C":
            continue
        contents = tuple(chars(c) for c in sorted(found.cue_of) if found.cue_of[c] == k)
        if not contents:
            continue  # a cue alone says nothing; on PolNeAR's dev part this lifts the linked score from 69.1 to 70.6
        source = (chars(found.source_of[k]),) if k in found.source_of else ()
        made.append(Tagged(source, (chars(k),), contents))
    return made
