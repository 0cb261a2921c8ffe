"""What an extraction left behind: the lede above the body, lists and facts within it, and notes of correction below it."""

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
_FACTS = re.compile(r"(?:^|[\s_-])(?:key-?(?:facts?|figures?|points?)|facts|takeaways|fact-?box|fact-?file)(?:$|[\s_-])", re.IGNORECASE)
_LEAST = 30  # letters of a lede or note
_MOST = 900
_NEAR = 3  # steps up from a list in which the passage before it must be found


def with_what_was_left(text: str, tree: Any, noting: Noting) -> str:
    """The text with lede, lists and notes where the extraction left them out; nothing that it has is said twice."""
    text = _with_lists(text, tree)
    above, below = _ledes(tree), list(dict.fromkeys([*_facts(tree), *_notes(tree, noting)]))
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
    return bool(_LEDE.search(_parted(" ".join(names))))


@lru_cache(maxsize=4096)
def _is_facts(names: str) -> bool:
    return bool(_FACTS.search(_parted(names)))


def _parted(names: str) -> str:
    """keyFacts and key__facts as key-Facts and key-facts."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names).replace("__", "-")


def _with_lists(text: str, tree: Any) -> str:
    """The text with the lists that stand between its passages."""
    lists = [n for n in tree.iter("ul", "ol") if n.getparent() is not None and not _leads_on(n)]
    if not lists:
        return text
    lines = text.split("\n")
    held, all_held = [_folded(line) for line in lines], _folded(text)
    for node in lists:
        items = [words for words in text_of(node).split("\n") if _folded(words) and _folded(words) not in all_held]
        if max(map(len, items), default=0) < _LEAST or (at := _place(node, held)) < 0:
            continue
        lines[at + 1 : at + 1] = [f"- {words}" for words in items]
        held[at + 1 : at + 1] = [_folded(words) for words in items]
        all_held = " ".join(held)
    return "\n".join(lines)


def _leads_on(node: Any) -> bool:
    """True for a list that is mostly links, or stands in another."""
    linked = sum(len("".join(a.itertext())) for a in node.iter("a"))
    return 2 * linked >= len("".join(node.itertext())) or node.getparent().tag == "li"


def _place(node: Any, held: list[str]) -> int:
    """The line behind which a list belongs: that of the passage before it, if that is its sibling or another follows; else -1."""
    before = _neighbour(node, held, forward=False)
    if before[0] < 0:
        return -1
    return before[0] if before[1] == 0 or _neighbour(node, held, forward=True)[0] > before[0] else -1


def _neighbour(node: Any, held: list[str], *, forward: bool) -> tuple[int, int]:
    """The line of the nearest passage on one side of a list, and how many steps up it was found; -1 where there is none near."""
    for step in range(_NEAR):
        for sibling in node.itersiblings(preceding=not forward):
            passages = list(sibling.iter("p"))
            for passage in passages if forward else reversed(passages):
                words = _folded(" ".join(passage.itertext()))
                if words and words in held:
                    return held.index(words), step
        node = node.getparent()
        if node is None or node.tag in ("body", "html"):
            break
    return -1, _NEAR


def _facts(tree: Any) -> Iterator[str]:
    """The lines of what is called key facts or figures, inside the element of the article."""
    for article in tree.iter("article", "main"):
        for part in article.iter("div", "section", "ul", "ol", "dl", "table"):
            if (names := part.get("class")) and _is_facts(names) and not _leads_on_at_all(part):
                yield from (words for words in text_of(part).split("\n") if len(words) <= _MOST and any(map(str.isdigit, words)))
        return


def _leads_on_at_all(node: Any) -> bool:
    return next(node.iter("a"), None) is not None or next(node.iterancestors("aside", "footer"), None) is not None


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
