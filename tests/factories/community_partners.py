"""A partner who refers, with somebody there, an agreement, a talk with a step to do, and a referral that ended."""

from datetime import timedelta
from types import SimpleNamespace

from programs.casework.referrals.models import Status
from programs.casework.referrals.partners import workflow
from programs.casework.referrals.partners.models import Agreement, CommunityContact, CommunityTalk
from tests.factories.participants import person_at
from tests.factories.referrals import referral_at


def partner_of(site, *, by, name="Cedar County Hospital", kind="hospital", **facts):
    return workflow.add(site=site, by=by, name=name, kind=kind, **facts)


def partner_with_all(site, *, by):
    today = site.today()
    partner = partner_of(site, by=by)
    person = person_at(site, given_name="Hollis", family_name="Enders")
    ended = referral_at(site, by=by, person=person, status=Status.DECLINED, days_ago=9, reason="not_now")
    return SimpleNamespace(
        partner=partner,
        contact=workflow.add_to(partner=partner, model=CommunityContact, by=by, name="Odile Marchbanks"),
        agreement=workflow.add_to(
            partner=partner, model=Agreement, by=by, about="They tell every family.", starts_on=today
        ),
        talk=workflow.add_to(
            partner=partner,
            model=CommunityTalk,
            by=by,
            talked_on=today,
            way="visit",
            words="Brought leaflets.",
            next_step="Send the poster",
            next_step_on=today + timedelta(days=3),
        ),
        ended=ended,
        link=workflow.link(partner=partner, referral=ended, by=by),
    )
