"""Subtests on the way to a high school equivalency diploma, each with its score and its day."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record
from programs.casework.enrollments.models import Enrollment
from programs.worksite.models.readiness import OfCaseQuerySet


class SubTest(Record):
    """One subtest taken: of which test, which subject, when, and with which score; `essay` where writing has one."""

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="subtests"
    )
    test = models.CharField(_("test"), max_length=10)
    subject = models.CharField(_("subtest"), max_length=20)
    taken_on = models.DateField(_("taken"))
    score = models.PositiveSmallIntegerField(_("score"))
    essay = models.PositiveSmallIntegerField(_("essay"), null=True, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("subtest")
        ordering = ["taken_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["enrollment", "test", "subject", "taken_on"],
                condition=Q(voided_at=None),
                name="subtest_once_a_day",
                violation_error_message=_("This subtest is written for this day already."),
            ),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=200), name="subtest_score_is_sane"),
        ]

    class Privacy:
        public = ("id", "enrollment", "test", "subject", "taken_on")
        sensitive = ("score", "essay")

    def __str__(self):
        return f"subtest {self.pk}"

    def get_absolute_url(self):
        return reverse("worksite:equivalency", args=[self.enrollment_id])
