"""Who "he", "the source" and "the ministry" are, and which bare sentences go on with what a speaker said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from stemma.core.text import Sentence
from stemma.core.types import Source, SourceKind, Span
from stemma.reading.actors import ActorMention
from stemma.reading.cues import Lexicon
from stemma.reading.said import Attribution
from stemma.reading.scene import Range, Scene
from stemma.reading.speakers import Speakers, clean

_PERSONS = (SourceKind.PERSON, SourceKind.ROLE, SourceKind.UNNAMED)
_BODIES = (SourceKind.INSTITUTION, SourceKind.OUTLET, SourceKind.DOCUMENT)
_SINGULAR = frozenset(("he", "she", "his", "her", "him", "himself", "herself"))
_MEMORY = 40  # speakers remembered; the oldest are forgotten
_GAP = 2  # bare sentences that may stand between two passages of one speaker


class _Known(NamedTuple):
    source: Source
    noun: str
    plural: bool


class References:
    """Remembers the speakers of one text and says for whom a pronoun or a role noun stands."""

    def __init__(self, speakers: Speakers, scene: Scene, actors: Sequence[ActorMention]) -> None:
        self._speakers = speakers
        self._scene = scene
        self._actors = actors
        self._known: list[_Known] = []

    def source(self, whole: Range, head: Range, keep: bool = True) -> Source | None:
        """The speaker of a phrase, put in its place where it only points back; None where nobody fits."""
        scene = self._scene
        span = scene.span(whole)
        word = scene.norm(head[0])
        if scene.tags[head[0]] in "rmw" and head[1] - head[0] == 1:
            found = (self._subject_before(head[0]) if word in ("they", "it") else None) or self._pronoun(word, span.start)
            return replace(found, start=span.start, end=span.end) if found else None
        made = self._speakers.source(scene, whole, head, self._actors)
        noun = self._speakers.noun(scene, head)
        if word in ("his", "her", "its", "their") and (made.kind is not SourceKind.PERSON or made.name.lower().startswith(word)):
            owned = self._possessed(made, head, word)
            if owned is None:
                return None
            made = owned
        else:
            earlier = self._earlier(head, noun, made)
            if earlier:
                made = replace(earlier, start=span.start, end=span.end)
        if keep and self._speakers.can_speak(scene, head, self._actors):
            self._remember(made, noun)
        return made

    def _remember(self, source: Source, noun: str) -> None:
        self._known.append(
            _Known(source, noun, noun in self._speakers.plural or (noun.endswith("s") and source.kind is SourceKind.INSTITUTION))
        )
        del self._known[:-_MEMORY]

    def _pronoun(self, word: str, start: int) -> Source | None:
        if word in ("we", "i", "us", "me", "you", "one"):
            return None
        for known in reversed(self._known):
            if self._fits(word, known):
                return known.source
        last = bisect_right(self._actors, start, key=lambda a: a.end)  # none lies inside another, so their ends are in order too
        for actor in reversed(self._actors[max(0, last - 12) : last]):
            if (actor.kind == "person") == (word in _SINGULAR) and actor.kind != "state":
                kind = SourceKind.PERSON if actor.kind == "person" else SourceKind.INSTITUTION
                return Source(name=actor.name, kind=kind, actor=actor.actor or actor.country)
        return None

    def _subject_before(self, i: int) -> Source | None:
        """ "The drivers blocked the road. They demand": the subject of the clause before, where it is several persons."""
        scene = self._scene
        number = scene.text.tokens[i].sentence
        sentence = scene.text.sentences[number]
        opening = i == sentence.first or not any(c in "NGvBx;" for c in scene.tags[sentence.first : i])
        if opening and number and scene.text.sentences[number - 1].paragraph == sentence.paragraph:
            sentence = scene.text.sentences[number - 1]
        elif scene.letter(i - 1, sentence) not in ";-" and scene.tags[max(0, i - 2) : i] not in (",c", ",b"):
            return None
        subject = scene.first_phrase(sentence, min(i, sentence.last))
        if subject is None or not self._speakers.can_speak(scene, subject, self._actors, strict=True):
            return None
        noun = self._speakers.noun(scene, subject)
        several = noun in self._speakers.plural or (noun.endswith("s") and noun not in self._speakers.bodies)
        source = self._speakers.source(scene, subject, subject, self._actors)
        if scene.norm(i) == "it":
            return source if source.kind in _BODIES and (noun in self._speakers.bodies or noun in self._speakers.outlets) else None
        return source if several else None

    def _fits(self, word: str, known: _Known) -> bool:
        if word in _SINGULAR:
            return (known.source.kind in _PERSONS and not known.plural) or _bare_name(known.source)
        if word in ("it", "its", "it's", "itself"):
            return known.source.kind in _BODIES
        if word in ("they", "their", "them", "themselves"):
            return known.plural or known.source.kind in (SourceKind.CROWD, SourceKind.INSTITUTION)
        return True

    def _possessed(self, made: Source, head: Range, word: str) -> Source | None:
        """ "his office": the office of the last fitting speaker."""
        owner = self._pronoun(word, made.start)
        if owner is None:
            return replace(made, name=clean(self._scene.words((head[0] + 1, head[1])))) if head[1] - head[0] > 1 else None
        if head[1] - head[0] == 1:
            return replace(owner, start=made.start, end=made.end)
        rest = clean(self._scene.words((head[0] + 1, head[1])))
        adjective = self._speakers.adjectives.get(owner.actor.split(".")[0]) if owner.actor else None
        name = f"{adjective} {rest}" if adjective else f"{owner.name}: {rest}"
        return replace(made, name=name, actor=made.actor or owner.actor)

    def _earlier(self, head: Range, noun: str, made: Source) -> Source | None:
        """ "the source", "prosecutors": an earlier speaker whose name holds the same noun or one that may stand for it."""
        scene = self._scene
        bare = head[1] - head[0] <= (3 if scene.norm(head[0]) in ("the", "that", "this") else 1)
        pointing = scene.norm(head[0]) in ("the", "that", "this", "these", "those", "same") or (
            head[1] - head[0] == 1 and scene.text.tokens[head[0]].norm == noun and noun in self._speakers.plural
        )
        if not bare or not pointing or made.kind is SourceKind.PERSON:
            return None
        wanted = self._speakers.same.get(noun, (noun,))
        if noun in self._speakers.outlets:
            outlets = [k for k in self._known if k.source.kind is SourceKind.OUTLET]
            return outlets[-1].source if outlets else None
        own = [scene.norm(i) for i in range(head[0], head[1]) if scene.tags[i] in "njN"]
        for known in reversed(self._known):
            words = {w.strip(",.:'’").removesuffix("’s").removesuffix("'s").lower() for w in known.source.name.split()} | {known.noun}
            if (
                words & set(wanted)
                and known.source.kind is not SourceKind.PERSON
                and all(w in words or w == noun or w in ("senior", "military", "same") for w in own)
            ):
                return known.source
        return None


def _bare_name(source: Source) -> bool:
    """A capitalised name of which nothing is known may be a person's."""
    words = source.name.split()
    return (
        source.kind is SourceKind.INSTITUTION
        and not source.actor
        and len(words) <= 3
        and all(w[:1].isupper() and not w.isupper() for w in words)
    )


