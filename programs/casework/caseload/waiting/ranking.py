"""The families who wait for a program at a site, in order, each with the reasons for its place."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.priority import SOON_DAYS, Waiting, ranked
from mmp_portal.ui.templatetags.ui import day, full_day
from programs.casework.referrals.models import Referral
from programs.casework.referrals.screenings.models import Screening


@dataclass(frozen=True)
class Family:
    """A family on the list. `screening` is the latest one, or None; of the risk factors only their count is known."""

    place: int
    referral: Any
    screening: Any
    days: int
    ages_out_on: Any
    days_left: int | None

    @property
    def person(self):
        return self.referral.person

    @property
    def ages_out_soon(self):
        return self.days_left is not None and self.days_left <= SOON_DAYS

    @property
    def priority_words(self):
        """“Priority”, “No priority”, or what is to be done to know."""
        if self.screening is None:
            return _("Not screened yet")
        if self.screening.has_priority is None:
            return _("Not known yet") if self.factors else str(self.screening.get_outcome_display())
        return _("Priority") if self.screening.has_priority else _("No priority")

    @property
    def priority_kind(self):
        if self.screening is None:
            return "waiting"
        if self.screening.has_priority is None:
            return "waiting" if self.factors else self.screening.outcome_kind
        return "active" if self.screening.has_priority else "plain"

    @property
    def factors(self):
        """“5 of 15 risk factors”, never which; empty where there are none to count."""
        return self.screening.priority_in_words if self.screening else ""

    @property
    def waiting_words(self):
        return ngettext("%(count)d day", "%(count)d days", self.days) % {"count": self.days}

    @property
    def last_word(self):
        """How often they were tried, and when last."""
        count = self.referral.attempt_count
        if not count:
            return _("None yet")
        return ngettext("%(count)d try, last %(day)s", "%(count)d tries, last %(day)s", count) % {
            "count": count,
            "day": day(self.referral.last_attempt_on),
        }

    @property
    def reasons(self):
        """Why the family stands where it stands, in words: pairs of kind and sentence."""
        found = []
        if self.screening is None:
            found.append(("part", _("Nobody has screened them yet: ask for what the rules need.")))
        elif self.screening.has_priority is not None:
            found.append(("yes", f"{self.priority_words}: {self.factors}."))
        elif self.factors:
            found.append(("part", _("Priority is not known: %(factors)s.") % {"factors": self.factors}))
        if self.ages_out_soon:
            found.append(("yes", _("Too old for the program from %(day)s.") % {"day": full_day(self.ages_out_on)}))
        found.append(
            (
                "yes",
                _("Waiting %(days)s, since %(day)s.")
                % {"days": self.waiting_words, "day": full_day(self.referral.waiting_since)},
            )
        )
        return found


def families_waiting(site, program, *, user, on):
    """Everybody on the list, in order. Two queries."""
    referrals = {
        row.number: row
        for row in Referral.objects.waiting()
        .for_user(user)
        .at_site(site)
        .for_program(program)
        .filter(person__died_on=None)
        .with_people()
        .with_attempts()
    }
    screenings = {
        row.person_id: row
        for row in Screening.objects.in_force().filter(
            site=site, program=program, person__in=[row.person_id for row in referrals.values()]
        )
    }
    found = ranked((_facts(row, screenings.get(row.person_id)) for row in referrals.values()), on=on)
    return [_family(one, referrals[one.family.number], screenings, on) for one in found]


def _facts(referral, screening):
    return Waiting(
        number=referral.number,
        since=referral.waiting_since,
        has_priority=screening.has_priority if screening else None,
        risk_factor_count=screening.risk_factor_count if screening else None,
        eligible_until=screening.eligible_until if screening else None,
    )


def _family(one, referral, screenings, on):
    until = one.family.eligible_until
    return Family(
        place=one.place,
        referral=referral,
        screening=screenings.get(referral.person_id),
        days=(on - referral.waiting_since).days,
        ages_out_on=until,
        days_left=(until - on).days if until else None,
    )
