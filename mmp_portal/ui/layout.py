"""The blocks that a form's layout is built of."""

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _


class Block(LayoutObject):
    """A part of a form's layout with fields inside."""

    template = ""
    name = "block"

    def __init__(self, *fields):
        self.fields = list(fields)

    def values(self, form):
        return {}

    def render(self, form, context, template_pack=TEMPLATE_PACK, **options):
        fields = self.get_rendered_fields(form, context, template_pack, **options)
        return render_to_string(self.template, {self.name: self, "fields": fields, "form": form, **self.values(form)})


class Card(Block):
    """Fields on a card, under a heading if one is given: `Card(_("Who"), "given_name", "family_name")`."""

    template = "ui/layout/card.html"
    name = "card"

    def __init__(self, title, *fields, note=""):
        super().__init__(*fields)
        self.title = title
        self.note = note


class Row(Block):
    """Short fields side by side, under each other on a phone."""

    template = "ui/layout/row.html"
    name = "row"


class Fold(Block):
    """Fields behind a summary; open by itself when one of them has an error."""

    template = "ui/layout/fold.html"
    name = "fold"

    def __init__(self, title, *fields):
        super().__init__(*fields)
        self.title = title

    def values(self, form):
        names = {pointer.name for pointer in self.get_field_names()}
        return {"is_open": bool(names & set(form.errors)) if form.is_bound else False}


class Note(Block):
    """A sentence between fields; `kind` is "", "wait", "bad" or "good"."""

    template = "ui/layout/note.html"
    name = "note"

    def __init__(self, words, kind=""):
        super().__init__()
        self.words = words
        self.kind = kind


class SaveBar(Block):
    """The one button of the form, others as (name, value, label), and the way back."""

    template = "ui/layout/savebar.html"
    name = "bar"

    def __init__(self, label=_("Save"), *, others=(), note="", cancel_label=_("Cancel")):
        super().__init__()
        self.label = label
        self.others = others
        self.note = note
        self.cancel_label = cancel_label

    def values(self, form):
        return {"cancel_url": getattr(form, "cancel_url", None)}
