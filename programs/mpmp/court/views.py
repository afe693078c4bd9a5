"""The court case of a family on one page, and each thing that is written down about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.sending import sent
from programs.casework.casefile import glass
from programs.casework.casefile.forms import OpenRestrictedForm
from programs.casework.enrollments.models import Enrollment
from programs.casework.parameters.values.overlay import parameters_for
from programs.mpmp import workflow
from programs.mpmp.court.children import children_of
from programs.mpmp.court.clock import months_after
from programs.mpmp.court.deadlines import deadlines_of
from programs.mpmp.court.forms import (
    CourtCaseForm,
    CourtPersonForm,
    DeadlineForm,
    FamilyVisitForm,
    NewReportForm,
    ParentsWordsForm,
    PetitionForm,
    PlacementForm,
    PlanItemEndForm,
    PlanItemForm,
)
from programs.mpmp.court.page import (
    PROGRAM,
    about,
    case_at_hand,
    case_for,
    children_at,
    deadlines_at,
    facts_of,
    is_written,
    row_at_hand,
    row_for,
)
from programs.mpmp.models import (
    ChildPlacement,
    CourtCase,
    CourtPerson,
    Deadline,
    FamilyVisit,
    Hearing,
    NewReport,
    Petition,
    PlanItem,
    PlanStatus,
)

WITH = "programs/mpmp/court/"
VISITS_SHOWN = 8
LONGEST_ABOUT_ITEM = 500


def page_of(name, is_staff):
    """The page of staff, or that of the phone."""
    return f"{WITH}{name}.html" if is_staff else f"{WITH}{name}_phone.html"


@requires(Permission.COURT_VIEW)
@require_safe
def court(request, pk):
    """Court and plan: what comes next, the children, the case plan, visits and deadlines; less of it on the phone."""
    enrollment, is_staff = case_for(request, pk)
    timezone.activate(enrollment.site.zone)
    now, today = timezone.now(), enrollment.site.today()
    hearings = list(Hearing.objects.not_voided().filter(enrollment=enrollment).order_by("starts_at"))
    parameters = parameters_for(PROGRAM, site=enrollment.site)
    children = children_at(enrollment, parameters, today)
    context = about(
        enrollment,
        children=children,
        coming=[one for one in hearings if one.is_planned and one.starts_at >= now],
        unanswered=[one for one in hearings if one.is_planned and one.starts_at < now],
        past=[one for one in reversed(hearings) if not one.is_planned],
        items=list(PlanItem.objects.not_voided().filter(enrollment=enrollment).in_order()),
        may_note=enrollment.is_open and request.user.may(Permission.COURT_NOTE),
    )
    if not is_staff:
        return render(request, page_of("court", is_staff), context)
    trail.opened(request.user, enrollment, what="case file")
    court_case = CourtCase.objects.not_voided().filter(enrollment=enrollment).select_related("county").first()
    notes = list(Deadline.objects.not_voided().filter(enrollment=enrollment))
    facts = facts_of(court_case, [one.clock for one in children], hearings, notes, enrollment.site.zone)
    visits = list(
        FamilyVisit.objects.not_voided().filter(enrollment=enrollment).prefetch_related("children").order_by("-on")
    )
    due = deadlines_of(facts, parameters, on=today) if facts else []
    context |= {
        "court_case": court_case,
        "people": list(CourtPerson.objects.not_voided().filter(enrollment=enrollment)),
        "due": [one for one in due if not one.is_met],
        "met": [one for one in due if one.is_met],
        "visits": visits[:VISITS_SHOWN],
        "visits_kept": sum(1 for one in visits if one.was_kept),
        "visits_planned": len(visits),
        "may_edit": enrollment.is_open and request.user.may(Permission.COURT_EDIT),
        "may_open_restricted": enrollment.restricted_is_open_to(request.user),
    }
    return render(request, page_of("court", is_staff), context)


def form_page(request, enrollment, form, title, *, lead="", is_staff=True, **context):
    """A form of the case: at a desk, or for the mentor on the phone."""
    context = about(enrollment, form=form, title=title, lead=lead, back=back_to(enrollment), **context)
    return render(request, page_of("form", is_staff), context)


def back_to(enrollment):
    return reverse("mpmp:court", args=[enrollment.pk])


# --- The court case and its people ----------------------------------------------------------


@requires(Permission.COURT_EDIT)
def court_case(request, pk):
    """Where the case is, under which number, and what holds for a tribe's child."""
    enrollment = case_at_hand(request, pk, is_open=True)
    row = CourtCase.objects.not_voided().filter(enrollment=enrollment).first() or CourtCase(enrollment=enrollment)
    form = CourtCaseForm(sent(request), instance=row, site=enrollment.site, cancel_url=back_to(enrollment))
    if is_written(
        request,
        form,
        lambda: workflow.keep_court_case(court_case=form.instance, by=request.user),
        _("The court case is saved."),
    ):
        return redirect("mpmp:court", pk=pk)
    return form_page(request, enrollment, form, _("The court case"))


