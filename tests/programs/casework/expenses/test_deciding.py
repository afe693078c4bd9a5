"""Deciding on claims, paying them, telling whoever waits, and what administrators set."""

from datetime import date, timedelta

import openpyxl
import pytest
from django.urls import reverse

from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from programs.casework.expenses import workflow
from programs.casework.expenses.models import TRANSITIONS, Expense, MileageRate, Status
from tests.factories.accounts import user_with
from tests.factories.agencies import AgencyFactory
from tests.factories.expenses import expense_of, rate_of


@pytest.fixture
def claimed(cast):
    """Ten miles of the mentor's, claimed today."""
    rate_of(cast.agency)
    return expense_of(cast.here.mentor_user, cast.here.site, note="To the training")


def told(rule, user):
    return {message.channel for message in Message.objects.filter(rule=rule, recipient=user)}


class TestDecide:
    def test_approved_and_told(self, client_of, cast, claimed):
        client_of(cast.here.supervisor).post(reverse("expenses:approve", args=[claimed.pk]))

        claimed.refresh_from_db()
        assert (claimed.status, claimed.decided_by) == ("approved", cast.here.supervisor)
        assert told("expense-approved", cast.here.mentor_user) == {"email", "bell"}
        assert Event.objects.about(claimed).filter(verb="expense.approved", by=cast.here.supervisor).exists()

    def test_returned_answered_and_approved(self, client_of, cast, claimed):
        client_of(cast.here.supervisor).post(
            reverse("expenses:return_with", args=[claimed.pk]), {"words": "Was this the way there alone?"}
        )
        claimed.refresh_from_db()
        assert (claimed.status, claimed.decision_note) == ("returned", "Was this the way there alone?")
        assert told("expense-returned", cast.here.mentor_user) == {"email", "bell"}
        page = client_of(cast.here.mentor_user).get(reverse("expenses:mine")).content.decode()
        assert "Was this the way there alone?" in page

        workflow.correct(
            expense=claimed,
            by=cast.here.mentor_user,
            version=claimed.version,
            kind="mileage",
            spent_on=claimed.spent_on,
            miles=20,
        )

        claimed.refresh_from_db()
        assert claimed.status == "claimed"
        assert Message.objects.filter(rule="expense-claimed", recipient=cast.here.supervisor).count() == 2
        assert workflow.approve(expense=claimed, by=cast.here.supervisor).amount_cents == 1350

    def test_declined_with_a_reason(self, client_of, cast, claimed):
        url = reverse("expenses:decline", args=[claimed.pk])
        assert "is still empty" in client_of(cast.here.supervisor).post(url, {"words": ""}).content.decode()

        client_of(cast.here.supervisor).post(url, {"words": "The agency's car was used"})

        claimed.refresh_from_db()
        assert (claimed.status, claimed.decision_note) == ("declined", "The agency's car was used")
        assert told("expense-declined", cast.here.mentor_user) == {"email", "bell"}

    def test_nobody_decides_on_their_own(self, client_of, cast):
        rate_of(cast.agency)
        own = expense_of(cast.here.supervisor, cast.here.site)

        for name in ("approve", "return_with", "decline"):
            answer = client_of(cast.here.supervisor).post(
                reverse(f"expenses:{name}", args=[own.pk]), {"words": "Fine"}
            )
            assert answer.status_code == 404
        with pytest.raises(workflow.CannotDecide, match="their own"):
            workflow.approve(expense=own, by=cast.here.supervisor)
        second = user_with("supervisor", site=cast.here.site)
        assert workflow.approve(expense=own, by=second).status == "approved"

    @pytest.mark.parametrize("who", ["there.supervisor", "another program"])
    def test_only_by_a_supervisor_of_the_site_and_program(self, client_of, cast, claimed, who):
        user = cast.there.supervisor
        if who == "another program":
            Expense.objects.update(program="young_parent")
            user = user_with("supervisor", site=cast.here.site, program="worksite")

        assert client_of(user).post(reverse("expenses:approve", args=[claimed.pk])).status_code == 404

    @pytest.mark.parametrize("now", Status.values)
    @pytest.mark.parametrize("verb", ["approve", "return_with", "decline", "pay"])
    def test_what_may_follow_what(self, cast, claimed, now, verb):
        second = user_with("supervisor", site=cast.here.site)
        Expense.objects.filter(pk=claimed.pk).update(
            status=now,
            decided_by=second,
            decided_at=claimed.recorded_at,
            decision_note="Words",
            paid_on=claimed.spent_on if now == "paid" else None,
        )
        then = {"approve": "approved", "return_with": "returned", "decline": "declined", "pay": "paid"}[verb]
        more = {"return_with": {"question": "Why?"}, "decline": {"reason": "No"}, "pay": {"on": claimed.spent_on}}

        def decide():
            return getattr(workflow, verb)(expense=claimed, by=cast.here.supervisor, **more.get(verb, {}))

        if then in TRANSITIONS[now]:
            assert decide().status == then
        else:
            with pytest.raises(workflow.CannotDecide, match="by now"):
                decide()

    def test_a_claim_that_was_taken_back_is_refused(self, cast, claimed):
        workflow.take_back(expense=claimed, reason="A slip", by=cast.here.mentor_user)

        with pytest.raises(workflow.CannotDecide, match="taken back"):
            workflow.approve(expense=claimed, by=cast.here.supervisor)

    def test_decided_twice_at_once_the_second_is_told(self, client_of, cast, claimed):
        workflow.decline(expense=claimed, reason="No", by=cast.here.supervisor)

        answer = client_of(cast.here.supervisor).post(reverse("expenses:approve", args=[claimed.pk]), follow=True)

        assert "Open it again." in answer.content.decode()

    def test_letters_name_nobody(self, cast, claimed):
        workflow.approve(expense=claimed, by=cast.here.supervisor)

        letter = Message.objects.get(rule="expense-approved", channel="email")
        assert "$6.75" in letter.subject
        assert "Juniper" not in letter.subject + letter.body


