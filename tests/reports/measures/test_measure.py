"""Every measure says what it means."""

import pytest

from reports.measures import caseload, commitment, dosage, equity, meetings, permanency
from reports.measures.measure import MEASURES, measure

FAMILIES = (caseload, commitment, dosage, equity, meetings, permanency)


@pytest.mark.parametrize("code", sorted(MEASURES))
def test_docstring_gives_the_definition(code):
    words = MEASURES[code].__doc__

    for part in ("Numerator:", "Denominator:", "Period:", "Source:", "Left out:"):
        assert part in words


def test_every_family_has_measures():
    assert {one.__module__.rsplit(".", 1)[-1] for one in MEASURES.values()} == {
        family.__name__.rsplit(".", 1)[-1] for family in FAMILIES
    }


def test_one_code_for_two_measures_is_refused():
    with pytest.raises(ValueError, match="defined twice"):

        @measure(code="served", name="x", unit="people", numerator="x", period="x", source="x")
        def again(period, sites, program):
            return {}
