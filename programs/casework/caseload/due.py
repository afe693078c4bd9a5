"""What a day's work leaves owed by itself: tasks, answers to a supervisor, cases that change hands, papers."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf
from django.template.defaultfilters import date as date_format
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentors.models import Mentor, Qualification
from programs.casework.caseload.models import Absence, Handover, Review, ReviewNote, Task
from programs.casework.caseload.models.handovers import Status as HandoverStatus
from programs.casework.caseload.papers import WARN_BEFORE_EXPIRY, latest_qualifications, words_of_expiry
from programs.gathering import lines
from programs.registry import DueItem, DueSource

# A supervisor's question is answered within so many days.
ANSWERED_WITHIN = timedelta(days=3)
# A handover stands among what is owed this long before its day.
SHOWN_BEFORE = timedelta(days=7)
# Stands between a paper's code and its mentor's name in one column.
BETWEEN = "|"


@dataclass(frozen=True, kw_only=True)
class TaskItem(DueItem):
    """A task is owed by whom it was given to, whoever works on the case."""

    assigned_to: int


def task_marks(enrollments, on, user):
    """Open tasks about the cases, the own ones, and those of whom `user` stands in for."""
    covered = Absence.objects.covered_by(user, on).values("worker")
    rows = Task.objects.open().filter(Q(enrollment__in=enrollments) | Q(assigned_to=user) | Q(assigned_to__in=covered))
    return lines(rows, "task", case="enrollment_id", day="due_on", number="assigned_to_id", words="words")


def task_item(mark, on):
    return TaskItem(
        rule="task",
        program=mark.case.program if mark.case else "",
        enrollment=mark.case,
        due_on=mark.day,
        who=mark.case.participant.name if mark.case else mark.words,
        why=_("Task: %(words)s") % {"words": mark.words} if mark.case else _("A task of yours."),
        action=_("Open the task"),
        url=reverse("caseload:task", args=[mark.subject]),
        assigned_to=mark.number,
    )


def question_marks(enrollments, on, user):
    """Questions of a supervisor about contacts that `user` wrote."""
    asked = ReviewNote.objects.filter(review=OuterRef("pk"), kind=ReviewNote.Kind.QUESTION).order_by("-recorded_at")
    rows = (
        Review.objects.owed_by(user)
        .filter(contact__enrollment__in=enrollments)
        .annotate(asked_at=Subquery(asked.values("recorded_at")[:1]))
    )
    return lines(rows, "review-question", case="contact__enrollment_id", subject="contact_id", at="asked_at")


def question_item(mark, on):
    asked_on = timezone.localtime(mark.at, mark.case.site.zone).date()
    return DueItem(
        rule="review-question",
        program=mark.case.program,
        enrollment=mark.case,
        due_on=asked_on + ANSWERED_WITHIN,
        who=mark.case.participant.name,
        why=_("A question about a contact you recorded waits for your answer."),
        action=_("Answer"),
        url=reverse("caseload:thread", args=[mark.subject]),
    )


def handover_marks(enrollments, on, user):
    """Handovers to be carried out, and lent cases to be given back, within the week or since."""
    soon = on + SHOWN_BEFORE
    planned = Q(status=HandoverStatus.PLANNED, starts_on__lte=soon)
    lent = Q(status=HandoverStatus.CARRIED_OUT, ends_on__lte=soon)
    rows = Handover.objects.not_voided().for_user(user).filter(planned | lent)
    is_planned = Case(When(status=HandoverStatus.PLANNED, then=Value(1)), default=Value(0))
    day = Case(When(status=HandoverStatus.PLANNED, then=F("starts_on")), default=F("ends_on"))
    return lines(rows, "handover", case=None, day=day, number=is_planned, words="worker__name")


def handover_item(mark, on):
    is_planned = bool(mark.number)
    return DueItem(
        rule="handover",
        program="",
        due_on=mark.day if is_planned else mark.day + timedelta(days=1),
        who=mark.words,
        why=_("Cases are to be handed over.") if is_planned else _("Back again: lent cases are to be given back."),
        action=_("Hand over") if is_planned else _("Give back"),
        url=reverse("caseload:handover", args=[mark.subject]),
    )


@dataclass(frozen=True, kw_only=True)
class StandIn(DueItem):
    """Somebody is away, and `user` sees their work: `worker` is whose it is."""

    worker: int


def absence_marks(enrollments, on, user):
    rows = Absence.objects.covered_by(user, on)
    return lines(rows, "stand-in", case=None, day="ends_on", number="worker_id", words="worker__name")


def absence_item(mark, on):
    return StandIn(
        rule="stand-in",
        program="",
        due_on=mark.day,
        who=mark.words,
        why=_("You stand in until %(day)s.") % {"day": date_format(mark.day, _("F j"))},
        action="",
        url=reverse("caseload:day"),
        worker=mark.number,
    )


@dataclass(frozen=True, kw_only=True)
class PaperItem(DueItem):
    """A paper of a mentor runs out, or has run out."""


def paper_marks(enrollments, on, user):
    """Papers of active mentors that run out within thirty days, and were not renewed."""
    mentors = Mentor.objects.not_voided().active().for_user(user)
    rows = latest_qualifications(mentors).filter(valid_until__lte=on + WARN_BEFORE_EXPIRY)
    called = Coalesce(NullIf("mentor__person__preferred_name", Value("")), "mentor__person__given_name")
    named = Concat("what", Value(BETWEEN), called, Value(" "), "mentor__person__family_name")
    return lines(rows, "mentor-paper", case=None, subject="mentor_id", day="valid_until", words=named)


def paper_item(mark, on):
    what, _sign, name = mark.words.partition(BETWEEN)
    return PaperItem(
        rule="mentor-paper",
        program="",
        due_on=mark.day,
        who=name.strip(),
        why=words_of_expiry(Qualification.What(what).label, mark.day, on),
        action=_("Open the mentor"),
        url=reverse("matches:mentor", args=[mark.subject]),
    )


SOURCES = (
    DueSource(rule="task", describes=gettext_lazy("A task is due and not done."), marks=task_marks, item=task_item),
    DueSource(
        rule="review-question",
        describes=gettext_lazy("A supervisor's question about a contact waits for an answer."),
        marks=question_marks,
        item=question_item,
    ),
    DueSource(
        rule="handover",
        describes=gettext_lazy("Cases are to be handed over, or given back."),
        marks=handover_marks,
        item=handover_item,
    ),
    DueSource(
        rule="stand-in",
        describes=gettext_lazy("Somebody is away, and somebody else sees their work."),
        marks=absence_marks,
        item=absence_item,
    ),
    DueSource(
        rule="mentor-paper",
        describes=gettext_lazy("A paper of a mentor runs out within thirty days."),
        marks=paper_marks,
        item=paper_item,
    ),
)
