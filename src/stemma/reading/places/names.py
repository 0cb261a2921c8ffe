"""Find the words of a text that may name a place, and what stands around them.

A name is a run of capitalised words, looked up longest first. People ("Paris Hilton", "Mr Kent"), organisations
("Bank of England", "Washington Post") and ordinary words at the start of a sentence are left out here; which of
several namesakes is meant is decided in places_choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec import structs

from stemma.core.gazetteer import Candidate, Gazetteer
from stemma.core.packs import Pack
from stemma.core.text import Sentence, Text, Token
from stemma.reading.places.bare import BareNames
from stemma.reading.places.guards import NameGuards, unpossessed
from stemma.reading.places.setting import Found, Names, Setting, SettingReader

_CALLED: Final = 7  # words from a name to what it is called
LONGEST: Final = 6  # words in a name
_INITIALS: Final = 4  # capitals that are likelier initials than a name where no list has them
REMEMBERED: Final = 20_000  # look-ups kept by one finder


class NameScanner:
    """Reads possible place names out of a text; built once from a pack and a gazetteer."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        table: Mapping[str, Any] = pack.tables.get("places", {})
        guards, common = table["guards"], table["common"]
        self._gazetteer = gazetteer
        self._known: dict[str, tuple[Candidate, ...]] = {}
        self._listed: dict[str, bool] = {}
        self._around = SettingReader(table, gazetteer)
        self._guards = NameGuards(table, gazetteer, self._around, self._look_up)
        self._locative = frozenset(table["cues"]["locative"])
        self._family_lands = frozenset(guards["family_lands"])
        self._strong = frozenset(table["cues"]["strong"])
        self._persons = frozenset(guards["persons"])
        self._endings = frozenset(guards["endings"])
        self._bare = BareNames(table)
        self._particles = frozenset(guards["particles"])
        self._never = frozenset(common["never"])
        naming = table["naming"]
        self._contracted, self._peoples = tuple(naming["contracted"]), tuple(naming["peoples"])
        self._behind, self._lying, self._calling = (frozenset(naming[key]) for key in ("behind", "lying", "calling"))
        self._determiners, self._opening, self._listing = (frozenset(naming[key]) for key in ("determiners", "opening", "listing"))
        self._first_names = frozenset(common["first_names"].split())
        self._articles = frozenset(guards["articles"])
        self._nouns = frozenset(word for words in table["heads"].values() for word in words)
        self._common = frozenset(common["words"].split()) | self._never

    def scan(self, text: Text) -> Names:
        """All possible place names of a text, in order."""
        names = Names(family_lands=self._family_lands)
        datelines = [m for m in text.marks if m.kind == "dateline"]
        before = end = 0
        number = -1
        for at in text.capitals:
            if at < end:
                continue
            if text.tokens[at].sentence != number:
                self._join_from(text, names, before)
                before, number = len(names.found), text.tokens[at].sentence
            end = self._run_end(text.tokens, at, text.sentences[number].last)
            known = len(names.found)
            self._read_run(text, number, at, end, names)
            if any(m.start <= text.tokens[at].start < m.end for m in datelines):
                self._head(text, number, (at, end), known, names)
        self._join_from(text, names, before)
        names.located.update(f.name.lower() for f in names.found if self._is_located(text, f))
        return names

    def _head(self, text: Text, number: int, run: tuple[int, int], known: int, names: Names) -> None:
        """ "GOMA - ", "MOKWA (RNA) - ": the capitals that begin a dateline are a place, also where they might be initials."""
        at, end = run
        if names.found[known:]:
            first = names.found[known]
            names.found[known] = structs.replace(first, headed=first.first == at)
            return
        name = text.text[text.tokens[at].start : text.tokens[end - 1].end]
        if not name.isupper() or name.lower() in self._common:
            return
        candidates = self._look_up(name.title())
        following = [t.text for t in text.tokens[end : end + 2]]
        unlisted = len(name) > _INITIALS and following[:1] == [","] and self._is_wide(following[-1])  # "KHIRBET SELM, Lebanon"
        if candidates or unlisted:
            names.found.append(Found(at, end, name.title(), candidates, Setting(), number, past=end, headed=True, bare=not candidates))

    def _is_located(self, text: Text, found: Found) -> bool:
        """Called a place by its preposition, by the word beside it, by "Shelby, Ohio", or as a dateline."""
        following = text.tokens[found.last].text if found.last < len(text.tokens) else ""
        state = following == "," and text.tokens[found.last + 1 : found.last + 2] != () and self._is_wide(text.tokens[found.last + 1].text)
        return bool(
            found.setting.head or found.setting.relation or found.setting.preposition in self._locative or state or found.name.isupper()
        )

    def _is_wide(self, name: str) -> bool:
        return any(c.kind in ("country", "region") and not c.alias for c in self._look_up(name))

    def _run_end(self, tokens: tuple[Token, ...], at: int, end: int) -> int:
        """Past the capitalised words, with hyphens and small particles between them."""
        last = at + 1
        while last < end:
            token = tokens[last]
            if token.text[0].isupper():
                last += 1
                continue
            ahead = last
            while ahead < end and ahead < last + 4 and self._binds(tokens, ahead):
                ahead += 1
            if ahead > last and ahead < end and tokens[ahead].text[0].isupper():
                last = ahead + 1
            else:
                break
        return last

    def _binds(self, tokens: tuple[Token, ...], at: int) -> bool:
        if tokens[at].text in ("-", "&"):
            return tokens[at].text == "&" or tokens[at - 1].end == tokens[at].start
        return tokens[at].text in self._particles

    def _read_run(self, text: Text, number: int, first: int, end: int, names: Names) -> None:
        at, unknown = first, []
        while at < end:
            if not text.tokens[at].text[0].isupper():
                at += 1
                continue
            found = self._name_at(text, number, at, end)
            if found is None:
                countries = self._gazetteer.countries_of(unpossessed(text.tokens[at].text))
                if countries:
                    names.adjectives.append(countries)
                elif text.tokens[at].norm not in self._common or self._bare.goes_on(text.tokens, at + 1, end):
                    unknown.append(at)
                at += 1
                continue
            found = self._guards.judge(text, found, first, names)
            if found is not None and self._guards.is_adjective(text, found):
                names.adjectives.append(self._gazetteer.countries_of(found.name))
                at = found.last
            elif found is not None:
                bare = not found.possessive and not found.hint and self._bare.stands(text, text.sentences[number], found.first, found.last)
                names.found.append(structs.replace(found, bare=True) if bare else found)
                at = found.last
            else:
                unknown.append(at)
                at += 1
        if 2 <= len(unknown) <= 4 and len(unknown) == end - first and not text.is_title(text.sentences[number]):
            names.surnames.add(unpossessed(text.tokens[end - 1].text).lower())
        self._cued_unknown(text, number, (first, end), unknown, names)

    def _name_at(self, text: Text, number: int, at: int, end: int) -> Found | None:
        """The longest name that starts here and is borne by some place."""
        tokens = text.tokens
        if self._bare.ends(tokens, at):
            return None
        for last in range(min(end, at + LONGEST + 2), at, -1):
            if not tokens[last - 1].text[0].isupper():
                continue
            name = text.text[tokens[at].start : tokens[last - 1].end]
            bare = unpossessed(name)
            candidates = self._known.get(bare)
            if candidates is None:
                candidates = self._look_up(bare)
            if not candidates or (last > at + 1 and tokens[last - 1].norm in self._endings) or self._bare.goes_on(tokens, last, end):
                continue
            if candidates and (last > at + 1 or self._may_stand_alone(text, number, at, bare)):
                return Found(at, last, bare, candidates, Setting(), number, possessive=bare != name)
        return None

    def _look_up(self, name: str) -> tuple[Candidate, ...]:
        known = self._known.get(name)
        if known is None:
            known = tuple(self._gazetteer.look_up(name)) if len(name) < 60 else ()
            short = name.replace(".", "")
            if len(short) <= 4 and short.upper() in self._gazetteer.abbreviations and not short.isupper():
                known = tuple(c for c in known if c.id[:3] not in ("cc:", "ft:"))  # "Us", "Car", "Fata" are no abbreviations
            elif len(name) <= 4 and name.isupper() and name not in self._gazetteer.abbreviations:
                known = ()  # "SWAT", "ROY" are
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[name] = known
        return known

    def _may_stand_alone(self, text: Text, number: int, at: int, name: str) -> bool:
        """An ordinary word, a first name or a very short name is a place only after a strong cue."""
        word, sentence = name.lower(), text.sentences[number]
        listed = self._listed.get(name)
        if listed is None:
            if len(self._listed) >= REMEMBERED:
                self._listed.clear()
            listed = self._listed[name] = any(c.id[:3] in ("cc:", "ft:") for c in self._known[name])
        doubtful = word in self._common or word in self._first_names or len(word.replace(".", "")) <= 3
        doubtful = doubtful or (at == sentence.first and word.endswith("s") and word[:-1] in self._nouns)  # "Rivers swelled"
        if listed and (not doubtful or word not in self._common):
            return True
        if text.tokens[at].norm.endswith(self._contracted):
            return False
        if not doubtful:
            return True
        setting = self._around.before(text, sentence, at)
        if setting.head and at > 0 and text.tokens[at - 1].norm in self._calling:
            return True
        if at > sentence.first and self._around.head_after(text, at + 1, sentence.last)[0] in ("region", "district", "town"):
            return word not in self._never
        largest = max((c.population for c in self._known[name] if not c.alias), default=0)
        if word not in self._never and setting.preposition in self._strong and largest >= 50_000:
            return True
        return self._bare.stands(text, sentence, at, at + 1) and not text.is_title(sentence)

    def _cued_unknown(self, text: Text, number: int, run: tuple[int, int], unknown: list[int], names: Names) -> None:
        """A name that no place bears is still one in "the village of Makhnovka"."""
        sentence = text.sentences[number]
        first = self._name_start(text, sentence, run)
        tokens = text.tokens
        behind = (i for i in range(first, run[1]) if tokens[i].norm in self._behind and (i + 1 == len(tokens) or tokens[i + 1].text != "-"))
        cut = next(behind, run[1])
        unknown, run = [i for i in unknown if i < cut], (run[0], cut)  # "through Velkhava on Friday"
        unknown = [i for i in unknown if i >= first]
        if unknown and first < unknown[0] and text.tokens[unknown[0] - 1].norm.endswith(("'s", "’s")):
            first = unknown[0]  # "in Port-au-Prince's Solino neighbourhood"
        led = first + 2 * (text.tokens[first].text in self._articles and text.tokens[first + 1].text == "-")  # "the al-Hawak district"
        if not unknown or unknown[0] != led or len(unknown) > 3:
            return
        last = unknown[-1] + 1
        if last - first == len(unknown) and any(text.tokens[i].norm in self._common for i in unknown):
            return
        if any(text.tokens[i].norm in self._around.heads or text.tokens[i].norm in self._around.directions for i in unknown):
            return  # "Neighbouring cities"
        setting = self._around.before(text, sentence, first)
        head, past, _ = self._around.head_after(text, last, sentence.last)
        told = setting.head and (text.tokens[first - 1].norm in self._calling or text.tokens[first - 1].norm in ("—", "–"))
        kind = setting.head if told else head if head and text.tokens[last].text[0].islower() else ""
        kind = kind or self._called(text, last, sentence.last)
        bare = not kind and last == run[1] and self._bare.stands(text, sentence, first, last)
        if bare:
            name = unpossessed(text.text[text.tokens[first].start : text.tokens[last - 1].end])
            names.found.append(Found(first, last, name, (), setting._replace(head="town"), number, past=last))
        if (
            kind == "town"
            and not told
            and text.tokens[first].norm.endswith(self._peoples)
            and text.tokens[first - 1].norm in self._determiners
        ):
            return  # "the Victorian town"
        if kind in ("town", "district", "river") and text.tokens[first].norm not in self._persons and (past >= run[1]):
            name = unpossessed(text.text[text.tokens[first].start : text.tokens[last - 1].end])
            names.found.append(Found(first, last, name, (), setting._replace(head=kind), number, past=past))

    def _name_start(self, text: Text, sentence: Sentence, run: tuple[int, int]) -> int:
        """Where a name may begin in a run of capitals: behind "In" and "Residents of the" at the start of a sentence."""
        tokens, first = text.tokens, run[0]
        if first == sentence.first and first + 2 < run[1] and tokens[first + 1].norm == "of":
            word = tokens[first].norm
            first += 2 * (word in self._common or word.endswith(("s", "ing")))
        elif first == sentence.first:
            first += tokens[first].norm in self._around.prepositions  # "In Jindires"
        return first + (first < run[1] - 1 and tokens[first].norm == "the")  # "in the Rawdha neighbourhood"

    def _called(self, text: Text, last: int, end: int) -> str:
        """The sort of place that is said behind a comma: "Kencho Shacha, a village in Ethiopia's Gofa zone"."""
        tokens = text.tokens
        if last + 3 >= end or tokens[last].text != "," or tokens[last + 1].norm not in self._opening:
            return ""
        for at in range(last + 2, min(last + _CALLED, end - 1)):
            kind = self._around.heads.get(tokens[at].norm, "")
            if kind in ("town", "district") and tokens[at + 1].norm in self._lying:
                return kind
            if not tokens[at].text.isalpha() or tokens[at].norm in self._lying:
                break
        return ""

    def _join_from(self, text: Text, names: Names, first: int) -> None:
        """Join the names of one sentence, the last ones found."""
        if len(names.found) - first > 1:
            names.found[first:] = self._joined(text, names.found[first:])

    def _joined(self, text: Text, found: list[Found]) -> list[Found]:
        """In "over Kyiv, Sumy and Kharkiv" all three stand under one preposition; "regions" reaches back over "and"."""
        done: list[Found] = []
        for item in found:
            joined = item
            between = text.tokens[done[-1].last : item.first] if done else ()
            listed = 1 <= len(between) <= 3 and all(t.norm in self._listing for t in between)
            if listed and not item.setting.preposition:
                before = done[-1].setting
                shared = before.head if done[-1].past <= done[-1].last else ""  # "the regions of Donetsk and Luhansk"
                joined = structs.replace(item, setting=Setting(before.preposition, before.relation, item.setting.head or shared))
                if item.plural:
                    done[-1] = structs.replace(done[-1], setting=before._replace(head=before.head or item.setting.head))
            done.append(joined)
        return done
