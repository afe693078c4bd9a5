"""How an enrollment ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models import Enrollment


class ClosingQuerySet(RecordQuerySet):
    def for_user(self, user):
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program"))


class Closing(Record):
    """The end of an enrollment: the day, the program's reason, and what follows."""

    enrollment = models.OneToOneField(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="closing"
    )
    on = models.DateField(_("closed on"))
    reason = models.CharField(_("reason"), max_length=30)
    what_follows = models.CharField(_("what follows"), max_length=300, blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-on"]
        constraints = [*Record.Meta.constraints]

    class Privacy:
        public = ("id", "enrollment", "on")
        sensitive = ("reason", "what_follows")

    def __str__(self):
        return f"closing of {self.enrollment.number}"

    @property
    def reason_label(self):
        return self.enrollment.definition.label_of("closing_reasons", self.reason)
