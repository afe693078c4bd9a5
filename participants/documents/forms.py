"""A new document, putting one right, voiding one, and the reason to open what is restricted."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mmp_portal.files.fields import UploadField, UploadsMixin
from mmp_portal.ui.forms import (
    Card,
    LineField,
    NoteField,
    PastDayField,
    PortalForm,
    PortalModelForm,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import RadioList
from participants.documents.models import Document, RestrictedDocument


class DocumentWords(forms.Form):
    """What is said about any document."""

    title = LineField(
        label=_("Title"), max_length=120, required=False, help_text=_("Only if the kind does not say it all.")
    )
    dated_on = PastDayField(label=_("Dated"), required=False, help_text=_("The day that stands on it."))
    note = NoteField(label=_("Note"), max_length=1000, rows=2, required=False)


class DocumentForm(UploadsMixin, DocumentWords, PortalModelForm):
    """A new document: a photo taken now, a scan, or a PDF."""

    form_label = _("Document")

    file = UploadField(label=_("Photo, scan or PDF"))

    class Meta:
        model = Document
        fields = ("kind", "title", "dated_on", "note")
        labels = {"kind": _("What is it?")}
        widgets = {"kind": RadioList}

    def get_layout(self):
        return Layout(
            Card(_("The document"), "file", "kind"),
            Card(_("About it"), Row("title", "dated_on"), "note"),
            SaveBar(_("Keep the document")),
        )


class CorrectDocumentForm(DocumentWords, VersionedModelForm):
    """What is said about a document that is here. Another file is another document."""

    form_label = _("Document")

    class Meta:
        model = Document
        fields = ("kind", "title", "dated_on", "note")
        labels = {"kind": _("What is it?")}
        widgets = {"kind": RadioList}

    def get_layout(self):
        return Layout(Card("", "kind", Row("title", "dated_on"), "note"), SaveBar(_("Save")))


class RestrictedDocumentForm(UploadsMixin, DocumentWords, PortalModelForm):
    """A new restricted document."""

    form_label = _("Restricted document")

    file = UploadField(label=_("Scan or PDF"))

    class Meta:
        model = RestrictedDocument
        fields = ("about", "title", "dated_on", "note")
        labels = {"about": _("What is it?")}
        widgets = {"about": RadioList}

    def get_layout(self):
        return Layout(
            Card(_("The document"), "file", "about"),
            Card(_("About it"), Row("title", "dated_on"), "note"),
            SaveBar(_("Keep the document")),
        )


class ReasonForm(PortalForm):
    """Why somebody opens what is restricted, in a sentence that a supervisor can judge."""

    form_label = _("Open with a reason")
    keeps_draft = False  # why somebody looks says something of what is there
    LEAST = 8

    reason = NoteField(
        label=_("Why do you open this?"),
        max_length=500,
        rows=2,
        help_text=_("It is recorded with your name and the time, for the supervisor to read."),
        error_messages={"required": _("Say in a sentence why you open this.")},
    )

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        if len(reason) < self.LEAST:
            raise ValidationError(_("Say a little more: a sentence that others understand later."))
        return reason

    def get_layout(self):
        return Layout(Card(_("Open with a reason"), "reason"), SaveBar(_("Open the restricted documents")))


class VoidForm(PortalForm):
    """Why a document is taken out."""

    form_label = _("Void this document")

    reason = LineField(
        label=_("Why is it taken out?"),
        max_length=200,
        help_text=_("The history keeps it with this reason. Nobody opens the file any more."),
    )

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Void the document"), cancel_label=_("Keep it")))
