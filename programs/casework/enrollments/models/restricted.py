"""What only the assigned worker of a case and its supervisors may open."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models.enrollment import Enrollment


class RestrictedFactQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Only the assigned worker of the case, and its supervisors."""
        supervised = case_q(user, site="enrollment__site", program="enrollment__program", roles=(Role.SUPERVISOR,))
        worked_on = case_q(user, site="enrollment__site", program="enrollment__program") & Q(enrollment__worker=user)
        return self.filter(supervised | worked_on)


class RestrictedFact(Record):
    """What only the assigned worker and the supervisor may open. Each opening is recorded."""

    class About(models.TextChoices):
        INTIMATE_PARTNER_VIOLENCE = "ipv", _("Intimate partner violence")
        SUBSTANCE_USE = "substance_use", _("Substance use")
        MENTAL_HEALTH = "mental_health", _("Mental health")
        CHILDRENS_DIVISION = "childrens_division", _("What Children's Division wrote")
        CONFIDENTIAL_ADDRESS = "address", _("Confidential address")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="restricted_facts"
    )
    about = models.CharField(_("about"), max_length=20, choices=About)
    words = models.TextField(_("words"), max_length=4000)

    objects = RestrictedFactQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-recorded_at"]
        constraints = [*Record.Meta.constraints]

    class Privacy:
        public = ("id", "enrollment")
        restricted = ("about", "words")

    def __str__(self):
        return f"restricted fact {self.pk}"
