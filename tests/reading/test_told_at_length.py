"""Sentences of flood, front and street at length: who speaks from where, what is counted of what, which evening, which place."""

from __future__ import annotations

import pytest
from tests.reading.plain import read

from stemma.core.types import Moment, Report, Status, Verification
from stemma.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "number", "speaker"),
    [
        (
            "A senior medic at Lida clinic, the capital's largest hospital, who asked not to be named, said that five bodies had come.",
            5,
            "senior medic",
        ),
        ("The chairman, Musa Kano, came. More than 200 people had died, he declared on Sunday when he called off the search.", 200, "Kano"),
        ("Mayor Ana Ruiz spoke. More than 200 people had died, she said after visiting the camp.", 200, "Ana Ruiz"),
        ("The clinic's director, Abdu Arah, now has 88 dead.", 88, "Abdu Arah"),
        ("Red Cross volunteers have two injured.", 2, "Red Cross volunteers"),
        ("The gendarmerie let it be known over the radio that 172 looters were in its cells.", 172, "gendarmerie"),
        ("A list drawn up by the police, of which this newspaper has a copy, shows 31 vehicles burnt.", 31, "police"),
        ("No fewer than 22 lives were lost, if one goes by the ministry's medical staff.", 22, "ministry's medical staff"),
        ("A nurse opened the door. In an address President Ivo Brand said sorry. Some 40 ministers will go, he said.", 40, "Ivo Brand"),
        ("By Sunday night gendarmes had arrested 127 suspected looters, the force said.", 127, "gendarmes"),
        ("The commander of the gendarmerie, General Ivo Brand, received us. Some 42 gendarmes had been hurt, he told us.", 42, "Ivo Brand"),
        ("Up the hill in Lida we met Sister Odile Rahari, a nurse. According to her notebook she treated 17 wounded.", 17, "Odile Rahari"),
        (
            "In the forge of her neighbour, the blacksmith Baba Sule Tsado, the water stood 2.5 metres high, he says.",
            2.5,
            "Baba Sule Tsado",
        ),
        ('"We have 35 patients in the yard," a nurse at the National Hospital messages us.', 35, "nurse"),
        ("More than 940 civilians have perished, or so the activists of the Orsa Observatory believe.", 940, "Observatory"),
        ("A chemist in Minna derives from satellite data that between 120 and 155 mm fell.", 120, "chemist"),
    ],
)
def test_who_says_so(reader: Reader, text: str, number: float, speaker: str) -> None:
    assert speaker in read(reader, text)[number].attribution[-1].name


def test_whoever_spoke_last_goes_on(reader: Reader) -> None:
    text = "The chairman, Musa Kano, has 200 dead. Homeless are 3,018 inhabitants, he said. All in all, he went on, 503 families fled."
    assert read(reader, text)[503].attribution[-1].name == "Musa Kano"


@pytest.mark.parametrize(
    ("text", "number", "measure"),
    [
        ("Landslides blocked 47 roads, 12 of which have been cleared.", 12, "count:roads"),
        ("At its height the blaze threatened 4,000 homes; 62 were lost.", 62, "buildings_destroyed"),
        ("The union has inspected 214 shops. Sixty-three had been emptied.", 63, "count:shops"),
        ("A shelter built for 300 now holds 1,100.", 300, "capacity"),
        ("He treated 40 patients. A dozen people were brought down from a roof.", 12, "rescued"),
        ("Some 503 households had been affected.", 503, "affected"),
        ("The province reports 3,412 cases of cholera, 87 of which were fatal.", 87, "deaths"),
        ("Garsen, with 2,800 inhabitants, was evacuated.", 2800, "population"),
        ("The army hit a 12-km column of vehicles.", 12, "distance"),
        ("The last count before dark is 117 dead, the agency says.", 117, "killed"),
        ("Some 27,000 homes are dark.", 27_000, "without_power"),
        ("Their raid on the ministry cost three lives, and thirty-four others were hurt.", 3, "killed"),
        ("He puts the houses burned there at 36.", 36, "buildings_destroyed"),
        ("He puts the houses burned there at 36. It was rather fifty, he thinks.", 50, "buildings_destroyed"),
        ("The office denied that 60 schools had closed. It put the number at four.", 4, "schools_closed"),
        ("Protesters torched two police stations and the homes of three ministers.", 3, "count:ministers"),
        ("Artillery fire fell to a third of what it was in June, 4,000 shells a day.", 33.333333333333336, "share"),
        ("Reports of 200 dead could not be confirmed; hospitals had received 34 bodies by nightfall.", 34, "killed"),
        ("The network stopped at 814 dead, 20 children included.", 20, "killed"),
        ("The dead number 40. A further 1,550 Bedouin, he said, are trapped in the east.", 1550, "count:bedouin"),
    ],
)
def test_what_is_counted(reader: Reader, text: str, number: float, measure: str) -> None:
    assert read(reader, text)[number].measure == measure


def test_a_fourth_to_whom_something_else_happened_is_one(reader: Reader) -> None:
    assert set(read(reader, "Two people died and a third is missing.")) == {2, 1}
    assert set(read(reader, "Six people were killed and a seventh died later.")) == {6, 7}


