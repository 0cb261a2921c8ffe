"""Caveats that say themselves what they are about: a speaker's own words, lists of somebody named with them, how many there were."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from stemma.core.text import Sentence
from stemma.core.types import Span
from stemma.reading.checking.words import choice
from stemma.reading.saying.said import Attribution

_WHOSE: Final = re.compile(r"\b(?:whose|which|whom)\b", re.IGNORECASE)


class Behind:
    """What is read from the words behind a caveat and before a check."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._against = re.compile(rf"\b(?:{choice(table.get('against', ()))})\s[^,;]*", re.IGNORECASE)
        by_oneself, sizes = choice(table.get("by_oneself", ())), choice(table.get("sizes", ()))
        self._how_many = re.compile(rf"\W*(?:(?:{by_oneself}) )?how (?:{sizes})\b", re.IGNORECASE)
        self._attributive = re.compile(rf"\s+(?!(?:{choice(table.get('not_nouns', ()))})\b)([a-z]{{3,}})")
        papers, telling = choice(table.get("papers", ())), choice(table.get("telling", ()))
        self._unseen = re.compile(rf"(?:\b(?:{papers})(?: that| which)?|\b(?:{telling}))\s+$", re.IGNORECASE)

    def asked_how_many(self, rest: str) -> bool:
        """ "could not establish how many had been killed": the numbers are what is not known."""
        return self._how_many.match(rest) is not None

    def without_means(self, clause: str, check: str) -> str:
        """ "could not be verified from records": what it might have been checked against is not what is unchecked."""
        at = clause.lower().find(check.lower()) + len(check)
        return clause[:at] + self._against.sub("", clause[at:])

    def of_something_else(self, rest: str, figures: frozenset[str]) -> bool:
        """ "includes the other's unconfirmed names": an adjective of what is no figure, said in passing."""
        m = self._attributive.match(rest)
        return m is not None and m.group(1) not in figures

    def unseen(self, before: str) -> bool:
        """ "a letter that we have seen", "told us that they had counted": the thing itself was not seen."""
        return self._unseen.search(before) is not None


def in_own_words(said: Sequence[Attribution], sentence: Sentence, at: int) -> tuple[Span, ...]:
    """ "These were preliminary and could not be checked, it cautioned": what that speaker told before, where the caveat is his."""
    for attribution in said:
        if (
            attribution.carried
            or attribution.mode != "say"
            or not attribution.chain
            or not any(s.start <= at < s.end for s in attribution.content)
        ):
            continue
        if not attribution.cue or not sentence.start <= attribution.cue[0].start < sentence.end:
            continue
        name = attribution.chain[-1].name
        return tuple(s for a in said if a.start < sentence.start and a.chain and a.chain[-1].name == name for s in a.content)
    return ()


def with_speaker(said: Sequence[Attribution], text: str, at: int, word: bool = False) -> tuple[Span, ...]:
    """ "Responders, whose lists we have not been able to check, count 340", "unverified reports say": what they say."""
    for attribution in said:
        for source in attribution.source:
            if source.start <= at < source.end and (word or _WHOSE.search(text, source.start, at)):
                return attribution.content
    return ()
