"""Closing a case: what ends with it, who is told, and what is refused."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from programs.casework.closings import workflow
from programs.casework.closings.models import Closing
from programs.casework.enrollments import workflow as enrollments
from programs.casework.enrollments.models import Status


def url(cast):
    return reverse("closings:close", args=[cast.here.enrollment.pk])


def close(cast, **changes):
    family = cast.here
    details = {"on": family.site.today(), "reason": "year_kept", "by": family.staff} | changes
    return workflow.close(enrollment=family.enrollment, **details)


def test_closing_ends_the_match_on_the_same_day(cast):
    close(cast)

    cast.here.match.refresh_from_db()
    assert cast.here.match.status == "ended"
    assert cast.here.match.ended_on == cast.here.site.today()
    assert cast.here.match.end_reason == "enrollment_closed"


def test_closing_ends_an_open_pause(cast):
    enrollments.pause(
        enrollment=cast.here.enrollment,
        reason="surgery",
        on=cast.here.site.today() - timedelta(days=10),
        by=cast.here.staff,
    )

    close(cast)

    assert cast.here.enrollment.pauses.get().ends_on == cast.here.site.today()


def test_closing_leaves_a_trace_and_tells_the_mentor(cast):
    close(cast)

    event = Event.objects.get(verb="enrollment.closed")
    assert event.by == cast.here.staff
    assert event.details["after"]["reason"] == "year_kept"
    notice = Message.objects.get(rule="match-ended")
    assert notice.recipient == cast.here.mentor_user
    assert "Juniper" not in notice.subject + notice.body


def test_a_closed_case_is_not_closed_again(cast):
    close(cast)

    with pytest.raises(workflow.CannotClose, match="closed already"):
        close(cast)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(-201, "before the enrollment"), (1, "in the future"), (-4, "a contact after that day")],
)
def test_closing_on_an_impossible_day_is_refused_and_changes_nothing(cast, days, sentence):
    with pytest.raises(workflow.CannotClose, match=sentence):
        close(cast, on=cast.here.site.today() + timedelta(days=days))

    cast.here.enrollment.refresh_from_db()
    assert cast.here.enrollment.status == Status.ENROLLED
    assert not Closing.objects.exists()


def test_a_case_is_closed_on_the_day_of_its_last_contact(cast):
    close(cast, on=cast.here.contact.happened_on())

    cast.here.enrollment.refresh_from_db()
    assert cast.here.enrollment.closed_on == cast.here.contact.happened_on()


def test_a_closed_case_has_its_date_and_an_open_one_has_none(cast):
    enrollment = cast.here.enrollment
    for status, closed_on in (("closed", None), ("enrolled", cast.here.site.today())):
        with pytest.raises(IntegrityError, match="enrollment_closed_exactly"), transaction.atomic():
            type(enrollment).objects.filter(pk=enrollment.pk).update(status=status, closed_on=closed_on)


def test_the_page_closes_the_case_and_leads_to_its_file(client_of, cast):
    answer = client_of(cast.here.staff).post(
        url(cast), {"on": cast.here.site.today().isoformat(), "reason": "moved", "what_follows": "Her aunt's town"}
    )

    assert answer.status_code == 302
    assert answer["Location"] == cast.here.enrollment.get_absolute_url()
    assert Closing.objects.get().reason_label == "Moved away"


def test_a_refusal_stands_beside_the_day_and_keeps_the_words(client_of, cast):
    answer = client_of(cast.here.staff).post(
        url(cast), {"on": "2001-01-01", "reason": "moved", "what_follows": "Her aunt's town"}
    )

    assert answer.status_code == 200
    assert "before the enrollment" in str(answer.context["form"].errors["on"])
    assert "Her aunt&#x27;s town" in answer.content.decode()


def test_only_the_sites_own_staff_reach_the_page(client_of, cast):
    assert client_of(cast.there.staff).get(url(cast)).status_code == 404
    assert client_of(cast.here.mentor_user).get(url(cast)).status_code == 403
