"""What somebody spent or drove for the work, and whether it was approved and paid."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from mmp_portal.files.models import StoredFile
from programs.casework.contacts.models import Contact
from programs.casework.expenses.models.rate import MileageRate

MOST_CENTS = 500_000  # a claim beyond 5,000 dollars is a slip of the finger


class Status(models.TextChoices):
    CLAIMED = "claimed", _("Claimed")
    RETURNED = "returned", _("Returned with a question")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    PAID = "paid", _("Paid")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.CLAIMED: frozenset({Status.APPROVED, Status.RETURNED, Status.DECLINED}),
    Status.RETURNED: frozenset({Status.CLAIMED}),
    Status.APPROVED: frozenset({Status.PAID, Status.RETURNED}),
    Status.DECLINED: frozenset(),
    Status.PAID: frozenset(),
}

# Once decided, the claim stays as it was decided on.
LOCKED = frozenset({Status.APPROVED, Status.DECLINED, Status.PAID})


class ExpenseQuerySet(RecordQuerySet):
    def of(self, user):
        """What the person claimed."""
        return self.filter(claimed_by=user)

    def to_decide_for(self, user):
        """Claims of the sites and programs that the person supervises, the own ones among them."""
        return self.filter(case_q(user, roles=(Role.SUPERVISOR,)))

    def for_user(self, user):
        """The own claims, and those of the sites and programs one supervises."""
        return self.filter(Q(claimed_by=user) | case_q(user, roles=(Role.SUPERVISOR,)))

    def waiting(self):
        """Claimed, and not decided yet."""
        return self.not_voided().filter(status=Status.CLAIMED)

    def with_people(self):
        return self.select_related(
            "claimed_by", "site", "rate", "receipt", "decided_by", "contact__enrollment__participant"
        )

    def by_month(self):
        """For each month and status, the sum in cents, the latest month first."""
        return (
            self.not_voided()
            .order_by()
            .annotate(month=TruncMonth("spent_on"))
            .values("month", "status")
            .annotate(cents=Sum("amount_cents"))
            .order_by("-month")
        )


class Expense(Record):
    """One claim: miles at the rate of the day, or what a receipt says. The amount is kept with the rate it came from."""

    class Kind(models.TextChoices):
        MILEAGE = "mileage", _("Miles driven")
        PARKING = "parking", _("Parking or tolls")
        TRANSIT = "transit", _("Bus or taxi")
        MEAL = "meal", _("Meal")
        SUPPLIES = "supplies", _("Supplies")
        OTHER = "other", _("Other")

    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("claimed by"), on_delete=models.PROTECT, related_name="expenses"
    )
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="expenses")
    program = models.CharField(_("program"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MILEAGE)
    spent_on = models.DateField(_("day"))
    miles = models.DecimalField(_("miles"), max_digits=5, decimal_places=1, null=True, blank=True)
    rate = models.ForeignKey(
        MileageRate, verbose_name=_("rate"), on_delete=models.PROTECT, null=True, blank=True, related_name="expenses"
    )
    cents_per_mile = models.DecimalField(
        _("cents a mile"), max_digits=5, decimal_places=1, null=True, blank=True, editable=False
    )
    amount_cents = models.PositiveIntegerField(_("amount in cents"))
    contact = models.ForeignKey(
        Contact, verbose_name=_("contact"), on_delete=models.PROTECT, null=True, blank=True, related_name="expenses"
    )
    receipt = models.OneToOneField(
        StoredFile,
        verbose_name=_("receipt"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="expense",
        editable=False,
    )
    note = models.CharField(_("what for"), max_length=300, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.CLAIMED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decision_note = models.CharField(_("question or reason"), max_length=300, blank=True)
    paid_on = models.DateField(_("paid"), null=True, blank=True)

    objects = ExpenseQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-spent_on", "-pk"]
        indexes = [
            models.Index(fields=["site", "status"], name="expense_of_site_by_status"),
            models.Index(fields=["claimed_by", "spent_on"], name="expense_of_person"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="expense_status_is_known"),
            models.CheckConstraint(
                condition=Q(
                    kind="mileage", miles__isnull=False, miles__gt=0, rate__isnull=False, cents_per_mile__isnull=False
                )
                | ~Q(kind="mileage") & Q(miles=None, rate=None, cents_per_mile=None),
                name="expense_miles_with_their_rate",
                violation_error_message=_("Miles come with a rate; other costs have no miles."),
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__gte=1, amount_cents__lte=MOST_CENTS),
                name="expense_amount_is_sane",
                violation_error_message=_("An amount is more than nothing and at most 5,000 dollars."),
            ),
            models.CheckConstraint(
                condition=Q(status="claimed", decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="expense_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["returned", "declined"]) | ~Q(decision_note=""),
                name="expense_refusal_has_words",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("claimed_by")),
                name="expense_never_decided_by_the_payee",
                violation_error_message=_("Nobody decides on their own expenses."),
            ),
            models.CheckConstraint(
                condition=Q(status="paid", paid_on__isnull=False, paid_on__gte=F("spent_on"))
                | ~Q(status="paid") & Q(paid_on=None),
                name="expense_paid_with_its_day",
            ),
            models.UniqueConstraint(
                fields=["contact", "claimed_by"],
                condition=Q(voided_at=None, contact__isnull=False),
                name="expense_miles_of_a_contact_once",
                violation_error_message=_("The miles of this contact are claimed already."),
            ),
        ]

    class Privacy:
        public = (
            "id",
            "claimed_by",
            "site",
            "program",
            "kind",
            "spent_on",
            "miles",
            "rate",
            "cents_per_mile",
            "amount_cents",
            "contact",
            "receipt",
            "status",
            "decided_by",
            "decided_at",
            "paid_on",
        )
        sensitive = ("note", "decision_note")

    def __str__(self):
        return f"expense {self.pk}"

    def get_absolute_url(self):
        return reverse("expenses:expense", args=[self.pk])

    @property
    def is_mileage(self):
        return self.kind == self.Kind.MILEAGE

    @property
    def dollars(self):
        return self.amount_cents / 100

    def may_become(self, status):
        return self.voided_at is None and status in TRANSITIONS[self.status]

    def may_be_changed_by(self, user):
        """The one who claimed it may put it right until it is decided."""
        return self.claimed_by_id == user.pk and self.voided_at is None and self.status not in LOCKED

    def may_be_decided_by(self, user):
        """A supervisor of the site and program, and never the payee."""
        if self.claimed_by_id == user.pk or self.voided_at is not None:
            return False
        return Expense.objects.to_decide_for(user).filter(pk=self.pk).exists()

    @property
    def differs_from_contact(self):
        """Whether the contact it came from says other miles by now, or was voided."""
        if self.contact is None:
            return False
        return self.contact.voided_at is not None or self.contact.miles_driven != self.miles

    @property
    def status_kind(self):
        return {
            Status.CLAIMED: "waiting",
            Status.RETURNED: "at-risk",
            Status.APPROVED: "active",
            Status.DECLINED: "declined",
            Status.PAID: "met",
        }[self.status]
