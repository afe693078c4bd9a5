"""Claiming miles and costs: what they are worth, once, and by whom they are seen."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from programs.casework.expenses import workflow
from programs.casework.expenses.models import Expense, MileageRate, amount_for
from tests.factories.accounts import RoleGrantFactory, user_with
from tests.factories.agencies import AgencyFactory
from tests.factories.casework import ContactFactory
from tests.factories.expenses import expense_of, rate_of
from tests.factories.files import pdf, upload


@pytest.fixture
def rate(cast):
    return rate_of(cast.agency)


@pytest.fixture
def drive(cast, rate):
    """A contact three days ago to which the mentor drove 12.4 miles."""
    cast.here.contact.miles_driven = Decimal("12.4")
    cast.here.contact.save()
    return cast.here.contact


@pytest.fixture
def claimed(cast, rate):
    """Ten miles of the mentor's, claimed today."""
    return expense_of(cast.here.mentor_user, cast.here.site)


class TestWorth:
    @pytest.mark.parametrize(
        ("miles", "cents", "amount"),
        [("10", "67.5", 675), ("0.1", "67.5", 7), ("12.4", "72.5", 899), ("1.0", "0.5", 1)],
    )
    def test_half_a_cent_is_rounded_up(self, miles, cents, amount):
        assert amount_for(miles, cents) == amount

    def test_the_rate_of_the_day_counts(self, cast):
        rate_of(cast.agency, starts_on=date(2025, 1, 1), cents_per_mile="60")
        rate_of(cast.agency, starts_on=date(2026, 1, 1), cents_per_mile="70")

        before = expense_of(cast.here.staff, cast.here.site, spent_on=date(2025, 12, 31))
        after = expense_of(cast.here.staff, cast.here.site, spent_on=date(2026, 1, 1))

        assert (before.amount_cents, after.amount_cents) == (600, 700)

    def test_a_later_rate_changes_nothing(self, cast, claimed):
        workflow.set_rate(
            agency=cast.agency,
            starts_on=cast.here.site.today(),
            cents_per_mile=Decimal(10),
            source="",
            by=cast.administrator,
        )

        claimed.refresh_from_db()
        assert (claimed.amount_cents, claimed.cents_per_mile) == (675, Decimal("67.5"))

    def test_the_agencys_own_rate_goes_before_that_of_all(self, cast):
        rate_of(None, starts_on=date(2026, 6, 1), cents_per_mile="90")
        own = rate_of(cast.agency, starts_on=date(2026, 1, 1))

        assert MileageRate.objects.in_force(cast.agency, date(2026, 7, 1)) == own
        assert MileageRate.objects.in_force(AgencyFactory(), date(2026, 7, 1)).cents_per_mile == 90

    def test_without_a_rate_no_miles(self, cast):
        with pytest.raises(workflow.CannotClaim, match="No mileage rate"):
            expense_of(cast.here.staff, cast.here.site)

    def test_before_the_first_rate_no_miles(self, cast, rate):
        with pytest.raises(workflow.CannotClaim, match="No mileage rate"):
            expense_of(cast.here.staff, cast.here.site, spent_on=rate.starts_on - timedelta(days=1))

    def test_a_voided_rate_is_none(self, cast, rate):
        workflow.void_rate(rate=rate, reason="A slip", by=cast.administrator)

        with pytest.raises(workflow.CannotClaim, match="No mileage rate"):
            expense_of(cast.here.staff, cast.here.site)

    def test_tomorrow_is_refused(self, cast, rate):
        with pytest.raises(workflow.CannotClaim, match="future"):
            expense_of(cast.here.staff, cast.here.site, spent_on=cast.here.site.today() + timedelta(days=1))


