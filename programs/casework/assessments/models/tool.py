"""Assessment tools as data: about whom, how they are read, and when they are due. Never a publisher's items."""

from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record, RecordQuerySet
from programs import registry

# Adjusted age is used until the child is this old, where it was born at least this early.
ADJUSTED_UNTIL_MONTHS = 24
EARLY_WEEKS = 3


class Concern(models.TextChoices):
    """What a band, or a part of a tool, says."""

    NONE = "none", _("No concern")
    WATCH = "watch", _("Watch")
    CONCERN = "concern", _("Concern")


class ToolQuerySet(RecordQuerySet):
    def in_use(self, on):
        """Tools that stand and are given on the day."""
        return self.not_voided().filter(
            Q(in_use_from=None) | Q(in_use_from__lte=on), Q(in_use_until=None) | Q(in_use_until__gte=on)
        )

    def with_rules(self):
        """Each with its bands, lowest first, and its schedules."""
        return self.prefetch_related(
            Prefetch("bands", queryset=Band.objects.not_voided().order_by("at_least")),
            Prefetch("schedules", queryset=Schedule.objects.not_voided().order_by("program", "when", "number")),
        )


class Tool(Record):
    """A tool such as ASQ-3. Results of a restricted one are open to the assigned worker and the supervisor alone."""

    class About(models.TextChoices):
        CHILD = "child", _("A child")
        PARENT = "parent", _("The participant")
        FAMILY = "family", _("The family")

    class HigherIs(models.TextChoices):
        BETTER = "better", _("Better")
        WORSE = "worse", _("More of a concern")
        NOT_SCORED = "", _("There is no total")

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=80)
    about = models.CharField(_("about"), max_length=10, choices=About)
    is_restricted = models.BooleanField(_("its results are restricted"), default=False)
    adjusts_age = models.BooleanField(_("the age is adjusted for children born early"), default=False)
    higher_is = models.CharField(_("a higher total is"), max_length=6, choices=HigherIs, blank=True)
    score_from = models.DecimalField(_("lowest total"), max_digits=6, decimal_places=1, null=True, blank=True)
    score_to = models.DecimalField(_("highest total"), max_digits=6, decimal_places=1, null=True, blank=True)
    parts = models.JSONField(_("parts"), default=list, blank=True)
    forms_months = models.JSONField(_("forms by age in months"), default=list, blank=True)
    read_so = models.CharField(_("how it is read"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    in_use_from = models.DateField(_("in use from"), null=True, blank=True)
    in_use_until = models.DateField(_("in use until"), null=True, blank=True)

    objects = ToolQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["name"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(about__in=["child", "parent", "family"]), name="tool_about_is_known"),
            models.CheckConstraint(
                condition=Q(score_from=None, score_to=None)
                | Q(score_from__isnull=False, score_to__isnull=False, score_to__gt=F("score_from")),
                name="tool_totals_in_order",
                violation_error_message=_("Give both totals, the highest above the lowest, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(in_use_until=None) | Q(in_use_from=None) | Q(in_use_until__gte=F("in_use_from")),
                name="tool_in_use_in_order",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    class Privacy:
        public = (
            "id",
            "code",
            "name",
            "about",
            "is_restricted",
            "adjusts_age",
            "higher_is",
            "score_from",
            "score_to",
            "parts",
            "forms_months",
            "read_so",
            "source",
            "in_use_from",
            "in_use_until",
        )

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("assessments:tool", args=[self.pk])

    @property
    def is_scored(self):
        return self.score_from is not None

    def form_for(self, months):
        """The age in months of the form to give, or None: the last one that begins at or below the age."""
        below = [form for form in self.forms_months if form <= months]
        return max(below) if below else (min(self.forms_months) if self.forms_months else None)

    def band_of(self, total):
        """The band a total falls into, or None where the tool has none. `bands` were read in order."""
        found = None
        for band in sorted(self.bands.all(), key=lambda band: band.at_least):
            if not band.voided_at and total >= band.at_least:
                found = band
        return found


class Band(Record):
    """From which total on a result is read so, and what follows."""

    tool = models.ForeignKey(Tool, verbose_name=_("tool"), on_delete=models.PROTECT, related_name="bands")
    at_least = models.DecimalField(_("from"), max_digits=6, decimal_places=1)
    label = models.CharField(_("band"), max_length=40)
    concern = models.CharField(_("says"), max_length=8, choices=Concern)
    what_follows = models.CharField(_("what follows"), max_length=200, blank=True)

    class Meta(Record.Meta):
        ordering = ["tool", "at_least"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(concern__in=Concern.values), name="band_concern_is_known"),
            models.UniqueConstraint(
                fields=["tool", "at_least"],
                condition=Q(voided_at=None),
                name="band_begins_once",
                violation_error_message=_("Another band begins at this total."),
            ),
        ]

    class Privacy:
        public = ("id", "tool", "at_least", "label", "concern", "what_follows")

    def __str__(self):
        return f"band {self.pk}"


class ScheduleQuerySet(RecordQuerySet):
    def in_force(self, on):
        """Rules that hold on the day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class Schedule(Record):
    """When a tool is due in a program, from when to when the rule holds."""

    class When(models.TextChoices):
        AFTER_ENROLLMENT = "days_after_enrollment", _("Once, days after the enrollment")
        AT_AGE = "at_age_months", _("Once, when the child is that many months old")
        EVERY = "every_months", _("Every so many months")

    tool = models.ForeignKey(Tool, verbose_name=_("tool"), on_delete=models.PROTECT, related_name="schedules")
    program = models.CharField(_("program"), max_length=20)
    when = models.CharField(_("when"), max_length=24, choices=When)
    number = models.PositiveSmallIntegerField(_("days or months"))
    until_age_months = models.PositiveSmallIntegerField(_("until the child is, in months"), null=True, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["tool", "program", "when", "number"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(when__in=["days_after_enrollment", "at_age_months", "every_months"]),
                name="schedule_when_is_known",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="schedule_number_above_zero",
                violation_error_message=_("Give a number above zero."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="schedule_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    class Privacy:
        public = ("id", "tool", "program", "when", "number", "until_age_months", "starts_on", "ends_on", "source")

    def __str__(self):
        return f"schedule {self.pk}"

    @property
    def program_name(self):
        return registry.get(self.program).short_name if self.program in registry.codes() else self.program
