"""Pages written by hand in the shapes of news sites, one file a site: every figure of the article is read, none of what stands around it.

In each file the article's own figures are 1001, 1002 ... and all others 7001, 7002 ...: the files say themselves what is right.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.intake.test_shapes import own_words

from stemma.core.delivery import Delivered
from stemma.intake import Door

pytest.importorskip("trafilatura")
SITES = sorted((Path(__file__).parent / "sites").glob("*.html"))
_HEAD = re.compile(r"<title.*?</title>|<meta[^>]*>", re.DOTALL | re.IGNORECASE)


@pytest.mark.parametrize("path", SITES, ids=lambda path: path.stem)
def test_all_figures_inside_and_none_from_outside(path: Path) -> None:
    data = path.read_bytes()
    wanted = set(re.findall(r"\b10\d\d\b", _HEAD.sub("", data.decode())))
    items = [item for item in Door().take(data, f"https://post.example/{path.stem}") if isinstance(item, Delivered)]
    found = set(re.findall(r"\b(?:10|70)\d\d\b", " ".join(own_words(item.report) for item in items)))
    assert (sorted(wanted - found), sorted(found - wanted)) == ([], []), [item.report.text for item in items]
