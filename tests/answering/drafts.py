"""What every draft with planted mistakes, and every clean one, must show when it is checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from stemma.answering.checking import Checked

Mistaken = Sequence[tuple[str, str, Collection[str]]]  # a sentence, the number that is wrong in it, the verdicts that say so


def finds_nine_of_ten(mistaken: Mistaken, checked: Callable[[str], Sequence[Checked]]) -> None:
    """Of ten mistakes in one draft at least nine are told by a verdict that fits."""
    found = checked("\n\n".join(sentence for sentence, _, _ in mistaken) + "\n")
    caught = [number for _, number, verdicts in mistaken if any(c.verdict in verdicts and number in c.text for c in found)]
    assert len(mistaken) == 10 and len(caught) >= 9, [(c.text, c.verdict, c.told) for c in found]


def raises_no_alarm(found: Sequence[Checked]) -> None:
    """A draft that says what the ledger holds has figures, and none of them is wrong."""
    assert len(found) >= 8
    assert [(c.text, c.verdict, c.told) for c in found if not c.quiet] == []
