"""The Baby Store: its days, what lies on the shelf at which price, and who bought what."""

from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import CASEWORK_ROLES
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models import Enrollment
from programs.casework.supports.models import Account, Entry

PROGRAM = "young_parent"
MOST_POINTS = 10_000


def sites_served_by(user):
    """Keys of the sites at which `user` works in the program."""
    return [
        grant.site_id
        for grant in user.grants
        if user.is_active and grant.role in CASEWORK_ROLES and grant.program in ("", None, PROGRAM)
    ]


class OfSiteQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those of the sites at which `user` works in the program."""
        return self.filter(site__in=sites_served_by(user))


class StoreDay(Record):
    """A day on which the Baby Store is open at a site."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="store_days")
    held_on = models.DateField(_("day"))
    place = models.CharField(_("where"), max_length=120, blank=True)

    objects = OfSiteQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-held_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["site", "held_on"],
                condition=Q(voided_at=None),
                name="storeday_once_a_day_at_a_site",
                violation_error_message=_("The store is open on that day already."),
            ),
        ]

    class Privacy:
        public = ("id", "site", "held_on", "place")

    def __str__(self):
        return f"store day {self.pk}"

    def get_absolute_url(self):
        return reverse("young_parent:store_day", args=[self.pk])


class StoreItemQuerySet(OfSiteQuerySet):
    def offered(self):
        return self.not_voided().filter(is_offered=True)

    def with_stock(self):
        return self.select_related("account", "site")


class StoreItem(Record):
    """Something on the shelf: its price in Baby Bucks, and the account of the ledger that counts its pieces."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="store_items")
    account = models.OneToOneField(
        Account, verbose_name=_("account"), on_delete=models.PROTECT, related_name="store_item", editable=False
    )
    name = models.CharField(_("name"), max_length=80)
    price = models.PositiveIntegerField(_("price in Baby Bucks"))
    is_offered = models.BooleanField(_("on offer"), default=True)

    objects = StoreItemQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["name", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(price__gte=1, price__lte=MOST_POINTS),
                name="storeitem_price_is_sane",
                violation_error_message=_("A price is more than nothing and at most 10,000."),
            ),
            models.UniqueConstraint(
                fields=["site", "name"],
                condition=Q(voided_at=None),
                name="storeitem_once_under_its_name",
                violation_error_message=_("There is an item of this name already."),
            ),
        ]

    class Privacy:
        public = ("id", "site", "account", "name", "price", "is_offered")

    def __str__(self):
        return f"store item {self.pk}"

    def get_absolute_url(self):
        return reverse("young_parent:item", args=[self.pk])

    @property
    def in_stock(self):
        return self.account.balance


class SaleQuerySet(models.QuerySet):
    def standing(self):
        """Sales that were not taken back."""
        return self.filter(paid__countered_by=None)

    def with_people(self):
        return self.select_related("item", "enrollment__participant", "paid__countered_by", "paid__recorded_by")

    def totals(self):
        """Pieces sold and Baby Bucks taken, of sales that stand."""
        sums = self.standing().aggregate(pieces=Sum("count"), points=Sum("points"))
        return {name: value or 0 for name, value in sums.items()}


class Sale(models.Model):
    """So many of an item for one family on a store day. The ledger's entry `paid` says who, when, and if it stands."""

    store_day = models.ForeignKey(
        StoreDay, verbose_name=_("store day"), on_delete=models.PROTECT, related_name="sales"
    )
    item = models.ForeignKey(StoreItem, verbose_name=_("item"), on_delete=models.PROTECT, related_name="sales")
    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("for whom"), on_delete=models.PROTECT, related_name="store_sales"
    )
    count = models.PositiveSmallIntegerField(_("how many"))
    points = models.PositiveIntegerField(_("Baby Bucks"))
    paid = models.OneToOneField(
        Entry, verbose_name=_("entry of the ledger"), on_delete=models.PROTECT, related_name="store_sale"
    )

    objects = SaleQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(count__gte=1, points__gte=1), name="sale_is_of_something"),
        ]

    class Privacy:
        public = ("id", "store_day", "item", "enrollment", "count", "points", "paid")

    def __str__(self):
        return f"sale {self.pk}"
