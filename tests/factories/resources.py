"""Services of an agency's directory, and families sent to them."""

from datetime import timedelta

from programs.casework.resources import workflow
from programs.casework.resources.models import Resource, ResourceConnection


def resource_of(site, *, by, services=("food",), languages=("en",), counties=(), **facts):
    """A service in the directory of the site's agency, checked today."""
    facts = {"name": "Invented Pantry", "statewide": "" if counties else site.state, **facts}
    checked_on = facts.pop("checked_on", site.today())
    resource = workflow.add(
        agency=site.agency, site=site, by=by, services=services, languages=languages, counties=counties, **facts
    )
    if checked_on != resource.checked_on:
        Resource.objects.filter(pk=resource.pk).update(checked_on=checked_on)
        resource.refresh_from_db()
    return resource


def connection_of(enrollment, resource, *, by, days_ago=10, **facts):
    """The family was sent there some days ago; without a word since."""
    on = enrollment.site.today() - timedelta(days=days_ago)
    facts = {"how": "told", "follow_up_on": on + timedelta(days=14), "recorded_by": by, **facts}
    return ResourceConnection.objects.create(enrollment=enrollment, resource=resource, connected_on=on, **facts)
