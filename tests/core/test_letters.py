"""Names and the letters by which they are known."""

from __future__ import annotations

import pytest

from stemma.core.letters import LongNames


def of(letters: str, *texts: str) -> str:
    names = LongNames(frozenset((letters,)))
    for text in texts:
        names.read(text)
    return names.of(letters)


@pytest.mark.parametrize(
    ("letters", "texts", "name"),
    [
        ("DGHS", ["The Directorate General of Health Services said so."], "Directorate General of Health Services"),
        ("DGHS", ["Bangladesh's Directorate-General of Health Services said so."], "Directorate-General of Health Services"),
        ("RCN", ["In River County News he read it."], "River County News"),
        # what a text shortens itself may have letters of its small words
        ("MOH", ["The Ministry of Health (MOH) said so."], "Ministry of Health"),
        # one name, spelled in two ways
        ("NOS", ["National Organisation of Scouts", "National Organization of Scouts"], "National Organisation of Scouts"),
        # two names, or a part of a longer one
        ("NDA", ["National Disaster Authority", "National Defence Academy"], ""),
        ("DGHS", ["Northern Directorate General of Health Services"], ""),
        ("DGHS", ["Directorate General of Health\n\nServices fell."], ""),
        ("DGHS", ["The directorate general of health services said so."], ""),
    ],
)
def test_the_one_name_of_some_letters(letters: str, texts: list[str], name: str) -> None:
    assert of(letters, *texts) == name


def test_a_name_known_from_elsewhere() -> None:
    names = LongNames(frozenset(("KNA", "KNAB")))
    names.know("Karnaphuli News Agency")
    assert names.of("KNA") == "Karnaphuli News Agency"
    assert names.of("KNAB") == ""
