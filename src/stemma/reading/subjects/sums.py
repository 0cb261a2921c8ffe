"""What a sum of money is paid for or who gets it: "25 dinars for a carton of water", "500,000 soles for the family of each victim"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.reading.saying.scene import Scene
from stemma.reading.subjects.phrases import Asked, PhraseReader

_EACH: Final = ("each", "every")
_ONE: Final = ("a", "an", "one")
_NEEDED: Final = 6  # tokens between a sum and what it is needed to do
_ASKED: Final = 12  # tokens between who asks and the sum


class SumReader:
    """Finds what sums are told of; built from the table `subjects`."""

    def __init__(self, table: Mapping[str, Any], phrases: PhraseReader) -> None:
        sums: Mapping[str, Any] = table.get("sums", {})
        self._phrases = phrases
        self._giving = frozenset(sums.get("giving", ()))
        self._works: dict[str, str] = dict(sums.get("works", {}))
        self._alone = frozenset(sums.get("alone", ()))
        self._idle = frozenset(sums.get("idle", ()))
        self._pleas = frozenset(sums.get("pleas", ()))
        self._asking = frozenset(table.get("phrases", {}).get("asking", ()))
        self._plea = str(table.get("phrases", {}).get("plea", ""))
        self._asks = frozenset(table.get("phrases", {}).get("asks", ()))
        self._hedges = frozenset(table.get("phrases", {}).get("hedges", ()))

    def find(self, scene: Scene, asked: Asked, given: bool) -> str:
        """The words of it, "" where none are found; `given`: the sum is aid, which is told of who gives it or asks for it."""
        for rule in (self._each, self._named) if given else (self._each, self._good, self._named, self._given_to, self._work):
            if words := rule(scene, asked):
                return words
        return self._owned(scene, asked) or self._sought(scene, asked) or (self._asker(scene, asked) if given else "")

    def _each(self, scene: Scene, asked: Asked) -> str:
        """ "500,000 soles per victim", "for the family of each victim", "to every bereaved household"."""
        at = asked.last
        for k in range(asked.first + 1, asked.last - 1):
            if scene.norm(k) == "per" and scene.tags[k + 1] != "t":  # the rate is part of the sum
                head = scene.right(k + 1, asked.sentence.last)
                return self._phrases.words(scene, head) if head is not None else ""
        if scene.norm(at) == "per" and scene.tags[at + 1 : at + 2] not in ("t", "#", ""):
            head = scene.right(at + 1, asked.sentence.last)
            if head is not None:  # "per bereaved family | and Rs 50,000 for each of the injured"
                head = (head[0], next((i for i in range(*head) if scene.tags[i] == "c"), head[1]))
            return self._phrases.words(scene, head) if head is not None else ""
        while scene.tags[at : at + 1] in ("V", "a"):  # half a million soles paid to every household
            at += 1
        if scene.norm(at) not in ("for", "to") or at >= asked.sentence.last:
            return ""
        head = scene.right(at + 1, asked.sentence.last)
        if head is None or not any(scene.norm(i) in _EACH for i in range(*head)):
            return ""
        return self._phrases.words(scene, head)

    def _good(self, scene: Scene, asked: Asked) -> str:
        """ "25 dinars for a carton of water", "11,400 soles for the funerals", "$15m in lost production"."""
        at = asked.last
        word = scene.norm(at)
        follows = scene.tags[at + 1 : at + 2]
        if at >= asked.sentence.last or word not in ("for", "in") or not follows or follows in "t#rmN(":
            return ""
        if word == "in" and follows not in "njV":
            return ""
        if scene.norm(at + 1) in self._works or follows == "I":
            return self._works.get(scene.norm(at + 1), "") or self._work_on(scene, at + 1, asked)
        head = scene.right(at + 1, asked.sentence.last)
        if head is None or scene.tags[head[1] - 1] == "t" or scene.norm(head[1] - 1) in self._idle or "#" in scene.tags[head[0] : head[1]]:
            return ""
        return self._phrases.words(scene, head)

    def _named(self, scene: Scene, asked: Asked) -> str:
        """ "a 50-million-euro fund", "the $600 million response plan": the noun of which the sum is a part."""
        at = asked.last
        if at >= asked.sentence.last or scene.tags[at] not in "nju" or scene.norm(at) in self._idle or not asked.first:
            return ""
        between = scene.text.text[scene.text.tokens[at - 1].end : scene.text.tokens[at].start]
        head = scene.right(at, asked.sentence.last) if between.isspace() else None
        if head is None:
            return ""
        last = next((i + 1 for i in range(*head) if scene.tags[i] in "op"), head[1] + 1) - 1
        last += scene.tags[last : last + 1] == "u" and scene.norm(last) in self._pleas
        return self._phrases.words(scene, (head[0], last)) if scene.norm(last - 1) in self._pleas else ""

    def _given_to(self, scene: Scene, asked: Asked) -> str:
        """ "hand each family 9,000 baht", "pay a typical pensioner only 220,000 pesos": the one to whom it is given."""
        at = asked.first
        while at > asked.sentence.first and scene.norm(at - 1) in self._hedges and scene.tags[at - 1] != "d":
            at -= 1
        head = scene.left(at, asked.sentence.first)
        if head is None or head[0] <= asked.sentence.first or scene.norm(head[0] - 1) not in self._giving:
            return ""
        return self._phrases.words(scene, head)

    def _work(self, scene: Scene, asked: Asked) -> str:
        """ "19 billion reais will be needed to rebuild the state": what it is needed to do."""
        at = asked.last
        while at < min(asked.sentence.last, asked.last + _NEEDED) and scene.tags[at] in "xBVvap":
            at += 1
        if at + 1 < asked.sentence.last and scene.tags[at] == "T":
            return self._work_on(scene, at + 1, asked)
        return ""

    def _work_on(self, scene: Scene, at: int, asked: Asked) -> str:
        work = self._works.get(scene.norm(at))
        head = scene.right(at + 1, asked.sentence.last) if work else None
        words = self._phrases.words(scene, head) if head is not None else ""
        return (f"{work} {words}" if words else work.removesuffix(" of")) if work else ""

    def _owned(self, scene: Scene, asked: Asked) -> str:
        """ "The plan's 254 million dollars"."""
        at = asked.first - 1
        word = scene.norm(at).removesuffix("s").rstrip("'’")
        if at < asked.sentence.first or scene.tags[at] != "G" or word not in self._pleas:
            return ""
        head = scene.left(at, asked.sentence.first) if at > asked.sentence.first and scene.tags[at - 1] in "jnN" else None
        return f"{self._phrases.words(scene, head)} {word}" if head is not None else word

    def _sought(self, scene: Scene, asked: Asked) -> str:
        """ "the $3.85bn that the UN had sought", "164 million dollars requested by the UN", "for which donors were asked": an appeal."""
        at, last = asked.last, min(asked.sentence.last, asked.last + _ASKED)
        while at < last and scene.norm(at) in self._alone:
            at += 1
        if at + 2 >= last:
            return ""
        if scene.norm(at) in self._asking and scene.norm(at + 1) == "by":
            head = scene.right(at + 2, asked.sentence.last)
        elif scene.norm(at) in ("that", "which") and (verb := self._asking_verb(scene, at + 1, last)):
            head = scene.left(self._bare_verb(scene, verb), at + 1)
        elif scene.norm(at) == "for" and scene.norm(at + 1) == "which" and self._asking_verb(scene, at + 2, last):
            return self._plea
        else:
            return ""
        words = self._phrases.words(scene, head) if head is not None else ""
        return self._plea_of(words) if words else ""

    def _asking_verb(self, scene: Scene, first: int, last: int) -> int:
        """Where somebody asks in a clause, 0 where it ends before."""
        for i in range(first, last):
            if scene.norm(i) in self._asking:
                return i
            if scene.tags[i] in ",;:.Qqb":
                return 0
        return 0

    def _bare_verb(self, scene: Scene, at: int) -> int:
        while scene.tags[at - 1] in "xBa":
            at -= 1
        return at

    def _plea_of(self, who: str) -> str:
        return who if who.rpartition(" ")[2].lower() == self._plea else f"{who} {self._plea}"

    def _asker(self, scene: Scene, asked: Asked) -> str:
        """ "as the United Nations asked donors for $160 million": who asks for it or promises it."""
        for i in range(asked.first - 1, max(asked.sentence.first, asked.first - _ASKED), -1):
            if scene.tags[i] in ";:Qq(hwsb":
                return ""
            if scene.norm(i) in self._asks:
                who = self._who_asks(scene, i, asked)
                return self._plea_of(who) if who and self._plea and scene.norm(i) in self._asking else who
        return ""

    def _who_asks(self, scene: Scene, at: int, asked: Asked) -> str:
        """Who stands before the words of a verb; nobody for "donors have been asked"."""
        while at > asked.sentence.first and scene.tags[at - 1] in "xBat":
            if scene.norm(at - 1) in ("been", "is", "are", "was", "were"):
                return ""
            at -= 1
        head = scene.left(at, asked.sentence.first)
        return self._phrases.words(scene, head) if head is not None else self._phrases.clause_subject(scene, asked)
