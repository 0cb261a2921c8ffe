"""What stands around a name: the preposition before it, and the word that says what sort of place it is.

The records that the place modules hand on, `Setting`, `Found` and `Names`, stand here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import msgspec

from stemma.core.gazetteer import Candidate, Gazetteer
from stemma.core.text import Sentence, Text, Token

PROMINENT: Final = 300_000  # people; a city of this size is known without its country
FARTHEST: Final = 8  # words walked over from a name to its preposition


class Setting(NamedTuple):
    """What stands before a name: its preposition, how the place stands to it, what sort of place it is called."""

    preposition: str = ""
    relation: str = ""
    head: str = ""


class Found(msgspec.Struct, frozen=True):
    """A stretch of tokens that may name a place, with everything that bears the name."""

    first: int
    last: int
    name: str
    candidates: tuple[Candidate, ...]
    setting: Setting
    sentence: int
    possessive: bool = False
    hint: bool = False  # part of a longer name: it tells of which country the text speaks and is no mention itself
    speaker: bool = False
    past: int = 0  # the token past the word that says what sort of place it is
    plural: bool = False  # "the Kursk and Belgorod regions"
    bare: bool = False  # right behind "at" or "in": a place, whether or not a list has it
    headed: bool = False  # the report's dateline: a place beyond doubt


@dataclass(slots=True)
class Names:
    """What a text names: possible places, people's last names, countries that adjectives point at."""

    found: list[Found] = field(default_factory=list)
    surnames: set[str] = field(default_factory=set)
    adjectives: list[tuple[str, ...]] = field(default_factory=list)
    located: set[str] = field(default_factory=set)  # names that once stand after "in" or the like
    family_lands: frozenset[str] = frozenset()


class SettingReader:
    """Reads the surroundings of names; built from the table `places`."""

    def __init__(self, table: Mapping[str, Any], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.prepositions: dict[str, str] = dict(table["prepositions"])
        self._last_words = {phrase.split()[-1] for phrase in self.prepositions}
        self.heads: dict[str, str] = {word: kind for kind, words in table["heads"].items() for word in words}
        self.directions = frozenset(table["transparent"]["directions"])
        self._takes = frozenset(word for word in table["cues"]["takes"] if word.endswith("ed"))
        self._no_part, self._state = frozenset(table["state"]["no_part"]), frozenset(table["state"]["names"])
        self._small, self._articles = frozenset(table["state"]["no_names"]), frozenset(table["state"]["articles"])
        self._links = frozenset(table["transparent"]["links"]) | {"—", "–", "“", '"'}

    def head_after(self, text: Text, at: int, end: int) -> tuple[str, int, bool]:
        """The sort of place that follows a name ("Kursk border region"), the token past it, and whether it is a plural."""
        for skip in (0, 1):
            if at + skip < end:
                word = text.tokens[at + skip].norm
                kind = self.heads.get(word, "")
                following = text.tokens[at + skip + 1].norm if at + skip + 1 < end else ""
                small = text.tokens[at + skip].text[0].islower()
                if kind and not (small and (word in self._small or (word in self._state and following in self._no_part))):
                    return kind, at + skip + 1, word.endswith("s") and self.heads.get(word[:-1]) == kind
                if word not in self.directions:
                    break
        return "", at, False

    def before(self, text: Text, sentence: Sentence, first: int) -> Setting:
        """Walk left from a name over words that only describe it, to its preposition."""
        at, head, through = first - 1, "", ""
        for _ in range(FARTHEST):
            if at < sentence.first:
                break
            for length in (4, 3, 2, 1) if text.tokens[at].norm in self._last_words else ():
                start = at - length + 1
                phrase = " ".join(t.norm for t in text.tokens[start : at + 1]) if start >= sentence.first else ""
                if phrase not in self.prepositions:
                    continue
                before = text.tokens[start - 1].norm if start > sentence.first else ""
                if phrase in self._takes and before in self._articles:
                    break  # "over the flooded Pungwe": no verb
                if phrase == "of" and (before in self.heads or before in self._links):
                    through = phrase  # "in parts of X" stands under "in"
                    break
                return Setting(phrase, self.prepositions[phrase], head)
            token = text.tokens[at]
            kind = self.heads.get(token.norm, "")
            if kind and (token.norm not in self._state or text.tokens[at + 1].norm == "of"):
                head = head or kind
            elif (
                not self.describes(token)
                and token.norm not in self._takes
                and not self._joins(text, at, first)
                and not _is_hyphened(text, at, first)
            ):
                break
            at -= 1
        return Setting(through, "", head)

    def _joins(self, text: Text, at: int, first: int) -> bool:
        """ "in southern and eastern Lebanon"."""
        both = at + 1 < first and text.tokens[at - 1].norm in self.directions and text.tokens[at + 1].norm in self.directions
        return both and text.tokens[at].norm in ("and", "or")

    def describes(self, token: Token) -> bool:
        if token.norm in self._links or token.norm in self.directions:
            return True
        return token.text[0].isupper() and (token.norm.endswith("'s") or bool(self._gazetteer.countries_of(token.text)))


def _is_hyphened(text: Text, at: int, first: int) -> bool:
    """Within "Port-au-Prince's" before "Solino"."""
    return at + 2 < first and text.tokens[at + 1].text == "-" and text.tokens[at].end == text.tokens[at + 1].start
