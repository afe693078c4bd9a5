"""What decides how many home visits a family is owed: its model, its level, its stressors, and visits excused."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import HomeVisitingModel
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models import Enrollment

MOST_FACTORS = 60


class Level(models.TextChoices):
    """Levels of Healthy Families America, from the most visits to none."""

    EARLY_PREGNANCY = "2p", _("Level 2P, early in the pregnancy")
    LATE_PREGNANCY = "1p", _("Level 1P, later in the pregnancy")
    ONE = "1", _("Level 1")
    TWO = "2", _("Level 2")
    THREE = "3", _("Level 3")
    FOUR = "4", _("Level 4")
    CREATIVE_OUTREACH = "co", _("Creative outreach")


# Steps for which the model asks worker and supervisor to decide together on the criteria the family has met.
STEPS_FORWARD = {(Level.ONE, Level.TWO), (Level.TWO, Level.THREE), (Level.THREE, Level.FOUR)}


class OfACaseQuerySet(RecordQuerySet):
    """Rows of an enrollment, seen by those who may open its whole case file."""

    def for_casework(self, user):
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program"))

    for_user = for_casework

    def with_people(self):
        return self.select_related("enrollment__participant", "enrollment__site", "recorded_by")


class FamilyModel(Record):
    """That a family follows another model from a day on.

    Without such a row it follows the model its region had on the day of the enrollment, and keeps it when the
    region changes.
    """

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="home_visiting_models"
    )
    model = models.CharField(_("model"), max_length=3, choices=HomeVisitingModel)
    starts_on = models.DateField(_("from"))
    reason = models.CharField(_("why"), max_length=200)

    objects = OfACaseQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["enrollment", "starts_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(model__in=HomeVisitingModel.values), name="familymodel_is_known"),
            models.UniqueConstraint(
                fields=["enrollment", "starts_on"],
                condition=Q(voided_at=None),
                name="familymodel_once_a_day",
                violation_error_message=_("Another model begins on that day."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "model", "starts_on")
        sensitive = ("reason",)

    def __str__(self):
        return f"family model {self.pk}"


class FamilyLevel(Record):
    """A family's level of Healthy Families America from a day on, until the next one begins.

    `agreed_by` is the supervisor with whom the worker decided.
    """

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="home_visiting_levels"
    )
    level = models.CharField(_("level"), max_length=2, choices=Level)
    starts_on = models.DateField(_("from"))
    reason = models.CharField(_("why"), max_length=300, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided with"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = OfACaseQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["enrollment", "starts_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(level__in=Level.values), name="familylevel_is_known"),
            models.UniqueConstraint(
                fields=["enrollment", "starts_on"],
                condition=Q(voided_at=None),
                name="familylevel_once_a_day",
                violation_error_message=_("Another level begins on that day."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "starts_on", "agreed_by")
        sensitive = ("level", "reason")

    def __str__(self):
        return f"family level {self.pk}"


class ExcusedVisit(Record):
    """A visit that was expected and could not be, with its reason. It counts as excused, never as done."""

    class Reason(models.TextChoices):
        ILLNESS = "illness", _("Illness in the family")
        BIRTH = "birth", _("A birth")
        VISITOR = "visitor", _("The visitor was ill or away")
        WEATHER = "weather", _("Snow, ice or flood")
        HOLIDAY = "holiday", _("A holiday")
        UNSAFE = "unsafe", _("It was not safe to go")
        OTHER = "other", _("Another reason")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="excused_visits"
    )
    on = models.DateField(_("when"))
    reason = models.CharField(_("why"), max_length=10, choices=Reason)
    words = models.CharField(_("in words"), max_length=200, blank=True)

    objects = OfACaseQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["enrollment", "on"], name="excusedvisit_by_enrollment")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    reason__in=["illness", "birth", "visitor", "weather", "holiday", "unsafe", "other"],
                ),
                name="excusedvisit_reason_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(reason="other") | ~Q(words=""),
                name="excusedvisit_another_reason_has_words",
                violation_error_message=_("Say why in a few words."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "on")
        sensitive = ("reason", "words")

    def __str__(self):
        return f"excused visit {self.pk}"


class FactorReview(Record):
    """One asking of a list of factors: how many there were. Which ones lies in a restricted row of its own."""

    class About(models.TextChoices):
        RISK_FACTORS = "risk", _("Risk factors of the program")
        STRESSORS = "stressors", _("Stressors of Parents as Teachers")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="factor_reviews"
    )
    about = models.CharField(_("which list"), max_length=10, choices=About)
    asked_on = models.DateField(_("asked on"))
    count = models.PositiveSmallIntegerField(_("how many"))
    out_of = models.PositiveSmallIntegerField(_("of how many"))

    objects = OfACaseQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-asked_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(about__in=["risk", "stressors"]), name="factorreview_list_is_known"),
            models.CheckConstraint(
                condition=Q(out_of__lte=MOST_FACTORS, count__lte=models.F("out_of")),
                name="factorreview_counts_what_was_asked",
            ),
            models.UniqueConstraint(
                fields=["enrollment", "about", "asked_on"],
                condition=Q(voided_at=None),
                name="factorreview_once_a_day",
                violation_error_message=_("This list was asked on that day already."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "about", "asked_on")
        sensitive = ("count", "out_of")

    def __str__(self):
        return f"factor review {self.pk}"

    @property
    def has_detail(self):
        """Whether it was noted which factors there were."""
        return hasattr(self, "detail")


class FactorReviewDetailQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Only the assigned worker of the case, and its supervisors."""
        path = {"site": "review__enrollment__site", "program": "review__enrollment__program"}
        supervised = case_q(user, **path, roles=(Role.SUPERVISOR,))
        return self.filter(supervised | case_q(user, **path) & Q(review__enrollment__worker=user))


class FactorReviewDetail(Record):
    """Which factors there were, by their codes. Each opening is recorded."""

    review = models.OneToOneField(
        FactorReview, verbose_name=_("asking"), on_delete=models.PROTECT, related_name="detail"
    )
    codes = models.JSONField(_("which"), default=list)

    objects = FactorReviewDetailQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [*Record.Meta.constraints]

    class Privacy:
        public = ("id", "review")
        restricted = ("codes",)

    def __str__(self):
        return f"factor review detail {self.pk}"
