"""Tell a place's name from a part of a person's or organisation's name by the words on both sides of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import structs

from stemma.core.gazetteer import Candidate, Gazetteer
from stemma.core.text import Sentence, Text, Token
from stemma.reading.places.setting import PROMINENT, Found, Names, SettingReader

LookUp = Callable[[str], tuple[Candidate, ...]]


class NameGuards:
    """Judges names by their neighbours; built from the table `places`."""

    def __init__(self, table: Mapping[str, Any], gazetteer: Gazetteer, around: SettingReader, look_up: LookUp) -> None:
        guards, common = table["guards"], table["common"]
        self._gazetteer = gazetteer
        self._around = around
        self._look_up = look_up
        self._capitals = {c.capital for c in gazetteer.countries()}
        self._titles = frozenset(table["transparent"]["titles"])
        self._compared = tuple(f" {phrase} " for phrase in guards["compared"])
        self._persons = frozenset(guards["persons"])
        self._speech = frozenset(guards["speech"])
        self._verbs = frozenset(guards["verbs"])
        self._fronts = frozenset(table["sites"]["fronts"])
        self._organisations = frozenset(guards["organisations"])
        self._saints, self._houses = frozenset(guards["saints"]), frozenset(guards["houses"])
        self._after, self._leading = frozenset(guards["after"]), frozenset(guards["leading"])
        self._first_names = frozenset(common["first_names"].split())
        self._common = frozenset(common["words"].split()) | frozenset(common["never"])

    def judge(self, text: Text, found: Found, first: int, names: Names) -> Found | None:
        """The name with what stands around it; a mere hint, or None, where it is part of a person's or organisation's name."""
        tokens, sentence = text.tokens, text.sentences[found.sentence]
        if f" {' '.join([t.norm for t in tokens[max(sentence.first, found.first - 4) : found.first]])} ".endswith(self._compared):
            return None  # "an area the size of Austria"
        head, past, plural = self._around.head_after(text, found.last, sentence.last)
        setting = self._around.before(text, sentence, found.first)
        setting = setting._replace(head=head or setting.head)
        found = Found(
            found.first,
            found.last,
            found.name,
            found.candidates,
            setting,
            found.sentence,
            possessive=found.possessive,
            past=max(past, found.last),
            plural=plural,
        )
        if past == found.last + 1 and not tokens[found.last].text[0].isupper():
            listed = tuple(c for c in self._look_up(f"{found.name} {tokens[found.last].norm}") if c.id.startswith("ft:"))
            found = structs.replace(found, candidates=listed or found.candidates)  # "Kakhovka dam"
        left = tokens[found.first - 1] if found.first > sentence.first else None
        right = tokens[found.last] if found.last < sentence.last else None
        if self._title_before(text, sentence, found):
            names.surnames.add(found.name.lower())
            return self._as_hint(found)
        if self._belongs_to_organisation(text, sentence, found):
            return self._as_hint(found)
        if right is not None and not found.possessive and self._continues(text, found, right, past, sentence):
            return self._as_hint(found)
        if left is not None and found.first > first and not self._stands_clear(text, found, left, sentence):
            return self._as_hint(found)
        if (
            left is not None
            and left.text == "-"
            and left.end == tokens[found.first].start
            and not tokens[found.first - 2].text[0].isupper()
        ):
            return self._as_hint(found)
        if right is not None and right.norm in self._speech and not found.possessive and not setting.preposition:
            speaks = any(c.kind == "country" or c.id.startswith("ft:") for c in found.candidates) or found.name in self._capitals
            if not speaks:
                names.surnames.add(found.name.lower())
            return structs.replace(found, speaker=True) if speaks else None
        return found

    def is_adjective(self, text: Text, found: Found) -> bool:
        """ "U.S. officials": a country's name that is an adjective too, before a noun."""
        following = text.tokens[found.last] if found.last < text.sentences[found.sentence].last else None
        if following is None or found.possessive or found.setting.preposition or not following.text.islower():
            return False
        return following.norm not in self._speech and following.norm not in self._verbs and bool(self._gazetteer.countries_of(found.name))

    def _as_hint(self, found: Found) -> Found | None:
        """Inside a longer name a country or region still tells of where the text speaks."""
        telling = any(c.kind in ("country", "region") and not c.alias for c in found.candidates)
        return structs.replace(found, hint=True) if telling else None

    def _title_before(self, text: Text, sentence: Sentence, found: Found) -> bool:
        """ "President Lincoln", "Gen. Washington": the word just before makes it a person."""
        at = found.first - 1
        if at >= sentence.first and text.tokens[at].text == ".":
            at -= 1
        return at >= sentence.first and text.tokens[at].norm in self._persons and not found.setting.preposition

    def _belongs_to_organisation(self, text: Text, sentence: Sentence, found: Found) -> bool:
        """ "the Bank of England" """
        at = found.first - 1
        while at > sentence.first and text.tokens[at].norm in self._leading:
            at -= 1
        before = text.tokens[at - 1] if at > sentence.first else None
        if before is None or text.tokens[at].norm != "of":
            return False
        if text.tokens[found.first].norm in self._saints and before.norm in self._houses:
            return True  # "the parish hall of St Michael"
        return before.text[0].isupper() and before.norm in self._organisations

    def _continues(self, text: Text, found: Found, right: Token, past: int, sentence: Sentence) -> bool:
        """True where the next word makes a longer name of it: "Paris Hilton", "Moscow Times", "Kyiv-born"."""
        if right.text == "-" and right.start == text.tokens[found.last - 1].end:
            following = text.tokens[found.last + 1] if found.last + 1 < sentence.last else None
            joined = following is not None and following.start == right.end
            return joined and following is not None and (not following.text[0].isupper() or self._is_unheard_of(following))
        if past > found.last and past < sentence.last and text.tokens[past].text[0].isupper() and text.tokens[past - 1].text[0].isupper():
            right = text.tokens[past]  # "Kharkiv Oblast Military Administration"
        if not right.text[0].isupper() or right.norm in self._around.heads or right.norm in self._titles:
            return right.text[0].isupper() and right.norm in self._after
        if self._gazetteer.countries_of(right.text) or right.norm in self._around.directions:
            return False
        return not (text.is_title(sentence) and right.norm not in self._after and _is_prominent(found))

    def _is_unheard_of(self, word: Token) -> bool:
        """ "Pont-Sondé": no place, no people, no ordinary word."""
        name = unpossessed(word.text)
        return name.isalpha() and word.norm not in self._common and not self._look_up(name) and not self._gazetteer.countries_of(name)

    def _stands_clear(self, text: Text, found: Found, left: Token, sentence: Sentence) -> bool:
        """True where the capitalised word before is no part of the name: "Russian", "Northern", "In" at the start."""
        if not left.text[0].isupper():
            return True
        if left.norm in self._fronts:
            return False  # "Camp Mystic"
        if (
            left.norm in self._around.directions
            or left.norm in self._titles
            or left.norm in self._around.heads
            or left.norm.endswith(("'s", "s'"))
        ):
            return True
        if self._gazetteer.countries_of(left.text):
            return True
        if left.norm in self._around.prepositions or (found.first - 1 == sentence.first and left.norm in self._common):
            return True
        return text.is_title(sentence) and left.norm not in self._first_names and _is_prominent(found)


def unpossessed(name: str) -> str:
    return name[:-2] if name.endswith(("'s", "’s")) else name


def _is_prominent(found: Found) -> bool:
    return any(not c.alias and (c.kind in ("country", "region") or c.population >= PROMINENT // 3) for c in found.candidates)
