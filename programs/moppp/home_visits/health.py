"""What a visit looks after besides its talk: each child's immunizations, and the assessments that are due."""

from django.utils.translation import gettext as _

from participants.facts import CannotWrite
from participants.immunizations import records
from participants.immunizations import workflow as immunizations
from participants.immunizations.models import CardSeen
from participants.immunizations.words import LABELS, summary
from programs.casework.assessments.due import waiting
from programs.casework.contacts.workflow import CannotRecord
from programs.casework.enrollments.models import Enrollment


def standings_of(children, *, site, on):
    """Where each child's immunizations stand, by its key: a word such as “Due”, and a sentence."""
    found = records.overalls_of(children, site=site, on=on)
    return {child.pk: _in_words(found.get(child.pk)) for child in children}


def _in_words(found):
    return LABELS[found.status if found else None], summary(found)


def tools_due(enrollment, *, on):
    """Assessments due within a month, each tool and person once, the earliest first."""
    due: dict = {}
    for one in sorted(waiting(Enrollment.objects.filter(pk=enrollment.pk), on), key=lambda one: one.due_on):
        due.setdefault((one.tool.pk, one.person.pk if one.person else None), one)
    return list(due.values())


def keep_immunizations(form, contact, by):
    """Write what the form says of shots and cards into the children's own records. Raises CannotRecord."""
    site = contact.enrollment.site
    for row in form.immunizations:
        try:
            if row.vaccines:
                immunizations.add(
                    person=row.child, site=site, by=by, given_on=row.given_on, vaccines=row.vaccines, place=""
                )
            if row.saw_card:
                immunizations.see_card(
                    person=row.child,
                    site=site,
                    by=by,
                    seen_on=contact.happened_on(),
                    source=CardSeen.Source.CARD,
                )
        except CannotWrite as refusal:
            words = {"name": row.child.called, "why": refusal}
            raise CannotRecord(_("Immunizations of %(name)s: %(why)s") % words) from refusal
