"""A private calendar file: an unguessable address that shows one person's coming days to their own calendar."""

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def digest_of(token):
    """What is kept of a token; the token itself is shown once and stored nowhere."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token():
    """256 bits of chance, safe in an address."""
    return secrets.token_urlsafe(32)


class CalendarLinkQuerySet(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None)

    def for_user(self, user):
        """One's own, nobody else's."""
        return self.filter(user=user)

    def of_token(self, token):
        return self.open().filter(token_digest=digest_of(token))


class CalendarLink(models.Model):
    """An address of a calendar file, from the day it was made until its owner renews or ends it.

    `content_digest` and `content_at` say what was last shown and since when it is so, for calendars that ask
    whether anything changed.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("whose"), on_delete=models.PROTECT, related_name="calendar_links"
    )
    token_digest = models.CharField(_("digest of the token"), max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    read_at = models.DateTimeField(_("last read at"), null=True, editable=False)
    content_digest = models.CharField(_("digest of what was shown"), max_length=64, blank=True, editable=False)
    content_at = models.DateTimeField(_("shown since"), null=True, editable=False)

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at=None), name="calendarlink_one_open_for_a_person"
            )
        ]

    class Privacy:
        public = ("id", "user", "made_at", "ended_at", "read_at", "content_at")
        restricted = ("token_digest", "content_digest")

    def __str__(self):
        return f"calendar link {self.pk}"
