"""Passages that a trained tagger marked, made into cues beside those of the rules."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.types import Span
from stemma.reading.cues import Lexicon
from stemma.reading.said import Cue, Tagged
from stemma.reading.saying_forms import kind_of
from stemma.reading.scene import Range, Scene


def cues_of(scene: Scene, passages: Sequence[Tagged], rules: Sequence[Cue], lexicon: Lexicon) -> list[Cue]:
    """The cues of tagged passages where the rules found none and where a content was tagged."""
    found: list[Cue] = []
    taken = {i for cue in rules for i in range(cue.first, cue.last)}
    for passage in passages:
        at = _tokens(scene, passage.cue[:1])
        if not at or not passage.source or not passage.content or taken & set(range(*at[0])):
            continue
        first, last = at[0]
        whole = _tokens(scene, passage.source[:1])
        if not whole or scene.tags[whole[0][0] : whole[0][1]].strip("Qq,.") == "":
            continue
        verb = next((v for i in range(last - 1, first - 1, -1) for v in lexicon.verbs.get(scene.norm(i), ()) if not v.particle), None)
        kind = kind_of(scene, (first, last), verb, lexicon) if verb else "negative" if "z" in scene.tags[first:last] else "said"
        found.append(
            Cue(
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
        )
    return found


def _tokens(scene: Scene, spans: Sequence[Span]) -> list[Range]:
    """Character spans as token ranges; what holds no token is left out."""
    ranges = [(scene.text.token_at(s.start), scene.text.token_at(s.end)) for s in spans]
    return [(a, b) for a, b in ranges if a < b <= len(scene.tags)]


def _head(scene: Scene, whole: Range) -> Range:
    """A source without its apposition: "Ana Ruiz, a nurse" is headed by the name."""
    comma = scene.tags.find(",", whole[0] + 1, whole[1])
    return (whole[0], comma) if comma > 0 else whole
