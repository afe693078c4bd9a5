"""The door through which a contact of this program becomes a home visit on one page."""

import uuid
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.ui.templatetags.ui import full_day
from programs.casework.assessments.models import Assessment
from programs.casework.contacts import planning
from programs.casework.contacts.models import Outcome
from programs.casework.contacts.workflow import CannotRecord
from programs.casework.supports.workflow import CannotEnter
from programs.moppp.home_visits import workflow
from programs.moppp.home_visits.forms import VisitForm, given_at
from programs.moppp.home_visits.health import keep_immunizations
from programs.moppp.models import HomeVisit, SafetyNote
from programs.moppp.visits.footing import footing_of
from programs.moppp.visits.tally import VISIT
from programs.registry import ContactExtra

ABOUT_NEXT = {"next_on", "next_at", "self_harm", "self_harm_words"}


def save(form, contact, by):
    """Keep the parts of a visit, plan the next one, and tell at once what cannot wait. Raises CannotRecord.

    Of a call or a try nothing is kept but what was typed: what the form began with is no word of the visitor's.
    """
    is_visit = contact.kind == VISIT and contact.outcome == Outcome.MADE
    if is_visit and not form.cleaned_data["signed_name"] and asks_signature(contact):
        raise CannotRecord(_("The model asks for the parent's signature. Let them type their name under “Signed by”."))
    if is_visit or set(form.changed_data) - ABOUT_NEXT - form.about_immunizations:
        try:
            workflow.keep_visit(
                contact=contact, parts=form.parts, children=form.about_children, goods=form.goods, by=by
            )
        except CannotEnter as refusal:
            raise CannotRecord(str(refusal)) from refusal
    keep_immunizations(form, contact, by)
    if form.cleaned_data.get("next_on"):
        _plan_next(form.cleaned_data, contact, by)
    if form.cleaned_data.get("self_harm") or form.cleaned_data.get("self_harm_words"):
        workflow.note_safety(
            enrollment=contact.enrollment,
            kind=SafetyNote.Kind.SELF_HARM,
            on=contact.happened_on(),
            words=form.cleaned_data["self_harm_words"],
            contact=contact,
            by=by,
        )


def asks_signature(contact):
    """Whether the family's model has each home visit signed, by the setting of the site on the day of the visit."""
    footing, day = footing_of(contact.enrollment), contact.happened_on()
    model = footing.model_on(day)
    return bool(model) and footing.pace.parameters.value_on(f"{model}_visit_is_signed", day)


def _plan_next(said, contact, by):
    case = contact.enrollment
    try:
        planning.plan(
            uid=uuid.uuid5(contact.uid, "next visit"),
            enrollment=case,
            by=by,
            kind=VISIT,
            starts_at=datetime.combine(said["next_on"], said["next_at"], tzinfo=case.site.zone),
            match=contact.match,
            worker=None if contact.match else by,
            setting="home",
        )
    except planning.CannotPlan as refusal:
        raise CannotRecord(_("The next visit: %(why)s") % {"why": refusal}) from refusal


def facts(contact):
    """What the visit held, as pairs of a label and words. Nothing restricted is among them."""
    visit = (
        HomeVisit.objects.not_voided()
        .filter(contact=contact)
        .select_related("primary_caregiver", "next_group")
        .prefetch_related("children__child")
        .first()
    )
    if visit is None:
        return []
    pairs = [(_("Primary caregiver"), visit.primary_caregiver.called if visit.primary_caregiver else "")]
    pairs += [(row.child.called, words_about(row)) for row in visit.children.all()]
    for name in ("interaction", "development", "well_being", "strengths", "curriculum_used", "curriculum_next"):
        label = str(HomeVisit._meta.get_field(name).verbose_name)
        pairs.append((label[:1].upper() + label[1:], getattr(visit, name)))
    given = [f"{entry.account.name} ({-entry.amount})" for entry in given_at(contact).values()]
    pairs.append((_("Given"), ", ".join(given)))
    if visit.next_group:
        pairs.append((_("Next group"), f"{visit.next_group.topic}, {full_day(visit.next_group.starts_at)}"))
    given_on_the_day = (
        Assessment.objects.done()
        .filter(enrollment=contact.enrollment, given_on=contact.happened_on(), tool__is_restricted=False)
        .select_related("tool")
    )
    pairs.append((_("Assessments of the day"), ", ".join(dict.fromkeys(one.tool.name for one in given_on_the_day))))
    pairs.append((_("Signed by"), visit.signed_name))
    late = (contact.recorded_at.astimezone(contact.enrollment.site.zone).date() - contact.happened_on()).days
    if late > 1:
        pairs.append((_("Written down"), _("%(count)d days later") % {"count": late}))
    return [(label, words) for label, words in pairs if words]


def words_about(row):
    """What was seen of a child and what it needs, in one line."""
    words = [row.seen]
    if row.diaper_size:
        words.append(_("diapers: %(size)s") % {"size": row.get_diaper_size_display()})
    if row.wants_book:
        words.append(_("a book for the age"))
    if row.has_medical_home is not None:
        words.append(_("has a medical home") if row.has_medical_home else _("has no medical home"))
    return " · ".join(word for word in words if word)


EXTRA = ContactExtra(title=gettext_lazy("The home visit"), form=VisitForm, save=save, facts=facts, begins_open=True)
