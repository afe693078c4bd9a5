"""Meetings, and who came."""

from dataclasses import replace
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import charts
from reports.figures import GUARDED, Figure, guard_whole
from reports.measures import meetings
from reports.measures.measure import Unit
from reports.tables import Block, Chapter, Row, Table
from reports.workings import BEFORE, NOW, YEAR_AGO

MOST_BARS = 12


def _meeting_rows(of, held):
    """A row for each meeting, and a bar for each of which both counts may be shown."""
    rows, bars = [], []
    noted = [meeting.asked - meeting.unknown for meeting in held]
    came = []
    for meeting, places in zip(held, noted, strict=True):
        figure = of.copy.count(meeting.came_count)
        gives_away = of.copy.part_of(meeting.came_count, places, Unit.PEOPLE).hidden and not figure.hidden
        came.append(replace(figure, hidden=GUARDED) if gives_away else figure)
    came = guard_whole(came)  # together they are the places taken, which are shown
    asked = guard_whole([of.copy.count(places) for places in noted])
    for i, meeting in enumerate(held):
        day = timezone.localtime(meeting.starts_at, meeting.site.zone)
        label = date_format(day, "M j")
        if len(of.sites) > 1:
            label = f"{label}, {meeting.site.code}"
        is_hidden = bool(came[i].hidden or asked[i].hidden)
        share = None if is_hidden or not noted[i] else Decimal(100) * meeting.came_count / noted[i]
        if share is not None:
            words = _("%(came)s of %(asked)s") % {"came": came[i].words, "asked": asked[i].words}
            bars.append(
                charts.Done(label, Decimal(meeting.came_count), Decimal(noted[i]), words, charts.percent(share))
            )
        rows.append(
            Row(
                label=label,
                measure="attendance",
                cells=(
                    meeting.topic,
                    came[i] if noted[i] else _("Not noted"),
                    asked[i],
                    Figure(share, "share", hidden=GUARDED if noted[i] and is_hidden else ""),
                    of.copy.count(meeting.children),
                ),
            )
        )
    return rows, bars


def _meeting_chart(of, held, bars, finding):
    """Meeting by meeting, or month by month where there are many; none where a count is hidden."""
    if of.copy.is_masked and len(bars) < len(held):
        return None
    if len(bars) > MOST_BARS:
        bars = _bars_by_month(of, held)
    if not bars:
        return None
    return charts.expected_and_done(bars, title=finding, accent=of.accent, floor=of.targets.get("attendance"))


def _bars_by_month(of, held):
    bars = []
    for month in of.period.months():
        of_month = [
            meeting for meeting in held if month.holds(timezone.localtime(meeting.starts_at, meeting.site.zone).date())
        ]
        came = sum(meeting.came_count for meeting in of_month)
        asked = sum(meeting.asked - meeting.unknown for meeting in of_month)
        if asked:
            words = _("%(came)s of %(asked)s") % {
                "came": of.copy.count(came, Unit.ITEMS).words,
                "asked": of.copy.count(asked, Unit.ITEMS).words,
            }
            share = charts.percent(Decimal(100) * came / asked)
            bars.append(charts.Done(date_format(month.first, "F"), Decimal(came), Decimal(asked), words, share))
    return bars


def chapter(of, section, number):
    held = list(meetings.meetings_with_counts(of.period, of.sites, of.program))
    rows, bars = _meeting_rows(of, held)
    attendance = of.count("attendance")
    sentences = []
    count = len(held)
    if count:
        sentences.append(
            ngettext("%(count)d meeting was held.", "%(count)d meetings were held.", count) % {"count": count}
        )
    else:
        sentences.append(_("No meeting was held in the quarter."))
    off = of.count("meetings_called_off").numerator
    if off:
        sentences.append(ngettext("%(count)d was called off.", "%(count)d were called off.", off) % {"count": off})
    once = of.count("came_once")
    once_in_words = of.fraction("came_once")
    if count and once.denominator and not once_in_words.hidden:
        sentences.append(_("%(fraction)s people served came at least once.") % {"fraction": once_in_words.words})
    blocks = []
    if count:
        finding = _("Who came to the meetings")
        if attendance.value is not None:
            finding = _("%(share)s of the places were taken") % {"share": of.copy.share(attendance).words}
        blocks.append(
            Block(
                finding=finding,
                shows=_("Outline: participants asked, where it was noted who came. Filled: who came."),
                chart=_meeting_chart(of, held, bars, finding),
                tables=(
                    Table(
                        code="meetings",
                        title=_("Meetings held"),
                        heads=(_("Day"), _("Topic"), _("Came"), _("Asked"), _("Share"), _("Children")),
                        rows=tuple(rows),
                        measures=("meetings_held", "attendance"),
                        words_in=(0,),
                    ),
                ),
                measures=("meetings_held", "attendance"),
            )
        )
    compared = [
        Row(
            label=of.count(code).definition.name,
            measure=code,
            cells=tuple(of.copy.of(of.count(code, when)) for when in (NOW, BEFORE, YEAR_AGO)),
        )
        for code in ("meetings_held", "meetings_called_off", "attendance", "came_once")
    ]
    blocks.append(
        Block(
            tables=(
                of.compared(
                    "meetings_compared",
                    _("Meetings"),
                    compared,
                    measures=("meetings_held", "meetings_called_off", "attendance", "came_once"),
                ),
            ),
            measures=("meetings_held", "meetings_called_off", "attendance", "came_once"),
        )
    )
    return Chapter(
        code=section.code, number=number, title=section.title, sentences=tuple(sentences), blocks=tuple(blocks)
    )
