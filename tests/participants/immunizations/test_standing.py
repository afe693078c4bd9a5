"""Where a child stands by CDC 2025, at each recommended age: vaccinated on time, one month late, and never.

Rows and catch-up rules: domain notes on the CDC schedule of 2025 and its catch-up table. No database is used.
"""

from datetime import date, timedelta

import pytest

from participants.immunizations.schedule import Span, codes, months_later, schedule
from participants.immunizations.standing import Flaw, Given, Status, overall, standing

CDC = schedule("cdc_2025")
BORN = date(2024, 3, 15)
# Vaccine -> the ages in months at which CDC 2025 recommends its doses, each at its first age.
AGES = {
    "hepb": (0, 1, 6),
    "rv": (2, 4, 6),
    "dtap": (2, 4, 6, 15, 48),
    "hib": (2, 4, 6, 12),
    "pcv": (2, 4, 6, 12),
    "ipv": (2, 4, 6, 48),
    "mmr": (12, 48),
    "var": (12, 48),
    "hepa": (12, 18),
}
CASES = [(vaccine, number, age) for vaccine, ages in AGES.items() for number, age in enumerate(ages)]


def age(months, days=0):
    return months_later(BORN, months) + timedelta(days=days)


def stands(vaccine, given_on, on, *, product="", schedule=CDC, **more):
    given = [Given(day, product) for day in given_on]
    return standing(schedule.series_of(vaccine), BORN, given, on, schedule=schedule, **more)


def all_together(days_late):
    """What a child was given who came to every recommended age so many days late, at the last of them too."""
    return {
        vaccine: [Given(age(months, days_late if months else 0)) for months in ages] for vaccine, ages in AGES.items()
    }


def on_time(vaccine, count):
    return [age(months) for months in AGES[vaccine][:count]]


# --- At each recommended age ------------------------------------------------------------------


@pytest.mark.parametrize(("vaccine", "number", "months"), CASES)
def test_on_time_is_due_on_the_recommended_day_and_up_to_date_once_given(vaccine, number, months):
    before = on_time(vaccine, number)

    assert stands(vaccine, before, age(months)).status == Status.DUE
    assert stands(vaccine, before, age(months)).next_dose.number == number + 1
    assert stands(vaccine, [*before, age(months)], age(months)).status == Status.UP_TO_DATE
    if months:
        assert stands(vaccine, before, age(months, -1)).status == Status.UP_TO_DATE


@pytest.mark.parametrize(("vaccine", "number", "months"), CASES)
def test_one_month_late_still_counts_and_the_next_is_never_before_its_interval(vaccine, number, months):
    late = [age(one + 1) for one in AGES[vaccine][: number + 1]]

    now = stands(vaccine, late, late[-1])

    assert all(judged.counts for judged in now.judged)
    assert now.status in (Status.UP_TO_DATE, Status.PAST_AGE)
    if now.next_dose:
        assert now.due_from > late[-1]


# The last age of each recommendation, through which the dose is due; a dose is overdue from the next day on.
LAST_DUE = [
    ("hepb", 0, age(1, -1)),
    ("hepb", 1, age(3, -1)),
    ("hepb", 2, age(19, -1)),
    ("dtap", 0, age(3, -1)),
    ("dtap", 1, age(5, -1)),
    ("dtap", 2, age(7, -1)),
    ("dtap", 3, age(19, -1)),
    ("dtap", 4, age(84, -1)),
    ("hib", 3, age(16, -1)),
    ("pcv", 3, age(16, -1)),
    ("ipv", 2, age(19, -1)),
    ("mmr", 0, age(16, -1)),
    ("mmr", 1, age(84, -1)),
    ("var", 0, age(16, -1)),
    ("hepa", 0, age(24, -1)),
    ("hepa", 1, age(24, -1)),
]


@pytest.mark.parametrize(("vaccine", "number", "last"), LAST_DUE)
def test_a_dose_not_given_is_overdue_from_the_day_after_the_last_recommended_age(vaccine, number, last):
    before = on_time(vaccine, number)

    assert stands(vaccine, before, last).status == Status.DUE
    if (vaccine, number) != ("dtap", 4):  # on the 7th birthday the schedule ends
        assert stands(vaccine, before, last + timedelta(days=1)).status == Status.OVERDUE


