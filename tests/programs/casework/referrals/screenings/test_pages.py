"""The screening page: answers while somebody types, what it says, what is stored, and one page for the file."""

from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone, translation

from mmp_portal.audit.models import Opening
from programs.casework.enrollments.models import Enrollment
from programs.casework.parameters import wording
from programs.casework.parameters.models import DatedValue
from programs.casework.referrals.screenings.due import SOURCES
from programs.casework.referrals.screenings.models import Screening
from programs.gathering import gathered
from tests.factories.accounts import user_with
from tests.factories.facts import IncomeSourceFactory
from tests.factories.participants import child_of, person_at
from tests.factories.screenings import screening_of
from tests.participants.typed import error_beside


@pytest.fixture
def family(cast):
    """A mother at Oak Grove with a child of one year; her income is not known."""
    today = cast.here.site.today()
    parent = person_at(
        cast.here.site, given_name="Opal", family_name="Makebelieve", born_on=today - timedelta(days=20 * 366)
    )
    child_of(parent, given_name="Sorrel", born_on=today - timedelta(days=400))
    return parent


def address(family, program="moppp", name="screen"):
    return reverse(f"screenings:{name}", args=[family.pk, program])


def typed(cast, **changes):
    return {
        "on": cast.here.site.today().isoformat(),
        "asked_by": "moppp",
        "household_size": "3",
        "is_parent": "yes",
        "is_expecting": "no",
        "youngest_child_born_on": (cast.here.site.today() - timedelta(days=400)).isoformat(),
        "income_0_from": "County library",
        "income_0_amount": "1,000",
        "income_0_per": "two_weeks",
        "referred_by_childrens_division": "no",
        **changes,
    }


def words(answer):
    return " ".join(answer.content.decode().split())


def test_the_page_begins_with_what_is_known_and_names_what_to_ask(cast, client_of, family):
    page = words(client_of(cast.here.staff).get(address(family)))

    assert "answers are missing" in page
    assert "What is the household&#x27;s income?" in page
    assert "What would make it a yes?" in page
    assert "A referral by Children&#x27;s Division." in page


def test_income_on_record_is_prefilled_with_its_source(cast, client_of, family):
    IncomeSourceFactory(person=family, site=cast.here.site, amount_cents=148000, payer="County library")

    page = words(client_of(cast.here.staff).get(address(family)))

    assert 'value="1480.00"' in page
    assert "Opal: Wages, County library" in page


def test_the_answer_follows_what_is_typed_and_stores_nothing(cast, client_of, family):
    answer = client_of(cast.here.staff).post(address(family, name="answer"), typed(cast))

    page = words(answer)
    assert "Eligible for MOPPP" in page
    assert "$1,000.00 every two weeks × 26 = $26,000.00" in page
    assert "<html" not in page
    assert not Screening.objects.filter(person=family).exists()


def test_without_scripts_work_it_out_answers_and_stores_nothing(cast, client_of, family):
    page = words(client_of(cast.here.staff).post(address(family), typed(cast, work_out="1")))

    assert "Eligible for MOPPP" in page
    assert "By age until the day before" in page
    assert not Screening.objects.filter(person=family).exists()


def test_a_screening_is_stored_and_shown_as_it_was(cast, client_of, family):
    client = client_of(cast.here.staff)

    answer = client.post(
        address(family),
        typed(
            cast, factor_no_diploma="yes", factor_single_parent="yes", factor_death_in_family="no", words="Her word."
        ),
    )

    screening = Screening.objects.get(person=family)
    assert answer.url == screening.get_absolute_url()
    assert (screening.risk_factor_count, screening.has_priority) == (2, None)
    assert len(screening.restricted.not_asked) == 12
    page = words(client.get(screening.get_absolute_url()))
    assert "2 of 15 risk factors" in page
    assert "High school diploma" not in page


def test_an_income_source_without_an_amount_is_not_known(cast, client_of, family):
    page = words(
        client_of(cast.here.staff).post(
            address(family, name="answer"), typed(cast, income_1_from="Feed mill", income_1_amount="", income_1_per="")
        )
    )

    assert "One answer is missing" in page
    assert "the amount is not known" in page


def test_a_family_that_is_not_eligible_gets_the_programs_that_fit(cast, client_of, family):
    page = words(client_of(cast.here.staff).post(address(family, name="answer"), typed(cast, income_0_amount="9,000")))

    assert "Not eligible for MOPPP" in page
    assert "What would change it?" in page
    assert "What fits instead" in page
    assert "Screen for Young Parent" in page


