"""Doctors, insurance, and what the family wishes the agency to know. Pages of staff."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import sent
from participants.health import workflow
from participants.health.forms import CareProviderForm, HealthNoteForm, InsuranceForm
from participants.health.models import CareProvider, HealthNote, Insurance
from participants.tabs import address_of, fill_in, person_at_hand, show, site_at_hand

TAB = "health"
BEFORE_SHOWN = 30


@requires(Permission.PERSON_VIEW)
def health(request, pk):
    """Whom the family calls, how care is paid for, and what to know."""
    person = person_at_hand(request, pk)
    today = site_at_hand(request, person).today()
    providers = CareProvider.objects.not_voided().for_user(request.user).filter(person=person)
    insurances = Insurance.objects.not_voided().for_user(request.user).filter(person=person)
    return show(
        request,
        "participants/health/health.html",
        person=person,
        tab=TAB,
        providers=providers.in_force(today),
        providers_before=providers.filter(ends_on__lt=today)[:BEFORE_SHOWN],
        insurances=insurances.exclude(ends_on__lt=today),
        insurances_before=insurances.filter(ends_on__lt=today)[:BEFORE_SHOWN],
        notes=HealthNote.objects.not_voided().for_user(request.user).filter(person=person),
        may_edit=request.user.may(Permission.PERSON_EDIT),
    )


def _at_hand(model, request, pk):
    """A standing record of this kind that a site of the user wrote."""
    rows = model.objects.not_voided().of_own_sites(request.user).select_related("person", "site")
    return get_object_or_404(rows.filter(person__voided_at=None), pk=pk)


def _add(request, pk, *, form_class, add, title, initial=None):
    """Add a record of health to a person."""
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    form = form_class(
        sent(request),
        instance=form_class.Meta.model(person=person, site=site),
        initial=initial(site) if initial else None,
        cancel_url=address_of(TAB, person),
    )

    def save(cleaned):
        add(person=person, site=site, by=request.user, **form.details())

    return fill_in(request, form, save, person=person, tab=TAB, title=title, done=_("Saved."))


def _correct(request, record, *, form_class, correct, title):
    """Put right a record of health."""
    form = form_class(sent(request), instance=record, cancel_url=record.get_absolute_url())

    def save(cleaned):
        correct(by=request.user, version=cleaned["version"], **form.details())

    return fill_in(
        request,
        form,
        save,
        person=record.person,
        tab=TAB,
        title=title,
        lead=_("What was before stays in the history."),
        done=_("Saved."),
    )


@requires(Permission.PERSON_EDIT)
def add_provider(request, pk):
    """Write down a doctor or a clinic."""
    return _add(request, pk, form_class=CareProviderForm, add=workflow.add_provider, title=_("Add a doctor or clinic"))


@requires(Permission.PERSON_EDIT)
def edit_provider(request, pk):
    """Put right a doctor or a clinic, or say until when it was theirs."""
    record = _at_hand(CareProvider, request, pk)

    def correct(**facts):
        workflow.correct_provider(provider=record, **facts)

    return _correct(
        request, record, form_class=CareProviderForm, correct=correct, title=_("Correct the doctor or clinic")
    )


@requires(Permission.PERSON_EDIT)
def add_insurance(request, pk):
    """Write down an insurance, or that there is none."""
    return _add(request, pk, form_class=InsuranceForm, add=workflow.add_insurance, title=_("Add insurance"))


@requires(Permission.PERSON_EDIT)
def edit_insurance(request, pk):
    """Put right an insurance, or say when it ended."""
    record = _at_hand(Insurance, request, pk)

    def correct(**facts):
        workflow.correct_insurance(insurance=record, **facts)

    return _correct(request, record, form_class=InsuranceForm, correct=correct, title=_("Correct the insurance"))


@requires(Permission.PERSON_VIEW)
def number(request, pk):
    """The whole member number, for a call to the clinic. Opening it is recorded."""
    insurance = _at_hand(Insurance, request, pk)
    workflow.note_number_shown(insurance=insurance, by=request.user)
    response = show(request, "participants/health/number.html", person=insurance.person, tab=TAB, insurance=insurance)
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.PERSON_EDIT)
def add_note(request, pk):
    """Write down what the family wishes the agency to know."""
    return _add(
        request,
        pk,
        form_class=HealthNoteForm,
        add=workflow.add_note,
        title=_("What the family wishes known"),
        initial=lambda site: {"wished_on": site.today()},
    )


@requires(Permission.PERSON_EDIT)
def edit_note(request, pk):
    """Put right what the family wishes known."""
    record = _at_hand(HealthNote, request, pk)

    def correct(**facts):
        workflow.correct_note(note=record, **facts)

    return _correct(
        request, record, form_class=HealthNoteForm, correct=correct, title=_("Correct what the family wishes known")
    )
