"""Word forms written short in data files: "kill(|s|ed|ing)" stands for kill, kills, killed, killing."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CHOICE = re.compile(r"\(([^()]*)\)")


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
