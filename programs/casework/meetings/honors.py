"""Who is honored at the yearly banquet: matches of a year, what participants earned at school, and companies."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import ngettext

from mentors.models import CorporatePartner, Mentor
from participants.ages import anniversary
from participants.schooling.models import Credential
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match, Status
from programs.casework.meetings.guest_list import guests_of
from programs.casework.meetings.models import Meeting


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
    """Diplomas, HiSET and other credentials that participants of the cases earned from `first` to `last`. One query."""
    people = cases.order_by().values("participant")
    rows = Credential.objects.not_voided().filter(person__in=people, earned_on__gte=first, earned_on__lte=last)
    return [
        Honor(row.person.name, row.name or row.get_kind_display(), row.earned_on, row.person.get_absolute_url())
        for row in rows.select_related("person").order_by("earned_on", "pk")
    ]


def companies_of_a_year(user, first, last, site=None):
    """Companies of the sites of `user` whose employees accompanied somebody at work from `first` to `last`. One query."""
    during = Q(matches__ended_on=None) | Q(matches__ended_on__gte=first)
    stands = Q(matches__voided_at=None, matches__starts_on__lte=last) & ~Q(matches__status=Status.PROPOSED)
    mentors = Mentor.objects.not_voided().for_user(user).exclude(partner=None).filter(stands & during)
    if site:
        mentors = mentors.filter(site=site)
    rows = mentors.order_by().values("partner", "partner__name")
    counted = rows.annotate(young=Count("matches__enrollment__participant", distinct=True))
    return [
        Honor(
            row["partner__name"],
            ngettext(
                "%(count)d young person accompanied at work",
                "%(count)d young people accompanied at work",
                row["young"],
            )
            % {"count": row["young"]},
            last,
            CorporatePartner(pk=row["partner"]).get_absolute_url(),
        )
        for row in counted.order_by("-young", "partner__name")
    ]


def cases_of(program, user, site=None):
    """The cases of a program that `user` works on, open or closed."""
    cases = Enrollment.objects.not_voided().in_program(program).for_casework(user)
    return cases.at_site(site) if site else cases


def banquet_of(program, request):
    """What the page of a program's banquet shows: the next one, the year up to it or up to today, and the honored."""
    meetings = Meeting.objects.upcoming(timezone.now()).for_user(request.user).filter(program=program, kind="banquet")
    if request.site:
        meetings = meetings.filter(site=request.site)
    following = meetings.select_related("site").with_counts().first()
    last = timezone.localdate(following.starts_at) if following else timezone.localdate()
    first = anniversary(last, -1)
    cases = cases_of(program, request.user, request.site)
    return {
        "following": following,
        "first": first,
        "last": last,
        "matches": matches_of_a_year(cases, first, last),
        "earned": earned_at_school(cases, first, last),
        "guests": guests_of(following) if following else None,
        "companies": companies_of_a_year(request.user, first, last, request.site),
    }
