"""What could not be verified, what was seen, and how far the words reach."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Span, Verification
from stemma.reading.checking.finder import CheckFinder, verification_for
from stemma.reading.saying.actors import ActorFinder
from stemma.reading.saying.attribution import AttributionFinder

PACK = load_pack()
ACTORS, ATTRIBUTIONS, CHECKS = ActorFinder(PACK), AttributionFinder(PACK), CheckFinder(PACK)


def checked(text: str, words: str) -> Verification:
    cut = segment(text)
    found = ATTRIBUTIONS.find(cut, ACTORS.find(cut))
    span = Span(text.index(words), text.index(words) + len(words))
    return verification_for(CHECKS.find(cut, found), span, ATTRIBUTIONS.chains.behind(found, span)[0])[0]


SAID = "The rebels said they had killed 60 soldiers."


@pytest.mark.parametrize(
    "caveat",
    [
        "The figures could not be independently verified.",
        "The claim cannot be checked.",
        "Reuters could not verify the figures.",
        "Reuters was not able to confirm the numbers.",
        "That could not be confirmed.",
        "It was impossible to validate their assertion.",
        "None of these numbers could be verified.",
        "No independent confirmation is available.",
        "The report is unconfirmed.",
        "Claims from either side could not be verified.",
        "There was no way of checking the boast.",
        "None of these figures can be tested by journalists.",
    ],
)
def test_caveats_reach_back(caveat: str) -> None:
    assert checked(f"{SAID} {caveat}", "60") is Verification.UNVERIFIED


def test_a_caveat_on_one_claim_leaves_the_others() -> None:
    text = f"The mayor said 12 shops had burned.\n\nRain fell all day.\n\n{SAID} That claim could not be verified."
    assert checked(text, "12") is Verification.NONE
    assert checked(text, "60") is Verification.UNVERIFIED


def test_an_agency_that_could_not_check_reaches_over_all_before() -> None:
    text = f"{SAID}\n\nThe army lost 14 tanks.\n\nReuters could not verify the numbers.\n\nThe town has 900 houses."
    assert checked(text, "14") is Verification.UNVERIFIED
    assert checked(text, "900") is Verification.NONE


def test_a_paragraph_of_its_own_is_enough_for_these_figures() -> None:
    text = f"The mayor said 12 shops had burned.\n\n{SAID} The army spoke of 9. None of these figures can be verified."
    assert checked(text, "12") is Verification.NONE
    assert checked(text, "60") is Verification.UNVERIFIED
    assert checked(text, "9.") is Verification.UNVERIFIED


def test_a_caveat_in_the_same_sentence() -> None:
    assert checked("The rebels said they had killed 60 soldiers, a claim that could not be verified.", "60") is Verification.UNVERIFIED


def test_what_the_reporter_saw_is_confirmed() -> None:
    assert checked("In the yard our correspondent counted 14 burnt cars.", "14") is Verification.CONFIRMED
    assert checked("The hall holds 85 beds, as this reporter saw.", "85") is Verification.CONFIRMED


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said 60 shops had burned.",
        "The rebels said 60 died. Reuters could not establish who fired.",
        "The rebels said 60 died. The army did not confirm whether it had fired.",
    ],
)
def test_no_caveat(text: str) -> None:
    assert checked(text, "60") is Verification.NONE


def test_the_words_of_the_caveat_are_given() -> None:
    text = f"{SAID} The figures could not be verified."
    cut = segment(text)
    found = CHECKS.find(cut, ATTRIBUTIONS.find(cut, ACTORS.find(cut)))
    assert [text[c.start : c.end] for c in found] == ["The figures could not be verified."]


ARRESTS = "The governor said 310 people had been arrested, 90 of them at night. Nurses counted 45 wounded. The fair drew 7,000 visitors."


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("310", "unverified"), ("90", "unverified"), ("45", "unverified"), ("7,000", "none")],
)
def test_a_caveat_on_arrests_and_injuries_leaves_the_rest(words: str, wanted: str) -> None:
    text = f"{ARRESTS} Reuters could not independently verify the numbers of arrested and injured."
    assert checked(text, words) is Verification(wanted)


def test_a_caveat_on_one_speakers_figures_leaves_the_others() -> None:
    text = "The council said 12 barns had burned. The farmers' union spoke of 30. We were not able to check the union's lists."
    assert checked(text, "30") is Verification.UNVERIFIED
    assert checked(text, "12") is Verification.NONE


def test_his_numbers_are_all_that_he_said() -> None:
    text = "The mayor said 12 shops had burned. He said 4 people died. Reuters could not verify his numbers."
    assert checked(text, "12") is Verification.UNVERIFIED
    assert checked(text, "4 people") is Verification.UNVERIFIED


def test_nobody_could_check_the_figures_before() -> None:
    text = "The mayor said 12 shops had burned. Nobody has been able to check those figures."
    assert checked(text, "12") is Verification.UNVERIFIED


def test_a_confirmation_that_is_taken_back() -> None:
    text = "The count of 80 dead is the mayor's; we wrote that it had been confirmed, and it has not."
    assert checked(text, "80") is Verification.UNVERIFIED


@pytest.mark.parametrize(
    "caveat", ["The ministry has confirmed his numbers.", "The police later confirmed the figure.", "The army has confirmed that."]
)
def test_another_party_confirms(caveat: str) -> None:
    assert checked(f"A doctor said 60 people had died. {caveat}", "60") is Verification.CONFIRMED


@pytest.mark.parametrize(
    "caveat",
    [
        "The ministry has not confirmed his numbers.",
        "The doctor has confirmed the figure.",
        "The ministry has confirmed the number of beds.",
    ],
)
def test_nobody_else_confirms(caveat: str) -> None:
    assert checked(f"A doctor said 60 people had died. {caveat}", "60") is not Verification.CONFIRMED


def test_who_confirms_is_named() -> None:
    assert checked("The human rights observatory has verified 60 deaths.", "60") is Verification.CONFIRMED
    assert checked("The health ministry has confirmed 60 deaths.", "60") is Verification.CONFIRMED
    assert checked("The health ministry has confirmed that 60 people died.", "60") is Verification.CONFIRMED
    assert checked("Some 60 people died, as the hospital has confirmed.", "60") is Verification.CONFIRMED
    assert checked("Some 60 people died, a source in the ministry has confirmed.", "60") is Verification.NONE
    assert checked("The health ministry has not confirmed 60 deaths.", "60") is not Verification.CONFIRMED


def test_cases_proved_in_a_laboratory_are_no_caveat() -> None:
    assert checked("The mayor spoke of 60 cases; a laboratory had by no means confirmed them all.", "60") is Verification.NONE


def test_a_caveat_on_one_countrys_tolls_leaves_the_others() -> None:
    text = (
        "The vice-president of Turkey said that 5,894 people had died there.\n\nIn Syria the health ministry reported 812 deaths.\n\n"
        "The magnitude was 7.8, the survey said. Orrin was unable to verify the Syrian tolls."
    )
    assert checked(text, "812") is Verification.UNVERIFIED
    assert checked(text, "5,894") is Verification.NONE


def test_either_list_is_the_last_two() -> None:
    text = (
        "The rescuers said that 1,730 people had died in the north.\n\nThe ministry speaks of 1,262 dead in the south. "
        "We were not able to check either list."
    )
    assert checked(text, "1,730") is Verification.UNVERIFIED
    assert checked(text, "1,262") is Verification.UNVERIFIED


def test_the_number_is_one_that_was_said() -> None:
    text = "Some 1,300 people are missing, the district said. Many may be out of reach, it cautioned; the number could not be verified."
    assert checked(text, "1,300") is Verification.UNVERIFIED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Our reporter on the quay by the old mill, 2 km from the bridge, counts 11 boats.", "11"),
        ("At Jena our own check found nine trains cancelled.", "nine"),
    ],
)
def test_the_outlets_own_counting_is_told_in_the_present_too(text: str, words: str) -> None:
    assert checked(text, words) is Verification.CONFIRMED


def test_either_side_where_one_has_spoken_reaches_the_report() -> None:
    text = f"{SAID}\n\nThe ministry said 7 guns had been lost. The Post was unable to verify the accounts of either side."
    assert checked(text, "60") is Verification.UNVERIFIED


def test_either_figure_speaks_of_the_two_before() -> None:
    text = (
        "The director says 150 patients come each day. Forty died, he says; a doctor believes it was 90. "
        "We had no means of checking either figure."
    )
    assert checked(text, "150") is Verification.NONE
    assert checked(text, "90") is Verification.UNVERIFIED


def test_somebody_who_said_nothing_takes_nothing_along() -> None:
    text = f"{SAID} The agency had not been able to corroborate the accounts of his mother."
    assert checked(text, "60") is Verification.NONE


def test_no_fewer_than_is_no_lack_of_checking() -> None:
    assert checked("The battle left no fewer than 700 dead, a tally since confirmed by doctors.", "700") is Verification.CONFIRMED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sappers told this newspaper that they had counted 87 mines.", "87 mines"),
        ("The police bought 16 loudspeakers, according to a letter that we have seen.", "16 loudspeakers"),
        ("We see the deficit at 34 percent next year.", "34 percent"),
        ("97 infections had been confirmed by 27 April, the clinic reports.", "97 infections"),
        ("A spokeswoman gave 275 cases. She confirmed that the week had brought 53 more.", "275 cases"),
        ("The group, which maps the war from geolocated video, reckons with 27 villages.", "27 villages"),
    ],
)
def test_what_is_no_sight_of_the_thing_itself(text: str, words: str) -> None:
    assert checked(text, words) is Verification.NONE


def test_the_last_of_two_inabilities_is_the_caveat() -> None:
    text = (
        "Velmia sent 59 tanks, a source said.\n\n"
        "The ministry did not immediately comment, and Corvane could not verify the numbers mentioned."
    )
    assert checked(text, "59 tanks") is Verification.UNVERIFIED


def test_neither_account_is_the_one_named_and_the_one_told() -> None:
    text = (
        "The ministry said 300 men had left. General Omar Weil said 950 had died.\n\n"
        "An officer rejected the ministry's version. He said 100 men were still there. Neither account could be checked."
    )
    assert [checked(text, w) for w in ("300 men", "950", "100 men")] == [
        Verification.UNVERIFIED,
        Verification.NONE,
        Verification.UNVERIFIED,
    ]


def test_either_estimate_speaks_of_those_who_gave_one() -> None:
    text = (
        "Some 275 people came, according to the Archive of Crowds.\n\n"
        "The Archive of Crowds said the truth could be higher. The ministry put it at 107 people. Corvane could not verify either estimate."
    )
    assert [checked(text, w) for w in ("275 people", "107 people")] == [Verification.UNVERIFIED] * 2


def test_his_figures_are_not_those_of_the_agency_that_doubts_them() -> None:
    text = "General Omar Weil said 364 tanks were lost.\n\nThe agency noted that his figures could not be confirmed."
    assert checked(text, "364 tanks") is Verification.UNVERIFIED


@pytest.mark.parametrize(
    "text",
    [
        "The army said, without providing evidence, that it had killed 30 fighters.",
        "The army said it had killed 30 fighters. It offered no evidence for the claim.",
        "The ministry spoke of 30 dead, pending confirmation.",
        "According to unverified reports, 30 people had died.",
        "There are unconfirmed reports of 30 dead.",
        "The union, citing unconfirmed reports, spoke of 30 dead.",
    ],
)
def test_without_evidence_and_unconfirmed_reports(text: str) -> None:
    assert checked(text, "30") is Verification.UNVERIFIED


@pytest.mark.parametrize(
    "text",
    [
        "The army said it had killed 30 fighters, a figure confirmed by the rebels.",
        "Satellite images support the claim that 30 houses were burnt.",
    ],
)
def test_a_figure_that_another_bears_out(text: str) -> None:
    assert checked(text, "30") is Verification.CONFIRMED
