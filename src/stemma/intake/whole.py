"""What an extraction left behind: the lede that stands above the body, and notes of correction that stand below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from stemma.intake.notes import Noting
from stemma.intake.plaintext import text_of

_LEDE = re.compile(
    r"(?:^|[\s_-])(?:lede?|lead|standfirst|dek|deck|sub-?head(?:line|ing)?|sub-?title|summary|teaser-?text|intro\w*|excerpt|bullets?|key-?points?|highlights|takeaways|strap(?:line)?|abstract)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LEAST = 30  # letters of a lede or note
_MOST = 900


def with_what_was_left(text: str, tree: Any, noting: Noting) -> str:
    """The text with lede and notes where the extraction left them out; nothing that it has is said twice."""
    above, below = _ledes(tree), list(dict.fromkeys(_notes(tree, noting)))
    if not above and not below:
        return text
    held = _folded(text)
    above = [line for line in above if _folded(line) not in held]
    below = [line for line in below if _folded(line) not in held]
    if above:
        head, mark, rest = text.partition("\n")
        title = mark and len(head) < 200 and not head.rstrip().endswith(".")
        text = "\n".join([head, *above, rest] if title else [*above, text])
    return "\n".join([text, *below])


def _ledes(tree: Any) -> list[str]:
    """What stands between the heading and the body and is called a lede."""
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return []
    found: list[str] = []
    for node in heading.itersiblings() if heading.getparent() is not None else ():
        found += _called(node)
    outer = heading.getparent()
    if outer is not None and outer.tag in ("header", "div"):
        for node in outer.itersiblings():
            found += _called(node)
    return list(dict.fromkeys(found))


def _called(node: Any) -> Iterator[str]:
    for part in node.iter("p", "div", "h2", "h3", "ul"):
        held = part.attrib
        if (
            held
            and _is_lede(held.get("class", ""), held.get("id", ""), held.get("data-gu-name", ""))
            and next(part.iter("a", "figure"), None) is None
        ):
            for words in text_of(part).split("\n") if part.tag == "ul" else [" ".join(text_of(part).split())]:
                if _LEAST <= len(words) <= _MOST:
                    yield words


@lru_cache(maxsize=4096)
def _is_lede(*names: str) -> bool:
    return bool(_LEDE.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", " ".join(names)).replace("__", "-")))


def _notes(tree: Any, noting: Noting) -> Iterator[str]:
    """The passages of a page that are notes."""
    if not noting.likely(tree.text_content()):
        return
    for part in tree.iter("p", "div", "li", "em", "small"):
        if not any(child.tag in ("p", "div", "ul") for child in part):
            words = " ".join(part.text_content().split())
            if _LEAST <= len(words) <= _MOST and noting.kind(words):
                yield words


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
