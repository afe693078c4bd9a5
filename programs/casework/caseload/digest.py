"""One letter with what waits: for staff every working day, for supervisors on Mondays.

Only numbers stand in it, and names of colleagues: it may be read over somebody's shoulder. It is written when it
leaves, from what My day shows at that moment.
"""

from collections import Counter
from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from mmp_portal.accounts.models import RoleGrant
from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.outbox.models import Digest, Preference
from programs.casework.caseload.day import agenda
from programs.casework.caseload.owed import LATE, SOON, TODAY, owing, own_cases
from programs.registry import DueSource, Reminder

DAILY, WEEKLY = "digest-daily", "digest-weekly"
# The morning at the site, and the moment after which the next letter is near enough.
MORNING, EVENING = time(7), time(18)
MONDAY, SATURDAY = 0, 5
WORKERS_NAMED = 10


def digests(now, rule):
    """Everybody who works on cases and wants the letter `rule`, where it is morning or later on its day."""
    grants = RoleGrant.objects.in_force(now.date()).filter(role__in=[Role.STAFF, Role.SUPERVISOR], site__isnull=False)
    rows = list(grants.filter(user__is_active=True).select_related("user", "site").order_by("user", "pk"))
    roles: dict[int, set[str]] = {}
    for grant in rows:
        roles.setdefault(grant.user_id, set()).add(grant.role)
    chosen = dict(Preference.objects.exclude(digest=Digest.USUAL).values_list("user", "digest"))
    for user_id, grant in {grant.user_id: grant for grant in reversed(rows)}.items():
        usual = Digest.WEEKLY if Role.SUPERVISOR in roles[user_id] else Digest.DAILY
        if chosen.get(user_id, usual) != (Digest.DAILY if rule == DAILY else Digest.WEEKLY):
            continue
        local = now.astimezone(grant.site.zone)
        is_its_day = local.weekday() == MONDAY if rule == WEEKLY else local.weekday() < SATURDAY
        if is_its_day and MORNING <= local.time() < EVENING:
            yield _digest(rule, grant, local, now)


def daily(now):
    return digests(now, DAILY)


def weekly(now):
    return digests(now, WEEKLY)


def _digest(rule, grant, local, now):
    user = grant.user
    with translation.override(user.language):
        title = _("What waits for you this week") if rule == WEEKLY else _("What waits for you today")
    return Reminder(
        rule=rule,
        subject_key="day",
        occurrence=local.date().isoformat(),
        title=title,
        body="",
        due_at=now,
        site=grant.site,
        user=user,
        link=reverse("caseload:day"),
        bell=False,
        language=user.language,
        worth_until=datetime.combine(local.date(), EVENING, tzinfo=grant.site.zone),
    )


def still_wanted(message):
    """Why a letter is not written, or ""."""
    user = message.recipient
    if not user.may(Permission.DAY_VIEW):
        return gettext_noop("They do not work on cases any more.")
    if not _owed(message)[0]:
        return gettext_noop("Nothing waited for them.")
    return ""


def composed(message):
    """Subject and text, from what waits at this moment."""
    user = message.recipient
    with translation.override(message.language):
        owed, appointments = _owed(message)
        kinds = Counter(one.kind for one in owed)
        body = [_("Hello %(name)s,") % {"name": user.first_name}, ""]
        if late := kinds[LATE]:
            body.append(ngettext("%(count)d thing is late", "%(count)d things are late", late) % {"count": late})
        if today := kinds[TODAY]:
            body.append(
                ngettext("%(count)d thing is due today", "%(count)d things are due today", today) % {"count": today}
            )
        if soon := kinds[SOON]:
            body.append(
                ngettext("%(count)d thing is due this week", "%(count)d things are due this week", soon)
                % {"count": soon}
            )
        if message.rule == WEEKLY:
            body += _by_worker(owed)
        elif appointments:
            body.append(
                ngettext(
                    "%(count)d appointment or meeting is today",
                    "%(count)d appointments and meetings are today",
                    appointments,
                )
                % {"count": appointments}
            )
        body += ["", _("My day shows what, for whom, and why:")]
    return message.subject, "\n".join(body)


def _by_worker(owed):
    """Who has how many late things, the most first."""
    late = Counter(
        one.item.enrollment.worker.name
        for one in owed
        if one.kind == LATE and one.item.enrollment and one.item.enrollment.worker
    )
    if not late:
        return []
    lines = [f"{name}: {count}" for name, count in late.most_common(WORKERS_NAMED)]
    return ["", _("Late, by worker:"), *lines]


def _owed(message):
    """What is owed until the end of the working week, and how many appointments and meetings today has."""
    if not hasattr(message, "owed"):
        user, zone = message.recipient, message.site.zone
        on = timezone.localtime(timezone.now(), zone).date()
        cases = own_cases(user, None, on)
        owed = [one for one in owing(cases, on=on, user=user).owed if one.kind in (LATE, TODAY, SOON)]
        message.owed = owed, len(agenda(user, cases, on=on, site=None, zone=zone))
    return message.owed


SOURCES = (
    DueSource(
        rule=DAILY,
        describes=gettext_lazy("Staff are told each working day, from seven in the morning, how much waits for them."),
        reminders=daily,
    ),
    DueSource(
        rule=WEEKLY,
        describes=gettext_lazy("Supervisors are told on Mondays how much is late and due, and with whom."),
        reminders=weekly,
    ),
)
