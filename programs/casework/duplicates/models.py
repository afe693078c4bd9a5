"""Two records of one person put together, and every row that moved, so that it can be undone."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Person


class MergeQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Mergings into somebody whom `user` may see."""
        return self.filter(kept__in=Person.objects.for_user(user).values("pk"))

    def standing(self):
        """Those that were not undone."""
        return self.filter(undone_at=None)

    def with_people(self):
        return self.select_related("kept", "merged", "recorded_by", "undone_by", "site")


class Merge(Record):
    """One record was merged into another. Who did it, and when, is who recorded it.

    `changed` holds the details of the kept record that were taken over: name of the field -> before and after.
    """

    kept = models.ForeignKey(
        Person, verbose_name=_("kept record"), on_delete=models.PROTECT, related_name="merges_kept"
    )
    merged = models.ForeignKey(
        Person, verbose_name=_("merged record"), on_delete=models.PROTECT, related_name="merges"
    )
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("how one knows"), max_length=300)
    changed = models.JSONField(_("details taken over"), default=dict, encoder=DjangoJSONEncoder)
    added_ways = models.JSONField(_("ways to reach them that were added"), default=list)
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(
        User, verbose_name=_("undone by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    undo_words = models.CharField(_("why undone"), max_length=300, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_of_two"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None, undo_words="")
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undo_words=""),
                name="merge_undone_with_person_and_reason",
            ),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at=None), name="merge_standing_once_for_a_record"
            ),
        ]

    class Privacy:
        public = ("id", "kept", "merged", "site", "undone_at", "undone_by")
        sensitive = ("words", "changed", "added_ways", "undo_words")

    def __str__(self):
        return f"merge {self.pk}"

    def get_absolute_url(self):
        return reverse("duplicates:merge", args=[self.pk])

    @property
    def is_undone(self):
        return self.undone_at is not None


class MovedRow(models.Model):
    """One row that pointed at the merged record, or was widened with it: where it stands, and what stood there."""

    # The trail says of the merging itself; here is only what undoing needs.
    is_worked_out = True

    merge = models.ForeignKey(Merge, verbose_name=_("merging"), on_delete=models.PROTECT, related_name="rows")
    model = models.CharField(_("kind of record"), max_length=80)
    row = models.BigIntegerField(_("record"))
    field = models.CharField(_("field"), max_length=60)
    before = models.JSONField(_("before"), null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), null=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["merge", "model", "row", "field"], name="movedrow_once_in_a_merge")
        ]

    class Privacy:
        public = ("id", "merge", "model", "row", "field", "before", "after")

    def __str__(self):
        return f"row {self.pk} of merge {self.merge_id}"
