"""How an enrollment ended, what follows, and how long a closed one may be opened again."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models import Enrollment

# Where a site has set nothing else. A practice of this project, to be confirmed by each agency.
USUAL_REOPEN_DAYS = 90
# From when on a number of days holds of which nobody said since when.
SINCE_EVER = date(2000, 1, 1)


class ClosingQuerySet(RecordQuerySet):
    def for_user(self, user):
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program"))


class Closing(Record):
    """The end of an enrollment: the day, the program's reason, how it turned out, and what follows.

    Opening the case again voids it with the reason; a later closing is a row of its own.
    """

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="closings"
    )
    on = models.DateField(_("closed on"))
    reason = models.CharField(_("reason"), max_length=30)
    outcome_words = models.CharField(_("how it turned out"), max_length=500, blank=True)
    what_follows = models.CharField(_("what follows"), max_length=300, blank=True)
    next_service = models.CharField(_("who goes on with them"), max_length=200, blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["enrollment"],
                condition=Q(voided_at=None),
                name="closing_stands_once",
                violation_error_message=_("This case has a closing already."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "on")
        sensitive = ("reason", "outcome_words", "what_follows", "next_service")

    def __str__(self):
        return f"closing {self.pk}"

    @property
    def reason_label(self):
        return self.enrollment.definition.label_of("closing_reasons", self.reason)


class ReopenLimit(models.Model):
    """For how many days a site opens a case again that closes from a day on; after that the family enrolls anew."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="reopen_limits")
    starts_on = models.DateField(_("from"), default=SINCE_EVER)
    days = models.PositiveSmallIntegerField(_("days"), default=USUAL_REOPEN_DAYS)

    class Meta:
        ordering = ["site", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["site", "starts_on"], name="reopenlimit_once_a_day_of_a_site"),
            models.CheckConstraint(
                condition=Q(days__gte=0, days__lte=366),
                name="reopenlimit_is_a_year_at_most",
                violation_error_message=_("From 0 to 366 days."),
            ),
        ]

    class Privacy:
        public = ("id", "site", "starts_on", "days")

    def __str__(self):
        return f"reopening at site {self.site_id}"


def reopen_days_at(site, on):
    """The number of days the site has set for cases that close on the day, or the usual one."""
    limit = ReopenLimit.objects.filter(site=site, starts_on__lte=on).order_by("-starts_on").first()
    return limit.days if limit else USUAL_REOPEN_DAYS


def may_be_reopened_until(enrollment):
    """The last day on which a closed enrollment is opened again rather than followed by a new one."""
    days = reopen_days_at(enrollment.site, enrollment.closed_on)
    return enrollment.closed_on + timedelta(days=days)
