"""What a child was given, whose card was seen, what the family declined, and which schedule a site goes by."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.documents.models import Document
from participants.facts import PersonFact, PersonFactQuerySet
from participants.immunizations import schedule as schedules
from participants.immunizations.vaccines import Vaccine

KNOWN = ["hepb", "rv", "dtap", "hib", "pcv", "ipv", "mmr", "var", "hepa", "flu"]
# ACIP allows four; a state allows as many or fewer.
MOST_GRACE_DAYS = 4


class DoseQuerySet(PersonFactQuerySet):
    def of_people(self, people):
        """Standing doses of several people, the earliest first."""
        return self.not_voided().filter(person__in=people).order_by("given_on", "pk")


class Immunization(PersonFact):
    """One dose of one vaccine, given on a day. A shot against several diseases is a row for each."""

    vaccine = models.CharField(_("vaccine"), max_length=8, choices=Vaccine)
    given_on = models.DateField(_("given on"))
    product = models.CharField(_("brand"), max_length=20, blank=True)
    place = models.CharField(_("where"), max_length=120, blank=True)

    objects = DoseQuerySet.as_manager()

    class Meta(PersonFact.Meta):
        ordering = ["given_on", "pk"]
        indexes = [models.Index(fields=["person", "vaccine", "given_on"], name="immunization_of_person")]
        constraints = [
            *PersonFact.Meta.constraints,
            models.CheckConstraint(condition=Q(vaccine__in=KNOWN), name="immunization_vaccine_is_known"),
            models.UniqueConstraint(
                fields=["person", "site", "vaccine", "given_on"],
                condition=Q(voided_at=None),
                name="immunization_once_a_day",
                violation_error_message=_("This vaccine is on record for that day already."),
            ),
        ]

    class Privacy:
        public = ("id",)
        sensitive = ("vaccine", "given_on", "product", "place")

    def __str__(self):
        return f"immunization {self.pk}"

    def get_absolute_url(self):
        return reverse("immunizations:immunizations", args=[self.person_id])

    @property
    def product_name(self):
        """The brand as it stands on the card; empty where none is known."""
        brands = {(vaccine, product.code): product.name for vaccine, product in schedules.products()}
        return brands.get((self.vaccine, self.product), "")


class CardSeen(PersonFact):
    """Somebody saw a card or an extract of the register: the record is known up to that day."""

    class Source(models.TextChoices):
        CARD = "card", _("The clinic's card")
        CLINIC = "clinic", _("The clinic told us")
        REGISTER = "register", _("The state's register")
        SCHOOL = "school", _("The school or child care")

    seen_on = models.DateField(_("seen on"))
    source = models.CharField(_("what was seen"), max_length=10, choices=Source)
    is_current = models.BooleanField(_("up to date on that day"), default=False, editable=False)
    document = models.ForeignKey(
        Document,
        verbose_name=_("photo or scan"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cards_seen",
        editable=False,
    )

    objects = PersonFactQuerySet.as_manager()

    class Meta(PersonFact.Meta):
        verbose_name = _("card seen")
        verbose_name_plural = _("cards seen")
        ordering = ["-seen_on", "-pk"]
        constraints = [
            *PersonFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(source__in=["card", "clinic", "register", "school"]), name="cardseen_source_is_known"
            ),
        ]

    class Privacy:
        public = ("id", "document")
        sensitive = ("seen_on", "source", "is_current")

    def __str__(self):
        return f"card seen {self.pk}"

    def get_absolute_url(self):
        return reverse("immunizations:immunizations", args=[self.person_id])


class WaiverQuerySet(PersonFactQuerySet):
    def in_force(self, on):
        """Begun by the day and not ended before it."""
        return self.not_voided().filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class Waiver(PersonFact):
    """A vaccine that the family declined, or from which the child is exempt, from when to when."""

    class Kind(models.TextChoices):
        DECLINED = "declined", _("The family declined")
        MEDICAL = "medical", _("Exempt for a medical reason")
        RELIGIOUS = "religious", _("Exempt for religion or conviction")
        IMMUNE = "immune", _("Had the disease")

    vaccine = models.CharField(_("vaccine"), max_length=8, choices=Vaccine)
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("in their words"), max_length=200, blank=True)

    objects = WaiverQuerySet.as_manager()

    class Meta(PersonFact.Meta):
        ordering = ["vaccine", "-starts_on", "pk"]
        constraints = [
            *PersonFact.Meta.constraints,
            models.CheckConstraint(condition=Q(vaccine__in=KNOWN), name="waiver_vaccine_is_known"),
            models.CheckConstraint(
                condition=Q(kind__in=["declined", "medical", "religious", "immune"]), name="waiver_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="waiver_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    class Privacy:
        public = ("id",)
        sensitive = ("vaccine", "kind", "starts_on", "ends_on", "note")

    def __str__(self):
        return f"waiver {self.pk}"

    def get_absolute_url(self):
        return reverse("immunizations:immunizations", args=[self.person_id])


class ScheduleChoiceQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Choices of the sites for which `user` sets values."""
        return self.filter(site__in=sites_of(user))

    def in_force(self, site, on):
        """The schedule the site goes by on the day, or None where it chose none."""
        rows = self.not_voided().filter(site=site, starts_on__lte=on)
        return rows.order_by("-starts_on").first()


def sites_of(user):
    """The sites for which `user` says which schedule they go by."""
    reach = Q(pk__in=[])
    for grant in user.grants_with(Permission.PARAMETER_EDIT):
        if grant.role == Role.ADMINISTRATOR:
            reach |= Q(agency=grant.agency) if grant.agency else Q(pk__isnull=False)
        else:
            reach |= Q(pk=grant.site_id)
    return Site.objects.filter(reach).order_by("name")


class ScheduleChoice(Record):
    """Which published schedule a site goes by, from a day on.

    `grace_days` says how many days early a dose may come and still count, where the state allows others than the
    schedule; None is as the schedule says.
    """

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="schedule_choices")
    schedule = models.CharField(_("schedule"), max_length=20)
    starts_on = models.DateField(_("from"))
    source = models.CharField(_("who decided it"), max_length=200)
    grace_days = models.PositiveSmallIntegerField(_("days of grace"), null=True, blank=True)

    objects = ScheduleChoiceQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["site__name", "-starts_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["site", "starts_on"],
                condition=Q(voided_at=None),
                name="schedulechoice_once_a_day",
                violation_error_message=_("Another schedule begins on that day. Choose another day."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="schedulechoice_says_who_decided",
                violation_error_message=_("Say who decided it."),
            ),
            models.CheckConstraint(
                condition=Q(grace_days=None) | Q(grace_days__lte=MOST_GRACE_DAYS),
                name="schedulechoice_grace_is_short",
                violation_error_message=_("At most 4 days of grace."),
            ),
        ]

    class Privacy:
        public = ("id", "site", "schedule", "starts_on", "source", "grace_days")

    def __str__(self):
        return f"schedule choice {self.pk}"
