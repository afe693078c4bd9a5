"""Links that open one page for somebody without an account, and the count of who came to a public door."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def new_key():
    """Ninety-six random bits: nobody guesses a link, and no two are alike."""
    return secrets.token_urlsafe(12)


class SignedLinkQuerySet(models.QuerySet):
    def standing(self, now):
        """Neither withdrawn nor run out."""
        return self.filter(withdrawn_at=None, expires_at__gt=now)

    def about(self, purpose, subject_ids):
        """Those made for a purpose and any of the records."""
        return self.filter(purpose=purpose, subject_id__in=subject_ids)


class SignedLink(models.Model):
    """Somebody may open the page of one purpose about one record until a moment, unless the link is withdrawn.

    The address carries purpose, record, moment and `key`, signed with the portal's secret (see `tokens`). The
    key alone opens nothing: whoever reads this table cannot make an address of it, and the portal can write
    the same address again into the next reminder.
    """

    purpose = models.CharField(_("purpose"), max_length=40)
    subject_id = models.PositiveBigIntegerField(_("about record"))
    key = models.CharField(_("key"), max_length=22, unique=True, default=new_key, editable=False)
    expires_at = models.DateTimeField(_("runs out at"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    uses = models.PositiveIntegerField(_("times used"), default=0, editable=False)
    last_used_at = models.DateTimeField(_("last used at"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("withdrawn by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = SignedLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["purpose", "subject_id"], name="signedlink_about")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="signedlink_runs_out_after_it_was_made",
                violation_error_message=_("A link runs out after it was made."),
            ),
            models.CheckConstraint(
                condition=Q(uses=0, last_used_at=None) | Q(uses__gt=0, last_used_at__isnull=False),
                name="signedlink_used_with_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None) | Q(withdrawn_at__isnull=False),
                name="signedlink_withdrawn_by_somebody_at_a_moment",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "purpose",
            "subject_id",
            "expires_at",
            "made_at",
            "made_by",
            "uses",
            "last_used_at",
            "withdrawn_at",
            "withdrawn_by",
        )
        sensitive = ("key",)

    def __str__(self):
        return f"link {self.pk}"

    def stands(self, now):
        """Whether it opens its page at `now`."""
        return self.withdrawn_at is None and self.expires_at > now


class Knock(models.Model):
    """How often one visitor, or everybody together, came to one public door in one stretch of time.

    A visitor is a keyed digest of a network address, kept for a day; "" counts everybody.
    """

    door = models.CharField(_("door"), max_length=60)
    visitor = models.CharField(_("visitor"), max_length=64, blank=True)
    stretch_began_at = models.DateTimeField(_("stretch began at"), db_index=True)
    count = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        ordering = ["-stretch_began_at"]
        constraints = [
            models.UniqueConstraint(fields=["door", "visitor", "stretch_began_at"], name="knock_counted_in_one_row")
        ]

    class Privacy:
        public = ("id", "door", "stretch_began_at", "count")
        personal = ("visitor",)

    def __str__(self):
        return f"knock {self.pk}"
