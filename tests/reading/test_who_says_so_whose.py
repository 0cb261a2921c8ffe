"""Who says so where the speaker stands behind a clause of his own, owns the number, or has no verb at all."""

from __future__ import annotations

import pytest
from tests.reading.speaking import speakers


@pytest.mark.parametrize(
    ("text", "number", "chain"),
    [
        # a speaker with a clause of his own
        ("Two divisions hold the ridge and 12 people died there, an officer who may not be named told us.", 12, ["officer"]),
        ("Crews pulled 31 bodies out, a minister in the government that runs Tarn said on Monday.", 31, ["minister in the government"]),
        ("A driver who survived told the inquiry that 60 people died.", 60, ["driver"]),
        ("More than 400 prisoners got away, one of the warders told us.", 400, ["warder"]),
        ("It was a nurse, and no hospital, who said that 19 people had died.", 19, ["nurse"]),
        ("Another 75 people were injured, the minister's staff report.", 75, ["minister's staff"]),
        ("Authorities in Tarn report 14 deaths.", 14, ["Authorities in Tarn"]),
        ("Tarn's military says 16 people died.", 16, ["Tarn's military"]),
        ("Some 500 people have fled, the Tarn Press Agency quotes mayor Ada Holm as saying.", 500, ["Tarn Press Agency", "Ada Holm"]),
        ("The charity has fed 700 people, it says.", 700, ["charity"]),
        ("Minister Ada Holm spoke in Tarn. Up to Monday, she said, the country had registered 800 cases.", 800, ["Ada Holm"]),
        # whose the number is
        ("The count of 535 injured is that of the rights institute alone.", 535, ["rights institute"]),
        ("The death toll in that story, 492, was the health ministry's and was a minimum.", 492, ["health ministry"]),
        ("The claim that 300 people had died was that of a union leader, Omar Weil.", 300, ["Omar Weil"]),
        ("That 70 wounded people were there was the word of a volunteer, and not of the hospital.", 70, ["volunteer"]),
        ("A first toll of 700 dead was given by the mayor last week.", 700, ["mayor"]),
        ("She is one of 94 wounded whom the lawyers' union has listed in Tarn.", 94, ["lawyers' union"]),
        ("The health ministry's figures up to 9 April are 1,722 deaths.", 1722, ["health ministry"]),
        ("From the hospital comes word that 12 people died.", 12, ["hospital"]),
        # a verb left out
        ("Police saw 9,000 marchers, and the union over 25,000.", 25000, ["union"]),
        ("The army counted 40 dead, the rebels 90.", 90, ["rebels"]),
        ("The coroner gave 31 deaths; the health ministry, asked the same day, gave 58.", 58, ["health ministry"]),
        # heads and ends of lines
        ("12.58 | UNICEF: 83 people injured in Tarn.", 83, ["UNICEF"]),
        ("* 900 people killed since Monday (OCHA)\n\n* 31 buildings destroyed", 900, ["OCHA"]),
        ("In Tarn 16 dead (Amnesty) stand against the 9 conceded by the mayor.", 16, ["Amnesty"]),
        ("09:18 The numbers up to Tuesday, from the health ministry: 2,512 cases.", 2512, ["health ministry"]),
        ("The weather service issued a red alert: gusts above 90 km/h may return.", 90, ["weather service"]),
        # a count with its keeper before it, a name with its initials, a word that points back
        ("By the WHO count the virus had killed 33 people.", 33, ["World Health Organization (WHO)"]),
        ("HRANA arrived at 459 dead.", 459, ["Human Rights Activists News Agency (HRANA)"]),
        (
            "The World Health Organization spoke first. The virus killed 33 people, by the organisation's count.",
            33,
            ["World Health Organization (WHO)"],
        ),
        ("Some 119 people were killed, the union told that paper.", 119, ["union"]),
        ("A nurse at one of the hospitals, whose name is known to us, said 70 people died.", 70, ["nurse at one of the hospitals"]),
        ("State television on 24 September put the dead at 41.", 41, ["State television"]),
        ("Up to and including Sunday the health ministry had notified 1,572 cases.", 1572, ["health ministry"]),
        ("19:44 An epidemiologist with the union says 300 people died.", 300, ["epidemiologist with the union"]),
        # those who test, and what is told elsewhere
        ("Laboratories have confirmed 1,914 cases.", 1914, []),
        ("Governor Ada Holm had on Sunday conceded only 19 deaths.", 19, ["Ada Holm"]),
        ("Still from Equator Press: roughly 1,200 soldiers were captured.", 1200, ["Equator Press"]),
        ("A new flash appeal, published today by the United Nations, seeks $70 million.", 70e6, ["United Nations (UN)"]),
        ("Camps where, as the Tarn Gazette found, 16 people died.", 16, ["Tarn Gazette"]),
        ("Tested by the ministry, 12 people had died. Of 1,529 cases, 463 are confirmed by laboratory test.", 463, []),
        ("The disaster department gave its update at noon and said 15 are gone. Dead: 507. Injured: 1,332.", 1332, ["disaster department"]),
        (
            "In Tarn the World Health Organization's chief, Ada Holm, spoke. The virus killed 33, by the organisation's count.",
            33,
            ["World Health Organization"],
        ),
        ('19:44 A nurse with the union, asking not to be named, messages: "We are above 3,000 dead."', 3000, ["nurse with the union"]),
        ("Some 185 people died, according to Britain's Daily Siren. Another 40 are dead, the paper adds.", 40, ["Daily Siren"]),
        # deeds, not words
        ("The rescuers found 12 bodies.", 12, []),
        ("The ministry has since raised the toll to 558 dead.", 558, ["ministry"]),
    ],
)
def test_whose_number_it_is(text: str, number: float, chain: list[str]) -> None:
    assert speakers(text, number) == chain
