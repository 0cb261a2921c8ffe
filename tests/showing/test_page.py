"""The HTML report: whole, escaped, self-contained, in the words that a reader may see."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from tests.showing.dossiers import flood

from stemma.core.packs import Pack
from stemma.core.types import Extract, Report, Situation
from stemma.showing import html_report


class Elements(HTMLParser):
    """Collects ids, links and attributes, and minds that every element is closed."""

    VOID = frozenset(("meta", "br", "hr", "rect", "line", "path", "circle", "polyline", "stop"))

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.attributes |= set(given)
        self.ids += [given["id"]] if given.get("id") else []  # type: ignore[list-item]
        self.links += [str(given["href"])[1:]] if str(given.get("href") or "").startswith("#") else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            raise AssertionError(f"<{tag}/> closes nothing in HTML")
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        """All that is shown."""
        return " ".join("".join(self.words).split())


def looked_at(page: str) -> Elements:
    """A page taken apart."""
    found = Elements()
    found.feed(page)
    found.close()
    return found


@pytest.fixture(scope="module")
def page(pack: Pack) -> str:
    """The page of the flood."""
    return html_report(flood(), pack)


def test_every_element_is_closed_and_every_id_stands_once(page: str) -> None:
    found = looked_at(page)
    assert found.open == []
    assert len(found.ids) == len(set(found.ids))


def test_every_link_leads_to_something_on_the_page(page: str) -> None:
    found = looked_at(page)
    assert set(found.links) <= set(found.ids)
    assert len(found.links) > 40


def test_nothing_is_inline_and_nothing_is_fetched(page: str) -> None:
    found = looked_at(page)
    assert not any(name == "style" or name.startswith("on") or name in ("src", "srcset") for name in found.attributes)
    assert "default-src 'none'" in page and "unsafe-inline" not in page
    assert not re.search(r"url\((?!#|data:)", page)
    assert page.count("<style>") == page.count("<script>") == 1


def test_words_of_reports_never_become_markup(page: str) -> None:
    assert '<b>"wild"' not in page
    assert "&lt;b&gt;" in page


def test_words_that_no_reader_may_see(page: str) -> None:
    shown = looked_at(page).text.lower()
    for word in ("independent", "fake", " lie ", " error", "reliable", "confidence", " score"):
        assert word not in shown, word
    assert not re.search(r"\b(true|false)\b", shown)


def test_title_and_lede_come_from_the_data(page: str) -> None:
    shown = looked_at(page).text
    assert "Dorran, May 2031, as five reports tell it" in shown
    assert "One is an original; four repeat, rewrite, blend or correct other reports. So 5 reports make 2 lineages." in shown
    assert "Four of the five reports (V M MN MN2) go back to one lost original α, credited to River Press." in shown


def test_numbers_keep_hedge_day_and_counts_together(page: str) -> None:
    row = re.search(r"<article class=\"fig\">(?:(?!</article>).)*Displaced: people, Dorran.*?</article>", page, re.DOTALL)
    assert row
    shown = looked_at(row.group()).text
    for part in ("about 3,000", "as of 5 May 2031", "2 reports", "1 lineage", "1 primary source", "the county"):
        assert part in shown, part


def test_a_change_on_the_way_is_told_in_words_where_it_matters(page: str) -> None:
    shown = looked_at(page).text
    assert "unit: about 40 km² became 40 square miles" in shown
    assert "caveat dropped" in shown
    assert "carried on by MN2" in shown
    assert "Unit put right" in shown


def test_safe_wording_names_speaker_day_and_checking(page: str) -> None:
    shown = looked_at(page).text
    said = "Displaced: people, Dorran: about 3,000, as of 5 May 2031, according to the county; no word on checking."
    assert f"{said} No second primary source was found." in shown


def test_claims_lead_to_their_figure_and_back(page: str) -> None:
    claim = flood().extracts[0].claims[0]
    assert re.search(rf'<a href="#f-g0" class="cl[^"]*" data-c="{claim.id}">', page)
    assert f'<span id="c-{claim.id}" class="at">' in page
    assert f'href="#c-{claim.id}"' in page


def test_parallel_text_names_what_was_kept_changed_dropped(page: str) -> None:
    shown = looked_at(page).text
    assert "What it was made from, V, in this report’s order" in shown
    assert "nothing in this report answers to it" in shown
    assert "Hedge changed: at least 21 became 21" in shown


def test_the_page_is_the_same_each_time_and_small(page: str, pack: Pack) -> None:
    assert html_report(flood(), pack) == page
    assert len(page.encode()) < 1_500_000


def test_empty_pile_is_a_sentence(pack: Pack) -> None:
    found = looked_at(html_report(Situation(), pack))
    assert "No reports so far" in found.text
    assert found.open == []


def test_one_bare_report_has_nothing_to_compare(pack: Pack) -> None:
    report = Report(text="Nothing much happened.\n\nNobody counted anything.")
    found = looked_at(html_report(Situation(reports=(report,), extracts=(Extract(report=report.id),)), pack))
    assert "One report, so nothing to compare" in found.text
    assert "No figure was read in them." in found.text
    assert "Nobody counted anything." in found.text


def test_no_weighing_and_odd_texts_do_no_harm(pack: Pack) -> None:
    situation = flood()
    odd = Report(text="\x00\x0b \ud800 <script>alert(1)</script> " + "a" * 4000, title="\u202e" + "x" * 400, outlet="O" * 300)
    bare = replace(situation, reports=(*situation.reports, odd), weighing=type(situation.weighing)())
    found = looked_at(html_report(bare, pack))
    assert found.open == []
    assert "alert(1)" in found.text
    html_report(bare, pack).encode("utf-8")
