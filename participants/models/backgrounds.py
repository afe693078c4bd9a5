"""Race and ethnicity in somebody's own words, and the tribe or nation they belong to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record
from participants.models.people import Person
from participants.models.vocabulary import TribalStanding
from participants.race import Answer, Category, by_1997


class Background(Record):
    """What became of the question of race and ethnicity, and of tribal affiliation. It lies apart from the person.

    Nothing of it decides about eligibility.
    """

    person = models.OneToOneField(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="background"
    )
    race_answer = models.CharField(_("race and ethnicity"), max_length=8, choices=Answer, blank=True)
    tribal_standing = models.CharField(_("tribal affiliation"), max_length=10, choices=TribalStanding, blank=True)
    tribe = models.CharField(_("which tribe or nation"), max_length=120, blank=True)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(race_answer__in=["", "given", "declined", "unknown"]), name="background_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    tribal_standing__in=["", "enrolled", "eligible", "descendant", "none", "declined", "unknown"]
                ),
                name="background_tribal_standing_is_known",
            ),
            models.CheckConstraint(
                condition=Q(tribe="") | Q(tribal_standing__in=["enrolled", "eligible", "descendant"]),
                name="background_tribe_only_of_those_who_belong",
                violation_error_message=_("Choose how they belong to this tribe or nation, or leave it empty."),
            ),
        ]

    class Privacy:
        public = ("id", "person")
        sensitive = ("race_answer", "tribal_standing", "tribe")

    def __str__(self):
        return f"background of person {self.person_id}"

    @property
    def by_1997(self):
        """The same answer by the older federal standard."""
        return by_1997(self.race_answer, [race.category for race in self.races.all()])


class RaceEthnicity(models.Model):
    """One of the seven categories that somebody chose, with what they said in detail."""

    background = models.ForeignKey(
        Background, verbose_name=_("background"), on_delete=models.PROTECT, related_name="races"
    )
    category = models.CharField(_("category"), max_length=16, choices=Category)
    words = models.CharField(_("in detail"), max_length=120, blank=True)

    class Meta:
        ordering = ["category"]
        constraints = [
            models.UniqueConstraint(fields=["background", "category"], name="raceethnicity_chosen_once"),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="raceethnicity_category_is_known"),
        ]

    class Privacy:
        public = ("id", "background")
        sensitive = ("category", "words")

    def __str__(self):
        return f"race and ethnicity {self.pk}"