@requires(Permission.COURT_EDIT)
def add_person(request, pk):
    """Write down who has a part in the case."""
    enrollment = case_at_hand(request, pk, is_open=True)
    return _person(request, enrollment, CourtPerson(enrollment=enrollment))


@requires(Permission.COURT_EDIT)
def edit_person(request, pk):
    """Correct who it is, or until when."""
    row = row_at_hand(request, CourtPerson.objects, pk)
    return _person(request, row.enrollment, row)


def _person(request, enrollment, row):
    form = CourtPersonForm(sent(request), instance=row, cancel_url=back_to(enrollment))
    if is_written(
        request,
        form,
        lambda: workflow.keep(row=form.instance, by=request.user, verb="court_person.written"),
        _("Saved who has a part in the case."),
    ):
        return redirect("mpmp:court", pk=enrollment.pk)
    return form_page(request, enrollment, form, _("Who has a part in the case"), kind="court_person", record=row)


# --- Placements and visits ------------------------------------------------------------------


@requires(Permission.COURT_EDIT)
def add_placement(request, pk):
    """Write down where a child lives now, or lived."""
    enrollment = case_at_hand(request, pk, is_open=True)
    return _placement(request, enrollment, ChildPlacement(enrollment=enrollment))


@requires(Permission.COURT_EDIT)
def edit_placement(request, pk):
    """Correct a placement, or end it."""
    row = row_at_hand(request, ChildPlacement.objects, pk)
    return _placement(request, row.enrollment, row)


def _placement(request, enrollment, row):
    children = children_of(enrollment)
    asked = {"child": request.GET.get("child")} if request.GET.get("child", "").isdigit() else {}
    form = PlacementForm(sent(request), instance=row, initial=asked, children=children, cancel_url=back_to(enrollment))
    if is_written(
        request,
        form,
        lambda: workflow.keep_placement(
            placement=form.instance, by=request.user, ends_earlier=form.cleaned_data.get("ends_earlier", False)
        ),
        _("The placement is saved."),
    ):
        return redirect("mpmp:court", pk=enrollment.pk)
    return form_page(request, enrollment, form, _("Where a child lives"), kind="child_placement", record=row)


@requires(Permission.COURT_EDIT)
def add_visit(request, pk):
    """Write down a visit of the parent with the children."""
    enrollment = case_at_hand(request, pk, is_open=True)
    return _visit(request, enrollment, FamilyVisit(enrollment=enrollment))


@requires(Permission.COURT_EDIT)
def edit_visit(request, pk):
    """Correct a visit."""
    row = row_at_hand(request, FamilyVisit.objects, pk)
    return _visit(request, row.enrollment, row)


