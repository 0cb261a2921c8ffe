"""A reader in a real browser drives every screen on the bundled sample; an error on the console fails the test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.conftest import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed, so no browser was opened")
expect = playwright.expect
pytestmark = [pytest.mark.browser]
SCREENS = ("situation", "figure", "stemma", "report", "conflicts", "inbox", "map", "search?q=troops", "sources", "add", "marks")
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: 'text/plain' }));
  document.dispatchEvent(new DragEvent('dragenter', { dataTransfer: data, bubbles: true, cancelable: true }));
  document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


class Visitor:
    """An open page that writes down all that it complained about and every address that it asked for."""

    def __init__(self, browser: Browser, served: Served, **options: Any) -> None:
        self.served = served
        self.context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("request", lambda r: self.complaints.append(r.url) if not r.url.startswith((served.address, "data:")) else None)

    def go(self, path: str) -> Page:
        self.page.goto(f"{self.served.address}/{path}")
        return self.page


@pytest.fixture
def visitor(browser: Browser, served: Served) -> Iterator[Visitor]:
    held = Visitor(browser, served)
    yield held
    held.context.close()
    assert held.complaints == []


@pytest.fixture
def narrow(browser: Browser, served: Served) -> Iterator[Visitor]:
    held = Visitor(browser, served, viewport={"width": 390, "height": 844}, color_scheme="dark")
    yield held
    held.context.close()
    assert held.complaints == []


def test_from_the_situation_to_the_one_origin_in_three_clicks(visitor: Visitor) -> None:
    page = visitor.go("situation")
    groups = page.evaluate("fetch('/situation.json').then(r => r.json())")["groups"]
    told = [(f["readings"][0]["reports"], f["id"]) for g in groups for f in g["figures"] if f["readings"][0]["lineages"] == 1]
    reports, figure = max(told)
    assert reports >= 3
    page.click(f"article.row[data-href='/figure/{figure}'] h3 a")  # one
    assert "has it first" in page.inner_text("#chain")
    page.click("text=Why one origin? How the reports descend")  # two
    page.wait_for_url(f"**/stemma?figure={figure}*")
    assert page.locator("svg.treesvg .carry").count() >= 3 and page.locator("#edge .fall").count() >= 1
    edge = page.locator("svg.treesvg a[data-edge]").first
    child = edge.get_attribute("data-edge")
    edge.locator(".hit").dispatch_event("click")  # three
    page.wait_for_url(f"**report={child}*")
    assert re.search(r"[+-]\d\.\d", page.inner_text("#edge .fall"))


def test_the_very_words_stand_lit_and_an_original_names_what_was_made_from_it(visitor: Visitor) -> None:
    page = visitor.go("situation")
    groups = page.evaluate("fetch('/situation.json').then(r => r.json())")["groups"]
    told = [(f["readings"][0]["reports"], f["id"]) for g in groups for f in g["figures"] if f["readings"][0]["lineages"] == 1]
    figure = max(told)[1]
    value = page.evaluate(f"fetch('/figure/{figure}.json').then(r => r.json())")["claims"][0]["text"]
    page = visitor.go(f"figure/{figure}")
    page.click("text=The very words")
    page.wait_for_selector(".rep")
    lit = page.locator(".cl.hand, .at:target + .cl").first
    assert lit.inner_text().split()[-1] in value
    page.click("text=Evidence of its descent")
    assert "made from it" in page.inner_text("#edge")
    page.locator("#edge a[data-edge]").first.click()
    page.wait_for_selector("#edge .fall")


def test_figure_to_evidence_to_text_and_back(visitor: Visitor) -> None:
    page = visitor.go("situation")
    title = page.locator("article.row h3 a").nth(3)
    name = title.inner_text()
    title.click()
    assert page.inner_text("h1") == name
    page.locator("details summary").first.click()
    page.locator("details[open] a").first.click()
    page.wait_for_selector(".rep")
    claim = page.locator(".cl.hand").first
    claim.hover()
    assert page.locator(".pop").is_visible()
    claim.click()
    page.wait_for_url("**/figure/*")
    page.go_back()
    page.wait_for_selector(".rep")


def test_a_script_runs_once_on_a_page_however_many_others_import_it(visitor: Visitor) -> None:
    twice = """() => {
      const asked = performance.getEntriesByType('resource').filter((r) => r.initiatorType !== 'fetch');
      const paths = asked.map((r) => new URL(r.name).pathname);
      return paths.filter((path, i) => path.endsWith('.js') && paths.indexOf(path) !== i);
    }"""
    for screen in SCREENS:
        page = visitor.go(screen)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(twice) == [], screen
    visitor.go("situation")
    page = visitor.go("conflicts")
    page.evaluate("window.went = 0; history.back = () => { window.went += 1; }; void 0")
    page.keyboard.press("u")
    assert page.evaluate("window.went") == 1


def test_help_asked_for_twice_in_haste_is_there_once(visitor: Visitor) -> None:
    page = visitor.go("situation")
    page.evaluate("for (const i of [1, 2]) document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }))")
    page.wait_for_selector("dialog[open] .ms")
    heads = page.locator("dialog[open] h1").all_inner_texts()
    assert len(heads) == len(set(heads)) == 1


def test_keys_move_open_copy_and_help(browser: Browser, served: Served) -> None:
    held = Visitor(browser, served, permissions=["clipboard-read", "clipboard-write"])
    page = held.go("situation")
    page.keyboard.press("j")
    page.keyboard.press("j")
    row = page.locator("article.row.sel")
    assert row.get_attribute("aria-current") == "true"
    page.keyboard.press("c")
    expect(page.locator("#said")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == row.get_attribute("data-copy")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open] .ms")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/figure/*")
    for key, screen in (("3", "stemma"), ("5", "conflicts"), ("6", "inbox"), ("7", "map"), ("0", "add")):
        page.keyboard.press(key)
        page.wait_for_url(f"**/{screen}*")
    page.keyboard.press("1")
    page.wait_for_url("**/situation*")
    page.keyboard.press("[")
    page.wait_for_url("**known-at=*")
    page.keyboard.press("/")
    page.keyboard.type("Kurakhove")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Kurakhove")
    assert page.locator(".res").count() > 1
    held.context.close()
    assert held.complaints == []


def test_triage_with_the_keyboard_and_undo(visitor: Visitor) -> None:
    page = visitor.go("inbox")
    row = page.locator(".ib").first
    row.click()
    page.keyboard.press("a")
    expect(page.locator(".ib .st").first).to_have_text("accepted")
    assert page.locator(".ib.sel").get_attribute("data-claim") == page.locator(".ib").nth(1).get_attribute("data-claim")
    page.keyboard.press("r")
    expect(page.locator(".ib .st").nth(1)).to_have_text("rejected")
    page.keyboard.press("u")
    expect(page.locator(".ib .st").nth(1)).not_to_have_text("rejected")
    page.keyboard.press("e")
    page.wait_for_selector("[data-panel=edit]:not([hidden])")
    page.fill("[data-panel=edit] [name=subject]", "Ukrainian army")
    page.click("text=Keep the edit")
    expect(page.locator(".ib .st").nth(1)).to_have_text("edited")
    page.reload()
    assert page.locator(".ib .st").first.inner_text() == "accepted"
    page.click("text=Work out anew")
    page.wait_for_url("**/inbox*")
    rows = page.evaluate("fetch('/decisions.json').then(r => r.json())")["decisions"]
    assert [d["action"] for d in rows] == ["accept", "reject", "undo", "edit"]


def test_a_file_that_is_dropped_becomes_a_report(visitor: Visitor) -> None:
    page = visitor.go("add")
    text = "Title: Dropped\nOutlet: Drop Post\nPublished: 2025-01-09\n\nAt least 41 people were killed in Kursk, the governor said.\n"
    page.evaluate(DROP, ["dropped.txt", text])
    page.wait_for_selector('li[data-state="done"]', timeout=60_000)
    assert "1 new" in page.inner_text("#jobs")
    page.evaluate(DROP, ["dropped.txt", text])
    expect(page.locator("li[data-state=done]")).to_have_count(2, timeout=60_000)
    assert "0 new, 1 already known" in page.inner_text("#jobs")
    page.goto(f"{visitor.served.address}/report")
    assert page.locator("text=Drop Post").count() == 1


def contested(page: Page) -> str:
    """The address of the figure with the most readings."""
    figures = page.evaluate("fetch('/figure.json').then(r => r.json())")["figures"]
    return f"figure/{max(figures, key=lambda f: len(f['readings']))['id']}"


def test_the_course_is_drawn_by_plot_with_its_sources_and_what_each_mark_says(visitor: Visitor) -> None:
    page = visitor.go("situation")
    page = visitor.go(contested(page))
    drawn = page.locator("svg.plotted:visible")
    expect(drawn).to_have_count(1)
    assert page.locator("svg.course:visible").count() == 0
    shown = page.evaluate("JSON.parse(document.querySelector('.draw.w[data-plot]').dataset.plot).readings")
    assert len(shown) >= 4 and {r["ends"] for r in shown} >= {"about", "exact"}
    labels = drawn.locator("text").all_text_contents()
    assert all(r["value"][1] in labels for r in shown if r["words"])
    before = drawn.locator("[opacity='0.16']").count()
    page.locator(".src").first.click()
    assert page.locator(".src[aria-pressed=true]").count() == 1
    assert before == 0 and page.locator("svg.plotted [opacity='0.16']").count() > 3
    page.locator(".src[aria-pressed=true]").click()
    box = drawn.bounding_box()
    assert box
    page.mouse.move(box["x"] + shown[0]["x"], box["y"] + shown[0]["y"])
    expect(page.locator("svg.plotted .tip text")).to_contain_text(shown[0]["source"][:20])
    page.locator("svg.plotted a .reports, svg.plotted .reports a").first.click()
    page.wait_for_url("**/report/*")


def test_no_words_of_a_course_lie_on_others(visitor: Visitor) -> None:
    page = visitor.go("situation")
    page = visitor.go(contested(page))
    page.wait_for_selector("svg.plotted")
    clashes = page.evaluate(
        """() => { const shown = [...document.querySelectorAll('svg.plotted text')].filter(t => t.textContent);
          const boxes = shown.map(t => t.getBoundingClientRect());
          const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 7 && b.top < a.bottom - 7;
          return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => meet(a, b))).length; }"""
    )
    assert clashes == 0


def test_the_servers_course_stands_where_no_script_runs_and_on_paper(browser: Browser, served: Served) -> None:
    held = Visitor(browser, served)
    page = held.go("situation")
    figure = contested(page)
    page = held.go(figure)
    page.wait_for_selector("svg.plotted:visible")
    page.emulate_media(media="print")
    assert page.locator("svg.course:visible").count() >= 1 and page.locator("svg.plotted:visible").count() == 0
    held.context.close()
    still = Visitor(browser, served, java_script_enabled=False)
    page = still.go(figure)
    assert page.locator("svg.big-course:visible").count() == 1 and page.locator("#sources:visible").count() == 0
    still.context.close()
    assert held.complaints == still.complaints == []


def test_the_map_is_drawn_and_a_place_filters_the_situation(visitor: Visitor) -> None:
    page = visitor.go("map")
    page.wait_for_selector("#map[data-ready=yes]")
    assert page.locator("#map path.leaflet-interactive").count() >= 5
    page.click("tr[data-place=Kurakhove] a")
    page.wait_for_url("**place=Kurakhove*")
    titles = page.locator("article.row h3").all_inner_texts()
    assert titles and all("Kurakhove" in t for t in titles)
    page.click("text=all places")
    page.wait_for_url(re.compile(r"/situation(?!.*place)"))


@pytest.mark.parametrize("width", [1440, 390])
def test_no_name_of_the_map_lies_on_another_or_on_a_towns_ring(browser: Browser, served: Served, width: int) -> None:
    held = Visitor(browser, served, viewport={"width": width, "height": 900})
    page = held.go("map")
    page.wait_for_selector("#map[data-ready=yes]")
    clashes = """() => { const boxes = (what) => [...document.querySelectorAll(what)].map(e => e.getBoundingClientRect());
      const shown = boxes('#map .placename:not([hidden])'), rings = boxes('#map path.leaflet-interactive:not([stroke-dasharray])');
      const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      const names = shown.flatMap((a, i) => shown.slice(i + 1).filter(b => meet(a, b))).length;
      const on = shown.flatMap(a => rings.filter(b => meet(a, b) && b.width < 20)).length;
      return [shown.length, names, on]; }"""
    for _ in range(3):
        shown, names, rings = page.evaluate(clashes)
        assert shown >= 2 and names == 0 and rings <= 0
        page.click(".leaflet-control-zoom-in")
        page.wait_for_timeout(500)
    held.context.close()
    assert held.complaints == []


def test_time_is_brushed_by_dragging(visitor: Visitor) -> None:
    page = visitor.go("situation")
    box = page.locator("[data-brush] svg").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 20, steps=4)
    page.mouse.up()
    page.wait_for_url("**from=*")
    assert page.locator("article.row").count() < 12


def test_an_edge_of_the_tree_shows_its_evidence(visitor: Visitor) -> None:
    page = visitor.go("stemma")
    edge = page.locator("a[data-edge] .hit").nth(1)
    child = page.locator("a[data-edge]").nth(1).get_attribute("data-edge")
    edge.dispatch_event("click")
    page.wait_for_url(f"**report={child}*")
    assert page.locator("#edge .fall").count() >= 1
    assert re.search(r"[+-]\d\.\d", page.inner_text("#edge .fall"))
    page.keyboard.press("f")
    page.wait_for_url("**figure=*")
    assert page.locator("svg .carry").count() >= 1


def test_dark_and_narrow_nothing_runs_over(narrow: Visitor) -> None:
    for screen in SCREENS:
        page = narrow.go(screen)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, screen
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 22, 25)"
    page = narrow.go("figure")
    page.locator("table a").first.click()
    page.wait_for_selector("h1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page = narrow.go("report")
    page.locator("table a").nth(3).click()
    page.wait_for_selector(".rep")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page = narrow.go("inbox")
    assert page.locator(".thumb .btn").first.bounding_box()["height"] >= 44  # type: ignore[index]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(browser: Browser, served: Served, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed, so accessibility was not checked")
    held = Visitor(browser, served, color_scheme=scheme, bypass_csp=True)
    figure = held.go("figure").locator("table a").first.get_attribute("href")
    report = held.go("report").locator("table a").nth(3).get_attribute("href")
    found = {}
    for path in (*SCREENS, str(figure).lstrip("/"), str(report).lstrip("/")):
        results = axe.Axe().run(held.go(path))
        serious = [v for v in results.response["violations"] if v["impact"] in ("serious", "critical")]
        if serious:
            found[path] = [(v["id"], v["nodes"][0]["html"][:120], len(v["nodes"])) for v in serious]
    held.context.close()
    assert found == {}


def test_first_paint_comes_within_a_second(visitor: Visitor) -> None:
    page = visitor.go("situation")
    visitor.go("situation")
    page.wait_for_timeout(400)
    paint = page.evaluate("performance.getEntriesByType('paint').at(-1).startTime")
    assert paint < 1000


def test_no_label_of_a_row_lies_on_another(visitor: Visitor) -> None:
    page = visitor.go("situation")
    clashes = page.evaluate(
        """() => [...document.querySelectorAll('article.row .draw.w svg')].flatMap(svg => {
          const boxes = [...svg.querySelectorAll('text')].map(t => t.getBoundingClientRect());
          const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
          return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => meet(a, b)));
        }).length"""
    )
    assert clashes == 0


def test_merge_and_split_by_key_and_two_readers_beside_each_other(visitor: Visitor) -> None:
    page = visitor.go("situation")
    figures = page.evaluate("fetch('/figure.json').then(r => r.json())")["figures"]
    units = [f["readings"][0]["unit"] for f in figures]
    figure = next(f for f, u in zip(figures, units, strict=True) if units.count(u) > 1 and sum(r["reports"] for r in f["readings"]) > 2)
    first = page.evaluate(f"fetch('/figure/{figure['id']}.json').then(r => r.json())")["claims"][0]["id"]
    page = visitor.go("inbox")
    page.locator(f".ib[data-claim={first}]").click()
    expect(page.locator(f".detailbody[data-claim={first}]")).to_have_count(1)
    page.keyboard.press("m")
    page.wait_for_selector("[data-panel=merge]:not([hidden]) select")
    page.fill("[data-panel=merge] [name=why]", "the same count")
    page.locator("[data-panel=merge] button").click()
    expect(page.locator(f".ib[data-claim={first}] .st")).to_have_text("merged")
    page.locator(f".ib[data-claim={first}]").click()
    expect(page.locator(f".detailbody[data-claim={first}]")).to_have_count(1)
    page.keyboard.press("s")
    page.wait_for_selector("[data-panel=split]:not([hidden]) select")
    page.locator("[data-panel=split] button").click()
    expect(page.locator(f".ib[data-claim={first}] .st")).to_have_text("split")
    page.fill("[name=reader]", "Ben")
    page.locator("form[action='/reader'] button").click()
    page.wait_for_load_state()
    assert "You are Ben" in page.inner_text(".lead")
    page.locator(f".ib[data-claim={first}]").click()
    page.keyboard.press("a")
    expect(page.locator(f".ib[data-claim={first}] .st")).to_have_text("accepted")
    page.reload()
    assert "Ben and reader 1 both decided 1 claim and agree on 0 (0%)" in page.inner_text("main")
    rows = page.evaluate("fetch('/decisions.json').then(r => r.json())")["decisions"]
    assert [(d["who"], d["action"], d["why"]) for d in rows] == [
        ("reader 1", "merge", "the same count"), ("reader 1", "split", None), ("Ben", "accept", None),
    ]  # fmt: skip


def test_a_pasted_text_tells_how_far_it_is_and_an_inner_address_is_refused(visitor: Visitor) -> None:
    page = visitor.go("add")
    page.fill("#text", "At least 43 people were killed in Kursk, the governor said.")
    page.fill("[name=title]", "Pasted by hand")
    page.click("text=Add this text")
    page.wait_for_selector("li[data-state=reading] progress, li[data-state=waiting] progress, li[data-state=done]")
    expect(page.locator("li[data-state=done]")).to_have_count(1, timeout=60_000)
    assert "Pasted by hand" in page.inner_text("#jobs") and "1 new" in page.inner_text("#jobs")
    page.fill("[name=url]", "http://127.0.0.1:9/secret")
    page.click("text=Fetch and add")
    expect(page.locator("#jobs li").first).to_contain_text("127.0.0.1", timeout=60_000)
    expect(page.locator("#jobs li").first).to_have_attribute("data-state", re.compile("done|failed"), timeout=60_000)
    assert "1 refused" in page.locator("#jobs li").first.inner_text()


def test_on_paper_every_screen_is_light_and_wide_and_without_controls(browser: Browser, served: Served) -> None:
    held = Visitor(browser, served, color_scheme="dark", viewport={"width": 1032, "height": 720})
    for screen in SCREENS:
        page = held.go(screen)
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)", screen
        assert page.locator(".tabs:visible, .btn:visible, .bottom:visible, .leaflet-container:visible").count() == 0, screen
        assert page.evaluate("document.documentElement.scrollWidth") <= 1032, screen
        page.emulate_media(media="screen")
    assert held.complaints == []
    held.context.close()
