"""What is noted about two records, who is told of it, and that a decision is remembered."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from participants.duplicates import tasks, workflow
from participants.duplicates.models import TRANSITIONS, ProbableDuplicate, Status
from participants.models import Registration
from tests.factories.duplicates import probable_duplicate_of, twin_record_of


def test_every_status_says_what_may_follow():
    assert set(TRANSITIONS) == set(Status)


def test_a_second_record_at_the_site_is_noted_for_its_queue(cast):
    pair = probable_duplicate_of(cast.here.participant, site=cast.here.site)

    assert not pair.is_across_sites
    assert pair.one == cast.here.participant
    assert "born_same" in pair.reasons
    seen = ProbableDuplicate.objects.open()
    assert pair in seen.for_user(cast.here.staff)
    assert pair not in seen.for_user(cast.there.staff)
    assert pair not in seen.for_user(cast.here.mentor_user)
    assert pair not in seen.for_user(cast.administrator)
    assert pair not in seen.flagged_to(cast.administrator)


def test_a_second_record_at_another_site_is_flagged_to_administrators_alone(cast):
    second = twin_record_of(cast.here.participant, site=cast.there.site)

    assert workflow.flag_across_sites(person=second) == 1

    pair = ProbableDuplicate.objects.between(second, cast.here.participant).get()
    assert pair.is_across_sites
    assert pair in ProbableDuplicate.objects.flagged_to(cast.administrator)
    for user in (cast.here.staff, cast.here.supervisor, cast.there.staff, cast.there.supervisor):
        assert pair not in ProbableDuplicate.objects.for_user(user)
        assert pair not in ProbableDuplicate.objects.flagged_to(user)
    assert workflow.flag_across_sites(person=second) == 0


def test_the_nightly_look_finds_both_kinds_once(cast):
    tasks.find()
    twin_record_of(cast.here.participant, site=cast.here.site)
    twin_record_of(cast.here.participant, site=cast.there.site)

    assert tasks.find() == 3
    assert tasks.find() == 0
    of_juniper = ProbableDuplicate.objects.filter(one=cast.here.participant)
    assert sorted(of_juniper.values_list("is_across_sites", flat=True)) == [False, True]


def test_somebody_registered_nowhere_is_not_compared(cast):
    tasks.find()
    second = twin_record_of(cast.here.participant, site=cast.here.site)
    Registration.objects.filter(person=second).delete()

    assert workflow.find_all() == 0


def test_not_the_same_person_is_remembered(cast):
    tasks.find()
    pair = probable_duplicate_of(cast.here.participant, site=cast.here.site)

    workflow.settle(duplicate=pair, status=Status.NOT_SAME, by=cast.here.staff, words="Cousins.")

    assert workflow.find_all() == 0
    assert pair not in ProbableDuplicate.objects.open()


def test_what_was_merged_is_not_settled_otherwise(cast):
    pair = probable_duplicate_of(cast.here.participant, site=cast.here.site)
    workflow.settle(duplicate=pair, status=Status.MERGED, by=cast.here.staff)

    with pytest.raises(workflow.CannotSettle, match="settled already: Merged"):
        workflow.settle(duplicate=pair, status=Status.NOT_SAME, by=cast.here.staff)


def test_the_lower_number_comes_first(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProbableDuplicate.objects.create(one=cast.here.child, other=cast.here.participant)


def test_one_noted_by_hand_carries_no_reasons(cast):
    pair = workflow.note_pair(person=cast.here.child, another=cast.here.participant)

    assert pair.reasons == []
    assert cast.here.child.born_on > date(2000, 1, 1)


def test_somebody_added_as_another_person_is_not_asked_about_again(cast, client_of):
    client = client_of(cast.here.staff)
    person = cast.here.participant
    details = {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "born_on": person.born_on.isoformat(),
        "site": cast.here.site.pk,
        "language": "en",
        "is_somebody_else": "on",
    }

    answer = client.post(reverse("participants:create"), details)

    assert answer.status_code == 302
    note = ProbableDuplicate.objects.about(person).latest("pk")
    assert note.status == Status.NOT_SAME
