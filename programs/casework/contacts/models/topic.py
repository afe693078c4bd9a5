"""What a contact was about, in the program's own words."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Vocabulary(models.TextChoices):
    """Which of a program's lists a word is from; `field` of Program holds the list."""

    TOPIC = "topic", _("Topic")
    COMPONENT = "component", _("Program component")
    FACTOR = "factor", _("Protective factor")

    @property
    def of_program(self):
        """The name of the list in `Program`."""
        return {"topic": "contact_topics", "component": "components", "factor": "protective_factors"}[self.value]


class ContactTopic(models.Model):
    """A word of the program that a contact was about: a topic, a component or a protective factor."""

    contact = models.ForeignKey(
        "contacts.Contact", verbose_name=_("contact"), on_delete=models.CASCADE, related_name="topics"
    )
    vocabulary = models.CharField(_("list"), max_length=10, choices=Vocabulary, default=Vocabulary.TOPIC)
    code = models.CharField(_("topic"), max_length=30)

    class Meta:
        ordering = ["contact", "code"]
        constraints = [
            models.UniqueConstraint(fields=["contact", "vocabulary", "code"], name="contacttopic_once_in_its_list"),
            models.CheckConstraint(
                condition=Q(vocabulary__in=Vocabulary.values), name="contacttopic_vocabulary_is_known"
            ),
        ]
        indexes = [models.Index(fields=["vocabulary", "code"], name="contacttopic_by_word")]

    class Privacy:
        public = ("id", "contact", "vocabulary")
        sensitive = ("code",)

    def __str__(self):
        return f"topic {self.pk}"

    def label(self, definition):
        """The program's word for it."""
        return definition.label_of(Vocabulary(self.vocabulary).of_program, self.code)
