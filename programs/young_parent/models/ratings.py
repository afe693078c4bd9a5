"""How a parent rates parenting, stress and health: at the start, every quarter, and at the end."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models import Enrollment


class SelfRatingQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Staff and supervisors: those of their sites and programs."""
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program"))


class Scale(models.IntegerChoices):
    """Five steps, in words that fit all three questions."""

    ONE = 1, _("1: not at all")
    TWO = 2, _("2: a little")
    THREE = 3, _("3: some")
    FOUR = 4, _("4: much")
    FIVE = 5, _("5: very much")


class SelfRating(Record):
    """The parent's own answers on one day. They are nobody's grade."""

    class Occasion(models.TextChoices):
        START = "start", _("At the start")
        QUARTER = "quarter", _("In between")
        END = "end", _("At the end")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="self_ratings"
    )
    rated_on = models.DateField(_("day"))
    occasion = models.CharField(_("when"), max_length=8, choices=Occasion)
    skill = models.PositiveSmallIntegerField(_("how sure they feel as a parent"), choices=Scale)
    stress = models.PositiveSmallIntegerField(_("how much stress they feel"), choices=Scale)
    health = models.PositiveSmallIntegerField(_("how healthy they feel"), choices=Scale)
    words = models.CharField(_("in their words"), max_length=300, blank=True)

    objects = SelfRatingQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["rated_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(occasion__in=["start", "quarter", "end"]), name="selfrating_occasion_is_known"
            ),
            models.CheckConstraint(
                condition=Q(skill__range=(1, 5), stress__range=(1, 5), health__range=(1, 5)),
                name="selfrating_one_to_five",
                violation_error_message=_("Choose a step from 1 to 5."),
            ),
            models.UniqueConstraint(
                fields=["enrollment", "rated_on"],
                condition=Q(voided_at=None),
                name="selfrating_once_a_day",
                violation_error_message=_("There are answers of that day already."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "rated_on", "occasion")
        sensitive = ("skill", "stress", "health", "words")

    def __str__(self):
        return f"self-rating {self.pk}"

    def get_absolute_url(self):
        return reverse("young_parent:health", args=[self.enrollment_id])
