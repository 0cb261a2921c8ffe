"""Cue verbs that are no finite active verbs: "claiming to have", "declined to say", "is believed to", "estimated by"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from stemma.core.text import Sentence
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.cues import Lexicon, Verb
from stemma.reading.saying.makers import Handed
from stemma.reading.saying.said import Cue
from stemma.reading.saying.saying_subjects import SubjectOf
from stemma.reading.saying.scene import CLAUSE_TURN, Range, Scene
from stemma.reading.saying.speakers import Speakers

_LISTED: Final = re.compile(r"(?:\([Nn]{1,3}\))?:")
_STATE: Final = 3  # tokens from "reported" to "by" where the number stands before: "reported unaccounted for by"
_TOLL: Final = 8  # tokens from a toll to "was raised"
_LATER: Final = 12  # tokens from "is put at" to its "by"
_WHEN: Final = re.compile(r"p?[djan#]{0,3}t[ta#]*|a|[jn]t")  # "last week", "on Tuesday"
_GROUP: Final = re.compile(r"[xazB]*")


class Constructions:
    """Finds cues in participles, infinitives and passives."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        self._subject = SubjectOf(lexicon, speakers)
        self.handed = Handed(lexicon, speakers, self._subject)

    def participle(self, scene: Scene, at: Range, verb: Verb, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        first, last = at
        kind = kind_of(scene, at, verb, self._lexicon)
        if scene.norm(first) in self._lexicon.citing:
            return None
        if handed := self.handed.telling(scene, at, verb.mode, sentence, actors):
            return handed
        if verb.mode in ("show", "count"):
            return None
        base = Cue(first=first, last=last, sentence=sentence_number(scene, first), mode=verb.mode, kind=kind, leading=True)
        before = scene.letter(first - 1, sentence)
        if first == sentence.first or before in "sPb":
            comma = scene.tags.find(",", last, sentence.last)
            head = scene.right(comma + 1, sentence.last) if comma > 0 else None
            return structs.replace(base, source=head, head=head, clause=first) if head else None
        if before in ",;-)":
            return structs.replace(base, inherits=True, clause=first - 1)
        found = scene.left(first, sentence.first)
        if found and before in "nN" and self._speakers.can_speak(scene, found, actors, strict=True):
            return structs.replace(base, source=found, head=found, clause=-1)
        return structs.replace(base, inherits=True, clause=first - 1) if before in "cb" else None

    def infinitive(
        self, scene: Scene, at: tuple[int, int, int], verb: Verb, sentence: Sentence, actors: Sequence[ActorMention]
    ) -> Cue | None:
        """ "declined to say", "prefers to say": the verb before says whose words they are, or that there are none."""
        first, i, last = at
        governor = first - 2
        if governor <= sentence.first:
            return None
        word = scene.norm(governor)
        negative = word in self._lexicon.refusals
        other = self._lexicon.verbs.get(word, ())
        if not negative and not (other and verb.mode in ("say", "confirm", "deny", "demand") and scene.tags[i + 1 : i + 2] not in ".,"):
            return None
        back = _GROUP.match(scene.turned, len(scene.tags) - governor, len(scene.tags) - sentence.first)
        start = governor - (back.end() - back.start() if back else 0)
        subject = self._subject.before(scene, start, sentence)
        kind = (
            "negative"
            if negative or "z" in scene.tags[start:i]
            else "said"
            if other and other[-1].mode == "intend" and word in self._lexicon.preferring
            else "intent"
        )
        base = Cue(first=start, last=last, sentence=sentence_number(scene, i), mode=verb.mode, kind=kind, leading=True)
        if subject is None:
            return structs.replace(base, inherits=True, clause=start - 1) if scene.letter(start - 1, sentence) in "cb," else None
        return structs.replace(base, source=subject[0], head=subject[1], clause=clause_start(scene, subject[0][0], sentence))

    def passive(self, scene: Scene, at: tuple[int, int, int], sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "is believed to have", "was reported by the ministry"."""
        first, i, last = at
        if scene.norm(last) == "by":
            return self.by(scene, at, sentence, actors)
        filed = scene.norm(last) == "with" and scene.norm(i) in self._lexicon.filed  # "137 sites are registered with the office"
        if filed or (scene.norm(last) in ("through", "via") and scene.norm(i) in self._lexicon.reported):
            return self.by(scene, at, sentence, actors)  # "have been reported through the ministry"
        agent = self._agent_after_time(scene, at, sentence, actors)
        before = range(max(sentence.first, first - _TOLL), first)
        moved = scene.norm(i) in self._lexicon.moved and any(scene.norm(k) in self._lexicon.counts for k in before)
        if agent is None and (moved or scene.norm(i) in self._lexicon.carrying_passives):
            agent = self._agent_later(scene, at, sentence, actors)
        if agent:
            return agent
        if scene.norm(i) in self._lexicon.quoted and scene.norm(last) == "as" and scene.letter(last + 1, sentence) == "g":
            return self._quoted_as(scene, at, sentence, actors)
        paper = scene.right(last + 1, sentence.last) if scene.norm(i) in self._lexicon.quoted and scene.norm(last) == "in" else None
        printed = paper is not None and scene.norm(paper[1]) == "as" and scene.norm(paper[0]) not in self._lexicon.dated
        if paper is not None and printed and self._speakers.can_speak(scene, paper, actors, strict=True):
            return self._quoted(scene, at, paper, sentence)  # "is quoted in the Morning Post as saying"
        if scene.norm(i) in self._lexicon.told and (scene.letter(last, sentence) in "ho" or scene.norm(last - 1) == "of"):
            return self._been_told(scene, at, sentence, actors)
        if scene.norm(i) not in self._lexicon.passive or scene.letter(last, sentence) not in "Thap":
            return None
        subject = scene.left(first, sentence.first)
        _, high = clause_around(scene, last, sentence)
        pieces = ((subject, (last, high)) if subject else ((last, high),)) if last < high else ()
        return Cue(
            first=first, last=last, sentence=sentence_number(scene, first), mode="passive", kind="evidential", pieces=pieces, leading=True
        )

    def _agent_after_time(self, scene: Scene, at: tuple[int, int, int], sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "19 cases were confirmed last week by the laboratory"."""
        first, i, last = at
        when = _WHEN.match(scene.tags, last, sentence.last)
        if when is None or when.end() == last or scene.norm(when.end()) != "by":
            return None
        return self.by(scene, (first, i, when.end()), sentence, actors)

    def _agent_later(self, scene: Scene, at: tuple[int, int, int], sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "the exodus is put at 250,000 people by the IOM"."""
        first, i, last = at
        for k in range(last, min(last + _LATER, sentence.last - 1)):
            if scene.tags[k] in ";:.vVQ(" and not (k == last and scene.tags[k] == "V"):
                return None
            counted = "#" in scene.tags[last:k] or ("#" in scene.tags[sentence.first : first] and k - last <= _STATE)
            if scene.norm(k) == "by" and counted:  # "were reported missing by the ministry"
                head = scene.right(k + 1, sentence.last)
                if head is None or not self._speakers.can_speak(scene, head, actors, strict=True):
                    return None
                low, _ = clause_around(scene, first, sentence)
                number = sentence_number(scene, i)
                return Cue(first=first, last=last, sentence=number, mode="count", source=head, head=head, pieces=((low, k),))
        return None

    def _been_told(self, scene: Scene, at: tuple[int, int, int], sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "the agency has been told that 800 were killed": its word, for want of another."""
        first, i, last = at
        subject = self._subject.before(scene, first, sentence)
        if subject is None or not self._speakers.can_speak(scene, subject[1], actors, strict=True):
            return None
        number = sentence_number(scene, i)
        return Cue(
            first=first,
            last=last,
            sentence=number,
            mode="say",
            source=subject[0],
            head=subject[1],
            clause=clause_start(scene, subject[0][0], sentence),
            leading=True,
        )

    def by(self, scene: Scene, at: tuple[int, int, int], sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "estimated by Ukraine to comprise", "a toll published by the ministry"."""
        first, i, last = at
        verbs = self._lexicon.verbs.get(scene.norm(i), ())
        if not verbs or verbs[-1].mode not in ("say", "confirm", "think", "forecast", "count", "show"):
            return None
        if verbs[-1].mode == "confirm" and any(scene.norm(k) in ("could", "can", "cannot", "not") for k in range(first, i)):
            return None  # "neither could be verified by its reporters"
        if verbs[-1].mode == "confirm" and any(
            scene.norm(k) in self._lexicon.testing for k in range(last + 1, min(last + 4, sentence.last))
        ):
            return None  # "confirmed by laboratory test"
        if verbs[-1].mode == "confirm" and scene.norm(last + 1) in ("a", "an") and not self._is_body(scene, last + 1, sentence):
            return None  # "2,822 of them confirmed by a laboratory"
        head = scene.right(last + 1, sentence.last)
        if head is None or not self._speakers.can_speak(scene, head, actors, strict=True) or scene.norm(head[0]) == "your":
            return None
        if verbs[-1].mode == "show" and scene.norm(i) not in self._lexicon.issued:
            return None
        if scene.norm(head[1]) == "as" and scene.letter(head[1] + 1, sentence) == "g":
            return self._quoted(scene, at, head, sentence)
        low, high = clause_around(scene, first, sentence)
        if listed := _LISTED.match(scene.tags, head[1], sentence.last):
            high = max(high, sentence.last)  # "72 deaths recorded by the ministry (MoHP): 59 protesters, 10 prisoners"
        told = scene.letter(head[1], sentence) == "h"  # "our editor was told by the harbour master that"
        pieces = tuple(p for p in ((first if told else low, first), (listed.end() if listed else head[1], high)) if p[0] < p[1])
        mode = "relay" if scene.norm(i) in self._lexicon.citing else verbs[-1].mode  # "an official quoted by the Observer"
        return Cue(first=first, last=last + 1, sentence=sentence_number(scene, i), mode=mode, source=head, head=head, pieces=pieces)

    def _is_body(self, scene: Scene, i: int, sentence: Sentence) -> bool:
        """ "verified by a UN panel"."""
        head = scene.right(i, sentence.last)
        return head is not None and self._speakers.noun(scene, head) in self._speakers.bodies - self._speakers.places

    def _quoted_as(self, scene: Scene, at: tuple[int, int, int], sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "..., the official is quoted as saying", "The official was quoted as saying that": by whom is not told."""
        first, i, last = at
        subject = self._subject.before(scene, first, sentence)
        if subject is None or not self._speakers.can_speak(scene, subject[1], actors, strict=True):
            return None
        number, end = sentence_number(scene, i), last + 2
        trailing = scene.letter(end, sentence) in ".,;" and subject[0][0] > sentence.first
        clause = clause_start(scene, subject[0][0], sentence)
        return Cue(
            first=first, last=end, sentence=number, mode="say", source=subject[0], head=subject[1], clause=clause, leading=not trailing
        )

    def _quoted(self, scene: Scene, at: tuple[int, int, int], head: Range, sentence: Sentence) -> Cue | None:
        """ "the minister was quoted by state media as saying": the minister speaks, the media pass it on."""
        subject = scene.left(at[0], sentence.first)
        if subject is None or head[1] + 2 >= sentence.last:
            return None
        pieces = ((head[1] + 2, sentence.last),)
        number = sentence_number(scene, at[1])
        return Cue(first=at[0], last=at[2], sentence=number, mode="citing", source=subject, head=subject, outer=head, pieces=pieces)


def kind_of(scene: Scene, at: Range, verb: Verb, lexicon: Lexicon) -> str:
    """Whether something is said, not said, intended, or only favoured."""
    negated = "z" in scene.tags[at[0] : at[1]] or scene.norm(at[0] - 1) in lexicon.refusals
    if negated:
        return "negative"  # also "did not deny that 40 had died", which denies nothing
    return {"intend": "intent", "attitude": "attitude", "seem": "intent"}.get(verb.mode, "said")


def sentence_number(scene: Scene, i: int) -> int:
    """Which sentence a token stands in."""
    return scene.text.tokens[i].sentence


def clause_start(scene: Scene, source: int, sentence: Sentence) -> int:
    """Where the clause of a source begins: with the comma, semicolon or conjunction before it; -1 where it is nested."""
    before = scene.letter(source - 1, sentence)
    if source == sentence.first:
        return source
    if before in ",;-:(q":
        return source - 1
    if before == "w" and scene.tags[max(sentence.first, source - 3) : source - 1] in (",p", ",P"):
        return source - 3  # "..., against which the government has announced"
    if before in "bc" and (source - 2 < sentence.first or scene.tags[source - 2] in ",;-q"):
        return max(sentence.first, source - 2)
    if before == "b":
        return source - 1
    return -1


def clause_around(scene: Scene, i: int, sentence: Sentence) -> Range:
    """The clause that holds token i, cut at semicolons, dashes and brackets."""
    low = max((scene.tags.rfind(c, sentence.first, i) for c in ";-(:"), default=-1)
    if low > sentence.first and scene.tags[low] == ":" and scene.norm(low + 1) in ("that", "this", "those", "such", "so"):
        low = -1  # "Forty dead, 364 tanks gone: that is the price, if the general is to be believed"
    ends = [e for e in (scene.tags.find(c, i, sentence.last) for c in ";-)") if e > 0]
    return (low + 1 if low >= 0 else sentence.first), min(ends, default=sentence.last)


def preposed(scene: Scene, at: Range, source: tuple[Range, Range], sentence: Sentence) -> Cue:
    """A cue like "according to X": its words stand after it at the head of a clause, before it elsewhere, around it between commas."""
    first = at[0]
    whole, head = source
    end = max(whole[1], at[1])
    before = scene.letter(first - 1, sentence)
    heading = (
        first == sentence.first
        or (before in "cbQ;" or (before in ",:" and first - sentence.first < 3))
        or (before == "," and scene.tags[first - 2 : first - 1] in ("c", "b"))
    )
    low, high = clause_around(scene, first, sentence)
    start = end + (1 if scene.letter(end, sentence) == "," else 0)
    pieces: list[Range] = []
    if heading:
        pieces = [(start, sentence.last)]
    else:
        turn = CLAUSE_TURN.search(scene.tags[:first], low) if before not in ",-q" else None
        if turn:
            low = turn.start() + 1  # "17,000 are affected, and 700,000 may lack water according to X"
        pieces = [(low, first)]
        if (scene.letter(end, sentence) == "," and before in ",-") or before == "-":
            pieces.append((start, high))
    kept = tuple(p for p in pieces if p[0] < p[1])
    clause = first - 1 if before in ",;-(cb" else first
    return Cue(
        first=at[0],
        last=at[1],
        sentence=sentence_number(scene, first),
        mode="according",
        source=whole,
        head=head,
        pieces=kept,
        clause=clause,
        leading=heading,
    )
