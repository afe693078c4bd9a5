"""The directory of services, formal and informal."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import CASEWORK_ROLES
from mmp_portal.agencies.models import Agency, County, State
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Language

# What nobody has looked at for a year may no longer be true.
STALE_AFTER = timedelta(days=365)


class Service(models.TextChoices):
    """What a family may need."""

    FOOD = "food", _("Food")
    HOUSING = "housing", _("Housing")
    UTILITIES = "utilities", _("Heat, power and water")
    HEALTH = "health", _("Health")
    DENTAL = "dental", _("Teeth")
    COUNSELING = "counseling", _("Counseling")
    CHILD_CARE = "child_care", _("Child care")
    BABY_GOODS = "baby_goods", _("Clothes and goods for children")
    PARENTING = "parenting", _("Parenting")
    LEGAL = "legal", _("Legal help")
    MONEY = "money", _("Money and benefits")
    WORK = "work", _("Work")
    EDUCATION = "education", _("Education")
    LANGUAGE = "language", _("English and interpreting")
    TRANSPORT = "transport", _("Transport")
    CULTURE = "culture", _("Culture and community")
    FAITH = "faith", _("Faith")
    OTHER = "other", _("Other")


class ResourceQuerySet(RecordQuerySet):
    def for_user(self, user):
        """The directories of the agencies for whose sites the person works or mentors."""
        return self._of_agencies(user, (*CASEWORK_ROLES, Role.MENTOR))

    def for_casework(self, user):
        """Only the directories of the agencies for whose sites the person works on cases: those they keep right."""
        return self._of_agencies(user, CASEWORK_ROLES)

    def _of_agencies(self, user, roles):
        return self.filter(agency__in={grant.site.agency_id for grant in user.grants if grant.role in roles})

    def offering(self, service):
        return self.filter(pk__in=ResourceService.objects.filter(code=service).values("resource"))

    def speaking(self, language):
        return self.filter(pk__in=ResourceLanguage.objects.filter(code=language).values("resource"))

    def serving(self, county):
        """Those that serve the county, or its whole state."""
        return self.filter(Q(counties=county) | Q(statewide=county.state)).distinct()

    def matching(self, words):
        """Those in which each of the words stands somewhere."""
        found = self
        for word in str(words).split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(cultures__icontains=word)
                | Q(who_may_go__icontains=word)
                | Q(note__icontains=word)
                | Q(address__icontains=word)
            )
        return found

    def to_check(self, today):
        """Those nobody has looked at for a year."""
        return self.filter(Q(checked_on=None) | Q(checked_on__lt=today - STALE_AFTER))

    def with_details(self):
        return self.select_related("agency", "checked_by").prefetch_related("services", "languages", "counties")


class Resource(Record):
    """Something a family can be sent to: an office, a group, or a neighbor with a truck."""

    class Kind(models.TextChoices):
        FORMAL = "formal", _("Formal: an agency or office")
        INFORMAL = "informal", _("Informal: neighbors, a group, a congregation")

    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="resources")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.FORMAL)
    counties = models.ManyToManyField(County, verbose_name=_("counties"), related_name="+", blank=True)
    statewide = models.CharField(
        _("whole state"), max_length=2, blank=True, help_text=_("The state it serves as a whole, if it does.")
    )
    cultures = models.CharField(_("cultures served"), max_length=200, blank=True)
    who_may_go = models.CharField(_("who may go"), max_length=300, blank=True)
    cost = models.CharField(_("cost"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    website = models.URLField(_("website"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    hours = models.CharField(_("hours"), max_length=200, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    checked_on = models.DateField(_("checked"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = ResourceQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["agency", "name"], name="resource_of_agency_by_name")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=["formal", "informal"]), name="resource_kind_is_known"),
            models.CheckConstraint(condition=Q(statewide__in=["", *State.values]), name="resource_state_is_known"),
            models.CheckConstraint(
                condition=Q(checked_on=None, checked_by=None) | Q(checked_on__isnull=False, checked_by__isnull=False),
                name="resource_checked_with_person_and_day",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "agency",
            "name",
            "kind",
            "counties",
            "statewide",
            "cultures",
            "who_may_go",
            "cost",
            "website",
            "hours",
            "checked_on",
            "checked_by",
        )
        # An informal service may be a person.
        personal = ("phone", "address", "note")

    def __str__(self):
        return f"resource {self.pk}"

    def get_absolute_url(self):
        return reverse("resources:resource", args=[self.pk])

    @property
    def service_labels(self):
        return [str(Service(row.code).label) for row in self.services.all() if row.code in Service.values]

    @property
    def language_labels(self):
        return [str(Language(row.code).label) for row in self.languages.all() if row.code in Language.values]

    @property
    def where(self):
        """“All of Missouri”, or the counties by name."""
        if self.statewide:
            return gettext("All of %(state)s") % {"state": State(self.statewide).label}
        return ", ".join(county.name for county in self.counties.all())

    @property
    def call(self):
        """The address that rings it up; "" without a number."""
        number = "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
        return f"tel:{number}" if number else ""

    def is_stale(self, today):
        return self.checked_on is None or self.checked_on < today - STALE_AFTER

    def checked_in_words(self, today):
        """“checked 14 months ago”: how far one may trust it."""
        if self.checked_on is None:
            return gettext("never checked")
        days = (today - self.checked_on).days
        if days <= 0:
            return gettext("checked today")
        if days < 60:
            return ngettext("checked %(count)d day ago", "checked %(count)d days ago", days) % {"count": days}
        months = days // 30
        return ngettext("checked %(count)d month ago", "checked %(count)d months ago", months) % {"count": months}


class ResourceService(models.Model):
    """One of the needs a resource helps with."""

    resource = models.ForeignKey(
        Resource, verbose_name=_("resource"), on_delete=models.CASCADE, related_name="services"
    )
    code = models.CharField(_("service"), max_length=20, choices=Service)

    class Meta:
        ordering = ["resource", "code"]
        constraints = [models.UniqueConstraint(fields=["resource", "code"], name="resourceservice_once")]

    class Privacy:
        public = ("id", "resource", "code")

    def __str__(self):
        return f"service {self.pk}"


class ResourceLanguage(models.Model):
    """A language in which a resource can be used."""

    resource = models.ForeignKey(
        Resource, verbose_name=_("resource"), on_delete=models.CASCADE, related_name="languages"
    )
    code = models.CharField(_("language"), max_length=10, choices=Language)

    class Meta:
        ordering = ["resource", "code"]
        constraints = [models.UniqueConstraint(fields=["resource", "code"], name="resourcelanguage_once")]

    class Privacy:
        public = ("id", "resource", "code")

    def __str__(self):
        return f"language {self.pk}"
