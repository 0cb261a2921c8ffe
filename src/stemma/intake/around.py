"""What stands around an article in its page: boxes, appeals, counters; taken out before, or known again after as lines of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from stemma.core.types import Mark
from stemma.intake.notes import Noting
from stemma.intake.plaintext import text_of
from stemma.intake.words import Table

_NEVER = re.compile(  # names of boxes that are no article, whatever stands in them
    r"(?:^|[\s_-])(?:newsletters?|subscri(?:be|ption)s?|comments?|taboola|outbrain|advert\w*|ads?|ad-?slot|ad-?unit|cookies?|consent|share|sharing|"
    r"shares|social|sponsor\w*|signup|sign-?up|paywall|piano|regwall|registration|donate|membership|breadcrumbs?|correction-policy|gallery-nav|"
    r"views?|likes?|likes?-count|counter|vote|votes|reactions|disqus|tr-standards|feedback|was-?helpful|rating|cta|abo|wp-block-query|query-loop|author-(?:bio|box|card|info|profile))(?:$|[\s_-])",
    re.IGNORECASE,
)
_LINKS = re.compile(  # names of boxes that lead elsewhere: with links in them, and no passages of their own
    r"(?:^|[\s_-])(?:related|recommend(?:ed|ations?)?|recirc\w*|promo(?:tion)?s?|trending|most-?(?:read|popular|viewed)|popular|sidebar|teasers?|"
    r"also-?like|also-?view\w*|more-?(?:on|from|stories|news)|read-?(?:more|next|also)|up-?next|inline-?links?|rich-?links?|see-?also|ticker|tools|"
    r"latest(?:-news)?|headlines|tags|topics|storylist|story-list|carousel|widget|attachments?|videos?|player|playlist|follow|embed|twitter-tweet|instagram-media|fb-post|bluesky-embed|tiktok-embed|mastodon-embed|"
    r"post-navigation|pager|also-today)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAPTIONS = re.compile(
    r"(?:^|[\s_-])(?:\w*caption|(?:foto|photo|image|img|picture|pic|media)-?(?:te?xt|desc(?:ription)?|info|legend|title)|"
    r"photo-?credit|photo-?author|image-?credit)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FACTS = re.compile(r"fact-?box|info-?box|fact-?file", re.IGNORECASE)
_SAFE = frozenset(("html", "body", "main", "article"))
_BOXES = frozenset((
    "div", "section", "ul", "ol", "li", "aside", "footer", "header", "table", "p", "dl", "details", "span", "figure", "a", "blockquote",
))  # fmt: skip
_ALWAYS = frozenset(("nav", "form", "button", "dialog", "amp-ad", "amp-sidebar", "amp-list", "amp-consent", "amp-embed",
                     "amp-twitter", "amp-facebook", "amp-instagram", "amp-tiktok"))  # fmt: skip
_MOST = 0.4  # share of the page's words: what holds more is the article, whatever it is called
_PASSAGE = 80  # letters of a paragraph that says something
_LAYOUT = 240  # letters in one cell of a table that stands for columns of a page
_MOST_ASKED = 260  # letters of a box that asks for something
_PASSAGES = 2  # in such a box
_LINKED = 25  # letters of a link behind a label ("Go deeper: ...") that leads elsewhere
_MOST_NOTED = 4000  # letters of a box in which a note is looked for
_HEADS = ("h2", "h3", "h4", "h5", "h6")


class Clearing:
    """Takes pages apart by the words of data/<language>/boilerplate.toml."""

    def __init__(self, table: Table) -> None:
        self._heads = frozenset((*table["related"]["alone"], *table["around"]["headings"]))
        self._noting = Noting(table)

    def clear(self, tree: Any) -> dict[str, str]:
        """Take boxes that are no article out of a page; give the lines that stay and are not its own words, as kind by their words."""
        from lxml import etree

        etree.strip_elements(tree, "script", "style", "template", "noscript", with_tail=False)
        _columns(tree)
        whole = max(1, _size(tree))
        for box in list(_asking(tree)):
            if _size(box) < _MOST * whole:
                self._drop(box)
        for node in _outermost(tree):
            if node.tag in _ALWAYS or _size(node) < _MOST * whole:
                self._drop(node)
        for heading in list(tree.iter(*_HEADS)):
            box = heading.getparent()
            if box is not None and _folded(heading.text_content()) in self._heads:
                inside = box.tag not in _SAFE and _size(box) < _MOST * whole
                for node in [box] if inside else [n for n in (heading.getnext(), heading) if n is not None and n.tag != "p"]:
                    self._drop(node)
        for outer in list(tree.iter("aside", "footer")):
            if outer.getparent() is not None and _size(outer) < _MOST * whole:
                self._drop(outer)
        return dict(_known(tree))

    def _drop(self, node: Any) -> None:
        """Take a node out; the words after it stay, and so does a note of correction in it."""
        from lxml import html

        parent, before, tail = node.getparent(), node.getprevious(), node.tail
        if parent is None:
            return
        for words in self._notes(node):
            kept = html.Element("p")
            kept.text = words
            node.addprevious(kept)
            before = kept
        if tail and before is not None:
            before.tail = (before.tail or "") + tail
        elif tail:
            parent.text = (parent.text or "") + tail
        parent.remove(node)

    def _notes(self, node: Any) -> list[str]:
        """The notes in a box that is taken out; what merely leads to a page of corrections is none."""
        if node.tag in ("a", "button", "nav", "form") or not self._noting.likely(node.text_content()[:_MOST_NOTED]):
            return []
        passages = [node, *node.iter("p", "div", "li")] if len(node) else [node]
        lone = [p for p in passages if not any(child.tag in ("p", "div", "li", "ul") for child in p)]
        found = dict.fromkeys(" ".join(text_of(p).split()) for p in lone)
        return [words for words in found if len(words) >= _PASSAGE / 2 and self._noting.kind(words)]


def letters(text: str) -> int:
    """How many letters a text has, white space left out."""
    return len("".join(text.split()))


def known_again(text: str, lines: dict[str, str]) -> Iterator[Mark]:
    """The lines of a text that are known from the page to be no words of the article."""
    at = 0
    for line in text.split("\n") if lines else ():
        kind = lines.get(_folded(line)) if len(line) < _MOST_NOTED else ""
        if kind and line.strip():
            yield Mark(start=at, end=at + len(line), kind=kind)
        at += len(line) + 1


def _known(tree: Any) -> Iterator[tuple[str, str]]:
    """The lines of captions, and those that are nothing but a link."""
    for node in tree.iter("figcaption", "p", "div", "span", "small", "em", "cite", "td", "blockquote"):
        if node.tag == "figcaption" or (_captioned(node.get("class", "")) and _size(node) < 600):
            for line in (text_of(node).split("\n"), [text_of(node).replace("\n", " ")]):
                yield from ((words, "caption") for part in line if (words := _folded(part)))
    for link in tree.iter("a"):
        words = _folded(link.text_content())
        if words and _is_alone(link, words):
            yield words, "related"
        elif len(words) >= _LINKED and (labelled := _labelled(link)):
            yield labelled, "related"


def _labelled(link: Any) -> str:
    """The words of a passage that is a label, a colon and a link, else ""."""
    block = link.getparent()
    while block is not None and block.tag in ("strong", "b", "em", "span", "i"):
        block = block.getparent()
    if block is None or block.tag not in ("p", "li"):
        return ""
    said, own = " ".join(block.text_content().split()), " ".join(link.text_content().split())
    label = said.removesuffix(own)
    return _folded(said) if label != said and re.fullmatch(r"[^:.]{2,30}:\s*", label) else ""


def _is_alone(link: Any, words: str) -> bool:
    """True for a link that is all there is on its line, or that stands among links alone."""
    block = link.getparent()
    while block is not None and block.tag in ("strong", "b", "em", "span", "i", "h3", "h4"):
        block = block.getparent()
    if block is None or block.tag in ("h1", "h2"):
        return False
    before = link.getprevious()
    said = f"{link.tail or ''}{(before.tail if before is not None else link.getparent().text) or ''}"
    if any(map(str.isalnum, said)):
        return False
    return block.tag in ("div", "section", "article", "main", "body", "td", "aside") or _folded(block.text_content()) == words


def _asking(tree: Any) -> Iterator[Any]:
    """The small boxes about forms: what asks the reader for an address or an answer says so around the form."""
    for form in tree.iter("form", "input"):
        box = form
        while (outer := box.getparent()) is not None and outer.tag in ("div", "section", "aside") and _size(outer) < _MOST_ASKED:
            if next(outer.iter("h1"), None) is not None or sum(1 for _ in outer.iter("p")) > _PASSAGES:
                break
            box = outer
        if box is not form:
            yield box


def _columns(tree: Any) -> None:
    """Tables that stand for the columns of a page become boxes."""
    for table in tree.xpath("//table[.//table or .//td[count(.//p) > 1]]") + [
        t for t in tree.iter("table") if any(_size(cell) > _LAYOUT for cell in t.iter("td"))
    ]:
        for node in [table, *table.iter("tbody", "tr", "td", "th")]:
            node.tag = "div"
            node.attrib.clear()


def _outermost(tree: Any) -> list[Any]:
    """The boxes of a page that are in no other box."""
    found, stack = [], [tree]
    while stack:
        for node in stack.pop():
            held = dict(node.items())
            if node.tag in _ALWAYS or (held and node.tag in _BOXES and _is_box(node, held)):
                found.append(node)
                continue
            if "class" in held and _FACTS.search(held["class"]):
                del node.attrib["class"]  # facts that belong to the article, though extractors are wary of the name
            if len(node):
                stack.append(node)
    return found


def _is_box(node: Any, held: Mapping[str, str]) -> bool:
    if "hidden" in held or "placeholder" in held or "fallback" in held or held.get("aria-hidden") == "true":
        return not (node.tag in ("span", "p") and node.getparent().tag in ("time", "div"))
    if "style" in held and "display:none" in held["style"].replace(" ", ""):
        return True
    if held.get("role") in ("navigation", "complementary", "banner", "contentinfo", "search"):
        return True
    never, links = _named(held.get("class", ""), held.get("id", ""), held.get("data-component", ""), held.get("name", ""))
    if node.tag in ("a", "figure"):
        return links
    return never or (links and _leads_elsewhere(node))


@lru_cache(maxsize=4096)
def _named(*names: str) -> tuple[bool, bool]:
    """Whether names are those of a box that is no article, and of one that leads elsewhere; the pages of a site share their names."""
    words = _parted(" ".join(names))
    return bool(_NEVER.search(words)), bool(_LINKS.search(words))


@lru_cache(maxsize=4096)
def _captioned(names: str) -> bool:
    return bool(names) and bool(_CAPTIONS.search(_parted(names)))


def _parted(names: str) -> str:
    """imageCaption and image__caption as image-Caption and image-caption."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names).replace("__", "-")


def _leads_elsewhere(node: Any) -> bool:
    """True for a box with links, buttons or films and without passages of its own."""
    if next(node.iter("a", "button", "form", "iframe", "video", "ul", "ol"), None) is None and node.tag in ("p", "li", "span", "div"):
        short = _size(node) < _PASSAGE / 2
        return short or (
            node.tag == "div"
            and next(node.iter("p"), None) is None
            and _size(node) < 2 * _PASSAGE
            and "teaser" not in node.get("class", "")
        )
    passages = [p for p in node.iter("p") if _size(p) >= _PASSAGE and 2 * sum(map(_size, p.iter("a"))) < _size(p)]
    return len(passages) < 2


def _size(node: Any) -> int:
    """How many letters a node shows."""
    return letters(node.text_content())


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
