"""The status of amounts: planned, forecast, conditional, demanded, denied, claimed, asserted."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Span, Status
from stemma.reading.saying.actors import ActorFinder
from stemma.reading.saying.attribution import AttributionFinder
from stemma.reading.saying.stance import StanceFinder

PACK = load_pack()
ACTORS, ATTRIBUTIONS, STANCE = ActorFinder(PACK), AttributionFinder(PACK), StanceFinder(PACK)


def status(text: str, words: str) -> Status:
    cut = segment(text)
    span = Span(text.index(words), text.index(words) + len(words))
    attribution = ATTRIBUTIONS.chains.behind(ATTRIBUTIONS.find(cut, ACTORS.find(cut)), span)[1]
    return STANCE.status(cut, span, attribution)


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("The river carried off 40 houses.", "40", Status.ASSERTED),
        ("The mayor said that 40 houses were gone.", "40", Status.CLAIMED),
        ("The army plans to send 500 men.", "500", Status.PLANNED),
        ("The swap of 300 prisoners is set for Monday.", "300", Status.PLANNED),
        ("Preparations are under way to evacuate 5,000 people.", "5,000", Status.PLANNED),
        ("The union has called a march of 50,000 people for Saturday.", "50,000", Status.PLANNED),
        ("Reports that 40 tanks were lost were denied by the army.", "40", Status.DENIED),
        ("Claims that 500 men had crossed were dismissed as rumours by the foreign ministry.", "500", Status.DENIED),
        ("The police will field 3,000 officers this weekend.", "3,000", Status.PLANNED),
        ("Trains would take out up to 3,000 residents by Saturday, an official said.", "3,000", Status.PLANNED),
        ("Some 73,000 women will give birth this month.", "73,000", Status.FORECAST),
        ("The United States has pledged 11 million dollars.", "11", Status.CLAIMED),
        ("The agency says 700,000 people may need water.", "700,000", Status.CLAIMED),
        ("Up to 23 million people could be exposed, the agency said.", "23", Status.CLAIMED),
        ("The general retorted that the figure of 1,959 was far too high.", "1,959", Status.DENIED),
        ("It is set to receive 500 tents.", "500", Status.PLANNED),
        ("The minister promised 500 tents.", "500", Status.PLANNED),
        ("Forecasters expect 90 mm of rain.", "90", Status.FORECAST),
        ("The toll could reach 900.", "900", Status.FORECAST),
        ("Another 500 soldiers are expected by Friday.", "500", Status.FORECAST),
        ("Up to 900 men may be assigned to it.", "900", Status.FORECAST),
        ("More than 900 people could be dead.", "900", Status.ASSERTED),
        ("The flood may already have taken 900 lives.", "900", Status.ASSERTED),
        # silence on a name is all that is asked for
        ("A doctor who begged us not to print his name says 60 patients died.", "60", Status.CLAIMED),
        ("A doctor, who did not want to be named, puts it at 200 dead.", "200", Status.CLAIMED),
        ("The mayor hears from a nurse, who asked us to leave out her name, that 45 people died.", "45", Status.CLAIMED),
        ("A nurse, who said she would lose her job if she were named, said 9 people died.", "9", Status.CLAIMED),
        ("The ministry wants $15 million for a first response.", "15", Status.DEMAND),
        ("The UN wants 71 million dollars.", "71", Status.DEMAND),
        ("The institute expects to ship 100 tents by Friday.", "100", Status.PLANNED),
        # money is asked for; those whom it is to help are there
        ("The UN asked donors for $45 million to help 400 people.", "400", Status.CLAIMED),
        ("There were 300 deaths if hospitals are to be believed.", "300", Status.CLAIMED),
        ("More than 130 people died, rather than 13.", "13.", Status.DENIED),
        ("If the dam breaks, 900 houses would be flooded.", "900", Status.CONDITIONAL),
        ("Petrol, if you can find any, costs 120 birr.", "120", Status.ASSERTED),
        ("The union wants more than 900 dollars a head.", "900", Status.DEMAND),
        ("The company had not armed 900 men.", "900", Status.DENIED),
        ("The column has not reached 900 men.", "900", Status.ASSERTED),
        ("Officials expect 900 arrivals if the road is cut.", "900", Status.CONDITIONAL),
        ("The union demands that 900 workers be rehired.", "900", Status.DEMAND),
        ("The charity called for 900 tents.", "900", Status.DEMAND),
        ("The army denied that 900 men had deserted.", "900", Status.DENIED),
        ("It was 900 square kilometres, not 900 square miles.", "900 square miles", Status.DENIED),
        ("It was 900 square kilometres, not 900 square miles.", "900 square kilometres", Status.ASSERTED),
        ("An officer called the figure of 900 dead an invention.", "900", Status.DENIED),
        ("Not more than 900 came.", "900", Status.ASSERTED),
        ("Not only 900 men but also their guns arrived.", "900", Status.ASSERTED),
        ("By June 900 families of the lower town are to be rehoused.", "900", Status.PLANNED),
        ("The drive is meant to reach 900 villages.", "900", Status.PLANNED),
        ("The mayor says that she will add 900 beds.", "900", Status.PLANNED),
        ("Rents will fall by 9 percent, the mayor promises.", "9", Status.PLANNED),
        ("About 900 clerks are going to be dismissed.", "900", Status.FORECAST),
        ("The dockers insist on 900 crowns a month.", "900", Status.DEMAND),
        ("What they want is a wage of 900 crowns.", "900", Status.DEMAND),
        ("The dockers are out and demand 900 crowns a month before they will work.", "900", Status.DEMAND),
        ("The charity is asking donors for 900 crowns.", "900", Status.DEMAND),
        ("A clerk who requested anonymity told us that 900 men had left.", "900", Status.CLAIMED),
        ("The king reckons with 900 guests.", "900", Status.FORECAST),
        ("Should the dam burst, the engineer reckons with 900 flooded houses.", "900", Status.CONDITIONAL),
        ("There were no 900 dead.", "900", Status.DENIED),
        ("No fewer than 900 came.", "900", Status.ASSERTED),
        ("Nor did she say that 900 had drowned.", "900", Status.DENIED),
        ("He said the sick might number 9,000 and that 900 had died.", "900 had", Status.CLAIMED),
        ("He plans to leave; 900 men are dead.", "900", Status.ASSERTED),
        # what they are able to do, what is to be borne in mind, what is to come
        ("He conceded that laboratories could run no more than 900 tests a day.", "900", Status.CLAIMED),
        ("It should be remembered that only 900 people had died.", "900", Status.ASSERTED),
        ("By autumn 900 people will have caught it, experts fear.", "900", Status.FORECAST),
        ("The mayor had warned that 900 people would die.", "900 people would die", Status.FORECAST),
        ("A second hospital with 900 beds should be finished by June, the mayor said.", "900", Status.PLANNED),
        ("A field hospital, with 900 beds, is due to open in June, says the mayor.", "900", Status.PLANNED),
        ("A plan to ship 900 doses has been shelved, a spokesman said.", "900", Status.CLAIMED),
        # a number that somebody only names to make light of it
        ("The envoy called the estimate of 900 dead pure conjecture.", "900", Status.DENIED),
        ("The envoy calls the 900-crown figure premature.", "900", Status.DENIED),
        ("The ministry, which had 900 dead on its list, rejects that as guesswork.", "900", Status.CLAIMED),
        ('"Some 900 dead? It is a fantasy," he said.', "900", Status.DENIED),
        # the reach of a condition and of a verb
        ("He said 900 were trapped and that 50 could die if no help came.", "900", Status.CLAIMED),
        ("Our projection, should the town fall, is a further 900 displaced.", "900", Status.CONDITIONAL),
        ("He expects losses to rise and speaks of 900 dead.", "900", Status.CLAIMED),
        ("She is seeking 20 tents and puts the toll at 900.", "900", Status.CLAIMED),
        # who was asked wants nothing; what has come in is asked for no more
        ("Asked for its figures on Sunday, the ministry said 900 had come.", "900", Status.CLAIMED),
        ("The appeal for Velmia is 90 percent funded.", "90 percent", Status.ASSERTED),
        ("Of the 900 million dollars requested, a fifth has arrived.", "900 million dollars", Status.DEMAND),
        ("The police would own up to just 900 marchers.", "900", Status.ASSERTED),
        # what is meant, and what is seen coming
        ("The ministry means to add 900 beds.", "900", Status.PLANNED),
        ("The network has treated 180 houses of 900 planned by June.", "900", Status.PLANNED),
        ("The army said 900 soldiers would reinforce the workers.", "900 soldiers", Status.PLANNED),
        ("The river was forecast to reach 9 metres by Saturday.", "9 metres", Status.FORECAST),
        ("Authorities had warned of up to 900 deaths.", "900", Status.FORECAST),
        ("He said 900 people could have been infected by the end of May.", "900 people", Status.FORECAST),
        ("We had reported 900 doses here earlier; that was wrong.", "900", Status.DENIED),
    ],
)
def test_status(text: str, words: str, wanted: Status) -> None:
    assert status(text, words) is wanted


@pytest.mark.parametrize(
    "text",
    [
        "Correction: the flood. We wrote that 900 barges had sunk. The number was 90.",
        "We regret an error. The width was given as 900 miles; it is 90 km.",
        "Correction: the flood. Tuesday's story on the storm said that 900 barges had sunk. The number was 90.",
        "Correction: the flood. Our live page of 10 May gave the loss as 900 barges. The number was 90.",
        "Correction: the flood. References to 900 barges should have read 90 ships. That is 90.",
        "Correction: the flood. The article put the barges at 900. The number was 90.",
        "Correction: the flood. It also sent 900 barges across the lake. The number was 90.",
    ],
)
def test_a_correction_takes_back_what_it_replaces(text: str) -> None:
    assert status(text, "900") is Status.DENIED
    assert status(text, "90 km" if "km" in text else "90.") is not Status.DENIED


def test_an_outlet_that_refers_to_itself_takes_nothing_back() -> None:
    assert status("As we reported, 900 barges sank. By noon 90 were raised.", "900") is not Status.DENIED
    assert status("Correction: the flood. We wrote that 900 barges had sunk. We stand by it.", "900") is not Status.DENIED


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Four in five rooms would normally be taken in January.", "Four in five", Status.ASSERTED),
        ("For all of July, 80 mm would be normal.", "80", Status.ASSERTED),
        ("That would be one in every 150 of its 12,000 inhabitants.", "one in every 150", Status.ASSERTED),
        ("The railway wants 380 million dollars to mend its 77 stations.", "77", Status.ASSERTED),
        ("The railway wants 380 million dollars to mend its 77 stations.", "380", Status.DEMAND),
        ("The mayor fears that a third of her 9,700 residents may have to leave if the pumps fail.", "9,700", Status.CLAIMED),
        ("The authorities plan to raise testing from 200 samples a day to 500 by May.", "200", Status.ASSERTED),
        ("The authorities plan to raise testing from 200 samples a day to 500 by May.", "500", Status.PLANNED),
        ("The generals have appealed for help after floods that have killed 74 people.", "74", Status.CLAIMED),
        ("The office appealed for a pause in Lenz, where it believes 2,500 civilians are cut off.", "2,500", Status.CLAIMED),
        ("The office appealed for 300 blankets for those who had lost their homes.", "300", Status.DEMAND),
        ("The army plans to send its 500 reservists to the river.", "500", Status.PLANNED),
    ],
)
def test_what_is_there_beside_a_plan_or_a_wish(text: str, words: str, wanted: Status) -> None:
    assert status(text, words) is wanted
