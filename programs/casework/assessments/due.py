"""When a tool is due: by its dated schedules, for the participant or each child, and what is to follow a result."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.models import HouseholdMember
from programs.casework.assessments.ages import born_for, months_for
from programs.casework.assessments.models import Assessment, Schedule, Tool
from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.gathering import lines
from programs.registry import DueItem, DueSource

# An assessment stands among what is owed this long before its day.
SHOWN_BEFORE = timedelta(days=30)
When = Schedule.When


@dataclass(frozen=True)
class Waiting:
    """A tool that is due for somebody (None: the family) in a case, by which rule and when."""

    enrollment: Any
    tool: Any
    person: Any
    schedule: Any
    due_on: date


def months_after(day, months):
    """The same day so many months later; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"{day} has no day {months} months later.")


def next_due(schedule, *, enrollment, person, last_on, on):
    """The day on which the tool is due by one schedule, or None when it no longer is.

    `last_on` is when it was last given to the person, done or declined.
    """
    tool = schedule.tool
    months = months_for(tool, person, on) if tool.about == Tool.About.CHILD else None
    if schedule.until_age_months and months is not None and months >= schedule.until_age_months:
        return None
    if schedule.when == When.AFTER_ENROLLMENT:
        return None if last_on else enrollment.enrolled_on + timedelta(days=schedule.number)
    if schedule.when == When.AT_AGE:
        if person is None or person.born_on is None:
            return None
        due_on = months_after(born_for(tool, person), schedule.number)
        return None if (last_on and last_on >= due_on - SHOWN_BEFORE) or due_on < enrollment.enrolled_on else due_on
    return months_after(last_on or enrollment.enrolled_on, schedule.number)


def waiting(enrollments, on):
    """Every tool due by the day plus thirty, for the cases (a queryset), in five queries however many there are."""
    schedules = list(
        Schedule.objects.not_voided()
        .in_force(on)
        .filter(tool__in=Tool.objects.in_use(on), program__in=enrollments.order_by().values("program").distinct())
        .select_related("tool")
    )
    if not schedules:
        return []
    programs = {schedule.program for schedule in schedules}
    cases = list(
        enrollments.filter(status=EnrollmentStatus.ENROLLED, program__in=programs).select_related(
            "participant", "site"
        )
    )
    about_children = any(schedule.tool.about == Tool.About.CHILD for schedule in schedules)
    children = _children({case.participant_id for case in cases}, on) if about_children else {}
    last = _last_given(cases)
    found = []
    for case in cases:
        for schedule in schedules:
            if schedule.program != case.program:
                continue
            for person in _about(schedule.tool, case, children):
                due_on = next_due(
                    schedule,
                    enrollment=case,
                    person=person,
                    last_on=last.get((case.pk, schedule.tool_id, person.pk if person else None)),
                    on=on,
                )
                if due_on and due_on <= on + SHOWN_BEFORE:
                    found.append(Waiting(case, schedule.tool, person, schedule, due_on))
    return found


def _about(tool, case, children):
    """Whom a tool is given to in a case."""
    if tool.about == Tool.About.CHILD:
        return children.get(case.participant_id, ())
    return (case.participant,) if tool.about == Tool.About.PARENT else (None,)


def _children(parents, on):
    """Children by the parent they live with on the day. One statement."""
    parent = HouseholdMember.objects.in_force(on).filter(person__in=parents, part=HouseholdMember.Part.PARENT)
    members = (
        HouseholdMember.objects.in_force(on)
        .filter(
            part=HouseholdMember.Part.CHILD,
            person__voided_at=None,
            person__born_on__isnull=False,
            household__members__in=parent,
        )
        .annotate(parent=F("household__members__person"))
        .select_related("person")
    )
    found = {}
    for member in members:
        rows = found.setdefault(member.parent, [])
        if member.person not in rows:
            rows.append(member.person)
    return found


def _last_given(cases):
    """When each tool was last given, by case, tool and person."""
    rows = Assessment.objects.not_voided().filter(enrollment__in=[case.pk for case in cases])
    last = {}
    for enrollment, tool, person, given_on in rows.values_list("enrollment", "tool", "person", "given_on"):
        key = (enrollment, tool, person)
        last[key] = max(given_on, last.get(key, given_on))
    return last


def owed(enrollments, on, user):
    """Tools that are due, or late."""
    seen = {}
    for one in sorted(waiting(enrollments, on), key=lambda one: one.due_on):
        seen.setdefault((one.enrollment.pk, one.tool.pk, one.person.pk if one.person else None), one)
    for one in seen.values():
        # The name of a restricted tool says what it asks about: it stands on the page of the case alone.
        what = _("An assessment") if one.tool.is_restricted else one.tool.name
        yield DueItem(
            rule="assessment",
            program=one.enrollment.program,
            enrollment=one.enrollment,
            due_on=one.due_on,
            who=one.person.name if one.person else one.enrollment.participant.name,
            why=_("%(what)s is due.") % {"what": what},
            action=_("Record it"),
            url=reverse("assessments:assessments", args=[one.enrollment.pk]),
        )


def follow_ups(enrollments, on, user):
    """What is to follow a result within thirty days, or should have."""
    rows = (
        Assessment.objects.to_follow_up()
        .for_user(user)
        .filter(enrollment__in=enrollments, follow_up_on__lte=on + SHOWN_BEFORE)
    )
    return lines(rows, "assessment-follow-up", case="enrollment_id", day="follow_up_on")


def follow_up(mark, on):
    return DueItem(
        rule="assessment-follow-up",
        program=mark.case.program,
        enrollment=mark.case,
        due_on=mark.day,
        who=mark.case.participant.name,
        why=_("Something is to follow an assessment: say what came of it."),
        action=_("Open the assessment"),
        url=Assessment(pk=mark.subject).get_absolute_url(),
    )


SOURCES = (
    DueSource(rule="assessment", describes=gettext_lazy("An assessment is due by its schedule."), owed=owed),
    DueSource(
        rule="assessment-follow-up",
        describes=gettext_lazy("Something is to follow an assessment."),
        marks=follow_ups,
        item=follow_up,
    ),
)
