"""Who says so: kinds of speakers, postmodifiers, carriers, numbers that are told apart, entries and lists."""

from __future__ import annotations

import pytest
from tests.reading.speaking import speakers


@pytest.mark.parametrize(
    ("text", "number", "chain"),
    [
        # people and verbs
        ("A foreman predicted that 400 workers would stay out.", 400, ["foreman"]),
        ("In Tarn 50 people have been killed, a sobbing politician revealed.", 50, ["sobbing politician"]),
        ("The union says 12 died, while Velmia crows that it wiped out 240 of its foes.", 240, ["Velmia"]),
        ("The governor pegged the damage at $500 million.", 5e8, ["governor"]),
        ("Relatives have identified the man who died on Monday as Omar Haddad, 34.", 34, ["Relatives"]),
        ("Early returns from the districts suggest that 2,500 houses have been flattened.", 2500, ["returns from the districts"]),
        # counts and their keepers
        ("The Election Commission's preliminary count gave Ruiz 80.2 percent of the vote.", 80.2, ["Election Commission"]),
        ("Volunteers maintain a list of about 80 missing.", 80, ["Volunteers"]),
        ("The blackout lasted 61 hours on NetBlocks' clock.", 61, ["NetBlocks"]),
        ("The union met on Monday. By its arithmetic 6,000 people have been arrested.", 6000, ["union"]),
        ("Hospital staff in Tarn, by contrast, saw 120 bodies.", 120, ["Hospital staff in Tarn"]),
        ("Some 503 deaths have been reported through the health ministry since April.", 503, ["health ministry"]),
        # one who does something else beside speaking
        ("An official briefing reporters believes 500 soldiers have died.", 500, ["official"]),
        ("A commander inside told a news agency that 40 men were left.", 40, ["commander"]),
        ("The lawmaker Omar Haddad broke down and pleaded for boats, saying 900 people were trapped.", 900, ["Omar Haddad"]),
        ("A ruling-party deputy wept, saying 900 people were trapped.", 900, ["ruling-party deputy"]),
        ("The engineers, we understand, regard 400 houses as lost.", 400, ["engineers"]),
        # a number word alone goes on with the speaker, whichever word it is
        ("The mayor said that 60 people had died. Scores are unaccounted for.", 40, ["mayor"]),
        ("The mayor said that 60 people had died. Dozens are unaccounted for.", 24, ["mayor"]),
        # the subject of its own clause
        ("She said 300 had died; the committee is more cautious and speaks of 90.", 90, ["committee"]),
        ("Ana Ruiz, the UN's aid chief, has warned the Security Council that 385 people are stranded.", 385, ["Ana Ruiz"]),
        ("Save the Children says 900 pupils have left.", 900, ["Save the Children"]),
        # who only carries it
        (
            "The raids destroyed 36 vehicles, the coalition said in a statement carried by the Tarn Press Agency.",
            36,
            ["Tarn Press Agency", "coalition"],
        ),
        # nobody speaks
        ("Adding up its bulletins gives a death toll of 1,600.", 1600, []),
        ("Donors at the conference came up with $1.7 billion.", 1.7e9, []),
        ("He thinks 40 more cases will be found, judging by the patients under examination.", 40, []),
        ("Prices are high here.\n\nSome 400 tents were lost.", 400, []),
        # each has the number that is beside him
        ("Some 40 died according to the police, 80 according to the union.", 40, ["police"]),
        ("Some 40 died according to the police, 80 according to the union.", 80, ["union"]),
        # words that point back
        (
            "Unicef and the Red Cross said 12 had died.\n\nThe two agencies say they have opened 144 centres.",
            144,
            ["Unicef and the Red Cross"],
        ),
        (
            "The Velmia Weather Department says 90 mm fell. Clinics saw 41 cases, according to the health department.",
            41,
            ["health department"],
        ),
        ("The National Health Commission (NHC) met. On Friday the NHC counted 9 deaths.", 9, ["National Health Commission (NHC)"]),
        ("The mayor spoke. Some 900 people left, its mayor said.", 900, ["mayor"]),
        ("Velmia's Tarn province reported 840 new cases.", 840, ["Tarn province"]),
        # two counts, the verb of the second left out
        ("In Tarn the police prefecture counted 81,000 marchers and the KTG 700,000.", 700000, ["KTG"]),
        ("The ministry saw 740,000 people in the streets, and the KTG over 2 million.", 2e6, ["KTG"]),
        ("There were 12,000 marchers by official reckoning and 35,000 by that of the union.", 35000, ["union"]),
        ("The interior ministry made it 12,720 marchers.", 12720, ["interior ministry"]),
        ("For the authorities it was 18,200 marchers.", 18200, ["authorities"]),
        ("Damage was $11 billion, in the insurers' reckoning.", 1.1e10, ["insurers"]),
        ("Until Saturday 60,240 infections were on the ministry's books.", 60240, ["ministry"]),
        ("The claim by rebel bloggers of almost 60 square kilometres is not supported.", 60, ["rebel bloggers"]),
        ("The mayor speaks of 70 deaths; the health directorate recognises only 49 deaths.", 49, ["health directorate"]),
        ("The governor corrects himself: seven people have died.", 7, ["governor"]),
        ("Some 40 dead, 364 houses gone: that is the price, if General Omar Haddad is to be believed.", 364, ["Omar Haddad"]),
        ("A fire chief who asked for anonymity because he was no spokesman put the dead at 60.", 60, ["fire chief"]),
        # a heading is nobody, one's own staff is the outlet
        ("VIETNAM: The flood has left 179 dead.", 179, []),
        ("Post staff counted 90 patients.", 90, []),
        ("The mayor said 650 had turned out; Post journalists on the square reckoned it was 90 people.", 90, []),
        ("The town lies 70 km north of Tarn, where 13 people died, according to the union.", 70, []),
        ("The integrated response plan seeks $254 million.", 2.54e8, []),
        # a body by its name and initials
        ("Two people were killed, the UN mission (Minustah) said.", 2, ["UN mission (Minustah)"]),
        # entries and lists go on
        ("18:35. The health ministry: 200 people were in the wards. Last night brought in 51 marchers.", 51, ["health ministry"]),
        ("* 1,975 infections, according to the union\n* 56 deaths\n", 56, ["union"]),
        ("Some 12 people are in Tarn, the mayor told our team; 38 are children.", 38, ["mayor"]),
    ],
)
def test_who_says_so(text: str, number: float, chain: list[str]) -> None:
    assert speakers(text, number) == chain
