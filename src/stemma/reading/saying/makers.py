"""Whose word a paper is: "surveys by the agency", "the ministry's bulletin", "imagery analysed by Corvane", "the statement says"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from stemma.core.text import Sentence
from stemma.core.types import Source, SourceKind
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.named import Known
from stemma.reading.saying.said import Cue
from stemma.reading.saying.saying_subjects import SubjectOf
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers

_LAST: Final = 12  # actors looked back at
_LONG: Final = 6  # tokens behind a paper in which its maker is named
_NEAR: Final = 4  # sentences back in which the maker of "the statement" spoke
_GROUP: Final = re.compile(r"[xazB]*")
_FIRST: Final = 3  # tokens into the sentence at which "in a statement" may begin
_BODIES: Final = (SourceKind.INSTITUTION, SourceKind.OUTLET)


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
        if scene.tags[k] in ",;:" or (scene.tags[k] in "vuxB" and scene.norm(k + 1) not in ("by", "to")):
            return None
        if word in ("by", "from") or (word == "of" and k == end) or (word == "to" and scene.norm(k - 1) in speakers.ascribed):
            named = scene.right(k + 1, limit)
            agent = named is not None and k > end and scene.tags[k - 1] in "vVu" and scene.tags[named[0]] in "djnN"  # "kept by the cell"
            if agent and scene.norm(k - 1) in speakers.sighted:
                return None  # "records seen by the paper"
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


class Handed:
    """Finds who hands out a paper that tells something."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers, subject: SubjectOf) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        self._subject = subject

    def telling(self, scene: Scene, at: Range, mode: str, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "issued a statement saying that", "a note that puts the dead at 40": whoever hands out the paper says so."""
        first = at[0] - (scene.norm(at[0] - 1) in ("that", "which"))
        if first == at[0] and scene.letter(first, sentence) != "g":
            return None
        giver = self._giver(scene, first, sentence, actors)
        if giver is None:
            return None
        number = scene.text.tokens[at[0]].sentence
        return Cue(first=at[0], last=at[1], sentence=number, mode=mode, source=giver, head=giver, clause=-1, leading=True)

    def _giver(self, scene: Scene, first: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Range | None:
        """Who handed out the paper that ends before token `first`, a participle or "that" with its verb; None where no paper is."""
        head = scene.left(first, sentence.first) if scene.letter(first - 1, sentence) in "nN" else None
        if head and (maker := self._maker(scene, head, sentence)):
            return maker if self._speakers.can_speak(scene, maker, actors, strict=True) else None
        paper = self._paper(scene, first, sentence)
        if paper is None:
            return None
        if paper > sentence.first and scene.tags[paper - 1] == "G":
            owner = self._owner(scene, paper, sentence)  # "the ministry's statement, putting"
            return owner if self._speakers.can_speak(scene, owner, actors, strict=True) else None
        before = paper - 1
        if before >= sentence.first and scene.norm(before) in self._lexicon.inside and before - sentence.first < _FIRST:
            return self._behind(scene, first, sentence, actors)
        verb = self._verb(scene, before, sentence)
        if verb is None:
            return None
        back = _GROUP.match(scene.turned, len(scene.tags) - verb, len(scene.tags) - sentence.first)
        start = verb - (back.end() - back.start() if back else 0)
        if "B" in scene.tags[start:verb]:
            return None
        subject = self._subject.before(scene, start, sentence)
        if subject is None or not self._speakers.can_speak(scene, subject[1], actors, strict=True):
            return None
        return subject[1]

    def _maker(self, scene: Scene, head: Range, sentence: Sentence) -> Range | None:
        """ "a note from the ministry": who is named behind the paper."""
        for k in range(head[1] - 1, max(sentence.first, head[0] - 2), -1):
            if scene.norm(k) in ("from", "by"):
                return (k + 1, head[1]) if scene.norm(k - 1) in self._lexicon.handed and k + 1 < head[1] else None
        return None

    def _paper(self, scene: Scene, first: int, sentence: Sentence) -> int | None:
        """Where the phrase begins whose last noun is a paper."""
        k = first - 1
        while k > sentence.first and scene.tags[k] in ",t":
            k -= 1  # "a statement on Monday", "a statement, saying"
        if sentence.first < k < first - 1 and scene.tags[k] == "p":
            k -= 1
        if scene.norm(k) not in self._lexicon.handed:
            return None
        while k > sentence.first and scene.tags[k - 1] in "jnNauI'":
            if scene.norm(k - 1) in self._lexicon.handing:
                return k
            k -= 1
        if k > sentence.first and scene.tags[k - 1] in "d":
            return k - 1
        return k

    def _owner(self, scene: Scene, paper: int, sentence: Sentence) -> Range:
        k = paper - 1
        while k > sentence.first and scene.tags[k - 1] in "djnNG":
            k -= 1
        return k, paper

    def _verb(self, scene: Scene, at: int, sentence: Sentence) -> int | None:
        """The verb of handing out that governs what begins behind `at`, over its particle and those to whom it goes."""
        for k in range(at, max(sentence.first, at - 4), -1):
            if scene.norm(k) in self._lexicon.handing:
                return k
            if scene.tags[k] not in "nNdatp" and scene.norm(k) not in ("out", "us"):
                return None
        return None

    def _behind(self, scene: Scene, first: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Range | None:
        """ "In a statement putting the dead at 43, the army said": the subject behind the comma."""
        comma = scene.tags.find(",", first, sentence.last)
        while 0 < comma < sentence.last - 1:
            head = scene.right(comma + 1, sentence.last)
            acts = head is not None and scene.letter(head[1], sentence) in "vVuxaBz"
            if head is not None and acts and self._speakers.can_speak(scene, head, actors, strict=True):
                return head
            comma = scene.tags.find(",", comma + 1, sentence.last)
        return None
