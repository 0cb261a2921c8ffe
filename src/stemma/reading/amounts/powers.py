"""Numbers written with a power: 1.3x10^6, 12.32e+14, 5 × 10⁶, 1.1^23; and signs that stand before them."""

from __future__ import annotations

from math import isfinite
from typing import Final, NamedTuple

from stemma.reading.amounts.digits import digits_value
from stemma.reading.amounts.run import Run

_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_TIMES: Final = ("x", "×", "*")
_MOST: Final = 60  # larger powers are no amounts


class Power(NamedTuple):
    """What the number with its power is worth, and the token behind it."""

    value: float
    last: int


def powered(run: Run, last: int, value: float) -> Power | None:
    """The power that stands directly behind a number whose tokens end before `last`."""
    norm = run.norm(last)
    if norm == "^" and run.tight(last):
        return _raised(value, _exponent(run, last + 1), value)
    if norm == "e" and run.tight(last) and run.tight(last + 1):
        return _raised(10.0, _exponent(run, last + 1), value, value)
    if norm[:1] == "e" and norm[1:].isdigit() and run.tight(last):
        return _raised(10.0, (float(norm[1:]), last + 1), value, value)  # 127.32e13
    if norm[:1] not in _TIMES or not norm:
        return None
    ten, step = (norm[1:], last + 1) if len(norm) > 1 else (run.norm(last + 1), last + 2)
    if ten == "10" and run.norm(step) == "^" and run.tight(step):
        return _raised(10.0, _exponent(run, step + 1), value, value)
    if ten == "10" and run.norm(step) in ("-", "−") and run.tight(step):
        return _raised(10.0, _exponent(run, step), value, value)  # 2.998×10−8, the raised figures lost
    tail, last = (ten[2:], step) if len(ten) > 2 else (run.norm(step) if run.tight(step) else "", step + 1)
    raised = tail.translate(_RAISED)
    if ten[:2] == "10" and tail != raised and raised.lstrip("-").isdigit():
        return _raised(10.0, (float(raised), last), value, value)
    return None


def _exponent(run: Run, at: int) -> tuple[float, int] | None:
    sign = 1.0
    while run.norm(at) in ("+", "-", "−") and run.tight(at):
        sign, at = -1.0 if run.norm(at) != "+" else sign, at + 1
    value = digits_value(run.norm(at)) if run.tight(at) else None
    return None if value is None else (sign * value, at + 1)


def _raised(base: float, exponent: tuple[float, int] | None, value: float, times: float = 1.0) -> Power | None:
    if exponent is None or abs(exponent[0]) > _MOST or (value == 0 and exponent[0] < 0):
        return None
    try:
        value = float(times * base ** exponent[0])
    except OverflowError:
        return None
    return Power(value, exponent[1]) if isfinite(value) else None
