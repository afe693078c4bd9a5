"""Who is honored at the yearly banquet: matches of a year, and what parents earned at school."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import ngettext

from participants.ages import anniversary
from participants.schooling.models import Credential
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match, Status

PROGRAM = "young_parent"


@dataclass(frozen=True)
class Honor:
    """Somebody who is honored: who, for what, on which day it was reached, and the record behind it."""

    who: str
    what: Any
    on: date
    url: str


def matches_of_a_year(cases, first, last):
    """Matches of the cases whose anniversary fell from `first` to `last`, while they lasted. One query."""
    found = []
    rows = Match.objects.not_voided().filter(enrollment__in=cases).exclude(status=Status.PROPOSED).with_people()
    for match in rows.filter(starts_on__lt=last):
        for years in range(first.year - match.starts_on.year, last.year - match.starts_on.year + 1):
            day = anniversary(match.starts_on, years) if years > 0 else None
            if day and first <= day <= min(last, match.ended_on or last):
                words = ngettext("%(count)d year together", "%(count)d years together", years) % {"count": years}
                who = f"{match.enrollment.participant.name} · {match.mentor.name}"
                found.append(Honor(who, words, day, match.get_absolute_url()))
    return sorted(found, key=lambda honor: honor.on)


def earned_at_school(cases, first, last):
    """Diplomas, HiSET and other credentials that parents of the cases earned from `first` to `last`. One query."""
    people = cases.order_by().values("participant")
    rows = Credential.objects.not_voided().filter(person__in=people, earned_on__gte=first, earned_on__lte=last)
    return [
        Honor(row.person.name, row.name or row.get_kind_display(), row.earned_on, row.person.get_absolute_url())
        for row in rows.select_related("person").order_by("earned_on", "pk")
    ]


def cases_of(user, site=None):
    """The cases that `user` works on, open or closed."""
    cases = Enrollment.objects.not_voided().in_program(PROGRAM).for_casework(user)
    return cases.at_site(site) if site else cases
