"""Contacts that are planned and not yet done."""

import uuid
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.contacts.models.contact import LONGEST_MINUTES, Contact
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match


class Status(models.TextChoices):
    PLANNED = "planned", _("Planned")
    KEPT = "kept", _("Kept")
    MISSED = "missed", _("Did not happen")
    MOVED = "moved", _("Moved")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.PLANNED: frozenset({Status.KEPT, Status.MISSED, Status.MOVED}),
    Status.KEPT: frozenset({Status.PLANNED}),  # the contact it became was voided
    Status.MISSED: frozenset({Status.PLANNED}),  # marked by mistake
    Status.MOVED: frozenset(),
}


class MissedReason(models.TextChoices):
    NO_SHOW = "no_show", _("They did not come, or nobody was there")
    CALLED_OFF_BY_FAMILY = "family", _("The family called it off")
    CALLED_OFF_BY_US = "us", _("We called it off")


class AppointmentQuerySet(RecordQuerySet):
    def planned(self):
        """Still to come, or past and nobody has said what came of it."""
        return self.not_voided().filter(status=Status.PLANNED)

    def standing(self):
        """All that are in a calendar: planned, kept or missed. What was moved stands at its new time."""
        return self.not_voided().exclude(status=Status.MOVED)

    def between(self, first, last, zone):
        """Beginning on a day from `first` to `last`, both included, as the calendar in `zone` has it."""
        begins = datetime.combine(first, time.min, tzinfo=zone)
        ends = datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone)
        return self.filter(starts_at__gte=begins, starts_at__lt=ends)

    def on(self, day, zone=None):
        """Beginning on the day, by the clock in `zone`, or the one at hand."""
        return self.between(day, day, zone or timezone.get_current_timezone())

    def upcoming(self, now):
        return self.planned().filter(starts_at__gte=now).order_by("starts_at", "pk")

    def unanswered(self, now):
        """Past, and nobody has said what came of them."""
        return self.planned().filter(starts_at__lt=now).order_by("starts_at", "pk")

    def of_cases(self, enrollments):
        """Those of the cases, planned with one family or with several."""
        shared = self.model.also_with.through.objects.filter(enrollment__in=enrollments)
        return self.filter(Q(enrollment__in=enrollments) | Q(pk__in=shared.values("appointment")))

    def of_person(self, user):
        """Those that `user` keeps: as the mentor, as the worker named, or as the worker of the case where nobody is."""
        nobody_named = Q(worker=None, match=None, enrollment__worker=user)
        own = Match.objects.filter(mentor__person__user=user).values("pk")
        return self.filter(Q(worker=user) | Q(match__in=own) | nobody_named)

    def for_casework(self, user):
        """Only those of the sites and programs in which `user` works on cases, never by way of a match."""
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program"))

    def for_user(self, user):
        """Staff and supervisors: those of their sites and programs. A mentor: those of own matches."""
        mine = Q(pk__in=[])
        if Role.MENTOR in user.roles:
            own = Match.objects.filter(mentor__person__user=user, enrollment__in=Enrollment.objects.for_user(user))
            mine = Q(match__in=own.values("pk"))
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program") | mine)

    def with_people(self):
        return self.select_related(
            "enrollment__participant",
            "enrollment__site",
            "enrollment__worker",
            "match__mentor__person__user",
            "worker",
            "contact",
            "moved_from",
        ).prefetch_related("also_with__participant")


