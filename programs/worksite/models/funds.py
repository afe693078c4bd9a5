"""Money for education: what was asked for, who decided, and what was paid."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record
from mmp_portal.files.models import StoredFile
from programs.casework.enrollments.models import Enrollment
from programs.casework.supports.models import Account, Entry
from programs.worksite.models.openings import dollars
from programs.worksite.models.readiness import OfCaseQuerySet

MOST_CENTS = 500_000


class Fund(models.TextChoices):
    """What the program gives money for: each is a pot of its own in every fiscal year."""

    HISET = "hiset", _("HiSET test")
    ACT = "act", _("ACT test")
    COLLEGE = "college", _("College registration")
    OTHER = "other", _("Other education")


class Status(models.TextChoices):
    ASKED = "asked", _("Asked for")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    PAID = "paid", _("Paid")
    TAKEN_BACK = "taken_back", _("Taken back")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.ASKED: frozenset({Status.APPROVED, Status.DECLINED, Status.TAKEN_BACK}),
    Status.APPROVED: frozenset({Status.PAID, Status.TAKEN_BACK}),
    Status.DECLINED: frozenset(),
    Status.PAID: frozenset({Status.TAKEN_BACK}),  # the money came back: its entry is taken back in the ledger
    Status.TAKEN_BACK: frozenset(),
}


class FundRequestQuerySet(OfCaseQuerySet):
    def waiting(self):
        """Those that nobody decided yet."""
        return self.not_voided().filter(status=Status.ASKED)

    def granted(self):
        """Those for which money was set aside, or paid."""
        return self.not_voided().filter(status__in=[Status.APPROVED, Status.PAID])

    def with_details(self):
        return self.select_related(
            "enrollment__participant", "enrollment__site", "account", "recorded_by", "decided_by", "paid_by"
        )


class FundRequest(Record):
    """So many cents from one pot for one young person. The money is set aside when it is approved, by somebody else."""

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="fund_requests"
    )
    fund = models.CharField(_("what for"), max_length=10, choices=Fund)
    account = models.ForeignKey(Account, verbose_name=_("pot"), on_delete=models.PROTECT, related_name="+")
    amount_cents = models.PositiveIntegerField(_("amount"))
    words = models.CharField(_("what exactly"), max_length=300, blank=True)
    asked_on = models.DateField(_("asked for"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    entry = models.OneToOneField(
        Entry, verbose_name=_("entry"), on_delete=models.PROTECT, null=True, blank=True, related_name="fund_request"
    )
    paid_on = models.DateField(_("paid"), null=True, blank=True)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("paid by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    receipt = models.ForeignKey(
        StoredFile, verbose_name=_("receipt"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FundRequestQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("request for education funds")
        ordering = ["-asked_on", "-pk"]
        indexes = [models.Index(fields=["status", "asked_on"], name="fundrequest_by_status_and_day")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(fund__in=Fund.values), name="fundrequest_fund_is_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="fundrequest_status_is_known"),
            models.CheckConstraint(
                condition=Q(amount_cents__gte=1, amount_cents__lte=MOST_CENTS), name="fundrequest_amount_is_sane"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("recorded_by")),
                name="fundrequest_decided_by_somebody_else",
                violation_error_message=_("Somebody else decides on what one asked for."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["asked", "taken_back"])
                | Q(decided_by__isnull=False, decided_on__isnull=False),
                name="fundrequest_decided_with_person_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "paid"]) | Q(entry__isnull=False),
                name="fundrequest_approved_with_its_entry",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["declined", "taken_back"]) | ~Q(reason=""),
                name="fundrequest_refused_with_a_reason",
                violation_error_message=_("Say why."),
            ),
            models.CheckConstraint(
                condition=Q(status="paid", paid_on__isnull=False, paid_by__isnull=False)
                | Q(status="taken_back", paid_on__isnull=False, paid_by__isnull=False)
                | ~Q(status="paid") & Q(paid_on=None, paid_by=None, receipt=None),
                name="fundrequest_paid_with_day_and_person",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "enrollment",
            "fund",
            "account",
            "amount_cents",
            "asked_on",
            "status",
            "decided_by",
            "decided_on",
            "entry",
            "paid_on",
            "paid_by",
        )
        sensitive = ("words", "reason", "receipt")

    def __str__(self):
        return f"fund request {self.pk}"

    def get_absolute_url(self):
        return reverse("worksite:fund_request", args=[self.pk])

    @property
    def amount(self):
        return dollars(self.amount_cents)

    def may_become(self, status) -> bool:
        return status in TRANSITIONS[self.status]
