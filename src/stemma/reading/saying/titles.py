"""Offices before names and behind owners: "Population Minister Omar Weil", "the president's adviser"."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Final

from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.scene import Range, Scene

_NAMES: Final = re.compile("N{3,}$")


def behind_title(scene: Scene, head: Range, roles: AbstractSet[str], bodies: AbstractSet[str]) -> Range | None:
    """ "Health and Population Minister Omar Weil": the names behind the last capitalised office."""
    names = _NAMES.search(scene.tags[head[0] : head[1]]) if scene.tags.endswith("NNN", head[0], head[1]) else None
    first = head[0] + names.start() if names else head[1]
    for i in range(head[1] - 2, first, -1):
        if scene.norm(i) in roles:
            behind = range(i + 1, head[1])
            return None if any(scene.norm(k) in bodies or scene.norm(k) in roles for k in behind) else (i + 1, head[1])
    return None


def is_served(scene: Scene, head: Range, actor: ActorMention, roles: AbstractSet[str]) -> bool:
    """ "President Weil's adviser": the person whose adviser speaks."""
    last = scene.text.token_at(max(actor.start, actor.end - 1))
    return head[0] <= last < head[1] - 1 and scene.tags[last] == "G" and any(scene.norm(k) in roles for k in range(last + 1, head[1]))
