"""Whose losses are told: "cost the brigade 40 dead", "the alliance's dead at 460", "deaths among the peshmerga"."""

from __future__ import annotations

from typing import Final

from stemma.core.packs import Pack
from stemma.reading.forms import expand
from stemma.reading.subjects.asking import PRESS_OR_PERSON, Subject
from stemma.reading.subjects.case import Case
from stemma.reading.subjects.finder import SubjectFinder

_REACH: Final = 26  # tokens from "losses" to their number
_COST, _SUFFER = 12, 8  # tokens from a verb to the number
_LONGEST: Final = 6  # tokens of an owner
_ARTICLES: Final = ("the", "a", "an")
_OWNERS: Final = ("'s", "’s", "s'", "s’")
_ENDS: Final = ".;?!hs"


class Losses:
    """Finds the owner of losses; built once from a pack."""

    def __init__(self, pack: Pack, subjects: SubjectFinder) -> None:
        table = pack.tables.get("subjects", {})
        self._subjects = subjects
        losses = table.get("losses", {})
        self._costing, self._suffering, self._burying, self._of, self._fellows, self._groups = (
            frozenset(losses.get(key, ())) for key in ("costing", "suffering", "burying", "of", "fellows", "groups")
        )
        self._hedges = frozenset(table.get("phrases", {}).get("hedges", ()))
        self._tolls = frozenset(table.get("tolls", ()))
        self._topics = frozenset(table.get("topics", ()))
        self._befallen = frozenset(table.get("no_people", ()))
        self._forces = frozenset([*expand(table.get("armed", ())), *table.get("groups", ()), *losses.get("bodies", ())]) - self._befallen

    def owned(self, case: Case, found: Subject) -> Subject | None:
        """The owner of the dead, wounded or lost who are counted; None where nobody is named, or more is said of them."""
        measure, mention, sentence = case.measure, case.mention, case.sentence
        if measure is None or sentence is None or measure.dimension != "persons" or measure.table.get("role") != "patient":
            return None
        last = mention.noun.rpartition(" ")[2].lower()
        if found.actor or (mention.noun and (" " in mention.noun or (last not in self._befallen and last not in self._fellows))):
            return None
        first = case.looked.text.token_at(mention.start)
        at = (
            self._paying(case, sentence.first, first)
            or self._with_losses(case, sentence.first, first)
            or self._among(case, sentence.first, first)
            or self._suffering_them(case, sentence.first, first)
        )
        owner = self._who(at, last if last in self._fellows else "", case) if at is not None else None
        case.before.sure = owner is not None
        return owner

    def _paying(self, case: Case, low: int, first: int) -> tuple[int, int] | None:
        """ "cost Wagner 20,000 dead", "has cost the rebels some 300 dead and wounded"."""
        scene, text = case.looked.scene, case.looked.text
        for i in range(first - 2, max(low, first - _COST) - 1, -1):
            if scene.norm(i) in self._costing:
                start = text.tokens[i].end
                amounts = [text.token_at(a.start) for a in case.looked.amounts if a.start >= start]
                end = min(amounts, default=first)
                while end > i + 1 and scene.norm(end - 1) in self._hedges and scene.norm(end - 1) not in _ARTICLES:
                    end -= 1
                return (i + 1, end) if i + 1 < end <= i + 1 + _LONGEST and not self._broken(case, i + 1, end) else None
            if scene.tags[i] in _ENDS:
                return None
        return None

    def _with_losses(self, case: Case, low: int, first: int) -> tuple[int, int] | None:
        """ "the alliance's dead at 460", "its losses among the peshmerga: 40", "the dead of the regiment number 12"."""
        scene = case.looked.scene
        for i in range(first - 1, max(low, first - _REACH) - 1, -1):
            if scene.tags[i] in _ENDS or (scene.tags[i] == "#" and i < first - 1):
                return None
            if scene.norm(i) not in self._tolls:
                continue
            if i > low and case.looked.text.tokens[i - 1].text.endswith(_OWNERS):
                head = scene.left(i, low)
                return (head[0], i) if head is not None and i - head[0] <= _LONGEST else (i - 1, i)
            if i + 2 < first and scene.norm(i + 1) in self._of:
                head = scene.right(i + 2, first)
                return head if head is not None and head[0] - i <= 3 else None
            return None
        return None

    def _among(self, case: Case, low: int, first: int) -> tuple[int, int] | None:
        """ "Among the peshmerga there were 12 dead", "On the government side 30 died"."""
        scene = case.looked.scene
        if scene.norm(low) not in self._topics or low + 1 >= first:
            return None
        return scene.right(low + 1, first)

    def _suffering_them(self, case: Case, low: int, first: int) -> tuple[int, int] | None:
        """ "The regime's forces suffered 90 dead", "the brigade has lost 41 men"."""
        scene = case.looked.scene
        for i in range(first - 1, max(low + 1, first - _SUFFER) - 1, -1):
            burying = scene.norm(i) in self._burying
            if burying or scene.norm(i) in self._suffering:
                verb = i
                while verb > low + 1 and (scene.tags[verb - 1] in "xBa" or scene.norm(verb - 1).endswith(("self", "selves"))):
                    verb -= 1
                who = scene.left(verb, low) if scene.tags[first - 1] not in "nNG" else None  # "the rebels 35"
                return who if not burying or (who is not None and scene.norm(who[1] - 1) in self._forces) else None
            if scene.tags[i] in _ENDS:
                return None
        return None

    def _broken(self, case: Case, first: int, last: int) -> bool:
        """True of words that are no one phrase."""
        return any(c in "vVxB,;:.#wWqQ" for c in case.looked.scene.tags[first:last])

    def _who(self, at: tuple[int, int], noun: str, case: Case) -> Subject | None:
        """Who stands in a phrase: an actor, the one group of a report that is called so, or a body by its own words."""
        looked, scene = case.looked, case.looked.scene
        first, last = at
        while first < last and (scene.norm(first) in _ARTICLES or scene.norm(first) in ("its", "their", "own")):
            first += 1
        if first >= last or "#" in scene.tags[first:last]:
            return None  # "60 civilians lost their lives" are counted themselves
        span = scene.span((first, last))
        acting = [a for a in case.before.acting if a.start < span.end and span.start < a.end and a.kind not in PRESS_OR_PERSON]
        if acting and not self._subjects.counts_only(acting[-1]):
            owner = self._subjects.join(acting[-1], noun or ("dead" if acting[-1].kind in ("state", "group") else ""), True)
            return owner if scene.norm(first - 1) in self._costing else owner._replace(actor="")
        head = scene.norm(last - 1).removesuffix("'s").removesuffix("’s").removesuffix("'")
        if head in self._groups:
            party = case.parties.irregular
            return Subject(party.name, party.actor) if party is not None and party.actor else None
        if head not in self._forces:
            return None
        words = looked.text.text[span.start : span.end].removesuffix("'s").removesuffix("’s").rstrip("'’")
        return Subject(f"{words} {noun}".strip())
