"""What a family wants to reach, in their own words, the steps on the way, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models import Enrollment


class Area(models.TextChoices):
    """Which part of a life a goal is about. Each program's templates name one of them."""

    EDUCATIONAL = "educational", _("Educational")
    EMPLOYMENT = "employment", _("Employment")
    PARENTING = "parenting", _("Parenting")
    PERSONAL = "personal", _("Personal")


class Status(models.TextChoices):
    OPEN = "open", _("Open")
    REACHED = "reached", _("Reached")
    CHANGED = "changed", _("Changed")
    DROPPED = "dropped", _("Dropped")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.OPEN: frozenset({Status.REACHED, Status.CHANGED, Status.DROPPED}),
    Status.REACHED: frozenset({Status.OPEN}),
    Status.CHANGED: frozenset({Status.OPEN}),
    Status.DROPPED: frozenset({Status.OPEN}),
}


class GoalQuerySet(RecordQuerySet):
    def open(self):
        """Goals somebody works on."""
        return self.not_voided().filter(status=Status.OPEN)

    def for_casework(self, user):
        """Only those of the sites and programs in which `user` works on cases, never by way of a match."""
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program"))

    def for_user(self, user):
        """Staff and supervisors: those of their sites and programs. A mentor: those that stand, of the families they see."""
        mine = Q(pk__in=[])
        if Role.MENTOR in user.roles:
            mine = Q(voided_at=None, enrollment__in=Enrollment.objects.for_user(user).values("pk"))
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program") | mine)

    def with_steps(self):
        """Each with `standing_steps`, a list of its steps that stand, those still to do first."""
        steps = Step.objects.not_voided().select_related("done_by").in_order()
        return self.prefetch_related(Prefetch("steps", queryset=steps, to_attr="standing_steps"))

    def with_next_step(self):
        """Each with the words and day of the step to do next: `next_step_words`, `next_step_on`."""
        following = Step.objects.to_do().filter(goal=OuterRef("pk")).in_order()
        return self.annotate(
            next_step_words=Subquery(following.values("words")[:1]),
            next_step_on=Subquery(following.values("due_on")[:1]),
        )

    def with_people(self):
        return self.select_related("enrollment__participant", "enrollment__site", "recorded_by")


class Goal(Record):
    """A goal of a case. `replaces` is the goal it grew out of, where that one was changed."""

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="goals"
    )
    area = models.CharField(_("area"), max_length=20, choices=Area)
    template = models.CharField(_("from the program's goals"), max_length=30, blank=True)
    words = models.CharField(_("in their words"), max_length=300)
    set_on = models.DateField(_("set on"))
    target_on = models.DateField(_("by when"), null=True, blank=True)
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    outcome_words = models.CharField(_("what came of it"), max_length=500, blank=True)
    replaces = models.ForeignKey(
        "self",
        verbose_name=_("grew out of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
    )

    objects = GoalQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-set_on", "-pk"]
        indexes = [models.Index(fields=["status", "review_on"], name="goal_by_review")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="goal_status_is_known"),
            models.CheckConstraint(condition=Q(area__in=Area.values), name="goal_area_is_known"),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="goal_has_words",
                violation_error_message=_("Say what the goal is."),
            ),
            models.CheckConstraint(
                condition=Q(target_on=None) | Q(target_on__gte=F("set_on")),
                name="goal_target_after_it_was_set",
                violation_error_message=_("The goal is to be reached before it was set. Check the days."),
            ),
            models.CheckConstraint(
                condition=Q(status=Status.OPEN, ended_on=None)
                | ~Q(status=Status.OPEN) & Q(ended_on__isnull=False, ended_on__gte=F("set_on")),
                name="goal_ended_exactly_when_not_open",
                violation_error_message=_("A goal that is not open has the day it ended, on or after it was set."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "set_on", "target_on", "review_on", "status", "ended_on", "replaces")
        sensitive = ("area", "template", "words", "outcome_words")

    def __str__(self):
        return f"goal {self.pk}"

    def get_absolute_url(self):
        return reverse("goals:goal", args=[self.pk])

    @property
    def is_open(self):
        return self.status == Status.OPEN and self.voided_at is None

    def may_become(self, status) -> bool:
        return status in TRANSITIONS[self.status]

    @property
    def template_label(self):
        """The program's own goal it was set from; empty where it is the family's alone."""
        if not self.template:
            return ""
        return self.enrollment.definition.label_of("goal_templates", self.template)


class StepQuerySet(RecordQuerySet):
    def to_do(self):
        """Steps that stand and are not done, of goals that are open."""
        return self.not_voided().filter(done_on=None, goal__status=Status.OPEN, goal__voided_at=None)

    def for_user(self, user):
        """Steps of the goals `user` may see."""
        return self.filter(goal__in=Goal.objects.for_user(user).values("pk"))

    def in_order(self):
        """Those still to do first, by their day; then those done, the latest first."""
        return self.order_by(F("done_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")


class Step(Record):
    """Something to do on the way to a goal: what, by when, and whose turn it is."""

    class Who(models.TextChoices):
        PARTICIPANT = "participant", _("Participant")
        MENTOR = "mentor", _("Mentor")
        WORKER = "worker", _("Worker")

    goal = models.ForeignKey(Goal, verbose_name=_("goal"), on_delete=models.PROTECT, related_name="steps")
    words = models.CharField(_("step"), max_length=200)
    who = models.CharField(_("whose turn"), max_length=12, choices=Who, default=Who.PARTICIPANT)
    due_on = models.DateField(_("by when"), null=True, blank=True, db_index=True)
    done_on = models.DateField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("noted by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = StepQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["goal", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(who__in=["participant", "mentor", "worker"]), name="step_who_is_known"),
            models.CheckConstraint(
                condition=~Q(words=""), name="step_has_words", violation_error_message=_("Say what the step is.")
            ),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None) | Q(done_on__isnull=False, done_by__isnull=False),
                name="step_done_with_day_and_person",
            ),
        ]

    class Privacy:
        public = ("id", "goal", "due_on", "done_on", "done_by")
        sensitive = ("words", "who")

    def __str__(self):
        return f"step {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('goals:goal', args=[self.goal_id])}#step-{self.pk}"

    @property
    def is_done(self):
        return self.done_on is not None


class GoalNote(Record):
    """How it goes with a goal, in a sentence or two, by whoever walks beside the family."""

    goal = models.ForeignKey(Goal, verbose_name=_("goal"), on_delete=models.PROTECT, related_name="notes")
    words = models.CharField(_("how it goes"), max_length=1000)

    class Meta(Record.Meta):
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(words=""), name="goalnote_has_words", violation_error_message=_("Write how it goes.")
            ),
        ]

    class Privacy:
        public = ("id", "goal")
        sensitive = ("words",)

    def __str__(self):
        return f"note {self.pk}"
