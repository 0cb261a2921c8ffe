"""Of which water a level or a flow is told: the river, lake or reservoir that the text names, nearest first."""

from __future__ import annotations

from typing import Final, NamedTuple

from stemma.core.packs import Pack
from stemma.core.text import Sentence
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.looked import Looked

_BACK: Final = 8  # sentences looked back
_ON: Final = 12  # sentences looked on
_SURE: Final = 3  # weight of a name whose own words say that it is a water
_PLAIN: Final = 2  # words of a phrase that says no more than that it is a level
_TELLERS: Final = ("agency", "outlet", "institution", "person")
_LEVELS: Final = ("m", "cm", "ft")
_LONGEST: Final = 4  # words of a name


class _Found(NamedTuple):
    first: int
    last: int
    sure: bool  # its own words say that it is a water


class Waters:
    """Finds names of waters; built from the table `subjects`."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("subjects", {})
        self._walls = frozenset(table.get("walls", ()))
        self._still, self._dam = frozenset(table.get("still", ())), str(table.get("dam", ""))
        self._reservoir = str(table.get("reservoir", ""))
        self._levels = frozenset(table.get("water_levels", ()))
        self._kinds, self._own = frozenset(table.get("waters", ())), frozenset(table.get("not_waters", ()))

    def named(self, mention: AmountMention, looked: Looked, phrase: str) -> str:
        """The name of the water whose level or flow it is, or the phrase that it is told of."""
        text = looked.text
        sentence = text.sentence_at(mention.number_start)
        if sentence is None or not self._own.isdisjoint(phrase.lower().split()):
            return phrase
        words = phrase.lower().split()
        if len(words) > _PLAIN and not self._levels.isdisjoint(words):
            return phrase  # "average level in the regional capital"
        at = text.token_at(mention.start)
        kind = words[-1] if words and words[-1] in self._kinds else ""
        level = mention.amount.unit in _LEVELS
        here = [f for f in self._in(looked, sentence) if self._fits(f, kind, looked)]
        if here:  # before the amount the nearest, else the first behind it
            before = [f for f in here if f.first < at]
            return self._called(before[-1] if before else here[0], kind, looked, level)
        number = text.tokens[at].sentence
        for earlier in range(number - 1, max(-1, number - 1 - _BACK), -1):
            if text.marked(text.sentences[earlier].start, text.sentences[earlier].end):
                break
            near = [f for f in self._in(looked, text.sentences[earlier]) if f.sure or earlier >= number - 2]
            if found := [f for f in near if self._fits(f, kind, looked) and (words or not self._is_dam(f, looked))]:
                return self._called(found[-1], kind, looked, level)
        return phrase if phrase and phrase not in self._kinds else self._anywhere(looked, number) or phrase

    def is_still(self, phrase: str) -> bool:
        """True of "the basin", "the lake", which stand for one that is named elsewhere."""
        return phrase in self._still

    def _is_dam(self, found: _Found, looked: Looked) -> bool:
        return looked.text.tokens[found.last - 1].norm == self._dam

    def _called(self, found: _Found, kind: str, looked: Looked, level: bool) -> str:
        """The name of a water; the lake behind the Thac Ba dam is the Thac Ba reservoir."""
        words = self._words(found, looked).split()
        return " ".join([*words[:-1], self._reservoir] if (kind in self._still or level) and words[-1].lower() == self._dam else words)

    def _fits(self, found: _Found, kind: str, looked: Looked) -> bool:
        """True unless its own words say that it is of another kind: the Kakhovka dam is no reservoir, what a gauge reads is no dam's."""
        own = {t.norm for t in looked.text.tokens[found.first : found.last]} & self._kinds
        if kind in self._still and self._dam in own:
            return True  # a dam's lake is called by it
        return kind in own or not own if kind else own.isdisjoint(self._walls)

    def _anywhere(self, looked: Looked, number: int) -> str:
        """The water that the rest of the text names most often, where it names one: "the gauge last read 5.75 metres"."""
        counts: dict[str, int] = {}
        for other in looked.text.sentences[: number + _ON]:
            for found in (f for f in self._in(looked, other) if self._fits(f, "", looked) and not self._is_dam(f, looked)):
                counts[self._words(found, looked)] = counts.get(self._words(found, looked), 0) + (_SURE if found.sure else 1)
        best = max(counts, key=lambda name: counts[name], default="")
        return best if best and list(counts.values()).count(counts[best]) == 1 else ""

    def _in(self, looked: Looked, sentence: Sentence) -> list[_Found]:
        """The waters named in a sentence: "the Sai River", "Lake Manchar", "the Thac Ba dam", "the Danube"."""
        tokens, tags = looked.text.tokens, looked.scene.tags
        found: list[_Found] = []
        i = sentence.first
        while i < sentence.last:
            if tags[i] != "N":
                i += 1
                continue
            last = i + 1
            while last < sentence.last and tags[last] == "N":
                last += 1
            if any(a.start <= tokens[i].start < a.end and a.kind in _TELLERS for a in looked.actors):
                i = last  # the Estuary Press Agency is no estuary
                continue
            kind = tokens[i].norm in self._kinds or tokens[last - 1].norm in self._kinds
            if kind and last - i > 1:
                found.append(_Found(i, last, True))
            elif last < sentence.last and tokens[last].norm in self._kinds:
                found.append(_Found(i, last + 1, True))
            elif self._is_the(looked, i, last, sentence):
                found.append(_Found(i, last, False))
            i = last + 1
        return found

    def _is_the(self, looked: Looked, first: int, last: int, sentence: Sentence) -> bool:
        """ "the Danube": a name of one word behind "the", with nothing behind it, that is nobody who acts."""
        tokens, tags = looked.text.tokens, looked.scene.tags
        if last - first > 1 or first <= sentence.first or tokens[first - 1].norm != "the" or tokens[first].text.isupper():
            return False
        if tags[last : last + 1] in ("n", "j", "G", "N", "'") or tokens[first].norm.endswith("s"):
            return False
        start = tokens[first].start
        return not any(a.start <= start < a.end for a in looked.actors)

    def _words(self, found: _Found, looked: Looked) -> str:
        return looked.scene.words((max(found.first, found.last - _LONGEST), found.last))
