"""What a reader sees: the report as one HTML page, as Markdown, and as tables on a terminal."""

from stemma.showing.markdown import markdown_report
from stemma.showing.page import html_report
from stemma.showing.terminal import SHOWN, as_rows

__all__ = ["SHOWN", "as_rows", "html_report", "markdown_report"]