def _visit(request, enrollment, row):
    form = FamilyVisitForm(
        sent(request), instance=row, children=children_of(enrollment), cancel_url=back_to(enrollment)
    )
    if is_written(
        request,
        form,
        lambda: workflow.keep_visit(visit=form.instance, children=form.cleaned_data["children"], by=request.user),
        _("The visit is saved."),
    ):
        return redirect("mpmp:court", pk=enrollment.pk)
    return form_page(request, enrollment, form, _("A visit with the children"), kind="family_visit", record=row)


# --- The case plan --------------------------------------------------------------------------


@requires(Permission.COURT_EDIT)
def add_item(request, pk):
    """Write down an item of the case plan."""
    enrollment = case_at_hand(request, pk, is_open=True)
    return _item(request, enrollment, PlanItem(enrollment=enrollment))


@requires(Permission.COURT_EDIT)
def edit_item(request, pk):
    """Correct an item of the plan."""
    row = row_at_hand(request, PlanItem.objects, pk)
    return _item(request, row.enrollment, row)


def _item(request, enrollment, row):
    form = PlanItemForm(sent(request), instance=row, cancel_url=back_to(enrollment))
    if is_written(
        request,
        form,
        lambda: workflow.keep(row=form.instance, by=request.user, verb="plan_item.written"),
        _("The item is saved."),
    ):
        return redirect("mpmp:court", pk=enrollment.pk)
    return form_page(request, enrollment, form, _("An item of the case plan"), kind="plan_item", record=row)


@requires(Permission.COURT_EDIT)
def end_item(request, pk):
    """Say that an item is done, or no longer asked."""
    row = row_at_hand(request, PlanItem.objects, pk)
    enrollment = row.enrollment
    initial = {"status": PlanStatus.DONE, "on": enrollment.site.today(), "parents_words": row.parents_words}
    form = PlanItemEndForm(sent(request), initial=initial, cancel_url=back_to(enrollment))
    if is_written(
        request,
        form,
        lambda: workflow.end_item(item=row, by=request.user, **form.cleaned_data),
        _("Saved what came of the item."),
    ):
        return redirect("mpmp:court", pk=enrollment.pk)
    return form_page(request, enrollment, form, _("What came of it?"), lead=row.words)


@requires(Permission.COURT_EDIT)
@require_POST
def reopen_item(request, pk):
    """It is to do again."""
    row = row_at_hand(request, PlanItem.objects, pk)
    try:
        workflow.reopen_item(item=row, by=request.user)
    except workflow.CannotWrite as refusal:
        messages.warning(request, str(refusal))
    return redirect("mpmp:court", pk=row.enrollment_id)


@requires(Permission.COURT_NOTE)
def item_words(request, pk):
    """What the parent says about an item: staff, or the mentor on the phone."""
    row, is_staff = row_for(request, PlanItem.objects, pk)
    form = ParentsWordsForm(
        sent(request),
        initial={"parents_words": row.parents_words},
        most=LONGEST_ABOUT_ITEM,
        cancel_url=back_to(row.enrollment),
    )
    if is_written(
        request,
        form,
        lambda: workflow.say_about_item(item=row, by=request.user, **form.cleaned_data),
        _("Saved in their own words."),
    ):
        return redirect("mpmp:court", pk=row.enrollment_id)
    title = _("What %(name)s says about it") % {"name": row.enrollment.participant.called}
    return form_page(request, row.enrollment, form, title, lead=row.words, is_staff=is_staff)


# --- Deadlines ------------------------------------------------------------------------------


@requires(Permission.COURT_EDIT)
def deadline(request, pk, rule):
    """Another day for a deadline, with its reason; or that it was met."""
    enrollment = case_at_hand(request, pk, is_open=True)
    due = next((one for one in deadlines_at(enrollment, enrollment.site.today()) if one.rule == rule), None)
    if due is None:
        raise Http404
    note = due.note
    initial = {"due_on": note.due_on, "reason": note.reason, "met_on": note.met_on} if note else {}
    form = DeadlineForm(sent(request), due=due, initial=initial, cancel_url=back_to(enrollment))
    if is_written(
        request,
        form,
        lambda: workflow.note_deadline(enrollment=enrollment, due=due, by=request.user, **form.cleaned_data),
        _("Saved what is known of this deadline."),
    ):
        return redirect("mpmp:court", pk=pk)
    return form_page(request, enrollment, form, due.label, due=due, kind="deadline", record=note)


