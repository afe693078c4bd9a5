"""Sending a family to a service, asking again, and what came of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.audit.models import Event
from programs.casework.enrollments.models import Enrollment
from programs.casework.resources import workflow
from programs.casework.resources.due import SOURCES
from programs.casework.resources.models import TRANSITIONS, Outcome, ResourceConnection
from programs.gathering import gathered
from tests.factories.agencies import AgencyFactory, SiteFactory
from tests.factories.resources import connection_of, resource_of


@pytest.fixture
def pantry(cast):
    return resource_of(cast.here.site, by=cast.here.staff, name="River Pantry")


@pytest.fixture
def sent_there(cast, pantry):
    return connection_of(cast.here.enrollment, pantry, by=cast.here.staff)


def connect_url(cast, resource):
    return reverse("resources:connect", args=[cast.here.enrollment.pk, resource.pk])


def owed(cast, days):
    today = cast.here.site.today()
    rows = gathered(SOURCES, Enrollment.objects.all(), today + timedelta(days=days), cast.here.staff)
    return [item.due_on for item in rows]


class TestConnect:
    def test_a_family_is_sent_there_in_three_clicks(self, client_of, cast, pantry):
        client = client_of(cast.here.staff)
        today = cast.here.site.today()
        assert (
            "Connect to a service"
            in client.get(reverse("resources:connections", args=[cast.here.enrollment.pk])).content.decode()
        )
        assert (
            connect_url(cast, pantry)
            in client.get(reverse("resources:find", args=[cast.here.enrollment.pk])).content.decode()
        )

        client.post(
            connect_url(cast, pantry),
            {
                "how": "called",
                "connected_on": today.isoformat(),
                "follow_up_on": (today + timedelta(days=14)).isoformat(),
            },
        )

        row = ResourceConnection.objects.get()
        assert (row.how, row.outcome, row.recorded_by) == ("called", "waiting", cast.here.staff)
        assert Event.objects.about(row).get().verb == "connection.made"
        page = client.get(reverse("resources:connections", args=[cast.here.enrollment.pk])).content.decode()
        assert "River Pantry" in page
        assert "Called there together" in page

    def test_sent_twice_it_is_noted_once(self, client_of, cast, pantry):
        data = {"how": "told", "connected_on": cast.here.site.today().isoformat()}
        for _tap in range(2):
            client_of(cast.here.staff).post(connect_url(cast, pantry), data)

        assert ResourceConnection.objects.count() == 1

    @pytest.mark.parametrize(("days", "words"), [(1, "future"), (-201, "before the enrollment")])
    def test_a_day_that_cannot_be_is_refused(self, cast, pantry, days, words):
        on = cast.here.site.today() + timedelta(days=days)

        with pytest.raises(workflow.CannotConnect, match=words):
            workflow.connect(
                enrollment=cast.here.enrollment, resource=pantry, connected_on=on, how="told", by=cast.here.staff
            )

    @pytest.mark.parametrize("days", [0, -200])
    def test_the_first_and_the_last_day_may_be(self, cast, pantry, days):
        on = cast.here.site.today() + timedelta(days=days)

        assert workflow.connect(
            enrollment=cast.here.enrollment, resource=pantry, connected_on=on, how="told", by=cast.here.staff
        ).pk

    def test_a_closed_case_is_not_there(self, client_of, cast, pantry):
        Enrollment.objects.filter(pk=cast.here.enrollment.pk).update(status="closed", closed_on=cast.here.site.today())

        assert client_of(cast.here.staff).get(connect_url(cast, pantry)).status_code == 404

    def test_a_service_of_another_agency_is_not_there(self, client_of, cast):
        site = SiteFactory(agency=AgencyFactory())
        elsewhere = resource_of(site, by=cast.here.staff)

        assert client_of(cast.here.staff).get(connect_url(cast, elsewhere)).status_code == 404

    def test_a_voided_service_is_refused(self, cast, pantry):
        pantry = workflow.void(resource=pantry, reason="Gone", by=cast.here.staff, site=cast.here.site)

        with pytest.raises(workflow.CannotConnect, match="taken out"):
            workflow.connect(
                enrollment=cast.here.enrollment,
                resource=pantry,
                connected_on=cast.here.site.today(),
                how="told",
                by=cast.here.staff,
            )

    def test_an_empty_page_says_what_would_be_here(self, client_of, cast):
        page = client_of(cast.here.staff).get(reverse("resources:connections", args=[cast.here.enrollment.pk]))

        assert "Not sent to any service yet" in page.content.decode()


class TestOutcome:
    def test_it_is_noted(self, client_of, cast, sent_there):
        today = cast.here.site.today()

        client_of(cast.here.staff).post(
            sent_there.get_absolute_url(),
            {
                "outcome": "got_it",
                "outcome_on": today.isoformat(),
                "follow_up_on": "",
                "version": 1,
                "note": "A box a week",
            },
        )

        sent_there.refresh_from_db()
        assert (sent_there.outcome, sent_there.outcome_on, sent_there.follow_up_on) == ("got_it", today, None)
        assert sent_there.note == "A box a week"

    def test_no_word_yet_and_another_day_to_ask(self, client_of, cast, sent_there):
        later = cast.here.site.today() + timedelta(days=20)

        client_of(cast.here.staff).post(
            sent_there.get_absolute_url(), {"outcome": "waiting", "follow_up_on": later.isoformat(), "version": 1}
        )

        sent_there.refresh_from_db()
        assert (sent_there.outcome, sent_there.follow_up_on) == ("waiting", later)

    def test_without_its_day_it_is_refused(self, client_of, cast, sent_there):
        answer = client_of(cast.here.staff).post(sent_there.get_absolute_url(), {"outcome": "got_it", "version": 1})

        assert "Say since when this is known." in answer.content.decode()

    @pytest.mark.parametrize(("days", "words"), [(-11, "before the day"), (1, "future")])
    def test_a_day_that_cannot_be_is_refused(self, cast, sent_there, days, words):
        with pytest.raises(workflow.CannotConnect, match=words):
            workflow.note_outcome(
                connection=sent_there,
                by=cast.here.staff,
                version=1,
                outcome="got_it",
                outcome_on=cast.here.site.today() + timedelta(days=days),
            )

    def test_a_lost_update_shows_both(self, client_of, cast, sent_there):
        today = cast.here.site.today()
        workflow.note_outcome(
            connection=sent_there, by=cast.here.supervisor, version=1, outcome="did_not_go", outcome_on=today
        )

        answer = client_of(cast.here.staff).post(sent_there.get_absolute_url(), {"outcome": "waiting", "version": 1})

        assert "Did not go" in answer.content.decode()
        sent_there.refresh_from_db()
        assert sent_there.outcome == "did_not_go"

    @pytest.mark.parametrize("now", Outcome.values)
    @pytest.mark.parametrize("then", Outcome.values)
    def test_what_may_follow_what(self, cast, sent_there, now, then):
        today = cast.here.site.today()
        sent_there.outcome = now
        sent_there.outcome_on = None if now == "waiting" else today
        sent_there.save()

        def note():
            return workflow.note_outcome(
                connection=sent_there, by=cast.here.staff, version=1, outcome=then, outcome_on=today
            )

        if now == then or then in TRANSITIONS[now]:
            assert note().outcome == then
        else:
            with pytest.raises(workflow.CannotConnect, match="No word yet"):
                note()

    def test_a_mistake_is_taken_out(self, client_of, cast, sent_there):
        client = client_of(cast.here.staff)
        client.post(reverse("resources:void_connection", args=[sent_there.pk]), {"reason": "Wrong family"})

        assert client.get(sent_there.get_absolute_url()).status_code == 404
        assert owed(cast, 100) == []
        with pytest.raises(workflow.CannotConnect, match="already"):
            workflow.void_connection(connection=sent_there, reason="Again", by=cast.here.staff)


class TestOwed:
    """The day to ask lies four days ahead."""

    def test_within_the_week_of_its_day_and_after(self, cast, sent_there):
        assert owed(cast, -4) == []
        assert owed(cast, -3) == [sent_there.follow_up_on]
        assert owed(cast, 40) == [sent_there.follow_up_on]

    def test_until_it_is_known(self, cast, sent_there):
        workflow.note_outcome(
            connection=sent_there, by=cast.here.staff, version=1, outcome="got_it", outcome_on=cast.here.site.today()
        )

        assert owed(cast, 40) == []

    def test_those_on_a_waiting_list_are_asked_again(self, cast, sent_there):
        today = cast.here.site.today()
        workflow.note_outcome(
            connection=sent_there,
            by=cast.here.staff,
            version=1,
            outcome="waiting_list",
            outcome_on=today,
            follow_up_on=today + timedelta(days=30),
        )

        assert owed(cast, 30) == [today + timedelta(days=30)]

    def test_it_stands_on_my_day(self, client_of, cast, pantry):
        connection_of(cast.here.enrollment, pantry, by=cast.here.staff, days_ago=20)

        page = client_of(cast.here.staff).get(reverse("caseload:day")).content.decode()

        assert "Ask what came of it: River Pantry" in page


class TestConstraints:
    @pytest.mark.parametrize(
        ("changes", "name"),
        [
            ({"outcome": "lost"}, "outcome_is_known"),
            ({"how": "flown"}, "how_is_known"),
            ({"outcome": "got_it"}, "outcome_with_its_day"),
            ({"outcome": "waiting", "outcome_on": "2999-01-01"}, "outcome_with_its_day"),
            ({"outcome": "got_it", "outcome_on": "2001-01-01"}, "outcome_after_it_began"),
            ({"follow_up_on": "2001-01-01"}, "follow_up_after_it_began"),
        ],
    )
    def test_what_must_not_be(self, sent_there, changes, name):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ResourceConnection.objects.filter(pk=sent_there.pk).update(**changes)

    def test_the_same_day_may_be(self, sent_there):
        day = sent_there.connected_on

        ResourceConnection.objects.filter(pk=sent_there.pk).update(outcome="got_it", outcome_on=day, follow_up_on=day)

        assert str(sent_there) == f"resource connection {sent_there.pk}"


class TestHistory:
    def test_a_connection_taken_out_by_mistake_is_restored(self, client_of, cast, sent_there):
        workflow.void_connection(connection=sent_there, reason="Wrong family", by=cast.here.staff)
        client = client_of(cast.here.staff)
        page = client.get(reverse("casefile:record_history", args=["connection", sent_there.pk]))
        assert "Wrong family" in page.content.decode()

        client.post(
            reverse("casefile:record_restore", args=["connection", sent_there.pk]), {"reason": "It was this family"}
        )

        sent_there.refresh_from_db()
        assert sent_there.voided_at is None
        assert client.get(sent_there.get_absolute_url()).status_code == 200

    def test_the_history_of_another_site_is_not_there(self, client_of, cast, sent_there):
        url = reverse("casefile:record_history", args=["connection", sent_there.pk])

        assert client_of(cast.there.staff).get(url).status_code == 404
