"""Training outside the portal's meetings, and the manual of a program by version, read and confirmed by mentors."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentors.models.mentors import Kind, Mentor
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from mmp_portal.files.models import StoredFile


class TrainingQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those of mentors of the sites where `user` works on cases."""
        return self.filter(case_q(user, site="mentor__site", program=None))

    def waiting(self):
        """Not approved yet: they count for nothing."""
        return self.not_voided().filter(approved_on=None)

    def approved(self):
        return self.not_voided().filter(approved_on__isnull=False)


class Training(Record):
    """Some hours of training on a day, by whoever led them. They count once a supervisor has approved them.

    What a mentor came to as a meeting of the portal counts by its attendance, and is not written here again.
    """

    class How(models.TextChoices):
        INDIVIDUAL = "individual", _("One to one, by staff")
        BY_A_MENTOR = "by_a_mentor", _("Led by a current mentor")
        OUTSOURCED = "outsourced", _("By somebody outside")
        ONLINE = "online", _("A course on the internet")

    mentor = models.ForeignKey(Mentor, verbose_name=_("mentor"), on_delete=models.PROTECT, related_name="trainings")
    topic = models.CharField(_("topic"), max_length=120)
    course = models.CharField(_("course"), max_length=120, blank=True)
    how = models.CharField(_("how"), max_length=12, choices=How)
    led_by = models.CharField(_("led by"), max_length=120, blank=True)
    held_on = models.DateField(_("held on"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    file = models.OneToOneField(
        StoredFile,
        verbose_name=_("certificate"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="training",
    )
    approved_on = models.DateField(_("approved"), null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = TrainingQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-held_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(how__in=["individual", "by_a_mentor", "outsourced", "online"]),
                name="training_how_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(topic=""),
                name="training_has_a_topic",
                violation_error_message=_("Say what it was about."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 1440)),
                name="training_lasts_up_to_a_day",
                violation_error_message=_("Give minutes from 1 to 1440, a day at a time."),
            ),
            models.CheckConstraint(
                condition=Q(approved_on=None, approved_by=None)
                | Q(approved_on__isnull=False, approved_by__isnull=False),
                name="training_approved_with_day_and_person",
            ),
        ]

    class Privacy:
        public = ("id", "mentor", "topic", "course", "how", "held_on", "minutes", "file", "approved_on", "approved_by")
        personal = ("led_by",)

    def __str__(self):
        return f"training {self.pk}"


class ManualQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Staff: those of their sites. A mentor: those of the sites at which they mentor, of their kind."""
        mine = Mentor.objects.not_voided().filter(person__user=user)
        reach = case_q(user, program=None)
        for site, kind in mine.values_list("site", "kind"):
            reach |= Q(site=site, kind=kind)
        return self.filter(reach)

    def in_force(self, on):
        return self.not_voided().filter(starts_on__lte=on)


class Manual(Record):
    """A version of the manual for one kind of mentor at a site. The latest that has begun is the one to read.

    `contact` is whom to ask about it and about the training.
    """

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="manuals")
    kind = models.CharField(_("for"), max_length=15, choices=Kind)
    edition = models.CharField(_("version"), max_length=20)
    title = models.CharField(_("title"), max_length=120)
    words = models.TextField(_("text"), max_length=40000)
    contact = models.CharField(_("whom to ask"), max_length=200, blank=True)
    starts_on = models.DateField(_("from"))

    objects = ManualQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["site", "kind", "edition"],
                condition=Q(voided_at=None),
                name="manual_version_once",
                violation_error_message=_("This version is here already. Give the next one another name."),
            ),
            models.CheckConstraint(
                condition=~Q(words=""), name="manual_has_words", violation_error_message=_("The manual is empty.")
            ),
        ]

    class Privacy:
        public = ("id", "site", "kind", "edition", "title", "words", "contact", "starts_on")

    def __str__(self):
        return f"manual {self.pk}"


class ManualReading(Record):
    """A mentor confirmed that they read a version of the manual."""

    manual = models.ForeignKey(Manual, verbose_name=_("manual"), on_delete=models.PROTECT, related_name="readings")
    mentor = models.ForeignKey(Mentor, verbose_name=_("mentor"), on_delete=models.PROTECT, related_name="manuals_read")
    read_on = models.DateField(_("read"))

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["manual", "mentor"], name="manualreading_confirmed_once"),
        ]

    class Privacy:
        public = ("id", "manual", "mentor", "read_on")

    def __str__(self):
        return f"reading {self.pk}"
