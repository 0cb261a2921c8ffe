"""Of whom an amount speaks, where the words that say so stand behind it, before it, or further back."""

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        # who the counted are said to be
        ("More than 200 people were killed, of whom 107 were children.", 107, "children"),
        ("At least 60 people died. Fourteen of them were police officers.", 14, "police officers"),
        ("It could be fewer: 2,300 dead is what paramedics believe.", 2300, "people"),
        ("The clinic admits 60 patients a day, a third of them children under five.", 100 / 3, "children"),
        # a share of those told of before, and two shares behind one verb
        ("Tracers had 1,009 contacts on their list and saw 91% of them within a day.", 91, "contacts"),
        ("Women account for 40% of the patients and a third of the dead.", 100 / 3, "Women"),
        ("Most of the deaths were violent. Gunshots account for 68 per cent.", 68, "Gunshots"),
        ("The response plan is 53 per cent financed.", 53, "response plan"),
        ("The appeal was launched in May. It is only 19 per cent funded.", 19, "appeal"),
        # what everybody has is no word of whose they are; a deed is nobody's name
        ("Ann Otieno, who heads the Doctors' Union, said 23 people had lost their lives and that 30 were under treatment.", 30, "people"),
        ("Some 300 others were injured and more than 50 arrested.", 50, "people"),
        ("The commission records 32 disappearances.", 32, "people"),
        # cases told after the countries that have them; who asks for money
        ("Cholera spreads. The agency counts 53,903 cases in 19 countries, 11,148 confirmed.", 11148, "cases"),
        ("The United Nations asked donors for $45.3 million to help people.", 45.3e6, "United Nations"),
        # whose toll it is
        ("The military death toll, given in our article as 874, was wrong.", 874, "military"),
        ("Officials put the civilian dead at 90.", 90, "civilians"),
        # people do not go on with things
        ("In the raid 826 inmates got away with 85 guns; 331 were later killed.", 331, "inmates"),
        ("Surveyors looked at the valley. About 1,500 houses were damaged.", 1500, "houses"),
    ],
)
def test_the_subject_of_an_amount(text: str, low: float, wanted: str) -> None:
    found = {c.subject for c in READER.read(Report(text=text)).claims if c.amount.low == low}
    assert wanted in found, f"{text!r}: {sorted(found)}"


@pytest.mark.parametrize(
    ("text", "unit", "wanted"),
    [
        ("A diplomat told Ostler News Service that the rebels were moving south by 10 to 15 km a day.", "km/day", "rebels"),
        ("An officer said that Azerbaijani columns were moving up the valley by 1-2 km a day.", "km/day", "Azerbaijani columns"),
    ],
)
def test_who_advances(text: str, unit: str, wanted: str) -> None:
    assert [c.subject for c in READER.read(Report(text=text)).claims if c.amount.unit == unit] == [wanted]
