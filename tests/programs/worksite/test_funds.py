"""Education funds: pots and caps, somebody else decides, every cent accounted for."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.outbox.models import Message
from programs.casework.parameters.models import DatedValue
from programs.casework.supports import workflow as ledger
from programs.casework.supports.models import Entry
from programs.worksite.funds import pots, workflow
from programs.worksite.funds.pots import fiscal_year, pots_of
from programs.worksite.models.funds import TRANSITIONS, FundRequest, Status
from tests.factories.casework import EnrollmentFactory
from tests.factories.participants import person_at
from tests.factories.worksite import put_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def youth(cast):
    site = cast.here.site
    return EnrollmentFactory(participant=person_at(site), site=site, program="worksite", registered=False)


def asked(youth, cents, by, fund="hiset"):
    return workflow.ask(enrollment=youth, fund=fund, amount_cents=cents, by=by)


def pot(cast, fund="hiset", person=None):
    return next(one for one in pots_of(cast.here.site, on=cast.here.site.today(), person=person) if one.fund == fund)


def test_every_status_has_a_row_in_the_table():
    assert set(TRANSITIONS) == set(Status.values)


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 6, 30), 2026), (date(2026, 7, 1), 2027), (date(2027, 1, 1), 2027)]
)
def test_a_fiscal_year_is_named_for_the_year_in_which_it_ends(cast, day, year):
    number, begins, ends = fiscal_year(cast.here.site, day)

    assert number == year
    assert begins <= day <= ends


def test_the_money_is_set_aside_when_somebody_else_approves(cast, youth):
    before = pot(cast).left_cents
    request = asked(youth, 12_000, cast.here.staff)
    assert pot(cast).left_cents == before

    workflow.approve(request=request, by=cast.here.supervisor)

    assert pot(cast, person=youth.participant).left_cents == before - 12_000
    assert pot(cast, person=youth.participant).person_left_cents == 0
    assert Entry.objects.about(youth).total() == -12_000


def test_nobody_decides_on_what_they_asked_for(cast, youth):
    request = asked(youth, 1000, cast.here.supervisor)

    for act in (workflow.approve, workflow.decline):
        with pytest.raises(workflow.CannotFund, match="Somebody else decides"):
            act(request=request, by=cast.here.supervisor, **({"reason": "No."} if act is workflow.decline else {}))
    with pytest.raises(IntegrityError), transaction.atomic():
        FundRequest.objects.filter(pk=request.pk).update(decided_by=cast.here.supervisor)


def test_one_cent_above_the_cap_of_a_person_is_refused(cast, youth):
    with pytest.raises(workflow.CannotFund, match=r"more than one person is given .* \$120.00"):
        asked(youth, 12_001, cast.here.staff)
    workflow.approve(request=asked(youth, 11_999, cast.here.staff), by=cast.here.supervisor)

    asked(youth, 1, cast.here.staff)
    with pytest.raises(workflow.CannotFund, match=r"\$0.01 are left"):
        asked(youth, 2, cast.here.staff)


def test_two_requests_that_together_pass_the_cap_are_not_both_approved(cast, youth):
    first, second = asked(youth, 10_000, cast.here.staff), asked(youth, 10_000, cast.here.staff)
    workflow.approve(request=first, by=cast.here.supervisor)

    with pytest.raises(workflow.CannotFund, match="more than one person"):
        workflow.approve(request=second, by=cast.here.supervisor)


def test_the_last_dollar_is_given_once(cast, youth):
    put_in(cast.here.site, cents=5000, fund="act")
    other = EnrollmentFactory(
        participant=person_at(cast.here.site), site=cast.here.site, program="worksite", registered=False
    )
    first, second = asked(youth, 4000, cast.here.staff, "act"), asked(other, 4000, cast.here.staff, "act")
    workflow.approve(request=first, by=cast.here.supervisor)

    with pytest.raises(workflow.CannotFund, match=r"not that much left in this fund: \$10.00"):
        workflow.approve(request=second, by=cast.here.supervisor)


def test_an_empty_fund_is_said_when_one_asks(cast, youth):
    with pytest.raises(workflow.CannotFund, match="not that much left"):
        asked(youth, 100, cast.here.staff, "college")


def test_a_site_may_give_no_funds_at_all(cast, youth):
    DatedValue.objects.create(
        program="worksite",
        name="components",
        site=cast.here.site,
        starts_on=cast.here.site.today(),
        value=["readiness"],
        source="Contract of the site",
    )

    with pytest.raises(workflow.CannotFund, match="gives no education funds"):
        asked(youth, 100, cast.here.staff)


def test_what_is_taken_back_returns_to_its_pot(cast, youth):
    before = pot(cast).left_cents
    request = asked(youth, 2200, cast.here.staff)
    workflow.approve(request=request, by=cast.here.supervisor)

    workflow.take_back(request=request, reason="Passed already.", by=cast.here.staff)

    assert pot(cast).left_cents == before
    assert ledger.balance_of(request.account) == Entry.objects.filter(account=request.account).total()


@pytest.mark.parametrize("is_paid", [False, True])
def test_an_entry_taken_back_in_the_ledger_takes_its_request_back(cast, client_of, youth, is_paid):
    before = pot(cast).left_cents
    request = workflow.approve(request=asked(youth, 2200, cast.here.staff), by=cast.here.supervisor)
    if is_paid:
        workflow.pay(request=request, paid_on=cast.here.site.today(), by=cast.here.staff)

    client_of(cast.here.supervisor).post(
        reverse("supports:take_back", args=[request.entry_id]), {"reason": "The test was called off."}
    )

    request.refresh_from_db()
    assert (request.status, request.reason) == ("taken_back", "The test was called off.")
    assert (request.paid_on is not None) == is_paid
    assert pot(cast).left_cents == before
    assert pots.given_cents(youth.participant, request.account) == 0
    with pytest.raises(workflow.CannotFund, match="cannot become"):
        workflow.pay(request=request, paid_on=cast.here.site.today(), by=cast.here.staff)


def test_what_is_paid_is_taken_back_in_the_ledger_alone(cast, youth):
    request = workflow.approve(request=asked(youth, 2200, cast.here.staff), by=cast.here.supervisor)
    request = workflow.pay(request=request, paid_on=cast.here.site.today(), by=cast.here.staff)

    with pytest.raises(workflow.CannotFund, match="It was paid"):
        workflow.take_back(request=request, reason="Too late.", by=cast.here.staff)


def test_a_refusal_has_its_reason_and_is_told(cast, client_of, youth):
    request = asked(youth, 2200, cast.here.staff)

    client_of(cast.here.supervisor).post(
        reverse("worksite:decline_funds", args=[request.pk]), {"reason": "The school pays for it."}
    )

    request.refresh_from_db()
    assert (request.status, request.reason) == ("declined", "The school pays for it.")
    assert Message.objects.filter(rule="fund-decided", recipient=cast.here.staff).exists()
    with pytest.raises(workflow.CannotFund, match="cannot become"):
        workflow.approve(request=request, by=cast.here.supervisor)


def test_it_is_paid_after_it_was_approved(cast, youth):
    today = cast.here.site.today()
    request = asked(youth, 2200, cast.here.staff)
    with pytest.raises(workflow.CannotFund, match="cannot become"):
        workflow.pay(request=request, paid_on=today, by=cast.here.staff)
    workflow.approve(request=request, by=cast.here.supervisor)

    with pytest.raises(workflow.CannotFund, match="before the day"):
        workflow.pay(request=request, paid_on=today - timedelta(days=1), by=cast.here.staff)
    assert workflow.pay(request=request, paid_on=today, by=cast.here.staff).status == "paid"


def test_the_form_shows_what_is_left(cast, client_of):
    page = (
        client_of(cast.here.staff)
        .get(reverse("worksite:ask_funds", args=[cast.here.worksite.enrollment.pk]))
        .content.decode()
    )

    assert "HiSET test: $105.00 left for them, $485.00 in the fund" in page


def test_staff_ask_and_only_supervisors_decide(cast, client_of):
    request = cast.here.worksite.funds
    approve = reverse("worksite:approve_funds", args=[request.pk])

    assert client_of(cast.here.staff).post(approve).status_code == 403
    client_of(cast.here.supervisor).post(approve)
    request.refresh_from_db()
    assert request.status == "approved"


def test_what_is_left_opens_the_entries_behind_it(cast, client_of):
    client = client_of(cast.here.staff)
    url = cast.here.worksite.funds.account.get_absolute_url()

    page = client.get(reverse("worksite:funds")).content.decode()

    assert f'href="{url}"' in page
    assert "$485.00" in client.get(url).content.decode()
