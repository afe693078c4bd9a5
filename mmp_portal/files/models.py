"""Files that people sent: checked by what is in them, kept outside of the web server's reach."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record, RecordQuerySet
from mmp_portal.files import owners


class Content(models.TextChoices):
    """What a file was found to be; its name is not asked."""

    PICTURE = "picture", _("Picture")
    PDF = "pdf", _("PDF")


MEDIA_TYPES = {Content.PICTURE: "image/jpeg", Content.PDF: "application/pdf"}
SUFFIXES = {Content.PICTURE: "jpg", Content.PDF: "pdf"}


class StoredFileQuerySet(RecordQuerySet):
    def unattached(self):
        """Sent, and not yet part of any record."""
        return self.not_voided().filter(owner_kind="", removed_at=None)

    def for_user(self, user):
        """Files of records that `user` may open, as each kind of record says; and what they sent a moment ago."""
        reach = Q(owner_kind="", recorded_by=user)
        for owner in owners.all_owners():
            reach |= Q(owner_kind=owner.kind, pk__in=owner.visible_to(user))
        return self.not_voided().filter(reach, removed_at=None)


class StoredFile(Record):
    """One file. Who sent it, and when, is who recorded it.

    `uuid` stands in addresses and `place` on the disk; neither says anything about the file or a person.
    `owner_kind` names the kind of record it became part of, empty until it does.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = models.CharField(_("place on the disk"), max_length=80, unique=True, editable=False)
    small_place = models.CharField(_("place of the small picture"), max_length=80, blank=True, editable=False)
    content = models.CharField(_("content"), max_length=10, choices=Content, editable=False)
    size_bytes = models.PositiveIntegerField(_("size in bytes"), editable=False)
    pages = models.PositiveIntegerField(_("pages"), default=1, editable=False)
    sha256 = models.CharField(_("digest"), max_length=64, editable=False)
    original_name = models.CharField(_("name it was sent under"), max_length=200, blank=True, editable=False)
    owner_kind = models.CharField(_("part of"), max_length=30, blank=True, editable=False)
    attached_at = models.DateTimeField(_("attached at"), null=True, editable=False)
    removed_at = models.DateTimeField(_("taken off the disk at"), null=True, editable=False)

    objects = StoredFileQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-recorded_at", "-pk"]
        indexes = [models.Index(fields=["owner_kind", "recorded_at"], name="storedfile_by_owner_kind")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(content__in=Content.values), name="storedfile_content_is_known"),
            models.CheckConstraint(condition=Q(size_bytes__gte=1), name="storedfile_is_not_empty"),
            models.CheckConstraint(
                condition=Q(owner_kind="", attached_at=None) | ~Q(owner_kind="") & Q(attached_at__isnull=False),
                name="storedfile_attached_with_its_moment",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "uuid",
            "place",
            "small_place",
            "content",
            "size_bytes",
            "pages",
            "sha256",
            "owner_kind",
            "attached_at",
            "removed_at",
        )
        personal = ("original_name",)

    def __str__(self):
        return f"file {self.pk}"

    def get_absolute_url(self):
        return reverse("files:file", args=[self.uuid])

    @property
    def small_url(self):
        """The small picture's address; "" where there is none."""
        return reverse("files:small", args=[self.uuid]) if self.small_place else ""

    @property
    def is_picture(self):
        return self.content == Content.PICTURE

    @property
    def media_type(self):
        return MEDIA_TYPES[self.content]

    @property
    def neutral_name(self):
        """What a browser may save it as: nothing that somebody typed."""
        return f"{self.uuid.hex[:8]}.{SUFFIXES[self.content]}"
