"""Who the counted are said to be behind their number: "107 were children", "four in ten of them are under five"."""

from __future__ import annotations

from typing import Final

from stemma.core.packs import Pack
from stemma.core.text import Sentence
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.forms import singular
from stemma.reading.looked import Looked
from stemma.reading.measures.counting import THEM, said_behind
from stemma.reading.measures.earlier import Before
from stemma.reading.subjects.phrases_told import PhrasesTold, past

_SHARED: Final = ("percent", "count", "persons")
_CALLED: Final = 3  # words by which the counted are called
_OF_AGE: Final = 18


class SaidToBe:
    """Finds who the counted are said to be; built once from a pack."""

    def __init__(self, pack: Pack, told: PhrasesTold) -> None:
        self._told = told
        self._pointing = frozenset(pack.tables.get("subjects", {}).get("phrases", {}).get("pointing", ()))
        table = pack.tables.get("subjects", {}).get("said_to_be", {})
        self._nobody = frozenset(pack.tables.get("subjects", {}).get("no_people", ()))  # "three of the dead"
        self.many, self._opens, self._which, self._under, self._age_ends, self._anyone = (
            frozenset(table.get(k, ())) for k in ("many", "opens", "which", "under", "age_ends", "anyone")
        )
        self._one: dict[str, str] = dict(table.get("one", {}))
        self._young = str(table.get("young", ""))
        self._numbers: dict[str, int] = dict(pack.tables.get("numbers", {}).get("cardinals", {}))
        self._persons = frozenset(pack.tables.get("nouns", {}).get("persons", {}).get("nouns", "").split())

    def are(self, mention: AmountMention, looked: Looked) -> str:
        """ "107 were children", "fourteen of them were police officers": who the counted are said to be."""
        text = looked.text
        if mention.noun and mention.noun.lower() not in self._pointing and mention.noun.lower() not in self._nobody:
            return ""
        sentence = text.sentence_at(mention.number_start)
        at = said_behind(text, past(text, max(mention.end, mention.of_end, mention.noun_end)), sentence) if sentence is not None else 0
        if sentence is None or not at:
            return ""
        one = mention.amount.unit == "percent" and text.tokens[at].norm in ("a", "an")
        if one and at + 1 < sentence.last and (several := self._one.get(text.tokens[at + 1].norm)):
            return several  # "one in four was a child"
        words: list[str] = []
        for token in text.tokens[at : min(at + _CALLED, sentence.last)]:
            if not token.text.isalpha() or token.norm in self._opens:
                break
            words.append(token.text)
            if token.norm in self.many or (singular(token.norm) in self._persons and singular(token.norm) != token.norm):
                return " ".join(words) + self._told.of_whom(token.norm, at + len(words), sentence.last, looked)
        return ""

    def before(self, mention: AmountMention, looked: Looked) -> str:
        """ "Fishermen: some 4,500 of them", "Choppers (23 of them)", "camps, of which there are 3,026": counted again."""
        scene, sentence = looked.scene, looked.text.sentence_at(mention.number_start)
        at = looked.text.token_at(mention.start)
        if sentence is None or mention.noun or mention.amount.unit not in _SHARED or at - 2 < sentence.first:
            return ""
        behind = past(looked.text, mention.end)
        if scene.tags[at - 1] in "(:" and scene.norm(behind) == "of" and scene.norm(behind + 1) in THEM:
            head = scene.left(at - 1, max(sentence.first, scene.tags.rfind("p", 0, at - 1) + 1))
        else:
            while at > sentence.first and scene.tags[at - 1] in "aB" and scene.norm(at) != "there":
                at -= 1
            if (
                scene.norm(at) != "there"
                or at - 4 < sentence.first
                or scene.norm(at - 1) not in self._which
                or scene.norm(at - 2) != "of"
                or scene.tags[at - 3] != ","
            ):
                return ""
            head = scene.left(at - 3, sentence.first)
        words = self._told.words(head, looked) if head is not None else ""
        last = words.rpartition(" ")[2].lower()
        return words if last and (singular(last) != last or last.endswith("men") or last in self.many) else ""

    def young(self, mention: AmountMention, looked: Looked, sentence: Sentence) -> str:
        """ "Four in ten were under five", "five of them under eighteen": by their age they are children."""
        tokens, tags = looked.text.tokens, looked.scene.tags
        at = past(looked.text, max(mention.end, mention.of_end, mention.noun_end))
        if mention.amount.unit not in _SHARED or (mention.noun and mention.noun.lower() not in self._pointing):
            return ""
        if at + 1 < sentence.last and tokens[at].norm == "of" and tokens[at + 1].norm in THEM:
            at += 2
        if mention.of_start >= 0:
            while at < sentence.last and tags[at] in "pVa":
                at += 1  # "of those carried | in are under five"
        at = said_behind(looked.text, at, sentence) or at
        if at + 1 < sentence.last and tokens[at].norm == "not" and tokens[at + 1].norm == "yet":
            at += 1
        if at + 1 >= sentence.last or tokens[at].norm not in self._under:
            return ""
        word, behind = tokens[at + 1].norm, tokens[min(at + 2, sentence.last - 1)]
        years = int(word) if word.isdigit() else self._numbers.get(word, 0)
        return f"{self._young} {tokens[at + 1].text}" if 0 < years <= _OF_AGE and behind.norm in self._age_ends else ""

    def among_told(self, before: Before, sentence: Sentence) -> str:
        """ "among dead protesters", where the sentence has told of them; "" for people of whom no more is known."""
        if not before.subjects or before.subjects[-1][1] != sentence or before.subjects[-1][0].name in self._anyone:
            return ""
        return f" among {before.subjects[-1][0].name}"
