"""A simple map: the outlines of a state's counties, those that a program serves marked.

The outlines are the Census Bureau's, simplified (`data/counties.json` names their source). A county that is not
drawn there is still in the list beside the map.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mmp_portal.agencies.models import State

OUTLINES = Path(__file__).parent / "data" / "counties.json"


@dataclass(frozen=True)
class Shape:
    """One county's outline. `kind` is "here" for the chosen one, "served" where a program is, else empty."""

    name: str
    path: str
    kind: str
    query: str


@dataclass(frozen=True)
class StateMap:
    """One state, in the units of its outlines."""

    name: str
    width: int
    height: int
    shapes: tuple[Shape, ...]


@cache
def outlines():
    return json.loads(OUTLINES.read_text(encoding="utf-8"))["states"]


def _plain(name):
    return name.casefold().replace("saint ", "st. ").removesuffix(" county")


def maps_of(counties, *, chosen=None, query="county={pk}"):
    """A map of each state with a served county. `query` is what a tap on a county asks for."""
    drawn = []
    for state in State:
        served = {_plain(county.name): county for county in counties if county.state == state}
        outline = outlines().get(state)
        if served and outline:
            shapes = [_shape(one, served.get(_plain(one["name"])), chosen, query) for one in outline["counties"]]
            # The chosen one last, so that no neighbor's line covers its own.
            shapes.sort(key=lambda shape: ("", "served", "here").index(shape.kind))
            drawn.append(
                StateMap(name=str(state.label), width=outline["width"], height=outline["height"], shapes=tuple(shapes))
            )
    return drawn


def _shape(outline, county, chosen, query):
    kind = "" if county is None else "here" if county == chosen else "served"
    return Shape(
        name=outline["name"],
        path=outline["path"],
        kind=kind,
        query=query.format(pk=county.pk) if county is not None else "",
    )
