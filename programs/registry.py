"""What the hall needs to know of a program, and where the rooms say it.

A room builds one `Program` in its `definition.py` and registers it when the portal starts. The
registry itself knows no room: a fifth program is a new folder and nothing else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of a program's own words, with the code stored in the database."""

    code: str
    label: Any  # a lazily translated string


@dataclass(frozen=True, kw_only=True)
class GoalTemplate(Choice):
    """A goal the program works toward: its area (an `Area` of goals), and the first steps many families take."""

    area: str
    steps: tuple[Any, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ContactKind(Choice):
    """A kind of contact; `planned` is its word while it is still to come, where that differs."""

    planned: Any = ""


@dataclass(frozen=True, kw_only=True)
class MeetingKind(Choice):
    """A kind of group event, how often the program holds it, and how long it usually takes.

    One that is `for_mentors` is a training: mentors are asked to it, participants are not. `times_a_month` is how
    often each of them owes one. Where a room has a page of its own about a meeting, `page_url_name` takes the meeting's
    key, and `page_label` is what it is called. To one `with_guests` other grown-ups may come along.
    """

    every: Any = ""
    usual_minutes: int = 60
    for_mentors: bool = False
    times_a_month: int = 0
    page_url_name: str = ""
    page_label: Any = ""
    with_guests: bool = False


@dataclass(frozen=True, kw_only=True)
class LookBack:
    """A day of a commitment on which both look back: how many days after its beginning, and its name."""

    day: int
    label: Any


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """What participant and mentor promise each other, and when they look back at it."""

    days: int
    look_backs: tuple[LookBack, ...] = ()

    @property
    def milestone_days(self):
        return tuple(one.day for one in self.look_backs)


@dataclass(frozen=True, kw_only=True)
class MonthlyExpectation:
    """What a match is expected to do in a month: the names of the dated values that say how many minutes."""

    with_mentor: str
    at_meetings: str
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class ContactExtra:
    """What a room asks in its contacts besides what all programs ask, such as the parts of a home visit.

    The section `title` is folded into the form of the hall. `form(data, enrollment=, contact=, prefix=)` builds its
    fields (`contact` is None while the contact is new), `save(form, contact, by)` stores them in the transaction of
    the contact, and `facts(contact)` gives pairs of label and words for the contact's page. A form that has
    `section_layout()` is shown in those blocks; where it is the heart of the contact it `begins_open`.
    """

    title: Any
    form: Callable[..., Any]
    save: Callable[[Any, Any, Any], None]
    facts: Callable[[Any], Iterable[tuple[Any, Any]]]
    begins_open: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseTab:
    """A page of a room about one case, beside the tabs that every case file has.

    `url_name` takes the enrollment's key; `permission` is what the page asks of its reader. The page's template shows
    the row of tabs with its own `code` as the current one.
    """

    code: str
    label: Any
    url_name: str
    permission: str


@dataclass(frozen=True, kw_only=True)
class CasePanel:
    """What a room shows beside the story of a case.

    `context(enrollment, on=day, user=reader, lines=read)` is a dictionary for `template`, or None where there is
    nothing to show. It asks the database nothing: the story reads all lines of a case in one statement, those of the
    program's `story_sources` among them, and whatever else the panel shows is lines of `sources(enrollment, on=day,
    user=reader)` (`casefile.sources.lines.Source`, without a chip). Nothing restricted may stand in it.
    """

    template: str
    context: Callable[..., dict[str, Any] | None]
    sources: Callable[..., Iterable[Any]] | None = None


@dataclass(frozen=True, kw_only=True)
class MatchRoom:
    """What a mentor carries already, as a room counts it, and whether there is room for one family more; in `words`."""

    is_enough: bool
    carried: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way into a program, in plain words for its public page: all `sentences` are true of who takes it.

    Where income counts, `amounts` are pairs of the size of a household and dollars a year, under `amounts_title`.
    """

    sentences: tuple[Any, ...]
    amounts_title: Any = ""
    amounts: tuple[tuple[int, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class DueItem:
    """Something owed by a date, with its reason in words and the page where it is done.

    `enrollment` is None where a meeting is meant rather than a family; then `site` says where. What `is_urgent` comes
    first in its case, whatever is late beside it.
    """

    rule: str
    program: str
    due_on: date
    who: str
    why: str
    action: str
    url: str
    enrollment: Any = None
    site: Any = None
    is_urgent: bool = False


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """A message that became due: about what, for which occasion, to whom, and in which words.

    Rule, subject, occurrence and recipient make its key, so that one occasion is told once. `about`
    holds ids of the records it tells of; the rule's checker looks at them again before it is sent.
    """

    rule: str
    subject_key: str
    occurrence: str
    title: str
    body: str
    due_at: Any
    site: Any
    user: Any = None
    address: str = ""
    link: str = ""
    bell: bool = True
    language: str = ""
    about: dict = field(default_factory=dict)
    worth_until: Any = None  # the moment after which nobody needs it any more; its source's `worth_for` unless given
    by_text: bool = False  # `address` is the digits of a phone, and nothing goes by e-mail
    is_urgent: bool = False  # waits for nobody's quiet hours


@dataclass(frozen=True, kw_only=True)
class DueSource:
    """One rule about what is owed.

    `owed(enrollments, on, user)` yields what is owed on a day for the given enrollments (a queryset),
    or for the meetings `user` may see, in a constant number of queries. `reminders(now)` yields what
    is to be told at the moment `now`; the condition is looked at anew each time, so what is no longer
    true is not told. A reminder that could not leave for `worth_for` is not sent late. What `is_mentors` is owed by the mentor of a match rather than by staff.

    A source about cases or records gives `marks` and `item` in place of `owed`, and shares one statement with
    all others that do (see `programs.gathering`): `marks(enrollments, on, user)` are its lines, and
    `item(mark, on)` says one of them, or None where it is not owed after all. Where a rule is worked out from several
    lines, `marks` may give a list of such lines, and `items(marks, on)` in place of `item` yields what they say
    together; it is not asked where there are none. What is not `about_cases` is owed of no case, or stands on the page of
    the case by itself: the page of one case does not ask for it.
    """

    rule: str
    describes: Any
    is_mentors: bool = False
    owed: Callable[[Any, date, Any], Iterable[DueItem]] | None = None
    reminders: Callable[[Any], Iterable[Reminder]] | None = None
    worth_for: timedelta = timedelta(days=3)
    about_cases: bool = True
    marks: Callable[[Any, date, Any], Any] | None = None
    item: Callable[[Any, date], DueItem | None] | None = None
    items: Callable[[list, date], Iterable[DueItem]] | None = None


@dataclass(frozen=True, kw_only=True)
class Program:
    """Everything the hall needs to know of a program."""

    code: str
    name: Any
    short_name: Any
    tagline: Any
    people_served: Any
    accompanied_by: Any
    icon: str
    css: str
    number_prefix: str
    mentor_kind: str
    source: str
    components: tuple[Choice, ...] = ()
    contact_kinds: tuple[Choice, ...] = ()
    contact_settings: tuple[Choice, ...] = ()
    contact_topics: tuple[Choice, ...] = ()
    protective_factors: tuple[Choice, ...] = ()
    private_settings: tuple[str, ...] = ("home",)  # places that no calendar outside the portal names
    contact_extra: ContactExtra | None = None
    case_tabs: tuple[CaseTab, ...] = ()
    case_panels: tuple[CasePanel, ...] = ()
    story_sources: tuple[Any, ...] = ()  # what a room tells in the story of a case (`casefile.sources.lines.Source`)
    meeting_kinds: tuple[MeetingKind, ...] = ()
    goal_templates: tuple[GoalTemplate, ...] = ()
    closing_reasons: tuple[Choice, ...] = ()
    support_kinds: tuple[Choice, ...] = ()  # what its entries in the ledger are: earned for a visit, bought, given
    commitment: Commitment | None = None
    # match_conflicts(enrollments, mentors): pairs of keys of those who are in one case and cannot be matched
    match_conflicts: Callable[..., Iterable[tuple[int, int]]] | None = None
    # match_room(enrollment, on=day): the MatchRoom of each mentor by their key, where families weigh differently
    match_room: Callable[..., dict[int, MatchRoom]] | None = None
    monthly: MonthlyExpectation | None = None
    contact_every_days: int | None = None  # how often the program expects a contact, where its source says so
    facts_to_know: tuple[Any, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    facts: Callable[..., Any] | None = None  # facts(person, on=day, site=): what our rows say that `decide` asks
    decide: Callable[..., Any] | None = None
    # who_qualifies(parameters, on=day, state=code): the ways in, of which one is enough, in the reader's language
    who_qualifies: Callable[..., tuple[Way, ...]] | None = None

    def label_of(self, kind, code):
        """The word for a stored code, such as `label_of("contact_topics", "school")`; the code itself if unknown."""
        for choice in getattr(self, kind):
            if choice.code == code:
                return choice.label
        return code

    def choices(self, kind):
        """Pairs of code and word, for a form."""
        return [(choice.code, choice.label) for choice in getattr(self, kind)]

    def kinds_to_plan(self):
        """Pairs of code and word for contacts still to come: “Meet” rather than “Met”."""
        return [(kind.code, getattr(kind, "planned", "") or kind.label) for kind in self.contact_kinds]

    def label_to_plan(self, code):
        """The word for a kind of contact still to come; the code itself if unknown."""
        return dict(self.kinds_to_plan()).get(code, code)


_programs: dict[str, Program] = {}
_due_sources: dict[str, DueSource] = {}


def register(program: Program) -> None:
    """Add a program. A second one under the same code is a mistake in the code."""
    if program.code in _programs:
        raise ValueError(f"The program {program.code} is registered twice.")
    _programs[program.code] = program


def register_due(*sources: DueSource) -> None:
    """Add rules about what is owed, each under its own name."""
    for source in sources:
        if source.rule in _due_sources:
            raise ValueError(f"The due rule {source.rule} is registered twice.")
        _due_sources[source.rule] = source


def get(code: str) -> Program:
    """The program with this code. Raises KeyError for any other."""
    return _programs[code]


def all_programs() -> tuple[Program, ...]:
    """Every registered program, in the order of the settings."""
    return tuple(_programs.values())


def codes() -> tuple[str, ...]:
    return tuple(_programs)


def due_sources() -> tuple[DueSource, ...]:
    return tuple(_due_sources.values())
