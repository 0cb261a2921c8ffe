"""Units beside a number: words and signs behind it, currencies on both sides, rates of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from stemma.core.packs import Pack, read_tsv
from stemma.core.phrases import Hit, PhraseTable
from stemma.reading.amounts.run import Run

_LARGE: Final = {"K": 1e3, "M": 1e6, "B": 1e9}  # before the code of a currency


class UnitHit(NamedTuple):
    """A unit: tokens [first:last] and the contract's code."""

    first: int
    last: int
    unit: str


class UnitReader:
    """Reads the unit of a number."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Any] = pack.tables.get("units", {})
        units: Mapping[str, Mapping[str, Any]] = table.get("units", {})
        money: Mapping[str, Any] = table.get("money", {})
        pounds: Mapping[str, Any] = table.get("pounds", {})
        names = [(n, code) for code, u in units.items() for n in u.get("names", ())]
        names += [(n, code) for code, words in money.get("names", {}).items() for n in words]
        families: Mapping[str, Mapping[str, Any]] = money.get("families", {})
        names += [(n, name) for name, f in families.items() if not f.get("joined") for n in f.get("names", ())]
        names += list(_national(families, pack.language))
        names += [(n, "pound") for n in pounds.get("names", ())]
        self.families = frozenset(families)
        self._spelled = frozenset(money.get("spelled", ()))
        self._people = frozenset(money.get("people", ()))
        self._careful = frozenset(name for name, f in families.items() if f.get("needs_country"))
        self.sizes: dict[str, float] = dict(pack.tables.get("numbers", {}).get("scales", {}))
        self._heavy = frozenset(pounds.get("heavy", ()))
        self._names = PhraseTable(names)
        self._firsts = frozenset(n.lower().split()[0].split("-")[0].split(".")[0] for n, _ in names) | {"°", "%"}
        self._tight = {n: code for code, u in units.items() for n in u.get("tight", ())}
        calibre: Mapping[str, Any] = table.get("calibre", {})
        self._bores, self._guns = frozenset(calibre.get("units", ())), frozenset(str(calibre.get("words", "")).split())
        self._screens = frozenset(table.get("screens", {}).get("heights", ()))
        self._signs: dict[str, str] = dict(money.get("signs", {}))
        self._dollars: dict[str, str] = dict(money.get("dollars", {}))
        self._codes: dict[str, str] = dict(money.get("prefixes", {}))
        self._spans = {n: code for code, u in units.items() if u.get("dimension") == "duration" for n in u.get("names", ())}
        rates: Mapping[str, Any] = table.get("rates", {})
        self._rate_words = frozenset(rates.get("words", ()))
        self._rate_times: dict[str, str] = dict(rates.get("times", {}))
        self._rate_adverbs: dict[str, str] = dict(rates.get("adverbs", {}))
        self._no_rate = frozenset(rates.get("not_before", ()))
        self._pieces = frozenset(rates.get("pieces", ()))
        self.singles = frozenset(table.get("singles", {}).get("names", ()))
        self.quakes = frozenset(table.get("quakes", {}).get("words", ()))
        self.putting = frozenset(rates.get("putting", ()))
        self.compared = tuple(f" {words}" for words in rates.get("compared", ()))
        self.against = tuple(f" {words}" for words in rates.get("against", ()))
        beside: Mapping[str, Any] = table.get("beside", {})
        self.second, self.pointing, self.negative = (frozenset(beside.get(k, ())) for k in ("second", "pointing", "negative"))
        self.tested, self.minus, self.quake = (frozenset(beside.get(k, ())) for k in ("tested", "minus", "quake"))
        self.of_age, self.old, self.strong, self.fold = (frozenset(beside.get(k, ())) for k in ("of_age", "old", "strong", "fold"))
        self.no_modifier, self.joints, self.hedges = (frozenset(beside.get(k, ())) for k in ("no_modifier", "joints", "hedges"))
        self.left, self.placing, self.paired = (frozenset(beside.get(k, ())) for k in ("left", "placing", "paired"))
        self.behind_sums = frozenset(beside.get("behind_sums", ()))
        self.risen_to, self.of_it = (frozenset(beside.get(k, ())) for k in ("risen_to", "of_it"))
        self.cents, self.collected = (frozenset(beside.get(k, ())) for k in ("cents", "collected"))
        self.signs = frozenset(self._signs)
        known = {code for f in families.values() for code in f.get("countries", {}).values()}
        shared = self.families - {"pound", "dollar"}
        self.money = frozenset(["GBX", *self._signs.values(), *self._codes.values(), *money.get("names", {}), *known, *shared])
        self.dimension = {code: str(u.get("dimension", "")) for code, u in units.items()} | dict.fromkeys(sorted(self.money), "money")
        self.durations = frozenset(c for c, d in self.dimension.items() if d == "duration")

    def span_unit(self, norm: str) -> str:
        """The unit of a word of time: days, week; "" for other words."""
        return self._spans.get(norm, "")

    def after(self, run: Run, i: int) -> UnitHit | None:
        """The unit whose words begin at token i: "square kilometres", "%", "-mile", "m" directly behind the digits."""
        first = i + 1 if run.norm(i) in ("-", "‑") and run.tight(i) and i + 1 < run.end else i
        word = run.norm(first)
        if not word:
            return None
        if word in self._signs and run.tight(first) and first == i and not (run.tight(first + 1) and run.digit(first + 1)):
            return UnitHit(i, first + 1, self._signs[word])  # 100€
        model = not run.tight(first) and run.norm(first + 1) in ("-", "‑") and run.tight(first + 1) and run.digit(first + 2)
        if word in self._tight and self._close(run, first) and not model:  # "two C-17 planes"
            return UnitHit(i, first + 1, self._tight[word])
        if word not in self._firsts and word.split("'")[0] not in self._firsts:
            return None
        hit = self._names.at(run.tokens, first, run.end)
        if hit is None or self._no_money(run, i, hit):
            return None
        unit = self._pound(run, i, first, hit.last) if hit.value == "pound" else hit.value
        dotted = run.norm(hit.last) == "." and run.norm(hit.last + 1)[:1].islower()
        return UnitHit(i, hit.last + dotted, unit)

    def _no_money(self, run: Run, i: int, hit: Hit[str]) -> bool:
        """True for "2,000 Afghanis", who are people, and for "20 won", which only a large number makes money."""
        if hit.value in self._careful:
            before = run.norm(i - 1)
            return not (before in self.sizes or "," in before or (before.isdigit() and len(before) > 3))
        return run.norm(hit.first) in self._people and run.capital(hit.first)

    def _close(self, run: Run, at: int) -> bool:
        """A short unit counts directly behind the digits; "5 m" and "12 C" may leave a space."""
        text = run.text(at)
        gap, number = run.tokens[at].start - run.tokens[at - 1].end, run.tokens[at - 1].norm
        if not text[0].isalpha():
            return gap == 0 and not run.tight(at + 1) and (len(number) < 4 or "." in number)
        if text == "p" and (number in self._screens or run.norm(at + 1) == "."):
            return False
        if text in ("m", "C", "p"):
            return gap <= 1
        return gap == 0 and (text in ("F", "W", "T") or text.islower())

    def _pound(self, run: Run, i: int, first: int, last: int) -> str:
        """A pound of money or of weight: few of them without a word of size weigh ("208 pounds")."""
        digits = run.tokens[i - 1].norm
        return "lb" if first > i or run.norm(last) in self._heavy or (digits.isdigit() and int(digits) < 1000) else "GBP"

    def before(self, run: Run, i: int) -> UnitHit | None:
        """The currency before the number at token i: $, US$, USD, Rs."""
        word, text = run.norm(i - 1), run.text(i - 1)
        if word in self._signs:
            return self._signed(run, i)
        if word in self._codes and (text.isupper() or text in self._spelled):
            return UnitHit(i - 1, i, self._codes[word])
        if word == "=" and run.text(i - 2) == "Y" and run.tight(i) and run.tight(i - 1):
            return UnitHit(i - 2, i, "JPY")  # the yen sign of wires that send ASCII
        return UnitHit(i - 2, i, "INR") if word == "." and run.text(i - 2) == "Rs" else None

    def large(self, run: Run, at: int) -> tuple[str, float] | None:
        """The currency and the size of MEUR, KUSD, BGBP, as books of account write them."""
        text = run.text(at)
        size = _LARGE.get(text[:1]) if len(text) == 4 and text.isupper() else None
        return (self._codes[text[1:].lower()], size) if size and text[1:].lower() in self._codes else None

    def _signed(self, run: Run, i: int) -> UnitHit:
        nation = self._dollars.get(run.norm(i - 2)) if run.norm(i - 1) == "$" else None
        if (
            nation
            and (run.capital(i - 2) or (run.tight(i - 1) and len(run.text(i - 2)) == 3))
            and (run.tight(i - 1) or len(run.text(i - 2)) > 1)
        ):
            return UnitHit(i - 2, i, nation)
        return UnitHit(i - 1, i, self._signs[run.norm(i - 1)])

    def calibre(self, run: Run, unit: str, last: int) -> bool:
        """True where a small length is the bore of a gun: 155mm shells, 122 mm multiple rocket launchers."""
        wordy = run.norm(last)[:1].isalpha() or run.norm(last) == "-"
        near = {run.norm(at) for at in range(last, last + (3 if wordy else 1))}
        return unit in self._bores and not self._guns.isdisjoint(near)

    def rate(self, run: Run, i: int) -> UnitHit | None:
        """ "per day", "a month", "each day", "daily", "/day": the word of time, as day, month, h."""
        word = run.norm(i)
        if word in self._rate_adverbs:
            return UnitHit(i, i + 1, self._rate_adverbs[word])
        if word == "-" and run.norm(i + 2) == "-":
            time = self._rate_times.get(run.norm(i + 3)) if run.norm(i + 1) in ("a", "per") else None
            return UnitHit(i, i + 4, time) if time else None
        time = self._rate_times.get(run.norm(i + 1)) if word in self._rate_words else None
        barred = run.norm(i + 2) in self._no_rate and (run.norm(i + 2) != "-" or run.tight(i + 2))
        return UnitHit(i, i + 2, time) if time and not barred else None

    def each(self, run: Run, i: int) -> UnitHit | None:
        """ "per barrel", "an ounce", "a share": of what money is the price."""
        if run.norm(i) == "-" and run.norm(i + 2) == "-" and run.norm(i + 1) in ("a", "per") and run.norm(i + 3) in self._pieces:
            return UnitHit(i, i + 4, run.norm(i + 3))  # a $70-a-share offer
        thing = run.norm(i + 1)
        if run.norm(i + 2) in self._no_rate and run.norm(i) != "per" and (run.norm(i + 2) != "-" or run.tight(i + 2)):
            return None  # $6.78 billion a year earlier
        if thing.isalpha() and (run.norm(i) == "per" or (run.norm(i) in ("a", "an") and (thing in self._firsts or thing in self._pieces))):
            return UnitHit(i, i + 2, thing)
        return None


def _national(families: Mapping[str, Mapping[str, Any]], language: str) -> Iterator[tuple[str, str]]:
    """Currencies with the adjective of their country: "Chilean pesos" are CLP."""
    adjectives = {row[0]: row[2].split("|") for row in read_tsv(language, "countries.tsv")}
    for family in families.values():
        for country, code in family.get("countries", {}).items():
            yield from ((f"{a} {n}", code) for a in adjectives.get(country, ()) if a for n in family.get("names", ()))