# --- Restricted -----------------------------------------------------------------------------


def restricted_case(request, pk):
    """The case for its assigned worker or supervisor: 404 where it is not visible, 403 where it is not theirs."""
    enrollment = case_at_hand(request, pk)
    if not Enrollment.objects.with_restricted_open_to(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    return enrollment


@requires(Permission.RESTRICTED_VIEW)
def restricted(request, pk):
    """Petitions, allegations and new reports: a reason first; every time they are shown is recorded."""
    enrollment = restricted_case(request, pk)
    opened = glass.restricted.is_open(request, enrollment)
    form = petitions = reports = window_ends = None
    if opened is None:
        form = OpenRestrictedForm(sent(request), cancel_url=back_to(enrollment))
        if request.method == "POST" and form.is_valid():
            glass.restricted.open(request, enrollment, reason=form.cleaned_data["reason"])
            return redirect("mpmp:restricted", pk=pk)
    else:
        trail.opened(request.user, enrollment, what="restricted facts", reason=opened.reason)
        petitions = Petition.objects.not_voided().for_user(request.user).filter(enrollment=enrollment)
        reports = NewReport.objects.not_voided().for_user(request.user).filter(enrollment=enrollment)
        months = parameters_for(PROGRAM, site=enrollment.site).value_on("new_report_months", enrollment.site.today())
        window_ends = months_after(enrollment.enrolled_on, months)
    context = about(
        enrollment, form=form, opened=opened, petitions=petitions, reports=reports, window_ends=window_ends
    )
    context["may_edit"] = enrollment.is_open and request.user.may(Permission.RESTRICTED_EDIT)
    return _unstored(render(request, f"{WITH}restricted.html", context))


def _unstored(response):
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.RESTRICTED_EDIT)
def add_petition(request, pk):
    """Write down a petition."""
    enrollment = restricted_case(request, pk)
    return _restricted_form(request, enrollment, PetitionForm, Petition(enrollment=enrollment))


@requires(Permission.RESTRICTED_EDIT)
def edit_petition(request, pk):
    """Correct a petition, or write what the court found."""
    return _correct_restricted(request, PetitionForm, Petition, pk)


@requires(Permission.RESTRICTED_EDIT)
def add_report(request, pk):
    """Write down a new report to child protection."""
    enrollment = restricted_case(request, pk)
    return _restricted_form(request, enrollment, NewReportForm, NewReport(enrollment=enrollment))


@requires(Permission.RESTRICTED_EDIT)
def edit_report(request, pk):
    """Write what came of a report."""
    return _correct_restricted(request, NewReportForm, NewReport, pk)


def _correct_restricted(request, form_class, model, pk):
    row = get_object_or_404(model.objects.not_voided().for_user(request.user), pk=pk)
    return _restricted_form(request, restricted_case(request, row.enrollment_id), form_class, row)


def _restricted_form(request, enrollment, form_class, row):
    """Only behind the door that a reason opens."""
    opened = glass.restricted.is_open(request, enrollment)
    if opened is None or not enrollment.is_open:
        return redirect("mpmp:restricted", pk=enrollment.pk)
    trail.opened(request.user, enrollment, what="restricted facts", reason=opened.reason)
    form = form_class(sent(request), instance=row, cancel_url=reverse("mpmp:restricted", args=[enrollment.pk]))
    verb = "petition.written" if form_class is PetitionForm else "new_report.written"
    if is_written(request, form, lambda: workflow.keep(row=form.instance, by=request.user, verb=verb), _("Saved.")):
        return redirect("mpmp:restricted", pk=enrollment.pk)
    return _unstored(form_page(request, enrollment, form, form.form_label))