class TestPay:
    def test_several_at_once(self, client_of, cast, claimed):
        other = expense_of(cast.here.staff, cast.here.site, kind="meal")
        for expense in (claimed, other):
            workflow.approve(expense=expense, by=cast.here.supervisor)
        client = client_of(cast.here.supervisor)
        assert "Hattie OAK, Miles driven" in client.get(reverse("expenses:pay")).content.decode()

        client.post(
            reverse("expenses:pay"),
            {"expenses": [claimed.pk, other.pk], "paid_on": cast.here.site.today().isoformat()},
        )

        assert set(Expense.objects.values_list("status", flat=True)) == {"paid"}
        assert told("expense-paid", cast.here.staff) == {"email", "bell"}

    def test_all_or_none(self, cast, claimed):
        workflow.approve(expense=claimed, by=cast.here.supervisor)
        waiting = expense_of(cast.here.staff, cast.here.site, kind="meal")

        with pytest.raises(workflow.CannotDecide):
            workflow.pay_all(expenses=[claimed, waiting], on=cast.here.site.today(), by=cast.here.supervisor)

        claimed.refresh_from_db()
        assert claimed.status == "approved"

    @pytest.mark.parametrize(("days", "words"), [(1, "future"), (-1, "before it was spent")])
    def test_a_day_that_cannot_be_is_refused(self, cast, claimed, days, words):
        workflow.approve(expense=claimed, by=cast.here.supervisor)

        with pytest.raises(workflow.CannotDecide, match=words):
            workflow.pay(expense=claimed, on=claimed.spent_on + timedelta(days=days), by=cast.here.supervisor)

    def test_those_of_another_site_are_not_offered(self, client_of, cast):
        rate_of(cast.agency)
        elsewhere = expense_of(cast.there.mentor_user, cast.there.site)
        workflow.approve(expense=elsewhere, by=cast.there.supervisor)

        answer = client_of(cast.here.supervisor).post(
            reverse("expenses:pay"), {"expenses": [elsewhere.pk], "paid_on": cast.here.site.today().isoformat()}
        )

        assert answer.status_code == 200
        elsewhere.refresh_from_db()
        assert elsewhere.status == "approved"


