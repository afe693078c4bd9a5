"""What came of a case for each child, how the parent sees it, and the time after the court case."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mmp_portal.audit.records import Record
from participants.models import Person
from programs.casework.enrollments.models import Enrollment
from programs.mpmp.models.rows import CaseRowQuerySet


class ChildOutcome(Record):
    """How the case ended for one child, on a day. A child that comes back into placement has a later one, too."""

    class Kind(models.TextChoices):
        REUNIFIED = "reunified", _("Home with the parent")
        CUSTODY = "custody", _("Custody with a relative")
        ADOPTION = "adoption", _("Adoption")
        AGENCY = "agency", _("Permanent custody to the agency")
        TEMPORARY = "temporary", _("Custody for a set time")
        GREW_UP = "grew_up", _("Became 18 in care")
        STAYED_HOME = "stayed_home", _("Was never placed, and stayed at home")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="child_outcomes"
    )
    child = models.ForeignKey(
        Person, verbose_name=pgettext_lazy("of a record", "child"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("outcome"), max_length=20, choices=Kind)
    on = models.DateField(_("day"))
    words = models.CharField(_("in words"), max_length=300, blank=True)

    objects = CaseRowQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["child", "on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    kind__in=["reunified", "custody", "adoption", "agency", "temporary", "grew_up", "stayed_home"]
                ),
                name="childoutcome_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["enrollment", "child", "on"],
                condition=Q(voided_at=None),
                name="childoutcome_once_a_day",
                violation_error_message=_("An outcome of this child is written down for that day already."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "child", "on")
        sensitive = ("kind", "words")

    def __str__(self):
        return f"outcome of a child {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('mpmp:progress', args=[self.enrollment_id])}#outcomes"


class ParentPicture(Record):
    """How the parent sees the own life: a rating, and words for each of the five protective factors.

    Not the PFS-2, whose five areas are others; its total is an assessment.
    """

    class Occasion(models.TextChoices):
        START = "start", _("At the start")
        QUARTER = "quarter", _("On the way")
        END = "end", _("At the end")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="parent_pictures"
    )
    occasion = models.CharField(_("when"), max_length=10, choices=Occasion)
    on = models.DateField(_("day"))
    quality_of_life = models.PositiveSmallIntegerField(
        _("quality of life, 1 to 5"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    resilience = models.CharField(_("parental resilience"), max_length=500, blank=True)
    connections = models.CharField(_("social connections"), max_length=500, blank=True)
    knowledge = models.CharField(_("knowledge of parenting and child development"), max_length=500, blank=True)
    concrete_support = models.CharField(_("concrete support in times of need"), max_length=500, blank=True)
    child_competence = models.CharField(_("social and emotional competence of children"), max_length=500, blank=True)
    skills_used = models.CharField(_("skills used at home after the return"), max_length=500, blank=True)

    objects = CaseRowQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(occasion__in=["start", "quarter", "end"]), name="parentpicture_occasion_is_known"
            ),
            models.CheckConstraint(
                condition=Q(quality_of_life=None) | Q(quality_of_life__gte=1, quality_of_life__lte=5),
                name="parentpicture_rating_from_one_to_five",
                violation_error_message=_("The rating goes from 1 to 5."),
            ),
            models.UniqueConstraint(
                fields=["enrollment", "on"],
                condition=Q(voided_at=None),
                name="parentpicture_once_a_day",
                violation_error_message=_("A picture of that day is written down already. Correct that one."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "occasion", "on")
        sensitive = (
            "quality_of_life",
            "resilience",
            "connections",
            "knowledge",
            "concrete_support",
            "child_competence",
            "skills_used",
        )

    def __str__(self):
        return f"picture {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('mpmp:progress', args=[self.enrollment_id])}#pictures"

    @property
    def told(self):
        """Pairs of a factor and the parent's words, those that were said."""
        names = ("resilience", "connections", "knowledge", "concrete_support", "child_competence", "skills_used")
        return [
            (self._meta.get_field(name).verbose_name.capitalize(), getattr(self, name))
            for name in names
            if getattr(self, name)
        ]


class Aftercare(Record):
    """The phase after the court case: the mentor stays as needed, from a day until the enrollment closes."""

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="aftercares"
    )
    starts_on = models.DateField(_("from"))

    objects = CaseRowQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["enrollment"],
                condition=Q(voided_at=None),
                name="aftercare_once_in_an_enrollment",
                violation_error_message=_("Aftercare of this case has begun already."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "starts_on")

    def __str__(self):
        return f"aftercare {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('mpmp:progress', args=[self.enrollment_id])}#time"


