"""Builds the package as it stands, or its costly rooms as machine code where STEMMA_COMPILE=1 is set (docs/compiled.md)."""

import os
from pathlib import Path

from setuptools import Extension, setup

ROOMS = ("core", "reading", "linking", "descent", "piling", "weighing")
# What is read back from the ledger or comes from another process is made without its constructor, and a plug-in is derived from the
# reader: machine code bears neither.
PLAIN = frozenset(["__init__.py", "types.py", "decisions.py", "delivery.py", "engine.py", "reader.py"])


def machine_code() -> list[Extension]:
    """The rooms as extensions; none where it was not asked for."""
    if os.environ.get("STEMMA_COMPILE") != "1":
        return []
    from mypyc.build import mypycify

    files = sorted(str(f) for room in ROOMS for f in Path("src/stemma", room).glob("*.py") if f.name not in PLAIN)
    return list(mypycify(["--config-file=pyproject.toml", *files], opt_level="2", debug_level="0", multi_file=True))


setup(ext_modules=machine_code())