class Appointment(Record):
    """A contact planned with a family, or with several of one program at one site.

    The mentor of `match` keeps it, or else `worker`; where neither is named, the worker of the case. What was
    moved stays as it was, and the appointment at the new time points back at it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="appointments"
    )
    also_with = models.ManyToManyField(
        Enrollment, verbose_name=_("other families"), related_name="shared_appointments", blank=True
    )
    match = models.ForeignKey(
        Match, verbose_name=_("match"), on_delete=models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who keeps it"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
    )
    kind = models.CharField(_("kind"), max_length=20)
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    duration_minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    setting = models.CharField(_("where"), max_length=30, blank=True)
    place = models.CharField(_("place in words"), max_length=120, blank=True)
    with_whom = models.CharField(_("who else comes"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    series = models.UUIDField(_("series"), null=True, blank=True, editable=False, db_index=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    missed_reason = models.CharField(_("why it did not happen"), max_length=10, choices=MissedReason, blank=True)
    missed_words = models.CharField(_("in words"), max_length=200, blank=True)
    moved_reason = models.CharField(_("why it was moved"), max_length=200, blank=True)
    moved_from = models.OneToOneField(
        "self",
        verbose_name=_("moved from"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="moved_to",
    )
    contact = models.OneToOneField(
        Contact,
        verbose_name=_("what it became"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="appointment",
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["enrollment", "starts_at"], name="appointment_by_enrollment"),
            models.Index(fields=["status", "starts_at"], name="appointment_by_status"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="appointment_status_is_known"),
            models.CheckConstraint(
                condition=Q(duration_minutes__gte=1, duration_minutes__lte=LONGEST_MINUTES),
                name="appointment_lasts_a_sane_time",
                violation_error_message=_("An appointment lasts from 1 minute to 12 hours."),
            ),
            models.CheckConstraint(condition=~Q(kind=""), name="appointment_has_a_kind"),
            models.CheckConstraint(
                condition=Q(status=Status.MISSED, missed_reason__in=MissedReason.values)
                | ~Q(status=Status.MISSED) & Q(missed_reason="", missed_words=""),
                name="appointment_missed_exactly_with_a_reason",
                violation_error_message=_("Say why it did not happen."),
            ),
            models.CheckConstraint(
                condition=Q(status=Status.KEPT, contact__isnull=False) | ~Q(status=Status.KEPT) & Q(contact=None),
                name="appointment_kept_exactly_with_its_contact",
            ),
            models.CheckConstraint(
                condition=Q(moved_reason="") | Q(status=Status.MOVED), name="appointment_moved_reason_only_when_moved"
            ),
            models.CheckConstraint(
                condition=Q(moved_from=None) | ~Q(moved_from=F("pk")), name="appointment_not_moved_from_itself"
            ),
        ]

    class Privacy:
        public = (
            "id",
            "uid",
            "enrollment",
            "also_with",
            "match",
            "worker",
            "kind",
            "starts_at",
            "duration_minutes",
            "series",
            "status",
            "moved_from",
            "contact",
        )
        sensitive = ("setting", "place", "with_whom", "note", "missed_reason", "missed_words", "moved_reason")

    def __str__(self):
        return f"appointment {self.pk}"

    def get_absolute_url(self):
        return reverse("contacts:appointment", args=[self.pk])

    def may_become(self, status) -> bool:
        return status in TRANSITIONS[self.status]

    @property
    def is_planned(self):
        return self.status == Status.PLANNED and self.voided_at is None

    @property
    def has_begun(self):
        return self.starts_at <= timezone.now()

    @property
    def ends_at(self):
        return self.starts_at + timedelta(minutes=self.duration_minutes)

    @property
    def status_kind(self):
        """The colour of its status."""
        if self.is_planned and self.has_begun:
            return "waiting"
        return {"planned": "active", "kept": "met", "missed": "failed", "moved": "plain"}[self.status]

    @property
    def kind_label(self):
        return self.enrollment.definition.label_to_plan(self.kind)

    @property
    def setting_label(self):
        return self.enrollment.definition.label_of("contact_settings", self.setting) if self.setting else ""

    @property
    def enrollments(self):
        """The case it was planned in, then those it is shared with."""
        return [self.enrollment, *self.also_with.all()]

    @property
    def kept_by(self):
        """The user who keeps it: the mentor, the worker named, or the worker of the case. None where nobody signs in."""
        if self.match:
            return self.match.mentor.person.user
        return self.worker or self.enrollment.worker

    @property
    def kept_by_name(self):
        if self.match:
            return self.match.mentor.name
        worker = self.worker or self.enrollment.worker
        return worker.name if worker else ""

    @property
    def place_is_private(self):
        """Whether no calendar outside the portal may name the place: a home, a shelter, or a place not known."""
        return not self.setting or self.setting in self.enrollment.definition.private_settings

    def happens_on(self):
        """The day, as the site's calendar has it."""
        return timezone.localtime(self.starts_at, self.enrollment.site.zone).date()
