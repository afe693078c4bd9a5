"""A family that somebody thinks a program could help, from the first word to joining or to another end."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import CASEWORK_ROLES
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Person
from programs import registry
from programs.casework.referrals.numbers import new_number


class Status(models.TextChoices):
    NEW = "new", _("New")
    SCREENING = "screening", _("Being screened")
    WAITING = "waiting", _("Waiting")
    ENROLLED = "enrolled", _("Enrolled")
    ELSEWHERE = "elsewhere", _("Referred elsewhere")
    DECLINED = "declined", _("Declined")
    UNREACHED = "unreached", _("Could not be reached")


OPEN = (Status.NEW, Status.SCREENING, Status.WAITING)
CLOSED = (Status.ELSEWHERE, Status.DECLINED, Status.UNREACHED)
_ENDS = frozenset({Status.ENROLLED, *CLOSED})

TRANSITIONS: dict[str, frozenset[str]] = {
    Status.NEW: frozenset({Status.SCREENING, Status.WAITING}) | _ENDS,
    Status.SCREENING: frozenset({Status.WAITING}) | _ENDS,
    Status.WAITING: frozenset({Status.SCREENING}) | _ENDS,
    Status.ENROLLED: frozenset(),
    # Whoever turned it down, or was not to be found, may come back; the days count anew from then.
    Status.ELSEWHERE: frozenset({Status.SCREENING, Status.ENROLLED}),
    Status.DECLINED: frozenset({Status.SCREENING, Status.ENROLLED}),
    Status.UNREACHED: frozenset({Status.SCREENING, Status.ENROLLED}),
}

STATUS_KINDS = {
    Status.NEW: "new",
    Status.SCREENING: "screening",
    Status.WAITING: "waiting",
    Status.ENROLLED: "enrolled",
    Status.ELSEWHERE: "closed",
    Status.DECLINED: "declined",
    Status.UNREACHED: "closed",
}


class Reason(models.TextChoices):
    """Why a referral ended without an enrollment here."""

    NOT_ELIGIBLE = "not_eligible", _("Not eligible by the rules")
    ANOTHER_FITS = "another_fits", _("Another program or service fits better")
    LIVES_ELSEWHERE = "lives_elsewhere", _("Lives outside the area of the site")
    NO_ROOM = "no_room", _("No room for a long time")
    NOT_NOW = "not_now", _("Not now")
    NOT_WANTED = "not_wanted", _("Does not wish it")
    HAS_HELP = "has_help", _("Has other help already")
    NO_ANSWER = "no_answer", _("No answer after several tries")
    NO_WAY = "no_way", _("The number and address are no longer theirs")
    OTHER = "other", _("Another reason")


REASONS: dict[str, tuple[str, ...]] = {
    Status.ELSEWHERE: (
        Reason.NOT_ELIGIBLE,
        Reason.ANOTHER_FITS,
        Reason.LIVES_ELSEWHERE,
        Reason.NO_ROOM,
        Reason.OTHER,
    ),
    Status.DECLINED: (Reason.NOT_NOW, Reason.NOT_WANTED, Reason.HAS_HELP, Reason.OTHER),
    Status.UNREACHED: (Reason.NO_ANSWER, Reason.NO_WAY, Reason.OTHER),
}


def referral_q(user, *, prefix="", roles=CASEWORK_ROLES):
    """The referrals of the sites and programs in which `user` holds one of `roles`, as a Q.

    One that wishes for no program yet belongs to whoever works at the site, in whichever program.
    """
    reach = Q(pk__in=[])
    if not user.is_active:
        return reach
    for grant in user.grants:
        if grant.role not in roles:
            continue
        rows = Q(**{f"{prefix}site": grant.site_id})
        if grant.program:
            rows &= Q(**{f"{prefix}program__in": ["", grant.program]})
        reach |= rows
    return reach


class ReferralQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those of the sites and programs whose cases `user` works on; a mentor sees none."""
        return self.filter(referral_q(user))

    def with_report_open_to(self, user):
        """Those of which `user` may open what Children's Division wrote.

        The supervisors may, and the intake worker, until the family is enrolled and has an assigned worker.
        """
        supervised = referral_q(user, roles=(Role.SUPERVISOR,))
        taken_in = Q(intake_worker=user) & ~Q(status=Status.ENROLLED)
        assigned = Q(enrollments__worker=user, enrollments__voided_at=None)
        mine = self.model.objects.filter(referral_q(user)).filter(taken_in | assigned)
        return self.filter(supervised | Q(pk__in=mine.values("pk")))

    def open(self):
        """New, being screened or waiting."""
        return self.not_voided().filter(status__in=OPEN)

    def ended(self):
        """Closed without an enrollment: referred elsewhere, declined, not to be reached."""
        return self.not_voided().filter(status__in=CLOSED)

    def new(self):
        return self.not_voided().filter(status=Status.NEW)

    def being_screened(self):
        return self.not_voided().filter(status=Status.SCREENING)

    def waiting(self):
        """On a waiting list."""
        return self.not_voided().filter(status=Status.WAITING)

    def at_site(self, site):
        return self.filter(site=site)

    def for_program(self, program):
        """Those that wish for the program."""
        return self.filter(program=program)

    def of_person(self, person):
        return self.filter(person=person)

    def unassigned(self):
        """Without an intake worker."""
        return self.filter(intake_worker=None)

    def of_worker(self, user):
        return self.filter(intake_worker=user)

    def mine_or_nobodys(self, user, on):
        """Of nobody yet, of `user`, or of somebody of the site who is away on the day and for whom `user` stands in."""
        away = self.model._meta.get_field("intake_worker").related_model._meta.get_field("absences").related_model
        covered = away.objects.covered_by(user, on).filter(worker=OuterRef("intake_worker"), site=OuterRef("site"))
        return self.filter(Q(intake_worker=user) | Q(intake_worker=None) | Exists(covered))

    def unanswered(self):
        """New, and nobody has tried to reach the family yet."""
        tried = self.model._meta.get_field("attempts").related_model.objects.not_voided()
        return self.new().exclude(pk__in=tried.values("referral"))

    def late(self, limits):
        """Open, and longer without the next step than the site allows (see `limits.Limits`)."""
        return self.open().filter(limits.late_q())

    def with_people(self):
        return self.select_related("person", "site", "intake_worker")

    def with_attempts(self):
        """Each with `attempt_count` and `last_attempt_on`, None where nobody has tried."""
        standing = Q(attempts__voided_at=None)
        return self.annotate(
            attempt_count=Count("attempts", filter=standing),
            last_attempt_on=Max("attempts__made_on", filter=standing),
        )

    def matching(self, words):
        """Those whose number, CRIS number or referrer, or whose person's name, phone or e-mail, holds the words."""
        words = str(words).strip()
        people = Person.objects.matching(words)
        return self.filter(
            Q(number__icontains=words)
            | Q(cris_number__icontains=words)
            | Q(referrer_name__icontains=words)
            | Q(referrer_organization__icontains=words)
            | Q(person__in=people.values("pk"))
        )


