"""The ledger as five code books would have it: ACLED, UCDP, IDMC, Airwars and Iraq Body Count, with the origins beside their columns.

Only what the reports say is filled in. What a code book leaves to its coders (kinds of event, actors' codes, dyads, ids) stays empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stemma.answering.quoting import QUOTED
from stemma.answering.rules import current
from stemma.core.types import Approx, Place
from stemma.exporting.coding import (
    DEAD,
    HURT,
    MOVED,
    Coded,
    Row,
    best,
    coded,
    conservative,
    countries,
    days,
    excerpt,
    low_high,
    span_days,
    whole,
)
from stemma.showing.view import View

_BESIDE = ("n_reports", "n_origins", "n_sources", "rule", "figure_id")  # Stemma's own columns, in every code book

COLUMNS = {
    "acled": (
        "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
        "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
        "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale",
        "notes", "fatalities", "tags", "timestamp", "source_original", *_BESIDE,
    ),
    "ucdp": (
        "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_name", "dyad_name", "side_a", "side_b",
        "number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec",
        "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "country", "region",
        "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
        "high", "low", *_BESIDE,
    ),
    "idmc": (
        "id", "country", "iso3", "category", "term", "role", "quantifier", "reported", "unit", "household_size", "total_figures",
        "start_date", "start_date_accuracy", "end_date", "end_date_accuracy", "locations", "latitude", "longitude", "accuracy",
        "sources", "publishers", "source_excerpt", "calculation_logic", *_BESIDE,
    ),
    "airwars": (
        "incident_code", "incident_date", "location", "country", "latitude", "longitude", "geolocation_accuracy", "killed_min",
        "killed_max", "injured_min", "injured_max", "civilian_harm_status", "belligerents", "sources", "assessment", *_BESIDE,
    ),
    "ibc": (
        "ibc_code", "start_date", "end_date", "time", "location", "target", "weapons", "reported_minimum", "reported_maximum",
        "sources", "primary_witnesses", *_BESIDE,
    ),
}  # fmt: skip
_WHERE = {"exact": 1, "near": 2, "district": 3, "region": 4, "country": 6}  # UCDP's where_prec
_GEO = {"exact": 1, "near": 2, "district": 2, "region": 3, "country": 3}  # ACLED's geo_precision
_QUANTIFIER = {
    Approx.MORE_THAN: "MORE_THAN",
    Approx.AT_LEAST: "MORE_THAN",
    Approx.LESS_THAN: "LESS_THAN",
    Approx.AT_MOST: "LESS_THAN",
    Approx.EXACT: "EXACT",
}
_CIVILIANS = ("civilian", "resident", "children", "women", "child", "inhabitants", "villagers", "townspeople")
_HOUSEHOLDS = ("family", "families", "household", "households")
_TERMS = {"displaced": "Displaced", "evacuated": "Evacuated", "refugees": "Refugees", "sheltered": "Sheltered"}


def rows(view: View, book: str, most: int = QUOTED) -> list[Row]:
    """The rows of a code book."""
    return list(_BOOKS[book](view, most))


def acled(view: View, most: int) -> Iterator[Row]:
    """One row for each count of the dead: the most conservative number that stands; the others in the notes."""
    for c in coded(view, DEAD, "min"):
        floor = min((n for r in current(view, c.figure) if (n := conservative(r, excerpt(view, r, 0))) is not None), default="")
        yield {
            "event_date": c.end,
            "year": c.end[:4],
            "time_precision": _time_precision(c.start, c.end),
            **_where(c.figure.place),
            "geo_precision": _GEO.get(c.figure.place.precision, "") if c.figure.place else "",
            "source": "; ".join(c.outlets),
            "notes": c.note,
            "fatalities": floor,
            "source_original": "; ".join(c.originals),
            **_beside(c, "most conservative"),
        }


def ucdp(view: View, most: int) -> Iterator[Row]:
    """One row for each count of the dead: best is the value with most separate origins, low and high the ends of all that stand."""
    for c in coded(view, DEAD):
        low, high = low_high(c.estimate)
        civilians = any(word in c.figure.subject.casefold() for word in _CIVILIANS)
        number, place = best(c.estimate), c.figure.place
        first = view.reports[c.reports[0]] if c.reports else None
        yield {
            "year": c.end[:4],
            "code_status": "Proposed",
            "number_of_sources": len(c.outlets),
            "source_article": "; ".join(f"{view.name(r)}, {view.published(r)[:10]}, {view.reports[r].title}" for r in c.reports),
            "source_office": "; ".join(c.outlets),
            "source_date": first.published.iso[:10] if first and first.published else "",
            "source_headline": first.title if first else "",
            "source_original": "; ".join(c.originals),
            "where_prec": _WHERE.get(place.precision, "") if place else "",
            "where_coordinates": place.name if place else "",
            "where_description": place.words if place else "",
            **_where(place),
            "geom_wkt": f"POINT ({place.lon} {place.lat})" if place and None not in (place.lat, place.lon) else "",
            "event_clarity": 1 if c.start == c.end else 2,
            "date_prec": _date_prec(c.start, c.end),
            "date_start": c.start,
            "date_end": c.end,
            "deaths_civilians": number if civilians else "",
            "deaths_unknown": "" if civilians else number,
            "best": number,
            "high": high,
            "low": low,
            **_beside(c, "most-origins"),
        }


def idmc(view: View, most: int) -> Iterator[Row]:
    """One row for each value of a displacement figure: the best supported recommended, the others for triangulation."""
    for c in coded(view, MOVED):
        for reading in view.readings[c.figure.id]:
            if reading.born_in or reading.denied:
                continue
            start, end = days(view, reading)
            first = view.first(reading.claims)
            household = bool(first and any(w in f"{first.counted} {first.text}".casefold() for w in _HOUSEHOLDS))
            number = whole(reading.low if reading.low is not None else reading.high or 0)
            yield {
                **_where(c.figure.place),
                "category": "STOCK" if c.figure.nature == "level" else "FLOW",
                "term": _TERMS.get(first.measure if first else "", ""),
                "role": "RECOMMENDED" if reading is c.estimate.best.reading else "TRIANGULATION",
                "quantifier": _QUANTIFIER.get(reading.approx, "APPROXIMATELY"),
                "reported": number,
                "unit": "HOUSEHOLD" if household else "PERSON",
                "total_figures": "" if household else number,
                "start_date": start,
                "start_date_accuracy": "DAY" if start else "",
                "end_date": end,
                "end_date_accuracy": "DAY" if end else "",
                "locations": c.figure.place.name if c.figure.place else "",
                "accuracy": c.figure.place.precision if c.figure.place else "",
                "sources": "; ".join(view.speakers(reading.claims)),
                "publishers": "; ".join(dict.fromkeys(view.name(r) for r in view.carriers(reading.claims))),
                "source_excerpt": excerpt(view, reading, most),
                "calculation_logic": "; ".join(r.detail for r in reading.reasons),
                "n_reports": reading.reports,
                "n_origins": reading.origins,
                "n_sources": reading.sources,
                "rule": "most-origins",
                "figure_id": c.figure.id,
            }


def airwars(view: View, most: int) -> Iterator[Row]:
    """One row for each count of the dead or hurt: lowest and highest, and a grade that a researcher may raise."""
    for c in coded(view, (*DEAD, *HURT)):
        low, high = low_high(c.estimate)
        dead = c.figure.measure in DEAD
        yield {
            "incident_date": c.end,
            "location": c.figure.place.name if c.figure.place else "",
            **_where(c.figure.place),
            "geolocation_accuracy": c.figure.place.precision if c.figure.place else "",
            "killed_min": low if dead else "",
            "killed_max": high if dead else "",
            "injured_min": "" if dead else low,
            "injured_max": "" if dead else high,
            "civilian_harm_status": airwars_grade(view, c),
            "sources": "; ".join(c.outlets),
            "assessment": c.note,
            **_beside(c, "min and max"),
        }


def airwars_grade(view: View, c: Coded) -> str:
    """Fair: two or more separate primary sources; weak: one; contested: denied; "confirmed" is for a person alone to give."""
    conflicts = view.conflicts.get(c.figure.id, ())
    if any(x.kind == "real" and x.verdict == "denial" for x in conflicts):
        return "Contested"
    return "Fair" if c.sources > 1 and c.origins > 1 else "Weak"


def ibc(view: View, most: int) -> Iterator[Row]:
    """One row for each count of dead civilians: the lowest and the highest number reported."""
    for c in coded(view, DEAD):
        if not any(word in c.figure.subject.casefold() for word in (*_CIVILIANS, "people")) and c.figure.subject:
            continue
        low, high = low_high(c.estimate)
        yield {
            "start_date": c.start,
            "end_date": c.end,
            "location": c.figure.place.name if c.figure.place else "",
            "target": c.figure.subject,
            "reported_minimum": low,
            "reported_maximum": high,
            "sources": "; ".join(c.outlets),
            "primary_witnesses": "; ".join(c.originals),
            **_beside(c, "min and max"),
        }


_BOOKS: dict[str, Callable[[View, int], Iterator[Row]]] = {"acled": acled, "ucdp": ucdp, "idmc": idmc, "airwars": airwars, "ibc": ibc}


def _where(place: Place | None) -> Row:
    if place is None:
        return {}
    country = countries().get(place.country, place.country)
    admin = place.name if place.kind == "region" else ""
    return {"country": country, "admin1": admin, "adm_1": admin, "location": place.name, "latitude": place.lat, "longitude": place.lon}


def _beside(c: Coded, rule: str) -> Row:
    return {"n_reports": len(c.reports), "n_origins": c.origins, "n_sources": c.sources, "rule": rule, "figure_id": c.figure.id}


def _time_precision(start: str, end: str) -> int | str:
    """ACLED: 1 the day is known, 2 the week, 3 the month."""
    number = span_days(start, end)
    return "" if number is None else 1 if number == 1 else 2 if number <= 7 else 3


def _date_prec(start: str, end: str) -> int | str:
    """UCDP: 1 the day, 2 two to six days, 3 a week, 4 up to a month, 5 longer."""
    number = span_days(start, end)
    if number is None:
        return ""
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if number <= most), 5)
