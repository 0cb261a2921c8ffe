"""Cues in the figures themselves: "812 from the ministry", "the president's 6,000 km2", "measured at 7.8 by the survey"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from stemma.core.text import Sentence
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.said import Cue
from stemma.reading.saying.saying_forms import clause_around, sentence_number
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers

_HEDGED: Final = r"[dpPaT]{0,4}#"
_BARE: Final = re.compile(rf"{_HEDGED}(?:[#n]*)(?=[pPTtvVBx,;.])")  # "6,000 km2 on 12 September", "3,800 on the 13th"
_FIGURE: Final = re.compile(rf"{_HEDGED}#*[nVj]{{0,2}}$")  # "at least 1,020", "40 dead"
_TO: Final = re.compile(r"[,:;c](?=[dGNnj])")
_SET: Final = re.compile(rf"T{_HEDGED}#?(?=[,;.])")  # "to 10"
_HEARD_THAT: Final = 9  # tokens from "from" to "that"
_BEFORE_OWNER: Final = 4  # tokens of "against the", "compared with the" before the one whose figure it is
_MADE: Final = 14  # tokens from "measured at" to "by"


class FigureCues:
    """Finds the cues that tie a figure to its giver by a preposition, a possessive or a condition."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        self._watched = frozenset(("from", "if", "by"))

    def find(self, scene: Scene, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        """All such cues of a text."""
        for i in scene.text.places(self._watched):
            sentence = scene.text.sentences[sentence_number(scene, i)]
            word = scene.norm(i)
            if word == "from":
                cue = self._heard(scene, i, sentence, actors) or self._from(scene, i, sentence, actors)
            elif word == "by":
                cue = self._made(scene, i, sentence, actors) or self._by_that_of(scene, i, sentence, actors)
            else:
                cue = self._believed(scene, i, sentence, actors)
            if cue:
                yield cue
        for m in re.finditer(r"G(?=[dpPaT]{0,2}#)", scene.tags):
            cue = self._owned(scene, m.start(), scene.text.sentences[sentence_number(scene, m.start())], actors)
            if cue:
                yield cue
        for i in scene.text.places(self._lexicon.counts):
            yield from self._raised(scene, i, scene.text.sentences[sentence_number(scene, i)], actors)

    def _speaker(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Range | None:
        head = scene.right(i, sentence.last)
        if head is None or scene.tags[head[0]] in "#t" or not self._speakers.can_speak(scene, head, actors, strict=True):
            return None
        actor = self._speakers.actor(scene, head, actors)
        noun = self._speakers.noun(scene, head)
        known = actor is not None and actor.kind != "state"
        return head if known or noun in self._speakers.bodies or noun in self._speakers.roles or noun in self._speakers.plural else None

    def _from(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "The tolls, 812 from the ministry and at least 1,020 from the rescuers": figures told apart by who gave them."""
        figure = re.search(rf"{_HEDGED}#*$", scene.tags[sentence.first : i])
        counted = any(
            scene.norm(k) in self._lexicon.counts and scene.norm(k) not in self._lexicon.no_counts for k in range(sentence.first, i)
        )
        head = self._speaker(scene, i + 1, sentence, actors) if figure and counted else None
        if figure is None or head is None:
            return None
        low = sentence.first + figure.start()
        return Cue(first=i, last=i + 1, sentence=sentence_number(scene, i), mode="count", source=head, head=head, pieces=((low, i),))

    def _heard(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "The station has it from the airport that 421 were cancelled, and from a manager that": what one outlet has of another."""
        that = next((k for k in range(i + 2, min(i + _HEARD_THAT, sentence.last)) if scene.tags[k] == "h"), 0)
        head = self._speaker(scene, i + 1, sentence, actors)
        if head is None or head[1] != that:
            return None
        hearing = scene.norm(i - 1) in self._lexicon.hearing or (scene.norm(i - 1) == "it" and scene.norm(i - 2) in ("has", "have", "had"))
        again = scene.tags[i - 1] == "c" and any(
            scene.norm(k) == "from" and (scene.norm(k - 1) in self._lexicon.hearing or scene.norm(k - 1) == "it")
            for k in range(sentence.first + 1, i)
        )
        if not (hearing or again):
            return None
        verb = i - 1 - (scene.norm(i - 1) == "it")
        while verb > sentence.first and scene.tags[verb - 1] in "xa":
            verb -= 1
        outer = scene.left(verb, sentence.first) if hearing and verb > sentence.first else scene.first_phrase(sentence, i)
        end = next((k for k in range(that, sentence.last) if scene.tags[k] == "c" and scene.norm(k + 1) == "from"), sentence.last)
        if scene.tags[end - 1 : end] == ",":
            end -= 1
        make = partial(Cue, first=i, last=i + 1, sentence=sentence_number(scene, i), mode="citing", source=head, head=head)
        if outer is not None and not self._speakers.can_speak(scene, outer, actors, strict=True):
            outer = None
        return make(outer=outer, pieces=((that, end),))

    def _made(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "The first shock, measured at magnitude 7.8 by the survey"."""
        verb = next((k for k in range(i - 1, max(sentence.first, i - _MADE), -1) if scene.norm(k) in self._lexicon.made_by), -1)
        if verb < 0 or "#" not in scene.tags[verb:i] or any(c in ",;:.(" for c in scene.tags[verb:i]) or scene.tags[verb - 1] in "Bx":
            return None
        head = self._speaker(scene, i + 1, sentence, actors)
        if head is None:
            return None
        return Cue(first=verb, last=verb + 1, sentence=sentence_number(scene, i), mode="count", source=head, head=head, pieces=((verb, i),))

    def _by_that_of(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "1.28 million by official reckoning and 3.5 million by that of the union"."""
        figure = re.search(rf"{_HEDGED}#*n?$", scene.tags[sentence.first : i])
        if figure is None or scene.norm(i + 1) != "that" or scene.norm(i + 2) != "of":
            return None
        head = self._speaker(scene, i + 3, sentence, actors) or self._named(scene, i + 3, sentence)
        if head is None:
            return None
        low = sentence.first + figure.start()
        number = sentence_number(scene, i)
        return Cue(first=i, last=i + 3, sentence=number, mode="according", source=head, head=head, pieces=((low, i),), clause=low)

    def _named(self, scene: Scene, i: int, sentence: Sentence) -> Range | None:
        head = scene.right(i, sentence.last)
        return head if head is not None and scene.tags[head[1] - 1] == "N" else None

    def _owned(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "President Haddad's 6,000 km2 on 12 September", "Maliar's 3,800": a figure called after the one who gave it."""
        bare = _BARE.match(scene.tags, i + 1, sentence.last)
        owner = (scene.left(i, sentence.first) or (i, i))[0] if scene.tags[i - 1] in "nNj" and i > sentence.first else i
        head = (owner, i + 1)
        actor = self._speakers.actor(scene, head, actors)
        named = actor is not None and actor.kind == "person"
        if bare is None or not (named or (self._is_set_against(scene, owner, sentence) and self._speakers.can_speak(scene, head, actors))):
            return None
        return Cue(
            first=i, last=i + 1, sentence=sentence_number(scene, i), mode="count", source=head, head=head, pieces=((i + 1, bare.end()),)
        )

    def _is_set_against(self, scene: Scene, i: int, sentence: Sentence) -> bool:
        """ "..., against the ministry's 640": what another's number before it is compared with."""
        places = range(max(sentence.first, i - _BEFORE_OWNER), i)
        hits = (self._lexicon.against.at(scene.text.tokens, k, i) for k in places if "," in scene.tags[max(sentence.first, k - 2) : k])
        return any(hit is not None and scene.tags[hit.last : i] in ("", "d") for hit in hits)

    def _believed(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "Some 350,000 came, if the union is to be believed", "600, if one follows the observatory"."""
        following = scene.norm(i + 1) in ("one", "we", "you") and scene.norm(i + 2) in self._lexicon.following
        start = i + 3 if following else i + 1
        head = self._speaker(scene, start, sentence, actors) or self._named(scene, start, sentence)
        if head is None:
            return None
        last = head[1]
        if not following:
            words = " ".join(scene.norm(k) for k in range(last, min(last + 4, sentence.last)))
            found = next((p for p in self._lexicon.trusted if words.startswith(p)), "")
            if not found:
                return None
            last += len(found.split())
        low, high = clause_around(scene, i, sentence)
        if scene.letter(last, sentence) not in ",.;":
            return None
        end = i - 1 if scene.letter(i - 1, sentence) == "," else i
        pieces = ((low, end), (last + 1, high)) if low < end else ((last + 1, high),)
        kept = tuple(p for p in pieces if p[0] < p[1])
        number = sentence_number(scene, i)
        return Cue(first=i, last=last, sentence=number, mode="according", source=head, head=head, pieces=kept, leading=low >= end)

    def _raised(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        """ "Both have raised their tolls: the ministry to 10, the administration to 17"."""
        if scene.letter(i + 1, sentence) != ":" or not any(scene.norm(k) in self._lexicon.raising for k in range(sentence.first, i)):
            return
        for m in _TO.finditer(scene.tags, i + 1, sentence.last):
            head = self._speaker(scene, m.end(), sentence, actors)
            given = _SET.match(scene.tags, head[1], sentence.last) if head else None
            if head is None or given is None:
                continue
            number = sentence_number(scene, i)
            piece = (head[1], given.end())
            yield Cue(
                first=head[1], last=head[1] + 1, sentence=number, mode="count", source=head, head=head, pieces=(piece,), clause=m.start()
            )
