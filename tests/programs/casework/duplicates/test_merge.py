"""Two records put together: what moves, what forbids it, what is kept, and taking it back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from mmp_portal.audit.kinds import CannotRestore
from mmp_portal.audit.models import Event
from participants.duplicates.models import ProbableDuplicate, Status
from participants.models import HouseholdMember, Person, ReachWay, Registration
from participants.records import check_restore_person
from programs.casework.duplicates import workflow
from programs.casework.duplicates.models import Merge
from tests.factories.casework import AttendanceFactory, EnrollmentFactory
from tests.factories.participants import child_of, person_at


@pytest.fixture
def here(cast):
    return cast.here


@pytest.fixture
def kept(here):
    return person_at(here.site, given_name="Juniper", family_name="Fabelton", phone="(417) 555-0100")


def merge(kept, merged, here, **more):
    return workflow.merge(kept=kept, merged=merged, by=here.staff, site=here.site, words="She told us.", **more)


def test_every_page_of_a_merged_record_leads_to_the_kept_one(here, kept, client_of):
    merged = here.participant
    merge(kept, merged, here)
    client = client_of(here.staff)

    for name in ("casefile:person", "participants:edit", "income:income", "screenings:history", "enrollments:enroll"):
        answer = client.get(reverse(name, args=[merged.pk]), {"page": "2"})
        assert answer.url == reverse(name, args=[kept.pk]) + "?page=2", name
    answer = client.get(reverse("screenings:screen", args=[merged.pk, "young_parent"]))
    assert answer.url == reverse("screenings:screen", args=[kept.pk, "young_parent"])


def test_what_is_sent_to_a_merged_record_is_not_taken_for_the_other(here, kept, client_of, cast):
    merged = here.participant
    merge(kept, merged, here)

    sent = client_of(here.staff).post(reverse("participants:edit", args=[merged.pk]), {"given_name": "Else"})
    elsewhere = client_of(cast.there.staff).get(reverse("income:income", args=[merged.pk]))

    assert (sent.status_code, elsewhere.status_code) == (404, 404)


def test_everything_of_the_other_record_moves_and_comes_back(here, kept):
    merged = here.participant
    contacts = here.enrollment.contacts.count()

    record = merge(kept, merged, here)

    here.enrollment.refresh_from_db()
    merged.refresh_from_db()
    assert here.enrollment.participant == kept
    assert here.enrollment.contacts.count() == contacts
    assert kept.memberships.exists()
    assert merged.merged_into == kept
    assert merged.voided_at
    assert ProbableDuplicate.objects.between(kept, merged).get().status == Status.MERGED
    assert {event.subject_id for event in Event.objects.filter(verb="person.merged")} >= {kept.pk, merged.pk}

    assert workflow.undo(merge=record, by=here.staff, words="Two cousins.") == 0

    here.enrollment.refresh_from_db()
    merged.refresh_from_db()
    kept.refresh_from_db()
    assert here.enrollment.participant == merged
    assert merged.voided_at is None
    assert merged.merged_into is None
    assert not kept.memberships.exists()
    assert kept.phone == "(417) 555-0100"
    assert not kept.reach_ways.not_voided().exists()
    assert ProbableDuplicate.objects.between(kept, merged).get().status == Status.OPEN


def test_the_number_that_loses_reaches_them_still(here, kept):
    merge(kept, here.participant, here)

    kept.refresh_from_db()
    assert kept.phone == "(417) 555-0100"
    assert ReachWay.objects.filter(person=kept, value="(417) 555-0142").exists()


def test_the_details_that_were_chosen_win(here, kept):
    born_on = here.participant.born_on

    record = merge(kept, here.participant, here, choices={"phone": "merged", "born": "merged"})

    kept.refresh_from_db()
    assert kept.phone == "(417) 555-0142"
    assert kept.phone_digits == "4175550142"
    assert kept.born_on == born_on
    assert kept.family_name == "Fabelton"
    workflow.undo(merge=record, by=here.staff, words="Two cousins.")
    kept.refresh_from_db()
    assert kept.phone == "(417) 555-0100"


def test_what_was_corrected_since_is_not_undone(here, kept):
    record = merge(kept, here.participant, here, choices={"born": "merged"})
    Person.objects.filter(pk=kept.pk).update(born_on=date(2006, 6, 6))

    workflow.undo(merge=record, by=here.staff, words="Two cousins.")

    kept.refresh_from_db()
    assert kept.born_on == date(2006, 6, 6)


def test_a_confidential_address_stays_confidential(here, kept):
    Person.objects.filter(pk=here.participant.pk).update(address_is_confidential=True)
    Person.objects.filter(pk=kept.pk).update(street="12 Oak Street", city="Springfield")

    merge(kept, here.participant, here)

    kept.refresh_from_db()
    assert kept.address_is_confidential
    assert kept.street == ""


def test_two_open_cases_in_one_program_are_refused_with_their_numbers(here, kept):
    other = EnrollmentFactory(participant=kept, site=here.site, registered=False)

    with pytest.raises(workflow.CannotMerge) as refusal:
        merge(kept, here.participant, here)

    assert any(other.number in reason and here.enrollment.number in reason for reason in refusal.value.reasons)
    assert not Merge.objects.filter(kept=kept).exists()


def test_a_closed_case_beside_an_open_one_is_no_hindrance(here, kept):
    EnrollmentFactory(
        participant=kept,
        site=here.site,
        registered=False,
        enrolled_on=here.site.today() - timedelta(days=800),
        status="closed",
        closed_on=here.site.today() - timedelta(days=500),
    )

    merge(kept, here.participant, here)

    assert kept.enrollments.count() == 2


def test_one_meeting_with_both_on_its_list_is_refused(here, kept):
    AttendanceFactory(meeting=here.meeting, person=kept)

    with pytest.raises(workflow.CannotMerge, match="list of one meeting"):
        merge(kept, here.participant, here)


def test_a_mentor_and_the_one_they_mentor_are_two_people(here):
    reasons = workflow.what_forbids(here.mentor.person, here.participant, by=here.staff)

    assert any("the mentor of the other" in reason for reason in reasons)


def test_parent_and_child_are_two_people(here):
    reasons = workflow.what_forbids(here.participant, here.child, by=here.staff)

    assert any("parent and child" in reason for reason in reasons)


def test_two_who_sign_in_are_refused(here, cast, kept):
    Person.objects.filter(pk=kept.pk).update(user=here.staff)
    kept.refresh_from_db()

    reasons = workflow.what_forbids(kept, here.mentor.person, by=here.staff)

    assert any("Both sign in" in reason for reason in reasons)


def test_one_death_on_record_is_refused(here, kept):
    reasons = workflow.what_forbids(kept, here.around.departed, by=here.staff)

    assert any("A death is recorded" in reason for reason in reasons)


def test_what_another_site_wrote_is_not_moved_over_its_head(here, cast, kept):
    Registration.objects.create(person=here.participant, site=cast.there.site, starts_on=date(2024, 1, 1))

    with pytest.raises(workflow.CannotMerge, match="where you do not work"):
        merge(kept, here.participant, here)

    assert workflow.what_forbids(here.participant, kept, by=here.staff) == []


def test_who_signs_in_goes_along_and_comes_back(here, kept):
    mentor, user = here.mentor.person, here.mentor_user

    record = merge(kept, mentor, here)

    kept.refresh_from_db()
    assert kept.user == user
    workflow.undo(merge=record, by=here.staff, words="Two people.")
    kept.refresh_from_db()
    mentor.refresh_from_db()
    assert kept.user is None
    assert mentor.user == user


def test_the_earlier_registration_counts_and_comes_back(here, kept):
    Registration.objects.filter(person=kept).update(starts_on=date(2025, 2, 2))

    record = merge(kept, here.participant, here)

    assert kept.registrations.get().starts_on == date(2020, 1, 1)
    workflow.undo(merge=record, by=here.staff, words="Two people.")
    assert kept.registrations.get().starts_on == date(2025, 2, 2)


def test_a_child_written_down_twice_in_one_home_counts_once(here):
    again = child_of(here.participant, given_name="Clovver", born_on=here.child.born_on)
    Registration.objects.create(person=again, site=here.site, starts_on=date(2025, 1, 1))
    Registration.objects.create(person=here.child, site=here.site, starts_on=date(2025, 1, 1))

    merge(here.child, again, here)

    standing = HouseholdMember.objects.not_voided().filter(person__voided_at=None, part="child", ends_on=None)
    assert standing.filter(household=here.participant.memberships.get().household).count() == 1


def test_a_merging_is_undone_after_the_later_one(here, kept):
    first = merge(kept, here.participant, here)
    kept.refresh_from_db()
    third = person_at(here.site, given_name="Juniper", family_name="Fableton")
    merge(third, kept, here)

    with pytest.raises(workflow.CannotUndo, match="later"):
        workflow.undo(merge=first, by=here.staff, words="Too early.")


def test_undone_once(here, kept):
    record = merge(kept, here.participant, here)
    workflow.undo(merge=record, by=here.staff, words="Two people.")

    with pytest.raises(workflow.CannotUndo, match="already"):
        workflow.undo(merge=record, by=here.staff, words="Again.")


def test_a_merged_record_is_not_restored_by_itself(here, kept):
    merge(kept, here.participant, here)
    here.participant.refresh_from_db()

    with pytest.raises(CannotRestore, match="Undo the merging"):
        check_restore_person(here.participant)


# --- Pages ------------------------------------------------------------------------------------


def test_the_queue_shows_both_and_why(here, client_of):
    page = client_of(here.staff).get(reverse("duplicates:queue"))

    assert "Rowena Zweimal" in page.content.decode()
    assert "same birth date" in page.content.decode()


def test_merging_on_the_page_leads_to_the_kept_record_and_the_old_page_follows(here, client_of, kept):
    client = client_of(here.staff)
    url = reverse("duplicates:compare", args=[kept.pk, here.participant.pk])
    old = here.participant.get_absolute_url()

    assert here.enrollment.number in client.get(url).content.decode()
    answer = client.post(url, {"words": "She told us.", "name": "kept", "born": "kept", "phone": "kept"})

    assert answer.status_code == 302
    assert answer["Location"] == kept.get_absolute_url()
    assert client.get(old)["Location"] == kept.get_absolute_url()


def test_what_forbids_it_stands_on_the_page_instead_of_the_form(here, client_of):
    url = reverse("duplicates:compare", args=[here.participant.pk, here.child.pk])
    Registration.objects.create(person=here.child, site=here.site, starts_on=date(2025, 1, 1))

    page = client_of(here.staff).get(url).content.decode()

    assert "parent and child" in page
    assert 'name="words"' not in page


def test_saying_that_they_are_two_takes_them_off_the_queue(here, client_of):
    client = client_of(here.staff)
    pair = here.duplicates.pair

    client.post(reverse("duplicates:not_same", args=[pair.one_id, pair.other_id]), {"words": "Cousins."})

    assert "Zweimale" not in client.get(reverse("duplicates:queue")).content.decode()
    assert "Zweimale" in client.get(reverse("duplicates:queue"), {"status": "not_same"}).content.decode()


def test_a_person_with_a_second_record_says_so_to_those_who_may_merge(here, client_of):
    page = client_of(here.staff).get(here.duplicates.one.get_absolute_url()).content.decode()

    assert "Perhaps written down twice" in page


def test_undoing_on_the_page(here, client_of):
    record = here.duplicates.merge

    answer = client_of(here.staff).post(record.get_absolute_url(), {"words": "Two brothers."})

    assert answer.status_code == 302
    record.refresh_from_db()
    assert record.is_undone


def test_a_flag_names_sites_and_nobody(cast, client_of):
    client = client_of(cast.administrator)
    flag = cast.here.duplicates.flag

    page = client.get(reverse("duplicates:flag", args=[flag.pk])).content.decode()

    assert "Oak Grove" in page
    assert "Zweimal" not in page
    answer = client.post(reverse("duplicates:flag", args=[flag.pk]), {"status": "told", "words": "Called both."})
    assert answer.status_code == 302
    flag.refresh_from_db()
    assert flag.status == Status.TOLD


def test_the_queue_narrows_by_sign(here, client_of):
    client = client_of(here.staff)
    page = client.get(reverse("duplicates:queue"), {"sign": "phone_same"}).content.decode()

    assert "Zweimale" not in page
    assert "Zweimale" in client.get(reverse("duplicates:queue"), {"sign": "born_same"}).content.decode()
