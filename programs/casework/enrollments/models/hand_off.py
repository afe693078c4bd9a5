"""What the one who leaves a case writes for the one who takes it over."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models.enrollment import Enrollment


class HandOffNoteQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Staff and supervisors: those of their sites and programs. A mentor: those written for mentors."""
        mine = Q(pk__in=[])
        if Role.MENTOR in user.roles:
            mine = Q(for_mentors=True, enrollment__in=Enrollment.objects.for_user(user).values("pk"))
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program") | mine)


class HandOffNote(Record):
    """A note for the next worker, or for the next mentor where `for_mentors` says that they may read it."""

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="hand_off_notes"
    )
    words = models.TextField(_("what the next person should know"), max_length=4000)
    avoid = models.CharField(_("what to avoid"), max_length=300, blank=True)
    for_mentors = models.BooleanField(_("the mentor may read it"), default=False)

    objects = HandOffNoteQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="handoffnote_has_words"),
        ]

    class Privacy:
        public = ("id", "enrollment", "for_mentors")
        sensitive = ("words", "avoid")

    def __str__(self):
        return f"hand-off note {self.pk}"
