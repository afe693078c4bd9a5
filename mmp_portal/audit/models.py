"""The trail: verbs that were carried out, and case files that were opened. Rows are added, never changed."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.agencies.models import Site


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **changes):
        raise TypeError("The audit trail is append-only.")

    def delete(self):
        raise TypeError("The audit trail is append-only.")

    def bulk_update(self, *args, **kwargs):
        raise TypeError("The audit trail is append-only.")

    def about(self, record):
        """Rows about one record."""
        return self.filter(subject_type=ContentType.objects.get_for_model(record), subject_id=record.pk)

    def for_user(self, user):
        """What a supervisor sees of their sites, and an administrator of their agency."""
        reach = Q(pk__in=[])
        for grant in user.grants_with(Permission.AUDIT_VIEW):
            if grant.role == Role.ADMINISTRATOR and grant.agency is None:
                return self
            reach |= Q(site__agency=grant.agency) if grant.role == Role.ADMINISTRATOR else Q(site=grant.site)
        return self.filter(reach)


class TrailRow(models.Model):
    """Who, when, about which record, at which site."""

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, null=True, related_name="+")
    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(_("record"), max_length=80)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="%(class)s_subject")]

    class Privacy:
        public = ("id", "at", "by", "site", "subject_type", "subject_id", "subject_label")

    def __str__(self):
        return f"{self.subject_label} at {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("The audit trail is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The audit trail is append-only.")


class Event(TrailRow):
    """A verb that somebody carried out, such as `enrollment.closed`, with its reason."""

    verb = models.CharField(_("what"), max_length=60)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    details = models.JSONField(_("before and after"), default=dict, blank=True)

    class Meta(TrailRow.Meta):
        pass

    class Privacy:
        public = ("verb",)
        sensitive = ("reason", "details")


class Opening(TrailRow):
    """A case file, or restricted facts in it, that somebody opened."""

    what = models.CharField(_("what"), max_length=40)
    reason = models.CharField(_("why"), max_length=500, blank=True)

    class Meta(TrailRow.Meta):
        pass

    class Privacy:
        public = ("what",)
        sensitive = ("reason",)
