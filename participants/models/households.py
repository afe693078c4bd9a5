"""Who lives with whom, from when to when."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models.people import Person


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


class HouseholdMemberQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Places of people whom the user may see."""
        return self.filter(person__in=Person.objects.for_user(user).values("pk"))

    def in_force(self, on):
        """Places that stand and whose time includes the day `on`."""
        return self.not_voided().filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

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
