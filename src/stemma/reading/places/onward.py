"""Figures that go on with a national count in a report about one place of the country."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from stemma.core.gazetteer import NATIONWIDE
from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.core.types import Claim, Place

_WIDE: Final = ("country", "region", "area")


class Onward:
    """Carries a national count on through its paragraph; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        words = pack.tables["places"]["onward"]["local"]
        self._local = re.compile(r"(?i)(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")

    def told_on(self, claims: Sequence[Claim], text: Text) -> list[Claim]:
        """In "438 died in Malawi, it said. The department listed 282 missing" the 282 are Malawi's, also where the paper is of Mulanje."""
        done: list[Claim] = []
        last: Place | None = None
        paragraph = -1
        for claim in claims:
            sentence = text.sentence_at(claim.start)
            if sentence is None or sentence.paragraph != paragraph or self._local.search(text.text, sentence.start, sentence.end):
                last, paragraph = None, sentence.paragraph if sentence is not None else -1
            place = claim.place
            if last is not None and place is not None and not place.words and place.kind not in _WIDE and place.country == last.country:
                place = replace(last, words=NATIONWIDE)
            last = place if place is not None and place.kind == "country" and place.words else None
            done.append(claim if place == claim.place else replace(claim, place=place))
        return done