# All recommended ages of the schedule, in months, at which a child is seen.
SEEN_AT = (0, 1, 2, 4, 6, 12, 15, 18, 48)
# How a child who was never vaccinated stands with all vaccines together.
INFANTS = {"hepb", "dtap", "hib", "pcv", "ipv"}
NEVER = {
    0: {"due": {"hepb"}, "overdue": set()},
    1: {"due": set(), "overdue": {"hepb"}},
    2: {"due": {"rv", "dtap", "hib", "pcv", "ipv"}, "overdue": {"hepb"}},
    4: {"due": set(), "overdue": INFANTS},
    6: {"due": {"flu"}, "overdue": INFANTS},
    12: {"due": {"mmr", "var", "hepa"}, "overdue": {*INFANTS, "flu"}},
    15: {"due": {"mmr", "var", "hepa"}, "overdue": {*INFANTS, "flu"}},
    18: {"due": {"hepa", "flu"}, "overdue": {*INFANTS, "mmr", "var"}},
    24: {"due": set(), "overdue": {*INFANTS, "mmr", "var", "hepa", "flu"}},
    48: {"due": set(), "overdue": {*INFANTS, "mmr", "var", "hepa", "flu"}},
}


@pytest.mark.parametrize("months", SEEN_AT)
def test_a_child_vaccinated_on_time_is_up_to_date_with_all_at_each_recommended_age(months):
    given = {vaccine: [one for one in days if one.on <= age(months)] for vaccine, days in all_together(0).items()}

    found = overall(CDC, BORN, given, age(months), waived={"flu": Status.DECLINED})

    assert {one.status for one in found.standings} <= {Status.UP_TO_DATE, Status.DECLINED}
    assert not [one for standing in found.standings for one in standing.doses_that_do_not_count]


@pytest.mark.parametrize("months", SEEN_AT)
def test_a_child_one_month_late_is_never_told_that_a_dose_does_not_count(months):
    on = age(months, 30)
    given = {vaccine: [one for one in days if one.on <= on] for vaccine, days in all_together(30).items()}

    found = overall(CDC, BORN, given, on, waived={"flu": Status.DECLINED})

    assert found.of(Status.OVERDUE) == []
    assert not [one for standing in found.standings for one in standing.doses_that_do_not_count]


@pytest.mark.parametrize("months", NEVER)
def test_a_child_never_vaccinated(months):
    found = overall(CDC, BORN, {}, age(months))

    assert {one.vaccine for one in found.of(Status.OVERDUE)} == NEVER[months]["overdue"]
    assert {one.vaccine for one in found.of(Status.DUE)} == NEVER[months]["due"]


def test_without_a_card_and_a_dose_the_record_is_not_known():
    assert overall(CDC, BORN, {}, age(24), is_known=False).status is None
    assert overall(CDC, BORN, {}, age(24), is_known=True).status == Status.OVERDUE


# --- Doses that do not count ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vaccine", "weeks"), [("rv", 6), ("dtap", 6), ("hib", 6), ("pcv", 6), ("ipv", 6), ("hepb", 0)]
)
def test_the_first_dose_counts_from_its_least_age(vaccine, weeks):
    least = BORN + timedelta(weeks=weeks)

    assert stands(vaccine, [least], least).judged[0].counts
    if weeks:
        assert stands(vaccine, [least - timedelta(days=4)], least).judged[0].counts
        (early,) = stands(vaccine, [least - timedelta(days=5)], least).judged
        assert (early.flaw, early.counts_from) == (Flaw.TOO_YOUNG, least)


@pytest.mark.parametrize("vaccine", ["mmr", "var", "hepa"])
def test_vaccines_of_the_first_birthday_do_not_count_five_days_before(vaccine):
    assert stands(vaccine, [age(12, -4)], age(13)).judged[0].counts

    early = stands(vaccine, [age(12, -5)], age(13))

    assert early.judged[0].flaw == Flaw.TOO_YOUNG
    assert early.next_dose.number == 1


def test_a_dose_sooner_than_its_interval_does_not_count_and_the_next_waits_from_it():
    first = age(2)
    too_soon = first + timedelta(days=23)

    assert stands("dtap", [first, first + timedelta(days=24)], age(4)).judged[1].counts
    now = stands("dtap", [first, too_soon], too_soon)

    assert (now.judged[1].flaw, now.judged[1].counts_from) == (Flaw.TOO_SOON, first + timedelta(weeks=4))
    assert now.next_dose.number == 2
    assert now.earliest == too_soon + timedelta(weeks=4)


