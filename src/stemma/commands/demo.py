"""stemma demo: the main job on a bundled sample."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import click

from stemma.commands.common import How, answer, console, reading_options


@click.command()
@click.option("--sample", default="", metavar="NAME", help="Which sample; by default the first.")
@click.option("--list", "names_only", is_flag=True, help="List the samples.")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("demo"), show_default=True, help="Where it is written."
)
@reading_options
def demo(sample: str, names_only: bool, folder: Path, how: How) -> None:
    """The main job on a bundled sample of invented outlets: read it, print the report, write the HTML report, say where."""
    from stemma.commands.add import fill, gather
    from stemma.ledger import Ledger
    from stemma.showing.page import html_report
    from stemma.showing.terminal import show_report

    if names_only:
        answer("".join(name + "\n" for name in samples()))
        return
    name = _chosen(sample)
    pack = how.pack()
    with as_file(files("stemma") / "data" / "samples" / name) as where:
        reports, _ = gather([str(where)])
    folder.mkdir(parents=True, exist_ok=True)
    ledger = folder / f"{name}.db"
    for stale in (ledger, Path(f"{ledger}-wal"), Path(f"{ledger}-shm")):
        stale.unlink(missing_ok=True)
    with Ledger.open(ledger) as held:
        fill(held, reports, how)
        situation = held.situation()
    show_report(console(), situation, pack)
    page = folder / f"{name}.html"
    answer(html_report(situation, pack), page)
    answer(f"\nThe report is in {page}, the ledger in {ledger}: open the page in a browser, or try 'stemma figures --ledger {ledger}'.\n")


def samples() -> list[str]:
    """The names of the bundled samples."""
    return sorted(folder.name for folder in (files("stemma") / "data" / "samples").iterdir() if folder.is_dir())


def _chosen(sample: str) -> str:
    from stemma.core.errors import StemmaError, nearest

    known = samples()
    if sample and sample not in known:
        raise StemmaError(f"There is no sample '{sample}'; the samples are {', '.join(known)}.{nearest(sample, known)}")
    return sample or known[0]
