"""A contact after it was recorded: read, corrected, voided, answered, and found in the list."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mmp_portal.audit.models import Opening
from mmp_portal.outbox.models import Message
from programs.casework.contacts.models import Contact
from tests.factories.casework import ContactFactory
from tests.programs.casework.contacts.test_record import said, words

pytestmark = pytest.mark.django_db

VIEWS = ("contact", "edit", "void")


def address(name, contact):
    return reverse(f"contacts:{name}", args=[contact.pk])


def correction(household, **changes):
    """What the edit form sends for the cast's contact."""
    day = household.contact.happened_on()
    return said(household, day_chip="other", day_other=day.isoformat(), **changes)


# --- Who sees it -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", VIEWS)
def test_own_staff_and_the_writer_see_it_and_nobody_else(cast, client_of, name):
    url = address(name, cast.here.contact)

    assert client_of(cast.here.staff).get(url).status_code == 200
    assert client_of(cast.here.mentor_user).get(url).status_code == 200
    assert client_of(cast.there.staff).get(url).status_code == 404
    assert client_of(cast.there.mentor_user).get(url).status_code == 404
    assert client_of(cast.administrator).get(url).status_code == 403
    assert client_of(cast.viewer).get(url).status_code == 403


def test_mentor_does_not_see_what_staff_wrote(cast, client_of):
    note = ContactFactory(enrollment=cast.here.enrollment, recorded_by=cast.here.staff, note="Rent is late.")
    client = client_of(cast.here.mentor_user)

    assert client.get(note.get_absolute_url()).status_code == 404
    assert "Rent is late" not in words(client.get(reverse("contacts:list")))


def test_reading_a_contact_is_recorded_as_opening_the_case(cast, client_of):
    client_of(cast.here.staff).get(cast.here.contact.get_absolute_url())

    assert Opening.objects.about(cast.here.enrollment).filter(by=cast.here.staff).exists()


# --- Correcting ------------------------------------------------------------------------------


def test_writer_corrects_the_minutes(cast, client_of):
    answer = client_of(cast.here.mentor_user).post(
        address("edit", cast.here.contact), correction(cast.here, minutes_chip="45")
    )

    cast.here.contact.refresh_from_db()
    assert answer.url == cast.here.contact.get_absolute_url()
    assert cast.here.contact.duration_minutes == 45
    assert cast.here.contact.version == 2


def test_edit_form_shows_what_was_written(cast, client_of):
    form = client_of(cast.here.staff).get(address("edit", cast.here.contact)).context["form"]

    assert form.initial["minutes"] == 60
    assert form.initial["what"] == "met"
    assert form.initial["day"] == cast.here.contact.happened_on()
    assert form.initial["match"] == cast.here.match.pk


def test_lost_update_is_refused_and_both_versions_shown(cast, client_of):
    client_of(cast.here.staff).post(
        address("edit", cast.here.contact),
        correction(cast.here, minutes_chip="45", note="At the office.", match=str(cast.here.match.pk)),
    )

    answer = client_of(cast.here.mentor_user).post(
        address("edit", cast.here.contact), correction(cast.here, minutes_chip="90", note="At the library.")
    )

    page = words(answer)
    assert answer.status_code == 200
    assert "Somebody changed this record while you had it open" in page
    assert "45 min" in page
    assert "1 h 30 min" in page
    assert "At the office." in page
    assert "At the library." in page
    cast.here.contact.refresh_from_db()
    assert cast.here.contact.duration_minutes == 45


def test_saving_again_after_both_versions_were_shown_is_a_decision(cast, client_of):
    Contact.objects.filter(pk=cast.here.contact.pk).update(version=2)

    client_of(cast.here.mentor_user).post(
        address("edit", cast.here.contact), correction(cast.here, minutes_chip="90", version="2")
    )

    cast.here.contact.refresh_from_db()
    assert cast.here.contact.duration_minutes == 90


def test_correction_before_the_enrollment_is_refused_beside_the_day(cast, client_of):
    facts = correction(cast.here) | {"day_other": "2001-01-01"}

    answer = client_of(cast.here.staff).post(address("edit", cast.here.contact), facts)

    assert "The contact lies before the enrollment." in answer.context["form"].errors["day"][0]


# --- Voiding ---------------------------------------------------------------------------------


def test_void_asks_for_a_reason(cast, client_of):
    answer = client_of(cast.here.staff).post(address("void", cast.here.contact), {"reason": ""})

    assert "is still empty" in words(answer)
    cast.here.contact.refresh_from_db()
    assert cast.here.contact.voided_at is None


def test_voided_contact_counts_nowhere_and_stays_readable(cast, client_of):
    client = client_of(cast.here.staff)

    page = client.post(address("void", cast.here.contact), {"reason": "Written twice"}, follow=True)

    assert "Written twice" in words(page)
    assert not Contact.objects.made().filter(pk=cast.here.contact.pk).exists()
    assert client.post(address("void", cast.here.contact), {"reason": "Again"}).status_code == 302
    assert client.get(address("edit", cast.here.contact)).status_code == 302


def test_void_reason_that_is_too_long_is_refused_in_words(cast, client_of):
    answer = client_of(cast.here.staff).post(address("void", cast.here.contact), {"reason": "x" * 201})

    assert "Keep this to 200 characters. You typed 201." in words(answer)


