"""Planning the classes, making one up, and a supervisor's exception."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from programs.casework.enrollments.models import Enrollment
from programs.casework.meetings import workflow as meetings
from programs.worksite.models.readiness import ClassMeeting, MakeUp, ReadinessWaiver
from programs.worksite.readiness.curriculum import class_of
from programs.worksite.readiness.standing import readiness_of

PROGRAM, KIND = "worksite", "readiness"


class CannotMakeUp(Exception):
    """Why a class cannot be made up, or excepted from, so; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def plan_classes(*, site, codes, first_on, clock, every_days, by, place="", speaker=""):
    """Plan one meeting for each class, `every_days` apart, and ask whoever at the site has not finished it.

    Raises meetings.CannotPlan, and then plans none.
    """
    cases = list(Enrollment.objects.open().in_program(PROGRAM).at_site(site))
    standing = readiness_of(cases)
    planned = []
    for number, code in enumerate(codes):
        one = class_of(code)
        day = first_on + timedelta(days=every_days * number)
        meeting = meetings.plan(
            site=site,
            program=PROGRAM,
            by=by,
            ask_everyone=False,
            kind=KIND,
            topic=one.title,
            starts_at=timezone.make_aware(datetime.combine(day, clock), site.zone),
            duration_minutes=one.minutes,
            place=place,
            speaker=speaker,
        )
        ClassMeeting.objects.create(meeting=meeting, code=code)
        missing = [case for case in cases if code not in standing[case.pk].done]
        asked = meetings.ask(meeting=meeting, enrollments=missing, with_mentors=False, by=by)
        if number == 0:
            meetings.tell(meeting=meeting, attendances=asked, by=by)
        planned.append(meeting)
    return planned


@transaction.atomic
def say_which_class(*, meeting, code, by):
    """Say which class of the curriculum a meeting is, or was: who came has finished it."""
    row, _created = ClassMeeting.objects.update_or_create(meeting=meeting, defaults={"code": code})
    trail.record(by, "readiness.class_named", meeting, after={"class": code})
    return row


@transaction.atomic
def make_up(*, enrollment, code, made_up_on, how, by, note=""):
    """Note that a missed class was made up. Raises CannotMakeUp."""
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    if not enrollment.is_open:
        raise CannotMakeUp(_("This case is closed."))
    if made_up_on > enrollment.site.today():
        raise CannotMakeUp(_("The date lies in the future. Check the year."), "made_up_on")
    if code in readiness_of([enrollment])[enrollment.pk].done:
        raise CannotMakeUp(_("This class was finished already."), "code")
    row = MakeUp.objects.create(
        enrollment=enrollment, code=code, made_up_on=made_up_on, how=how, note=note, recorded_by=by
    )
    trail.record(by, "readiness.made_up", row, site=enrollment.site, after={"case": enrollment.number, "class": code})
    return row


@transaction.atomic
def waive(*, enrollment, reason, by):
    """Let somebody be proposed for jobs before the classes are finished. Raises CannotMakeUp."""
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    standing = readiness_of([enrollment])[enrollment.pk]
    if not enrollment.is_open:
        raise CannotMakeUp(_("This case is closed."))
    if standing.is_finished:
        raise CannotMakeUp(_("Every class is finished. No exception is needed."))
    if standing.waiver:
        raise CannotMakeUp(_("The exception was made already."))
    row = ReadinessWaiver.objects.create(
        enrollment=enrollment, waived_on=enrollment.site.today(), reason=reason, recorded_by=by
    )
    trail.record(by, "readiness.waived", row, site=enrollment.site, reason=reason)
    return row
