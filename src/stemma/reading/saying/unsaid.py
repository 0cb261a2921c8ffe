"""Whose word a figure is without a verb of saying: what a body has done itself, and the toll that whoever counts others tells of.

With a toll verbs stand in other frames than with what is said: a minister recognises five infected, a chief counters with 27 dead, a
doctor is giving 64 cases. What those who count do to the dead or the sick is no saying (`deeds`): they find or admit them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from stemma.core.text import Sentence
from stemma.core.types import Source, SourceKind
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.chains import Chains
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.references import References
from stemma.reading.saying.said import Attribution, Cue
from stemma.reading.saying.saying_forms import clause_around, sentence_number
from stemma.reading.saying.saying_subjects import SubjectOf
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers

_DONE = re.compile(r"(?:x[xa]*[VvunI]|a?[Vvu])(?:n?p)?[dpPaTjGn]{0,4}#")  # "has also sent some 850", "delivered 700", "has flown in 168"
_WHICH: Final = re.compile(",w")
_TURN: Final = re.compile(r";|,?[b]|,c")
_NUMBERED: Final = re.compile(r"[jnV']{0,2}#[#']*[dpPaTjo]{0,6}(?=[vuIgx])")  # from the word of a toll back to the verb before its number
_COUNTED: Final = re.compile(r"[jnV']{0,2}#[#']*d?")
_HAD: Final = re.compile(r"[xa]*")
_COUNTING: Final = frozenset(("count", "say", "show", "confirm"))  # modes of verbs by which numbers are told
_GIVEN: Final = re.compile(r"(?:p[nN]{1,2})?B?[Vvu]?p")  # "are from", "are provided by"
_GROUP: Final = re.compile(r"[xazB]*")
_ONGOING: Final = "Ig"  # letters of "-ing"


class OwnActs:
    """Finds the acts of civil offices and aid bodies with a number behind them."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers, chains: Chains) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        self._chains = chains

    def find(self, scene: Scene, actors: Sequence[ActorMention], references: References) -> Iterator[Attribution]:
        """Acts, each with the office as its source; they count only where nobody is named who says so."""
        for sentence in scene.text.sentences:
            if "#" not in scene.tags[sentence.first : sentence.last] or scene.text.marked(sentence.start, sentence.end):
                continue
            for subject, verb in self._subjects(scene, sentence):
                done = _DONE.match(scene.tags, verb, sentence.last)
                if done is None or not self._acts(scene, subject, (verb, done.end()), actors):
                    continue
                source = references.source(subject, subject, keep=False)
                if source is None or source.kind is not SourceKind.INSTITUTION or self._chains.is_armed(source):
                    continue
                yield self._made(scene, (verb, sentence.last), source)

    def _subjects(self, scene: Scene, sentence: Sentence) -> Iterator[tuple[Range, int]]:
        """The sentence's subject, and a name before ", which has"; each with where its verb begins."""
        subject = scene.first_phrase(sentence, sentence.last)
        if subject is not None:
            yield subject, subject[1]
        for m in _WHICH.finditer(scene.tags[sentence.first : sentence.last]):
            comma = sentence.first + m.start()
            head = scene.left(comma, sentence.first) if comma > sentence.first else None
            if head is not None and scene.norm(comma + 1) == "which":
                yield head, comma + 2

    def _acts(self, scene: Scene, subject: Range, deed: Range, actors: Sequence[ActorMention]) -> bool:
        if any(scene.norm(k) in self._lexicon.suffering for k in range(*deed)) or "z" in scene.tags[deed[0] : deed[1]]:
            return False
        noun = self._speakers.noun(scene, subject)
        actor = self._speakers.actor(scene, subject, actors)
        if actor is None or actor.kind != "institution" or noun in self._lexicon.acting:
            return noun in self._lexicon.acting
        words = set(actor.name.lower().split())
        sign = scene.words((subject[1] - 1, subject[1]))
        return bool(words & self._lexicon.acting) or (len(sign) > 2 and sign.isupper())

    def _made(self, scene: Scene, stretch: Range, source: Source) -> Attribution:
        turn = _TURN.search(scene.tags, stretch[0] + 1, stretch[1])
        piece = scene.span((stretch[0], turn.start() if turn else stretch[1]))
        return Attribution(source=(), cue=(), content=(piece,), chain=(source,), kind="act", mode="act", carried=True, certainty=0.4)


