"""The export's quotes cut to a length that may be passed on; a cut quote's end is moved, so that text and span still agree."""

from __future__ import annotations

import re
from typing import Any

from stemma.answering.quoting import QUOTED, quoted

_WORD = re.compile(r"\S+")


def cut(held: dict[str, Any], most: int = QUOTED) -> dict[str, Any]:
    """An export with every quote at most so many words long; 0 leaves all as it is."""
    if not most:
        return held
    for kind in ("claims", "events"):
        held[kind] = [shorter(row, most) for row in held.get(kind, ())]
    for kind in ("mutations", "put_right"):
        held[kind] = [{**row, "was": quoted(row["was"], most), "became": quoted(row["became"], most)} for row in held.get(kind, ())]
    return held


def shorter(row: dict[str, Any], most: int) -> dict[str, Any]:
    """A row whose text has at most so many words, its end moved to where the text stops."""
    words = list(_WORD.finditer(row["text"]))
    if len(words) <= most:
        return row
    end = words[most - 1].end()
    return {**row, "text": row["text"][:end], "end": row["start"] + end, "cut": True}
