"""What is owed to partners: a next step, an agreement to renew, and word of what became of a referral."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.casework.referrals.partners.models import Agreement, CommunityTalk, PartnerReferral
from programs.registry import DueItem, DueSource

# A step stands among what is owed from so long before its day.
SHOWN_BEFORE = timedelta(days=7)
# A partner hears within this time what became of a referral.
TOLD_WITHIN = timedelta(days=7)


def steps(enrollments, on, user):
    """Next steps of talks whose day has come, or comes within the week."""
    rows = (
        CommunityTalk.objects.with_open_step()
        .for_user(user)
        .with_partner()
        .filter(next_step_on__lte=on + SHOWN_BEFORE)
    )
    for talk in rows:
        yield _item("referrer-next-step", talk.partner, talk.next_step_on, talk.next_step, _("Open the partner"))


def agreements(enrollments, on, user):
    """Agreements that end soon, with none in their place."""
    for row in Agreement.objects.to_renew(on).for_user(user).with_partner():
        why = _("The agreement ends. Renew it, or say goodbye.")
        yield _item("referrer-agreement", row.partner, row.ends_on, why, _("Open the partner"))


def tellings(enrollments, on, user):
    """Referrals that ended, and the partner has not heard."""
    for row in PartnerReferral.objects.to_tell().for_user(user).with_referral():
        yield DueItem(
            rule="referrer-to-tell",
            program=row.referral.program,
            due_on=row.referral.status_on + TOLD_WITHIN,
            who=row.partner.name,
            why=_("Tell them what became of %(number)s, as far as the family agreed.")
            % {"number": row.referral.number},
            action=_("Tell the referrer"),
            url=reverse("community_partners:tell", args=[row.pk]),
            site=row.partner.site,
        )


def _item(rule, partner, due_on, why, action):
    return DueItem(
        rule=rule,
        program="",
        due_on=due_on,
        who=partner.name,
        why=why,
        action=action,
        url=partner.get_absolute_url(),
        site=partner.site,
    )


SOURCES = (
    DueSource(
        rule="referrer-next-step",
        describes=gettext_lazy("A talk with a community partner left a step to do."),
        about_cases=False,
        owed=steps,
    ),
    DueSource(
        rule="referrer-agreement",
        describes=gettext_lazy("The agreement with a community partner ends within sixty days."),
        about_cases=False,
        owed=agreements,
    ),
    DueSource(
        rule="referrer-to-tell",
        describes=gettext_lazy("A referral of a community partner has ended, and nobody has told them."),
        about_cases=False,
        owed=tellings,
    ),
)
