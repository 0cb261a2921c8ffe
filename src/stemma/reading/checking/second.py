"""Second parties: somebody other than the speaker confirms what was said, or a report takes back that anybody did."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from stemma.core.text import Sentence
from stemma.core.types import Span
from stemma.reading.checking.words import choice
from stemma.reading.saying.said import Attribution

_NOT_SO: Final = re.compile(r"\s*(?:It|That|They|This) (?:had|has|was|were|have|did|is)(?: not|n['’]t)\b[^.]{0,20}\.")


class SecondParty:
    """Finds confirmations by others, and confirmations taken back."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        agreed = choice(table.get("agreed", ()))
        self._denied = re.compile(rf"(?:\b(?:{choice(table.get('denying', ()))})|n['’]t)\b[^.;,]{{0,24}}$", re.IGNORECASE)
        by_oneself, sick, simply = (choice(table.get(k, ())) for k in ("by_oneself", "sick", "agreed_simply"))
        figures = choice((*table.get("plurals", ()), *table.get("singulars", ())))
        parties = choice(table.get("second_parties", ()))
        perfect = rf"\b(?:has|have|had)\s+(?:\w+ly\s+|(?:{choice(table.get('in_perfect', ()))})\s+)?"
        self._theirs = re.compile(
            rf"\b(?:{agreed})\s+(?:(?:his|her|their|its|this|these|that|those|the)\s+(?:\w+\s+)?(?:{figures})|this|them|that(?=\s*(?:[.,;:)]|$)|\s+(?:and|but|when|on)\b))\b(?!\s+(?:of|for|that)\b)",
            re.IGNORECASE,
        )
        self._itself = re.compile(
            rf"\b(?:{parties})\b[^.;,:]{{0,40}}?(?:{perfect}(?:{agreed})|\b(?:{simply}))\s+(?=[^.;,:]{{0,40}}\d)",
            re.IGNORECASE,
        )
        unnamed = choice(table.get("withheld", ()))
        self._have = re.compile(
            rf"(?:^|[,;:]\s+|\band\s+)(?!our\b|we\b)(?P<who>(?:(?!\b(?:{unnamed})\b)[^.;:,]){{2,70}}?){perfect}(?:{agreed})\s+"
            rf"(?:that\b(?=\s+\w)|only\b|(?!(?:\w+ ){{0,3}}[\d,.]+ (?:\w+ )?(?:{sick})\b)(?=[^.;,:]{{0,30}}\d))",
            re.IGNORECASE,
        )
        self._as = re.compile(rf",\s+as\s+[^.;,]{{2,60}}?\s(?:(?:has|have|had)\s+)?(?:{agreed})\b", re.IGNORECASE)
        self._others = re.compile(
            rf",\s+an?\s+(?:\w+\s+)?(?:{figures})\s+(?:that|which)\s+(?:[\w’'-]+\s+){{1,6}}?(?:has|have|had)\s+(?:\w+\s+)?(?:{agreed})\b",
            re.IGNORECASE,
        )
        self._said_so = re.compile(rf"\b(?:was|were|been)\s+(?:(?:{by_oneself})\s+)?(?:{agreed})\b", re.IGNORECASE)
        self._taken_back = re.compile(
            rf"\b(?:was|were|been|as)\s+(?:(?:{by_oneself})\s+)?(?:{agreed})\b[^.;:]{{0,20}},\s+(?:and|but|which|though)\s+(?:\w+\s+)?"
            r"(?:has|have|had|was|were|is)(?:\s+(?:not|never)\b|n['’]t\b)",
            re.IGNORECASE,
        )

    def by_others(self, words: str) -> re.Match[str] | None:
        """ "22 dead, a figure that medics have since confirmed"."""
        return self._others.search(words)

    def taken_back(self, words: str, after: str) -> re.Match[str] | None:
        """ "our text said that it had been confirmed, and it has not", also in the sentence after."""
        found = self._taken_back.search(words)
        return found or (self._said_so.search(words) if _NOT_SO.match(after) else None)

    def confirmed(self, sentence: Sentence, words: str, said: Sequence[Attribution]) -> tuple[re.Match[str], tuple[Span, ...]] | None:
        """ "The ministry has confirmed his numbers", "the observatory has verified 12 deaths", "12 died, as the hospital has confirmed"."""
        m = self._itself.search(words)
        if m and not self._denied.search(words[: m.end()]):
            return m, (Span(sentence.start + m.end(), sentence.end),)
        m = self._have.search(words)
        if m and not self._denied.search(words[: m.end()]):
            return m, (Span(sentence.start + m.end(), sentence.end),)
        m = self._as.search(words)
        if m and not self._denied.search(words[: m.end()]):
            clause = max(words.rfind(c, 0, m.start()) + len(c) if c in words[: m.start()] else 0 for c in ("; ", ", and ", ", but "))
            return m, (Span(sentence.start + clause, sentence.start + m.start()),)
        m = self._theirs.search(words)
        if m is None or self._denied.search(words[: m.start()]):
            return None
        before = [a for a in said if a.content and max(s.end for s in a.content) <= sentence.start]
        if not before:
            return None
        last = before[-1]
        speaker = last.chain[-1].name.lower() if last.chain else ""
        subject = re.findall(r"[\w-]+", words[: m.start()].lower())[-6:]
        if speaker and speaker.split()[-1] in subject:
            return None  # who said it confirms nothing by saying it again
        name = last.chain[-1].name if last.chain else ""
        close = [a for a in before if a.chain and a.chain[-1].name == name and sentence.start - a.start < 600]
        return m, tuple(s for a in (close or [last]) for s in a.content)
