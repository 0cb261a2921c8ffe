"""Fits what the signs of a place are worth, and writes the weights of src/stemma/data/en/ground.toml.

    python scripts/fit_ground.py tests/gold/* src/stemma/data/samples/* [--judge FOLDER...] [--write [--halfway]]

Each folder holds marked reports: texts, reports.csv and gold.json with a `place` on each claim. For every figure that no words of its
report place, a log-linear model ranks the places that report and pile name; several may be right, and their chances add up. A second
one weighs the place that words do give against the others. A
situation is seen three times: its reports together, each alone, and together with those of another situation. Each situation
is also scored by weights fitted on others, so that the mean tells what to expect of one that was not seen; those behind --judge are
in no fit, and neither are those of tests/gold/unseen.txt. Needs numpy.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from marked import closest, fitted_on

from stemma.core.packs import Pack, load_pack
from stemma.core.types import Extract, Place, Report
from stemma.intake import take
from stemma.linking.atlas import atlas_of, is_said
from stemma.linking.ground import Ranking
from stemma.linking.place_signs import Signs, told_of
from stemma.pipeline import in_order, read_all

HOME = Path(__file__).parent.parent
TARGET = HOME / "src" / "stemma" / "data" / "en" / "ground.toml"
RIDGE, RIDGE_SAID = 2.0, 8.0
STEPS = 200
FOLDS = 6
LEAST, SITUATIONS = 15, 5  # times that a sign must be seen, and situations that have it
ALONE, MIXED = 0.1, 0.1  # what a report alone and a mixed pile count beside the situation together
CLOSE = 75.0  # kilometres
_STOP = frozenset(("the", "of", "a", "in", "and", "s"))


class Choice(NamedTuple):
    """One figure: the signs of its places, which of them are right, and whether the reading's own was."""

    signs: list[Signs]
    right: list[bool]
    read: bool


class Marked(NamedTuple):
    """A situation, seen together, report by report and mixed with another."""

    name: str
    together: list[Choice]
    alone: list[Choice]
    mixed: list[Choice]


class Pile(NamedTuple):
    """What was read of a folder, with the marked place of each claim."""

    name: str
    reports: Sequence[Report]
    extracts: list[Extract]
    places: dict[str, dict[str, Any]]
    aliases: list[set[str]]


def main(arguments: list[str]) -> None:
    """Fits, tells what to expect, and writes where asked."""
    pack = load_pack()
    split = arguments.index("--judge") if "--judge" in arguments else len(arguments)
    piles = [pile_of(folder, pack) for folder in fitted_on(Path(a) for a in arguments[:split] if not a.startswith("--"))]
    unseen = [pile_of(Path(a), pack) for a in arguments[split:] if not a.startswith("--")]
    sure = pack.tables["ground"]["spots"]["sure"]
    found, judged = seen(piles, pack), seen(unseen, pack)
    names = sorted(_frequent(found))
    scores = []
    for fold in range(FOLDS):
        weights = fitted([m for i, m in enumerate(found) if i % FOLDS != fold], names)
        scores += [(m, weights) for i, m in enumerate(found) if i % FOLDS == fold]
    table("left out of the fit", scores)
    weights = fitted(found, names)
    kept = [Marked(pile.name, kept_choices(pile, pack, weights), [], []) for pile in piles]
    words = sorted(_frequent(kept))
    left = [(m, fitted([o for k, o in enumerate(kept) if k % FOLDS != i % FOLDS], words, RIDGE_SAID)) for i, m in enumerate(kept[:FOLDS])]
    table("words that place, left out", [(m, left[i % FOLDS][1]) for i, m in enumerate(kept)], sure)
    said = fitted(kept, words, RIDGE_SAID)
    table("in the fit", [(m, weights) for m in found])
    if judged:
        table("in no fit", [(m, weights) for m in judged])
    if "--write" in arguments:
        if "--halfway" in arguments:
            weights, said = halfway(pack.tables["ground"]["weights"], weights), halfway(pack.tables["ground"]["said"], said)
        head, _, rest = TARGET.read_text(encoding="utf-8").partition("[weights]")
        note = rest[rest.rindex("\n# ") : rest.rindex("[said]")]
        TARGET.write_text(f"{head}[weights]\n{_lines(weights)}{note}[said]\n{_lines(said)}", encoding="utf-8")


def halfway(old: Mapping[str, float], new: Mapping[str, float]) -> dict[str, float]:
    """The mean of the weights that stand and of those fitted anew: fits on other data err elsewhere, their mean less."""
    return {name: round((old.get(name, 0.0) + new.get(name, 0.0)) / 2, 2) for name in sorted(old.keys() | new.keys())}


