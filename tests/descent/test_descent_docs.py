"""The weights in the docs are those of the data file; run this module to write them anew."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs" / "how-descent-works.md"
_LINE = re.compile(r"^(?P<name>\w+) = (?P<value>-?[\d.]+)\s*(?:# (?P<what>.*))?$")
_PART = re.compile(r"(<!-- weights -->\n).*?(<!-- /weights -->)", re.DOTALL)


def table() -> str:
    """The weights of kinship and of the choice between parents, as Markdown."""
    lines = ["| weight | value | what it stands for |", "|---|---|---|"]
    section = ""
    for line in files("stemma").joinpath("data/en/descent.toml").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif section in ("weights", "unread", "choice") and (m := _LINE.match(line)):
            what = m["what"] or ("the most that it may add up to" if m["name"].endswith("_most") else "")
            lines.append(f"| `{section}.{m['name']}` | {m['value']} | {what} |")
    return "\n".join(lines) + "\n"


def test_the_docs_print_the_weights_in_use() -> None:
    found = _PART.search(DOCS.read_text(encoding="utf-8"))
    assert found is not None
    assert found.group() == f"<!-- weights -->\n{table()}<!-- /weights -->"


if __name__ == "__main__":
    DOCS.write_text(_PART.sub(lambda m: m[1] + table() + m[2], DOCS.read_text(encoding="utf-8")), encoding="utf-8")
