"""Of whom an amount speaks, where the words that say so stand behind it, before it, or further back."""

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        # who the counted are said to be
        ("More than 200 people were killed, of whom 107 were children.", 107, "children"),
        ("At least 60 people died. Fourteen of them were police officers.", 14, "police officers"),
        ("It could be fewer: 2,300 dead is what paramedics believe.", 2300, "people"),
        ("The clinic admits 60 patients a day, a third of them children under five.", 100 / 3, "children"),
        # a share of those told of before, and two shares behind one verb
        ("Tracers had 1,009 contacts on their list and saw 91% of them within a day.", 91, "contacts"),
        ("Women account for 40% of the patients and a third of the dead.", 100 / 3, "Women among dead"),
        ("Most of the deaths were violent. Gunshots account for 68 per cent.", 68, "Gunshots"),
        ("The response plan is 53 per cent financed.", 53, "response plan"),
        ("The appeal was launched in May. It is only 19 per cent funded.", 19, "appeal"),
        # what everybody has is no word of whose they are; a deed is nobody's name
        ("Ann Otieno of the Union said 23 people had lost their lives and that 30 were under treatment.", 30, "people in hospital"),
        ("Some 300 others were injured and more than 50 arrested.", 50, "people"),
        ("The commission records 32 disappearances.", 32, "missing people"),
        # cases told after the countries that have them; who asks for money
        ("Cholera spreads. The agency counts 53,903 cases in 19 countries, 11,148 confirmed.", 11148, "cholera cases"),
        ("The United Nations asked donors for $45.3 million to help people.", 45.3e6, "UN appeal"),
        # whose toll it is
        ("The military death toll, given in our article as 874, was wrong.", 874, "military"),
        ("Officials put the civilian dead at 90.", 90, "civilians"),
        # what a sum is for, who gets it, what stands at so much
        ("A shopkeeper wanted 25 dinars for a carton of water.", 25, "carton of water"),
        ("The union demands 500,000 soles for the family of each victim.", 500_000, "family of each victim"),
        ("They met a federation that asks for 500,000 soles per victim.", 500_000, "victim"),
        ("The funds pay a typical pensioner only 220,000 pesos a month.", 220_000, "typical pensioner"),
        ("Each bereaved family is to get one million rupees, the government has decided.", 1e6, "bereaved family"),
        ("Petrol, if you can find any, costs 120 birr.", 120, "Petrol"),
        ("In San Pedro market a cylinder of cooking gas that cost 48 soles in May is not to be had.", 48, "cylinder of cooking gas"),
        ("A seat on the bus to Gedaref, which cost 15,000 pounds, is hard to find.", 15_000, "seat on the bus to Gedaref"),
        ("In the market a sack of millet sells for 27,000 CFA francs; it cost 16,000 in March.", 16_000, "sack of millet"),
        ("Dr Anke Vos told Radio Sarn a dose costs 50 dollars.", 50, "dose"),
        ("The governor said that at least 19 billion reais would be needed to rebuild the state.", 19e9, "rebuilding state"),
        ("As the United Nations asked donors for $160 million, the rain went on.", 160e6, "UN appeal"),
        ("The €600 million response plan was launched in May.", 600e6, "response plan"),
        ("With the internet cut off, garment makers are losing $150 million a day.", 150e6, "garment makers"),
        # what a share is the share of, and what it is measured against
        ("The court lowered the share of public-sector jobs set aside for veterans to 5%.", 5, "public-sector jobs"),
        ("They demand a cut of 50 per cent in road tolls.", 50, "road tolls"),
        ("He still expects the economy to grow by 3.1% this year.", 3.1, "economy"),
        ("An official said that the deficit would come out at 4.6% of output.", 4.6, "deficit"),
        # distances and waters
        ("Police and protesters clashed outside the airport of Juliaca, about 3 km from the square, he said.", 3, "airport of Juliaca"),
        ("Access to Sake, 25 km to the west, is still denied.", 25, "Sake"),
        ("The Sai River broke its banks. At noon the water stood at 2.1 metres in the market.", 2.1, "Sai River"),
        # one of those told of before, and whose they are
        ("By noon 40 police officers had been taken out. Eighteen of them are in intensive care.", 18, "police officers"),
        ("Around 14 members of the security forces had been killed.", 14, "members of security forces"),
        ("Ten peacekeepers have died. Fourteen were members of the Kenyan contingent.", 14, "members of Kenyan contingent"),
        ("The health ministry has its last figures: 3,823 killed.", 3823, "people"),
        ("Its medical director, Hussein Aden, said that his staff in Ethiopia had treated 55.", 55, "people in hospital"),
        ("Goris, a hill town of about 20,000 people, has taken them in.", 20_000, "inhabitants of Goris"),
        ("It also counts 36 dead in the security forces.", 36, "security forces"),
        ("On health workers, the ministry says 136 were injured and 40 died.", 40, "health workers"),
        ("It puts the killed demonstrators at 284.", 284, "protesters"),
        # a new sentence goes on with those whom the one before told first
        ("In all 1,208 people have died, among them 384 children. Sindh alone accounts for 522.", 522, "people"),
        # plain names
        ("More than 30 kids were killed.", 30, "children"),
        ("The virus itself has infected 92 medical staff.", 92, "health workers"),
        ("Ebola is back. The ministry lists 2,008 cases.", 2008, "Ebola cases"),
        ("A union spoke of 85 doctors and nurses infected.", 85, "health workers"),
        ("The governorate reports 2.2 million IDPs.", 2200000, "displaced people"),
        # a place that is called by its kind
        ("Cholera came to Haiti and reached Saint-Marc. The town lies about 70 km north of the capital.", 70, "Saint-Marc"),
        ("Shells fell on Bakhmut. The city had about 70,000 inhabitants before the war.", 70000, "Bakhmut"),
        (
            "Lukashenko, whose police hold Minsk, has ruled Belarus, a country of 9.5 million, for 26 years.",
            9500000,
            "inhabitants of Belarus",
        ),
        # money that was asked for is that of an appeal
        ("Donors came up with little of the $3.85bn that the UN had sought for the year.", 3.85e9, "UN appeal"),
        ("Less than half of the 164 million dollars requested by the United Nations has come in.", 1.64e8, "UN appeal"),
        ("Of the 284 million dollars that aid agencies requested, half had arrived.", 2.84e8, "aid agencies appeal"),
        ("The Flash Appeal asks for $426 million to the end of the year.", 4.26e8, "Flash Appeal"),
        ("The plan's 254 million dollars will feed the province.", 2.54e8, "plan"),
        ("Mr Rao declared a payment of 200,000 rupees per bereaved family and 50,000 rupees for the injured.", 200000, "bereaved family"),
        ("The minister put the damage so far at 19 billion rupees.", 1.9e10, "damage"),
        ("The taxi cost him 15,000 rials.", 15000, "taxi"),
        # what a number counts again
        ("Choppers (23 of them) and 200 boats are hunting for survivors.", 23, "helicopters"),
        ("Much of the saving was done by fishermen: some 4,500 of them brought people to dry land.", 4500, "fishermen"),
        ("Relief camps, of which there are now 3,026, hold 353,000 people.", 3026, "Relief camps"),
        # one is counted among many
        ("Local officials said one civilian was killed and two were injured when the town came under fire.", 2, "civilians"),
        ("Local officials said one civilian was killed and two were injured when the town came under fire.", 1, "civilians"),
        ("The virus is back. More than 60,000 inhabitants of Hubei caught the coronavirus.", 60000, "covid cases"),
        ("Doctors counted 134,000 cases of diarrhoea and 20 of malaria.", 134000, "cases of diarrhoea"),
        # phrases that name something
        ("From the ridge the grain silos of Hama are visible, about 8 km away.", 8, "grain silos of Hama"),
        ("The count of the dead went up by 12 on Thursday.", 12, "people"),
        ("Soledar sits some 10 kilometres up the road from Bakhmut.", 10, "Soledar"),
        ("It puts the number of injured in the police ranks at 103, with 28 in hospital.", 103, "police ranks"),
        ("It puts the number of injured in the police ranks at 103, with 28 in hospital.", 28, "police ranks"),
        ("The peshmerga ministry has updated its casualty list: 157 dead since October.", 157, "peshmerga"),
        # ages
        ("Among the victims is Nika Shahkarami, 16, whose family dispute it.", 16, "Nika Shahkarami"),
        ("They are burying Kian Pirfalak, who was nine according to his mother.", 9, "Kian Pirfalak"),
        ("A boy of nine was carried to his grave.", 9, "boy"),
        ("Police hauled off 22-year-old Mahsa Amini.", 22, "Mahsa Amini"),
        # people do not go on with things
        ("In the raid 826 inmates got away with 85 guns; 331 were later killed.", 331, "inmates"),
        ("Surveyors looked at the valley. About 1,500 houses were damaged.", 1500, "houses"),
    ],
)
def test_the_subject_of_an_amount(text: str, low: float, wanted: str) -> None:
    found = {c.subject for c in READER.read(Report(text=text)).claims if c.amount.low == low}
    assert wanted in found, f"{text!r}: {sorted(found)}"


@pytest.mark.parametrize(
    ("text", "unit", "wanted"),
    [
        ("A diplomat told Ostler News Service that the rebels were moving south by 10 to 15 km a day.", "km/day", "rebels"),
        ("An officer said that Azerbaijani columns were moving up the valley by 1-2 km a day.", "km/day", "Azerbaijani columns"),
    ],
)
def test_who_advances(text: str, unit: str, wanted: str) -> None:
    assert [c.subject for c in READER.read(Report(text=text)).claims if c.amount.unit == unit] == [wanted]
