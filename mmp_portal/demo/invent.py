"""The whole story, in the order in which it is told."""

from mmp_portal.demo import places
from mmp_portal.demo.appointments import Appointments
from mmp_portal.demo.assessments import Assessments
from mmp_portal.demo.cases import Cases
from mmp_portal.demo.circumstances import Circumstances
from mmp_portal.demo.community_partners import CommunityPartners
from mmp_portal.demo.courts import Courts
from mmp_portal.demo.documents import Documents
from mmp_portal.demo.drafts import Drafts
from mmp_portal.demo.duplicates import Duplicates
from mmp_portal.demo.expenses import Expenses
from mmp_portal.demo.gatherings import Gatherings
from mmp_portal.demo.goals import Goals
from mmp_portal.demo.homes import Homes
from mmp_portal.demo.identity import Identity
from mmp_portal.demo.immunizations import Immunizations
from mmp_portal.demo.imports import Imports
from mmp_portal.demo.invitations import Invitations
from mmp_portal.demo.matching import Matching
from mmp_portal.demo.people import People
from mmp_portal.demo.public_pages import PublicPages
from mmp_portal.demo.referrals import Referrals
from mmp_portal.demo.resources import Resources
from mmp_portal.demo.screenings import Screenings
from mmp_portal.demo.story import Story
from mmp_portal.demo.tasks import Tasks
from mmp_portal.demo.traces import Traces
from mmp_portal.demo.visiting import Visiting
from mmp_portal.demo.worksite import Worksite
from mmp_portal.demo.young_parent import Banquet, YoungParent


def invent(*, seed, on, scale=1.0):
    """Agencies, people and five quarters of work up to the day `on`, in memory. The same answer every time."""
    story = Story(seed=seed, on=on, scale=scale)
    sites = places.build(story)
    people = People(story, sites)
    people.staff_the_sites()
    cases = Cases(story, people)
    cases.tell()
    cases.ask_for_help()
    Appointments(story, cases, seed=seed).tell()
    Goals(story, cases, seed=seed).tell()
    Courts(story, people, cases, seed=seed).tell()
    Gatherings(story, people, cases).tell()
    Banquet(story, people, cases, seed=seed).tell()
    Invitations(story, seed=seed).tell()
    Assessments(story, cases, seed=seed).tell()
    Homes(story, cases, seed=seed).tell()
    Circumstances(story, cases, seed=seed).tell()
    Immunizations(story, cases, seed=seed).tell()
    YoungParent(story, cases, seed=seed).tell()
    Documents(story, cases, seed=seed).tell()
    Resources(story, people, cases, seed=seed).tell()
    Expenses(story, people, seed=seed).tell()
    PublicPages(story, people, seed=seed).tell()
    Tasks(story, people, cases, seed=seed).tell()
    Visiting(story, people, cases, seed=seed).tell()
    Duplicates(story, people, seed=seed).tell()
    Imports(story, people).tell()
    Drafts(story, people, cases).tell()
    Traces(story, people, cases).tell()
    Referrals(story, people, cases, seed=seed).tell()
    Screenings(story, people, cases, seed=seed).tell()
    CommunityPartners(story, people, seed=seed).tell()
    Identity(story, people, seed=seed).tell()
    Worksite(story, people, cases, seed=seed).tell()
    Matching(story, people, seed=seed).tell()
    return story
