"""Group events: support meetings, classes, Downtime, Group Connections."""

from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Language
from programs import registry
from programs.casework.enrollments.models import Enrollment
from programs.casework.meetings.models.attendance import Answer, Attendance
from programs.casework.meetings.models.series import Series

# How long before it begins, and after it ended, people may sign in at the door.
DOOR_OPENS_BEFORE = timedelta(minutes=60)
DOOR_CLOSES_AFTER = timedelta(minutes=30)


class MeetingQuerySet(RecordQuerySet):
    def standing(self):
        """Neither voided nor called off."""
        return self.not_voided().filter(called_off_at=None)

    def between(self, first, last, zone):
        """Beginning on a day from `first` to `last`, both included, as the calendar in `zone` has it."""
        begins = datetime.combine(first, time.min, tzinfo=zone)
        ends = datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone)
        return self.filter(starts_at__gte=begins, starts_at__lt=ends)

    def upcoming(self, now):
        return self.standing().filter(starts_at__gte=now).order_by("starts_at")

    def held(self, now):
        return self.standing().filter(starts_at__lt=now)

    def without_attendance(self, now):
        """Held, people were asked, and nobody has noted who came."""
        noted = Attendance.objects.filter(meeting=OuterRef("pk"), came__isnull=False)
        asked = Attendance.objects.filter(meeting=OuterRef("pk"))
        return self.held(now).filter(Exists(asked), ~Exists(noted))

    def serving(self, program, kinds):
        """Those that a program holds, or takes part in, as one of its own `kinds`. Each with that kind as `kind_here`."""
        also = ServedProgram.objects.filter(program=program, kind__in=kinds)
        return self.filter(Q(program=program, kind__in=kinds) | Q(pk__in=also.values("meeting"))).annotate(
            kind_here=Case(
                When(program=program, then=F("kind")),
                default=Subquery(also.filter(meeting=OuterRef("pk")).values("kind")[:1]),
            )
        )

    def of_program(self, program):
        """Those that the program holds, or takes part in."""
        also = ServedProgram.objects.filter(program=program)
        return self.filter(Q(program=program) | Q(pk__in=also.values("meeting")))

    def for_casework(self, user):
        """Only those of the sites and programs in which `user` works on cases."""
        also = ServedProgram.objects.filter(case_q(user, site="meeting__site"))
        return self.filter(case_q(user) | Q(pk__in=also.values("meeting")))

    def for_user(self, user):
        """Staff and supervisors: their sites and programs. A mentor: those they, or their families, are asked to."""
        mine = Q(pk__in=[])
        if Role.MENTOR in user.roles:
            asked = Attendance.objects.filter(
                Q(person__user=user) | Q(enrollment__in=Enrollment.objects.for_user(user).values("pk"))
            )
            mine = Q(pk__in=asked.values("meeting"))
        return self.filter(Q(pk__in=self.model.objects.for_casework(user).values("pk")) | mine)

    def with_counts(self):
        """Each with `asked`, `said_yes`, `said_maybe` and `came`, numbers of people."""
        return self.annotate(
            asked=Count("attendances"),
            said_yes=Count("attendances", filter=Q(attendances__answer=Answer.YES)),
            said_maybe=Count("attendances", filter=Q(attendances__answer=Answer.MAYBE)),
            came=Count("attendances", filter=Q(attendances__came=True)),
        )

    def with_programs(self):
        """Each with the further programs it serves."""
        return self.prefetch_related("served_programs")


