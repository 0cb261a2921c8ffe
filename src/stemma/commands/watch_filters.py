"""Filters of the watch: by words, places, packs and outlets, so that many feeds can be watched for one situation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from stemma.commands.common import How
    from stemma.core.types import Report

_LEAST_CUES = 2  # different words of a pack that make a report one of its domain


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a report must have: of each kind that is given, one."""

    words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()

    def wanted(self, how: How) -> Callable[[Report], bool]:
        """A test for reports."""
        tests = [_holds(self.words), _holds([n for place in self.places for n in _names(place)]), self._outlet(), self._domain(how)]
        given = [test for test in tests if test is not None]
        return lambda report: all(test(report) for test in given)

    def _outlet(self) -> Callable[[Report], bool] | None:
        names = [name.casefold() for name in self.outlets]
        return (lambda r: any(n in r.outlet.casefold() or n in r.url.casefold() for n in names)) if names else None

    def _domain(self, how: How) -> Callable[[Report], bool] | None:
        if not self.packs:
            return None
        from stemma.core.packs import load_pack

        measures = load_pack(self.packs, extra=how.own_pack).measures.values()
        cues = {str(cue) for m in measures if m.pack in self.packs for cue in m.table.get("cues", ()) if len(cue) > 3 and "@" not in cue}
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(cues))})(?!\w)", re.IGNORECASE)  # cues are written with (a|b)
        return lambda r: len({m.group().casefold() for m in pattern.finditer(f"{r.title}\n{r.text}")}) >= _LEAST_CUES


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The filters, handed to a command as one `chosen`."""

    @wraps(command)
    def with_filter(*args: Any, words: Any, places_wanted: Any, packs: Any, outlets: Any, **others: Any) -> Any:
        return command(*args, chosen=Filter(words=words, places=places_wanted, packs=packs, outlets=outlets), **others)

    for option in (
        click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Only reports of this outlet; may be given again."),
        click.option("--domain", "packs", multiple=True, metavar="PACK", help="Only reports of this pack's matter: conflict, disaster ..."),
        click.option("--place", "places_wanted", multiple=True, metavar="NAME", help="Only reports that name this place; repeatable."),
        click.option("--word", "words", multiple=True, metavar="WORD", help="Only reports that hold this word; may be given again."),
    ):
        with_filter = option(with_filter)
    return with_filter


def _names(place: str) -> list[str]:
    """A place's names: as given, and as the gazetteer has them."""
    from stemma.core.gazetteer import Gazetteer

    return [place, *dict.fromkeys(c.name for c in Gazetteer().look_up(place)[:3] if c.name != place)]


def _holds(words: Any) -> Callable[[Report], bool] | None:
    if not words:
        return None
    pattern = _pattern(words)
    return lambda r: bool(pattern.search(f"{r.title}\n{r.text}"))


def _pattern(words: Any) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
