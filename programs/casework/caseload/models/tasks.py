"""Something somebody at the site is to do by a day, about a case, about a mentor, or about neither."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentors.models import Mentor
from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment


class Status(models.TextChoices):
    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.OPEN: frozenset({Status.DONE, Status.DROPPED}),
    Status.DONE: frozenset({Status.OPEN}),
    Status.DROPPED: frozenset({Status.OPEN}),
}


class TaskQuerySet(RecordQuerySet):
    def open(self):
        return self.not_voided().filter(status=Status.OPEN)

    def for_casework(self, user):
        """Those of the sites and programs in which `user` works on cases, and the own ones at their sites."""
        return self.filter(case_q(user) | case_q(user, program=None) & Q(program="") | self._given_at_own_sites(user))

    def for_user(self, user):
        """As for casework; a mentor: those given to them, about nobody or about families they may see."""
        mine = Q(pk__in=[])
        if Role.MENTOR in user.roles:
            seen = Enrollment.objects.for_user(user)
            mine = Q(assigned_to=user) & (Q(enrollment=None) | Q(enrollment__in=seen.values("pk")))
        casework = case_q(user) | case_q(user, program=None) & Q(program="") | self._given_at_own_sites(user)
        return self.filter(casework | mine)

    def given_to(self, *users):
        return self.filter(assigned_to__in=users)

    def late(self, on):
        return self.open().filter(due_on__lt=on)

    def with_people(self):
        return self.select_related(
            "enrollment__participant",
            "enrollment__site",
            "mentor__person",
            "assigned_to",
            "recorded_by",
            "ended_by",
            "site",
        )

    @staticmethod
    def _given_at_own_sites(user):
        return case_q(user, program=None) & Q(assigned_to=user)


class Task(Record):
    """A task. Who wrote it down is `recorded_by`; to whom it was given is `assigned_to`."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="tasks")
    program = models.CharField(_("program"), max_length=20, blank=True, help_text=_("Empty: of no program."))
    enrollment = models.ForeignKey(
        Enrollment,
        verbose_name=_("case"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
    )
    mentor = models.ForeignKey(
        Mentor, verbose_name=_("mentor"), on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    contact = models.ForeignKey(
        Contact,
        verbose_name=_("from the contact"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
    )
    words = models.CharField(_("what is to be done"), max_length=300)
    due_on = models.DateField(_("by when"))
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("for whom"), on_delete=models.PROTECT, related_name="tasks"
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ended by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    drop_reason = models.CharField(_("why dropped"), max_length=200, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["assigned_to", "status", "due_on"], name="task_by_person"),
            models.Index(fields=["site", "status", "due_on"], name="task_by_site"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="task_status_is_known"),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="task_has_words",
                violation_error_message=_("Say what is to be done."),
            ),
            models.CheckConstraint(
                condition=Q(status=Status.OPEN, ended_on=None, ended_by=None)
                | ~Q(status=Status.OPEN) & Q(ended_on__isnull=False, ended_by__isnull=False),
                name="task_ended_exactly_with_day_and_person",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.DROPPED) & ~Q(drop_reason="")
                | ~Q(status=Status.DROPPED) & Q(drop_reason=""),
                name="task_dropped_exactly_with_a_reason",
                violation_error_message=_("Say why it is dropped."),
            ),
            models.CheckConstraint(
                condition=Q(enrollment=None) | Q(mentor=None),
                name="task_about_a_case_or_a_mentor",
                violation_error_message=_("A task is about a case or about a mentor, not both."),
            ),
            models.CheckConstraint(
                condition=Q(enrollment=None) | ~Q(program=""), name="task_of_a_case_has_its_program"
            ),
        ]

    class Privacy:
        public = (
            "id",
            "site",
            "program",
            "enrollment",
            "mentor",
            "contact",
            "due_on",
            "assigned_to",
            "status",
            "ended_on",
            "ended_by",
        )
        sensitive = ("words", "drop_reason")

    def __str__(self):
        return f"task {self.pk}"

    def get_absolute_url(self):
        return reverse("caseload:task", args=[self.pk])

    @property
    def is_open(self):
        return self.status == Status.OPEN and self.voided_at is None

    def may_become(self, status) -> bool:
        return status in TRANSITIONS[self.status]

    @property
    def about(self):
        """The name of whom it is about, or "" where it is about nobody."""
        if self.enrollment_id:
            return self.enrollment.participant.name
        return self.mentor.name if self.mentor_id else ""

    @property
    def about_url(self):
        subject = self.enrollment or self.mentor
        return subject.get_absolute_url() if subject else ""

    @property
    def was_given(self):
        """Whether somebody else wrote it down."""
        return self.recorded_by_id is not None and self.recorded_by_id != self.assigned_to_id

    def days_late(self, on):
        return max(0, (on - self.due_on).days) if self.is_open else 0

    @property
    def when_kind(self):
        """How a list colors the day: late, today, or soon."""
        today = timezone.localdate()
        if not self.is_open:
            return ""
        if self.due_on < today:
            return "late"
        return "today" if self.due_on < today + timedelta(days=1) else "soon"
