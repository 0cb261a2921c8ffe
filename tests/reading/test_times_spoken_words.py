"""The words of the spoken register stand in its data: the code asks for them by name."""

import ast
import re
from pathlib import Path

from stemma.core.packs import load_register
from stemma.reading.times import spoken

MODULES = sorted(Path(spoken.__file__).parent.glob("*.py"))
NAMED = ("word", "skip", "says")  # calls whose last argument names a list of the register's grammar


def constants(node: ast.AST) -> list[str]:
    return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def test_no_word_of_english_is_compared_with_what_was_said() -> None:
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and ast.unparse(node.left).startswith("line.norm(") and "words" not in ast.unparse(node):
                found += [f"{path.name}:{node.lineno} {w}" for c in node.comparators for w in constants(c) if re.search("[a-z]", w)]
    assert found == []


def test_every_name_that_the_code_asks_for_is_in_the_register_and_the_other_way_round() -> None:
    asked, strings = set(), set()
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        strings.update(constants(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in NAMED:
                last = node.args[-1]
                asked.update([last.value] if isinstance(last, ast.Constant) and isinstance(last.value, str) else [])
    grammar = load_register("spoken")["grammar"]
    assert asked - set(grammar) == set()
    assert set(grammar) - strings == set()
    assert all(words for words in grammar.values())
