"""The directory of services, and what came of sending a family to one."""

from programs.casework.resources.models.connection import (
    ASK_AFTER,
    OPEN_OUTCOMES,
    TRANSITIONS,
    Outcome,
    ResourceConnection,
    ResourceConnectionQuerySet,
)
from programs.casework.resources.models.resource import (
    STALE_AFTER,
    Resource,
    ResourceLanguage,
    ResourceQuerySet,
    ResourceService,
    Service,
)

__all__ = [
    "ASK_AFTER",
    "OPEN_OUTCOMES",
    "STALE_AFTER",
    "TRANSITIONS",
    "Outcome",
    "Resource",
    "ResourceConnection",
    "ResourceConnectionQuerySet",
    "ResourceLanguage",
    "ResourceQuerySet",
    "ResourceService",
    "Service",
]
