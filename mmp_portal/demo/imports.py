"""Spreadsheets that were taken in at the home site: one long ago, one with rows that were refused."""

from datetime import time, timedelta

from mmp_portal.agencies.models import Site
from programs.casework.imports.models import ColumnNames, Import, ImportRow, Outcome, Status, Subject

HOME = "GRE"
HEADINGS = ["First name", "Last name", "DOB", "Phone", "City"]
COLUMNS = {"given_name": 0, "family_name": 1, "born_on": 2, "phone": 3, "city": 4}
REFUSED = (
    (
        7,
        ["Linnea", "Papertrail", "31/04/2008", "(417) 555-0161", "Springfield"],
        [["born_on", "There is no such day as “31/04/2008”. Month first, then the day."]],
    ),
    (
        12,
        ["", "Inkwell", "02/11/2007", "(417) 555-0162", "Republic"],
        [["given_name", "This is needed."]],
    ),
    (
        23,
        ["Barnaby", "Footnote", "1/9/07", "", "Battlefield"],
        [["born_on", "Write the year of “1/9/07” with four digits."]],
    ),
)


class Imports:
    """Two spreadsheets of the coordinator at the home site."""

    def __init__(self, story, people):
        self.story = story
        self.people = people

    def tell(self):
        site = next(site for site in self.story.of(Site) if site.code == HOME)
        self._sheet(
            site, Subject.PARTICIPANTS, "county list fall.xlsx", days_ago=18, created=21, unchanged=4, rows=REFUSED
        )
        self._sheet(site, Subject.ATTENDANCE, "support meetings.csv", days_ago=61, created=46, unchanged=0)
        headings = {name: HEADINGS[place] for name, place in COLUMNS.items()}
        self.story.add(ColumnNames, site=site, subject=Subject.PARTICIPANTS, headings=headings)

    def _sheet(self, site, subject, name, *, days_ago, created, unchanged, rows=()):
        on = self.story.on - timedelta(days=days_ago)
        sheet = self.story.add(
            Import,
            site=site,
            subject=subject,
            file_name=name,
            headings=HEADINGS if rows else [],
            columns=COLUMNS if rows else {},
            status=Status.TAKEN,
            created_count=created,
            unchanged_count=unchanged,
            refused_count=len(rows),
            recorded_by=self.people.workers[site.code][0],
            recorded_at=self.story.at(on, time(14, 5)),
            taken_at=self.story.at(on, time(14, 20)),
        )
        for number, cells, troubles in rows:
            self.story.add(
                ImportRow, sheet=sheet, number=number, cells=cells, outcome=Outcome.REFUSED, troubles=troubles
            )
