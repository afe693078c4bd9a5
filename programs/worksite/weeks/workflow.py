"""Asking both every week whether they met, taking their answers, and settling a week in which they differ."""

from datetime import datetime, time, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.agencies.models import Site
from mmp_portal.audit import trail
from mmp_portal.links import workflow as links
from programs.casework.contacts import workflow as contacts
from programs.casework.contacts.models.contact import NOON, Contact
from programs.casework.parameters.values.overlay import parameters_for
from programs.worksite.models.placements import MentorAtWork
from programs.worksite.models.weeks import MentorWeek, Said
from programs.worksite.weeks.doors import GOOD_FOR, SIDES

PROGRAM = "worksite"
MET = (Said.WHOLE, Said.SHORTER)


class CannotAnswer(Exception):
    """Why the answer is not taken, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def minutes_of(site, on):
    """How long they are to sit together every week, in minutes, as the site has it on the day."""
    return parameters_for(PROGRAM, site=site).value_on("mentor_minutes_a_week", on)


# --- Asking ---------------------------------------------------------------------------------


def ask(*, now=None):
    """Ask about the running week wherever its day has come, once. Returns the weeks that are new.

    Nobody is asked in a paused or closed case, nor where the site expects no minutes.
    """
    now = now or timezone.now()
    mentorships = MentorAtWork.objects.filter(
        match__status="active",
        match__voided_at=None,
        placement__voided_at=None,
        placement__ended_on=None,
        placement__enrollment__status="enrolled",
        placement__enrollment__voided_at=None,
        placement__enrollment__participant__died_on=None,
        match__mentor__person__died_on=None,
    )
    sites = Site.objects.filter(pk__in=mentorships.values("placement__enrollment__site"))
    return [week for site in sites for week in _ask_at(site, mentorships, timezone.localtime(now, site.zone).date())]


@transaction.atomic
def _ask_at(site, mentorships, today):
    parameters = parameters_for(PROGRAM, site=site)
    weekday = parameters.value_on("weekday_asked_whether_they_met", today)
    week_on = today - timedelta(days=today.weekday())
    asked_on = week_on + timedelta(days=weekday - 1)
    if today < asked_on or not parameters.value_on("mentor_minutes_a_week", today):
        return []
    here = mentorships.filter(placement__enrollment__site=site, from_on__lte=asked_on)
    asked = MentorWeek.objects.filter(week_on=week_on).values("mentorship")
    new = list(here.exclude(pk__in=asked).values_list("pk", flat=True))
    MentorWeek.objects.bulk_create(
        [MentorWeek(mentorship_id=pk, week_on=week_on, asked_on=asked_on) for pk in new], ignore_conflicts=True
    )
    weeks = list(MentorWeek.objects.filter(mentorship__in=new, week_on=week_on))
    until = timezone.make_aware(datetime.combine(asked_on + GOOD_FOR, time(23, 59)), site.zone)
    for purpose in SIDES:
        links.make(purpose=purpose, subjects={week.pk: until for week in weeks}, by=None)
    return weeks


# --- Answering ------------------------------------------------------------------------------


@transaction.atomic
def answer(*, week, side, said):
    """Take what `side` ("youth" or "mentor") says of the week; the last answer holds until staff settled it.

    The first who says that they met makes the contact of the week. Raises CannotAnswer.
    """
    week = _locked(week)
    if week.settled_as:
        raise CannotAnswer(_("This week is settled already. Thank you."))
    setattr(week, f"{side}_said", said)
    setattr(week, f"{side}_said_at", timezone.now())
    week.contact = week.contact or _written_down(week)
    if said in MET:
        _keep_contact(week, _the_less(week), by=None)
    week.save()
    trail.record(None, "mentor_week.answered", week, site=week.enrollment.site, after={"side": side})
    return week


@transaction.atomic
def settle(*, week, said, by):
    """Say how it was, where the two differ: the contact of the week follows. Raises CannotAnswer."""
    week = _locked(week)
    if week.settled_as:
        raise CannotAnswer(_("This week is settled already. Thank you."))
    if said in MET:
        _keep_contact(week, said, by=by)
    elif week.contact_id and week.contact.voided_at is None:
        contacts.void(contact=week.contact, reason=_("They did not meet in this week."), by=by)
    week.settled_as, week.settled_on, week.settled_by = said, week.enrollment.site.today(), by
    week.save()
    trail.record(by, "mentor_week.settled", week, site=week.enrollment.site)
    return week


def _locked(week):
    week = MentorWeek.objects.select_for_update(of=("self",)).with_people().get(pk=week.pk)
    if week.mentorship.placement.voided_at or week.mentorship.match.voided_at:
        raise CannotAnswer(_("This record was voided. It stays as it is."))
    return week


def _the_less(week):
    """What is noted while nobody settled it: the whole time only where nobody says that it was shorter."""
    return Said.SHORTER if Said.SHORTER in (week.youth_said, week.mentor_said) else Said.WHOLE


def _keep_contact(week, said, *, by):
    """Note the contact of the week, or its minutes anew. How long a shorter one was, nobody said.

    What somebody wrote down by hand stays as they wrote it.
    """
    minutes = minutes_of(week.enrollment.site, week.asked_on) if said == Said.WHOLE else None
    contact = week.contact
    try:
        if contact is None or contact.voided_at:
            week.contact = _new_contact(week, minutes or None, by)
        elif contact.recorded_by_id is None and contact.duration_minutes != minutes:
            contacts.correct(contact=contact, by=by, version=contact.version, duration_minutes=minutes)
    except contacts.CannotRecord as refusal:
        raise CannotAnswer(str(refusal)) from refusal


def _written_down(week):
    """The meeting of the two that somebody wrote down in the week by hand, or None."""
    rows = Contact.objects.made().filter(match=week.mentorship.match, kind="met", mentor_week=None)
    rows = rows.between(week.week_on, week.week_on + timedelta(days=6), week.enrollment.site.zone)
    return rows.order_by("started_at", "pk").first()


def _new_contact(week, minutes, by):
    mentorship, enrollment = week.mentorship, week.enrollment
    last = [day for day in (mentorship.until_on, enrollment.closed_on) if day]
    day = max(mentorship.from_on, min([week.asked_on, *last]))
    return contacts.record(
        uid=uuid4(),
        enrollment=enrollment,
        by=by,
        kind="met",
        started_at=timezone.make_aware(datetime.combine(day, NOON), enrollment.site.zone),
        match=mentorship.match,
        duration_minutes=minutes,
        setting="workplace",
        note=_("Answered by the link of the week. Which day of the week it was, nobody was asked."),
        in_name_of_mentor=week.mentor_said in MET,
    )
