"""A draft with ten planted mistakes and a clean one, against a bundled sample; and each kind of fault alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.answering.drafts import finds_nine_of_ten, raises_no_alarm
from tests.answering.piles import sample, words

from stemma.answering.checking import Checked, check
from stemma.core.gazetteer import Gazetteer
from stemma.core.types import Moment, Report
from stemma.reading.reader import Reader
from stemma.showing.view import View

MISTAKEN = (  # what the draft says, what is wrong with it
    ("The floods killed 158 people in Spain, the interior ministry said.", "158", {"superseded"}),
    ("The army has sent 17,000 soldiers to Valencia.", "17,000", {"copying", "denied"}),
    ("At Chiva 491 mm of rain fell within eight hours.", "491", {"source"}),
    ("In Paiporta 62 people have died, the mayor said.", "62", {"hedge"}),
    ("A court in Valencia said that 98 people were missing.", "98", {"not-there"}),
    ("Damage to farms comes to 1,000 million euros, the regional government said.", "1,000", {"hedge"}),
    ("The Oakfield Argus reported that 23,000 homes were cut off from the grid.", "23,000", {"not-in-cited"}),
    ("The Granary Street Review reported that 7,800 soldiers are at work.", "7,800", {"not-in-cited"}),
    ("Doctors said that 183 people had been injured.", "183", {"scope", "not-there", "speaker"}),
    ("In Chiva, 70 people were lifted from roofs, Iberdrola said.", "70", {"speaker"}),
)
CLEAN = """Spain counts its dead

The death toll rose to 217, the coordination centre said, 213 of them in the Valencia region.

At least 62 people died in Paiporta, its mayor said.

In Chiva, 491 mm of rain fell within eight hours, according to the national weather agency Aemet.

On Friday, 23,000 homes were still cut off from the grid, Iberdrola said.

The high court said that 89 people were being sought.

About 7,800 soldiers are at work, the defence ministry says.

The regional government puts the damage to farms at more than 1,000 million euros.
"""


def checked(text: str) -> list[Checked]:
    draft = Report(text=text, name="draft.md", published=Moment(iso="2024-11-06"))
    return check(View(sample("valencia-2024"), words()), draft, Reader(words(), Gazetteer()).read(draft))


def test_nine_of_ten_planted_mistakes_are_found() -> None:
    finds_nine_of_ten(MISTAKEN, checked)


def test_a_clean_draft_raises_no_alarm() -> None:
    raises_no_alarm(checked(CLEAN))


@pytest.mark.parametrize(("sentence", "number", "verdicts"), MISTAKEN, ids=[number for _, number, _ in MISTAKEN])
def test_what_is_said_of_a_mistake_names_the_words(sentence: str, number: str, verdicts: set[str]) -> None:
    for c in checked(sentence + "\n"):
        assert sentence[c.start : c.end].split() == c.text.split()
        assert c.told and c.told[-1] not in ".;"


def test_a_word_file_is_read_with_its_tables(tmp_path: Path) -> None:
    from click.testing import CliRunner
    from docx import Document

    from stemma.cli import main
    from stemma.ledger import Ledger

    document = Document()
    document.add_paragraph("The death toll in Spain rose to 219, the coordination centre said.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = (
        "Soldiers at work",
        "about 7,800 soldiers deployed, the defence ministry says",
    )
    document.save(str(tmp_path / "draft.docx"))
    with Ledger.open(tmp_path / "l.db") as held:
        held.save(sample("valencia-2024"))
    result = CliRunner().invoke(main, ["check", str(tmp_path / "draft.docx"), "--ledger", str(tmp_path / "l.db"), "--strict"])
    assert result.exit_code == 1
    assert "NOT IN THE LEDGER" in result.stdout and "219" in result.stdout
    assert "7,800" in result.stdout
