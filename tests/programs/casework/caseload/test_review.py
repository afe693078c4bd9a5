"""The review queue: in which order, why, and what is said back and forth."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mmp_portal.outbox.models import Message
from programs.casework.caseload.models import Review, ReviewNote
from programs.casework.caseload.review import workflow
from programs.casework.caseload.review.queue import queue
from programs.casework.contacts.models import Contact
from tests.factories.caseload import ReviewFactory, ReviewNoteFactory
from tests.factories.casework import ContactFactory
from tests.programs.casework.caseload.household import cost, words

pytestmark = pytest.mark.django_db

REVIEW = "caseload:review"


def contact_of(cast, **facts):
    """A contact of today by the mentor of a match that is not new."""
    return ContactFactory(
        enrollment=cast.here.enrollment,
        match=cast.here.match,
        recorded_by=cast.here.mentor_user,
        started_at=facts.pop("started_at", timezone.now()),
        **facts,
    )


def reason_of(cast, contact):
    row = queue(cast.here.supervisor, timezone.now()).filter(pk=contact.pk).first()
    return row.reason if row else ""


def bells(user, rule):
    return Message.objects.filter(recipient=user, rule=rule, channel="bell")


# --- Why ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, "unseen"),
        ({"help_wanted": True}, "help"),
        ({"duration_minutes": 481}, "long"),
        ({"duration_minutes": 480}, "unseen"),
        ({"days_ago": 15}, "backdated"),
        ({"days_ago": 14}, "unseen"),
    ],
)
def test_the_first_reason_stands(cast, facts, reason):
    ago = facts.pop("days_ago", 0)
    now = timezone.now()

    contact = contact_of(cast, started_at=now - timedelta(days=ago), recorded_at=now, **facts)

    assert reason_of(cast, contact) == reason


@pytest.mark.parametrize(("days", "reason"), [(45, "new_mentor"), (46, "unseen")])
def test_a_mentor_is_new_for_six_weeks(cast, days, reason):
    match = cast.here.match
    match.starts_on = (timezone.now() - timedelta(days=days)).date()
    match.commitment_ends_on = match.starts_on + timedelta(days=365)
    match.save()

    assert reason_of(cast, contact_of(cast)) == reason


def test_what_was_entered_on_behalf_is_looked_at(cast):
    contact = contact_of(cast, on_behalf_of=cast.here.mentor)
    Contact.objects.filter(pk=contact.pk).update(recorded_by=cast.here.staff)

    assert reason_of(cast, contact) == "behalf"


def test_voided_is_looked_at_until_resolved_and_again_when_voided_after(cast):
    contact = contact_of(cast)
    workflow.resolve(contact=contact, by=cast.here.supervisor)
    assert reason_of(cast, contact) == ""

    Contact.objects.filter(pk=contact.pk).update(
        voided_at=timezone.now(), voided_by=cast.here.mentor_user, void_reason="Twice"
    )
    assert reason_of(cast, contact) == "voided"
    workflow.resolve(contact=contact, by=cast.here.supervisor)

    assert reason_of(cast, contact) == ""


def test_help_wanted_comes_first_and_seen_falls_off(cast, client_of):
    long = contact_of(cast, duration_minutes=600)
    asked = contact_of(cast, help_wanted=True)
    contact_of(cast, seen_at=timezone.now(), seen_by=cast.here.supervisor)

    listing = client_of(cast.here.supervisor).get(reverse(REVIEW)).context["listing"]

    assert [row.record.pk for row in listing.table.rows] == [asked.pk, long.pk]


def test_own_entries_and_other_sites_are_not_in_the_queue(cast):
    mine = contact_of(cast, help_wanted=True)
    Contact.objects.filter(pk=mine.pk).update(recorded_by=cast.here.supervisor)

    assert reason_of(cast, mine) == ""
    assert not queue(cast.there.supervisor, timezone.now()).filter(enrollment=cast.here.enrollment).exists()
    assert not queue(cast.here.staff, timezone.now()).exists()


@pytest.mark.parametrize(("why", "count"), [("help", 1), ("unseen", 1), ("", 1), ("nonsense", 1)])
def test_the_queue_is_narrowed_by_reason(cast, client_of, why, count):
    of_rooms = Contact.objects.exclude(enrollment=cast.here.enrollment)
    of_rooms.update(seen_at=timezone.now(), seen_by=cast.here.supervisor)
    contact_of(cast, help_wanted=True)

    listing = client_of(cast.here.supervisor).get(reverse(REVIEW), {"why": why}).context["listing"]

    assert listing.count == count


def test_the_download_has_words_and_no_buttons(cast, client_of):
    contact_of(cast, help_wanted=True, note="=She needs a bus pass.")

    answer = client_of(cast.here.supervisor).get(reverse(REVIEW), {"format": "csv"})

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert "Seen" not in lines[0]
    assert "Help wanted" in lines[1]
    assert ",=She" not in lines[1]


def test_the_queue_costs_the_same_for_few_and_many(cast, client_of):
    client = client_of(cast.here.supervisor)
    contact_of(cast, help_wanted=True)
    url = reverse(REVIEW)
    client.get(url)
    few = cost(client, url)
    for _number in range(8):
        contact_of(cast, help_wanted=True)

    assert cost(client, url) == few < 20


# --- What is said ----------------------------------------------------------------------------


def say(client, contact, action, text=""):
    return client.post(reverse("caseload:thread", args=[contact.pk]), {"action": action, "words": text})


def test_thanks_reach_the_writer_and_resolve(cast, client_of):
    contact = contact_of(cast)

    say(client_of(cast.here.supervisor), contact, "thanks", "Well done!")

    contact.refresh_from_db()
    assert (contact.thanks, contact.seen_by) == ("Well done!", cast.here.supervisor)
    assert contact.review.status == "resolved"
    assert bells(cast.here.mentor_user, "contact-seen").get().body == "Well done!"
    assert "Well done!" in words(client_of(cast.here.mentor_user).get(reverse("caseload:phone")))


def test_a_question_waits_for_its_answer_and_the_asker_is_told(cast, client_of):
    contact = contact_of(cast)
    say(client_of(cast.here.supervisor), contact, "question", "How did she get home?")
    (bell,) = bells(cast.here.mentor_user, "review-question")
    assert reason_of(cast, contact) == "returned"
    assert Contact.objects.made().filter(pk=contact.pk).exists(), "it counts all the same"

    answer = client_of(cast.here.mentor_user).post(bell.link, {"words": "Her cousin drove."})

    assert answer["Location"] == reverse("caseload:phone")
    assert bells(cast.here.supervisor, "review-answer").count() == 1
    assert reason_of(cast, contact) == "answered"
    page = words(client_of(cast.here.supervisor).get(bell.link))
    assert "How did she get home?" in page
    assert "Her cousin drove." in page


def test_staff_who_are_asked_owe_the_answer(cast, client_of):
    contact = contact_of(cast)
    Contact.objects.filter(pk=contact.pk).update(recorded_by=cast.here.staff)
    say(client_of(cast.here.supervisor), contact, "question", "Why so long?")

    owed = client_of(cast.here.staff).get(reverse("caseload:day"), {"due": "soon"}).context["page"]
    later = client_of(cast.here.staff).get(reverse("caseload:day"), {"due": "later"}).context["page"]

    assert "review-question" in {one.item.rule for one in [*owed, *later]}


def test_help_wanted_is_answered_with_words_only(cast, client_of):
    contact = contact_of(cast, help_wanted=True)
    client = client_of(cast.here.supervisor)

    refused = say(client, contact, "resolve")
    empty = say(client, contact, "thanks", "   ")
    say(client, contact, "thanks", "The bus pass is at the desk.")

    assert refused.context["form"].errors["action"]
    assert empty.context["form"].errors["words"]
    contact.refresh_from_db()
    assert contact.help_answered_at
    assert reason_of(cast, contact) == ""


def test_seen_with_one_click_from_the_queue(cast, client_of):
    contact = contact_of(cast, duration_minutes=600)

    answer = client_of(cast.here.supervisor).post(
        reverse("caseload:thread", args=[contact.pk]), {"action": "resolve", "back": "queue"}
    )

    assert answer["Location"] == reverse(REVIEW)
    contact.refresh_from_db()
    assert contact.seen_at


def test_asking_twice_before_the_answer_is_refused(cast):
    contact = contact_of(cast)
    workflow.ask(contact=contact, words="Where?", by=cast.here.supervisor)

    with pytest.raises(workflow.CannotReview, match="waits for an answer"):
        workflow.ask(contact=contact, words="When?", by=cast.here.supervisor)


def test_somebody_who_no_longer_signs_in_is_not_asked(cast):
    cast.here.mentor_user.is_active = False
    cast.here.mentor_user.save()

    with pytest.raises(workflow.CannotReview, match="does not sign in any more"):
        workflow.ask(contact=contact_of(cast), words="Where?", by=cast.here.supervisor)


@pytest.mark.parametrize("words_typed", ["", "  "])
def test_an_empty_question_is_refused(cast, words_typed):
    with pytest.raises(workflow.CannotReview):
        workflow.ask(contact=contact_of(cast), words=words_typed, by=cast.here.supervisor)


def test_only_the_writer_answers_and_only_when_asked(cast):
    contact = contact_of(cast)
    with pytest.raises(workflow.CannotReview, match="No question waits"):
        workflow.answer(contact=contact, words="Yes", by=cast.here.mentor_user)
    workflow.ask(contact=contact, words="Where?", by=cast.here.supervisor)

    with pytest.raises(workflow.CannotReview, match="Only whoever wrote"):
        workflow.answer(contact=contact, words="Yes", by=cast.here.staff)


def test_staff_read_a_thread_and_say_nothing_in_it(cast, client_of):
    contact = contact_of(cast)
    client = client_of(cast.here.staff)

    assert client.get(reverse("caseload:thread", args=[contact.pk])).context["form"] is None
    assert say(client, contact, "thanks", "Well done!").status_code == 404
    assert not Review.objects.filter(contact=contact).exists()


def test_another_mentor_and_another_site_do_not_find_the_thread(cast, client_of):
    review = ReviewFactory(contact=cast.here.contact, status="returned")

    for stranger in (cast.there.mentor_user, cast.there.supervisor):
        assert client_of(stranger).get(review.get_absolute_url()).status_code == 404


def test_thanks_longer_than_a_home_page_takes_are_refused(cast, client_of):
    answer = say(client_of(cast.here.supervisor), contact_of(cast), "thanks", "a" * 301)

    assert "300 characters" in str(answer.context["form"].errors["words"])


# --- What a review can be --------------------------------------------------------------------


@pytest.mark.parametrize("facts", [{"status": "unknown"}, {"status": "resolved"}])
def test_a_review_that_cannot_be_is_not_kept(facts):
    review = ReviewFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(**facts)


@pytest.mark.parametrize(("kind", "is_kept"), [("question", False), ("answer", False), ("resolved", True)])
def test_a_question_has_words(kind, is_kept):
    note = ReviewNoteFactory()
    change = ReviewNote.objects.filter(pk=note.pk)

    if is_kept:
        assert change.update(kind=kind, words="") == 1
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            change.update(kind=kind, words="")