def test_third_dose_of_hepatitis_b_waits_16_weeks_after_the_first_and_24_of_life():
    days = [BORN, age(2), BORN + timedelta(weeks=23, days=2), BORN + timedelta(weeks=34)]

    now = stands("hepb", days, days[-1])

    assert [one.flaw for one in now.judged] == [None, None, Flaw.TOO_YOUNG, None]
    assert now.is_complete
    first = age(4)
    days = [first, first + timedelta(weeks=4), first + timedelta(weeks=15, days=2)]
    assert stands("hepb", days, days[-1]).judged[2].flaw == Flaw.TOO_SOON_AFTER_FIRST


def test_a_late_series_is_never_begun_again():
    assert [one.number for one in stands("mmr", [age(12), age(70)], age(70)).judged] == [1, 2]


# --- Late starters, brands, ages --------------------------------------------------------------


def test_hib_from_15_months_on_is_one_dose():
    assert stands("hib", [age(15)], age(15)).is_complete
    assert not stands("hib", [age(15, -1)], age(16)).is_complete


def test_hib_begun_at_12_to_14_months_is_two_doses_8_weeks_apart():
    first = age(12)
    second = first + timedelta(weeks=8)

    assert stands("hib", [first, second], second).is_complete
    assert stands("hib", [first, second - timedelta(days=5)], second).judged[1].flaw == Flaw.TOO_SOON


def test_pneumococcus_from_24_months_on_is_one_dose():
    assert stands("pcv", [age(24)], age(24)).is_complete
    assert not stands("pcv", [age(24, -1)], age(25)).is_complete


@pytest.mark.parametrize(("vaccine", "doses"), [("dtap", 4), ("ipv", 3)])
def test_the_last_dose_before_school_is_not_needed_after_the_fourth_birthday(vaccine, doses):
    before = on_time(vaccine, doses - 1)

    assert stands(vaccine, [*before, age(48)], age(48)).is_complete
    assert not stands(vaccine, [*before, age(48, -1)], age(50)).is_complete


def test_brands_with_a_dose_fewer():
    assert stands("rv", [age(2), age(4)], age(7), product="rotarix").is_complete
    assert stands("rv", [age(2), age(4)], age(6), product="rotateq").status == Status.DUE
    assert stands("hib", [age(2), age(4), age(12)], age(12), product="pedvaxhib").is_complete


def test_rotavirus_is_begun_by_14_weeks_and_6_days_and_ended_by_8_months():
    last = BORN + timedelta(weeks=14, days=6)

    assert stands("rv", [], last).status == Status.OVERDUE
    assert stands("rv", [], last + timedelta(days=1)).status == Status.PAST_AGE
    assert stands("rv", [age(2)], age(8)).status == Status.OVERDUE
    assert stands("rv", [age(2)], age(8, 1)).status == Status.PAST_AGE


def test_flu_is_owed_once_a_season():
    born = date(2025, 1, 10)

    def flu(given_on, on):
        given = [Given(day) for day in given_on]
        return standing(CDC.series_of("flu"), born, given, on, schedule=CDC).status

    assert flu([], date(2025, 8, 31)) == Status.UP_TO_DATE
    assert flu([], date(2025, 9, 1)) == Status.DUE
    assert flu([], date(2025, 11, 1)) == Status.OVERDUE
    both = [date(2025, 9, 3), date(2025, 10, 3)]
    assert flu(both, date(2026, 5, 1)) == Status.UP_TO_DATE
    assert flu(both, date(2026, 9, 1)) == Status.DUE
    assert flu([*both, date(2026, 9, 1)], date(2026, 12, 1)) == Status.UP_TO_DATE


def test_the_first_season_asks_for_a_second_dose_four_weeks_after_the_first():
    """“Two doses if fewer than two were given before July 1”: ACIP, as told by Immunize.org and the AAP."""
    first = date(2024, 10, 10)

    waits = stands("flu", [first], date(2024, 11, 6))
    due = stands("flu", [first], date(2024, 11, 7))
    late = stands("flu", [first], date(2024, 12, 7))

    assert [one.status for one in (waits, due, late)] == [Status.UP_TO_DATE, Status.DUE, Status.OVERDUE]
    assert (due.of_season, due.due_from) == (2, first + timedelta(weeks=4))
    assert stands("flu", [first, date(2024, 11, 7)], date(2025, 6, 30)).status == Status.UP_TO_DATE
    assert stands("flu", [first, date(2024, 11, 2)], date(2025, 1, 1)).judged[1].flaw == Flaw.TOO_SOON
    assert stands("flu", [first, date(2025, 10, 1)], date(2025, 12, 1)).of_season == 2


