"""What an MPMP case owes: the court's deadlines, what came of a hearing, the case plan, the parent's picture."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import CharField, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.casework.assessments.models import Assessment
from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.casework.parameters.values.overlay import parameters_for
from programs.gathering import joined, lines
from programs.mpmp.court.children import clock_by_rules
from programs.mpmp.court.clock import months_after
from programs.mpmp.court.deadlines import deadlines_of
from programs.mpmp.court.page import facts_of
from programs.mpmp.hearings.reminders import SOURCE as PARENT_REMINDERS
from programs.mpmp.models import (
    ChildPlacement,
    CourtCase,
    Deadline,
    FamilyMeeting,
    Hearing,
    HearingKind,
    KeptService,
    ParentPicture,
    PlanItem,
)
from programs.registry import DueItem, DueSource

PROGRAM = "mpmp"
# A deadline of the court stands among what is owed this long before its day; an item of the plan, a week.
DEADLINE_SHOWN_BEFORE = timedelta(days=14)
ITEM_SHOWN_BEFORE = timedelta(days=7)
# What came of a hearing can still be asked this long after it.
ASK_OUTCOME_FOR = timedelta(days=60)
# No source says how often a parent is asked how they see it.
PICTURE_EVERY_MONTHS = 3
ASK_AT_END_WITHIN = timedelta(days=14)
SURVEY = "pfs-2"


def court_deadlines(enrollments, on, user):
    """Deadlines of open court cases that are near or past and not met; none while a case is paused."""
    running = enrollments.filter(program=PROGRAM, status=EnrollmentStatus.ENROLLED)
    rows = CourtCase.objects.not_voided().filter(enrollment__in=running, ended_on=None)
    told_on = Coalesce(Cast("tribe_told_on", CharField(max_length=10)), Value(""))
    words = joined("is_tribal", told_on)
    return lines(rows, "court-deadline", case="enrollment_id", day="opened_on", words=words)


def meet_deadlines(marks, on):
    """Each deadline follows from several dated rows and values, so it is worked out here for all cases together."""
    ids = [mark.case.pk for mark in marks]
    placements = _by_case(ChildPlacement.objects.not_voided().filter(enrollment__in=ids))
    hearings = _by_case(Hearing.objects.not_voided().filter(enrollment__in=ids, status="held"))
    notes = _by_case(Deadline.objects.not_voided().filter(enrollment__in=ids))
    parameters = parameters_for(PROGRAM)
    values = parameters.on(on)
    for mark in marks:
        case = mark.case
        of_children = defaultdict(list)
        for placement in placements[case.pk]:
            of_children[placement.child_id].append(placement)
        clocks = [clock_by_rules(own, values, on) for own in of_children.values()]
        facts = facts_of(_court_case(mark), clocks, hearings[case.pk], notes[case.pk], case.site.zone)
        for due in deadlines_of(facts, parameters, on=on):
            if not due.is_met and due.due_on <= on + DEADLINE_SHOWN_BEFORE:
                yield DueItem(
                    rule="court-deadline",
                    program=PROGRAM,
                    enrollment=case,
                    due_on=due.due_on,
                    who=case.participant.name,
                    why=_("%(deadline)s. %(rule)s") % {"deadline": due.label, "rule": due.says},
                    action=_("Open court and plan"),
                    url=reverse("mpmp:court", args=[case.pk]),
                )


def _court_case(mark):
    """The court case of a line, as far as deadlines follow from it."""
    is_tribal, told_on = mark.parts
    return CourtCase(
        opened_on=mark.day, is_tribal=is_tribal, tribe_told_on=date.fromisoformat(told_on) if told_on else None
    )


def _by_case(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.enrollment_id].append(row)
    return found


def outcomes_missing(enrollments, on, user):
    """A hearing is past, and nobody said what came of it. A mentor is asked by the appointment in the calendar."""
    now = timezone.now()
    rows = Hearing.objects.unanswered(now).filter(
        enrollment__in=enrollments, enrollment__participant__died_on=None, starts_at__gte=now - ASK_OUTCOME_FOR
    )
    return lines(rows, "hearing-outcome", case="enrollment_id", at="starts_at", words="kind")


def outcome(mark, on):
    day = timezone.localtime(mark.at, mark.case.site.zone).date()
    return DueItem(
        rule=mark.rule,
        program=PROGRAM,
        enrollment=mark.case,
        due_on=day + timedelta(days=1),
        who=mark.case.participant.name,
        why=_("What came of it? %(hearing)s.") % {"hearing": HearingKind(mark.words).label},
        action=_("Say what came of it"),
        url=reverse("mpmp:outcome", args=[mark.subject]),
    )


def plan_items(enrollments, on, user):
    """Items of the case plan that are due within a week, or late; none while a case is paused."""
    rows = PlanItem.objects.open().filter(
        enrollment__in=enrollments,
        enrollment__status=EnrollmentStatus.ENROLLED,
        due_on__lte=on + ITEM_SHOWN_BEFORE,
    )
    return lines(rows, "plan-item", case="enrollment_id", day="due_on", words="words")


def plan_item(mark, on):
    return DueItem(
        rule=mark.rule,
        program=PROGRAM,
        enrollment=mark.case,
        due_on=mark.day,
        who=mark.case.participant.name,
        why=_("From the case plan: %(words)s.") % {"words": mark.words},
        action=_("Open court and plan"),
        url=reverse("mpmp:court", args=[mark.case.pk]) + "#plan",
    )


def pictures(enrollments, on, user):
    """Three months ago the parent was last asked how they see it, or enrolled."""
    last = ParentPicture.objects.not_voided().filter(enrollment=OuterRef("pk")).order_by("-on").values("on")[:1]
    rows = enrollments.filter(program=PROGRAM, status=EnrollmentStatus.ENROLLED)
    rows = rows.annotate(last_picture_on=Coalesce(Subquery(last), F("enrolled_on")))
    rows = rows.filter(last_picture_on__lte=months_after(on, -PICTURE_EVERY_MONTHS))
    return lines(rows, "parent-picture", day="last_picture_on")


def picture(mark, on):
    return DueItem(
        rule="parent-picture",
        program=PROGRAM,
        enrollment=mark.case,
        due_on=months_after(mark.day, PICTURE_EVERY_MONTHS),
        who=mark.case.participant.name,
        why=_("Ask the parent how they see it: at the start, on the way, and at the end."),
        action=_("Ask how they see it"),
        url=reverse("mpmp:add_picture", args=[mark.case.pk]),
    )


def last_words(enrollments, on, user):
    """The court case has ended: the parent's view is asked for once more, and the survey's total is taken."""
    ended = CourtCase.objects.not_voided().filter(
        enrollment__in=enrollments, enrollment__status=EnrollmentStatus.ENROLLED, ended_on__isnull=False
    )
    asked = ParentPicture.objects.not_voided().filter(enrollment=OuterRef("enrollment"), occasion="end")
    surveyed = Assessment.objects.not_voided().filter(
        enrollment=OuterRef("enrollment"), tool__code=SURVEY, given_on__gte=OuterRef("ended_on")
    )
    return [
        lines(ended.exclude(Exists(asked)), "last-picture", case="enrollment_id", day="ended_on", words=Value("")),
        lines(
            ended.exclude(Exists(surveyed)), "last-picture", case="enrollment_id", day="ended_on", words=Value(SURVEY)
        ),
    ]


def last_picture(marks, on):
    for mark in marks:
        is_survey = mark.words == SURVEY
        yield DueItem(
            rule="last-picture",
            program=PROGRAM,
            enrollment=mark.case,
            due_on=mark.day + ASK_AT_END_WITHIN,
            who=mark.case.participant.name,
            why=_("The court case has ended: take the Protective Factors Survey once more.")
            if is_survey
            else _("The court case has ended: ask the parent once more how they see it."),
            action=_("Record it") if is_survey else _("Ask how they see it"),
            url=reverse("assessments:assessments" if is_survey else "mpmp:add_picture", args=[mark.case.pk]),
        )


def family_plans(enrollments, on, user):
    """The plan of a family meeting is to be looked at again within a week, or since."""
    rows = FamilyMeeting.objects.not_voided().filter(
        enrollment__in=enrollments,
        enrollment__status=EnrollmentStatus.ENROLLED,
        followed_up_on=None,
        follow_up_on__lte=on + ITEM_SHOWN_BEFORE,
    )
    return lines(rows, "family-plan", case="enrollment_id", day="follow_up_on")


def family_plan(mark, on):
    return _at_progress(mark, _("Look at the family’s plan again."), "mpmp:edit_family_meeting", mark.subject)


def kept_services(enrollments, on, user):
    """Services that were in place at the end of the court case are asked about again, by their day."""
    rows = KeptService.objects.to_check().filter(
        enrollment__in=enrollments,
        enrollment__status=EnrollmentStatus.ENROLLED,
        check_on__lte=on + ITEM_SHOWN_BEFORE,
    )
    return lines(rows, "kept-service", case="enrollment_id", day="check_on", words="name")


def kept_service(mark, on):
    why = _("Ask whether it still holds: %(service)s.") % {"service": mark.words}
    return _at_progress(mark, why, "mpmp:edit_service", mark.subject)


def _at_progress(mark, why, url_name, pk):
    return DueItem(
        rule=mark.rule,
        program=PROGRAM,
        enrollment=mark.case,
        due_on=mark.day,
        who=mark.case.participant.name,
        why=why,
        action=_("Open it"),
        url=reverse(url_name, args=[pk]),
    )


SOURCES = (
    DueSource(
        rule="parent-picture",
        describes=gettext_lazy("The parent is asked how they see it, at the start and every three months."),
        marks=pictures,
        item=picture,
    ),
    DueSource(
        rule="last-picture",
        describes=gettext_lazy("The court case has ended, and the parent was not asked once more."),
        marks=last_words,
        items=last_picture,
    ),
    DueSource(
        rule="family-plan",
        describes=gettext_lazy("The plan of a family meeting is to be looked at again."),
        marks=family_plans,
        item=family_plan,
    ),
    DueSource(
        rule="kept-service",
        describes=gettext_lazy("Services in place at the end of the court case are asked about again."),
        marks=kept_services,
        item=kept_service,
    ),
    DueSource(
        rule="court-deadline",
        describes=gettext_lazy("A deadline of the court is near or past, and not met."),
        marks=court_deadlines,
        items=meet_deadlines,
    ),
    DueSource(
        rule="hearing-outcome",
        describes=gettext_lazy("A hearing is past, and nobody said what came of it."),
        marks=outcomes_missing,
        item=outcome,
    ),
    DueSource(
        rule="plan-item",
        describes=gettext_lazy("An item of the case plan is due and not done."),
        marks=plan_items,
        item=plan_item,
    ),
    PARENT_REMINDERS,
)
