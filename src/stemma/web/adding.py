"""Add: files dropped, text pasted or an address, taken in by a worker while the page tells how far it is."""

from __future__ import annotations

import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from stemma.core.errors import StemmaError
from stemma.web.frame import Screen

Add = Callable[[Sequence[str], Callable[[int, int, str], None]], Mapping[str, Any]]
MOST_FILES, MOST_JOBS = 500, 50
_NAME = re.compile(r"[^\w .()+,-]", re.ASCII)


@dataclass(slots=True)
class Job:
    """One piece of adding, as far as it is."""

    number: int
    what: str
    state: str = "waiting"  # waiting reading done failed
    step: str = ""  # what is going on: taking in, reading
    done: int = 0
    of: int = 0  # 0 where nobody knows
    result: Mapping[str, Any] = field(default_factory=dict)
    fault: str = ""

    def row(self) -> dict[str, Any]:
        """The job as the page asks for it."""
        return {
            "id": self.number, "what": self.what, "state": self.state, "step": self.step, "done": self.done, "of": self.of,
            "result": dict(self.result), "fault": self.fault or None,
        }  # fmt: skip


class Jobs:
    """One job after another, so that the ledger is written by one hand of the app at a time."""

    def __init__(self, add: Add) -> None:
        self._add, self._lock, self._one = add, threading.Lock(), threading.Lock()
        self._numbers = count(1)
        self._jobs: dict[int, Job] = {}

    def start(self, inputs: Sequence[str], what: str, folder: Path | None = None) -> Job:
        """Begin to take inputs in; a folder of uploads is thrown away afterwards."""
        with self._lock:
            job = Job(number=next(self._numbers), what=what)
            self._jobs[job.number] = job
            for old in [n for n, j in self._jobs.items() if j.state in ("done", "failed")][: max(0, len(self._jobs) - MOST_JOBS)]:
                del self._jobs[old]
        threading.Thread(target=self._run, args=(job, list(inputs), folder), daemon=True).start()
        return job

    def get(self, number: int) -> Job | None:
        """A job by its number."""
        return self._jobs.get(number)

    def all(self) -> list[Job]:
        """The jobs, the newest first."""
        return sorted(self._jobs.values(), key=lambda j: -j.number)

    def _run(self, job: Job, inputs: list[str], folder: Path | None) -> None:
        def told(done: int, of: int, step: str) -> None:
            job.done, job.of, job.step = done, of, step

        try:
            with self._one:
                job.state = "reading"
                job.result = self._add(inputs, told)
                job.state = "done"
        except StemmaError as fault:
            job.state, job.fault = "failed", str(fault)
        except Exception as fault:  # a fault of ours: the page must hear of it, the server goes on
            job.state, job.fault = "failed", f"Something went wrong while reading ({type(fault).__name__}); the ledger is as it was."
            raise
        finally:
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)


def safe_name(given: str, at: int) -> str:
    """A file's name without any way out of its folder."""
    last = given.replace("\\", "/").rpartition("/")[2]
    kept = _NAME.sub("_", last).strip(" .")[:120]
    return kept or f"upload-{at}.txt"


def kept_files(files: Sequence[tuple[str, bytes]]) -> tuple[Path, list[str]]:
    """Uploads as files of a folder of their own."""
    if len(files) > MOST_FILES:
        raise StemmaError(f"At most {MOST_FILES} files at once: use 'stemma add FOLDER' for more.")
    folder = Path(tempfile.mkdtemp(prefix="stemma-upload-"))
    paths: list[str] = []
    for at, (name, data) in enumerate(files, 1):
        path = folder / safe_name(name, at)
        while path.exists():
            path = path.with_name(f"{path.stem}-{at}{path.suffix}")
        path.write_bytes(data)
        paths.append(str(path))
    return folder, ([str(folder)] if any(Path(p).name == "reports.csv" for p in paths) else paths)


def pasted(form: Mapping[str, str]) -> bytes:
    """A pasted text as a file with header lines."""
    lines = []
    for name in ("Title", "Outlet", "Published", "URL"):
        given = " ".join(form.get(name.lower(), "").split())
        if given:
            lines.append(f"{name}: {given}")
    text = form.get("text", "").replace("\r\n", "\n")
    if not text.strip():
        raise StemmaError("There is no text to take in.")
    return ("\n".join(lines) + ("\n\n" if lines else "") + text).encode("utf-8", "replace")


def add_screen(jobs: Jobs) -> Screen:
    """The screen."""
    rows = [job.row() for job in jobs.all()[:12]]
    return Screen(name="add", title="Add", data={"jobs": rows}, context={"jobs": rows}, modules=("add.js",))
