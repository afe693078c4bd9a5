"""What was typed and not yet saved, and which forms were sent already."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def kept_until():
    """Drafts that nobody touched since this moment are over."""
    return timezone.now() - timedelta(days=settings.DRAFT_DAYS)


class DraftQuerySet(models.QuerySet):
    def for_user(self, user):
        """Somebody's own drafts, as long as the role lasts that lets them send the form."""
        return self.filter(owner=user, permission__in=user.permissions).not_sent()

    def not_sent(self):
        """Without those whose page was sent meanwhile: a late autosave must not bring back what is saved."""
        return self.exclude(self._sent())

    def over(self):
        """Drafts to let go of: untouched for too long, or sent meanwhile."""
        return self.filter(Q(kept_at__lt=kept_until()) | self._sent())

    def _sent(self):
        return Exists(Sending.objects.saved().filter(user=OuterRef("owner"), once=OuterRef("once")))


class Draft(models.Model):
    """The words of one form that its owner began and did not save.

    `key` is the form and the page it stands on, so that there is one draft of it and no second one.
    The words lie in `payload`; nobody but the owner is ever shown them.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="drafts"
    )
    key = models.CharField(_("key"), max_length=64, editable=False)
    form = models.CharField(_("form"), max_length=120)
    page = models.CharField(_("page"), max_length=500)
    permission = models.CharField(_("permission that the page asks for"), max_length=40)
    payload = models.JSONField(_("words"), default=dict)
    version = models.PositiveIntegerField(_("version of the record it began from"), null=True)
    once = models.UUIDField(_("id of the page that wrote it"), null=True)
    begun_at = models.DateTimeField(_("begun at"), default=timezone.now, editable=False)
    kept_at = models.DateTimeField(_("kept at"), default=timezone.now, db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="draft_one_for_each_form")]

    class Privacy:
        public = ("id", "owner", "key", "form", "page", "permission", "version", "once", "begun_at", "kept_at")
        restricted = ("payload",)

    def __str__(self):
        return f"draft {self.pk}"

    def get_absolute_url(self):
        return self.page

    @property
    def title(self):
        """What the page called itself while it was typed into; without that, what the form is called."""
        return self.payload.get("title") or self.form

    @property
    def names(self):
        """Names of the fields that the page sent, filled in or not."""
        return set(self.payload.get("names", ()))

    @property
    def values(self):
        """Name -> list of what was typed or chosen."""
        return self.payload.get("values", {})

    @property
    def first_print(self):
        """The browser's mark of the untouched form: typed back to it, there is nothing to keep."""
        return self.payload.get("print", "")


class SendingQuerySet(models.QuerySet):
    def saved(self):
        """Those that led on. One without a location is still being answered."""
        return self.exclude(location="")


class Sending(models.Model):
    """One form, sent and saved once. A repeat finds this row and is led to where the first one went.

    `once` is made with the page; `uid` is made of it and of every word in the form, so that the same page
    sent again with other words is a sending of its own and loses none of them.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("sent by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    uid = models.UUIDField(_("id"), editable=False)
    once = models.UUIDField(_("id of the page"), editable=False)
    page = models.CharField(_("page"), max_length=500)
    location = models.TextField(_("led to"), blank=True)
    at = models.DateTimeField(_("sent at"), default=timezone.now, db_index=True)

    objects = SendingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "once"], name="sending_of_a_page")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "uid"], condition=Q(user__isnull=False), name="sending_once_for_each_user"
            ),
            models.UniqueConstraint(fields=["uid"], condition=Q(user=None), name="sending_once_without_an_account"),
        ]

    class Privacy:
        public = ("id", "user", "uid", "once", "page", "location", "at")

    def __str__(self):
        return f"sending {self.pk}"