# --- Live vaccines, and days of grace ---------------------------------------------------------


@pytest.mark.parametrize(("days", "counts"), [(0, True), (1, False), (24, False), (27, False), (28, True)])
def test_live_vaccines_are_given_on_one_day_or_28_days_apart_without_grace(days, counts):
    """ACIP General Best Practices, timing and spacing: the later of the two is repeated."""
    given = {"mmr": [Given(age(12))], "var": [Given(age(12, days))]}

    found = {one.vaccine: one for one in overall(CDC, BORN, given, age(14)).standings}

    assert found["mmr"].judged[0].counts
    assert found["var"].judged[0].counts == counts
    if not counts:
        assert found["var"].judged[0].flaw == Flaw.TOO_SOON_AFTER_LIVE
        assert found["var"].judged[0].counts_from == age(12, 28)
        assert found["var"].earliest == age(12, days + 28)


def test_a_live_vaccine_waits_for_28_days_after_the_other():
    given = {"mmr": [Given(age(12))]}

    on_the_day = {one.vaccine: one for one in overall(CDC, BORN, given, age(12)).standings}["var"]
    after = {one.vaccine: one for one in overall(CDC, BORN, given, age(12, 3)).standings}["var"]

    assert (on_the_day.status, on_the_day.due_from) == (Status.DUE, age(12))
    assert (after.status, after.due_from, after.due_by) == (Status.UP_TO_DATE, age(12, 28), age(16, -1))


def test_a_live_dose_that_did_not_count_is_waited_for_like_one_that_did():
    early = age(11)

    again = stands("mmr", [early, age(12)], age(13))

    assert [one.flaw for one in again.judged] == [Flaw.TOO_YOUNG, None]
    assert stands("mmr", [age(12, -9), age(12)], age(13)).judged[1].flaw == Flaw.TOO_SOON_AFTER_LIVE


@pytest.mark.parametrize(("grace", "days_early", "counts"), [(4, 4, True), (4, 5, False), (0, 1, False), (2, 2, True)])
def test_a_site_may_allow_fewer_days_of_grace(grace, days_early, counts):
    strict = CDC.with_grace(grace)

    assert stands("mmr", [age(12, -days_early)], age(13), schedule=strict).judged[0].counts == counts


def test_declined_and_exempt_are_neither_due_nor_overdue():
    found = overall(CDC, BORN, {}, age(14), waived={"mmr": Status.DECLINED, "var": Status.EXEMPT})

    assert [one.vaccine for one in found.of(Status.DECLINED)] == ["mmr"]
    assert "mmr" not in {one.vaccine for one in found.of(Status.OVERDUE) + found.of(Status.DUE)}


# --- The schedules themselves -----------------------------------------------------------------


def test_three_schedules_each_with_its_source():
    assert set(codes()) == {"cdc_2025", "aap_2026", "cdc_2026_01"}
    assert all(schedule(code).source and schedule(code).title for code in codes())
    assert schedule("aap_2026").series == CDC.series
    left_out = {one.vaccine for one in CDC.series} - {one.vaccine for one in schedule("cdc_2026_01").series}
    assert left_out == {"hepb", "rv", "hepa", "flu"}


@pytest.mark.parametrize(
    ("words", "day", "later"),
    [
        ("6 weeks", date(2024, 1, 1), date(2024, 2, 12)),
        ("14 weeks 6 days", date(2024, 1, 1), date(2024, 4, 14)),
        ("6 months", date(2024, 8, 31), date(2025, 2, 28)),
        ("4 years", date(2024, 2, 29), date(2028, 2, 29)),
        ("1 year", date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_lengths_of_time(words, day, later):
    assert Span.read(words).after(day) == later


def test_it_covers_children_to_the_day_before_the_7th_birthday():
    assert CDC.covers(BORN, age(84, -1))
    assert not CDC.covers(BORN, age(84))
