"""What the commands share: options, opening the ledger, giving answers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

    from stemma import pipeline
    from stemma.core.decisions import Decision
    from stemma.core.packs import Pack
    from stemma.core.types import Situation
    from stemma.ledger import Ledger

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_LEDGER = "stemma.db"

ledger_option = click.option(
    "--ledger", default=DEFAULT_LEDGER, envvar="STEMMA_LEDGER", show_default=True, metavar="PATH", help="The ledger's file."
)
_KNOWN_AT = "stemma.known_at"  # where a command keeps the moment at which it shall look back


def _keep_moment(ctx: click.Context, _: click.Parameter, words: str | None) -> None:
    if words:
        from datetime import UTC, datetime

        from stemma.answering.clock import since

        ctx.find_root().meta[_KNOWN_AT] = since(words, datetime.now(UTC))


_known_at = click.option(
    "--known-at",
    metavar="WHEN",
    expose_value=False,
    callback=_keep_moment,
    help="The ledger as it stood then: 2024-11-24, 2024-11-24T09:00Z, 'yesterday'. Undated reports are left out.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
output_option = click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to a file.")
_pack = click.option(
    "--pack",
    "own_pack",
    envvar="STEMMA_PACK",
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Your own words.",
)
_places = click.option(
    "--places",
    envvar="STEMMA_PLACES",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your own places; they win.",
)
_reader = click.option(
    "--reader", envvar="STEMMA_READER", default="rules", show_default=True, metavar="NAME", help="Who reads: rules, or a plug-in's name."
)
_workers = click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="How many processes read.")


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How reports are to be read: with whose words and places, by how many processes."""

    own_pack: Path | None = None
    places: Path | None = None
    workers: int = 1
    reader: str = "rules"

    def pack(self) -> Pack:
        """All packs, with the user's own words on top."""
        return own_words(self.own_pack)

    def reading(self) -> pipeline.How:
        """The same as the walk takes it."""
        from stemma.pipeline import How as Reading

        return Reading(self.pack(), self.places, self.reader)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that reads reports, handed to it as one `how`."""

    @wraps(command)
    def with_how(*args: Any, own_pack: Path | None, places: Path | None, workers: int, reader: str, **others: Any) -> Any:
        how = How(own_pack=own_pack, places=places, workers=workers, reader=reader)
        return command(*args, how=how, **others)

    return _pack(_places(_reader(_workers(with_how))))


def asking_option(command: F) -> F:
    """The options of every command that asks a ledger: which file, and as it stood when."""
    return ledger_option(_known_at(command))


def pack_option(command: F) -> F:
    """The option of every command that shows what a pack's words made of reports."""
    return _pack(command)


def own_words(own_pack: Path | None) -> Pack:
    """All packs, with a user's own folder where one is given."""
    from stemma.core.packs import load_pack

    return load_pack(extra=own_pack)


def situation_of(ledger: str) -> Situation:
    """The situation in a ledger that exists, as it stands or, with --known-at, as it stood."""
    from stemma.ledger import Ledger

    with Ledger.open(ledger, create=False) as held:
        return looked_back(held) or held.situation()


def decisions_of(ledger: str) -> tuple[Decision, ...]:
    """The log of decisions in a ledger that exists; with --known-at, those taken by then."""
    from stemma.answering.clock import instant
    from stemma.ledger import Ledger

    moment = _moment()
    with Ledger.open(ledger, create=False) as held:
        return tuple(d for d in held.decisions() if not moment or instant(d.when) <= moment)


def looked_back(held: Ledger) -> Situation | None:
    """The situation at the moment that --known-at names, None where none is named."""
    moment = _moment()
    return as_known(held, moment) if moment else None


def _moment() -> str:
    ctx = click.get_current_context(silent=True)
    return str(ctx.find_root().meta.get(_KNOWN_AT, "")) if ctx else ""


def _own_pack() -> Path | None:
    """The folder of the user's own words, where the command that runs was given one."""
    ctx = click.get_current_context(silent=True)
    folder = ctx.params.get("own_pack") if ctx else None
    return folder if isinstance(folder, Path) else None


def as_known(held: Ledger, moment: str) -> Situation:
    """The situation that the reports published and the decisions taken up to an instant make."""
    from stemma.answering.clock import instant, known
    from stemma.pipeline import assemble

    reports = [r for r in held.reports() if known(r) <= moment]
    judgements = [j for j in held.judgements() if not j.when or instant(j.when) <= moment]
    return assemble(reports, held.as_read([r.id for r in reports]), judgements, own_words(_own_pack()))


def console() -> Console:
    """The terminal, or a plain text of fixed width where the answer is piped."""
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=140, no_color=True, highlight=False, legacy_windows=False)


def answer(text: str, output: Path | None = None) -> None:
    """Give an answer on standard output, or write it to a file."""
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
        return
    from stemma.core.errors import StemmaError

    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8", errors="replace", newline="")
    except OSError as fault:
        raise StemmaError(f"{output} cannot be written: {fault.strerror}.") from fault


def answer_bytes(content: bytes, output: Path) -> None:
    """Write bytes to a file."""
    from stemma.core.errors import StemmaError

    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(content)
    except OSError as fault:
        raise StemmaError(f"{output} cannot be written: {fault.strerror}.") from fault


def answer_json(value: Any, output: Path | None = None) -> None:
    """Give an answer as JSON."""
    import json

    answer(json.dumps(value, ensure_ascii=False, indent=1) + "\n", output)


def complain(sentence: str) -> None:
    """Say on standard error what could not be done."""
    click.echo(f"stemma: {sentence}", err=True)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error while long work goes on; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
