"""HTML and SVG written so that every text is escaped unless it is markup already."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

VOID = frozenset(("br", "hr", "meta", "link", "stop", "rect", "line", "path", "circle", "ellipse", "polyline", "polygon", "use"))


class Markup(str):
    """A text that is markup already and is not escaped again."""

    __slots__ = ()

    def __html__(self) -> str:
        """What a template sets as it is."""
        return self


def tag(name: str, /, *children: str | Iterable[str] | None, **attributes: str | float | bool | None) -> Markup:
    """One element; `cls` stands for class, an underscore for a hyphen; None and False leave an attribute out."""
    head = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False)
    if name in VOID and not children:
        return Markup(f"<{name}{head}/>")
    return Markup(f"<{name}{head}>{join(*children)}</{name}>")


def join(*children: str | Iterable[str] | None) -> Markup:
    """Pieces one after the other, plain text escaped."""
    return Markup("".join(_flat(children)))


def between(separator: str, pieces: Iterable[str]) -> Markup:
    """Pieces with a separator between them, plain text escaped."""
    return Markup(str(_text(separator)).join(_text(piece) for piece in pieces))


def number(value: float) -> str:
    """A coordinate with one digit after the point at most."""
    shown = f"{value:.1f}"
    return shown[:-2] if shown.endswith(".0") else shown


def _flat(children: Iterable[str | Iterable[str] | None]) -> Iterable[str]:
    for child in children:
        if child is None:
            continue
        if isinstance(child, str):
            yield _text(child)
        else:
            yield from _flat(child)


def _text(text: str) -> str:
    return text if isinstance(text, Markup) else escape(_printable(text), quote=False)


def _printable(text: str) -> str:
    """Control characters and lone surrogates, which HTML forbids, become the sign for an unreadable character."""
    if text.isprintable():
        return text
    return "".join(
        c if c in "\n\t" or (c >= " " and not "\x7f" <= c <= "\x9f" and not "\ud800" <= c <= "\udfff") else "\ufffd" for c in text
    )


def _attribute(key: str, value: str | float | bool) -> str:
    name = "class" if key == "cls" else key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    shown = number(value) if isinstance(value, float) else str(value)
    return f' {name}="{escape(_printable(shown), quote=False).replace(chr(34), "&quot;")}"'
