"""Plain sentences of wires: each amount by its words, its measure, who says so, of whom, and how it is meant."""

from __future__ import annotations

import pytest
from tests.reading.plain import read

from stemma.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "speaking", "told"),
    [
        ("Two officers said the bridge at Orsk was hit by 12 shells.", 2, 12),
        ("The bridge at Orsk was hit by 14 shells, according to three Ukrainian officers.", 3, 14),
        ("Two doctors at the clinic told the paper that 14 children had died.", 2, 14),
        ("Four villagers said the river had swept away 30 houses.", 4, 30),
        ("The road was cut for 12 km, two soldiers and a medic said.", 2, 12),
        ("About 30 houses burned, said two residents of the village.", 2, 30),
        ('"We counted 30 bodies," said two nurses.', 2, 30),
    ],
)
def test_those_who_say_so_are_no_figure(reader: Reader, text: str, speaking: float, told: float) -> None:
    found = read(reader, text)
    assert speaking not in found
    assert [s.name for s in found[told].attribution]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A man who lost three children said the dam broke at night.", 3),
        ("The mayor, who saw it, said 14 residents died.", 14),
        ("Six people died, two of them children, the mayor said.", 2),
        ("The army, for its part, reported 40 wounded soldiers.", 40),
    ],
)
def test_others_in_the_words_of_speakers_are(reader: Reader, text: str, number: float) -> None:
    assert number in read(reader, text)


@pytest.mark.parametrize(
    ("text", "number", "measure"),
    [
        ("Divers pulled three bodies from the wreck.", 3, "killed"),
        ("Police detained 112 people, 30 of them minors, and 19 policemen were hurt.", 30, "arrested"),
        ("Police detained 112 people, 30 of them minors, and 19 policemen were hurt.", 19, "injured"),
        ("The quake struck at a depth of 10 km, some 35 km north of the port of Orsa.", 35, "distance"),
        ("About 80 houses burned down before 600 firefighters contained the blaze.", 600, "rescuers"),
        ("Some 80 houses burned before 600 firefighters and nine aircraft put the fire out.", 9, "count:aircraft"),
        ("Three people were killed after 40 officers raided a farm.", 40, "troops_deployed"),
        ("The crowd was 9,000, police said, against the 20,000 claimed by organisers.", 20_000, "crowd_size"),
        ("The march drew 47,000 people, the police said; the union claimed 110,000.", 110_000, "crowd_size"),
        ("Some 400 people are in hospital in two towns, down from 610 a week ago.", 610, "hospitalised"),
        ("The storm left 1.3 million homes without power in two states, down from a peak of 2.1 million.", 2.1e6, "without_power"),
        ("The army lost control of 56 square kilometres.", 56, "territory_lost"),
        ("Rescuers reached 38 of the 41 workers trapped in the tunnel.", 41, "missing"),
        ("Rescuers reached 12 of the 30 miners trapped in the shaft.", 30, "missing"),
        ("Crews freed nine of the 22 men trapped in the well.", 22, "missing"),
        ("The brigade is down to 600 men, two of its officers said.", 600, "troops_total"),
        ("The battalion is down to 140 men.", 140, "troops_total"),
        ("Fourteen officers were charged with murder and eight with negligence.", 14, "charged"),
        ("Fourteen officers were charged with murder and eight with negligence.", 8, "charged"),
        ("Floodwaters rose above two metres in the old town.", 2, "water_level"),
        ("A flood swept through the valley, sweeping away 46 houses.", 46, "buildings_destroyed"),
    ],
)
def test_measures(reader: Reader, text: str, number: float, measure: str) -> None:
    assert read(reader, text)[number].measure == measure


@pytest.mark.parametrize(
    ("text", "number", "speaker"),
    [
        ("The march drew 47,000 people, the ministry said, against 110,000 claimed by the union.", 47_000, "ministry"),
        ("The march drew 47,000 people, the ministry said, against 110,000 claimed by the union.", 110_000, "union"),
        ("Police put the crowd at 9,000 compared with 20,000 claimed by organisers.", 9_000, "Police"),
        ("Police put the crowd at 9,000 compared with 20,000 claimed by organisers.", 20_000, "organisers"),
        ("The toll of 40 dead could rise, said two rescuers.", 40, "two rescuers"),
        ("The minister said 147 died; newspapers count more than 200.", 200, "newspapers"),
        ("The police, for their part, report 40 wounded officers.", 40, "police"),
    ],
)
def test_speakers(reader: Reader, text: str, number: float, speaker: str) -> None:
    assert [s.name for s in read(reader, text)[number].attribution] == [speaker]


