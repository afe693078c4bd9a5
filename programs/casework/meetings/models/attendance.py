"""Who is asked to a meeting, what they answered and when, how they were told, and whether they came."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from mmp_portal.outbox.models import Message
from participants.models import Person
from programs.casework.enrollments.models import Enrollment

MOST_CHILDREN = 15
MOST_GUESTS = 10
# Who comes or leaves this much off the hour is credited with the whole meeting.
GRACE = timedelta(minutes=15)
# Unknown is not false to a database: a row of which nobody noted anything would pass `came=True` alone.
CAME = Q(came__isnull=False) & Q(came=True)


class Answer(models.TextChoices):
    NONE = "", _("No answer yet")
    YES = "yes", _("Comes")
    MAYBE = "maybe", _("Perhaps")
    NO = "no", _("Cannot come")


class AttendanceQuerySet(models.QuerySet):
    def came(self):
        return self.filter(came=True)

    def for_casework(self, user):
        """Those of meetings of the sites and programs in which `user` works on cases."""
        from programs.casework.meetings.models.meeting import Meeting

        return self.filter(meeting__in=Meeting.objects.for_casework(user).values("pk"))

    def for_user(self, user):
        """The own ones, and those of meetings of the sites and programs in which `user` works on cases."""
        return self.filter(Q(pk__in=self.model.objects.for_casework(user).values("pk")) | Q(person__user=user))

    def of_participants(self):
        """Those of enrolled participants, not of mentors or guests."""
        return self.filter(enrollment__isnull=False)

    def credited_to(self, enrollment):
        """Those that count for a case: asked through it, or credited to it besides another one."""
        also = AlsoCredited.objects.filter(enrollment=enrollment)
        return self.filter(Q(enrollment=enrollment) | Q(pk__in=also.values("attendance")))

    def of_program(self, program):
        """Those of participants of the program: asked through their case in it, or credited to it besides."""
        also = AlsoCredited.objects.filter(enrollment__program=program)
        return self.filter(Q(enrollment__program=program) | Q(pk__in=also.values("attendance")))

    def with_kind_in(self, program):
        """Each with `kind_here`: what the program calls the meeting, its own or one it takes part in."""
        from programs.casework.meetings.models.meeting import ServedProgram

        also = ServedProgram.objects.filter(meeting=OuterRef("meeting"), program=program)
        return self.annotate(kind_here=Coalesce(Subquery(also.values("kind")[:1]), "meeting__kind"))

    def with_minutes(self):
        """Each with `minutes_worth`: what is credited, the whole meeting unless somebody was there for a part of it."""
        return self.annotate(minutes_worth=Coalesce("minutes_credited", "meeting__duration_minutes"))


class Wishes(models.Model):
    """What somebody answered to an invitation, and what would help them come."""

    answer = models.CharField(_("answer"), max_length=5, choices=Answer, blank=True)
    children_coming = models.PositiveSmallIntegerField(_("children who come along"), default=0)
    guests_coming = models.PositiveSmallIntegerField(_("other grown-ups who come along"), default=0)
    needs_child_care = models.BooleanField(_("needs child care"), default=False)
    needs_ride = models.BooleanField(_("needs a ride"), default=False)
    meal_needs = models.CharField(_("what to know about meals"), max_length=120, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="%(class)s_answer_is_known"),
            models.CheckConstraint(
                condition=Q(children_coming__lte=MOST_CHILDREN),
                name="%(class)s_coming_children_are_sane",
                violation_error_message=_("At most 15 children."),
            ),
            models.CheckConstraint(
                condition=Q(guests_coming__lte=MOST_GUESTS),
                name="%(class)s_guests_are_sane",
                violation_error_message=_("At most 10 grown-ups."),
            ),
        ]

    class Privacy:
        public = ("answer",)
        sensitive = ("children_coming", "guests_coming", "needs_child_care", "needs_ride", "meal_needs")

    @property
    def wishes(self):
        """What they need, in words."""
        asked = (
            (self.needs_child_care, _("child care")),
            (self.needs_ride, _("a ride")),
            (self.meal_needs, self.meal_needs),
        )
        return [words for is_asked, words in asked if is_asked]


class Attendance(Wishes):
    """A person asked to a meeting: what they answered last, and whether they came.

    `enrollment` is the case through which a participant is asked; a mentor has none. `pin` tells people of one
    meeting apart when they sign in at the door, and says nothing about them.
    """

    Answer = Answer

    meeting = models.ForeignKey(
        "meetings.Meeting", verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="attendances"
    )
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="attendances")
    enrollment = models.ForeignKey(
        Enrollment,
        verbose_name=_("enrollment"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
    )
    pin = models.CharField(_("PIN"), max_length=4, blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    came = models.BooleanField(_("came"), null=True)
    children_came = models.PositiveSmallIntegerField(_("children"), default=0)
    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    minutes_credited = models.PositiveSmallIntegerField(
        _("minutes credited"), null=True, blank=True, help_text=_("Empty where the whole meeting counts.")
    )
    is_walk_in = models.BooleanField(_("came without being asked"), default=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "person__family_name", "person__given_name"]
        constraints = [
            *Wishes.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once_a_person"),
            models.UniqueConstraint(
                fields=["meeting", "pin"], condition=~Q(pin=""), name="attendance_pin_once_a_meeting"
            ),
            models.CheckConstraint(
                condition=Q(children_came__lte=MOST_CHILDREN),
                name="attendance_children_are_sane",
                violation_error_message=_("At most 15 children."),
            ),
            models.CheckConstraint(condition=CAME | Q(children_came=0), name="attendance_children_only_with_somebody"),
            models.CheckConstraint(
                condition=CAME | Q(arrived_at=None, left_at=None, minutes_credited=None),
                name="attendance_times_only_of_who_came",
            ),
            models.CheckConstraint(
                condition=Q(arrived_at=None) | Q(left_at=None) | Q(left_at__gt=F("arrived_at")),
                name="attendance_left_after_arriving",
                violation_error_message=_("They cannot have left before they arrived."),
            ),
        ]

    class Privacy:
        public = ("id", "meeting", "person", "enrollment", "answered_at", "is_walk_in")
        personal = ("pin",)
        sensitive = ("came", "children_came", "arrived_at", "left_at", "minutes_credited")

    def __str__(self):
        return f"attendance {self.pk}"

    @property
    def minutes_there(self):
        """What is credited, in minutes; nothing for who did not come."""
        if not self.came:
            return 0
        return self.meeting.duration_minutes if self.minutes_credited is None else self.minutes_credited


class AlsoCredited(models.Model):
    """A case that an attendance counts for besides the one through which the person was asked.

    Somebody enrolled in two of the programs that a meeting serves came once, and has it credited in both.
    """

    attendance = models.ForeignKey(
        Attendance, verbose_name=_("attendance"), on_delete=models.PROTECT, related_name="also_credited"
    )
    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="also_credited"
    )

    class Meta:
        ordering = ["attendance", "enrollment"]
        constraints = [
            models.UniqueConstraint(fields=["attendance", "enrollment"], name="alsocredited_once_a_case"),
        ]

    class Privacy:
        public = ("id", "attendance", "enrollment")

    def __str__(self):
        return f"credit {self.pk}"


class GivenAnswer(Wishes):
    """One answer to an invitation as it was given. The newest one holds; the others are its history."""

    class Through(models.TextChoices):
        LINK = "link", _("by the link in the message")
        OWN = "own", _("signed in")
        STAFF = "staff", _("noted by staff")

    attendance = models.ForeignKey(
        Attendance, verbose_name=_("attendance"), on_delete=models.PROTECT, related_name="given_answers"
    )
    given_at = models.DateTimeField(_("given at"), editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("noted by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    through = models.CharField(_("how"), max_length=5, choices=Through)

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            *Wishes.Meta.constraints,
            models.CheckConstraint(
                condition=Q(through="link", given_by=None) | Q(through__in=["own", "staff"], given_by__isnull=False),
                name="givenanswer_by_link_or_by_somebody",
            ),
        ]

    class Privacy:
        public = ("id", "attendance", "given_at", "given_by", "through")

    def __str__(self):
        return f"answer {self.pk}"


class Invitation(models.Model):
    """That somebody was told of a meeting: when, by whom, and by which way."""

    class How(models.TextChoices):
        EMAIL = "email", _("E-mail with a link")
        ACCOUNT = "account", _("In the portal and by e-mail")
        NONE = "none", _("Not told: no e-mail we may write to")
        PAUSED = "paused", _("Not told: the case is paused or closed")

    attendance = models.ForeignKey(
        Attendance, verbose_name=_("attendance"), on_delete=models.PROTECT, related_name="invitations"
    )
    told_at = models.DateTimeField(_("told at"), editable=False)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("told by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    how = models.CharField(_("how"), max_length=7, choices=How)
    message = models.ForeignKey(
        Message, verbose_name=_("message"), on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(how__in=["email", "account", "none", "paused"]), name="invitation_way_is_known"
            ),
            models.CheckConstraint(
                condition=Q(how__in=["email", "account"]) | Q(message=None), name="invitation_untold_without_message"
            ),
        ]

    class Privacy:
        public = ("id", "attendance", "told_at", "told_by", "how", "message")

    def __str__(self):
        return f"invitation {self.pk}"
