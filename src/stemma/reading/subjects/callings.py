"""By which plain words the counted are called, so that reports that call one thing differently name one subject."""

from __future__ import annotations

from typing import Final, NamedTuple

from stemma.core.packs import Measure, Pack
from stemma.core.text import Text
from stemma.reading.forms import expand
from stemma.reading.subjects.asking import Subject

_ANYBODY: Final = "people"
_DISEASE: Final = "{disease}"
_OPENING: Final = 2  # sentences in which a report says what it is about
_TIMES: Final = 2  # so many times as many words of illness as of anything else


class _Among(NamedTuple):
    """What a word means in a report that uses some words and none of others."""

    name: str
    used: frozenset[str]
    unused: frozenset[str]


class Callings:
    """Gives subjects their plain names; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("subjects", {})
        plain: dict[str, list[str]] = table.get("plain", {})
        self._plain = {word: name for name, words in plain.items() for word in words}
        self._phrases = tuple(sorted(w for w in self._plain if " " in w))
        self._pleas = frozenset(table.get("sums", {}).get("pleas", ()))
        self._themes = {name: frozenset(t.get("words", ())) for name, t in pack.tables.get("themes", {}).items()}
        self._shortened: dict[str, str] = dict(table.get("sums", {}).get("shortened", {}))
        self._anybody = frozenset(table.get("anybody", ()))
        names: dict[str, list[str]] = table.get("diseases", {})
        self._diseases = {word: name for name, words in names.items() for word in (name.lower(), *words)}
        among: dict[str, dict[str, list[str]]] = table.get("told_among", {})
        self._told_among = {
            word: _Among(" ".join(told["name"]), frozenset(told["with"]), frozenset(told["without"])) for word, told in among.items()
        }
        self._known = frozenset(w for w in self._diseases if " " not in w)

    def plain(self, word: str) -> str:
        """The plain name of a word."""
        return self._plain.get(word.lower(), word.lower())

    def called(self, found: Subject, measure: Measure | None, text: Text) -> Subject:
        """ "kids" are children, "people" of whom nothing is known but that they are missing are missing people, cases are of a disease."""
        if not found.actor and self._plain.get(found.name.lower()) == _ANYBODY:
            found = found._replace(name=_ANYBODY)
        if measure is not None and found.name == _ANYBODY and "people" in measure.table:
            name = str(measure.table["people"])
            disease = self._disease(text) if _DISEASE in name and self._only_ill(text) and not self._in_passing(text) else ""
            return found._replace(name=name.replace(_DISEASE, disease) if disease else found.name if _DISEASE in name else name)
        if measure is not None and "otherwise" in measure.table and found.name == measure.table.get("subject"):
            needs = frozenset(expand(measure.table.get("needs", ())))
            return found if text.times(needs) else found._replace(name=str(measure.table["otherwise"]))
        if measure is not None and measure.table.get("subject") == "cases":
            found = self._of_disease(found, bool(measure.table.get("always")), text)
        found = self._phrase(self._among(found, text))
        if (long := next((n for n in self._shortened if found.name.startswith(f"{n} ")), "")) and found.name.rpartition(" ")[
            2
        ] in self._pleas:
            found = found._replace(name=self._shortened[long] + found.name[len(long) :])  # "the UN appeal"
        words = found.name.split() if measure is None or found.name != measure.table.get("subject") else []
        if words and not self._plain.keys().isdisjoint([w.lower() for w in words]):
            plain = [self._plain.get(w.lower(), w) if w.islower() or len(words) == 1 else w for w in words]
            return found._replace(name=" ".join(plain))
        return found

    def _among(self, found: Subject, text: Text) -> Subject:
        """ "9,000 officers" are police officers in a report that speaks of police and of no army."""
        told = self._told_among.get(found.name.lower()) if not found.actor else None
        known = told is not None and text.times(told.used) > 0 and not text.times(told.unused)
        return found._replace(name=told.name) if told is not None and known else found

    def _phrase(self, found: Subject) -> Subject:
        """ "92 medical staff" are health workers: plain names of several words' own."""
        low = found.name.lower()
        for said in self._phrases:
            if said in low and (low == said or low.endswith(f" {said}")):
                return found._replace(name=found.name[: len(low) - len(said)] + self._plain[said])
        return found

    def _of_disease(self, found: Subject, always: bool, text: Text) -> Subject:
        """ "34 cases" in a report on cholera are cholera cases; a rate of deaths is of the cases, whatever words it is told in."""
        low = found.name.lower()
        people = found.actor and found.name[:1].isupper() and " " not in low  # "30,000 Congolese have fallen ill"
        any_case = self._plain.get(low.rpartition(" ")[2]) == "cases" or low in self._anybody or self._anywhere(low) or bool(people)
        name = "cases" if (always and not found.actor) or any_case else found.name
        disease = self._disease(text) if name in ("cases", "patients") else ""
        return found._replace(name=f"{disease} {name}" if disease else name)

    def _anywhere(self, low: str) -> bool:
        """True of "inhabitants of Hubei", not of "cases of malaria"."""
        head, of, _ = low.partition(" of ")
        return bool(of) and head in self._anybody and self._plain.get(head) != "cases"

    def _only_ill(self, text: Text) -> bool:
        """True of a report on a disease alone: in one on a storm and cholera the dead may be the storm's."""
        counts = {name: text.times(words) for name, words in self._themes.items()}
        return counts.get("epidemic", 0) > _TIMES * max((n for name, n in counts.items() if name != "epidemic"), default=0)

    def _in_passing(self, text: Text) -> bool:
        """True where no disease is named twice, nor one alone, of which the report tells from its beginning."""
        named = [at for word in self._known & text.vocabulary for at in text.words[word]]
        begins = len(named) == 1 and text.tokens[named[0]].sentence < _OPENING
        return not begins and not any(len(text.words[word]) > 1 for word in self._known & text.vocabulary)

    def _disease(self, text: Text) -> str:
        """The disease that the text names most often, the first of equals."""
        used = text.words
        named: dict[str, int] = {}
        for word in sorted(self._known & text.vocabulary):
            named[self._diseases[word]] = named.get(self._diseases[word], 0) + len(used[word])
        most = max(named, key=lambda name: named[name], default="")
        return most
