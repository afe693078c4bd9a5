"""Who somebody is. One person may be a participant, a parent, a child, a mentor and someone who signs in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import County, State
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.ages import about_age_in_words, age_in_words, age_on
from participants.models.vocabulary import Connection, Device, Gender, Language, ReachBy
from participants.phones import digits_of
from participants.sounds import sounds_of

# Fewer letters sound like too many names.
SHORTEST_TO_SOUND = 3


class PersonQuerySet(RecordQuerySet):
    def living(self):
        """Those of whom no death is recorded."""
        return self.filter(died_on=None)

    def for_user(self, user):
        """People registered, now or once, at a site where `user` works on cases."""
        return self.filter(pk__in=self._registrations().filter(case_q(user, program=None)).values("person"))

    def moved_on_from(self, user):
        """People who are registered nowhere any more where `user` works on cases, and at another site now."""
        now = self._registrations().filter(Q(ends_on=None) | Q(ends_on__gt=timezone.localdate()))
        here = now.filter(case_q(user, program=None))
        return self.filter(pk__in=now.values("person")).exclude(pk__in=here.values("person"))

    def matching(self, words):
        """People of whom each of the words stands in a name, an e-mail address or any phone number."""
        found = self
        for word in str(words).split():
            ways = self._related("reach_ways")
            by_word = (
                Q(given_name__icontains=word)
                | Q(family_name__icontains=word)
                | Q(preferred_name__icontains=word)
                | Q(legal_name__icontains=word)
                | Q(email__icontains=word)
            )
            digits = digits_of(word)
            if len(digits) >= 3:
                by_word |= Q(phone_digits__contains=digits)
                by_word |= Q(pk__in=ways.filter(digits__contains=digits, only_at=None).values("person"))
            found = found.filter(by_word)
        return found

    def named_like(self, *words):
        """People who for each of the folded words have one in their names that begins with it or sounds so."""
        keys = self._related("name_keys")
        found = self
        for word in words:
            alike = Q(kind="word", key__startswith=word)
            if len(word) >= SHORTEST_TO_SOUND:
                alike |= Q(kind="sound", key__in=sounds_of(word))
            found = found.filter(pk__in=keys.filter(alike).values("person"))
        return found

    def _registrations(self):
        return self._related("registrations")

    def _related(self, name):
        return self.model._meta.get_field(name).related_model.objects


class Person(Record):
    """Somebody the agency knows.

    The first phone and the first e-mail address stand here, every further way in `ReachWay`.
    """

    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    preferred_name = models.CharField(_("preferred name"), max_length=80, blank=True)
    legal_name = models.CharField(_("legal name"), max_length=160, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    gender = models.CharField(_("gender"), max_length=10, choices=Gender, blank=True)
    born_on = models.DateField(_("birth date"), null=True, blank=True)
    age_said = models.PositiveSmallIntegerField(_("age, about"), null=True, blank=True)
    age_said_on = models.DateField(_("age said on"), null=True, blank=True)
    died_on = models.DateField(_("died"), null=True, editable=False, db_index=True)
    death_told_by = models.CharField(_("who told us"), max_length=120, blank=True, editable=False)
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
    also_speaks = models.JSONField(_("other languages"), default=list, blank=True)
    language_words = models.CharField(_("which other language"), max_length=60, blank=True)
    needs_interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    phone_digits = models.CharField(max_length=30, blank=True, editable=False, db_index=True)
    phone_is_of = models.CharField(_("whose phone"), max_length=80, blank=True)
    phone_seen_by = models.CharField(_("who else sees it"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    email_seen_by = models.CharField(_("who else reads the e-mail"), max_length=120, blank=True)
    reach_by = models.CharField(_("reach first by"), max_length=5, choices=ReachBy, blank=True)
    may_leave_voicemail = models.BooleanField(_("voicemail is safe"), null=True)
    may_text = models.BooleanField(_("texts are safe"), null=True)
    may_email = models.BooleanField(_("e-mail is safe"), null=True)
    best_time = models.CharField(_("best time"), max_length=80, blank=True)
    street = models.CharField(_("street"), max_length=120, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=2, choices=State, blank=True)
    zip_code = models.CharField(_("ZIP code"), max_length=10, blank=True)
    county = models.ForeignKey(
        County, verbose_name=_("county"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    address_is_confidential = models.BooleanField(_("the address is confidential"), default=False)
    device = models.CharField(_("device"), max_length=12, choices=Device, blank=True)
    has_camera = models.BooleanField(_("has a camera"), null=True)
    connection = models.CharField(_("internet"), max_length=12, choices=Connection, blank=True)
    school = models.CharField(_("school"), max_length=80, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signs in as"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="merged_records",
    )

    objects = PersonQuerySet.as_manager()

    # Read without the ways to reach them (see `participants.reaching.hiding`). Such a copy is not saved.
    reach_is_hidden = False

    class Meta(Record.Meta):
        verbose_name_plural = "people"
        ordering = ["family_name", "given_name", "pk"]
        indexes = [models.Index(fields=["family_name", "given_name"], name="person_by_name")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=~Q(given_name=""), name="person_has_a_name"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(voided_at__isnull=False), name="person_merged_is_voided"
            ),
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
            models.CheckConstraint(
                condition=Q(age_said=None, age_said_on=None)
                | Q(age_said__isnull=False, age_said_on__isnull=False, born_on=None),
                name="person_has_a_birth_date_or_an_age_said_on_a_day",
                violation_error_message=_("Give the birth date, or the age and the day it was said, not both."),
            ),
            models.CheckConstraint(
                condition=Q(died_on=None, death_told_by="") | Q(died_on__isnull=False) & ~Q(death_told_by=""),
                name="person_died_exactly_with_who_told_us",
            ),
            models.CheckConstraint(
                condition=Q(died_on=None) | Q(born_on=None) | Q(died_on__gte=F("born_on")),
                name="person_died_after_birth",
                violation_error_message=_("The day lies before the birth date. Check both."),
            ),
            models.CheckConstraint(
                condition=Q(address_is_confidential=False) | Q(street="", city="", zip_code="", county=None),
                name="person_confidential_address_stands_nowhere",
                violation_error_message=_(
                    "A confidential address is not written here: take street, city and ZIP out."
                ),
            ),
        ]

    class Privacy:
        public = ("id", "user", "language", "merged_into")
        personal = (
            "given_name",
            "family_name",
            "preferred_name",
            "legal_name",
            "pronouns",
            "gender",
            "born_on",
            "age_said",
            "age_said_on",
            "also_speaks",
            "language_words",
            "needs_interpreter",
            "phone",
            "phone_digits",
            "phone_is_of",
            "phone_seen_by",
            "email",
            "email_seen_by",
            "reach_by",
            "may_leave_voicemail",
            "may_text",
            "may_email",
            "best_time",
            "street",
            "city",
            "state",
            "zip_code",
            "county",
            "device",
            "has_camera",
            "connection",
        )
        sensitive = (
            "due_on",
            "children_expected",
            "born_at_weeks",
            "school",
            "died_on",
            "death_told_by",
            "address_is_confidential",
        )

    def __str__(self):
        return f"person {self.pk}"

    def get_absolute_url(self):
        return reverse("casefile:person", args=[self.pk])

    def save(self, *args, **kwargs):
        """Keeps the digits of the phone and the name's keys, by which a person is found, in step with the row.

        The keys lie in a table because a column cannot be indexed by several words; whoever adds a person finds
        them again, and no caller has to remember it.
        """
        if self.reach_is_hidden:
            raise ValueError("This copy was read without the ways to reach the person.")
        self.phone_digits = digits_of(self.phone)
        super().save(*args, **kwargs)
        self.name_keys.model.objects.keep(self)

    @property
    def name(self):
        """The name to use when speaking of the person: preferred before given, with the family name."""
        return f"{self.called} {self.family_name}".strip()

    @property
    def called(self):
        """The one name a mentor needs."""
        return self.preferred_name or self.given_name

    @property
    def all_names(self):
        """Every name that somebody might ask for."""
        return (self.given_name, self.family_name, self.preferred_name, self.legal_name)

    @property
    def initials(self):
        return (self.called[:1] + self.family_name[:1]).upper()

    @property
    def languages(self):
        """Every language they speak, in words, the first one first."""
        codes = dict.fromkeys([self.language, *self.also_speaks])
        other = self.language_words or Language.OTHER.label
        labels = dict(Language.choices)
        return [other if code == Language.OTHER else labels.get(code, code) for code in codes]

    @property
    def first_language(self):
        """The language to speak with them, by its name."""
        return self.languages[0]

    @property
    def wishes_what_is_not_safe(self):
        """Whether the way they would be reached by first is one that is not safe."""
        unsafe = {ReachBy.TEXT: self.may_text, ReachBy.EMAIL: self.may_email}
        return unsafe.get(self.reach_by) is False

    @property
    def is_living(self):
        return self.died_on is None

    def age_on(self, day):
        """Full years on `day`, or None where the birth date is not known, whatever age was said."""
        return age_on(self.born_on, day) if self.born_on else None

    def about_age_on(self, day):
        """The age that was said, carried on to `day`; None where a birth date is known or nothing was said."""
        if self.age_said is None or self.age_said_on is None:
            return None
        return self.age_said + age_on(self.age_said_on, day)

    def age_in_words(self, day):
        """“13 months” under two years, “19 years” after, “about 19 years” where only that was said; None if unknown.

        After a death, the age that they reached.
        """
        day = min(day, self.died_on) if self.died_on else day
        if self.born_on:
            return age_in_words(self.born_on, day)
        about = self.about_age_on(day)
        return None if about is None else about_age_in_words(about)

    def parts_open_to(self, user):
        """What of the person `user` may know, as a set of `Registration.Part`: all, unless a transfer left it behind."""
        registrations = self.registrations.filter(case_q(user, program=None))
        return set().union(*(registration.parts for registration in registrations))

    def children(self, *, on):
        """Children in the person's households on the day, oldest first."""
        places = type(self)._meta.get_field("memberships").related_model
        homes = places.objects.in_force(on).filter(person=self, part=places.Part.PARENT)
        members = places.objects.in_force(on).filter(household__in=homes.values("household"), part=places.Part.CHILD)
        return Person.objects.not_voided().filter(pk__in=members.values("person")).order_by("born_on")