def test_an_accident_says_nothing(reader: Reader) -> None:
    assert read(reader, "The crash claimed 12, among them two children.")[12].attribution == ()


@pytest.mark.parametrize(
    ("text", "number", "status"),
    [
        ("The governor denied reports of 12 deaths, saying three people had been hurt.", 12, "denied"),
        ("The governor denied reports of 12 deaths, saying three people had been hurt.", 3, "claimed"),
        ("The army denied that 40 men were hurt, a spokesman said.", 40, "denied"),
    ],
)
def test_a_second_verb_has_a_stance_of_its_own(reader: Reader, text: str, number: float, status: str) -> None:
    assert read(reader, text)[number].status == status


@pytest.mark.parametrize(
    ("text", "number", "subject"),
    [
        ("In the Donetsk region Russian troops were within a mile of the main road to Pokrovsk.", 1, "Russian soldiers"),
        ("How many Russians face the Ukrainians there? On Monday the president spoke of almost 50,000.", 50_000, "Russia"),
        ("The army holds 40 villages in three districts, down from 72 in May.", 72, "villages"),
        ("Some 400 people are in hospital in two towns, down from 610 a week ago.", 610, "people in hospital"),
        ("The army lost control of 56 square kilometres.", 56, "army"),
        ("How many people live in the camp? The mayor spoke of almost 50,000.", 50_000, "people"),
    ],
)
def test_subjects(reader: Reader, text: str, number: float, subject: str) -> None:
    assert read(reader, text)[number].subject == subject


@pytest.mark.parametrize("text", ["A dam burst near Orle and 46 houses were swept away.", "A river burst its banks, flooding 40 homes."])
def test_an_article_is_no_name(reader: Reader, text: str) -> None:
    assert all(claim.place is None or not claim.place.name.startswith("A ") for claim in read(reader, text).values())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The toll was put at 23 by the fire service and at 27 by two hospitals.", {23: "fire service", 27: "two hospitals"}),
        ("Crowds estimated by police at 12,000 and by the union at 60,000 filled the avenue.", {12_000: "police", 60_000: "union"}),
        ("The number of dead, put at 40 by the ministry and 90 by the rebels, is open.", {40: "ministry", 90: "rebels"}),
        ("The police figure of 19 dead is out of date.", {19: "police"}),
        ("The UN estimate of 9,000 refugees is out of date.", {9_000: "United Nations (UN)"}),
    ],
)
def test_two_numbers_by_two_and_counts_by_the_name_before_them(reader: Reader, text: str, told: dict[float, str]) -> None:
    found = read(reader, text)
    assert {number: [s.name for s in found[number].attribution] for number in told} == {n: [who] for n, who in told.items()}


@pytest.mark.parametrize(
    ("text", "number", "subject"),
    [
        ("Crowds estimated by police at 12,000 filled the avenue.", 12_000, "people"),
        ("His men had advanced 12 to 15 km along a front of 60 km.", 60, "front"),
        ("Some 90,000 tonnes of wheat are needed by March; 31,000 tonnes have been pledged.", 31_000, "wheat"),
        ("About 90% of houses on the island lost their roofs.", 90, "houses on the island"),
        ("Sixty percent of those who lost their homes are in tents.", 60, "people who lost their homes"),
        ("Five jets, three of them Rafales, had been shot down.", 3, "Rafales"),
    ],
)
def test_subjects_without_what_stands_beside_them(reader: Reader, text: str, number: float, subject: str) -> None:
    assert read(reader, text)[number].subject == subject


def test_a_part_of_things_is_measured_as_they_are(reader: Reader) -> None:
    found = read(reader, "Some 1,043 schools, 34 of them in the capital, were closed.")
    assert found[34].measure == found[1_043].measure == "schools_closed"


def test_what_a_stretch_is_as_large_as_is_not_where_it_lies(reader: Reader) -> None:
    found = read(reader, "Some 8.5 million hectares of farmland, an area the size of Austria, lie fallow.")
    assert found[8.5e6].place is None


