"""Passages that a trained tagger marked, made into cues beside those of the rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from stemma.core.types import Span
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.said import Attribution, Cue, Tagged
from stemma.reading.saying.saying_forms import kind_of
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.seam import PassageTagger, Seen

_SPOKEN: Final = ("said", "evidential", "negative")


def cues_of(seen: Seen, tagger: PassageTagger, lexicon: Lexicon, figures: Sequence[Span] | None = None) -> list[Cue]:
    """Cues for the figures of which no rule says who stands behind them; the tagger is asked about nothing else."""
    scene, rules = seen.scene, seen.rules
    bare = _unspoken(scene, rules, figures)
    if not bare:
        return []
    cued = [s for a in rules for s in a.cue]
    numbers = sorted({scene.text.tokens[scene.text.token_at(b.start)].sentence for b in bare})
    asked = [Span(scene.text.sentences[n].start, scene.text.sentences[n].end) for n in numbers]
    found: list[Cue] = []
    for passage in tagger.passages(scene.text.text, asked, seen):
        if any(b.overlaps(s) for b in bare for s in passage.content) and not any(c.overlaps(s) for c in cued for s in passage.cue):
            cue = _cue(scene, passage, lexicon)
            if cue is not None:
                found.append(cue)
    return found


def _unspoken(scene: Scene, rules: Sequence[Attribution], figures: Sequence[Span] | None) -> list[Span]:
    """The numbers that stand in nobody's words; where figures are told, those of their numbers."""
    counted = None if figures is None else sorted(figures)
    spoken = [s for a in rules if a.kind in _SPOKEN for s in a.content]
    found = []
    for i, letter in enumerate(scene.tags):
        if letter == "#":
            token = scene.text.tokens[i]
            span = Span(token.start, token.end)
            if counted is not None and not _any_overlaps(counted, span):
                continue
            if not scene.text.marked(*span) and not any(s.holds(span) for s in spoken):
                found.append(span)
    return found


def _any_overlaps(spans: Sequence[Span], span: Span) -> bool:
    """True where one of some spans in order of place overlaps a span."""
    at = bisect_right(spans, span.start, key=lambda s: s.start)
    return any(s.overlaps(span) for s in spans[max(0, at - 2) : at + 1])


def _cue(scene: Scene, passage: Tagged, lexicon: Lexicon) -> Cue | None:
    at, whole = _tokens(scene, passage.cue[:1]), _tokens(scene, passage.source[:1])
    if not at or not whole or not passage.content or not scene.tags[whole[0][0] : whole[0][1]].strip("Qq,."):
        return None
    first, last = at[0]
    verb = next((v for i in range(last - 1, first - 1, -1) for v in lexicon.verbs.get(scene.norm(i), ()) if not v.particle), None)
    kind = kind_of(scene, (first, last), verb, lexicon) if verb else "negative" if "z" in scene.tags[first:last] else "said"
    return Cue(
        first=first,
        last=last,
        sentence=scene.text.tokens[first].sentence,
        mode=verb.mode if verb else "say",
        kind=kind,
        source=whole[0],
        head=_head(scene, whole[0]),
        pieces=tuple(_tokens(scene, passage.content)),
        clause=min(first, whole[0][0]),
        leading=passage.content[0].start > passage.cue[0].start,
    )


def _tokens(scene: Scene, spans: Sequence[Span]) -> list[Range]:
    """Character spans as token ranges; what holds no token is left out."""
    ranges = [(scene.text.token_at(s.start), scene.text.token_at(s.end)) for s in spans]
    return [(a, b) for a, b in ranges if a < b <= len(scene.tags)]


def _head(scene: Scene, whole: Range) -> Range:
    """A source without its apposition: "Ana Ruiz, a nurse" is headed by the name."""
    comma = scene.tags.find(",", whole[0] + 1, whole[1])
    return (whole[0], comma) if comma > 0 else whole
