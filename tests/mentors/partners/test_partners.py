"""Winning a company: statuses, talks and the next step, places of work, and whom to ask for."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mentors.models import CorporatePartner, Partnership
from mentors.partners import workflow
from tests.factories.mentors import CorporatePartnerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def prospect(cast, **facts):
    return CorporatePartnerFactory(site=cast.here.site, **facts)


def test_every_status_has_a_row_in_the_table():
    assert set(CorporatePartner.TRANSITIONS) == set(Partnership.values)


def test_a_company_signs_on_a_day(cast):
    partner = prospect(cast)

    with pytest.raises(workflow.CannotChange, match="which day"):
        workflow.move(partner=partner, by=cast.here.staff, version=1, status="signed")
    workflow.move(partner=partner, by=cast.here.staff, version=1, status="signed", signed_on=cast.here.site.today())

    partner.refresh_from_db()
    assert (partner.status, partner.version) == ("signed", 2)


def test_what_the_table_does_not_lead_to_is_refused(cast):
    with pytest.raises(workflow.CannotChange, match="cannot become"):
        workflow.move(partner=prospect(cast), by=cast.here.staff, version=1, status="resting")


def test_an_agreement_that_ends_before_it_was_signed_is_refused_by_form_and_database(cast, client_of):
    today = cast.here.site.today()
    partner = prospect(cast)

    answer = client_of(cast.here.staff).post(
        reverse("partners:move", args=[partner.pk]),
        {"status": "signed", "signed_on": today, "agreement_ends_on": today - timedelta(days=1), "version": 1},
    )

    assert "The agreement ends before it was signed" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        prospect(cast, name="Other", signed_on=today, agreement_ends_on=today)


def test_a_talk_opens_the_talks_and_leaves_a_next_step(cast):
    partner, today = prospect(cast), cast.here.site.today()

    workflow.note_talk(
        partner=partner,
        by=cast.here.staff,
        talked_on=today,
        how="visit",
        words="They need hands.",
        next_step="Send the agreement",
        next_step_on=today + timedelta(days=7),
    )

    partner.refresh_from_db()
    assert (partner.status, partner.next_step_by) == ("talking", cast.here.staff)


def test_a_talk_without_a_next_step_ends_the_one_before(cast):
    workflow.note_talk(
        partner=cast.here.worksite.partner,
        by=cast.here.staff,
        talked_on=cast.here.site.today(),
        how="call",
        words="All is said.",
    )

    cast.here.worksite.partner.refresh_from_db()
    assert cast.here.worksite.partner.next_step_on is None


def test_a_company_is_kept_once_at_a_site(cast, client_of):
    answer = client_of(cast.here.staff).post(
        reverse("partners:create"), {"site": cast.here.site.pk, "name": cast.here.worksite.partner.name.upper()}
    )

    assert "is kept here already" in answer.content.decode()


def test_a_lost_update_is_refused_with_both_versions(cast, client_of):
    partner = cast.here.worksite.partner
    workflow.correct(partner=partner, by=cast.here.supervisor, version=1, name="Bakery and sons")

    answer = client_of(cast.here.staff).post(
        reverse("partners:edit", args=[partner.pk]),
        {"name": "My bakery", "signed_on": partner.signed_on, "version": 1},
    )

    assert "Both versions are shown" in answer.content.decode()


def test_who_is_asked_how_it_goes_needs_an_address(cast, client_of):
    answer = client_of(cast.here.staff).post(
        reverse("partners:add_person", args=[cast.here.worksite.partner.pk]),
        {"name": "Mabel", "answers_check_ins": "on"},
    )

    assert "needs an e-mail address" in answer.content.decode()
