"""Caveats that say themselves what they are about, and what somebody saw in one clause."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


def checked(text: str) -> dict[float | None, str]:
    """For each claim's number what the report says of its checking."""
    report = Report(text=text, outlet="The Dorran Post", published=Moment(iso="2031-06-28T18:00:00+00:00"))
    return {c.amount.low: c.verification.value for c in READER.read(report).claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # how many is not known
        (
            "The ministry said 400 people were killed and 200 hurt.\n\n"
            "The Post could not independently establish how many had been killed or hurt.",
            {400: "unverified", 200: "unverified"},
        ),
        # what it might have been checked against is nothing unchecked
        (
            "A nurse said 140 wounded came. This could not be verified from records. "
            "Dr Weil said 436 people were injured.\n\nSix people died, the mayor said.",
            {140: "unverified", 436: "none", 6: "none"},
        ),
        # a speaker's own caveat
        (
            "The utility said 5,000 customers lost power. The farm ministry estimated that 190 people died. "
            "These were preliminary numbers and could not be checked, it cautioned.",
            {5000: "none", 190: "unverified"},
        ),
        # somebody's lists, named with him
        (
            "State media reported that 226 people had died. "
            "Local responders, whose lists we hold but have not been able to check, count 340 dead.",
            {226: "none", 340: "unverified"},
        ),
        # two, one after the other
        (
            "An aide believed the group had lost 3,000 fighters; a party official told us that 900 were dead. We could confirm neither.",
            {3000: "unverified", 900: "unverified"},
        ),
        # a note at the end speaks of the whole report
        (
            "The union said 300 people died.\n\nThe army said 20 died.\n\n"
            "Caveat: with access denied, the Post has not been able to verify these numbers.",
            {300: "unverified", 20: "unverified"},
        ),
        # who believes without proof, who settles nothing
        ("The director believes 40 people died, though he has no proof.", {40: "unverified"}),
        # confirmed by others, or by a test of blood
        ("Five days of battles left 700 dead, a tally since confirmed by doctors.", {700: "confirmed"}),
        ("Laboratories have confirmed 1,914 cases, the text says.", {1914: "none"}),
        ("Rwanda has confirmed 58 cases of the disease, the minister said.", {58: "none"}),
        # the reporter saw four, not nine
        ("The team had been due to carry out 9 burials that day; I saw 4 coffins lowered.", {9: "none", 4: "confirmed"}),
    ],
)
def test_what_a_caveat_reaches(text: str, expected: dict[float, str]) -> None:
    found = checked(text)
    assert {n: found[n] for n in expected} == expected
