"""By when a referral needs its next step: dated values that every site may set for itself."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.parameters import parameters_of
from programs.casework.parameters.models import DatedValue
from programs.casework.parameters.values.owners import INTAKE
from programs.casework.referrals.models import Attempt, Status


@dataclass(frozen=True)
class Limits:
    """The days that each site allows, as they hold on the day `on`. `of_sites` are those of sites that set their own."""

    on: Any
    for_all: dict
    of_sites: dict = field(default_factory=dict)

    def at(self, site_id):
        """The values of one site."""
        return self.of_sites.get(site_id, self.for_all)

    def next_by(self, referral):
        """The day by which the next step is due; None once the referral has ended.

        The referral comes `with_attempts()`.
        """
        days = self.at(referral.site_id)
        tried_on = referral.last_attempt_on
        if referral.status == Status.NEW and tried_on is None:
            return referral.received_on + timedelta(days=days["answer_within"])
        if referral.status == Status.NEW:
            return tried_on + timedelta(days=days["try_again_within"])
        if referral.status == Status.SCREENING:
            return referral.status_on + timedelta(days=days["screen_within"])
        if referral.status == Status.WAITING:
            heard_on = max(day for day in (referral.status_on, tried_on) if day)
            return heard_on + timedelta(days=days["keep_in_touch_within"])
        return None

    def late_days(self, referral) -> int:
        """For how many days the next step has been overdue; 0 where it is not."""
        by = self.next_by(referral)
        return max((self.on - by).days, 0) if by else 0

    def next_step(self, referral):
        """What the referral needs next, in words; empty once it has ended."""
        if referral.status == Status.NEW and referral.last_attempt_on is None:
            return _("Answer: nobody has tried to reach the family yet.")
        if referral.status == Status.NEW:
            return ngettext(
                "Try again: %(count)d try so far, nobody was reached.",
                "Try again: %(count)d tries so far, nobody was reached.",
                referral.attempt_count,
            ) % {"count": referral.attempt_count}
        if referral.status == Status.SCREENING:
            return _("Finish the screening, and tell the family.")
        if referral.status == Status.WAITING:
            return _("Keep in touch while they wait.")
        return ""

    def late_q(self):
        """The open referrals whose day has passed, as a Q."""
        own = Q(pk__in=[])
        for site_id, days in self.of_sites.items():
            own |= Q(site=site_id) & self._late(days)
        return own | ~Q(site__in=list(self.of_sites)) & self._late(self.for_all)

    def _late(self, days):
        def before(name):
            return self.on - timedelta(days=days[name])

        tries = Attempt.objects.not_voided().filter(referral=OuterRef("pk"))
        return (
            Q(status=Status.NEW) & ~Exists(tries) & Q(received_on__lt=before("answer_within"))
            | Q(status=Status.NEW) & Exists(tries) & ~Exists(tries.filter(made_on__gte=before("try_again_within")))
            | Q(status=Status.SCREENING, status_on__lt=before("screen_within"))
            | Q(status=Status.WAITING, status_on__lt=before("keep_in_touch_within"))
            & ~Exists(tries.filter(made_on__gte=before("keep_in_touch_within")))
        )


def limits(*, on):
    """The limits of every site on the day. One query."""
    for_all, own = {}, {}
    for row in DatedValue.objects.of(INTAKE.code):
        into = own.setdefault(row.site_id, {}) if row.site_id else for_all
        into.setdefault(row.name, {})[row.starts_on] = row.value
    parameters = parameters_of(INTAKE.code, for_all)
    return Limits(
        on=on,
        for_all=dict(parameters.on(on)),
        of_sites={site: dict(parameters.with_overlay(values).on(on)) for site, values in own.items()},
    )
