"""What others hold of those counted, those whom a thing holds, bodies of so many, tolls by whose they are."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


def _read(sentence: str) -> dict[float | None, tuple[str, str]]:
    found = READER.read(Report(text=sentence, published=Moment(iso="2024-10-05"))).claims
    return {c.amount.low if c.amount.low is not None else c.amount.high: (c.measure, c.subject) for c in found}


@pytest.mark.parametrize(
    ("sentence", "number", "measure"),
    [
        ("About 300 people are thought to have died when the theatre was bombed, the council said.", 300, "killed"),
        ("Around 200 miners are presumed to have perished in the shaft.", 200, "killed"),
        ("At least 60 people are understood to have been wounded in the blast.", 60, "wounded"),
        ("Seven hostages are believed to have been freed.", 7, "rescued"),
        ("An epidemic there infected around 260,000 of them and killed more than 200.", 200, "killed"),
        ("About 20,000 got away before the bridges were blown.", 20000, "displaced"),
        ("Another 4,000 slipped out at night.", 4000, "displaced"),
        ("A total of 23 refugee drownings were registered.", 23, "killed"),
        ("South Africa sent three helicopters and a 50-strong rescue team.", 50, "rescuers"),
        ("The 600-strong monitoring mission was withdrawn.", 600, "count:observers"),
        ("A bus with 40 on board was hit by a drone.", 40, "count:people"),
        ("A boat carrying 120 was fired on.", 120, "count:people"),
        ("A prison holding 400 inmates was struck, killing 60.", 400, "count:inmates"),
        ("Relatives told local radio that as many as 110 had been aboard.", 110, "count:people"),
        ("By Tuesday 279 had been freed, the governor announced.", 279, "rescued"),
        ("Over 1,000 tonnes of fuel oil have leaked.", 1000, "mass"),
        ("COLOMBO, May 10 - Eight people have been killed.", 8, "killed"),
        ("A group of 40 migrants was rescued off Lesbos.", 40, "rescued"),
    ],
)
def test_the_measure_is_that_of_the_verb_that_tells_of_those_counted(sentence: str, number: float, measure: str) -> None:
    assert _read(sentence)[number][0] == measure


@pytest.mark.parametrize(
    ("sentence", "number", "subject"),
    [
        ("The U.N. rights office has verified 953 civilian deaths nationwide.", 953, "civilians"),
        ("The monitor has recorded 45 child deaths.", 45, "children"),
        ("The ministry reported 12 police injuries.", 12, "police officers"),
        ("Nine miner deaths were confirmed.", 9, "miners"),
        ("There were 73 heat-related deaths.", 73, "people"),
        ("The ministry reported 45 Palestinian deaths.", 45, "Palestinians"),
        ("The US has suffered 13 American military deaths.", 13, "American soldiers"),
        ("Of a pre-war population of around 430,000, roughly 130,000 have got out, he said.", 130000, "displaced people"),
        ("Of the town's 9,000 people, about 2,000 have fled.", 2000, "displaced people"),
        ("Experts believe only one in five of those infected falls ill.", 20, "people infected"),
        ("Ninety percent of those who fled say they want to return.", 90, "people who fled"),
        ("Water stood up to six metres deep over an area 50 km wide, aid workers said.", 50, "area"),
        ("The smaller Kenneth fire grew to 1,000 acres.", 404.7, "Kenneth fire"),
        ("The Park fire, now at 1,000 acres, has destroyed 60 homes.", 404.7, "Park fire"),
        ("At least one person was killed.", 1, "people"),
    ],
)
def test_those_counted_are_called_by_whose_the_toll_is(sentence: str, number: float, subject: str) -> None:
    assert _read(sentence)[number][1] == subject


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Moscow last gave a figure on March 2, when it admitted to 498 killed.", "Russia"),
        ("Tehran has since admitted 12 deaths.", "Iran"),
        ("Rescuers in turn spoke of 13 missing.", "Rescuers"),
        ("The mayor afterwards said 22 were hurt.", "mayor"),
        ("Union leaders long insisted that 3,000 had lost their jobs.", "Union leaders"),
        ("Witnesses at first spoke of 30 dead.", "Witnesses"),
        ("Generals have in public owned up to 200 desertions.", "Generals"),
    ],
)
def test_adverbs_between_speaker_and_verb_are_no_name(sentence: str, speaker: str) -> None:
    claims = READER.read(Report(text=sentence, published=Moment(iso="2024-10-05"))).claims
    assert [c.attribution[-1].name for c in claims] == [speaker]


def test_a_hospital_that_admits_the_dead_takes_them_in() -> None:
    claims = READER.read(Report(text="The hospital admitted 60 patients, three of them dead on arrival.")).claims
    assert [c.attribution for c in claims] == [(), ()]


def test_the_second_of_two_days_is_no_amount() -> None:
    assert not READER.read(Report(text="Strikes are planned on April 11 and 15.")).claims
