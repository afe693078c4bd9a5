"""Who is silent by their own rhythm: longer without a contact than is usual for these two.

The rhythm of a case is the median of the days between its contacts of the last half year. Where there are
fewer than four of them, what the program expects is the measure, and where it says nothing, two weeks.
Silent is who goes without for more than twice as long.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from statistics import median

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs import registry
from programs.casework.contacts.models import Contact, ContactShare, Outcome
from programs.casework.enrollments.models import Status
from programs.casework.matches.models import Match

LOOK_BACK = timedelta(days=183)
CONTACTS_FOR_A_RHYTHM = 4
SILENT_AFTER_TIMES = 2
# The measure where neither the family's rhythm nor the program says another.
USUAL_DAYS = 14
# Who meets every day is not silent on the third.
AT_LEAST_DAYS = 7
TRIES_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Rhythm:
    """How often a case usually has a contact, and how long the last one is ago.

    `usual` is in days; `is_own` says that it is the family's own, `is_expected` that it is the program's.
    `days` counts from the last contact, or from the enrollment where there was none (`is_first`).
    `tries` are those since the last contact, the first of them on `tried_on`.
    """

    case: int
    days: int
    usual: int
    is_own: bool
    is_expected: bool
    is_first: bool
    is_long_ago: bool
    tries: int
    tried_on: object

    @property
    def limit(self):
        return max(AT_LEAST_DAYS, self.usual * SILENT_AFTER_TIMES)

    @property
    def is_silent(self):
        return self.days > self.limit

    @property
    def weight(self):
        """How many of their usual gaps have passed."""
        return self.days / self.usual

    @property
    def words(self):
        if self.is_first:
            since = ngettext(
                "No contact since the enrollment %(count)d day ago.",
                "No contact since the enrollment %(count)d days ago.",
                self.days,
            )
        elif self.is_long_ago:
            since = _("No contact for half a year.")
        else:
            since = ngettext("No contact for %(count)d day.", "No contact for %(count)d days.", self.days)
        return f"{since % {'count': self.days}} {self.words_of_measure}"

    @property
    def words_of_measure(self):
        if self.is_own:
            words = ngettext("They usually meet every day.", "They usually meet every %(count)d days.", self.usual)
        elif self.is_expected:
            words = ngettext(
                "The program expects one every day.", "The program expects one every %(count)d days.", self.usual
            )
        else:
            words = _("There are too few contacts yet to know their rhythm.")
        return words % {"count": self.usual}


def rhythms(cases, *, on):
    """The rhythm of every enrolled case among the cases (a queryset).

    Nothing is expected of a paused case, nor of one whose match is paused.
    """
    zone = timezone.get_current_timezone()
    begins = datetime.combine(on - LOOK_BACK, time.min, tzinfo=zone)
    paused = Match.objects.paused().filter(enrollment=OuterRef("pk"))
    rows = (
        cases.filter(status=Status.ENROLLED)
        .exclude(Exists(paused))
        .order_by()
        .values_list("pk", "enrolled_on", "program")
    )
    made, tried = {}, {}
    for case, at, outcome in _credited(cases, begins):
        kept = made if outcome == Outcome.MADE else tried
        kept.setdefault(case, set()).add(timezone.localtime(at, zone).date())
    return [
        _rhythm(case, enrolled_on, registry.get(program), made.get(case, ()), tried.get(case, ()), on)
        for case, enrolled_on, program in rows
    ]


def silent(cases, *, on):
    """Those who are silent, whoever misses the most of their gaps first."""
    return sorted((rhythm for rhythm in rhythms(cases, on=on) if rhythm.is_silent), key=lambda rhythm: -rhythm.weight)


def _credited(cases, begins):
    """Case, moment and outcome of every contact since, shared ones for each of their cases. One statement."""
    own = Contact.objects.not_voided().filter(enrollment__in=cases, started_at__gte=begins)
    shared = ContactShare.objects.filter(
        enrollment__in=cases, contact__voided_at=None, contact__started_at__gte=begins
    )
    return (
        own.order_by()
        .values_list("enrollment_id", "started_at", "outcome")
        .union(shared.order_by().values_list("enrollment_id", "contact__started_at", "contact__outcome"), all=True)
    )


def _rhythm(case, enrolled_on, program, made, tried, on):
    days = sorted(day for day in made if day <= on)
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    is_own = len(days) >= CONTACTS_FOR_A_RHYTHM
    expected = program.contact_every_days
    since = days[-1] if days else max(enrolled_on, on - LOOK_BACK)
    tries = sorted(day for day in tried if since < day <= on and day >= on - TRIES_WITHIN)
    return Rhythm(
        case=case,
        days=max(0, (on - since).days),
        usual=max(1, round(median(gaps))) if is_own else expected or USUAL_DAYS,
        is_own=is_own,
        is_expected=not is_own and bool(expected),
        is_first=not days and enrolled_on >= on - LOOK_BACK,
        is_long_ago=not days and enrolled_on < on - LOOK_BACK,
        tries=len(tries),
        tried_on=tries[0] if tries else None,
    )
