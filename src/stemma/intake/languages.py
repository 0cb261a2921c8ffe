"""The language of a report: English by its smallest words, any other by py3langid where that is installed."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset((
    "the", "of", "and", "to", "in", "a", "is", "was", "were", "that", "for", "on", "with", "by", "from", "at", "as", "it",
    "said", "has", "have", "been",
))  # fmt: skip
_LEAST = 15  # words, below which no language is told
_ENOUGH = 8_000  # letters by which a language is told
_ENGLISH = 0.16  # share of small words: English news has about .30; other languages in Latin letters stay below .12
_CLEARLY = 0.20
_NOT_ENGLISH = 0.08


def language_of(text: str) -> str:
    """The language of a text as two letters, or "" where it is too short or mixed to tell."""
    low = text[:_ENOUGH].lower()
    roughly = low.split()
    if len(roughly) >= _LEAST and sum(map(_SMALL.__contains__, roughly)) >= _CLEARLY * len(roughly):
        return "en"  # most texts are, and cut at blanks they show it sooner
    words = _WORD.findall(low)
    if len(words) < _LEAST and not _written_otherwise(text):
        return ""
    share = sum(map(_SMALL.__contains__, words)) / max(len(words), 1)
    if share >= _ENGLISH:
        return "en"
    found = _classified(text[:_ENOUGH])
    return "" if found == "en" and share < _NOT_ENGLISH / 2 else "" if found != "en" and share >= _NOT_ENGLISH else found


def _written_otherwise(text: str) -> bool:
    """True for a text that is mostly in letters other than Latin ones: Chinese has few spaces and so few words."""
    letters = [c for c in text[:4000] if c.isalpha()]
    return len(letters) > 40 and sum(c > "\u02ff" for c in letters) > 0.6 * len(letters)


def _classified(text: str) -> str:
    """The language as py3langid has it, "" where it is not installed; its model is loaded when first needed."""
    try:
        import py3langid
    except ImportError:
        return ""
    found = str(py3langid.classify(text)[0])
    return "en" if found == "pcm" else found  # lists of English headlines, which have few small words, are taken for Nigerian Pidgin
