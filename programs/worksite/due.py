"""What Worksite owes: the next step with a company, and agreements that end."""

from datetime import timedelta

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentors.models import CorporatePartner
from programs.registry import DueItem, DueSource

PROGRAM = "worksite"
# They stand among what is owed this long before their day.
STEP_SHOWN_BEFORE = timedelta(days=7)
END_SHOWN_BEFORE = timedelta(days=60)


def companies(enrollments, on, user):
    """The own next steps with companies, and agreements that end within two months. One statement for both."""
    rows = CorporatePartner.objects.not_voided().for_user(user).select_related("site")
    mine = rows.filter(next_step_by=user, next_step_on__lte=on + STEP_SHOWN_BEFORE)
    for partner in (mine | rows.ending_by(on + END_SHOWN_BEFORE)).order_by("pk"):
        if partner.next_step_by_id == user.pk and partner.next_step_on <= on + STEP_SHOWN_BEFORE:
            yield _next_step(partner)
        ends_on = partner.agreement_ends_on
        if ends_on and partner.status == partner.Status.SIGNED and ends_on <= on + END_SHOWN_BEFORE:
            yield _agreement_ends(partner)


def _next_step(partner):
    return DueItem(
        rule="partner-next-step",
        program=PROGRAM,
        due_on=partner.next_step_on,
        who=partner.name,
        why=partner.next_step,
        action=_("Note a talk"),
        url=reverse("partners:talk", args=[partner.pk]),
        site=partner.site,
    )


def _agreement_ends(partner):
    day = formats.date_format(partner.agreement_ends_on, _("F j"))
    return DueItem(
        rule="partner-agreement-ends",
        program=PROGRAM,
        due_on=partner.agreement_ends_on,
        who=partner.name,
        why=_("The agreement ends on %(day)s. Ask whether they go on.") % {"day": day},
        action=_("Open the company"),
        url=partner.get_absolute_url(),
        site=partner.site,
    )


SOURCES = (
    DueSource(
        rule="partner-next-step",
        describes=gettext_lazy("A next step with a company was promised by a day."),
        about_cases=False,
        owed=companies,  # both rules about companies
    ),
    DueSource(
        rule="partner-agreement-ends",
        describes=gettext_lazy("The agreement with a company ends within two months."),
        about_cases=False,
    ),
)