def carry(scene: Scene, found: Sequence[Attribution], lexicon: Lexicon) -> list[Attribution]:
    """Bare sentences that go on with what a speaker said hang on that speaker too, with less certainty."""
    spoken: dict[int, list[Attribution]] = {}
    touched: set[int] = set()
    for attribution in found:
        passive = (
            attribution.mode == "passive"
            and scene.text.text[attribution.cue[0].start : attribution.cue[0].end].split()[-1].lower() in lexicon.carrying_passives
        )
        if not passive:
            touched.update(_sentences(scene, attribution))
        if attribution.kind == "said" and attribution.chain and attribution.cue:
            spoken.setdefault(_number(scene, attribution.cue[0].start), []).append(attribution)
    carried = _between(scene, spoken, touched) + _after_semicolons(scene, found, lexicon)
    done = touched | {_number(scene, a.content[0].start) for a in carried}
    return carried + _resting(scene, spoken, done, lexicon)


def _between(scene: Scene, spoken: dict[int, list[Attribution]], touched: set[int]) -> list[Attribution]:
    """Sentences between two passages of one speaker."""
    carried: list[Attribution] = []
    numbers = sorted(spoken)
    for one, other in pairwise(numbers):
        between = range(one + 1, other)
        if not 0 < len(between) <= _GAP or any(b in touched for b in between):
            continue
        first, second = spoken[one][-1], spoken[other][0]
        if first.chain[-1].name == second.chain[-1].name and _near(scene, one, other):
            carried += [_carried(scene, first, b) for b in between if not _marked(scene, b)]
    return carried


