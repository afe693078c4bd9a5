"""These tests count services and connections: they begin with none."""

import pytest
from django.db.models import QuerySet

from programs.casework.resources.models import Resource, ResourceConnection


@pytest.fixture(autouse=True)
def an_empty_directory(cast):
    """Without the services that every test of a page finds in the cast."""
    QuerySet(ResourceConnection).delete()
    QuerySet(Resource).delete()
