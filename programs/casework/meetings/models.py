"""Group events: support meetings, classes, Downtime, Group Connections, and who came."""

from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Person
from programs import registry
from programs.casework.enrollments.models import Enrollment


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

    def for_casework(self, user):
        """Only those of the sites and programs in which `user` works on cases."""
        return self.filter(case_q(user))

    def for_user(self, user):
        """Staff and supervisors: their sites and programs. A mentor: those they, or their families, are asked to."""
        mine = Q(pk__in=[])
        if Role.MENTOR in user.roles:
            asked = Attendance.objects.filter(
                Q(person__user=user) | Q(enrollment__in=Enrollment.objects.for_user(user).values("pk"))
            )
            mine = Q(pk__in=asked.values("meeting"))
        return self.filter(case_q(user) | mine)

    def with_counts(self):
        """Each with `asked`, `said_yes` and `came`, numbers of people."""
        return self.annotate(
            asked=Count("attendances"),
            said_yes=Count("attendances", filter=Q(attendances__answer=Attendance.Answer.YES)),
            came=Count("attendances", filter=Q(attendances__came=True)),
        )


class Meeting(Record):
    """A group event of a program at a site."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="meetings")
    program = models.CharField(_("program"), max_length=20)
    kind = models.CharField(_("kind"), max_length=30)
    topic = models.CharField(_("topic"), max_length=120)
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    duration_minutes = models.PositiveSmallIntegerField(_("minutes"), default=120)
    place = models.CharField(_("place"), max_length=120, blank=True)
    speaker = models.CharField(_("speaker"), max_length=120, blank=True)
    has_child_care = models.BooleanField(_("child care"), default=False)
    has_meal = models.BooleanField(_("meal"), default=False)
    has_rides = models.BooleanField(_("rides"), default=False)
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
            "has_child_care",
            "has_meal",
            "has_rides",
            "called_off_at",
            "called_off_reason",
        )

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
    def ends_at(self):
        return self.starts_at + timedelta(minutes=self.duration_minutes)

    @property
    def comforts(self):
        """What helps people come, in words."""
        offered = (
            (self.has_meal, _("a meal")),
            (self.has_child_care, _("child care")),
            (self.has_rides, _("rides")),
        )
        return [words for is_offered, words in offered if is_offered]

    @property
    def is_standing(self):
        return self.called_off_at is None and self.voided_at is None

    @property
    def has_begun(self):
        return self.starts_at <= timezone.now()


class AttendanceQuerySet(models.QuerySet):
    def came(self):
        return self.filter(came=True)

    def for_user(self, user):
        """The own ones, and those of meetings of the sites and programs in which `user` works on cases."""
        return self.filter(case_q(user, site="meeting__site", program="meeting__program") | Q(person__user=user))

    def of_participants(self):
        """Those of enrolled participants, not of mentors or guests."""
        return self.filter(enrollment__isnull=False)


class Attendance(models.Model):
    """A person asked to a meeting: what they answered, and whether they came."""

    class Answer(models.TextChoices):
        NONE = "", _("No answer yet")
        YES = "yes", _("Comes")
        NO = "no", _("Cannot come")

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="attendances"
    )
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="attendances")
    enrollment = models.ForeignKey(
        Enrollment,
        verbose_name=_("enrollment"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
    )
    answer = models.CharField(_("answer"), max_length=3, choices=Answer, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    came = models.BooleanField(_("came"), null=True)
    children_came = models.PositiveSmallIntegerField(_("children"), default=0)
    is_walk_in = models.BooleanField(_("came without being asked"), default=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "person__family_name", "person__given_name"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once_a_person"),
            models.CheckConstraint(condition=Q(answer__in=["", "yes", "no"]), name="attendance_answer_is_known"),
            models.CheckConstraint(
                condition=Q(children_came__lte=15),
                name="attendance_children_are_sane",
                violation_error_message=_("At most 15 children."),
            ),
            models.CheckConstraint(
                condition=Q(came=True) | Q(children_came=0), name="attendance_children_only_with_somebody"
            ),
        ]

    class Privacy:
        public = ("id", "meeting", "person", "enrollment", "answer", "answered_at", "is_walk_in")
        sensitive = ("came", "children_came")

    def __str__(self):
        return f"attendance {self.pk}"
