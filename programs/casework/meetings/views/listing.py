"""Meetings: the list, one of them, a series, and the trainings of mentors."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from mentors.models import Mentor
from mentors.models import Status as MentorStatus
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.lists.listing import Tab, listed
from mmp_portal.ui.tables import paginated
from programs.casework.meetings import credit
from programs.casework.meetings.filters import CALLED_OFF, COMING, SHOW, MeetingFilter
from programs.casework.meetings.models import Meeting, Series, WalkIn
from programs.casework.meetings.tables import MeetingTable, SeriesTable, TrainingTable
from programs.casework.meetings.training.standing import manual_for
from programs.casework.meetings.views.rows import own_invitation, works_on_cases

PER_PAGE = 25
HELD_SHOWN = 5


@requires(Permission.MEETING_VIEW)
def meetings(request):
    """Meetings one may see: those to come, those held, and those without attendance."""
    rows = Meeting.objects.not_voided().for_user(request.user).select_related("site")
    if not works_on_cases(request.user):
        return _on_phone(request, rows)
    rows = rows.with_counts()
    if request.site:
        rows = rows.filter(site=request.site)
    asked = request.GET.copy()
    if asked.get("show") not in dict(SHOW):
        asked["show"] = COMING
    filterset = MeetingFilter(asked, queryset=rows, request=request)
    is_ahead = asked["show"] in (COMING, CALLED_OFF)
    listing = listed(
        request,
        MeetingTable,
        filterset,
        name="meetings",
        tabs=[Tab(label, f"show={code}", code == asked["show"]) for code, label in SHOW],
        exclude=("came",) if is_ahead else (),
    )
    guests = WalkIn.objects.waiting().for_user(request.user).count()
    return listing.file or render(
        request,
        "programs/casework/meetings/meetings.html",
        {"listing": listing, "show": asked["show"], "guests": guests},
    )


def _on_phone(request, rows):
    rows = rows.prefetch_related(own_invitation(request.user))
    now = timezone.now()
    coming = Paginator(rows.upcoming(now), PER_PAGE).get_page(request.GET.get("page"))
    held = rows.held(now).order_by("-starts_at")[:HELD_SHOWN]
    return render(
        request,
        "programs/casework/meetings/meetings_phone.html",
        {
            "page": coming,
            "held": held,
            "training": own_training(request.user),
            "manuals": own_manuals(request.user),
        },
    )


def own_manuals(user):
    """For each kind of mentor that somebody is, the version of the manual that holds, and when they confirmed it."""
    mentors = Mentor.objects.not_voided().filter(person__user=user).exclude(status=MentorStatus.LEFT)
    pairs = [manual_for(mentor, on=mentor.site.today()) for mentor in mentors.select_related("site")]
    return [(manual, reading) for manual, reading in pairs if manual]


def own_training(user):
    """The month's training of somebody who mentors: minutes done and owed, or None where none is owed."""
    mentors = Mentor.objects.not_voided().filter(person__user=user).exclude(status=MentorStatus.LEFT)
    owed = max((credit.training_expected(mentor.kind) for mentor in mentors), default=0)
    if not owed:
        return None
    today = timezone.localdate()
    person = user.person
    done = credit.training_minutes([person], today.replace(day=1), today, timezone.get_current_timezone())
    return {"done": done.get(person.pk, 0), "owed": owed}


@requires(Permission.MEETING_VIEW)
def meeting(request, pk):
    """One meeting. Staff see who was asked, answered and came; a mentor only the own answer."""
    rows = Meeting.objects.not_voided().for_user(request.user).select_related("site", "series").with_programs()
    row = get_object_or_404(rows.prefetch_related(own_invitation(request.user)).with_counts(), pk=pk)
    timezone.activate(row.site.zone)
    if not Meeting.objects.for_casework(request.user).filter(pk=pk).exists():
        return render(request, "programs/casework/meetings/meeting_phone.html", {"meeting": row})
    attendances = list(row.attendances.select_related("person", "enrollment__site"))
    return render(
        request,
        "programs/casework/meetings/meeting.html",
        {
            "meeting": row,
            "attendances": [(one, case_shown(one, request.user)) for one in attendances],
            "needs": needs_of(attendances),
            "is_over": row.capacity is not None and row.said_yes > row.capacity,
            "not_asked": _not_asked(row) if row.is_standing and not row.has_begun else 0,
            "guests": row.walk_ins.waiting().count(),
            "may_edit": request.user.may(Permission.MEETING_EDIT),
        },
    )


def case_shown(attendance, user):
    """The case through which somebody was asked, if `user` works in its program; another program's stays unsaid."""
    case = attendance.enrollment
    if case is None:
        return None
    own = any(
        grant.site_id == case.site_id and grant.program in ("", case.program)
        for grant in user.grants_with(Permission.CASE_VIEW)
    )
    return case if own else None


def needs_of(attendances):
    """What those who come, or perhaps come, need: to be cooked, cared for and driven."""
    coming = [row for row in attendances if row.answer in ("yes", "maybe")]
    return {
        "children": sum(row.children_coming for row in coming),
        "guests": sum(row.guests_coming for row in coming),
        "child_care": sum(row.needs_child_care for row in coming),
        "rides": sum(row.needs_ride for row in coming),
        "meals": [(row.person.name, row.meal_needs) for row in coming if row.meal_needs],
    }


def _not_asked(meeting):
    """How many enrolled since it was planned and are not on the list."""
    if meeting.is_for_mentors:
        return 0
    asked = meeting.attendances.values("person")
    return meeting.open_cases().exclude(participant__in=asked).values("participant").distinct().count()


@requires(Permission.MEETING_EDIT)
def series(request, pk):
    """The meetings of a series, one after the other."""
    row = get_object_or_404(Series.objects.not_voided().for_user(request.user), pk=pk)
    rows = Meeting.objects.not_voided().for_user(request.user).filter(series=row)
    first = rows.order_by("starts_at").select_related("site").first()
    if first is None:
        raise Http404
    now = timezone.now()
    standing = Q(called_off_at=None)
    counts = rows.order_by().aggregate(
        all=Count("pk"), held=Count("pk", filter=standing & Q(starts_at__lt=now)), off=Count("pk", filter=~standing)
    )
    table = paginated(
        request,
        SeriesTable,
        rows.with_counts().select_related("site").order_by("starts_at"),
    )
    return render(
        request,
        "programs/casework/meetings/series.html",
        {"series": row, "first": first, "counts": counts, "table": table},
    )


@requires(Permission.MEETING_EDIT)
def training(request):
    """Mentors and the minutes of training they were credited with, this month and in the twelve months up to it."""
    rows = (
        Mentor.objects.not_voided()
        .for_user(request.user)
        .exclude(status=MentorStatus.LEFT)
        .with_person()
        .order_by("person__family_name", "person__given_name", "pk")
    )
    if request.site:
        rows = rows.filter(site=request.site)
    today = timezone.localdate()
    zone = timezone.get_current_timezone()
    table = paginated(request, TrainingTable, rows)
    people = [row.record.person_id for row in table.paginated_rows]
    first = today.replace(day=1)
    table.month = credit.training_minutes(people, first, today, zone)
    table.year = credit.training_minutes(people, first.replace(year=first.year - 1), today, zone)
    return render(request, "programs/casework/meetings/training.html", {"table": table, "first": first})
