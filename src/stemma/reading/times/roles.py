"""The part a time plays, from the words before it: since, until, by, over; and whether it is the time of a statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.text import Sentence
from stemma.reading.times.scene import Made, Scene

_PERFECT: Final = 14  # words from a time to "has", behind what else is told of it
_REACH: Final = 4  # words between a verb of saying and its time: "said in a statement late on"


class Roles:
    """The words of the table's [roles], ready to be asked."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        roles, begin = table.get("roles", {}), table.get("begin", {})
        self._opened, self._compared, self._inside, self._events, self._which, self._perfect = (
            frozenset(begin.get(name, ())) for name in ("opened", "compared", "inside", "events", "which", "perfect")
        )
        self._since, self._until, self._deadline, self._skip, self._told, self._not_told, self._undergone, self._be = (
            frozenset(roles.get(name, ())) for name in ("since", "until", "deadline", "skip", "told", "not_told", "undergone", "be")
        )

    def role(self, made: Made, scene: Scene) -> tuple[str, str]:
        """One of point, since, until, deadline, window, before, frequency; and the preposition that says so."""
        if made.role in ("frequency", "before"):
            return made.role, ""
        before = self._preposition(made, scene)
        if made.type == "DURATION":
            return ("window" if made.role == "window" and before != "for" else "point"), before
        other = self._of_another(made, scene) if made.type in ("DATE", "TIME") and not made.role else ""
        if other and before not in self._since:
            return other, before
        for name, words in (("since", self._since), ("until", self._until), ("deadline", self._deadline)):
            if before in words and not (before == "from" and made.role == "window"):
                return name, before
        return made.role or "point", before

    def _of_another(self, made: Made, scene: Scene) -> str:
        """ "since the protests began on Friday" is since, "up from 1,120 on Friday" is before what is counted."""
        tokens, first = scene.text.tokens, sentence_of(made, scene).first
        at = made.first - 1
        while at > first and made.first - at <= 2 and (tokens[at].norm in self._skip or tokens[at].norm in self._inside):
            at -= 1
        if at <= first:
            return ""
        head = [t.norm for t in tokens[max(first, at - 2 * _REACH) : at]]
        behind = head[head.index("since") + 1 :] if "since" in head else ["then"]
        broken = behind[:1] == ["then"] or any(w in (",", ";") or w[:1].isdigit() for w in behind)
        begun = broken and tokens[at].norm in self._opened and at > first and tokens[at - 1].norm in self._which
        behind_it = tokens[made.last : min(made.last + _PERFECT, sentence_of(made, scene).last)]
        if begun and not self._perfect.isdisjoint([t.norm for t in behind_it]):
            return "since"  # "the war, which began on 15 April, has uprooted 2.2 million"
        if tokens[at].norm in self._opened or tokens[at].norm.endswith("ed"):
            return "" if broken else "since"  # "since the outbreak was declared on 1 August"
        adverb = "since" in head and not self._perfect.isdisjoint(head[: head.index("since")][-1:])  # "has since moved its men"
        if not broken and not adverb and (tokens[at].norm in self._events or any(w.endswith("ed") for w in behind)):
            return "since"  # "since the quake on 12 September", "since they crossed the border on Tuesday"
        number = "0" <= tokens[at].norm[0] <= "9"
        return "before" if number and tokens[at - 1].norm in self._compared else ""

    def spoken(self, made: Made, scene: Scene) -> bool:
        """True for "said on Sunday", "announced late Sunday", "on Sunday said"."""
        if made.type not in ("DATE", "TIME") or made.stretch is None or made.stretch.grain != "day":
            return False
        tokens, sentence = scene.text.tokens, sentence_of(made, scene)
        if not self._not_told.isdisjoint([t.norm for t in tokens[max(sentence.first, made.first - _REACH) : made.first]]):
            return False
        for i in range(made.first - 1, max(sentence.first, made.first - _REACH) - 1, -1):
            if tokens[i].norm in self._told:
                return not (tokens[i].norm in self._undergone and i > sentence.first and tokens[i - 1].norm in self._be)
            if tokens[i].norm in (",", ";", "that", "and", "but"):
                break
        return made.last < sentence.last and tokens[made.last].norm in self._told

    def _preposition(self, made: Made, scene: Scene) -> str:
        tokens, sentence = scene.text.tokens, sentence_of(made, scene)
        i = made.first - 1
        while i >= sentence.first and made.first - i <= 3 and tokens[i].norm in self._skip:
            i -= 1
        return tokens[i].norm if i >= sentence.first else ""


def sentence_of(made: Made, scene: Scene) -> Sentence:
    """The sentence in which what was made begins."""
    return scene.text.sentences[scene.text.tokens[made.first].sentence]
