"""Values that a site set, and a guideline that an administrator entered."""

from datetime import date

from programs.casework.parameters.models import DatedValue, GuidelineTable

SIZES = [16_300, 22_100, 27_900, 33_700, 39_500, 45_300, 51_100, 56_900]


def value_at(site, **fields):
    """The oldest age of Young Parent as a site set it; a date before any other test's."""
    known = {"program": "young_parent", "name": "oldest_age", "starts_on": date(2001, 1, 1), "value": 21}
    return DatedValue.objects.create(site=site, source="The site's letter", **known | fields)


def guideline_of_next_year(**fields):
    """A table for Hawaii that nobody's test rests on."""
    known = {"starts_on": date(2031, 1, 14), "sizes": SIZES, "each_above": 5_800, "source": "Invented"}
    row, _made = GuidelineTable.objects.get_or_create(year=2031, region="hawaii", defaults=known | fields)
    return row
