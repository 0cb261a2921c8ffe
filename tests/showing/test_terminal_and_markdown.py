"""Tables on a terminal, plain lines in a pipe, rows for programs, and Markdown, held against golden files."""

from __future__ import annotations

import io
import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from tests.showing.dossiers import flood

from stemma.core.packs import Pack
from stemma.core.types import Situation
from stemma.showing import SHOWN, as_rows, markdown_report

GOLDEN = Path(__file__).parent / "golden"


def shown(answer: str, pack: Pack, terminal: bool = False, situation: Situation | None = None) -> str:
    """What an answer prints."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=160, no_color=True)
    SHOWN[answer](console, flood() if situation is None else situation, pack)
    return out.getvalue()


def held(name: str, text: str) -> str:
    """The golden file; STEMMA_NEW_GOLDEN=1 writes it anew."""
    path = GOLDEN / name
    if os.environ.get("STEMMA_NEW_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("answer", sorted(SHOWN))
def test_piped_answers_are_as_agreed(answer: str, pack: Pack) -> None:
    text = shown(answer, pack)
    assert text == held(f"{answer}.txt", text)


def test_markdown_is_as_agreed(pack: Pack) -> None:
    text = markdown_report(flood(), pack)
    assert text == held("flood.md", text)


@pytest.mark.parametrize("answer", sorted(SHOWN))
def test_a_pipe_gets_no_art(answer: str, pack: Pack) -> None:
    assert not re.search("[\u2550-\u2570\u2500\u250c-\u2518\x1b]{2,}|\x1b", shown(answer, pack).replace("───>", "").replace("<───", ""))


def test_a_terminal_gets_a_table_with_marks(pack: Pack) -> None:
    text = shown("figures", pack, terminal=True)
    assert "┃" in text and "about 3,000" in text and "rep." in text


@pytest.mark.parametrize("answer", sorted(SHOWN))
def test_rows_are_plain_json(answer: str, pack: Pack) -> None:
    assert json.loads(json.dumps(as_rows(answer, flood(), pack)))


@pytest.mark.parametrize("answer", sorted(SHOWN))
def test_an_empty_pile_is_a_sentence(answer: str, pack: Pack) -> None:
    assert shown(answer, pack, situation=Situation()).strip().endswith(".")
    assert markdown_report(Situation(), pack).startswith("# No reports so far")


def test_markdown_escapes_what_reports_say(pack: Pack) -> None:
    assert "<b>" not in markdown_report(flood(), pack)


def test_a_change_that_a_report_made_of_several_figures_stands_once(pack: Pack) -> None:
    situation = flood()
    dropped = next(m for m in situation.stemma.mutations if m.field == "attribution")
    heir = next(m.inherited_by for m in situation.stemma.mutations if m.inherited_by)
    other = next(m for m in situation.stemma.mutations if m.report == dropped.report and m.claim != dropped.claim)
    again = replace(dropped, claim=other.claim, from_claim=other.from_claim, inherited_by=heir)
    several = replace(situation.stemma, mutations=(*situation.stemma.mutations, again))
    before, after = (shown("tree", pack, situation=s) for s in (situation, replace(situation, stemma=several)))
    assert len(before.splitlines()) == len(after.splitlines())
    told = next(line for line in after.splitlines() if "speaker, 2 times" in line)
    assert "the mayor of Dorran" in told
    assert told.split("\t")[-1].strip()  # who carries on one of the two stands in the row