class TestClaim:
    def test_miles_on_the_phone(self, client_of, cast, rate):
        answer = client_of(cast.here.mentor_user).post(
            reverse("expenses:claim"),
            {
                "kind": "mileage",
                "spent_on_chip": "other",
                "spent_on_other": cast.here.site.today().isoformat(),
                "miles": "10",
            },
        )

        expense = Expense.objects.get()
        assert answer["Location"] == reverse("expenses:mine")
        assert (expense.claimed_by, expense.site, expense.amount_cents) == (cast.here.mentor_user, cast.here.site, 675)
        assert Event.objects.about(expense).get().verb == "expense.claimed"

    def test_a_meal_with_its_receipt(self, client_of, cast):
        client = client_of(cast.here.staff)
        client.post(
            reverse("expenses:claim"),
            {
                "kind": "meal",
                "spent_on_chip": cast.here.site.today().isoformat(),
                "amount": "12.34",
                "note": "Lunch at the training",
                "receipt": upload(pdf(), "receipt.pdf"),
            },
        )

        expense = Expense.objects.get()
        assert (expense.amount_cents, expense.miles, expense.receipt.owner_kind) == (1234, None, "expense")
        for user in (cast.here.staff, cast.here.supervisor):
            assert client_of(user).get(expense.receipt.get_absolute_url()).status_code == 200
        for user in (cast.here.mentor_user, cast.there.supervisor):
            assert client_of(user).get(expense.receipt.get_absolute_url()).status_code == 404

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({"kind": "mileage", "amount": "5"}, "Say how many miles you drove."),
            ({"kind": "parking", "miles": "5"}, "Say how much it was."),
            ({"kind": "mileage", "miles": "0"}, "It must be at least 0.1."),
            ({"kind": "meal", "amount": "5000.01"}, "It must be at most 5000."),
            ({"kind": "meal", "amount": "1.005"}, "Too many digits after the point"),
        ],
    )
    def test_what_is_missing_or_odd_is_said(self, client_of, cast, rate, data, words):
        answer = client_of(cast.here.staff).post(
            reverse("expenses:claim"), {"spent_on_chip": cast.here.site.today().isoformat(), **data}
        )

        assert words in answer.content.decode()
        assert not Expense.objects.exists()

    def test_somebody_of_two_sites_says_for_which(self, client_of, cast, rate):
        RoleGrantFactory(user=cast.here.staff, role="staff", site=cast.there.site, program="worksite")
        cast.here.staff.__dict__.pop("grants", None)
        day = cast.here.site.today().isoformat()
        data = {"kind": "meal", "spent_on_chip": day, "amount": "5"}
        client = client_of(cast.here.staff)

        assert "For which site?" in client.get(reverse("expenses:claim")).content.decode()
        client.post(reverse("expenses:claim"), {**data, "place": f"{cast.there.site.pk}-worksite"})

        expense = Expense.objects.get()
        assert (expense.site, expense.program) == (cast.there.site, "worksite")

    def test_the_supervisors_are_told_without_a_word_of_the_family(self, cast, drive):
        expense = workflow.claim_miles_of(contact=drive, by=cast.here.mentor_user)

        notice = Message.objects.get(rule="expense-claimed")
        assert (notice.recipient, notice.link) == (cast.here.supervisor, expense.get_absolute_url())
        assert "Juniper" not in notice.subject + notice.body


class TestMilesOfAContact:
    def test_claimed_by_one_touch(self, client_of, cast, drive):
        client = client_of(cast.here.mentor_user)
        page = client.get(reverse("expenses:mine")).content.decode()
        assert "12.4 miles, $8.37" in page

        for _tap in range(2):
            client.post(reverse("expenses:claim_miles", args=[drive.pk]))

        expense = Expense.objects.get()
        assert (expense.contact, expense.miles, expense.amount_cents) == (drive, Decimal("12.4"), 837)
        assert (expense.spent_on, expense.program) == (drive.happened_on(), "young_parent")
        assert "12.4 miles, $8.37" not in client.get(reverse("expenses:mine")).content.decode()

    def test_without_a_rate_there_is_no_button(self, client_of, cast):
        cast.here.contact.miles_driven = 5
        cast.here.contact.save()

        page = client_of(cast.here.mentor_user).get(reverse("expenses:mine")).content.decode()

        assert "No mileage rate is set for this day." in page

    def test_not_those_that_somebody_else_drove(self, client_of, cast, drive):
        client = client_of(cast.here.staff)

        client.post(reverse("expenses:claim_miles", args=[drive.pk]))

        assert not Expense.objects.exists()

    @pytest.mark.parametrize("change", ["voided", "old", "no miles"])
    def test_not_what_does_not_count(self, client_of, cast, drive, change):
        if change == "voided":
            drive.voided_at, drive.voided_by, drive.void_reason = timezone.now(), cast.here.staff, "Twice"
        elif change == "old":
            drive.started_at = timezone.now() - timedelta(days=91)
        else:
            drive.miles_driven = None
        drive.save()

        client_of(cast.here.mentor_user).post(reverse("expenses:claim_miles", args=[drive.pk]))

        assert not Expense.objects.exists()

    def test_once_taken_back_it_can_be_claimed_again(self, cast, drive):
        first = workflow.claim_miles_of(contact=drive, by=cast.here.mentor_user)
        with pytest.raises(workflow.CannotClaim, match="claimed already"):
            workflow.claim_miles_of(contact=drive, by=cast.here.mentor_user)
        workflow.take_back(expense=first, reason="A slip", by=cast.here.mentor_user)

        assert workflow.claim_miles_of(contact=drive, by=cast.here.mentor_user).pk

    def test_the_supervisor_sees_that_the_contact_says_something_else_now(self, client_of, cast, drive):
        expense = workflow.claim_miles_of(contact=drive, by=cast.here.mentor_user)
        drive.miles_driven = 2
        drive.save()

        page = client_of(cast.here.supervisor).get(expense.get_absolute_url()).content.decode()

        assert "The contact says something else by now." in page

    def test_a_contact_without_miles_is_refused(self, cast, rate):
        with pytest.raises(workflow.CannotClaim, match="No miles"):
            workflow.claim_miles_of(contact=ContactFactory(), by=cast.here.staff)


