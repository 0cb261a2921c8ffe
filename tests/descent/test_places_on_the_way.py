"""Counts that were moved on the way: to another place, to a wider one, to all of it, or to a part."""

from __future__ import annotations

import pytest

from stemma.core.packs import Pack
from stemma.core.types import Place
from stemma.core.words import plain_words
from stemma.descent.matter import Line
from stemma.descent.moved import Whereabouts

NORVIA = Place(name="Norvia", kind="country", id="cc:NV", words="Norvia")
OSSELAND = Place(name="Osseland", kind="region", id="a1:NV.1", words="Osseland")
KESS = Place(name="Kess", kind="town", id="geo:1", words="Kess")
LENZ = Place(name="Lenz", kind="town", id="geo:2", words="Lenz")


def line(text: str) -> Line:
    words = plain_words(text)
    return Line(start=0, end=len(text), words=frozenset(words) - {"the", "in", "of", "across", "all"}, plain=" ".join(words))


@pytest.mark.parametrize(
    ("a", "b", "before", "after", "changed"),
    [
        (KESS, LENZ, "43 drowned in Kess", "43 drowned in Lenz", True),
        (KESS, KESS, "43 drowned in Kess", "in Kess 43 lost their lives", False),
        (KESS, OSSELAND, "43 drowned in Kess", "across Osseland 43 drowned", True),
        (KESS, OSSELAND, "43 drowned in Kess", "in the province of Osseland 43 drowned", True),
        (KESS, OSSELAND, "43 drowned in Kess, in Osseland", "in Osseland 43 drowned", False),
        (KESS, OSSELAND, "43 drowned in Kess", "43 drowned in Kess, a town of Osseland", False),
        (KESS, NORVIA, "43 drowned in Kess", "43 Norvians drowned", False),
        (KESS, NORVIA, "43 drowned in Kess", "43 drowned across the country, in all of Norvia", True),
        (KESS, KESS, "1,084 fell on the left bank of Kess", "1,084 fell across the whole of Kess", True),
        (KESS, KESS, "1,084 fell on the left bank of Kess", "1,084 fell in Kess", False),
        (NORVIA, KESS, "1,959 fell throughout Norvia", "almost 2,000 fell in Kess", True),
        (NORVIA, KESS, "nationwide in Norvia 19 died", "19 lay dead in Kess", True),
        (NORVIA, KESS, "the ministry counts 19", "19 lay dead in Kess", False),
    ],
)
def test_moved(pack: Pack, a: Place, b: Place, before: str, after: str, changed: bool) -> None:
    if b is NORVIA and "Norvians" in after:
        b = Place(name="Norvia", kind="country", id="cc:NV", words="Norvians")
    assert Whereabouts(pack).changed(a, b, line(before), line(after)) is changed
