"""Who says so where the words point back, name a maker, or only have what they seem to say."""

from __future__ import annotations

import pytest
from tests.reading.speaking import speakers


@pytest.mark.parametrize(
    ("text", "number", "chain"),
    [
        # those who count under other names
        ("Some 300 others were hurt, commission boss Ada Holm told a news conference.", 300, ["Ada Holm"]),
        ("The provincial health division lists 51 deaths in Tarn.", 51, ["provincial health division"]),
        ("The Velm, measured by the port captaincy, had reached 33.35 metres.", 33.35, ["port captaincy"]),
        ("Fresh spending, by the finance ministry's own table, comes to 7.7 billion dollars.", 7.7e9, ["finance ministry"]),
        # the hour of an entry belongs to nobody's name and counts nothing
        (
            "14:02 Velmia's port authority for the east bank says 2,000 people have been let out.",
            2000,
            ["Velmia's port authority for the east bank"],
        ),
        ("14:50 - Police: 40 people were arrested.", 40, ["Police"]),
        ("14.02 Velmia's interior minister says five are dead.", 5, ["Velmia's interior minister"]),
        ("18h20 The mayor said 40 people had died.", 40, ["mayor"]),
        # a name with its initials is one name, however it is said
        (
            "The Pan American Health Organization (PAHO) met. At least 138 people had died, PAHO said.",
            138,
            ["Pan American Health Organization (PAHO)"],
        ),
        ("The Pan American Health Organization (PAHO) said 138 people had died.", 138, ["Pan American Health Organization (PAHO)"]),
        ("Some 79,000 people have fled, says the UN migration agency.", 79_000, ["International Organization for Migration (IOM)"]),
        ("By the count of the United Nations' migration body, 79,000 fled.", 79_000, ["International Organization for Migration (IOM)"]),
        ("The U.N. food agency said 4,000 people need help.", 4_000, ["World Food Programme (WFP)"]),
        ("The UN children's agency said 40 children had died.", 40, ["UNICEF"]),
        ("The United Nations Children's Agency said 40 children had died.", 40, ["UNICEF"]),
        ("The UN's refugee agency said 4,000 refugees had crossed.", 4_000, ["UN refugee agency (UNHCR)"]),
        ("The U.N. Human Rights Office said 40 people had died.", 40, ["UN human rights office (OHCHR)"]),
        ("No fewer than 940 lives have been lost, if the Red Cross has it right.", 940, ["Red Cross"]),
        ("The UN said 138 people had died.", 138, ["United Nations (UN)"]),
        # headings in capitals are nobody
        ("WHAT: At least 138 people died.\n\nWHERE: Saint-Marc has 600 patients.\n\nCONTEXT: 1,300 were lost before.", 138, []),
        # words that point back
        ("The Halden Policy Forum finds that 12 people died. The think tank puts the total at 539 cases.", 539, ["Halden Policy Forum"]),
        ("SnapNews reports that 12 people died. There are 15 wounded, according to the same medium.", 15, ["SnapNews"]),
        ("The civil defence gave 85 deaths on Monday. According to the same balance, 417 houses fell.", 417, ["civil defence"]),
        ("Dr Omar Weil said eight have died. Each week brings 45 new patients, according to the doctor.", 45, ["Omar Weil"]),
        ("Africa CDC now counts 539 cases. Uganda has 359 confirmed cases, its ministry says.", 359, ["Ugandan ministry"]),
        ("At least 200 were hurt, according to the union. In Tarn, the union went on, 105 people were arrested.", 105, ["union"]),
        # a paper and its maker
        ("A joint statement released by the union said 40 people died.", 40, ["union"]),
        ("The union, citing a report, said 40 people died.", 40, ["union", "report"]),
        # what has a thing does not say it
        ("Congo has reported more than 15,600 cases, minister Ada Holm told reporters.", 15600, ["Ada Holm"]),
        ("The agency counts 541 infections, 282 of them confirmed by a laboratory.", 541, ["agency"]),
        ("The region boasts 300 mills.", 300, []),
        ("The dockers boast of 300 members.", 300, ["dockers"]),
        ("The federal package announced on Thursday is worth $50 million.", 5e7, []),
        ("A baker in Tarn said by telephone from Kyiv that 1,700 doses had come.", 1700, ["baker in Tarn"]),
        ("* Toll put at 179 dead", 179, []),
        ("A former finance secretary puts the damage at about three trillion rupees.", 3e12, ["former finance secretary"]),
        ("The break-out, as the Tarn Press Agency had it on Wednesday: 13,500 gone, five killed.", 5, ["Tarn Press Agency"]),
        ("Deaths recorded by the Ministry of Health (MoH): 59 marchers and 3 police.", 59, ["Ministry of Health (MoH)"]),
        ("The police chief gave no number. On Thursday he'd said 34 had died.", 34, ["police chief"]),
        ("In Tarn 1,922 were sent home and 191 remain admitted, according to MoH.", 1922, ["MoH"]),
        ("Mapping identifies more than 300 public buildings burnt, including 112 police posts.", 300, []),
        ("Congo notified 19,710 cases (source: Ministry of Health), and 655 deaths.", 655, ["Ministry of Health"]),
        ("The ministry's figures are 57,213 cases.", 57213, ["ministry"]),
        ("Our live page of 10 May gave the package as $50 million.", 5e7, []),
        # a paper that tells something speaks for whoever hands it out, not for whoever has it
        ("The Health Ministry issued a statement putting the death toll at 43.", 43, ["Health Ministry"]),
        ("The agency sent reporters a message saying that 12 people were missing.", 12, ["agency"]),
        ("The ministry issued a statement on Monday that put the dead at 43.", 43, ["ministry"]),
        ("The ministry has issued on Monday a statement listing 43 dead.", 43, ["ministry"]),
        ("Late on Sunday the governor put out a terse notice, listing 43 dead.", 43, ["governor"]),
        ("In a note putting the number of wounded at 120, the army denied having used drones.", 120, ["army"]),
        ("A statement from the ministry putting the dead at 43 reached the town.", 43, ["ministry"]),
        ("The ministry's statement, putting the dead at 43, was read on television.", 43, ["ministry"]),
        ("The ministry issued a statement in which it put the dead at 43.", 43, ["ministry"]),
        ("The mayor received a letter saying 12 people had died.", 12, []),
        # whoever kept or gave out a paper, whatever he is called
        ("Figures released by the crisis cell show 402 cases.", 402, ["crisis cell"]),
        ("Data compiled by the harbour master show 402 deaths.", 402, ["harbour master"]),
        ("Ward-wise figures released by the municipal corporation show 402 cases.", 402, ["municipal corporation"]),
        ("A list drawn up by the union shows 40 dead.", 40, ["union"]),
        ("Claims that 500 men had crossed were dismissed as rumours by the foreign ministry.", 500, ["foreign ministry"]),
        # an office behind a dash, and behind "per"
        ("Strike kills 12 - army", 12, ["army"]),
        ("Twelve people have died - police.", 12, ["police"]),
        ("12 dead in the valley – ministry of health", 12, ["ministry of health"]),
        ("40 people were arrested, per police.", 40, ["police"]),
        ("Strike kills 12 - The Daily Post", 12, []),
        ("They lost 12 men - soldiers.", 12, []),
        ("The flood took 40 houses - and the school.", 40, []),
    ],
)
def test_who_says_so(text: str, number: float, chain: list[str]) -> None:
    assert speakers(text, number) == chain


@pytest.mark.parametrize(
    ("outlet", "credit", "chain"),
    [
        ("Longwater Agency", "Longwater", []),
        ("Rift and Lake News Agency", "RLNA", []),
        ("The Dorran Post", "RLNA", ["RLNA"]),
        ("Dorran Agency", "Tarn Agency", ["Tarn Agency"]),
    ],
)
def test_an_outlet_does_not_credit_itself(outlet: str, credit: str, chain: list[str]) -> None:
    assert speakers("The flood has taken 40 houses.", 40, outlet, (credit,)) == chain
