"""A child's immunizations beside the schedule: the page, the printed card, and writing down what is known."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.printing import as_pdf
from mmp_portal.ui.sending import refuse, sent
from participants.facts import CannotWrite
from participants.immunizations import records, workflow
from participants.immunizations import schedule as schedules
from participants.immunizations.forms import (
    CardForm,
    ChooseForm,
    CorrectForm,
    CorrectWaiverForm,
    GivenForm,
    WaiverForm,
)
from participants.immunizations.models import CardSeen, Immunization, ScheduleChoice, Waiver, sites_of
from participants.immunizations.words import ICONS, KINDS, LABELS, lines, summary
from participants.tabs import address_of, fill_in, person_at_hand, show, site_at_hand

TAB = "immunizations"
CARDS_SHOWN = 12


def _facts(request, person):
    """Everything the page and the printed card show."""
    site = site_at_hand(request, person)
    today = min(site.today(), person.died_on or site.today())
    found = records.overalls_of([person], site=site, on=today, user=request.user).get(person.pk)
    status = found.status if found else None
    return {
        "schedule": records.schedule_of(site, today),
        "site": site,
        "found": found,
        "lines": lines(found, person.born_on) if found else [],
        "loose": [] if found else _doses(request, person),
        "status_word": LABELS[status],
        "status_kind": KINDS[status],
        "status_icon": ICONS.get(status, ""),
        "summary": summary(found),
    }


def _doses(request, person):
    return Immunization.objects.not_voided().for_user(request.user).filter(person=person)


@requires(Permission.PERSON_VIEW)
def immunizations(request, pk):
    """Each vaccine: where the child stands, why, what comes next, and what was given."""
    person = person_at_hand(request, pk)
    cards = CardSeen.objects.not_voided().for_user(request.user).filter(person=person)
    return show(
        request,
        "participants/immunizations/immunizations.html",
        person=person,
        tab=TAB,
        cards=cards.select_related("document__file", "recorded_by")[:CARDS_SHOWN],
        waivers=Waiver.objects.not_voided().for_user(request.user).filter(person=person),
        may_edit=request.user.may(Permission.PERSON_EDIT),
        **_facts(request, person),
    )


@requires(Permission.PERSON_VIEW)
def card(request, pk):
    """The record as a card to print. That it was printed is recorded."""
    person = person_at_hand(request, pk)
    facts = _facts(request, person)
    trail.opened(request.user, person, what="immunization card", site=facts["site"])
    with timezone.override(facts["site"].zone):
        html = render_to_string(
            "participants/immunizations/card.html",
            {**facts, "person": person, "printed_at": timezone.now(), "language": get_language() or "en"},
        )
    name = f"immunizations-{person.pk}.pdf"
    response = HttpResponse(
        as_pdf(html, stylesheet="css/case-print.css", identifier=name), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.PERSON_EDIT)
def add(request, pk):
    """Write down everything that was given on one day."""
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    form = GivenForm(sent(request), cancel_url=address_of(TAB, person))

    def save(cleaned):
        workflow.add(person=person, site=site, by=request.user, **form.details())

    return fill_in(
        request,
        form,
        save,
        person=person,
        tab=TAB,
        title=_("What was given"),
        lead=_("As it stands on the card, also where it was early: the page says what counts."),
        done=_("Saved."),
    )


def _at_hand(model, request, pk):
    """A standing record of this kind that a site of the user wrote."""
    rows = model.objects.not_voided().of_own_sites(request.user).select_related("person", "site")
    return get_object_or_404(rows.filter(person__voided_at=None), pk=pk)


@requires(Permission.PERSON_EDIT)
def edit(request, pk):
    """Put right a dose."""
    record = _at_hand(Immunization, request, pk)
    form = CorrectForm(sent(request), instance=record, cancel_url=record.get_absolute_url())

    def save(cleaned):
        workflow.correct(immunization=record, by=request.user, version=cleaned["version"], **form.details())

    return fill_in(
        request,
        form,
        save,
        person=record.person,
        tab=TAB,
        title=_("Correct this dose"),
        lead=record.get_vaccine_display(),
        done=_("Saved."),
    )


@requires(Permission.PERSON_EDIT)
def see_card(request, pk):
    """Note that a card was seen, with its photo."""
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    form = CardForm(
        sent(request),
        request.FILES or None,
        uploader=request.user,
        initial={"seen_on": site.today(), "source": CardSeen.Source.CARD},
        cancel_url=address_of(TAB, person),
    )

    def save(cleaned):
        workflow.see_card(person=person, site=site, by=request.user, **cleaned)

    return fill_in(
        request,
        form,
        save,
        person=person,
        tab=TAB,
        title=_("A card was seen"),
        lead=_("Write down first what stands on it, then that you saw it."),
        done=_("Saved."),
    )


@requires(Permission.PERSON_EDIT)
def waive(request, pk):
    """Write down that a vaccine was declined, or that the child is exempt."""
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    form = WaiverForm(sent(request), initial={"starts_on": site.today()}, cancel_url=address_of(TAB, person))

    def save(cleaned):
        workflow.waive(person=person, site=site, by=request.user, **form.details())

    return fill_in(
        request,
        form,
        save,
        person=person,
        tab=TAB,
        title=_("Declined or exempt"),
        lead=_("It is the family's decision. It is neither overdue nor asked for again while this stands."),
        done=_("Saved."),
    )


@requires(Permission.PERSON_EDIT)
def edit_waiver(request, pk):
    """Put right what was declined, or say until when."""
    record = _at_hand(Waiver, request, pk)
    form = CorrectWaiverForm(sent(request), instance=record, cancel_url=record.get_absolute_url())

    def save(cleaned):
        workflow.correct_waiver(waiver=record, by=request.user, version=cleaned["version"], **form.details())

    return fill_in(
        request,
        form,
        save,
        person=record.person,
        tab=TAB,
        title=_("Declined or exempt"),
        lead=record.get_vaccine_display(),
        done=_("Saved."),
    )


# --- Which schedule a site goes by -----------------------------------------------------------


@requires(Permission.PARAMETER_EDIT)
def schedule(request):
    """The published schedules with their sources, and which of them each site goes by since when."""
    sites = sites_of(request.user)
    form = ChooseForm(
        sent(request),
        sites=sites,
        initial={"starts_on": timezone.localdate(), "site": sites[0] if len(sites) == 1 else None},
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.choose_schedule(by=request.user, **form.cleaned_data)
        except CannotWrite as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The site goes by this schedule from that day on."))
            return redirect(reverse("immunizations:schedule"))
    choices = ScheduleChoice.objects.not_voided().for_user(request.user).select_related("site", "recorded_by")
    titles = dict(schedules.titles())
    return render(
        request,
        "participants/immunizations/schedule.html",
        {
            "form": form,
            "schedules": [schedules.schedule(code) for code in schedules.codes()],
            "usual": schedules.schedule(schedules.USUAL),
            "choices": [(choice, titles.get(choice.schedule, choice.schedule)) for choice in choices],
        },
    )
