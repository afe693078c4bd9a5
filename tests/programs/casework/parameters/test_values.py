"""Values of rules, dated: who sets them, from when they hold, and that earlier days keep theirs."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from eligibility.facts import YoungParentFacts
from eligibility.rules import young_parent
from mmp_portal.audit.models import Event
from programs.casework.parameters.models import DatedValue, GuidelineTable
from programs.casework.parameters.values.overlay import parameters_for
from programs.casework.referrals.limits import limits
from tests.factories.accounts import user_with
from tests.factories.agencies import AgencyFactory
from tests.factories.parameters import SIZES, value_at

OLDEST_AGE = reverse("values:value", args=["young_parent", "oldest_age"])
TODAY = date(2026, 11, 23)


def oldest_age(site, on=TODAY):
    return parameters_for("young_parent", site=site).value_on("oldest_age", on)


def said(**fields):
    return {"value": "20", "starts_on": "2026-07-01", "site": "", "source": "Letter of June 2026"} | fields


@pytest.fixture
def nothing_set(cast):
    """The cast without the values its sites set."""
    DatedValue.objects.all().update(voided_at="2026-01-01T00:00Z", voided_by=cast.administrator, void_reason="test")
    return cast


# --- Which value holds -----------------------------------------------------------------------


def test_without_anything_set_the_source_holds(nothing_set):
    assert oldest_age(nothing_set.here.site) == 21


def test_a_sites_value_holds_there_from_its_day_and_nowhere_else(nothing_set):
    value_at(nothing_set.here.site, starts_on=date(2026, 7, 1), value=20)

    assert oldest_age(nothing_set.here.site, date(2026, 6, 30)) == 21
    assert oldest_age(nothing_set.here.site, date(2026, 7, 1)) == 20
    assert oldest_age(nothing_set.there.site) == 21


def test_a_sites_own_value_goes_before_the_one_for_all(nothing_set):
    value_at(None, starts_on=date(2026, 7, 1), value=19)
    value_at(nothing_set.here.site, starts_on=date(2026, 1, 1), value=20)

    assert oldest_age(nothing_set.there.site) == 19
    assert oldest_age(nothing_set.here.site) == 20


def test_a_value_that_was_taken_back_holds_no_more(cast, client_of):
    row = value_at(cast.here.site, starts_on=date(2026, 7, 1), value=18)
    client_of(cast.here.supervisor).post(reverse("values:take_back", args=[row.pk]), {"reason": "Typing slip"})

    assert oldest_age(cast.here.site) == 21
    assert Event.objects.get(verb="parameter.taken_back").reason == "Typing slip"


def test_the_rule_is_given_the_sites_value(nothing_set):
    value_at(nothing_set.here.site, starts_on=date(2026, 7, 1), value=20)
    facts = YoungParentFacts(born_on=date(2005, 5, 1), is_parent=True, is_expecting=False)  # 21

    here = young_parent.decide(facts, parameters_for("young_parent", site=nothing_set.here.site), on=TODAY)
    there = young_parent.decide(facts, parameters_for("young_parent", site=nothing_set.there.site), on=TODAY)

    assert (str(here.outcome), str(there.outcome)) == ("ineligible", "eligible")


# --- Who sets them ---------------------------------------------------------------------------


def test_a_supervisor_sets_a_value_of_the_own_site(cast, client_of):
    client_of(cast.here.supervisor).post(OLDEST_AGE, said(site=str(cast.here.site.pk)))

    assert oldest_age(cast.here.site) == 20
    assert oldest_age(cast.there.site) == 21


@pytest.mark.parametrize("site", ["", "other"])
def test_a_supervisor_sets_nothing_for_others(cast, client_of, site):
    asked = str(cast.there.site.pk) if site else ""
    answer = client_of(cast.here.supervisor).post(OLDEST_AGE, said(site=asked))

    assert answer.context["form"].errors["site"]
    assert not DatedValue.objects.filter(starts_on="2026-07-01").exists()


def test_what_the_source_makes_one_for_all_a_site_cannot_set(cast, client_of):
    address = reverse("values:value", args=["moppp", "income_limit"])
    client = client_of(cast.here.supervisor)

    assert client.get(address).context["form"] is None
    client.post(address, said(value="200", site=str(cast.here.site.pk)))
    assert not DatedValue.objects.filter(name="income_limit").exists()


def test_an_administrator_of_the_installation_sets_one_for_all(cast, client_of):
    client_of(cast.administrator).post(reverse("values:value", args=["moppp", "income_limit"]), said(value="200"))

    assert parameters_for("moppp").value_on("income_limit", TODAY) == 200
    assert parameters_for("moppp").value_on("income_limit", date(2026, 6, 30)) == 185


def test_another_agencys_administrator_does_not_reach_the_site(cast, client_of):
    stranger = client_of(user_with("administrator", agency=AgencyFactory()))
    answer = stranger.post(OLDEST_AGE, said(site=str(cast.here.site.pk)))

    assert answer.context["form"].errors["site"]


def test_two_values_do_not_begin_on_one_day(cast, client_of):
    client = client_of(cast.here.supervisor)
    client.post(OLDEST_AGE, said(site=str(cast.here.site.pk)))
    answer = client.post(OLDEST_AGE, said(site=str(cast.here.site.pk), value="19"))

    assert "Another value begins on that day" in str(answer.context["form"].errors["starts_on"])
    assert oldest_age(cast.here.site) == 20


@pytest.mark.parametrize(
    ("program", "name", "value", "kept"),
    [
        ("moppp", "income_comparison", "at_or_below", "at_or_below"),
        ("moppp", "counts_unborn", "no", False),
        ("moppp", "own_risk_factors", "Recent refugee\nNo car \n", ["recent_refugee", "no_car"]),
        (
            "worksite",
            "site_rules",
            ["lives_in_county", "willing_to_look_for_work"],
            ["lives_in_county", "willing_to_look_for_work"],
        ),
    ],
)
def test_each_kind_of_value_is_typed_in_its_way(cast, client_of, program, name, value, kept):
    client_of(cast.here.supervisor).post(
        reverse("values:value", args=[program, name]), said(value=value, site=str(cast.here.site.pk))
    )

    assert DatedValue.objects.get(name=name).value == kept
    assert parameters_for(program, site=cast.here.site).value_on(name, TODAY) == kept


@pytest.mark.parametrize("name", ["no_such_value", "__class__"])
def test_a_value_that_does_not_exist_is_not_found(cast, client_of, name):
    assert client_of(cast.administrator).get(f"/rules/young_parent/{name}/").status_code == 404
    assert client_of(cast.administrator).get("/rules/nonsense/oldest_age/").status_code == 404


def test_the_page_shows_what_holds_at_a_site(cast, client_of):
    value_at(cast.here.site, starts_on=cast.here.site.today() - timedelta(days=3), value=17)
    client = client_of(cast.here.supervisor)

    assert "17 years" in client.get(reverse("values:values"), {"site": cast.here.site.pk}).content.decode()
    assert "17 years" not in client.get(reverse("values:values")).content.decode()
    assert "17 years" not in client.get(reverse("values:values"), {"site": cast.there.site.pk}).content.decode()


# --- Poverty guidelines ----------------------------------------------------------------------


def typed(**fields):
    amounts = {f"size_{size}": f"${amount:,}" for size, amount in enumerate(SIZES, start=1)}
    known = {
        "year": "2027",
        "region": "contiguous",
        "starts_on": "2027-01-14",
        "source": "Federal Register",
        "each_above": "5,800",
    }
    return known | amounts | fields


def enter(client, **fields):
    return client.post(reverse("values:enter_guideline"), typed(**fields))


def test_next_years_guideline_is_entered_and_holds_from_its_day(cast, client_of):
    answer = enter(client_of(cast.administrator))

    assert answer.status_code == 302
    row = GuidelineTable.objects.get(year=2027)
    assert (row.sizes, row.each_above) == (SIZES, 5_800)
    extra = parameters_for("moppp").guidelines
    assert ("contiguous", 2027) in {(region, table.year) for region, table in extra}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"size_4": "3,370"}, "4 people must be higher than that of 3"),
        ({"size_1": "26,300"}, "15% away"),
        ({"each_above": "9,000"}, "Each further person"),
    ],
)
def test_what_looks_like_a_slip_is_asked_about_and_counts_once_confirmed(cast, client_of, fields, words):
    client = client_of(cast.administrator)
    answer = enter(client, **fields)

    assert words in answer.content.decode()
    assert answer.context["form"].errors["is_confirmed"]
    assert not GuidelineTable.objects.filter(year=2027).exists()
    enter(client, is_confirmed="on", **fields)
    assert GuidelineTable.objects.filter(year=2027).exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"year": "2026", "starts_on": "2026-11-01"}, "year"),  # in force already
        ({"starts_on": "2031-01-01"}, "starts_on"),
        ({"size_3": "a lot"}, "size_3"),
        ({"size_3": "-5"}, "size_3"),
        ({"each_above": ""}, "each_above"),
        ({"source": ""}, "source"),
    ],
)
def test_a_guideline_that_cannot_be_is_refused(cast, client_of, fields, field):
    answer = enter(client_of(cast.administrator), is_confirmed="on", **fields)

    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert not GuidelineTable.objects.filter(region="contiguous").exists()


def test_a_year_is_entered_once_and_again_after_it_was_taken_back(cast, client_of):
    client = client_of(cast.administrator)
    enter(client)
    again = enter(client)
    assert again.context["form"].errors["year"]

    row = GuidelineTable.objects.get(year=2027)
    client.post(reverse("values:take_back_guideline", args=[row.pk]), {"reason": "Typing slip"})
    assert enter(client).status_code == 302


def test_a_supervisor_reads_guidelines_and_enters_none(cast, client_of):
    client = client_of(cast.here.supervisor)

    assert "15,960" in client.get(reverse("values:guidelines")).content.decode()
    assert enter(client).status_code == 404


# --- Coming in -------------------------------------------------------------------------------


def test_a_site_sets_by_when_a_referral_is_answered(cast, client_of):
    client = client_of(cast.here.supervisor)
    url = reverse("values:value", args=["intake", "answer_within"])
    answer_within = {"value": "5", "starts_on": "2026-11-01", "site": cast.here.site.pk, "source": "Our own letter"}

    assert "Coming in" in client.get(reverse("values:values")).content.decode()
    client.post(url, answer_within)

    allowed = limits(on=TODAY)
    assert allowed.at(cast.here.site.pk)["answer_within"] == 5
    assert allowed.at(cast.there.site.pk)["answer_within"] == 2
