"""One outing with two families: one entry, credited to each, and counted once in what was given."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from programs import registry
from programs.casework.casefile.month import months_so_far
from programs.casework.contacts import workflow
from programs.casework.contacts.beside import cases_beside
from programs.casework.contacts.models import Contact, ContactShare
from programs.casework.contacts.models.share import minutes_by_case, minutes_by_match
from programs.casework.enrollments.models import Enrollment
from reports.measures import dosage
from reports.periods import Span
from tests.factories.agencies import SiteFactory
from tests.factories.casework import ContactFactory, EnrollmentFactory, MatchFactory
from tests.factories.participants import PersonFactory
from tests.programs.casework.contacts.test_record import address, said, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(cast):
    """Maple: another family of the same mentor."""
    today = cast.here.site.today()
    enrollment = EnrollmentFactory(
        site=cast.here.site,
        worker=cast.here.staff,
        participant=PersonFactory(given_name="Maple"),
        enrolled_on=today - timedelta(days=100),
    )
    return MatchFactory(enrollment=enrollment, mentor=cast.here.mentor, starts_on=today - timedelta(days=90))


def outing(cast, *others, minutes=120, **facts):
    return workflow.record(
        **{
            "uid": uuid.uuid4(),
            "enrollment": cast.here.enrollment,
            "match": cast.here.match,
            "by": cast.here.mentor_user,
            "kind": "met",
            "started_at": timezone.now() - timedelta(minutes=5),
            "duration_minutes": minutes,
            "shared_with": [other.enrollment for other in others],
            **facts,
        }
    )


def test_mentor_records_one_outing_with_two_families(cast, second, client_of):
    client = client_of(cast.here.mentor_user)
    before = Contact.objects.count()

    client.post(address(cast.here), said(cast.here, also_with=[str(second.enrollment.pk)], note="To the zoo"))

    contact = Contact.objects.get(note="To the zoo")
    share = contact.shares.get()
    assert Contact.objects.count() == before + 1
    assert (share.enrollment, share.match) == (second.enrollment, second)
    assert second.enrollment.participant in contact.present.all()


def test_each_family_is_credited_whole(cast, second):
    Contact.objects.filter(pk=cast.here.contact.pk).update(duration_minutes=None)
    outing(cast, second)
    made = Contact.objects.made()
    both = [cast.here.enrollment.pk, second.enrollment.pk]

    assert minutes_by_case(made, both) == {cast.here.enrollment.pk: 120, second.enrollment.pk: 120}
    assert minutes_by_match(made, [cast.here.match.pk, second.pk]) == {cast.here.match.pk: 120, second.pk: 120}
    assert made.of_cases(both).total_minutes() == 120


def test_without_the_mentor_it_is_no_mentors_time(cast, second):
    outing(cast, second, match=None, by=cast.here.staff)

    credited = minutes_by_case(Contact.objects.made(), [second.enrollment.pk], with_mentor=True)

    assert credited == {}


def test_month_of_each_case_shows_it(cast, second):
    outing(cast, second)
    cases = list(Enrollment.objects.filter(pk=second.enrollment.pk).with_people().with_matches())

    months = months_so_far(cases, today=cast.here.site.today())

    assert months[second.enrollment.pk][0].done == 120


def test_last_contact_and_silence_of_the_other_family_know_it(cast, second):
    contact = outing(cast, second)
    since = timezone.now() - timedelta(days=7)

    row = Enrollment.objects.with_last_contact().get(pk=second.enrollment.pk)

    assert row.last_contact_at == contact.started_at
    assert (row.last_contact_kind, row.last_contact_minutes) == ("met", 120)
    assert not Enrollment.objects.quiet_since(since).filter(pk=second.enrollment.pk).exists()


def test_a_later_contact_of_its_own_comes_before_a_shared_one(cast, second):
    outing(cast, second, started_at=timezone.now() - timedelta(days=2))
    own = ContactFactory(
        enrollment=second.enrollment, kind="call", started_at=timezone.now() - timedelta(days=1), duration_minutes=15
    )

    row = Enrollment.objects.with_last_contact().get(pk=second.enrollment.pk)

    assert (row.last_contact_at, row.last_contact_kind) == (own.started_at, "call")


def test_reports_count_the_mentors_hours_once_and_reach_both(cast, second):
    workflow.void(contact=cast.here.contact, reason="Twice", by=cast.here.staff)
    outing(cast, second)
    today = cast.here.site.today()
    asked = (Span(today - timedelta(days=20), today), [cast.here.site], registry.get("young_parent"))

    assert dosage.mentor_hours(*asked).numerator == 2
    assert dosage.contacts_made(*asked).numerator == 1
    assert dosage.reached(*asked).numerator == 2


def test_a_voided_outing_counts_for_nobody(cast, second):
    contact = outing(cast, second)

    workflow.void(contact=contact, reason="Wrong day", by=cast.here.staff)

    assert minutes_by_case(Contact.objects.made(), [second.enrollment.pk]) == {}
    assert Enrollment.objects.with_last_contact().get(pk=second.enrollment.pk).last_contact_at is None


def test_story_of_each_family_holds_it_and_names_no_other(cast, second, client_of):
    outing(cast, second, note="They fed the ducks.")
    client = client_of(cast.here.staff)

    theirs = words(client.get(second.enrollment.get_absolute_url()))

    assert "They fed the ducks." in theirs
    assert "Juniper" not in theirs


def test_correcting_takes_a_family_out_again(cast, second):
    contact = outing(cast, second)

    workflow.correct(contact=contact, by=cast.here.mentor_user, version=contact.version, shared_with=[])

    assert not ContactShare.objects.exists()


def test_correcting_something_else_leaves_the_families(cast, second):
    contact = outing(cast, second)

    workflow.correct(contact=contact, by=cast.here.mentor_user, version=contact.version, note="More")

    assert contact.shares.count() == 1


@pytest.mark.parametrize("where", ["another site", "another program", "itself", "before it began"])
def test_what_cannot_be_shared_is_refused(cast, second, where):
    other = {
        "another site": lambda: EnrollmentFactory(site=SiteFactory()),
        "another program": lambda: EnrollmentFactory(site=cast.here.site, program="worksite"),
        "itself": lambda: cast.here.enrollment,
        "before it began": lambda: EnrollmentFactory(
            site=cast.here.site, enrolled_on=cast.here.site.today() + timedelta(days=1)
        ),
    }[where]()

    with pytest.raises(workflow.CannotRecord) as refusal:
        outing(cast, shared_with=[other])

    assert refusal.value.about == "shared_with"
    assert not ContactShare.objects.exists()


def test_a_family_stands_once_in_an_entry(cast, second):
    contact = outing(cast, second)

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactShare.objects.create(contact=contact, enrollment=second.enrollment)


def test_mentor_is_offered_own_families_alone(cast, second):
    stranger = EnrollmentFactory(site=cast.here.site, worker=cast.here.staff)

    offered = cases_beside(cast.here.enrollment, user=cast.here.mentor_user, match=cast.here.match)
    of_staff = cases_beside(cast.here.enrollment, user=cast.here.staff)

    assert list(offered) == [second.enrollment]
    assert set(of_staff) == {second.enrollment, stranger}


def test_a_family_that_is_not_offered_is_refused_in_the_form(cast, second, client_of):
    stranger = EnrollmentFactory(site=cast.here.site)

    answer = client_of(cast.here.mentor_user).post(address(cast.here), said(cast.here, also_with=[str(stranger.pk)]))

    assert "This choice is not offered" in words(answer)


def test_a_family_whose_match_ended_long_ago_is_no_longer_named(cast, second, client_of):
    contact = outing(cast, second, present=[cast.here.participant, second.enrollment.participant])
    second.status, second.end_reason = "ended", "moved"
    second.ended_on = cast.here.site.today() - timedelta(days=31)
    second.save()

    client = client_of(cast.here.mentor_user)
    correct = reverse("contacts:edit", args=[contact.pk])
    pages = [words(client.get(url)) for url in (contact.get_absolute_url(), correct, reverse("contacts:list"))]
    client.post(correct, said(cast.here, version=str(contact.version), note="At the zoo"))

    assert "Juniper" in pages[0]
    assert "Maple" not in "".join(pages)
    contact.refresh_from_db()
    assert contact.note == "At the zoo"
    assert contact.shares.get().enrollment == second.enrollment
    assert second.enrollment.participant in contact.present.all()


def test_the_first_family_of_an_outing_is_no_longer_named_either(cast, second, client_of):
    contact = outing(cast, second, present=[cast.here.participant, second.enrollment.participant])
    first = cast.here.match
    first.status, first.end_reason, first.ended_on = "ended", "moved", cast.here.site.today() - timedelta(days=31)
    first.save()
    client = client_of(cast.here.mentor_user)

    pages = [words(client.get(url)) for url in (contact.get_absolute_url(), reverse("contacts:list"))]

    for page in pages:
        assert "Maple" in page
        assert "Juniper" not in page
    for name in ("edit", "void"):
        assert client.get(reverse(f"contacts:{name}", args=[contact.pk])).status_code == 404


def test_worker_of_another_site_sees_no_share(cast, second, client_of):
    contact = outing(cast, second)

    assert client_of(cast.there.staff).get(contact.get_absolute_url()).status_code == 404


def test_page_of_staff_leads_to_the_other_family(cast, second, client_of):
    contact = outing(cast, second)

    page = words(client_of(cast.here.staff).get(contact.get_absolute_url()))

    assert second.enrollment.get_absolute_url() in page


def test_list_narrowed_to_a_case_holds_shared_contacts(cast, second, client_of):
    contact = outing(cast, second)

    page = words(client_of(cast.here.staff).get(reverse("contacts:list"), {"case": second.enrollment.pk}))

    assert contact.get_absolute_url() in page
