"""What a day's work leaves owed by itself: tasks, answers to a supervisor, and cases that change hands."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.casework.caseload.models import Absence, Handover, Review, ReviewNote, Task
from programs.casework.caseload.models.handovers import Status as HandoverStatus
from programs.gathering import lines
from programs.registry import DueItem, DueSource

# A supervisor's question is answered within so many days.
ANSWERED_WITHIN = timedelta(days=3)
# A handover stands among what is owed this long before its day.
SHOWN_BEFORE = timedelta(days=7)


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
)
