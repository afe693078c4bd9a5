"""Putting two records together, saying that they are two people, and undoing."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, LineField, Note, PortalForm, SaveBar
from mmp_portal.ui.widgets import RadioList
from participants.duplicates.models import Status
from programs.casework.duplicates.details import KEPT, MERGED


class MergeForm(PortalForm):
    """Which details win where both records say something else, and how one knows that they are one person."""

    form_label = _("Merge the two records")

    words = LineField(
        label=_("How do you know that it is one person?"),
        max_length=300,
        help_text=_("Such as: she told us that she was here before, under her maiden name."),
    )

    def __init__(self, *args, lines, **options):
        super().__init__(*args, **options)
        self.open_lines = [line for line in lines if line.is_open]
        for line in self.open_lines:
            self.fields[line.group.code] = forms.ChoiceField(
                label=line.group.label,
                choices=[(KEPT, line.kept), (MERGED, line.merged)],
                initial=KEPT,
                widget=RadioList,
            )
        self.put_plainly()

    @property
    def choices(self):
        """The record that wins, by group of details."""
        return {line.group.code: self.cleaned_data[line.group.code] for line in self.open_lines}

    def get_layout(self):
        codes = [line.group.code for line in self.open_lines]
        chosen = [Card(_("Where they differ"), *codes, note=_("choose what is right"))] if codes else []
        return Layout(
            *chosen,
            Card(_("Put them together"), "words"),
            Note(_("Nothing is lost: the history of both stays, and the merging can be undone.")),
            SaveBar(_("Merge the two records")),
        )


class NotSameForm(PortalForm):
    form_label = _("Two people")

    words = LineField(
        label=_("How do you know?"),
        max_length=300,
        required=False,
        help_text=_("Such as: cousins who share a phone."),
    )

    def get_layout(self):
        return Layout(Card("", "words"), SaveBar(_("They are two people")))


class UndoForm(PortalForm):
    form_label = _("Undo the merging")

    words = LineField(label=_("Why is it undone?"), max_length=300)

    def get_layout(self):
        return Layout(Card(_("Take them apart again"), "words"), SaveBar(_("Undo the merging")))


class FlagForm(PortalForm):
    """What came of a probable duplicate at two sites."""

    form_label = _("What came of it")

    status = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(Status.TOLD, _("The sites were told, and settle it")), (Status.NOT_SAME, _("Two people"))],
        widget=RadioList,
    )
    words = LineField(label=_("How do you know, or whom did you tell?"), max_length=300)

    def get_layout(self):
        return Layout(Card("", "status", "words"), SaveBar(_("Save what came of it")))
