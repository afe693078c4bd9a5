"""What tests of a worker's day share: reading a page, and a family that last met some days ago."""

import re
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programs.casework.contacts.models import Contact


def words(response):
    """The page as a person reads it, white space made one."""
    return re.sub(r"\s+", " ", response.content.decode())


def last_met(household, days):
    Contact.objects.filter(pk=household.contact.pk).update(started_at=timezone.now() - timedelta(days=days))


def met_on(enrollment, *days_ago):
    """Contacts that were made so many days ago; every other one is gone."""
    Contact.objects.filter(enrollment=enrollment).update(
        voided_at=timezone.now(), voided_by=enrollment.worker, void_reason="Never happened"
    )
    for days in days_ago:
        Contact.objects.create(
            enrollment=enrollment, kind="met", started_at=timezone.now() - timedelta(days=days), duration_minutes=60
        )


def cost(client, url):
    """How many statements the page takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
