"""What stands around an article in its page: related boxes, appeals, captions; taken out before, or known again after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from stemma.core.types import Mark
from stemma.intake.plaintext import text_of

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:related|recommend(?:ed|ations?)?|recirc\w*|newsletter|subscri(?:be|ption)s?|promo(?:tion)?s?|trending|most-?(?:read|popular|viewed)|"
    r"popular|share|sharing|social|comments?|sidebar|taboola|outbrain|advert\w*|ads?|ad-?slot|cookies?|consent|teasers?|also-?like|more-?(?:on|from|stories|news)|"
    r"read-?(?:more|next|also)|up-?next|breadcrumbs?|sponsor\w*|signup|sign-?up|paywall|piano|regwall|inline-?links?|see-?also|ticker|"
    r"latest(?:-news)?|headlines|author-bio|tags|topics|donate|membership|correction-policy|storylist|story-list|carousel|gallery-nav|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SAFE = frozenset(("html", "body", "main", "article"))
_BOXES = ("div", "section", "ul", "ol", "aside", "nav", "footer", "form", "table", "p", "dl", "button", "details")
_ALWAYS = frozenset(("nav", "form", "button", "dialog", "amp-ad", "amp-sidebar"))
_MOST = 0.4  # share of the page's words: what holds more is the article, whatever it is called


def without_surroundings(tree: Any) -> dict[str, str]:
    """Take boxes that are no article out of a page; give the captions that stay, as kind by the words of a line."""
    captions = {_folded(text_of(c)): "caption" for c in tree.iter("figcaption")}
    whole = max(1, _size(tree))
    for node in list(tree.iter(*_BOXES, *(_ALWAYS - set(_BOXES)))):
        if node.getparent() is None or node.tag in _SAFE or not _is_box(node):
            continue
        if node.tag in _ALWAYS or _size(node) < _MOST * whole:
            _drop(node)
    for heading in list(tree.iter("aside", "footer")):
        if heading.getparent() is not None and _size(heading) < _MOST * whole:
            _drop(heading)
    return {words: kind for words, kind in captions.items() if words}


def known_again(text: str, lines: dict[str, str]) -> Iterator[Mark]:
    """The lines of a text that are known from the page to be no words of the article."""
    at = 0
    for line in text.split("\n"):
        kind = lines.get(_folded(line))
        if kind and line.strip():
            yield Mark(start=at, end=at + len(line), kind=kind)
        at += len(line) + 1


def _is_box(node: Any) -> bool:
    if node.tag in _ALWAYS:
        return True
    if node.get("hidden") is not None or node.get("aria-hidden") == "true" or "display:none" in (node.get("style") or "").replace(" ", ""):
        return True
    if node.get("role") in ("navigation", "complementary", "banner", "contentinfo", "search"):
        return True
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", f"{node.get('class') or ''} {node.get('id') or ''} {node.get('data-component') or ''}")
    return bool(_NAMED.search(words.replace("__", "-"))) if words.strip() else False


def _drop(node: Any) -> None:
    """Take a node out; the words after it stay."""
    parent, before, tail = node.getparent(), node.getprevious(), node.tail
    if tail:
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(node)


def _size(node: Any) -> int:
    return sum(len(t) for t in node.itertext() if not t.isspace())


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
