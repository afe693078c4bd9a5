"""How home visitors are looked after: supervision that was kept, and case files that were reviewed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentors.models import Mentor
from mmp_portal.accounts.permissions import Role
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models import Enrollment
from programs.moppp.models.plan import OfACaseQuerySet

PROGRAM = "moppp"
LONGEST_SUPERVISION = 8 * 60


class SupervisionQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Supervisors: those of their sites. A home visitor: their own."""
        sites = [
            grant.site_id for grant in user.grants if grant.role == Role.SUPERVISOR and grant.program in ("", PROGRAM)
        ]
        return self.filter(Q(visitor__site__in=sites) | Q(visitor__person__user=user))

    for_casework = for_user


class Supervision(Record):
    """Supervision that was to be on a day: kept, with its minutes, or not, and then why."""

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", _("Individual, reflective")
        OBSERVATION = "observation", _("A visit observed")
        GROUP = "group", _("In a group, or a team meeting")

    visitor = models.ForeignKey(
        Mentor, verbose_name=_("home visitor"), on_delete=models.PROTECT, related_name="supervisions"
    )
    on = models.DateField(_("when"), db_index=True)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    why_not = models.CharField(_("why it was not kept"), max_length=200, blank=True)

    objects = SupervisionQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["individual", "observation", "group"]), name="supervision_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=False, minutes__gte=5, minutes__lte=LONGEST_SUPERVISION, why_not="")
                | Q(minutes=None) & ~Q(why_not=""),
                name="supervision_kept_with_minutes_or_not_with_a_reason",
                violation_error_message=_("Say how long it took, or why it was not kept."),
            ),
        ]

    class Privacy:
        public = ("id", "visitor", "on", "kind", "minutes")
        sensitive = ("why_not",)

    def __str__(self):
        return f"supervision {self.pk}"

    def get_absolute_url(self):
        return reverse("moppp:supervise", args=[self.visitor_id])

    @property
    def is_kept(self):
        return self.minutes is not None


class FileReview(Record):
    """A case file that somebody read through: whether all is in order, and what is to mend."""

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="file_reviews"
    )
    visitor = models.ForeignKey(
        Mentor,
        verbose_name=_("home visitor"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="file_reviews",
    )
    on = models.DateField(_("reviewed on"), db_index=True)
    is_in_order = models.BooleanField(_("all is in order"))
    to_mend = models.CharField(_("what is to mend"), max_length=300, blank=True)

    objects = OfACaseQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["enrollment", "on"],
                condition=Q(voided_at=None),
                name="filereview_once_a_day",
                violation_error_message=_("This file was reviewed on that day already."),
            ),
            models.CheckConstraint(
                condition=Q(is_in_order=True, to_mend="") | Q(is_in_order=False) & ~Q(to_mend=""),
                name="filereview_in_order_or_something_to_mend",
                violation_error_message=_("Say what is to mend."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "visitor", "on", "is_in_order")
        sensitive = ("to_mend",)

    def __str__(self):
        return f"file review {self.pk}"

    def get_absolute_url(self):
        return reverse("moppp:review_file", args=[self.enrollment_id])
