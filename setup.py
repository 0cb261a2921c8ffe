"""Builds the package as it stands, or its costly rooms as machine code where STEMMA_COMPILE=1 is set (docs/set-up.md).

STEMMA_COMPILE_LEVEL is how hard the compiler tries (0 to 3): at 0 it takes far less time, and the code does the same more slowly.
"""

import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

ROOMS = ("core", "reading", "linking", "descent", "piling", "weighing")
# What is read back from the ledger is made without its constructor, packs go to other processes, and plug-ins are derived from the
# reader: machine code bears none of that.
PLAIN = frozenset(["__init__.py", "types.py", "decisions.py", "delivery.py", "engine.py", "packs.py", "reader.py"])


def machine_code() -> list[Extension]:
    """The rooms as extensions; none where it was not asked for."""
    if os.environ.get("STEMMA_COMPILE") != "1":
        return []
    from mypyc.build import mypycify

    files = sorted(
        str(f) for room in ROOMS for f in Path("src/stemma", room).rglob("*.py") if f.name not in PLAIN and f.parent.name != "spoken"
    )
    level = os.environ.get("STEMMA_COMPILE_LEVEL", "2")
    found = list(mypycify(["--config-file=pyproject.toml", *files], opt_level=level, debug_level="0", multi_file=True))
    if os.name == "posix":
        for extension in found:  # the rooms stand in one library: what they call of each other need not be looked up by its name
            extension.extra_compile_args = [*extension.extra_compile_args, "-fvisibility=hidden", "-include", "scripts/records.h"]
    return found


class ManyAtOnce(build_ext):
    """Compiles the files of one extension side by side: nearly all of the rooms are one."""

    def build_extensions(self) -> None:
        """As ever, but a file is handed to one of as many hands as there are cores, and linking waits for them."""
        compiler: Any = self.compiler
        one, link = compiler._compile, compiler.link
        with ThreadPoolExecutor(os.cpu_count()) as hands:
            running: list[Future[None]] = []

            def compile_soon(*given: Any) -> None:
                running.append(hands.submit(one, *given))

            def link_when_done(*given: Any, **named: Any) -> None:
                while running:
                    running.pop().result()
                link(*given, **named)

            compiler._compile, compiler.link = compile_soon, link_when_done
            super().build_extensions()


setup(ext_modules=machine_code(), cmdclass={"build_ext": ManyAtOnce})
