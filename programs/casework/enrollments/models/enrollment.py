"""One participant in one program at one site, from joining to closing."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import CASEWORK_ROLES, case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Person
from programs import registry
from programs.casework.referrals.models import Referral


class Status(models.TextChoices):
    ENROLLED = "enrolled", _("Enrolled")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.ENROLLED: frozenset({Status.PAUSED, Status.CLOSED}),
    Status.PAUSED: frozenset({Status.ENROLLED, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.ENROLLED}),
}

# A mentor still sees what mentoring needed for this long after the match ended.
MENTOR_SEES_AFTER_END = timedelta(days=30)


class EnrollmentQuerySet(RecordQuerySet):
    def open(self):
        """Enrolled or paused."""
        return self.not_voided().exclude(status=Status.CLOSED)

    def in_program(self, program):
        return self.filter(program=program)

    def at_site(self, site):
        return self.filter(site=site)

    def open_during(self, first, last):
        """Open on at least one day from `first` to `last`, both included."""
        return self.not_voided().filter(Q(closed_on=None) | Q(closed_on__gte=first), enrolled_on__lte=last)

    def open_on(self, day):
        """Open on the day; on the day it closed it was."""
        return self.open_during(day, day)

    def for_user(self, user):
        """Staff and supervisors: their sites and programs. A mentor: families of own matches, and 30 days after.

        While two are only introduced, and both have not said yes, the mentor sees nothing of the family.
        """
        since = timezone.localdate() - MENTOR_SEES_AFTER_END
        mine = Q(pk__in=[])
        if Role.MENTOR in user.roles:
            own = self.model.objects.filter(
                Q(matches__ended_on=None) | Q(matches__ended_on__gte=since),
                matches__mentor__person__user=user,
                matches__participant_agreed_on__isnull=False,
                matches__mentor_agreed_on__isnull=False,
                matches__voided_at=None,
            )
            mine = Q(pk__in=own.values("pk"))
        return self.filter(case_q(user) | mine)

    def for_casework(self, user):
        """Only those whose whole case file `user` may open: never by way of a match."""
        return self.filter(case_q(user))

    def within_administration_of(self, user):
        """Cases of the agency `user` administers, or of all of them. Opening one asks for a reason."""
        reach = Q(pk__in=[])
        for grant in user.grants:
            if grant.role == Role.ADMINISTRATOR:
                if grant.agency is None:
                    return self
                reach |= Q(site__agency=grant.agency)
        return self.filter(reach)

    def with_restricted_open_to(self, user):
        """Cases whose restricted facts `user` may open: as the assigned worker, or as a supervisor there."""
        return self.filter(case_q(user, roles=(Role.SUPERVISOR,)) | case_q(user) & Q(worker=user))

    def of_worker(self, user):
        return self.filter(worker=user)

    def matched_with(self, user):
        """Cases in whose open match `user` is the mentor."""
        own = self._related("matches").objects.open().filter(mentor__person__user=user)
        return self.filter(pk__in=own.values("enrollment"))

    def with_people(self):
        return self.select_related("participant", "site", "worker")

    def closed(self):
        return self.not_voided().filter(status=Status.CLOSED)

    def with_closing_reason(self):
        """Each with `closing_reason`, that of the closing that stands; empty where none does."""
        standing = self._related("closings").objects.not_voided().filter(enrollment=OuterRef("pk"))
        return self.annotate(closing_reason=Coalesce(Subquery(standing.values("reason")[:1]), Value("")))

    def with_open_match(self):
        """Each with `open_matches`, a list of the matches still open, mentors included."""
        matches = self.model._meta.get_field("matches").related_model.objects
        return self.prefetch_related(
            Prefetch(
                "matches",
                queryset=matches.open().select_related("mentor__person", "mentor__partner"),
                to_attr="open_matches",
            )
        )

    def with_matches(self):
        """Each with `standing_matches`, a list of all its matches, the latest first, mentors included."""
        matches = self._related("matches").objects.not_voided()
        return self.prefetch_related(
            Prefetch(
                "matches",
                queryset=matches.select_related("mentor__person", "mentor__partner").order_by("-starts_on", "-pk"),
                to_attr="standing_matches",
            )
        )

    def with_last_contact(self):
        """Each with the moment, kind and minutes of the last contact made: `last_contact_at`, `_kind`, `_minutes`.

        A contact that was written in another family's case and shared with this one counts alike.
        """
        made = self._related("contacts").objects.made().filter(enrollment=OuterRef("pk")).order_by("-started_at")
        shared = self._shared_contacts().order_by("-contact__started_at")
        own_at, shared_at = made.values("started_at")[:1], shared.values("contact__started_at")[:1]
        is_shared = Q(last_shared_at__isnull=False) & (Q(last_own_at=None) | Q(last_shared_at__gt=F("last_own_at")))

        def of_the_last(field):
            return Case(
                When(is_shared, then=Subquery(shared.values(f"contact__{field}")[:1])),
                default=Subquery(made.values(field)[:1]),
            )

        return self.annotate(last_own_at=Subquery(own_at), last_shared_at=Subquery(shared_at)).annotate(
            last_contact_at=Case(When(is_shared, then=F("last_shared_at")), default=F("last_own_at")),
            last_contact_kind=of_the_last("kind"),
            last_contact_minutes=of_the_last("duration_minutes"),
        )

    def quiet_since(self, moment):
        """Enrolled before `moment`, and no contact made since."""
        made = self._related("contacts").objects.made().filter(enrollment=OuterRef("pk"), started_at__gte=moment)
        return (
            self.not_voided()
            .filter(status=Status.ENROLLED, enrolled_on__lte=timezone.localdate(moment))
            .exclude(Exists(made))
            .exclude(Exists(self._shared_contacts().filter(contact__started_at__gte=moment)))
        )

    def matched(self):
        """Open, with an open match."""
        return self.open().filter(Exists(self._open_match()))

    def waiting_for_a_match(self):
        """Enrolled, without an open match."""
        return self.not_voided().filter(status=Status.ENROLLED).exclude(Exists(self._open_match()))

    def with_commitment_ending_by(self, day):
        """Open, with an active match whose promise ends by the day, or has ended."""
        ending = (
            self._related("matches").objects.active().filter(enrollment=OuterRef("pk"), commitment_ends_on__lte=day)
        )
        return self.open().filter(Exists(ending))

    def matching(self, words):
        """Cases whose number, or whose participant's name, phone or e-mail, holds the words."""
        people = Person.objects.matching(words)
        return self.filter(Q(number__icontains=str(words).strip()) | Q(participant__in=people.values("pk")))

    def _shared_contacts(self):
        """Contacts made that were written in another case, and are credited to this one as well."""
        shares = self._related("contact_shares").objects
        return shares.filter(enrollment=OuterRef("pk"), contact__voided_at=None, contact__outcome="made")

    def _related(self, name):
        return self.model._meta.get_field(name).related_model

    def _open_match(self):
        return self._related("matches").objects.open().filter(enrollment=OuterRef("pk"))


