"""Messages to people. The row is the truth; the broker is only a tick."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.agencies.models import Site, check_time_zone


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    BELL = "bell", _("In the portal")
    TEXT = "text", _("Text message")


class State(models.TextChoices):
    PLANNED = "planned", _("Planned")
    SENDING = "sending", _("Sending")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    SKIPPED = "skipped", _("Skipped")


TRANSITIONS: dict[str, frozenset[str]] = {
    State.PLANNED: frozenset({State.SENDING, State.SKIPPED}),
    State.SENDING: frozenset({State.SENT, State.PLANNED, State.FAILED, State.SKIPPED}),
    State.SENT: frozenset(),
    State.FAILED: frozenset({State.PLANNED}),
    State.SKIPPED: frozenset(),
}

# A claim this old belongs to a process that died; the row is taken up again, under the same key.
CLAIM_LASTS = timedelta(minutes=2)
# Waits before the second, third ... attempt; after the last the message has failed.
RETRY_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)


class MessageQuerySet(models.QuerySet):
    def due(self, now):
        """Messages to be sent at `now`: planned and due, or claimed by a process that died."""
        return self.filter(
            Q(state=State.PLANNED, due_at__lte=now) | Q(state=State.SENDING, claimed_at__lte=now - CLAIM_LASTS)
        ).order_by("due_at", "pk")

    def bell_of(self, user):
        """Notices for one person in the portal, newest first."""
        return self.filter(channel=Channel.BELL, recipient=user, state=State.SENT).order_by("-sent_at", "-pk")

    def waiting(self):
        """Planned, or being sent at this moment."""
        return self.filter(state__in=[State.PLANNED, State.SENDING])

    def unread(self):
        return self.filter(read_at=None)

    def for_user(self, user):
        """Messages about the sites a person works at; all of an agency's for its administrator. Secrets never."""
        reach = Q(pk__in=[])
        for grant in user.grants_with(Permission.REMINDER_VIEW):
            if grant.role == Role.ADMINISTRATOR and grant.agency is None:
                return self.filter(is_secret=False)
            reach |= Q(site__agency=grant.agency) if grant.role == Role.ADMINISTRATOR else Q(site=grant.site)
        return self.filter(reach, is_secret=False)