class TollCues:
    """Finds the cues that lie in telling of a toll."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        self._subject = SubjectOf(lexicon, speakers)

    def logged(self, scene: Scene, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        """The cues of tolls that are told by whose they are: "the eight deaths the commission had logged"."""
        for i in scene.text.places(self._lexicon.tolls):
            logged = self._logged(scene, i, scene.text.sentences[sentence_number(scene, i)], actors)
            if logged:
                yield logged

    def of_all(self, scene: Scene, actors: Sequence[ActorMention], references: References) -> dict[int, Source]:
        """The sentences that say whose all figures of a report are: "Unless otherwise stated, figures are from the centre"."""
        found: dict[int, Source] = {}
        for i in scene.text.places(self._lexicon.sums):
            number = sentence_number(scene, i)
            sentence = scene.text.sentences[number]
            if self._lexicon.throughout.isdisjoint([scene.norm(k) for k in range(sentence.first, sentence.last)]):
                continue
            given = _GIVEN.match(scene.tags, i + 1, sentence.last)
            if given is None or scene.norm(given.end() - 1) not in ("from", "by"):
                continue
            head = scene.right(given.end(), sentence.last)
            source = (
                references.source(head, head, keep=False) if head and self._speakers.can_speak(scene, head, actors, strict=True) else None
            )
            if source is not None:
                found[number] = source
        return found

    def find(self, scene: Scene, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        """The cues of tolls that somebody tells."""
        size = len(scene.tags)
        for i in scene.text.places(self._lexicon.tolls):
            sentence = scene.text.sentences[sentence_number(scene, i)]
            counted = _NUMBERED.match(scene.turned, size - i, size - sentence.first)
            verb = size - counted.end() - 1 if counted else -1
            if verb > sentence.first and scene.norm(verb) not in self._lexicon.deeds and self._may_tell(scene, verb):
                cue = self._told(scene, verb, sentence, actors)
                if cue:
                    yield cue

    def _logged(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "The eight deaths the commission had logged", "the 40 dead that it counted"."""
        size = len(scene.tags)
        number = _COUNTED.match(scene.turned, size - i, size - sentence.first)
        first = i + 1 + (scene.letter(i + 1, sentence) in "hw")
        head = scene.right(first, sentence.last) if number else None
        if number is None or head is None or scene.tags[head[0]] not in "dGNr":
            return None
        group = _HAD.match(scene.tags, head[1], sentence.last)
        verb = group.end() if group else head[1]
        modes = {v.mode for v in self._lexicon.verbs.get(scene.norm(verb), ()) if not v.particle and v.form == "past"}
        if scene.letter(verb, sentence) not in "vu" or modes.isdisjoint(_COUNTING) or not self._speakers.can_speak(scene, head, actors):
            return None
        pieces = ((size - number.end(), i + 1),)
        at = sentence_number(scene, verb)
        return Cue(first=head[1], last=verb + 1, sentence=at, mode="count", source=head, head=head, pieces=pieces, clause=first)

    def _may_tell(self, scene: Scene, verb: int) -> bool:
        """Any verb of saying, and of the auxiliaries "has": "has 42 dead on his list"."""
        return scene.tags[verb] != "x" or scene.norm(verb) in self._lexicon.keeping

    def _told(self, scene: Scene, verb: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        size = len(scene.tags)
        back = _GROUP.match(scene.turned, size - verb, size - sentence.first)
        first = verb - (back.end() - back.start() if back else 0)
        group = scene.tags[first:verb]
        ongoing = scene.tags[verb] in _ONGOING
        if "z" in group or ("B" in group) != ongoing or (scene.tags[verb] == "I" and scene.norm(verb) not in self._lexicon.ongoing):
            return None  # "were killed", "giving" without "is", and "are looking for 60 missing"
        subject = self._subject.before(scene, first, sentence)
        if subject is None or scene.tags[subject[1][0]] in "#t" or not self._speakers.can_speak(scene, subject[1], actors, strict=True):
            return None
        if not self._counts(scene, subject, actors):
            return None
        _, high = clause_around(scene, verb, sentence)
        number = sentence_number(scene, verb)
        pieces = ((verb + 1, high),)
        return Cue(first=first, last=verb + 1, sentence=number, mode="count", source=subject[0], head=subject[1], pieces=pieces)

    def _counts(self, scene: Scene, subject: tuple[Range, Range], actors: Sequence[ActorMention]) -> bool:
        """True of an office, a body or a person that counts others, not of an army that has dead of its own."""
        whole, head = subject
        words = {scene.norm(k) for k in range(*whole)} | {scene.norm(k) for k in range(*head)}
        noun = self._speakers.noun(scene, head)
        if noun in self._speakers.roles or not words.isdisjoint(self._lexicon.tending | self._lexicon.counting_bodies):
            return True
        actor = self._speakers.actor(scene, head, actors)
        return noun in self._lexicon.monitoring or (actor is not None and actor.kind == "person")
