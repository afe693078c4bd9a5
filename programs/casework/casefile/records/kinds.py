"""The kinds of records that the layers below the case file keep, for their history, voiding and restoring."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentors.models import Mentor, Qualification, Training
from mmp_portal.audit.kinds import CannotRestore, Kind
from programs.casework.closings.models import Closing
from programs.casework.contacts import planning
from programs.casework.contacts.models import Contact
from programs.casework.enrollments import workflow as enrollments
from programs.casework.enrollments.models import Enrollment, HandOffNote, Pause, RestrictedFact, Status
from programs.casework.goals.models import Goal, GoalNote, Step
from programs.casework.matches.models import Match, MatchSay
from programs.casework.matches.models import Status as MatchStatus
from programs.casework.meetings.models import Attendance, Meeting


def case_url(record):
    return record.enrollment.get_absolute_url()


def own_url(record):
    return record.get_absolute_url()


# --- What must hold --------------------------------------------------------------------------


def goal_stands(record):
    """A step or a note goes with its goal."""
    if record.goal.voided_at:
        raise CannotRestore(_("The goal it belongs to is voided. Restore the goal first."))


def case_stands(record):
    if record.enrollment.voided_at:
        raise CannotRestore(_("The case it belongs to is voided. Restore the case first."))


def goal_is_not_replaced(goal):
    if goal.replaced_by.not_voided().exists():
        raise CannotRestore(_("Another goal grew out of this one. Void that one first."))


def match_has_no_contacts(match):
    if match.contacts.not_voided().exists():
        raise CannotRestore(_("Contacts were recorded in this match. End it instead, or void them first."))


def match_can_stand(match):
    case_stands(match)
    if match.status != MatchStatus.ENDED and not match.enrollment.is_open:
        raise CannotRestore(_("The case is closed. A match that has not ended stands only in an open case."))


def say_is_free(say):
    case_stands(say)
    if (
        MatchSay.objects.not_voided()
        .filter(enrollment=say.enrollment_id, mentor=say.mentor_id, kind=say.kind)
        .exists()
    ):
        raise CannotRestore(_("The same was noted again meanwhile. Void that one first."))


def enrollment_is_empty(enrollment):
    """A case entered by mistake is voided; one in which something happened is closed."""
    for held in (enrollment.contacts, enrollment.matches, enrollment.goals, enrollment.closings):
        if held.not_voided().exists():
            raise CannotRestore(_("Something was recorded in this case. Close it instead, or void what is in it."))


def pause_can_stand(pause):
    case_stands(pause)
    if pause.ends_on is None and pause.enrollment.status != Status.ENROLLED:
        raise CannotRestore(_("The case is paused already, or closed. This pause has no end, so it cannot stand."))


def go_on_without(pause, by):
    """A running pause that is voided has never been: the case is enrolled again."""
    enrollment = Enrollment.objects.select_for_update().get(pk=pause.enrollment_id)
    if pause.ends_on is None and enrollment.status == Status.PAUSED:
        enrollments.move(enrollment, Status.ENROLLED)


def pause_again(pause, by):
    enrollment = Enrollment.objects.select_for_update().get(pk=pause.enrollment_id)
    if pause.ends_on is None and enrollment.status == Status.ENROLLED:
        enrollments.move(enrollment, Status.PAUSED)


# --- Which rows ------------------------------------------------------------------------------


def casework_rows(model):
    """The rows of a model whose queryset knows `for_casework`."""
    return lambda user: model.objects.for_casework(user)


def user_rows(model):
    return lambda user: model.objects.for_user(user)


def of_goals(model):
    """Steps and notes, by way of the goals the person works on."""
    return lambda user: model.objects.filter(goal__in=Goal.objects.for_casework(user))


def qualifications(user):
    return Qualification.objects.filter(mentor__in=Mentor.objects.for_user(user)).select_related("mentor__site")


def notes_for_the_next(user):
    """Those of the cases the person works on; a mentor reads the own on the hand-off page alone."""
    return HandOffNote.objects.filter(enrollment__in=Enrollment.objects.for_casework(user))


KINDS = (
    Kind(
        code="enrollment",
        label=gettext_lazy("Case"),
        model=Enrollment,
        rows=casework_rows(Enrollment),
        url=lambda case: case.participant.get_absolute_url() if case.voided_at else case.get_absolute_url(),
        words=lambda case: _("Case %(number)s") % {"number": case.number},
        check_void=enrollment_is_empty,
    ),
    Kind(
        code="contact",
        label=gettext_lazy("Contact"),
        model=Contact,
        rows=casework_rows(Contact),
        url=own_url,
        case_path="enrollment",
        words=lambda contact: contact.kind_label,
        check_restore=case_stands,
        after_void=lambda contact, by: planning.release(contact=contact),
    ),
    Kind(
        code="match",
        label=gettext_lazy("Match"),
        model=Match,
        rows=lambda user: Match.objects.for_casework(user).select_related("mentor__person"),
        url=lambda match: case_url(match) if match.voided_at else match.get_absolute_url(),
        case_path="enrollment",
        words=lambda match: match.mentor.name,
        check_void=match_has_no_contacts,
        check_restore=match_can_stand,
    ),
    Kind(
        code="match_say",
        label=gettext_lazy("A yes or a no about a mentor"),
        model=MatchSay,
        rows=casework_rows(MatchSay),
        url=lambda say: reverse("matches:start", args=[say.enrollment_id]),
        case_path="enrollment",
        words=lambda say: say.get_kind_display(),
        check_restore=say_is_free,
    ),
    Kind(
        code="goal",
        label=gettext_lazy("Goal"),
        model=Goal,
        rows=casework_rows(Goal),
        url=own_url,
        case_path="enrollment",
        words=lambda goal: goal.words,
        check_void=goal_is_not_replaced,
        check_restore=case_stands,
    ),
    Kind(
        code="step",
        label=gettext_lazy("Step"),
        model=Step,
        rows=of_goals(Step),
        url=lambda step: step.goal.get_absolute_url(),
        case_path="goal__enrollment",
        words=lambda step: step.words,
        check_restore=goal_stands,
    ),
    Kind(
        code="goal_note",
        label=gettext_lazy("Note on a goal"),
        model=GoalNote,
        rows=of_goals(GoalNote),
        url=lambda note: note.goal.get_absolute_url(),
        case_path="goal__enrollment",
        words=lambda note: note.words[:80],
        check_restore=goal_stands,
    ),
    Kind(
        code="pause",
        label=gettext_lazy("Pause"),
        model=Pause,
        rows=user_rows(Pause),
        url=case_url,
        case_path="enrollment",
        words=lambda pause: pause.why,
        check_restore=pause_can_stand,
        after_void=go_on_without,
        after_restore=pause_again,
    ),
    Kind(
        code="closing",
        label=gettext_lazy("Closing"),
        model=Closing,
        rows=user_rows(Closing),
        url=case_url,
        case_path="enrollment",
        words=lambda closing: closing.reason_label,
        may_void=False,  # opening the case again takes it back, and closing it anew writes another
    ),
    Kind(
        code="hand_off",
        label=gettext_lazy("Note for the next person"),
        model=HandOffNote,
        rows=notes_for_the_next,
        url=lambda note: reverse("casefile:hand_off", args=[note.enrollment_id]),
        case_path="enrollment",
        words=lambda note: note.words[:80],
        check_restore=case_stands,
    ),
    Kind(
        code="restricted",
        label=gettext_lazy("Restricted fact"),
        model=RestrictedFact,
        rows=user_rows(RestrictedFact),
        url=lambda fact: reverse("casefile:restricted", args=[fact.enrollment_id]),
        case_path="enrollment",
        words=lambda fact: _("Restricted fact of %(day)s") % {"day": f"{fact.recorded_at:%Y-%m-%d}"},
        check_restore=case_stands,
        contents_shown=False,
    ),
    Kind(
        code="attendance",
        label=gettext_lazy("Attendance"),
        model=Attendance,
        rows=lambda user: Attendance.objects.filter(meeting__in=Meeting.objects.for_casework(user)).select_related(
            "meeting"
        ),
        url=lambda row: row.meeting.get_absolute_url(),
        words=lambda row: row.meeting.topic,
        may_void=False,
    ),
    Kind(
        code="meeting",
        label=gettext_lazy("Meeting"),
        model=Meeting,
        rows=casework_rows(Meeting),
        url=own_url,
        words=lambda meeting: meeting.topic,
        may_void=False,  # a meeting is called off
    ),
    Kind(
        code="qualification",
        label=gettext_lazy("Qualification"),
        model=Qualification,
        rows=qualifications,
        url=lambda paper: paper.mentor.get_absolute_url(),
        words=lambda paper: paper.get_what_display(),
    ),
    Kind(
        code="training",
        label=gettext_lazy("Training"),
        model=Training,
        rows=lambda user: Training.objects.for_user(user).select_related("mentor__site"),
        url=lambda training: reverse("meetings:mentor_training", args=[training.mentor_id]),
        words=lambda training: training.topic,
    ),
    Kind(
        code="mentor",
        label=gettext_lazy("Mentor"),
        model=Mentor,
        rows=user_rows(Mentor),
        url=own_url,
        words=lambda mentor: mentor.name,
        may_void=False,  # a mentor leaves
    ),
)
