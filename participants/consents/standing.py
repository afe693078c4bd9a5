"""Whether a consent stands, for whoever must ask before doing something."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from participants.consents.models import Consent, Kind


def in_force(person, kind, on, *, party=None):
    """The consent of this kind about `person` that is in force on the day, the newest of several; None without one.

    With a `party`, only one that names it, however it is written.
    """
    found = Consent.objects.in_force(on).filter(person=person, kind=kind)
    if party is not None:
        found = found.filter(party__iexact=party.strip())
    return found.order_by("-given_on", "-pk").first()


def texts_have_ended(people, on):
    """Ids of those among `people` whose consent to texts ended, with nobody having done what follows and no new one."""
    ended = Consent.objects.to_follow_up(on).filter(kind=Kind.TEXTS, person__in=people)
    return set(ended.values_list("person_id", flat=True))


def to_follow_up(person, on, *, user):
    """Consents about `person` that have ended, with what follows from it not done yet, as far as `user` may see them."""
    return Consent.objects.to_follow_up(on).for_user(user).filter(person=person).with_people().order_by("pk")


@dataclass(frozen=True)
class KindNow:
    """How it stands with one kind of consent on a day."""

    code: str
    label: Any
    standing: list
    to_follow_up: list

    @property
    def word(self):
        if self.standing:
            return _("In force")
        return _("Ended") if self.to_follow_up else _("Not given")

    @property
    def status_kind(self):
        if self.standing:
            return "active"
        return "late" if self.to_follow_up else "plain"


def kinds_now(consents, owed, on):
    """Every kind, with the consents of it that are in force among `consents`, and those of `owed`."""
    return [
        KindNow(
            code=kind.value,
            label=kind.label,
            standing=[one for one in consents if one.kind == kind and one.is_in_force(on)],
            to_follow_up=[one for one in owed if one.kind == kind],
        )
        for kind in Kind
    ]
