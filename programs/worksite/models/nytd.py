"""What the state's youth database asks about a young person, when the enrollment begins and when it ends."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record
from programs.casework.enrollments.models import Enrollment
from programs.worksite.models.readiness import OfCaseQuerySet


class Moment(models.TextChoices):
    START = "start", _("At the start")
    END = "end", _("At the end")


class NytdRecord(Record):
    """The services and outcomes of one moment. What nobody was asked has no answer, and is not counted."""

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="nytd_records"
    )
    moment = models.CharField(_("start or end"), max_length=5, choices=Moment)
    taken_on = models.DateField(_("asked on"))

    objects = OfCaseQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("state youth outcomes")
        verbose_name_plural = "state youth outcomes"
        ordering = ["-taken_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(moment__in=Moment.values), name="nytdrecord_moment_is_known"),
            models.UniqueConstraint(
                fields=["enrollment", "moment"],
                condition=Q(voided_at=None),
                name="nytdrecord_once_for_a_moment",
                violation_error_message=_("This was written down already."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "moment", "taken_on")

    def __str__(self):
        return f"NYTD record {self.pk}"

    def get_absolute_url(self):
        return reverse("worksite:nytd_record", args=[self.enrollment_id, self.moment])


class NytdAnswerQuerySet(models.QuerySet):
    def for_user(self, user):
        """Those of the cases that `user` works on."""
        return self.filter(case_q(user, site="record__enrollment__site", program="record__enrollment__program"))


class NytdAnswer(models.Model):
    """What was said about one element, by its number. A service that was received is a yes."""

    record = models.ForeignKey(NytdRecord, verbose_name=_("record"), on_delete=models.PROTECT, related_name="answers")
    element = models.PositiveSmallIntegerField(_("element"))
    said = models.CharField(_("answer"), max_length=15)

    objects = NytdAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["element"]
        constraints = [models.UniqueConstraint(fields=["record", "element"], name="nytdanswer_once_an_element")]

    class Privacy:
        public = ("id", "record")
        sensitive = ("element", "said")

    def __str__(self):
        return f"NYTD answer {self.pk}"