def _after_semicolons(scene: Scene, found: Sequence[Attribution], lexicon: Lexicon) -> list[Attribution]:
    """ "Forty died, it said; 90 are in hospital": the clause after a semicolon goes on, and one before it that "of them" points to."""
    text = scene.text.text
    cues = sorted(s.start for a in found for s in a.cue)
    carried: list[Attribution] = []
    for attribution in found:
        if attribution.kind != "said" or not attribution.chain or not attribution.cue or attribution.mode == "citing":
            continue
        sentence = scene.text.sentences[_number(scene, attribution.cue[0].start)]
        here = [s for s in (*attribution.cue, *attribution.source, *attribution.content) if sentence.start <= s.start < sentence.end]
        low, high = min(s.start for s in here), max(s.end for s in here)
        clauses = []
        if text[high : high + 1] == ";":
            end = text.find(";", high + 1, sentence.end)
            clauses.append(Span(high + 1, end if end > 0 else sentence.end))
        before = text.rfind(";", sentence.start, low)
        first, last = scene.text.token_at(low), scene.text.token_at(high)
        if before > 0 and not text[before + 1 : low].strip() and lexicon.anaphors.find(scene.text.tokens, first, last):
            clauses.append(Span(max(sentence.start, text.rfind(";", sentence.start, before) + 1), before))
        carried += [
            replace(attribution, source=(), cue=(), content=(clause,), carried=True, certainty=0.5)
            for clause in clauses
            if clause.start < clause.end and bisect_left(cues, clause.start) == bisect_left(cues, clause.end)
        ]
    return carried


def _resting(scene: Scene, spoken: dict[int, list[Attribution]], done: set[int], lexicon: Lexicon) -> list[Attribution]:
    """The sentence after a speaker's that rests on it: "40 of them", "the damage is put at"."""
    carried: list[Attribution] = []
    for number in sorted(spoken):
        after = number + 1
        if (
            after in done
            or after >= len(scene.text.sentences)
            or scene.text.sentences[after].paragraph != scene.text.sentences[number].paragraph
        ):
            continue
        sentence = scene.text.sentences[after]
        rests = bool(lexicon.anaphors.find(scene.text.tokens, sentence.first, sentence.last)) or _twice(scene, spoken, number, sentence)
        if rests or _passively(scene, sentence, lexicon):
            carried += [_carried(scene, a, after) for a in spoken[number] if a.content]
    return carried


def _twice(scene: Scene, spoken: dict[int, list[Attribution]], number: int, sentence: Sentence) -> bool:
    """After two sentences of one institution's figures a third of figures is still that institution's."""
    names = [{a.chain[-1].name for a in spoken.get(k, ()) if a.chain[-1].kind is SourceKind.INSTITUTION} for k in (number - 1, number)]
    before = scene.text.sentences[number - 1] if number else sentence
    return (
        len(spoken[number]) == 1
        and bool(names[0] & names[1])
        and before.paragraph == sentence.paragraph
        and "#" in scene.tags[sentence.first : sentence.last]
        and "N" not in scene.tags[sentence.first + 1 : sentence.last]
    )


def _passively(scene: Scene, sentence: Sentence, lexicon: Lexicon) -> bool:
    """ "are put above", "is given as"."""
    return any(
        scene.tags[i] == "B" and scene.norm(i + 1) in lexicon.carrying_passives and scene.tags[i + 2] in "pP"
        for i in range(sentence.first, sentence.last - 2)
    )


def _number(scene: Scene, offset: int) -> int:
    return scene.text.tokens[min(scene.text.token_at(offset), len(scene.tags) - 1)].sentence


def _sentences(scene: Scene, attribution: Attribution) -> set[int]:
    """The sentences that an attribution's words touch."""
    found: set[int] = set()
    for span in (*attribution.cue, *attribution.content):
        last = scene.text.tokens[max(0, scene.text.token_at(span.end) - 1)].sentence
        found.update(range(_number(scene, span.start), last + 1))
    return found


def _near(scene: Scene, one: int, other: int) -> bool:
    """No more than one paragraph lies between."""
    return scene.text.sentences[other].paragraph - scene.text.sentences[one].paragraph <= 1


def _marked(scene: Scene, number: int) -> bool:
    sentence = scene.text.sentences[number]
    asked = scene.norm(sentence.last - 1) == "?"  # the report's own question
    return asked or scene.text.marked(sentence.start, sentence.end)


def _carried(scene: Scene, attribution: Attribution, number: int) -> Attribution:
    sentence = scene.text.sentences[number]
    return replace(attribution, source=(), cue=(), content=(scene.span((sentence.first, sentence.last)),), carried=True, certainty=0.5)
