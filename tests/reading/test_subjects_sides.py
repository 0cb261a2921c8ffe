"""Of which side the dead, the captives and the ground are, where the words that count them do not say so."""

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        # those who fight without a state are of the group that the report names
        ("The army fights Boko Haram around the lake. It says that 41 militants were killed on Monday.", 41, "Boko Haram militants"),
        ("Rebels entered the valley. Some 60 insurgents died there, the governor said.", 60, "rebels"),
        ("Gunmen came at night. Police say that 12 gunmen were killed.", 12, "gunmen"),
        # captives are of the side that their captors fight
        ("Ethiopia and Eritrea are at war. Eritrean troops took 80 prisoners at Badme.", 80, "Ethiopian prisoners"),
        ("Al-Shabaab attacked at dawn. Somali soldiers hold 23 captives.", 23, "al-Shabaab prisoners"),
        # the enemy of the one who speaks; losses of the army named before them
        ("Ethiopia shelled the town. The Eritrean army puts the enemy's losses at 300 dead.", 300, "Ethiopian soldiers"),
        ("The rebels put army losses at more than 90 dead.", 90, "army"),
        # ground is of the one who took it last, or into whose hands it came
        ("Eritrean troops have taken 12 villages. More than 400 square kilometres were captured in all.", 400, "Eritrean soldiers"),
        ("About 700 square kilometres were regained and are under Ethiopian control.", 700, "Ethiopian army"),
        # those who are counted do not act
        ("Ethiopian troops have killed 300 Eritrean soldiers and captured 14 villages.", 14, "Ethiopian soldiers"),
        # people lose their lives, armies lose people
        ("The army withdrew. In Homa 60 civilians lost their lives in the month and 95 were injured.", 95, "civilians"),
        # another 23 are of those told of before
        ("The army said that 72 Boko Haram fighters were killed. Another 23 were taken prisoner.", 23, "Boko Haram fighters"),
        # those who fight by the name of their side
        ("The Saudi-led coalition fighting the Houthis said it had killed 264 of the rebels.", 264, "Houthi rebels"),
        ("The army fights the Houthis. An officer spoke of 58 Houthis killed.", 58, "Houthi fighters"),
        ("Russia's defence ministry counters with 210 Ukrainians killed. Ukraine's army gives no toll.", 210, "Ukrainian soldiers"),
        ("Yahya Saree, the Houthi military spokesman, said that his forces had seized 1,100 square kilometres.", 1100, "Houthi forces"),
        ("The governor said that missiles killed 12 Ukrainians in Dnipro.", 12, "Ukrainians"),
        ("The clinic mourns 20 martyrs.", 20, "people"),
        ("Some 93 cops were hurt.", 93, "police officers"),
        # those who came, and those on whose ground it is
        ("Russian guns fire at Bakhmut and Kharkiv in Ukraine. Another 1,500 occupiers were wounded.", 1500, "Russian soldiers"),
        ("Russian guns fire at Bakhmut and Kharkiv in Ukraine. About 10,000 defenders are hemmed in.", 10000, "Ukrainian defenders"),
        ("Some 400 human-rights defenders met in Lviv.", 400, "human-rights defenders"),
        ("A captain thinks that 6,000 Russians had been stationed in the town.", 6000, "Russian soldiers"),
        ("Iraqi troops took 12 villages. The front line now runs about 5 miles from the suburbs.", 5, "Iraqi army"),
        # who reckons fights nobody
        ("The Institute for Border Studies puts the garrison at 9,000 soldiers.", 9000, "soldiers"),
        ("The World Health Organization left. Some 30,000 insurgents stand by the river.", 30000, "rebels"),
        # those of whom was told, where the other side goes on
        (
            "Kyiv's troops killed 1,100 Russian soldiers in May. On Sunday a Ukrainian military spokesman gave 221 dead.",
            221,
            "Russian soldiers",
        ),
        (
            "Wagner founder Yevgeny Prigozhin said that the town fell. Prigozhin said 500 Ukrainians died. Ukraine was silent.",
            500,
            "Ukrainian soldiers",
        ),
        # the dead of who admits them
        ("Russia looked on. The Karabakh authorities admit that 874 of their servicemen have died.", 874, "Karabakh soldiers"),
        # in a list of the fallen, the group from which they are
        ("At least 90 combatants died: 32 from government ranks and 58 Houthis.", 32, "government ranks"),
        ("At least 90 combatants died: 32 from government ranks and 58 Houthis.", 58, "Houthi fighters"),
        ("The fighting cost 182 lives: 102 HTS fighters, 19 from allied factions and 61 soldiers.", 19, "allied factions"),
        ("Medics spoke of 120 bodies of fighters received in a week.", 120, "fighters"),
        # those who strike lose nobody of their own; those among whom the dead are
        ("The paper puts the Russian bombardment at 492 casualties, 35 of them women.", 35, "women"),
        ("Malawi has lost three, which brings the dead among foreign peacekeepers to 17.", 17, "foreign peacekeepers"),
        # what one half of a pair is told of, the other is too
        ("The clinic has 41 soldiers dead and 31 wounded.", 31, "soldiers"),
        ("The police had 17 injured in their own ranks.", 17, "police"),
    ],
)
def test_the_side_of_the_counted(text: str, low: float, wanted: str) -> None:
    found = {c.subject for c in READER.read(Report(text=text)).claims if c.amount.low == low}
    assert wanted in found, f"{text!r}: {sorted(found)}"


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        # depth and height name nothing; first and second tell shocks apart
        ("The second quake struck near Ruma at a depth of 12 km.", 12, "second earthquake"),
        # what came in of a sum that was asked for
        ("Of the 90 million dollars that aid agencies requested, a third had arrived.", 100 / 3, "appeal"),
        ("The programme costs 4.6 million dollars, of which 31% has been received.", 31, "programme"),
        # a list of shares; what "it" and "the other" share in; of whom a share is that opens its clause
        ("Of fields in Homa, 40% are dry, 35% in Ruma.", 35, "fields in Homa"),
        ("Some 600 square kilometres lay under water, and 68 percent of it was on the left bank.", 68, "flooded land"),
        ("Of some 140 wounded treated at the clinic, more than half had burns.", 50, "wounded"),
        # the place of a share has a field of its own
        ("Barely 2% of homes in Kerr County carried flood cover.", 2, "homes"),
        # two nouns behind one number; what a gauge tells is of its water; a passive without who did it
        ("On the right bank 20 farms and orchards were flooded.", 20, "farms and orchards"),
        ("The Sai River rose all night. The gauge at Homa peaked at 7.5 metres.", 7.5, "Sai River"),
        ("The agency asked. At least 14 air strikes have been carried out since Monday.", 14, "air strikes"),
        ("A forecaster, Skylark, estimates total damage and economic loss at $18 billion.", 18e9, "total damage and economic loss"),
        ("About 600 kilometres of track are affected.", 600, "track"),
        # a lake is called by the dam that holds it; an agency is no water; a level of more words says which one it is
        ("The Homa dam is old. The lake stood at 59 metres on Monday.", 59, "Homa reservoir"),
        ("The Bay Press Agency was there. At Ruma the reservoir had dropped to 13 metres.", 13, "reservoir"),
        (
            "The Dnipro is falling. The average level in the regional capital hit 5.6 metres at noon.",
            5.6,
            "average level in the regional capital",
        ),
        # a package is told of before its giver
        ("The government announced a package of 50 billion reais.", 50e9, "package"),
    ],
)
def test_what_a_share_or_a_sum_is_told_of(text: str, low: float, wanted: str) -> None:
    found = {c.subject for c in READER.read(Report(text=text)).claims if c.amount.low is not None and abs(c.amount.low - low) < 0.5}
    assert wanted in found, f"{text!r}: {sorted(found)}"
