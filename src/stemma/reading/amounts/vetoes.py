"""Numbers that are no amounts: years, dates, clock times, names of things, scores, addresses, versions, list numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.reading.amounts.digits import Number
from stemma.reading.amounts.hours import Hours
from stemma.reading.amounts.run import Run

_CLOCK, _DASHES = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d"), ("-", "–", "—", "|", ":")
_ENTRY: Final = re.compile(r"[012]\d[.h][0-5]\d")
_FIRST_YEAR, _LAST_YEAR = 1500, 2150
_WORDS: Final = ("and", "to")  # between two days of one month
_JOINED: Final = ("-", "–", *_WORDS)
_MODERN: Final = 1900  # four digits from here on are a year also without a word that says so


class Vetoes:
    """Says which numbers are no amounts."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Any] = pack.tables.get("nouns", {}).get("labels", {})
        self._labels = frozenset(str(table.get("words", "")).split())
        self._rows = frozenset(table.get("rows", ()))
        self._common = frozenset(table.get("never", ()))
        self._months = frozenset(str(table.get("months", "")).split())
        self._verbs = frozenset(table.get("month_verbs", ()))
        self._clock = frozenset(table.get("clock", ()))
        self._year_cues = frozenset(table.get("year_cues", ()))
        self._no_names = self._year_cues.union(str(table.get("weekdays", "")).split())  # "By Friday 130 had been freed"
        self._year_openers = frozenset(table.get("year_openers", ()))
        self._streets = frozenset(table.get("streets", ()))
        self._blocks, self._foreign = frozenset(table.get("blocks", ())), frozenset(table.get("foreign", ()))
        self._emergency = frozenset(table.get("emergency", ()))
        self._emergency_numbers = frozenset(table.get("emergency_numbers", ()))
        self._parents, self._behind_parents = frozenset(table.get("parents", ())), frozenset(table.get("behind_parents", ()))
        self._where, self._did, self._joints = (frozenset(table.get(key, ())) for key in ("where", "did", "joints"))
        self._hours = Hours(table)
        self._numero = frozenset(table.get("numero", ()))

    def before_parts(self, run: Run, number: Number, priced: bool) -> bool:
        """True for a number that is none whatever stands behind it: an address, a telephone number, "in 2018"."""
        if self._addressed(run, number) or (not priced and self._dialled(run, number)) or self._hours.opens(run, number):
            return True
        if run.norm(number.first - 1) == "of" and run.norm(number.first - 2) in self._parents:
            return run.norm(number.last) in self._behind_parents  # "a father of five killed in the raid" is one
        return run.norm(number.first - 1) in self._year_openers and self.year(run, number)

    def dated(self, run: Run, number: Number) -> bool:
        """True for the number of a day beside its month, and for clock times."""
        if number.kind not in ("digits", "word") or number.factor != 1:
            return False
        if number.first == run.start and run.norm(number.last) in _DASHES and _CLOCK.fullmatch(run.norm(number.first)):
            return True  # "16.15 - The governor corrects himself": when it was written
        if number.first == run.start and run.capital(number.last) and _ENTRY.fullmatch(run.norm(number.first)):
            return True  # "14.02 Ukraine's minister says": the same without a dash
        first, last = number.first, number.last
        day = number.value % 1 == 0 and 1 <= number.value <= 31
        if run.norm(last) in self._clock and number.value <= 2400:
            return True
        if self._hours.hour(run, number):
            return True
        if self._month(run, first - 1) and (day or _FIRST_YEAR <= number.value <= _LAST_YEAR or run.norm(last) == "."):
            return True
        if not day:
            return False
        if run.norm(last) in self._foreign and run.norm(last + 1)[:1].isalpha():
            return True  # "the 14 de Julho", a name
        if self._month(run, last) or (run.norm(first - 1) == "." and self._month(run, first - 2)):
            return True
        if run.norm(last) in _JOINED and run.digit(last + 1) and self._month(run, last + 2):
            return True
        whole = run.begun(max(0, first - 3))
        also = _WORDS if first - 1 == run.start else _JOINED  # "on March 11 and 15", but "May 10 - Eight people"
        return number.kind == "digits" and whole.norm(first - 1) in also and whole.digit(first - 2) and self._month(whole, first - 3)

    def _month(self, run: Run, i: int) -> bool:
        return run.norm(i) in self._months and (run.capital(i) or run.norm(i) not in self._verbs)

    def year(self, run: Run, number: Number) -> bool:
        """True for four digits that read as a year."""
        if number.kind != "digits" or number.last - number.first != 1 or not _FIRST_YEAR <= number.value <= _LAST_YEAR:
            return False
        digits = run.tokens[number.first].norm
        return len(digits) == 4 and digits.isdigit() and (number.value >= _MODERN or run.norm(number.first - 1) in self._year_cues)

    def named(self, run: Run, number: Number, counted: bool) -> bool:
        """True where the number belongs to a name: Article 5, Flight 370, No. 10, World War Two, Leopard 2."""
        at = number.first - 1
        word = run.norm(at)
        if number.kind not in ("digits", "word") or number.factor != 1 or not word or number.value % 1 != 0:
            return False
        if self._in_row(run, number) or word in ("#", "№", "§") or (word == "." and run.norm(at - 1) in self._numero):
            return True
        if word in ("-", "–") and run.norm(at - 1) in self._labels and run.capital(at - 1):
            return True  # COVID -19
        if word in self._labels:
            if run.capital(at) and at > run.start:
                return not counted or word not in self._common
            return not counted and word not in self._common
        if len(word) == 1 and run.capital(at) and word not in ("a", "i"):
            return True  # S&P 500, Y 2
        return not counted and self._behind_name(run, number)

    def _in_row(self, run: Run, number: Number) -> bool:
        """ "Image 3 of 12": which picture or page of a row, and how many it has; "in the photo 3 of 12 men" has no label's capital."""
        at = number.first - 1
        if run.norm(at) == "of":  # the run itself begins anew behind the first number
            at, joined = at - 2, run.tokens[at - 1].norm.isdigit()
        else:
            joined = run.norm(number.last) == "of" and run.norm(number.last + 1).isdigit()
        return joined and at >= 0 and run.tokens[at].norm in self._rows and run.tokens[at].text[0].isupper()

    def _behind_name(self, run: Run, number: Number) -> bool:
        at = number.first - 1
        opening = at == run.start
        if number.kind == "word":
            group = run.norm(at) == "of" and run.capital(at - 1)
            return run.capital(number.first) and (run.capital(at) or group) and not opening
        within = run.text(at)[1:] != run.norm(at)[1:] and run.norm(at).isalpha()  # an iPhone 11
        named = (run.capital(at) and (not opening or run.text(at)[1:2].isupper())) or within
        plain = "," not in run.norm(number.first) and number.value < 10000
        if not named or not plain or self._month(run, at) or run.norm(at) in self._no_names:
            return False
        return run.norm(number.last) not in self._did or not self._in_place(run, at)

    def _in_place(self, run: Run, at: int) -> bool:
        """ "In Rakhine State 41 died": the name of a place, and no Flight 41."""
        while at > run.start and (run.capital(at) or run.norm(at) in self._joints) and run.norm(at) not in self._where:
            at -= 1
        return run.norm(at) in self._where

    def listed(self, run: Run, number: Number) -> bool:
        """True for "1." at the head of a line, "(1)" and "[12]", and for a number that is all there is."""
        if number.kind != "digits":
            return False
        opening, closing = run.norm(number.first - 1), run.norm(number.last)
        if (opening, closing) in (("[", "]"), ("(", ")")):
            return True
        within = number.first > 0 and run.tokens[number.first - 1].sentence == run.tokens[number.first].sentence
        if within or number.value % 1 != 0 or number.factor != 1:
            return False
        if number.last >= run.end:
            return run.norm(number.first).isdigit()
        return number.value < 100 and closing in (".", ")") and run.tight(number.last)

    def _addressed(self, run: Run, number: Number) -> bool:
        """749 Parker Avenue, the 300 block of, a 911 call, 555-1234."""
        if number.kind != "digits" or number.factor != 1:
            return False
        last, after = number.last, run.norm(number.last)
        digits = run.norm(number.first)
        if after in self._blocks and run.norm(last + 1) == "of":
            return True
        if digits in self._emergency_numbers and after in self._emergency:
            return True
        if after == "-" and len(digits) == 3 and len(run.norm(last + 1)) == 4 and run.norm(last + 1).isdigit():
            return not run.norm(last + 2)[:1].isalpha()
        for at in range(last, last + 5):
            if not run.capital(at) and run.norm(at) != ".":
                return False
            if run.norm(at) in self._streets and at > last:
                return True
        return False

    def _dialled(self, run: Run, number: Number) -> bool:
        """True for a number directly beside another one, as in telephone numbers."""
        if number.kind != "digits" or number.factor != 1:
            return False
        first, last = number.first, number.last
        if run.norm(last).isdigit() and run.tokens[last].start == run.tokens[last - 1].end + 1:
            return not _FIRST_YEAR <= number.value <= _LAST_YEAR
        before = run.norm(first - 1)
        if not before.isdigit() or run.tokens[first - 1].end + 1 != run.tokens[first].start:
            return False
        return not (len(before) == 4 and _FIRST_YEAR <= int(before) <= _LAST_YEAR)
