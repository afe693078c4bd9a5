"""The goals of a case, one goal with its steps, and what came of it: at a desk and on a mentor's phone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.sending import refuse
from programs.casework.enrollments.models import Enrollment
from programs.casework.goals import workflow
from programs.casework.goals.forms import (
    GoalEditForm,
    GoalEndForm,
    GoalForm,
    GoalNoteForm,
    ReopenGoalForm,
    StepEditForm,
    StepForm,
)
from programs.casework.goals.models import Area, Goal, Step


def works_on(user, enrollment):
    """Whether `user` meets this case as staff; its mentor sees the phone's pages."""
    return Enrollment.objects.for_casework(user).filter(pk=enrollment.pk).exists()


def may_note(user, enrollment, *, is_staff):
    """Staff of the case, and the mentor of an open match, note steps done while the case is open."""
    return enrollment.is_open and (is_staff or Enrollment.objects.matched_with(user).filter(pk=enrollment.pk).exists())


# --- The goals of a case ---------------------------------------------------------------------


@requires(Permission.GOAL_VIEW)
def goals(request, pk):
    """All goals of a case by area: those worked at, then what came of the others."""
    enrollment = get_object_or_404(Enrollment.objects.not_voided().for_user(request.user).with_people(), pk=pk)
    is_staff = works_on(request.user, enrollment)
    if is_staff:
        trail.opened(request.user, enrollment, what="case file")
    found = list(Goal.objects.not_voided().filter(enrollment=enrollment).with_steps())
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "today": enrollment.site.today(),
        "areas": _by_area([one for one in found if one.is_open]),
        "ended": [one for one in found if not one.is_open],
        "templates": enrollment.definition.goal_templates,
        "may_note": may_note(request.user, enrollment, is_staff=is_staff),
        "may_set": is_staff and enrollment.is_open and request.user.may(Permission.GOAL_EDIT),
    }
    return render(request, _page("goals", is_staff), context)


def _by_area(found):
    """Pairs of an area and its goals, in the order of the areas; areas without goals are left out."""
    sorted_in = {area: [one for one in found if one.area == area] for area in Area}
    return [(area.label, inside) for area, inside in sorted_in.items() if inside]


def _page(name, is_staff):
    return f"programs/casework/goals/{name}.html" if is_staff else f"programs/casework/goals/{name}_phone.html"


@requires(Permission.GOAL_EDIT)
def set_goal(request, pk):
    """Set a goal: the template fills in its words and first steps, and the family's own words take their place."""
    enrollment = get_object_or_404(Enrollment.objects.open().for_casework(request.user).with_people(), pk=pk)
    templates = enrollment.definition.goal_templates
    asked = request.POST.get("template") or request.GET.get("from")
    chosen = next((template for template in templates if template.code == asked), None)
    form = GoalForm(
        request.POST or None,
        templates=templates,
        chosen=chosen,
        initial={"set_on": enrollment.site.today()},
        cancel_url=reverse("goals:goals", args=[enrollment.pk]),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.set_goal(enrollment=enrollment, by=request.user, **form.facts)
        except workflow.CannotSet as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The goal is set."))
            return redirect("goals:goals", pk=enrollment.pk)
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "form": form,
        "chosen": chosen,
        "templates": templates,
    }
    return render(request, "programs/casework/goals/set.html", context)


# --- One goal --------------------------------------------------------------------------------


@requires(Permission.GOAL_VIEW)
def goal(request, pk):
    """One goal: its steps, how it goes, and what may be done with it."""
    return _show(request, _visible(request, pk))


def _visible(request, pk):
    found = Goal.objects.for_user(request.user).with_people().with_steps()
    return get_object_or_404(found.select_related("replaces"), pk=pk)


def _show(request, row, *, note_form=None, step_form=None):
    enrollment = row.enrollment
    is_staff = works_on(request.user, enrollment)
    if is_staff:
        trail.opened(request.user, enrollment, what="case file")
    may_work = may_note(request.user, enrollment, is_staff=is_staff) and row.is_open
    context = {
        "goal": row,
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "today": enrollment.site.today(),
        "notes": _notes(request.user, row, is_staff),
        "replaced_by": row.replaced_by.not_voided().first(),
        "may_note": may_work,
        "may_edit": is_staff and row.voided_at is None and request.user.may(Permission.GOAL_EDIT),
        "note_form": note_form or (_note_form(is_staff) if may_work else None),
        "step_form": step_form or (_step_form() if may_work and is_staff else None),
    }
    return render(request, _page("goal", is_staff), context)


def _notes(user, row, is_staff):
    """A mentor reads the own notes, staff all of them."""
    notes = row.notes.not_voided().select_related("recorded_by")
    return notes if is_staff else notes.filter(recorded_by=user)


def _note_form(is_staff, data=None):
    return GoalNoteForm(data, may_set_review=is_staff, prefix="note")


