"""What the case plan asks: who must do what by when, and what the parent says about it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record
from programs.casework.enrollments.models import Enrollment
from programs.mpmp.models.rows import SharedRowQuerySet


class PlanStatus(models.TextChoices):
    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("No longer asked")


TRANSITIONS: dict[str, frozenset[str]] = {
    PlanStatus.OPEN: frozenset({PlanStatus.DONE, PlanStatus.DROPPED}),
    PlanStatus.DONE: frozenset({PlanStatus.OPEN}),
    PlanStatus.DROPPED: frozenset({PlanStatus.OPEN}),
}


class PlanItemQuerySet(SharedRowQuerySet):
    def open(self):
        """What is still to do."""
        return self.not_voided().filter(status=PlanStatus.OPEN)

    def in_order(self):
        """Those to do first, by their day; then the others, the latest first."""
        is_open = models.Case(models.When(status=PlanStatus.OPEN, then=0), default=1)
        return self.order_by(is_open, F("due_on").asc(nulls_last=True), "-ended_on", "pk")


class PlanItem(Record):
    """One item of the case plan. Whose turn it is may be the county's as well as the parent's."""

    class Who(models.TextChoices):
        PARENT = "parent", _("The parent")
        COUNTY = "county", _("The county")
        PROVIDER = "provider", _("A service or provider")
        FAMILY = "family", _("Family or friends")
        MENTOR = "mentor", _("The Parent Mentor")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="plan_items"
    )
    words = models.CharField(_("what is to be done"), max_length=300)
    who = models.CharField(_("who must do it"), max_length=10, choices=Who, default=Who.PARENT)
    is_ordered = models.BooleanField(_("the court ordered it"), default=False)
    due_on = models.DateField(_("by when"), null=True, blank=True, db_index=True)
    parents_words = models.CharField(_("what the parent says about it"), max_length=500, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=PlanStatus, default=PlanStatus.OPEN)
    ended_on = models.DateField(_("done or dropped"), null=True, blank=True)

    objects = PlanItemQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["due_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(words=""), name="planitem_has_words", violation_error_message=_("Say what is to be done.")
            ),
            models.CheckConstraint(
                condition=Q(who__in=["parent", "county", "provider", "family", "mentor"]), name="planitem_who_is_known"
            ),
            models.CheckConstraint(condition=Q(status__in=PlanStatus.values), name="planitem_status_is_known"),
            models.CheckConstraint(
                condition=Q(status=PlanStatus.OPEN, ended_on=None)
                | ~Q(status=PlanStatus.OPEN) & Q(ended_on__isnull=False),
                name="planitem_ended_exactly_when_not_open",
                violation_error_message=_("An item that is not to do any more has the day on which that was so."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "due_on", "status", "ended_on")
        sensitive = ("words", "who", "is_ordered", "parents_words")

    def __str__(self):
        return f"case-plan item {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('mpmp:court', args=[self.enrollment_id])}#plan"

    @property
    def is_open(self):
        return self.status == PlanStatus.OPEN and self.voided_at is None

    def may_become(self, status) -> bool:
        return status in TRANSITIONS[self.status]
