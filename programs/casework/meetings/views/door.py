"""The door: a code on a screen that people sign in by, for staff to open and close."""

import segno
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.links import workflow as links
from mmp_portal.links.purposes import path_of
from programs.casework.meetings import workflow
from programs.casework.meetings.doors import DOOR
from programs.casework.meetings.views.rows import editable_meeting


@requires(Permission.MEETING_EDIT)
def door(request, pk):
    """The code to sign in by, everybody's PIN, and who has signed in so far."""
    row = editable_meeting(request, pk)
    people = list(row.attendances.select_related("person").order_by("person__given_name", "person__family_name"))
    return render(
        request,
        "programs/casework/meetings/door.html",
        {
            "meeting": row,
            "people": people,
            "came": sum(1 for one in people if one.came),
            "guests": row.walk_ins.waiting().count(),
            **_code(row),
        },
    )


@requires(Permission.MEETING_EDIT)
def door_screen(request, pk):
    """The code alone, large, for a screen or a sheet of paper at the door: no name, no menu."""
    row = editable_meeting(request, pk)
    return render(request, "programs/casework/meetings/door_screen.html", {"meeting": row, **_code(row)})


def _code(meeting):
    """The door's standing link, its address, and a picture of it; empty while the door is shut."""
    link = links.links_of(DOOR, [meeting.pk]).get(meeting.pk)
    if link is None or not meeting.is_standing:
        return {"link": None}
    address = f"{settings.PORTAL_URL}{path_of(link)}"
    picture = segno.make(address, error="m", micro=False).svg_data_uri(scale=8, border=4, light="#fff", dark="#000")
    return {"link": link, "address": address, "picture": picture}


@requires(Permission.MEETING_EDIT)
@require_POST
def open_door(request, pk):
    """Make the code."""
    row = editable_meeting(request, pk)
    try:
        workflow.open_door(meeting=row, by=request.user)
    except workflow.CannotOpenDoor as refusal:
        messages.warning(request, str(refusal))
    return redirect("meetings:door", row.pk)


@requires(Permission.MEETING_EDIT)
@require_POST
def close_door(request, pk):
    """Have the code open nothing any more."""
    row = editable_meeting(request, pk)
    workflow.close_door(meeting=row, by=request.user)
    messages.success(request, _("The code opens nothing any more."))
    return redirect("meetings:door", row.pk)
