"""What the portal keeps is corrected or voided with a reason, never erased."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RecordQuerySet(models.QuerySet):
    def not_voided(self):
        """Rows that stand."""
        return self.filter(voided_at=None)

    def delete(self):
        raise TypeError("Records are voided with a reason, not deleted.")


class Record(models.Model):
    """Who wrote a row and when, which version of it this is, and whether it was voided, by whom and why.

    `version` grows by one with every correction; a form that was opened on an older version is
    refused, and both versions are shown.
    """

    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    voided_at = models.DateTimeField(_("voided at"), null=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("voided by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    void_reason = models.CharField(_("why voided"), max_length=200, blank=True, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(voided_at=None, voided_by=None, void_reason="")
                | Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason=""),
                name="%(class)s_voided_with_person_and_reason",
            )
        ]

    class Privacy:
        public = ("recorded_at", "recorded_by", "version", "voided_at", "voided_by")
        sensitive = ("void_reason",)

    def delete(self, *args, **kwargs):
        raise TypeError("Records are voided with a reason, not deleted.")