class Enrollment(Record):
    """A participant in a program at a site. Its number stands wherever a name should not."""

    number = models.CharField(_("number"), max_length=12, unique=True, editable=False)
    participant = models.ForeignKey(
        Person, verbose_name=_("participant"), on_delete=models.PROTECT, related_name="enrollments"
    )
    program = models.CharField(_("program"), max_length=20)
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="enrollments")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned worker"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="enrollments",
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ENROLLED)
    enrolled_on = models.DateField(_("enrolled"))
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    follows = models.ForeignKey(
        "self",
        verbose_name=_("earlier enrollment"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text=_("The closed enrollment of the same person in the same program."),
    )
    referral = models.ForeignKey(
        Referral,
        verbose_name=_("referral"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="enrollments",
        help_text=_("The referral by which the family came in, if there was one."),
    )
    decision = models.JSONField(
        _("eligibility decision"), null=True, blank=True, help_text=_("Facts, findings and date, kept whole.")
    )

    objects = EnrollmentQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-enrolled_on", "-pk"]
        indexes = [models.Index(fields=["site", "program", "status"], name="enrollment_site_program")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="enrollment_status_is_known"),
            models.UniqueConstraint(
                fields=["participant", "program"],
                condition=~Q(status=Status.CLOSED) & Q(voided_at=None),
                name="enrollment_open_once_in_a_program",
                violation_error_message=_("This participant is enrolled in the program already."),
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED, closed_on__isnull=False)
                | ~Q(status=Status.CLOSED) & Q(closed_on=None),
                name="enrollment_closed_exactly_with_its_date",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("enrolled_on")),
                name="enrollment_closed_after_it_began",
                violation_error_message=_("The closing lies before the enrollment."),
            ),
        ]

    class Privacy:
        public = (
            "id",
            "number",
            "participant",
            "program",
            "site",
            "worker",
            "status",
            "enrolled_on",
            "closed_on",
            "follows",
            "referral",
        )
        sensitive = ("decision",)

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("casefile:story", args=[self.pk])

    @property
    def definition(self):
        """The program, as its room defines it."""
        return registry.get(self.program)

    @property
    def is_open(self):
        return self.status != Status.CLOSED and self.voided_at is None

    def restricted_is_open_to(self, user) -> bool:
        """Whether `user` may open the restricted facts: the assigned worker, or a supervisor there."""
        here = [
            grant
            for grant in user.grants
            if grant.site_id == self.site_id and grant.program in ("", self.program) and user.is_active
        ]
        is_worker = self.worker_id == user.pk and any(grant.role in CASEWORK_ROLES for grant in here)
        return is_worker or any(grant.role == Role.SUPERVISOR for grant in here)

    @cached_property
    def open_match(self):
        """The match that is open, or None; read anew only where neither query nor page has read it."""
        for name in ("open_matches", "standing_matches"):
            if hasattr(self, name):
                return next((match for match in getattr(self, name) if match.is_open), None)
        return self.matches.open().select_related("mentor__person", "mentor__partner").first()

    def may_become(self, status) -> bool:
        return status in TRANSITIONS[self.status]

    def reminders_are_on(self) -> bool:
        """Whether reminders may go to this family: not while the case is paused or closed."""
        return self.status == Status.ENROLLED and self.voided_at is None
