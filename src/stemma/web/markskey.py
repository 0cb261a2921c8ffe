"""Every mark with what it says, and every key."""

from __future__ import annotations

from typing import Any

from stemma.core.types import Approx, Status, Verification
from stemma.showing.drawing import sheet
from stemma.showing.marks import Pen, Said, drawn
from stemma.showing.markup import Markup, tag
from stemma.web.frame import Screen
from stemma.web.ruler import square

_SAID: tuple[tuple[dict[str, Any], str], ...] = (
    ({"approx": Approx.EXACT}, "exact"),
    ({"approx": Approx.ABOUT}, "about; the spread is not to scale"),
    ({"approx": Approx.NEARLY}, "nearly"),
    ({"approx": Approx.RANGE, "high": 62.0}, "a range"),
    ({"approx": Approx.AT_LEAST, "high": None}, "at least: the value counts"),
    ({"approx": Approx.MORE_THAN, "high": None}, "more than: the value does not count"),
    ({"approx": Approx.AT_MOST, "low": None}, "at most"),
    ({"approx": Approx.LESS_THAN, "low": None}, "fewer than, less than"),
    ({"approx": Approx.VAGUE}, "vague"),
    ({"approx": Approx.EXACT, "verification": Verification.UNVERIFIED}, "hollow: the report says that it could not be checked"),
    ({"approx": Approx.EXACT, "verification": Verification.CONFIRMED}, "a foot: the report says who checked"),
    ({"approx": Approx.EXACT, "status": Status.PLANNED}, "dashed: planned, forecast, on a condition or demanded"),
    ({"approx": Approx.EXACT, "status": Status.DENIED}, "struck through: denied"),
    ({"approx": Approx.EXACT, "changed": True}, "red with a lozenge: changed on the way"),
    ({"approx": Approx.EXACT, "earlier": True}, "grey: an earlier reading"),
)
ALL_KEYS = (
    ("1 … 9 0", "the screens"),
    ("j k", "next, previous"),
    ("Enter", "open"),
    ("u", "back; in the inbox undo"),
    ("t", "the tree"),
    ("e", "evidence; in the inbox edit"),
    ("x", "conflicts"),
    ("c", "copy the safe wording"),
    ("C", "copy it with its citation"),
    ("p", "evidence pack"),
    ("[ ]", "the known-at clock one report back or on"),
    ("b", "brush time: arrows, Enter"),
    ("f", "another figure in the tree"),
    ("n", "next claim in a text"),
    ("a r e m s u", "accept, reject, edit, merge, split, undo"),
    ("/", "find"),
    ("?", "this"),
)


def marks_screen() -> Screen:
    """The screen."""
    found = [(_mark(given), words) for given, words in _SAID]
    found.append(
        (sheet(100, 24, "report", square(40, 12, 9, True), square(60, 12, 9, False)), "a report: black original, white made from another")
    )
    bracket = tag("path", d="M33 16V10H63V16M33 10V5", cls="hang")
    hung = sheet(
        100,
        24,
        "lineage",
        bracket,
        tag("circle", cx=33, cy=5, r=3, cls="ball"),
        square(33, 19, 6, True),
        square(48, 19, 6, False),
        square(63, 19, 6, False),
    )
    found.append((hung, "one lineage: reports of one descent hang from one bracket"))
    data = {"marks": [words for _, words in found], "keys": [{"key": k, "does": w} for k, w in ALL_KEYS]}
    return Screen(name="marks", title="Marks and keys", data=data, context={"marks": found, "all_keys": ALL_KEYS})


def _mark(given: dict[str, Any]) -> Markup:
    said = Said(**{"low": 40.0, "high": 40.0, **given})
    pen = Pen(scale=lambda v: v, across=12, half=8, first=2, last=96)
    return sheet(100, 24, "mark", tag("line", x1=0, x2=100, y1=23, y2=23, cls="axis"), drawn(said, pen))
