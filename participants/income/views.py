"""What a person and their household live on. Pages of staff; a mentor never sees them."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import sent
from participants.documents.models import Document
from participants.income import workflow
from participants.income.forms import EndIncomeForm, IncomeForm
from participants.income.household import household_income, income_of
from participants.income.models import IncomeSource
from participants.tabs import address_of, fill_in, person_at_hand, show, site_at_hand

TAB = "income"
ENDED_SHOWN = 30


@requires(Permission.PERSON_VIEW)
def income(request, pk):
    """The sources of a person, brought to a year, and what the household has together."""
    person = person_at_hand(request, pk)
    today = _today(request, person)
    own = IncomeSource.objects.not_voided().for_user(request.user).filter(person=person)
    own = own.select_related("site", "document__file")
    now = list(own.in_force(today))
    parts, together = household_income(person, on=today, user=request.user)
    return show(
        request,
        "participants/income/income.html",
        person=person,
        tab=TAB,
        sources=now,
        mine=income_of(person, now),
        ended=own.exclude(pk__in=[row.pk for row in now]).order_by("-ends_on")[:ENDED_SHOWN],
        parts=parts,
        together=together,
        may_edit=request.user.may(Permission.PERSON_EDIT),
    )


def documents_of(person, user):
    """What may be shown as evidence: the papers of the person that the user may open."""
    return Document.objects.not_voided().for_user(user).filter(person=person).exclude(kind=Document.Kind.PHOTO)


def _today(request, person):
    return site_at_hand(request, person).today()


@requires(Permission.PERSON_EDIT)
def add(request, pk):
    """Write down a source of income, or that there is none, or that somebody did not wish to say."""
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    today = site.today()
    answer = request.GET.get("answer", "")
    form = IncomeForm(
        sent(request),
        instance=IncomeSource(person=person, site=site),
        documents=documents_of(person, request.user),
        initial={
            "answer": answer if answer in ("none", "declined") else "amount",
            "starts_on": today,
            "said_on": today,
        },
        cancel_url=address_of(TAB, person),
    )

    def save(cleaned):
        workflow.add(person=person, site=site, by=request.user, **form.details())

    return fill_in(
        request, form, save, person=person, tab=TAB, title=_("Add income"), done=_("The income was written down.")
    )


def _source_at_hand(request, pk):
    rows = IncomeSource.objects.not_voided().of_own_sites(request.user).select_related("person", "site")
    return get_object_or_404(rows.filter(person__voided_at=None), pk=pk)


@requires(Permission.PERSON_EDIT)
def edit(request, pk):
    """Put right a source of income."""
    source = _source_at_hand(request, pk)
    form = IncomeForm(
        sent(request),
        instance=source,
        documents=documents_of(source.person, request.user),
        cancel_url=source.get_absolute_url(),
    )

    def save(cleaned):
        workflow.correct(source=source, by=request.user, version=cleaned["version"], **form.details())

    return fill_in(
        request,
        form,
        save,
        person=source.person,
        tab=TAB,
        title=_("Correct the income"),
        lead=_("What was before stays in the history. If it changed, end it and add the new one."),
        done=_("Saved."),
    )


@requires(Permission.PERSON_EDIT)
def end(request, pk):
    """A source brings nothing any more."""
    source = _source_at_hand(request, pk)
    form = EndIncomeForm(sent(request), initial={"on": source.site.today()}, cancel_url=source.get_absolute_url())

    def save(cleaned):
        workflow.end(source=source, by=request.user, **cleaned)

    return fill_in(
        request,
        form,
        save,
        person=source.person,
        tab=TAB,
        title=_("This income ended"),
        lead=source.in_words,
        done=_("The income has ended."),
    )