# --- Answering -------------------------------------------------------------------------------


def test_thanks_reach_the_mentor(cast, client_of):
    client_of(cast.here.staff).post(address("seen", cast.here.contact), {"thanks": "Bus pass is on my list."})

    cast.here.contact.refresh_from_db()
    assert cast.here.contact.seen_by == cast.here.staff
    assert Message.objects.get(rule="contact-seen").recipient == cast.here.mentor_user
    assert "Bus pass is on my list." in words(client_of(cast.here.mentor_user).get(reverse("caseload:phone")))


def test_help_wanted_is_not_done_without_an_answer(cast, client_of):
    Contact.objects.filter(pk=cast.here.contact.pk).update(help_wanted=True)
    client = client_of(cast.here.staff)

    empty = client.post(address("seen", cast.here.contact), {"thanks": ""})
    client.post(address("seen", cast.here.contact), {"thanks": "I call the school."})

    assert "They asked for help: write a short answer." in words(empty)
    cast.here.contact.refresh_from_db()
    assert cast.here.contact.help_answered_at is not None


def test_answer_is_for_staff_of_the_case_by_post(cast, client_of):
    url = address("seen", cast.here.contact)

    assert client_of(cast.here.mentor_user).post(url, {"thanks": "Me"}).status_code == 403
    assert client_of(cast.there.staff).post(url, {"thanks": "Me"}).status_code == 404
    assert client_of(cast.here.staff).get(url).status_code == 405


def test_too_long_an_answer_keeps_the_words(cast, client_of):
    answer = client_of(cast.here.staff).post(address("seen", cast.here.contact), {"thanks": "y" * 301})

    assert "Keep this to 300 characters." in words(answer)
    assert "y" * 301 in words(answer)


# --- The list --------------------------------------------------------------------------------


def listed(client, **query):
    return set(
        client.get(reverse("contacts:list"), query).context["listing"].table.data.data.values_list("pk", flat=True)
    )


def test_figures_lead_to_their_rows(cast, client_of):
    enrollment = cast.here.enrollment
    long_ago = ContactFactory(enrollment=enrollment, started_at=timezone.now() - timedelta(days=70))
    unknown = ContactFactory(enrollment=enrollment, duration_minutes=None, started_at=timezone.now())
    asking = ContactFactory(enrollment=enrollment, help_wanted=True, started_at=timezone.now())
    month = f"{long_ago.happened_on():%Y-%m}"
    client = client_of(cast.here.staff)

    assert listed(client, without_minutes="1") == {unknown.pk}
    assert listed(client, help="1") == {asking.pk}
    assert listed(client, match=cast.here.match.pk) == {cast.here.contact.pk}
    assert listed(client, month=month) == {long_ago.pk}
    assert listed(client, program="moppp") == set()


@pytest.mark.parametrize(
    "query",
    [{"month": "soon"}, {"month": "2026-13"}, {"match": "x"}, {"program": "nine"}, {"page": "z"}, {"sort": "x"}],
)
def test_odd_addresses_still_show_the_list(cast, client_of, query):
    assert client_of(cast.here.staff).get(reverse("contacts:list"), query).status_code == 200


def test_list_shows_no_row_of_another_site(cast, client_of):
    page = words(client_of(cast.here.supervisor).get(reverse("contacts:list")))

    assert "Juniper" in page
    assert "Wren" not in page


@pytest.mark.parametrize(("who", "name"), [("staff", "list"), ("mentor_user", "list"), ("staff", "choose")])
def test_list_costs_the_same_for_few_and_many(cast, client_of, who, name):
    client = client_of(getattr(cast.here, who))

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse(f"contacts:{name}"))
        return len(queries)

    cost()
    few = cost()
    for _ in range(15):
        ContactFactory(enrollment=cast.here.enrollment, match=cast.here.match, recorded_by=cast.here.mentor_user)

    assert cost() == few


# --- Staff here, mentor there ----------------------------------------------------------------


def test_whoever_is_staff_elsewhere_sees_as_a_mentor_what_a_mentor_sees(cast, client_of):
    cast.here.mentor_user.role_grants.create(role="staff", site=cast.there.site, starts_on="2020-01-01")
    client = client_of(cast.here.mentor_user)
    own = cast.here.contact

    pages = [words(client.get(address(name, own))) for name in VIEWS]
    pages.append(words(client.get(reverse("contacts:record", args=[cast.here.enrollment.pk]))))

    for page in pages:
        assert "Fableton" not in page
        assert cast.here.enrollment.number not in page
    assert own.pk not in listed(client)
    assert cast.there.contact.pk in listed(client)


def test_whoever_is_staff_elsewhere_does_not_answer_what_they_wrote_as_a_mentor(cast, client_of):
    cast.here.mentor_user.role_grants.create(role="staff", site=cast.there.site, starts_on="2020-01-01")

    answer = client_of(cast.here.mentor_user).post(address("seen", cast.here.contact), {"thanks": "All is well."})

    assert answer.status_code == 404
    cast.here.contact.refresh_from_db()
    assert cast.here.contact.seen_at is None
