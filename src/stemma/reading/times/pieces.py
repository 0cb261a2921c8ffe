"""Days that only tell which article is meant: "our report of 24 October", "Saturday's story", "On 5 November we told readers that"."""

from __future__ import annotations

import re
from functools import lru_cache

_PIECE = "(?:article|report|story|stories|digest|page|piece|post|item|edition|issue|blog|bulletin|newsletter|column|feature|dispatch)s?"
_RAN = "(?:published|posted|appeared|ran|run|carried|printed|aired|broadcast)"
_WROTE = "(?:wrote|ran|told (?:our )?readers|published|reported|said|stated|carried|printed|posted|claimed)"
_BEFORE = re.compile(
    rf"(?i)(?:\bour (?:[\w-]+ ){{0,2}}{_PIECE}|\b{_PIECE}\b[^.;:\d]{{0,60}}\b{_RAN}\b(?: here| online| by [\w ]{{1,30}}?)?)"
    r"(?: (?:of|on|from|dated))? \Z"
)
_OWNED = re.compile(rf"['’]s (?:[\w-]+ ){{0,2}}{_PIECE}\b")
# 'In "Killer bug" (25 June) we said', "(August 11). Our report on the unrest"
_AFTER = re.compile(rf"(?i)(?:\)|,)? we {_WROTE}\b|\)[.:,]? our (?:[\w-]+ ){{0,2}}{_PIECE}\b")
_BACK = 110  # characters in which such a phrase stands
_LATELY = 256  # days whose surroundings were looked at last: each claim of a report asks for all of its days


def of_piece(text: str, start: int, end: int) -> bool:
    """True for a day at [start:end] that dates an article of the press and nothing that it tells."""
    return _dates_piece(text[max(0, start - _BACK) : start], text[end : end + _BACK])


@lru_cache(maxsize=_LATELY)
def _dates_piece(before: str, after: str) -> bool:
    return bool(_OWNED.match(after) or _AFTER.match(after) or _BEFORE.search(before))
