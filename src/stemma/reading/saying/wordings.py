"""Cues that are no verbs: "according to", "by his own reckoning", "the claim that", "reportedly", "citing the ministry"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import structs

from stemma.core.text import Sentence
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.citing import CitingCues
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.noun_cues import NounCues
from stemma.reading.saying.said import Cue
from stemma.reading.saying.saying_forms import preposed, sentence_number
from stemma.reading.saying.scene import CLOCK, Range, Scene
from stemma.reading.saying.speakers import Speakers

_LABEL: Final = re.compile("[nN]:")
_LONGEST_LABEL: Final = 5  # tokens


class WordingCues:
    """Finds the cues that are nouns, prepositions and adverbs."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        nouns = lexicon.nouns | lexicon.counts | lexicon.own_nouns
        self._by_noun = NounCues(lexicon, speakers)
        self._by_citing = CitingCues(lexicon, speakers)
        self._watched = nouns | lexicon.adverbs | lexicon.citing | lexicon.came | lexicon.issued | lexicon.openings

    def find(self, scene: Scene, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        """All such cues of a text."""
        tokens = scene.text.tokens
        for m in _LABEL.finditer(scene.tags):
            label = self._label(scene, m.end() - 1, actors)
            if label:
                yield label
        for i in scene.text.places(self._watched):
            yield from self._phrase(scene, i, actors)
            yield from self._at(scene, i, tokens[i].norm, actors)

    def _phrase(self, scene: Scene, i: int, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        """ "according to X", "it emerged that"."""
        key = scene.text.tokens[i].key
        if key not in self._lexicon.according.firsts and key not in self._lexicon.impersonal.firsts:
            return
        according = self._lexicon.according.at(scene.text.tokens, i)
        if according:
            cue = self._according(scene, (according.first, according.last), according.value, actors)
            if cue:
                yield cue
        impersonal = self._lexicon.impersonal.at(scene.text.tokens, i)
        if impersonal:
            last = self._sentence(scene, i).last
            pieces = ((impersonal.last, last),) if impersonal.last < last else ()
            yield Cue(
                first=i, last=impersonal.last, sentence=sentence_number(scene, i), mode="evidential", kind="evidential", pieces=pieces
            )

    def _sentence(self, scene: Scene, i: int) -> Sentence:
        return scene.text.sentences[scene.text.tokens[i].sentence]

    def _at(self, scene: Scene, i: int, word: str, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        sentence = self._sentence(scene, i)
        if word in self._lexicon.adverbs:
            yield self._adverb(scene, i, sentence)
        elif word in self._lexicon.citing and scene.tags[i] != "n":
            cue = self._by_citing.at(scene, i, sentence, actors)
            if cue:
                yield cue
        elif word in self._lexicon.came:
            cue = self._by_noun.came(scene, i, sentence, actors)
            if cue:
                yield cue
        elif word in self._lexicon.issued and "by" in (
            scene.norm(i + 1),
            scene.norm(i + 2) if scene.letter(i + 1, sentence) in "at" else "",
        ):
            cue = self._by_noun.issued(scene, i, sentence, actors)
            if cue:
                yield cue
        elif scene.tags[i] in "nudg":
            cue = (
                self._own(scene, i, sentence, actors)
                or self._by_noun.held(scene, i, sentence, actors)
                or self._by_noun.noun(scene, i, sentence, actors)
            )
            if cue:
                yield cue

    def _label(self, scene: Scene, colon: int, actors: Sequence[ActorMention]) -> Cue | None:
        """ "Mayor: no casualties": a speaker alone before a colon at the head of a line."""
        sentence = self._sentence(scene, colon)
        clock = CLOCK.match(scene.tags, sentence.first, colon)
        head = (clock.end() if clock else sentence.first, colon)
        topic = next((k for k in range(head[0] + 1, colon) if scene.norm(k) in ("on", "about")), colon)
        if topic < colon and self._speakers.noun(scene, (head[0], topic)) in self._speakers.roles | self._speakers.bodies:
            head = (head[0], topic)  # "The president's adviser on the losses: seven to one"
        if (
            not 0 < head[1] - head[0] <= _LONGEST_LABEL
            or colon + 3 > sentence.last
            or not (self._speakers.can_speak(scene, head, actors, strict=True) or scene.norm(colon - 1) in self._lexicon.polls)
        ):
            return None
        actor = self._speakers.actor(scene, head, actors)
        if actor is not None and actor.kind == "state" and scene.tags[colon + 1] != "Q":
            return None  # "VIETNAM: The flood has left", "Niger: rains kill 339"
        named = self._is_person(scene, head, actors)
        named = named or (
            actor is not None and (actor.kind == "person" or actor.end == scene.span(head).end)
        )  # not "Riyadh eatery botulism"
        kept = "G" in scene.tags[head[0] : head[1]] and scene.norm(colon - 1) in self._lexicon.papers  # "The ministry's latest: ..."
        known = named or kept or topic < colon or scene.norm(colon - 1) in self._speakers.labels
        if any(c in "vVxBIhwPsa#(" for c in scene.tags[head[0] : head[1]]) or not (known or scene.tags[colon + 1] == "Q"):
            return None
        if kept:
            head = (head[0], scene.tags.rindex("G", head[0], head[1]) + 1)
        return Cue(
            first=colon,
            last=colon + 1,
            sentence=sentence_number(scene, colon),
            mode="say",
            source=head,
            head=head,
            pieces=((colon + 1, sentence.last),),
        )

    def _is_person(self, scene: Scene, head: Range, actors: Sequence[ActorMention]) -> bool:
        """ "Weil: no talks": the name of a person of whom the text tells elsewhere by more than that name."""
        name = scene.norm(head[1] - 1)
        if any(c != "N" for c in scene.tags[head[0] : head[1]]) or scene.words(head).isupper():
            return False  # names in capitals are those of a transcript
        return any(a.kind == "person" and " " in a.name and a.name.split()[-1].lower() == name for a in actors)

    def _according(self, scene: Scene, at: Range, phrase: str, actors: Sequence[ActorMention]) -> Cue | None:
        first, last = at
        sentence = self._sentence(scene, first)
        if last >= sentence.last:
            return None
        head = scene.right(last, sentence.last)
        given = self._by_noun.giver(scene, head[1] - 1, sentence, actors) if head else None
        if given:
            return preposed(scene, (first, given[1] + 1), (given[0], given[0]), sentence)
        if head is None or (phrase in self._lexicon.according_weak and not self._speakers.can_speak(scene, head, actors)):
            return None
        official = scene.norm(head[0]) in self._lexicon.official and scene.norm(head[1] - 1) in self._lexicon.counts
        counting = phrase == "per" and self._speakers.noun(scene, head) in self._lexicon.estimators  # "per police", not "per village"
        plain = scene.norm(head[0]) != "the" and scene.tags[head[0]] not in "NGm" and not official and not counting
        if phrase in self._lexicon.according_weak and plain:
            return None
        if phrase in self._lexicon.according_weak and phrase not in self._lexicon.relaying and self._is_evidence(scene, head):
            return None
        whole = scene.after_comma(head, sentence.last) if first > sentence.first else head
        comma = scene.tags.find(",", head[1], min(sentence.last, head[1] + 14))
        if whole == head and comma > head[1] and first == sentence.first and not any(c in "xBuhs" for c in scene.tags[head[1] : comma]):
            whole = (head[0], comma)  # "according to a complaint filed by ..., the"
        if whole == head and scene.letter(head[1], sentence) == "w" and comma > head[1]:
            whole = (head[0], comma)  # "according to two engineers who inspected it,"
        found = preposed(scene, (first, last), (whole, head), sentence)
        if phrase in self._lexicon.relaying and any(scene.tags[k] in "vu" for k in range(sentence.first, first)):
            return structs.replace(found, mode="relay", own=False)  # "he said in a statement carried by the agency"
        return found

    def _is_evidence(self, scene: Scene, head: Range) -> bool:
        """ "judging by the patients under examination": no word of theirs."""
        noun = self._speakers.noun(scene, head)
        return noun in self._speakers.plural and noun not in self._lexicon.estimators and scene.tags[head[1] - 1] != "N"

    def _own(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "by the count of X", "by X's own reckoning", "on its numbers", "in the president's telling"."""
        if scene.norm(i) not in self._lexicon.own_nouns:
            return None
        if adjective := self._of_a_state(scene, i, sentence, actors):
            return preposed(scene, (i - 2, i + 1), (adjective, adjective), sentence)
        if scene.norm(i - 1) in self._lexicon.official and i - 2 > sentence.first and scene.norm(i - 2) in ("by", "on"):
            return preposed(scene, (i - 2, i + 1), ((i - 1, i + 1), (i - 1, i + 1)), sentence)  # "by official count"
        owner = self._by_noun.owner(scene, i, sentence)
        if (
            owner
            and owner[0] > sentence.first
            and (
                self._own_before(scene, owner[0] - 1, sentence)  # also "61 hours on NetBlocks' clock"
                or self._kept_on(scene, owner, sentence)
            )
        ):
            return preposed(scene, (owner[0] - 1, i + 1), (owner, owner), sentence)
        if scene.letter(i - 1, sentence) not in "djnN":
            return None
        k = i - 1
        while k > sentence.first and scene.tags[k] in "djnN":
            k -= 1
        given = self._by_noun.giver(scene, i, sentence, actors) if self._own_before(scene, k, sentence) else None
        if given:
            return preposed(scene, (k, given[1] + 1), (given[0], given[0]), sentence)
        keeper = (k + 1, i)
        if k + 2 < i and scene.tags[k + 1] == "d" and self._own_before(scene, k, sentence) and self._keeps(scene, keeper, actors):
            return preposed(scene, (k, i + 1), (keeper, keeper), sentence)
        if scene.letter(i + 1, sentence) == "o":
            head = scene.right(i + 2, sentence.last)
            if head and self._own_before(scene, k, sentence) and self._speakers.can_speak(scene, head, actors, strict=True):
                whole = scene.after_comma(head, sentence.last)
                return preposed(scene, (k, i + 2), (whole, head), sentence)
        return None

    def _kept_on(self, scene: Scene, owner: Range, sentence: Sentence) -> bool:
        """ "61 hours on NetBlocks' clock", "60,240 were on the ministry's books"."""
        if scene.norm(owner[0] - 1) != "on" or "#" not in scene.tags[sentence.first : owner[0]]:
            return False
        return scene.tags[owner[0]] == "N" or scene.letter(owner[0] - 2, sentence) == "B"

    def _of_a_state(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Range | None:
        """ "by Russian reckoning": the state whose it is."""
        if scene.norm(i - 2) != "by" or scene.letter(i - 1, sentence) != "N":
            return None
        actor = self._speakers.actor(scene, (i - 1, i), actors)
        return (i - 1, i) if actor is not None and actor.kind == "state" else None

    def _keeps(self, scene: Scene, head: Range, actors: Sequence[ActorMention]) -> bool:
        """ "by the WHO count", "by the ministry figures": a body before its count."""
        return scene.norm(head[1] - 1) in self._speakers.bodies or (
            scene.tags[head[1] - 1] == "N" and self._speakers.actor(scene, head, actors) is not None
        )

    def _own_before(self, scene: Scene, k: int, sentence: Sentence) -> bool:
        """ "by", anywhere; "on" and "in" only at the head of a clause, where they govern no verb's object."""
        word = scene.norm(k)
        return word in self._lexicon.own_before and (word == "by" or scene.letter(k - 1, sentence) in ".,;:-Q" or k == sentence.first)

    def _adverb(self, scene: Scene, i: int, sentence: Sentence) -> Cue:
        low = max((scene.tags.rfind(c, sentence.first, i) for c in ",;-(q"), default=-1) + 1 or sentence.first
        ends = [e for e in (scene.tags.find(c, i, sentence.last) for c in ",;-)") if e > 0]
        low = i if scene.letter(i - 1, sentence) in "pPT" else low  # "seized for allegedly preparing a coup": the seizing is sure
        pieces = tuple(p for p in ((low, i), (i + 1, min(ends, default=sentence.last))) if p[0] < p[1])
        return Cue(
            first=i, last=i + 1, sentence=sentence_number(scene, i), mode="evidential", kind="evidential", pieces=pieces, name=scene.norm(i)
        )
