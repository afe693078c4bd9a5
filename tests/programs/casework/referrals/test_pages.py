"""The inbox, taking a referral in with whoever could be meant, one referral, and what is restricted."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mmp_portal.audit.models import Opening
from participants.duplicates.models import ProbableDuplicate
from participants.models import Person, ReachWay
from programs.casework.caseload.workers.workflow import note_absence
from programs.casework.referrals.models import Attempt, Referral, Status
from tests.factories.accounts import user_with
from tests.factories.agencies import SiteFactory, SiteProgramFactory
from tests.factories.participants import person_at
from tests.factories.referrals import attempt_of, referral_at


@pytest.fixture
def staff(cast, client_of):
    return client_of(cast.here.staff)


def typed(cast, **more):
    today = cast.here.site.today()
    return {
        "given_name": "Tansy",
        "family_name": "Evergood",
        "language": "en",
        "source": "school",
        "site": cast.here.site.pk,
        "received_on": today.isoformat(),
        "program": "young_parent",
        "takes_it": "on",
        **more,
    }


def newest():
    return Referral.objects.order_by("-pk").first()


# --- Taking one in ---------------------------------------------------------------------------


def test_a_referral_is_taken_in_with_a_name_and_who_refers(cast, staff):
    answer = staff.post(reverse("referrals:create"), typed(cast, reach_safely="Only before 3 pm"))

    row = newest()
    assert answer.url == row.get_absolute_url()
    assert (row.person.name, row.intake_worker, row.reach_safely) == (
        "Tansy Evergood",
        cast.here.staff,
        "Only before 3 pm",
    )


def test_whoever_could_be_meant_is_asked_about_before_anything_is_stored(cast, staff):
    before = (Referral.objects.count(), Person.objects.count())
    data = typed(cast, given_name="Junipher", family_name="Fabelton", phone="417-555-0142")

    answer = staff.post(reverse("referrals:create"), data)

    page = answer.content.decode()
    assert "This is Juniper Fableton" in page
    assert "same phone" in page
    assert cast.here.enrollment.number in page
    assert (Referral.objects.count(), Person.objects.count()) == before


def test_the_same_person_keeps_one_record_and_learns_a_further_number(cast, staff):
    people, juniper = Person.objects.count(), cast.here.participant
    data = typed(cast, given_name="Juniper", family_name="Fableton", phone="(417) 555-0199", same_as=juniper.pk)

    staff.post(reverse("referrals:create"), data)

    assert (newest().person, Person.objects.count()) == (juniper, people)
    assert ReachWay.objects.filter(person=juniper, value="(417) 555-0199").exists()
    juniper.refresh_from_db()
    assert juniper.phone == "(417) 555-0142"


def test_somebody_new_of_the_same_name_gets_a_record_of_their_own(cast, staff):
    people = Person.objects.count()

    staff.post(reverse("referrals:create"), typed(cast, given_name="Juniper", family_name="Fableton", same_as="new"))

    assert Person.objects.count() == people + 1


@pytest.mark.parametrize("chosen", ["elsewhere", "99999999", "nonsense"])
def test_nobody_but_those_offered_can_be_chosen(cast, staff, chosen):
    before = Referral.objects.count()
    same_as = cast.there.participant.pk if chosen == "elsewhere" else chosen

    answer = staff.post(
        reverse("referrals:create"), typed(cast, given_name="Juniper", family_name="Fableton", same_as=same_as)
    )

    assert (answer.status_code, Referral.objects.count()) == (200, before)


def test_a_probable_duplicate_of_another_site_is_flagged_to_administrators_and_shown_to_nobody_here(cast, staff):
    there = cast.there.participant

    answer = staff.post(
        reverse("referrals:create"),
        typed(cast, given_name="Wren", family_name="Fableton", phone=there.phone),
        follow=True,
    )

    page = answer.content.decode()
    assert "This is Wren" not in page
    assert there.get_absolute_url() not in page
    flag = ProbableDuplicate.objects.between(newest().person, there).get()
    assert flag.is_across_sites


def test_who_could_be_meant_comes_while_one_types(cast, staff):
    def found(**words):
        return staff.post(reverse("referrals:look"), {"site": cast.here.site.pk, **words}).content.decode()

    assert "This is Juniper Fableton" in found(given_name="Yuniper", family_name="Fableton")
    assert "This is" not in found(given_name="Wren", family_name="Fableton FAR")
    assert found(given_name="").strip() == ""


def test_the_fragment_costs_the_same_however_many_are_known(cast, staff, django_assert_max_num_queries):
    for _one in range(6):
        person_at(cast.here.site, given_name="Juniper", family_name="Fableton")

    with django_assert_max_num_queries(16):
        staff.post(reverse("referrals:look"), {"site": cast.here.site.pk, "given_name": "Juniper"})


# --- The inbox -------------------------------------------------------------------------------


def test_the_inbox_shows_open_referrals_of_the_own_site_with_age_and_lateness(cast, staff):
    referral_at(cast.here.site, by=cast.here.staff, days_ago=9, person=person_at(cast.here.site, given_name="Late"))

    page = staff.get(reverse("referrals:inbox")).content.decode()

    assert "7 days late" in page
    assert cast.here.referrals.ended.person.name not in page
    assert page.count("Newcomer") == 1  # the one of Far Hills is not there


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"list": "waiting"}, {"Linnea"}),
        ({"list": "declined"}, {"Corwin"}),
        ({"list": "mine"}, {"Marigold"}),
        ({"q": "Carraway"}, {"Marigold"}),
        ({"q": "Corwin"}, {"Corwin"}),
        ({"program": "moppp"}, set()),
        ({"source": "childrens_division"}, {"Marigold"}),
    ],
    ids=str,
)
def test_lists_and_filters(cast, staff, query, names):
    page = staff.get(reverse("referrals:inbox"), query).context["listing"].table

    assert {row.record.person.given_name for row in page.rows} == names


def test_who_works_on_one_program_sees_its_referrals_and_those_for_any(cast, client_of):
    site = cast.here.site
    visitor = user_with("staff", site=site, program="moppp", email="visitor@oak.example")
    for program in ("moppp", "", "worksite"):
        referral_at(site, by=cast.here.staff, program=program, person=person_at(site, given_name=program or "any"))

    table = client_of(visitor).get(reverse("referrals:inbox")).context["listing"].table

    assert {row.record.program for row in table.rows} == {"moppp", ""}


def test_the_download_says_what_the_page_says_and_nothing_restricted(cast, staff):
    answer = staff.get(reverse("referrals:inbox"), {"format": "csv", "columns": ["status", "source", "next_step"]})

    words = answer.content.decode("utf-8-sig")
    assert "Marigold Newcomer" in words
    assert "Moderate" not in words


# --- One referral ----------------------------------------------------------------------------


def test_a_tap_logs_a_try_once(cast, staff):
    row = cast.here.referral
    Attempt.objects.filter(referral=row).update(
        voided_at=row.recorded_at, voided_by=cast.here.staff, void_reason="Another family"
    )
    uid = staff.get(row.get_absolute_url()).context["uid"]

    for _tap in range(2):
        staff.post(reverse("referrals:tap", args=[row.pk]), {"way": "call", "outcome": "message", "uid": uid})

    assert row.attempts.not_voided().count() == 1


def test_speaking_with_them_begins_the_screening_and_says_so(cast, staff):
    row = cast.here.referral

    answer = staff.post(
        reverse("referrals:tap", args=[row.pk]), {"way": "call", "outcome": "reached", "uid": "none"}, follow=True
    )

    assert "the screening can begin" in answer.content.decode()
    row.refresh_from_db()
    assert row.status == Status.SCREENING


def test_nonsense_of_a_tool_is_answered_with_the_form(cast, staff):
    answer = staff.post(reverse("referrals:tap", args=[cast.here.referral.pk]), {"way": "pigeon"})

    assert answer.url == reverse("referrals:attempt", args=[cast.here.referral.pk])


def test_the_page_tells_what_happened_and_offers_the_enrollment_with_its_program(cast, staff):
    row = cast.here.referral

    page = staff.get(row.get_absolute_url()).content.decode()

    assert "Call: No answer" in page
    assert f"?offer={cast.here.offer.pk}" in page
    assert "Report of an invented event" not in page
    assert "Moderate" not in page


def test_an_end_must_fit_its_reason(cast, staff):
    url = reverse("referrals:end", args=[cast.here.referral.pk])

    wrong = staff.post(url, {"status": "declined", "reason": "no_answer"}).content.decode()
    assert "belongs to another end" in wrong

    staff.post(url, {"status": "elsewhere", "reason": "not_eligible", "referred_to": "Riverbend Head Start"})
    cast.here.referral.refresh_from_db()
    assert cast.here.referral.status == Status.ELSEWHERE


def test_waiting_and_back(cast, staff):
    row = cast.here.referral
    data = {"program": "young_parent", "on": cast.here.site.today().isoformat()}

    staff.post(reverse("referrals:wait", args=[row.pk]), data)

    row.refresh_from_db()
    assert row.status == Status.WAITING
    staff.post(reverse("referrals:begin", args=[row.pk]))
    row.refresh_from_db()
    assert row.status == Status.SCREENING


def test_a_lost_update_is_refused_with_both_versions(cast, staff):
    row = cast.here.referral
    url = reverse("referrals:edit", args=[row.pk])
    form = staff.get(url).context["form"]
    Referral.objects.filter(pk=row.pk).update(hopes="Theirs", version=row.version + 1)

    answer = staff.post(
        url, {**form.initial, "received_on": row.received_on.isoformat(), "hopes": "Mine", "family_knows": ""}
    )

    assert {"Theirs", "Mine"} <= {
        words for line in answer.context["form"].conflict for words in (line.theirs, line.yours)
    }


def test_a_program_the_site_does_not_offer_is_no_choice(cast, client_of):
    site = SiteFactory(name="Small Creek", code="SML")
    SiteProgramFactory(site=site, program="worksite")
    worker = user_with("staff", site=site, email="worker@sml.example")

    form = client_of(worker).get(reverse("referrals:create")).context["form"]

    assert [code for code, _label in form.fields["program"].choices] == ["", "worksite"]


# --- What is restricted ----------------------------------------------------------------------


def test_what_the_division_wrote_opens_with_a_reason_and_the_opening_is_recorded(cast, staff):
    url = reverse("referrals:report", args=[cast.here.referral.pk])

    assert "Moderate" not in staff.get(url).content.decode()
    answer = staff.post(url, {"reason": "To plan the first visit safely"}, follow=True)

    assert "Risk level: Moderate" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert Opening.objects.about(cast.here.referral).get().reason == "To plan the first visit safely"


def test_a_colleague_who_did_not_take_it_in_sees_that_it_is_there_and_no_more(cast, client_of):
    client = client_of(user_with("staff", site=cast.here.site, email="colleague@oak.example"))

    page = client.get(cast.here.referral.get_absolute_url()).content.decode()

    assert "Only the intake or assigned worker" in page
    assert client.get(reverse("referrals:report", args=[cast.here.referral.pk])).status_code == 403


def test_writing_it_down_first_needs_no_reason_as_nothing_is_shown(cast, staff):
    row = referral_at(cast.here.site, by=cast.here.staff, intake_worker=cast.here.staff)
    url = reverse("referrals:report", args=[row.pk])

    assert "Write the risk level" in staff.post(url, {"risk_level": "", "words": ""}).content.decode()
    staff.post(url, {"risk_level": "Low", "words": ""})

    assert row.division_reports.get().risk_level == "Low"


# --- My day ----------------------------------------------------------------------------------


def test_my_day_names_new_referrals_of_mine_and_of_nobody_and_what_is_late(cast, client_of):
    site, staff = cast.here.site, cast.here.staff
    other = user_with("staff", site=site, email="other@oak.example")
    nobodys = referral_at(site, by=staff, person=person_at(site, given_name="Nobodys"))
    referral_at(site, by=staff, intake_worker=other, person=person_at(site, given_name="Others"))
    late = referral_at(
        site,
        by=staff,
        status=Status.SCREENING,
        days_ago=20,
        intake_worker=staff,
        person=person_at(site, given_name="Slow"),
    )
    attempt_of(late, by=staff, days_ago=19)

    page = client_of(staff).get(reverse("caseload:day")).content.decode()

    assert {nobodys.person.given_name in page, "Slow" in page} == {True}
    assert "Others" not in page
    assert "Marigold Newcomer" not in page  # tried today: the next try is not due yet


def test_whoever_stands_in_sees_the_referrals_of_the_colleague_who_is_away(cast, client_of):
    here, today = cast.here, cast.here.site.today()
    other = user_with("staff", site=here.site, email="away@oak.example")
    third = user_with("staff", site=here.site, email="third@oak.example")
    for worker, name in ((other, "Ofaway"), (third, "Ofthird")):
        referral_at(here.site, by=here.staff, intake_worker=worker, person=person_at(here.site, given_name=name))
    note_absence(
        site=here.site, worker=other, starts_on=today, ends_on=today, stands_in=here.staff, by=here.supervisor
    )

    page = client_of(here.staff).get(reverse("caseload:day")).content.decode()
    assert ("Ofaway" in page, "Ofthird" in page) == (True, False)

    tomorrow = today + timedelta(days=1)
    rows = Referral.objects.open().mine_or_nobodys(here.staff, tomorrow)
    assert "Ofaway" not in {row.person.given_name for row in rows}


# --- Voided, and where else it stands --------------------------------------------------------


def test_a_referral_by_mistake_is_voided_with_a_reason_and_can_be_restored(cast, client_of):
    row = cast.here.referral
    client = client_of(cast.here.supervisor)

    answer = client.post(
        reverse("casefile:record_void", args=["referral", row.pk]), {"reason": "Another family"}, follow=True
    )

    assert answer.status_code == 200
    assert client.get(row.get_absolute_url()).status_code == 404
    client.post(reverse("casefile:record_restore", args=["referral", row.pk]), {"reason": "It was right"})
    assert client.get(row.get_absolute_url()).status_code == 200


def test_one_that_led_to_an_enrollment_is_not_voided(cast, client_of):
    row = cast.here.referral
    Referral.objects.filter(pk=row.pk).update(status=Status.ENROLLED)

    client_of(cast.here.supervisor).post(
        reverse("casefile:record_void", args=["referral", row.pk]), {"reason": "Another family"}
    )

    row.refresh_from_db()
    assert row.voided_at is None


def test_the_persons_page_leads_to_their_referrals(cast, staff):
    row = cast.here.referral

    page = staff.get(row.person.get_absolute_url()).content.decode()

    assert row.get_absolute_url() in page
