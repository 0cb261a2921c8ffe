"""What an amount measures, from the packs' cue words around it.

Model: each measure that an amount's unit and counted noun allow gets points for the cues found in the sentence, fewer the
further away they stand; the best measure wins if it has enough.
Candidates: the measures whose dimension fits the unit. Choice: the most points, the longer cue before the shorter,
then the order of the packs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from stemma.core.packs import Measure, Pack
from stemma.core.phrases import Hit, PhraseTable
from stemma.core.text import Sentence, Text
from stemma.core.types import Reason, Span
from stemma.reading.amounts.counted import peoples
from stemma.reading.clauses import Ruler
from stemma.reading.forms import expand, plural, singular
from stemma.reading.measures.countable import Countable
from stemma.reading.measures.counting import COPULAS, Counted, Measured, Ruled, Tally, unheld
from stemma.reading.measures.deeds import Deeds
from stemma.reading.measures.themes import Themes

ENOUGH: Final = 1.0  # points that settle a measure; a bare cue four words away has 1.8
_CUE: Final = 2.6
_WORD: Final = 0.9  # points of a cue beside the amount, and of each further word of it
_REACH: Final = 11.0  # tokens over which a cue loses all but a third of its points
_AFTER: Final = 1.25  # English tells what happened to the counted after it: "63 civilians were killed"
_PREDICATE: Final = 1.8  # and most of all the verb whose subject it is: "over 300 protesters had been killed"
_AUXILIARIES: Final = 4  # at most between the two
_NOMINAL: Final = 4.5  # a noun right before decides: "the bodies of 72 victims were pulled from the rubble"
_BESIDE: Final = 1.3  # the verb right before governs: "killing at least 1,900 people and injuring ..."
_WITHIN: Final = 1.3
_AGAIN: Final = 0.12  # what each further cue of a measure adds, of its own points
_THEME: Final = 0.65  # what is left of a measure of a domain that the report is not about
_ABOUT: Final = 0.5  # a report is about a domain with at least half as many of its words as of the one that it uses most
_OF_NOUN: Final = 3.5  # points of the counted noun itself
_WHOLE: Final = 3  # words from which a cue is a phrase of its own
_BARE: Final = 0.6  # a bare number more often counts people than things
_REMEMBERED: Final = 2_000  # nouns of which one finder keeps what they say by themselves
_OF_REACH: Final = 3  # tokens between "a town of" and its number: about, some, more than
_COUNTED: Final = ("count", "persons")
_NOTHING: Final[frozenset[str]] = frozenset()
SOME: Final = 0.45  # points that are taken where nothing before the amount tells better


class MeasureFinder:
    """Chooses the measure of an amount from the cues of the packs."""

    def __init__(self, pack: Pack) -> None:
        self._measures, self._deeds = dict(pack.measures), Deeds(pack)
        self._living, self._living_in = (frozenset(pack.tables.get("clauses", {}).get(k, ())) for k in ("living", "living_in"))
        self._auxiliaries = frozenset((clauses := pack.tables.get("clauses", {})).get("auxiliaries", ()))
        self._held = frozenset(clauses.get("held", ()))
        self._idle = PhraseTable[tuple[str, ...]]((form, ()) for form in expand(clauses.get("idle", ())))
        self._barriers: Mapping[str, float] = clauses.get("barriers", {})
        cues, needs, nots = dict[str, list[str]](), dict[str, list[str]](), dict[str, list[str]]()
        for key, measure in self._measures.items():
            for name, into in (("cues", cues), ("needs", needs), ("nots", nots), ("modifiers", cues)):
                for form in expand(measure.table.get(name, ())):
                    into.setdefault(form, []).append(key)
        self._cues = PhraseTable((form, tuple(sorted(set(keys)))) for form, keys in cues.items())
        self._needs = PhraseTable((form, tuple(keys)) for form, keys in needs.items())
        self._nots = PhraseTable((form, tuple(keys)) for form, keys in nots.items())
        self._countable = Countable(pack, peoples(pack.language))
        self._heads, self._counts = self._countable.heads, self._countable.counts
        self._telling = frozenset(w for words in self._heads.values() for w in words if w != "case")
        modifiers = {w for m in self._measures.values() for w in m.table.get("modifiers", ())}
        self._suffered = frozenset(w for k, words in self._heads.items() if self._measures[k].table.get("role") == "patient" for w in words)
        self._modifiers = {w: frozenset(k for k, m in self._measures.items() if w in m.table.get("modifiers", ())) for w in modifiers}
        tables = [(k, m.table) for k, m in self._measures.items()]
        self._usual = frozenset(k for k, t in tables if t.get("default_counts") or t.get("default"))
        self._plain = frozenset(k for k, t in tables if not t.get("needs") and not t.get("theme"))
        self._started: dict[str, dict[str, tuple[float, bool]]] = {}
        self._acting = frozenset(k for k, m in self._measures.items() if m.table.get("role") != "patient")
        heads: dict[str, list[str]] = {}
        for key, measure in self._measures.items():
            forms = {f for w in self._heads[key] for f in (w, plural(w))}
            if measure.table.get("default"):
                forms |= {plural(w) for w in self._counts[key] if w != "@person"}
            for form in sorted(forms):
                heads.setdefault(form, []).append(key)
        self._head_words = {form: tuple(keys) for form, keys in heads.items()}
        self.themes = Themes(pack)
        self._themed = frozenset(k for k, m in self._measures.items() if m.table.get("themed"))

    def hits(self, text: Text, sentence: Sentence) -> list[Hit[tuple[str, ...]]]:
        """The cues of a sentence, overlapping ones too; "killed or wounded" hides the words within it."""
        tokens, firsts = text.tokens, self._cues.firsts
        opened = [i for i in range(sentence.first, sentence.last) if tokens[i].key in firsts]
        found = [h for i in opened for h in self._cues.all_at(tokens, i, sentence.last)]
        whole = [h for h in found if h.last - h.first >= _WHOLE]
        whole += self._idle.find(tokens, sentence.first, sentence.last)
        if not whole:
            return found
        return [h for h in found if not any(w.first <= h.first and h.last <= w.last and h.last - h.first < w.last - w.first for w in whole)]

    def ruled(self, text: Text, sentence: Sentence, leaning: Mapping[str, float], telling: Sequence[Span] = ()) -> Ruled:
        """What the words of a sentence say for or against measures; those of who tells it say nothing of what is measured."""
        needed = frozenset(k for h in self._needs.find(text.tokens, sentence.first, sentence.last) for k in h.value)
        out = frozenset(k for h in self._nots.find(text.tokens, sentence.first, sentence.last) for k in h.value)
        return Ruled(needed, out, leaning, telling)

    def counts(self, head: str) -> bool:
        """True of a noun that some measure counts by name."""
        return head in self._head_words or self._countable.names(head)

    def speaks(self, word: str) -> bool:
        """True of a noun that says a measure by itself: injury, missing."""
        return word in self._telling

    def suffers(self, word: str) -> bool:
        """True of a noun that says by itself what befell people: death, missing, arrest."""
        return word in self._suffered

    def may_be(self, key: str, amount: Counted, text: Text) -> bool:
        """True where an amount may be of this measure, by its unit, its noun and what stands beside it."""
        return key in self._countable.allowed(amount, text)

    def ruler(self, text: Text, sentence: Sentence, amounts: Sequence[Counted]) -> Ruler:
        """Distances in the sentence, with the amounts as barriers."""
        return Ruler(text, sentence, self._barriers, (a.first for a in amounts))

    def choose(
        self, amount: Counted, text: Text, cues: Sequence[Hit[tuple[str, ...]]], ruler: Ruler, ruled: Ruled, late: bool = False
    ) -> Measured:
        """The measure with the most points, or measure "" where none has enough; `late` ones need no word where nothing else is told."""
        plain, out, head = self._plain, ruled.out, amount.head
        countable = self._countable.allowed(amount, text)
        allowed = [k for k in countable if (k not in out or head in self._heads[k] if k in plain else self._fits(k, ruled, head))]
        tallies = self._started_of(allowed, amount.head)
        for hit in cues:
            self._add(tallies, hit, amount, ruler, text)
        if not [t for t in tallies.values() if t.points]:
            self._add_befallen(tallies, cues, amount, ruler, text)
        if not amount.head:
            self._add_heads(tallies, amount, ruler, text, ruled)
        for key, tally in tallies.items():
            if tally.points and key not in ruled.needed:
                tally.points *= self._theme(key, ruled)
        tallies = {
            k: t
            for k, t in tallies.items()
            if t.words or (k in self._usual and self._is_usual(k, amount, late) and self._in_theme(k, ruled))
        }
        best = max(tallies, key=lambda k: tallies[k].points, default="")
        tallied = tuple([(k, t.points) for k, t in tallies.items()])
        if not best or tallies[best].points < SOME:
            return Measured(measure="", points=tallies[best].points if best else 0.0, tallied=tallied)
        tally = tallies[best]
        said = ", ".join(f"'{w}'" for w in tally.words[:4]) or f"'{amount.noun or amount.unit}'"
        return Measured(
            measure=best,
            points=tally.points,
            cue=tally.cue,
            tallied=tallied,
            reasons=(
                Reason(
                    rule="read.measure/1", detail=f"{self._measures[best].label}: {said} beside the amount", weight=round(tally.points, 2)
                ),
            ),
        )

    def _add_befallen(
        self, tallies: dict[str, Tally], cues: Sequence[Hit[tuple[str, ...]]], amount: Counted, ruler: Ruler, text: Text
    ) -> None:
        """Who is killed or arrested is somebody, whatever they are called: "killed 727 Islamic State fanatics"."""
        strange = {k: Tally(0.0, []) for k in self._countable.befallen(amount, list(tallies))}
        for hit in cues:
            if hit.last == amount.first or (hit.first >= amount.last and self._is_predicate(amount, hit, text)):
                self._add(strange, hit, amount, ruler, text)
        tallies.update({k: t for k, t in strange.items() if t.points})

    def _is_usual(self, key: str, amount: Counted, late: bool) -> bool:
        """True of a measure that needs no word: what such things are most often counted for."""
        table = self._measures[key].table
        if table.get("late") and not late:
            return False
        defaults, units = table.get("default_counts"), table.get("default_units")
        return (not units or amount.unit in units) and (not defaults or amount.head in defaults or not amount.head)

    def _fits(self, key: str, ruled: Ruled, head: str = "") -> bool:
        measure = self._measures[key]
        if (key in ruled.out and head not in self._heads[key]) or (measure.table.get("needs") and key not in ruled.needed):
            return False
        return not measure.table.get("theme") or ruled.leaning.get(measure.pack, 0.0) >= _ABOUT

    def _theme(self, key: str, ruled: Ruled) -> float:
        """What is left of a measure in a report that is little or not about its domain."""
        return _THEME + (1.0 - _THEME) * min(1.0, 2.0 * ruled.leaning.get(self._measures[key].pack, 1.0))

    def _in_theme(self, key: str, ruled: Ruled) -> bool:
        return key not in self._themed or ruled.leaning.get(self._measures[key].pack, 0.0) >= 1.0

    def _add_heads(self, tallies: dict[str, Tally], amount: Counted, ruler: Ruler, text: Text, ruled: Ruled) -> None:
        """A bare number counts what its sentence speaks of: "Cases have gone up by 1,307", "the number of infections was 15,000"."""
        sentence = text.sentences[text.tokens[amount.first].sentence]
        for i in range(sentence.first, sentence.last):
            keys = self._head_words.get(text.tokens[i].key)
            idle = (self._idle.at(text.tokens, k, sentence.last) for k in (max(sentence.first, i - 1), i)) if keys else ()
            if keys is None or ruled.tells(text.tokens[i].start) or any(h is not None and h.last > i for h in idle):
                continue  # "had fallen to 310,000", "charged eight with murder"
            said = self._modifiers.get(text.tokens[i - 1].key, _NOTHING) if i > sentence.first else _NOTHING
            if said and not said.isdisjoint(tallies):
                continue  # "suspected cases exceeding 200,000": its own measure has the word already
            between = [t.norm for t in text.tokens[amount.last : i]]
            if not COPULAS.isdisjoint(between[-3:]) or ("," in between and ruler.parts(amount.last, i)):
                continue  # "fourteen of them were police officers" says who they are; "have doubled to 8,400, with 187 deaths"
            follows = text.tokens[min(i + 1, sentence.last - 1)].norm
            if not amount.first <= i < amount.last and not (text.tokens[i].key in self._living and follows in self._living_in):
                self._add(tallies, Hit(i, i + 1, keys), amount, ruler, text)

    def _started_of(self, allowed: list[str], head: str) -> dict[str, Tally]:
        """What a counted noun alone says for each measure."""
        of_head = self._started.get(head)
        if of_head is None:
            if len(self._started) >= _REMEMBERED:
                self._started.clear()
            of_head = self._started[head] = {}
        tallies: dict[str, Tally] = {}
        for key in allowed:
            started = of_head.get(key)
            if started is None:
                started = of_head[key] = (self._started_with(self._measures[key], head), head in self._heads[key])
            tallies[key] = Tally(started[0], [head] if started[1] else [])
        return tallies

    def _started_with(self, measure: Measure, head: str) -> float:
        points = 0.0
        if head and head in self._heads[measure.id]:
            points += _OF_NOUN
        elif head and head in self._counts[measure.id]:
            points += 0.6
        if measure.id not in self._usual:
            return points
        defaults = measure.table.get("default_counts")
        if head in defaults if defaults else measure.table.get("default"):
            points += float(measure.table.get("plain", 0.7)) if head or measure.dimension not in ("persons", "count") else 0.0
        return points

    def _add(self, tallies: dict[str, Tally], hit: Hit[tuple[str, ...]], amount: Counted, ruler: Ruler, text: Text) -> None:
        if amount.base[0] <= hit.first < amount.base[1] and (amount.unit not in _COUNTED or text.tokens[amount.base[0]].norm != "those"):
            return  # "40% of the territory it took": took belongs to the base, but "38 of those held" are held
        away = text.tokens[hit.last - 1].norm == "of" and not amount.first - _OF_REACH <= hit.last <= amount.first
        if amount.unit in ("persons", "count") and self._deeds.done_by(text, (amount.first, amount.last), hit.first, hit.last):
            return  # "two gunmen killed a guard", "killed by two gunmen"
        predicate = hit.first >= amount.last and self._is_predicate(amount, hit, text)
        last = amount.joint if predicate and hit.first >= amount.joint > 0 else amount.last
        distance = ruler.between(amount.first, last, hit.first, hit.last)
        points = (_CUE + _WORD * (hit.last - hit.first - 1)) * math.exp(-distance / _REACH)
        if hit.first >= amount.last:
            points *= _AFTER
            if predicate:
                points *= _PREDICATE * math.exp(distance / _REACH)
        elif hit.last == amount.first:
            points *= _NOMINAL if text.tokens[hit.last - 1].norm == "of" else _BESIDE  # "a town of 40,000"
        elif hit.last + 1 == amount.first and text.tokens[hit.last].norm == "of":
            points *= _NOMINAL  # "the killing of 326 protesters", "the bodies of 72 victims were pulled from the rubble"
        elif amount.first < hit.first < hit.last < amount.last:
            points *= _WITHIN  # "448 dead protesters", "3.4 million displaced people lived there"
        inside = amount.first <= hit.first < hit.last == amount.last
        labelled = amount.first <= hit.first < hit.last < amount.last and singular(text.tokens[hit.first].key) == amount.head
        for key in hit.value:
            tally = tallies.get(key)
            if away and (hit.last <= amount.first or self._measures[key].table.get("role") == "self"):
                continue  # "a town of 600" is no town of Adré, but people are "in need of" things
            if tally is None or (inside and key in self._acting and amount.head in self._heads[key]) or (labelled and key in self._usual):
                continue  # "17 demonstrators": the noun has spoken already
            gained = points * self._strength(key, amount)
            tally.points += gained if gained > tally.best else _AGAIN * gained
            if gained > tally.best:
                tally.best, tally.cue = gained, (hit.first, hit.last)
            tally.words.append(" ".join(t.text for t in text.tokens[hit.first : hit.last]))

    def _is_predicate(self, amount: Counted, hit: Hit[tuple[str, ...]], text: Text) -> bool:
        """ "300 protesters had been killed": only the words of a verb stand between."""
        last = amount.joint if amount.joint and hit.first >= amount.joint else amount.last
        first = last + (text.tokens[min(last, hit.first)].norm == amount.noun.rpartition(" ")[2].lower())
        between = unheld([t.norm for t in text.tokens[first : hit.first]], self._held)
        return len(between) <= _AUXILIARIES and self._auxiliaries.issuperset(between)

    def _strength(self, key: str, amount: Counted) -> float:
        measure = self._measures[key]
        things = measure.dimension == "count" and "@person" not in self._counts[key]
        bare = _BARE if things and not amount.head and amount.unit == "count" else 1.0
        return float(measure.table.get("strength", 1.0)) * bare

    def recall(self, amount: Counted, text: Text, cues: Sequence[Hit[tuple[str, ...]]], weight: float, ruled: Ruled) -> dict[str, float]:
        """The points that the cues of another sentence give to each measure."""
        fitting = [k for k in self._countable.allowed(amount, text) if not self._measures[k].table.get("needs") or k in ruled.needed]
        allowed = frozenset(k for k in fitting if k in self._plain or self._fits(k, ruled))
        points: dict[str, float] = {}
        for hit in cues:
            gained = weight * (_CUE + _WORD * (hit.last - hit.first - 1))
            for key in allowed.intersection(hit.value):
                points[key] = max(points.get(key, 0.0), gained * self._strength(key, amount) * self._theme(key, ruled))
        return points
