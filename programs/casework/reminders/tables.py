"""Messages in a list: when, to whom, about what, and what came of it."""

import django_tables2 as tables
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.outbox.models import Channel, State
from mmp_portal.ui.markup import status, two_lines
from mmp_portal.ui.tables import PortalTable
from mmp_portal.ui.templatetags.ui import clock, day

RULES = {
    "meeting-soon": _("Reminder of a meeting"),
    "meeting-called-off": _("Meeting called off"),
    "meeting-invited": _("Invitation to a meeting"),
    "meeting-moved": _("New time of a meeting"),
    "appointment-soon": _("Reminder of an appointment"),
    "parent-date-soon": _("Reminder of a date of the parent"),
    "commitment-ends": _("A promised time ends"),
    "commitment-milestone": _("A day to look back on"),
    "digest-daily": _("What waits, every working day"),
    "digest-weekly": _("What waits, on Mondays"),
    "text-answered": _("An answer to a text"),
    "messages-stuck": _("Reminders do not leave"),
    "match-started": _("New match"),
    "help-wanted": _("Help wanted"),
    "contact-seen": _("A note was seen"),
    "expense-claimed": _("An expense waits for a decision"),
    "expense-approved": _("An expense is approved"),
    "expense-returned": _("A question about an expense"),
    "expense-declined": _("An expense was declined"),
    "expense-paid": _("An expense is paid"),
}
# Kinds that somebody may decline. What changes a plan or asks for help is always told.
MAY_BE_DECLINED = (
    "meeting-invited",
    "meeting-soon",
    "appointment-soon",
    "commitment-milestone",
    "commitment-ends",
    "match-started",
    "contact-seen",
    "expense-claimed",
    "expense-approved",
    "expense-paid",
)
KINDS = {
    State.PLANNED: "waiting",
    State.SENDING: "sending",
    State.SENT: "sent",
    State.FAILED: "failed",
    State.SKIPPED: "declined",
}
TROUBLE = {
    "ConnectionRefusedError": _("The mail server did not answer."),
    "TimeoutError": _("The mail server took too long."),
    "SMTPServerDisconnected": _("The mail server broke off."),
    "SMTPRecipientsRefused": _("The mail server knows no such address."),
    "SMTPAuthenticationError": _("The mail server did not accept the portal's password."),
}


def rule_words(rule):
    return RULES.get(rule) or rule.replace("-", " ").replace("_", " ").capitalize()


def masked(address):
    """Enough of an address to tell two apart, and no more."""
    local, at, host = address.partition("@")
    if address.isdigit():
        return f"…{address[-4:]}"
    return f"{local[:2]}…{at}{host}" if at else ""


def moment(value):
    return two_lines(day(timezone.localtime(value)), clock(timezone.localtime(value)))


def addressee(user, address):
    return user.name if user else masked(address)


class MessageTable(PortalTable):
    due_at = tables.Column(verbose_name=_("When"), attrs={"td": {"class": "text-nowrap"}})
    to = tables.Column(verbose_name=_("To"), empty_values=(), order_by=("recipient__name", "address"))
    rule = tables.Column(verbose_name=_("About"))
    channel = tables.Column(verbose_name=_("By"))
    state = tables.Column(verbose_name=_("State"))
    trouble = tables.Column(verbose_name=_("Why"), empty_values=(), orderable=False)

    caption = _("Messages")
    row_header = "rule"

    def render_due_at(self, record):
        return moment(record.sent_at or record.due_at)

    def render_to(self, record):
        return addressee(record.recipient, record.address)

    def render_rule(self, value, record):
        return two_lines(rule_words(value), record.subject)

    def render_channel(self, record):
        return Channel(record.channel).label

    def render_state(self, record):
        if record.delivery:
            return two_lines(State(record.state).label, record.get_delivery_display())
        return status(State(record.state).label, KINDS[record.state])

    def render_trouble(self, record):
        why = TROUBLE.get(record.trouble) or (gettext(record.trouble) if record.trouble else "")
        if record.state == State.PLANNED and record.attempts:
            return two_lines(
                why, gettext("Tried %(count)d times; the next try is planned.") % {"count": record.attempts}
            )
        return why or gettext("Nothing to say")


class ComingTable(PortalTable):
    by = tables.Column(verbose_name=_("At the latest"), attrs={"td": {"class": "text-nowrap"}})
    to = tables.Column(verbose_name=_("To"), empty_values=(), orderable=False)
    rule = tables.Column(verbose_name=_("About"), accessor="reminder__rule")
    why = tables.Column(verbose_name=_("Why"), empty_values=(), orderable=False)

    caption = _("Reminders that come")
    row_header = "rule"

    def __init__(self, *args, reasons, **options):
        self.reasons = reasons
        super().__init__(*args, **options)

    def render_by(self, value):
        return day(timezone.localtime(value))

    def render_to(self, record):
        return addressee(record.reminder.user, record.reminder.address)

    def render_rule(self, value, record):
        return two_lines(rule_words(value), record.reminder.title)

    def render_why(self, record):
        return self.reasons.get(record.reminder.rule, "")
