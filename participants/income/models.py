"""Where the money of a family comes from, what each source brings, and who said so when."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participants.facts import PersonFact, PersonFactQuerySet
from participants.income import yearly

MOST_CENTS = 1_000_000_000  # ten million dollars; more is a slip of the finger


class Answer(models.TextChoices):
    AMOUNT = "amount", _("An amount")
    NONE = "none", _("No income")
    DECLINED = "declined", _("Did not wish to say")


class IncomeKind(models.TextChoices):
    WAGES = "wages", _("Wages")
    SELF_EMPLOYMENT = "self_employment", _("Own business or odd jobs")
    CASH_ASSISTANCE = "cash_assistance", _("Cash assistance (TANF, MFIP)")
    CHILD_SUPPORT = "child_support", _("Child support")
    SSI = "ssi", _("SSI")
    SOCIAL_SECURITY = "social_security", _("Social Security, survivor or disability benefits")
    UNEMPLOYMENT = "unemployment", _("Unemployment benefits")
    FOSTER_CARE = "foster_care", _("Foster care or kinship payments")
    FAMILY = "family", _("Money from family or friends")
    OTHER = "other", _("Something else")


class Per(models.TextChoices):
    WEEK = "week", _("Every week")
    TWO_WEEKS = "two_weeks", _("Every two weeks")
    TWICE_A_MONTH = "twice_a_month", _("Twice a month")
    MONTH = "month", _("Every month")
    YEAR = "year", _("Every year")


class IncomeSourceQuerySet(PersonFactQuerySet):
    def in_force(self, on):
        """Rows that stand and whose time includes the day `on`."""
        return self.not_voided().filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class IncomeSource(PersonFact):
    """One source of somebody's income, or their word that there is none, from when to when."""

    answer = models.CharField(_("answer"), max_length=8, choices=Answer, default=Answer.AMOUNT)
    kind = models.CharField(_("kind"), max_length=20, choices=IncomeKind, blank=True)
    payer = models.CharField(_("who pays"), max_length=80, blank=True)
    amount_cents = models.PositiveBigIntegerField(_("amount"), null=True, blank=True)
    per = models.CharField(_("how often"), max_length=13, choices=Per, blank=True)
    is_for_household = models.BooleanField(
        _("for the whole household"), default=False, help_text=_("Paid to the family rather than to one person.")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    said_on = models.DateField(_("said on"))
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    document = models.ForeignKey(
        "documents.Document",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = IncomeSourceQuerySet.as_manager()

    class Meta(PersonFact.Meta):
        ordering = ["person", "-starts_on", "pk"]
        indexes = [models.Index(fields=["person", "starts_on"], name="incomesource_by_person")]
        constraints = [
            *PersonFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(answer__in=["amount", "none", "declined"]), name="incomesource_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="amount", amount_cents__isnull=False, amount_cents__gte=1)
                & Q(amount_cents__lte=MOST_CENTS)
                & ~Q(kind="")
                & Q(per__in=list(yearly.TIMES_A_YEAR))
                | Q(answer__in=["none", "declined"], kind="", amount_cents=None, per="", is_for_household=False),
                name="incomesource_amount_only_when_said",
                violation_error_message=_(
                    "An amount has a kind and how often it comes; without income there is none."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="incomesource_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    class Privacy:
        public = ("id", "starts_on", "ends_on", "said_on")
        sensitive = ("answer", "kind", "payer", "amount_cents", "per", "is_for_household", "evidence", "document")

    def __str__(self):
        return f"income source {self.pk}"

    def get_absolute_url(self):
        return reverse("income:income", args=[self.person_id])

    def clean(self):
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day lies before the first.")})

    @property
    def yearly_cents(self):
        """What it brings in a year; None where no amount was said."""
        return yearly.in_a_year(self.amount_cents, self.per) if self.answer == Answer.AMOUNT else None

    @property
    def formula(self):
        return yearly.formula(self.amount_cents, self.per) if self.answer == Answer.AMOUNT else ""

    @property
    def in_words(self):
        """“Wages, Example Bakery”, “No income” or “Did not wish to say”."""
        if self.answer != Answer.AMOUNT:
            return self.get_answer_display()
        if self.payer:
            return gettext("%(kind)s, %(payer)s") % {"kind": self.get_kind_display(), "payer": self.payer}
        return self.get_kind_display()
