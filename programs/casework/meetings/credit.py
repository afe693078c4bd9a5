"""What an attendance is worth to whom: minutes of a case, and minutes of training of a mentor."""

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from programs import registry
from programs.casework.meetings.models import AlsoCredited, Attendance, Meeting


def credited(enrollments, first, last, zone):
    """Attendances and further credits of cases from day to day, each with its `enrollment` and `minutes_worth`.

    A meeting counts once for each case: the one through which somebody was asked, and any other program's that the
    meeting serves. Somebody there for a part is credited with that part.
    """
    held = Meeting.objects.standing().between(first, last, zone).order_by().values("pk")
    came = Attendance.objects.came().filter(meeting__in=held).with_minutes()
    also = AlsoCredited.objects.filter(
        enrollment__in=enrollments, attendance__came=True, attendance__meeting__in=held
    ).annotate(minutes_worth=Coalesce("attendance__minutes_credited", "attendance__meeting__duration_minutes"))
    return came.filter(enrollment__in=enrollments), also


def training_kinds():
    """Pairs of program and kind of the meetings that mentors are trained at."""
    return [
        (program.code, kind)
        for program in registry.all_programs()
        for kind in program.meeting_kinds
        if kind.for_mentors
    ]


def trainings():
    """Meetings at which mentors are trained, as a Q over attendances."""
    found = Q(pk__in=[])
    for program, kind in training_kinds():
        found |= Q(meeting__program=program, meeting__kind=kind.code)
    return found


def training_minutes(people, first, last, zone):
    """Minutes of training from day to day, by the id of the person; one query."""
    held = Meeting.objects.standing().between(first, last, zone).values("pk")
    rows = Attendance.objects.came().filter(trainings(), meeting__in=held, person__in=people).with_minutes()
    return dict(rows.order_by().values_list("person").annotate(sum=Sum("minutes_worth")))


def training_expected(mentor_kind):
    """Minutes of training that mentors of a kind owe in a month, such as two refreshers of an hour."""
    return sum(
        kind.usual_minutes * kind.times_a_month
        for program in registry.all_programs()
        if program.mentor_kind == mentor_kind
        for kind in program.meeting_kinds
        if kind.for_mentors
    )
