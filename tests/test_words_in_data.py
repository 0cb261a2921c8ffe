"""No room holds English words that it looks for in texts: they stand in src/stemma/data, and the code asks for them by what they do."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import stemma

HOME = Path(stemma.__file__).parent
ROOMS = ("core", "reading", "linking", "descent", "piling", "weighing")  # those that look for words in texts
_CLOSED = """
a an the this that these those one ones
i me my mine we us our ours you your he him his she her hers it its they them their theirs
self selves himself herself itself themselves ourselves who whom whose which what where when why how there here
in on at by to of from for with into onto upon over under about after before since until till through within without against via
between among amongst around across along near off out up down as than per like toward towards during behind beyond inside outside
and or but nor if because so while whereas though although unless whether then
be is are was were been being have has had having do does did will would shall should can could may might must cannot ve
not no never none neither either both each every all any some another other others such same own
more most less least few fewer many much only also too just even now yet still last
"""
_ENDINGS = "st nd rd th ed en er ers est ing ings ly es ies ied ss sses ches shes xes zzes ch sh ee fe men man woman women people folk"
GRAMMAR = frozenset(f"{_CLOSED} {_ENDINGS}".split())  # closed classes and inflection, for each of which the code may ask by itself
NAMES = {  # what else is a name inside Stemma where it stands in a list or begins or ends another name, and of what
    "dimensions of units": "length speed temperature mass day percent duration",
    "forms, kinds and roles of amounts": "fraction multiple ordinal victim ordinal-victim delta vague digits word frequency",
    "kinds of places and what their ids begin with": "lake continent cc ft geo user",
    "measures and what their ids begin and end with": "count carried measure reinforcement advance held share",
    "events": "no_comment verification_caveat no_verification caveat denial rejection",
    "fields of claims, kinds of changes": "attribution verification approx gained errors quotes point",
    "rules of disputes": "denials editions",
    "marked stretches of reports": "header dateline",
    "shapes of times that rules of times name": "dd nth bignth num num2 year4 dotted iso numeric period stretch",
    "signs of fitted models": "mod gov pre pred ln rn lf rf lx rx behind=verb behind=be behind=would",
}
FIELDS = ("kind", "mode", "form", "unit", "role", "grain", "value", "type", "measure", "dimension", "what", "short")  # hold such names
ALLOWED = {  # file -> words of texts that it may hold, and why
    "core/addresses.py": "parts of addresses of pages, in no language: *",
    "core/decisions.py": "what people decide, as the ledger writes it: *",
    "core/letters.py": "names are put beside their initials without a pack: da de des du la",
    "core/packs.py": "names of files: *",
    "core/text.py": "texts are cut into sentences without a pack: *",
    "descent/dated.py": "the name of a sign: apart",
    "descent/matter.py": "the place of a name in the data's patterns: name",
    "descent/lost.py": "the beginning of ids: lost",
    "linking/figures.py": "the label of a figure, which is shown: share",
    "reading/amounts/cardinals.py": "entries of the table of numbers that have a grammar of their own: hundred",
    "reading/amounts/fractions.py": "the same: dozen",
    "reading/amounts/hedging.py": "a hedge that has a grammar of its own, as have those of small words: short",
    "reading/amounts/hours.py": "parts of an hour, as cardinals: past quarter half third",
    "reading/amounts/mixed.py": "as cardinals: point",
    "reading/amounts/numbers.py": "as cardinals: scores half quarter dozen dozens mm several couple handful",
    "reading/measures/seen.py": "by these the signs of the fitted choice of measures are named: get got getting",
    "reading/amounts/parts.py": "a dimension of units: temperature",
    "reading/amounts/ranges.py": "a kind of numbers: fraction",
    "reading/amounts/unit_words.py": "a dimension of units: duration",
    "reading/places/names.py": "kinds of places: region district town",
    "reading/saying/chains.py": "the header line of a report as Stemma writes it: outlet",
    "reading/saying/quoting.py": "a mode of verbs: say",
    "reading/saying/references.py": "a kind of actors: person",
    "reading/saying/saying_subjects.py": "letters that stand for words, see tagging: ptd",
    "reading/saying/scene.py": "the same: cd",
    "reading/saying/tagging.py": "the same: ju xd",
    "reading/subjects/callings.py": "the name of a subject, a key of the data: cases",
    "reading/subjects/noun_phrases.py": "a kind of phrases: thing",
    "reading/times/aftermath.py": "a unit of time: day",
    "reading/times/spoken/counting.py": "as cardinals: half",
}
_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]?[a-z]{2,}(?![A-Za-z])")
_SIGNS = re.compile(r"\(\?P<\w+>|\(\?P=\w+\)|\(\?[a-z]+\)|\\[a-zA-Z]|\[[^\]]*\]")  # of patterns: names of groups, classes of letters
_TEXTUAL = ("norm", "key", "text", "lower")
_TOLD = ("norm", "word", "words", "noun", "following", "phrase")  # arguments that hold words of texts
_RULE = re.compile(r"(?:read|link|descent|weigh)\.[\w/-]*")  # the id of a rule, or its beginning
_PLACES = ("startswith", "endswith", "removeprefix", "removesuffix")


def keys(table: Any) -> Iterator[str]:
    """All keys of a table and of the tables in it: names by which the code asks."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield key
            yield from keys(value)
    elif isinstance(table, list):
        for value in table:
            yield from keys(value)


