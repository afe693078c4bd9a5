"""Writing down doctors, insurance and what the family wishes known, and putting it right."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from participants import facts
from participants.facts import CannotWrite
from participants.health.models import CareProvider, HealthNote, Insurance
from participants.models import Person


def add_provider(*, person, site, by, **details):
    """Write down a doctor or a clinic."""
    return facts.write(CareProvider(person=person, site=site, **details), by=by, verb="health.provider_added")


def correct_provider(*, provider, by, version, **details):
    """Put right a doctor or a clinic, or say until when it was theirs. Raises CannotWrite."""
    return facts.correct(
        provider, by=by, version=version, verb="health.provider_corrected", site=provider.site, **details
    )


@transaction.atomic
def add_insurance(*, person, site, by, **details):
    """Write down an insurance. “No insurance” and “they do not know” end when another answer begins. Raises CannotWrite."""
    Person.objects.select_for_update().get(pk=person.pk)
    insurance = Insurance(person=person, site=site, **details)
    begins = insurance.starts_on or site.today()
    rows = list(Insurance.objects.in_force(begins).filter(person=person, site=site))
    if not insurance.is_insured and any(row.is_insured for row in rows):
        raise CannotWrite(_("There is an insurance on record. Say first when it ended."), "kind")
    for row in rows:
        if not row.is_insured:
            last = max(row.starts_on or begins, begins - timedelta(days=1))
            facts.correct(row, by=by, version=row.version, verb="health.insurance_ended", site=row.site, ends_on=last)
    return facts.write(insurance, by=by, verb="health.insurance_added")


def correct_insurance(*, insurance, by, version, **details):
    """Put right an insurance, or say when it ended. Raises CannotWrite."""
    return facts.correct(
        insurance, by=by, version=version, verb="health.insurance_corrected", site=insurance.site, **details
    )


def note_number_shown(*, insurance, by):
    """Somebody looked at the whole member number."""
    return trail.opened(by, insurance.person, what="member number", site=insurance.site)


def add_note(*, person, site, by, **details):
    """Write down what the family wishes the agency to know."""
    return facts.write(HealthNote(person=person, site=site, **details), by=by, verb="health.note_added")


def correct_note(*, note, by, version, **details):
    """Put right what the family wishes known. Raises CannotWrite."""
    return facts.correct(note, by=by, version=version, verb="health.note_corrected", site=note.site, **details)
