"""Names with the letters by which a report goes on to call them: "the Myanmar National Democratic Alliance Army (MNDAA)"."""

from __future__ import annotations

import re

from stemma.reading.looked import Looked
from stemma.reading.measures.earlier import Before
from stemma.reading.subjects.asking import Subject

_TOLD = re.compile(r"((?:[A-Z][\w’'-]+[ -](?:(?:of|for|and|the|in|on|de|du|des|la|do|da) ){0,2}){1,9})\(([A-Z][A-Za-z]{1,7})\)")
_SMALL = frozenset(("of", "for", "and", "the", "in", "on", "de", "du", "des", "la", "do", "da"))


def in_full(found: Subject, looked: Looked, before: Before) -> Subject:
    """A subject by its name and letters, where the report gives both."""
    if before.short_names is None:
        before.short_names = short_names(looked.text.text)
    both = before.short_names.get(found.name)
    return found._replace(name=both) if both else found


def short_names(text: str) -> dict[str, str]:
    """Both forms of each name that a text shortens, with the name followed by its letters."""
    found: dict[str, str] = {}
    if "(" not in text:
        return found
    for told in _TOLD.finditer(text):
        words, letters = told.group(1).replace("-", " - ").split(), told.group(2)
        name = _spelled(words, letters)
        if name:
            both = f"{name} ({letters})"
            found.setdefault(name, both)
            found.setdefault(letters, both)
    return found


def _spelled(words: list[str], letters: str) -> str:
    """The last words whose first letters are those letters, "" where they are not."""
    wanted, at = letters.upper(), len(words)
    for letter in reversed(wanted):
        at -= 1
        while at >= 0 and (words[at] in _SMALL or words[at] == "-") and words[at][0].upper() != letter:
            at -= 1
        if at < 0 or words[at][0].upper() != letter:
            return ""
    return " ".join(words[at:]).replace(" - ", "-") if at < len(words) - 1 else ""
