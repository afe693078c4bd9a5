"""Taking a company's opening, correcting it, and saying that it is filled or closed."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentors.models import Partnership
from mmp_portal.audit import trail
from programs.worksite.models.openings import Opening, Status

FIELDS = (
    "title",
    "industry",
    "workplace",
    "places",
    "hours_from",
    "hours_to",
    "shifts",
    "wage_from_cents",
    "wage_to_cents",
    "youngest_age",
    "oldest_age",
    "needs_experience",
    "opens_on",
    "last_day",
    "note",
)


class CannotChange(Exception):
    """Why the opening cannot be taken or changed so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def check_can_open(partner):
    """Raise CannotChange with the reason, or return: only a company that has signed gives places."""
    if partner.status != Partnership.SIGNED:
        raise CannotChange(_("This company has not signed. Change its status first, then take its opening."))


@transaction.atomic
def take(*, partner, by, **details):
    """Take an opening that the company has told of. Raises CannotChange."""
    check_can_open(partner)
    _check(partner, details)
    opening = Opening.objects.create(partner=partner, recorded_by=by, **details)
    trail.record(by, "opening.taken", opening)
    return opening


@transaction.atomic
def correct(*, opening, by, version, **details):
    """Change an opening. Raises CannotChange after a lost update."""
    opening = _locked(opening)
    if opening.version != version:
        raise CannotChange(_("Somebody saved this record after you opened it. Both versions are shown."))
    _check(opening.partner, details)
    for name, value in details.items():
        setattr(opening, name, value)
    opening.version += 1
    opening.save()
    trail.record(by, "opening.corrected", opening)
    return opening


@transaction.atomic
def move(*, opening, status, by, reason=""):
    """Say that it is filled, closed, or open again. Raises CannotChange."""
    opening = _locked(opening)
    if not opening.may_become(status):
        raise CannotChange(
            _("From “%(now)s” it cannot become “%(then)s”.")
            % {"now": opening.get_status_display(), "then": Status(status).label}
        )
    before, opening.status = opening.status, status
    opening.version += 1
    opening.save(update_fields=["status", "version"])
    trail.record(by, "opening.moved", opening, reason=reason, before={"status": before}, after={"status": str(status)})
    return opening


def _locked(opening):
    return Opening.objects.select_for_update(of=("self",)).select_related("partner__site").get(pk=opening.pk)


def pairs_that_fall(details):
    """Pairs of a field and a sentence where the most is less than the least."""
    pairs = (
        ("hours_from", "hours_to", _("The most hours are fewer than the least.")),
        ("wage_from_cents", "wage_to_cents", _("The highest wage is lower than the lowest.")),
        ("youngest_age", "oldest_age", _("The oldest age is below the youngest.")),
        ("opens_on", "last_day", _("The last day lies before the first.")),
    )
    return [
        (most, sentence)
        for least, most, sentence in pairs
        if details.get(least) and details.get(most) and details[most] < details[least]
    ]


def _check(partner, details):
    for name, sentence in pairs_that_fall(details):
        raise CannotChange(sentence, name)
    place = details.get("workplace")
    if place and place.partner_id != partner.pk:
        raise CannotChange(_("This place belongs to another company."), "workplace")
