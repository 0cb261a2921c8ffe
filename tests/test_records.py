"""What compiled lines remember of records (scripts/records.h) must never differ from what Python says."""

from __future__ import annotations

import dataclasses
import enum
import importlib.util
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import msgspec
import pytest

HEADER = Path(__file__).parents[1] / "scripts" / "records.h"

# One line of C that asks for the field `a`, one each that make something of what they are given, and one that calls the method `step`.
LINES = """
#include <Python.h>
#define GIVEN PyObject *self, PyObject *const *given, Py_ssize_t count
static PyObject *name, *step, *other, *by_name;
static PyObject *ask(PyObject *self, PyObject *record) { return PyObject_GetAttr(record, name); }
static PyObject *make(GIVEN) { return PyObject_Vectorcall(given[0], given + 1, count - 1, NULL); }
static PyObject *make_named(GIVEN) { return PyObject_Vectorcall(given[0], given + 1, count - 2, by_name); }
static PyObject *call(GIVEN) { return PyObject_VectorcallMethod(step, given, count | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL); }
static PyObject *change(GIVEN) { return PyObject_VectorcallMethod(other, given, (count - 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, by_name); }
static PyMethodDef methods[] = {
    {"ask", ask, METH_O, NULL},
    {"make", (PyCFunction)(void (*)(void))make, METH_FASTCALL, NULL},
    {"make_named", (PyCFunction)(void (*)(void))make_named, METH_FASTCALL, NULL},
    {"call", (PyCFunction)(void (*)(void))call, METH_FASTCALL, NULL},
    {"change", (PyCFunction)(void (*)(void))change, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "lines", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_lines(void) {
    name = PyUnicode_InternFromString("a");
    step = PyUnicode_InternFromString("step");
    other = PyUnicode_InternFromString("_replace");
    by_name = PyTuple_Pack(1, PyUnicode_InternFromString("b"));
    return PyModule_Create(&module);
}
"""


