"""The form under which a list is kept."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, LineField, PortalForm, SaveBar
from mmp_portal.ui.models import LONGEST_QUERY, SavedList, query_to_keep


class SavedListForm(PortalForm):
    """What a list is called and who else sees it. `owner` keeps it; `known` is the list it is of."""

    form_label = _("Keep this list")

    title = LineField(
        label=_("Name"), max_length=60, help_text=_("What you will look for, such as “Visits this week”.")
    )
    share = forms.ChoiceField(
        label=_("Who sees it"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Others see the same filters, over the rows they may see themselves."),
    )
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_QUERY)

    def __init__(self, *args, owner, known, kept=None, **options):
        self.owner, self.known, self.kept = owner, known, kept
        super().__init__(*args, **options)
        self.fields["share"].choices = [
            ("", _("Only me")),
            *((str(site.pk), _("Everybody at %(site)s") % {"site": site.name}) for site in owner.sites),
        ]

    def clean_query(self):
        return query_to_keep(self.cleaned_data["query"])

    def clean_title(self):
        title = self.cleaned_data["title"]
        same = SavedList.objects.filter(owner=self.owner, name=self.known.name, title__iexact=title)
        if same.exclude(pk=self.kept.pk if self.kept else None).exists():
            raise forms.ValidationError(_("You keep a list under this name already. Choose another name."))
        return title

    @property
    def site_id(self):
        return int(self.cleaned_data["share"]) if self.cleaned_data["share"] else None

    def get_layout(self):
        return Layout(Card("", "title", "share", "query"), SaveBar(_("Keep the list")))
