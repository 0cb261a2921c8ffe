"""The report as one HTML page that holds everything it needs and asks the network for nothing."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from stemma.core.packs import Pack
from stemma.core.types import Situation
from stemma.showing.drawing import defs
from stemma.showing.heads import known_until, subject, title
from stemma.showing.markup import Markup, tag
from stemma.showing.section_conflicts import conflicts_section, sums_section
from stemma.showing.section_figures import figures_section
from stemma.showing.section_notes import notes_section
from stemma.showing.section_reports import reports_section
from stemma.showing.section_situation import situation as situation_section
from stemma.showing.section_stemma import stemma_section
from stemma.showing.view import View

SCREENS = (
    ("situation", "Situation"),
    ("figures", "Figures"),
    ("stemma", "Stemma"),
    ("conflicts", "Conflicts"),
    ("sums", "Sums"),
    ("reports", "Reports"),
    ("notes", "Notes"),
)
FONTS = (  # file, family, style, characters ("" for all), needed only with Greek letters
    ("source-serif-4-latin-opsz-normal", "Source Serif 4", "normal", "", False),
    ("source-serif-4-latin-opsz-italic", "Source Serif 4", "italic", "", False),
    ("source-serif-4-greek-opsz-normal", "Source Serif 4", "normal", "U+0370-03FF", True),
    ("source-sans-3-latin-wght-normal", "Source Sans 3", "normal", "", False),
    ("source-sans-3-latin-wght-italic", "Source Sans 3", "italic", "", False),
)


def html_report(situation: Situation, pack: Pack) -> str:
    """The whole situation as one self-contained page."""
    view = View(situation, pack)
    style = Markup(_fonts(bool(view.lost)) + _static("marks.css") + _static("dossier.css"))
    script = Markup(_static("dossier.js"))
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; font-src data:; base-uri 'none'; form-action 'none'"
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width,initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"{title(view)} · Stemma"),
        tag("style", style),
    )
    body = tag("body", defs(), _running_head(view), tag("main", sections(view)), _foot(), tag("script", script))
    return f"<!doctype html>\n{tag('html', head, body, lang=pack.language)}\n"


def sections(view: View) -> list[Markup]:
    """The parts of the page, in the order in which they are read."""
    return [
        situation_section(view),
        figures_section(view),
        stemma_section(view),
        conflicts_section(view),
        sums_section(view),
        reports_section(view),
        notes_section(view),
    ]


def _running_head(view: View) -> Markup:
    links = [tag("a", name, href=f"#{id}") for id, name in SCREENS]
    return tag(
        "header",
        tag("a", "Stemma", href="#situation", cls="mark"),
        tag("span", subject(view), cls="sit"),
        tag("nav", links, aria_label="Sections"),
        tag("span", f"as known {known_until(view)}", cls="clock"),
        cls="run",
    )


def _foot() -> Markup:
    return tag("footer", tag("span", "Stemma tells who says what and from whom. It does not say what happened."), cls="foot k")


def _static(name: str) -> str:
    return (files("stemma") / "showing" / "static" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _fonts(greek: bool) -> str:
    faces = []
    for file, family, style, characters, for_greek in FONTS:
        if for_greek and not greek:
            continue
        data = b64encode((files("stemma") / "showing" / "static" / "fonts" / f"{file}.woff2").read_bytes()).decode("ascii")
        only = f";unicode-range:{characters}" if characters else ""
        faces.append(
            f'@font-face{{font-family:"{family}";src:url(data:font/woff2;base64,{data}) format("woff2");'
            f"font-weight:200 900;font-style:{style}{only}}}\n"
        )
    return "".join(faces)
