"""Who says so by the form of the words: names with small words, offices before names, clocks, verbs that tell of nothing said."""

from __future__ import annotations

import pytest
from tests.reading.speaking import READER, speakers

from stemma.core.types import Moment, Report


@pytest.mark.parametrize(
    ("text", "number", "chain"),
    [
        # a foreign name with a small word in it, and "the agency" that means it
        ("Forty-one died, the river agency Eaux publiques Vellan said.", 41, ["river agency Eaux publiques Vellan"]),
        ("The health office Santé publique Ror spoke of 2 dead. The office said 312 were ill.", 312, ["health office Santé publique Ror"]),
        # an owner tells one office from another
        ("The weather agency said 12 rivers rose. The prefect's office said 150 soldiers were there.", 150, ["prefect's office"]),
        # the name behind the last office
        ("More than 285 people were saved, says Coast and Harbour Protection Minister Vassil Kavrin.", 285, ["Vassil Kavrin"]),
        # who serves somebody is not that person
        ("President Omar Weil's adviser said 41 had died.", 41, ["President Omar Weil's adviser"]),
        # an hour before the words
        ("08.20 The ministry says that 33 people were ill.", 33, ["ministry"]),
        ("15.30 The island's doctors' union demands 500 nurses.", 500, ["island's doctors' union"]),
        ("20:55 Police revise: 1,070 marchers at most.", 1070, ["Police"]),
        ("16:00 The interior ministry's first number: 310 marchers.", 310, ["interior ministry"]),
        ("19:30 The General Staff's morning count, for those who ask: 786 dead since May.", 786, ["General Staff"]),
        ("[13:05] President Weil's adviser on the kill ratio: 70 dead soldiers.", 70, ["President Weil's adviser"]),
        # what became of people, what was bought, who was admitted
        ("The number of people confirmed dead in the fire rose to 67 on Friday, Marrow County said.", 67, ["Marrow County"]),
        ("Velmia has ordered 40,000 doses of the vaccine, health director Ana Ruiz said.", 40000, ["Ana Ruiz"]),
        ("Of 420 patients admitted for the night, 104 were babies, the clinic said.", 104, ["clinic"]),
        # who printed the words, and when they were printed
        ("Hassan Karimi is quoted in the Morning Post as saying 40 people died.", 40, ["Morning Post", "Hassan Karimi"]),
        ("Hassan Karimi was quoted in May as saying 40 people died.", 40, []),
        # a paper is its maker's word
        ("Household surveys by the river agency suggest that 1,700 people were ill.", 1700, ["river agency"]),
        ("Radar imagery of 10 May analysed by UNOSAT shows 730 km2 under water.", 730, ["UNOSAT"]),
        ("The ministry spoke of 40 dead. Some 513 were hurt, the statement says.", 513, ["ministry"]),
        ("The Tarn Observer had asked the army. According to the same newspaper, 22 people were held.", 22, ["The Tarn Observer"]),
        ("Santé publique Ror said 20 had died. A month before, the agency had reported 950 cases.", 950, ["Santé publique Ror"]),
        ("The commission spoke of 40 dead. A coordinator told the Bulletin that 513 were hurt.", 513, ["Bulletin", "coordinator"]),
        ("“I have eaten once,” said Ana Ruiz, 41, who lost her shop.", 41, []),
        ("Strikers cut close to 5,600 megawatts of output, the grid agency said.", 5600, ["grid agency"]),
        ("Ukraine's own tally of the dead stands at 519.", 519, ["Ukraine"]),
        ("Marrow County's tally of the dead stood at 519.", 519, ["Marrow County"]),
        ("Velmia's own geophysics institute gave a magnitude of 7.2.", 7.2, ["Velmia's own geophysics institute"]),
        # they, it, and so says
        ("How many? Fifteen, say firefighters. Some 312 people were unaccounted for, they say.", 312, ["firefighters"]),
        ("The ministry said 40 died. The Archive of Crowds is more cautious: 2,750, it told this newspaper.", 2750, ["Archive of Crowds"]),
        ("Tests came back positive for 5,303 people. So says the river agency.", 5303, ["river agency"]),
        ("American generals see fewer: 1,200 troops on the right bank.", 1200, ["American generals"]),
        ("Deaths: 15 (fire service), comprising 8 in Roan and 7 in Tarn.", 7, ["fire service"]),
        # those who keep and give counts
        ("The bus and tram company estimates the damage at 300,000 euros.", 300000, ["bus and tram company"]),
        ("In Tarn, 1,300 people were reported unaccounted for by the interior ministry.", 1300, ["interior ministry"]),
        ("A resident we reached said 212 trucks had left.", 212, ["resident"]),
        ("Velmian officials give 50,000 personnel for the east.", 50000, ["Velmian officials"]),
        ("The eastern command's figure of nearly 17,000 was for dead and wounded.", 17000, ["eastern command"]),
        ("State television keeps saying 512 people had died.", 512, ["State television"]),
        ("Doctors have it slightly higher, with 23 dead.", 23, ["Doctors"]),
        ("“No more than 20 dead” was all that a field commander would concede. He said 512 fell there.", 512, ["field commander"]),
        ("Some 137 camps are registered with the relief office.", 137, ["relief office"]),
        ("By Brayford & Hale's count 2,200 buildings are gone.", 2200, ["Brayford & Hale"]),
        ("An officer was more careful than the radio: his side held 812 streets, he said.", 812, ["officer"]),
        # nobody's word
        ("A model of ours sees 512 cases by May.", 512, []),
        ("Six hundred opponents had been seized for allegedly preparing a coup.", 600, []),
        ("The mayor of the port, where around 14,000 live, blames a drowned pump.", 14000, []),
        # a hedged number is no part of a name
        ("According to the interior ministry around 1,360 people took to the streets.", 1360, ["interior ministry"]),
    ],
)  # fmt: skip
def test_the_speaker_is_known_by_the_form(text: str, number: float, chain: list[str]) -> None:
    assert speakers(text, number) == chain


def test_what_is_bought_is_no_demand() -> None:
    text = "Velmia has ordered 40,000 doses of the vaccine, health director Ana Ruiz said."
    read = READER.read(Report(text=text, published=Moment(iso="2031-06-28T18:00:00+00:00")))
    assert [c.status.value for c in read.claims] == ["claimed"]
