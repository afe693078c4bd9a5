"""The history of services and connections, and how they are voided and restored like every other record."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from mmp_portal.audit.kinds import Kind
from programs.casework.resources.models import Resource, ResourceConnection


def page_of(resource):
    return reverse("resources:list") if resource.voided_at else resource.get_absolute_url()


KINDS = (
    Kind(
        code="resource",
        label=gettext_lazy("Service"),
        model=Resource,
        rows=lambda user: Resource.objects.for_casework(user),
        url=page_of,
        words=lambda resource: resource.name,
    ),
    Kind(
        code="connection",
        label=gettext_lazy("Connection to a service"),
        model=ResourceConnection,
        rows=lambda user: ResourceConnection.objects.for_user(user).with_people(),
        url=lambda connection: reverse("resources:connections", args=[connection.enrollment_id]),
        case_path="enrollment",
        words=lambda connection: connection.resource.name,
    ),
)