@pytest.fixture
def lines(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The lines, compiled anew, so that they remember nothing."""
    folder = tmp_path_factory.mktemp("lines")
    (folder / "lines.c").write_text(LINES)
    made = folder / f"lines{sysconfig.get_config_var('EXT_SUFFIX')}"
    compiler = str(sysconfig.get_config_var("CC") or "cc").split()
    command = [*compiler, "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-I", sysconfig.get_path("include"), "-include", str(HEADER)]
    if sys.platform == "darwin":
        command += ["-undefined", "dynamic_lookup"]
    try:
        ran = subprocess.run([*command, str(folder / "lines.c"), "-o", str(made)], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no C compiler here, and only compiled rooms remember anything")
    if "Python.h" in ran.stderr:
        pytest.skip("Python's headers are not installed here, and only compiled rooms remember anything")
    assert ran.returncode == 0, ran.stderr
    spec = importlib.util.spec_from_file_location("lines", made)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Pair(NamedTuple):
    a: object
    b: object = "unsaid"

    def step(self) -> str:
        return "pair"


class Row(msgspec.Struct):
    b: object
    a: object

    def step(self) -> str:
        return "row"


@dataclasses.dataclass(frozen=True, slots=True)
class Frozen:
    c: object
    b: object
    a: object

    def step(self) -> str:
        return "frozen"


class Loose:
    def __init__(self, a: object) -> None:
        self.a = a

    def step(self) -> str:
        return "loose"


class Worked:
    __slots__ = ()

    @property
    def a(self) -> object:
        return "worked out"

    def step(self) -> str:
        return "worked"


class Letter(enum.Enum):
    a = 1
    b = 2


def test_a_field_is_what_python_says(lines: ModuleType) -> None:
    records: list[Any] = [Pair(1, 2), Row(3, 4), Frozen(5, 6, 7), Loose(8), Worked(), Letter, Pair("x"), Row(1, None)]
    for _ in range(3):
        for record in records:
            for _ in range(3):
                assert lines.ask(record) is record.a


def test_a_field_that_is_not_there_is_told(lines: ModuleType) -> None:
    assert lines.ask(Row(1, 2)) == 2
    bare = Frozen.__new__(Frozen)
    for asked in (bare, 3, object()):
        with pytest.raises(AttributeError):
            lines.ask(asked)


def test_a_changed_class_is_asked_anew(lines: ModuleType) -> None:
    class Bare:
        __slots__ = ("a",)
        a: int

        def step(self) -> str:
            return "before"

    record = Bare()
    record.a = 5
    assert [lines.ask(record) for _ in range(3)] == [5, 5, 5]
    assert [lines.call(record) for _ in range(3)] == ["before"] * 3
    Bare.a = property(lambda self: 9)  # type: ignore[assignment]
    Bare.step = lambda self: "after"  # type: ignore[method-assign]
    assert [lines.ask(record) for _ in range(3)] == [9, 9, 9]
    assert [lines.call(record) for _ in range(3)] == ["after"] * 3


def test_named_tuples_are_made_as_python_makes_them(lines: ModuleType) -> None:
    for _ in range(3):
        made = lines.make(Pair, 1, 2)
        assert type(made) is Pair
        assert made == Pair(1, 2)
        assert made.b == 2
    for _ in range(3):
        assert lines.make_named(Pair, 1, 2) == Pair(1, b=2)
    with pytest.raises(TypeError):
        lines.make(Pair)
    with pytest.raises(TypeError):
        lines.make(Pair, 1, 2, 3)
    assert lines.make(list, "ab") == ["a", "b"]
    assert lines.make(len, "ab") == 2


def test_what_is_not_given_is_the_default(lines: ModuleType) -> None:
    assert [lines.make(Pair, 1) for _ in range(3)] == [Pair(1, "unsaid")] * 3


def test_a_class_with_a_constructor_of_its_own_keeps_it(lines: ModuleType) -> None:
    class Doubled(Pair):
        def __new__(cls, a: int, b: int) -> Doubled:
            return tuple.__new__(cls, (2 * a, 2 * b))

    assert [lines.make(Doubled, 1, 2) for _ in range(3)] == [(2, 4)] * 3
    assert [lines.change(Doubled(1, 2), 9) for _ in range(3)] == [(2, 9)] * 3


def test_a_changed_constructor_is_called(lines: ModuleType) -> None:
    class Own(NamedTuple):
        a: int
        b: int

    assert [lines.make(Own, 1, 2) for _ in range(3)] == [(1, 2)] * 3
    Own.__new__ = lambda cls, a, b: tuple.__new__(cls, (b, a))  # type: ignore[assignment,method-assign]
    assert [lines.make(Own, 1, 2) for _ in range(3)] == [(2, 1)] * 3


def test_named_tuples_are_changed_as_python_changes_them(lines: ModuleType) -> None:
    for _ in range(3):
        made = lines.change(Pair(1, 2), 9)
        assert type(made) is Pair
        assert made == Pair(1, 9)

    class Lone(NamedTuple):
        a: int

    with pytest.raises(ValueError, match="unexpected field names"):
        lines.change(Lone(1), 9)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    b: object
    a: object = "unsaid"
    c: tuple[object, ...] = ()


@dataclasses.dataclass(slots=True)
class Placed:
    a: object
    b: object = dataclasses.field(default=7, kw_only=True)
    c: object = 8


@dataclasses.dataclass(frozen=True, slots=True)
class Fresh:
    a: object
    b: list[object] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(slots=True)
class After:
    a: object
    b: object

    def __post_init__(self) -> None:
        self.a = (self.a, "and more")


@dataclasses.dataclass(slots=True)
class Kept:
    a: object
    b: object = dataclasses.field(default=1, init=False)


def test_dataclasses_are_made_as_python_makes_them(lines: ModuleType) -> None:
    for _ in range(3):
        assert lines.make_named(Said, 1) == Said(b=1)
    with pytest.raises(TypeError):
        lines.make(Said, 1)


@pytest.mark.parametrize("kind", [Frozen, Placed, After])
def test_dataclasses_are_made_by_place_and_by_name(lines: ModuleType, kind: Any) -> None:
    by_place = (1, 2, 3) if kind is Frozen else (1, 2)
    for _ in range(3):
        made = lines.make(kind, *by_place)
        assert type(made) is kind
        assert made == kind(*by_place)
    if kind is not Frozen:
        for _ in range(3):
            assert lines.make_named(kind, 1, 2) == kind(1, b=2)


def test_what_a_dataclass_works_out_for_itself_is_worked_out(lines: ModuleType) -> None:
    made = [lines.make(Fresh, k) for k in range(3)]
    made[0].b.append(1)
    assert made == [Fresh(0, [1]), Fresh(1), Fresh(2)]
    assert [lines.make(Kept, k) for k in range(3)] == [Kept(0), Kept(1), Kept(2)]
    bare = dataclasses.make_dataclass("Bare", ["a", "b"])
    assert [lines.make(bare, k, k) for k in range(3)] == [bare(k, k) for k in range(3)]


def test_a_record_with_another_value(lines: ModuleType) -> None:
    records: list[Any] = [Said(b=1), Said(b=1, a=2), Frozen(1, 2, 3), Placed(1), After(1, 2)]
    for record in records:
        for _ in range(3):
            assert lines.make_named(dataclasses.replace, record, 9) == dataclasses.replace(record, b=9)
    with pytest.raises(ValueError, match="init=False"):
        lines.make_named(dataclasses.replace, Kept(1), 9)


@pytest.mark.parametrize("record", [Said(b=1), Frozen(1, 2, 3)])
def test_a_record_again_and_again_with_another_value(lines: ModuleType, record: Any) -> None:
    for k in range(5):
        made = lines.make_named(dataclasses.replace, record, k)
        assert made == dataclasses.replace(record, b=k)
        assert type(made) is type(record)
    bare = type(record).__new__(type(record))
    with pytest.raises(AttributeError):
        lines.make_named(dataclasses.replace, bare, 1)


def test_methods_are_those_of_the_class_met(lines: ModuleType) -> None:
    records: list[Any] = [Pair(1), Row(1, 2), Frozen(1, 2, 3), Loose(1), Worked()]
    records[3].step = lambda: "its own"
    for _ in range(3):
        for record in records:
            for _ in range(3):
                assert lines.call(record) == record.step()


def test_nothing_is_lost_and_nothing_kept(lines: ModuleType) -> None:
    value = object()
    pair, said = Pair(value, value), Said(b=value, a=value)
    lines.make_named(dataclasses.replace, said, value)
    before, kinds = sys.getrefcount(value), (sys.getrefcount(Pair), sys.getrefcount(Said))
    for _ in range(1000):
        lines.ask(pair), lines.make(Pair, value, value), lines.change(pair, value), lines.make_named(dataclasses.replace, said, value)
    assert sys.getrefcount(value) == before
    assert (sys.getrefcount(Pair), sys.getrefcount(Said)) <= (kinds[0] + 3, kinds[1] + 3)
