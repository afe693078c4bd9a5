"""Pages on which people are added and corrected. Their overview lies in the hall, which knows their cases."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.accounts.scope import CASEWORK_ROLES
from mmp_portal.ui.sending import sent
from participants import workflow
from participants.duplicates import workflow as noting
from participants.duplicates.models import ProbableDuplicate, Status
from participants.forms import ChildForm, PersonForm
from participants.models import Person
from participants.registrations import workflow as registering
from participants.tabs import person_at_hand

VOIDED_ON_A_PAGE = 25


def sites_of(request):
    """Where the person may register people: the site at hand first."""
    sites = {grant.site for grant in request.user.grants if grant.role in CASEWORK_ROLES}
    return sorted(sites, key=lambda site: (site != request.site, site.name))


@requires(Permission.PERSON_EDIT)
def create(request):
    """Add a person to a site."""
    form = PersonForm(sent(request), sites=sites_of(request), cancel_url=reverse("casefile:people"))
    if request.method == "POST" and form.is_valid():
        site = form.chosen_site
        person = workflow.add(site=site, by=request.user, on=site.today(), **form.details())
        _note_look_alikes(person, request.user, is_somebody_else=form.cleaned_data["is_somebody_else"])
        messages.success(request, _("%(name)s was added. Enroll them next.") % {"name": person.name})
        return redirect(person)
    return render(request, "participants/create.html", {"form": form})


def _note_look_alikes(person, user, *, is_somebody_else):
    """Note who could be the same. Where somebody said that it is another person, nobody is asked at these sites again."""
    noting.look_around(person=person)
    if is_somebody_else:
        for note in ProbableDuplicate.objects.about(person).open().for_user(user):
            noting.settle(
                duplicate=note, status=Status.NOT_SAME, by=user, words=_("Said so when the record was added.")
            )


@requires(Permission.PERSON_EDIT)
def edit(request, pk):
    """Correct what is known about a person; a lost update is refused with both versions shown.

    Somebody who moved on to another site is corrected there.
    """
    person = person_at_hand(request, pk)
    if person.reach_is_hidden:
        raise PermissionDenied
    form = PersonForm(
        sent(request),
        instance=person,
        known=person.parts_open_to(request.user),
        cancel_url=person.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.correct(person=person, by=request.user, version=form.cleaned_data["version"], **form.details())
            for part in form.learned:
                registering.learn(person=person, user=request.user, part=part)
        except workflow.CannotCorrect as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(person)
    return render(request, "participants/edit.html", {"form": form, "person": person})


@requires(Permission.PERSON_EDIT)
def child(request, pk):
    """Add a child who lives with the person."""
    parent = person_at_hand(request, pk)
    registration = parent.registrations.filter(site__in=sites_of(request)).order_by("ends_on", "-starts_on").first()
    form = ChildForm(
        request.POST or None, initial={"family_name": parent.family_name}, cancel_url=parent.get_absolute_url()
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.add_child(
                parent=parent, by=request.user, on=timezone.localdate(), site=registration.site, **form.cleaned_data
            )
        except workflow.CannotAdd as refusal:
            form.add_error("born_on", str(refusal))
        else:
            messages.success(request, _("Child added."))
            return redirect(parent)
    return render(request, "participants/child.html", {"form": form, "person": parent})


@requires(Permission.RECORD_RESTORE)
def voided(request):
    """People whose record was voided, the latest first, with the way to restore them."""
    found = Person.objects.for_user(request.user).exclude(voided_at=None).filter(merged_into=None)
    found = found.select_related("voided_by")
    page = Paginator(found.order_by("-voided_at", "-pk"), VOIDED_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "participants/voided.html", {"page": page})
