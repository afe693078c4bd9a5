"""The door through which a contact says who of the family took part, and what the parent learned and used."""

from crispy_forms.layout import Layout
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import LineField, PortalForm, Row
from programs.mpmp.models import Coaching
from programs.registry import ContactExtra

PARTS = ("family", "supports", "skills_learned", "skills_applied")


class CoachingForm(PortalForm):
    """Four short answers, all optional."""

    form_label = _("Family and parenting skills")

    family = LineField(
        label=_("Family members who took part"),
        max_length=200,
        required=False,
        help_text=_("Who it is to the children is enough: her aunt, the grandfather."),
    )
    supports = LineField(
        label=_("Other supports who took part"),
        max_length=200,
        required=False,
        help_text=_("Such as a friend, a sponsor, somebody of the church or the tribe."),
    )
    skills_learned = LineField(label=_("A parenting skill they learned"), max_length=300, required=False)
    skills_applied = LineField(
        label=_("A skill they used at home since the return"),
        max_length=300,
        required=False,
        help_text=_("What they do now that the children are home. What was only talked about stands above."),
    )

    def __init__(self, *args, enrollment, contact, **options):
        super().__init__(*args, **options)
        if contact is not None and not self.is_bound:
            kept = Coaching.objects.filter(contact=contact).first()
            self.initial |= {name: getattr(kept, name) for name in PARTS} if kept else {}

    @property
    def parts(self):
        return {name: self.cleaned_data[name] for name in PARTS}

    def section_layout(self):
        return Layout(Row("family", "supports"), "skills_learned", "skills_applied")


def save(form, contact, by):
    """Keep what was said, anew where it was kept before. Part of the transaction of the contact."""
    kept = Coaching.objects.filter(contact=contact).first()
    if kept is None and not any(form.parts.values()):
        return
    if kept is None:
        kept = Coaching(contact=contact, enrollment=contact.enrollment, recorded_by=by)
    else:
        kept.version += 1
    for name, words in form.parts.items():
        setattr(kept, name, words)
    kept.save()


def facts(contact):
    """What was said, as pairs of a label and words."""
    kept = Coaching.objects.not_voided().filter(contact=contact).first()
    return kept.told if kept else []


EXTRA = ContactExtra(title=_("Family and parenting skills"), form=CoachingForm, save=save, facts=facts)
