"""A death: recorded, corrected, or taken back when it was a mistake.

From then on nobody is reminded of anything about the person. Nothing queued is thrown away: each message is
looked at again when its moment comes (`still_to_be_told`), so a mistake taken back in time costs none.
"""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mmp_portal.audit import trail
from participants.models import Person


class CannotRecord(Exception):
    """Why the death cannot be recorded so, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def record(*, person, died_on, told_by, by, site):
    """Record that somebody died, or correct the day or who told us. Raises CannotRecord."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.voided_at:
        raise CannotRecord(_("This person was voided. The record stays as it is."))
    if died_on > site.today():
        raise CannotRecord(_("The date lies in the future. Check the year."), about="died_on")
    if person.born_on and died_on < person.born_on:
        raise CannotRecord(_("The day lies before the birth date. Check both."), about="died_on")
    verb = "person.death_recorded" if person.is_living else "person.death_corrected"
    before = None if person.is_living else {"died_on": person.died_on.isoformat()}
    person.died_on, person.death_told_by = died_on, told_by
    person.version += 1
    person.save(update_fields=["died_on", "death_told_by", "version"])
    trail.record(by, verb, person, site=site, before=before, after={"died_on": died_on.isoformat()})
    return person


@transaction.atomic
def take_back(*, person, reason, by, site):
    """The person is alive: it was a mistake. What was to be told goes out again. Raises CannotRecord."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.is_living:
        raise CannotRecord(_("No death is recorded."))
    before = {"died_on": person.died_on.isoformat()}
    person.died_on, person.death_told_by = None, ""
    person.version += 1
    person.save(update_fields=["died_on", "death_told_by", "version"])
    trail.record(by, "person.death_taken_back", person, site=site, reason=reason, before=before)
    return person


def still_to_be_told(message):
    """Why a message is not sent any more after a death, or "". Asked of every message before it is sent.

    It stops what goes to the person, under their account or their address, and what is about them (`about["person"]`).
    An address that somebody living shares still gets its mail.
    """
    died = Person.objects.not_voided().exclude(died_on=None)
    about = message.about.get("person") if isinstance(message.about, dict) else None
    if about and died.filter(pk=about).exists():
        return gettext_noop("The person died.")
    if message.recipient_id:
        return gettext_noop("The person died.") if died.filter(user=message.recipient_id).exists() else ""
    if message.address and died.filter(email__iexact=message.address).exists():
        shared = Person.objects.not_voided().living().filter(email__iexact=message.address).exists()
        return "" if shared else gettext_noop("The person died.")
    return ""
