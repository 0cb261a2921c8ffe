"""By which name fighters are called who are counted by that of their people or group: "264 Houthis" are Houthi fighters."""

from __future__ import annotations

from typing import Final

from stemma.core.packs import Measure, Pack, read_tsv
from stemma.reading.looked import Looked
from stemma.reading.subjects.asking import Subject
from stemma.reading.subjects.parties import Parties, Party

_SOLDIERS, _FIGHTERS, _FORCES = "soldiers", "fighters", "forces"
_WAR: Final = "conflict"


class Fighters:
    """Gives those who fight their names; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        self._groups = {a.name: a.adjectives[0] for a in pack.actors.values() if a.adjectives and a.kind == "group"}
        self._befallen = frozenset(pack.tables.get("subjects", {}).get("no_people", ()))
        self._themes = {name: frozenset(t.get("words", ())) for name, t in pack.tables.get("themes", {}).items()}
        self._soldiers = frozenset(pack.tables.get("subjects", {}).get("plain", {}).get(_SOLDIERS, ())) | {_SOLDIERS}
        rows = [row for row in read_tsv(pack.language, "countries.tsv") if row[2]]
        self._peoples = {d.lower(): (row[0], row[2].split("|")[0]) for row in rows for d in row[3].split("|") if d}

    def named(self, found: Subject, measure: Measure | None) -> Subject:
        """A group by its adjective: "Houthi rebels" for "Houthis rebels", "Houthi forces" who take a town."""
        if not found.actor or measure is None:
            return found
        for name, adjective in self._groups.items():
            if self._bare(found.name) == name:
                patient = measure.table.get("role") == "patient" and measure.dimension == "persons"
                return found._replace(name=f"{adjective} {_FIGHTERS if patient else _FORCES}")
            if found.name.startswith(f"{name} "):
                return found._replace(name=adjective + found.name[len(name) :])
        return found

    def at_home(self, found: Subject, parties: Parties, looked: Looked) -> Subject:
        """ "The army has sent 300 soldiers" to a flood: of the country whose offices the report names most, where nobody fights it."""
        bare = not found.actor and found.name.lower() in self._soldiers
        if not bare or not parties.states or parties.irregular is not None or self._at_war(looked):
            return found
        return Subject(f"{parties.states[0].name} {found.name}", parties.states[0].country)

    def _at_war(self, looked: Looked) -> bool:
        """True of a report that speaks as much of war as of anything else."""
        counts = {name: looked.text.times(words) for name, words in self._themes.items()}
        return counts.get(_WAR, 0) >= max((n for name, n in counts.items() if name != _WAR), default=0)

    def is_people(self, found: Subject) -> bool:
        """True of "Ukrainians", of whom it is not said whether they fight."""
        return self._bare(found.name).lower() in self._peoples

    def serving(self, found: Subject) -> Subject:
        """ "6,000 Russians stationed in the town" are Russian soldiers."""
        code, adjective = self._peoples[self._bare(found.name).lower()]
        return Subject(f"{adjective} {_SOLDIERS}", code)

    def fallen(self, found: Subject, teller: Party | None, parties: Parties) -> Subject:
        """ "210 Ukrainians killed" are Ukrainian soldiers where the side that they fight says so."""
        code, adjective = self._peoples[self._bare(found.name).lower()]
        other = parties.other(teller)
        return Subject(f"{adjective} {_SOLDIERS}", code) if other is not None and other.country == code else found

    def _bare(self, name: str) -> str:
        """ "Ukrainians" of "fallen Ukrainians" and "Ukrainians killed"."""
        return " ".join(w for w in name.split() if w.lower() not in self._befallen)
