"""Anything done with or for an enrollment: visits, calls, texts, tries."""

import uuid
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentors.models import Mentor
from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Person
from programs.casework.contacts.models.share import ContactShare
from programs.casework.contacts.models.topic import Vocabulary
from programs.casework.enrollments.models import Enrollment
from programs.casework.goals.models import Goal
from programs.casework.matches.models import Match

LONGEST_MINUTES = 12 * 60
MOST_TRIES = 20
# Kept where nobody said at what time of day it was.
NOON = time(12)


class Outcome(models.TextChoices):
    MADE = "made", _("Made")
    ATTEMPTED = "attempted", _("Tried, not reached")


class ContactQuerySet(RecordQuerySet):
    def made(self):
        """Contacts that stand and reached somebody."""
        return self.not_voided().filter(outcome=Outcome.MADE)

    def attempted(self):
        return self.not_voided().filter(outcome=Outcome.ATTEMPTED)

    def between(self, first, last, zone):
        """Begun on a day from `first` to `last`, both included, as the calendar in `zone` has it."""
        begins = datetime.combine(first, time.min, tzinfo=zone)
        ends = datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone)
        return self.filter(started_at__gte=begins, started_at__lt=ends)

    def with_mentor(self):
        """Those in which the mentor of a match took part."""
        return self.filter(match__isnull=False)

    def of_cases(self, enrollments):
        """Those credited to any of the cases, whether written in it or shared with it; each once."""
        shared = ContactShare.objects.filter(enrollment__in=enrollments)
        return self.filter(Q(enrollment__in=enrollments) | Q(pk__in=shared.values("contact")))

    def of_matches(self, matches):
        """Those in which the mentor of any of the matches took part, shared ones too; each once."""
        shared = ContactShare.objects.filter(match__in=matches)
        return self.filter(Q(match__in=matches) | Q(pk__in=shared.values("contact")))

    def of_cases_of(self, worker):
        """Those of the cases a worker answers for: the own, and those that have no worker yet."""
        return self.filter(Q(enrollment__worker=worker) | Q(enrollment__worker=None))

    def about(self, vocabulary, code):
        """Those about a word of one of the program's lists."""
        return self.filter(topics__vocabulary=vocabulary, topics__code=code)

    def help_wanted(self):
        """Help was asked for and nobody has answered yet."""
        return self.not_voided().filter(help_wanted=True, help_answered_at=None)

    def follow_up_wanted(self):
        """Something was to follow, and nobody has done it yet."""
        return self.not_voided().filter(follow_up_by__isnull=False, follow_up_done_at=None)

    def without_minutes(self):
        """Made, but nobody said how long: these cannot be counted in hours."""
        return self.made().filter(duration_minutes=None)

    def total_minutes(self):
        """The sum of all known minutes; 0 where there are none."""
        return self.aggregate(minutes=Sum("duration_minutes"))["minutes"] or 0

    def for_casework(self, user):
        """Only those of the sites and programs in which `user` works on cases, never by way of a match."""
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program"))

    def for_user(self, user):
        """Staff and supervisors: those of their sites and programs.

        A mentor: those written by them, or in their name, in own matches.
        """
        mine = Q(pk__in=[])
        if Role.MENTOR in user.roles:
            seen = Enrollment.objects.for_user(user).values("pk")
            shared = ContactShare.objects.filter(enrollment__in=seen).values("contact")
            oneself = Mentor.objects.filter(person__user=user).values("pk")
            mine = (Q(recorded_by=user) | Q(on_behalf_of__in=oneself)) & (Q(enrollment__in=seen) | Q(pk__in=shared))
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program") | mine)

    def with_people(self):
        return self.select_related(
            "enrollment__participant",
            "enrollment__site",
            "match__mentor__person",
            "on_behalf_of__person",
            "recorded_by",
            "seen_by",
        ).prefetch_related("topics", "present", "shares__enrollment__participant")


