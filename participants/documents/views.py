"""A person's documents by kind, adding one, putting one right, voiding one; and the restricted ones behind a reason."""

from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import sent
from participants.documents import openers, workflow
from participants.documents.forms import (
    CorrectDocumentForm,
    DocumentForm,
    ReasonForm,
    RestrictedDocumentForm,
    VoidForm,
)
from participants.documents.models import Document, RestrictedDocument
from participants.documents.photos import may_be_shown
from participants.tabs import address_of, fill_in, person_at_hand, show, site_at_hand

TAB = "documents"
# The longest list of documents of one person that a page shows.
MOST_SHOWN = 200


def by_kind(documents):
    """Pairs of what a kind is called and its documents, in the order of the kinds."""
    order = Document.Kind.values
    sorted_rows = sorted(documents, key=lambda one: order.index(one.kind))
    return [(Document.Kind(kind).label, list(rows)) for kind, rows in groupby(sorted_rows, key=lambda one: one.kind)]


@requires(Permission.PERSON_VIEW)
def documents(request, pk):
    """The documents of a person, by kind."""
    person = person_at_hand(request, pk)
    rows = Document.objects.not_voided().for_user(request.user).filter(person=person).with_files()
    rows = rows.order_by("-dated_on", "-pk")[:MOST_SHOWN]
    return show(
        request,
        "participants/documents/documents.html",
        person=person,
        tab=TAB,
        groups=by_kind(rows),
        may_edit=request.user.may(Permission.DOCUMENT_EDIT),
        may_open_restricted=may_open_restricted(request.user, person),
        photo_waits=any(row.kind == Document.Kind.PHOTO for row in rows) and not may_be_shown(person),
    )


@requires(Permission.DOCUMENT_EDIT)
def add(request, pk):
    """Keep a document of the person."""
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    wanted = request.GET.get("kind", "")
    form = DocumentForm(
        sent(request),
        request.FILES or None,
        uploader=request.user,
        initial={"kind": wanted if wanted in Document.Kind.values else None},
        cancel_url=address_of(TAB, person),
    )

    def save(cleaned):
        workflow.add(person=person, site=site, by=request.user, **cleaned)

    return fill_in(
        request,
        form,
        save,
        person=person,
        tab=TAB,
        title=_("Add a document"),
        lead=_("Papers of a court or of Children's Division are kept apart, under the restricted documents."),
        done=_("The document is kept."),
    )


def document_at_hand(request, pk):
    """A standing document that a site of the user wrote; what a transfer handed on is read alone."""
    rows = Document.objects.not_voided().of_own_sites(request.user).filter(person__voided_at=None).with_files()
    return get_object_or_404(rows, pk=pk)


@requires(Permission.DOCUMENT_EDIT)
def edit(request, pk):
    """Put right what is said about a document."""
    document = document_at_hand(request, pk)
    form = CorrectDocumentForm(sent(request), instance=document, cancel_url=address_of(TAB, document.person))

    def save(cleaned):
        workflow.correct(document=document, by=request.user, **cleaned)

    return fill_in(
        request,
        form,
        save,
        person=document.person,
        tab=TAB,
        title=_("Correct a document"),
        lead=_("The file stays as it is. Another file is another document."),
        done=_("Saved."),
        document=document,
        template="participants/documents/edit.html",
    )


@requires(Permission.DOCUMENT_EDIT)
def void(request, pk):
    """Take a document out, with a reason."""
    document = document_at_hand(request, pk)
    return _void(request, document, back=address_of(TAB, document.person))


def _void(request, document, *, back):
    form = VoidForm(sent(request), cancel_url=back)

    def save(cleaned):
        workflow.void(document=document, by=request.user, **cleaned)

    return fill_in(
        request,
        form,
        save,
        person=document.person,
        tab=TAB,
        title=_("Void this document?"),
        lead=_("%(name)s. If only the title or the date is wrong, correct it instead.") % {"name": document.name},
        done=_("The document was voided."),
        back=back,
    )


# --- Restricted -----------------------------------------------------------------------------


def may_open_restricted(user, person):
    """Whether there could be restricted documents of the person for this user: as worker or supervisor of a case."""
    return user.may(Permission.RESTRICTED_VIEW) and openers.people_open_to(user).filter(pk=person.pk).exists()


def person_with_restricted(request, pk):
    """The person, for whoever may open restricted facts of their open case; 403 for others who see the person."""
    person = person_at_hand(request, pk)
    if not may_open_restricted(request.user, person):
        raise PermissionDenied
    return person


@requires(Permission.RESTRICTED_VIEW)
def restricted(request, pk):
    """The restricted documents of a person: a reason first, then the list, for an hour."""
    person = person_with_restricted(request, pk)
    if workflow.is_open(person=person, user=request.user):
        return _private(
            show(
                request,
                "participants/documents/restricted.html",
                person=person,
                tab=TAB,
                rows=RestrictedDocument.objects.opened_by(request.user)
                .filter(person=person)
                .select_related("file", "recorded_by")[:MOST_SHOWN],
                may_edit=request.user.may(Permission.RESTRICTED_EDIT),
            )
        )
    form = ReasonForm(sent(request), cancel_url=address_of(TAB, person))
    if request.method == "POST" and form.is_valid():
        workflow.open_restricted(
            person=person, by=request.user, site=site_at_hand(request, person), **form.cleaned_data
        )
        return redirect("documents:restricted", pk=person.pk)
    return _private(
        show(
            request,
            "participants/form.html",
            person=person,
            tab=TAB,
            form=form,
            title=_("Restricted documents"),
            lead=_("Papers of a court and of Children's Division. They stay open to you for an hour."),
            tab_url=address_of(TAB, person),
        )
    )


def _private(response):
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.RESTRICTED_EDIT)
def add_restricted(request, pk):
    """Keep a restricted document of the person."""
    person = person_with_restricted(request, pk)
    site = site_at_hand(request, person)
    form = RestrictedDocumentForm(
        sent(request), request.FILES or None, uploader=request.user, cancel_url=address_of(TAB, person)
    )

    def save(cleaned):
        workflow.add_restricted(person=person, site=site, by=request.user, **cleaned)

    return _private(
        fill_in(
            request,
            form,
            save,
            person=person,
            tab=TAB,
            title=_("Add a restricted document"),
            lead=_("Only the assigned worker and the supervisor open it, each time with a reason."),
            done=_("The document is kept with the restricted ones."),
        )
    )


@requires(Permission.RESTRICTED_EDIT)
def void_restricted(request, pk):
    """Take a restricted document out, with a reason. It must have been opened first."""
    rows = RestrictedDocument.objects.opened_by(request.user).select_related("person", "site")
    document = get_object_or_404(rows, pk=pk)
    return _private(_void(request, document, back=f"{address_of(TAB, document.person)}restricted/"))
