"""Which room may import which: walked through the syntax tree, so that imports inside functions count."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import stemma

HOME = Path(stemma.__file__).parent
ROOMS = {  # room -> the rooms that it may import, besides its own modules
    "core": (),
    "intake": ("core",),
    "reading": ("core",),
    "linking": ("core",),
    "descent": ("core",),
    "weighing": ("core",),
    "ledger": ("core",),
    "engines": ("core",),
    "piling": ("core",),
    "showing": ("core", "ledger"),
    "watching": ("core", "ledger"),
    "answering": ("core", "ledger", "showing"),  # an answer is worded and cited as the report is
    "exporting": ("core", "ledger", "showing", "answering"),
    "web": ("core", "ledger", "showing", "answering", "exporting"),
}
PACKAGES = {  # room -> what it may import that is neither Stemma's nor Python's own
    "core": ("msgspec",),
    "intake": (
        "charset_normalizer",
        "docx",
        "fastwarc",
        "feedparser",
        "httpcore",
        "httpx",
        "lxml",
        "openpyxl",
        "protego",
        "py3langid",
        "pyarrow",
        "pypdf",
        "trafilatura",
    ),
    "reading": ("msgspec",),
    "ledger": ("msgspec",),
    "watching": ("httpx",),
    "showing": ("msgspec", "rich"),
    "answering": ("docx",),
    "exporting": ("pyarrow",),
    "web": ("jinja2", "msgspec", "starlette"),
}
TOP = ("__init__", "__main__", "cli", "commands", "pipeline", "placing", "plugins", "working")  # these know all rooms


def imports(source: str, package: str) -> Iterator[str]:
    """Every module that a source imports, relative ones made absolute."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            if module in ("stemma", ""):
                yield from (f"{module or package}.{alias.name}" for alias in node.names)


def forbidden(room: str, source: str) -> list[str]:
    """The imports of a source that its room may not have."""
    found = []
    for module in imports(source, f"stemma.{room}"):
        first, _, rest = module.partition(".")
        if first == "stemma":
            other = rest.partition(".")[0]
            if other and other != room and other not in ROOMS[room]:
                found.append(module)
        elif first not in sys.stdlib_module_names and first not in PACKAGES.get(room, ()):
            found.append(module)
    return found


def sources(room: str) -> list[Path]:
    return sorted((HOME / room).rglob("*.py"))


def test_every_folder_is_a_room() -> None:
    folders = {p.name for p in HOME.iterdir() if p.is_dir() and (p / "__init__.py").exists()}
    assert folders - set(TOP) == set(ROOMS)
    assert {p.stem for p in HOME.glob("*.py")} <= set(TOP)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    assert sources(room)
    wrong = {path.name: found for path in sources(room) if (found := forbidden(room, path.read_text(encoding="utf-8")))}
    assert wrong == {}


@pytest.mark.parametrize(
    "source",
    [
        "import stemma.linking",
        "from stemma.linking import link_claims",
        "from stemma.linking.compare import compare",
        "from stemma import linking",
        "from ..linking import link_claims",
        "def late():\n    from stemma.descent import trace\n",
        "class A:\n    def late(self):\n        import stemma.ledger.store\n",
        "import click",
        "from rich.table import Table",
    ],
)
def test_a_forbidden_import_is_found(source: str) -> None:
    assert forbidden("weighing", source)


@pytest.mark.parametrize(
    "source", ["import re", "from stemma.core.types import Claim", "from stemma.weighing.facts import Facts", "from .facts import Facts"]
)
def test_an_allowed_import_is_let_pass(source: str) -> None:
    assert forbidden("weighing", source) == []


@pytest.mark.parametrize("path", sorted(HOME.rglob("*.py")), ids=lambda p: p.relative_to(HOME).as_posix())
def test_a_module_stays_short(path: Path) -> None:
    most = 520 if path.relative_to(HOME).as_posix() == "core/types.py" else 300
    assert len(path.read_text(encoding="utf-8").splitlines()) <= most


def test_a_folder_is_taken_in_at_a_glance() -> None:
    full = {p: n for p, n in Counter(path.parent for path in HOME.rglob("*.py")).items() if n > 36}
    assert full == {}


@pytest.mark.parametrize("path", sorted(HOME.rglob("*.py")), ids=lambda p: p.relative_to(HOME).as_posix())
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("room", ("core", "reading", "linking", "descent", "piling", "weighing"))
def test_the_compiler_bears_what_stands_in_the_costly_rooms(room: str) -> None:
    """mypyc 2.4 stops at a membership in a tuple with a star; such a set gets a name."""
    starred = [
        f"{path.relative_to(HOME)}:{node.lineno}"
        for path in sorted((HOME / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare) and any(isinstance(op, ast.In | ast.NotIn) for op in node.ops)
        for many in node.comparators
        if isinstance(many, ast.Tuple | ast.List | ast.Set) and any(isinstance(e, ast.Starred) for e in many.elts)
    ]
    assert not starred, f"give these sets names: {', '.join(starred)}"


@pytest.mark.parametrize("room", ("core", "reading", "linking", "descent", "piling", "weighing"))
def test_a_final_tuple_of_floats_says_that_it_is_one(room: str) -> None:
    """mypyc 2.4 takes a fixed tuple that begins with a float for one that was never set; a tuple[float, ...] is an object like others."""
    unsaid = [
        f"{path.relative_to(HOME)}:{node.lineno}"
        for path in sorted((HOME / room).rglob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.annotation, ast.Name) and node.annotation.id == "Final"
        if isinstance(node.value, ast.Tuple) and node.value.elts
        for first in [node.value.elts[0].operand if isinstance(node.value.elts[0], ast.UnaryOp) else node.value.elts[0]]
        if isinstance(first, ast.Constant) and isinstance(first.value, float)
    ]
    assert not unsaid, f"annotate as Final[tuple[float, ...]]: {', '.join(unsaid)}"
