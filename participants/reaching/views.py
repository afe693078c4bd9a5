"""Every way to reach somebody, what is safe on it, and which comes first."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import sent
from participants.facts import CannotWrite
from participants.models import ReachWay
from participants.reaching import workflow
from participants.reaching.forms import ReachWayForm, StopForm
from participants.tabs import address_of, fill_in, person_at_hand, show, site_at_hand

TAB = "reach"


def ways_at_hand(request, person):
    """The further ways to reach the person that the user may know."""
    return ReachWay.objects.not_voided().for_user(request.user).filter(person=person)


def _person_to_write(request, pk):
    """The person at hand. Whoever moved on to another site is written about there: 403."""
    person = person_at_hand(request, pk)
    if person.reach_is_hidden:
        raise PermissionDenied
    return person


@requires(Permission.PERSON_VIEW)
def reach(request, pk):
    """All ways, those in use first."""
    person = person_at_hand(request, pk)
    ways = list(ReachWay.objects.not_voided().for_user(request.user).filter(person=person).select_related("only_at"))
    return show(
        request,
        "participants/reaching/reach.html",
        person=person,
        tab=TAB,
        in_use=[way for way in ways if way.ended_on is None],
        out_of_use=[way for way in ways if way.ended_on],
        may_edit=request.user.may(Permission.PERSON_EDIT) and not person.reach_is_hidden,
    )


@requires(Permission.PERSON_EDIT)
def add(request, pk):
    """One way more."""
    person = _person_to_write(request, pk)
    site = site_at_hand(request, person)
    form = ReachWayForm(sent(request), cancel_url=address_of(TAB, person))

    def save(cleaned):
        workflow.add(person=person, by=request.user, site=site, **form.details)

    return fill_in(
        request,
        form,
        save,
        person=person,
        tab=TAB,
        title=_("Another way to reach them"),
        lead=_("Ask what is safe before anything is sent there."),
        done=_("Added."),
    )


@requires(Permission.PERSON_EDIT)
def correct(request, pk, way):
    """Put right what is written about a way."""
    person = _person_to_write(request, pk)
    site = site_at_hand(request, person)
    way = get_object_or_404(ways_at_hand(request, person), pk=way)
    form = ReachWayForm(sent(request), instance=way, cancel_url=address_of(TAB, person))

    def save(cleaned):
        workflow.correct(way=way, by=request.user, site=site, version=cleaned["version"], **form.details)

    return fill_in(
        request, form, save, person=person, tab=TAB, title=_("Correct a way to reach them"), done=_("Saved.")
    )


@requires(Permission.PERSON_EDIT)
def stop(request, pk, way):
    """A way is no longer in use."""
    person = _person_to_write(request, pk)
    site = site_at_hand(request, person)
    way = get_object_or_404(ways_at_hand(request, person).in_use(), pk=way)

    def save(cleaned):
        workflow.stop(way=way, by=request.user, site=site, **cleaned)

    return _ask_since_when(request, person, site, save, lead=way.value)


@requires(Permission.PERSON_EDIT)
def stop_first(request, pk, kind):
    """The first phone or the first e-mail address is no longer in use."""
    person = _person_to_write(request, pk)
    site = site_at_hand(request, person)
    if kind not in workflow.FIRST or not getattr(person, workflow.FIRST[kind]["value"]):
        raise Http404

    def save(cleaned):
        workflow.stop_first(person=person, kind=kind, by=request.user, site=site, **cleaned)

    return _ask_since_when(request, person, site, save, lead=getattr(person, workflow.FIRST[kind]["value"]))


def _ask_since_when(request, person, site, save, *, lead):
    form = StopForm(sent(request), initial={"on": site.today()}, cancel_url=address_of(TAB, person))
    return fill_in(
        request,
        form,
        save,
        person=person,
        tab=TAB,
        title=_("No longer in use"),
        lead=lead,
        done=_("Taken out of use."),
    )


@require_POST
@requires(Permission.PERSON_EDIT)
def prefer(request, pk, way):
    """Make a way the first of its kind."""
    person = _person_to_write(request, pk)
    site = site_at_hand(request, person)
    way = get_object_or_404(ways_at_hand(request, person).in_use(), pk=way)
    try:
        workflow.prefer(way=way, by=request.user, site=site)
    except CannotWrite as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It comes first now."))
    return redirect(address_of(TAB, person))
