"""The page for whoever takes a case over, and the case on paper."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from mmp_portal.audit.models import Event, Opening
from programs.casework.closings import workflow as closings
from programs.casework.enrollments import workflow as enrollments
from programs.casework.enrollments.models import RestrictedFact
from programs.casework.matches import workflow as matches
from tests.factories.casework import ContactFactory
from tests.participants.typed import error_beside


def page(cast):
    return reverse("casefile:hand_off", args=[cast.here.enrollment.pk])


@pytest.fixture
def notes(cast):
    case, staff = cast.here.enrollment, cast.here.staff
    enrollments.write_hand_off(enrollment=case, words="For workers: the landlord", by=staff)
    enrollments.write_hand_off(
        enrollment=case, words="She loves the zoo", avoid="Calls at noon", by=staff, for_mentors=True
    )


def test_the_next_worker_finds_everything_on_one_page(cast, client_of, notes):
    words = client_of(cast.here.supervisor).get(page(cast)).content.decode()

    for part in (
        "Juniper Fableton",
        "(417) 555-0142",
        "English",
        "too few contacts to tell",
        "Finish school before summer",
        "Next: Ask the school what is missing",
        "Practised algebra with Juniper.",
        "For workers: the landlord",
        "She loves the zoo",
        "Calls at noon",
        "Hattie Goodtale",
        cast.here.meeting.topic,
        "Owed",
    ):
        assert part in words


def test_the_next_mentor_finds_what_a_mentor_may_see(cast, client_of, notes):
    ContactFactory(enrollment=cast.here.enrollment, recorded_by=cast.here.staff, note="Talked to the landlord")

    words = client_of(cast.here.mentor_user).get(page(cast)).content.decode()

    for part in (
        "What to know about Juniper",
        "(417) 555-0142",
        "She loves the zoo",
        "Calls at noon",
        "Ask the school",
    ):
        assert part in words
    for part in ("For workers", "landlord", "Fableton", "Owed"):
        assert part not in words


def test_opening_the_page_is_recorded_for_workers(cast, client_of):
    client_of(cast.here.staff).get(page(cast))

    assert Opening.objects.get().what == "hand-off page"


def test_a_closed_case_has_the_page_and_no_pen(cast, client_of):
    closings.close(enrollment=cast.here.enrollment, on=cast.here.site.today(), reason="moved", by=cast.here.staff)

    words = client_of(cast.here.staff).get(page(cast)).content.decode()

    assert reverse("enrollments:write_hand_off", args=[cast.here.enrollment.pk]) not in words


def test_the_page_is_offered_where_a_case_changes_hands(cast, client_of):
    client = client_of(cast.here.staff)
    given = client.post(
        reverse("enrollments:reassign", args=[cast.here.enrollment.pk]), {"worker": cast.here.supervisor.pk}
    )
    assert given.url == page(cast)

    matches.end(match=cast.here.match, on=cast.here.site.today(), reason="moved", by=cast.here.staff)
    start = client.get(reverse("matches:start", args=[cast.here.enrollment.pk]))
    assert page(cast) in start.content.decode()


# --- On paper --------------------------------------------------------------------------------


def print_page(cast, name="print_page", query=""):
    return reverse(f"casefile:{name}", args=[cast.here.enrollment.pk]) + query


@pytest.fixture
def secrets(cast):
    RestrictedFact.objects.create(
        enrollment=cast.here.enrollment, about="address", words="Behind the old mill", recorded_by=cast.here.staff
    )


def test_the_print_holds_cover_goals_milestones_and_contacts(cast, client_of, secrets):
    words = client_of(cast.here.staff).get(print_page(cast)).content.decode()

    for part in (
        "Juniper Fableton",
        "MMP Young Parent",
        "Finish school before summer",
        "Anniversary",
        "Met with Hattie, 1 h",
        "Practised algebra",
    ):
        assert part in words
    assert "mill" not in words


def test_the_pdf_holds_the_same_and_nothing_restricted(cast, client_of, secrets):
    answer = client_of(cast.here.staff).get(print_page(cast, "print_pdf"))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    for part in ("Juniper Fableton", "Finish school before summer", "Practised algebra", cast.here.staff.name):
        assert part in text
    assert "mill" not in text


def test_only_the_days_asked_for_are_printed(cast, client_of):
    long_ago = cast.here.site.today() - timedelta(days=150)
    until = cast.here.site.today() - timedelta(days=100)

    words = client_of(cast.here.staff).get(print_page(cast, query=f"?first={long_ago}&last={until}")).content.decode()

    assert "Practised algebra" not in words
    for odd in ("?first=soon", "?first=2026-02-30&last=x", "?first=&last="):
        assert client_of(cast.here.staff).get(print_page(cast, query=odd)).status_code == 200


def test_printing_is_recorded_with_its_days(cast, client_of):
    client_of(cast.here.staff).get(print_page(cast, query="?first=2026-08-01&last=2026-08-31"))

    opening = Opening.objects.get(what="print of the case")
    assert (opening.by, opening.reason) == (cast.here.staff, "page: 2026-08-01 - 2026-08-31")
    event = Event.objects.get(verb="case_file.printed")
    assert event.details["after"] == {"as": "page", "days": "2026-08-01 - 2026-08-31"}


def test_the_form_asks_which_days_and_how(cast, client_of):
    client, address = client_of(cast.here.staff), print_page(cast, "print")
    days = {"first": "2026-08-01", "last": "2026-08-31"}

    assert "lies before the first" in error_beside(client.post(address, {**days, "last": "2026-07-01"}), "last")
    assert "still empty" in error_beside(client.post(address, {"first": "", "last": "2026-07-01"}), "first")
    assert client.post(address, days).url == print_page(cast, query="?first=2026-08-01&last=2026-08-31")
    assert client.post(address, {**days, "pdf": "1"}).url.startswith(print_page(cast, "print_pdf"))
