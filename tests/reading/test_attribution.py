"""Who says so: sources, cues, contents and chains in marked-up sentences.

In a sentence, [ ] marks the source, < > the cue, { } the words that are the source's.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.core.packs import Pack, load_pack
from stemma.core.text import segment
from stemma.core.types import Mark, Report, SourceKind, Span
from stemma.reading.reader import Reader
from stemma.reading.saying.actors import ActorFinder
from stemma.reading.saying.attribution import Attribution, AttributionFinder
from stemma.reading.saying.cues import forms


class Finder:
    """Actors and attributions of a text in one call."""

    def __init__(self, pack: Pack) -> None:
        self.actors = ActorFinder(pack)
        self.attributions = AttributionFinder(pack)

    def __call__(self, text: str, credits: tuple[str, ...] = (), outlet: str = "") -> list[Attribution]:
        cut = segment(text)
        return self.attributions.find(cut, self.actors.find(cut), credits, outlet)

    def chain(self, text: str, words: str, credits: tuple[str, ...] = (), outlet: str = "") -> list[str]:
        at = text.index(words)
        found = self(text, credits, outlet)
        return [s.name for s in self.attributions.chains.behind(found, Span(at, at + len(words)))[0]]


@pytest.fixture(scope="module")
def find() -> Finder:
    return Finder(load_pack())


def unmark(marked: str) -> tuple[str, str, str, str]:
    """The bare sentence, and the marked source, cue and content."""
    parts = {k: " ".join(re.findall(p, marked)) for k, p in (("s", r"\[([^]]*)\]"), ("c", r"<([^>]*)>"), ("x", r"\{([^}]*)\}"))}
    return re.sub(r"[\[\]<>{}]", "", marked), parts["s"], parts["c"], parts["x"]


@pytest.mark.parametrize(
    "marked",
    [
        "[The water ministry] <said> {that two dams had broken}.",
        "{The line is holding}, <said> [the brigade commander].",
        "{The plant}, [officials] <say>, {lost power twice}.",
        "<According to> [aid workers], {300 tents arrived}.",
        "{Some 300 tents arrived}, <according to> [aid workers].",
        "{Two bridges were hit}, [the governor] <wrote> on Telegram on Monday.",
        "[The mayor] <told> reporters {that 40 people were missing}.",
        '{"We have no water,"} <said> [Ana Duarte, a nurse].',
        "[Ana Duarte, a nurse at the clinic,] <said> {12 children had died}.",
        "[The rebels] <claimed> {that they had shot down two helicopters}.",
        "[The army] <acknowledged> {the loss of 14 tanks}.",
        "[The health ministry] <put> {the toll at 61}.",
        "<By the count of> [the Halden Institute], {19 villages have fallen}.",
        "[Exit polls] <suggest> {the party won 41% of the vote}.",
        "[Satellite images] <show> {at least 60 damaged houses}.",
        "[A source close to the talks] <spoke of> {3,000 prisoners}.",
        "{More than 70 were hurt}, [residents interviewed] <said>.",
    ],
)
def test_the_shapes_of_attribution(find: Finder, marked: str) -> None:
    text, source, cue, content = unmark(marked)
    found = [a for a in find(text) if a.kind == "said"]
    assert found, text
    first = found[0]
    assert " ".join(text[s.start : s.end] for s in first.source) == source
    assert " ".join(text[s.start : s.end] for s in first.cue) == cue
    assert " ".join(text[s.start : s.end] for s in first.content) == content


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("Corvin Press, citing the interior ministry, said 30 were held.", "30", ["Corvin Press", "interior ministry"]),
        ("A senior officer told Reuters that 900 men had arrived.", "900", ["Reuters", "senior officer"]),
        ("The site Dawnline reports 12 deaths, quoting the mayor.", "12", ["Dawnline", "mayor"]),
        ("The governor said his deputy had told him that 14 boats sank.", "14", ["governor", "governor: deputy"]),
        ("Dawnline Daily reported that 21 were killed, according to the prosecutor.", "21", ["Dawnline Daily", "prosecutor"]),
        ("His claim that 40 men deserted stunned the town.", "40", []),
        ("The army's claim that 40 men deserted stunned the town.", "40", ["army"]),
        ("Reports that 40 men deserted stunned the town.", "40", ["reports"]),
        ("The town has reportedly lost 40 houses.", "40", ["reportedly"]),
        ("The toll given by the clinic stood at 62 on Monday.", "62", ["clinic"]),
        ("The official count of the dead stands at 205.", "205", ["official count"]),
        ("The army plans to send 500 men.", "500", []),
        ("President Ana Duarte plans to send 500 tents.", "500", ["Ana Duarte"]),
        ("The war has claimed 5,000 lives.", "5,000", []),
        ("The rescuers found 12 bodies.", "12", []),
        ("Our correspondent counted 14 burnt cars.", "14", []),
    ],
)
def test_chains(find: Finder, text: str, words: str, chain: list[str]) -> None:
    assert find.chain(text, words) == chain


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("A senior army source spoke by phone. The source said that 12 tanks were lost.", "12", "source"),
        ("The mayor said the dam broke. He added that 40 cows drowned.", "40", "mayor"),
        ("The Delta Institute says the river rose. It expects 3 metres more.", "3", "Delta Institute"),
        ("Prosecutors opened a case, they said. They now count 90 dead.", "90", "Prosecutors"),
        ("Nine people drowned, The Daily Kestrel reports. Another 35 were hurt, the paper says.", "35", "Daily Kestrel"),
        ("The Relief Committee presents its condolences and tells the public that 12 barns burned.", "12", "Relief Committee"),
        ("The Quill Gazette reported a fire. The newspaper said 12 barns burned.", "12", "Quill Gazette"),
        ("The clinic said doctors were tired. By its own count, 60 had been treated.", "60", "clinic"),
        ("President Ana Duarte spoke, she said, for all. By her government's reckoning 12 towns are lost.", "12", "Ana Duarte: government"),
    ],
)
def test_words_that_point_back(find: Finder, text: str, words: str, speaker: str) -> None:
    chain = find.chain(text, words)
    assert chain, text
    assert speaker in chain[-1] or chain[-1] == speaker


def test_bare_sentences_between_two_of_one_speaker_are_carried(find: Finder) -> None:
    text = "A police source said the bank was empty. Some 14 men were inside at noon. The source added that shots were heard."
    found = find(text)
    at = text.index("14")
    chain, governing = find.attributions.chains.behind(found, Span(at, at + 2))
    assert [s.name for s in chain] == ["police source"]
    assert governing is not None
    assert governing.carried
    assert governing.certainty < 1


def test_a_bare_sentence_before_another_speaker_is_not_carried(find: Finder) -> None:
    text = "A police source said the bank was empty. Some 14 men were inside at noon. The mayor wants answers."
    assert find.chain(text, "14") == []


def test_what_rests_on_the_sentence_before_is_carried(find: Finder) -> None:
    text = "At least 90 people drowned, the coast guard said. All but three of them were fishermen, 87 in all."
    assert find.chain(text, "87") == ["coast guard"]


def test_a_quotation_runs_on_behind_its_speaker(find: Finder) -> None:
    text = '"We are leaving," the driver said. "There are 60 of us."'
    assert find.chain(text, "60") == ["driver"]


def test_a_credit_in_the_dateline_is_the_outermost_speaker(find: Finder) -> None:
    text = "LIMA (Andes Wire) - Some 40 people drowned, the mayor said."
    assert find.chain(text, "40", credits=("Andes Wire",)) == ["Andes Wire", "mayor"]


def test_the_outlet_itself_is_left_out(find: Finder) -> None:
    text = "An officer told the Courier that 40 men had left."
    assert find.chain(text, "40", outlet="The Ferry Courier") == ["officer"]
    assert find.chain("Outlet: The Ferry Courier\n\n" + text, "40") == ["officer"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not comment on the 40 dead.",
        "Police declined to say whether 40 had died.",
        "The army has not confirmed the 40 losses.",
    ],
)
def test_saying_nothing_is_no_source(find: Finder, text: str) -> None:
    found = find(text)
    assert any(a.kind == "negative" for a in found)
    at = text.index("40")
    assert find.attributions.chains.behind(found, Span(at, at + 2))[0] == ()


def test_unnamed_speakers_are_told_from_named(find: Finder) -> None:
    kinds = {
        "A senior officer who spoke on condition of anonymity said 40 men had left.": SourceKind.UNNAMED,
        "Ana Duarte, a nurse, said 40 men had left.": SourceKind.PERSON,
        "The mayor said 40 men had left.": SourceKind.ROLE,
        "The defence ministry said 40 men had left.": SourceKind.INSTITUTION,
        "Reuters reported that 40 men had left.": SourceKind.OUTLET,
        "Witnesses said 40 men had left.": SourceKind.CROWD,
        "A leaked memo says 40 men had left.": SourceKind.DOCUMENT,
    }
    got = {text: find.attributions.chains.behind(find(text), Span(text.index("40"), text.index("40") + 2))[0][-1].kind for text in kinds}
    assert got == kinds


@pytest.mark.parametrize("name", ["Vale Press International", "Tarn News Agency", "Ostrey Broadcasting Corporation"])
def test_an_outlet_is_known_by_its_name(find: Finder, name: str) -> None:
    (found,) = find(f"At least 91 people were killed on Sunday, {name} says.")
    assert (found.chain[-1].name, found.chain[-1].kind) == (name, SourceKind.OUTLET)


def test_outlets_are_credited(find: Finder) -> None:
    text = "An officer told Reuters that 40 men had left. The Quill Gazette could not verify that. It was a cold day (AP)."
    cut = segment(text)
    actors = find.actors.find(cut)
    assert find.attributions.chains.outlets_credited(cut, actors, find.attributions.find(cut, actors)) == (
        "Reuters",
        "The Quill Gazette",
        "Associated Press",
    )


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("In a day 40 people died, the ministry said; 90 were in hospital.", "90", ["ministry"]),
        ("The hall has 40 beds; half of them are taken, its matron said.", "40", ["matron"]),
        ("The fever has taken 40 lives, going by the tally that the government keeps.", "40", ["government"]),
        ("By the count the union keeps 40 people came.", "40", ["union"]),
        ("The toll that the ministry gave was 40.", "40", ["ministry"]),
        ("Those who organised the march say 40 people came.", "40", ["organisers"]),
        ("A man who drove the bus said that 40 people had died.", "40", ["man"]),
        ("An officer who was not allowed to speak to the press said that 40 were hurt.", "40", ["officer"]),
        ("A doctor said 30 had died. If rain returns, he warned, the country could count 40 cases.", "40", ["doctor"]),
        ("The police, for their part, report 40 wounded officers.", "40", ["police"]),
        ("The police saw 40 marchers.", "40", ["police"]),
        ("The hospital admits 40 patients a day.", "40", []),
        ("The clinic takes 40 patients a day, according to one of its nurses.", "40", ["nurse"]),
        ("In Jena a nurse, unnamed, said that 40 people had come.", "40", ["nurse"]),
        ("At the gate 40 came, if one believes the police.", "40", ["police"]),
        ("Bakers blocked the road. They demand 40 crowns.", "40", ["Bakers"]),
        ("The mayor spoke of rain. The bakers are unmoved; they insist on 40 crowns.", "40", ["bakers"]),
        ("The bank said rates fell. The Weavers' Guild disagreed. It said 40 looms stood idle.", "40", ["Weavers' Guild"]),
        ("The port said it was open. Its director, Ana Ruiz, expects 40 ships.", "40", ["Ana Ruiz"]),
        ("The ministry said 30 died. It put the injured at 35. In the last week 40 fell ill.", "40", ["ministry"]),
        ("The envoy, Ana Ruiz, rejected a claim by rebels that 40 had died.", "40", ["Ana Ruiz"]),
        ("Over 40 people came, counters the guild.", "40", ["guild"]),
        ("Most telling is what the head of the clinic admits: 40 died.", "40", ["head of the clinic"]),
        ("An army officer, quoted by Reuters, put the number at 40.", "40", ["Reuters", "army officer"]),
        ("After critical reports 40 people left.", "40", []),
    ],
)
def test_speakers_of_harder_sentences(find: Finder, text: str, words: str, wanted: list[str]) -> None:
    assert [n.split(": ")[-1] for n in find.chain(text, words)] == wanted


def test_headers_bring_no_attributions(find: Finder) -> None:
    text = "Title: Mayor says 40 dead\n\nRain fell."
    cut = segment(text, (Mark(start=0, end=27, kind="header"),))
    assert find.attributions.find(cut, []) == []


def test_forms_of_verbs() -> None:
    assert [f for f, _ in forms("deny")] == ["deny", "denies", "denied", "denying"]
    assert [f for f, _ in forms("admit+")] == ["admit", "admits", "admitted", "admitting"]
    assert [f for f, _ in forms("declare")] == ["declare", "declares", "declared", "declaring"]


WORDS = [
    *("the", "mayor", "said", "that", "Reuters", "reported", ",", ".", "“", "”", '"', "40", "people", "according", "to", "his", "claim"),
    *("of", "a", "source", "citing", "ministry", "—", "(", ")", "who", "told", ":", ";", "\n\n"),
]


FOUND = Finder(load_pack(("conflict",)))


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_no_sentence_is_too_odd(text: str) -> None:
    found = FOUND(text)
    assert all(0 <= s.start <= s.end <= len(text) for a in found for s in (*a.source, *a.cue, *a.content))
    assert found == FOUND(text)


def test_an_outlet_is_no_source_of_its_own_by_its_initials_or_its_article() -> None:
    reader = Reader(load_pack())
    agency = "HANOI (RDA) - At least 179 people were killed, the disaster agency said."
    found = reader.read(Report(text=agency, outlet="Red Delta Agency", credits=("RDA",)))
    assert [s.name for c in found.claims for s in c.attribution] == ["disaster agency"]
    assert found.credits == ()
    article = "Last Saturday's article on the storm gave the first estimate of the damage as $16 billion."
    claims = reader.read(Report(text=article, outlet="Oakham Observer")).claims
    assert [(c.attribution, c.subject) for c in claims] == [((), "damage")]


def test_small_words_inside_foreign_names_are_part_of_them() -> None:
    text = "The dam, the 14 de Julho, collapsed. The civil defence of Rio Grande do Sul reports 85 deaths."
    (claim,) = Reader(load_pack()).read(Report(text=text)).claims
    assert [s.name for s in claim.attribution] == ["civil defence of Rio Grande do Sul"]
