"""Whose word a paper is: "surveys by the agency", "the ministry's bulletin", "imagery analysed by Corvane", "the statement says"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from stemma.core.types import Source, SourceKind
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.named import Known
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers

_LAST = 12  # actors looked back at
_LONG = 6  # tokens behind a paper in which its maker is named
_NEAR = 4  # sentences back in which the maker of "the statement" spoke
_BODIES = (SourceKind.INSTITUTION, SourceKind.OUTLET)


def maker(scene: Scene, speakers: Speakers, whole: Range, head: Range, actors: Sequence[ActorMention]) -> Range | None:
    """The phrase that names the maker of a paper, where the paper's own phrase does."""
    end = next((i for i in range(head[0] + 1, head[1]) if scene.tags[i] in "opc"), head[1])
    owner = scene.tags.rfind("G", head[0], end - 1)
    if owner >= 0:
        at = (head[0], owner + 1)
        return at if _makes(scene, speakers, at, actors) else None
    limit = max(whole[1], head[1])
    for k in range(end, min(end + _LONG, limit - 1)):
        word = scene.norm(k)
        if scene.tags[k] in ",;:" or (scene.tags[k] in "vuxB" and scene.norm(k + 1) != "by"):
            return None
        if word in ("by", "from") or (word == "of" and k == end):
            named = scene.right(k + 1, limit)
            agent = named is not None and k > end and scene.tags[k - 1] in "vVu" and scene.tags[named[0]] in "djnN"  # "kept by the cell"
            signed = named is not None and word == "by" and (agent or scene.tags[named[1] - 1] == "N")
            if named is not None and (signed or _makes(scene, speakers, named, actors)):
                return named
    return None


def _makes(scene: Scene, speakers: Speakers, at: Range, actors: Sequence[ActorMention]) -> bool:
    """True of a body, an office or a known name, not of a place, a country or many people."""
    if scene.tags[at[0]] in "#t" or not speakers.can_speak(scene, at, actors, strict=True):
        return False
    actor, noun = speakers.actor(scene, at, actors), speakers.noun(scene, at)
    if noun in speakers.places or (actor is not None and actor.kind == "state" and noun not in speakers.bodies):
        return False
    return noun in speakers.bodies or noun in speakers.outlets or actor is not None


def issuer(scene: Scene, speakers: Speakers, head: Range, noun: str, earlier: Sequence[Known]) -> Source | None:
    """ "The statement says": whoever spoke last before it, where nobody else is named as its maker."""
    if noun not in speakers.issued or head[1] - head[0] != 2 or scene.norm(head[0]) not in ("the", "that", "this"):
        return None
    if scene.text.tokens[head[1] - 1].text[0].isupper():
        return None  # "told the Bulletin"
    number = scene.text.tokens[head[0]].sentence
    known = next((k for k in reversed(earlier) if k.source.kind in _BODIES), None)
    return known.source if known is not None and known.sentence >= number - _NEAR else None


def same_outlet(scene: Scene, earlier: Sequence[Known], actors: Sequence[ActorMention], start: int) -> Source | None:
    """ "according to the same newspaper": the outlet that spoke last, else the one that was only named."""
    told = next((k.source for k in reversed(earlier) if k.source.kind is SourceKind.OUTLET), None)
    named = next((a for a in reversed(actors) if a.end <= start and a.kind in ("outlet", "agency")), None)
    if named is not None and (told is None or told.end < named.start):
        return Source(name=named.name, kind=SourceKind.OUTLET, actor=named.actor, start=named.start, end=named.end)
    return told


def mentioned(scene: Scene, speakers: Speakers, actors: Sequence[ActorMention], head: Range, nouns: Sequence[str]) -> Source | None:
    """ "the World Health Organization's emergencies chief ... by the organisation's count": a body that was only named."""
    if nouns[0] not in speakers.bodies or "G" in scene.tags[head[0] : head[1] - 1] or head[1] - head[0] > 2:
        return None
    names = {w for w in nouns if w[:5] == nouns[0][:5]}  # organisation, organization
    last = bisect_right(actors, scene.span(head).start, key=lambda a: a.end)
    for actor in reversed(actors[max(0, last - _LAST) : last]):
        if actor.kind == "institution" and actor.name[:1].isupper() and set(actor.name.lower().split()) & names:
            return Source(
                name=actor.name, kind=SourceKind.INSTITUTION, actor=actor.actor or actor.country, start=actor.start, end=actor.end
            )
    return None
