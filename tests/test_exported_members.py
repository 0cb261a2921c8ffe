"""The public names: sorted, each there, each documented."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import stemma


def test_the_public_names_are_sorted_and_each_once() -> None:
    assert stemma.__all__ == sorted(set(stemma.__all__))


@pytest.mark.parametrize("name", stemma.__all__)
def test_a_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(stemma, name)
    assert inspect.getdoc(value)
    assert name in dir(stemma)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Stema'"):
        _ = stemma.Stema


def test_importing_stemma_loads_no_room() -> None:
    code = (
        "import sys, stemma; print([m for m in sys.modules if m.startswith('stemma.') or m in ('click', 'msgspec', 'rich', 'trafilatura')])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
