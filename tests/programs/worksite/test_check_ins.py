"""How it goes after 30, 60, 90 and 180 days: planned by a dated setting, asked by e-mail, answered by a link."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mmp_portal.links.purposes import path_of
from mmp_portal.links.workflow import links_of
from mmp_portal.outbox.models import Message
from programs.casework.enrollments.models import Enrollment
from programs.casework.parameters.models import DatedValue
from programs.gathering import gathered
from programs.worksite.check_ins import letters, workflow
from programs.worksite.check_ins.doors import EMPLOYER
from programs.worksite.due import SOURCES
from programs.worksite.models.check_ins import CheckIn

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CHECK_IN = [source for source in SOURCES if source.rule == "job-check-in"]


@pytest.fixture
def room(cast):
    return cast.here.worksite


def employers(room):
    return CheckIn.objects.filter(placement=room.placement, side="employer")


def link_to(check_in):
    return path_of(links_of(EMPLOYER, [check_in.pk])[check_in.pk])


def later(client, url, data, monkeypatch):
    """Send the public form as somebody would who read it first."""
    monkeypatch.setattr("programs.worksite.check_ins.forms.EmployerForm.least_seconds", -1)
    form = client.get(url).context["form"]
    return client.post(url, {**data, "begun": form["begun"].value()})


def test_both_sides_are_asked_after_the_days_of_the_setting(room):
    rows = list(CheckIn.objects.filter(placement=room.placement).values_list("side", "day_number"))

    assert len(rows) == 8
    assert {number for _side, number in rows} == {30, 60, 90, 180}
    assert employers(room).first().due_on == room.placement.starts_on + timedelta(days=30)


def test_a_site_sets_other_days(cast, room):
    DatedValue.objects.create(
        program="worksite",
        name="retention_days",
        site=cast.here.site,
        starts_on=room.placement.starts_on,
        value=["45"],
        source="Contract of the site",
    )

    assert workflow.days_in_force(cast.here.site, room.placement.starts_on) == [45]


def test_an_employer_answers_once_and_no_name_is_shown(client, room, monkeypatch):
    check_in = employers(room).get(day_number=30)
    url = link_to(check_in)

    page = client.get(url).content.decode()
    answer = later(client, url, {"still_works": "yes", "first": "3", "second": "2", "words": ""}, monkeypatch)

    assert answer.status_code == 302
    assert "Robin" not in page
    assert "Sawyer" not in page
    check_in.refresh_from_db()
    assert (check_in.through, check_in.still_works, check_in.first, check_in.second) == ("link", True, 3, 2)
    assert "Thank you." in client.get(url).content.decode()
    with pytest.raises(workflow.CannotAnswer, match="answered already"):
        workflow.answer(check_in=check_in, still_works=False)


def test_the_worker_hears_when_somebody_no_longer_works_there(cast, room):
    workflow.answer(check_in=employers(room).get(day_number=30), still_works=False)

    assert Message.objects.filter(rule="employer-answered", recipient=cast.here.staff).exists()


def test_a_voided_job_asks_nobody(client, cast, room):
    check_in = employers(room).first()
    url = link_to(check_in)
    type(room.placement).objects.filter(pk=room.placement.pk).update(
        voided_at=timezone.now(), voided_by=cast.here.staff, void_reason="By mistake"
    )

    assert client.get(url).status_code == 404


def test_an_unanswered_check_in_is_owed(cast, room):
    today = cast.here.site.today()

    def owed(on):
        return gathered(CHECK_IN, Enrollment.objects.filter(pk=room.enrollment.pk), on, cast.here.staff)

    assert [item.due_on for item in owed(today)] == [room.placement.starts_on + timedelta(days=30)] * 2
    workflow.answer(check_in=employers(room).get(day_number=30), still_works=True, by=cast.here.staff)
    assert len(owed(today)) == 1


def test_the_letter_goes_to_who_is_asked_and_names_nobody(room):
    found = [
        one
        for one in letters.reminders(timezone.now())
        if one.about["check_in"] in employers(room).values_list("pk", flat=True)
    ]

    assert [(one.address, one.occurrence) for one in found] == [("mabel@bakery.example", "again")]
    assert "Robin" not in found[0].title + found[0].body
    assert found[0].link


def test_the_letter_is_not_sent_after_the_answer_or_the_end(cast, room):
    check_in = employers(room).get(day_number=30)
    message = Message(about={"check_in": check_in.pk})

    assert letters.still_true(message) == ""
    workflow.answer(check_in=check_in, still_works=True, by=cast.here.staff)
    assert letters.still_true(message)


def test_staff_note_what_they_hear_on_the_page(cast, client_of, room):
    check_in = CheckIn.objects.get(placement=room.placement, side="youth", day_number=30)
    client = client_of(cast.here.staff)

    client.post(
        reverse("worksite:check_in", args=[check_in.pk]), {"still_works": "yes", "first": "2", "words": "New shoes."}
    )

    check_in.refresh_from_db()
    assert (check_in.through, check_in.noted_by) == ("staff", cast.here.staff)
    assert "New shoes." in client.get(room.placement.get_absolute_url()).content.decode()
