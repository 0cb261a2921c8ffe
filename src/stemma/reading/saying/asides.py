"""Cues beside the clause: "as the mayor put it", "40 is what doctors believe", "is certain that", a colon before a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import structs

from stemma.core.text import Sentence
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.said import Cue
from stemma.reading.saying.saying_forms import clause_start, sentence_number
from stemma.reading.saying.saying_subjects import SubjectOf
from stemma.reading.saying.scene import CLOCK, Range, Scene
from stemma.reading.saying.speakers import Speakers

_GROUP: Final = re.compile(r"[xaB]*")
_TO_END: Final = re.compile(r"[tapdnNjG#]{0,6}(?=[,.;:)q-])")  # "as police said on Tuesday,"
_MODES: Final = ("say", "confirm", "think", "count", "forecast", "describe", "show")
_LABEL: Final = re.compile(r"N[N'.]{0,3}:")
_BRACKETED: Final = re.compile(r"\((?:p(?=N))?d?[Nnj]{0,3}[Nn]{1,5}(?:,[Nn]{1,5}|[oc]N[Nc]{0,4})*\)")
_DASHED: Final = re.compile(r"-(d?[Nnj]{0,3}[Nn](?:o[nN]{1,3})?)(?=[.Q]|$)")  # "- army", "- ministry of health"
_SOURCED: Final = re.compile(r"\([nN]:([Nnjdoc]{1,12})(?:,[^()]{0,8})?\)")
_SIGNED: Final = re.compile(r"q-N[N']{0,4}(?=[.,]?Q|\.|,|$)")
_BEFORE_STATE: Final = frozenset(("has", "have", "had"))


class AsideCues:
    """Finds cues in asides and in what stands in place of a verb of saying."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        self._subject = SubjectOf(lexicon, speakers)
        self._parts = re.compile(rf"\), (?:{'|'.join(map(re.escape, lexicon.asides))})\b")
        self._watched = frozenset(("as", "what", "all")) | lexicon.sure_firsts
        self._sure_of = lexicon.sure

    def find(self, scene: Scene, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        """All such cues of a text but those of colons."""
        aside = (-1, -1)  # the last one's sentence, and where it ended
        for i in scene.text.places(self._watched):
            number = sentence_number(scene, i)
            sentence = scene.text.sentences[number]
            word = scene.norm(i)
            cue = None
            if word == "as":
                cue = self._as(scene, i, sentence, actors, aside[1] if aside[0] == number else sentence.first)
            elif word in ("what", "all"):  # also "20 is all that a commander would concede"
                cue = self._what(scene, i, sentence, actors)
            cue = cue or self._sure(scene, i, sentence, actors)
            if cue:
                aside = (number, cue.last)
                yield cue

    def _as(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention], low: int) -> Cue | None:
        """ ", as the committee maintains,": the words before it, at the head of a sentence those after it."""
        heading = i == sentence.first or scene.tags[i - 1] == "Q"
        if not heading and scene.tags[i - 1] not in ",(-":
            return None
        head = scene.right(i + 1, sentence.last)
        if head is None or not self._speakers.can_speak(scene, head, actors, strict=scene.tags[head[0]] not in "dG"):
            return None
        group = _GROUP.match(scene.tags, head[1], sentence.last)
        verb = group.end() if group else head[1]
        last = self._verb_end(scene, verb)
        end = _TO_END.match(scene.tags, last, sentence.last) if last else None
        if end is None:
            return None
        if heading:
            piece = (end.end() + 1, sentence.last)
        else:
            breaks = [scene.tags.rfind(";", low, i), *(k for k in range(low, i - 2) if scene.tags[k] == "," and scene.tags[k + 1] in "cb")]
            piece = (max([low, *(b + 1 for b in breaks if b >= 0)]), i - 1)
        pieces = [piece, *self._behind(scene, end.end(), sentence)] if not heading else [piece]
        if not heading and scene.tags[i - 1] == "," and scene.tags[i - 2] in "shw":
            pieces = [(end.end() + 1, sentence.last)]  # "where, as the paper found, six must serve everyone"
        pieces = [p for p in pieces if p[0] < p[1]]
        if not pieces:
            return None
        number = sentence_number(scene, i)
        made = Cue(first=i, last=last, sentence=number, mode="say", source=head, head=head, clause=i - 1, leading=heading)
        return structs.replace(made, pieces=tuple(pieces))

    def _behind(self, scene: Scene, i: int, sentence: Sentence) -> list[Range]:
        """What goes on behind the aside: "the jails, as the agency had them: 13,500 gone", "officials, as the paper has it, count 39"."""
        if scene.letter(i, sentence) == ":":
            return [(i + 1, sentence.last)]
        if scene.letter(i, sentence) == "," and scene.letter(i + 1, sentence) in "vuBx":
            stop = scene.tags.find(";", i, sentence.last)
            return [(i + 1, stop if stop > 0 else sentence.last)]
        return []

    def _verb_end(self, scene: Scene, i: int) -> int:
        """Past the verb of saying at token i, or past "put it", "tells it"; 0 where none stands."""
        if scene.norm(i) in self._lexicon.with_it and scene.norm(i + 1) in ("it", "them"):
            return i + 2
        if scene.norm(i) in ("it", "them") and scene.norm(i - 1) in self._lexicon.with_it:
            return i + 1  # "as the rebels will have it"
        verbs = self._lexicon.verbs.get(scene.norm(i), ())
        return i + 1 if any(v.mode in _MODES and not v.particle for v in verbs) else 0

    def _what(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "2,300 is what paramedics in Tripoli believe"."""
        if scene.letter(i - 1, sentence) != "B" or "#" not in scene.tags[sentence.first : i]:
            return None
        head = scene.right(i + 1 + (scene.norm(i) == "all" and scene.norm(i + 1) == "that"), sentence.last)
        if head is None or not self._speakers.can_speak(scene, head, actors, strict=True):
            return None
        for k in range(head[1], min(head[1] + 6, sentence.last)):
            last = self._verb_end(scene, k) if scene.tags[k] in "vug" else 0
            if last and scene.letter(last, sentence) in ".,;":
                low = max(scene.tags.rfind(c, sentence.first, i) for c in ":;(") + 1 or sentence.first
                number = sentence_number(scene, i)
                return Cue(first=i - 1, last=last, sentence=number, mode="say", source=head, head=head, pieces=((low, i - 1),), clause=low)
        return None

    def _sure(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "is certain that", "has no doubt that"."""
        state = self._sure_of.at(scene.text.tokens, i, sentence.last)
        if state is None or scene.letter(state.last, sentence) != "h":
            return None
        that = state.last
        first = i - 1
        while first > sentence.first and scene.tags[first] == "a":
            first -= 1
        if scene.tags[first] != "B" and scene.norm(first) not in _BEFORE_STATE:
            return None
        group = _GROUP.match(scene.turned, len(scene.tags) - first, len(scene.tags) - sentence.first)
        first -= group.end() - group.start() if group else 0
        subject = self._subject.before(scene, first, sentence)
        if subject is None or not self._speakers.can_speak(scene, subject[1], actors, strict=True):
            return None
        clause = clause_start(scene, subject[0][0], sentence)
        number = sentence_number(scene, i)
        return Cue(first=first, last=that, sentence=number, mode="think", source=subject[0], head=subject[1], clause=clause, leading=True)

    def spoken(self, scene: Scene, actors: Sequence[ActorMention], found: Sequence[Cue]) -> Iterator[Cue]:
        """ "Our correspondent is at the harbour: “I counted nine”", and the labels of a transcript, "SMITH: We have 312 cases"."""
        cued = {c.sentence for c in found}
        for m in re.finditer(":Q", scene.tags):
            number = sentence_number(scene, m.start())
            sentence = scene.text.sentences[number]
            quote = scene.quote_at(m.start() + 1)
            clock = CLOCK.match(scene.tags, sentence.first, m.start())
            subject = scene.right(clock.end(), m.start()) if clock else scene.first_phrase(sentence, m.start())
            subject = subject if number not in cued and quote else None
            if subject and quote and self._speakers.can_speak(scene, subject, actors, strict=True):
                cued.add(number)
                yield self._label(number, (m.start(), m.start() + 1), subject, quote)
        yield from self._transcript(scene, actors)
        yield from self._signed(scene)
        for m in _BRACKETED.finditer(scene.tags):
            ended = scene.letter(m.end(), scene.text.sentences[sentence_number(scene, m.start())]) in ".;"
            behind = scene.tags[m.start() - 1 : m.start()] in ("#", "n") and "#" in scene.tags[max(0, m.start() - 3) : m.start()]
            cue = self._bracketed(scene, (m.start() + 1, m.end() - 1), actors, ended) if ended or behind else None
            if cue and (cue.sentence not in cued or not ended):
                yield cue
        for sentence in scene.text.sentences:
            dash = scene.tags.rfind("-", sentence.first, sentence.last)
            last = _DASHED.match(scene.tags, dash, sentence.last) if dash > sentence.first else None
            ends = last is not None and last.end() >= sentence.last - 1 and scene.text.tokens[dash].sentence not in cued
            if last and ends and (cue := self._dashed(scene, last.span(1), actors)):
                yield cue
        for m in _SOURCED.finditer(scene.tags):
            if scene.norm(m.start() + 1) in self._lexicon.origins:
                yield self._sourced(scene, m.start(), m.end(), m.end(1))

    def _signed(self, scene: Scene) -> Iterator[Cue]:
        """ "“We had nothing left.” ― Ana Ruiz": a quotation with the name of its speaker under it."""
        for m in _SIGNED.finditer(scene.tags):
            quote = scene.quote_at(m.start())
            if quote is not None and quote[1] == m.start() + 1:
                name = (m.start() + 2, m.end())
                yield self._label(sentence_number(scene, quote[0]), (m.start() + 1, m.start() + 2), name, quote)

    def _sourced(self, scene: Scene, first: int, end: int, past: int) -> Cue:
        """ "19,710 cases (source: Ministry of Health), of which 5,041": all of it is from there, behind a heading the paragraph."""
        number = sentence_number(scene, first)
        sentence = scene.text.sentences[number]
        source = (first + 3, past)
        last = sentence.last
        if "#" not in scene.tags[sentence.first : first] + scene.tags[end:last]:
            last = max(s.last for s in scene.text.sentences[number:] if s.paragraph == sentence.paragraph)
        pieces = tuple(p for p in ((sentence.first, first), (end, last)) if p[0] < p[1])
        return Cue(first=first + 1, last=first + 3, sentence=number, mode="according", source=source, head=source, pieces=pieces)

    def _bracketed(self, scene: Scene, at: Range, actors: Sequence[ActorMention], ended: bool) -> Cue | None:
        """ "40,000 are displaced (IOM).": a known name in brackets at the end, not one that spells out the words before it."""
        number = sentence_number(scene, at[0])
        sentence = scene.text.sentences[number]
        passed = scene.norm(at[0]) in self._lexicon.via and scene.tags[at[0] + 1 : at[1]].strip("N'") == ""
        at = (at[0] + 1, at[1]) if passed and at[1] - at[0] > 1 else at  # "(via Scoop24)"
        known = self._speakers.actor(scene, at, actors)
        named = passed or (known is not None and known.kind in ("institution", "agency", "outlet"))
        if not (named or (ended and self._is_office(scene, at))) or scene.tags[at[0] - 2] in "NG":
            return None
        if "#" not in scene.tags[sentence.first : at[0] - 1] or (
            known
            and any(a.start != known.start and a.name == known.name for a in actors if a.end < known.start and a.start >= sentence.start)
        ):
            return None
        low = max(sentence.first, scene.tags.rfind(";", sentence.first, at[0]) + 1)
        if not ended:
            low = max(low, *(scene.tags.rfind(c, sentence.first, at[0]) + 1 for c in ",:-)cvuVxB"))  # "66 (Amnesty) stands against 19"
        parts = self._parts.match(scene.text.text, scene.span(at).end)
        behind = ((at[1] + 1, sentence.last),) if parts and not ended else ()  # "15 (fire service), comprising 8 in Roan and 7 in Tarn"
        return Cue(first=at[0] - 1, last=at[0], sentence=number, mode="according", source=at, head=at, pieces=((low, at[0] - 1), *behind))

    def _dashed(self, scene: Scene, at: Range, actors: Sequence[ActorMention]) -> Cue | None:
        """ "Strike kills 12 - army": an office behind a dash at the end, no outlet, as feeds put behind a title."""
        number = sentence_number(scene, at[0])
        first = scene.text.sentences[number].first
        noun = self._speakers.noun(scene, at)
        known = self._speakers.actor(scene, at, actors)
        office = noun in self._speakers.bodies | self._speakers.roles or (known is not None and known.kind == "institution")
        office = (office and noun not in self._speakers.plural) or noun in self._lexicon.estimators
        if not office or noun in self._speakers.places or noun in self._speakers.outlets or "#" not in scene.tags[first : at[0] - 1]:
            return None
        return Cue(first=at[0] - 1, last=at[0], sentence=number, mode="according", source=at, head=at, pieces=((first, at[0] - 1),))

    def _is_office(self, scene: Scene, at: Range) -> bool:
        """ "(city engineer)", "(Department of Census and Statistics)", behind words that name no office themselves."""
        noun = self._speakers.noun(scene, at)
        before = scene.norm(at[0] - 2)
        spelled = before in self._speakers.speaking or before in self._speakers.plural
        return noun in self._speakers.bodies | self._speakers.roles and noun not in self._speakers.places and not spelled

    def _transcript(self, scene: Scene, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        """Names in capitals before colons at the heads of lines: what follows is theirs, up to the next such line."""
        labels: list[tuple[int, Range]] = []
        for m in _LABEL.finditer(scene.tags):
            sentence = scene.text.sentences[sentence_number(scene, m.start())]
            words = scene.words((m.start(), m.end() - 1))
            heads = not self._lexicon.headings.isdisjoint(words.lower().split())
            heading = m.start() == sentence.first or (m.start() - 1 == sentence.first and scene.tags[sentence.first] == "Q")
            if heading and words.isupper() and len(words) > 3 and not heads:
                known = self._speakers.actor(scene, (m.start(), m.end() - 1), actors)
                if known is not None and known.kind == "state":
                    return  # "VIETNAM: ..." is what an item is about
                labels.append((sentence_number(scene, m.start()), (m.start(), m.end())))
        if len(labels) < 2:
            return  # one line in capitals is a headline, not a conversation
        for (number, at), following in zip(labels, [*(n for n, _ in labels[1:]), len(scene.text.sentences)], strict=True):
            paragraph = scene.text.sentences[number].paragraph
            last = max(
                (s.last for s in scene.text.sentences[number : max(following, number + 1)] if s.paragraph == paragraph), default=at[1]
            )
            if at[1] < last:
                yield self._label(number, (at[1] - 1, at[1]), (at[0], at[1] - 1), (at[1], last), "label")

    def _label(self, number: int, at: Range, source: Range, piece: Range, mode: str = "say") -> Cue:
        return Cue(first=at[0], last=at[1], sentence=number, mode=mode, source=source, head=source, pieces=(piece,))
