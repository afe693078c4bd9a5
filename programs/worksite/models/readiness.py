"""Which class a meeting is, what was made up without one, and who may be proposed for a job before all is done."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models import Enrollment
from programs.casework.meetings.models import Meeting


class OfCaseQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those of the cases that `user` works on."""
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program"))

    def with_people(self):
        return self.select_related("enrollment__participant", "enrollment__site")


class ClassMeeting(models.Model):
    """Which class of the curriculum a meeting is: who was there for the whole of it has finished the class."""

    meeting = models.OneToOneField(
        Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="readiness_class"
    )
    code = models.CharField(_("class"), max_length=20)

    class Meta:
        ordering = ["meeting"]

    class Privacy:
        public = ("id", "meeting", "code")

    def __str__(self):
        return f"class {self.pk}"


class MakeUp(Record):
    """A class that was made up: with staff one to one, or elsewhere."""

    class How(models.TextChoices):
        ONE_TO_ONE = "one_to_one", _("With staff, one to one")
        ELSEWHERE = "elsewhere", _("In a class elsewhere")
        AT_HOME = "at_home", _("At home, and talked over")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="made_up_classes"
    )
    code = models.CharField(_("class"), max_length=20)
    made_up_on = models.DateField(_("when"))
    how = models.CharField(_("how"), max_length=10, choices=How, default=How.ONE_TO_ONE)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("class made up")
        ordering = ["made_up_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["enrollment", "code"],
                condition=Q(voided_at=None),
                name="makeup_once_a_class",
                violation_error_message=_("This class was made up already."),
            ),
            models.CheckConstraint(
                condition=Q(how__in=["one_to_one", "elsewhere", "at_home"]), name="makeup_how_is_known"
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "code", "made_up_on", "how")
        sensitive = ("note",)

    def __str__(self):
        return f"made-up class {self.pk}"

    def get_absolute_url(self):
        return reverse("worksite:work", args=[self.enrollment_id])


class ReadinessWaiver(Record):
    """A supervisor lets somebody be proposed for jobs before the classes are finished, and says why."""

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="readiness_waivers"
    )
    waived_on = models.DateField(_("when"))
    reason = models.CharField(_("why"), max_length=300)

    objects = OfCaseQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("exception from readiness")
        ordering = ["-waived_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["enrollment"],
                condition=Q(voided_at=None),
                name="readinesswaiver_once",
                violation_error_message=_("The exception was made already."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="readinesswaiver_with_a_reason"),
        ]

    class Privacy:
        public = ("id", "enrollment", "waived_on")
        sensitive = ("reason",)

    def __str__(self):
        return f"exception {self.pk}"

    def get_absolute_url(self):
        return reverse("worksite:work", args=[self.enrollment_id])