def _lines(weights: dict[str, float]) -> str:
    return "".join(f'"{name}" = {value}\n' if "." in name else f"{name} = {value}\n" for name, value in weights.items() if value)


def table(title: str, scores: Sequence[tuple[Marked, dict[str, float]]], sure: float = 0.0) -> None:
    """Prints, for each situation, the part of the figures whose place is right, as read and as ranked, by `sure` before what was read."""
    print(f"{title:<20} read  ranked  alone  mixed")
    rows = []
    for held, weights in sorted(scores, key=lambda one: one[0].name):
        read = sum(c.read for c in held.together) / max(1, len(held.together))
        rows.append((read, *(scored(view, weights, sure) for view in (held.together, held.alone, held.mixed))))
        print(f"{held.name:<20} " + "  ".join(f"{value:.3f}" for value in rows[-1]), flush=True)
    means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    print(f"{'mean':<20} " + "  ".join(f"{value:.3f}" for value in means))


def pile_of(folder: Path, pack: Pack) -> Pile:
    """Reads a folder and finds the marked place of each claim that was read."""
    reports = in_order(r for r in take([str(folder)]) if isinstance(r, Report) and r.name.endswith(".txt"))
    extracts = list(read_all(reports, pack))
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    aliases = [{" ".join(sorted(_words(a))) for a in group} for group in gold.get("aliases", [])]
    return Pile(folder.name, reports, extracts, _meant(gold, reports, extracts), aliases)


def seen(piles: list[Pile], pack: Pack) -> list[Marked]:
    """Each situation in its three views."""
    found = []
    for at, pile in enumerate(piles):
        other = piles[at - 1]
        alone = [c for r, e in zip(pile.reports, pile.extracts, strict=True) for c in choices(pile, [r], [e], pack)]
        beside = choices(pile, [*pile.reports, *other.reports], [*pile.extracts, *other.extracts], pack) if len(piles) > 1 else []
        found.append(Marked(pile.name, choices(pile, pile.reports, pile.extracts, pack), alone, beside))
    return found


def choices(pile: Pile, reports: Sequence[Report], extracts: Sequence[Extract], pack: Pack) -> list[Choice]:
    """The marked figures of a situation that no words place, among the reports given."""
    atlas = atlas_of(reports, extracts)
    ranking = Ranking(atlas, {**pack.tables["ground"], "weights": {}})
    found = []
    for extract in extracts:
        page, told = atlas.pages[extract.report], told_of(extract)
        for claim in extract.claims:
            if is_said(claim) or claim.id not in pile.places:
                continue
            asked = ranking.finder.asked(claim, page, told)
            ids = [id for _, id in ranking.ranked(asked, page)]
            gold = pile.places[claim.id]
            right = [same_place(gold, atlas.places[id], pile.aliases) for id in ids]
            if ids:
                read = same_place(gold, claim.place, pile.aliases)
                found.append(Choice([ranking.signs(id, asked, page) for id in ids], right, read))
    return found


def kept_choices(pile: Pile, pack: Pack, weights: dict[str, float]) -> list[Choice]:
    """The marked figures of a situation that words of their reports place."""
    atlas = atlas_of(pile.reports, pile.extracts)
    ranking = Ranking(atlas, {**pack.tables["ground"], "weights": weights})
    found = []
    for extract in pile.extracts:
        page, told = atlas.pages[extract.report], told_of(extract)
        for claim in (c for c in extract.claims if is_said(c) and c.id in pile.places):
            asked = ranking.finder.asked(claim, page, told)
            ranked = ranking.ranked(asked, page)
            gold, read = pile.places[claim.id], same_place(pile.places[claim.id], claim.place, pile.aliases)
            if claim.place is not None and claim.place.id in {id for _, id in ranked}:
                right = [same_place(gold, atlas.places[id], pile.aliases) for _, id in ranked]
                found.append(Choice([ranking.spots.of_read(id, page, asked, points) for points, id in ranked], right, read))
    return found


def _meant(gold: dict[str, Any], reports: Sequence[Report], extracts: Sequence[Extract]) -> dict[str, dict[str, Any]]:
    """The marked place of each claim that was read."""
    entries = {entry["id"]: entry for entry in gold["claims"] if entry["place"]}
    read = closest(entries.values(), reports, [claim for extract in extracts for claim in extract.claims])
    return {claim.id: entries[key]["place"] for key, claim in read.items()}


