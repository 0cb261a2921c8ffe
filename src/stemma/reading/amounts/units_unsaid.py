"""Units left unsaid: "40 million of the 90 million euros", "aged 34 and 61", "of 1,376 square miles only 800 are left"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from msgspec import structs

from stemma.core.text import Text
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.amounts.unit_words import UnitReader

_MEASURED: Final = ("money", "area", "length", "mass")
_BILLION: Final = 1e9  # people are hardly counted so without a noun
_MILLION: Final = 1e6
_SHORT: Final = 30  # characters between "at 65" and "women at 60"
_NEAR: Final = 60  # characters between two amounts of one phrase
_SIMILAR: Final = 20.0  # amounts of one thing lie within this factor of each other


def carry(found: list[AmountMention], text: Text, units: UnitReader) -> list[AmountMention]:
    """A bare number takes the unit of the amount that it stands beside."""
    for i in range(len(found) - 1):
        one, two = found[i], found[i + 1]
        if two.start - one.end > 2 * _NEAR or not (_bare(one) or _bare(two)):
            continue
        between = text.text[one.end : two.start].strip()
        earlier = found[i - 1] if i else None
        if _bare(one) and two.form == "age" and two.number_end < two.end and between in units.paired:
            found[i] = structs.replace(_with_unit(one, "years"), form="age")  # "two girls, 7 and 9 years old"
        elif _bare(one) and (_of(between, two, units) or _ends(two, one, units)):
            found[i] = _with_unit(one, two.amount.unit)
        elif _bare(two):
            unit = (
                _unit_from(one, two, between, units)
                or _against(one, two, between, units)
                or _base_unit(earlier, one, two, text, units)
                or _left(one, two, text, units)
            )
            if not unit and (_same_things(one, two, between, units) or _listed(one, two, text, units)):
                found[i + 1] = structs.replace(two, amount=replace(two.amount, unit=one.amount.unit), noun=one.noun, head=one.head)
            elif unit == "age":
                found[i + 1] = structs.replace(_with_unit(two, "years"), form="age")
            elif unit:
                found[i + 1] = _with_unit(two, unit)
    return found


def sums_onward(found: list[AmountMention], text: Text, units: UnitReader) -> list[AmountMention]:
    """ "$30 billion; the ministry arrived at 12.5 billion": a bare number of a billion and more goes on with the sum before it.

    So does one of a million and more within its sentence: "of the 600 million dollars that it needs, it has received 85 million".
    """
    money, sentence = "", -1
    for i, mention in enumerate(found):
        here = text.tokens[text.token_at(mention.number_start)].sentence
        value = mention.amount.low or mention.amount.high or 0.0
        if units.dimension.get(mention.amount.unit) == "money":
            money, sentence = mention.amount.unit, here
        elif money and _bare(mention) and (value >= _BILLION or (value >= _MILLION and here == sentence and _is_sum(mention, text, units))):
            found[i] = structs.replace(_with_unit(mention, money), form="money")
    return found


def _is_sum(mention: AmountMention, text: Text, units: UnitReader) -> bool:
    """True of a number behind which the sentence ends or one thing is told: people would have fled, lived or needed help."""
    at = text.token_at(mention.number_end - 1) + 1
    return at >= len(text.tokens) or text.tokens[at].norm in units.behind_sums


def alternatives(found: list[AmountMention], text: Text) -> list[AmountMention]:
    """ "Lost 190 points, or 0.6%", "by 125,600 jobs (2.2 per cent)": the second way to say a change is one as well."""
    for i in range(len(found) - 1):
        one, two = found[i], found[i + 1]
        between = text.text[max(one.end, one.noun_end) : two.start].strip()
        other = two.amount.unit != one.amount.unit
        if one.role == "delta" and two.role == "" and other and two.end > one.end and between in ("or", ", or", "("):
            found[i + 1] = structs.replace(two, role="delta", direction=one.direction)
    return found


def with_cents(found: list[AmountMention], text: Text, units: UnitReader) -> list[AmountMention]:
    """ "13 dollars and 45 cents", "15 dollars 50" are one sum."""
    joined: list[AmountMention] = []
    for mention in found:
        one = joined[-1] if joined else None
        if one is not None and _is_cents(one, mention, text, units):
            value = (one.amount.low or 0) + (mention.amount.low or 0) / 100
            amount = replace(one.amount, low=value, high=value)
            joined[-1] = structs.replace(one, amount=amount, end=max(mention.end, mention.noun_end), number_end=mention.number_end)
        else:
            joined.append(mention)
    return joined


def _is_cents(one: AmountMention, two: AmountMention, text: Text, units: UnitReader) -> bool:
    whole, part = one.amount, two.amount
    if units.dimension.get(whole.unit) != "money" or whole.unit in units.cents or whole.low != whole.high or part.low != part.high:
        return False
    near = text.text[one.end : two.start].strip(" -") in ("", "and") and two.start > one.end
    if not near or whole.low is None or part.low is None or whole.low != int(whole.low) or not 0 < part.low < 100:
        return False
    following = text.text[two.end : two.end + 1]
    told = text.text[two.number_start : two.number_end]
    return (
        part.unit in units.cents
        or two.head in units.cents
        or (_bare(two) and part.low >= 10 and "." not in told and following in ("", ".", ",", ";", "?", "!"))
    )


def _of(between: str, two: AmountMention, units: UnitReader) -> bool:
    return between in units.of_it and units.dimension.get(two.amount.unit) in _MEASURED


def _ends(two: AmountMention, one: AmountMention, units: UnitReader) -> bool:
    """The other end of one change has the unit."""
    return one.role in ("before", "result") and two.role in ("before", "after") and two.amount.unit in units.dimension


def _unit_from(one: AmountMention, two: AmountMention, between: str, units: UnitReader) -> str:
    if one.form == "age" and between in units.paired and one.number_end == one.end and two.form in ("cardinal", "word"):
        return "age"
    words = between.lower().split()
    if (
        one.form == "age"
        and two.form in ("cardinal", "word")
        and len(between) < _SHORT
        and words[-1:] == ["at"]
        and words[0] in ("and", ",")
    ):
        return "age"  # may retire at 65 and women at 60
    if one.amount.unit == "percent" and words[-1:] == ["at"] and units.putting.intersection(words) and (two.amount.high or 101) <= 100:
        return "percent"  # 72%, a share that the ministry puts at 41
    reached = between == "to" and one.amount.unit in units.dimension and one.amount.low != one.amount.high
    if reached and one.amount.unit not in ("percent", "persons", "count"):
        return one.amount.unit  # from 14-18 mpg to 24
    changed = one.role in ("before", "result") and two.role in ("after", "before", "result")
    return one.amount.unit if changed and not _bare(one) and one.amount.unit not in ("percent", "persons", "count") else ""


def _against(one: AmountMention, two: AmountMention, between: str, units: UnitReader) -> str:
    """ "30,000 pounds, against 9,000 a week ago", "27,000 francs; it cost 16,000": what is set beside a sum is a sum."""
    first, second = one.amount.low or one.amount.high or 0.0, two.amount.low or two.amount.high or 0.0
    alike = first > 0 and second > 0 and max(first / second, second / first) <= _SIMILAR
    measured = units.dimension.get(one.amount.unit.partition("/")[0]) in _MEASURED
    return one.amount.unit if measured and alike and f" {between.lower()}".endswith(units.against) else ""


def _same_things(one: AmountMention, two: AmountMention, between: str, units: UnitReader) -> bool:
    """ "460 vehicles have been stolen, compared with 63 last year", "rose 64 points to 4,577": they count the same."""
    if not one.noun or one.amount.unit not in ("count", "persons") or two.start - max(one.end, one.noun_end) > _NEAR:
        return False
    tail = between.rpartition(one.noun)[2].strip(" .,")
    risen = one.role == "delta" and tail in units.risen_to
    return risen or (two.role in ("", "before") and f" {between.lower()}".endswith(units.compared))


def _listed(one: AmountMention, two: AmountMention, text: Text, units: UnitReader) -> bool:
    """ "435 homes by open sale and 187 by tender", "12 villages in the north and 5 in the south": the same noun, elsewhere."""
    if not one.noun or one.amount.unit not in ("count", "persons") or two.start - one.noun_end > _NEAR:
        return False
    words = text.text[one.noun_end : two.start].split()
    return len(words) > 2 and words[-1] == "and" and words[0] in units.placing and text.text[two.end :].split(" ", 2)[1:2] == words[:1]


def _base_unit(earlier: AmountMention | None, one: AmountMention, two: AmountMention, text: Text, units: UnitReader) -> str:
    """ "90 hectares, about a tenth of the 900 or so"."""
    if earlier is None or one.amount.unit != "percent" or not one.of_start <= two.start < one.of_end or one.start - earlier.end > 2 * _NEAR:
        return ""
    same = text.sentence_at(earlier.start) == text.sentence_at(one.start)
    return earlier.amount.unit if same and units.dimension.get(earlier.amount.unit) in _MEASURED else ""


def _left(one: AmountMention, two: AmountMention, text: Text, units: UnitReader) -> str:
    """Land named once keeps its unit: "from 1,376 square miles it is down to about 800"."""
    if units.dimension.get(one.amount.unit) != "area" or text.sentence_at(one.start) != text.sentence_at(two.start):
        return ""
    first, second = one.amount.low or one.amount.high or 0.0, two.amount.low or two.amount.high or 0.0
    after = text.token_at(two.end)
    following = text.tokens[after].norm if after < len(text.tokens) else "."
    near = first > 0 and second > 0 and max(first / second, second / first) <= _SIMILAR
    return one.amount.unit if near and following in units.left else ""


def _bare(mention: AmountMention) -> bool:
    return mention.amount.unit == "count" and not mention.noun and mention.form in ("cardinal", "word")


def _with_unit(mention: AmountMention, unit: str) -> AmountMention:
    return structs.replace(mention, amount=replace(mention.amount, unit=unit))
