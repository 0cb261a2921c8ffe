"""Cues that are nouns: "the claim that", "its list had stood at", "a toll given by", "that is the estimate which"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from msgspec import structs

from stemma.core.text import Sentence
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.said import Cue
from stemma.reading.saying.saying_forms import clause_around, sentence_number
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers

_OWNER: Final = re.compile(r"[jnIa]{0,3}(?:(G)[jGnNI#'-]*d*|(d))")  # read from right to left: "the mayor's", "his own"
_BY_OF: Final = re.compile(r"(?<=[nN])o[dpPa]{0,3}#")  # "of almost 60"
_TO: Final = re.compile(r"(?:o[djnVI']{1,3})?T")  # "to", "of missing persons to"
_OF_NUMBER: Final = re.compile(r"o[dpPa]{0,3}#")
_HANGING: Final = re.compile(r"[op]d?[jGnN]{1,4}")  # "for the province"
_TO_DENIAL: Final = 26  # tokens from "reports that" to "were denied"
_REACH: Final = 12  # tokens from a count to its verb
_NAMED: Final = 3  # words of a body's name before its count
_POSSESSIVES: Final = frozenset(("his", "her", "its", "their"))
_DEMONSTRATIVES: Final = frozenset(("that", "this", "those", "these", "it", "such"))


class NounCues:
    """Finds cues whose word is a noun that holds what somebody said or counted."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        self._nouns = lexicon.nouns | lexicon.counts | lexicon.own_nouns

    def noun(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "his claim that", "the assessment of the staff that", "reports that", "its list had stood at"."""
        owner = self.owner(scene, i, sentence)
        if owner and not self._speakers.can_speak(scene, owner, actors, strict=True):
            owner = None
        noun = scene.norm(i)
        found = None
        if noun in self._lexicon.nouns:
            found = self._that(scene, i, sentence, owner) or self._of(scene, i, sentence, (owner, actors))
        if found is None and noun in self._lexicon.counts:
            found = self._counted(scene, i, sentence, owner, actors) if owner else self._given(scene, i, sentence, actors)
            beside = owner or self._beside(scene, i, sentence)
            found = found or (self._figure_of(scene, i, sentence, beside, actors) if beside else None)
            found = found if found or owner else self._official(scene, i, sentence, actors)
        return found

    def _that(self, scene: Scene, i: int, sentence: Sentence, owner: Range | None) -> Cue | None:
        """ "her claim that", "their claim to have", and without a speaker "reports that"."""
        after = scene.letter(i + 1, sentence)
        if after == "h" and owner is None and scene.norm(i - 1) in self._lexicon.voicing:
            return self._voiced(scene, i, sentence)
        if after == "h" and owner is None and (denied := self._denied(scene, i, sentence)):
            return denied
        if not (after == "h" and (owner or scene.norm(i) in self._lexicon.unsourced)) and not (after == "T" and owner):
            return None
        cue = self._cue(scene, (i, i + 1), (i + 1, self._until(scene, i + 1, sentence)), owner)
        return cue if owner else structs.replace(cue, kind="evidential", name=scene.norm(i))

    def _denied(self, scene: Scene, i: int, sentence: Sentence) -> Cue | None:
        """ "Reports that 500 had crossed were dismissed as rumours by the ministry": whoever denies them."""
        if scene.norm(i) not in self._lexicon.unsourced:
            return None
        for k in range(i + 3, min(i + _TO_DENIAL, sentence.last - 2)):
            verbs = self._lexicon.verbs.get(scene.norm(k), ())
            if not any(v.mode == "deny" and v.form in ("past", "participle") for v in verbs) or "B" not in scene.tags[max(i, k - 2) : k]:
                continue
            called = 5 if scene.norm(k + 1) == "as" else 2  # "dismissed as rumours by", "denied by"
            by = next((b for b in range(k + 1, min(k + called, sentence.last - 1)) if scene.norm(b) == "by"), 0)
            head = scene.right(by + 1, sentence.last) if by else None
            if head is None or not self._speakers.can_speak(scene, head, (), strict=True):
                continue
            group = k - 1
            while scene.tags[group] in "xaB":
                group -= 1
            found = self._cue(scene, (k, by + 1), (i + 2, group + 1), head)
            return structs.replace(found, mode="deny")
        return None

    def _voiced(self, scene: Scene, i: int, sentence: Sentence) -> Cue | None:
        """ "The agencies have voiced fear that": whoever has it."""
        verb = i - 1
        while verb > sentence.first and scene.tags[verb - 1] in "xa":
            verb -= 1
        subject = scene.left(verb, sentence.first)
        if subject is None or not self._speakers.can_speak(scene, subject, (), strict=True):
            return None
        return structs.replace(self._cue(scene, (verb, i + 1), (i + 1, self._until(scene, i + 1, sentence)), subject), leading=True)

    def _of(self, scene: Scene, i: int, sentence: Sentence, who: tuple[Range | None, Sequence[ActorMention]]) -> Cue | None:
        """ "the claim by the rebels that", "the mayor's estimate of"."""
        owner, actors = who
        word = scene.norm(i + 1)
        if i + 1 >= sentence.last or word not in ("of", "by", "from"):
            return None
        head = scene.right(i + 2, sentence.last)
        given = _BY_OF.search(scene.tags, head[0], min(head[1] + 6, sentence.last)) if head and word in ("by", "from") else None
        if head and given and given.start() <= head[1]:
            giver = (head[0], given.start())
            if self._speakers.can_speak(scene, giver, actors, strict=True):
                return self._cue(
                    scene, (i, i + 2), (given.start(), self._until(scene, given.start(), sentence)), giver
                )  # "the claim by the rebels of 60 dead"
        if head and scene.letter(head[1], sentence) == "h" and self._speakers.can_speak(scene, head, actors, strict=True):
            return self._cue(scene, (i, i + 2), (head[1], self._until(scene, head[1], sentence)), head)
        if owner and word == "of":
            return self._cue(scene, (i, i + 2), (i + 2, self._until(scene, i + 2, sentence)), owner)
        return None

    def _counted(self, scene: Scene, i: int, sentence: Sentence, owner: Range, actors: Sequence[ActorMention]) -> Cue | None:
        """ "its own list had stood at": the institution that keeps the count says so."""
        if not self._institution(scene, owner, actors):
            return None
        follows = self._verbs_behind(scene, i, sentence)
        _, high = clause_around(scene, i, sentence)
        verb = owner[0] - (2 if scene.tags[owner[0] - 1] == "p" else 1)  # "has whittled down its list of missing persons to eight"
        raised = _TO.match(scene.tags, i + 1, sentence.last) is not None and scene.norm(verb) in self._lexicon.raising
        if not (raised or follows & self._lexicon.stood) or not self._has_number(scene, i, high):
            return None
        return structs.replace(self._cue(scene, (i, i + 1), (i, high), owner), mode="count", leading=True)

    def _figure_of(self, scene: Scene, i: int, sentence: Sentence, owner: Range, actors: Sequence[ActorMention]) -> Cue | None:
        """ "The command's figure of nearly 17,000"."""
        number = _OF_NUMBER.match(scene.tags, i + 1, sentence.last)
        body = self._speakers.noun(scene, owner) in self._speakers.bodies - self._speakers.places
        pronoun = owner[1] - owner[0] == 1 and scene.tags[owner[0]] == "d"
        if number is None or pronoun or scene.norm(i) in self._lexicon.no_counts or not (body or self._institution(scene, owner, actors)):
            return None
        return structs.replace(self._cue(scene, (i, i + 1), (i + 2, self._until(scene, i + 2, sentence)), owner), mode="count")

    def _has_number(self, scene: Scene, low: int, high: int) -> bool:
        return any(scene.tags[k] == "#" or scene.norm(k) in self._lexicon.numbers for k in range(low, high))

    def _verbs_behind(self, scene: Scene, i: int, sentence: Sentence) -> set[str]:
        """The words from a count to its verb: "figures up to 9 April are", "tally, 2,822 on Monday, reached"."""
        first = i + 1
        hanging = _HANGING.match(scene.tags, first, sentence.last)
        if hanging is not None and scene.letter(hanging.end(), sentence) == ",":
            first = hanging.end()  # "the IOM's figure for the province, about a million, is"
        if scene.letter(first, sentence) == ",":
            closing = scene.tags.find(",", first + 1, sentence.last)
            between = range(first, closing)
            counts = any(scene.tags[k] == "#" or scene.norm(k) in self._lexicon.rough for k in between)
            first = closing + 1 if 0 < closing - first < _REACH and counts else first
        last = min(first + 4, sentence.last)
        while last < min(first + _REACH, sentence.last) and scene.tags[last - 1] not in ",;:.vVwh(xB":
            last += 1
        return {scene.norm(k) for k in range(first, last)}

    def _cue(self, scene: Scene, at: Range, piece: Range, source: Range | None) -> Cue:
        pieces = (piece,) if piece[0] < piece[1] else ()
        return Cue(first=at[0], last=at[1], sentence=sentence_number(scene, at[0]), mode="say", source=source, head=source, pieces=pieces)

    def giver(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> tuple[Range, int] | None:
        """ "the toll that the ministry gave": who gave it, and the token of the verb."""
        opening = scene.letter(i + 1, sentence)
        if opening not in "hwdN":
            return None
        subject = scene.right(i + 1 + (opening in "hw"), sentence.last)
        if subject is None or not self._speakers.can_speak(scene, subject, actors, strict=True):
            return None
        verb = subject[1]
        while scene.letter(verb, sentence) in "xa":
            verb += 1
        word = scene.norm(verb)
        return (subject, verb) if word in self._lexicon.held or word in self._lexicon.issued else None

    def _given(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "The toll that the ministry gave was 374": what follows is the giver's."""
        given = self.giver(scene, i, sentence, actors)
        if given is None or scene.letter(i - 1, sentence) not in "djn":
            return None
        subject, verb = given
        _, high = clause_around(scene, i, sentence)
        return structs.replace(self._cue(scene, (verb, verb + 1), (verb + 1, high), subject), mode="count", leading=True)

    def _official(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "the official count stood at": a count that nobody is named for."""
        if scene.norm(i - 1) not in self._lexicon.official or scene.letter(i - 2, sentence) != "d":
            return None
        if scene.letter(i - 3, sentence) in "opvuVTI" or scene.letter(i + 1, sentence) in ",.;)":
            return None
        country = next(
            (
                a.name
                for a in actors
                if a.kind == "state" and scene.text.tokens[sentence.first].start <= a.start < scene.text.tokens[i].start
            ),
            "",
        )
        name = f"{scene.norm(i - 1)} {scene.norm(i)}" + (f", {country}" if country else "")
        pieces = ((i + 1, sentence.last),) if i + 1 < sentence.last else ()
        return Cue(first=i - 1, last=i + 1, sentence=sentence_number(scene, i), mode="count", pieces=pieces, name=name)

    def issued(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "a toll given by the ministry"."""
        by = i + 1 if scene.norm(i + 1) == "by" else i + 2  # "published today by"
        head = scene.right(by + 1, sentence.last)
        if head is None or not any(scene.norm(k) in self._nouns for k in range(max(sentence.first, i - 14), i)):
            return None
        if not self._speakers.can_speak(scene, head, actors, strict=True):
            return None
        low, high = clause_around(scene, i, sentence)
        pieces = tuple(p for p in ((low, i), (head[1], high)) if p[0] < p[1])
        return Cue(first=i, last=by + 1, sentence=sentence_number(scene, i), mode="count", source=head, head=head, pieces=pieces)

    def held(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "That is the estimate which the president offered": the words are those of the sentence before."""
        if scene.norm(sentence.first) not in _DEMONSTRATIVES or i - sentence.first > 7 or scene.norm(i) not in self._nouns:
            return None
        k = i + 1 + (1 if scene.letter(i + 1, sentence) in "wh" else 0)
        subject = scene.right(k, sentence.last)
        if subject is None or "B" not in scene.tags[sentence.first : i]:
            return None
        verb = subject[1]
        while scene.letter(verb, sentence) in "xa":
            verb += 1
        if scene.norm(verb) not in self._lexicon.held or not self._speakers.can_speak(scene, subject, actors, strict=True):
            return None
        return Cue(
            first=verb, last=verb + 1, sentence=sentence_number(scene, i), mode="say", source=subject, head=subject, back=1, certainty=0.8
        )

    def came(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "The estimate came from X": the words are those of the sentences before."""
        if scene.norm(i + 1) != "from" or not any(scene.norm(k) in self._nouns for k in range(sentence.first, i)):
            return None
        head = scene.right(i + 2, sentence.last)
        if head is None or not self._speakers.can_speak(scene, head, actors):
            return None
        whole = scene.after_comma(head, sentence.last)
        make = partial(Cue, first=i, last=i + 2, sentence=sentence_number(scene, i), mode="say", source=whole, head=head, certainty=0.7)
        counted = next((k for k in range(sentence.first, i) if scene.norm(k) in self._nouns), i)
        if scene.letter(counted + 1, sentence) == "o" and "#" in scene.tags[counted + 2 : min(counted + 6, i)]:
            return make(pieces=((sentence.first, i),))  # "The number of some 1,300 missing came from the district"
        return make(back=2)

    def owner(self, scene: Scene, i: int, sentence: Sentence) -> Range | None:
        """Whose count it is: the possessive before the noun."""
        size = len(scene.tags)
        found = _OWNER.match(scene.turned, size - i, size - sentence.first)
        if found is None:
            return None
        if found.group(1):
            first = size - found.end()
            paired = first - 2 > sentence.first and scene.norm(first - 1) == "&"  # "by Brayford & Hale's count"
            return first - 2 * paired, size - found.start(1)
        at = size - found.end(2)
        return (at, at + 1) if scene.norm(at) in _POSSESSIVES else None

    def _beside(self, scene: Scene, i: int, sentence: Sentence) -> Range | None:
        """ "The police figure of 19", "a UN estimate of 9,000": the word right before the noun."""
        first = i
        while first > sentence.first and scene.tags[first - 1] in "nN" and i - first < _NAMED:
            first -= 1
        return (first, i) if first < i and scene.letter(first - 1, sentence) in "d.P,p" else None

    def _institution(self, scene: Scene, owner: Range, actors: Sequence[ActorMention]) -> bool:
        """True for the owner of a list or toll that keeps it, not for the country whose dead they are."""
        actor = self._speakers.actor(scene, owner, actors)
        body = self._speakers.noun(scene, owner) in self._speakers.bodies
        return (scene.tags[owner[0]] == "d" and owner[1] - owner[0] == 1) or (actor.kind != "state" if actor is not None else body)

    def _until(self, scene: Scene, i: int, sentence: Sentence) -> int:
        """The end of a clause that hangs on a noun."""
        ends = [e for e in (scene.tags.find(c, i, sentence.last) for c in ",.;-)") if e > 0]
        return min(ends, default=sentence.last)
