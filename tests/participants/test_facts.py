"""What all facts about a person share: whose they are, their history, and voiding them."""

import pytest
from django.urls import reverse

from mmp_portal.audit import kinds
from mmp_portal.audit.restoring import void
from participants.facts import site_of
from participants.tabs import TABS
from tests.factories.participants import RegistrationFactory, person_at

FACTS = {
    "household_member": "place",
    "income": "income",
    "consent": "consent",
    "schooling": "schooling",
    "school_attendance": "school_attendance",
    "credential": "credential",
    "care_provider": "provider",
    "insurance": "insurance",
    "health_note": "health_note",
}


# The pages in the row of tabs; others of a person are reached from the overview.
IN_THE_ROW = ("household", "income", "school", "health", "consents", "documents")


@pytest.mark.parametrize(("code", "fact"), FACTS.items())
def test_every_fact_has_a_history_for_its_own_site_alone(client_of, cast, code, fact):
    url = reverse("casefile:record_history", args=[code, getattr(cast.here.facts, fact).pk])

    assert client_of(cast.here.staff).get(url).status_code == 200
    assert client_of(cast.there.staff).get(url).status_code == 404
    assert client_of(cast.here.mentor_user).get(url).status_code in (403, 404)


@pytest.mark.parametrize(("code", "fact"), FACTS.items())
def test_a_voided_fact_stands_nowhere_and_cannot_be_opened(client_of, cast, code, fact):
    record, kind = getattr(cast.here.facts, fact), kinds.get(code)
    back = kind.url(record)

    void(kind=kind, record=record, reason="Entered for somebody else", by=cast.here.staff)

    assert type(record).objects.not_voided().filter(pk=record.pk).count() == 0
    if fact != "consent":
        assert client_of(cast.here.staff).get(back).status_code == 200


@pytest.mark.parametrize("tab", IN_THE_ROW)
def test_every_tab_leads_to_a_page_with_all_tabs(client_of, cast, tab):
    person = cast.here.participant

    page = client_of(cast.here.staff).get(reverse(TABS[tab].url_name, args=[person.pk])).content.decode()

    for other in IN_THE_ROW:
        assert f'href="{reverse(TABS[other].url_name, args=[person.pk])}"' in page
    assert page.count('aria-current="page"') >= 1


def test_a_fact_is_written_for_the_site_at_hand_then_for_an_open_registration(cast):
    person = person_at(cast.here.site)
    RegistrationFactory(person=person, site=cast.there.site)

    assert site_of(person, cast.here.staff) == cast.here.site
    assert site_of(person, cast.there.staff, cast.here.site) == cast.there.site
    assert site_of(person, cast.administrator) is None
    assert site_of(person, cast.here.mentor_user) is None
