"""Sources of income: what is written down, what ends what, whose eyes, and the pages."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.audit.models import Event
from participants.facts import CannotWrite
from participants.income import workflow
from participants.income.household import household_income, income_of
from participants.income.models import IncomeSource
from participants.income.yearly import Known, Total
from tests.factories.facts import IncomeSourceFactory
from tests.factories.participants import RegistrationFactory, child_of, person_at
from tests.participants.typed import EMOJI, LONG, NO_SUCH_DAY, error_beside

DAY = date(2026, 3, 2)


@pytest.fixture
def person(cast):
    """Somebody nobody has asked yet."""
    return person_at(cast.here.site, born_on=date(2000, 1, 1))


def said(person, cast, **details):
    facts = {"answer": "amount", "kind": "wages", "amount_cents": 100_00, "per": "month", "starts_on": DAY}
    if details.get("answer", "amount") != "amount":
        facts |= {"kind": "", "amount_cents": None, "per": ""}
    return workflow.add(person=person, site=cast.here.site, by=cast.here.staff, **{**facts, "said_on": DAY, **details})


def typed(**changes):
    """A whole form as a browser sends it."""
    return {
        "answer": "amount",
        "kind": "wages",
        "payer": "Example Bakery",
        "amount_cents": "$412.50",
        "per": "two_weeks",
        "starts_on": "2026-03-02",
        "said_on": "2026-03-04",
        "ends_on": "",
        "evidence": "Pay stub",
        "version": "1",
        **changes,
    }


# --- Rules -----------------------------------------------------------------------------------


def test_a_source_is_written_down_with_a_trace(cast, person):
    source = said(person, cast)

    assert (source.recorded_by, source.site, source.yearly_cents) == (cast.here.staff, cast.here.site, 1200_00)
    assert Event.objects.about(source).get().verb == "income.added"


def test_an_amount_ends_the_word_that_there_was_none(cast, person):
    none = said(person, cast, answer="none", starts_on=DAY - timedelta(days=60))

    said(person, cast)

    none.refresh_from_db()
    assert none.ends_on == DAY - timedelta(days=1)
    assert "income.ended" in {event.verb for event in Event.objects.about(none)}


def test_two_answers_for_the_same_day_are_refused(cast, person):
    said(person, cast, answer="declined")

    with pytest.raises(CannotWrite, match="same day") as refusal:
        said(person, cast)

    assert refusal.value.about == "starts_on"
    assert IncomeSource.objects.filter(person=person).count() == 1


def test_no_income_beside_an_amount_is_refused(cast, person):
    said(person, cast, starts_on=DAY - timedelta(days=9))

    with pytest.raises(CannotWrite, match="End it first"):
        said(person, cast, answer="none")


def test_no_income_the_day_after_the_last_pay_is_fine(cast, person):
    source = said(person, cast, starts_on=DAY - timedelta(days=9))
    workflow.end(source=source, on=DAY - timedelta(days=1), by=cast.here.staff)

    said(person, cast, answer="none")

    now = IncomeSource.objects.in_force(DAY).filter(person=person)
    assert [row.answer for row in now] == ["none"]


def test_a_source_counts_on_its_last_day_and_not_after(cast, person):
    source = said(person, cast)

    workflow.end(source=source, on=DAY + timedelta(days=5), by=cast.here.staff)

    rows = IncomeSource.objects.filter(person=person)
    assert rows.in_force(DAY + timedelta(days=5)).exists()
    assert not rows.in_force(DAY + timedelta(days=6)).exists()
    assert not rows.in_force(DAY - timedelta(days=1)).exists()


def test_ending_before_it_began_or_twice_is_refused(cast, person):
    source = said(person, cast)

    with pytest.raises(CannotWrite, match="before the first"):
        workflow.end(source=source, on=DAY - timedelta(days=1), by=cast.here.staff)
    ended = workflow.end(source=source, on=DAY, by=cast.here.staff)
    with pytest.raises(CannotWrite, match="ended already"):
        workflow.end(source=ended, on=DAY, by=cast.here.staff)


def test_correcting_an_old_version_is_refused(cast, person):
    source = said(person, cast)
    workflow.correct(source=source, by=cast.here.supervisor, version=1, amount_cents=200_00)

    with pytest.raises(CannotWrite, match="Somebody saved"):
        workflow.correct(source=source, by=cast.here.staff, version=1, amount_cents=300_00)

    source.refresh_from_db()
    assert (source.amount_cents, source.version) == (200_00, 2)


def test_a_voided_source_counts_nowhere_and_stays_as_it_is(cast, person):
    source = said(person, cast)
    IncomeSource.objects.filter(pk=source.pk).update(
        voided_at="2026-03-05T10:00Z", voided_by=cast.here.staff, void_reason="Somebody else's"
    )

    assert not IncomeSource.objects.in_force(DAY).filter(person=person).exists()
    with pytest.raises(CannotWrite, match="voided"):
        workflow.correct(source=source, by=cast.here.staff, version=1, amount_cents=300_00)


# --- The household together ------------------------------------------------------------------


def test_not_asked_is_told_from_no_income(cast, person):
    assert income_of(person, []).in_words == "Not asked yet"

    row = said(person, cast, answer="none")

    assert income_of(person, [row]).in_words == "No income, said on Mon, Mar 2, 2026"


def test_the_household_counts_each_grown_person_and_no_child(cast, person):
    child_of(person, born_on=date(2024, 1, 1))
    said(person, cast)

    parts, together = household_income(person, on=DAY, user=cast.here.staff)

    assert [part.known for part in parts] == [Known.AMOUNT]
    assert together == Total(1200_00, True)


def test_a_child_with_income_counts(cast, person):
    child = child_of(person, born_on=date(2012, 1, 1))
    said(person, cast)
    IncomeSourceFactory(person=child, site=cast.here.site, kind="ssi", amount_cents=50_00, per="month", starts_on=DAY)

    _parts, together = household_income(person, on=DAY, user=cast.there.staff)
    assert together.cents is None, "another site sees nothing"
    RegistrationFactory(person=child, site=cast.here.site)
    _parts, together = household_income(person, on=DAY, user=cast.here.staff)

    assert together == Total(1800_00, True)


# --- What the database holds -----------------------------------------------------------------


def test_constraints(cast, person):
    shared = {"person": person, "site": cast.here.site, "starts_on": DAY, "said_on": DAY}
    amount = {"kind": "wages", "amount_cents": 1, "per": "week"}

    for wrong in (
        {**amount, "amount_cents": 0},
        {**amount, "amount_cents": None},
        {**amount, "amount_cents": 1_000_000_001},
        {**amount, "kind": ""},
        {**amount, "per": "fortnight"},
        {**amount, "answer": "perhaps"},
        {"answer": "none", "amount_cents": 5},
        {"answer": "declined", "kind": "wages"},
        {"answer": "none", "is_for_household": True},
        {**amount, "ends_on": DAY - timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            IncomeSource.objects.create(**shared, **wrong)
    for right in (amount, {**amount, "amount_cents": 1_000_000_000}, {"answer": "none"}, {"answer": "declined"}):
        IncomeSource.objects.create(**shared, **right)
    IncomeSource.objects.create(**shared, **amount, ends_on=DAY)

    assert IncomeSource.objects.filter(person=person).count() == 5


# --- A paper as evidence ---------------------------------------------------------------------


def test_a_paper_of_the_person_is_the_evidence(client_of, cast):
    person, client = cast.here.participant, client_of(cast.here.staff)
    url = reverse("income:add", args=[person.pk])
    strange = error_beside(client.post(url, typed(document=cast.there.document.pk)), "document")

    client.post(url, typed(document=cast.here.document.pk, payer="With a paper"))

    assert "not offered" in strange
    assert IncomeSource.objects.get(payer="With a paper").document == cast.here.document
    page = client.get(reverse("income:income", args=[person.pk])).content.decode()
    assert cast.here.document.file.get_absolute_url() in page


# --- Pages -----------------------------------------------------------------------------------


def test_the_page_shows_the_formula_and_the_household(client_of, cast):
    answer = client_of(cast.here.staff).get(reverse("income:income", args=[cast.here.participant.pk]))

    words = answer.content.decode()
    assert "$412.50 every two weeks × 26 = $10,725.00" in words
    assert "$10,725.00 a year" in words


def test_nobody_asked_offers_the_three_answers(client_of, cast, person):
    words = client_of(cast.here.staff).get(reverse("income:income", args=[person.pk])).content.decode()

    assert "Not asked yet" in words
    assert "?answer=none" in words
    assert "?answer=declined" in words


def test_income_is_added(client_of, cast, person):
    answer = client_of(cast.here.staff).post(reverse("income:add", args=[person.pk]), typed())

    assert answer.status_code == 302
    source = IncomeSource.objects.get(person=person)
    assert (source.amount_cents, source.in_words, source.evidence) == (41250, "Wages, Example Bakery", "Pay stub")


def test_no_income_keeps_no_amount_that_was_typed_before(client_of, cast, person):
    client_of(cast.here.staff).post(reverse("income:add", args=[person.pk]), typed(answer="none"))

    source = IncomeSource.objects.get(person=person)
    assert (source.answer, source.amount_cents, source.kind) == ("none", None, "")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("amount_cents", "", "Type the amount"),
        ("amount_cents", "much", "Type dollars and cents"),
        ("amount_cents", "-5", "Type dollars and cents"),
        ("amount_cents", "412,5", "Type dollars and cents"),
        ("amount_cents", "0.00", "more than zero"),
        ("amount_cents", "99999999999", "ten million"),
        ("amount_cents", "9" * 25, "Type dollars and cents"),
        ("amount_cents", LONG, "Type dollars and cents"),
        ("kind", "", "Choose what kind"),
        ("per", "", "Choose how often"),
        ("starts_on", NO_SUCH_DAY, "cannot read this as a day"),
        ("starts_on", "2099-01-01", "future"),
        ("said_on", "", "still empty"),
        ("ends_on", "2026-03-01", "before the first"),
        ("payer", LONG, "80 characters"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field(client_of, cast, person, name, value, sentence):
    answer = client_of(cast.here.staff).post(reverse("income:add", args=[person.pk]), typed(**{name: value}))

    assert answer.status_code == 200
    assert sentence in error_beside(answer, name)
    assert not IncomeSource.objects.filter(person=person).exists()


@pytest.mark.parametrize(
    ("words", "cents"), [("412.5", 41250), ("1,200", 120_000), ("$ 3", 300), ("0.01", 1), ("10000000", 1_000_000_000)]
)
def test_money_as_people_type_it(client_of, cast, person, words, cents):
    client_of(cast.here.staff).post(reverse("income:add", args=[person.pk]), typed(amount_cents=words, payer=EMOJI))

    assert IncomeSource.objects.get(person=person).amount_cents == cents


def test_two_people_correcting_see_both_versions(client_of, cast):
    source = cast.here.facts.income
    workflow.correct(source=source, by=cast.here.supervisor, version=1, payer="Another Bakery")

    answer = client_of(cast.here.staff).post(reverse("income:edit", args=[source.pk]), typed(payer="Third Bakery"))

    words = answer.content.decode()
    assert "Another Bakery" in words
    assert "Third Bakery" in words
    source.refresh_from_db()
    assert source.payer == "Another Bakery"


def test_an_ended_source_moves_to_before(client_of, cast):
    source = cast.here.facts.income
    client = client_of(cast.here.staff)

    client.post(reverse("income:end", args=[source.pk]), {"on": "2026-01-31"})

    words = client.get(source.get_absolute_url()).content.decode()
    assert "to Sat, Jan 31, 2026" in words
    assert "Not asked yet" in words


def test_mentors_never_see_income(client_of, cast):
    assert client_of(cast.here.mentor_user).get(cast.here.facts.income.get_absolute_url()).status_code == 403


def test_what_another_site_wrote_about_the_same_person_is_not_shown(client_of, cast):
    RegistrationFactory(person=cast.here.participant, site=cast.there.site)

    client = client_of(cast.there.staff)

    assert "$412.50" not in client.get(cast.here.facts.income.get_absolute_url()).content.decode()
    assert client.get(reverse("income:edit", args=[cast.here.facts.income.pk])).status_code == 404
