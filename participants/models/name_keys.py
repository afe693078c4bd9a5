"""By what a person is found: the words of their names, and how these sound."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.models.people import Person
from participants.sounds import keys_of


class NameKeyQuerySet(models.QuerySet):
    def keep(self, person):
        """Have exactly the keys of the person's names."""
        wanted = keys_of(*person.all_names)
        kept = {(row.kind, row.key): row.pk for row in self.filter(person=person)}
        gone = [pk for key, pk in kept.items() if key not in wanted]
        if gone:
            self.filter(pk__in=gone).delete()
        self._write((person, key) for key in sorted(wanted - set(kept)))

    def build(self, people):
        """Write the keys of people who were written in bulk and have none yet."""
        self._write((person, key) for person in people for key in sorted(keys_of(*person.all_names)))

    def _write(self, pairs):
        rows = [self.model(person=person, kind=kind, key=key) for person, (kind, key) in pairs]
        self.bulk_create(rows, batch_size=2000, ignore_conflicts=True)


class NameKey(models.Model):
    """One word of somebody's names, or one way it sounds. Worked out from the names, and nobody's own record."""

    class Kind(models.TextChoices):
        WORD = "word", _("As it is spelled")
        SOUND = "sound", _("As it sounds")

    # The trail follows the names themselves.
    is_worked_out = True

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="name_keys")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    key = models.CharField(_("key"), max_length=60)

    objects = NameKeyQuerySet.as_manager()

    class Meta:
        ordering = ["person", "kind", "key"]
        indexes = [models.Index(fields=["kind", "key"], name="namekey_by_key")]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "key"], name="namekey_once_for_a_person"),
            models.CheckConstraint(condition=Q(kind__in=["word", "sound"]), name="namekey_kind_is_known"),
        ]

    class Privacy:
        public = ("id", "person", "kind")
        personal = ("key",)

    def __str__(self):
        return f"key {self.pk} of person {self.person_id}"
