"""Where somebody is registered: ended, begun again, or handed over to another site.

Who may see a person follows their registrations. Before one ends, the rooms above are asked whether something
there still keeps the person at the site; they say so by `register_check`.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from participants.consents.models import Kind
from participants.consents.standing import in_force
from participants.models import Person, Registration
from participants.reaching.workflow import leave_behind

Part = Registration.Part

_checks: list[Callable] = []


class CannotEnd(Exception):
    """Why the registration cannot end so, in sentences for the user; `reasons` has them one by one."""

    def __init__(self, *reasons):
        super().__init__(" ".join(str(reason) for reason in reasons))
        self.reasons = list(reasons)


class CannotRegister(Exception):
    """Why the person cannot be registered so, in a sentence for the user."""


def register_check(check):
    """Have `check(person, site)` asked before a registration ends. It yields what keeps the person there, in sentences.

    With `site` None it is asked about every site.
    """
    if check not in _checks:
        _checks.append(check)


def kept_by(person, site=None) -> list[str]:
    """What keeps the person at the site, such as a case still open there; empty when nothing does."""
    return [sentence for check in _checks for sentence in check(person, site)]


@transaction.atomic
def end(*, registration, on, by, reason=""):
    """End a registration with the day `on`. What the site recorded stays with it.

    Raises CannotEnd when it has ended already, began later, or something still keeps the person there.
    """
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    _check_can_end(registration, on)
    registration.ends_on, registration.end_reason = on, reason
    registration.save()
    trail.record(by, "person.registration_ended", registration.person, site=registration.site, reason=reason)
    return registration


def _check_can_end(registration, on):
    if registration.ends_on:
        raise CannotEnd(_("This registration has ended already."))
    if on < registration.starts_on:
        raise CannotEnd(_("It cannot end before it began."))
    reasons = kept_by(registration.person, registration.site)
    if reasons:
        raise CannotEnd(*reasons)


@transaction.atomic
def begin_again(*, person, site, on, by):
    """Register somebody anew at a site where they were before. Raises CannotRegister."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    earlier = person.registrations.filter(site=site).order_by("-starts_on").first()
    if earlier is None:
        raise CannotRegister(_("This person was never registered at this site."))
    if earlier.ends_on is None or earlier.ends_on >= on:
        raise CannotRegister(_("This person is registered here already."))
    registration = Registration.objects.create(person=person, site=site, starts_on=on)
    trail.record(by, "person.registered_again", person, site=site)
    return registration


def consent_to_share(person, site, *, on):
    """The consent by which what is known may go to the site: it names the site, or the agency that operates it."""
    return next(
        (
            consent
            for party in (site.name, site.agency.name)
            if (consent := in_force(person, Kind.SHARING, on, party=party))
        ),
        None,
    )


@transaction.atomic
def transfer(*, registration, site, on, by, parts=(), reason=""):
    """Hand somebody over to another `site` from the day `on`; here the registration ends on that day.

    What travels: the name, the birth date and the number of the person always; each of `parts` only where a consent
    to share names the site, or somebody answers for it with a `reason`. With the household, the children come along.
    What this site recorded stays with it. Raises CannotEnd or CannotRegister.
    """
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    person = registration.person
    _check_can_end(registration, on)
    if site == registration.site:
        raise CannotRegister(_("They are registered at this site. Choose another one."))
    if Registration.objects.filter(person=person, site=site, ends_on=None).exists():
        raise CannotRegister(_("They are registered at %(site)s already.") % {"site": site.name})
    consent = consent_to_share(person, site, on=on)
    if consent is None and not reason:
        raise CannotRegister(_("No consent names this site. Record one first, or say why it is done without."))
    registration.ends_on = on
    registration.end_reason = _("Transferred to %(site)s") % {"site": site.name}
    registration.save()
    along = {
        "site": site,
        "starts_on": on,
        "transferred_from": registration.site,
        "consented_on": consent.given_on if consent else None,
        "without_consent_because": "" if consent else reason,
        **{f"shares_{part}": part in parts for part in Part},
    }
    arrived = Registration.objects.create(person=person, **along)
    if Part.REACH not in parts:
        leave_behind(person=person, site=registration.site, by=by)
    if Part.HOUSEHOLD in parts:
        _bring_children(person, along)
    travelled = {"to": site.code, "parts": sorted(parts), "by_consent": consent is not None}
    trail.record(by, "person.transferred", person, site=registration.site, reason=reason, after=travelled)
    trail.record(by, "person.arrived", person, site=site, after={"from": registration.site.code})
    for supervisor in User.objects.holding(Role.SUPERVISOR, site=site, on=on):
        ring(
            to=supervisor,
            rule="person-arrived",
            subject=_("Somebody was transferred to %(site)s") % {"site": site.name},
            body=_("From %(site)s. Open their page and decide who works with them.")
            % {"site": registration.site.name},
            key=f"person-arrived:{arrived.pk}:user-{supervisor.pk}",
            site=site,
            link=person.get_absolute_url(),
        )
    return arrived


def _bring_children(person, along):
    """The children who live with the person are known at the other site, too; where they were, they stay registered."""
    for child in person.children(on=along["starts_on"]):
        if not child.registrations.filter(site=along["site"], ends_on=None).exists():
            Registration.objects.create(person=child, **along)


@transaction.atomic
def learn(*, person, user, part):
    """The sites of `user` have asked anew for a part that a transfer left behind: from now on they know it."""
    sites = [grant.site_id for grant in user.grants if grant.site_id]
    person.registrations.filter(site__in=sites, **{f"shares_{part}": False}).update(**{f"shares_{part}": True})
