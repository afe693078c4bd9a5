"""Who somebody is. One person may be a participant, a parent, a child, a mentor and someone who signs in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.ages import age_in_words, age_on


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    SPANISH = "es", _("Spanish")
    SOMALI = "so", _("Somali")
    HMONG = "hmn", _("Hmong")
    KAREN = "kar", _("Karen")
    VIETNAMESE = "vi", _("Vietnamese")
    ARABIC = "ar", _("Arabic")
    OTHER = "other", _("Another language")


class Gender(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    ANOTHER = "another", _("Another")
    NOT_SAID = "", _("Not said")


class ReachBy(models.TextChoices):
    """How a person wishes to be reached first."""

    TEXT = "text", _("Text")
    CALL = "call", _("Call")
    EMAIL = "email", _("E-mail")
    NOT_ASKED = "", _("Not asked yet")


class PersonQuerySet(RecordQuerySet):
    def registered_at(self, sites, *, on):
        """People registered at any of `sites` on the day."""
        return self.filter(pk__in=self._registrations().in_force(on).filter(site__in=sites).values("person"))

    def for_user(self, user):
        """People registered, now or once, at a site where `user` works on cases."""
        return self.filter(pk__in=self._registrations().filter(case_q(user, program=None)).values("person"))

    def _registrations(self):
        return self.model._meta.get_field("registrations").related_model.objects

    def matching(self, words):
        """People whose name, phone or e-mail holds each of the words."""
        found = self
        for word in str(words).split():
            digits = "".join(character for character in word if character.isdigit())
            by_word = (
                Q(given_name__icontains=word)
                | Q(family_name__icontains=word)
                | Q(preferred_name__icontains=word)
                | Q(email__icontains=word)
            )
            if len(digits) >= 3:
                by_word |= Q(phone_digits__contains=digits)
            found = found.filter(by_word)
        return found


class Person(Record):
    """Somebody the agency knows."""

    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    preferred_name = models.CharField(_("preferred name"), max_length=80, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    gender = models.CharField(_("gender"), max_length=10, choices=Gender, blank=True)
    born_on = models.DateField(_("birth date"), null=True, blank=True)
    due_on = models.DateField(
        _("expected birth date"), null=True, blank=True, help_text=_("When this person expects a child.")
    )
    children_expected = models.PositiveSmallIntegerField(
        _("children expected"), null=True, blank=True, help_text=_("Two for twins. Empty counts as one.")
    )
    born_at_weeks = models.PositiveSmallIntegerField(
        _("born at weeks"), null=True, blank=True, help_text=_("Full weeks of pregnancy at birth. Empty is not known.")
    )
    language = models.CharField(_("language"), max_length=10, choices=Language, default=Language.ENGLISH)
    needs_interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    phone_digits = models.CharField(max_length=30, blank=True, editable=False, db_index=True)
    email = models.EmailField(_("e-mail"), blank=True)
    reach_by = models.CharField(_("reach first by"), max_length=5, choices=ReachBy, blank=True)
    may_leave_voicemail = models.BooleanField(_("voicemail is safe"), null=True)
    may_text = models.BooleanField(_("texts are safe"), null=True)
    best_time = models.CharField(_("best time"), max_length=80, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    school = models.CharField(_("school"), max_length=80, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signs in as"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
    )

    objects = PersonQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name_plural = "people"
        ordering = ["family_name", "given_name", "pk"]
        indexes = [models.Index(fields=["family_name", "given_name"], name="person_by_name")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=~Q(given_name=""), name="person_has_a_name"),
            models.CheckConstraint(
                condition=Q(born_on=None) | Q(due_on=None) | Q(due_on__gt=F("born_on")),
                name="person_expects_after_birth",
                violation_error_message=_("The expected birth lies before the person's own."),
            ),
            models.CheckConstraint(
                condition=Q(children_expected=None) | Q(children_expected__range=(1, 8)),
                name="person_expects_one_to_eight",
                violation_error_message=_("Give a number from 1 to 8."),
            ),
            models.CheckConstraint(
                condition=Q(born_at_weeks=None) | Q(born_at_weeks__range=(20, 44)),
                name="person_born_at_20_to_44_weeks",
                violation_error_message=_("Give full weeks from 20 to 44."),
            ),
        ]

    class Privacy:
        public = ("id", "user", "language")
        personal = (
            "given_name",
            "family_name",
            "preferred_name",
            "pronouns",
            "gender",
            "born_on",
            "needs_interpreter",
            "phone",
            "phone_digits",
            "email",
            "reach_by",
            "may_leave_voicemail",
            "may_text",
            "best_time",
            "city",
        )
        sensitive = ("due_on", "children_expected", "born_at_weeks", "school")

    def __str__(self):
        return f"person {self.pk}"

    def get_absolute_url(self):
        return reverse("casefile:person", args=[self.pk])

    def save(self, *args, **kwargs):
        self.phone_digits = "".join(character for character in self.phone if character.isdigit())
        super().save(*args, **kwargs)

    @property
    def name(self):
        """The name to use when speaking of the person: preferred before given, with the family name."""
        return f"{self.called} {self.family_name}".strip()

    @property
    def called(self):
        """The one name a mentor needs."""
        return self.preferred_name or self.given_name

    @property
    def initials(self):
        return (self.called[:1] + self.family_name[:1]).upper()

    def age_on(self, day):
        """Full years on `day`, or None where the birth date is not known."""
        return age_on(self.born_on, day) if self.born_on else None

    def age_in_words(self, day):
        """“13 months” under two years, “19 years” after; None where the birth date is not known."""
        return age_in_words(self.born_on, day) if self.born_on else None

    def children(self, *, on):
        """Children in the person's households on the day, oldest first."""
        places = type(self)._meta.get_field("memberships").related_model
        homes = places.objects.in_force(on).filter(person=self, part=places.Part.PARENT)
        members = places.objects.in_force(on).filter(household__in=homes.values("household"), part=places.Part.CHILD)
        return Person.objects.not_voided().filter(pk__in=members.values("person")).order_by("born_on")
