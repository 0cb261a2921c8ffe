"""Speakers told by the place of their words alone: "..., the prefect bares.", "..., sniffed the senator", "Source: the county"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from stemma.core.text import Sentence
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.cues import Lexicon, forms
from stemma.reading.saying.said import Cue
from stemma.reading.saying.saying_forms import clause_start, sentence_number
from stemma.reading.saying.saying_subjects import SubjectOf
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers

_APART: Final = re.compile("[,q-](?=[dGjnNvuV])")
_GROUP: Final = re.compile(r"[xaz]*")
_BEHIND: Final = re.compile(r"(?:a|z|d?j?t#?|[pPT](?:d*[jG#nNIu']*[nNItmu#]+)(?:[op]d*[jG#nNIu']*[nNt#]+)*|[PI]+#)*(?=[.,;q)-])")
_CLOSED: Final = ".,;q)-"
_MODES: Final = ("say", "confirm", "think", "forecast", "show", "count")
_SOURCE: Final = re.compile("[nN]:(?=[dGjnN])")
_ITEM: Final = 12  # tokens of a line of a table at most
_VERBS: Final = "vVuxBz"
_HAVE: Final = frozenset(("has", "have", "had"))
_BACK: Final = 3  # sentences of which "so says" speaks
_TO_COLON: Final = 7  # tokens
_LAST: Final = re.compile(":(?=[dnNjG])")


class QuotingCues:
    """Finds cues that stand apart, between comma and full stop, whatever their verb and whoever speaks."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers, asides: Mapping[str, Sequence[str]]) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        self._subject = SubjectOf(lexicon, speakers)
        self._quotative = frozenset(form for entry in asides.get("quotative", ()) for form, kind in forms(entry) if kind != "ing")
        self._lifeless = frozenset(asides.get("lifeless", ()))
        self._giving_verbs = frozenset(asides.get("giving", ()))
        self._lists = lexicon.papers | frozenset(asides.get("announcing", ()))

    def find(self, scene: Scene, actors: Sequence[ActorMention], found: Sequence[Cue]) -> Iterator[Cue]:
        """Cues in sentences with a number, where no other cue stands yet."""
        taken = {k for c in found if c.kind != "attitude" for k in range(c.first, c.last)}
        for m in _APART.finditer(scene.tags):
            i = m.start() + 1
            sentence = scene.text.sentences[scene.text.tokens[i].sentence]
            if i <= sentence.first or "#" not in scene.tags[sentence.first : sentence.last]:
                continue
            cue = self._inverted(scene, i, sentence, actors) or self._in_order(scene, i, sentence, actors)
            if cue is not None and taken.isdisjoint(range(cue.first, cue.last)) and not self._known(cue, found):
                yield cue

    def _known(self, cue: Cue, found: Sequence[Cue]) -> bool:
        """True where the words of the speaker are those of a cue that was found."""
        source = cue.source or (0, 0)
        return any(c.kind == "said" and c.source and c.source[0] < source[1] and source[0] < c.source[1] for c in found)

    def _tells(self, scene: Scene, i: int) -> str:
        """The mode of a verb that can stand apart with its speaker."""
        verbs = self._lexicon.verbs.get(scene.norm(i), ())
        mode = next((v.mode for v in verbs if v.mode in _MODES and v.form != "ing" and not v.particle), "")
        return mode or ("say" if scene.norm(i) in self._quotative else "")

    def _in_order(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ ", the curé estimates.", ", Prigozhin growled in his voice note, come to 20,000"."""
        head = scene.right(i, sentence.last)
        if head is None:
            return None
        verb = head[1]
        if scene.letter(verb, sentence) in ".,;" and head[1] - head[0] > 1:  # the verb was taken for a noun: "our stringer texts."
            head, verb = (head[0], head[1] - 1), head[1] - 1
        group = _GROUP.match(scene.tags, verb, sentence.last)
        verb = group.end() if group else verb
        mode = self._tells(scene, verb) if verb < sentence.last else ""
        behind = _BEHIND.match(scene.tags, verb + 1, sentence.last) if mode else None
        if behind is None or not self._speaks(scene, head, actors, mode) or not self._agrees(scene, verb, head):
            return None
        if "#" not in scene.tags[sentence.first : head[0]] and "#" not in scene.tags[behind.end() : sentence.last]:
            return None
        return self._made(scene, (verb, verb + 1), head, sentence, mode)

    def _agrees(self, scene: Scene, verb: int, head: Range) -> bool:
        """ "partners estimate", not "the national rate": a plain form needs a subject of more than one."""
        first = scene.tags[head[0]]
        if any(c in "pPo" for c in scene.tags[head[0] : head[0] + 2]) or (first in "na" and not scene.norm(head[1] - 1).endswith("s")):
            return False
        verbs = self._lexicon.verbs.get(scene.norm(verb), ())
        plain = bool(verbs) and verbs[0].form == "base" and not any(v.form == "past" for v in verbs)
        noun = self._speakers.noun(scene, head)
        return (
            not plain or noun in self._speakers.plural or noun in self._speakers.crowd or noun.endswith("s") or noun in self._lexicon.forces
        )

    def _inverted(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ ", sniffed the senator, is what", "Ten kilometres, say bloggers close to the marines."."""
        mode = self._tells(scene, i) if scene.tags[i] in "vuVnj" else ""
        head = scene.right(i + 1, sentence.last) if mode in ("say", "think", "confirm", "forecast") else None
        if head is None or scene.tags[head[0]] == "#" or "#" not in scene.tags[sentence.first : i]:
            return None
        apart = scene.letter(head[1], sentence) in _CLOSED or head[1] >= sentence.last
        fragment = not any(c in _VERBS for c in scene.tags[sentence.first : i])
        if not apart and not fragment:
            return None
        if not self._speakers.can_speak(scene, head, actors, strict=True) and not (apart and scene.tags[i - 1] == "q"):
            return None
        return self._made(scene, (i, i + 1), head, sentence, mode)

    def _speaks(self, scene: Scene, head: Range, actors: Sequence[ActorMention], mode: str) -> bool:
        """True of any phrase that can be a speaker where its place says that it is one."""
        if scene.tags[head[0]] in "#rmw" or (scene.norm(head[0]) in ("a", "an") and self._speakers.noun(scene, head) in self._lifeless):
            return False
        noun = self._speakers.noun(scene, head)
        if noun in self._lifeless or scene.tags[head[1] - 1] in "t#":
            return False
        return noun not in self._lexicon.counts or self._speakers.can_speak(scene, head, actors)

    def _made(self, scene: Scene, at: Range, head: Range, sentence: Sentence, mode: str) -> Cue:
        first = min(at[0], head[0])
        number = sentence_number(scene, at[0])
        return Cue(
            first=at[0],
            last=at[1],
            sentence=number,
            mode=mode,
            source=head,
            head=head,
            clause=clause_start(scene, first, sentence),
            own=True,
        )

    def having(self, scene: Scene, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        """ "A Western paper had it at 1,000", "the union has it that 40 were held", and "40 dead: ministry"."""
        for i in scene.text.places(_HAVE):
            sentence = scene.text.sentences[scene.text.tokens[i].sentence]
            compared = any(
                scene.norm(k) in self._lexicon.compared for k in (i + 2, i + 3)
            )  # "doctors have it slightly higher, with 23 dead"
            if scene.norm(i + 1) != "it" or (scene.norm(i + 2) not in self._lexicon.at_number and not compared):
                continue
            subject = self._subject.before(scene, i, sentence)
            if subject is None or not self._speakers.can_speak(scene, subject[1], actors):
                continue
            number = sentence_number(scene, i)
            clause = clause_start(scene, subject[0][0], sentence)
            yield Cue(first=i, last=i + 3, sentence=number, mode="count", source=subject[0], head=subject[1], clause=clause, leading=True)
        yield from self._giving(scene, actors)
        yield from self._so(scene, actors)
        for m in _LAST.finditer(scene.tags):
            sentence = scene.text.sentences[scene.text.tokens[m.start()].sentence]
            head = scene.right(m.end(), sentence.last)
            if head is None or "#" not in scene.tags[sentence.first : m.start()] or scene.letter(head[1], sentence) not in ".":
                continue
            noun = self._speakers.noun(scene, head)
            actor = self._speakers.actor(scene, head, actors)
            if noun in self._speakers.labels or noun in self._speakers.plural or (actor is not None and actor.kind != "state"):
                piece = (sentence.first, m.start())
                number = sentence_number(scene, m.start())
                yield Cue(first=m.start(), last=m.end(), sentence=number, mode="according", source=head, head=head, pieces=(piece,))

    def _so(self, scene: Scene, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        """ "So says the ministry.": the sentences before it in its paragraph."""
        for i in scene.text.places(self._lexicon.thus):
            number = sentence_number(scene, i)
            sentence = scene.text.sentences[number]
            if i != sentence.first or self._tells(scene, i + 1) != "say":
                continue
            head = scene.right(i + 2, sentence.last)
            if head is None or scene.letter(head[1], sentence) not in ".,ptP" or not self._speakers.can_speak(scene, head, actors):
                continue
            whole = scene.after_comma(head, sentence.last)
            yield Cue(first=i, last=i + 2, sentence=number, mode="say", source=whole, head=head, back=_BACK, certainty=0.8)

    def _giving(self, scene: Scene, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        """ "The commissioner gives these accounts: huts spoiled, 2,826; ..."."""
        for i in scene.text.places(self._giving_verbs):
            sentence = scene.text.sentences[scene.text.tokens[i].sentence]
            colon = scene.tags.find(":", i, min(i + _TO_COLON, sentence.last))
            if colon < 0 or scene.norm(colon - 1) not in self._lists:
                continue
            subject = self._subject.before(scene, i, sentence)
            if subject is None or not self._speakers.can_speak(scene, subject[1], actors, strict=True) or colon + 1 >= sentence.last:
                continue
            number, pieces = sentence_number(scene, i), ((colon + 1, sentence.last),)
            yield Cue(first=i, last=i + 1, sentence=number, mode="count", source=subject[0], head=subject[1], pieces=pieces, leading=True)

    def credits(self, scene: Scene) -> Iterator[Cue]:
        """ "Source: Red Cross, 8 May": the lines around it, or the sentences before it in its paragraph."""
        for m in _SOURCE.finditer(scene.tags):
            number = sentence_number(scene, m.start())
            sentence = scene.text.sentences[number]
            if m.start() != sentence.first or scene.norm(m.start()) not in self._lexicon.origins:
                continue
            head = scene.right(m.end(), sentence.last)
            lines = self._lines(scene, number) if head else []
            if head is None or not lines:
                continue
            pieces = tuple((scene.text.sentences[k].first, scene.text.sentences[k].last) for k in lines)
            yield Cue(first=m.start(), last=m.end(), sentence=number, mode="according", source=head, head=head, pieces=pieces)

    def _lines(self, scene: Scene, number: int) -> list[int]:
        """The sentences with numbers that a credit line speaks for."""
        sentences = scene.text.sentences
        own = sentences[number].paragraph
        before = [k for k in range(number) if sentences[k].paragraph == own]
        if before:
            return before
        for step, stop in ((-1, -1), (1, len(sentences))):
            found: list[int] = []
            for k in range(number + step, stop, step):
                if not self._is_line(scene, sentences[k]):
                    break
                found.append(k)
            if any("#" in scene.tags[sentences[k].first : sentences[k].last] for k in found):
                return sorted(found)
        return []

    def _is_line(self, scene: Scene, sentence: Sentence) -> bool:
        """A line of a table: short, and nobody does anything in it."""
        tags = scene.tags[sentence.first : sentence.last]
        short = sentence.last - sentence.first <= _ITEM and "x" not in tags and "u" not in tags and "v" not in tags
        return short and not scene.text.marked(sentence.start, sentence.end)
