"""Whether what waits to be sent may still go to somebody: they may have said since that e-mail is not safe."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from mmp_portal.outbox.models import Channel
from participants.consents.models import Consent, Kind
from participants.models import Person, ReachWay

# A number in the United States, without the 1 in front.
DIGITS = 10


def still_safe(message):
    """Why a message is not sent by e-mail, or "". Asked of every message before it is sent.

    An address that two people share is not safe once one of them says so. What somebody asked for themselves to sign
    in with is sent: without it they could not come in at all.
    """
    if message.channel == Channel.TEXT:
        return "" if _may_text(message.address) else gettext_noop("Texts are not safe for them, or not agreed to.")
    if message.channel != Channel.EMAIL or message.is_secret:
        return ""
    unsafe = Person.objects.not_voided().filter(may_email=False)
    whose = Q(user=message.recipient_id) if message.recipient_id else Q(pk__in=[])
    if message.address:
        whose |= Q(email__iexact=message.address)
    if unsafe.filter(whose).exists() or _is_unsafe_way(message.address):
        return gettext_noop("E-mail is not safe for them.")
    return ""


def _is_unsafe_way(address):
    ways = ReachWay.objects.in_use().filter(kind=ReachWay.Kind.EMAIL, may_email=False)
    return bool(address) and ways.filter(value__iexact=address).exists()


def _may_text(digits):
    """Whether somebody of this number said that texts are safe and agreed to them, and nobody of it said no."""
    of_number = Person.objects.not_voided().filter(phone_digits=digits)
    if of_number.filter(may_text=False).exists():
        return False
    people = of_number.living().filter(may_text=True)
    return bool(who_agreed_to_texts(people.values_list("pk", flat=True)))


def who_agreed_to_texts(people):
    """Of the keys of people, those with a consent to texts in force today."""
    agreed = Consent.objects.in_force(timezone.localdate()).filter(kind=Kind.TEXTS, person__in=people)
    return set(agreed.values_list("person", flat=True))


def text_number(person, agreed):
    """The digits of the person's own phone, where texts are safe on it and they are among who `agreed`; or ""."""
    is_theirs = person.is_living and person.may_text and not person.phone_is_of and person.pk in agreed
    return person.phone_digits if is_theirs and len(person.phone_digits) == DIGITS else ""
