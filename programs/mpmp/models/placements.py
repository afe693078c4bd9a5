"""Where each child lives while the case lasts, and when parent and children see each other."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mmp_portal.audit.records import Record
from participants.models import Person
from programs.casework.enrollments.models import Enrollment
from programs.mpmp.models.rows import CaseRowQuerySet, SharedRowQuerySet


class PlacementKind(models.TextChoices):
    """Kinds of placements, as the federal Children's Bureau tells them apart (Child Welfare Policy Manual 1.2B.7)."""

    RELATIVE = "relative", _("With relatives or close friends")
    FOSTER = "foster", _("Foster home")
    PREADOPTIVE = "preadoptive", _("Home that wishes to adopt")
    OTHER_PARENT = "other_parent", _("With the other parent")
    GROUP_HOME = "group_home", _("Group home")
    INSTITUTION = "institution", _("Institution")
    INDEPENDENT = "independent", _("Supervised independent living")
    TRIAL_HOME_VISIT = "trial_home_visit", _("Trial home visit")
    RUNAWAY = "runaway", _("Ran away")


# Neither is a placement: a child on a trial home visit is at home, one who ran away is nowhere placed (CWPM 1.2B.7).
APART = (PlacementKind.TRIAL_HOME_VISIT, PlacementKind.RUNAWAY)


class PlacementQuerySet(SharedRowQuerySet):
    def running(self):
        """Those that have not ended."""
        return self.not_voided().filter(ends_on=None)

    def on(self, day):
        """Those that hold on the day; on its last day a child is not there any more."""
        return self.not_voided().filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)

    def with_children(self):
        return self.select_related("child")


class ChildPlacement(Record):
    """A child lives somewhere else than at home, from a day to the day on which it leaves. A move is a new row."""

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="child_placements"
    )
    child = models.ForeignKey(
        Person,
        verbose_name=pgettext_lazy("of a record", "child"),
        on_delete=models.PROTECT,
        related_name="child_placements",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=PlacementKind)
    with_whom = models.CharField(_("with whom"), max_length=120, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    words = models.CharField(_("why it changed"), max_length=300, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["child", "starts_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=PlacementKind.values), name="childplacement_kind_is_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="childplacement_ends_after_it_began",
                violation_error_message=_("It ends before it begins. Check the days."),
            ),
            models.UniqueConstraint(
                fields=["enrollment", "child"],
                condition=Q(ends_on=None, voided_at=None),
                name="childplacement_of_a_child_runs_once",
                violation_error_message=_("This child is placed somewhere already. End that placement first."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "child", "starts_on", "ends_on")
        sensitive = ("kind", "with_whom", "words")

    def __str__(self):
        return f"placement of a child {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('mpmp:court', args=[self.enrollment_id])}#children"

    @property
    def is_apart(self):
        """Whether it is told apart from placements: a trial home visit, or running away."""
        return self.kind in APART

    def overlaps(self, other):
        """Whether a child would live in both on the same day. On the day of a move it leaves one and comes to the other."""
        begins_in_time = other.ends_on is None or self.starts_on < other.ends_on
        other_begins_in_time = self.ends_on is None or other.starts_on < self.ends_on
        return begins_in_time and other_begins_in_time


class FamilyVisit(Record):
    """A visit of the parent with children who live elsewhere: planned by the county, and kept or not."""

    class Kind(models.TextChoices):
        SUPERVISED = "supervised", _("Supervised")
        UNSUPERVISED = "unsupervised", _("Unsupervised")
        OVERNIGHT = "overnight", _("Overnight")
        AT_DISTANCE = "at_distance", _("By phone or video")

    class Outcome(models.TextChoices):
        KEPT = "kept", _("Took place")
        PARENT = "parent", _("The parent could not come")
        CHILD = "child", _("The child could not come")
        COUNTY = "county", _("Called off by the county or the place")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="family_visits"
    )
    children = models.ManyToManyField(Person, verbose_name=_("children"), related_name="+")
    on = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    outcome = models.CharField(_("what came of it"), max_length=10, choices=Outcome, default=Outcome.KEPT)
    duration_minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    words = models.CharField(_("how it went"), max_length=500, blank=True)

    objects = CaseRowQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["supervised", "unsupervised", "overnight", "at_distance"]),
                name="familyvisit_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["kept", "parent", "child", "county"]), name="familyvisit_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(duration_minutes=None) | Q(outcome="kept", duration_minutes__gte=1),
                name="familyvisit_lasted_only_when_kept",
                violation_error_message=_("A visit that did not take place has no length."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "on")
        sensitive = ("children", "kind", "outcome", "duration_minutes", "words")

    def __str__(self):
        return f"family visit {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('mpmp:court', args=[self.enrollment_id])}#visits"

    @property
    def was_kept(self):
        return self.outcome == self.Outcome.KEPT
