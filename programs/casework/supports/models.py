"""What is given and what is left: one ledger of whole numbers, in three books.

An account is a pot: the education fund of a site in a fiscal year (cents), an item on a shelf (pieces), the Baby
Bucks of one family (points). An entry puts in or takes out; it is never changed and never erased. A mistake is
put right by its counter-entry. The balance of an account is the sum of its entries and never falls below zero.

Rooms write through `workflow.enter`, `workflow.enter_together` and `workflow.counter` alone, and read
`workflow.balance_of` and the vocabulary of `Entry.objects`. What an entry was is a `kind` of the program's own,
with its word in `PROGRAM.support_kinds`.
"""

from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models import Enrollment

MOST = 100_000_000  # a million dollars in cents; more is a slip of the finger


class Book(models.TextChoices):
    """What the whole numbers of an account count."""

    FUNDS = "funds", _("Education funds, in cents")
    GOODS = "goods", _("Goods, in pieces")
    POINTS = "points", _("Baby Bucks, in points")


class AccountQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those of the sites and programs in which `user` works on cases."""
        return self.filter(case_q(user))

    def in_book(self, book):
        return self.filter(book=book)

    def in_use(self, on):
        """Accounts that stand, begun by the day and not ended before it."""
        begun = Q(starts_on=None) | Q(starts_on__lte=on)
        return self.not_voided().filter(begun, Q(ends_on=None) | Q(ends_on__gte=on))


class Account(Record):
    """One pot in a book. `code` names it within its site and program: a fund's fiscal year, an item of the shelf."""

    book = models.CharField(_("book"), max_length=10, choices=Book)
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="support_accounts")
    program = models.CharField(_("program"), max_length=20)
    enrollment = models.ForeignKey(
        Enrollment,
        verbose_name=_("enrollment"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="support_accounts",
        help_text=_("Empty: it belongs to the site, and each entry says for whom it was."),
    )
    code = models.SlugField(_("code"), max_length=40, blank=True)
    name = models.CharField(_("name"), max_length=100)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    balance = models.PositiveIntegerField(_("what is left"), default=0, editable=False)

    objects = AccountQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["book", "name", "pk"]
        indexes = [models.Index(fields=["site", "program", "book"], name="account_of_site_by_book")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(book__in=["funds", "goods", "points"]), name="account_book_is_known"),
            models.CheckConstraint(
                condition=Q(balance__gte=0, balance__lte=MOST),
                name="account_never_below_zero",
                violation_error_message=_("There is not that much left."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="account_has_a_name"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="account_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["book", "site", "program", "code"],
                condition=Q(voided_at=None, enrollment=None),
                name="account_once_under_its_code",
                violation_error_message=_("There is one of this name already."),
            ),
            models.UniqueConstraint(
                fields=["book", "enrollment", "code"],
                condition=Q(voided_at=None, enrollment__isnull=False),
                name="account_once_for_an_enrollment",
                violation_error_message=_("There is one of this name already."),
            ),
        ]

    class Privacy:
        public = ("id", "book", "site", "program", "enrollment", "code", "name", "starts_on", "ends_on", "balance")

    def __str__(self):
        return f"account {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('supports:ledger')}?account={self.pk}"


class EntryQuerySet(models.QuerySet):
    def for_user(self, user):
        """Those of the sites and programs in which `user` works on cases."""
        return self.filter(case_q(user, site="account__site", program="account__program"))

    def standing(self):
        """Entries that were not taken back, without the counter-entries themselves."""
        return self.filter(counters=None, countered_by=None)

    def in_book(self, book):
        return self.filter(account__book=book)

    def about(self, enrollment):
        """What was entered for this case, from whichever account."""
        return self.filter(enrollment=enrollment)

    def put_in(self):
        return self.filter(amount__gt=0)

    def taken_out(self):
        return self.filter(amount__lt=0)

    def total(self):
        """The sum of the amounts, 0 where there are none."""
        return self.aggregate(total=Sum("amount"))["total"] or 0

    def with_people(self):
        """Each with its account, for whom it was, and who wrote it."""
        return self.select_related("account__site", "enrollment__participant", "recorded_by", "countered_by")

    def update(self, **changes):
        raise TypeError("An entry stays as it is. Write its counter-entry.")

    def delete(self):
        raise TypeError("An entry stays as it is. Write its counter-entry.")


class Entry(models.Model):
    """So much put in or taken out on a day: by whom, why, and for whom. It stays as it was written."""

    account = models.ForeignKey(Account, verbose_name=_("account"), on_delete=models.PROTECT, related_name="entries")
    amount = models.IntegerField(_("amount"))
    on = models.DateField(_("day"), db_index=True)
    kind = models.CharField(_("what it was"), max_length=30)
    enrollment = models.ForeignKey(
        Enrollment,
        verbose_name=_("for whom"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="support_entries",
    )
    words = models.CharField(_("why"), max_length=200, blank=True)
    key = models.CharField(_("what it came from"), max_length=60, blank=True)
    counters = models.OneToOneField(
        "self",
        verbose_name=_("takes back"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="countered_by",
    )
    together = models.UUIDField(_("entered together with"), null=True, blank=True, editable=False, db_index=True)
    balance_after = models.PositiveIntegerField(_("left after it"), editable=False)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        "accounts.User",
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["account", "key"], name="entry_of_account_by_key"),
            models.Index(fields=["enrollment", "on"], name="entry_of_case_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=0) & Q(amount__gte=-MOST, amount__lte=MOST),
                name="entry_is_more_than_nothing",
                violation_error_message=_("An entry is more than nothing, and at most a hundred million."),
            ),
            models.CheckConstraint(
                condition=Q(balance_after__gte=0, balance_after__lte=MOST), name="entry_left_nothing_below_zero"
            ),
            models.CheckConstraint(condition=~Q(kind=""), name="entry_says_what_it_was"),
            models.CheckConstraint(
                condition=Q(counters=None) | ~Q(words=""),
                name="entry_taken_back_with_a_reason",
                violation_error_message=_("Say why it is taken back."),
            ),
        ]

    class Privacy:
        public = (
            "id",
            "account",
            "amount",
            "on",
            "kind",
            "enrollment",
            "key",
            "counters",
            "together",
            "balance_after",
            "recorded_at",
            "recorded_by",
        )
        sensitive = ("words",)

    def __str__(self):
        return f"entry {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('supports:ledger')}?account={self.account_id}"

    def delete(self, *args, **kwargs):
        raise TypeError("An entry stays as it is. Write its counter-entry.")

    @property
    def is_counter(self):
        return self.counters_id is not None

    @property
    def is_countered(self):
        return getattr(self, "countered_by", None) is not None
