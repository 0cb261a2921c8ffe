"""Speakers told by the place of their words alone: apart between commas, at the end of a line, in a credit line."""

from __future__ import annotations

import pytest
from tests.reading.speaking import speakers


@pytest.mark.parametrize(
    ("text", "number", "chain"),
    [
        ("The group is down to 1,111 fighters on seven fronts, the army chief bared.", 1111, ["army chief"]),
        ("Some 45,000 took to the road in one night, the curé estimates.", 45000, ["curé"]),
        ("On the square 12,000 people sang until dark, the intendancy calculated.", 12000, ["intendancy"]),
        ("Some 5,000 people would need new homes, partners estimate.", 5000, ["partners"]),
        ("The losses, Omar Haddad growled in his voice note, come to 20,000 men.", 20000, ["Omar Haddad"]),
        ('"We hold 62 per cent of the town," boasted the self-styled governor.', 62, ["self-styled governor"]),
        ("Some 300 men, analysts hazard, have been hit.", 300, ["analysts"]),
        ("The cure has killed 728 people, the adviser to the ministry said.", 728, ["adviser to the ministry"]),
        ("The ministry had it at 60 dead.", 60, ["ministry"]),
        ("The army admits nine dead.", 9, ["army"]),
        ("40 dead: ministry", 40, ["ministry"]),
        ("Cracks run through 310 flats (city engineer).", 310, ["city engineer"]),
        ("Inflation for May was 39.1 per cent (Department of Census and Statistics).", 39.1, ["Department of Census and Statistics"]),
        ("Dead: 21. Wounded: 64. Source: Provincial Disaster Office, Tamaro.", 21, ["Provincial Disaster Office"]),
        ("Source: Red Cross Society of Panmar, 8 May\n\nDead 1,012\n\nInjured 3,480", 3480, ["Red Cross Society of Panmar"]),
        ("Mr Omar Haddad gives these accounts: huts spoiled, 2,826; schools, 32.", 2826, ["Omar Haddad"]),
        ("Cases (source: Ministry of Health and WHO, data to 22 May). Deaths: 202.", 202, ["Ministry of Health and WHO"]),
        ("The list was drawn up by the union, which for its part said 319 shops had shut.", 319, ["union"]),
        ("The mayor said 40 had voted. Turnout was 42 percent of 5 million registered voters, he said.", 42, ["mayor"]),
        # what stands apart and tells nothing, what an item is about, and who takes people in
        ("The bridge gave way, the road was cut and 40 people died.", 40, []),
        ("Some 300 homes went under, the number rising by the hour.", 300, []),
        ("Niger: rains kill 339.", 339, []),
        ("Angola cholera: 718 killed, 24,543 cases.", 718, []),
        ("The clinic admits 60 patients a day.", 60, []),
    ],
)
def test_who_stands_apart_with_a_verb_of_telling_speaks(text: str, number: float, chain: list[str]) -> None:
    assert speakers(text, number) == chain


@pytest.mark.parametrize(
    ("text", "number", "chain"),
    [
        ("The number of dead stands at 40, by official count.", 40, ["official count"]),
        ("Some 300 were killed, going by official figures.", 300, ["official figures"]),
        ("State media have 31 dead.", 31, ["State media"]),
        ("Some 60 deaths have been verified by a UN panel.", 60, ["UN panel"]),
        ("Some 60 deaths have been confirmed by a laboratory.", 60, []),
        ("The army lost 40 men, by a count of the dead.", 40, []),
    ],
)
def test_official_counts_and_those_who_verify_speak(text: str, number: float, chain: list[str]) -> None:
    assert speakers(text, number) == chain