def test_ages_are_no_durations(reader: Reader) -> None:
    assert 5 not in read(reader, "Two-thirds of the beds are taken by patients under five.")


def test_a_headline_that_ends_on_a_small_word_is_read(reader: Reader) -> None:
    assert read(reader, "Weil Says Talks Go On") == {}


@pytest.mark.parametrize(
    ("text", "number", "speakers"),
    [
        ("A raid left nine dead, the governor, Omar Said, told reporters.", 9, ["Omar Said"]),
        ("A ceasefire agreed on 3 May lasted less than six hours.", 6, []),
        ("The mediators agreed that 40 had died.", 40, ["mediators"]),
        ("The brigade is down to 600 men, two of its officers said.", 600, ["officers"]),
    ],
)
def test_who_speaks_and_what_does_not(reader: Reader, text: str, number: float, speakers: list[str]) -> None:
    found = read(reader, text)
    assert [s.name for s in found[number].attribution] == speakers
    assert 2 not in found


@pytest.mark.parametrize(
    ("text", "number", "place"),
    [
        ("DHAKA - In Rangpur, in the north, one student died.", 1, "Rangpur"),
        ("KYIV - Missiles hit Dnipro and Kharkiv, killing four people in the former and two in the latter.", 4, "Dnipro"),
        ("KYIV - Missiles hit Dnipro and Kharkiv, killing four people in the former and two in the latter.", 2, "Kharkiv"),
    ],
)
def test_places(reader: Reader, text: str, number: float, place: str) -> None:
    found = read(reader, text)[number].place
    assert found is not None and found.name == place


@pytest.mark.parametrize(
    ("text", "number", "start", "end"),
    [
        ("Some 300 people have died since the war began in April 2023.", 300, "2023-04-01", "2024-10-05"),
        ("Some 300 people have died since the quake on 12 September.", 300, "2024-09-12", "2024-10-05"),
        ("It was the deadliest attack since May, when 45 people died.", 45, "2024-05-01", "2024-05-31"),
        ("The plant has been shut since 2 May, when a blast killed 12 workers and hurt 30.", 30, "2024-05-02", "2024-05-02"),
    ],
)
def test_times(reader: Reader, text: str, number: float, start: str, end: str) -> None:
    when = read(reader, text)[number].when
    assert when is not None and (when.start, when.end) == (start, end)


def test_a_window_belongs_to_the_part_it_is_told_of(reader: Reader) -> None:
    found = read(reader, "As of 3 October, 4,120 cases had been reported, 310 of them in the previous 24 hours.")
    assert found[310].window == "PT24H" and not found[4_120].window


@pytest.mark.parametrize(
    ("text", "number", "measure"),
    [
        ("Cholera has doubled in a fortnight to 8,400 cases, with 187 deaths.", 8_400, "cases_total"),
        ("The virus has killed 6 of 9 people infected so far.", 6, "deaths"),
        ("More than 1,200 flights were cancelled and only one train in three ran.", pytest.approx(100 / 3), "share"),
        ("Four of the town's five schools will not open before January.", 4, "schools_closed"),
    ],
)
def test_numbers_beside_others(reader: Reader, text: str, number: float, measure: str) -> None:
    found = next(claim for value, claim in read(reader, text).items() if value == number)
    assert found.measure == measure


def test_ages_behind_hedges_count_nobody(reader: Reader) -> None:
    assert 70 not in read(reader, "Half of the dead were aged over 70.")


LEAD = "Fighting between government troops and rebels went on for a third day and shells fell on the city, the army said.\n\n"


@pytest.mark.parametrize(
    ("told", "number", "speaker", "verification"),
    [
        ("The government rejected the opposition's figure of 400 arrests as invented.", 400, "government", "none"),
        ("The group's report of 60 dead has not been confirmed by the authorities.", 60, "group", "unverified"),
        ("There was no independent confirmation of the figure of 19 dead.", 19, "army", "unverified"),
    ],
)
def test_who_is_meant_is_who_can_speak(reader: Reader, told: str, number: float, speaker: str, verification: str) -> None:
    claim = read(reader, LEAD + told)[number]
    assert [s.name for s in claim.attribution] == [speaker]
    assert claim.verification == verification


