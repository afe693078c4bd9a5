"""Whom to call today: who is silent, whom a try did not reach, what was to follow, and who has not answered."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.consents.standing import texts_have_ended
from programs.casework.caseload.phone import reach_of
from programs.casework.caseload.silence import rhythms
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment, Status
from programs.casework.meetings.models import Attendance

# Somebody invited is asked again this long before the meeting.
ASK_BEFORE = timedelta(days=7)
FOLLOW_UP, TRIED, SILENT, INVITED = range(4)


@dataclass
class Call:
    """One case to call about, with every reason; the first reason decides its place."""

    case: int
    reasons: list = field(default_factory=list)
    place: tuple = (INVITED, 0)
    enrollment: Any = None
    reach: Any = None
    for_whom: str = ""
    uid: uuid.UUID = field(default_factory=uuid.uuid4)  # of the try that may be logged

    def add(self, rank, weight, words):
        self.reasons.append(words)
        self.place = min(self.place, (rank, -weight))


def calls(cases, *, on, now):
    """Every case to call about, the most pressing first, in four statements. Who is paused is left in peace."""
    cases = cases.filter(status=Status.ENROLLED)
    found = {}

    def call_of(case):
        return found.setdefault(case, Call(case))

    for case, by, words in _follow_ups(cases, on):
        late = (on - by).days
        call_of(case).add(FOLLOW_UP, late, _("To follow, by %(day)s: %(words)s") % {"day": _day(by), "words": words})
    for rhythm in rhythms(cases, on=on):
        if rhythm.tries:
            words = ngettext(
                "Tried once since %(day)s, not reached.",
                "Tried %(count)d times since %(day)s, not reached.",
                rhythm.tries,
            ) % {"count": rhythm.tries, "day": _day(rhythm.tried_on)}
            call_of(rhythm.case).add(TRIED, rhythm.tries, words)
        if rhythm.is_silent:
            call_of(rhythm.case).add(SILENT, rhythm.weight, rhythm.words)
    for case, starts_at in _unanswered(cases, now):
        words = _("Has not answered the invitation for %(day)s.") % {"day": _day(timezone.localtime(starts_at).date())}
        call_of(case).add(INVITED, 0, words)
    return sorted(found.values(), key=lambda call: (call.place, call.case))


def with_people(shown, covered, *, on):
    """The calls of one page with their people and how to reach them safely. Three statements."""
    known = Enrollment.objects.with_people().with_open_match().in_bulk([call.case for call in shown])
    texts_ended = texts_have_ended([case.participant_id for case in known.values()], on)
    for call in shown:
        call.enrollment = known[call.case]
        person = call.enrollment.participant
        call.reach = reach_of(person, texts_have_ended=person.pk in texts_ended)
        call.for_whom = covered.get(call.enrollment.worker_id, "")
    return shown


def _follow_ups(cases, on):
    rows = Contact.objects.follow_up_wanted().filter(enrollment__in=cases, follow_up_by__lte=on)
    return rows.order_by("follow_up_by").values_list("enrollment_id", "follow_up_by", "follow_up")


def _unanswered(cases, now):
    rows = Attendance.objects.filter(
        enrollment__in=cases,
        answer="",
        meeting__starts_at__gte=now,
        meeting__starts_at__lt=now + ASK_BEFORE,
        meeting__called_off_at=None,
        meeting__voided_at=None,
    )
    return rows.order_by("meeting__starts_at").values_list("enrollment_id", "meeting__starts_at")


def _day(day):
    return format_date(day, _("D, M j"))
