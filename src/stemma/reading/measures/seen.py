"""What a chooser of measures sees of an amount: the counted noun, the words that govern it, those around it, and what was told before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from stemma.core.packs import Pack
from stemma.core.phrases import Hit
from stemma.core.text import Sentence, Text
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.measures.classes import Classes
from stemma.reading.measures.counting import Counted, Measured
from stemma.reading.measures.deeds import Deeds

_COUNTS: Final = ("count", "persons")
_NEAR: Final = 6  # words on either side that stand near
_FAR: Final = 18  # words on either side that are seen at all
_STEPS: Final = 6  # words passed over on the way to what governs
_SIZES: Final = (2, 10, 100, 1_000, 10_000, 100_000, 1_000_000)
_HELD: Final = 3  # further words for "thought to have"
_EDGES: Final = frozenset((";", ":", "–", "—", "(", ")", ",", "-", "#"))
_ENDS: Final = frozenset((*_EDGES, ".", "and", "but", "or"))
_GOVERNING: Final = frozenset(("of", "to", "by", "in", "with", "for", "from", "at", "on"))
_BE: Final = frozenset(("was", "were", "is", "are", "be", "been", "being", "got", "get", "getting"))
_HAVE: Final = frozenset(("has", "have", "had", "having"))
# Where a word can stand, what tells most first.
_PLACES: Final = (
    *("mod", "gov", "gov of", "pred b", "pred h", "pred ", "gov to", "gov by", "gov in", "gov with", "gov for", "gov from", "gov at"),
    *("gov on", "gov ?", "ln", "rn", "lf", "rf", "lx", "rx", ""),
)
_RANKS: Final = {place: at for at, place in enumerate(_PLACES)}


class Sighting(NamedTuple):
    """An amount whose measure is asked for, and what is known where it stands."""

    mention: AmountMention
    counted: Counted
    text: Text
    sentence: Sentence
    told: Sequence[tuple[Measured, Counted, int]]
    leaning: Mapping[str, float]
    measured: Measured  # what the rules say
    tallied: Mapping[str, float]  # the points that they gave to each measure
    cues: Sequence[Hit[tuple[str, ...]]]  # the packs' cues in the sentence
    elsewhere: int = 0  # the token of a verb behind the amount that tells of what holds those counted, 0 where none stands


class Seen(NamedTuple):
    """What is seen of an amount, and where the words of each measure stand."""

    names: list[str]  # "pred b perish", "head villager": each with a weight for each measure
    stood: dict[str, dict[str, None]]  # measure -> "c gov": a cue of its governs the amount; "k ln": a word of its classes stands near


class _Placed(NamedTuple):
    """The stems of a sentence, the amount at [first:last], and the words that govern it, -1 where none does."""

    words: list[str]
    first: int
    last: int
    governor: int
    by: str  # the preposition before the amount
    predicate: int
    voice: str  # b: "were buried", h: "have fled"


class Seer:
    """Says what is seen of an amount; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        self._classes, self._deeds = Classes(pack), Deeds(pack)
        self._held = frozenset(pack.tables.get("clauses", {}).get("held", ()))
        self._last: tuple[Text, int, list[str]] | None = None
        table = pack.tables.get("classes", {})
        words = table.get("words", {})
        self._passed, self._skipped = frozenset(str(words.get("passed", "")).split()), frozenset(str(words.get("skipped", "")).split())
        self._prepositions = _GOVERNING | frozenset(str(words.get("prepositions", "")).split())
        self._telling, self._counting = _turned(table.get("told_by", {})), _turned(table.get("of_things", {}))

    def seen(self, asked: Sighting) -> Seen:
        """All that speaks for one measure or another."""
        cues, does = self._undone(asked)
        placed = self._placed(asked, does)
        names = self._own(asked, placed)
        if does:
            names.append("doer")
        words = placed.words
        names.append(f"p1 {words[placed.first - 1] if placed.first else '^'}")
        names.append(f"s1 {words[placed.last] if placed.last < len(words) else '$'}")
        if placed.governor >= 0:
            word = words[placed.governor]
            names += [f"gov {placed.by} {word}", f"gov {word}"]
            for c in self._meant(words, placed.governor):
                names += [f"govc {placed.by} {c}", f"govc {c}"]
        if placed.predicate >= 0:
            word = words[placed.predicate]
            names += [f"pred {placed.voice} {word}", f"pred {word}"]
            for c in self._meant(words, placed.predicate):
                names += [f"predc {placed.voice} {c}", f"predc {c}"]
        if asked.told:
            near = "prev" if asked.told[-1][1].first >= asked.sentence.first else "prevb"
            names.append(f"{near} {asked.told[-1][0].measure.partition(':')[0]}")
        names.append(f"theme {max(asked.leaning, key=lambda k: asked.leaning[k], default='')}")
        return Seen(names, self._stood(asked, cues, placed, names))

    def _undone(self, asked: Sighting) -> tuple[list[Hit[tuple[str, ...]]], frozenset[int]]:
        """The cues that tell what befell those counted, and the words of what they did themselves: "two gunmen killed a guard"."""
        if asked.counted.unit not in _COUNTS:
            return list(asked.cues), frozenset()
        amount = (asked.counted.first, asked.counted.last)
        done = [h for h in asked.cues if self._deeds.done_by(asked.text, amount, h.first, h.last)]
        return [h for h in asked.cues if h not in done], frozenset(i - asked.sentence.first for h in done for i in range(h.first, h.last))

    def _placed(self, asked: Sighting, does: frozenset[int]) -> _Placed:
        sentence = asked.sentence
        words = self._stems(asked.text, sentence)
        first, last = asked.counted.first - sentence.first, min(asked.counted.last, sentence.last) - sentence.first
        governor, by = self._governor(words, first)
        predicate, voice = self._predicate(asked.text, sentence, last) if not asked.elsewhere else (-1, "")
        words = ["#" if i in does else word for i, word in enumerate(words)] if does else words
        return _Placed(words, first, last, -1 if governor in does else governor, by, -1 if predicate in does else predicate, voice)

    def _stems(self, text: Text, sentence: Sentence) -> list[str]:
        """The stems of a sentence; the last one's are kept, since each of its amounts asks."""
        last = self._last
        if last is None or last[0] is not text or last[1] != sentence.first:
            stem = self._classes.stem
            last = self._last = (text, sentence.first, [stem(t.key) for t in text.tokens[sentence.first : sentence.last]])
        return last[2]

    def _governor(self, words: list[str], first: int) -> tuple[int, str]:
        """The word of which the amount is the object or the complement, and the preposition between: "lost 12 men", "the toll of 12"."""
        by = ""
        for i in range(first - 1, max(-1, first - 1 - _STEPS), -1):
            word = words[i]
            if word in _EDGES:
                break
            if word in self._prepositions:
                by = word
            elif word not in self._passed:
                return i, by
        return -1, by

    def _predicate(self, text: Text, sentence: Sentence, last: int) -> tuple[int, str]:
        """The verb whose subject the amount is, and its voice: "12 were buried", "12 have fled"."""
        voice = ""
        end = sentence.first + last + _STEPS
        for i in range(sentence.first + last, min(sentence.last, end + _HELD)):
            norm = text.tokens[i].norm
            if norm in self._held and i + 1 < sentence.last and text.tokens[i + 1].norm == "to":
                voice, end = "", end + _HELD  # "are thought to have died"
            elif i >= end:
                break
            elif norm in _BE:
                voice = "b"
            elif norm in _HAVE:
                voice = voice or "h"
            elif norm in _ENDS:
                break
            elif norm not in self._skipped and not norm.endswith("ly"):
                return i - sentence.first, voice
        return -1, voice

    def _meant(self, words: list[str], i: int) -> tuple[str, ...]:
        """The classes of a word, and of a verb with its particle: "cut down"."""
        word = words[i]
        classes = self._classes.of(word)
        if i + 1 >= len(words) or word not in self._classes.joined:
            return classes
        return (*classes, *self._classes.of(f"{word}-{words[i + 1]}"))

    def _own(self, asked: Sighting, placed: _Placed) -> list[str]:
        """What the amount says itself: its unit, size, hedge and noun."""
        counted, mention = asked.counted, asked.mention
        unit = "n" if counted.unit in _COUNTS else "$" if counted.unit.isupper() and len(counted.unit) == 3 else counted.unit
        value = counted.value[0] if counted.value[0] is not None else counted.value[1] or 0.0
        size = len([s for s in _SIZES if value >= s])
        names = ["any", f"unit {unit}", f"size {size}{unit}", f"hedge {mention.amount.approx._value_}", f"form {mention.form}"]
        if mention.role:
            names.append(f"role {mention.role}")
        if not counted.head:
            return [*names, f"unit {counted.unit}0", f"headc {'0' if counted.unit in _COUNTS else counted.unit}"]
        head = self._classes.stem(counted.head)
        names += [f"head {head}", f"unit {counted.unit}+"]
        classes = self._classes.of(head)
        names += [f"headc {c}" for c in classes]
        if counted.unit == "persons" or not classes:
            names.append("headc person" if counted.unit == "persons" else "headc thing")
        for word in placed.words[placed.first : placed.last]:
            if word not in ("#", head) and word not in self._passed:
                names.append(f"mod {word}")
                names += [f"modc {c}" for c in self._classes.of(word)]
        return names

    def _stood(
        self, asked: Sighting, cues: Sequence[Hit[tuple[str, ...]]], placed: _Placed, names: list[str]
    ) -> dict[str, dict[str, None]]:
        """Where the cues of each measure stand, and the words of its classes; the classes around are named too."""
        places = _places(placed)
        stood: dict[str, dict[str, None]] = {}
        offset, end = asked.sentence.first, len(places)
        for hit in cues:
            where = ""
            for i in range(hit.first - offset, min(hit.last - offset, end)):
                where = places[i] if _RANKS[places[i]] < _RANKS[where] else where
            for key in hit.value:
                stood.setdefault(key, {})[f"c {where}"] = None
                if hit.last - hit.first > 1:
                    stood[key]["c+"] = None
        around: dict[str, None] = {}
        words, first, telling = placed.words, placed.first, self._telling
        for i, place in enumerate(places):
            if not place or not words[i][0].isalpha():
                continue
            meant = self._meant(words, i)
            if not meant:
                continue
            side = "" if place == "mod" else f"{'l' if i < first else 'r'}{'f' if place[1] in 'fx' else 'n'}c "
            near = f"k {place}"
            for c in meant:
                if side:
                    around[side + c] = None
                for key in telling.get(c, ()):
                    stood.setdefault(key, {})[near] = None
        names += around
        if asked.counted.head:
            for c in self._classes.of(self._classes.stem(asked.counted.head)):
                for key in self._counting.get(c, ()):
                    stood.setdefault(key, {})["k thing"] = None
        return stood


def _turned(table: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, names in table.items():
        for name in names:
            found.setdefault(name, []).append(key)
    return {name: tuple(keys) for name, keys in found.items()}


def _places(placed: _Placed) -> list[str]:
    """For each word of the sentence how it stands to the amount, "" where it is too far off."""
    words, first, last = placed.words, placed.first, placed.last
    places = [""] * len(words)
    for i in range(first, last):
        places[i] = "mod"
    for side, indices in (("l", range(first - 1, max(-1, first - 1 - _FAR), -1)), ("r", range(last, min(len(words), last + _FAR)))):
        band = "n"
        for step, i in enumerate(indices):
            if words[i] == "#":
                band = "x"  # past another number
            elif band == "n" and (words[i] in _EDGES or step >= _NEAR):
                band = "f"
            places[i] = side + band
    if placed.governor >= 0:
        places[placed.governor] = f"gov {placed.by}" if placed.by in _GOVERNING else "gov ?" if placed.by else "gov"
    if placed.predicate >= 0:
        places[placed.predicate] = f"pred {placed.voice}"
    return places
