"""What a mentor must hold at a site, what of it is held, and what an end of it forbids.

The lists are dated values (`eligibility/data/mentors.toml`, and what a site has set). What has ended bars new matches
and the claiming of miles; it never bars the writing of notes. What was never seen is named, and bars nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eligibility.parameters import parameters_of
from mentors.models import Mentor, Qualification
from mmp_portal.agencies.models import SiteProgram
from mmp_portal.ui.templatetags.ui import full_day
from participants.ages import age_on
from programs import registry
from programs.casework.parameters.models import DatedValue
from programs.casework.parameters.values.owners import MENTORS

CODE = MENTORS.code
What = Qualification.What
# MPMP's source asks for both in one sentence, and only where the program's license does.
CHECKS = (What.BACKGROUND_CHECK.value, What.HUMAN_SERVICES_CHECK.value)
# So far ahead the list of mentors says whose papers end.
FORECAST = timedelta(days=90)


@dataclass(frozen=True)
class Rules:
    """What holds at a site on a day, for one kind of mentor."""

    must_hold: tuple
    driving_needs: tuple
    least_age: int
    expiring_within: int


class RuleBook:
    """The rules at several sites, read in two queries."""

    def __init__(self, sites):
        self.set_for_all: dict[str, dict] = {}
        self.set_at: dict[int, dict] = {}
        for row in DatedValue.objects.of(CODE):
            into = self.set_at.setdefault(row.site_id, {}) if row.site_id else self.set_for_all
            into.setdefault(row.name, {})[row.starts_on] = row.value
        self.offers = list(SiteProgram.objects.filter(site__in=sites).exclude(home_visiting_model=""))
        self.known: dict[tuple, Rules] = {}

    def of(self, site, kind, *, on):
        """The rules of a kind of mentor at one of the sites, on the day."""
        key = (site.pk, kind, on)
        if key not in self.known:
            self.known[key] = self._of(site, kind, on)
        return self.known[key]

    def _of(self, site, kind, on):
        parameters = parameters_of(CODE, self.set_for_all)
        if own := self.set_at.get(site.pk):
            parameters = parameters.with_overlay(own)
        models = {
            offer.program: offer.home_visiting_model
            for offer in self.offers
            if offer.site_id == site.pk and offer.starts_on <= on and (offer.ends_on is None or on <= offer.ends_on)
        }
        held: dict[str, None] = {}
        for program in registry.all_programs():
            if program.mentor_kind != kind:
                continue
            model = models.get(program.code, "")
            name = f"{program.code}_{model}_must_hold" if model else f"{program.code}_must_hold"
            if name in parameters:
                held |= dict.fromkeys(parameters.value_on(name, on))
            check = f"{program.code}_license_requires_checks"
            if check in parameters and parameters.value_on(check, on):
                held |= dict.fromkeys(CHECKS)
        return Rules(
            must_hold=tuple(held),
            driving_needs=tuple(parameters.value_on("driving_needs", on)),
            least_age=parameters.value_on("least_age", on),
            expiring_within=parameters.value_on("expiring_within", on),
        )


def rules_of(site, kind, *, on):
    """The rules of a kind of mentor at the site on the day. Two queries."""
    return RuleBook([site]).of(site, kind, on=on)


HELD, EXPIRING, EXPIRED, MISSING = "held", "expiring", "expired", "missing"
# How each is drawn.
KINDS = {HELD: "met", EXPIRING: "at-risk", EXPIRED: "late", MISSING: "plain"}


@dataclass(frozen=True)
class Stamp:
    """One thing a mentor must hold, or holds besides: the paper that counts, and how it stands on the day."""

    what: str
    state: str
    row: Any = None
    until: date | None = None
    is_required: bool = True

    @property
    def label(self):
        return What(self.what).label if self.what in What.values else self.what.replace("_", " ")

    @property
    def words(self):
        """Such as “Ended on Nov 2, 2026”."""
        if self.state == MISSING:
            return _("Not seen yet")
        if self.until is None:
            return _("Seen")
        day = formats.date_format(self.until, "M j, Y")
        return (_("Ended on %(day)s") if self.state == EXPIRED else _("Until %(day)s")) % {"day": day}

    @property
    def kind(self):
        return KINDS[self.state]


@dataclass(frozen=True)
class Passport:
    """Everything a mentor must hold, each with how it stands."""

    stamps: tuple
    is_of_age: bool | None
    least_age: int

    def _in(self, state):
        return [stamp for stamp in self.stamps if stamp.is_required and stamp.state == state]

    @property
    def expired(self):
        return self._in(EXPIRED)

    @property
    def expiring(self):
        return self._in(EXPIRING)

    @property
    def missing(self):
        return self._in(MISSING)

    @property
    def state(self):
        """The worst of them: expired, missing, expiring, or complete."""
        for state in (EXPIRED, MISSING, EXPIRING):
            if self._in(state):
                return state
        return HELD

    @property
    def words(self):
        return str(WORDS[self.state])

    @property
    def kind(self):
        return KINDS[self.state]

    @property
    def bar(self):
        """Why no new match begins, or ""."""
        if self.is_of_age is False:
            return _("Is not %(age)d years old yet.") % {"age": self.least_age}
        for stamp in self.expired:
            return _("%(what)s: ended on %(day)s. Ask for a new one first.") % {
                "what": stamp.label,
                "day": full_day(stamp.until),
            }
        return ""


WORDS = {
    HELD: gettext_lazy("Complete"),
    EXPIRING: gettext_lazy("Expiring"),
    EXPIRED: gettext_lazy("Expired"),
    MISSING: gettext_lazy("Not complete"),
}


def passport_of(mentor, rules, *, on):
    """The passport of a mentor by the rules, as it stands on the day. Reads `qualifications.all()`, nothing else."""
    latest = latest_of(mentor)
    stamps = [_stamp(what, latest.get(what), rules, on, mentor=mentor) for what in rules.must_hold]
    besides = [what for what in latest if what not in rules.must_hold]
    stamps += [_stamp(what, latest[what], rules, on, is_required=False) for what in besides]
    born_on = mentor.person.born_on
    return Passport(
        stamps=tuple(stamps),
        is_of_age=age_on(born_on, on) >= rules.least_age if born_on else None,
        least_age=rules.least_age,
    )


def latest_of(mentor):
    """By what it is, the paper that is good for longest; one without an end before any other."""
    found: dict[str, Any] = {}
    for row in mentor.qualifications.all():
        if row.voided_at is None and (row.what not in found or _length(row) > _length(found[row.what])):
            found[row.what] = row
    return found


def _length(row):
    return (row.valid_until or date.max, row.seen_on)


def _stamp(what, row, rules, on, *, is_required=True, mentor=None):
    if row is None:
        is_trained = what == What.MENTOR_TRAINING and mentor is not None and mentor.trained_on
        return Stamp(what, HELD if is_trained else MISSING, is_required=is_required)
    until = row.valid_until
    if until is None:
        state = HELD
    elif until < on:
        state = EXPIRED
    elif until <= on + timedelta(days=rules.expiring_within):
        state = EXPIRING
    else:
        state = HELD
    return Stamp(what, state, row, until, is_required)


def why_not_driving(user, site, *, on):
    """Why miles driven on the day cannot be claimed by `user` as a mentor at the site, or "".

    Only what was held and had ended on that day bars; staff who are no mentors are not asked.
    """
    mentors = Mentor.objects.not_voided().filter(person__user=user, site=site).prefetch_related("qualifications")
    for mentor in mentors:
        rules = rules_of(site, mentor.kind, on=on)
        for what, row in latest_of(mentor).items():
            if what in rules.driving_needs and row.valid_until and row.valid_until < on:
                return _("%(what)s: ended on %(day)s. Show the new one to your coordinator, then claim.") % {
                    "what": What(what).label,
                    "day": full_day(row.valid_until),
                }
    return ""


def ending_by(mentors, day):
    """Those of the mentors with a paper that ends by the day, or has ended, and of which no longer one was seen."""
    longer = Qualification.objects.not_voided().filter(
        Q(valid_until=None) | Q(valid_until__gt=day), mentor=OuterRef("mentor"), what=OuterRef("what")
    )
    ending = Qualification.objects.not_voided().filter(~Exists(longer), mentor=OuterRef("pk"), valid_until__lte=day)
    return mentors.filter(Exists(ending))
