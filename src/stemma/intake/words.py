"""The words of boilerplate.toml, and patterns made of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Table = Mapping[str, Mapping[str, Any]]


def boilerplate_table(language: str = "en") -> Table:
    """The words by which a language's boilerplate is known."""
    resource = files("stemma") / "data" / language / "boilerplate.toml"
    return tomllib.loads(resource.read_text(encoding="utf-8"))


@cache
def transports() -> Mapping[str, list[str]]:
    """Those who carry feeds of others, by host and by title; the package's own data, which nobody changes."""
    held: Mapping[str, list[str]] = tomllib.loads((files("stemma") / "data" / "transports.toml").read_text(encoding="utf-8"))
    return held


def phrase_pattern(phrases: Iterable[str], after: str = "", anywhere: bool = False) -> re.Pattern[str]:
    """One pattern for many phrases, longest first; spaces stand for any white space, apostrophes for either kind."""
    longest = sorted(phrases, key=lambda p: (-len(p), p))
    union = "|".join(re.escape(p).replace(r"\ ", r"\s+").replace("'", "['’]") for p in longest)
    before = r"(?<!\w)" if anywhere else ""
    return re.compile(f"{before}(?:{union})(?:{after})", re.IGNORECASE)


class Within:
    """Phrases that may stand anywhere in a line; the longest word of each is looked for first, which is quicker than the pattern."""

    def __init__(self, phrases: Iterable[str]) -> None:
        phrases = tuple(phrases)
        self._words = tuple({max(re.findall(r"\w+", phrase.lower()), key=len) for phrase in phrases})
        self._pattern = phrase_pattern(phrases, anywhere=True)

    def stands_in(self, text: str) -> bool:
        """True where one of the phrases stands in a text."""
        low = text.lower()
        for word in self._words:  # a plain loop runs several times faster than any(), and every line is asked
            if word in low:
                return self._pattern.search(text) is not None
        return False
