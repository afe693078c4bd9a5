"""A family sent to a service, and what came of it."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models import Enrollment
from programs.casework.resources.models.resource import Resource

# Whoever was sent to a service is asked after this long, unless another day is chosen.
ASK_AFTER = timedelta(days=14)


class Outcome(models.TextChoices):
    WAITING = "waiting", _("No word yet")
    WAITING_LIST = "waiting_list", _("On their waiting list")
    GOT_IT = "got_it", _("Got it")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible there")
    DID_NOT_GO = "did_not_go", _("Did not go")
    CLOSED = "closed", _("The service was closed or full")


OPEN_OUTCOMES = (Outcome.WAITING, Outcome.WAITING_LIST)
KNOWN = frozenset({Outcome.GOT_IT, Outcome.NOT_ELIGIBLE, Outcome.DID_NOT_GO, Outcome.CLOSED})

# What is known may turn out otherwise: then it is no word yet again.
TRANSITIONS: dict[str, frozenset[str]] = {
    Outcome.WAITING: frozenset({Outcome.WAITING_LIST, *KNOWN}),
    Outcome.WAITING_LIST: frozenset({*KNOWN}),
    Outcome.GOT_IT: frozenset({Outcome.WAITING}),
    Outcome.NOT_ELIGIBLE: frozenset({Outcome.WAITING}),
    Outcome.DID_NOT_GO: frozenset({Outcome.WAITING}),
    Outcome.CLOSED: frozenset({Outcome.WAITING}),
}


class ResourceConnectionQuerySet(RecordQuerySet):
    def open(self):
        """Those of which the end is not known yet."""
        return self.not_voided().filter(outcome__in=OPEN_OUTCOMES)

    def for_user(self, user):
        """Those of cases the person works on."""
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program"))

    def with_people(self):
        return self.select_related("enrollment__participant", "enrollment__site", "resource", "recorded_by")


class ResourceConnection(Record):
    """A family was sent to a service, how, and what came of it."""

    class How(models.TextChoices):
        TOLD = "told", _("Told them about it")
        CALLED = "called", _("Called there together")
        WENT_ALONG = "went_along", _("Went along")
        FORM_SENT = "form_sent", _("Sent a form or a letter")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="resource_connections"
    )
    resource = models.ForeignKey(
        Resource, verbose_name=_("service"), on_delete=models.PROTECT, related_name="connections"
    )
    connected_on = models.DateField(_("connected"))
    how = models.CharField(_("how"), max_length=12, choices=How)
    follow_up_on = models.DateField(_("ask again"), null=True, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=12, choices=Outcome, default=Outcome.WAITING)
    outcome_on = models.DateField(_("known since"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    objects = ResourceConnectionQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("resource connection")
        ordering = ["-connected_on", "-pk"]
        indexes = [
            models.Index(fields=["enrollment", "connected_on"], name="connection_of_case"),
            models.Index(fields=["outcome", "follow_up_on"], name="connection_to_follow_up"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="connection_outcome_is_known"),
            models.CheckConstraint(
                condition=Q(how__in=["told", "called", "went_along", "form_sent"]), name="connection_how_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WAITING, outcome_on=None)
                | ~Q(outcome=Outcome.WAITING) & Q(outcome_on__isnull=False),
                name="connection_outcome_with_its_day",
                violation_error_message=_("Say since when this is known; while there is no word, leave it empty."),
            ),
            models.CheckConstraint(
                condition=Q(outcome_on=None) | Q(outcome_on__gte=F("connected_on")),
                name="connection_outcome_after_it_began",
                violation_error_message=_("This lies before the day the family was sent there."),
            ),
            models.CheckConstraint(
                condition=Q(follow_up_on=None) | Q(follow_up_on__gte=F("connected_on")),
                name="connection_follow_up_after_it_began",
                violation_error_message=_("The day to ask again lies before the day the family was sent there."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "resource", "connected_on", "how", "follow_up_on", "outcome_on")
        # Where a family was sent tells what they need.
        sensitive = ("outcome", "note")

    def __str__(self):
        return f"resource connection {self.pk}"

    def get_absolute_url(self):
        return reverse("resources:outcome", args=[self.pk])

    @property
    def is_open(self):
        return self.outcome in OPEN_OUTCOMES and self.voided_at is None

    def may_become(self, outcome):
        return outcome in TRANSITIONS[self.outcome]

    @property
    def status_kind(self):
        return {
            Outcome.WAITING: "waiting",
            Outcome.WAITING_LIST: "waiting",
            Outcome.GOT_IT: "met",
            Outcome.NOT_ELIGIBLE: "closed",
            Outcome.DID_NOT_GO: "closed",
            Outcome.CLOSED: "closed",
        }[self.outcome]
