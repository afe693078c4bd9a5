"""Hearings and meetings of the case: before going in, on the way out, and what to expect of each kind."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mmp_portal.accounts.decorators import public, requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.sending import sent
from programs.mpmp import workflow
from programs.mpmp.court.forms import ParentsWordsForm
from programs.mpmp.court.page import about, case_at_hand, is_written, row_at_hand, row_for
from programs.mpmp.court.views import back_to, form_page
from programs.mpmp.hearings.expect import BRING, IN_THE_ROOM, SHEETS, sheet_of
from programs.mpmp.hearings.forms import HearingForm, OutcomeForm
from programs.mpmp.hearings.sheet import as_file
from programs.mpmp.models import MEETINGS, Hearing

WITH = "programs/mpmp/hearings/"
LONGEST_WISH = 2000


def page_of(name, is_staff):
    return f"{WITH}{name}.html" if is_staff else f"{WITH}{name}_phone.html"


@requires(Permission.COURT_EDIT)
def plan_hearing(request, pk):
    """Write down the date of a hearing or a meeting of the case."""
    enrollment = case_at_hand(request, pk, is_open=True)
    timezone.activate(enrollment.site.zone)
    row = Hearing(enrollment=enrollment)
    asked = {"kind": request.GET["kind"]} if "kind" in request.GET else {}
    asked["interpreter"] = enrollment.participant.first_language if enrollment.participant.needs_interpreter else ""
    form = HearingForm(sent(request), instance=row, initial=asked, cancel_url=back_to(enrollment))
    if is_written(
        request,
        form,
        lambda: workflow.plan_hearing(hearing=form.instance, by=request.user),
        _("The date is written down. It stands in the calendar, too."),
    ):
        return redirect(form.instance)
    return form_page(request, enrollment, form, _("A hearing or a meeting"))


@requires(Permission.COURT_VIEW)
@require_safe
def hearing(request, pk):
    """One hearing: before going in, what the parent wants to say; afterward, what came of it."""
    row, is_staff = row_for(request, Hearing.objects.select_related("follows", "appointment"), pk)
    enrollment = row.enrollment
    if is_staff:
        trail.opened(request.user, enrollment, what="case file")
    following = row.followed_by.not_voided().order_by("starts_at").first()
    context = about(
        enrollment,
        hearing=row,
        following=following,
        before=_held_before(row),
        sheet=sheet_of(row.kind),
        may_note=enrollment.is_open and request.user.may(Permission.COURT_NOTE),
        may_edit=is_staff and enrollment.is_open and request.user.may(Permission.COURT_EDIT),
        may_record=row.mentor_was_there and row.appointment and row.appointment.is_planned,
    )
    return render(request, page_of("hearing", is_staff), context)


def _held_before(hearing):
    """The last one that was held before it, or None."""
    rows = Hearing.objects.not_voided().filter(enrollment=hearing.enrollment, status="held")
    return rows.filter(starts_at__lt=hearing.starts_at).order_by("-starts_at").first()


@requires(Permission.COURT_VIEW)
@require_safe
def hearing_sheet(request, pk):
    """The sheet to take along, as one file that opens without a signal. That it was taken is recorded."""
    row, _is_staff = row_for(request, Hearing.objects, pk)
    trail.opened(request.user, row.enrollment, what="hearing sheet")
    return as_file(row, _held_before(row))


@requires(Permission.COURT_EDIT)
def edit(request, pk):
    """Change when, where or with whom it is."""
    row = row_at_hand(request, Hearing.objects, pk)
    timezone.activate(row.enrollment.site.zone)
    form = HearingForm(sent(request), instance=row, cancel_url=row.get_absolute_url())
    if is_written(
        request,
        form,
        lambda: workflow.correct_hearing(hearing=form.instance, by=request.user),
        _("Saved."),
    ):
        return redirect(row)
    return form_page(request, row.enrollment, form, row.get_kind_display())


@requires(Permission.COURT_NOTE)
def words(request, pk):
    """What the parent wants to say: staff, or the mentor on the phone."""
    row, is_staff = row_for(request, Hearing.objects, pk)
    form = ParentsWordsForm(
        sent(request),
        initial={"parents_words": row.parents_words},
        most=LONGEST_WISH,
        cancel_url=row.get_absolute_url(),
    )
    if is_written(
        request,
        form,
        lambda: workflow.say_before_hearing(hearing=row, by=request.user, **form.cleaned_data),
        _("Saved in their own words."),
    ):
        return redirect(row)
    title = _("What %(name)s wants to say") % {"name": row.enrollment.participant.called}
    return form_page(request, row.enrollment, form, title, lead=row.get_kind_display(), is_staff=is_staff)


@requires(Permission.COURT_NOTE)
def outcome(request, pk):
    """On the way out: what came of it, what was ordered, and the next date."""
    row, is_staff = row_for(request, Hearing.objects, pk)
    if not row.is_planned:
        messages.warning(request, _("What came of it was said already."))
        return redirect(row)
    form = OutcomeForm(sent(request), hearing=row, cancel_url=row.get_absolute_url())
    if is_written(
        request,
        form,
        lambda: workflow.note_outcome(hearing=row, by=request.user, **form.facts),
        _("Saved what came of it."),
    ):
        return redirect(row)
    return form_page(
        request, row.enrollment, form, _("What came of it?"), lead=row.get_kind_display(), is_staff=is_staff
    )


@requires(Permission.COURT_EDIT)
@require_POST
def reopen(request, pk):
    """What was said belonged to another hearing: this one is planned again."""
    row = row_at_hand(request, Hearing.objects, pk)
    try:
        workflow.take_back_outcome(hearing=row, by=request.user)
    except workflow.CannotWrite as refusal:
        messages.warning(request, str(refusal))
    return redirect(row)


# --- What to expect -------------------------------------------------------------------------


@public
@require_safe
def expect(request):
    """A sheet for each kind of hearing and meeting. Parents read them on their own phones, without an account."""
    return render(request, page_of("expect", _at_desk(request)), {"sheets": SHEETS, "layout": _layout(request)})


@public
@require_safe
def expect_of(request, kind):
    """What to expect of one kind, in plain words, to read before going in."""
    sheet = sheet_of(kind)
    if sheet is None:
        raise Http404
    context = {
        "sheet": sheet,
        "is_at_court": sheet.kind not in MEETINGS,
        "bring": BRING,
        "in_the_room": IN_THE_ROOM,
        "layout": _layout(request),
        "address": request.build_absolute_uri(request.path) if request.user.is_authenticated else "",
    }
    return render(request, page_of("sheet", _at_desk(request)), context)


def _at_desk(request):
    return request.user.is_authenticated and request.user.may(Permission.CASE_VIEW)


def _layout(request):
    return "phone.html" if request.user.is_authenticated else "public.html"
