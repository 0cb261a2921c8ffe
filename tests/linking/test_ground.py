"""The places of figures that no words of their own report place, ranked among what report and pile name."""

from collections.abc import Sequence
from dataclasses import replace

from stemma.core.packs import load_pack
from stemma.core.types import Claim, Extract, Report
from stemma.intake.plain import read_text
from stemma.linking.atlas import atlas_of, is_said
from stemma.linking.ground import Ranking, on_ground
from stemma.pipeline import in_order
from stemma.reading.reader import Reader

PACK = load_pack()
READER = Reader(PACK)

PROTEST = (
    "Title: Tens of thousands march in Batumi\n\nBatumi, in Georgia, saw a third night of protest. Police in Batumi used water cannon.\n\n"
    "Medics counted 43 injured.",
    "Title: Batumi: police clear the boulevard\n\nThe crowd came back. Some 20,000 people gathered; 120 were held in Batumi.",
    "Title: Third night in Batumi\n\nAn organiser spoke of 50,000 people. Police in Batumi put the crowd at 12,000.\n\nSome 43 were hurt.",
    "Title: Georgia's long nights\n\nGeorgia is on edge after nights of protest in Batumi. At least 51 protesters were injured.",
)
NATION = (
    "Title: Cholera in Zambia\n\nZambia has 3,015 cholera cases. In Lusaka 900 people were infected.\n\nThe ministry counted 128 deaths.",
    "Title: Zambia's outbreak\n\nCholera has killed 128 people in Zambia. The government of Zambia wants $4 million.",
    "Title: Cholera spreads across Zambia\n\nIn Kitwe, Zambia, 40 people fell ill, in Ndola 12. Across Zambia 140 deaths were counted.",
    "Title: Zambia counts its sick\n\nThe health ministry has 3,200 cases on its list, and 131 deaths.",
)


def reports(*texts: str, at: str = "Published: 2024-12-0{}\n\n") -> tuple[Report, ...]:
    done = []
    for n, text in enumerate(texts):
        head, _, body = text.partition("\n\n")
        done.append(read_text(f"{head}\n{at.format(n + 1)}{body}\n".encode(), f"{n}.txt"))
    return in_order(done)


def placed(*texts: str) -> list[Claim]:
    pile = reports(*texts)
    return [c for e in on_ground(pile, [READER.read(r) for r in pile], PACK) for c in e.claims]


def names(claims: Sequence[Claim], words: str) -> set[str]:
    found = {c.place.name if c.place is not None else "" for c in claims if words in c.text}
    assert found, f"no claim says {words}"
    return found


def test_a_figure_without_a_place_is_of_the_town_that_titles_and_texts_are_about() -> None:
    claims = placed(*PROTEST)
    for words in ("50,000", "12,000", "20,000", "43", "51"):
        assert names(claims, words) == {"Batumi"}


def test_it_is_of_the_country_where_the_pile_is_about_the_country() -> None:
    claims = placed(*NATION)
    assert names(claims, "$4 million") == names(claims, "3,200") == names(claims, "131") == {"Zambia"}
    assert names(claims, "900") == {"Lusaka"}


def test_what_words_of_the_report_place_stays() -> None:
    pile = reports(*PROTEST, "Title: Batumi and Poti\n\nIn Poti 7 people were detained. In Georgia 200 were detained.")
    read = [READER.read(r) for r in pile]
    before = [c for e in read for c in e.claims if is_said(c)]
    after = {c.id: c.place for e in on_ground(pile, read, PACK) for c in e.claims}
    assert before and all(after[c.id] == c.place for c in before)
    assert any(c.place is not None and c.place.name == "Poti" for c in before)


def test_a_number_that_another_report_places_is_placed_there() -> None:
    floods = (
        "Title: A state under water\n\nBrazil mourns. In Rio Grande do Sul 145 people were killed.",
        "Title: The rain goes on\n\nIn Rio Grande do Sul 145 people were killed. In Santa Catarina 5 people died.",
        "Title: Homes are gone\n\nThe storm has killed 145 people.",
    )
    assert names(placed(*floods), "145") == {"Rio Grande do Sul"}


def test_a_report_of_another_country_is_not_moved_into_the_pile() -> None:
    claims = placed(*PROTEST, "Title: Blast in Lima\n\nA blast shook Lima, the capital of Peru.\n\nMedics treated 77 injured.")
    assert names(claims, "77") <= {"Lima", "Peru"}


def test_a_report_that_names_no_place_is_of_what_its_pile_is_about() -> None:
    claims = placed(*PROTEST, "Title: Night of batons\n\nMedics treated 88 injured.")
    assert names(claims, "88") == {"Batumi"}


