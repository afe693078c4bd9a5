"""Meetings in a list, those of a series, invitations, guests, and trainings of mentors."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.markup import status, two_lines
from mmp_portal.ui.tables import LinkColumn, NumberColumn, PersonColumn, PortalTable, ProgramColumn
from mmp_portal.ui.templatetags.ui import clock, full_day, minutes
from programs import registry
from programs.casework.meetings.credit import training_expected
from programs.casework.meetings.models.attendance import Answer

ANSWER_KINDS = {Answer.YES: "active", Answer.MAYBE: "at-risk", Answer.NO: "declined", Answer.NONE: "waiting"}


def moment(value, zone=None):
    local = timezone.localtime(value, zone)
    return two_lines(full_day(local), clock(local))


class MeetingTable(PortalTable):
    starts_at = tables.Column(verbose_name=_("When"), attrs={"td": {"class": "text-nowrap"}})
    topic = LinkColumn(sub="kind_label", verbose_name=_("Meeting"))
    program = ProgramColumn(programs=registry.get)
    site = tables.Column(verbose_name=_("Site"), accessor="site__name")
    place = tables.Column(verbose_name=_("Place"), default=_("Not said yet"))
    speaker = tables.Column(verbose_name=_("Speaker"), default=_("None yet"))
    asked = NumberColumn(verbose_name=_("Asked"))
    said_yes = NumberColumn(verbose_name=_("Said yes"))
    came = NumberColumn(verbose_name=_("Came"))

    caption = _("Meetings")
    row_header = "topic"
    on_request = ("site", "speaker")

    def render_starts_at(self, value, record):
        return moment(value, record.site.zone)


class SeriesTable(PortalTable):
    starts_at = tables.Column(verbose_name=_("When"), attrs={"td": {"class": "text-nowrap"}})
    topic = LinkColumn(sub="place", verbose_name=_("Meeting"))
    state = tables.Column(verbose_name=_("Status"), empty_values=(), orderable=False)
    asked = NumberColumn(verbose_name=_("Asked"))
    said_yes = NumberColumn(verbose_name=_("Said yes"))
    came = NumberColumn(verbose_name=_("Came"))

    caption = _("Meetings of the series")
    row_header = "topic"

    def render_starts_at(self, value, record):
        return moment(value, record.site.zone)

    def render_state(self, record):
        if record.called_off_at:
            return status(gettext("Called off"), "declined")
        return status(gettext("Held"), "met") if record.has_begun else status(gettext("Coming"), "active")


class InvitationTable(PortalTable):
    """`links` are the standing links by the attendance's id; `may_tell` while the meeting is still to come."""

    person = PersonColumn(verbose_name=_("Person"), accessor="person__name", url="", order_by=("person__family_name",))
    told = tables.Column(verbose_name=_("Told"), empty_values=(), orderable=False)
    answer = tables.Column(verbose_name=_("Answer"), empty_values=())
    link = tables.Column(verbose_name=_("Link"), empty_values=(), orderable=False)
    actions = tables.Column(verbose_name=_("What you can do"), empty_values=(), orderable=False)

    caption = _("Invitations")
    row_header = "person"
    links: dict = {}
    may_tell = False

    def render_told(self, record):
        told = record.invitations.all()
        if not told:
            return gettext("Not told yet; reminded a week and a day before")
        last = told[0]
        words = f"{last.get_how_display()}"
        if last.message and last.message.state != "sent":
            words = f"{words}: {last.message.get_state_display()}"
        return two_lines(words, self._told_when(last, len(told)))

    @staticmethod
    def _told_when(last, times):
        when = f"{full_day(timezone.localtime(last.told_at))}, {clock(timezone.localtime(last.told_at))}"
        if last.told_by:
            when = gettext("%(when)s, by %(name)s") % {"when": when, "name": last.told_by.name}
        return gettext("%(when)s, time %(count)d") % {"when": when, "count": times} if times > 1 else when

    def render_answer(self, record):
        word = status(Answer(record.answer).label, ANSWER_KINDS[record.answer])
        given = record.given_answers.all()
        if not given:
            return word
        return format_html(
            "<span>{} <span class='d-block small muted'>{}</span></span>",
            word,
            gettext("%(how)s, answers so far: %(count)d")
            % {"how": given[0].get_through_display(), "count": len(given)},
        )

    def render_link(self, record):
        if record.person.user_id:
            return gettext("Signs in")
        link = self.links.get(record.pk)
        if link is None:
            return gettext("None that opens anything")
        if link.last_used_at:
            return two_lines(gettext("Used"), full_day(timezone.localtime(link.last_used_at)))
        return gettext("Not used yet")

    def render_actions(self, record):
        return render_to_string(
            "programs/casework/meetings/invitation_actions.html",
            {"attendance": record, "link": self.links.get(record.pk), "may_tell": self.may_tell},
            request=self.request,
        )


class WalkInTable(PortalTable):
    name = LinkColumn(sub="phone", verbose_name=_("Typed at the door"))
    meeting = tables.Column(verbose_name=_("Meeting"), accessor="meeting__topic")
    arrived_at = tables.Column(verbose_name=_("When"))
    children = NumberColumn(verbose_name=_("Children"))

    caption = _("Guests")
    row_header = "name"

    def render_arrived_at(self, value, record):
        return moment(value, record.meeting.site.zone)


class TrainingTable(PortalTable):
    """`month` and `year` are minutes of training by the id of the person."""

    name = PersonColumn(verbose_name=_("Mentor"), sub="get_kind_display", order_by=("person__family_name",))
    status = tables.Column(verbose_name=_("Status"), accessor="get_status_display", orderable=False)
    this_month = NumberColumn(verbose_name=_("This month"), empty_values=(), orderable=False)
    twelve_months = NumberColumn(verbose_name=_("Twelve months"), empty_values=(), orderable=False)

    caption = _("Training of mentors")
    row_header = "name"
    month: dict = {}
    year: dict = {}

    def render_this_month(self, record):
        done, owed = self.month.get(record.person_id, 0), training_expected(record.kind)
        if not owed:
            return minutes(done) if done else gettext("None owed")
        return gettext("%(done)s of %(owed)s") % {"done": minutes(done), "owed": minutes(owed)}

    def render_twelve_months(self, record):
        return minutes(self.year.get(record.person_id, 0))
