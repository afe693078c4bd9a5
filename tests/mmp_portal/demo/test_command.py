"""manage.py demo: what it prints and what it refuses."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mmp_portal.agencies.models import Agency
from mmp_portal.demo import sign_ins
from participants.models import Person
from tests.factories.agencies import AgencyFactory

ON = date(2026, 11, 23)


def load(**options):
    out = StringIO()
    call_command("demo", on=ON.isoformat(), stdout=out, **options)
    return out.getvalue()


def test_sign_ins_are_printed_alone(db):
    words = load(sign_ins=True)

    assert sign_ins.PASSWORD in words
    assert "for the demo only" in words
    assert all(person.email in words for person in sign_ins.SIGN_INS)
    assert not Agency.objects.exists()


def test_portal_with_an_agency_is_left_alone(db):
    AgencyFactory()

    with pytest.raises(CommandError, match="has an agency already"):
        load()

    assert not Person.objects.exists()


@pytest.mark.parametrize("scale", ["0", "-1", "much", "101", "nan", ""])
def test_scale_that_is_none_is_refused_with_a_sentence(db, scale):
    with pytest.raises(CommandError, match="is not a scale"):
        load(scale=scale)


def test_day_that_is_none_is_refused_with_a_sentence(db):
    with pytest.raises(CommandError, match="is not a day"):
        call_command("demo", on="yesterday")
