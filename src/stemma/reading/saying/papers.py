"""Counts, sheets and bulletins that speak for those who keep them: "by the police tally", "figures from the ministry show"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from stemma.core.text import Sentence
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.said import Cue
from stemma.reading.saying.saying_forms import clause_around, preposed, sentence_number
from stemma.reading.saying.scene import CLOCK, Range, Scene
from stemma.reading.saying.speakers import Speakers

_KEPT_BY: Final = re.compile(r"a?[Vvun]p?[tad#]{0,4}p")  # "compiled yesterday by", "drawn up by"
_TAIL: Final = re.compile(r"(?:[op][djnNt#]{1,5}|t#?|#t)*")  # "of 20 August", "for Sunday"
_NUMBER: Final = re.compile(r"[dpPajTnV]{0,4}#")
_ASIDE: Final = re.compile(r",[^,;:.#]{1,6}(?=:)")  # "the morning count, for those who ask: 40"
_BETWEEN: Final = re.compile(r",(?:[po]?w[^,;:.#]{1,12}|N[N']{0,4}),")  # "a list drawn up by the police, of which we have a copy, shows"
_HAD: Final = re.compile(r"[xazB]*")
_MOST: Final = 7  # tokens before a paper that may tell whose it is
_REACH: Final = 24  # tokens from the verb to the number


class PaperCues:
    """Finds cues that lie in a paper, a count or a word that somebody has given."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers) -> None:
        self._lexicon = lexicon
        self._speakers = speakers

    def find(self, scene: Scene, actors: Sequence[ActorMention], found: Sequence[Cue]) -> Iterator[Cue]:
        """All such cues of a text that no other cue has already."""
        taken: dict[int, list[Cue]] = {}
        for cue in found:
            taken.setdefault(cue.sentence, []).append(cue)
        for i in scene.text.places(self._lexicon.papers):
            number = sentence_number(scene, i)
            sentence = scene.text.sentences[number]
            if "#" not in scene.tags[sentence.first : sentence.last] and not self._rough(scene, sentence):
                continue
            made = self._at(scene, i, sentence, actors)
            if made and not any(_meet(made, other) for other in taken.get(number, ())):
                taken.setdefault(number, []).append(made)
                yield made

    def _rough(self, scene: Scene, sentence: Sentence) -> bool:
        return any(
            scene.norm(k) in self._lexicon.counting or scene.norm(k) in self._lexicon.rough for k in range(sentence.first, sentence.last)
        )

    def _at(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """The cue of the paper at token i, in whichever frame it stands."""
        if scene.letter(i + 1, sentence) in "nN" and scene.norm(i + 1) in self._lexicon.papers:
            return None  # "the count sheet": the last word is the paper
        start = i
        while start > sentence.first and i - start < _MOST and scene.tags[start - 1] in "jnNGudtI'#":
            start -= 1
            if scene.tags[start] == "d" and scene.letter(start - 1, sentence) not in "o":
                break
        owner, end = self._owner(scene, (start, i), sentence, actors)
        if owner is None:
            return None
        tail = _TAIL.match(scene.tags, end, sentence.last)
        after = tail.end() if tail else end
        before = scene.norm(start - 1) if start > sentence.first else ""
        at = (start - 1, max(after, end))
        if before in self._lexicon.own_before and before:
            heading = start - 1 == sentence.first or scene.letter(start - 2, sentence) in ",;:-cbQ"
            ends = scene.letter(at[1], sentence) in ",.;)-:"
            if (heading and (ends or scene.letter(after, sentence) in "d#NnprBp")) or (ends and before in ("by", "per")):
                return preposed(scene, at, (owner, owner), sentence)
            return None
        clock = CLOCK.match(scene.tags, sentence.first, start + 1)
        timed = clock is not None and clock.end() == start
        if scene.letter(start - 1, sentence) not in ".,;:cbQq-(hs" and start > sentence.first and not timed:
            return self._is_that(scene, (start, end), owner, sentence)
        return self._tells(scene, (start, end, after), owner, sentence)

    def _tells(self, scene: Scene, at: tuple[int, int, int], owner: Range, sentence: Sentence) -> Cue | None:
        """ "Figures from the ministry show 40 dead", "the latest from the ministry: 40 dead", "the police tally is 40"."""
        start, end, after = at
        number = sentence_number(scene, start)
        aside = _ASIDE.match(scene.tags, end, sentence.last)
        told = next((k for k in range(end + 1, after) if scene.norm(k) in self._lexicon.standing), end)  # "tally of dead stands at"
        between = _BETWEEN.match(scene.tags, end, sentence.last)
        for k in (end, after, told, aside.end() if aside else end, between.end() if between else end):
            if scene.letter(k, sentence) == ":" and _NUMBER.match(scene.tags, k + 1, sentence.last):
                return Cue(first=k, last=k + 1, sentence=number, mode="count", source=owner, head=owner, pieces=((k + 1, sentence.last),))
            group = _HAD.match(scene.tags, k, sentence.last)
            verb = group.end() if group else k
            if scene.norm(verb) not in self._lexicon.telling and verb > k and scene.norm(verb - 1) in self._lexicon.telling:
                verb -= 1  # "is", "has"
            if scene.norm(verb) in self._lexicon.telling:
                _, high = clause_around(scene, verb, sentence)
                if "#" in scene.tags[verb + 1 : min(high, verb + _REACH)] or self._rough(scene, sentence):
                    return Cue(
                        first=verb,
                        last=verb + 1,
                        sentence=number,
                        mode="count",
                        source=owner,
                        head=owner,
                        pieces=((verb + 1, high),),
                        clause=start,
                        leading=True,
                    )
        return None

    def _is_that(self, scene: Scene, at: Range, owner: Range, sentence: Sentence) -> Cue | None:
        """ "Forty dead is the police count."."""
        start, end = at
        if scene.letter(start - 1, sentence) != "B" or scene.letter(end, sentence) not in ".,;":
            return None
        low, _ = clause_around(scene, start, sentence)
        if low >= start - 1:
            return None
        number = sentence_number(scene, start)
        return Cue(
            first=start - 1, last=end, sentence=number, mode="count", source=owner, head=owner, pieces=((low, start - 1),), clause=low
        )

    def _owner(self, scene: Scene, at: Range, sentence: Sentence, actors: Sequence[ActorMention]) -> tuple[Range | None, int]:
        """Whose paper it is, and where the words end that tell it."""
        start, i = at
        behind = scene.norm(i + 1)
        kept = _KEPT_BY.match(scene.tags, i + 1, sentence.last)
        first = 0
        if kept and scene.norm(kept.start() + (scene.tags[kept.start()] == "a")) in self._speakers.sighted:
            return None, i  # "records seen by the paper"
        if behind in ("from", "by", "of"):
            first = i + 2
        elif kept and scene.norm(kept.end() - 1) in ("by", "from"):
            first = kept.end()
        if first:
            head = scene.right(first, sentence.last)
            counted = behind == "of" and self._speakers.noun(scene, head) in self._speakers.plural if head is not None else False
            agent = kept is not None and first == kept.end() and scene.norm(first - 1) == "by"  # "released by the crisis cell"
            keeps = head is not None and not counted and self._keeps(scene, head, actors)
            if head is not None and (keeps or (agent and scene.tags[head[0]] in "dN" and not counted)):
                return head, head[1]
            if behind != "of":
                return None, i
        possessive = scene.tags.rfind("G", start, i)
        if possessive >= 0:
            head = (start, possessive + 1)
            lost = scene.norm(i) in self._lexicon.losses and self._speakers.noun(scene, head) in self._speakers.places
            known = self._keeps(scene, head, actors) or self._own(scene, head, i, actors)
            return (head if not lost and known else None), i + 1
        for last in range(i, start, -1):
            head = (start, last)
            if scene.tags[last - 1] in "nNu" and self._is_body(scene, head, actors):
                return head, i + 1
        return None, i

    def _own(self, scene: Scene, head: Range, i: int, actors: Sequence[ActorMention]) -> bool:
        """ "Velmia's own tally", "Marrow County's tally": the count that a government or a county keeps."""
        actor = self._speakers.actor(scene, head, actors)
        if actor is not None and actor.kind == "state":
            return any(scene.norm(k) == "own" for k in range(head[1], i))
        return scene.text.tokens[head[0]].text[:1].isupper() and self._speakers.noun(scene, head) in self._lexicon.counties

    def _is_body(self, scene: Scene, head: Range, actors: Sequence[ActorMention]) -> bool:
        """ "the police tally", "UN data", not "hospital patients figures" or "the body count"."""
        noun = self._speakers.noun(scene, head)
        if (
            noun in self._speakers.places
            or noun in self._speakers.roles
            or (noun in self._speakers.plural and noun not in self._lexicon.forces)
        ):
            return False
        return self._keeps(scene, head, actors)

    def _keeps(self, scene: Scene, head: Range, actors: Sequence[ActorMention]) -> bool:
        """True of a body, an office or a name that keeps counts, not of a place or the sick that are counted."""
        if not self._speakers.can_speak(scene, head, actors, strict=True) or scene.tags[head[0]] in "#t":
            return False
        noun = self._speakers.noun(scene, head)
        actor = self._speakers.actor(scene, head, actors)
        if actor is not None and actor.kind == "state" and noun not in self._speakers.bodies and noun not in self._speakers.roles:
            return False
        named = scene.tags[head[1] - 1] == "N" and (actor is not None or scene.words((head[1] - 1, head[1])).isupper())
        return named or noun in self._speakers.bodies or noun in self._speakers.roles or noun in self._speakers.plural


def _meet(one: Cue, other: Cue) -> bool:
    """True where another cue has the same words already."""
    if other.kind != "said":
        return False
    spans = [(other.first, other.last), *((other.source,) if other.source else ())]
    mine = [(one.first, one.last), *((one.source,) if one.source else ())]
    return any(a < d and c < b for a, b in spans for c, d in mine)
