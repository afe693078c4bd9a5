"""What a room asks in its contacts besides: its form, folded into the form of the hall."""

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string

from mmp_portal.ui.forms import Block

PREFIX = "extra"


def extra_form(definition, data, *, enrollment, contact=None):
    """The room's own part of the form, or None where it has none."""
    if definition.contact_extra is None:
        return None
    return definition.contact_extra.form(data, enrollment=enrollment, contact=contact, prefix=PREFIX)


def saver(definition, form, by):
    """What `workflow.record(also=)` calls with the contact; None where there is nothing to store."""
    if form is None:
        return None
    return lambda contact: definition.contact_extra.save(form, contact, by)


class ExtraSection(Block):
    """The fields of another form behind a summary, open when one of them has an error or where it begins so.

    They are sent with the form around them, and kept in its draft.
    """

    template = "ui/layout/fold.html"
    name = "fold"

    def __init__(self, title, section, *, begins_open=False):
        super().__init__()
        self.title = title
        self.section = section
        self.begins_open = begins_open

    def render(self, form, context, template_pack=TEMPLATE_PACK, **options):
        fields = self._blocks(form, context, template_pack) or as_crispy_form(self.section, template_pack)
        is_open = self.begins_open or (self.section.is_bound and bool(self.section.errors))
        return render_to_string(self.template, {"fold": self, "fields": fields, "is_open": is_open})

    def _blocks(self, form, context, template_pack):
        """The section in blocks of its own, where it says which."""
        layout_of = getattr(self.section, "section_layout", None)
        if layout_of is None:
            return ""
        self.section.rendered_fields = set()
        self.section.crispy_field_template = getattr(form, "crispy_field_template", None)
        return layout_of().render(self.section, context, template_pack=template_pack)
