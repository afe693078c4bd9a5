"""The directory of services, formal and informal, and what came of sending a family to one."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import CASEWORK_ROLES, case_q
from mmp_portal.agencies.models import Agency, County, State
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Language
from programs.casework.enrollments.models import Enrollment

# What nobody has looked at for a year may no longer be true.
STALE_AFTER = timedelta(days=365)
# Whoever was sent to a service is asked after this long, unless another day is chosen.
ASK_AFTER = timedelta(days=14)


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
        roles = (*CASEWORK_ROLES, Role.MENTOR)
        agencies = {grant.site.agency_id for grant in user.grants if grant.role in roles}
        return self.filter(agency__in=agencies)

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


# --- What came of it ------------------------------------------------------------------------


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
