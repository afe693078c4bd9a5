"""The list of contacts: each filter, alone and with others, and what somebody odd types into it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.casework.contacts.models import Contact, ContactTopic, Vocabulary
from tests.factories.accounts import user_with
from tests.factories.casework import ContactFactory, EnrollmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(cast, client_of):
    return client_of(cast.here.staff)


def listed(client, **query):
    return set(
        client.get(reverse("contacts:list"), query).context["listing"].table.data.data.values_list("pk", flat=True)
    )


def test_each_filter_leaves_what_it_says(cast, client):
    usual = cast.here.contact
    case = cast.here.enrollment
    now = timezone.now()
    call = ContactFactory(enrollment=case, kind="call", started_at=now, setting="office")
    tried = ContactFactory(enrollment=case, outcome="attempted", duration_minutes=None, started_at=now)
    helped = ContactFactory(enrollment=case, started_at=now, interpreter_used=True)
    ContactTopic.objects.create(contact=helped, vocabulary=Vocabulary.COMPONENT, code="mentoring")
    ContactTopic.objects.create(contact=call, code="mentoring")
    second = user_with("staff", site=cast.here.site)
    others = ContactFactory(enrollment=EnrollmentFactory(site=cast.here.site, worker=second), started_at=now)

    assert listed(client, kind="call") == {call.pk}
    assert listed(client, setting="office") == {call.pk}
    assert listed(client, outcome="attempted") == {tried.pk}
    assert listed(client, interpreter="1") == {helped.pk}
    assert listed(client, component="mentoring") == {helped.pk}
    assert listed(client, worker=second.pk) == {others.pk}
    assert listed(client, worker=cast.here.staff.pk, kind="met", outcome="made") == {usual.pk, helped.pk}


def test_days_are_both_included(cast, client):
    contact = cast.here.contact
    day = contact.happened_on()

    assert listed(client, since=day.isoformat(), until=day.isoformat()) == {contact.pk}
    assert listed(client, since=(day + timedelta(days=1)).isoformat()) == set()
    assert listed(client, until=(day - timedelta(days=1)).isoformat()) == set()


@pytest.mark.parametrize(
    "query",
    [
        {"since": "0001-01-01"},
        {"since": "9999-12-31"},
        {"until": "9999-12-31"},
        {"until": "yesterday"},
        {"case": "9" * 30},
        {"case": "-1"},
        {"match": "1e5"},
        {"worker": "x"},
        {"component": "nul\x00"},
        {"kind": "n" * 5000},
    ],
)
def test_odd_filters_are_answered(cast, client, query):
    assert client.get(reverse("contacts:list"), query).status_code == 200
    assert client.get(reverse("contacts:appointments"), query).status_code == 200


def test_workers_of_other_sites_are_not_offered(cast, client):
    page = client.get(reverse("contacts:list")).context["listing"]

    assert cast.there.staff not in page.filterset.filters["worker"].queryset


def test_download_says_in_whose_name_and_about_what(cast, client):
    ContactTopic.objects.create(contact=cast.here.contact, code="school")
    Contact.objects.filter(pk=cast.here.contact.pk).update(on_behalf_of=cast.here.mentor)

    query = {"format": "csv", "columns": ["kind", "about", "recorded_by"]}
    answer = client.get(reverse("contacts:list"), query)
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()

    assert "Staying in school" in text
    assert cast.here.mentor.name in text
