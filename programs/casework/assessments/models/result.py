"""What came out of a tool, and what follows from it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Person
from programs.casework.assessments.models.tool import Concern, Tool
from programs.casework.enrollments.models import Enrollment


class Outcome(models.TextChoices):
    DONE = "done", _("Done")
    DECLINED = "declined", _("Declined")
    NOT_POSSIBLE = "not_possible", _("Not possible this time")


class AssessmentQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Staff and supervisors: those of their cases. Restricted tools: the assigned worker and the supervisor alone."""
        here = {"site": "enrollment__site", "program": "enrollment__program"}
        reach = case_q(user, **here)
        closest = case_q(user, roles=(Role.SUPERVISOR,), **here) | reach & Q(enrollment__worker=user)
        return self.filter(reach & Q(tool__is_restricted=False) | closest)

    def done(self):
        """Those that stand and have a result."""
        return self.not_voided().filter(outcome=Outcome.DONE)

    def with_people(self):
        return self.select_related("tool", "person", "enrollment__participant", "enrollment__site", "given_by")

    def with_result(self):
        """Each with its parts and, where it is restricted, the result that lies apart."""
        return self.select_related("restricted").prefetch_related("result_parts")

    def to_follow_up(self):
        """Something was to follow, and nobody has said what came of it."""
        return self.not_voided().filter(follow_up_on__isnull=False, followed_up_on=None)


class Assessment(Record):
    """A tool given to somebody on a day. What a restricted tool found lies in a row of its own."""

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="assessments"
    )
    tool = models.ForeignKey(Tool, verbose_name=_("tool"), on_delete=models.PROTECT, related_name="assessments")
    person = models.ForeignKey(
        Person, verbose_name=_("about"), on_delete=models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    outcome = models.CharField(_("outcome"), max_length=14, choices=Outcome, default=Outcome.DONE)
    given_on = models.DateField(_("given on"), db_index=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("given by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    age_months = models.PositiveSmallIntegerField(_("age in months"), null=True, blank=True)
    form_months = models.PositiveSmallIntegerField(_("form, in months"), null=True, blank=True)
    total = models.DecimalField(_("total"), max_digits=6, decimal_places=1, null=True, blank=True)
    band = models.CharField(_("band"), max_length=40, blank=True)
    concern = models.CharField(_("says"), max_length=8, choices=Concern, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    follow_up = models.CharField(_("what follows"), max_length=200, blank=True)
    follow_up_on = models.DateField(_("by when"), null=True, blank=True)
    followed_up_on = models.DateField(_("done on"), null=True, blank=True)
    followed_up_words = models.CharField(_("what came of it"), max_length=300, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-given_on", "-pk"]
        indexes = [models.Index(fields=["enrollment", "given_on"], name="assessment_of_a_case")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome__in=["done", "declined", "not_possible"]), name="assessment_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.DONE) | Q(total=None, concern=""),
                name="assessment_result_only_when_done",
                violation_error_message=_("A tool that was not done has no result."),
            ),
            models.CheckConstraint(
                condition=Q(followed_up_on=None) | Q(followed_up_on__gte=F("given_on")),
                name="assessment_followed_up_after_it_was_given",
                violation_error_message=_("What followed lies before the assessment. Check the day."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "tool", "person", "outcome", "given_on", "given_by", "form_months")
        personal = ("age_months",)
        sensitive = (
            "total",
            "band",
            "concern",
            "note",
            "follow_up",
            "follow_up_on",
            "followed_up_on",
            "followed_up_words",
        )

    def __str__(self):
        return f"assessment {self.pk}"

    def get_absolute_url(self):
        return reverse("assessments:assessment", args=[self.pk])

    @property
    def is_done(self):
        return self.outcome == Outcome.DONE

    @property
    def found(self):
        """Where the result stands: here, or in the row apart."""
        return getattr(self, "restricted", self) if self.tool.is_restricted else self

    @property
    def concern_kind(self):
        """The colour of the result's word."""
        return {"none": "met", "watch": "at-risk", "concern": "late"}.get(self.found.concern, "plain")


class Part(models.Model):
    """One part of a tool, such as “Fine motor”: its figure and what it says."""

    assessment = models.ForeignKey(
        Assessment, verbose_name=_("assessment"), on_delete=models.PROTECT, related_name="result_parts"
    )
    name = models.CharField(_("part"), max_length=60)
    concern = models.CharField(_("says"), max_length=8, choices=Concern)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "name"], name="part_once_in_an_assessment"),
            models.CheckConstraint(condition=Q(concern__in=Concern.values), name="part_concern_is_known"),
        ]

    class Privacy:
        public = ("id", "assessment", "name")
        sensitive = ("concern",)

    def __str__(self):
        return f"part {self.pk}"

    @property
    def concern_kind(self):
        return {"none": "met", "watch": "at-risk", "concern": "late"}[self.concern]


class RestrictedResult(models.Model):
    """What a restricted tool found, what was to follow and what came of it. Opened by the assigned worker and the supervisor, each time on record."""

    assessment = models.OneToOneField(
        Assessment, verbose_name=_("assessment"), on_delete=models.PROTECT, related_name="restricted"
    )
    total = models.DecimalField(_("total"), max_digits=6, decimal_places=1, null=True, blank=True)
    band = models.CharField(_("band"), max_length=40, blank=True)
    concern = models.CharField(_("says"), max_length=8, choices=Concern, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    is_urgent = models.BooleanField(_("told to the supervisor at once"), default=False)
    follow_up = models.CharField(_("what follows"), max_length=200, blank=True)
    followed_up_words = models.CharField(_("what came of it"), max_length=300, blank=True)

    class Privacy:
        public = ("id", "assessment")
        restricted = ("total", "band", "concern", "note", "is_urgent", "follow_up", "followed_up_words")

    def __str__(self):
        return f"restricted result {self.pk}"
