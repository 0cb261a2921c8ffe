"""The rooms as machine code read, link and weigh as the plain ones do; skipped where they were not compiled (`make test-compiled`)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import stemma.reading.claims

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "src" / "stemma" / "data" / "samples"
COMPILED = Path(stemma.reading.claims.__file__).suffix != ".py"

pytestmark = pytest.mark.skipif(not COMPILED, reason="the rooms were not compiled here: make test-compiled")


def exported(into: Path, folders: list[Path], source: str, workers: int = 1) -> bytes:
    """What one command line makes of folders, with the package taken from `source`."""
    path = {**os.environ, "PYTHONPATH": source, "PYTHONHASHSEED": "0"}
    run = [sys.executable, "-m", "stemma"]
    add = [*run, "add", *map(str, folders), "--ledger", str(into), "--workers", str(workers)]
    subprocess.run(add, env=path, check=True, capture_output=True, timeout=240)
    return subprocess.run([*run, "export", "--ledger", str(into), "--format", "json"], env=path, check=True, capture_output=True).stdout


@pytest.mark.parametrize("sample", sorted(p.name for p in SAMPLES.iterdir() if p.is_dir()))
def test_a_compiled_package_exports_the_very_same(tmp_path: Path, sample: str) -> None:
    """Byte for byte, from reading to weighing and the ledger between."""
    plain = exported(tmp_path / "plain.db", [SAMPLES / sample], str(ROOT / "src"))
    compiled = exported(tmp_path / "compiled.db", [SAMPLES / sample], os.environ["PYTHONPATH"])
    assert len(plain) > 10_000
    assert compiled == plain


def test_compiled_rooms_work_in_several_processes(tmp_path: Path) -> None:
    """Packs go to each process and what was read comes back; enough reports that processes are started."""
    folders = [ROOT / "tests" / "gold" / name for name in ("derna-2023", "goma-2025", "marburg-2024")]
    plain = exported(tmp_path / "plain.db", folders, str(ROOT / "src"))
    compiled = exported(tmp_path / "compiled.db", folders, os.environ["PYTHONPATH"], workers=2)
    assert len(plain) > 100_000
    assert compiled == plain