class KeptServiceQuerySet(CaseRowQuerySet):
    def to_check(self):
        """Those to be asked about again: they have a day, and have not ended."""
        return self.not_voided().filter(check_on__isnull=False).exclude(holds=KeptService.Holds.NO)


class KeptService(Record):
    """A service that was in place when the court case ended, and whether it still holds when asked about again."""

    class Holds(models.TextChoices):
        NOT_ASKED = "", _("Not asked yet")
        YES = "yes", _("Still in place")
        CHANGED = "changed", _("Another one took its place")
        NO = "no", _("Ended")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="kept_services"
    )
    name = models.CharField(_("service"), max_length=120)
    since = models.DateField(_("in place on"))
    check_on = models.DateField(_("ask again on"), null=True, blank=True, db_index=True)
    holds = models.CharField(_("does it still hold"), max_length=8, choices=Holds, blank=True)
    checked_on = models.DateField(_("asked on"), null=True, blank=True)
    words = models.CharField(_("in words"), max_length=300, blank=True)

    objects = KeptServiceQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["since", "name", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(name=""), name="keptservice_has_a_name", violation_error_message=_("Say which service.")
            ),
            models.CheckConstraint(
                condition=Q(holds="", checked_on=None)
                | Q(holds__in=["yes", "changed", "no"], checked_on__isnull=False),
                name="keptservice_answer_with_its_day",
                violation_error_message=_("An answer has the day on which it was asked, and a day has its answer."),
            ),
            models.CheckConstraint(
                condition=Q(checked_on=None) | Q(checked_on__gte=F("since")),
                name="keptservice_asked_after_it_began",
                violation_error_message=_("This lies before the day on which it was in place."),
            ),
            models.CheckConstraint(
                condition=Q(check_on=None) | Q(check_on__gte=F("since")),
                name="keptservice_asked_again_after_it_began",
                violation_error_message=_("Ask again on a day after it was in place."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "since", "check_on", "checked_on")
        # Which services hold a family tells what it needs.
        sensitive = ("name", "holds", "words")

    def __str__(self):
        return f"kept service {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('mpmp:progress', args=[self.enrollment_id])}#aftercare"

    @property
    def status_kind(self):
        """The color of its answer."""
        return {"yes": "met", "changed": "active", "no": "late"}.get(self.holds, "waiting")


class Celebration(Record):
    """What a parent has reached, to be celebrated; and whether they were asked to become a mentor themselves.

    The three are the source's own: those who achieved reunification, resolved issues, or overcame obstacles.
    """

    class Kind(models.TextChoices):
        REUNIFIED = "reunified", _("Achieved reunification")
        RESOLVED = "resolved", _("Resolved issues")
        OVERCAME = "overcame", _("Overcame obstacles")

    class Answer(models.TextChoices):
        NOT_ASKED = "", _("Not asked yet")
        YES = "yes", _("Yes, they want to")
        LATER = "later", _("Perhaps later")
        NO = "no", _("No")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="celebrations"
    )
    kind = models.CharField(_("what they reached"), max_length=10, choices=Kind)
    on = models.DateField(_("day"))
    words = models.CharField(_("in words"), max_length=300, blank=True)
    celebrated_on = models.DateField(_("celebrated on"), null=True, blank=True)
    invited_on = models.DateField(_("asked to become a mentor on"), null=True, blank=True)
    answer = models.CharField(_("what they said"), max_length=5, choices=Answer, blank=True)

    objects = CaseRowQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["reunified", "resolved", "overcame"]), name="celebration_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "yes", "later", "no"]), name="celebration_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(invited_on__isnull=False),
                name="celebration_answer_only_when_asked",
                violation_error_message=_("Say on which day they were asked."),
            ),
            models.CheckConstraint(
                condition=Q(celebrated_on=None) | Q(celebrated_on__gte=F("on")),
                name="celebration_after_it_was_reached",
                violation_error_message=_("It was celebrated before it was reached. Check the days."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "on", "celebrated_on", "invited_on")
        sensitive = ("kind", "words", "answer")

    def __str__(self):
        return f"celebration {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('mpmp:progress', args=[self.enrollment_id])}#celebrations"