def test_the_same_answers_are_put_to_another_program_in_one_click(cast, client_of):
    person = person_at(cast.here.site, given_name="Wren", born_on=cast.here.site.today() - timedelta(days=20 * 366))
    born_on = (cast.here.site.today() - timedelta(days=400)).isoformat()

    page = words(
        client_of(cast.here.staff).post(
            address(person, "young_parent"), typed(cast, youngest_child_born_on=born_on, work_out="1")
        )
    )

    assert "Eligible for Young Parent" in page
    assert not Screening.objects.filter(person=person).exists()


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"income_0_amount": "much"}, "income_0_amount", "dollars and cents"),
        ({"income_0_per": ""}, "income_0_per", "how often"),
        ({"no_income": "on"}, "no_income", "An amount is typed"),
        ({"household_size": "0"}, "household_size", "1"),
        ({"household_size": "many"}, "household_size", "whole number"),
        ({"on": "soon"}, "on", "cannot read"),
        ({"factor_no_diploma": "perhaps"}, "factor_no_diploma", "not offered"),
    ],
)
def test_bad_input_gets_a_sentence_beside_the_field(cast, client_of, family, changes, name, sentence):
    answer = client_of(cast.here.staff).post(address(family), typed(cast, **changes))

    assert sentence in error_beside(answer, name)
    assert not Screening.objects.filter(person=family).exists()


def test_a_challenge_needs_words_and_birth_dates_must_be_days(cast, client_of, family):
    client = client_of(cast.here.staff)
    on = cast.here.site.today().isoformat()

    challenge = client.post(address(family, "worksite"), {"on": on, "other_challenge": "yes"})
    days = client.post(address(family, "mpmp"), {"on": on, "children_born_on": "05/14/2015\nsummer"})

    assert "Say which challenge" in error_beside(challenge, "challenge_words")
    assert "“summer” is not a day" in error_beside(days, "children_born_on")


def test_a_sites_own_risk_factors_and_rules_are_asked_and_marked(cast, client_of, family):
    for program, name, value in (
        ("moppp", "own_risk_factors", ["recent_refugee"]),
        ("worksite", "site_rules", ["lives_in_county"]),
    ):
        DatedValue.objects.create(
            program=program, name=name, site=cast.here.site, starts_on="2020-01-01", value=value, source="The site"
        )
    client = client_of(cast.here.staff)

    page = words(client.post(address(family, name="answer"), typed(cast, factor_recent_refugee="yes")))

    assert "Recent refugee" in page
    assert "added by this site" in page
    assert "of 16 risk factors" in page
    assert "Does this person live in the county?" in words(client.get(address(family, "worksite")))


# --- Restricted -----------------------------------------------------------------------------------


def test_which_factors_is_opened_with_a_reason_and_recorded(cast, client_of):
    client = client_of(cast.here.supervisor)
    stored = cast.here.screenings.stored
    door = reverse("screenings:factors", args=[stored.pk])

    assert "Intimate partner violence" not in words(client.get(door))
    page = words(client.post(door, {"reason": "Preparing the first visit"}))

    assert "Intimate partner violence" in page
    assert "Left him in June." in page
    opening = Opening.objects.about(stored).get(what="risk factors of a screening")
    assert (opening.by, opening.reason) == (cast.here.supervisor, "Preparing the first visit")


def test_a_colleague_finds_no_such_door(cast, client_of):
    colleague = user_with("staff", site=cast.here.site)
    stored = cast.here.screenings.stored
    client = client_of(colleague)

    assert client.get(stored.get_absolute_url()).status_code == 200
    assert "Open with a reason" not in words(client.get(stored.get_absolute_url()))
    assert client.get(reverse("screenings:factors", args=[stored.pk])).status_code == 404


def test_screening_again_records_that_the_factors_were_shown(cast, client_of):
    client_of(cast.here.staff).get(address(cast.here.participant))

    assert Opening.objects.about(cast.here.screenings.stored).filter(what="risk factors of a screening").exists()


# --- Paper and history ----------------------------------------------------------------------------


def test_one_page_for_the_file_without_the_factors(cast, client_of):
    answer = client_of(cast.here.staff).get(reverse("screenings:pdf", args=[cast.here.screenings.stored.pk]))

    paper = pypdf.PdfReader(BytesIO(answer.content))
    text = " ".join(paper.pages[0].extract_text().split())
    assert len(paper.pages) == 1
    assert "Juniper Fableton" in text
    assert "5 of 15 risk factors" in text
    assert "violence" not in text
    assert "185%" in text


def test_the_history_says_which_one_holds(cast, client_of):
    screening_of(cast.here.participant, site=cast.here.site, by=cast.here.staff, annual_income_cents=99_000_00)

    page = words(client_of(cast.here.staff).get(reverse("screenings:history", args=[cast.here.participant.pk])))

    assert "A newer one holds" in page
    assert "Not eligible" in page


# --- Again, in bulk -------------------------------------------------------------------------------


@pytest.fixture
def lowered(cast, family):
    """A stored screening that is a yes, and since then a rule by which it would be a no."""
    screening = screening_of(
        family, site=cast.here.site, by=cast.here.staff, on=cast.here.site.today() - timedelta(days=10)
    )
    DatedValue.objects.create(
        program="moppp",
        name="income_limit",
        site=None,
        starts_on=cast.here.site.today() - timedelta(days=2),
        value=50,
        source="A test",
    )
    return screening


def test_who_would_change_is_shown_before_anything_is_stored(cast, client_of, lowered, family):
    page = words(
        client_of(cast.here.supervisor).get(
            reverse("screenings:again"), {"program": "moppp", "site": cast.here.site.pk}
        )
    )

    assert "Opal Makebelieve" in page
    assert "Not eligible" in page
    assert Screening.objects.filter(person=family).count() == 1