def _step_form(data=None):
    return StepForm(data, initial={"who": Step.Who.PARTICIPANT}, prefix="step")


@requires(Permission.GOAL_VIEW)
def note(request, pk):
    """Write how it goes with a goal: staff of the case, or the mentor."""
    row = _visible(request, pk)
    is_staff = works_on(request.user, row.enrollment)
    if request.method != "POST" or not may_note(request.user, row.enrollment, is_staff=is_staff):
        return redirect(row)
    form = _note_form(is_staff, request.POST)
    if form.is_valid():
        try:
            workflow.write_note(goal=row, by=request.user, **form.cleaned_data)
        except workflow.CannotSet as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved how it goes."))
            return redirect(row)
    return _show(request, row, note_form=form)


@requires(Permission.GOAL_EDIT)
def edit(request, pk):
    """Correct a goal. Whoever was first wins; the other one sees both versions and decides."""
    row = _own(request, pk)
    form = GoalEditForm(request.POST or None, instance=row, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.correct(goal=row, by=request.user, **form.cleaned_data)
        except workflow.CannotSet as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The goal was corrected."))
            return redirect(row)
    return _form_page(request, row, form, _("Correct the goal"))


@requires(Permission.GOAL_EDIT)
def end(request, pk):
    """Say what came of a goal; a changed one goes on under new words."""
    row = _own(request, pk)
    form = GoalEndForm(
        request.POST or None, initial={"on": row.enrollment.site.today()}, cancel_url=row.get_absolute_url()
    )
    if request.method == "POST" and form.is_valid():
        try:
            result = workflow.end(goal=row, by=request.user, **form.cleaned_data)
        except workflow.CannotSet as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved what came of the goal."))
            return redirect(result)
    return _form_page(request, row, form, _("What came of it?"))


@requires(Permission.GOAL_EDIT)
def reopen(request, pk):
    """Take a goal up again, with a reason."""
    row = _own(request, pk)
    form = ReopenGoalForm(request.POST or None, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.reopen(goal=row, by=request.user, **form.cleaned_data)
        except workflow.CannotSet as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The goal is open again."))
            return redirect(row)
    return _form_page(request, row, form, _("Take the goal up again"))


def _own(request, pk):
    return get_object_or_404(Goal.objects.not_voided().for_casework(request.user).with_people(), pk=pk)


def _form_page(request, row, form, title):
    context = {
        "goal": row,
        "enrollment": row.enrollment,
        "person": row.enrollment.participant,
        "form": form,
        "title": title,
    }
    return render(request, "programs/casework/goals/form.html", context)


# --- Steps -----------------------------------------------------------------------------------


@requires(Permission.GOAL_EDIT)
def add_step(request, pk):
    """Add a step to a goal, from the goal's own page."""
    row = get_object_or_404(
        Goal.objects.not_voided().for_casework(request.user).with_people().with_steps().select_related("replaces"),
        pk=pk,
    )
    if request.method != "POST":
        return redirect(row)
    form = _step_form(request.POST)
    if form.is_valid():
        try:
            workflow.add_step(goal=row, by=request.user, **form.cleaned_data)
        except workflow.CannotSet as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The step was added."))
            return redirect(row)
    return _show(request, row, step_form=form)


@requires(Permission.GOAL_EDIT)
def edit_step(request, pk):
    """Correct a step: what, whose turn, by when."""
    found = Step.objects.not_voided().filter(goal__in=Goal.objects.not_voided().for_casework(request.user))
    step = get_object_or_404(found.select_related("goal__enrollment__participant", "goal__enrollment__site"), pk=pk)
    form = StepEditForm(request.POST or None, instance=step, cancel_url=step.goal.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.correct_step(step=step, by=request.user, **form.cleaned_data)
        except workflow.CannotSet as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The step was corrected."))
            return redirect(step.goal)
    return _form_page(request, step.goal, form, _("Correct the step"))


@requires(Permission.GOAL_VIEW)
@require_POST
def done(request, pk):
    """Note a step done, in one touch."""
    return _tick(request, pk, workflow.note_done, _("Done. Well done."))


@requires(Permission.GOAL_VIEW)
@require_POST
def not_done(request, pk):
    """Take back that a step is done."""
    return _tick(request, pk, workflow.note_not_done, _("The step is to do again."))


def _tick(request, pk, verb, sentence):
    found = Step.objects.not_voided().for_user(request.user).select_related("goal__enrollment__site")
    step = get_object_or_404(found, pk=pk)
    enrollment = step.goal.enrollment
    if not may_note(request.user, enrollment, is_staff=works_on(request.user, enrollment)):
        messages.warning(request, _("Steps are noted while the case and the match are open."))
        return redirect(step.goal)
    try:
        verb(step=step, by=request.user)
    except workflow.CannotSet as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, sentence)
    if request.POST.get("back") == "goals":
        return redirect("goals:goals", pk=enrollment.pk)
    return redirect(step.goal)
