"""What is owed to partners: a next step, an agreement to renew, and word of what became of a referral."""

from datetime import timedelta

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.agencies.models import Site
from programs.casework.referrals.partners.models import Agreement, CommunityTalk, PartnerReferral
from programs.gathering import joined, lines
from programs.registry import DueItem, DueSource

# A step stands among what is owed from so long before its day.
SHOWN_BEFORE = timedelta(days=7)
# A partner hears within this time what became of a referral.
TOLD_WITHIN = timedelta(days=7)


def steps(enrollments, on, user):
    """Next steps of talks whose day has come, or comes within the week."""
    rows = CommunityTalk.objects.with_open_step().for_user(user).filter(next_step_on__lte=on + SHOWN_BEFORE)
    return _of_partners(rows, "referrer-next-step", day="next_step_on", words="next_step")


def step(mark, on):
    return _item(mark, why=mark.parts[1])


def agreements(enrollments, on, user):
    """Agreements that end soon, with none in their place."""
    rows = Agreement.objects.to_renew(on).for_user(user)
    return _of_partners(rows, "referrer-agreement", day="ends_on", words=Value(""))


def renew(mark, on):
    return _item(mark, why=_("The agreement ends. Renew it, or say goodbye."))


def _of_partners(rows, rule, *, day, words):
    return lines(
        rows,
        rule,
        case=None,
        subject="partner_id",
        day=day,
        number="partner__site_id",
        words=joined("partner__name", words),
    )


def _item(mark, *, why):
    return DueItem(
        rule=mark.rule,
        program="",
        due_on=mark.day,
        who=mark.parts[0],
        why=why,
        action=_("Open the partner"),
        url=reverse("community_partners:partner", args=[mark.subject]),
        site=Site(pk=mark.number),
    )


def tellings(enrollments, on, user):
    """Referrals that ended, and the partner has not heard."""
    return lines(
        PartnerReferral.objects.to_tell().for_user(user),
        "referrer-to-tell",
        case=None,
        day="referral__status_on",
        number="partner__site_id",
        words=joined("partner__name", "referral__number", "referral__program"),
    )


def tell(mark, on):
    partner, number, program = mark.parts
    return DueItem(
        rule=mark.rule,
        program=program,
        due_on=mark.day + TOLD_WITHIN,
        who=partner,
        why=_("Tell them what became of %(number)s, as far as the family agreed.") % {"number": number},
        action=_("Tell the referrer"),
        url=reverse("community_partners:tell", args=[mark.subject]),
        site=Site(pk=mark.number),
    )


SOURCES = (
    DueSource(
        rule="referrer-next-step",
        describes=gettext_lazy("A talk with a community partner left a step to do."),
        about_cases=False,
        marks=steps,
        item=step,
    ),
    DueSource(
        rule="referrer-agreement",
        describes=gettext_lazy("The agreement with a community partner ends within sixty days."),
        about_cases=False,
        marks=agreements,
        item=renew,
    ),
    DueSource(
        rule="referrer-to-tell",
        describes=gettext_lazy("A referral of a community partner has ended, and nobody has told them."),
        about_cases=False,
        marks=tellings,
        item=tell,
    ),
)
