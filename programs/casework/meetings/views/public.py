"""Pages for people without an account: answering an invitation, and signing in at the door.

They show the day, the time and the place of a meeting, and one's own answer: no name, no topic, no program, and
nothing about anybody else.
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.links import workflow as links
from mmp_portal.links.doors import by_link, gone
from mmp_portal.links.purposes import path_of
from mmp_portal.links.tokens import token_of
from mmp_portal.ui.sending import sent
from programs.casework.meetings import workflow
from programs.casework.meetings.doors import ANSWER, DOOR
from programs.casework.meetings.forms.door import GuestForm, PinForm
from programs.casework.meetings.forms.inviting import PublicAnswerForm
from programs.casework.meetings.models import Attendance, Meeting
from programs.casework.meetings.models.attendance import Answer


@by_link(ANSWER)
def invited(request, link):
    """Say whether one comes, and what would help. The last answer holds, until the meeting begins."""
    rows = Attendance.objects.filter(meeting__voided_at=None, person__voided_at=None)
    row = rows.select_related("meeting__site", "person").filter(pk=link.subject_id).first()
    if row is None:
        return gone(request)
    timezone.activate(row.meeting.site.zone)
    form = PublicAnswerForm(sent(request), attendance=row, request=request, door=str(row.pk))
    if request.method == "POST" and form.is_valid():
        try:
            workflow.answer(attendance=row, by=None, **form.details)
        except workflow.CannotAnswer as refusal:
            form.add_error(None, str(refusal))
        else:
            links.use(link)
            messages.success(request, thanks(form.details["says"]))
            return redirect(path_of(link))
    return render(
        request,
        "programs/casework/meetings/invited.html",
        {"meeting": row.meeting, "attendance": row, "form": form},
        status=form.status,
    )


def thanks(says):
    return {
        Answer.YES: _("Thank you. We look forward to seeing you."),
        Answer.MAYBE: _("Thank you. Open this page again when you know."),
        Answer.NO: _("Thank you for telling us. Another time!"),
    }[says]


def _meeting_at_door(link):
    meeting = Meeting.objects.not_voided().filter(pk=link.subject_id).select_related("site").first()
    if meeting:
        timezone.activate(meeting.site.zone)
    return meeting


@by_link(DOOR)
def sign_in(request, link):
    """Sign in by one's PIN, in the hours around the meeting."""
    meeting = _meeting_at_door(link)
    if meeting is None:
        return gone(request)
    form = PinForm(sent(request), request=request, door=str(meeting.pk))
    if request.method == "POST" and form.is_valid():
        try:
            workflow.sign_in(meeting=meeting, pin=form.cleaned_data["pin"], children=form.cleaned_data["children"])
        except workflow.CannotSignIn as refusal:
            form.wrong_pin(str(refusal))
        else:
            return _welcome(request, link)
    return _at_the_door(request, link, meeting, form, "programs/casework/meetings/sign_in.html")


@by_link(DOOR)
def sign_in_guest(request, link):
    """Sign in by name: staff match it with a person later."""
    meeting = _meeting_at_door(link)
    if meeting is None:
        return gone(request)
    form = GuestForm(sent(request), request=request, door=str(meeting.pk))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            workflow.sign_in_guest(meeting=meeting, name=said["name"], phone=said["phone"], children=said["children"])
        except workflow.CannotSignIn as refusal:
            form.add_error(None, str(refusal))
        else:
            return _welcome(request, link)
    return _at_the_door(request, link, meeting, form, "programs/casework/meetings/sign_in_guest.html")


def _welcome(request, link):
    """Nothing about who it was: the next person in line sees the same screen."""
    links.use(link)
    messages.success(request, _("Welcome! You are signed in. Hand the screen to the next one, or close it."))
    return redirect(path_of(link))


def _at_the_door(request, link, meeting, form, template):
    return render(
        request,
        template,
        {"meeting": meeting, "form": form, "token": token_of(link)},
        status=form.status,
    )