@cache
def names() -> frozenset[str]:
    """What is a name inside Stemma: keys of the data, members of enumerations, choices of Literals."""
    found: set[str] = set()
    for path in (HOME / "data").rglob("*.toml"):
        if "samples" not in path.parts:
            found.update(keys(tomllib.loads(path.read_text(encoding="utf-8"))))
    found.update(word for line in NAMES.values() for word in line.split())
    found.update(str(c.value) for c in constants(ast.parse((HOME / "core" / "types.py").read_text(encoding="utf-8"))))
    return frozenset(found)


def words(value: object) -> list[str]:
    """The content words of a string or a pattern."""
    return [w.lower() for w in _WORD.findall(_SIGNS.sub(" ", str(value))) if w.lower() not in GRAMMAR]


def constants(node: ast.AST) -> Iterator[ast.Constant]:
    """The strings below a node that are no keys by which a table is asked: `table["words"]`, `table.get("words")`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and not _RULE.fullmatch(node.value):
        yield node
    asks = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "has", "group")
    for name, child in ast.iter_fields(node):
        if (isinstance(node, ast.Subscript) and name == "slice") or (asks and name == "args"):
            continue
        for part in child if isinstance(child, list) else [child]:
            if isinstance(part, ast.AST):
                yield from constants(part)


def textual(node: ast.AST, told: frozenset[str]) -> bool:
    """True of what is made of the words of a text."""
    return any((isinstance(n, ast.Attribute) and n.attr in _TEXTUAL) or (isinstance(n, ast.Name) and n.id in told) for n in ast.walk(node))


def held(function: ast.AST) -> frozenset[str]:
    """The names in a function that hold words of texts."""
    found = {a.arg for a in ast.walk(function) if isinstance(a, ast.arg) and a.arg in _TOLD}
    for node in ast.walk(function):
        for target, value in (
            *((t, node.value) for t in (node.targets if isinstance(node, ast.Assign) else ())),
            *([(node.target, node.iter)] if isinstance(node, ast.For | ast.comprehension) else []),
        ):
            if textual(value, frozenset(found)) and not isinstance(value, ast.Compare | ast.BoolOp):
                found.update(n.id for n in ast.walk(target) if isinstance(n, ast.Name) and n.id not in ("text", "tokens", "scene", "run"))
    return frozenset(found)


def compared(tree: ast.AST, told: frozenset[str]) -> Iterator[ast.Constant]:
    """The strings that a function compares with words of texts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            letters = {id(c) for op, c in zip(node.ops, node.comparators, strict=True) if isinstance(op, ast.In | ast.NotIn)}
            plain = [s for s in sides if not (isinstance(s, ast.Constant) and id(s) in letters)]  # `tag in "nN"` asks for letters
            fields = {side.attr if isinstance(side, ast.Attribute) else getattr(side, "id", "") for side in sides}
            if any(textual(side, told) for side in sides) and fields.isdisjoint(FIELDS):
                yield from (c for side in plain if not textual(side, told) for c in constants(side))


