"""A second draft with ten planted mistakes and a clean one, written without a look at how drafts are checked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.answering.drafts import finds_nine_of_ten, raises_no_alarm
from tests.answering.piles import words

from stemma.answering.checking import Checked, check
from stemma.core.gazetteer import Gazetteer
from stemma.core.types import Moment, Report, Situation
from stemma.intake import take
from stemma.pipeline import assemble, in_order, read_all
from stemma.reading.reader import Reader
from stemma.showing.view import View

FOLDER = Path(__file__).parent.parent / "gold" / "tigray-2021"
MISTAKEN = (  # what the draft says, the number, what is wrong with it
    ("Kemise lies 235 km from Addis Ababa, the Tigrayan forces' spokesman said.", "235", {"copying", "denied"}),
    ("Thirty-one people died in the air strike on Mekelle on 28 October, a doctor said.", "Thirty-one", {"copying", "denied", "speaker"}),
    ("Since 18 October, 14 air strikes have been flown against Tigray, aid workers say.", "14", {"hedge"}),
    ("More than 200 people were killed at Galikoma, UNICEF said.", "200", {"speaker"}),
    (
        "The Ostler News Service reported that more than 6,000 Ethiopian soldiers were marched through Mekelle as prisoners.",
        "6,000",
        {"not-in-cited"},
    ),
    ("The rebels are moving south by 10 to 15 miles a day, a diplomat said.", "15", {"copying", "denied"}),
    ("At Galikoma 107 people were injured, the Afar regional health bureau said.", "107", {"scope"}),
    ("In ten days of fighting 18,000 federal soldiers have been killed.", "18,000", {"caveat", "source"}),
    ("The World Food Programme has fed 2.6 million Tigrayans.", "2.6", {"not-yet"}),
    ("The Salt Road Relief Network has registered 84,300 displaced people in Afar.", "84,300", {"not-there"}),
)
CLEAN = """The war in the north of Ethiopia

Kemise, 325 km from the capital, has been taken, the spokesman of the Tigrayan forces said.

At least 14 air strikes have been carried out on Tigray since 18 October, according to aid workers.

More than 200 people were killed at Galikoma on 5 August, according to the Afar regional health bureau.

In Afar 76,500 people had been driven from their homes by August, the regional disaster office said.

Tigrayan commanders said that 18,000 federal soldiers had been killed; the claim could not be verified.

More than 6,000 Ethiopian soldiers were led through Mekelle as prisoners in July, Rift Valley Press reported.

Amhara plans to arm a further 50,000 militiamen by the end of November, an official said.

A litre of petrol sells for 120 birr in Mekelle on the black market.
"""


@cache
def situation() -> Situation:
    reports = in_order(r for r in take([str(FOLDER)]) if isinstance(r, Report) and r.name.endswith(".txt"))
    return assemble(reports, read_all(reports, words()), (), words())


def checked(text: str) -> list[Checked]:
    draft = Report(text=text, name="draft.md", published=Moment(iso="2021-11-12"))
    return check(View(situation(), words()), draft, Reader(words(), Gazetteer()).read(draft))


def test_nine_of_ten_planted_mistakes_are_found() -> None:
    finds_nine_of_ten(MISTAKEN, checked)


def test_a_clean_draft_raises_no_alarm() -> None:
    raises_no_alarm(checked(CLEAN))