class TestChange:
    def edit(self, client, expense, **changes):
        data = {
            "kind": "mileage",
            "spent_on_chip": "other",
            "spent_on_other": expense.spent_on.isoformat(),
            "miles": "20",
            "version": expense.version,
        }
        return client.post(reverse("expenses:edit", args=[expense.pk]), {**data, **changes})

    def test_before_it_is_decided(self, client_of, cast, claimed):
        self.edit(client_of(cast.here.mentor_user), claimed)

        claimed.refresh_from_db()
        assert (claimed.miles, claimed.amount_cents, claimed.version) == (20, 1350, 2)

    def test_miles_become_a_bus_ticket(self, client_of, cast, claimed):
        self.edit(client_of(cast.here.mentor_user), claimed, kind="transit", amount="3.50")

        claimed.refresh_from_db()
        assert (claimed.kind, claimed.miles, claimed.rate, claimed.amount_cents) == ("transit", None, None, 350)

    def test_not_after_it_is_decided(self, client_of, cast, claimed):
        workflow.approve(expense=claimed, by=cast.here.supervisor)

        answer = self.edit(client_of(cast.here.mentor_user), claimed)

        claimed.refresh_from_db()
        assert (answer.status_code, claimed.miles) == (302, 10)

    def test_not_by_somebody_else(self, client_of, cast, claimed):
        for user in (cast.here.supervisor, cast.here.staff):
            assert self.edit(client_of(user), claimed).status_code == 404

    def test_a_lost_update_shows_both(self, client_of, cast, claimed):
        Expense.objects.filter(pk=claimed.pk).update(note="From the other phone", version=2)

        answer = self.edit(client_of(cast.here.mentor_user), claimed, note="From this one")

        assert "From the other phone" in answer.content.decode()

    def test_taken_back(self, client_of, cast, claimed):
        client = client_of(cast.here.mentor_user)

        client.post(reverse("expenses:take_back", args=[claimed.pk]), {"words": "Somebody else drove"})

        claimed.refresh_from_db()
        assert claimed.void_reason == "Somebody else drove"
        assert client.get(claimed.get_absolute_url()).status_code == 404


class TestMine:
    def test_by_month(self, client_of, cast, rate):
        expense_of(cast.here.staff, cast.here.site, spent_on=date(2026, 9, 3))
        expense_of(cast.here.staff, cast.here.site, kind="meal", spent_on=date(2026, 9, 30))
        expense_of(cast.here.staff, cast.here.site, kind="meal", spent_on=date(2026, 10, 1))

        months = client_of(cast.here.staff).get(reverse("expenses:mine")).context["months"]

        assert [(month.first, month.words) for month in months] == [
            (date(2026, 10, 1), ["$10.00 waits"]),
            (date(2026, 9, 1), ["$16.75 waits"]),
        ]

    @pytest.mark.parametrize("who", ["staff", "mentor_user"])
    def test_an_empty_page_says_what_would_be_here(self, client_of, cast, who):
        page = client_of(getattr(cast.here, who)).get(reverse("expenses:mine")).content.decode()

        assert "Nothing claimed" in page

    def test_a_mentor_finds_the_way_from_home(self, client_of, cast):
        page = client_of(cast.here.mentor_user).get(reverse("caseload:phone")).content.decode()

        assert reverse("expenses:mine") in page
        assert reverse("resources:list") in page

    def test_nobody_sees_those_of_others(self, client_of, cast, claimed):
        colleague = user_with("mentor", site=cast.here.site)

        assert client_of(colleague).get(claimed.get_absolute_url()).status_code == 404
        assert client_of(cast.here.staff).get(claimed.get_absolute_url()).status_code == 404