class Meeting(Record):
    """A group event of a program at a site. It may serve further programs there (`ServedProgram`).

    What was given (children cared for, meals, rides) is counted once it was held; empty means not noted.
    """

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="meetings")
    program = models.CharField(_("program"), max_length=20)
    kind = models.CharField(_("kind"), max_length=30)
    topic = models.CharField(_("topic"), max_length=120)
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    duration_minutes = models.PositiveSmallIntegerField(_("minutes"), default=120)
    place = models.CharField(_("place"), max_length=120, blank=True)
    speaker = models.CharField(_("speaker"), max_length=120, blank=True)
    series = models.ForeignKey(
        Series,
        verbose_name=_("series"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="meetings",
    )
    language = models.CharField(_("language"), max_length=10, choices=Language, default=Language.ENGLISH)
    has_interpreter = models.BooleanField(_("interpreter"), default=False)
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    materials = models.CharField(_("materials"), max_length=200, blank=True)
    has_child_care = models.BooleanField(_("child care"), default=False)
    has_meal = models.BooleanField(_("meal"), default=False)
    has_rides = models.BooleanField(_("rides"), default=False)
    children_cared_for = models.PositiveSmallIntegerField(_("children cared for"), null=True, blank=True)
    child_care_by = models.CharField(_("who cared for the children"), max_length=120, blank=True)
    meals_served = models.PositiveSmallIntegerField(_("meals served"), null=True, blank=True)
    rides_given = models.PositiveSmallIntegerField(_("rides given"), null=True, blank=True)
    called_off_at = models.DateTimeField(_("called off at"), null=True, editable=False)
    called_off_reason = models.CharField(_("why called off"), max_length=200, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["site", "program", "starts_at"], name="meeting_site_program")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(duration_minutes__gte=10, duration_minutes__lte=16 * 60),
                name="meeting_lasts_a_sane_time",
                violation_error_message=_("A meeting lasts from 10 minutes to 16 hours."),
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gte=1, capacity__lte=2000),
                name="meeting_has_a_sane_number_of_places",
                violation_error_message=_("A meeting has from 1 to 2000 places. Leave it empty for no limit."),
            ),
            models.CheckConstraint(
                condition=Q(called_off_at=None, called_off_reason="")
                | Q(called_off_at__isnull=False) & ~Q(called_off_reason=""),
                name="meeting_called_off_with_reason",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "site",
            "program",
            "kind",
            "topic",
            "starts_at",
            "duration_minutes",
            "place",
            "speaker",
            "series",
            "language",
            "has_interpreter",
            "capacity",
            "materials",
            "children_cared_for",
            "meals_served",
            "rides_given",
            "has_child_care",
            "has_meal",
            "has_rides",
            "called_off_at",
            "called_off_reason",
        )
        personal = ("child_care_by",)

    def __str__(self):
        return f"meeting {self.pk}"

    def get_absolute_url(self):
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def definition(self):
        return registry.get(self.program)

    @property
    def kind_label(self):
        return self.definition.label_of("meeting_kinds", self.kind)

    @property
    def may_bring_guests(self):
        """Whether other grown-ups may come along, as to a banquet."""
        return any(kind.code == self.kind and kind.with_guests for kind in self.definition.meeting_kinds)

    @property
    def is_for_mentors(self):
        """Whether it is a training: mentors are asked to it, participants are not."""
        return any(kind.code == self.kind and kind.for_mentors for kind in self.definition.meeting_kinds)

    @property
    def page_of_kind(self):
        """The room's own page about a meeting of this kind, as a pair of label and address; None where there is none."""
        kind = next((kind for kind in self.definition.meeting_kinds if kind.code == self.kind), None)
        if kind is None or not kind.page_url_name:
            return None
        return kind.page_label, reverse(kind.page_url_name, args=[self.pk])

    @property
    def ends_at(self):
        return self.starts_at + timedelta(minutes=self.duration_minutes)

    @property
    def comforts(self):
        """What helps people come, in words."""
        offered = (
            (self.has_meal, _("a meal")),
            (self.has_child_care, _("child care")),
            (self.has_rides, _("rides")),
            (self.has_interpreter, _("an interpreter")),
        )
        return [words for is_offered, words in offered if is_offered]

    @property
    def is_standing(self):
        return self.called_off_at is None and self.voided_at is None

    @property
    def has_begun(self):
        return self.starts_at <= timezone.now()

    @property
    def programs(self):
        """The codes of every program it serves, its own first."""
        return [self.program, *(served.program for served in self.served_programs.all())]

    @property
    def definitions(self):
        return [registry.get(program) for program in self.programs]

    @property
    def door_opens_at(self):
        """From this moment on people may sign in."""
        return self.starts_at - DOOR_OPENS_BEFORE

    @property
    def door_closes_at(self):
        return self.ends_at + DOOR_CLOSES_AFTER

    @property
    def door_may_open(self):
        """Whether people may sign in now."""
        return self.is_standing and self.door_opens_at <= timezone.now() < self.door_closes_at

    def open_cases(self):
        """Cases open on the day it takes place, in any of its programs at its site."""
        return (
            Enrollment.objects.open_on(timezone.localtime(self.starts_at, self.site.zone).date())
            .filter(site=self.site, program__in=self.programs)
            .not_voided()
        )


class ServedProgram(models.Model):
    """A further program that a meeting serves, and what that program calls it."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="served_programs"
    )
    program = models.CharField(_("program"), max_length=20)
    kind = models.CharField(_("kind"), max_length=30)

    class Meta:
        ordering = ["meeting", "program"]
        constraints = [models.UniqueConstraint(fields=["meeting", "program"], name="servedprogram_once_a_meeting")]

    class Privacy:
        public = ("id", "meeting", "program", "kind")

    def __str__(self):
        return f"served program {self.pk}"
