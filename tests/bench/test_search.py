"""What a search costs among ten thousand people: statements are counted, times are printed."""

import random
import time
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mmp_portal.demo.names import FAMILY, GIVEN
from participants.models import NameKey, Person, ReachWay, Registration
from programs.casework.enrollments.models import Enrollment

PEOPLE = 10_000
AT_MOST = 20
ASKED = (
    "Juniper Fableton",
    "Siomara",
    "junper",
    "quillfether",
    "a",
    "4175550142",
    "0142",
    "YP-00042",
    "clover",
    "zzzq",
)


@pytest.fixture
def crowd(cast):
    """As many people at one site, with further phones and cases."""
    dice = random.Random(0)
    given = [name for names in GIVEN.values() for name in names]
    family = [name for names in FAMILY.values() for name in names]
    people = Person.objects.bulk_create(
        (
            Person(
                given_name=dice.choice(given) + dice.choice(("", "", "a", "ine")),
                family_name=f"{dice.choice(family)}-{dice.choice(family)}",
                phone_digits=f"417555{dice.randint(0, 9999):04}",
            )
            for _ in range(PEOPLE)
        ),
        batch_size=2000,
    )
    Registration.objects.bulk_create(
        (Registration(person=person, site=cast.here.site, starts_on=date(2026, 1, 1)) for person in people),
        batch_size=2000,
    )
    NameKey.objects.build(people)
    ReachWay.objects.bulk_create(
        (
            ReachWay(person=person, kind="phone", value="…", digits=f"573555{dice.randint(0, 9999):04}")
            for person in people[::3]
        ),
        batch_size=2000,
    )
    Enrollment.objects.bulk_create(
        (
            Enrollment(
                number=f"YP-{number:05}",
                participant=person,
                program="young_parent",
                site=cast.here.site,
                enrolled_on=date(2026, 1, 15),
            )
            for number, person in enumerate(people)
        ),
        batch_size=2000,
    )


def test_ten_thousand_people_are_searched_in_few_statements(client_of, cast, crowd):
    client = client_of(cast.here.staff)
    client.get(reverse("search:search"))
    costs = {}
    print(f"\n{'words':<20} {'statements':>10} {'time':>9}")
    for words in ASKED:
        begun = time.perf_counter()
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(reverse("search:search"), {"q": words})
        took = (time.perf_counter() - begun) * 1000
        assert answer.status_code == 200
        costs[words] = len(captured)
        print(f"{words:<20} {len(captured):>10} {took:>6.0f} ms")

    assert {words: cost for words, cost in costs.items() if cost >= AT_MOST} == {}
