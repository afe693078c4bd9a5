"""Keeping the directory right, sending a family to a service, and noting what came of it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from programs.casework.resources.models import (
    OPEN_OUTCOMES,
    Outcome,
    Resource,
    ResourceConnection,
    ResourceLanguage,
    ResourceService,
)

FIELDS = (
    "name",
    "kind",
    "statewide",
    "cultures",
    "who_may_go",
    "cost",
    "phone",
    "website",
    "address",
    "hours",
    "note",
)


class CannotChange(Exception):
    """Why the directory cannot be changed so, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


class CannotConnect(CannotChange):
    """Why the family cannot be connected so, or its outcome noted, in a sentence for the user."""


# --- The directory --------------------------------------------------------------------------


@transaction.atomic
def add(*, agency, site, by, services, languages, counties, **details):
    """Add a service to the agency's directory. It counts as checked today: somebody just wrote it down."""
    resource = Resource.objects.create(
        agency=agency, recorded_by=by, checked_on=site.today(), checked_by=by, **details
    )
    _set_lists(resource, services, languages, counties)
    trail.record(by, "resource.added", resource, site=site)
    return resource


@transaction.atomic
def correct(*, resource, by, site, version, services, languages, counties, **details):
    """Change an entry, which counts as checking it. Raises CannotChange after a lost update or on a voided one."""
    resource = _locked(resource)
    if resource.version != version:
        raise CannotChange(_("Somebody saved this record after you opened it. Both versions are shown."))
    for name in FIELDS:
        if name in details:
            setattr(resource, name, details[name])
    resource.checked_on, resource.checked_by = site.today(), by
    resource.version += 1
    resource.save()
    _set_lists(resource, services, languages, counties)
    trail.record(by, "resource.corrected", resource, site=site)
    return resource


@transaction.atomic
def check(*, resource, by, site):
    """Note that somebody looked today and everything is still right. Raises CannotChange."""
    resource = _locked(resource)
    resource.checked_on, resource.checked_by = site.today(), by
    resource.save(update_fields=["checked_on", "checked_by"])
    trail.record(by, "resource.checked", resource, site=site)
    return resource


@transaction.atomic
def void(*, resource, reason, by, site):
    """Take an entry out of the directory, with a reason. Families sent there keep their history. Raises CannotChange."""
    resource = _locked(resource)
    _void(resource, reason, by)
    trail.record(by, "resource.voided", resource, site=site, reason=reason)
    return resource


def _locked(resource):
    resource = Resource.objects.select_for_update().get(pk=resource.pk)
    if resource.voided_at:
        raise CannotChange(_("This entry was taken out of the directory already."))
    return resource


def _set_lists(resource, services, languages, counties):
    resource.services.all().delete()
    ResourceService.objects.bulk_create(
        [ResourceService(resource=resource, code=code) for code in dict.fromkeys(services)]
    )
    resource.languages.all().delete()
    ResourceLanguage.objects.bulk_create(
        [ResourceLanguage(resource=resource, code=code) for code in dict.fromkeys(languages)]
    )
    resource.counties.set(counties)


def _void(record, reason, by):
    record.voided_at = timezone.now()
    record.voided_by = by
    record.void_reason = reason
    record.version += 1
    record.save(update_fields=["voided_at", "voided_by", "void_reason", "version"])


# --- A family and a service -----------------------------------------------------------------


def check_can_connect(enrollment, resource, *, on):
    """Raise CannotConnect with the reason, or return."""
    if not enrollment.is_open:
        raise CannotConnect(_("This case is closed."))
    if resource.voided_at:
        raise CannotConnect(_("This service was taken out of the directory."))
    if on > enrollment.site.today():
        raise CannotConnect(_("The day lies in the future. Check the date."), "connected_on")
    if on < enrollment.enrolled_on:
        raise CannotConnect(_("The day lies before the enrollment. Check the date."), "connected_on")


@transaction.atomic
def connect(*, enrollment, resource, connected_on, how, by, follow_up_on=None, note=""):
    """Note that a family was sent to a service, and when to ask what came of it.

    The same service on the same day is noted once: a second sending returns the first. Raises CannotConnect.
    """
    check_can_connect(enrollment, resource, on=connected_on)
    if follow_up_on and follow_up_on < connected_on:
        raise CannotConnect(_("The day to ask again lies before the day they were sent there."), "follow_up_on")
    enrollment = type(enrollment).objects.select_for_update().get(pk=enrollment.pk)
    same = ResourceConnection.objects.not_voided().filter(
        enrollment=enrollment, resource=resource, connected_on=connected_on
    )
    if found := same.first():
        return found
    connection = ResourceConnection.objects.create(
        enrollment=enrollment,
        resource=resource,
        connected_on=connected_on,
        how=how,
        follow_up_on=follow_up_on,
        note=note,
        recorded_by=by,
    )
    trail.record(by, "connection.made", connection, site=enrollment.site, after={"case": enrollment.number})
    return connection


@transaction.atomic
def note_outcome(*, connection, by, version, outcome, outcome_on=None, follow_up_on=None, note=""):
    """Note what came of it, or that there is no word yet and when to ask again. Raises CannotConnect."""
    connection = ResourceConnection.objects.select_for_update().get(pk=connection.pk)
    enrollment = connection.enrollment
    if connection.voided_at:
        raise CannotConnect(_("This record was voided. It stays as it is."))
    if connection.version != version:
        raise CannotConnect(_("Somebody saved this record after you opened it. Both versions are shown."))
    if outcome != connection.outcome and not connection.may_become(outcome):
        raise CannotConnect(_("Choose “No word yet” first: this was noted as known."), "outcome")
    if outcome == Outcome.WAITING:
        outcome_on = None
    elif outcome_on is None:
        raise CannotConnect(_("Say since when this is known."), "outcome_on")
    elif outcome_on < connection.connected_on:
        raise CannotConnect(_("This lies before the day the family was sent there."), "outcome_on")
    elif outcome_on > enrollment.site.today():
        raise CannotConnect(_("The day lies in the future. Check the date."), "outcome_on")
    if outcome not in OPEN_OUTCOMES:
        follow_up_on = None
    elif follow_up_on and follow_up_on < connection.connected_on:
        raise CannotConnect(_("The day to ask again lies before the day they were sent there."), "follow_up_on")
    connection.outcome, connection.outcome_on = outcome, outcome_on
    connection.follow_up_on, connection.note = follow_up_on, note
    connection.version += 1
    connection.save()
    trail.record(by, "connection.outcome", connection, site=enrollment.site)
    return connection


@transaction.atomic
def void_connection(*, connection, reason, by):
    """Take a connection out, with a reason; it was noted by mistake. Raises CannotConnect."""
    connection = ResourceConnection.objects.select_for_update().get(pk=connection.pk)
    if connection.voided_at:
        raise CannotConnect(_("This record was voided already."))
    _void(connection, reason, by)
    trail.record(by, "connection.voided", connection, site=connection.enrollment.site, reason=reason)
    return connection
