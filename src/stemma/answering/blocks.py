"""A short document as blocks, and its three forms: Markdown, HTML and Word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from stemma.core.errors import MissingExtra
from stemma.showing.markdown import plain
from stemma.showing.markup import Markup, join, tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; the first is the document's title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; a quiet one is an aside."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A point of a list: what stands out, what follows it, what stands below."""

    lead: str
    text: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a head; the widths are shares of the line."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


Block = Heading | Paragraph | Bullets | Table

_STYLE = """
:root{--paper:#fbfaf7;--ink:#1d1c1a;--faint:#6a675f;--rule:#d9d5cb}
@media (prefers-color-scheme:dark){:root{--paper:#191817;--ink:#e8e5de;--faint:#a19c91;--rule:#3b3934}}
body{max-width:46rem;margin:2.5rem auto;padding:0 1.25rem;background:var(--paper);color:var(--ink);
font:1.0625rem/1.5 Georgia,"Times New Roman",serif}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem;border-top:1px solid var(--rule);padding-top:.75rem}
p,ul{margin:.5rem 0}ul{padding-left:1.1rem}li{margin:.45rem 0}.quiet,.below{color:var(--faint);font-size:.9375rem}
.below{display:block}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9375rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--rule)}
th{font-weight:600;color:var(--faint)}
@media print{body{max-width:none;margin:0;background:#fff;color:#000}h2{break-after:avoid}li,tr{break-inside:avoid}}
"""


def to_markdown(blocks: Sequence[Block]) -> str:
    """The document as Markdown."""
    return "\n\n".join(_markdown(b) for b in blocks) + "\n"


def _markdown(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {plain(block.text)}"
    if isinstance(block, Paragraph):
        return f"*{plain(block.text)}*" if block.quiet else plain(block.text)
    if isinstance(block, Bullets):
        return "\n".join(_markdown_item(item) for item in block.items)
    head = [f"| {' | '.join(map(plain, block.head))} |", f"|{'---|' * len(block.head)}"]
    return "\n".join([*head, *(f"| {' | '.join(map(plain, row))} |" for row in block.rows)])


def _markdown_item(item: Item) -> str:
    line = f"- **{plain(item.lead)}**" + (f" {plain(item.text)}" if item.text else "")
    return line + (f"  \n  {plain(item.below)}" if item.below else "")


def to_html(blocks: Sequence[Block], language: str = "en") -> str:
    """The document as one page that needs nothing else."""
    title = next((b.text for b in blocks if isinstance(b, Heading)), "Brief")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content="default-src 'none'; style-src 'unsafe-inline'"),
        tag("meta", name="viewport", content="width=device-width,initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", Markup(_STYLE)),
    )
    return f"<!doctype html>\n{tag('html', head, tag('body', tag('main', [_html(b) for b in blocks])), lang=language)}\n"


def _html(block: Block) -> Markup:
    if isinstance(block, Heading):
        return tag(f"h{block.level}", block.text)
    if isinstance(block, Paragraph):
        return tag("p", block.text, cls="quiet" if block.quiet else None)
    if isinstance(block, Bullets):
        return tag("ul", [_html_item(i) for i in block.items])
    head = tag("thead", tag("tr", [tag("th", name, scope="col") for name in block.head]))
    rows = tag("tbody", [tag("tr", [tag("td", cell) for cell in row]) for row in block.rows])
    return tag("div", tag("table", head, rows), cls="wide", tabindex="0")


def _html_item(item: Item) -> Markup:
    below = tag("span", item.below, cls="below") if item.below else ""
    return tag("li", join(tag("b", item.lead), " ", item.text), below)


def to_docx(blocks: Sequence[Block]) -> bytes:
    """The document for Word."""
    try:
        from docx import Document
    except ImportError:
        raise MissingExtra("python-docx", "files", "Writing for Word") from None
    document = Document()
    _page(document)
    for block in blocks:
        _docx(document, block)
    out = BytesIO()
    document.core_properties.title = next((b.text for b in blocks if isinstance(b, Heading)), "")
    document.core_properties.author = "Stemma"
    document.save(out)
    return out.getvalue()


def _page(document: Any) -> None:
    """A4 with even margins, a serif face, and headings that do not shout."""
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.0)
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    for name, size in (("Heading 1", 18), ("Heading 2", 13), ("Heading 3", 11)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Georgia", Pt(size), RGBColor(0x1D, 0x1C, 0x1A)
        style.element.rPr.rFonts.set(_ASCII_THEME, "")
        for theme in (_ASCII_THEME, _HIGH_THEME):
            style.element.rPr.rFonts.attrib.pop(theme, None)


_ASCII_THEME = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}asciiTheme"
_HIGH_THEME = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}hAnsiTheme"


def _docx(document: Any, block: Block) -> None:
    from docx.shared import RGBColor

    if isinstance(block, Heading):
        document.add_heading(block.text, level=block.level)
    elif isinstance(block, Paragraph):
        run = document.add_paragraph().add_run(block.text)
        if block.quiet:
            run.font.color.rgb = RGBColor(0x6A, 0x67, 0x5F)
    elif isinstance(block, Bullets):
        for item in block.items:
            _docx_item(document, item)
    else:
        _docx_table(document, block)


def _docx_item(document: Any, item: Item) -> None:
    from docx.shared import Pt, RGBColor

    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.add_run(item.lead).bold = True
    if item.text:
        paragraph.add_run(f" {item.text}")
    if item.below:
        run = paragraph.add_run(f"\n{item.below}")
        run.font.size, run.font.color.rgb = Pt(9), RGBColor(0x6A, 0x67, 0x5F)


def _docx_table(document: Any, block: Table) -> None:
    from docx.shared import Cm, Pt

    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.autofit = False
    for column, share in zip(table.columns, block.widths, strict=False):
        column.width = Cm(16.6 * share)
    lines = [block.head, *block.rows]
    for at, line in enumerate(lines):
        cells = table.rows[0].cells if not at else table.add_row().cells
        for place, text in enumerate(line):
            if block.widths:
                cells[place].width = Cm(16.6 * block.widths[place])
            run = cells[place].paragraphs[0].add_run(text)
            run.font.size, run.bold = Pt(9), not at
    _repeat_head(table.rows[0])


def _repeat_head(row: Any) -> None:
    """The head stands again on each page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)
