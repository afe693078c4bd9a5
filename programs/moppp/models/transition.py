"""What a child goes on to when the program ends."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mmp_portal.audit.records import Record
from participants.models import Person
from programs.casework.enrollments.models import Enrollment
from programs.moppp.models.plan import OfACaseQuerySet


class TransitionPlan(Record):
    """The plan for one child, from two and a half years on: what follows, from when, and what is still to do."""

    class Next(models.TextChoices):
        HEAD_START = "head_start", _("Head Start")
        PRESCHOOL = "preschool", _("Preschool")
        SPECIAL_EDUCATION = "special", _("Early childhood special education")
        PARENTS_AS_TEACHERS = "pat", _("Parents as Teachers of the school district")
        KINDERGARTEN = "kindergarten", _("Kindergarten")
        HOME = "home", _("At home with the family")
        OTHER = "other", _("Something else")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="transition_plans"
    )
    child = models.ForeignKey(
        Person, verbose_name=pgettext_lazy("of a record", "child"), on_delete=models.PROTECT, related_name="+"
    )
    next_program = models.CharField(_("what follows"), max_length=12, choices=Next)
    next_words = models.CharField(_("in words"), max_length=120, blank=True)
    made_on = models.DateField(_("planned on"))
    begins_on = models.DateField(_("begins"), null=True, blank=True)
    words = models.CharField(_("what is still to do"), max_length=500, blank=True)

    objects = OfACaseQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-made_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    next_program__in=["head_start", "preschool", "special", "pat", "kindergarten", "home", "other"]
                ),
                name="transitionplan_next_is_known",
            ),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(begins_on__gte=F("made_on")),
                name="transitionplan_begins_after_it_was_made",
                violation_error_message=_("The next program begins before this plan was made. Check the days."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "made_on", "begins_on")
        sensitive = ("child", "next_program", "next_words", "words")

    def __str__(self):
        return f"transition plan {self.pk}"
