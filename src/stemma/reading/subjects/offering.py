"""Whom or what an amount may be told of: the noun phrases around it, each with its signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from stemma.core.packs import Pack, read_tsv
from stemma.core.text import Sentence
from stemma.reading.looked import Looked
from stemma.reading.subjects.asking import Subject, key_of
from stemma.reading.subjects.case import Case
from stemma.reading.subjects.chunks import Phrase
from stemma.reading.subjects.noun_phrases import NounPhrases, words_of
from stemma.reading.subjects.phrases_told import PhrasesTold, past

_CLAUSE: Final = ",;:bshwQq-("
_FAR: Final = 8  # phrases before an amount in its own sentence
_AHEAD: Final = 5  # behind it
_ANYBODY: Final = "people"
_BACK: Final = 1  # sentences before
_EARLIER: Final = 7  # in the sentence before
_MOST: Final = 3  # words for people, and actors, of whom a report speaks most
_BETWEEN: Final = 4  # letters between a phrase and the amount that say how they stand to each other
_BEFORE_VERB: Final = ("behind=verb", "behind=be", "behind=would")


Spoken = tuple[Subject, Sentence, str]


class Candidate(NamedTuple):
    """One whom or what an amount may be told of."""

    subject: Subject
    signs: tuple[str, ...]


class Offering:
    """Finds candidates; built once from a pack."""

    def __init__(self, pack: Pack, told: PhrasesTold) -> None:
        self._told, self._phrases = told, NounPhrases(pack, told)
        self._adjective = {row[0]: row[2].split("|")[0] for row in read_tsv(pack.language, "countries.tsv") if row[2]}

    def offered(self, case: Case, found: Subject, told: Sequence[Spoken]) -> list[Candidate]:
        """All candidates of an amount, the rules' answer first, then those told of before."""
        sentence = case.sentence
        offered: list[Candidate] = []
        was = words_of(found.name)
        mention, looked = case.mention, case.looked
        rule = _rule(case, found)
        if found.name:
            head = found.name.rpartition(" ")[2].lower()
            signs = ["now", rule, f"kind={self._phrases.kind(head)}", f"noun={_like(found.name, mention.noun)}"]
            signs.append("now&bare" if not mention.noun else "now&noun")
            offered.append(Candidate(found, tuple(signs)))
        if sentence is None:
            return offered
        if mention.noun:
            head = mention.head
            signs = ["noun", f"now={_overlap(was, mention.noun)}", f"nounkind={self._phrases.kind(head)}", f"head={head}", rule]
            offered.append(Candidate(Subject(mention.noun), tuple(signs)))
        if mention.of_start >= 0:
            base = looked.text.text[mention.of_start : mention.of_end]
            first, last = looked.text.token_at(mention.of_start), past(looked.text, mention.of_end)
            name = self._told.words((first, last), looked) if last > first else base
            if name:
                offered.append(Candidate(Subject(name), ("base", f"now={_overlap(was, name)}", rule)))
        for at, (subject, where, _) in enumerate(reversed(told)):
            if subject.name:
                near = "same" if where == sentence else "paragraph" if where.paragraph == sentence.paragraph else "far"
                head = subject.name.rpartition(" ")[2].lower()
                signs = [f"told{at}", f"told={near}", f"now={_overlap(was, subject.name)}", f"kind={self._phrases.kind(head)}", rule]
                signs += [f"told{at}/{near}", "told&bare" if not mention.noun else "told&noun"]
                offered.append(Candidate(subject, tuple(signs)))
        if case.default:
            offered.append(Candidate(Subject(case.default), ("default", f"now={_overlap(was, case.default)}", rule)))
        self._from_sentences(case, was, rule, offered)
        self._of_report(case, was, rule, offered)
        return offered

    def kind_of(self, name: str) -> str:
        """What a name's last word is: a person, those who fight, victims, a thing."""
        return self._phrases.kind(name.rpartition(" ")[2].lower())

    def _of_report(self, case: Case, was: frozenset[str], rule: str, offered: list[Candidate]) -> None:
        """Of whom the report speaks most: its people, and those who act in it."""
        before = case.before
        if before.spoken is None:
            before.spoken = self._spoken(case.looked)
        sentence, looked = case.sentence, case.looked
        for subject, signs in before.spoken:
            more = [*signs, f"now={_overlap(was, subject.name)}", rule, f"noun={_like(subject.name, case.mention.noun)}"]
            more.append("report&bare" if not case.mention.noun else "report&noun")
            if subject.actor and sentence is not None:
                at = _heard(looked, subject.actor, case.mention.start)
                more.append("heard=here" if at >= sentence.start else "heard=before" if at >= 0 else "heard=not")
                if at >= 0 and any(s.start <= at < s.end for s in looked.speakers):
                    more.append("heard=speaker")
            offered.append(Candidate(subject, tuple(more)))

    def _spoken(self, looked: Looked) -> tuple[tuple[Subject, tuple[str, ...]], ...]:
        """The words for people and the actors that a report uses most."""
        words = looked.text.words
        people = [(len(at), w) for w, at in words.items() if w in self._phrases.people and len(at) > 1]
        people.sort(key=lambda p: (-p[0], p[1]))
        found: list[tuple[Subject, tuple[str, ...]]] = []
        for rank, (_, word) in enumerate(people[:_MOST]):
            found.append((Subject(word), ("report=people", f"rank={rank}", f"report/{self._phrases.kind(word)}", f"head={word}")))
        counts: dict[str, int] = {}
        names: dict[str, tuple[str, str]] = {}
        for a in looked.acting:
            if a.kind in ("state", "group", "institution"):
                key = key_of(a) or a.name
                counts[key] = counts.get(key, 0) + 1
                names.setdefault(key, (a.name, a.kind))
        for rank, key in enumerate(sorted(counts, key=lambda k: -counts[k])[:_MOST]):
            name, kind = names[key]
            found.append(
                (
                    Subject(name, "" if key == name else key),
                    ("report=actor", f"rank={rank}", f"report={kind}", f"report={kind}{min(2, rank)}"),
                )
            )
        return tuple(found)

    def _from_sentences(self, case: Case, was: frozenset[str], rule: str, offered: list[Candidate]) -> None:
        looked, sentence, mention = case.looked, case.sentence, case.mention
        if sentence is None:
            return
        here = self._kept(sentence, looked, case.before.phrases)
        text, tags = looked.text, looked.scene.tags
        first, last = text.token_at(mention.start), past(text, mention.end)
        end = past(text, mention.noun_end) if mention.noun else last
        before = [p for p in here if p.chunk.last <= first]
        own = [p for p in here if p.chunk.first < end and first < p.chunk.last]
        after = [p for p in here if p.chunk.first >= end]
        subject_seen, bare = False, _bareness(case)
        for at, p in enumerate(reversed(before[-_FAR:])):
            between = tags[p.chunk.last : first]
            signs = ["where=before", f"far={min(4, at)}", f"breaks={min(2, sum(c in _CLAUSE for c in between))}"]
            if len(between) <= _BETWEEN:
                signs.append(f"between={between}")
            if len(between) == 1 or (len(between) < 4 and between[:1] in "pPoT"):
                signs.append(f"link={looked.scene.norm(p.chunk.last)}")
            if not subject_seen and p.signs[1] in _BEFORE_VERB:
                signs.append("nearest-subject")
                subject_seen = True
            self._add(p, signs, was, rule, case, bare, offered)
        for p in own:
            self._add(p, ["where=own"], was, rule, case, bare, offered)
        for at, p in enumerate(after[:_AHEAD]):
            between = tags[end : p.chunk.first]
            signs = ["where=after", f"ahead={min(3, at)}", f"breaks={min(2, sum(c in _CLAUSE for c in between))}"]
            if len(between) <= _BETWEEN:
                signs.append(f"after={between}")
            if between:
                signs.append(f"next={looked.scene.norm(end)}")
            self._add(p, signs, was, rule, case, bare, offered)
        earlier = text.sentence_before(sentence)
        back = 0
        while earlier is not None and sentence.paragraph - earlier.paragraph <= 1 and back < _BACK:
            near = ("near" if earlier.paragraph == sentence.paragraph else "above") + str(back)
            for at, p in enumerate(self._kept(earlier, looked, case.before.phrases)[: _EARLIER if not back else _EARLIER // 2]):
                self._add(p, [f"where={near}", f"place={min(3, at)}"], was, rule, case, bare, offered)
            earlier, back = text.sentence_before(earlier), back + 1

    def _add(self, p: Phrase, signs: list[str], was: frozenset[str], rule: str, case: Case, bare: str, offered: list[Candidate]) -> None:
        if "place" in p.signs and case.default == _ANYBODY and not (case.measure is not None and case.measure.table.get("holder")):
            return  # people are no street
        where = signs[0]
        noun = case.mention.noun
        bare = f"{where}/{bare}"
        role, kind, joined = p.joins
        signs += (f"now={_alike(was, p.words)}", rule, f"{where}/{role}", f"{where}/{kind}", f"{where}/{joined}")
        signs += (bare, f"{bare}/{kind}", f"{bare}/{role}", f"noun={_alike(words_of(noun), p.words) if noun else 'none'}")
        if p.counted:
            signs += (f"{bare}/counted", f"{where}/counted/{kind}")
        if p.speaks:
            signs.append(f"{where}/speaker")
        offered.append(Candidate(Subject(p.name, p.actor), (*signs, *p.signs)))
        if not noun or not p.actor or case.mention.amount.unit not in ("persons", "count"):
            return
        country = p.actor.partition(".")[0]
        adjective = self._adjective.get(country, "") if len(country) == 2 else ""
        if adjective and adjective not in noun:
            offered.append(Candidate(Subject(f"{adjective} {noun}", p.actor), ("joint", *signs)))

    def _kept(self, sentence: Sentence, looked: Looked, kept: dict[int, tuple[Phrase, ...]]) -> tuple[Phrase, ...]:
        found = kept.get(sentence.first)
        if found is None:
            found = kept[sentence.first] = self._phrases.of(sentence, looked)
        return found


def _heard(looked: Looked, actor: str, before: int) -> int:
    """Where an actor is last named before an offset, -1 where it is not."""
    for named in reversed(looked.acting):
        if key_of(named) == actor and named.start < before:
            return named.start
    return -1


def kinds_of(case: Case) -> tuple[str, str]:
    """By what candidates are weighed: the kind of measure (people befallen, things, money, a share, a length of time), and the measure."""
    measure = case.measured.measure
    return _kind(case), f"={'count' if measure.startswith('count:') else measure}"


def _kind(case: Case) -> str:
    mention, measure = case.mention, case.measure
    if mention.form == "age":
        return "age"
    if mention.duration:
        return "time"
    if mention.amount.unit == "percent":
        return "share"
    if mention.form == "money" or (measure is not None and measure.dimension == "money"):
        return "money"
    if measure is None:
        return "count" if mention.noun else f"bare.{mention.amount.unit}" if mention.amount.unit in ("count", "persons") else "unit"
    return f"{measure.table.get('role', 'self')}.{measure.dimension}"


def _bareness(case: Case) -> str:
    """Whether an amount stands without a noun, and whether it is what its clause speaks of: "Two have not been found"."""
    mention, looked = case.mention, case.looked
    if mention.noun:
        return "noun"
    at = past(looked.text, mention.end)
    tags = looked.scene.tags[at : at + 1]
    first = looked.text.token_at(mention.start)
    opens = case.sentence is None or first == case.sentence.first or looked.scene.tags[first - 1] in _CLAUSE + "c"
    return "subject" if opens and tags and tags in "xBVvu" else "of" if tags == "o" else "opens" if opens else "bare"


def _rule(case: Case, found: Subject) -> str:
    """Of what sort the answer of the rules is."""
    if not found.name:
        return "rule=none"
    if found.name == case.default:
        return "rule=default"
    return "rule=actor" if found.actor else "rule=words"


def _overlap(was: frozenset[str], name: str) -> str:
    return _alike(was, words_of(name))


def _alike(was: frozenset[str], words: frozenset[str]) -> str:
    """How two names share their words."""
    if was == words:
        return "same"
    if not was or not words:
        return "none"
    return "other" if was.isdisjoint(words) else "some"


def _like(name: str, noun: str) -> str:
    return _overlap(words_of(noun), name) if noun else "none"