@pytest.mark.parametrize(
    ("text", "number", "subject"),
    [
        ("The Red Crescent has buried 1,150 of the victims.", 1150, "people"),
        ("The quake struck at a depth of 10 km, 35 km north-west of the capital.", 35, "earthquake"),
        ("Police fired rubber bullets at a crowd of some 4,000 outside the ministry.", 4000, "people"),
        ("More than 15,000 head of cattle drowned.", 15_000, "cattle"),
        ("Three of the dead were children.", 3, "children"),
        ("Since June 4,500 protesters have been detained, 1,900 charged and 212 sentenced.", 212, "protesters"),
        ("Our teams count 5,140 displaced people today, of whom four in ten sleep in classrooms.", 40, "displaced people"),
        ("He put the stalls lost at 312.", 312, "stalls"),
        ("Around 1,400 hectares of maize are under water and 300 head of livestock drowned.", 300, "livestock"),
        ("The demonstrators, whom the police put at 6,000 and the organisers at 25,000, marched on.", 25_000, "marchers"),
    ],
)
def test_of_whom(reader: Reader, text: str, number: float, subject: str) -> None:
    assert read(reader, text)[number].subject == subject


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("The searchers were back on Sunday. By the previous evening 151 deaths had been recorded.", 151, "2024-09-28"),
        ("The searchers were back on Sunday. The night before 12 had died.", 12, "2024-09-28"),
        ("On Tuesday 12 died. That evening another 3 were found dead.", 3, "2024-10-01"),
        ("The rainfall was 96.4 mm between midnight and 6 a.m. on Thursday.", 96.4, "2024-10-03"),
        ("The weather office had predicted 60 mm for Thursday.", 60, "2024-10-03"),
        ("The weather office forecasts 60 mm for Thursday.", 60, "2024-10-10"),
    ],
)
def test_as_of_which_day(reader: Reader, text: str, number: float, day: str) -> None:
    when = read(reader, text)[number].when
    assert when is not None
    assert (when.start, when.end) == (day, day)


@pytest.mark.parametrize(
    ("text", "number", "status"),
    [
        ("In an address the president apologised and dismissed all 29 ministers.", 29, Status.ASSERTED),
        ("The ministry dismissed the 29 dead as a rumour.", 29, Status.DENIED),
        ("A student told the paper that she had got no further than 3,400.", 3400, Status.CLAIMED),
        ("Of 226 men who never carried a gun, troops executed 182, the monitor says.", 182, Status.CLAIMED),
        ("At its height the blaze threatened 4,000 homes.", 4000, Status.ASSERTED),
        ("The army did not deny that 40 had died.", 40, Status.ASSERTED),
        ("The ministry does not dispute the 40 deaths.", 40, Status.ASSERTED),
        ("The ministry denied that 40 had died.", 40, Status.DENIED),
    ],
)
def test_how_it_is_meant(reader: Reader, text: str, number: float, status: Status) -> None:
    assert read(reader, text)[number].status is status


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Its register has 600 names of missing people. The Red Cross had 214 open cases. We have been able to check neither.", 600),
        ("Its register has 600 names of missing people. The Red Cross had 214 open cases. We have been able to check neither.", 214),
        ("The council spoke of up to 300 missing people. Nobody had verified that.", 300),
        (
            'Two people were hurt, says state television.\n\n"We have 35 patients," a nurse messages us. We are unable to confirm this.',
            35,
        ),
    ],
)
def test_what_nobody_has_checked(reader: Reader, text: str, number: float) -> None:
    assert read(reader, text)[number].verification is Verification.UNVERIFIED


def test_one_who_goes_by_something_is_no_figure(reader: Reader) -> None:
    assert set(read(reader, "No fewer than 22 lives were lost, if one goes by the ministry.")) == {22}


def test_the_seat_of_whoever_speaks_is_not_where_it_happened(reader: Reader) -> None:
    text = (
        "MOKWA, Nigeria - The number of people killed when water tore through the market town of Mokwa has climbed to 151, an official of "
        "Niger State said on Saturday. The State Emergency Management Agency said that 3,018 people had been displaced."
    )
    report = Report(text=text, title="Mokwa counts its dead", published=Moment(iso="2025-05-31"))
    assert {claim.place.name for claim in reader.read(report).claims if claim.place is not None} == {"Mokwa"}


def test_where_it_was_said_is_not_where_it_happened(reader: Reader) -> None:
    text = "ABUJA - Its teams had logged 144 bodies in Mokwa, the director told a briefing here on Monday."
    assert {claim.place.name for claim in read(reader, text).values() if claim.place is not None} == {"Mokwa"}


def test_the_house_of_a_saint_is_no_town(reader: Reader) -> None:
    claims = read(reader, "Around 250 families sleep in the parish hall of St Michael.")
    assert claims[250].place is None


def test_the_paper_itself_found_it(reader: Reader) -> None:
    text = "Some 13 towns had closed their stations, this paper found by telephoning each prefecture."
    assert read(reader, text)[13].attribution == ()


def test_whom_somebody_told(reader: Reader) -> None:
    names = [source.name for source in read(reader, "A surgeon had told Meridian of upwards of 400 bodies.")[400].attribution]
    assert names == ["Meridian", "surgeon"]
