"""What somebody agreed to: asking, signing, ending, and what follows from the end."""

from django.contrib import messages
from django.db.models import Case, Q, When
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import sent
from participants.consents import standing, workflow
from participants.consents.dependents import what_depends
from participants.consents.forms import GiveForm, RevokeForm
from participants.consents.models import Consent, Kind, Language
from participants.consents.texts import text_for
from participants.facts import CannotWrite
from participants.households.size import living_with
from participants.models import Person
from participants.tabs import address_of, fill_in, person_at_hand, show, site_at_hand

TAB = "consents"
SHOWN = 60


@requires(Permission.PERSON_VIEW)
def consents(request, pk):
    """How it stands with each kind of consent, and every consent there was."""
    person = person_at_hand(request, pk)
    today = site_at_hand(request, person).today()
    rows = list(Consent.objects.not_voided().for_user(request.user).filter(person=person).with_people()[:SHOWN])
    owed = list(standing.to_follow_up(person, today, user=request.user))
    return show(
        request,
        "participants/consents/consents.html",
        person=person,
        tab=TAB,
        kinds=standing.kinds_now(rows, owed, today),
        before=[row for row in rows if not row.is_in_force(today)],
        given_for_others=Consent.objects.in_force(today)
        .for_user(request.user)
        .filter(given_by=person)
        .exclude(person=person)
        .with_people()[:SHOWN],
        may_edit=request.user.may(Permission.CONSENT_EDIT),
    )


def givers_for(person, user, today):
    """Those who may consent: the person first, then the other people of their homes that the user may see."""
    lives_there = Q(pk__in=living_with(person, on=today).values("pk"))
    people = Person.objects.not_voided().for_user(user).filter(Q(pk=person.pk) | lives_there)
    return people.order_by(Case(When(pk=person.pk, then=0), default=1), "born_on", "pk")


@requires(Permission.CONSENT_EDIT)
def give(request, pk, kind):
    """Read the text together, sign, and keep it."""
    if kind not in Kind.values:
        raise Http404
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    today = site.today()
    language = request.GET.get("language", person.language)
    text = text_for(kind, language=language, on=today)
    form = GiveForm(
        sent(request),
        request.FILES or None,
        kind=kind,
        givers=givers_for(person, request.user, today),
        uploader=request.user,
        initial={"given_on": today, "given_by": person.pk, "how": "screen"},
        cancel_url=address_of(TAB, person),
    )

    def save(cleaned):
        workflow.give(person=person, site=site, by=request.user, kind=kind, language=text.language, **cleaned)

    return fill_in(
        request,
        form,
        save,
        person=person,
        tab=TAB,
        title=Kind(kind).label,
        lead=_("About %(name)s. Read it together, in the language they read best.") % {"name": person.name},
        done=_("The consent was kept."),
        template="participants/consents/give.html",
        text=text,
        languages=[(code, label, code == text.language) for code, label in Language.choices],
    )


def _consent_at_hand(request, pk, *, to_change=False):
    """A standing consent that the user may see; `to_change`, only one that a site of theirs wrote."""
    rows = Consent.objects.not_voided().with_people()
    rows = rows.of_own_sites(request.user) if to_change else rows.for_user(request.user)
    return get_object_or_404(rows.filter(person__voided_at=None), pk=pk)


@requires(Permission.PERSON_VIEW)
def consent(request, pk):
    """One consent with the text it was given on, and its end."""
    row = _consent_at_hand(request, pk)
    today = row.site.today()
    return show(
        request,
        "participants/consents/consent.html",
        person=row.person,
        tab=TAB,
        consent=row,
        is_in_force=row.is_in_force(today),
        ends_soon=row.ends_soon(today),
        may_edit=request.user.may(Permission.CONSENT_EDIT) and row.site in request.user.sites,
    )


@requires(Permission.CONSENT_EDIT)
def revoke(request, pk):
    """End a consent, as the family may at any time."""
    row = _consent_at_hand(request, pk, to_change=True)
    if row.revoked_on:
        messages.warning(request, _("This consent has ended already."))
        return redirect(row)
    form = RevokeForm(
        sent(request),
        initial={"revoked_on": row.site.today(), "revoked_by": row.given_by.name},
        cancel_url=row.get_absolute_url(),
    )

    def save(cleaned):
        workflow.revoke(consent=row, by=request.user, **cleaned)

    return fill_in(
        request,
        form,
        save,
        person=row.person,
        tab=TAB,
        title=_("End the consent"),
        lead=row.label,
        done=_("The consent has ended. Do what follows from it."),
        back=row,
        template="participants/consents/revoke.html",
        follows=what_depends(row.kind),
    )


@requires(Permission.CONSENT_EDIT)
@require_POST
def follow_up(request, pk):
    """What follows from the end of a consent was done."""
    row = _consent_at_hand(request, pk, to_change=True)
    try:
        workflow.follow_up(consent=row, by=request.user, on=row.site.today())
    except CannotWrite as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Noted: what follows was done."))
    return redirect(row)
