"""The history of what is written down about a court case, and how it is voided and restored like every other record."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.audit.kinds import CannotRestore, Kind
from programs.mpmp.models import (
    ChildPlacement,
    CourtCase,
    CourtPerson,
    Deadline,
    FamilyVisit,
    Hearing,
    NewReport,
    Petition,
    PlanItem,
)
from programs.mpmp.workflow import release_calendar


def case_stands(record):
    if record.enrollment.voided_at:
        raise CannotRestore(_("The case it belongs to is voided. Restore the case first."))


def only_court_case(court_case):
    case_stands(court_case)
    if CourtCase.objects.not_voided().filter(enrollment=court_case.enrollment_id).exists():
        raise CannotRestore(_("Another court case of this family was written down meanwhile. Void that one first."))


def placement_fits(placement):
    case_stands(placement)
    others = ChildPlacement.objects.not_voided().filter(enrollment=placement.enrollment_id, child=placement.child_id)
    if any(placement.overlaps(other) for other in others):
        raise CannotRestore(_("This child is written down as living somewhere else at that time."))


def deadline_is_free(deadline):
    case_stands(deadline)
    same = Deadline.objects.not_voided().filter(
        enrollment=deadline.enrollment_id, rule=deadline.rule, counted_from=deadline.counted_from
    )
    if same.exists():
        raise CannotRestore(_("Something else was noted about this deadline meanwhile. Void that first."))


def not_followed(hearing):
    if hearing.followed_by.not_voided().exists():
        raise CannotRestore(_("The date of another hearing was given at this one. Void that one first."))


def rows_of(model):
    return lambda user: model.objects.for_casework(user)


def restricted_rows(model):
    return lambda user: model.objects.for_user(user)


def court_url(record):
    return reverse("mpmp:court", args=[record.enrollment_id])


def restricted_url(record):
    return reverse("mpmp:restricted", args=[record.enrollment_id])


KINDS = (
    Kind(
        code="court_case",
        label=gettext_lazy("Court case"),
        model=CourtCase,
        rows=rows_of(CourtCase),
        url=court_url,
        case_path="enrollment",
        words=lambda row: row.file_number or _("without a file number"),
        check_restore=only_court_case,
    ),
    Kind(
        code="court_person",
        label=gettext_lazy("Somebody with a part in the case"),
        model=CourtPerson,
        rows=rows_of(CourtPerson),
        url=court_url,
        case_path="enrollment",
        words=lambda row: row.name,
        check_restore=case_stands,
    ),
    Kind(
        code="child_placement",
        label=gettext_lazy("Placement"),
        model=ChildPlacement,
        rows=rows_of(ChildPlacement),
        url=court_url,
        case_path="enrollment",
        words=lambda row: row.get_kind_display(),
        check_restore=placement_fits,
    ),
    Kind(
        code="family_visit",
        label=gettext_lazy("Visit with the children"),
        model=FamilyVisit,
        rows=rows_of(FamilyVisit),
        url=court_url,
        case_path="enrollment",
        words=lambda row: row.get_kind_display(),
        check_restore=case_stands,
    ),
    Kind(
        code="plan_item",
        label=gettext_lazy("Item of the case plan"),
        model=PlanItem,
        rows=rows_of(PlanItem),
        url=court_url,
        case_path="enrollment",
        words=lambda row: row.words,
        check_restore=case_stands,
    ),
    Kind(
        code="deadline",
        label=gettext_lazy("Deadline"),
        model=Deadline,
        rows=rows_of(Deadline),
        url=court_url,
        case_path="enrollment",
        words=lambda row: row.rule.replace("_", " "),
        check_restore=deadline_is_free,
    ),
    Kind(
        code="hearing",
        label=gettext_lazy("Hearing or meeting of the case"),
        model=Hearing,
        rows=rows_of(Hearing),
        url=lambda row: court_url(row) if row.voided_at else row.get_absolute_url(),
        case_path="enrollment",
        words=lambda row: row.get_kind_display(),
        check_void=not_followed,
        check_restore=case_stands,
        after_void=lambda row, by: release_calendar(hearing=row, by=by),
    ),
    Kind(
        code="petition",
        label=gettext_lazy("Petition"),
        model=Petition,
        rows=restricted_rows(Petition),
        url=restricted_url,
        case_path="enrollment",
        words=lambda row: _("Petition written down on %(day)s") % {"day": f"{row.recorded_at:%Y-%m-%d}"},
        check_restore=case_stands,
        contents_shown=False,
    ),
    Kind(
        code="new_report",
        label=gettext_lazy("New report"),
        model=NewReport,
        rows=restricted_rows(NewReport),
        url=restricted_url,
        case_path="enrollment",
        words=lambda row: _("Report written down on %(day)s") % {"day": f"{row.recorded_at:%Y-%m-%d}"},
        check_restore=case_stands,
        contents_shown=False,
    ),
)