def same_place(gold: dict[str, Any], place: Place | None, aliases: list[set[str]]) -> bool:
    """The same name, half of its words, or close on the ground."""
    if place is None:
        return False
    one, other = _words(gold["name"]), _words(place.name)
    if one and other and len(one & other) / min(len(one), len(other)) >= 0.5:
        return True
    names = [{" ".join(sorted(one))}, {" ".join(sorted(other))}]
    if any(all(group & n for n in names) for group in aliases):
        return True
    if gold.get("lat") is None or place.lat is None:
        return False
    dy = (gold["lat"] - place.lat) * 111
    dx = (gold["lon"] - (place.lon or 0.0)) * 111 * math.cos(math.radians(gold["lat"]))
    return math.hypot(dx, dy) < CLOSE


def _words(name: str) -> set[str]:
    return {w for w in re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", name.lower())) if w not in _STOP}


def _frequent(found: list[Marked]) -> list[str]:
    """The signs that are seen often and in several situations."""
    times: Counter[str] = Counter()
    situations: Counter[str] = Counter()
    for held in found:
        here = Counter(name for choice in held.together for signs in choice.signs for name in signs)
        times.update(here)
        situations.update(here.keys())
    return [name for name, count in times.items() if count >= LEAST and situations[name] >= SITUATIONS]


def fitted(found: list[Marked], names: list[str], ridge: float = RIDGE) -> dict[str, float]:
    """The weights of all signs by gradient steps with momentum kept in check (L-BFGS), under a ridge; situations count much alike."""
    column = {name: i for i, name in enumerate(names)}
    rows: list[np.ndarray] = []
    right: list[bool] = []
    sizes: list[int] = []
    weights: list[float] = []
    for held in found:
        for view, worth in ((held.together, 1.0), (held.alone, ALONE), (held.mixed, MIXED)):
            open_ones = [c for c in view if any(c.right) and not all(c.right)]
            for choice in open_ones:
                for signs in choice.signs:
                    row = np.zeros(len(names), dtype=np.float32)
                    for name, value in signs.items():
                        if name in column:
                            row[column[name]] = value
                    rows.append(row)
                right += choice.right
                sizes.append(len(choice.signs))
                weights.append(worth * 7 / max(8, len(open_ones)) ** 0.5)
    x, ok, size = np.array(rows), np.array(right), np.array(sizes)
    begins = np.concatenate([[0], np.cumsum(size)])[:-1]
    group = np.repeat(np.arange(len(size)), size)
    worth_of = np.array(weights)

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        points = (x @ theta.astype(np.float32)).astype(float)
        points = np.exp(points - np.maximum.reduceat(points, begins)[group])
        total = np.add.reduceat(points, begins)
        good = np.maximum(np.add.reduceat(points * ok, begins), 1e-12)
        pull = worth_of[group] * (points / total[group] - points * ok / good[group])
        value = -(worth_of * np.log(good / total)).sum() + ridge * (theta @ theta) / 2
        return float(value), (x.T @ pull.astype(np.float32)).astype(float) + ridge * theta

    theta = _least(loss, np.zeros(len(names)))
    return {name: round(float(value), 2) for name, value in zip(names, theta, strict=True)}


def _least(loss: Any, theta: np.ndarray) -> np.ndarray:
    """Where a smooth loss is least, by L-BFGS with halved steps."""
    past: list[tuple[np.ndarray, np.ndarray]] = []
    value, slope = loss(theta)
    for _ in range(STEPS):
        step, kept = slope.copy(), []
        for s, y in reversed(past):
            a = (s @ step) / (y @ s)
            kept.append(a)
            step -= a * y
        if past:
            s, y = past[-1]
            step *= (s @ y) / (y @ y)
        else:
            step /= max(1.0, float(np.linalg.norm(step)))
        for (s, y), a in zip(past, reversed(kept), strict=True):
            step += s * (a - (y @ step) / (y @ s))
        rate = 1.0
        while rate > 1e-6:
            there, slope_there = loss(theta - rate * step)
            if there <= value - 1e-4 * rate * float(slope @ step):
                break
            rate /= 2
        moved, bent = -rate * step, slope_there - slope
        if moved @ bent > 1e-10:
            past = [*past[-9:], (moved, bent)]
        done = abs(value - there) < 1e-4 * abs(value) / 10
        theta, value, slope = theta + moved, there, slope_there
        if done:
            break
    return theta


def scored(view: Sequence[Choice], weights: dict[str, float], sure: float = 0.0) -> float:
    """The part of the figures for which the likeliest place is right."""
    if not view:
        return 1.0
    right = 0
    for choice in view:
        points = [sum(weights.get(name, 0.0) * value for name, value in signs.items()) + sure * ("read" in signs) for signs in choice.signs]
        right += choice.right[max(range(len(points)), key=lambda i: (points[i], -i))]
    return right / len(view)


if __name__ == "__main__":
    main(sys.argv[1:])
