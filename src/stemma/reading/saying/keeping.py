"""Cues of those who keep a count: "has a list of", "had 40 dead on its books", "a survey by", "for the police, 3,500"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Final

from stemma.core.text import Sentence
from stemma.core.types import SourceKind
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.said import Cue
from stemma.reading.saying.saying_forms import clause_around, sentence_number
from stemma.reading.saying.saying_subjects import SubjectOf
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers

_NUMBER: Final = re.compile(r"[dpPajTn]{0,3}#")  # "a", "more than", "fewer than", "close to", and a number
_KEPT: Final = re.compile(r"d?[jn']{0,5}[nu](?=[op:]|q?:)")  # "a list of", "the toll at", "the list:"
_ISSUED_BY: Final = re.compile(r"[Vvu]?[djntaN#]{0,4}p")  # "published last Sunday by"
_GROUP: Final = re.compile(r"[xazB]*")
_LIST: Final = re.compile(r"(?:(?:,c?|c)[dpPa]{0,3}#)+(?=[.,;])")
_ASIDE: Final = 9  # tokens from "in its list" to the number
_ACCOUNT: Final = re.compile(r"[dGjN']{0,4}([nu]{1,2})[op]?[dGjnNtI']{0,7}(?=:)")
_FOR: Final = re.compile(r",?(?:rB)?[dpPa]{0,2}#")


class KeepingCues:
    """Finds the cues that lie in having a count, not in saying it."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        self._subject = SubjectOf(lexicon, speakers)
        self._watched = lexicon.keeping | lexicon.giving | lexicon.surveys | lexicon.standing | lexicon.making | frozenset(("for",))

    def find(self, scene: Scene, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        """All such cues of a text."""
        for i in scene.text.places(self._watched):
            sentence = scene.text.sentences[scene.text.tokens[i].sentence]
            word = scene.norm(i)
            if word == "for":
                cue = self._for(scene, i, sentence, actors)
            elif word in self._lexicon.making:
                cue = self._made_it(scene, i, sentence, actors)
            elif word in self._lexicon.standing:
                cue = self._standing(scene, i, sentence, actors)
            elif word in self._lexicon.surveys:
                cue = self._survey(scene, i, sentence, actors)
            else:
                cue = self._kept(scene, i, sentence, actors)
            if cue:
                yield cue

    def _counted(self, verb: str) -> AbstractSet[str]:
        """What is told of by having or by giving a number of it: "had 40 dead", "give 50,000 personnel"."""
        return self._lexicon.victims | self._lexicon.men if verb in self._lexicon.giving else self._lexicon.victims

    def _kept(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "has a list of 53 barricades", "keeps the list: 21,400 names", "has 67 names on its list", "the ministry had 3,283 deaths"."""
        counted = _NUMBER.match(scene.tags, i + 1, sentence.last)
        listed = _KEPT.match(scene.tags, i + 1, sentence.last)
        last = i + 1
        ends: list[int] = []
        lone = outlet = False
        after = scene.norm(listed.end()) if listed else ""
        if (
            listed
            and after in ("of", "at", ":")
            and scene.norm(listed.end() - 1) in self._lexicon.books
            and "#" in scene.tags[listed.end() : listed.end() + 6]
        ):
            last = listed.end() + 1
            civil = False
        elif counted and self._on_its_books(scene, counted.end(), sentence):
            civil = False
        elif (inside := self._in_its_books(scene, i + 1, sentence)) and "#" in scene.tags[inside : inside + _ASIDE]:
            civil = False  # "has in its list, with date of Tuesday, 131 deceased"
        elif counted and any(scene.norm(k) in self._counted(scene.norm(i)) for k in self._behind(scene, counted.end(), sentence)):
            civil = scene.norm(i) not in self._lexicon.giving
        elif counted and scene.norm(i) in ("has", "have", "had") and self._stands_alone(scene, counted.end(), sentence):
            lone = True  # "the monitor in Jena had 299 for the week", "the migration ministry had 29,000"
            civil = False
        elif scene.norm(i) in ("has", "have") and scene.letter(i + 1, sentence) not in "vVBzIcm" and "#" in scene.tags[i + 1 : i + 9]:
            outlet = True  # "The Morning Drum has the troops 30 miles beyond the line, with 20 places taken"
            civil = False
        elif (colon := self._account(scene, i, sentence)) and _NUMBER.match(scene.tags, colon + 1, sentence.last):
            last, civil = colon + 1, False  # "gave the government's account of the violence: ten dead"
            ends.append(sentence.last)
        elif counted and scene.norm(i) in self._lexicon.stated and self._closed(scene, counted.end(), sentence):
            civil = False  # "the WHO gave 3,958", "gave 23 or more for the Tuesday"
            listed = _LIST.match(scene.tags, counted.end(), sentence.last)  # "gave 240,000, 383,000 and 128,000"
            ends.append(scene.tags.find(",", listed.end() if listed else counted.end(), sentence.last))
        else:
            return None
        back = _GROUP.match(scene.turned, len(scene.tags) - i, len(scene.tags) - sentence.first)
        first = i - (back.end() - back.start() if back else 0)
        subject = self._subject.before(scene, first, sentence)
        if subject is None or "z" in scene.tags[first:i] or not self._speakers.can_speak(scene, subject[1], actors, strict=True):
            return None
        if lone and not self._keeps_count(scene, subject[1], actors):
            return None
        if outlet and (subject[0][0] != sentence.first or self._speakers.source(scene, *subject, actors).kind is not SourceKind.OUTLET):
            return None
        told = civil and self._speakers.source(scene, *subject, actors).kind is SourceKind.OUTLET  # "the Daily Drum has 41 dead"
        if civil and not told and not self._counts_for_others(scene, subject[1]) and not self._tends(scene, *subject, actors):
            return None
        high = min([clause_around(scene, last, sentence)[1], *(e for e in ends if e > 0)])
        number = sentence_number(scene, i)
        return Cue(first=first, last=last, sentence=number, mode="count", source=subject[0], head=subject[1], pieces=((last, high),))

    def _account(self, scene: Scene, i: int, sentence: Sentence) -> int:
        """Where the colon stands behind "gave the government's account of the violence", 0 where no such words do."""
        account = _ACCOUNT.match(scene.tags, i + 1, sentence.last) if scene.norm(i) in self._lexicon.giving else None
        if account is None or not any(scene.norm(k) in self._lexicon.accounts for k in range(account.start(1), account.end(1))):
            return 0
        return account.end()

    def _behind(self, scene: Scene, i: int, sentence: Sentence) -> range:
        """Where those stand of whom a number is: "40 dead", "22 or more killed"."""
        first = i + 2 if scene.norm(i) == "or" else i
        return range(first, min(first + 2, sentence.last))

    def _made_it(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "The ministry made it 1.272 million"."""
        if scene.norm(i + 1) != "it" or _NUMBER.match(scene.tags, i + 2, sentence.last) is None:
            return None
        subject = self._subject.before(scene, i, sentence)
        if subject is None or not self._speakers.can_speak(scene, subject[1], actors, strict=True):
            return None
        _, high = clause_around(scene, i, sentence)
        number = sentence_number(scene, i)
        return Cue(first=i, last=i + 2, sentence=number, mode="count", source=subject[0], head=subject[1], pieces=((i + 2, high),))

    def _closed(self, scene: Scene, i: int, sentence: Sentence) -> bool:
        """True where a number stands alone: nothing is named of which so many were given."""
        while scene.letter(i, sentence) in "cd" and scene.norm(i) in self._lexicon.closing:
            i += 1
        return scene.letter(i, sentence) in ",.;" or (scene.norm(i) == "for" and scene.letter(i + 1, sentence) in "dtN")

    def _stands_alone(self, scene: Scene, i: int, sentence: Sentence) -> bool:
        """True also where only the place is told: "had 9,214 in the whole district"."""
        return self._closed(scene, i, sentence) or (scene.norm(i) == "in" and scene.letter(i + 1, sentence) in "dN")

    def _standing(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "The observatory stood at 448 dead": its count, which is not named."""
        if scene.norm(i + 1) != "at" or _NUMBER.match(scene.tags, i + 2, sentence.last) is None:
            return None
        subject = self._subject.before(scene, i, sentence)
        if subject is None:
            return None
        actor = self._speakers.actor(scene, subject[1], actors)
        if (actor is None or actor.kind != "institution") and not self._counts_for_others(scene, subject[1]):
            return None
        _, high = clause_around(scene, i, sentence)
        number = sentence_number(scene, i)
        return Cue(first=i, last=i + 2, sentence=number, mode="count", source=subject[0], head=subject[1], pieces=((i + 2, high),))

    def _keeps_count(self, scene: Scene, head: Range, actors: Sequence[ActorMention]) -> bool:
        """True of a body or an outlet of which a number alone can only be its count, not of a state or of people."""
        actor = self._speakers.actor(scene, head, actors)
        noun = self._speakers.noun(scene, head)
        monitors = self._counts_for_others(scene, head) or noun in self._lexicon.monitoring
        return monitors or (actor is not None and actor.kind in ("institution", "outlet", "agency"))

    def _in_its_books(self, scene: Scene, i: int, sentence: Sentence) -> int:
        """Where "in its list" ends that begins here, 0 where no such words do."""
        if scene.norm(i) not in ("on", "in") or scene.letter(i + 1, sentence) not in "dG":
            return 0
        return next((j + 1 for j in range(i + 2, min(i + 4, sentence.last)) if scene.norm(j) in self._lexicon.books), 0)

    def _on_its_books(self, scene: Scene, i: int, sentence: Sentence) -> bool:
        """ "67 names on its list": whose list it is stands with it."""
        for k in range(i, min(i + 9, sentence.last - 1)):
            if scene.tags[k] in ",;:.vV":
                return False
            if scene.norm(k) in ("on", "in") and scene.tags[k + 1] in "dG":
                return self._in_its_books(scene, k, sentence) > 0
        return False

    def _counts_for_others(self, scene: Scene, head: Range) -> bool:
        """True of an office whose trade it is to count, not of an army that "had 40 dead"."""
        return any(scene.norm(k) in self._lexicon.counting_bodies for k in range(*head)) or (
            head[1] - head[0] == 1 and scene.words(head).isupper() and scene.words(head).lower() in self._lexicon.counting_bodies
        )

    def _tends(self, scene: Scene, whole: Range, head: Range, actors: Sequence[ActorMention]) -> bool:
        """True of those who count whom they find or tend: "Red Cross volunteers have two injured", "its director has 88 dead"."""
        words = {scene.norm(k) for k in range(*whole)} | {scene.norm(k) for k in range(*head)}
        return not words.isdisjoint(self._lexicon.tending)

    def _survey(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "A survey by the union looked at", "in a survey published last Sunday by the institute, 71%": the maker's word."""
        between = _ISSUED_BY.match(scene.tags, i + 1, sentence.last)
        if between is None or scene.norm(between.end() - 1) != "by" or "#" not in scene.tags[sentence.first : sentence.last]:
            return None
        head = scene.right(between.end(), sentence.last)
        if head is None or not self._speakers.can_speak(scene, head, actors, strict=True):
            return None
        start = scene.tags.rfind("d", max(sentence.first, i - 5), i)
        if start < 0 or (start > sentence.first and scene.tags[start - 1] not in "pP,;:QAc"):
            return None
        after = head[1] + (1 if scene.letter(head[1], sentence) == "," else 0)
        _, high = clause_around(scene, i, sentence)
        if after >= high or scene.tags[after] in "vu":
            return None  # "a survey by the union counted": the verb tells
        number = sentence_number(scene, i)
        return Cue(
            first=i, last=between.end(), sentence=number, mode="count", source=head, head=head, pieces=((after, high),), leading=True
        )

    def _for(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "For the police, 3,500 took part, for the unions 30,000": two who count the same thing."""
        if i != sentence.first and scene.letter(i - 1, sentence) not in ",;":
            return None
        head = scene.right(i + 1, sentence.last)
        if head is None or scene.tags[head[0]] not in "dGN" or not self._speakers.can_speak(scene, head, actors, strict=True):
            return None
        if not _FOR.match(scene.tags, head[1], sentence.last):
            return None
        make = partial(Cue, first=i, last=i + 1, sentence=sentence_number(scene, i), mode="according", source=head, head=head)
        others = [k for k in range(head[1], sentence.last - 1) if scene.tags[k] in ",;" and scene.norm(k + 1) == "for"]
        low = head[1] + (1 if scene.tags[head[1]] == "," else 0)
        return make(pieces=((low, min(others, default=sentence.last)),), leading=True)