class TestQueue:
    def test_the_oldest_first_and_not_the_own(self, client_of, cast, claimed):
        old = expense_of(cast.here.staff, cast.here.site, kind="meal", spent_on=date(2026, 9, 1))
        expense_of(cast.here.supervisor, cast.here.site, kind="meal")

        context = client_of(cast.here.supervisor).get(reverse("expenses:queue")).context

        assert list(context["waiting"]) == [old, claimed]
        assert context["own_waiting"] == 1

    def test_it_is_narrowed(self, client_of, cast, claimed):
        expense_of(cast.here.staff, cast.here.site, kind="meal", spent_on=date(2026, 9, 1))
        client = client_of(cast.here.supervisor)

        for query in ({"kind": "mileage"}, {"who": cast.here.mentor_user.pk}, {"month": f"{claimed.spent_on:%Y-%m}"}):
            rows = client.get(reverse("expenses:queue"), query).context["listing"].table.data
            assert list(rows) == [claimed], query

    def test_finance_gets_numbers_and_no_formula(self, client_of, cast, claimed, tmp_path):
        cast.here.mentor_user.name = "=1+1"
        cast.here.mentor_user.save()

        answer = client_of(cast.here.supervisor).get(reverse("expenses:queue"), {"format": "xlsx"})

        (tmp_path / "expenses.xlsx").write_bytes(answer.content)
        sheet = openpyxl.load_workbook(tmp_path / "expenses.xlsx").active
        cells = {head.value: cell for head, cell in zip(*sheet.iter_rows(max_row=2), strict=True)}
        assert cells["Amount"].value == 6.75
        assert cells["Miles"].value == 10
        assert (cells["Claimed by"].value, cells["Claimed by"].data_type) == ("=1+1", "s")
        assert "To the training" not in [cell.value for cell in cells.values()]


class TestRates:
    def test_an_administrator_sets_one(self, client_of, cast):
        client = client_of(cast.administrator)

        client.post(
            reverse("expenses:set_rate"),
            {
                "agency": cast.agency.pk,
                "starts_on": "2026-01-01",
                "cents_per_mile": "70.5",
                "source": "Board, Dec 2025",
            },
        )

        rate = MileageRate.objects.get()
        assert (rate.agency, rate.starts_on, float(rate.cents_per_mile)) == (cast.agency, date(2026, 1, 1), 70.5)
        assert "70.5 cents a mile" in client.get(reverse("expenses:rates")).content.decode()

    def test_for_every_agency_at_once(self, client_of, cast):
        client_of(cast.administrator).post(
            reverse("expenses:set_rate"), {"agency": "", "starts_on": "2026-01-01", "cents_per_mile": "70"}
        )

        assert MileageRate.objects.get().agency is None

    def test_twice_on_a_day_is_refused(self, client_of, cast):
        rate_of(cast.agency)

        answer = client_of(cast.administrator).post(
            reverse("expenses:set_rate"), {"agency": cast.agency.pk, "starts_on": "2015-01-01", "cents_per_mile": "70"}
        )

        assert "A rate begins on this day already." in answer.content.decode()

    def test_which_one_is_in_force_is_said(self, client_of, cast):
        rate_of(cast.agency, starts_on=date(2025, 1, 1))
        now = rate_of(cast.agency, starts_on=date(2026, 1, 1))
        rate_of(cast.agency, starts_on=date(2099, 1, 1))

        assert client_of(cast.administrator).get(reverse("expenses:rates")).context["in_force"] == {now.pk}

    def test_one_is_voided(self, client_of, cast):
        rate = rate_of(cast.agency)

        client_of(cast.administrator).post(reverse("expenses:void_rate", args=[rate.pk]), {"words": "A slip"})

        rate.refresh_from_db()
        assert rate.void_reason == "A slip"
        with pytest.raises(workflow.CannotClaim, match="already"):
            workflow.void_rate(rate=rate, reason="Again", by=cast.administrator)

    def test_of_another_agency_it_is_not_there(self, client_of, cast):
        rate = rate_of(cast.agency)
        stranger = user_with("administrator", agency=AgencyFactory())
        client = client_of(stranger)

        assert client.get(reverse("expenses:void_rate", args=[rate.pk])).status_code == 404
        answer = client.post(
            reverse("expenses:set_rate"), {"agency": cast.agency.pk, "starts_on": "2026-01-01", "cents_per_mile": "1"}
        )
        assert "This choice is not offered." in answer.content.decode()

    def test_a_supervisor_sets_none(self, client_of, cast):
        assert client_of(cast.here.supervisor).get(reverse("expenses:rates")).status_code == 403
