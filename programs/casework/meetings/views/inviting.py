"""Inviting people, the log of it, and their answers."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.links import workflow as links
from mmp_portal.ui.sending import sent
from mmp_portal.ui.tables import paginated
from mmp_portal.ui.views import own_address
from programs.casework.meetings import workflow
from programs.casework.meetings.doors import ANSWER
from programs.casework.meetings.forms.inviting import AnswerForm, InviteForm, StaffAnswerForm
from programs.casework.meetings.models import Invitation
from programs.casework.meetings.models.attendance import Answer
from programs.casework.meetings.tables import InvitationTable
from programs.casework.meetings.views.rows import answerable, editable_meeting, works_on_cases


@requires(Permission.MEETING_EDIT)
def invite(request, pk):
    """Put people on the list and tell them."""
    row = editable_meeting(request, pk)
    form = InviteForm(
        sent(request),
        meeting=row,
        user=request.user,
        cancel_url=row.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            new, told = workflow.invite(meeting=row, by=request.user, **form.chosen)
        except workflow.CannotInvite as refusal:
            form.add_error(None, str(refusal))
        else:
            if new:
                messages.success(
                    request,
                    _("New on the list: %(new)d. Told of it: %(told)d. The log says how.")
                    % {"new": new, "told": told},
                )
            else:
                messages.warning(request, _("Everyone you chose is on the list already."))
            return redirect(row)
    return render(request, "programs/casework/meetings/invite.html", {"form": form, "meeting": row})


@requires(Permission.MEETING_EDIT)
def invitations(request, pk):
    """Who was told of the meeting, when and how, what they answered, and whether their link is good."""
    row = editable_meeting(request, pk)
    told = Prefetch("invitations", Invitation.objects.select_related("told_by", "message"))
    rows = row.attendances.select_related("person__user").prefetch_related(told, "given_answers")
    table = paginated(request, InvitationTable, rows.order_by("person__family_name", "person__given_name", "pk"))
    table.links = links.links_of(ANSWER, [one.record.pk for one in table.paginated_rows])
    table.may_tell = row.is_standing and not row.has_begun
    table.request = request
    return render(request, "programs/casework/meetings/invitations.html", {"meeting": row, "table": table})


@requires(Permission.MEETING_EDIT)
@require_POST
def tell_again(request, pk):
    """Send one invitation once more."""
    row = answerable(request, pk)
    try:
        told = workflow.tell_again(attendance=row, by=request.user)
    except workflow.CannotInvite as refusal:
        messages.warning(request, str(refusal))
    else:
        if told:
            messages.success(request, _("The invitation is on its way again."))
        else:
            messages.warning(request, _("There is no e-mail we may write to. Call them, and note the answer."))
    return redirect("meetings:invitations", row.meeting_id)


@requires(Permission.MEETING_VIEW)
@require_POST
def answer(request, pk):
    """Say yes, perhaps or no to an invitation with one tap: one's own, or as staff for whoever called."""
    row = answerable(request, pk)
    says = request.POST.get("answer")
    if says not in (Answer.YES, Answer.MAYBE, Answer.NO):
        messages.warning(request, _("Choose whether they come or not."))
    else:
        try:
            workflow.answer(attendance=row, says=says, by=request.user)
        except workflow.CannotAnswer as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, words_of_answer(row, says, request.user))
    return redirect(own_address(request, request.POST.get("next", "")) or row.meeting.get_absolute_url())


@requires(Permission.MEETING_VIEW)
def invitation(request, pk):
    """An answer with what would help: one's own, or as staff for whoever called, with all answers before it."""
    row = answerable(request, pk)
    is_own = row.person.user_id == request.user.pk
    form_class = AnswerForm if is_own else StaffAnswerForm
    form = form_class(
        sent(request),
        attendance=row,
        cancel_url=row.meeting.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.answer(attendance=row, by=request.user, **form.details)
        except workflow.CannotAnswer as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words_of_answer(row, form.details["says"], request.user))
            return redirect(row.meeting)
    on_phone = not works_on_cases(request.user)
    return render(
        request,
        "programs/casework/meetings/invitation_phone.html"
        if on_phone
        else "programs/casework/meetings/invitation.html",
        {
            "attendance": row,
            "meeting": row.meeting,
            "form": form,
            "history": row.given_answers.select_related("given_by"),
        },
    )


def words_of_answer(attendance, says, user):
    if attendance.person.user_id == user.pk:
        return {
            Answer.YES: _("Thank you. You are expected."),
            Answer.MAYBE: _("Thank you. Tell us when you know."),
            Answer.NO: _("Thank you for telling us. Another time!"),
        }[says]
    words = {
        Answer.YES: _("%(name)s is expected."),
        Answer.MAYBE: _("%(name)s perhaps comes."),
        Answer.NO: _("%(name)s cannot come."),
    }[says]
    return words % {"name": attendance.person.name}
