"""The tools that come with the portal, as rows an administrator then changes."""

import tomllib
from datetime import date
from pathlib import Path

from programs.casework.assessments.models import Band, Schedule, Tool

DATA = Path(__file__).parent / "data" / "tools.toml"
# Before any enrollment, so that the rules hold for the families who are in the programs already.
ALWAYS = date(2000, 1, 1)


def known():
    """The tools of the data file, each a dict with its `band` and `schedule` lists."""
    return tomllib.loads(DATA.read_text())["tool"]


def rows():
    """Unsaved rows: triples of a tool, its bands and its schedules."""
    for entry in known():
        entry = dict(entry)
        bands, schedules = entry.pop("band", []), entry.pop("schedule", [])
        tool = Tool(**entry)
        yield (
            tool,
            [Band(tool=tool, **band) for band in bands],
            [Schedule(tool=tool, starts_on=ALWAYS, **schedule) for schedule in schedules],
        )


def take_over(*, by):
    """Add those known tools whose code is not taken yet. Returns how many."""
    taken = set(Tool.objects.values_list("code", flat=True))
    added = 0
    for tool, bands, schedules in rows():
        if tool.code in taken:
            continue
        for row in (tool, *bands, *schedules):
            row.recorded_by = by
            row.save()
        added += 1
    return added
