"""What consents leave owed: what follows from one that has ended, and a new one before it ends."""

from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.consents.dependents import what_depends
from participants.consents.models import Consent, Kind
from programs.gathering import lines
from programs.registry import DueItem, DueSource

APART = "|"
# The child a consent is about; nobody where somebody spoke for themselves.
ABOUT = Case(When(person=F("given_by"), then=Value("")), default=F("person__given_name"))
WHAT = Concat(F("kind"), Value(APART), ABOUT, Value(APART), F("party"))


def _of_cases(consents, enrollments):
    """Consents, each with the case it is owed in: the person's own, or that of the parent who gave it, at its site."""
    of_person = enrollments.filter(participant=OuterRef("person"), site=OuterRef("site"))
    of_giver = enrollments.filter(participant=OuterRef("given_by"), site=OuterRef("site"))
    case = Coalesce(
        Subquery(of_person.order_by("pk").values("pk")[:1]), Subquery(of_giver.order_by("pk").values("pk")[:1])
    )
    return consents.filter(person__voided_at=None).annotate(case=case).exclude(case=None)


def ended(enrollments, on, user):
    """A consent has ended, and nobody has done what follows."""
    rows = _of_cases(Consent.objects.to_follow_up(on), enrollments)
    return lines(rows, "consent-ended", case="case", day=Coalesce("revoked_on", "until"), words=WHAT)


def ends_soon(enrollments, on, user):
    """A consent ends within 30 days."""
    rows = _of_cases(Consent.objects.ending(on), enrollments)
    return lines(rows, "consent-ends", case="case", day="until", words=WHAT)


def _label(words):
    """“Photo and story”, with the child it is about and the party it names."""
    kind, about, party = words.split(APART, 2)
    parts = [str(Kind(kind).label), *(part for part in (about, party) if part)]
    return Kind(kind), ", ".join(parts)


def ended_item(mark, on):
    kind, label = _label(mark.words)
    follows = " ".join(str(sentence) for sentence in what_depends(kind))
    return _item(mark, _("Consent ended (%(label)s). %(follows)s") % {"label": label, "follows": follows}, _("Do it"))


def ends_soon_item(mark, on):
    _kind, label = _label(mark.words)
    return _item(mark, _("Consent ends soon (%(label)s). Ask for a new one.") % {"label": label}, _("Ask"))


def _item(mark, why, action):
    return DueItem(
        rule=mark.rule,
        program=mark.case.program,
        enrollment=mark.case,
        due_on=mark.day,
        who=mark.case.participant.name,
        why=why,
        action=action,
        url=reverse("consents:consent", args=[mark.subject]),
    )


SOURCES = (
    DueSource(
        rule="consent-ended",
        describes=gettext_lazy("A consent was ended or ran out, and nobody has done what follows from it."),
        marks=ended,
        item=ended_item,
    ),
    DueSource(
        rule="consent-ends",
        describes=gettext_lazy("A consent ends within 30 days, and there is no new one."),
        marks=ends_soon,
        item=ends_soon_item,
    ),
)
