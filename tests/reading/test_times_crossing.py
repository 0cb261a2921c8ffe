"""Times that are of another number, of another matter, or only name something; the number asked for stands in [brackets]."""

from __future__ import annotations

import re

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report, Span
from stemma.reading.reader import Reader

READER = Reader(load_pack())


def dated(marked: str, published: str) -> str:
    """The days of which the bracketed number is, "" where it has none."""
    plain = re.sub(r"[\[\]]", "", marked)
    asked = Span(marked.index("["), marked.index("]") - 1)
    extract = READER.read(Report(name="a", text=plain, published=Moment(iso=published)))
    told = [c for c in extract.claims if c.start < asked.end and asked.start < c.end]
    claim = min(told, key=lambda c: c.end - c.start)
    return "" if claim.when is None else f"{claim.when.start or ''}/{claim.when.end or ''}"


@pytest.mark.parametrize(
    ("marked", "published", "days"),
    [
        # a day ahead, whatever other verb stands before it
        ("The navy plans to have about [500 sailors] in the port by Saturday.", "2022-04-14", "2022-04-16/2022-04-16"),
        ("The council hopes to have that down to [20%] of homes by Tuesday.", "2023-09-09", "2023-09-12/2023-09-12"),
        ("The mayor hopes for [900 people] vaccinated by the end of Friday.", "2019-12-02", "2019-12-06/2019-12-06"),
        # the other number of a comparison
        ("There were [758 cases] between 12 and 18 May, compared with 1,447 in the previous week.", "2025-05-23", "2025-05-12/2025-05-18"),
        ("[Twenty deaths] have been ascribed to it, as against more than 200 in 2006.", "2025-05-27", "2025-05-26/2025-05-27"),
        (
            "The clinics saw 3,945 cases in the week of 14 to 20 April, against [5,247 cases] one week earlier.",
            "2025-04-26",
            "2025-04-07/2025-04-13",
        ),
        ("New cases have fallen to around [1,200] a day from 4,700 a day in late November.", "2011-01-28", "2011-01-27/2011-01-28"),
        ("The list of missing people has shrunk from 41 last week to [31].", "2023-09-15", "2023-09-14/2023-09-15"),
        # what was planned by then, and what has been done
        ("The crews have treated [1,850 houses], of 7,000 planned by 30 June.", "2025-04-29", "2025-04-28/2025-04-29"),
        (
            "The crews have cleared one street, of nine planned by 30 June, and have handed out [3,200 nets].",
            "2025-04-29",
            "2025-04-28/2025-04-29",
        ),
        # the next clause, and brackets
        (
            "In late May pupils held the square with [400 tents], and on 3 June all four bridges were shut.",
            "2025-06-19",
            "2025-05-22/2025-05-31",
        ),
        (
            "Then the marches: Lunda on 15 February ([some 60,000 people]) and Nesk on 1 March (90,000 people).",
            "2025-03-19",
            "2025-02-15/2025-02-15",
        ),
        ("Rainfall 4-7 September: [1,096 mm] at the upper gauge.", "2023-09-11", "2023-09-04/2023-09-07"),
        # what only names something
        ("The army keeps [12 observation posts] there under a 2018 deal with its neighbour.", "2020-02-28", "2020-02-27/2020-02-28"),
        ("The town saw [12 armoured vehicles] in its streets for the first time since 2005.", "2018-12-08", "2018-12-07/2018-12-08"),
        # months and years
        ("The map-makers arrive at [394 sq km] taken for September.", "2024-10-05", "2024-09-01/2024-09-30"),
        ("Headline inflation for May was [39.1 per cent].", "2022-06-10", "2022-05-01/2022-05-31"),
        ("More than [20,000 people] have fallen ill with it in 2025.", "2025-04-06", "2025-01-01/2025-04-06"),
    ],
)
def test_times_of_another_number(marked: str, published: str, days: str) -> None:
    assert dated(marked, published) == days
