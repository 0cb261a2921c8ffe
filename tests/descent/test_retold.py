"""Whether a family keeps its words: who has the words of an edit tells its parent, those of a report told in other words tell nothing."""

from __future__ import annotations

from itertools import pairwise

from tests.descent.test_nearness import WHOLE, matters, tied

from stemma.core.packs import Pack
from stemma.descent.nearness import keeps_words, nearness, words_kept

OTHERS = {"tanker": "vessel", "reef": "rocks", "cargo": "load", "heavy": "thick", "master": "captain", "later": "afterwards"}
OTHERS |= {"rowed": "pulled", "open": "small", "boom": "barrier", "slick": "film", "visible": "seen", "divers": "frogmen", "torn": "ripped"}


def reworded(sentences: list[str], *words: str) -> list[str]:
    """The sentences with other words in the place of some."""
    found = sentences
    for word in words:
        other = OTHERS[word]
        found = [s.replace(f" {word} ", f" {other} ").replace(f"{word.capitalize()} ", f"{other.capitalize()} ") for s in found]
    return found


def test_an_edit_keeps_the_words_of_the_one_text_from_which_it_was_taken(pack: Pack) -> None:
    edited = reworded(WHOLE, "tanker", "boom")
    sibling, parent, child = matters(pack, reworded(WHOLE, "reef", "divers"), WHOLE, edited)
    assert keeps_words(tied(pack, child, sibling, parent)) == 1.0


def test_a_blend_keeps_the_words_of_two(pack: Pack) -> None:
    other = [s.replace("tanker", "ferry").replace("oil", "sheep") + " Nobody in Orrin slept that night." for s in WHOLE]
    one, two, child = matters(pack, WHOLE, other, [*WHOLE[:3], *other[3:]])
    assert keeps_words(tied(pack, child, one, two)) == 1.0


def test_words_that_are_strewn_over_many_rewrites_tell_nothing(pack: Pack) -> None:
    words = list(OTHERS)
    rewrites = [reworded(WHOLE, *(w for w in words if w not in two)) for two in pairwise(words)]
    *others, child = matters(pack, *rewrites[:8:2], WHOLE)
    assert keeps_words(tied(pack, child, *others)) == 0.0


def test_one_number_holds_for_a_family_so_that_no_direction_gains_by_it(pack: Pack) -> None:
    one, two, three = matters(pack, WHOLE, reworded(WHOLE, "tanker"), reworded(WHOLE, "tanker", "boom", "slick"))
    ties = {m.id: tied(pack, m, *(o for o in (one, two, three) if o is not m)) for m in (one, two, three)}
    assert len(set(words_kept(ties).values())) == 1
    assert words_kept({one.id: []}) == {one.id: 1.0}


def test_where_words_are_not_kept_it_counts_for_nothing_that_a_sentence_stands_there_in_most_of_them(pack: Pack) -> None:
    parent, child = matters(pack, WHOLE, WHOLE[1:])
    kept, retold = (nearness(tied(pack, child, parent), words).counts() for words in (1.0, 0.0))
    assert kept["told"] == retold["told"] == kept["told_whole"] == 4.0
    assert retold["told_closely"] == retold["told_whole"] == kept["left_out_retold"] == 0.0
    assert retold["left_out_retold"] == retold["left_out"] == 1.0


def test_whose_the_story_is_is_no_matter_that_a_parent_could_lack(pack: Pack) -> None:
    parent, child = matters(pack, WHOLE, [*WHOLE, "The Sall Courier first reported the story."])
    assert nearness(tied(pack, child, parent)).counts()["own"] == 0.0
    assert nearness(tied(pack, parent, child)).counts()["left_out"] == 0.0
