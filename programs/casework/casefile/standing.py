"""How a case stands, in a word and a colour."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from programs.casework.enrollments.models import Status


@dataclass(frozen=True)
class Standing:
    """A word, and the kind of status that gives its colour and icon."""

    word: str
    kind: str


def open_match_of(enrollment):
    """The open match of a case read with `with_matches()`, or None."""
    return next((match for match in enrollment.standing_matches if match.is_open), None)


def standing_of(enrollment):
    """Closed, paused, matched, or enrolled and waiting. The case was read with `with_matches()`."""
    if enrollment.voided_at:
        return Standing(_("Voided"), "declined")
    if enrollment.status == Status.CLOSED:
        return Standing(_("Closed"), "closed")
    if enrollment.status == Status.PAUSED:
        return Standing(_("Paused"), "paused")
    if open_match_of(enrollment):
        return Standing(_("Matched"), "active")
    return Standing(_("Enrolled"), "enrolled")


def companion_of(enrollment):
    """Who accompanies the family, or did, in a few words; the assigned worker where nobody does yet."""
    match = open_match_of(enrollment)
    if match:
        return match.mentor.name
    if enrollment.status == Status.CLOSED and enrollment.standing_matches:
        return _("was %(name)s") % {"name": enrollment.standing_matches[0].mentor.name}
    if enrollment.worker:
        return _("worker: %(name)s") % {"name": enrollment.worker.name}
    return _("nobody yet")
