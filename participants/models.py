"""People and their households, whoever they are to the programs. Nothing here knows a program.

One person may be a participant, a parent, a child, a mentor and someone who signs in, at the same
or at different times: there is one `Person` row for all of it.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import DatedQuerySet, Site
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
        return self.filter(pk__in=Registration.objects.in_force(on).filter(site__in=sites).values("person"))

    def for_user(self, user):
        """People registered, now or once, at a site where `user` works on cases."""
        return self.filter(pk__in=Registration.objects.filter(case_q(user, program=None)).values("person"))

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
        homes = HouseholdMember.objects.in_force(on).filter(person=self, part=HouseholdMember.Part.PARENT)
        members = HouseholdMember.objects.in_force(on).filter(
            household__in=homes.values("household"), part=HouseholdMember.Part.CHILD
        )
        return Person.objects.not_voided().filter(pk__in=members.values("person")).order_by("born_on")


class Registration(models.Model):
    """A person at a site, from when to when. What staff may see follows it."""

    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="registrations"
    )
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="registrations")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["person", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="registration_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["person", "site"],
                condition=Q(ends_on=None),
                name="registration_open_once_at_a_site",
                violation_error_message=_("This person is registered here already."),
            ),
        ]

    class Privacy:
        public = ("id", "person", "site", "starts_on", "ends_on")

    def __str__(self):
        return f"registration {self.pk}"


class Household(Record):
    """People who live together. Its members come and go; a child may have two homes."""

    name = models.CharField(
        _("name of the home"),
        max_length=60,
        blank=True,
        help_text=_("To tell two homes apart, such as “At Grandma's”."),
    )

    class Meta(Record.Meta):
        constraints = [*Record.Meta.constraints]

    class Privacy:
        public = ("id",)
        personal = ("name",)

    def __str__(self):
        return f"household {self.pk}"


class HouseholdMemberQuerySet(RecordQuerySet, DatedQuerySet):
    def in_force(self, on):
        """Places that stand and whose time includes the day `on`."""
        return super().in_force(on).filter(voided_at=None)

    def living_here(self):
        """Places of people who live in the household, all the time or part of it."""
        return self.exclude(lives_here=HouseholdMember.LivesHere.VISITS)

    def homes_of(self, person, *, on):
        """The households in which `person` has a place on the day, for `household__in`."""
        return self.in_force(on).filter(person=person, household__voided_at=None).values("household")


class HouseholdMember(Record):
    """A person's place in a household, from when to when."""

    class Part(models.TextChoices):
        PARENT = "parent", _("Parent or caregiver")
        CHILD = "child", _("Child")
        RELATIVE = "relative", _("Relative")
        OTHER = "other", _("Other")

    class Relationship(models.TextChoices):
        """Who an adult is to the children of the household; who a child is to its parent or caregiver."""

        MOTHER = "mother", _("Mother")
        FATHER = "father", _("Father")
        STEP_PARENT = "step_parent", _("Step-parent")
        PARTNER = "partner", _("Partner of a parent")
        GRANDPARENT = "grandparent", _("Grandparent")
        AUNT_OR_UNCLE = "aunt_or_uncle", _("Aunt or uncle")
        FOSTER_PARENT = "foster_parent", _("Foster parent")
        GUARDIAN = "guardian", _("Guardian")
        CHILD = "child", _("Son or daughter")
        STEPCHILD = "stepchild", _("Stepchild")
        GRANDCHILD = "grandchild", _("Grandchild")
        FOSTER_CHILD = "foster_child", _("Foster child")
        SIBLING = "sibling", _("Brother or sister")
        OTHER = "other", _("Somebody else")
        NOT_SAID = "", _("Not said")

    class LivesHere(models.TextChoices):
        ALWAYS = "always", _("All the time")
        PART = "part", _("Part of the time")
        VISITS = "visits", _("Visits only")

    household = models.ForeignKey(
        Household, verbose_name=_("household"), on_delete=models.PROTECT, related_name="members"
    )
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="memberships")
    part = models.CharField(_("part"), max_length=10, choices=Part)
    relationship = models.CharField(_("relationship"), max_length=16, choices=Relationship, blank=True)
    relationship_words = models.CharField(_("in their own words"), max_length=80, blank=True)
    lives_here = models.CharField(_("lives here"), max_length=6, choices=LivesHere, default=LivesHere.ALWAYS)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = HouseholdMemberQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["household", "part", "person"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="householdmember_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(part__in=["parent", "child", "relative", "other"]), name="householdmember_part_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    relationship__in=[
                        "mother",
                        "father",
                        "step_parent",
                        "partner",
                        "grandparent",
                        "aunt_or_uncle",
                        "foster_parent",
                        "guardian",
                        "child",
                        "stepchild",
                        "grandchild",
                        "foster_child",
                        "sibling",
                        "other",
                        "",
                    ]
                ),
                name="householdmember_relationship_is_known",
            ),
            models.CheckConstraint(
                condition=Q(lives_here__in=["always", "part", "visits"]), name="householdmember_lives_here_is_known"
            ),
            models.UniqueConstraint(
                fields=["household", "person"],
                condition=Q(ends_on=None, voided_at=None),
                name="householdmember_open_once",
                violation_error_message=_("This person lives in this household already."),
            ),
        ]

    class Privacy:
        public = ("id", "household", "person", "starts_on", "ends_on")
        personal = ("part", "relationship", "relationship_words", "lives_here")

    def __str__(self):
        return f"member {self.pk} of household {self.household_id}"

    def clean(self):
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day lies before the first.")})

    @property
    def relationship_in_words(self):
        """Their own words before ours; the part where nobody said more."""
        return self.relationship_words or (
            self.get_relationship_display() if self.relationship else self.get_part_display()
        )
