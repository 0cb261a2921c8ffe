"""Sources that one report calls by their letters and another by their names."""

from __future__ import annotations

import pytest
from tests.reading.speaking import READER

from stemma.core.packs import Pack
from stemma.core.types import Claim, Report, SourceKind
from stemma.linking import as_spelled

LONG = "The Directorate General of Health Services said 1,006 people had died."
NAME = "Directorate General of Health Services (DGHS)"


def last(pack: Pack, *texts: str, outlet: str = "") -> Claim:
    """The last report's last claim, once the pile has spelled its sources."""
    reports = [Report(text=text, outlet=outlet if number == 0 else "") for number, text in enumerate(texts)]
    return as_spelled(reports, [READER.read(report) for report in reports], pack)[-1].claims[-1]


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ([LONG, "The DGHS counted 1,006 deaths."], NAME),
        ([LONG, "The DGHS bulletin for Sunday lists 17 deaths."], NAME),
        ([LONG, "By the DGHS evening sheet, 99,994 patients had been admitted."], NAME),
        ([LONG, "About 900 people had died, a DGHS epidemiologist said."], f"{NAME} epidemiologist"),
        # one report that has both
        ([LONG + " On Monday 17 people died, the DGHS said."], NAME),
        (["The DGHS counted 1,006 deaths.", LONG], NAME),
        (["The DGHS counted 1,006 deaths.", LONG.replace("Services", "Services (DGHS)")], NAME),
        # the letters stand for two names, or for none that is at hand
        ([LONG, "Delta General Hospital Services said 40 died.", "The DGHS counted 1,006 deaths."], "DGHS"),
        (["The health directorate said 1,006 people had died.", "The DGHS counted 1,006 deaths."], "DGHS"),
        # two letters are too few
        ([LONG, "Health Services said 40 died.", "The HS counted 1,006 deaths."], "HS"),
    ],
)
def test_letters_stand_for_the_one_name_at_hand(pack: Pack, texts: list[str], name: str) -> None:
    assert last(pack, *texts).attribution[-1].name == name


def test_what_was_written_out_is_told_and_the_words_stay(pack: Pack) -> None:
    text = "The DGHS bulletin for Sunday lists 17 deaths."
    claim = last(pack, LONG, text)
    (source,) = claim.attribution
    assert text[source.start : source.end] == "The DGHS bulletin"
    assert source.kind is SourceKind.INSTITUTION
    told = [r.detail for r in claim.reasons if r.rule == "link.in-full"]
    assert told == ["DGHS are the initials of Directorate General of Health Services"]


def test_an_outlet_of_the_pile_is_known_by_its_letters(pack: Pack) -> None:
    claim = last(pack, "Some 40 people died.", "Some 40 people died, the KNA news agency said.", outlet="Karnaphuli News Agency")
    assert claim.attribution[-1].name == "Karnaphuli News Agency"


def test_a_name_in_a_pack_is_one_at_hand(pack: Pack) -> None:
    assert (
        last(pack, "The IOM bulletin for Sunday lists 17,000 displaced people.").attribution[-1].name
        == "International Organization for Migration (IOM)"
    )


def test_a_pile_without_letters_is_left_as_it_is(pack: Pack) -> None:
    report = Report(text=LONG)
    extract = READER.read(report)
    assert as_spelled([report], [extract], pack)[0] is extract