def test_one_report_alone_is_ranked_too_and_a_report_without_places_stays_as_it_is() -> None:
    assert names(placed(PROTEST[0]), "43") == {"Batumi"}
    bare = reports("Title: A long night\n\nMedics treated 88 injured.")
    read = [READER.read(r) for r in bare]
    assert on_ground(bare, read, PACK) == tuple(read)


def test_a_moved_figure_says_why() -> None:
    pile = reports(*PROTEST, "Title: Night of batons\n\nMedics treated 88 injured.")
    read = [READER.read(r) for r in pile]
    before = {c.id: c.place for e in read for c in e.claims}
    moved = [c for e in on_ground(pile, read, PACK) for c in e.claims if c.place != before[c.id]]
    assert moved
    for claim in moved:
        why = claim.reasons[-1]
        assert why.rule == "link.place-ranked" and why.detail.startswith(f"of {claim.place.name if claim.place else ''} rather than ")
        assert why.weight > 0 and ": " in why.detail


def test_the_order_of_the_reports_does_not_matter() -> None:
    pile = reports(*PROTEST)
    read = [READER.read(r) for r in pile]
    there = {e.report: e for e in on_ground(pile, read, PACK)}
    back = {e.report: e for e in on_ground(pile[::-1], read[::-1], PACK)}
    assert there == back


def test_the_waterfall_of_signs_adds_up_to_the_points() -> None:
    pile = reports(*PROTEST)
    read = [READER.read(r) for r in pile]
    atlas = atlas_of(pile, read)
    table = PACK.tables["ground"]
    ranking = Ranking(atlas, table)
    for extract in read:
        page = atlas.pages[extract.report]
        for claim in extract.claims:
            asked = ranking.finder.asked(claim, page, [])
            for points, id in ranking.ranked(asked, page):
                signs = ranking.signs(id, asked, page)
                assert abs(points - sum(table["weights"].get(name, 0.0) * value for name, value in signs.items())) < 1e-9


def test_names_are_counted_as_words_of_their_own_and_in_the_words_of_the_reports() -> None:
    text = "Title: Izium\n\nIn the Kharkiv region 5 villages fell. Iziumians fled Izium; 300 died in the Kharkiv region of Ukraine."
    pile = reports(text)
    read = [READER.read(r) for r in pile]
    atlas = atlas_of(pile, read)
    seen = {atlas.places[id].name: s for id, s in atlas.pages[pile[0].id].seen.items()}
    assert len(seen["Kharkiv Oblast"].at) == 2
    assert "Izium" not in seen or len(seen["Izium"].at) == 1


def test_an_empty_pile_and_one_without_claims() -> None:
    assert on_ground((), (), PACK) == ()
    pile = reports("Title: Nothing\n\nNothing happened.")
    assert on_ground(pile, [Extract(report=pile[0].id)], PACK) == (Extract(report=pile[0].id),)


def test_an_event_without_a_place_is_placed_too() -> None:
    pile = reports(*PROTEST)
    read = [READER.read(r) for r in pile]
    open_ones = [replace(e, events=tuple(replace(v, place=None) for v in e.events)) for e in read]
    events = [v for e in on_ground(pile, open_ones, PACK) for v in e.events]
    assert all(v.place is not None for v in events)


RAIDS = (
    "Title: India strikes across the border\n\nIndia fired missiles at Pakistan before dawn."
    " Pakistan said Indian missiles had killed 26 civilians.\n\nIndia said 15 of its villagers were killed in India by Pakistani shells.",
    "Title: India and Pakistan trade fire\n\nIn Pakistan 31 people died, and 16 in India. Pakistan says 121 were hurt by Indian fire.",
    "Title: India names its targets\n\nIn India 16 people died. India said nine camps in Pakistan were hit.",
)


def test_where_two_countries_are_told_of_the_dead_are_with_the_one_that_tells_of_them() -> None:
    claims = placed(*RAIDS)
    assert names(claims, "26") == names(claims, "121") == {"Pakistan"}
    assert names(claims, "15") == {"India"}


WAR = (
    "Title: Ukraine's dead\n\nRussia has lost over 100,000 men in Ukraine since the invasion began. Shells fell on Izium in Ukraine."
    " Of its soldiers 9,000 were killed, General Brown told an audience in Chicago.",
    "Title: War in Ukraine\n\nIn Ukraine 9,500 soldiers were killed. Ukraine counts 40,000 dead civilians. In Izium 40 people died.",
    "Title: Ukraine counts\n\nUkraine says 9,000 of its soldiers were killed. Across Ukraine 30 towns have no power.",
)


def test_where_a_speaker_stood_is_weighed_against_what_the_pile_is_about() -> None:
    claims = placed(*WAR)
    assert names(claims, "9,000") == {"Ukraine"}
    assert names(claims, "40 people") == {"Izium"}