class Contact(Record):
    """A contact, made or tried. `uid` is made where it was typed, so that sending it again creates nothing."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="contacts"
    )
    match = models.ForeignKey(
        Match, verbose_name=_("match"), on_delete=models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    kind = models.CharField(
        _("kind"), max_length=20, blank=True, help_text=_("Empty for a try of which only that is known.")
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.MADE)
    started_at = models.DateTimeField(_("when"), db_index=True)
    duration_minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    setting = models.CharField(_("where"), max_length=30, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=4000)
    miles_driven = models.DecimalField(_("miles"), max_digits=6, decimal_places=1, null=True, blank=True)
    present = models.ManyToManyField(
        Person,
        verbose_name=_("who took part"),
        related_name="contacts",
        blank=True,
        help_text=_("Besides the mentor."),
    )
    others_present = models.CharField(_("who else took part"), max_length=200, blank=True)
    staff_present = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("staff who took part"), related_name="+", blank=True
    )
    on_behalf_of = models.ForeignKey(
        Mentor,
        verbose_name=_("in the name of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Where staff wrote down what a mentor told them."),
    )
    tries = models.PositiveSmallIntegerField(_("how often tried"), null=True, blank=True)
    interpreter_used = models.BooleanField(_("interpreter"), default=False)
    travel_minutes = models.PositiveSmallIntegerField(_("minutes on the road"), null=True, blank=True)
    goals = models.ManyToManyField(Goal, verbose_name=_("goals"), related_name="contacts", blank=True)
    follow_up = models.CharField(_("what is to follow"), max_length=200, blank=True)
    follow_up_by = models.DateField(_("by when"), null=True, blank=True)
    follow_up_done_at = models.DateTimeField(_("followed up at"), null=True, editable=False)
    follow_up_done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("followed up by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    help_wanted = models.BooleanField(_("help wanted"), default=False)
    help_answered_at = models.DateTimeField(_("help answered at"), null=True, editable=False)
    seen_at = models.DateTimeField(_("seen at"), null=True, editable=False)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("seen by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    thanks = models.CharField(_("thanks or answer"), max_length=300, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-started_at", "-pk"]
        indexes = [
            models.Index(fields=["enrollment", "started_at"], name="contact_by_enrollment"),
            models.Index(
                fields=["follow_up_by"],
                condition=Q(follow_up_by__isnull=False, follow_up_done_at=None),
                name="contact_follow_up_wanted",
            ),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="contact_outcome_is_known"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.ATTEMPTED) | ~Q(kind=""), name="contact_made_has_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(duration_minutes=None)
                | Q(outcome=Outcome.MADE, duration_minutes__gte=1, duration_minutes__lte=LONGEST_MINUTES),
                name="contact_minutes_only_when_made",
                violation_error_message=_("A contact lasts from 1 minute to 12 hours; a try has no minutes."),
            ),
            models.CheckConstraint(
                condition=Q(miles_driven=None) | Q(miles_driven__gte=0, miles_driven__lte=999),
                name="contact_miles_are_sane",
                violation_error_message=_("Miles are a number from 0 to 999."),
            ),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None) | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="contact_seen_with_person_and_moment",
            ),
            models.CheckConstraint(
                condition=Q(help_answered_at=None) | Q(help_wanted=True), name="contact_help_answered_only_when_wanted"
            ),
            models.CheckConstraint(
                condition=Q(tries=None) | Q(outcome=Outcome.ATTEMPTED, tries__gte=1, tries__lte=MOST_TRIES),
                name="contact_tries_only_when_attempted",
                violation_error_message=_("Only a try is counted, from 1 to 20 times."),
            ),
            models.CheckConstraint(
                condition=Q(travel_minutes=None) | Q(travel_minutes__lte=LONGEST_MINUTES),
                name="contact_travel_is_sane",
                violation_error_message=_("Time on the road is at most 12 hours."),
            ),
            models.CheckConstraint(
                condition=Q(follow_up="", follow_up_by=None) | ~Q(follow_up="") & Q(follow_up_by__isnull=False),
                name="contact_follow_up_with_its_day",
                violation_error_message=_("Say both what is to follow and by when, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(follow_up_done_at=None, follow_up_done_by=None)
                | Q(follow_up_done_at__isnull=False, follow_up_done_by__isnull=False, follow_up_by__isnull=False),
                name="contact_follow_up_done_with_person_and_moment",
            ),
            models.CheckConstraint(
                condition=Q(on_behalf_of=None) | Q(match__isnull=False),
                name="contact_on_behalf_only_of_a_match",
                violation_error_message=_("Choose the mentor in whose name you write."),
            ),
        ]

    class Privacy:
        public = (
            "id",
            "uid",
            "enrollment",
            "match",
            "kind",
            "outcome",
            "started_at",
            "duration_minutes",
            "miles_driven",
            "travel_minutes",
            "tries",
            "on_behalf_of",
            "staff_present",
            "follow_up_by",
            "follow_up_done_at",
            "follow_up_done_by",
            "help_wanted",
            "help_answered_at",
            "seen_at",
            "seen_by",
        )
        sensitive = (
            "setting",
            "note",
            "present",
            "others_present",
            "interpreter_used",
            "goals",
            "follow_up",
            "thanks",
        )

    def __str__(self):
        return f"contact {self.pk}"

    def get_absolute_url(self):
        return reverse("contacts:contact", args=[self.pk])

    @property
    def is_try(self):
        return self.outcome == Outcome.ATTEMPTED

    @property
    def waits_for_help(self):
        return self.help_wanted and not self.help_answered_at and not self.voided_at

    @property
    def kind_label(self):
        """The program's word for what it was; for a try, that it was one."""
        if self.is_try:
            return Outcome.ATTEMPTED.label
        return self.enrollment.definition.label_of("contact_kinds", self.kind)

    @property
    def setting_label(self):
        return self.enrollment.definition.label_of("contact_settings", self.setting) if self.setting else ""

    def labels_of(self, vocabulary):
        """The program's words of one of its lists that the contact was about."""
        definition = self.enrollment.definition
        return [topic.label(definition) for topic in self.topics.all() if topic.vocabulary == vocabulary]

    @property
    def topic_labels(self):
        return self.labels_of(Vocabulary.TOPIC)

    @property
    def component_labels(self):
        return self.labels_of(Vocabulary.COMPONENT)

    @property
    def factor_labels(self):
        return self.labels_of(Vocabulary.FACTOR)

    @property
    def about_labels(self):
        """All that it was about: topics, then protective factors, then program components."""
        return [*self.topic_labels, *self.factor_labels, *self.component_labels]

    @property
    def ends_at(self):
        """When it ended, or None where nobody said how long it took."""
        if not self.duration_minutes:
            return None
        return self.started_at + timedelta(minutes=self.duration_minutes)

    @property
    def time_is_known(self):
        """Whether a time of day was given; noon stands for a day alone."""
        return timezone.localtime(self.started_at, self.enrollment.site.zone).time() != NOON

    @property
    def waits_for_follow_up(self):
        return bool(self.follow_up_by) and not self.follow_up_done_at and not self.voided_at

    @property
    def shared_enrollments(self):
        """The further cases it is credited to."""
        return [share.enrollment for share in self.shares.all()]

    def can_be_corrected_by(self, user):
        """The one who wrote it may correct it; so may staff of the case."""
        if self.voided_at:
            return False
        return self.recorded_by_id == user.pk or Contact.objects.for_casework(user).filter(pk=self.pk).exists()

    def happened_on(self):
        """The day, as the site's calendar has it."""
        return timezone.localtime(self.started_at, self.enrollment.site.zone).date()
