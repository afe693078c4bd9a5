"""The history of outcomes, pictures, aftercare, celebrations and family meetings, and how they are voided and restored."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.audit.kinds import CannotRestore, Kind
from programs.mpmp.models import (
    Aftercare,
    Celebration,
    ChildOutcome,
    FamilyGuest,
    FamilyMeeting,
    KeptService,
    ParentPicture,
)


def case_stands(record):
    if record.enrollment.voided_at:
        raise CannotRestore(_("The case it belongs to is voided. Restore the case first."))


def nothing_in_its_place(**same):
    """Restoring is refused where another row was written in the place of this one."""

    def check(record):
        case_stands(record)
        rows = type(record).objects.not_voided().filter(**{name: getattr(record, path) for name, path in same.items()})
        if rows.exists():
            raise CannotRestore(_("Another record was written in its place meanwhile. Void that one first."))

    return check


def meeting_stands(guest):
    if guest.meeting.voided_at:
        raise CannotRestore(_("The family meeting is voided. Restore it first."))


def rows_of(model):
    return lambda user: model.objects.for_casework(user)


def guests(user):
    rows = FamilyGuest.objects.filter(meeting__in=FamilyMeeting.objects.for_casework(user))
    return rows.select_related("meeting__enrollment")


def progress_url(record):
    return reverse("mpmp:progress", args=[record.enrollment_id])


KINDS = (
    Kind(
        code="child_outcome",
        label=gettext_lazy("Outcome of a child"),
        model=ChildOutcome,
        rows=rows_of(ChildOutcome),
        url=progress_url,
        case_path="enrollment",
        words=lambda row: row.get_kind_display(),
        check_restore=nothing_in_its_place(enrollment="enrollment_id", child="child_id", on="on"),
    ),
    Kind(
        code="parent_picture",
        label=gettext_lazy("How the parent sees it"),
        model=ParentPicture,
        rows=rows_of(ParentPicture),
        url=progress_url,
        case_path="enrollment",
        words=lambda row: row.get_occasion_display(),
        check_restore=nothing_in_its_place(enrollment="enrollment_id", on="on"),
    ),
    Kind(
        code="aftercare",
        label=gettext_lazy("Aftercare"),
        model=Aftercare,
        rows=rows_of(Aftercare),
        url=progress_url,
        case_path="enrollment",
        words=lambda row: _("since %(day)s") % {"day": row.starts_on.isoformat()},
        check_restore=nothing_in_its_place(enrollment="enrollment_id"),
    ),
    Kind(
        code="kept_service",
        label=gettext_lazy("Service in place"),
        model=KeptService,
        rows=rows_of(KeptService),
        url=progress_url,
        case_path="enrollment",
        words=lambda row: row.name,
        check_restore=case_stands,
    ),
    Kind(
        code="celebration",
        label=gettext_lazy("Celebration"),
        model=Celebration,
        rows=rows_of(Celebration),
        url=progress_url,
        case_path="enrollment",
        words=lambda row: row.get_kind_display(),
        check_restore=case_stands,
    ),
    Kind(
        code="family_group_meeting",
        label=gettext_lazy("Family meeting"),
        model=FamilyMeeting,
        rows=rows_of(FamilyMeeting),
        url=progress_url,
        case_path="enrollment",
        words=lambda row: _("asked for on %(day)s") % {"day": row.asked_on.isoformat()},
        check_restore=case_stands,
    ),
    Kind(
        code="family_guest",
        label=gettext_lazy("Guest of a family meeting"),
        model=FamilyGuest,
        rows=guests,
        url=progress_url,
        case_path="meeting__enrollment",
        words=lambda row: row.name,
        check_restore=meeting_stands,
    ),
)
