"""Caveats that say themselves what they are about: a speaker's own words, lists of somebody named with them, how many there were."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stemma.core.text import Sentence
from stemma.core.types import Span
from stemma.reading.checking.scope import choice
from stemma.reading.saying.said import Attribution

_AGAINST: Final = re.compile(r"\b(?:from|against|through|via|with|on the basis of)\s[^,;]*", re.IGNORECASE)
_WHOSE: Final = re.compile(r"\b(?:whose|which|whom)\b", re.IGNORECASE)
_HOW_MANY: Final = re.compile(r"\W*(?:independently )?how (?:many|much|high|large|big)\b", re.IGNORECASE)
_ATTRIBUTIVE: Final = re.compile(r"\s+(?!(?:and|but|or|by|as|at|in|on|for|because|so|if|when|that|to|from|though|while|with)\b)([a-z]{3,})")


def asked_how_many(rest: str) -> bool:
    """ "could not establish how many had been killed": the numbers are what is not known."""
    return _HOW_MANY.match(rest) is not None


def without_means(clause: str, check: str) -> str:
    """ "could not be verified from records": what it might have been checked against is not what is unchecked."""
    at = clause.lower().find(check.lower()) + len(check)
    return clause[:at] + _AGAINST.sub("", clause[at:])


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


def of_something_else(rest: str, figures: frozenset[str]) -> bool:
    """ "includes the other's unconfirmed names": an adjective of what is no figure, said in passing."""
    m = _ATTRIBUTIVE.match(rest)
    return m is not None and m.group(1) not in figures


def unseen(papers: Sequence[str]) -> re.Pattern[str]:
    """What stands before "we saw" where the thing itself was not seen: "a letter that we have seen", "told us that they had counted"."""
    return re.compile(rf"(?:\b(?:{choice(papers)})(?: that| which)?|\b(?:told|tells|to|with|survey|poll))\s+$", re.IGNORECASE)
