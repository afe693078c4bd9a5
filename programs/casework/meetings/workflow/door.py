"""Signing in at the door by a code on a screen, and saying afterward who the guests were."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from mmp_portal.links import workflow as links
from programs.casework.meetings.doors import DOOR
from programs.casework.meetings.models import Meeting, WalkIn, WalkInStatus
from programs.casework.meetings.workflow.attending import Presence, note_presence, put_on_list
from programs.casework.meetings.workflow.refusals import CannotMatch, CannotOpenDoor, CannotSignIn


@transaction.atomic
def open_door(*, meeting, by):
    """Let people sign in themselves around the meeting. Returns the link that the code stands for.

    Raises CannotOpenDoor once it is over or called off.
    """
    if not meeting.is_standing:
        raise CannotOpenDoor(_("This meeting was called off."))
    if meeting.door_closes_at <= timezone.now():
        raise CannotOpenDoor(_("This meeting is over. Note on the attendance page who came."))
    link = links.make(purpose=DOOR, subjects={meeting.pk: meeting.door_closes_at}, by=by)[meeting.pk]
    trail.record(by, "meeting.door_opened", meeting)
    return link


@transaction.atomic
def close_door(*, meeting, by):
    """Have the code open nothing any more. A new one can be made."""
    for link in links.links_of(DOOR, [meeting.pk]).values():
        links.withdraw(link=link, subject=meeting, by=by)


@transaction.atomic
def sign_in(*, meeting, pin, children):
    """Note that the person with this PIN came, with so many children. Doing it twice keeps the first arrival.

    Raises CannotSignIn outside the hours of the door, or when nobody at this meeting has the PIN.
    """
    check_can_sign_in(meeting)
    attendance = meeting.attendances.select_for_update().exclude(pin="").filter(pin=pin).first()
    if attendance is None:
        raise CannotSignIn(_("This PIN does not fit. It stands in your message; or sign in by name."))
    first = attendance.arrived_at or timezone.now()
    note_presence(attendance, meeting, Presence(True, children, first, attendance.left_at))
    trail.record(None, "meeting.signed_in", meeting)
    return attendance


@transaction.atomic
def sign_in_guest(*, meeting, name, phone, children):
    """Keep the words of somebody without a PIN until staff say who it is. The same words twice are one guest.

    No person is made of it. Raises CannotSignIn.
    """
    check_can_sign_in(meeting)
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    known = WalkIn.objects.waiting().filter(meeting=meeting, name=name, phone=phone).first()
    if known:
        known.children = children
        known.save(update_fields=["children"])
        return known
    guest = WalkIn.objects.create(meeting=meeting, name=name, phone=phone, children=children)
    trail.record(None, "meeting.guest_signed_in", meeting)
    return guest


def check_can_sign_in(meeting):
    if not meeting.door_may_open:
        raise CannotSignIn(_("Nobody can sign in at this time."))


@transaction.atomic
def match_walk_in(*, walk_in, by, enrollment=None, mentor=None):
    """Say which participant or mentor a guest was; they are credited as if they had been on the list.

    Raises CannotMatch if somebody sorted the guest already, or the person signed in under another name too.
    """
    walk_in = _locked(walk_in, WalkInStatus.MATCHED)
    person = enrollment.participant if enrollment else mentor.person
    meeting = walk_in.meeting
    known = meeting.attendances.filter(person=person).first()
    if known and WalkIn.objects.filter(attendance=known).exists():
        raise CannotMatch(_("%(name)s is matched with another guest already.") % {"name": person.name})
    arrived_at = (known and known.arrived_at) or walk_in.arrived_at
    children = max(walk_in.children, known.children_came if known else 0)
    walk_in.attendance = put_on_list(
        meeting=meeting,
        by=by,
        enrollment=enrollment,
        mentor=mentor,
        presence=Presence(True, children, arrived_at, known.left_at if known else None),
    )
    _settle(walk_in, WalkInStatus.MATCHED)
    return walk_in


@transaction.atomic
def set_aside(*, walk_in, reason, by):
    """Leave a guest unmatched, with a reason: a visitor, or somebody who typed twice. Raises CannotMatch."""
    walk_in = _locked(walk_in, WalkInStatus.SET_ASIDE)
    walk_in.why_set_aside = reason
    _settle(walk_in, WalkInStatus.SET_ASIDE)
    trail.record(by, "meeting.guest_set_aside", walk_in.meeting, reason=reason)
    return walk_in


@transaction.atomic
def reconsider(*, walk_in, by):
    """Put a guest that was set aside back among those to be matched. Raises CannotMatch."""
    walk_in = _locked(walk_in, WalkInStatus.WAITING)
    walk_in.why_set_aside = ""
    _settle(walk_in, WalkInStatus.WAITING)
    trail.record(by, "meeting.guest_reconsidered", walk_in.meeting)
    return walk_in


def _locked(walk_in, status):
    walk_in = WalkIn.objects.select_for_update(of=("self",)).select_related("meeting__site").get(pk=walk_in.pk)
    if not walk_in.may_become(status):
        raise CannotMatch(_("Somebody said already who this guest was."))
    return walk_in


def _settle(walk_in, status):
    walk_in.status = status
    walk_in.version += 1
    walk_in.save(update_fields=["status", "attendance", "why_set_aside", "version"])
