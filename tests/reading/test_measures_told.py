"""What an amount measures, told by the verb that it is the subject of, by what it is a part of, or by the question it answers."""

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        # the verb whose subject it is, before what its noun is usually counted for
        ("Over 300 protesters had been killed.", 300, "killed"),
        ("The flood reached the market of Arlen. In the square the mark was at a depth of two metres.", 2, "depth"),
        ("Two girls (2, 5 and 9) were taken to hospital.", 2, "injured"),
        ("Some 120 soldiers have since been wounded.", 120, "wounded"),
        ("About 3,000 protesters marched to the square.", 3000, "crowd_size"),
        # a part of those counted before
        ("The clashes left 60 people dead. Fourteen of them were police officers.", 14, "killed"),
        ("At least 90 people died on Sunday. 14 policemen were among them.", 14, "killed"),
        ("The office counts 60 dead: 48 civilians, 11 soldiers and one policeman.", 11, "killed"),
        # an answer to a question
        ("At least 20 people were killed. How large was the crowd at the square? The police say 15,000.", 15000, "crowd_size"),
        # bare numbers of a noun counted before
        ("Surveyors saw 6,142 houses. About 1,500 were damaged.", 1500, "buildings_damaged"),
        # a share, whatever befell those that it is a share of
        ("Cholera spreads. Children account for 46% of confirmed cases.", 46, "share"),
        ("The plan costs $600 million. It is 53% covered so far.", 53, "share"),
        ("Cholera cases are up 160% on the year before.", 160, "share"),
        ("Measles killed 40 patients. Half of the dead had never been vaccinated.", 50, "share"),
        ("The fever is deadly: its lethality in the north was 3.3% in May.", 3.3, "case_fatality"),
        # what another number counts says nothing of this one
        ("The cholera outbreak had caused 36,943 cases and 1,210 deaths.", 36943, "cases_total"),
        ("The cholera outbreak had caused 36,943 cases and 1,210 deaths.", 1210, "deaths"),
        ("Doctors fight measles. The ministry reports 900 infections and 12 deaths.", 900, "cases_total"),
        ("When the epidemic reached Angola it infected 252 patients and killed 227 of them.", 252, "cases_total"),
        ("When the epidemic reached Angola it infected 252 patients and killed 227 of them.", 227, "killed"),
        ("Measles spreads. Case fatality stands at 3.3%. Infections in January were up 143% on December.", 143, "share"),
        ("Measles spreads. The continent needs 10 million vaccine doses and has about 200,000.", 200000, "doses"),
        # money asked of donors, and those whom it is for
        ("The agency asked donors for $45 million to help 4 million people.", 45e6, "aid_amount"),
        ("The agency asked donors for $45 million to help 4 million people.", 4e6, "people_in_need"),
        ("The president promised 1.6 billion kwacha for the survivors.", 1.6e9, "aid_amount"),
        # words that lose nothing but a home
        ("At least 30,000 people have lost their homes in the floods.", 30000, "displaced"),
        ("War has driven 76,500 people from their homes.", 76500, "displaced"),
        ("Over 400,000 people are living in famine.", 400000, "people_in_need"),
        ("Six soldiers drowned in the river.", 6, "killed"),
        # what only looks like a word of a measure
        ("The committee confirms the death of four members of the rescue team.", 4, "killed"),
        ("A shopkeeper counted 63 lorries with onions.", 63, "count:lorries"),
        ("Twelve ships with relief goods are waiting.", 12, "count:ships"),
        ("The column had 20 armoured vehicles.", 20, "vehicles"),
    ],
)
def test_the_measure_of_an_amount(text: str, low: float, wanted: str) -> None:
    found = {c.measure for c in READER.read(Report(text=text)).claims if c.amount.low == low}
    assert wanted in found, f"{text!r}: {sorted(found)}"
