"""The words by which a report says who says so, made ready from the data: verbs with their modes, nouns, prepositions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from stemma.core.numbers import number_words
from stemma.core.packs import Pack
from stemma.core.phrases import Hit, PhraseTable
from stemma.core.text import Token

MODES: Final = (
    "seem",
    "attitude",
    "intend",
    "show",
    "describe",
    "count",
    "think",
    "forecast",
    "demand",
    "promise",
    "deny",
    "say",
    "confirm",
)  # a later one wins


class Verb(NamedTuple):
    """What a cue verb does, and the small word that it needs ("speak of"); "..at" may stand later in the clause."""

    mode: str
    particle: str = ""
    form: str = "past"  # base third past ing participle


class Lexicon:
    """All cue words of a pack, compiled once."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("saying", {})
        self.verbs: dict[str, tuple[Verb, ...]] = {}
        for mode in MODES:
            for entry in table.get("verbs", {}).get(mode, ()):
                self._add(mode, entry)
        self.ambiguous = frozenset(table.get("ambiguous", {}).get("forms", ()))
        self.passive = frozenset(table.get("passive", {}).get("forms", ()))
        self.dated = frozenset(table.get("passive", {}).get("dated", ()))
        self.adverbs = frozenset(table.get("evidential", {}).get("adverbs", ()))
        self.refusals = frozenset(f for e in table.get("negative", {}).get("refusals", ()) for f, _ in forms(e))
        self.official = frozenset(table.get("official", {}).get("adjectives", ()))
        self._read_wordings(table)
        self._read_exceptions(table)
        numbers = pack.tables.get("numbers", {})
        self.spelled = frozenset(word for word, value in numbers.get("cardinals", {}).items() if value > 1)
        self.counting = number_words(numbers) | frozenset(table.get("carrying", {}).get("shares", ()))
        self.rough |= {*numbers.get("cardinals", {}), *numbers.get("scales", {})}  # "at about three trillion"

    def _read_wordings(self, table: Mapping[str, Any]) -> None:
        """Cues that are no verbs."""
        according, nouns, citing = (table.get(k, {}) for k in ("according", "nouns", "citing"))
        impersonal = table.get("evidential", {}).get("phrases", ())
        self.according = PhraseTable([(p, p) for p in according.get("phrases", ())])
        self.according_weak = frozenset(according.get("weak", ()))
        self.own_nouns = frozenset(according.get("nouns", ()))
        self.own_before = frozenset(w for p in according.get("before", ()) for w in p.split())
        self.impersonal = PhraseTable([(p, p) for p in impersonal])
        self.openings = frozenset(p.split()[0] for p in (*according.get("phrases", ()), *impersonal))
        self.nouns, self.unsourced, self.counts, self.stood, self.issued, self.held, self.came = (
            frozenset(nouns.get(k, ())) for k in ("cues", "unsourced", "counts", "stood", "issued", "held", "from")
        )
        self.words, self.named, self.made = (frozenset(nouns.get(k, ())) for k in ("words", "named", "made"))
        papers = table.get("papers", {})
        self.papers, self.telling = (frozenset(papers.get(k, ())) for k in ("nouns", "telling"))
        self.handed, self.handing, self.inside = (frozenset(papers.get(k, ())) for k in ("handed", "handing", "inside"))
        self.voicing = frozenset(nouns.get("voicing", ()))
        figures = table.get("figures", {})
        self.hearing, self.made_by, self.following = (frozenset(figures.get(k, ())) for k in ("hearing", "made_by", "following"))
        self.trusted = tuple(figures.get("trusted", ()))
        acts = table.get("acts", {})
        self.acting, self.suffering = (frozenset(acts.get(k, ())) for k in ("bodies", "suffering"))
        self.inference, self.against, self.apposed = (
            PhraseTable([(p, p) for p in nouns.get(key, ())]) for key in ("inference", "against", "apposed")
        )
        self.citing = frozenset(citing.get("forms", ()))
        self.citing_verbs = frozenset(citing.get("verbs", ()))
        small = table.get("small", {})
        self.making, self.closing, self.percent, self.counties = (
            frozenset(small.get(k, ())) for k in ("making", "closing", "percent", "counties")
        )
        self.losses, self.thus, self.polls, self.sights = (frozenset(small.get(k, ())) for k in ("losses", "thus", "polls", "sights"))
        self.compared, self.at_number, self.preferring = (frozenset(small.get(k, ())) for k in ("compared", "at_number", "preferring"))
        self.filed, self.quoted, self.told = (frozenset(small.get(k, ())) for k in ("filed", "quoted", "told"))
        self.asides = tuple(small.get("asides", ()))
        self.together, self.nearby, self.parts = (frozenset(small.get(k, ())) for k in ("together", "nearby", "parts"))
        self.keeps_on, self.identifying = (frozenset(small.get(k, ())) for k in ("keeps_on", "identifying"))
        self.releasing, self.recognising = (tuple(small.get(k, ())) for k in ("releasing", "recognising"))
        self.names_in_s, self.no_singulars = (frozenset(small.get(k, ())) for k in ("names_in_s", "no_singulars"))
        self.forces = frozenset(small.get("forces", ()))
        self.percents = frozenset(small.get("percents", ()))
        self.reasons, self.no_counts, self.numbers, self.those, self.up_to = (
            frozenset(small.get(k, ())) for k in ("reasons", "no_counts", "numbers", "those", "up_to")
        )
        self.ordering, self.ours, self.of_ours = (tuple(small.get(k, ())) for k in ("ordering", "ours", "of_ours"))
        self.said = frozenset(small.get("said", ()))
        self.roughly = frozenset(small.get("roughly", ()))
        self.given = self.counts | frozenset(nouns.get("measured", ()))

    def _read_exceptions(self, table: Mapping[str, Any]) -> None:
        """Words that make a cue none, or say for whom it stands."""
        exceptions, addressee, carrying, own = (table.get(k, {}) for k in ("exceptions", "addressee", "carrying", "own"))
        self.needs_clause, self.taking, self.taken, self.leading_words, self.going_on = (
            frozenset(exceptions.get(k, ())) for k in ("needs_clause", "taking", "taken", "leading", "going_on")
        )
        self.hosting, self.modals, self.estimators = (frozenset(exceptions.get(k, ())) for k in ("hosting", "modals", "estimators"))
        self.seeing, self.hosts, self.admitted = (frozenset(exceptions.get(k, ())) for k in ("seeing", "hosts", "admitted"))
        self.in_turn = frozenset(tuple(phrase.split()) for phrase in exceptions.get("in_turn", ()))
        self.moneys = frozenset(exceptions.get("moneys", ()))
        self.relaying, self.reported = (frozenset(exceptions.get(k, ())) for k in ("relaying", "reported"))
        self.comparing = frozenset(table.get("figures", {}).get("comparing", ()))
        self.fates, self.wares, self.aimed = (frozenset(exceptions.get(k, ())) for k in ("fates", "wares", "aimed"))
        self.testing = frozenset(exceptions.get("testing", ()))
        self.animate = frozenset(exceptions.get("animate", ()))
        self.addressing = frozenset(addressee.get("verbs", ()))
        self.while_speaking = frozenset(addressee.get("speaking", ()))
        self.plain_addressees = frozenset(addressee.get("plain", ()))
        self.anaphors = PhraseTable([(p, p) for p in carrying.get("anaphors", ())])
        self.briefings, self.announcing = (PhraseTable([(p, p) for p in carrying.get(k, ())]) for k in ("briefings", "announcing"))
        self.announced = frozenset(carrying.get("announcing", ()))
        self.carrying_passives = frozenset(carrying.get("passives", ()))
        self.moved, self.throughout, self.sums = (frozenset(carrying.get(k, ())) for k in ("moved", "throughout", "sums"))
        keeping, asides = table.get("keeping", {}), table.get("asides", {})
        self.keeping, self.books, self.surveys, self.victims, self.counting_bodies = (
            frozenset(keeping.get(k, ())) for k in ("have", "books", "surveys", "victims", "bodies")
        )
        self.monitoring, self.tending, self.tolls, self.deeds, self.ongoing = (
            frozenset(keeping.get(k, ())) for k in ("monitoring", "tending", "tolls", "deeds", "ongoing")
        )
        self.giving, self.men = (frozenset(keeping.get(k, ())) for k in ("give", "men"))
        self.stated, self.standing, self.accounts = (frozenset(keeping.get(k, ())) for k in ("stated", "standing", "accounts"))
        self.rough = frozenset(keeping.get("rough", ()))
        self.raising = frozenset(table.get("nouns", {}).get("raising", ()))
        self.with_it, self.headings = frozenset(asides.get("with_it", ())), frozenset(asides.get("headings", ()))
        self.sure_firsts = frozenset(p.split()[0] for p in asides.get("sure", ()))
        self.sure = PhraseTable([(p, p) for p in asides.get("sure", ())])
        self.deeming = frozenset(exceptions.get("deeming", ()))
        self.mute = frozenset(exceptions.get("mute", ()))
        self.having = frozenset(exceptions.get("having", ()))
        self.places = frozenset(exceptions.get("places", ()))
        self.origins, self.via = (frozenset(exceptions.get(k, ())) for k in ("origins", "via"))
        self.means = frozenset(exceptions.get("means", ()))
        self.of_or_that = frozenset(exceptions.get("of_or_that", ()))
        self.own_starts = tuple(own.get("starts", ()))
        self.own_voice = frozenset(own.get("nouns", ()))

    def announces(self, tokens: tuple[Token, ...], low: int, high: int) -> list[Hit[str]]:
        """ "Here are the numbers", "Here's what is known", not "they came here"."""
        return [h for h in self.announcing.find(tokens, low, high) if h.last - h.first > 1 or tokens[h.first].norm != tokens[h.first].key]

    def letters(self) -> dict[str, str]:
        """The tagger's letter for each cue word."""
        found: dict[str, str] = {}
        for form, verbs in self.verbs.items():
            found[form] = "g" if verbs[-1].form == "ing" else "u" if form in self.ambiguous else "v"
        found.update((a, "E") for a in self.adverbs)
        return found

    def _add(self, mode: str, entry: str) -> None:
        verb, _, particle = entry.partition(" ")
        for form, kind in forms(verb):
            kept = tuple(v for v in self.verbs.get(form, ()) if v.particle != particle)
            self.verbs[form] = tuple(sorted((*kept, Verb(mode, particle, kind)), key=_rank))


def _rank(verb: Verb) -> int:
    """The reading with the nearest particle is tried first."""
    return 2 if not verb.particle else 1 if verb.particle.startswith("..") else 0


def forms(entry: str) -> Iterable[tuple[str, str]]:
    """The forms of a verb and what each is: "deny" gives deny, denies, denied, denying; "admit+" doubles its last letter."""
    kinds = ("base", "third", "past", "ing", "participle")
    if "/" in entry:
        return list(zip(entry.split("/"), kinds, strict=False))
    stem = entry.removesuffix("+")
    double = stem + stem[-1] if entry.endswith("+") else stem
    third = stem + ("es" if stem.endswith(("s", "x", "z", "ch", "sh")) else "s")
    past, ing = double + "ed", double + "ing"
    if stem.endswith("y") and stem[-2] not in "aeiou":
        third, past = stem[:-1] + "ies", stem[:-1] + "ied"
    elif stem.endswith("e"):
        past, ing = stem + "d", (stem if stem.endswith("ee") else stem[:-1]) + "ing"
    return list(zip((stem, third, past, ing), kinds, strict=False))
