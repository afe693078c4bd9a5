"""What a supervisor looked at, asked and was answered. Nothing waits for it: a contact counts from the start."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment


class Status(models.TextChoices):
    OPEN = "open", _("To look at")
    RETURNED = "returned", _("Returned with a question")
    ANSWERED = "answered", _("Answered")
    RESOLVED = "resolved", _("Resolved")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.OPEN: frozenset({Status.RETURNED, Status.RESOLVED}),
    Status.RETURNED: frozenset({Status.ANSWERED, Status.RESOLVED}),
    Status.ANSWERED: frozenset({Status.RETURNED, Status.RESOLVED}),
    Status.RESOLVED: frozenset({Status.RETURNED}),
}


class ReviewQuerySet(RecordQuerySet):
    def returned(self):
        """Those in which the writer owes an answer."""
        return self.not_voided().filter(status=Status.RETURNED)

    def answered(self):
        return self.not_voided().filter(status=Status.ANSWERED)

    def owed_by(self, user):
        """Questions about contacts that `user` wrote."""
        return self.returned().filter(contact__recorded_by=user)

    def for_user(self, user):
        """Supervisors: those of their sites and programs. Whoever wrote the contact: the own, while they may see it."""
        supervised = case_q(
            user,
            site="contact__enrollment__site",
            program="contact__enrollment__program",
            roles=(Role.SUPERVISOR,),
        )
        seen = Enrollment.objects.for_user(user)
        mine = Q(contact__recorded_by=user, contact__enrollment__in=seen.values("pk"))
        return self.filter(supervised | mine)


class Review(Record):
    """The thread about one contact."""

    contact = models.OneToOneField(Contact, verbose_name=_("contact"), on_delete=models.PROTECT, related_name="review")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    resolved_at = models.DateTimeField(_("resolved at"), null=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-recorded_at"]
        indexes = [models.Index(fields=["status"], name="review_by_status")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="review_status_is_known"),
            models.CheckConstraint(
                condition=~Q(status=Status.RESOLVED) | Q(resolved_at__isnull=False),
                name="review_resolved_with_its_moment",
            ),
        ]

    class Privacy:
        public = ("id", "contact", "status", "resolved_at")

    def __str__(self):
        return f"review {self.pk}"

    def get_absolute_url(self):
        return reverse("caseload:thread", args=[self.contact_id])

    def may_become(self, status) -> bool:
        return status in TRANSITIONS[self.status]


class ReviewNote(Record):
    """One turn in the thread, in the order in which they were written."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        ANSWER = "answer", _("Answer")
        THANKS = "thanks", _("Thanks")
        RESOLVED = "resolved", _("Resolved")

    review = models.ForeignKey(Review, verbose_name=_("review"), on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    words = models.CharField(_("words"), max_length=600, blank=True)

    class Meta(Record.Meta):
        ordering = ["recorded_at", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["question", "answer", "thanks", "resolved"]), name="reviewnote_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["question", "answer"]) | ~Q(words=""),
                name="reviewnote_question_and_answer_have_words",
                violation_error_message=_("Write a sentence."),
            ),
        ]

    class Privacy:
        public = ("id", "review", "kind")
        sensitive = ("words",)

    def __str__(self):
        return f"review note {self.pk}"
