"""What a reader sees: the report as one HTML page, as Markdown, and as tables on a terminal.

What is named here is loaded when it is asked for: an answer in words needs no page.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stemma.showing.markdown import markdown_report
    from stemma.showing.page import html_report
    from stemma.showing.terminal import SHOWN, as_rows

__all__ = ["SHOWN", "as_rows", "html_report", "markdown_report"]
_HOMES = {"SHOWN": "terminal", "as_rows": "terminal", "html_report": "page", "markdown_report": "markdown"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'stemma.showing' has no attribute '{name}'")
    return getattr(import_module(f"stemma.showing.{_HOMES[name]}"), name)
