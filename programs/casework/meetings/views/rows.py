"""The rows that pages of meetings work on, each only for whom it is."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mmp_portal.accounts.permissions import Permission
from programs.casework.meetings.models import Attendance, Meeting, WalkIn


def works_on_cases(user):
    """Whether the pages of staff are meant; mentors get those of the phone."""
    return user.may(Permission.MEETING_EDIT)


def editable_meeting(request, pk):
    """A meeting that this person works on, with the clock set to its site."""
    rows = Meeting.objects.not_voided().for_casework(request.user).select_related("site", "series").with_programs()
    row = get_object_or_404(rows, pk=pk)
    timezone.activate(row.site.zone)
    return row


def editable_guest(request, pk):
    rows = WalkIn.objects.not_voided().for_user(request.user).select_related("meeting__site")
    row = get_object_or_404(rows, pk=pk)
    timezone.activate(row.meeting.site.zone)
    return row


def answerable(request, pk):
    """An invitation: one's own, or one of a meeting that this person works on."""
    rows = Attendance.objects.for_user(request.user).filter(meeting__voided_at=None)
    row = get_object_or_404(rows.select_related("person__user", "meeting__site", "enrollment"), pk=pk)
    timezone.activate(row.meeting.site.zone)
    return row


def own_invitation(user):
    """Each meeting with `own`, a list of at most one: what `user` was asked and answered."""
    return Prefetch("attendances", Attendance.objects.filter(person__user=user), to_attr="own")
