"""A report in a language that is not read is kept, brings no claims, and it is said; what is too short to tell is read as English."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from stemma.cli import main

Write = Callable[..., Path]
GERMAN = (
    "Bei den Kämpfen um Tarn wurden 12 Soldaten getötet und 45 verletzt, teilte die Armee am Montag mit. "
    "Der Fluss Dorn stieg in der Nacht um 2 km, und 340 Menschen verließen nach Angaben des Bürgermeisters ihre Häuser."
)
OTHERS = {
    "de": GERMAN,
    "es": "El río Dorn creció 2 km durante la noche y 340 personas abandonaron sus casas, dijo el alcalde de Tarn el lunes. "
    "Murieron 12 soldados y otros 45 resultaron heridos, según el ejército.",
    "uk": "Річка піднялася на 2 метри за ніч, і 340 людей покинули свої домівки, повідомив мер у понеділок. "
    "Загинули 12 військових, ще 45 дістали поранення.",
    "ar": "ارتفع منسوب النهر مترين خلال الليل، وغادر 340 شخصا منازلهم، كما قال رئيس البلدية يوم الاثنين. وقتل 12 جنديا وأصيب 45 آخرون.",
}
NAMES = (
    "Oleksandr Hrytsenko, Bogdan Wiśniewski and Jean-Baptiste Lefèvre met at Kostiantynivka on Monday. "
    "At least 12 people were killed in Chasiv Yar, Hrytsenko said."
)


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], catch_exceptions=False)


def export(ledger: Path) -> Any:
    found = run("export", "--format", "json", "--ledger", ledger)
    assert found.exit_code == 0, found.stderr
    return json.loads(found.stdout)


@pytest.mark.parametrize("language", OTHERS)
def test_a_report_in_another_language_is_kept_and_not_read(language: str, write: Write, tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    added = run("add", write("a.txt", f"Title: T 1\nOutlet: Tarn Bote\n\n{OTHERS[language]}\n"), "--ledger", ledger)
    assert added.exit_code == 0
    assert f"1 report in '{language}' kept and not read" in added.stderr
    held = export(ledger)
    assert [r["language"] for r in held["reports"]] == [language]
    assert held["claims"] == []
    (notice,) = held["notices"]
    assert notice["rule"] == "read.language"
    assert f"another language ('{language}') and was not read" in notice["message"]


def test_copies_in_another_language_are_still_found_as_kin(write: Write, tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    one = write("a.txt", f"Title: Eins\nOutlet: Tarn Bote\nPublished: 2030-03-04\n\n{GERMAN}\n")
    two = write("b.txt", f"Title: Zwei\nOutlet: Dorner Blatt\nPublished: 2030-03-05\n\n{GERMAN} Weiteres folgt.\n")
    assert run("add", one, two, "--ledger", ledger).exit_code == 0
    assert export(ledger)["claims"] == []
    assert "Dorner Blatt" in (tree := run("tree", "--ledger", ledger).stdout)
    assert tree.count(": original") == 1, tree


@pytest.mark.parametrize("text", ["12 people were killed in Tarn.", NAMES])
def test_short_texts_and_foreign_names_are_read_as_english(text: str, write: Write, tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    added = run("add", write("a.txt", f"Title: T 1\nOutlet: Tarn Post\n\n{text}\n"), "--ledger", ledger)
    assert "not read" not in added.stderr
    assert any(claim["text"].endswith("people were killed") or "12" in claim["text"] for claim in export(ledger)["claims"])


def test_english_that_is_declared_as_german_is_read(write: Write, tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    text = f"Title: T 1\nOutlet: Tarn Post\nLanguage: de\n\n{NAMES} It was said to be the worst of the days.\n"
    run("add", write("a.txt", text), "--ledger", ledger)
    assert export(ledger)["claims"]
