"""Lists of persons: "a police officer and three other people", "six of his grandchildren, his daughter and himself"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.core.phrases import PhraseTable
from stemma.core.text import Text
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.amounts.run import Run
from stemma.reading.forms import expand
from stemma.reading.victims.named import NamedReader
from stemma.reading.victims.persons import Person, Place, counts
from stemma.reading.victims.phrases import Phrases

_DASHES: Final = (":", "-", "–", "—")


class PeopleReader:
    """Reads the list of persons that begins at a token."""

    def __init__(self, pack: Pack, told: frozenset[str], be: frozenset[str]) -> None:
        """`told` are the first words of what befalls people, `be` the forms of "to be"."""
        who: Mapping[str, Any] = pack.tables.get("victims", {}).get("who", {})
        names = ("determiners", "definite", "selves", "pronouns", "joins", "headlines")
        groups = [frozenset(who.get(name, ())) for name in names]
        self.determiners, self._definite, self.selves, self._pronouns, self._joins, self._headlines = groups
        self._wholes, self.gravely, self._tellers, self._both, self._where, self._victims = (
            frozenset(who.get(name, ())) for name in ("wholes", "gravely", "tellers", "both", "where", "victims")
        )
        self._ages, self._ranges, self._some, self._cited = (frozenset(who.get(k, ())) for k in ("ages", "ranges", "some", "cited"))
        self._named = NamedReader(who, told, be)
        self._months = frozenset(pack.tables.get("times", {}).get("values", {}).get("month", ()))
        self._ordinals = frozenset(pack.tables.get("numbers", {}).get("ordinals", {}))
        self._articles = self.determiners - self._ordinals
        self._long_joins = PhraseTable([(form, "") for form in expand(who.get("long_joins", ()))])
        self.cardinals: dict[str, float] = dict(pack.tables.get("numbers", {}).get("cardinals", {}))
        self._opening = frozenset(self.cardinals) | self.selves | self._pronouns | self.determiners
        self._phrases = Phrases(pack, told, be)
        self.told, self._be = told, be

    def place(self, text: Text, amounts: Sequence[AmountMention], run: Run) -> Place:
        """Where lists are read, with the figures that may count persons."""
        at = {text.token_at(m.number_start): m for m in amounts}
        numbers = {i: m for i, m in at.items() if counts(m) and not self._phrases.aged(Run(text.tokens, 0, len(text.tokens)), i)}
        begun = frozenset(at).union(text.token_at(m.start) for m in amounts)
        return Place(text, run, numbers, frozenset(at).difference(numbers), begun)

    def read(self, place: Place, i: int) -> list[Person]:
        """The persons of a list that begins at token i."""
        people: list[Person] = []
        run, at = place.run, i
        while True:
            person = self._person(place, at, inside=bool(people))
            if person is None:
                return self._apposed(run, people) if people else people
            named = person.how == "named" and people and people[-1].how != "named" and run.norm(at - 1) == ","
            if named or (person.how == "named" and people and people[0].how == "number"):
                person = person._replace(many=0)  # "the victim, Ana Cole", "two men, Al Ray and Bo Fox"
            people.append(person)
            at = self._next(run, self.behind_age(run, person.last))
            apart = person.how == "number" and run.norm(person.last) == ";"  # "injures 9 people; gunman shot" is no list
            if at < 0 or apart or self._part(run, at):
                return self._apposed(run, people)

    def _part(self, run: Run, at: int) -> bool:
        """True of a part of those named before: "one fatally", "one of whom died"."""
        if run.norm(at) not in self.cardinals and not run.digit(at):
            return False
        return run.norm(at + 1) in self.gravely or (run.norm(at + 1) == "of" and run.norm(at + 2) in self._wholes)

    def _apposed(self, run: Run, people: list[Person]) -> list[Person]:
        """Where a comma alone joins no list, one tells what another is: "Al Ray, a student", "County Coroner, Al Ray, Bo Fox"."""
        commas = [run.norm(p.first - 1) == "," for p in people[1:]]
        if not any(commas):
            return people
        if people[0].how == "number" and commas[0] and people[0].many == sum(p.many for p in people[1:]):
            return [people[0], *(p._replace(many=0) for p in people[1:])]  # "three people, two men and a woman"
        rest = people[1:]
        if people[0].number < 0 and people[0].many == 2 and commas[0] and run.norm(self.behind_age(run, people[-1].last)) == ",":
            many = max(2, sum(p.many or p.how == "named" for p in rest))  # "her parents, Al Ray and Bo Fox, were shot"
            return [people[0]._replace(many=many), *(p._replace(many=0) for p in rest)]
        if not all(commas):  # "a boy and a second victim, an 18-year-old man"
            last = max(k for k, comma in enumerate(commas, 1) if not comma)
            return [p._replace(many=0) if k > last and self._tells_what(run, p) else p for k, p in enumerate(people)]
        if all(p.how == "named" for p in people):
            return [*(p._replace(many=0) for p in people[:-1]), people[-1]]
        one, other = people[0], people[1]
        bare = one.how == "named" and other.how in ("indefinite", "definite")  # "Ana Cole, teen killed in Leeds"
        told = (one.how in ("named", "indefinite", "definite") or one.many == 1) and self._tells_what(run, other)
        return [one, other._replace(many=0)] if len(people) == 2 and (bare or told) else people

    def _tells_what(self, run: Run, person: Person) -> bool:
        """ "a student", "his brother", "one of three people"."""
        first = run.norm(person.first)
        one_of = first == "one" and run.norm(person.first + 1) == "of"
        return one_of or (first in self._articles and person.how in ("indefinite", "definite"))

    def _next(self, run: Run, at: int) -> int:
        """Where the next entry of a list begins, or -1."""
        hit = self._long_joins.at(run.tokens, at, run.end) if at < run.end else None
        if hit is not None:
            return hit.last
        if run.norm(at) not in self._joins:
            return -1
        at += 1
        return at + 1 if run.norm(at) == "and" else at

    def _person(self, place: Place, i: int, inside: bool) -> Person | None:
        run, norm = place.run, place.run.norm(i)
        opens = norm in self._opening or i in place.numbers or run.digit(i) or run.capital(i) or self._is_bare(run, i)
        if not inside and (not opens or self._no_one(run, i)):
            return None  # most words open no list
        figure = self._figure(place, i)
        if figure is not None:
            return figure if not self._of_a_row(run, figure) else None
        if self._phrases.aged(run, i):
            return self._aged_person(run, i)
        if not norm or (i in place.taken and not self._phrases.pair(run, i)):
            return None
        if norm in self.selves or norm in self._pronouns:
            return Person(i, i + 1, 1, "self" if norm in self.selves else "pronoun")
        if norm in self.determiners or (run.capital(i) and norm.endswith("'s")):
            return self._determined(place, i)
        headed = self._phrases.of_place(run, i) if run.capital(i) and self._is_bare(run, i) and not inside else None
        if headed is not None:
            return headed
        name = self._named.full(run, i) or self._named.surname(place, i) or self._with_age(run, i) if run.capital(i) else None
        if name is not None:
            return name
        if not (inside or self._is_bare(run, i)) or not self._phrases.is_person(norm):
            return None
        phrase = self._phrases.read(run, i)
        bare = phrase is not None and (phrase.many == 1 or (inside and phrase.last == i + 1))  # "kills wife, children"
        if phrase is None or not bare or (inside and run.norm(phrase.last) in self._tellers):
            return None  # "killed himself, police said"
        return self._parent(run, phrase)  # "Man killed", "woman, 3 daughters shot"

    def _with_age(self, run: Run, i: int) -> Person | None:
        """ "Agnew, 28, was shot": a name of one word that an age follows."""
        behind = self.behind_age(run, i + 1)
        closed = run.norm(behind) == "," or run.norm(behind - 1) == ")"
        alone = not run.capital(i - 1) and run.norm(i - 1) not in self._where and run.norm(i) not in self._months
        return Person(i, i + 1, 1, "named") if behind == i + 3 + (run.norm(behind - 1) == ")") and closed and alone else None

    def _parent(self, run: Run, phrase: Person) -> Person:
        """ "A father of five" is one."""
        at = phrase.last
        if phrase.many != 1 or run.norm(at) != "of" or not (run.norm(at + 1) in self.cardinals or run.digit(at + 1)):
            return phrase
        return phrase if self._phrases.is_person(run.norm(at + 2)) or self._phrases.aged(run, at + 1) else phrase._replace(last=at + 2)

    def behind_age(self, run: Run, at: int) -> int:
        """Behind ", 35,", "(35)" or ", 18 and 20,"."""
        return self._phrases.behind_age(run, at)

    def is_person(self, norm: str) -> bool:
        """True of a noun of persons in the singular or plural."""
        return self._phrases.is_person(norm)

    def _aged_person(self, run: Run, i: int) -> Person | None:
        """ "47-year-old Michael Cole", "16-year-old boy" without an article."""
        phrase = self._phrases.read(run, i)
        if phrase is None or phrase.many > 1:
            return None
        name = self._named.full(run, phrase.last) if run.capital(phrase.last) else None
        return phrase if name is None else phrase._replace(last=name.last, how="named")

    def _no_one(self, run: Run, i: int) -> bool:
        """True of the second age of "between ages 12 and 16", of "which of the three", and of a name behind "according to"."""
        first = i - (run.norm(i - 1) in self.determiners)
        age = run.digit(i) and run.digit(i - 2) and run.norm(i - 1) in self._ranges and run.norm(i - 3) in self._ages
        if age or (run.norm(first - 1) == "of" and run.norm(first - 2) in self._some):
            return True
        while run.capital(first - 1):
            first -= 1
        return run.capital(i) and run.norm(first - 2) in self._cited and run.norm(first - 1) == "to"

    def _of_a_row(self, run: Run, figure: Person) -> bool:
        """True of "2 of 8" before anything but persons: the place of a picture in a row."""
        at = figure.number
        return run.digit(at) and run.norm(at + 1) == "of" and run.digit(at + 2) and not self._phrases.is_person(run.norm(at + 3))

    def _is_bare(self, run: Run, i: int) -> bool:
        """True where a noun without an article may open a list: at the beginning, behind a sign or a headline's word."""
        before = run.norm(i - 1)
        return i == run.start or before in self._joins or before in self._headlines or before in _DASHES

    def _figure(self, place: Place, i: int) -> Person | None:
        """Three other people, two 16-year-old boys, the "Four" of "Four Injured"."""
        run, norm = place.run, place.run.norm(i)
        mention = place.numbers.get(i)
        count = self.cardinals.get(norm) or (float(norm) if norm.isdigit() and len(norm) < 3 and norm.isascii() else 0.0)
        if count > 1 and self._phrases.aged(run, i + 1):
            phrase = self._phrases.read(run, i + 1)
            return Person(i, phrase.last, int(count), "number", i) if phrase is not None and phrase.how == "plural" else None
        if mention is not None:
            return self._number(place, i, mention)
        told = bool(count) and run.norm(i + 1) in self.told and run.norm(i - 1) != "no" and run.norm(i - 1) not in self._months
        return Person(i, i + 1, int(count), "number", i) if told else None

    def _number(self, place: Place, i: int, mention: AmountMention) -> Person:
        """Three other people, "1" in "1 dead", six of his grandchildren."""
        text, run = place.text, place.run
        behind = last = text.token_at(mention.number_end - 1) + 1
        if mention.noun_end > 0 and not self._tells(run, last):
            last = text.token_at(mention.noun_end - 1) + 1
            last = next((k for k in range(behind + 1, last) if self._tells(run, k)), last)  # "four others | wounded"
        elif run.norm(last) == "of" and run.norm(last + 1) in self._wholes and not self._phrases.is_person(run.norm(last + 2)):
            last += 2  # "one of them", "two of those"
        elif self._of_number(place, last):
            last += 3  # "one of the four"
        elif run.norm(last) == "of":
            phrase = self._phrases.read(run, last + 2 if run.norm(last + 1) in self.determiners else last + 1)
            last = phrase.last if phrase is not None else last
        return Person(i, min(last, run.end), int(mention.amount.low or mention.amount.high or 0), "number", i)

    def _of_number(self, place: Place, at: int) -> bool:
        """True of "of the four" without a noun."""
        whole = place.numbers.get(at + 2) if place.run.norm(at) == "of" and place.run.norm(at + 1) in self.determiners else None
        return whole is not None and not whole.noun

    def _tells(self, run: Run, k: int) -> bool:
        """True of what befell somebody, not of the "shooting" of "shooting victims"."""
        return run.norm(k) in self.told and run.norm(k + 1) not in self._victims

    def _determined(self, place: Place, i: int) -> Person | None:
        """A man, his three children, the officer, "one" before what befell him."""
        run = place.run
        if i + 1 in place.numbers:
            return self._number(place, i + 1, place.numbers[i + 1])._replace(first=i)
        phrase = self._phrases.read(run, i + 1)
        if run.norm(i) in self._both:
            if phrase is None and run.norm(i - 1) != "," and (run.norm(i + 1) in self._be or run.norm(i + 1) in self.told):
                return Person(i, i + 1, 2, "pronoun")  # "both were taken to hospital"
            return None if phrase is None or phrase.many != 2 else phrase._replace(first=i, how="number")
        if phrase is not None:
            definite = run.norm(i) in self._definite and phrase.how == "indefinite"
            return self._parent(run, phrase._replace(first=i, how="definite" if definite else phrase.how))
        told = run.norm(i + 1) in self.told or run.norm(i + 1) in self._be
        alone = run.norm(i) in ("one", "another") and run.norm(i - 1) != "no"
        if alone and told:
            return Person(i, i + 1, 1, "number", i)
        behind = self._phrases.behind_age(run, i + 2)
        behind += behind > i + 2 and run.norm(behind) == ","
        told = run.norm(behind) in self.told or run.norm(behind) in self._be
        if told and run.norm(i) in self._articles and run.norm(i + 1) in self._ordinals:
            return Person(i, i + 2, 1, "indefinite")  # "three men shot, a fourth wounded"
        return Person(i, i + 2, 1, "definite") if told and run.norm(i + 1) == "other" and run.norm(i) in self._definite else None