class Message(models.Model):
    """One message to one person by one channel, queued in the transaction of what it tells of.

    `key` says what the message is about, once: `rule:subject:occurrence:recipient:channel`. A second
    message under the same key is never written, and every attempt carries the same Message-ID.
    """

    class Delivery(models.TextChoices):
        """What the provider says came of a text."""

        DELIVERED = "delivered", _("Delivered")
        UNDELIVERED = "undelivered", _("Not delivered")

    key = models.CharField(_("key"), max_length=200, unique=True)
    rule = models.CharField(_("kind"), max_length=60)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.EMAIL)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
    )
    address = models.CharField(_("address"), max_length=254, blank=True)
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(_("language"), max_length=5, default="en")
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    link = models.CharField(_("page"), max_length=200, blank=True)
    about = models.JSONField(
        _("about"),
        default=dict,
        blank=True,
        help_text=_("Ids of the records it tells of, looked at again on sending."),
    )
    is_secret = models.BooleanField(_("carries a secret"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    due_at = models.DateTimeField(_("due at"), default=timezone.now)
    worth_until = models.DateTimeField(_("of use until"), null=True, editable=False)
    is_urgent = models.BooleanField(_("may wake somebody"), default=False, editable=False)
    queued_at = models.DateTimeField(_("queued at"), default=timezone.now, editable=False)
    claimed_at = models.DateTimeField(_("claimed at"), null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, editable=False)
    read_at = models.DateTimeField(_("read at"), null=True, editable=False)
    trouble = models.CharField(_("what went wrong"), max_length=200, blank=True, editable=False)
    message_id = models.UUIDField(default=uuid.uuid4, editable=False)
    provider_id = models.CharField(
        _("the provider's number"), max_length=64, blank=True, db_index=True, editable=False
    )
    delivery = models.CharField(_("delivery"), max_length=11, choices=Delivery, blank=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "-pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="message_due")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="message_state_is_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="message_channel_is_known"),
            models.CheckConstraint(
                condition=Q(delivery__in=["", "delivered", "undelivered"]), name="message_delivery_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False) | ~Q(state=State.SENT) & Q(sent_at=None),
                name="message_sent_exactly_with_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENDING) | Q(claimed_at__isnull=False), name="message_sending_was_claimed"
            ),
            models.CheckConstraint(
                condition=~Q(channel=Channel.BELL) | Q(recipient__isnull=False), name="message_bell_has_a_person"
            ),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(sent_at__isnull=False, read_at__gte=F("sent_at")),
                name="message_read_after_it_was_sent",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "key",
            "rule",
            "channel",
            "recipient",
            "site",
            "language",
            "about",
            "is_secret",
            "state",
            "due_at",
            "worth_until",
            "is_urgent",
            "queued_at",
            "claimed_at",
            "attempts",
            "sent_at",
            "read_at",
            "trouble",
            "message_id",
            "provider_id",
            "delivery",
        )
        personal = ("address",)
        sensitive = ("subject", "body", "link")

    def __str__(self):
        return f"message {self.pk} ({self.rule})"


class Digest(models.TextChoices):
    """How often somebody is told in one letter what waits for them."""

    USUAL = "", _("As usual for my role")
    DAILY = "daily", _("Every working day")
    WEEKLY = "weekly", _("Every Monday")
    OFF = "off", _("Never")


class Preference(models.Model):
    """What somebody who signs in chose of their messages. Without a row everything is as usual.

    No e-mail leaves in their quiet hours, by their own clock or that of the message's site; what is urgent does.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="message_preference"
    )
    digest = models.CharField(_("what waits for me, in one e-mail"), max_length=6, choices=Digest, blank=True)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    time_zone = models.CharField(_("my clock"), max_length=40, blank=True, validators=[check_time_zone])

    class Meta:
        ordering = ["user"]
        constraints = [
            models.CheckConstraint(condition=Q(digest__in=Digest.values), name="preference_digest_is_known"),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="preference_quiet_from_and_until",
                violation_error_message=_("Quiet hours need a beginning and an end."),
            ),
        ]

    class Privacy:
        public = ("id", "user", "digest", "quiet_from", "quiet_until", "time_zone")

    def __str__(self):
        return f"preference of user {self.user_id}"


class Declined(models.Model):
    """A kind of message that somebody does not want by one channel."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="declined_messages"
    )
    rule = models.CharField(_("kind"), max_length=60)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)

    class Meta:
        ordering = ["user", "rule", "channel"]
        constraints = [
            models.UniqueConstraint(fields=["user", "rule", "channel"], name="declined_once"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="declined_channel_is_known"),
        ]

    class Privacy:
        public = ("id", "user", "rule", "channel")

    def __str__(self):
        return f"user {self.user_id} declines {self.rule}"


class StoppedNumberQuerySet(models.QuerySet):
    def stopped(self):
        return self.filter(restarted_at=None)


class StoppedNumber(models.Model):
    """A phone whose owner wants no more texts, from anybody here; and since when they want them again."""

    digits = models.CharField(_("number"), max_length=30, unique=True)
    stopped_at = models.DateTimeField(_("stopped at"))
    restarted_at = models.DateTimeField(_("started again at"), null=True)

    objects = StoppedNumberQuerySet.as_manager()

    class Meta:
        ordering = ["-stopped_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(restarted_at=None) | Q(restarted_at__gte=F("stopped_at")),
                name="stoppednumber_starts_after_it_stopped",
            ),
        ]

    class Privacy:
        public = ("id", "stopped_at", "restarted_at")
        personal = ("digits",)

    def __str__(self):
        return f"stopped number {self.pk}"


class Pulse(models.Model):
    """When a task of the clock last did its work: what is missing here did not run."""

    name = models.CharField(_("task"), max_length=40, unique=True)
    ran_at = models.DateTimeField(_("ran at"))

    class Meta:
        ordering = ["name"]

    class Privacy:
        public = ("id", "name", "ran_at")

    def __str__(self):
        return self.name
