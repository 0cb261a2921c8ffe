"""The order in which reports walk, and what tells one way of reading from another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma import pipeline
from stemma.core.packs import Pack
from stemma.core.types import Extract, Moment, Report
from stemma.pipeline import in_order, reader_version

ISO = ("2024-10-30", "2024-10", "2024", "2024-10-30T00:30:00+02:00", "2024-10-29T22:45:00+00:00", "2024-10-30T09:00", "someday")


def report(text: str, iso: str = "") -> Report:
    return Report(text=text, published=Moment(iso=iso) if iso else None)


def test_reports_stand_by_instant_the_undated_last() -> None:
    late, early, undated = report("a", "2024-10-29T22:45:00+00:00"), report("b", "2024-10-30T00:30:00+02:00"), report("c")
    assert in_order([undated, late, early]) == (early, late, undated)


@given(st.lists(st.tuples(st.text(max_size=3), st.sampled_from(("", *ISO))), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(held: list[tuple[str, str]], random: object) -> None:
    reports = list({r.id: r for r in (report(text, iso) for text, iso in held)}.values())
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_order(shuffled) == in_order(reports)
    assert in_order([*reports, *reports]) == in_order(reports)


def test_other_words_or_places_are_another_reader(pack: Pack, tmp_path: Path) -> None:
    places = tmp_path / "places.tsv"
    places.write_text("a\tOrford\t\ttown\tGB\t52.1\t1.5\n", encoding="utf-8")
    other = replace(pack, tables={**pack.tables, "hedges": {}})
    assert len({reader_version(pack), reader_version(other), reader_version(pack, places)}) == 3
    assert reader_version(pack) == reader_version(replace(pack))


class Stumbling:
    """A reader that trips over one text."""

    def read(self, report: Report) -> Extract:
        if report.text == "b":
            raise ValueError("no such word")
        return Extract(report=report.id)


def test_a_text_that_cannot_be_read_is_said_and_the_others_read(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "reader_of", lambda how: Stumbling())
    one, two, three = pipeline.read_all([report("a"), report("b"), report("c")], pack)
    assert (one.notices, three.notices) == ((), ())
    (notice,) = two.notices
    assert (notice.rule, notice.report) == ("read.failed", report("b").id)
    assert "ValueError in test_pipeline.py" in notice.message
