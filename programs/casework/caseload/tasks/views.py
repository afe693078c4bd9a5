"""Tasks: the list, one of them, writing one down from a case, a mentor or a contact, and what came of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentors.models import Mentor
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.accounts.scope import CASEWORK_ROLES
from mmp_portal.audit.models import Event
from mmp_portal.audit.words import verb_in_words
from mmp_portal.ui.lists.listing import Tab, listed
from mmp_portal.ui.sending import sent
from mmp_portal.ui.views import own_address
from programs.casework.caseload.models.tasks import Task
from programs.casework.caseload.tasks import workflow
from programs.casework.caseload.tasks.filters import MINE, TABS, TaskFilter
from programs.casework.caseload.tasks.forms import DropForm, TaskEditForm, TaskForm
from programs.casework.caseload.tasks.tables import TaskTable
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment


@requires(Permission.TASK_EDIT)
@require_safe
def tasks(request):
    """Tasks at one's sites: the own ones first, then those given to others."""
    rows = Task.objects.not_voided().for_casework(request.user).with_people()
    if request.site:
        rows = rows.filter(site=request.site)
    asked = request.GET.copy()
    if asked.get("show") not in dict(TABS):
        asked["show"] = MINE
    filterset = TaskFilter(asked, queryset=rows, request=request)
    listing = listed(
        request,
        TaskTable,
        filterset,
        name="tasks",
        tabs=[Tab(label, f"show={code}", code == asked["show"]) for code, label in TABS],
    )
    if listing.file:
        return listing.file
    return render(request, "programs/casework/caseload/tasks/tasks.html", {"listing": listing, "show": asked["show"]})


def task_at_hand(request, pk):
    """The task as staff see it. 404 for any other."""
    rows = Task.objects.not_voided().for_casework(request.user).with_people()
    return get_object_or_404(rows, pk=pk)


@requires(Permission.TASK_EDIT)
@require_safe
def task(request, pk):
    """One task, who gave it to whom, and what was done about it. A voided one stays readable."""
    row = get_object_or_404(Task.objects.for_casework(request.user).with_people(), pk=pk)
    events = Event.objects.about(row).select_related("by").order_by("at", "pk")
    history = [(verb_in_words(event.verb), event) for event in events]
    return render(
        request,
        "programs/casework/caseload/tasks/task.html",
        {"task": row, "history": history, "today": timezone.localdate()},
    )


def own_sites(request):
    """Where a new task may belong: the site at hand, or every site one works at."""
    if request.site:
        return [request.site]
    return sorted(
        {grant.site for grant in request.user.grants if grant.site and grant.role in CASEWORK_ROLES},
        key=lambda site: site.name,
    )


@requires(Permission.TASK_EDIT)
def add(request):
    """Write down a task that is about no case and no mentor."""
    return _add(request, back=reverse("caseload:tasks"))


@requires(Permission.TASK_EDIT)
def add_for_case(request, pk):
    """Write down a task about a case; `?contact=` names the contact it follows from."""
    rows = Enrollment.objects.open().for_casework(request.user).with_people()
    enrollment = get_object_or_404(rows, pk=pk)
    wanted = request.GET.get("contact", "")
    contacts = Contact.objects.not_voided().filter(enrollment=enrollment)
    contact = contacts.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 12 else None
    back = contact.get_absolute_url() if contact else enrollment.get_absolute_url()
    return _add(request, back=back, enrollment=enrollment, contact=contact)


@requires(Permission.TASK_EDIT)
def add_for_mentor(request, pk):
    """Write down a task about a mentor."""
    mentor = get_object_or_404(Mentor.objects.not_voided().for_user(request.user).with_person(), pk=pk)
    return _add(request, back=mentor.get_absolute_url(), mentor=mentor)


def _add(request, *, back, enrollment=None, mentor=None, contact=None):
    sites = own_sites(request)
    if not sites:
        raise Http404
    form = TaskForm(
        sent(request),
        sites=sites,
        program=enrollment.program if enrollment else "",
        enrollment=enrollment,
        mentor=mentor,
        initial={"assigned_to": request.user},
        cancel_url=back,
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = workflow.add(by=request.user, enrollment=enrollment, mentor=mentor, contact=contact, **form.facts)
        except workflow.CannotKeepTask as refusal:
            form.add_error(refusal.about, str(refusal))
        else:
            own = row.assigned_to_id == request.user.pk
            words = _("The task is on your list.") if own else _("%(name)s was told.") % {"name": row.assigned_to.name}
            messages.success(request, words)
            return redirect(back)
    subject = enrollment.participant.name if enrollment else mentor.name if mentor else ""
    return render(
        request,
        "programs/casework/caseload/tasks/form.html",
        {"form": form, "title": _("Add a task"), "subject": subject, "back": back, "contact": contact},
    )


@requires(Permission.TASK_EDIT)
def edit(request, pk):
    """Correct a task or give it to somebody else. Whoever was first wins; the other one sees both versions."""
    row = task_at_hand(request, pk)
    if not row.is_open:
        messages.warning(request, _("This task is not open any more. Take it up again first."))
        return redirect(row)
    form = TaskEditForm(sent(request), instance=row, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("words", "due_on", "assigned_to", "version")}
        try:
            workflow.change(task=row, by=request.user, **facts)
        except workflow.CannotKeepTask as refusal:
            form.add_error(refusal.about, str(refusal))
        else:
            messages.success(request, _("The task was saved."))
            return redirect(row)
    return render(
        request,
        "programs/casework/caseload/tasks/form.html",
        {"form": form, "title": _("Change the task"), "subject": row.about, "back": row.get_absolute_url()},
    )


@requires(Permission.TASK_EDIT)
@require_POST
def done(request, pk):
    """Tick a task."""
    row = task_at_hand(request, pk)
    _try(request, workflow.finish, _("Done."), task=row, on=row.site.today())
    return redirect(_next(request) or row.get_absolute_url())


@requires(Permission.TASK_EDIT)
@require_POST
def reopen(request, pk):
    """Take a task up again."""
    row = task_at_hand(request, pk)
    _try(request, workflow.reopen, _("The task is open again."), task=row)
    return redirect(row)


@requires(Permission.TASK_EDIT)
def drop(request, pk):
    """Let a task go, with a reason."""
    row = task_at_hand(request, pk)
    form = DropForm(sent(request), cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.drop(task=row, on=row.site.today(), by=request.user, **form.cleaned_data)
        except workflow.CannotKeepTask as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The task was dropped. It stays in the list of what was done or dropped."))
            return redirect(row)
    return render(
        request,
        "programs/casework/caseload/tasks/form.html",
        {"form": form, "title": _("Drop the task"), "subject": row.about, "back": row.get_absolute_url()},
    )


@requires(Permission.PHONE_HOME)
@require_POST
def phone_done(request, pk):
    """A mentor ticks a task that was given to them."""
    row = get_object_or_404(Task.objects.not_voided().for_user(request.user).given_to(request.user), pk=pk)
    _try(
        request,
        workflow.finish,
        _("Thank you. Whoever gave it to you sees that it is done."),
        task=row,
        on=row.site.today(),
    )
    return redirect("caseload:phone")


def _try(request, verb, words, **facts):
    try:
        verb(by=request.user, **facts)
    except workflow.CannotKeepTask as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, words)


def _next(request):
    return own_address(request, request.POST.get("next", ""))
