"""What people answer to a text."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import Site
from programs.casework.enrollments.models import Enrollment
from programs.casework.reminders.meaning import Meaning


class TextReply(models.Model):
    """An answer from a phone, once however often the provider brings it, and the person it was handed to.

    `enrollment` is the open case of whoever's number it is, where there is one.
    """

    provider_id = models.CharField(_("the provider's number"), max_length=64, unique=True)
    digits = models.CharField(_("from"), max_length=30, db_index=True)
    body = models.CharField(_("words"), max_length=1600, blank=True)
    meaning = models.CharField(_("what it means"), max_length=5, choices=Meaning)
    received_at = models.DateTimeField(_("received at"))
    enrollment = models.ForeignKey(
        Enrollment,
        verbose_name=_("case"),
        on_delete=models.PROTECT,
        null=True,
        related_name="text_replies",
    )
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, null=True, related_name="+")
    handed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("handed to"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "text replies"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(meaning__in=Meaning.values), name="textreply_meaning_is_known"),
        ]

    class Privacy:
        public = ("id", "provider_id", "meaning", "received_at", "enrollment", "site", "handed_to")
        personal = ("digits",)
        sensitive = ("body",)

    def __str__(self):
        return f"text reply {self.pk}"
