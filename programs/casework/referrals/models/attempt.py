"""Tries to reach a family that was referred."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.referrals.models.referral import Referral, referral_q


class AttemptQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those of referrals the person works on."""
        return self.filter(referral_q(user, prefix="referral__"))

    def reached(self):
        """Those in which somebody spoke with the family."""
        return self.not_voided().filter(outcome=Attempt.Outcome.REACHED)


class Attempt(Record):
    """On which day somebody tried to reach the family, how, and what came of it. Who tried is who wrote it down."""

    class Way(models.TextChoices):
        CALL = "call", _("Call")
        TEXT = "text", _("Text")
        EMAIL = "email", _("E-mail")
        LETTER = "letter", _("Letter")
        VISIT = "visit", _("Visit")
        REFERRER = "referrer", _("Through whoever refers")

    class Outcome(models.TextChoices):
        NO_ANSWER = "no_answer", _("No answer")
        MESSAGE = "message", _("Left a message")
        WRONG = "wrong", _("The number or address is wrong")
        REACHED = "reached", _("Spoke with them")

    referral = models.ForeignKey(
        Referral, verbose_name=_("referral"), on_delete=models.PROTECT, related_name="attempts"
    )
    made_on = models.DateField(_("when"))
    way = models.CharField(_("how"), max_length=10, choices=Way)
    outcome = models.CharField(_("what came of it"), max_length=10, choices=Outcome)
    note = models.CharField(_("note"), max_length=300, blank=True)
    sent_uid = models.UUIDField(_("id of the sending"), null=True, unique=True, editable=False)

    objects = AttemptQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-made_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(way__in=["call", "text", "email", "letter", "visit", "referrer"]),
                name="attempt_way_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["no_answer", "message", "wrong", "reached"]), name="attempt_outcome_is_known"
            ),
        ]

    class Privacy:
        public = ("id", "referral", "made_on", "way", "outcome", "sent_uid")
        sensitive = ("note",)

    def __str__(self):
        return f"attempt {self.pk}"