class Referral(Record):
    """Somebody referred to a site, for a program or for whichever fits. Its number stands wherever a name should not."""

    class Source(models.TextChoices):
        """Who thinks that a program could help."""

        SELF = "self", _("The family itself")
        FAMILY = "family", _("A relative or friend")
        CHILDRENS_DIVISION = "childrens_division", _("Children’s Division")
        JUVENILE_OFFICE = "juvenile_office", _("Court or juvenile office")
        HEALTH = "health", _("Hospital, clinic or WIC")
        SCHOOL = "school", _("School")
        PARTNER = "partner", _("Another community partner")
        CRIS = "cris", _("CRIS")
        STAFF = "staff", _("Somebody of our agency")

    class Channel(models.TextChoices):
        """How the referral came into the portal."""

        DESK = "desk", _("Written down by staff")
        PUBLIC_FORM = "public_form", _("Public form")
        IMPORT = "import", _("Spreadsheet")

    number = models.CharField(_("number"), max_length=12, unique=True, editable=False, default=new_number)
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="referrals")
    program = models.CharField(
        _("program wished for"), max_length=20, blank=True, help_text=_("Empty: whichever program fits.")
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person referred"), on_delete=models.PROTECT, related_name="referrals"
    )
    received_on = models.DateField(_("received"))
    source = models.CharField(_("who refers"), max_length=20, choices=Source)
    channel = models.CharField(_("how it came"), max_length=12, choices=Channel, default=Channel.DESK)
    cris_number = models.CharField(_("CRIS number"), max_length=40, blank=True)
    referrer_name = models.CharField(_("who refers, by name"), max_length=120, blank=True)
    referrer_organization = models.CharField(_("organization"), max_length=120, blank=True)
    referrer_reach = models.CharField(_("how to reach whoever refers"), max_length=120, blank=True)
    family_knows = models.BooleanField(_("the family knows of it"), null=True)
    reach_safely = models.TextField(_("how to reach the family safely"), max_length=500, blank=True)
    hopes = models.TextField(_("what they hope for"), max_length=2000, blank=True)
    intake_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("intake worker"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="referrals_taken_in",
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.NEW)
    status_on = models.DateField(_("since"))
    waiting_since = models.DateField(_("waiting since"), null=True, blank=True)
    reason = models.CharField(_("why it ended"), max_length=20, choices=Reason, blank=True)
    reason_words = models.CharField(_("in words"), max_length=300, blank=True)
    referred_to = models.CharField(_("referred to"), max_length=120, blank=True)
    sent_uid = models.UUIDField(_("id of the sending"), null=True, unique=True, editable=False)

    objects = ReferralQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-received_on", "-pk"]
        indexes = [
            models.Index(fields=["site", "status", "program"], name="referral_of_site_by_status"),
            models.Index(fields=["status", "received_on"], name="referral_by_status_and_day"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="referral_status_is_known"),
            models.CheckConstraint(
                condition=Q(
                    source__in=[
                        "self",
                        "family",
                        "childrens_division",
                        "juvenile_office",
                        "health",
                        "school",
                        "partner",
                        "cris",
                        "staff",
                    ]
                ),
                name="referral_source_is_known",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["desk", "public_form", "import"]), name="referral_channel_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status_on__gte=F("received_on")),
                name="referral_goes_on_after_it_came",
                violation_error_message=_("The day lies before the referral came."),
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.WAITING) | Q(waiting_since__isnull=False) & ~Q(program=""),
                name="referral_waits_for_a_program_since_a_day",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[*CLOSED]) & ~Q(reason="") | ~Q(status__in=[*CLOSED]) & Q(reason=""),
                name="referral_ended_exactly_with_a_reason",
                violation_error_message=_("Say why."),
            ),
            models.CheckConstraint(condition=Q(reason__in=["", *Reason.values]), name="referral_reason_is_known"),
        ]

    class Privacy:
        public = (
            "id",
            "number",
            "site",
            "program",
            "person",
            "received_on",
            "source",
            "channel",
            "intake_worker",
            "status",
            "status_on",
            "waiting_since",
            "sent_uid",
        )
        personal = ("cris_number", "referrer_name", "referrer_organization", "referrer_reach", "reach_safely")
        sensitive = ("family_knows", "hopes", "reason", "reason_words", "referred_to")

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("referrals:referral", args=[self.pk])

    @property
    def definition(self):
        """The program wished for, as its room defines it; None where any may fit."""
        return registry.get(self.program) if self.program else None

    @property
    def program_words(self):
        return self.definition.name if self.program else _("Whichever program fits")

    @property
    def is_open(self):
        return self.status in OPEN and self.voided_at is None

    @property
    def has_ended(self):
        return self.status in CLOSED and self.voided_at is None

    @property
    def status_kind(self):
        return STATUS_KINDS[Status(self.status)]

    @property
    def referrer_words(self):
        """“Nell Carraway, Cedar County Hospital”, or the kind of referrer where nobody is named."""
        named = ", ".join(part for part in (self.referrer_name, self.referrer_organization) if part)
        return named or self.get_source_display()

    @property
    def why(self):
        """The reason in words."""
        if self.reason in ("", Reason.OTHER):
            return self.reason_words
        label = str(self.get_reason_display())
        return f"{label}. {self.reason_words}" if self.reason_words else label

    def may_become(self, status) -> bool:
        return status in TRANSITIONS[Status(self.status)]

    def days_on(self, day) -> int:
        """How many days ago it came."""
        return (day - self.received_on).days

    def waited_on(self, day):
        """How long the family has been waiting on the list by the day; None where it is not on it."""
        return day - self.waiting_since if self.status == Status.WAITING else None

    def last_day(self):
        """The day it ended, or None while it is open."""
        return None if self.status in OPEN else self.status_on

    def age_on(self, day) -> timedelta:
        """From the day it came to the day, or to its end."""
        return (self.last_day() or day) - self.received_on
