"""By when each referral needs its next step: the sentence on its page and the list of what is late agree."""

import pytest

from programs.casework.referrals.limits import limits
from programs.casework.referrals.models import Referral, Status
from tests.factories.parameters import value_at
from tests.factories.referrals import attempt_of, referral_at

# Status, days ago it came, days ago it was tried last (None: never), and whether it is late by the portal's values.
CASES = [
    (Status.NEW, 2, None, False),
    (Status.NEW, 3, None, True),
    (Status.NEW, 20, 7, False),
    (Status.NEW, 20, 8, True),
    (Status.SCREENING, 14, None, False),
    (Status.SCREENING, 15, 0, True),
    (Status.WAITING, 30, None, False),
    (Status.WAITING, 31, None, True),
    (Status.WAITING, 90, 30, False),
    (Status.WAITING, 90, 31, True),
    (Status.DECLINED, 90, None, False),
]


def made(site, staff, status, days_ago, tried_days_ago):
    referral = referral_at(
        site, by=staff, status=status, days_ago=days_ago, reason="not_now" if status == Status.DECLINED else ""
    )
    if tried_days_ago is not None:
        attempt_of(referral, by=staff, days_ago=tried_days_ago)
    return referral


@pytest.mark.parametrize(("status", "days_ago", "tried", "is_late"), CASES)
def test_late_is_the_day_after_the_last_allowed_one(cast, status, days_ago, tried, is_late):
    site = cast.here.site
    referral = made(site, cast.here.staff, status, days_ago, tried)
    allowed = limits(on=site.today())

    row = Referral.objects.with_attempts().get(pk=referral.pk)

    assert (allowed.late_days(row) > 0) is is_late
    assert Referral.objects.late(allowed).filter(pk=referral.pk).exists() is is_late
    assert bool(allowed.next_step(row)) is (status != Status.DECLINED)


def test_a_site_sets_its_own_days_and_no_other_sites(cast):
    rows = [made(one.site, one.staff, Status.NEW, 4, None) for one in (cast.here, cast.there)]
    value_at(cast.here.site, program="intake", name="answer_within", value=5)

    allowed = limits(on=cast.here.site.today())

    late = Referral.objects.late(allowed).filter(pk__in=[row.pk for row in rows])
    assert list(late) == [rows[1]]
    assert allowed.at(cast.here.site.pk)["answer_within"] == 5
    assert allowed.at(cast.here.site.pk)["screen_within"] == allowed.for_all["screen_within"]


def test_the_limits_of_every_site_cost_one_query(cast, django_assert_num_queries):
    value_at(cast.here.site, program="intake", name="answer_within", value=5)
    value_at(cast.there.site, program="intake", name="answer_within", value=4)

    with django_assert_num_queries(1):
        limits(on=cast.here.site.today())


def test_a_voided_try_does_not_count(cast):
    referral = made(cast.here.site, cast.here.staff, Status.NEW, 3, 0)
    attempt = referral.attempts.get()
    type(attempt).objects.filter(pk=attempt.pk).update(
        voided_at=attempt.recorded_at, voided_by=cast.here.staff, void_reason="Wrong family"
    )

    assert referral in Referral.objects.unanswered()
    assert referral in Referral.objects.late(limits(on=cast.here.site.today()))
