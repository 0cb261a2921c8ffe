"""Measures of what is told in other words: of bare decimals, of sums in litres, of parts and of more of the same."""

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


@pytest.mark.parametrize(
    ("text", "low", "unit", "wanted"),
    [
        # decimals without a unit count neither people nor things
        ("The quake killed 12 people. The institute puts its magnitude at 6.4; others say 6.2.", 6.2, "magnitude", "magnitude"),
        ("The tremors killed 40 people. The observatory gives the second as 5.9.", 5.9, "magnitude", "magnitude"),
        ("The river crested at 7.25 metres; the institute has 7.1.", 7.1, "m", "water_level"),
        ("In the flood the river stood at 31.4m on Monday; 30.5m is where the pumps run dry.", 30.5, "m", "water_level"),
        # units that are counted, and the plural of what no pack knows
        ("Lorries brought 12,000 litres of drinking water.", 12000, "count", "count:litres"),
        ("They were left with 300 barrels of oil.", 300, "count", "count:barrels"),
        ("The school has 40 violins.", 40, "count", "count:violins"),
        ("The farm lost count of its 200 geese.", 200, "count", "count:geese"),
        ("Up to 95 litres of rain per square metre fell in the hills.", None, "mm", "rainfall"),
        # more of the same
        ("Nine people were killed in the port, and across the border in Moldova four more.", 4, "persons", "killed"),
        ("The camps sheltered 8,000 displaced people, up from 6,500 a week earlier.", 6500, "persons", "displaced"),
        ("There were 404 suspected cases on Monday, down from 512 the day before.", 512, "count", "cases_suspected"),
        ("Peru has confirmed 404 cases, up from 270 last week, and is looking into 3,670 more.", 270, "count", "cases_confirmed"),
        ("Peru has confirmed 404 cases, up from 270 last week, and is looking into 3,670 more.", 3670, "count", "cases_suspected"),
        ("Doctors are examining 30 further cases of measles.", 30, "count", "cases_suspected"),
        ("Rescuers are looking for 30 people.", 30, "persons", "missing"),
        ("The ministry counts 20 dead: 14 soldiers, two from an allied militia and 4 civilians.", 4, "persons", "killed"),
        # whose verb it is
        ("Engineers looked at 9,000 houses and found that 700 of them have collapsed.", 9000, "count", "count:houses"),
        ("Engineers looked at 9,000 houses and found that 700 of them have collapsed.", 700, "count", "buildings_destroyed"),
        ("It said 300 had died and that 6,000 people had been put on the payroll.", 6000, "persons", "count:people"),
        ("Some 400 people were killed in the quake. Nearly 9 million people visited the city last year.", 9e6, "persons", "count:people"),
        ("Of some 900 people arrested since June, all but 20 have been let go.", 900, "persons", "arrested"),
        # things are no part of people
        ("Police arrested 90 people and fired 700 rounds of tear gas, 200 of them near the station.", 200, "count", "count:rounds"),
        ("Sappers found 31 car bombs.", 31, "count", "count:bombs"),
        # whoever they are called, it befell them
        ("The army says it killed 61 fanatics.", 61, "persons", "killed"),
        ("Five herdsmen were unaccounted for.", 5, "persons", "missing"),
        # words for it
        ("Rescuers brought 310 people out of the flood.", 310, "persons", "evacuated"),
        ("Boats moved about 900 residents.", 900, "persons", "evacuated"),
        ("The flood left 48 hamlets under water.", 48, "count", "settlements_flooded"),
        ("Some 260 houses lie flat.", 260, "count", "buildings_destroyed"),
        ("Another 70 houses are in danger of collapse.", 70, "count", "buildings_damaged"),
        ("Police took 57 strikers into custody.", 57, "persons", "arrested"),
        ("The army says that 410 square kilometres have come back under its control.", 410, "km2", "territory_captured"),
        ("A general boasts of 640 sq km since the offensive began; his troops shelled the town.", 640, "km2", "territory_captured"),
        ("The defenders were outnumbered three to one.", 3, "count", "ratio"),
    ],
)
def test_the_measure_of_an_amount(text: str, low: float | None, unit: str, wanted: str) -> None:
    found = {(c.amount.unit, c.measure) for c in READER.read(Report(text=text)).claims if c.amount.low == low}
    assert (unit, wanted) in found, f"{text!r}: {sorted(found)}"


@pytest.mark.parametrize(
    ("wanted", "low", "text"),
    [
        ("evacuated", 12000, "The cyclone is due tonight. Buses carried 12,000 villagers inland."),
        ("killed", 72, "The bodies of 72 victims have been pulled from the rubble."),
        ("population", 40000, "The town of 40,000 was cut off by the flood."),
        ("people_in_need", 450000, "Drought has left 450,000 people in need of water."),
        ("buildings_damaged", 5000, "The storm ripped the roofs off 5,000 houses."),
        ("without_power", 350000, "The cyclone knocked out power to 350,000 homes."),
        ("sheltered", 8000, "After the flood about 8,000 people crowded into schools used as shelters."),
        ("sentenced", 8, "The court jailed eight demonstrators."),
        ("captured", 7, "Gunmen took seven aid workers hostage."),
        ("settlements_captured", 3, "The fall of three towns was announced by the army."),
        ("vaccinated", 60000, "Teams gave the cholera vaccine to 60,000 people."),
        ("cases_total", 6420, "Since August the country has recorded 6,420 cases of cholera and 97 deaths."),
        ("deaths", 97, "Since August the country has recorded 6,420 cases of cholera and 97 deaths."),
        ("arrested", 38, "Thirty-eight of those held after the protest are minors."),
        ("territory_captured", 90, "The army took back 90 square kilometres last month in its offensive."),
        ("territory_captured", 150, "The army has retaken 150 square kilometres since Monday."),
    ],
)
def test_words_for_it(wanted: str, low: float, text: str) -> None:
    found = {c.measure for c in READER.read(Report(text=text)).claims if c.amount.low == low}
    assert wanted in found, f"{text!r}: {sorted(found)}"
