"""Looking at what was recorded: thanks, a question back, the answer to it, and the end of it."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from programs.casework.caseload.models.reviews import Review, ReviewNote, Status
from programs.casework.contacts import workflow as contacts
from programs.casework.contacts.models import Contact

LONGEST_THANKS = 300


class CannotReview(Exception):
    """Why this cannot be said about the contact, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def reviews_cases_of(user, contact):
    """Whether `user` supervises the case of the contact, and did not write the contact."""
    supervised = case_q(user, site="enrollment__site", program="enrollment__program", roles=(Role.SUPERVISOR,))
    return contact.recorded_by_id != user.pk and Contact.objects.filter(supervised, pk=contact.pk).exists()


@transaction.atomic
def thank(*, contact, words, by):
    """Say thanks, or give the help that was asked for; the writer reads it. Raises CannotReview."""
    words = words.strip()
    if not words:
        raise CannotReview(_("Write a short sentence: they read it on their home page."), "words")
    if len(words) > LONGEST_THANKS:
        raise CannotReview(_("Keep thanks to %(count)d characters.") % {"count": LONGEST_THANKS}, "words")
    contact, review = _locked(contact, by)
    contacts.mark_seen(contact=contact, by=by, thanks=words)
    _add(review, ReviewNote.Kind.THANKS, words, by)
    return _move(review, Status.RESOLVED, by)


@transaction.atomic
def ask(*, contact, words, by):
    """Return the contact with a question, which its writer must answer. It counts all the same. Raises CannotReview."""
    words = words.strip()
    if not words:
        raise CannotReview(_("Write your question."), "words")
    contact, review = _locked(contact, by)
    if contact.recorded_by is None or not contact.recorded_by.is_active:
        raise CannotReview(_("Whoever wrote it does not sign in any more. Ask the worker of the case by a task."))
    if not review.may_become(Status.RETURNED):
        raise CannotReview(_("A question waits for an answer already."))
    _add(review, ReviewNote.Kind.QUESTION, words, by)
    review = _move(review, Status.RETURNED, by)
    ring(
        to=contact.recorded_by,
        rule="review-question",
        subject=_("%(name)s has a question about what you recorded") % {"name": by.name},
        site=contact.enrollment.site,
        link=reverse("caseload:thread", args=[contact.pk]),
    )
    return review


@transaction.atomic
def answer(*, contact, words, by):
    """The writer answers the question; whoever asked is told. Raises CannotReview."""
    words = words.strip()
    if not words:
        raise CannotReview(_("Write your answer."), "words")
    contact, review = _locked(contact, by)
    if contact.recorded_by_id != by.pk:
        raise CannotReview(_("Only whoever wrote the contact can answer."))
    if review.status != Status.RETURNED:
        raise CannotReview(_("No question waits for an answer."))
    _add(review, ReviewNote.Kind.ANSWER, words, by)
    review = _move(review, Status.ANSWERED, by)
    asked = review.notes.filter(kind=ReviewNote.Kind.QUESTION).select_related("recorded_by").last()
    if asked and asked.recorded_by:
        ring(
            to=asked.recorded_by,
            rule="review-answer",
            subject=_("%(name)s answered your question") % {"name": by.name},
            site=contact.enrollment.site,
            link=reverse("caseload:thread", args=[contact.pk]),
        )
    return review


@transaction.atomic
def resolve(*, contact, by, words=""):
    """Take the contact off the queue: it was seen, and nothing is open. Raises CannotReview."""
    contact, review = _locked(contact, by)
    if contact.waits_for_help and not words.strip():
        raise CannotReview(_("They asked for help: write a short answer."), "words")
    if contact.waits_for_help:
        return thank(contact=contact, words=words, by=by)
    contacts.mark_seen(contact=contact, by=by)
    _add(review, ReviewNote.Kind.RESOLVED, words.strip(), by)
    return _move(review, Status.RESOLVED, by)


def _locked(contact, by):
    """The contact and its thread, both locked; the thread begins here if there is none."""
    contact = (
        Contact.objects.select_for_update(of=("self",))
        .select_related("enrollment__site", "recorded_by")
        .get(pk=contact.pk)
    )
    Review.objects.get_or_create(contact=contact, defaults={"recorded_by": by})
    return contact, Review.objects.select_for_update().get(contact=contact)


def _add(review, kind, words, by):
    return ReviewNote.objects.create(review=review, kind=kind, words=words, recorded_by=by)


def _move(review, status, by):
    review.status = status
    review.resolved_at = timezone.now() if status == Status.RESOLVED else review.resolved_at
    review.version += 1
    review.save(update_fields=["status", "resolved_at", "version"])
    trail.record(by, f"review.{status}", review, site=review.contact.enrollment.site)
    return review
