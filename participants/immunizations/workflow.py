"""Writing down what was given and seen, what was declined, and which schedule a site goes by."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from participants import facts
from participants.documents import workflow as documents
from participants.documents.models import Document
from participants.facts import CannotWrite
from participants.immunizations import records
from participants.immunizations.models import CardSeen, Immunization, ScheduleChoice, Waiver
from participants.models import Person


def check_day(person, day, *, about="given_on"):
    """Raise CannotWrite where the day lies before the birth, or after the death."""
    if person.born_on and day < person.born_on:
        raise CannotWrite(_("That day lies before the birth. Check the date."), about)
    if person.died_on and day > person.died_on:
        raise CannotWrite(_("That day lies after the death. Check the date."), about)


@transaction.atomic
def add(*, person, site, by, given_on, vaccines, products=None, place=""):
    """Write down all that was given on a day: a dose of each of the `vaccines`. Raises CannotWrite.

    `products` maps a vaccine to its brand. A dose given too early is written down as well; the page says that it
    does not count.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    check_day(person, given_on)
    same = Immunization.objects.not_voided().filter(person=person, site=site, given_on=given_on, vaccine__in=vaccines)
    if found := same.first():
        raise CannotWrite(
            _("%(vaccine)s is on record for that day already.") % {"vaccine": found.get_vaccine_display()}, "vaccines"
        )
    made = []
    for vaccine in vaccines:
        dose = Immunization(
            person=person,
            site=site,
            vaccine=vaccine,
            given_on=given_on,
            product=(products or {}).get(vaccine, ""),
            place=place,
        )
        made.append(facts.write(dose, by=by, verb="immunization.added"))
    return made


def correct(*, immunization, by, version, **details):
    """Put right a dose. Raises CannotWrite."""
    check_day(immunization.person, details["given_on"])
    try:
        with transaction.atomic():
            return facts.correct(
                immunization,
                by=by,
                version=version,
                verb="immunization.corrected",
                site=immunization.site,
                **details,
            )
    except IntegrityError as clash:
        raise CannotWrite(_("This vaccine is on record for that day already."), "given_on") from clash


@transaction.atomic
def see_card(*, person, site, by, seen_on, source, file=None):
    """Note that a card was seen, with its photo where there is one. Raises CannotWrite.

    Whether the child was up to date on that day, by what is on record, is kept with it.
    """
    check_day(person, seen_on, about="seen_on")
    document = None
    if file is not None:
        document = documents.add(
            person=person, site=site, file=file, by=by, kind=Document.Kind.IMMUNIZATIONS, dated_on=seen_on
        )
    overall = records.overall_of(person, site=site, on=seen_on, is_known=True)
    card = CardSeen(
        person=person,
        site=site,
        seen_on=seen_on,
        source=source,
        document=document,
        is_current=overall is not None and records.is_current(overall),
    )
    return facts.write(card, by=by, verb="immunization_card.seen")


@transaction.atomic
def waive(*, person, site, by, vaccine, kind, starts_on, ends_on=None, note=""):
    """Write down that a vaccine was declined, or that the child is exempt. Raises CannotWrite."""
    Person.objects.select_for_update().get(pk=person.pk)
    check_day(person, starts_on, about="starts_on")
    if Waiver.objects.in_force(starts_on).filter(person=person, site=site, vaccine=vaccine).exists():
        raise CannotWrite(_("There is such an entry for this vaccine already. Put that one right."), "vaccine")
    waiver = Waiver(
        person=person, site=site, vaccine=vaccine, kind=kind, starts_on=starts_on, ends_on=ends_on, note=note
    )
    return facts.write(waiver, by=by, verb="immunization.waived")


def correct_waiver(*, waiver, by, version, **details):
    """Put right what was declined, or say until when. Raises CannotWrite."""
    check_day(waiver.person, details["starts_on"], about="starts_on")
    return facts.correct(
        waiver, by=by, version=version, verb="immunization.waiver_corrected", site=waiver.site, **details
    )


@transaction.atomic
def choose_schedule(*, site, schedule, starts_on, source, by, grace_days=None):
    """Let a site go by a schedule from a day on. What was worked out before is not kept, so nothing is rewritten.

    `grace_days` are the days of grace of the site's state; None is as the schedule says. Raises CannotWrite.
    """
    type(site).objects.select_for_update().get(pk=site.pk)
    if ScheduleChoice.objects.not_voided().filter(site=site, starts_on=starts_on).exists():
        raise CannotWrite(_("Another schedule begins on that day. Choose another day."), "starts_on")
    choice = ScheduleChoice.objects.create(
        site=site, schedule=schedule, starts_on=starts_on, source=source, grace_days=grace_days, recorded_by=by
    )
    trail.record(
        by,
        "immunization_schedule.chosen",
        choice,
        after={"schedule": schedule, "from": starts_on.isoformat(), "grace_days": grace_days},
    )
    return choice
