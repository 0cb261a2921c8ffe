"""Those who are named as subjects without having said anything yet, whom "the force" and "the company" may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from stemma.core.text import Sentence
from stemma.core.types import Source, SourceKind
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers

BACK: Final = 2  # sentences back in which one who is only named may be meant


class Known(NamedTuple):
    source: Source
    noun: str
    plural: bool
    sentence: int = -1  # where the speaker was last named


class Named:
    """Finds the subjects of the sentences around a place."""

    def __init__(self, speakers: Speakers, scene: Scene, actors: Sequence[ActorMention]) -> None:
        self._speakers = speakers
        self._scene = scene
        self._actors = actors

    def known(self, source: Source, noun: str, sentence: int) -> Known:
        plural = noun in self._speakers.plural or (noun.endswith("s") and source.kind is SourceKind.INSTITUTION)
        return Known(source, noun, plural, sentence)

    def before(self, number: int) -> list[Known]:
        """Those who are the subject of the sentences just before, without having said anything there; the nearest first."""
        scene = self._scene
        found: list[Known] = []
        for k in range(number - 1, max(-1, number - 1 - BACK), -1):
            sentence = scene.text.sentences[k]
            if scene.text.marked(sentence.start, sentence.end):
                continue
            subject = scene.first_phrase(sentence, sentence.last, past_place=True)
            if subject is not None and scene.tags[subject[0]] == "r":
                subject = self._object(subject, sentence)
            if subject is None or not self._can_speak(subject):
                continue
            source = self._speakers.source(scene, subject, subject, self._actors)
            found.append(self.known(source, self._speakers.noun(scene, subject), k))
        return found

    def told_here(self, number: int, i: int) -> Source | None:
        """ "An officer was more careful: his side had taken 80, he said": the person who is the subject before the colon."""
        scene, sentence = self._scene, self._scene.text.sentences[number]
        turn = max(scene.tags.rfind(c, sentence.first, i) for c in ":;")
        subject = scene.first_phrase(sentence, turn) if turn > sentence.first else None
        noun = self._speakers.noun(scene, subject) if subject is not None else ""
        if subject is None or noun not in self._speakers.roles or "r" in scene.tags[subject[1] : turn]:
            return None
        return self._speakers.source(scene, subject, subject, self._actors)

    def here(self, number: int, head: Range) -> list[Known]:
        """ "Police in Jena arrested 40, the force said": the subject of the very sentence."""
        scene = self._scene
        subject = self._subject(number, head)
        if subject is None or not self._can_speak(subject):
            return []
        return [self.known(self._speakers.source(scene, subject, subject, self._actors), self._speakers.noun(scene, subject), number)]

    def _can_speak(self, subject: Range) -> bool:
        """True of a subject that can speak, not of "fighting between | government troops", in which somebody is only named."""
        scene = self._scene
        if not self._speakers.can_speak(scene, subject, self._actors, strict=True):
            return False
        if self._speakers.noun(scene, subject) in self._speakers.speaking:
            return True
        joined = next((i for i in range(subject[0] + 1, subject[1]) if scene.tags[i] in "pP"), subject[1])
        if joined - subject[0] == 1 and joined < subject[1] and scene.norm(subject[0]).endswith("ing"):
            return False
        return joined == subject[1] or self._speakers.can_speak(scene, (subject[0], joined), self._actors, strict=True)

    def _subject(self, number: int, head: Range) -> Range | None:
        """The subject of a sentence behind whose end "the force said" hangs."""
        scene, sentence = self._scene, self._scene.text.sentences[number]
        trailing = scene.letter(head[0] - 1, sentence) in ",q" and head[1] - head[0] == 2
        subject = scene.first_phrase(sentence, head[0]) if trailing else None
        if subject and scene.tags[subject[1] - 2 : subject[1]] == "Nn" and scene.norm(subject[1] - 1).endswith("ed"):
            return subject[0], subject[1] - 1  # "Police in Jena detained"
        return subject

    def owner(self, head: Range, noun: str) -> Source | None:
        """ "Wardens from Parks and Wildlife have walked 60 miles, the agency said": the body whose people they are."""
        scene = self._scene
        number = scene.text.tokens[head[0]].sentence
        subject = self._subject(number, head) if noun in self._speakers.bodies else None
        names = re.search("(?<=[po])d?(N+(?:cN+)?)$", scene.tags[subject[0] : subject[1]]) if subject else None
        if subject is None or names is None:
            return None
        at = (subject[0] + names.start(1), subject[1])
        return self._speakers.source(scene, at, at, self._actors)

    def _object(self, subject: Range, sentence: Sentence) -> Range | None:
        """ "We asked the mayor's office for newer numbers": the one who was asked."""
        scene = self._scene
        for i in range(subject[1], min(subject[1] + 4, sentence.last)):
            if scene.tags[i] in "vuV":
                return scene.right(i + 1, sentence.last)
        return None


def is_body(known: Known, noun: str, wanted: Sequence[str], agencies: frozenset[str]) -> bool:
    """ "the agency" for the National Disaster Management Authority, or for its initials."""
    name = known.source.name
    return known.source.kind is SourceKind.INSTITUTION and (
        known.noun in wanted
        or noun in name.lower().split()
        or (noun in agencies and name.rsplit("(", 1)[-1].rstrip(")").isupper() and len(name) > 2)
    )


def bare_name(source: Source) -> bool:
    """A capitalised name of which nothing is known may be a person's."""
    words = source.name.split()
    return (
        source.kind is SourceKind.INSTITUTION
        and not source.actor
        and len(words) <= 3
        and all(w[:1].isupper() and not w.isupper() for w in words)
    )


def is_unknown(known: Known, bodies: AbstractSet[str]) -> bool:
    """True of a capitalised institution of which its name does not say what it is: "Santé publique Velmia"."""
    words = known.source.name.lower().split()
    named = known.source.kind is SourceKind.INSTITUTION and known.source.name[:1].isupper() and len(words) > 1
    return named and bodies.isdisjoint(words)
