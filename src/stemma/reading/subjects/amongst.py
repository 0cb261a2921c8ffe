"""Among whom so many are counted: "36 dead in the police", "19 from allied factions", "120 bodies of fighters", "17 of their own"."""

from __future__ import annotations

import re
from typing import Final

from stemma.core.packs import Pack
from stemma.core.types import SourceKind, Span
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.forms import singular
from stemma.reading.looked import Looked
from stemma.reading.subjects.asking import Subject
from stemma.reading.subjects.phrases_told import past

_GROUP: Final = 7  # tokens from a number to the group "from" which it is


class Amongst:
    """Finds the people among whom an amount is counted; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("subjects", {})
        self._amongst, self._topics, self._no_people, self.groups = (
            frozenset(table.get(k, ())) for k in ("amongst", "topics", "no_people", "groups")
        )
        ranks = "".join(rf"(?<!{re.escape(word)})" for word in table.get("phrases", {}).get("ranks", ()))
        self._own = re.compile(rf"[^.;,]*?\b(?:of|in|among) (?:their|its) own(?! \w+s\b{ranks})", re.IGNORECASE)
        self._openers = frozenset(table.get("phrases", {}).get("openers", ()))
        self._amid = frozenset(pack.tables.get("clauses", {}).get("wholes", {}).get("amid", ()))
        self._persons = frozenset(pack.tables.get("nouns", {}).get("persons", {}).get("nouns", "").split())

    def among(self, mention: AmountMention, looked: Looked) -> str:
        """Those among whom so many are counted: "36 dead in the police", "On health workers, 40 have died", "the killed nurses at 9"."""
        scene, sentence = looked.scene, looked.text.sentence_at(mention.number_start)
        if sentence is None:
            return ""
        at = past(looked.text, max(mention.end, mention.noun_end))
        within = scene.norm(at) in self._amongst if mention.noun else False
        within = within or (
            scene.norm(at) == "of" and mention.noun.rpartition(" ")[2].lower() in self._no_people
        )  # "120 bodies of fighters"
        if at < sentence.last and within and (name := self._people(scene.right(at + 1, sentence.last), looked)):
            return name
        first = looked.text.token_at(mention.start)
        if scene.norm(sentence.first) in self._topics and sentence.first + 1 < first:
            head = scene.right(sentence.first + 1, first)
            if (
                head is not None
                and head[1] <= first
                and (scene.tags[head[1]] in ",r" or not mention.noun)
                and (name := self._people(head, looked))
            ):
                return name
        if mention.noun or first - 1 <= sentence.first or scene.norm(first - 1) not in ("at", "as", "to"):
            return ""
        head = scene.left(first - 1, sentence.first)
        if head is None:
            return ""
        span = scene.span(head)  # "estimated by police at 12,000", "the police put at 6,000 and the organisers at 25,000"
        counting = scene.norm(head[0] - 1) == "by" or any(s.start < span.end and span.start < s.end for s in looked.speakers)
        return "" if counting else self._people(head, looked)

    def is_whole(self, mention: AmountMention, looked: Looked) -> bool:
        """ "Three children were among the eight dead": a number of whose parts the sentence has told."""
        scene, sentence = looked.scene, looked.text.sentence_at(mention.number_start)
        at = looked.text.token_at(mention.start) - 1
        if sentence is None or at <= sentence.first:
            return False
        at -= scene.tags[at] == "d"
        return scene.norm(at) in self._amid and "#" in scene.tags[sentence.first : at]

    def dead_among(self, mention: AmountMention, looked: Looked) -> str:
        """ "which brings the dead among foreign peacekeepers to 17", "the injured in the police ranks at 103"."""
        scene, sentence = looked.scene, looked.text.sentence_at(mention.number_start)
        first = looked.text.token_at(mention.start)
        if sentence is None or mention.noun or first - 1 <= sentence.first or scene.norm(first - 1) not in ("at", "as", "to"):
            return ""
        for k in range(first - 2, max(sentence.first, first - _GROUP), -1):
            if scene.norm(k) in self._amongst:
                return self._people((k + 1, first - 1), looked)
            if scene.tags[k] in ",;:.#xB":
                break
        return ""

    def from_group(self, mention: AmountMention, looked: Looked) -> str:
        """ "19 from allied factions", "32 from government ranks": the group of which so many are, in a list of the fallen."""
        text, sentence = looked.text, looked.text.sentence_at(mention.number_start)
        at = past(text, mention.end)
        if mention.noun or sentence is None or at >= sentence.last or text.tokens[at].norm != "from":
            return ""
        for i in range(at + 1, min(at + _GROUP, sentence.last)):
            if looked.scene.tags[i] in ",;:.#xBp":
                return ""
            if text.tokens[i].norm in self.groups:
                return " ".join(t.text for t in text.tokens[at + 1 : i + 1] if t.norm not in self._openers).replace(" - ", "-")
        return ""

    def own(self, mention: AmountMention, looked: Looked) -> Subject:
        """ "139 of their own had been injured", "17 hurt in its own ranks": of the body named before, though it may have no name."""
        at = max(mention.end, mention.noun_end)
        sentence = looked.text.sentence_at(mention.number_start)
        if sentence is None or not self._own.match(looked.text.text, mention.number_start, at + 24):
            return Subject()
        bodies = [
            a
            for a in looked.actors
            if sentence.start <= a.start
            and a.end <= mention.start
            and a.kind in ("institution", "group", "state")
            and looked.scene.tags[max(0, looked.text.token_at(a.start) - 1)] != "#"  # "killed 32 militants and lost three of its own"
        ]
        if bodies:
            return Subject(bodies[-1].name, bodies[-1].actor or bodies[-1].country)
        spoken = (a.chain[-1] for a in looked.attributions if a.chain and any(s.holds(Span(mention.start, mention.end)) for s in a.content))
        who = next((s for s in spoken if s.kind is SourceKind.INSTITUTION), None)  # "It said 12 of its own fighters had died"
        if who is None:
            return Subject()
        return Subject(f"{who.name} {mention.noun.rpartition(' ')[2]}".strip(), who.actor)

    def _people(self, head: tuple[int, int] | None, looked: Looked) -> str:
        """The words of a phrase for several people, without the words of what befell them; "" for any other."""
        if head is None:
            return ""
        tokens = looked.text.tokens
        last = next((i for i in range(*head) if looked.scene.tags[i] in "pwh" or (tokens[i].norm == "of" and i - head[0] > 2)), head[1])
        word = tokens[last - 1].norm
        if word in self._no_people or not (word in self.groups or (singular(word) != word and singular(word) in self._persons)):
            return ""
        words = [t.text for t in tokens[head[0] : last] if t.norm not in self._openers and t.norm not in self._no_people]
        return " ".join(words)
