"""What somebody chooses of their own messages."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.outbox.models import Channel, Declined, Digest, Preference
from mmp_portal.ui.forms import Card, PortalForm, Row, SaveBar, TimeOfDayField
from mmp_portal.ui.widgets import CheckList, ChipSelect
from programs.casework.reminders.tables import MAY_BE_DECLINED, RULES

ZONES = [
    ("", _("The site’s clock")),
    ("America/New_York", _("Eastern")),
    ("America/Chicago", _("Central")),
    ("America/Denver", _("Mountain")),
    ("America/Los_Angeles", _("Pacific")),
]


class ChoicesForm(PortalForm):
    """Which messages reach somebody, how, and when not. Mentors have no letter of what waits."""

    form_label = _("My messages")
    marks_optional = False

    digest = forms.ChoiceField(
        label=_("What waits for me, in one e-mail"), choices=Digest.choices, widget=ChipSelect, required=False
    )
    by_email = forms.MultipleChoiceField(label=_("By e-mail"), widget=CheckList, required=False)
    by_bell = forms.MultipleChoiceField(label=_("In the portal"), widget=CheckList, required=False)
    quiet_from = TimeOfDayField(label=_("Quiet from"), required=False)
    quiet_until = TimeOfDayField(label=_("Quiet until"), required=False)
    time_zone = forms.ChoiceField(label=_("By which clock"), choices=ZONES, required=False)

    def __init__(self, *args, user, has_day, **options):
        declined = set(Declined.objects.filter(user=user).values_list("rule", "channel"))
        chosen = Preference.objects.filter(user=user).first() or Preference(user=user)
        options["initial"] = {
            "digest": chosen.digest,
            "quiet_from": chosen.quiet_from,
            "quiet_until": chosen.quiet_until,
            "time_zone": chosen.time_zone,
            "by_email": [rule for rule in MAY_BE_DECLINED if (rule, Channel.EMAIL) not in declined],
            "by_bell": [rule for rule in MAY_BE_DECLINED if (rule, Channel.BELL) not in declined],
        }
        self.has_day = has_day
        super().__init__(*args, **options)
        for name in ("by_email", "by_bell"):
            self.fields[name].choices = [(rule, RULES[rule]) for rule in MAY_BE_DECLINED]
        if not has_day:
            del self.fields["digest"]
        self.put_plainly()

    def get_layout(self):
        quiet = Card(
            _("Quiet hours"),
            Row("quiet_from", "quiet_until"),
            "time_zone",
            note=_("E-mail waits until they end. What is urgent does not wait."),
        )
        kinds = Card(
            _("Which messages"),
            "by_email",
            "by_bell",
            note=_("What changes a plan or asks you for help is always told."),
        )
        digest = [Card("", "digest")] if self.has_day else []
        return Layout(*digest, kinds, quiet, SaveBar(self.submit_label))

    def clean(self):
        cleaned = super().clean()
        begins, ends = cleaned.get("quiet_from"), cleaned.get("quiet_until")
        if (begins is None) != (ends is None) and not {"quiet_from", "quiet_until"} & set(self.errors):
            self.add_error(
                "quiet_until" if ends is None else "quiet_from", _("Quiet hours need a beginning and an end.")
            )
        return cleaned

    @property
    def choices(self):
        """What the verb needs."""
        cleaned = self.cleaned_data
        channels = {Channel.EMAIL: cleaned["by_email"], Channel.BELL: cleaned["by_bell"]}
        return {
            "digest": cleaned.get("digest", ""),
            "quiet_from": cleaned["quiet_from"],
            "quiet_until": cleaned["quiet_until"],
            "time_zone": cleaned["time_zone"],
            "declined": [
                (rule, channel) for channel, kept in channels.items() for rule in MAY_BE_DECLINED if rule not in kept
            ],
        }
