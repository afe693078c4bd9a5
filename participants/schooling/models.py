"""Where somebody goes to school, how it goes, and what they have earned."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.facts import PersonFact, PersonFactQuerySet
from participants.models import Person


class Level(models.TextChoices):
    EARLY = "early", _("Child care or preschool")
    ELEMENTARY = "elementary", _("Elementary school")
    MIDDLE = "middle", _("Middle school")
    HIGH = "high", _("High school")
    HISET = "hiset", _("HiSET or GED class")
    COLLEGE = "college", _("College")
    TRADE = "trade", _("Trade or technical school")
    NONE = "none", _("None")


class Status(models.TextChoices):
    ENROLLED = "enrolled", _("Goes to school")
    ON_LEAVE = "on_leave", _("On leave")
    DROPPED = "dropped", _("Left before the end")
    FINISHED = "finished", _("Finished")
    NOT_IN_SCHOOL = "not_in_school", _("Not in school")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.ENROLLED: frozenset({Status.ON_LEAVE, Status.DROPPED, Status.FINISHED}),
    Status.ON_LEAVE: frozenset({Status.ENROLLED, Status.DROPPED, Status.FINISHED}),
    Status.DROPPED: frozenset({Status.ENROLLED}),
    Status.FINISHED: frozenset(),
    Status.NOT_IN_SCHOOL: frozenset(),
}

STARTS = tuple(Status)  # what is known of a schooling is written as it was found, a finished one too

OVER = (Status.DROPPED, Status.FINISHED)


class SchoolingQuerySet(PersonFactQuerySet):
    def going_on(self):
        """Schools somebody goes to, or is on leave from."""
        return self.not_voided().filter(status__in=[Status.ENROLLED, Status.ON_LEAVE])


class Schooling(PersonFact):
    """Somebody's time at a school, or the word that they go to none."""

    school = models.CharField(_("school"), max_length=80, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    grade = models.CharField(_("grade"), max_length=20, blank=True)
    status = models.CharField(_("status"), max_length=13, choices=Status, default=Status.ENROLLED)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = SchoolingQuerySet.as_manager()

    class Meta(PersonFact.Meta):
        verbose_name_plural = "schoolings"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *PersonFact.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="schooling_status_is_known"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="schooling_level_is_known"),
            models.CheckConstraint(
                condition=Q(level="none", status="not_in_school", school="", grade="")
                | ~Q(level="none") & ~Q(status="not_in_school") & ~Q(school=""),
                name="schooling_names_a_school_unless_there_is_none",
                violation_error_message=_("Name the school, or say that they go to none."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="schooling_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["dropped", "finished"], ends_on__isnull=False)
                | Q(status__in=["enrolled", "on_leave"], ends_on=None)
                | Q(status="not_in_school"),
                name="schooling_ends_exactly_when_over",
                violation_error_message=_("A school that was left or finished has a last day; any other has none."),
            ),
        ]

    class Privacy:
        public = ("id", "starts_on", "ends_on")
        sensitive = ("school", "level", "grade", "status", "note")

    def __str__(self):
        return f"schooling {self.pk}"

    def get_absolute_url(self):
        return reverse("schooling:school", args=[self.person_id])

    def may_become(self, status):
        return status in TRANSITIONS[self.status]

    @property
    def is_going_on(self):
        return self.status in (Status.ENROLLED, Status.ON_LEAVE)

    @property
    def in_words(self):
        """“Clearwater High School, grade 11”, or “Not in school”."""
        if self.status == Status.NOT_IN_SCHOOL:
            return str(Status.NOT_IN_SCHOOL.label)
        return f"{self.school}, {self.grade}" if self.grade else self.school

    @property
    def status_kind(self):
        """The colour of the status."""
        return {
            Status.ENROLLED: "active",
            Status.ON_LEAVE: "paused",
            Status.DROPPED: "at-risk",
            Status.FINISHED: "met",
        }.get(self.status, "plain")


class SchoolAttendanceQuerySet(RecordQuerySet):
    def for_user(self, user):
        people = Person.objects.for_user(user).values("pk")
        return self.filter(case_q(user, site="schooling__site", program=None), schooling__person__in=people)


class SchoolAttendance(Record):
    """Days at school in a term or a month, of the days there were."""

    schooling = models.ForeignKey(
        Schooling, verbose_name=_("schooling"), on_delete=models.PROTECT, related_name="attendances"
    )
    first_on = models.DateField(_("from"))
    last_on = models.DateField(_("to"))
    days_present = models.PositiveSmallIntegerField(_("days present"))
    days_possible = models.PositiveSmallIntegerField(_("school days"))
    source = models.CharField(_("who says so"), max_length=120, blank=True)

    objects = SchoolAttendanceQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-first_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="schoolattendance_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(days_possible__range=(1, 366), days_present__lte=F("days_possible")),
                name="schoolattendance_present_of_possible",
                violation_error_message=_("Nobody is present on more days than there were."),
            ),
            models.UniqueConstraint(
                fields=["schooling", "first_on", "last_on"],
                condition=Q(voided_at=None),
                name="schoolattendance_once_for_a_time",
                violation_error_message=_("This time is on record already. Correct it there."),
            ),
        ]

    class Privacy:
        public = ("id", "schooling", "first_on", "last_on")
        sensitive = ("days_present", "days_possible", "source")

    def __str__(self):
        return f"school attendance {self.pk}"

    def get_absolute_url(self):
        return reverse("schooling:school", args=[self.schooling.person_id])

    @property
    def percent(self):
        """Days present of days possible, in whole percent, halves rounded up."""
        return (self.days_present * 200 + self.days_possible) // (self.days_possible * 2)


class Credential(PersonFact):
    """Something earned: a diploma, a certificate, a license."""

    class Kind(models.TextChoices):
        DIPLOMA = "diploma", _("High school diploma")
        HISET = "hiset", _("HiSET or GED")
        CERTIFICATE = "certificate", _("Certificate")
        LICENSE = "license", _("License")
        ASSOCIATE = "associate", _("Associate degree")
        BACHELOR = "bachelor", _("Bachelor’s degree")
        OTHER = "other", _("Something else")

    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    name = models.CharField(_("what exactly"), max_length=120, blank=True)
    earned_on = models.DateField(_("earned on"))
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)

    objects = PersonFactQuerySet.as_manager()

    class Meta(PersonFact.Meta):
        ordering = ["-earned_on", "-pk"]
        constraints = [
            *PersonFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["diploma", "hiset", "certificate", "license", "associate", "bachelor", "other"]),
                name="credential_kind_is_known",
            ),
        ]

    class Privacy:
        public = ("id",)
        sensitive = ("kind", "name", "earned_on", "evidence")

    def __str__(self):
        return f"credential {self.pk}"

    def get_absolute_url(self):
        return reverse("schooling:school", args=[self.person_id])

    @property
    def in_words(self):
        return f"{self.get_kind_display()}: {self.name}" if self.name else self.get_kind_display()
