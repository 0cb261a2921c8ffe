"""What changed under one address, originals given back, texts forgotten and extracted anew, by the commands themselves."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.intake.world import Said, World, playing

from stemma.cli import main

Write = Callable[..., Path]
HEAD = "Title: Flood in Tarn\nOutlet: Tarn Post\nPublished: {day}\nURL: https://post.example/a?utm_source=x\n\n"
TEXT = (
    "The river Dorn rose overnight, and 340 people left their homes, the mayor of Tarn said on Monday.\n\n"
    "At least {dead} people were killed and 45 were injured, the army said. Zwyrtolquist rescue teams were sent.\n"
)
NOTE = "\nCorrection: An earlier version of this article misstated the number of people killed.\n"


@pytest.fixture
def ledger(tmp_path: Path, write: Write) -> Path:
    """A page, and the same page with another number of killed."""
    path = tmp_path / "l.db"
    for folder, dead, note in (("one", 12, ""), ("two", 15, "")):
        page = write(f"{folder}/a.txt", HEAD.format(day="2030-03-04") + TEXT.format(dead=dead) + note)
        assert run("add", page, "--ledger", path).exit_code == 0
    return path


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], catch_exceptions=False)


def ids(ledger: Path) -> list[str]:
    return [r["id"] for r in json.loads(run("export", "--format", "json", "--ledger", ledger).stdout)["reports"]]


def test_a_silent_edit_is_listed_claim_by_claim(ledger: Path) -> None:
    (row,) = json.loads(run("editions", "--silent", "--json", "--ledger", ledger).stdout)
    assert row["page"] == "post.example/a"
    assert row["silent"]
    assert row["changes"] == [{"was": "At least 12 people were killed", "became": "At least 15 people were killed"}]


def test_an_edit_of_which_the_page_tells_is_not_silent(tmp_path: Path, write: Write) -> None:
    path = tmp_path / "l.db"
    for folder, dead, note in (("one", 12, ""), ("two", 15, NOTE)):
        run("add", write(f"{folder}/a.txt", HEAD.format(day="2030-03-04") + TEXT.format(dead=dead) + note), "--ledger", path)
    assert json.loads(run("editions", "--silent", "--json", "--ledger", path).stdout) == []
    assert "the page says so" in run("editions", "--ledger", path).stdout


def test_a_figure_changed_under_one_address_is_the_outlets_correction(ledger: Path) -> None:
    changes = run("changes", "--ledger", ledger).stdout
    assert "At least 12 people were killed\tAt least 15 people were killed (put right)" in changes, changes
    assert "Tarn Post\tTarn Post\tnumber" in changes
    conflicts = json.loads(run("conflicts", "--json", "--ledger", ledger).stdout)
    (told,) = [c for c in conflicts if "12" in c["why"] and "15" in c["why"]]
    assert told["kind"] == "apparent"
    assert "the outlet changed the one into the other under one address" in told["why"]
    figures = re.findall(r"at least 1\d(?: \(earlier\))?", run("figures", "--ledger", ledger).stdout)
    assert figures == ["at least 15", "at least 12 (earlier)"]


def test_the_original_is_given_back_byte_for_byte(ledger: Path, tmp_path: Path) -> None:
    held = {run("show", id, "--original", "--ledger", ledger).stdout_bytes for id in ids(ledger)}
    assert held == {(tmp_path / f / "a.txt").read_bytes() for f in ("one", "two")}


def test_what_is_forgotten_is_gone_and_stays_so(ledger: Path, tmp_path: Path) -> None:
    kept = {f: (tmp_path / f / "a.txt").read_bytes() for f in ("one", "two")}
    first = next(id for id in ids(ledger) if run("show", id, "--original", "--ledger", ledger).stdout_bytes == kept["one"])
    said = run("forget", first, "--why", "asked by the author", "--ledger", ledger)
    assert said.exit_code == 0
    assert "is forgotten" in said.stdout
    assert first not in ids(ledger)
    assert "12 people" not in run("claims", "--ledger", ledger).stdout
    originals = [p.read_bytes() for p in Path(f"{ledger}.originals").rglob("*") if p.is_file()]
    assert originals == [kept["two"]]
    again = run("add", tmp_path / "one" / "a.txt", "--ledger", ledger)
    assert "was forgotten by 'stemma forget' and stays so" in again.stderr
    assert first not in ids(ledger)
    with sqlite3.connect(ledger) as c:
        (why, hash) = c.execute("SELECT whence, original FROM custody WHERE action = 'forgotten'").fetchone()
    assert (why, hash) == ("asked by the author", sha256(kept["one"].decode().encode()).hexdigest())


def test_no_word_of_what_is_forgotten_stays_in_the_file(tmp_path: Path, write: Write) -> None:
    path = tmp_path / "l.db"
    run("add", write("a.txt", HEAD.format(day="2030-03-04") + TEXT.format(dead=12)), "--ledger", path)
    run("forget", ids(path)[0], "--ledger", path)
    files = [p for p in tmp_path.iterdir() if p.name.startswith("l.db") and p.is_file()]
    assert files
    assert not any(b"wyrtolquist" in p.read_bytes() for p in files)


def test_extracting_anew_changes_nothing_where_the_version_is_the_same(ledger: Path) -> None:
    before = ids(ledger)
    assert run("extract", "--ledger", ledger).stdout == "0 texts extracted anew, 2 as before.\n"
    assert ids(ledger) == before


def test_extracting_anew_puts_the_new_text_in_the_place_of_the_old(tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from stemma.intake import plain
    from stemma.intake.encoding import decode

    path = tmp_path / "l.db"
    with monkeypatch.context() as earlier:  # an earlier version that lost what stands after the first paragraph
        earlier.setattr(plain, "decode", lambda data, name: decode(data, name).partition("\n\nAt least")[0])
        run("add", write("a.txt", HEAD.format(day="2030-03-04") + TEXT.format(dead=12)), "--ledger", path)
    (old,) = ids(path)
    assert run("extract", old, "--ledger", path).stdout == "1 texts extracted anew, 0 as before.\n"
    (report,) = json.loads(run("export", "--format", "json", "--ledger", path).stdout)["reports"]
    assert report["id"] != old
    assert report["url"] == "https://post.example/a"
    assert "12 people were killed" in run("figures", "--ledger", path).stdout + run("show", report["id"], "--ledger", path).stdout
    assert f"extracted anew from {old}" in run("show", report["id"], "--ledger", path).stdout


def test_the_rows_of_one_table_are_extracted_from_one_reading(tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from stemma.intake import tables
    from stemma.ledger.originals import Originals

    path = tmp_path / "l.db"
    rows = "".join(f'T {n},"At least {n} people were killed in Tarn, the army said.",Tarn Post\n' for n in range(12, 20))
    with monkeypatch.context() as earlier:  # an earlier version that lost the end of a text
        earlier.setattr(tables, "clean", lambda text: text.replace(", the army said.", "."))
        run("add", write("a.csv", "title,text,outlet\n" + rows), "--ledger", path)
    read: list[str] = []
    path_of = Originals.path_of

    def counted(originals: Originals, name: str) -> Path | None:
        read.append(name)
        return path_of(originals, name)

    monkeypatch.setattr(Originals, "path_of", counted)
    assert run("extract", "--ledger", path).stdout == "8 texts extracted anew, 0 as before.\n"
    assert len(read) == 1
    assert run("extract", "--ledger", path).stdout == "0 texts extracted anew, 8 as before.\n"
    assert len(json.loads(run("export", "--format", "json", "--ledger", path).stdout)["reports"]) == 8


ARTICLE = "<p>The river Dorn rose overnight, and 340 people left their homes, the mayor of Tarn said.</p><p>At least 12 people were killed, the army said, and {hurt} were hurt when the bridge fell into the water in the morning.</p>"  # noqa: E501
PAGE = "<!doctype html><html lang=en{amp}><head><title>Flood</title><link rel=canonical href=https://post.example/a></head><body><article><h1>Flood in Tarn</h1>{body}{more}</article></body></html>"  # noqa: E501
RELATED = "<p>Read more: Fire in Orford drives 70 from a hotel</p>"


@pytest.fixture
def web(tmp_path: Path) -> Iterator[tuple[World, Path]]:
    with playing() as world:
        yield world, tmp_path / "l.db"


def fetched(world: World, ledger: Path, path: str, body: str, more: str = "", amp: str = "") -> None:
    page = PAGE.format(amp=amp, body=body, more=more).replace("https://post.example/a", f"{world.base}/a")
    world.pages[path] = Said(200, (("Content-Type", "text/html"),), page.encode())
    assert run("add", f"{world.base}{path}", "--private", "--pace", 0, "--ledger", ledger).exit_code == 0


@pytest.mark.parametrize(
    ("path", "hurt", "more", "amp", "reports"),
    [
        ("/a", 45, RELATED, "", 1),  # another box on the page
        ("/amp/a", 45, RELATED, " amp", 1),
        ("/amp/a", 45, "<p>The mayor thanked all.</p>", " amp", 1),  # what the page's extraction did not have
        ("/a", 45, "<p>The mayor thanked all.</p>", "", 2),  # the page itself says more than it said
        ("/amp/a", 46, "", " amp", 2),
    ],
)
def test_another_form_of_a_page_is_no_edition_and_its_address_is_kept(
    web: tuple[World, Path], path: str, hurt: int, more: str, amp: str, reports: int
) -> None:
    world, ledger = web
    fetched(world, ledger, "/a", ARTICLE.format(hurt=45))
    fetched(world, ledger, path, ARTICLE.format(hurt=hurt), more, amp)
    assert len(ids(ledger)) == reports
    with sqlite3.connect(ledger) as c:
        assert {url for (url,) in c.execute("SELECT url FROM addresses")} == {f"{world.base}/a", f"{world.base}{path}"}
        assert c.execute("SELECT count(*) FROM custody").fetchone() == (2,), "both are in the log"
    if reports == 1:
        assert b" amp>" not in run("show", ids(ledger)[0], "--original", "--ledger", ledger).stdout_bytes, "the bytes that the text is from"
        assert run("extract", "--ledger", ledger).stdout == "0 texts extracted anew, 1 as before.\n"
    fetched(world, ledger, path, ARTICLE.format(hurt=hurt), more + "<p>Read more: Flood in Wick closes 80 roads</p>", amp)
    assert len(ids(ledger)) == reports, "the same again, with another box"
