"""Cues of those who cite others: "RIA, citing the ministry, said", "the agency quotes the mayor as saying"."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.text import Sentence
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.said import Cue
from stemma.reading.saying.saying_forms import sentence_number
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers


class CitingCues:
    """Finds who cites and who is cited."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers) -> None:
        self._lexicon = lexicon
        self._speakers = speakers

    def at(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "RIA, citing the ministry, said": the cited one is the inner speaker, the one who cites the outer."""
        head = scene.right(i + 1, sentence.last)
        if head is None or (scene.norm(i).endswith("ed") and scene.norm(i + 1) == "by"):
            return None
        relayed = self._relayed(scene, i, head, sentence, actors)
        if relayed:
            return relayed
        if scene.letter(i - 1, sentence) in "dG":
            return None
        if not self._speakers.can_speak(scene, head, actors):
            return self._giving(scene, i, sentence)
        after = head[1] + 2
        quoted = scene.norm(head[1]) == "as" and scene.letter(head[1] + 1, sentence) == "g" and scene.letter(after, sentence) != "."
        pieces = ((after, sentence.last),) if quoted else ()
        outer = self._citer(scene, i, head, sentence, actors)
        ending = scene.norm(head[1]) == "as" and scene.letter(head[1] + 1, sentence) == "g" and scene.letter(after, sentence) == "."
        if ending and outer and sentence.first < outer[0]:
            pieces = ((sentence.first, outer[0]),)  # "..., the agency quotes the mayor as saying."
        whole = scene.after_comma(head, sentence.last) if scene.letter(i - 1, sentence) != "," else head
        return Cue(
            first=i,
            last=i + 1,
            sentence=sentence_number(scene, i),
            mode="citing",
            source=whole,
            head=head,
            outer=outer,
            pieces=pieces,
            clause=i - 1 if scene.letter(i - 1, sentence) == "," else i,
        )

    def _relayed(self, scene: Scene, i: int, head: Range, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "Interfax, which quoted the ministry": a further step of a chain, inside another's words or beside them."""
        k = i
        while k > sentence.first and scene.tags[k - 1] in "xa":
            k -= 1
        who = k - 1
        if (
            who <= sentence.first
            or not (scene.tags[who] == "w" or scene.norm(who) == "that")
            or not self._speakers.can_speak(scene, head, actors)
        ):
            return None
        end = who - (1 if scene.tags[who - 1] == "," else 0)
        citer = scene.left(end, sentence.first) if end > sentence.first else None
        if citer is None or scene.norm(who) == "whose" or not self._speakers.can_speak(scene, citer, actors, strict=True):
            return None
        if any(c in "u" for c in scene.tags[citer[0] : citer[1]]):
            return None
        number = sentence_number(scene, i)
        return Cue(first=who, last=i + 1, sentence=number, mode="citing", source=head, head=head, outer=citer, clause=who)

    def _giving(self, scene: Scene, i: int, sentence: Sentence) -> Cue | None:
        """ "suspended its flights, citing damage to six aircraft": what is cited is the subject's own reason."""
        if scene.norm(i) not in self._lexicon.reasons or scene.letter(i - 1, sentence) != ",":
            return None
        number = sentence_number(scene, i)
        return Cue(first=i, last=i + 1, sentence=number, mode="say", inherits=True, pieces=((i + 1, sentence.last),), clause=i - 1)

    def _citer(self, scene: Scene, i: int, head: Range, sentence: Sentence, actors: Sequence[ActorMention]) -> Range | None:
        """Who cites: the name before "citing" where the two stand between commas, or the subject of "cited"."""
        between = scene.letter(i - 1, sentence) == "," and scene.letter(head[1], sentence) == ","
        if not between and scene.norm(i) not in self._lexicon.citing_verbs:
            return None
        k = i - 1 if scene.letter(i - 1, sentence) == "," else i
        found = scene.left(k, sentence.first) if k > sentence.first else None
        if found is None or any(c in "u#" for c in scene.tags[found[0] : found[1]]):
            return None
        return found if self._speakers.can_speak(scene, found, actors, strict=True) else None
