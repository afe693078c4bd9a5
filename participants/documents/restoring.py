"""The history of documents, and how they are voided and restored like every other record."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.audit.kinds import Kind
from participants.documents.models import Document, RestrictedDocument
from participants.facts import kind_of_fact

KINDS = (
    kind_of_fact(
        Document,
        code="document",
        label=gettext_lazy("Document"),
        url=lambda document: reverse("documents:documents", args=[document.person_id]),
        words=lambda document: document.name,
    ),
    Kind(
        code="restricted_document",
        label=gettext_lazy("Restricted document"),
        model=RestrictedDocument,
        rows=lambda user: RestrictedDocument.objects.for_user(user).select_related("person"),
        url=lambda document: reverse("documents:restricted", args=[document.person_id]),
        words=lambda document: _("Restricted document of %(day)s") % {"day": f"{document.recorded_at:%Y-%m-%d}"},
        contents_shown=False,
    ),
)
