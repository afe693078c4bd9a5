"""The history of referrals, and how they are voided and restored like every other record."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.audit.kinds import CannotRestore, Kind
from programs.casework.referrals.models import Attempt, DivisionReport, Referral, Status


def check_void(referral):
    if referral.status == Status.ENROLLED:
        raise CannotRestore(_("They were enrolled by this referral. It stays."))


def page_of(record):
    return record.referral.get_absolute_url()


KINDS = (
    Kind(
        code="referral",
        label=gettext_lazy("Referral"),
        model=Referral,
        rows=lambda user: Referral.objects.for_user(user).with_people(),
        url=lambda referral: reverse("referrals:inbox") if referral.voided_at else referral.get_absolute_url(),
        check_void=check_void,
    ),
    Kind(
        code="attempt",
        label=gettext_lazy("Try to reach a family"),
        model=Attempt,
        rows=lambda user: Attempt.objects.for_user(user).select_related("referral"),
        url=page_of,
        words=lambda attempt: attempt.get_way_display(),
    ),
    Kind(
        code="division_report",
        label=gettext_lazy("What Children’s Division wrote"),
        model=DivisionReport,
        rows=lambda user: DivisionReport.objects.for_user(user).select_related("referral"),
        url=page_of,
        contents_shown=False,
    ),
)
