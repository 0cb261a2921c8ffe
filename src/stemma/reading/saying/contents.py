"""Which words belong to a cue: what follows it, what came before it, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from stemma.core.text import Sentence
from stemma.reading.saying.contrast import Contrast
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.said import Cue
from stemma.reading.saying.scene import CLAUSE_TURN, Range, Scene

_FILLER: Final = re.compile(r"(?:a|d?j?t|z|[pPT](?:d*[jG#nNIu']*[nNItm#]+)(?:[op]d*[jG#nNIu']*[nNt#]+)*|#|,N+,)*,?(?=[hQ:])")
_LIGHT: Final = frozenset("cba,.")


class Contents:
    """Gives each cue the stretches of text that are its speaker's words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._contrast = Contrast(lexicon)

    def fill(self, scene: Scene, cues: Sequence[Cue]) -> list[Cue]:
        """The cues of one sentence with their contents, in order."""
        filled: list[Cue] = []
        for cue in cues:
            preset = self._apart(scene, cue, cues) if cue.mode == "according" else cue.pieces
            pieces = self._without_inference(scene, preset) if preset else self._pieces(scene, cue, cues)
            filled.append(cue if pieces == cue.pieces else structs.replace(cue, pieces=pieces))
        return self._contrast.apart(scene, filled)

    def _apart(self, scene: Scene, cue: Cue, cues: Sequence[Cue]) -> tuple[Range, ...]:
        """ "40 according to the police, 80 according to the union": each gives the number before it."""
        pieces = cue.pieces
        for other in cues:
            if other is cue or other.mode != "according" or other.leading or not other.source:
                continue
            past = max(other.last, other.source[1])
            if "#" not in scene.tags[min(past, cue.first) : max(other.first, cue.first)]:
                continue
            if other.first < cue.first:
                pieces = tuple((past, p[1]) if p[0] <= other.first and past < p[1] else p for p in pieces)
            else:
                pieces = tuple(p for p in pieces if not (cue.last <= p[0] and p[0] < other.first < p[1] + 1))
        return pieces or cue.pieces

    def _without_inference(self, scene: Scene, pieces: tuple[Range, ...]) -> tuple[Range, ...]:
        """Preset stretches cut where the outlet draws its own conclusion."""
        return tuple((p[0], self._before_inference(scene, p)) for p in pieces)

    def _before_inference(self, scene: Scene, stretch: Range) -> int:
        for i in range(stretch[0] + 1, stretch[1] - 1):
            if scene.tags[i] == "," and self._lexicon.inference.at(scene.text.tokens, i + 1, stretch[1]):
                return i
        return stretch[1]

    def _pieces(self, scene: Scene, cue: Cue, cues: Sequence[Cue]) -> tuple[Range, ...]:
        sentence = scene.text.sentences[cue.sentence]
        if cue.back:
            return self._earlier(scene, cue, sentence)
        if cue.mode == "citing":
            return self._cited(scene, cue, cues, sentence)
        if cue.leading:
            return self._after(scene, cue, cues, sentence)
        return self._around(scene, cue, cues, sentence)

    def _earlier(self, scene: Scene, cue: Cue, sentence: Sentence) -> tuple[Range, ...]:
        found = []
        for number in range(max(0, cue.sentence - cue.back), cue.sentence):
            other = scene.text.sentences[number]
            if other.paragraph == sentence.paragraph:
                found.append((other.first, other.last))
        if sentence.first < cue.first and cue.back > 1:
            found.append((sentence.first, cue.first))
        return tuple(found)

    def _cited(self, scene: Scene, cue: Cue, cues: Sequence[Cue], sentence: Sentence) -> tuple[Range, ...]:
        """The words of the one who cites are those of the cited."""
        others = [c for c in cues if c is not cue and c.kind == "said" and c.mode != "citing"]
        near = min(others, key=lambda c: abs(c.first - cue.first), default=None)
        if near is not None:
            return near.pieces or self._pieces(scene, near, cues)
        end = cue.source[1] if cue.source else cue.last
        found = ((sentence.first, cue.first), (end, sentence.last))
        return tuple(p for p in found if p[1] - p[0] > 1)

    def _after(self, scene: Scene, cue: Cue, cues: Sequence[Cue], sentence: Sentence) -> tuple[Range, ...]:
        start = max([cue.last, *(r[1] for r in (cue.outer, cue.source) if r and r[0] >= cue.last and not self._participial(cue, r))])
        start = self._past_relay(scene, start, cues, sentence)
        filler = _FILLER.match(scene.tags, start, sentence.last)
        if filler and cue.mode == "count" and scene.letter(start, sentence) == "#":
            filler = None  # "mapped 32 that are gone"
        if filler:
            start = filler.end()
        elif scene.norm(cue.last - 1) in self._lexicon.addressing:
            start = self._past_addressee(scene, start, sentence)
        elif (
            (whom := scene.right(start, sentence.last))
            and scene.letter(whom[1], sentence) == "h"
            and "#" not in scene.tags[whom[0] : whom[1]]
        ):
            start = whom[1]
        elif scene.norm(start) in self._lexicon.leading_words and scene.letter(start + 1, sentence) != "#":
            start += 1
        while start < sentence.last and scene.tags[start] in ",:-":
            start += 1
        end = self._end(scene, cue, cues, (start, sentence.last))
        quote = scene.quote_at(end - 1) if start < end else None
        if quote and start - 1 <= quote[0] and quote[1] > end:
            end = quote[1]
        return ((start, end),) if start < end else ()

    def _past_relay(self, scene: Scene, start: int, cues: Sequence[Cue], sentence: Sentence) -> int:
        """ "reported, citing Interfax, which quoted the ministry, that": the words begin behind those who passed them on."""
        while scene.letter(start, sentence) == ",":
            cited = next((c for c in cues if c.mode == "citing" and c.first == start + 1 and c.source), None)
            if cited is None or cited.source is None or scene.letter(cited.source[1], sentence) != ",":
                return start
            start = cited.source[1]
        return start

    def _past_addressee(self, scene: Scene, start: int, sentence: Sentence) -> int:
        """ "told one of his staff on a regular basis that": the clause begins at "that" or at the quotation."""
        for i in range(start, min(start + 14, sentence.last)):
            if scene.tags[i] in "hQ":
                return i
            if scene.tags[i] in ",;:.vxBVr":
                break
        return start

    def _participial(self, cue: Cue, source: Range) -> bool:
        """ "While asserting that ..., he": the source stands after the words, not between cue and words."""
        return cue.clause == cue.first and cue.source == source and cue.source[0] > cue.last + 1

    def _end(self, scene: Scene, cue: Cue, cues: Sequence[Cue], stretch: Range) -> int:
        start, end = stretch
        if cue.source and self._participial(cue, cue.source):
            end = min(end, cue.source[0] - 1)
        for other in cues:
            if other.first > start and other is not cue and start < other.clause < end and other.mode not in ("evidential", "passive"):
                quote = scene.quote_at(other.clause)
                if quote is None or quote[0] < start - 1 or quote[1] <= other.clause + 1:
                    end = self._turned(scene, other, (start, other.clause))
                    break
        if cue.kind in ("intent", "attitude") or (cue.mode == "deny" and scene.tags[start : start + 1] in ("I", "g")):
            comma = scene.tags.find(",", start, end)
            if comma > 0 and (scene.quote_at(comma) is None or scene.tags[comma + 1 : comma + 2] == "q"):
                end = comma + 1 if scene.tags[comma + 1 : comma + 2] == "q" else comma
        for other in cues:
            if other is not cue and other.source and other.source[0] <= cue.first < other.source[1] <= other.first:
                end = min(end, other.source[1] - 1)  # "who asked that ..., said": a clause inside the other's source
        relative = scene.tags.find(",w", start, end) if cue.mode == "deny" else -1
        if relative > 0 and scene.quote_at(relative) is None:
            end = relative  # "denied that it was active over the district, which lies 4 km from": not denied
        semicolon = scene.tags.find(";", start, end)
        if semicolon > 0:
            end = semicolon
        return self._before_inference(scene, (start, end))

    def _turned(self, scene: Scene, other: Cue, stretch: Range) -> int:
        """ "A said that 40 were dark, and 120 towns were hit, B estimates": where the clause of the one who is named behind it begins."""
        start, end = stretch
        if (
            "h" not in scene.tags[start - 1 : start + 1]
            or other.leading
            or other.kind != "said"
            or not other.source
            or other.source[0] > other.first
            or scene.tags[end] != ","
        ):
            return end
        turn = CLAUSE_TURN.search(scene.tags[:end], start)
        return turn.start() if turn else end

    def _around(self, scene: Scene, cue: Cue, cues: Sequence[Cue], sentence: Sentence) -> tuple[Range, ...]:
        """The words before the cue, and those after it where it stands between commas."""
        first = min([cue.first, *(r[0] for r in (cue.source,) if r)])
        last = max([cue.last, *(r[1] for r in (cue.source, cue.outer) if r)])
        low = self._beginning(scene, cue, cues, (sentence.first, first))
        found: list[Range] = [(low, first)] if low < first else []
        filler = re.compile(r"[^,.;hqQ]{0,14}").match(scene.tags, last, sentence.last)
        resume = filler.end() if filler else last
        if scene.letter(resume, sentence) in ",q" and scene.letter(first - 1, sentence) in ",q-":
            start = resume + 1
            end = self._end(scene, cue, cues, (start, sentence.last))
            tail = scene.tags[start:end]
            whole = any(c in "vuVxB" for c in scene.tags[low:first])
            turned = whole and any(
                c is not cue and c.source and c.source != cue.source and (resume <= c.clause <= start or self._takes_over(scene, c, start))
                for c in cues
            )
            if (
                len(tail) > 1
                and not turned
                and (scene.tags[start] not in "gw" or scene.tags[start] == "Q")
                and not (scene.tags[start] in "PI" and "Q" not in tail)
            ):
                found.append((start, end))
        if not found:
            found = self._quote_before(scene, sentence)
        return tuple(self._with_run_on(scene, cue, found, sentence))

    def _takes_over(self, scene: Scene, other: Cue, start: int) -> bool:
        """ "..., he says, and 60 are ill, according to her": the clause that "and" opens is the other's."""
        return other.mode == "according" and not other.leading and other.first > start and scene.tags[start] in "cb"

    def _beginning(self, scene: Scene, cue: Cue, cues: Sequence[Cue], stretch: Range) -> int:
        low, first = stretch
        semicolon = scene.tags.rfind(";", low, first)
        if semicolon >= 0:
            low = semicolon + 1
        for other in cues:
            if (
                other.first < cue.first
                and other.source
                and max(other.source[1], other.last) < first
                and not other.leading
                and other.kind != "evidential"
            ):
                low = max(low, other.source[1], other.last)
            elif (
                other.first < cue.first
                and other.source
                and other.leading
                and other.source[1] < first
                and scene.tags[first - 1] == ","
                and "h" in scene.tags[other.last : min(other.last + 5, first)]
            ):
                turn = CLAUSE_TURN.search(scene.tags[: first - 1], max(other.last, other.source[1]))
                low = max(low, turn.start()) if turn else low
        while low < first and scene.tags[low] in _LIGHT:
            low += 1
        if scene.tags[first - 1 : first] == "q" or scene.tags[first - 2 : first] in ("q,", ",q"):
            quote = scene.quote_at(first - 2) or scene.quote_at(first - 1)
            if quote and quote[0] < low:
                return quote[0]
        return low

    def _quote_before(self, scene: Scene, sentence: Sentence) -> list[Range]:
        """A quotation that ended just before the sentence of its speaker."""
        if sentence.first and scene.tags[sentence.first - 1] == "q":
            quote = scene.quote_at(sentence.first - 1)
            if quote:
                return [quote]
        return []

    def _with_run_on(self, scene: Scene, cue: Cue, found: list[Range], sentence: Sentence) -> list[Range]:
        """ "We leave," he said. "Tomorrow.": the quotation that goes on behind its speaker."""
        if not found or "q" not in scene.tags[found[0][0] : found[0][1] + 1]:
            return found
        nxt = sentence.last
        if (
            nxt < len(scene.tags)
            and scene.tags[nxt] == "Q"
            and scene.text.sentences[scene.text.tokens[nxt].sentence].paragraph == sentence.paragraph
        ):
            quote = scene.quote_at(nxt)
            if quote:
                ending = scene.text.sentences[scene.text.tokens[quote[1] - 1].sentence]
                rest = scene.tags[quote[1] : max(quote[1], ending.last)]
                if not any(c in "vu" for c in rest):
                    return [*found, quote]
        return found
