"""Those who are named as subjects without having said anything yet, whom "the force" and "the company" may mean."""

from __future__ import annotations

import re
from bisect import bisect_left
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
                subject = self._acting_person(sentence)
            if subject is None:
                continue
            whole = scene.after_comma(subject, sentence.last)  # "The commander, General Solo Andriama, received us"
            source = self._speakers.source(scene, whole, subject, self._actors)
            found.append(self.known(source, self._speakers.noun(scene, subject), k))
        return found

    def labelled(self, label: Range) -> Source:
        """ "SMITH:" in a transcript: the person of that name, or one who is known by it alone."""
        span = self._scene.span(label)
        words = self._scene.words(label)
        known = next((a for a in self._actors if a.kind == "person" and a.name.split()[-1].upper() == words.split()[-1]), None)
        name = known.name if known else words.title()
        return Source(name=name, kind=SourceKind.PERSON, actor=known.actor if known else "", start=span.start, end=span.end)

    def _acting_person(self, sentence: Sentence) -> Range | None:
        """ "In a televised address President Ruiz apologised": a person right before a verb, behind whatever opens the sentence."""
        scene = self._scene
        for actor in self._actors_in(sentence.start, sentence.end):
            first, last = scene.text.token_at(actor.start), scene.text.token_at(actor.end)
            if actor.kind == "person" and last < sentence.last and scene.tags[last] in "vuVxB":
                return first, last
        return None

    def person_here(self, number: int, i: int) -> Source | None:
        """ "In the forge of the smith Baba Tsado the water stood high, he says": the person whom a sentence names that nobody opens."""
        scene, sentence = self._scene, self._scene.text.sentences[number]
        persons = [a for a in self._actors_in(sentence.start, scene.text.tokens[i].start) if a.kind == "person"]
        if not persons:
            return None
        subject = scene.first_phrase(sentence, i, past_place=True)
        told = subject is not None and self._can_speak(subject) and not any(scene.span(subject).start <= a.start for a in persons)
        one = persons[-1]
        return None if told else Source(name=one.name, kind=SourceKind.PERSON, actor=one.actor, start=one.start, end=one.end)

    def _actors_in(self, start: int, end: int) -> list[ActorMention]:
        return [a for a in self._actors[bisect_left(self._actors, start, key=lambda a: a.start) :] if a.end <= end]

    def told_here(self, number: int, i: int) -> Source | None:
        """ "An officer was more careful: his side had taken 80, he said": the person who is the subject before the colon."""
        scene, sentence = self._scene, self._scene.text.sentences[number]
        turn = max(scene.tags.rfind(c, sentence.first, i) for c in ":;")
        subject = scene.first_phrase(sentence, turn) if turn > sentence.first else None
        noun = self._speakers.noun(scene, subject) if subject is not None else ""
        if subject is None or "r" in scene.tags[subject[1] : turn]:
            return None
        actor = self._speakers.actor(scene, subject, self._actors) if noun not in self._speakers.roles else None
        if noun not in self._speakers.roles and (actor is None or actor.kind != "person"):
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
        subject = scene.first_phrase(sentence, head[0], past_place=True) if trailing else None
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


def somebody_at(speakers: Speakers, scene: Scene, apart: tuple[Range, Range] | None, sentence: Sentence) -> tuple[Range, Range] | None:
    """ "A medic at HJRA, the capital's largest hospital, who asked not to be named, said": the medic, no hospital."""
    if apart is None or scene.norm(apart[1][1] + 1) != "who" or scene.tags[apart[1][0] - 1] != "," or _is_person(speakers, scene, apart[1]):
        return apart
    where = scene.left(apart[1][0] - 1, sentence.first)
    if (
        where is not None
        and "p" not in scene.tags[where[0] : where[1]]
        and scene.tags[where[0] - 1] in "pP"
        and where[0] - 1 > sentence.first
    ):
        who = scene.left(where[0] - 1, sentence.first)
        where = (who[0], where[1]) if who is not None else None
    return ((where[0], apart[0][1]), where) if where is not None and _is_person(speakers, scene, where) else apart


def _is_person(speakers: Speakers, scene: Scene, head: Range) -> bool:
    """True of a phrase whose noun is what somebody is."""
    noun = speakers.noun(scene, head)
    return noun in speakers.roles or noun in speakers.plural
