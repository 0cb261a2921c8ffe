"""The command line: one command a module, loaded when it is called, so that the start stays quick."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

_COMMANDS = {  # name -> module of stemma.commands, what it does
    "demo": ("demo", "The main job on a bundled sample: read it, print the report, write the HTML report."),
    "add": ("add", "Take reports in: text, Markdown, HTML, JSON Lines, folders, '-' for standard input."),
    "report": ("report", "The situation as now claimed, on the terminal or as HTML, Markdown, JSON."),
    "figures": ("tables", "The figures with their readings and origins."),
    "claims": ("tables", "The claims, each tied to its words."),
    "tree": ("tree", "The family tree of the reports; --why and --figure for one line or one figure; GraphML, SVG ..."),
    "conflicts": ("tables", "What does not agree, or only seems not to, and why."),
    "new": ("news", "What each report said first; with --since, what is new since then."),
    "brief": ("news", "What is new, where the figures stand and what is not known, as Markdown, HTML or Word."),
    "changes": ("tables", "What was changed on the way from report to report."),
    "notices": ("tables", "What was seen in the reports and not understood."),
    "watch": ("watch", "Stand guard over sources: take in what is new, round by round, and say what changed."),
    "editions": ("originals", "What changed under one address, claim by claim; silent edits."),
    "forget": ("originals", "Remove a report's text and original; its hashes stay in the log."),
    "extract": ("originals", "Extract texts anew from the kept originals, with this version."),
    "show": ("show", "One report: what is known of it, or its text as it stands."),
    "why": ("why", "What stands behind a value: origins, other values, caveats, a safe wording."),
    "check": ("check", "Every figure of a draft against the ledger: found, superseded, hedge lost, source missing ..."),
    "diff": ("diff", "What differs between two days, two reports or two ledgers."),
    "course": ("course", "A figure through time by two clocks: as of when, and known since when."),
    "plans": ("course", "What was planned or foreseen, until when, and what was reported since."),
    "demands": ("course", "Demands, offers and rejections, by actor through time."),
    "table": ("course", "Figures of some measures side by side: value, as of, age, trend, lineages."),
    "stats": ("stats", "Counts over a whole ledger: what rewrites drop ('drift'), how late sources report ('lag')."),
    "sensitivity": ("stats", "How each answer moves by the rule that picks it, and with rewrites collapsed or not."),
    "grade": ("stats", "How reliable a source is, A to F: your own decision, kept in the ledger."),
    "pack": ("pack", "The evidence behind a figure in one zip: texts, quotes, working, hashes."),
    "verify": ("pack", "Check an evidence pack again, anywhere."),
    "judge": ("judge", "Say that two claims speak of one figure, or that they do not; it outlives every re-run."),
    "gate": ("gate", "Score a reader on marked reports, and check the promises that every reader keeps."),
    "read": ("read", "Read lines of JSON without a ledger: amounts, times, attributions, claims, events."),
    "export": ("export", "The whole situation: JSON, CSV, Parquet, GeoJSON, PROV, annotations, schema.org, code books."),
    "serve": ("serve", "The local web app: every screen on the ledger, in a browser."),
}


class _Commands(click.Group):
    """The commands by name; a module is loaded when one of its commands is called, or asked for its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"stemma.commands.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from stemma.core.errors import nearest

            raise click.UsageError(f"There is no command '{args[0]}'.{nearest(args[0], _COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (_, what) in _COMMANDS.items()])

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; a fault that the user can mend is printed as its sentence alone."""
        from stemma.core.errors import StemmaError

        try:
            return super().main(*args, **kwargs)
        except StemmaError as fault:
            if "--debug" in sys.argv[1:2]:
                raise
            click.echo(f"stemma: {fault}", err=True)
            sys.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.option("--debug", is_flag=True, help="Show the whole trace of an error.")
@click.version_option(None, "--version", package_name="stemma", message="stemma %(version)s")
def main(debug: bool) -> None:
    """A pile of news reports becomes a ledger of claims: who says what, since when, copied from whom, and where they do not agree."""
