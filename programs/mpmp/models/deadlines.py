"""What was noted about a court deadline: that a judge set another day, or that it was met."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record
from programs.casework.enrollments.models import Enrollment
from programs.mpmp.models.rows import CaseRowQuerySet


class Deadline(Record):
    """One deadline of a case, as far as it differs from the rule: another day with its reason, or met on a day.

    `rule` is a code of `programs.mpmp.court.deadlines`; `counted_from` is the day the rule counts from, so that
    a second removal begins anew.
    """

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="court_deadlines"
    )
    rule = models.CharField(_("rule"), max_length=40)
    counted_from = models.DateField(_("counted from"))
    due_on = models.DateField(_("another day"), null=True, blank=True)
    reason = models.CharField(_("why another day"), max_length=200, blank=True)
    met_on = models.DateField(_("met"), null=True, blank=True)

    objects = CaseRowQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["counted_from", "rule"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["enrollment", "rule", "counted_from"],
                condition=Q(voided_at=None),
                name="deadline_noted_once",
                violation_error_message=_("Something was noted about this deadline already."),
            ),
            models.CheckConstraint(
                condition=Q(due_on=None, reason="") | Q(due_on__isnull=False) & ~Q(reason=""),
                name="deadline_another_day_with_its_reason",
                violation_error_message=_("Say why the day is another one, such as a continuance."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(met_on__isnull=False), name="deadline_says_something"
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "rule", "counted_from", "due_on", "met_on")
        sensitive = ("reason",)

    def __str__(self):
        return f"deadline {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('mpmp:court', args=[self.enrollment_id])}#deadlines"
