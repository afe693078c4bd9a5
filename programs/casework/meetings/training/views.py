"""The training of one mentor, its approval and certificate; and the manual, read on the phone and confirmed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentors import training as workflow
from mentors.models import Manual, Mentor
from mentors.models import Status as MentorStatus
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.printing import as_pdf
from mmp_portal.ui.sending import refuse, sent
from participants.views import sites_of
from programs.casework.meetings.training.forms import ManualForm, TrainingForm
from programs.casework.meetings.training.standing import manual_for, standing_of

MANUALS_SHOWN = 30


def _mentor(request, pk):
    return get_object_or_404(Mentor.objects.not_voided().for_user(request.user).with_person(), pk=pk)


@requires(Permission.MENTOR_VIEW)
def of_mentor(request, pk):
    """What a mentor has of training by topic, what is owed by when, and what waits for approval."""
    mentor = _mentor(request, pk)
    today = mentor.site.today()
    manual, reading = manual_for(mentor, on=today)
    context = {
        "mentor": mentor,
        "standing": standing_of(mentor, on=today),
        "manual": manual,
        "reading": reading,
        "may_approve": request.user.may(Permission.TRAINING_APPROVE),
        "is_in_training": mentor.status == MentorStatus.IN_TRAINING,
    }
    return render(request, "programs/casework/meetings/training/mentor.html", context)


@requires(Permission.MENTOR_EDIT)
def note(request, pk):
    """Note training outside the portal's meetings: one to one, outside, online, or led by a mentor."""
    mentor = _mentor(request, pk)
    form = TrainingForm(
        sent(request),
        request.FILES or None,
        uploader=request.user,
        initial={"held_on": mentor.site.today()},
        cancel_url=mentor.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.note(mentor=mentor, by=request.user, **form.cleaned_data)
        except workflow.CannotTrain as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Noted. It counts once a supervisor has approved it."))
            return redirect("meetings:mentor_training", mentor.pk)
    return render(request, "programs/casework/meetings/training/note.html", {"form": form, "mentor": mentor})


@requires(Permission.TRAINING_APPROVE)
@require_POST
def approve(request, pk):
    """Approve what waits; with the hours asked, the mentor is trained and active."""
    mentor = _mentor(request, pk)
    standing = standing_of(mentor, on=mentor.site.today())
    try:
        changed = workflow.approve(
            mentor=mentor, by=request.user, done_minutes=standing.done, owed_minutes=standing.owed_first
        )
    except workflow.CannotTrain as refusal:
        messages.warning(request, str(refusal))
    else:
        if changed.status != mentor.status:
            messages.success(request, _("Approved. %(name)s is trained and active.") % {"name": mentor.name})
        else:
            messages.success(request, _("Approved."))
    return redirect("meetings:mentor_training", mentor.pk)


@requires(Permission.MENTOR_VIEW)
def certificate(request, pk):
    """What a mentor was trained in, by topic, as a PDF to hand over. There is none before the training is finished."""
    mentor = _mentor(request, pk)
    if mentor.trained_on is None:
        raise Http404
    standing = standing_of(mentor, on=mentor.site.today())
    with timezone.override(mentor.site.zone):
        page = render_to_string(
            "programs/casework/meetings/training/certificate.html",
            {"mentor": mentor, "standing": standing, "on": mentor.site.today(), "language": get_language() or "en"},
        )
    trail.record(request.user, "training.certified", mentor)
    name = f"training-{mentor.pk}.pdf"
    response = HttpResponse(
        as_pdf(page, stylesheet="css/case-print.css", identifier=name), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.MENTOR_EDIT)
def manuals(request):
    """Every version of the manual, how many of the mentors concerned have read it, and a new one."""
    sites = sites_of(request)
    form = ManualForm(sent(request), sites=sites, initial={"starts_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            workflow.publish(by=request.user, **form.version())
        except workflow.CannotTrain as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The new version is up. Mentors find it on their phone."))
            return redirect("meetings:manuals")
    rows = Manual.objects.not_voided().filter(site__in=sites).select_related("site").prefetch_related("readings")
    active = list(Mentor.objects.not_voided().filter(site__in=sites).active().values_list("pk", "site", "kind"))
    listed = []
    for row in rows[:MANUALS_SHOWN]:
        concerned = {pk for pk, site, kind in active if site == row.site_id and kind == row.kind}
        read = {reading.mentor_id for reading in row.readings.all() if reading.voided_at is None}
        listed.append((row, len(concerned & read), len(concerned)))
    return render(request, "programs/casework/meetings/training/manuals.html", {"form": form, "manuals": listed})


@requires(Permission.MEETING_VIEW)
def manual(request, pk):
    """One version of the manual. A mentor whom it is for confirms that they read it."""
    row = get_object_or_404(Manual.objects.not_voided().for_user(request.user).select_related("site"), pk=pk)
    own = (
        Mentor.objects.not_voided()
        .filter(person__user=request.user, site=row.site, kind=row.kind)
        .exclude(status=MentorStatus.LEFT)
        .first()
    )
    if request.method == "POST" and own:
        workflow.confirm_read(manual=row, mentor=own, by=request.user)
        messages.success(request, _("Thank you. It is noted that you read it."))
        return redirect("meetings:manual", row.pk)
    reading = row.readings.filter(mentor=own).first() if own else None
    page = "manual" if request.user.may(Permission.MENTOR_VIEW) else "manual_phone"
    context = {"manual": row, "own": own, "reading": reading}
    return render(request, f"programs/casework/meetings/training/{page}.html", context)