def looked_for(tree: ast.Module, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The content words that a module compares with words of texts, makes patterns of, or holds in lists, each with its line."""
    found: list[ast.Constant] = []
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            found += compared(function, held(function))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in _PLACES:
                found += [c for a in node.args for c in constants(a) if not known.issuperset(words(c.value))]
            elif isinstance(node.func.value, ast.Name) and node.func.value.id == "re":
                found += [c for a in node.args[:1] for c in constants(a)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("frozenset", "set"):
            found += [c for a in node.args for c in constants(a) if isinstance(a, ast.Tuple | ast.List) and c.value not in known]
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            if isinstance(target, ast.Name) and target.id != "__all__":
                found += [c for c in listed(node.value) if not known.issuperset(words(c.value)) and c.value not in known]
    yield from sorted({(c.lineno, w) for c in found for w in words(c.value)})


def listed(value: ast.AST) -> Iterator[ast.Constant]:
    """The members of the tuples, lists and sets in a value."""
    for many in ast.walk(value):
        if isinstance(many, ast.Tuple | ast.List | ast.Set):
            yield from (c for e in many.elts if isinstance(e, ast.Constant) for c in constants(e))


def unexplained(room: str, known: frozenset[str]) -> list[str]:
    """What a room holds of words that nobody has said why it may."""
    found = []
    for path in sorted((HOME / room).rglob("*.py")):
        name = path.relative_to(HOME).as_posix()
        allowed = ALLOWED.get(name, ": ").rpartition(": ")[2].split()
        here = looked_for(ast.parse(path.read_text(encoding="utf-8")), known)
        found += [f"{name}:{line} {word}" for line, word in here if word not in allowed and allowed != ["*"]]
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_words_that_a_room_looks_for_stand_in_the_data(room: str) -> None:
    found = unexplained(room, names())
    assert not found, f"move these into src/stemma/data, or say in ALLOWED why not: {', '.join(found)}"


@pytest.mark.parametrize("name", ALLOWED)
def test_what_is_allowed_is_still_there(name: str) -> None:
    allowed = set(ALLOWED[name].rpartition(": ")[2].split()) - {"*"}
    here = {word for _, word in looked_for(ast.parse((HOME / name).read_text(encoding="utf-8")), names())}
    assert here and allowed <= here


@pytest.mark.parametrize(
    "source",
    [
        'def f(run, i):\n    return run.norm(i) in ("tested", "negative")\n',
        'def f(token):\n    return token.norm == "wounded"\n',
        'def f(tokens):\n    words = [t.norm for t in tokens]\n    return any(w == "magnitude" for w in words)\n',
        'def f(scene, i):\n    return scene.norm(i).startswith("releas")\n',
        'import re\n_SHARE = re.compile(r"\\b(?:half|thirds?)\\b")\n',
        '_CALLS = frozenset(("save", "feed", "protect"))\n',
        '_NOTHING = ("altogether", "overall")\n',
    ],
)
def test_a_word_in_code_is_found(source: str) -> None:
    assert list(looked_for(ast.parse(source), names()))


@pytest.mark.parametrize(
    "source",
    [
        'def f(run, i):\n    return run.norm(i) in ("of", "the") and run.norm(i + 1).endswith("ed")\n',
        'def f(table):\n    return frozenset(table.get("tested", ()))\n',
        'def f(scene, i):\n    return scene.tags[i] in "nNu" and scene.text.text[i:].startswith(", ")\n',
        "import re\n\ndef f(words):\n    return re.compile(rf\"\\b(?P<who>{words['negative']})\\b[^.;]{{0,60}}\")\n",
        'def f(claim):\n    return claim.kind == "person"\n',
    ],
)
def test_grammar_and_names_are_let_pass(source: str) -> None:
    assert list(looked_for(ast.parse(source), names())) == []
