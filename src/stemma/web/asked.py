"""What a reader asked for: everything that chooses what a screen shows stands in its address, so that it can be shared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

_MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d(:\d\d(:\d\d)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?")
_LONGEST = 200
MOST_ROWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The filters that every screen knows; "" where nothing was asked."""

    known_at: str = ""  # only reports published by then
    since: str = ""  # what is new after this moment
    start: str = ""  # the brushed days
    end: str = ""
    place: str = ""
    measure: str = ""
    figure: str = ""
    q: str = ""
    kind: str = ""
    outlet: str = ""
    reader: str = ""
    coarse: str = ""
    report: str = ""  # the chosen report of the tree
    head: str = ""  # the lineage that is opened
    page: int = 1

    def address(self, path: str, **other: str | int) -> str:
        """A path with these filters, some of them otherwise."""
        wanted = {name.replace("_", "-"): value for name, value in replace(self, **other).pairs()}  # type: ignore[arg-type]
        return f"{path}?{urlencode(wanted)}" if wanted else path

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The filters that are set."""
        for name in self.__slots__:
            value = getattr(self, name)
            if value and not (name == "page" and value == 1):
                yield _OUTSIDE.get(name, name), str(value)

    @property
    def lasting(self) -> Asked:
        """What goes along from screen to screen: the clock and the brushed days."""
        return Asked(known_at=self.known_at, start=self.start, end=self.end, since=self.since, place=self.place)


_OUTSIDE = {"start": "from", "end": "to"}


def asked(query: Mapping[str, str]) -> Asked:
    """The filters of an address; what is no moment or too long is left out, never an error."""

    def moment(name: str) -> str:
        given = query.get(name, "").strip().replace(" ", "T")
        return given if _MOMENT.fullmatch(given) else ""

    def words(name: str) -> str:
        return " ".join(query.get(name, "")[:_LONGEST].split())

    page = query.get("page", "1")
    return Asked(
        known_at=moment("known-at"),
        since=moment("since"),
        start=moment("from")[:10],
        end=moment("to")[:10],
        place=words("place"),
        measure=words("measure"),
        figure=words("figure"),
        q=words("q"),
        kind=words("kind"),
        outlet=words("outlet"),
        reader=words("reader"),
        coarse=words("coarse"),
        report=words("report"),
        head=words("head"),
        page=max(1, min(int(page), 100_000)) if page.isdecimal() and len(page) < 7 else 1,
    )
