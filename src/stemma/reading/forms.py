"""Word forms written short in data files: "kill(|s|ed|ing)" stands for kill, kills, killed, killing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_CHOICE: Final = re.compile(r"\(([^()]*)\)")


def expand(forms: Iterable[str]) -> list[str]:
    """Every form that the short notations stand for, in order."""
    found: list[str] = []
    for form in forms:
        todo = [form]
        while todo:
            this = todo.pop(0)
            choice = _CHOICE.search(this)
            if choice is None:
                found.append(this)
            else:
                todo += [this[: choice.start()] + end + this[choice.end() :] for end in choice.group(1).split("|")]
    return found


def plural(word: str) -> str:
    """The regular English plural: case, cases; city, cities; loss, losses."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith("fe"):
        return word[:-2] + "ves"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def singular(word: str) -> str:
    """The regular English singular, as `plural` undone."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
