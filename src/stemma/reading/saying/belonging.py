"""Cues that say whose a number is: "the count is that of", "was the ministry's", "was given by", "94 whom the union has listed"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from stemma.core.text import Sentence
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.said import Cue
from stemma.reading.saying.saying_forms import clause_around, sentence_number
from stemma.reading.saying.scene import CLOCK, Range, Scene
from stemma.reading.saying.speakers import Speakers

_OWNED: Final = re.compile(r"d?[jnNI]{0,5}G(?=[,.;)cbaz])")  # "was the health ministry's and"
_HELD: Final = re.compile(r"d[jn]{0,2}[nu]o")  # "the account of", "the word of"
_COUNTED: Final = re.compile(r"[dpPajn']{0,4}#(?:[jaonN'](?![hw]))*[nNV#']?,?(?=[hw])")  # "94 wounded" before "whom"
_COLON: Final = re.compile(r":(?=[dpPa]{0,3}n?#|[dpa]{0,2}[jn]{0,2}[pP]{0,2}#)")  # before a number
_THAT: Final = ("that", "those")  # "is that of the institute"
_COMPARED: Final = 4  # tokens from a speaker to "cautious:"
_MODES: Final = ("say", "count", "think", "show", "confirm", "forecast")


class BelongingCues:
    """Finds the cues that give a number to somebody without a verb of saying."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        self._nouns = lexicon.nouns | lexicon.counts | lexicon.own_nouns | lexicon.words
        self._told = lexicon.counts | lexicon.nouns | lexicon.named
        self._given = lexicon.issued | lexicon.made
        self._watched = self._given | frozenset(_THAT)

    def find(self, scene: Scene, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        """All such cues of a text."""
        for m in re.finditer("B", scene.tags):
            sentence = scene.text.sentences[sentence_number(scene, m.start())]
            cue = self._is(scene, m.start(), sentence, actors)
            if cue:
                yield cue
        for m in _COUNTED.finditer(scene.tags):
            sentence = scene.text.sentences[sentence_number(scene, m.end())]
            cue = self._whom(scene, (m.start(), m.end()), sentence, actors) if m.start() >= sentence.first else None
            if cue:
                yield cue
        for m in _COLON.finditer(scene.tags):
            sentence = scene.text.sentences[sentence_number(scene, m.start())]
            cue = self._before_colon(scene, m.start(), sentence, actors)
            if cue:
                yield cue
        for i in scene.text.places(self._lexicon.words):
            sentence = scene.text.sentences[sentence_number(scene, i)]
            cue = self._word(scene, i, sentence, actors)
            if cue:
                yield cue

    def _is(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "The count of 535 is that of the institute", "The toll, 492, was the ministry's", "That 70 died was the word of a volunteer"."""
        following = scene.tags[i + 1 : i + 8]
        if following[:1] not in ("h", "d") and "G" not in following and scene.norm(i + 1) not in self._watched:
            return None
        low, _ = clause_around(scene, i, sentence)
        if "#" not in scene.tags[low:i] or scene.letter(i + 1, sentence) == "z":
            return None
        held = _HELD.match(scene.tags, i + 1, sentence.last)
        owned = _OWNED.match(scene.tags, i + 1, sentence.last)
        last, head = i + 1, None
        if scene.norm(i + 1) in _THAT and scene.letter(i + 2, sentence) == "o":
            last, head = i + 3, scene.right(i + 3, sentence.last)
        elif held and scene.norm(held.end() - 2) in self._nouns:
            last, head = held.end(), scene.right(held.end(), sentence.last)
        elif scene.norm(i + 1) in self._given and scene.norm(i + 2) == "by" and self._names_a_count(scene, low, i):
            last, head = i + 3, scene.right(i + 3, sentence.last)
        elif owned:
            head = (i + 1, owned.end())
        if head is None or not self._speakers.can_speak(scene, head, actors, strict=True):
            return None
        known = self._speakers.actor(scene, head, actors)
        if known is not None and known.kind == "state":
            return None  # "the districts, 29 of them, are those of Malawi"
        return self._cue(scene, (i, last), scene.after_comma(head, sentence.last), head, ((low, i),))

    def _names_a_count(self, scene: Scene, low: int, i: int) -> bool:
        """True of a subject that is a count or a word: "a first toll of 700", "the prediction that"."""
        first = next((k for k in range(low, i) if scene.tags[k] in "nu"), i)
        return scene.norm(first) in self._nouns or scene.norm(first + 1) in self._nouns

    def _whom(self, scene: Scene, at: Range, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "94 wounded whom the union has listed", "9,000 households that officials list"."""
        head = scene.right(at[1] + 1, sentence.last)
        if head is None or not self._speakers.can_speak(scene, head, actors, strict=True):
            return None
        verb = head[1]
        while scene.letter(verb, sentence) in "xa":
            verb += 1
        known = self._lexicon.verbs.get(scene.norm(verb), ())
        after = scene.letter(verb + 1, sentence)
        held = scene.norm(verb) in self._lexicon.held and scene.tags[verb] in "vuV"  # "the 2.23 million which the office prefers"
        told = bool(known) and not known[0].particle and known[0].mode in _MODES and scene.tags[verb] in "vu"
        if not (held or told) or after in "hQ:":
            return None
        ends = [e for e in (scene.tags.find(c, verb, sentence.last) for c in ",;.-)") if e > 0]
        return self._cue(scene, (head[1], verb + 1), head, head, ((at[0], at[1]), (verb + 1, min(ends, default=sentence.last))))

    def _word(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "From the hospital comes word that", "Word came from the harbour that"."""
        if scene.norm(i - 1) in self._lexicon.came and scene.norm(sentence.first) == "from" and scene.letter(i + 1, sentence) == "h":
            head, last = scene.right(sentence.first + 1, i - 1), i + 1
        elif scene.norm(i + 1) in self._lexicon.came and scene.norm(i + 2) == "from":
            head = scene.right(i + 3, sentence.last)
            last = head[1] if head else i
            if scene.letter(last, sentence) != "h":
                return None
        else:
            return None
        if head is None or not self._speakers.can_speak(scene, head, actors):
            return None
        return self._cue(scene, (i - 1, i + 1), head, head, ((last, sentence.last),))

    def _before_colon(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "The numbers, from the ministry: 2,512", "the service issued a red alert: gusts above 90", "the general named a sum: 300"."""
        origin = next((k for k in range(i - 2, max(sentence.first - 1, i - 7), -1) if scene.norm(k) == "from"), -1)
        clock = CLOCK.match(scene.tags, sentence.first, i)
        if origin >= 0 and scene.right(origin + 1, i) == (origin + 1, i) and scene.letter(origin - 1, sentence) in ",.-a":
            head = (origin + 1, i)
        else:
            low = max(sentence.first, scene.tags.rfind(";", sentence.first, i) + 1)
            told = any(scene.norm(k) in self._told for k in range(max(low, i - 4), i))
            subject = scene.first_phrase(sentence, i) if told and low == sentence.first else None
            subject = scene.right(clock.end(), i) if told and clock else subject
            subject = subject or self._with_verb(scene, clock.end() if clock else sentence.first, i, actors)
            if subject is None or scene.letter(subject[1], sentence) not in "vuVxBo" or subject[1] >= i:
                return None
            head = subject
        if not self._speakers.can_speak(scene, head, actors, strict=True):
            return None
        return self._cue(scene, (i, i + 1), head, head, ((i + 1, sentence.last),))

    def _with_verb(self, scene: Scene, first: int, colon: int, actors: Sequence[ActorMention]) -> Range | None:
        """ "20:55 Police revise: 107,000": a speaker and a verb before a number, and no more."""
        head = scene.right(first, colon)
        if head is None:
            return None
        compared = head[1] < colon - 1 <= head[1] + _COMPARED and scene.norm(colon - 1) in self._lexicon.comparing
        if not compared and scene.tags[head[1] : colon] not in ("v", "u", "V", "xv", "xV"):
            return None
        noun = self._speakers.noun(scene, head)
        named = self._speakers.actor(scene, head, actors)
        known = noun in self._speakers.bodies | self._speakers.roles | self._speakers.plural or (named and named.kind != "state")
        return head if known and noun not in self._speakers.places else None

    def _cue(self, scene: Scene, at: Range, whole: Range, head: Range, pieces: tuple[Range, ...]) -> Cue:
        kept = tuple(p for p in pieces if p[0] < p[1])
        number = sentence_number(scene, at[0])
        return Cue(first=at[0], last=at[1], sentence=number, mode="count", source=whole, head=head, pieces=kept)


_GAP: Final = re.compile(r"(?:[,;][cb]?|c)(?=[dGNnj])")
_PUT_AT: Final = re.compile(r"d?[jnNGu]{1,4}p[dpPaT]{0,4}n?#")  # "put the figure at 25,000"
_ITS_NUMBER: Final = re.compile(r"(?<=[nN])[dpPao]{0,3}#")  # where the number begins behind a name: "the CGT over 2 million"
_NUMBER: Final = re.compile(r"(?<![#])[dpPaTo]{0,4}n?#")
_JOINED: Final = re.compile(r"[,;]?[cb]|,")  # between what two give
_TOLD: Final = ("say", "count", "think", "show", "forecast", "promise", "confirm")  # modes of verbs of saying


class GapCues:
    """Finds speakers behind whom the verb is left out: "police saw 95,000, and the union over 250,000"."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers) -> None:
        self._lexicon = lexicon
        self._speakers = speakers

    def find(self, scene: Scene, actors: Sequence[ActorMention], found: Sequence[Cue]) -> Iterator[Cue]:
        """The speakers that follow one of the cues found in the same sentence."""
        for cue in found:
            if cue.kind != "said" or cue.mode not in _TOLD or not cue.source or cue.inherits:
                continue
            sentence = scene.text.sentences[cue.sentence]
            if cue.source[0] > cue.first:
                yield from self._by_another(scene, cue, cue.source, sentence, actors)
                continue
            put = cue.mode == "count" and _PUT_AT.match(scene.tags, cue.last, sentence.last)
            if put or _NUMBER.match(scene.tags, cue.last, sentence.last):
                yield from self._behind(scene, cue, sentence, actors)

    def _by_another(self, scene: Scene, cue: Cue, source: Range, sentence: Sentence, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        """ "put at 23 by the fire service and at 27 by two hospitals", "estimated by police at 12,000 and by the union at 60,000"."""
        tags, numbered = scene.tags, source[1]
        if scene.norm(source[0] - 1) != "by":
            return
        if own := _NUMBER.match(tags, numbered, sentence.last):
            numbered = own.end()
        joined = _JOINED.match(tags, numbered, sentence.last)
        if joined is None:
            return
        at = joined.end()
        number = None if scene.norm(at) == "by" else _NUMBER.match(tags, at, sentence.last)
        by = number.end() + (scene.letter(number.end(), sentence) == "n") if number else at
        head = scene.right(by + 1, sentence.last) if scene.norm(by) == "by" else None
        if head is None or not self._speakers.can_speak(scene, head, actors, strict=True):
            return
        number = number or _NUMBER.match(tags, head[1], sentence.last)
        if number is None:
            return
        pieces = ((number.start(), number.end()),)
        yield Cue(first=by, last=by + 1, sentence=cue.sentence, mode=cue.mode, source=head, head=head, pieces=pieces, clause=joined.start())

    def _behind(self, scene: Scene, cue: Cue, sentence: Sentence, actors: Sequence[ActorMention]) -> Iterator[Cue]:
        for m in _GAP.finditer(scene.tags, cue.last, sentence.last):
            head = scene.right(m.end(), sentence.last)
            if head is None:
                continue
            if its := _ITS_NUMBER.search(scene.tags, head[0], head[1]):
                head = (head[0], its.start())
            if scene.words((head[1] - 1, head[1])) in "$€£" and head[1] - head[0] > 1:
                head = (head[0], head[1] - 1)
            if not any(c in "nNu" for c in scene.tags[head[0] : head[1]]):
                continue  # "or some $21 billion"
            comma = scene.tags[m.start()] == ";" and scene.letter(head[1], sentence) == ","  # "police said 40 dead; hospitals, 44"
            number = _NUMBER.match(scene.tags, head[1] + comma, sentence.last)
            if number is None or "#" in scene.tags[head[0] : head[1]] or not self._speakers.can_speak(scene, head, actors, strict=True):
                continue
            ends = [e for e in (scene.tags.find(c, number.end(), sentence.last) for c in ",;") if e > 0]
            piece = (head[1] + comma, min(ends, default=sentence.last))
            if any(c in "vuVxB" for c in scene.tags[piece[0] : piece[1]]):
                continue  # "the army 40 of whom were lost"
            yield Cue(
                first=m.end() - 1,
                last=m.end(),
                sentence=cue.sentence,
                mode=cue.mode,
                source=head,
                head=head,
                pieces=(piece,),
                clause=m.start(),
            )
