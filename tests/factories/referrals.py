"""Referrals: somebody new whom nobody has called yet, one on the waiting list, and one that ended."""

from datetime import timedelta
from types import SimpleNamespace

from programs.casework.referrals import workflow
from programs.casework.referrals.models import Attempt, Referral, Status
from tests.factories.participants import person_at


def referral_at(site, *, by, person=None, days_ago=1, status=Status.NEW, **facts):
    """A referral to the site, some days old, of an invented person unless one is given."""
    on = site.today() - timedelta(days=days_ago)
    person = person or person_at(site, given_name="Marigold", family_name="Newcomer", phone="(417) 555-0163")
    facts = {"source": Referral.Source.HEALTH, "program": "young_parent", "recorded_by": by, **facts}
    if status == Status.WAITING:
        facts.setdefault("waiting_since", on)
    return Referral.objects.create(
        site=site, person=person, received_on=on, status=status, **{"status_on": on, **facts}
    )


def attempt_of(referral, *, by, days_ago=0, way=Attempt.Way.CALL, outcome=Attempt.Outcome.NO_ANSWER, **facts):
    """A try to reach the family, some days ago."""
    on = referral.site.today() - timedelta(days=days_ago)
    return Attempt.objects.create(referral=referral, made_on=on, way=way, outcome=outcome, recorded_by=by, **facts)


def referrals_at(site, *, by):
    """One new referral with a try and words of Children's Division, one that waits, and one that was declined."""
    new = referral_at(
        site, by=by, source=Referral.Source.CHILDRENS_DIVISION, referrer_name="Nell Carraway", intake_worker=by
    )
    report = workflow.write_report(referral=new, by=by, risk_level="Moderate", words="Report of an invented event")
    attempt = attempt_of(new, by=by)
    waiting = referral_at(
        site,
        by=by,
        status=Status.WAITING,
        days_ago=20,
        person=person_at(site, given_name="Linnea", family_name="Patience"),
    )
    ended = referral_at(
        site,
        by=by,
        status=Status.DECLINED,
        days_ago=40,
        reason="not_now",
        person=person_at(site, given_name="Corwin", family_name="Later"),
    )
    return SimpleNamespace(new=new, waiting=waiting, ended=ended, attempt=attempt, report=report)
