"""Going to school, leaving it and finishing it; attendance; what was earned."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from participants import facts
from participants.consents.workflow import pass_to_student
from participants.facts import CannotWrite
from participants.models import Person
from participants.schooling.models import OVER, Credential, SchoolAttendance, Schooling, Status


def check_after_birth(person, day, field):
    """Raise CannotWrite for a day before the birth, or return."""
    if day and person.born_on and day < person.born_on:
        raise CannotWrite(_("The day lies before the birth."), field)


def keep_in_step(person):
    """The school in the person's details is the one they go to now; empty where they go to none."""
    going = Schooling.objects.going_on().filter(person=person).order_by("-starts_on", "-pk").first()
    school = going.school if going else ""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.school != school:
        person.school = school
        person.version += 1
        person.save(update_fields=["school", "version"])


@transaction.atomic
def add(*, person, site, by, **details):
    """Write down a school, or that somebody goes to none. “Not in school” ends when a school begins.

    At college the student decides on their school records: what a parent agreed to ends. Raises CannotWrite.
    """
    check_after_birth(person, details["starts_on"], "starts_on")
    schooling = Schooling(person=person, site=site, **details)
    if schooling.status == Status.NOT_IN_SCHOOL:
        if Schooling.objects.going_on().filter(person=person, site=site).exists():
            raise CannotWrite(_("They go to a school now. Say first that it was left or finished."), "level")
    elif schooling.is_going_on:
        _end_not_in_school(schooling, by=by)
    facts.write(schooling, by=by, verb="schooling.added")
    keep_in_step(person)
    pass_to_student(person=person, by=by)
    return schooling


def _end_not_in_school(schooling, *, by):
    open_rows = Schooling.objects.not_voided().filter(
        person=schooling.person, site=schooling.site, status=Status.NOT_IN_SCHOOL, ends_on=None
    )
    for row in open_rows:
        last = max(row.starts_on, schooling.starts_on - timedelta(days=1))
        facts.correct(row, by=by, version=row.version, verb="schooling.ended", site=row.site, ends_on=last)


@transaction.atomic
def correct(*, schooling, by, version, **details):
    """Put right what was written about a school. Raises CannotWrite."""
    check_after_birth(schooling.person, details.get("starts_on"), "starts_on")
    row = facts.correct(schooling, by=by, version=version, verb="schooling.corrected", site=schooling.site, **details)
    keep_in_step(schooling.person)
    pass_to_student(person=schooling.person, by=by)
    return row


@transaction.atomic
def move(*, schooling, status, on, by):
    """Go on leave, come back, leave before the end, or finish. `on` is the last day where it is over. Raises CannotWrite."""
    schooling = Schooling.objects.select_for_update().get(pk=schooling.pk)
    if not schooling.may_become(status):
        raise CannotWrite(_("From “%(now)s” this cannot follow.") % {"now": schooling.get_status_display()}, "status")
    if on < schooling.starts_on:
        raise CannotWrite(_("The day lies before the first day at this school."), "on")
    row = facts.correct(
        schooling,
        by=by,
        version=schooling.version,
        verb="schooling.moved",
        site=schooling.site,
        status=status,
        ends_on=on if status in OVER else None,
    )
    keep_in_step(row.person)
    return row


def check_attendance(attendance):
    """Raise CannotWrite where the time lies outside of the schooling, or shares a day with another row."""
    schooling = attendance.schooling
    if attendance.first_on < schooling.starts_on:
        raise CannotWrite(_("They were not at this school yet on that day."), "first_on")
    if schooling.ends_on and attendance.last_on > schooling.ends_on:
        raise CannotWrite(_("They had left this school by that day."), "last_on")
    others = SchoolAttendance.objects.not_voided().filter(schooling=schooling).exclude(pk=attendance.pk)
    if others.filter(first_on__lte=attendance.last_on, last_on__gte=attendance.first_on).exists():
        raise CannotWrite(_("Some of these days are on record already. Correct them there."), "first_on")


@transaction.atomic
def note_attendance(*, schooling, by, **details):
    """Write down the days present in a term or a month. Raises CannotWrite."""
    schooling = Schooling.objects.select_for_update().get(pk=schooling.pk)
    attendance = SchoolAttendance(schooling=schooling, **details)
    check_attendance(attendance)
    return facts.write(attendance, by=by, verb="schooling.attendance_noted", site=schooling.site)


@transaction.atomic
def correct_attendance(*, attendance, by, version, **details):
    """Put right days at school. Raises CannotWrite."""
    planned = SchoolAttendance.objects.select_related("schooling").get(pk=attendance.pk)
    for name, value in details.items():
        setattr(planned, name, value)
    check_attendance(planned)
    site = attendance.schooling.site
    return facts.correct(
        attendance, by=by, version=version, verb="schooling.attendance_corrected", site=site, **details
    )


def add_credential(*, person, site, by, **details):
    """Write down what was earned. Raises CannotWrite."""
    check_after_birth(person, details["earned_on"], "earned_on")
    return facts.write(Credential(person=person, site=site, **details), by=by, verb="credential.added")


def correct_credential(*, credential, by, version, **details):
    """Put right what was earned. Raises CannotWrite."""
    check_after_birth(credential.person, details["earned_on"], "earned_on")
    return facts.correct(
        credential, by=by, version=version, verb="credential.corrected", site=credential.site, **details
    )