def owed(user, on):
    return gathered(SOURCES, Enrollment.objects.none(), on, user)


def test_those_ticked_are_stored_and_it_is_owed_no_more(cast, client_of, lowered, family):
    today = cast.here.site.today()
    assert [item.program for item in owed(cast.here.supervisor, today)] == ["moppp"]
    assert not list(owed(cast.here.staff, today))

    client_of(cast.here.supervisor).post(
        reverse("screenings:again"),
        {"program": "moppp", "site": cast.here.site.pk, "screening": [lowered.pk, "999999", "x"]},
    )

    again = Screening.objects.in_force().get(person=family)
    assert (again.outcome, again.screened_on) == ("ineligible", today)
    assert Screening.objects.get(pk=lowered.pk).outcome == "eligible"
    assert not list(owed(cast.here.supervisor, today))


def test_a_look_that_stores_nothing_is_noted_too(cast, client_of, lowered):
    client_of(cast.here.supervisor).post(reverse("screenings:again"), {"program": "moppp", "site": cast.here.site.pk})

    assert not list(owed(cast.here.supervisor, cast.here.site.today()))


def test_an_enrolled_family_keeps_the_decision_it_was_enrolled_on(cast, client_of):
    rows = Screening.objects.in_force().waiting()
    screening = screening_of(
        cast.here.participant,
        site=cast.here.site,
        by=cast.here.staff,
        program="young_parent",
        born_on=timezone.localdate(),
    )

    assert screening not in rows
    assert cast.here.screenings.stored in rows


def test_another_sites_screenings_are_not_looked_through(cast, client_of, lowered):
    client = client_of(cast.there.supervisor)

    assert client.get(reverse("screenings:again"), {"program": "moppp", "site": cast.here.site.pk}).status_code == 404
    assert "Opal" not in words(client.get(reverse("screenings:again")))


def test_what_the_rules_say_is_said_in_the_language_of_the_reader(cast, client_of, monkeypatch):
    monkeypatch.setattr(wording, "gettext", lambda sentence: f"[{sentence}]")
    staff = cast.here.staff
    type(staff).objects.filter(pk=staff.pk).update(language="es")
    person = person_at(cast.here.site, given_name="Opal", family_name="Makebelieve")
    row = screening_of(person, site=cast.here.site, by=staff, annual_income_cents=None, income_sources=())
    client = client_of(staff)

    page = words(client.get(row.get_absolute_url(), headers={"accept-language": "es"}))

    for sentence in ("Household income", "not known", "What is the household&#x27;s income?", "at least 4"):
        assert f"[{sentence}]" in page
    assert "[A referral by Children&#x27;s Division.]" in page
    assert '<span lang="en">Missouri’s Parenting Partnership Program' in page
    translation.activate("en")


# --- Income that was said --------------------------------------------------------------------


@pytest.fixture
def said(cast, family):
    """A screening at which two sources were said, the one of them on record already."""
    IncomeSourceFactory(person=family, site=cast.here.site, amount_cents=500_00, per="month")
    sources = (
        {"from": "Child support", "amount_cents": 500_00, "per": "month", "yearly_cents": 6_000_00, "formula": "a"},
        {"from": "Bakery", "amount_cents": 400_00, "per": "week", "yearly_cents": 20_800_00, "formula": "b"},
    )
    return screening_of(family, site=cast.here.site, by=cast.here.staff, income_sources=sources)


def test_income_said_at_a_screening_is_offered_and_written_down_once(cast, client_of, family, said):
    client, path = client_of(cast.here.staff), said.get_absolute_url()
    assert "Write the income down" in words(client.get(path))

    client.post(path, {"kind_1": "wages"})
    client.post(path, {"kind_1": "wages"})

    row = family.incomesources.exclude(amount_cents=500_00).get()
    assert (row.payer, row.amount_cents, row.per, row.kind) == ("Bakery", 400_00, "week", "wages")
    assert (row.starts_on, row.said_on) == (said.screened_on, said.screened_on)
    assert "Write the income down" not in words(client.get(path))


def test_of_income_nothing_is_written_without_its_kind(cast, client_of, family, said):
    answer = client_of(cast.here.staff).post(said.get_absolute_url(), {"kind_0": "wages"})

    assert error_beside(answer, "kind_1")
    assert family.incomesources.count() == 1


def test_that_nobody_has_any_income_is_written_down(cast, client_of, family):
    row = screening_of(family, site=cast.here.site, by=cast.here.staff, income_sources=(), annual_income_cents=0)

    client_of(cast.here.staff).post(row.get_absolute_url(), {"kind_none": "none"})

    assert family.incomesources.get().answer == "none"


def test_an_older_screening_writes_no_income(cast, client_of, family, said):
    screening_of(family, site=cast.here.site, by=cast.here.staff)

    page = words(client_of(cast.here.staff).get(said.get_absolute_url()))

    assert "Write the income down" not in page
