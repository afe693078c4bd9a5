"""In a real browser, on a phone: a gentle word while typing, and an appointment that becomes a contact."""

import pytest
from django.urls import reverse

from programs.casework.contacts.models import Appointment, AppointmentStatus, Contact
from tests.browser import PHONE, assert_accessible, assert_fits
from tests.factories.casework import AppointmentFactory

pytestmark = pytest.mark.django_db

HINT = "A child’s name stands in your note."


@pytest.fixture
def phone(page, sign_in, cast):
    page.set_viewport_size(PHONE)
    sign_in(cast.here.mentor_user)
    return page


def test_a_childs_name_is_pointed_out_while_typing(phone, cast):
    phone.goto(reverse("contacts:record", args=[cast.here.enrollment.pk]))
    note = phone.get_by_label("Note")

    note.fill("Clover’s first steps")
    phone.get_by_text(HINT).wait_for()
    assert_accessible(phone)
    note.fill("Her first steps")

    assert not phone.get_by_text(HINT).is_visible()


def test_an_appointment_becomes_a_contact_with_one_tap(phone, cast):
    row = AppointmentFactory(
        enrollment=cast.here.enrollment,
        match=cast.here.match,
        starts_at=cast.here.contact.started_at,
        setting="library",
        duration_minutes=90,
    )

    phone.goto(row.get_absolute_url())
    phone.get_by_role("link", name="It took place: record it").click()
    assert phone.get_by_label("1 h 30 min").is_checked()
    assert phone.get_by_label("Library").is_checked()
    phone.get_by_label("Note").fill("We read together.")
    phone.get_by_role("button", name="Save the contact").click()
    phone.wait_for_url("**/phone/")

    row.refresh_from_db()
    assert row.status == AppointmentStatus.KEPT
    assert row.contact == Contact.objects.get(note="We read together.")


def test_planning_moving_and_calling_off_without_javascript(browser, browser_context_args, cast, live_server):
    from tests.factories.accounts import PASSWORD

    context = browser.new_context(**(browser_context_args | {"java_script_enabled": False, "viewport": PHONE}))
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("[name=login]", cast.here.mentor_user.email)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    day = cast.here.site.today().replace(year=cast.here.site.today().year + 1)

    page.goto(reverse("contacts:plan", args=[cast.here.enrollment.pk]))
    page.fill("[name=day]", day.isoformat())
    page.fill("[name=at]", "16:00")
    page.get_by_role("button", name="Plan it").click()
    page.get_by_role("link", name="Move").click()
    page.fill("[name=at]", "17:30")
    page.fill("[name=day]", day.isoformat())
    page.get_by_role("button", name="Move it").click()
    page.get_by_role("link", name="Call off").click()
    page.get_by_label("The family called it off").check()
    page.get_by_role("button", name="Save").click()

    states = Appointment.objects.exclude(pk=cast.here.appointment.pk).filter(enrollment=cast.here.enrollment)
    assert list(states.order_by("pk").values_list("status", flat=True)) == ["moved", "missed"]
    context.close()


@pytest.mark.parametrize("view", ["day", "week", "month"])
def test_calendar_is_accessible_and_fits(screen, sign_in, cast, view):
    sign_in(cast.here.supervisor)
    on = cast.here.appointment.happens_on().isoformat()

    screen.goto(f"{reverse('agenda:agenda')}?view={view}&on={on}&worker=all")

    assert_accessible(screen)
    assert_fits(screen)
