"""The HTML report in a real browser: quiet, alone, and its figures lead to their words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.showing.dossiers import flood

from stemma.core.packs import Pack
from stemma.showing import html_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser]


class Visit(NamedTuple):
    """An open page with all that it complained about and asked for."""

    page: Page
    complaints: list[str]
    requests: list[str]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, pack: Pack) -> Path:
    """The page of the flood as a file."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(html_report(flood(), pack), encoding="utf-8")
    return path


@pytest.fixture
def visit(browser: Browser, file: Path) -> Iterator[Visit]:
    """The page opened; every request but the page's own is blocked and written down."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    own = file.as_uri()

    def meet(route: object) -> None:
        url = route.request.url  # type: ignore[attr-defined]
        if url == own:
            route.continue_()  # type: ignore[attr-defined]
        else:
            requests.append(url)
            route.abort()  # type: ignore[attr-defined]

    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.route("**/*", meet)
    page.goto(own)
    page.evaluate("document.fonts.ready")
    yield Visit(page, complaints, requests)
    context.close()


def test_the_page_is_quiet_and_asks_for_nothing(visit: Visit) -> None:
    visit.page.mouse.wheel(0, 4000)
    visit.page.wait_for_timeout(100)
    assert visit.complaints == []
    assert [url for url in visit.requests if not url.startswith("data:")] == []


def test_its_own_fonts_are_used(visit: Visit) -> None:
    loaded = visit.page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', ''))")
    assert {"Source Serif 4", "Source Sans 3"} <= set(loaded)


def test_a_click_on_a_figure_shows_its_evidence(visit: Visit) -> None:
    visit.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = false; })")
    evidence = visit.page.locator("#f-g1 .quotes .ev").first
    assert not evidence.is_visible()
    visit.page.locator("#situation .fig h4 a", has_text="Displaced: people, Dorran").click()
    evidence.wait_for(state="visible")
    assert "about 3,000 people" in evidence.inner_text()


def test_a_click_on_a_quote_lights_its_words_in_the_report(visit: Visit) -> None:
    visit.page.locator("#situation .fig h4 a", has_text="Displaced: people, Dorran").click()
    visit.page.locator("#f-g1 .quotes .ev").nth(1).click()
    lit = visit.page.locator("a.cl.hand")
    lit.first.wait_for(state="visible")
    assert lit.first.inner_text() == "about 3,000 people"
    assert lit.first.evaluate("node => getComputedStyle(node).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_a_click_on_lit_words_leads_back_to_the_figure(visit: Visit) -> None:
    visit.page.locator("#reports article.report").first.locator("a.cl", has_text="about 40 km2").first.click()
    visit.page.locator("#f-g2 .safe").wait_for(state="visible")
    assert visit.page.url.endswith("#f-g2")


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_is_wider_than_the_screen(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


OVERLAPS = """() => [...document.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width).flatMap(s => {
    const boxes = [...s.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
    const wide = (p, q) => Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const tall = (p, q) => Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    return boxes.flatMap(([a, p], i) => boxes.slice(i + 1).filter(([, q]) => wide(p, q) > 2 && tall(p, q) > 6).map(([b]) => a + ' | ' + b));
})"""


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_no_label_lies_on_another(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert visit.page.evaluate(OVERLAPS) == []


def test_it_can_be_read_without_script(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri() + "#f-g1")
    assert page.locator("#situation h1").inner_text().endswith("as five reports tell it")
    assert page.locator("#reports article.report a.cl").first.is_visible()
    context.close()