@pytest.mark.parametrize(
    ("text", "number", "measure"),
    [
        ("A ferry carrying 134 passengers and crew caught fire and sank, killing at least 29 people.", 134, "count:passengers"),
        ("Some 29 people died; 134 were on board.", 134, "count:people"),
        ("There were 134 on board when the ship sank.", 134, "count:people"),
        ("All 134 on board died.", 134, "killed"),
        ("The coast guard put the number of missing at 16 and said the manifest listed only 125 people.", 125, "count:people"),
        ("The attackers set fire to at least 45 houses and 34 vehicles.", 34, "vehicles_destroyed"),
        ("The driver, Affan Weil, was 21.", 21, "age"),
        ("The toll in New Delhi was 21.", 21, "killed"),
        ("Of the 600 million dollars that it needs each year, it has received 85 million.", 85e6, "money"),
        ("The fund has 30 million dollars for 12 million people.", 12e6, "count:people"),
    ],
)
def test_who_is_on_board_and_what_is_a_sum(reader: Reader, text: str, number: float, measure: str) -> None:
    assert read(reader, text)[number].measure == measure


@pytest.mark.parametrize(
    ("text", "number", "status"),
    [
        ("An earlier report by the district office that 190 people had died was withdrawn.", 190, "denied"),
        ("The ministry withdrew its figure of 190 dead.", 190, "denied"),
        ("The army withdrew 300 soldiers.", 300, "asserted"),
        ("The report said 40 soldiers were withdrawn.", 40, "claimed"),
    ],
)
def test_what_is_taken_back(reader: Reader, text: str, number: float, status: str) -> None:
    assert read(reader, text)[number].status == status


def test_a_large_island_only_says_where_a_town_lies(reader: Reader) -> None:
    found = read(reader, "In Makassar, on the island of Sulawesi, three people died.")[3].place
    assert found is not None and found.name == "Makassar"


def test_the_police_are_not_the_police_chief(reader: Reader) -> None:
    told = "The police chief apologised and said seven officers had been held. The police gave a figure of 6,500 marchers."
    assert [s.name for s in read(reader, told)[6_500].attribution] == ["police"]


def test_whose_own_and_whose_kin(reader: Reader) -> None:
    own = "The RSF denied that it had been there. In a statement it accused the army and said 12 of its own fighters had been killed."
    assert read(reader, own)[12].subject == "Rapid Support Forces fighters"
    assert read(reader, "The Kenyan mission had left when a farmer lost his wife and two sons.")[2].subject == "sons"


def test_what_began_on_a_day_goes_on_since(reader: Reader) -> None:
    when = read(reader, "The fighting, which began on 15 April, has uprooted 2.2 million people.")[2.2e6].when
    assert when is not None and (when.start, when.end) == ("2024-04-15", "2024-10-05")


@pytest.mark.parametrize(
    ("text", "number", "measure", "subject"),
    [
        ("Australia has pledged two C-17 transport planes.", 2, "count:planes", "C-17 transport planes"),
        ("Malta covers 316 square kilometres.", 316, "area", "Malta"),
        ("The minister told reporters that 40 had died.", 40, "killed", "people"),
        ("The minister told relatives that 40 had died.", 40, "killed", "people"),
    ],
)
def test_planes_lands_and_listeners(reader: Reader, text: str, number: float, measure: str, subject: str) -> None:
    claim = read(reader, text)[number]
    assert (claim.measure, claim.subject) == (measure, subject)


def test_what_came_down_on_a_day_is_no_change(reader: Reader) -> None:
    when = read(reader, "The canopy of the station came down on 1 September, killing 15 people.")[15].when
    assert when is not None and when.start == "2024-09-01"


def test_who_would_only_confirm_foretells_nothing(reader: Reader) -> None:
    assert read(reader, "The directorate would confirm only 28 dead.")[28].status == "claimed"


def test_nobody_under_an_age_is_counted(reader: Reader) -> None:
    assert 16 not in read(reader, "The census counted nobody under 16.")


def test_who_is_told_by_letter_is_called_by_name(reader: Reader) -> None:
    claim = read(reader, "The disaster centre told the United Nations in a letter that 2,000 were buried.")[2_000]
    assert [s.name for s in claim.attribution] == ["United Nations (UN)", "disaster centre"]
