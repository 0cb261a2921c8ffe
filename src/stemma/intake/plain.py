"""Plain text and Markdown: the file's own text, with header lines or front matter where it has them."""

from __future__ import annotations

from stemma.core.types import Report
from stemma.intake.encoding import decode
from stemma.intake.headers import with_front_matter, with_header


def read_text(data: bytes, name: str) -> Report:
    """The report in a text file; header lines stay in the text and are marked."""
    return with_header(Report(text=decode(data, name), name=name))


def read_markdown(data: bytes, name: str) -> Report:
    """The report in a Markdown file; front matter stays in the text and is marked."""
    return with_front_matter(Report(text=decode(data, name), name=name))
