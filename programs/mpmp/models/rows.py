"""What the rows of this room share: each belongs to one case, and says who reaches it."""

from django.db.models import Q

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import RecordQuerySet
from programs.casework.enrollments.models import Enrollment

SITE, PROGRAM = "enrollment__site", "enrollment__program"


class CaseRowQuerySet(RecordQuerySet):
    """Rows that staff keep: a mentor reaches none of them."""

    def for_casework(self, user):
        """Only those of the sites and programs in which `user` works on cases, never by way of a match."""
        return self.filter(case_q(user, site=SITE, program=PROGRAM))

    def for_user(self, user):
        """Staff and supervisors: those of their sites and programs."""
        return self.for_casework(user)

    def with_people(self):
        return self.select_related("enrollment__participant", "enrollment__site", "enrollment__worker", "recorded_by")


class SharedRowQuerySet(CaseRowQuerySet):
    """Rows that the mentor of an open match sees as well."""

    def for_user(self, user):
        mine = Q(pk__in=[])
        if Role.MENTOR in user.roles:
            mine = Q(enrollment__in=Enrollment.objects.matched_with(user).values("pk"))
        return self.filter(case_q(user, site=SITE, program=PROGRAM) | mine)


class RestrictedRowQuerySet(RecordQuerySet):
    """Rows that only the assigned worker of the case and its supervisors may open."""

    def for_user(self, user):
        supervised = case_q(user, site=SITE, program=PROGRAM, roles=(Role.SUPERVISOR,))
        worked_on = case_q(user, site=SITE, program=PROGRAM) & Q(enrollment__worker=user)
        return self.filter(supervised | worked_on)
