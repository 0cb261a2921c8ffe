"""What stands behind a value, what is new since a moment, and the brief, over a small made-up pile."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.making import Told, told

from stemma.answering.account import accounts
from stemma.answering.around import around, meant, near
from stemma.answering.blocks import to_docx, to_html, to_markdown
from stemma.answering.brief import brief
from stemma.answering.clock import instant, since
from stemma.answering.news import chosen, news
from stemma.answering.telling import lines
from stemma.core.errors import StemmaError
from stemma.core.packs import load_pack
from stemma.core.types import Situation
from stemma.ledger import Ledger
from stemma.pipeline import assemble
from stemma.showing.view import View

PACK = load_pack()
WIRE = told(
    "OSTREY, 2 May (Sea Wire) - The flood killed {12 people|killed|subject=people|place=Dorran|who=mayor of Dorran|nature=total"
    "|as_of=2031-05-02|checked=unverified} in Dorran, the mayor said. Sea Wire could not verify the number. Some {3,417 houses"
    "|buildings_destroyed|place=Dorran|as_of=2031-05-02} were lost in the valley and the bridge at Mill Lane was swept away at dawn.",
    outlet="Sea Wire",
    published="2031-05-02T08:00:00+00:00",
)
COPY = told(
    "The flood killed {12 people|killed|subject=people|place=Dorran|who=mayor of Dorran|nature=total|as_of=2031-05-02} in Dorran, the "
    "mayor said. Some {3,417 houses|buildings_destroyed|place=Dorran|as_of=2031-05-02} were lost in the valley and the bridge at Mill "
    "Lane was swept away at dawn. (Sea Wire)",
    outlet="Hill Post",
    published="2031-05-02T12:00:00+00:00",
    credits=("Sea Wire",),
)
LATER = told(
    "The toll in Dorran rose to {19 people|killed|subject=people|place=Dorran|who=rescue service|nature=total|as_of=2031-05-04}, the "
    "rescue service said on Sunday.",
    outlet="Plain Courier",
    published="2031-05-04T09:00:00+00:00",
)


def pile(*reports: Told) -> Situation:
    return assemble([r.report for r in reports], [r.extract for r in reports], (), PACK)


@pytest.fixture(scope="module")
def situation() -> Situation:
    return pile(WIRE, COPY, LATER)


def test_a_number_finds_its_figure_and_words_narrow_it(situation: Situation) -> None:
    (found,) = meant(situation, "3,417")
    assert found[0].measure == "buildings_destroyed"
    (found,) = meant(situation, "12 people")
    assert found[0].measure == "killed"
    with pytest.raises(StemmaError, match="No figure has '77'"):
        meant(situation, "77")


def test_why_names_the_speaker_the_copies_the_other_value_and_the_lost_caveat(situation: Situation) -> None:
    (figure, claims), *_ = meant(situation, "12 people")
    view = View(around(situation, [figure.id]), PACK)
    (account,) = accounts(view, figure, claims)
    (origin,) = account.origins
    assert (origin.speaker, origin.reports) == ("mayor of Dorran", ("Sea Wire", "Hill Post"))
    assert account.warranty.kept == ("Sea Wire",)
    assert account.warranty.dropped == ("Hill Post",)
    assert [o.told for o in account.others] == ["19 (rescue service in Plain Courier, as of 4 May 2031)"]
    text = "\n".join(lines(view, account))
    assert "separate confirmation none found" in text
    assert "according to mayor of Dorran, quoted by Sea Wire" in account.wording
    assert "true" not in text.lower()


def test_the_neighbourhood_of_a_figure_answers_as_the_whole_does(situation: Situation) -> None:
    for figure, claims in meant(situation, "people"):
        near, whole = View(around(situation, [figure.id]), PACK), View(situation, PACK)
        assert accounts(near, near.figures[figure.id], claims) == accounts(whole, whole.figures[figure.id], claims)


def test_news_since_a_moment_are_only_what_came_since(situation: Situation) -> None:
    view = View(situation, PACK)
    (moved,) = news(view, instant("2031-05-03"))
    assert (moved.kind, moved.told) == ("moved", "19, as of 4 May 2031")
    assert "before: 12" in moved.detail and moved.moved == pytest.approx(7 / 12)
    assert chosen([moved], moved_by=0.9) == []
    assert {n.kind for n in news(view, instant("2031-05-01"))} == {"new", "caveat"}
    assert news(view, instant("2031-06-01")) == []


def test_the_brief_says_the_same_in_each_form(situation: Situation) -> None:
    from io import BytesIO

    from docx import Document

    view = View(situation, PACK)
    moment = instant("2031-05-03")
    blocks = brief(view, moment, news(view, moment))
    document = Document(BytesIO(to_docx(blocks)))
    words = "\n".join(p.text for p in document.paragraphs)
    for text in (to_markdown(blocks), to_html(blocks), words):
        assert "19, as of 4 May 2031" in text
        assert "Sea Wire" not in text  # it came before
    assert document.tables[0].rows[0].cells[0].text == "Figure"
    assert "<script" not in to_html(blocks)


def test_moments_are_understood_or_refused() -> None:
    now = datetime(2031, 5, 4, 15, 30, tzinfo=UTC)
    assert since("yesterday", now).startswith("2031-05-03T00:00:00")
    assert since("24h", now).startswith("2031-05-03T15:30:00")
    assert since("3 days", now).startswith("2031-05-01T15:30")
    assert since("2031-05-04T09:00Z", now) == "2031-05-04T09:00:00+00:00"
    assert since("2031-05-04T09:00+02:00", now) == "2031-05-04T07:00:00+00:00"
    with pytest.raises(StemmaError, match="is no time"):
        since("soon", now)


def test_a_question_that_fits_many_figures_loads_the_fittest_and_names_the_rest(situation: Situation, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as held:
        held.save(situation)
        everything = near(held, "people", most=3)
        assert len(everything.situation.reports) == len(situation.reports)
        one = near(held, "12", most=0)
        assert [name for _, name in one.rest] == [f.title for f in situation.figures if f.measure == "killed"]
        loaded = near(held, "3,417 houses")
    (found,) = meant(loaded.situation, "3,417 houses")
    view, whole = View(loaded.situation, PACK), View(situation, PACK)
    assert accounts(view, view.figures[found[0].id], found[1]) == accounts(whole, whole.figures[found[0].id], found[1])
