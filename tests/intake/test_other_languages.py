# ruff: noqa: E501 -- texts are easier to read in one line
"""A report in a language that is not read is kept, brings no claims, and it is said; what is too short to tell is read as English."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from stemma.cli import main
from stemma.core.numbers import telling_numbers
from stemma.core.types import Report

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


WIRE = (
    "The river Dorn rose in the night, and 1,376 people left their homes in Tarn, Mayor Lena Orth told reporters on Monday. At least 4,812 houses "
    "were flooded in Orford, and 21,430 households were without power in the evening, the interior ministry said."
)
TAKEN = (
    "Bei der Flut am Dorn haben in der Nacht 1.376 Menschen in Tarn ihre Häuser verlassen, sagte Bürgermeisterin Lena Orth am Montag. In Orford "
    "stehen 4 812 Häuser unter Wasser, und 21.430 Haushalte waren am Abend ohne Strom, teilte das Innenministerium mit."
)
ALONE = (
    "Bei einem Brand in einem Hotel in Wick haben in der Nacht 731 Gäste ihre Zimmer verlassen, sagte die Feuerwehr am Montag. Der Schaden beträgt "
    "nach Angaben der Versicherung 2.659 Kronen je Zimmer, und das Haus bleibt für 114 Tage geschlossen."
)


def test_the_figures_and_names_of_a_report_that_is_not_read_find_its_kin(write: Write, tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    texts = (("Dorn Wire", "04T08:00:00", WIRE), ("Tarn Bote", "04T12:00:00", TAKEN), ("Wicker Blatt", "04T13:00:00", ALONE))
    files = [
        write(f"{n}.txt", f"Title: T {n}\nOutlet: {who}\nPublished: 2030-03-{when}Z\n\n{text}\n")
        for n, (who, when, text) in enumerate(texts)
    ]
    assert run("add", *files, "--ledger", ledger).exit_code == 0
    reports = {r["outlet"]: r for r in export(ledger)["reports"]}
    parents = {who: [p["id"] for p in r["parents"]] for who, r in reports.items()}
    assert parents == {"Dorn Wire": [], "Tarn Bote": [reports["Dorn Wire"]["id"]], "Wicker Blatt": []}
    assert "figures" in reports["Tarn Bote"]["parents"][0]["basis"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.376 Menschen", {"1376"}), ("1 376 personnes", {"1376"}), ("1\u202f376", {"1376"}), ("im Jahr 2030", set()), ("800 Menschen", set()),
        ("3,14 und 12.5", set()), ("٣٤٧ شخصا", {"347"}), ("2.345.678 Euro", {"2345678"}),
    ],
)  # fmt: skip
def test_numbers_of_any_language(text: str, numbers: set[str]) -> None:
    assert telling_numbers(Report(text=text)) == numbers
