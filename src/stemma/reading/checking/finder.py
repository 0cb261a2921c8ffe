"""What a report says about checking: what could not be verified, what somebody saw, and how far that reaches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from stemma.core.packs import Pack
from stemma.core.text import Sentence, Text
from stemma.core.types import Source, SourceKind, Span, Verification
from stemma.reading.checking.around import (
    by_itself,
    clause_of,
    closes,
    contents,
    cue_start,
    figures_before,
    in_paragraph,
    last_two,
    opens,
    sentence_of,
    two_before,
)
from stemma.reading.checking.named import Behind, in_own_words, with_speaker
from stemma.reading.checking.scope import Scope
from stemma.reading.checking.second import SecondParty
from stemma.reading.checking.two import of_two
from stemma.reading.checking.words import Openings, choice
from stemma.reading.saying.said import Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """Words that say whether something was checked, and what they reach over."""

    start: int
    end: int
    verification: Verification
    by: str = ""  # who could not check, or who did
    reach: tuple[Span, ...] = ()
    what: str = "sentence"  # sentence previous source report both sides
    bare: bool = False  # reaches over what is asserted too, not only over what somebody says


_SELF: Final = ("we", "I")


class CheckFinder:
    """Finds caveats and confirmations."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("checking", {})
        unable, checks = choice(table.get("unable", ())), choice(table.get("checks", ()))
        words = choice(table.get("words", ()))
        fewer = rf"(?!no (?:{choice(table.get('no_denial', ()))})\b)"  # "no fewer than 700 dead, a tally since confirmed"
        subjects, ends = choice(table.get("subjects", ())), choice(table.get("subject_ends", ()))
        self._subject = re.compile(rf"((?:[A-Z][\w’'-]*[ ]?)+|\b[Tt]he (?:{subjects})|\bwhich|\b[Ww]e)\s*(?:{ends})?\s*$")
        self._parties = tuple(table.get("parties", ()))
        self._unverified = re.compile(
            rf"\b(?<!by )(?:{fewer}(?P<unable>{unable})\b(?:(?!,? (?:and|but) \w[^,.;!?\n]{{0,60}} (?:{unable})\b)[^.;!?\n]){{0,110}}?"
            rf"\b(?P<check>{checks})|(?P<word>{words})"
            rf"|(?P<late>{choice(table.get('nouns', ()))})\b[^.;,!?\n]{{0,60}}\b(?:{choice(table.get('wanting', ()))}))\b",
            re.IGNORECASE,
        )
        self._hint = re.compile(rf"\b(?:{checks}|{words})\b", re.IGNORECASE)
        witness, seen = choice(w for w in table.get("witness", ()) if w not in _SELF), choice(table.get("seen", ()))
        unseen = choice(table.get("not_seen", ()))  # "we see that": no sight of the thing
        self._witness = re.compile(
            rf"\b(?:{'|'.join(_SELF)})\b(?! (?:{unseen})\b)[^.;!?\n]{{0,30}}?\b(?:{seen})\b"
            rf"|\b(?:{witness})\b[^.;!?\n]{{0,80}}?\b(?:{seen})\b",
            re.I,
        )
        self._behind = Behind(table)
        self._confirmed = re.compile(
            rf"(?<!not )(?<!not been )\b(?:{choice(table.get('confirmed', ()))})\b(?!\s+\d)", re.IGNORECASE
        )  # not "by 27 April"
        self._questions = re.compile(
            rf"^\W*(?:(?:{choice(table.get('by_oneself', ()))}) )?(?:{choice(table.get('questions', ()))})\b", re.IGNORECASE
        )
        opening = ((self._hint, ("checks", "words")), (self._witness, ("witness",)), (self._confirmed, ("confirmed",)))
        self._openings = Openings(*((p, [w for kind in kinds for w in table.get(kind, ())]) for p, kinds in opening))
        self._words = {k: frozenset(table.get(k, ())) for k in ("plurals", "singulars", "here", "possessives", "tellings")}
        self._figures = self._words["plurals"] | self._words["singulars"]
        self._scope, self._second = Scope(table), SecondParty(table)
        self._said = self._scope.said
        self._whole = re.compile(rf"\b(?:{choice(table.get('whole', ()))})\b", re.IGNORECASE)
        self._sides = re.compile(rf"\b(?:{choice(table.get('sides', ()))})\b", re.IGNORECASE)

    def find(self, text: Text, attributions: Sequence[Attribution]) -> list[Caveat]:
        """The caveats of a text in order of place."""
        found, done = list[Caveat](), set[int]()
        said = [a for a in attributions if a.kind in ("said", "evidential")]
        for sentence in self._sentences(text):
            if sentence.start in done:
                continue
            done.add(sentence.start)
            words = text.text[sentence.start : sentence.end]
            caveat = self._unchecked(text, sentence, words, said) or self._checked(sentence, words, said)
            caveat = caveat or self._seconded(sentence, words, said)
            if caveat:
                found.append(caveat)
        return sorted(found, key=lambda c: c.start)

    def _sentences(self, text: Text) -> Iterable[Sentence]:
        """The sentences in which a word of checking stands."""
        seen = -1
        for m in self._openings.find(text):
            at = bisect_right(text.sentences, m.start(), key=lambda s: s.start) - 1
            if at >= 0 and (m.re is not self._hint or at != seen):
                seen = at
                if not text.marked(m.start(), m.end()):
                    yield text.sentences[at]

    def _checked(self, sentence: Sentence, words: str, said: Sequence[Attribution]) -> Caveat | None:
        others = self._second.by_others(words)
        seen = self._witness.search(words)
        seen = None if seen and self._behind.unseen(words[: seen.start()]) else seen
        m = others or seen or self._confirmed.search(words)
        if m is None:
            return None
        at = sentence.start + m.start()
        if m.group().lower().startswith(("we ", "i ")) and any(s.start <= at < s.end for a in said for s in a.content):
            return None  # a speaker's own "we saw", "I counted"
        return Caveat(
            start=at,
            end=sentence.start + m.end(),
            verification=Verification.CONFIRMED,
            by=m.group(),
            reach=(self._clause_of(sentence, words, m),),
            bare=True,
        )

    def _clause_of(self, sentence: Sentence, words: str, m: re.Match[str]) -> Span:
        """The stretch between semicolons in which somebody sees or confirms: "nine were due; I saw four"."""
        first, last = words.rfind(";", 0, m.start()) + 1, words.find(";", m.end())
        return Span(sentence.start + first, sentence.start + last if last > 0 else sentence.end)

    def _seconded(self, sentence: Sentence, words: str, said: Sequence[Attribution]) -> Caveat | None:
        """What another party than the speaker confirms."""
        found = self._second.confirmed(sentence, words, said)
        if found is None:
            return None
        m, reach = found
        start, end = sentence.start + m.start(), sentence.start + m.end()
        return Caveat(start=start, end=end, verification=Verification.CONFIRMED, by=m.group(), reach=reach, what="source", bare=True)

    def _withdrawn(self, sentence: Sentence, m: re.Match[str]) -> Caveat:
        """A report takes back that something was confirmed."""
        return Caveat(
            start=sentence.start + m.start(),
            end=sentence.start + m.end(),
            verification=Verification.UNVERIFIED,
            reach=(Span(sentence.start, sentence.end),),
            bare=True,
        )

    def _unchecked(self, text: Text, sentence: Sentence, words: str, said: Sequence[Attribution]) -> Caveat | None:
        taken_back = self._second.taken_back(words, text.text[sentence.end : sentence.end + 60])
        if taken_back:
            return self._withdrawn(sentence, taken_back)
        m = self._unverified.search(words)
        if m is None or (
            m.group("check") and self._questions.match(words[m.end() :]) and not self._behind.asked_how_many(words[m.end() :])
        ):
            return None
        start, end = clause_of(words, m)
        clause = words[start:end]
        who = self._by(text, sentence, m, said)
        at = sentence.start + m.start()
        others = any(w in self._words["possessives"] for w in re.findall(r"[a-z]+", clause.lower()))
        own = (() if others else in_own_words(said, sentence, at)) or with_speaker(said, text.text, at, bool(m.group("word")))
        if own:
            what, reach, bare = "source", own, False
        elif m.group("word") and self._behind.of_something_else(words[m.end() :], self._figures):
            what, reach, bare = "sentence", (Span(sentence.start, sentence.end),), True
        elif m.group("word") and self._said.behind_adjective(text, sentence, at, m.group("word")):
            what, reach, bare = "sentence", (Span(at, sentence.end),), True  # "there are unconfirmed reports of 30 dead"
        else:
            narrow = self._behind.without_means(clause, m.group("check") or m.group())
            what, reach, bare = self._reach(text, (sentence, narrow, sentence.start + start), who, said)
        topics = self._scope.topics(clause)
        if topics and not own and not self._said.has_figure(text, Span(sentence.start, sentence.end)):
            reach, what = self._scope.spoken_of(text, reach, topics, sentence.start + start, what)
        elif topics and what in ("report", "previous"):
            reach = self._scope.narrowed(text, reach, topics)
        if what == "report":
            reach = self._scope.of_places(text, reach, clause)
        if what in ("report", "previous", "both sides"):
            reach = self._scope.of_happenings(text, reach, clause)
        return Caveat(
            start=sentence.start + start,
            end=sentence.start + end,
            verification=Verification.UNVERIFIED,
            by=who,
            reach=reach,
            what=what,
            bare=bare,
        )

    def _by(self, text: Text, sentence: Sentence, m: re.Match[str], said: Sequence[Attribution]) -> str:
        """The capitalised subject of "could not verify"."""
        before = text.text[sentence.start : sentence.start + m.start()]
        found = self._subject.search(before)
        return found.group(1).strip() if found else ""

    def _reach(
        self, text: Text, where: tuple[Sentence, str, int], who: str, said: Sequence[Attribution]
    ) -> tuple[str, tuple[Span, ...], bool]:
        sentence, clause, start = where
        norms = re.findall(r"[\w']+", clause.lower())
        before = [a for a in said if cue_start(a) < sentence.end]
        if self._whole.search(clause):
            return "report", (Span(0, start), Span(sentence.end, len(text.text))), True
        named = self._scope.topics(clause) and ((norms[:2] == ["neither", "the"] and "nor" in norms) or self._sides.search(clause))
        if named and by_itself(text, sentence):
            return "report", contents(before), False  # "Neither the number of arrests nor the toll could be confirmed."
        sides = self._sides.search(clause)
        if sides and self._said.either(sides.group()) and (pair := figures_before(text, sentence, before)):
            return "both sides", pair, False  # "We had no means of checking either figure."
        if sides and not sides.group().lower().endswith(self._parties):
            return "both sides", of_two(text, (sentence, sides.group()), before, self._scope), False
        if sides and self._said.plain_claims(clause) and opens(text, sentence):
            claimed = [a for a in before if a.chain and a.chain[-1].kind is not SourceKind.DOCUMENT]
            return "report", contents(claimed), False  # "The claims from either side could not be confirmed."
        if sides and self._said.plain_claims(clause) and not in_paragraph(text, sentence, before, 2):
            return "report", contents(a for a in before if a.chain and a.chain[-1].kind is not SourceKind.DOCUMENT), False
        if sides:
            return "both sides", in_paragraph(text, sentence, before) or contents(before[-2:]), False
        if self._scope.of_somebody_else(clause, before):
            return "sentence", (Span(sentence.start, sentence.end),), False  # "could not confirm the accounts of his mother"
        owned = self._scope.owned(clause, before)
        counted = "how" in norms and bool(self._scope.topics(clause))  # "could not establish how many had been killed"
        plural = counted or any(w in self._words["plurals"] for w in norms) or self._of_many(text, sentence, norms)
        if owned:
            many = plural or any(w in self._words["tellings"] for w in norms)
            return "source", contents(owned if many else owned[-1:]), False
        if plural and self._scope.owner(clause):
            return "previous", in_paragraph(text, sentence, before) or contents(before[-1:]), False
        if norms[:1] == ["neither"] or norms[-1:] in (["neither"], ["either"]):
            told = in_paragraph(text, sentence, last_two(before)) or contents(before[-2:])
            return "previous", told or two_before(text, sentence), not told
        if plural and by_itself(text, sentence) and closes(text, sentence):
            return "report", (Span(0, start),), True  # "Caveat: we have not been able to verify these numbers."
        here = in_paragraph(text, sentence, before)
        if norms[:2] == ["none", "of"] and self._scope.topics(clause) and (opens(text, sentence) or not here):
            return "report", (Span(0, start), Span(sentence.end, len(text.text))), True  # "None of the crowd numbers can be checked."
        if (plural and any(w in self._words["here"] for w in norms)) or norms[:2] == ["none", "of"]:
            return "previous", here or contents(before[-2:]), False
        if plural and not any(w in self._words["possessives"] for w in norms):
            if who and who.lower() not in ("we", "which"):
                return "report", (Span(0, start),), True
            return "report", here if any(self._said.has_figure(text, s) for s in here) else contents(before), False
        if any(w in ("no", "without") for w in norms[:3]) and not any(w in self._words["singulars"] for w in norms):
            return "report", contents(before), False
        return self._single(text, where, before)

    def _of_many(self, text: Text, sentence: Sentence, norms: Sequence[str]) -> bool:
        """ "The numbers came from an agency, which could not verify them"."""
        words = re.findall(r"\w+", text.text[sentence.start : sentence.end].lower())
        return "them" in norms and any(w in self._words["plurals"] for w in words)

    def _single(self, text: Text, where: tuple[Sentence, str, int], before: Sequence[Attribution]) -> tuple[str, tuple[Span, ...], bool]:
        """ "that claim", "his assertion": the words in this sentence before the caveat, else those of the last speaker."""
        sentence, _, start = where
        many = any(w in self._words["plurals"] for w in re.findall(r"[\w']+", where[1].lower()))
        here = [s for a in before for s in a.content if sentence.start <= s.start < start - 1]
        if self._said.names_number(where[1]) and not any(self._said.has_figure(text, s) for s in here):
            here = []  # "many might be out of reach, she cautioned; the number could not be verified"
        if here and not many:
            return "sentence", tuple(here), True
        if not here and self._said.has_figure(text, Span(start, start + len(where[1]))) and opens(text, sentence):
            return "sentence", (Span(sentence.start, sentence.end),), True  # "There was no confirmation of the figure of 19 dead."
        earlier = [a for a in before if a.content and max(s.end for s in a.content) <= sentence.start]
        if here:
            earlier = [a for a in before if any(sentence.start <= s.start < start - 1 for s in a.content)]
        if not earlier:
            at = bisect_right(text.sentences, sentence.start, key=lambda s: s.start) - 2
            spans = (Span(sentence.start, sentence.end), *((Span(text.sentences[at].start, text.sentences[at].end),) if at >= 0 else ()))
            return "previous", spans, True
        beside = [a for a in earlier if sentence_of(text, a) == sentence_of(text, earlier[-1])]
        last = next((a for a in reversed(beside) if any(self._said.has_figure(text, s) for s in a.content)), earlier[-1])
        name = last.chain[-1].name if last.chain else ""
        if many:
            return "source", contents(a for a in before if a.chain and a.chain[-1].name == name), False
        same = [a for a in earlier if a.chain and a.chain[-1].name == name and abs(sentence_of(text, a) - sentence_of(text, last)) <= 1]
        return "source", contents(same or [last]), False


def verification_for(caveats: Sequence[Caveat], span: Span, chain: Sequence[Source] = ()) -> tuple[Verification, Span | None]:
    """Whether what stands at a span was checked, as the report says, and by which words."""
    for caveat in sorted(caveats, key=lambda c: (c.what == "report", c.start)) if caveats else ():
        if not chain and not caveat.bare:
            continue
        if any(reach.holds(span) or (reach.overlaps(span) and not reach.holds(Span(caveat.start, caveat.end))) for reach in caveat.reach):
            return caveat.verification, Span(caveat.start, caveat.end)
    return Verification.NONE, None
