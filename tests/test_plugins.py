"""Formats of other packages are found by their ending and loaded when a file of theirs comes in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

from stemma import plugins
from stemma.core.errors import InputRefused, StemmaError
from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.intake import FORMATS, take


def read(data: bytes, name: str) -> Report:
    return Report(text=data.decode("utf-8"), name=name, title="from a plug-in")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("subtitles")
    module.read = read  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "subtitles", module)
    points = [EntryPoint(".sub", "subtitles:read", "stemma.formats"), EntryPoint(".gone", "nowhere:read", "stemma.formats")]
    points.append(EntryPoint(".txt", "nowhere:read", "stemma.formats"))
    monkeypatch.setattr(plugins, "entry_points", lambda group: points)


@pytest.mark.usefixtures("installed")
def test_a_format_of_another_package_is_used(write: Callable[..., Path]) -> None:
    (report,) = take([str(write("a.sub", "The river rose by two metres."))], formats=plugins.formats())
    assert isinstance(report, Report)
    assert (report.name, report.title) == ("a.sub", "from a plug-in")


@pytest.mark.usefixtures("installed")
def test_a_plug_in_that_cannot_be_loaded_is_said(write: Callable[..., Path]) -> None:
    (refused,) = take([str(write("a.gone", "The river rose."))], formats=plugins.formats())
    assert isinstance(refused, InputRefused)
    assert "'nowhere:read', which cannot be loaded" in str(refused)


@pytest.mark.usefixtures("installed")
def test_a_plug_in_cannot_replace_a_format_of_stemmas() -> None:
    assert plugins.formats()[".txt"] is FORMATS[".txt"]


def test_the_rules_are_a_reader_and_a_missing_one_is_said() -> None:
    assert plugins.readers()[0] == "rules"
    assert plugins.reader("rules")(load_pack()).name == "rules"
    with pytest.raises(StemmaError, match=r"The reader 'ruls' is not installed; there is: rules.* Did you mean 'rules'\?"):
        plugins.reader("ruls")


def test_a_known_reader_that_is_not_installed_comes_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugins, "entry_points", lambda group: [])
    with pytest.raises(StemmaError, match="Install it: pip install models/stemma-attribution"):
        plugins.reader("learned")


def test_a_reader_of_another_package_is_loaded_when_named(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("other_reader")
    module.make = lambda pack, gazetteer=None: "made"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "other_reader", module)
    points = [EntryPoint("other", "other_reader:make", "stemma.readers"), EntryPoint("gone", "nowhere:make", "stemma.readers")]
    monkeypatch.setattr(plugins, "entry_points", lambda group: points)
    assert plugins.readers() == ("rules", "gone", "other")
    assert plugins.reader("other")(load_pack()) == "made"
    with pytest.raises(StemmaError, match="cannot be loaded"):
        plugins.reader("gone")
