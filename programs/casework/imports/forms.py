"""Sending a spreadsheet, and saying what its columns are."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, PortalForm, SaveBar, say_plainly
from mmp_portal.ui.widgets import ChipSelect
from programs.casework.imports.models import Subject
from programs.casework.imports.workflow import MOST_ROWS


class SendForm(PortalForm):
    """Which rows, of which site, in which file."""

    form_label = _("Send a spreadsheet")
    not_in_draft = ("file",)

    subject = forms.ChoiceField(label=_("What are the rows?"), choices=Subject.choices, widget=ChipSelect)
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt", "class": "form-control"}),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )

    def __init__(self, *args, sites, **options):
        super().__init__(*args, **options)
        self.fields["file"].help_text = gettext(
            "Excel (.xlsx) or CSV, up to %(most)d rows; the first row says what the columns are. A longer file is sent in parts, or whoever runs the portal takes it in whole with the command “import_spreadsheet”."
        ) % {"most": MOST_ROWS}
        self.sites = {str(site.pk): site for site in sites}
        self.fields["site"] = forms.ChoiceField(
            label=_("For which site?"), choices=[(code, site.name) for code, site in self.sites.items()]
        )
        say_plainly(self.fields["site"])

    def get_layout(self):
        return Layout(Card("", "subject", "site", "file"), SaveBar(_("Send the file")))

    @property
    def chosen_site(self):
        return self.sites[self.cleaned_data["site"]]


class ColumnsForm(PortalForm):
    """For each field of the kind: in which column it stands, or that it stands in none."""

    form_label = _("What the columns are")

    def __init__(self, *args, kind, headings, columns, samples=(), **options):
        super().__init__(*args, **options)
        self.kind = kind
        choices = [("", _("not in this file"))]
        choices += [
            (str(place), heading or _("column %(n)d") % {"n": place + 1}) for place, heading in enumerate(headings)
        ]
        for field in kind.fields:
            place = columns.get(field.name)
            example = samples[place] if place is not None and place < len(samples) else ""
            self.fields[field.name] = forms.ChoiceField(
                label=field.label,
                choices=choices,
                required=field.is_required,
                initial="" if place is None else str(place),
                help_text=_("in the first row: %(words)s") % {"words": example[:60]} if example else "",
            )
        self.put_plainly()

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for name, place in list(cleaned.items()):
            if place and place in taken:
                self.add_error(name, ValidationError(_("This column is named above already. Each says one thing.")))
            elif place:
                taken[place] = name
        return cleaned

    @property
    def columns(self):
        """The column of each field that stands in the file."""
        return {name: int(place) for name, place in self.cleaned_data.items() if place}

    def get_layout(self):
        needed = [field.name for field in self.kind.fields if field.is_required]
        others = [field.name for field in self.kind.fields if not field.is_required]
        return Layout(
            *([Card(_("Needed"), *needed)] if needed else []),
            Card(_("If it stands in the file"), *others),
            SaveBar(_("Try it out"), note=_("Nothing is saved yet.")),
        )
