"""A spreadsheet that was sent: what its columns mean, and what came of each row."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet


class Subject(models.TextChoices):
    """What the rows of a spreadsheet are."""

    PARTICIPANTS = "participants", _("Participants")
    HOUSEHOLDS = "households", _("Households")
    MENTORS = "mentors", _("Mentors")
    CONTACTS = "contacts", _("Contacts")
    ATTENDANCE = "attendance", _("Attendance")
    REFERRALS = "referrals", _("Referrals")


class Status(models.TextChoices):
    SENT = "sent", _("Columns to be named")
    CHECKED = "checked", _("Tried, nothing saved yet")
    TAKEN = "taken", _("Taken in")
    GIVEN_UP = "given_up", _("Given up")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.SENT: frozenset({Status.CHECKED, Status.GIVEN_UP}),
    Status.CHECKED: frozenset({Status.CHECKED, Status.TAKEN, Status.GIVEN_UP}),
    Status.TAKEN: frozenset(),
    Status.GIVEN_UP: frozenset(),
}


class Outcome(models.TextChoices):
    NONE = "", _("Not tried yet")
    CREATED = "created", _("New")
    UNCHANGED = "unchanged", _("Known already")
    REFUSED = "refused", _("Refused")


class ImportQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those of sites at which `user` works on cases."""
        return self.filter(case_q(user, program=None))

    def unfinished(self):
        return self.filter(status__in=(Status.SENT, Status.CHECKED))


class Import(Record):
    """One spreadsheet of one site. `columns` says for each field in which column it stands, counted from 0."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("what the rows are"), max_length=12, choices=Subject)
    file_name = models.CharField(_("name of the file"), max_length=120, blank=True)
    headings = models.JSONField(_("headings"), default=list)
    columns = models.JSONField(_("columns"), default=dict)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.SENT)
    created_count = models.PositiveIntegerField(_("new"), default=0)
    unchanged_count = models.PositiveIntegerField(_("known already"), default=0)
    refused_count = models.PositiveIntegerField(_("refused"), default=0)
    taken_at = models.DateTimeField(_("taken in at"), null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="import_status_is_known"),
            models.CheckConstraint(condition=Q(subject__in=Subject.values), name="import_subject_is_known"),
            models.CheckConstraint(
                condition=Q(status=Status.TAKEN, taken_at__isnull=False) | ~Q(status=Status.TAKEN) & Q(taken_at=None),
                name="import_taken_with_its_moment",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "site",
            "subject",
            "columns",
            "status",
            "created_count",
            "unchanged_count",
            "refused_count",
            "taken_at",
        )
        # A file may be named after a family, and a heading may be a row that slipped.
        personal = ("file_name", "headings")

    def __str__(self):
        return f"import {self.pk}"

    def get_absolute_url(self):
        return reverse("imports:import", args=[self.pk])

    @property
    def total(self):
        return self.created_count + self.unchanged_count + self.refused_count

    @property
    def status_kind(self):
        if self.status == Status.TAKEN:
            return "met"
        return "closed" if self.status == Status.GIVEN_UP else "waiting"

    def may_become(self, status):
        return status in TRANSITIONS[self.status]


class ImportRow(models.Model):
    """One row as it was sent, until it is taken in: then only refused rows keep their cells, to be mended."""

    # The trail says of the import itself, and of each record that it made.
    is_worked_out = True

    sheet = models.ForeignKey(Import, verbose_name=_("import"), on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(_("cells"), default=list)
    outcome = models.CharField(_("what came of it"), max_length=9, choices=Outcome, blank=True)
    troubles = models.JSONField(_("why refused"), default=list)

    class Meta:
        ordering = ["sheet", "number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="importrow_once_in_a_sheet"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="importrow_outcome_is_known"),
        ]

    class Privacy:
        public = ("id", "sheet", "number", "outcome")
        sensitive = ("cells", "troubles")

    def __str__(self):
        return f"row {self.number} of import {self.sheet_id}"


class ColumnNames(models.Model):
    """Under which headings a site's spreadsheets of a kind say what: remembered from the last one."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("what the rows are"), max_length=12, choices=Subject)
    headings = models.JSONField(_("heading of each field"), default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "subject"], name="columnnames_once_for_a_site"),
            models.CheckConstraint(condition=Q(subject__in=Subject.values), name="columnnames_subject_is_known"),
        ]

    class Privacy:
        public = ("id", "site", "subject", "headings")

    def __str__(self):
        return f"columns of {self.subject} at site {self.site_id}"


class ImportedKey(models.Model):
    """What a row was about, as a digest: the same row again changes nothing, though the record was corrected since."""

    is_worked_out = True

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("what the rows are"), max_length=12, choices=Subject)
    digest = models.CharField(_("digest"), max_length=64)
    record = models.BigIntegerField(_("record"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "subject", "digest"], name="importedkey_once_at_a_site"),
            models.CheckConstraint(condition=Q(subject__in=Subject.values), name="importedkey_subject_is_known"),
        ]

    class Privacy:
        public = ("id", "site", "subject", "digest", "record")

    def __str__(self):
        return f"key {self.pk} of site {self.site_id}"
