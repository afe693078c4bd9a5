"""The history of what decides a visit plan, and how it is voided and restored like every other record."""

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.audit.kinds import CannotRestore, Kind
from programs.moppp.models import (
    ExcusedVisit,
    FactorReview,
    FamilyLevel,
    FamilyModel,
    FileReview,
    GroupFeedback,
    Supervision,
    TransitionPlan,
)


def plan_of_case(record):
    return reverse("moppp:plan", args=[record.enrollment_id])


def is_alone_on_its_day(record):
    """Another model or level may have been set for the day since."""
    rows = type(record).objects.not_voided().filter(enrollment=record.enrollment_id, starts_on=record.starts_on)
    if rows.exists():
        raise CannotRestore(_("Another one begins on that day by now. Void that one first."))


def list_was_not_asked_again(review):
    rows = FactorReview.objects.not_voided().filter(
        enrollment=review.enrollment_id, about=review.about, asked_on=review.asked_on
    )
    if rows.exists():
        raise CannotRestore(_("This list was asked on that day again. Void that one first."))


def file_was_not_reviewed_again(review):
    if FileReview.objects.not_voided().filter(enrollment=review.enrollment_id, on=review.on).exists():
        raise CannotRestore(_("This file was reviewed on that day again. Void that one first."))


def day_in_words(day):
    return formats.date_format(day, "M j, Y")


KINDS = (
    Kind(
        code="family_model",
        label=gettext_lazy("Model of a family"),
        model=FamilyModel,
        rows=lambda user: FamilyModel.objects.for_casework(user),
        url=plan_of_case,
        case_path="enrollment",
        words=lambda row: (
            _("%(what)s from %(day)s") % {"what": row.get_model_display(), "day": day_in_words(row.starts_on)}
        ),
        check_restore=is_alone_on_its_day,
    ),
    Kind(
        code="family_level",
        label=gettext_lazy("Level of a family"),
        model=FamilyLevel,
        rows=lambda user: FamilyLevel.objects.for_casework(user),
        url=plan_of_case,
        case_path="enrollment",
        words=lambda row: (
            _("%(what)s from %(day)s") % {"what": row.get_level_display(), "day": day_in_words(row.starts_on)}
        ),
        check_restore=is_alone_on_its_day,
    ),
    Kind(
        code="excused_visit",
        label=gettext_lazy("Excused visit"),
        model=ExcusedVisit,
        rows=lambda user: ExcusedVisit.objects.for_casework(user),
        url=plan_of_case,
        case_path="enrollment",
        words=lambda row: _("Visit excused on %(day)s") % {"day": day_in_words(row.on)},
    ),
    Kind(
        code="factor_review",
        label=gettext_lazy("List of factors asked"),
        model=FactorReview,
        rows=lambda user: FactorReview.objects.for_casework(user),
        url=plan_of_case,
        case_path="enrollment",
        words=lambda row: (
            _("%(what)s, asked %(day)s") % {"what": row.get_about_display(), "day": day_in_words(row.asked_on)}
        ),
        check_restore=list_was_not_asked_again,
    ),
    Kind(
        code="transition_plan",
        label=gettext_lazy("Transition plan"),
        model=TransitionPlan,
        rows=lambda user: TransitionPlan.objects.for_casework(user),
        url=lambda plan: reverse("moppp:transitions", args=[plan.enrollment_id]),
        case_path="enrollment",
        words=lambda plan: str(plan.get_next_program_display()),
    ),
    Kind(
        code="group_feedback",
        label=gettext_lazy("Page of feedback on a group"),
        model=GroupFeedback,
        rows=lambda user: GroupFeedback.objects.for_casework(user),
        url=lambda page: reverse("moppp:feedback", args=[page.meeting_id]),
        words=lambda page: _("Page of feedback, kept %(day)s") % {"day": day_in_words(page.recorded_at)},
    ),
    Kind(
        code="supervision",
        label=gettext_lazy("Supervision of a home visitor"),
        model=Supervision,
        rows=lambda user: Supervision.objects.for_user(user),
        url=lambda row: row.get_absolute_url(),
        words=lambda row: _("%(what)s on %(day)s") % {"what": row.get_kind_display(), "day": day_in_words(row.on)},
    ),
    Kind(
        code="file_review",
        label=gettext_lazy("Review of a case file"),
        model=FileReview,
        rows=lambda user: FileReview.objects.for_casework(user),
        url=lambda review: review.get_absolute_url(),
        case_path="enrollment",
        words=lambda review: _("Review of the file on %(day)s") % {"day": day_in_words(review.on)},
        check_restore=file_was_not_reviewed_again,
    ),
)
