"""The services a family was sent to: finding one, connecting them, and what came of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.sending import sent
from programs.casework.enrollments.models import Enrollment
from programs.casework.resources import workflow
from programs.casework.resources.filters import ResourceFilter
from programs.casework.resources.forms import ConnectForm, OutcomeForm, VoidForm
from programs.casework.resources.models import ASK_AFTER, OPEN_OUTCOMES, Resource, ResourceConnection
from programs.casework.resources.views import PER_PAGE


def case_at_hand(request, pk, *, is_open=False):
    rows = Enrollment.objects.not_voided().for_casework(request.user).with_people().with_matches()
    return get_object_or_404(rows.open() if is_open else rows, pk=pk)


def shown(request, template, enrollment, **context):
    """A page of the case."""
    context = {"enrollment": enrollment, "person": enrollment.participant, **context}
    return render(request, f"programs/casework/resources/{template}.html", context)


@requires(Permission.CASE_VIEW)
def connections(request, pk):
    """The services the family was sent to, those first of which the end is not known."""
    enrollment = case_at_hand(request, pk)
    trail.opened(request.user, enrollment, what="case file")
    rows = ResourceConnection.objects.not_voided().for_user(request.user).filter(enrollment=enrollment).with_people()
    page = Paginator(rows.order_by("-connected_on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return shown(
        request,
        "connections",
        enrollment,
        page=page,
        open_rows=[row for row in page if row.outcome in OPEN_OUTCOMES],
        known_rows=[row for row in page if row.outcome not in OPEN_OUTCOMES],
        today=enrollment.site.today(),
        match=next((match for match in enrollment.standing_matches if match.is_open), None),
        may_connect=request.user.may(Permission.RESOURCE_CONNECT) and enrollment.is_open,
    )


@requires(Permission.RESOURCE_CONNECT)
def find(request, pk):
    """Choose a service for the family."""
    enrollment = case_at_hand(request, pk, is_open=True)
    today = enrollment.site.today()
    rows = Resource.objects.not_voided().for_user(request.user).filter(agency=enrollment.site.agency_id)
    filterset = ResourceFilter(request.GET, queryset=rows.with_details(), request=request, today=today)
    page = Paginator(filterset.qs.order_by("name", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    choices = [(row, row.checked_in_words(today), row.is_stale(today)) for row in page]
    return shown(request, "find", enrollment, page=page, choices=choices, filterset=filterset, total=rows.count())


@requires(Permission.RESOURCE_CONNECT)
def connect(request, pk, resource):
    """Note that the family was sent to this service."""
    enrollment = case_at_hand(request, pk, is_open=True)
    rows = Resource.objects.not_voided().for_user(request.user).filter(agency=enrollment.site.agency_id)
    row = get_object_or_404(rows.with_details(), pk=resource)
    today = enrollment.site.today()
    form = ConnectForm(
        sent(request),
        initial={"connected_on": today, "follow_up_on": today + ASK_AFTER, "how": "told"},
        cancel_url=reverse("resources:connections", args=[enrollment.pk]),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.connect(enrollment=enrollment, resource=row, by=request.user, **form.cleaned_data)
        except workflow.CannotConnect as refusal:
            form.add_error(refusal.about, str(refusal))
        else:
            messages.success(request, _("Connected to %(service)s.") % {"service": row.name})
            return redirect("resources:connections", pk=enrollment.pk)
    return shown(request, "connect", enrollment, form=form, resource=row, checked=row.checked_in_words(today))


def connection_at_hand(request, pk):
    rows = ResourceConnection.objects.not_voided().for_user(request.user).with_people()
    return get_object_or_404(rows, pk=pk)


@requires(Permission.RESOURCE_CONNECT)
def outcome(request, pk):
    """Note what came of it."""
    row = connection_at_hand(request, pk)
    form = OutcomeForm(
        sent(request), instance=row, cancel_url=reverse("resources:connections", args=[row.enrollment_id])
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.note_outcome(connection=row, by=request.user, **form.cleaned_data)
        except workflow.CannotConnect as refusal:
            form.add_error(refusal.about, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("resources:connections", pk=row.enrollment_id)
    return shown(request, "outcome", row.enrollment, form=form, connection=row, resource=row.resource)


@requires(Permission.RESOURCE_CONNECT)
def void_connection(request, pk):
    """Take out a connection that was noted by mistake."""
    row = connection_at_hand(request, pk)
    form = VoidForm(sent(request), cancel_url=reverse("resources:connections", args=[row.enrollment_id]))
    if request.method == "POST" and form.is_valid():
        try:
            workflow.void_connection(connection=row, by=request.user, **form.cleaned_data)
        except workflow.CannotConnect as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Taken out."))
            return redirect("resources:connections", pk=row.enrollment_id)
    return shown(request, "void_connection", row.enrollment, form=form, connection=row, resource=row.resource)
