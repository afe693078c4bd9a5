"""Agencies, sites, what they offer, and under whose contract."""

from dataclasses import dataclass
from datetime import date, timedelta

from mmp_portal.agencies.models import Agency, Contract, ContractTarget, County, Region, Site, SiteProgram

SOCIAL_SERVICES = "Missouri Department of Social Services"
# The program moved between these two funders on that day.
EARLY_EDUCATION = "Missouri Department of Elementary and Secondary Education"
TRUST_FUND = "Children's Trust Fund of Missouri"
TRUST_FUND_FROM = date(2025, 7, 1)
MINNESOTA_FUNDER = "Minnesota Department of Children, Youth, and Families"


@dataclass(frozen=True)
class Place:
    """A site of the story. `serves` is how many participants a program serves in a year."""

    code: str
    name: str
    agency: str
    city: str
    counties: tuple[str, ...]
    area: str
    serves: dict
    since: dict
    state: str = "MO"
    region: str = ""
    model: str = ""
    staff: int = 1


# Each with its e-mail domain and its letterhead.
AGENCIES = {
    "Ridgeline Mentoring Center": ("ridgeline.example", "1 Example Ridge\nSpringfield, Missouri"),
    "Gateway Family Bridge": ("gateway.example", "20 Example Landing\nSt. Louis, Missouri"),
    "Cape Storytree Council": ("storytree.example", "3 Example Levee\nCape Girardeau, Missouri"),
    "Meramec Commons": ("meramec.example", "44 Example Spring\nRolla, Missouri"),
    "Stateline Youth Works": ("stateline.example", "500 Example Bluff\nKansas City, Missouri"),
    "Prairie Lantern": ("lantern.example", "6 Example Quad\nColumbia, Missouri"),
    "Bootheel Cradle House": ("bootheel.example", "77 Example Cotton Row\nSikeston, Missouri"),
    "Nodaway Parents Together": ("nodaway.example", "8 Example Orchard\nMaryville, Missouri"),
    "North Star Parent Alliance": ("northstar.example", "90 Example Lake\nSt. Paul, Minnesota"),
}

REGIONS = ("Southeast", "Northwest")

PLACES = (
    Place(
        code="GRE",
        name="Greene County",
        agency="Ridgeline Mentoring Center",
        city="Springfield",
        counties=("Greene",),
        area="417",
        serves={"worksite": 65, "young_parent": 25},
        since={"worksite": date(1998, 7, 1), "young_parent": date(2002, 7, 1)},
        staff=2,
    ),
    Place(
        code="STL",
        name="St. Louis",
        agency="Gateway Family Bridge",
        city="St. Louis",
        counties=("St. Louis City", "St. Louis"),
        area="314",
        serves={"worksite": 24, "young_parent": 13},
        since={"worksite": date(1993, 7, 1), "young_parent": date(1999, 7, 1)},
    ),
    Place(
        code="CAP",
        name="Cape Girardeau",
        agency="Cape Storytree Council",
        city="Cape Girardeau",
        counties=("Cape Girardeau", "Bollinger"),
        area="573",
        serves={"worksite": 0, "young_parent": 10},
        since={"worksite": date(2002, 7, 1), "young_parent": date(2002, 7, 1)},
    ),
    Place(
        code="ROL",
        name="Rolla",
        agency="Meramec Commons",
        city="Rolla",
        counties=("Phelps", "Dent"),
        area="573",
        serves={"worksite": 12, "young_parent": 8},
        since={"worksite": date(1999, 7, 1), "young_parent": date(1999, 7, 1)},
    ),
    Place(
        code="KCM",
        name="Kansas City",
        agency="Stateline Youth Works",
        city="Kansas City",
        counties=("Jackson", "Clay"),
        area="816",
        serves={"worksite": 20, "young_parent": 12},
        since={"worksite": date(1996, 7, 1), "young_parent": date(1999, 7, 1)},
    ),
    Place(
        code="STJ",
        name="St. Joseph",
        agency="Stateline Youth Works",
        city="St. Joseph",
        counties=("Buchanan",),
        area="816",
        serves={"worksite": 10, "young_parent": 6},
        since={"worksite": date(2001, 7, 1), "young_parent": date(2001, 7, 1)},
    ),
    Place(
        code="COL",
        name="Columbia",
        agency="Prairie Lantern",
        city="Columbia",
        counties=("Boone", "Callaway"),
        area="573",
        serves={"worksite": 14, "young_parent": 8},
        since={"worksite": date(1997, 7, 1), "young_parent": date(1999, 7, 1)},
    ),
    Place(
        code="HAN",
        name="Hannibal",
        agency="Prairie Lantern",
        city="Hannibal",
        counties=("Marion", "Ralls"),
        area="573",
        serves={"worksite": 8, "young_parent": 5},
        since={"worksite": date(2003, 7, 1), "young_parent": date(2003, 7, 1)},
    ),
    Place(
        code="JOP",
        name="Joplin",
        agency="Ridgeline Mentoring Center",
        city="Joplin",
        counties=("Jasper", "Newton"),
        area="417",
        serves={"worksite": 12, "young_parent": 6},
        since={"worksite": date(2000, 7, 1), "young_parent": date(2000, 7, 1)},
    ),
    Place(
        code="SIK",
        name="Sikeston",
        agency="Bootheel Cradle House",
        city="Sikeston",
        counties=("Scott", "New Madrid"),
        area="573",
        serves={"moppp": 24},
        since={"moppp": date(2016, 7, 1)},
        region="Southeast",
        model="hfa",
        staff=2,
    ),
    Place(
        code="KEN",
        name="Kennett",
        agency="Bootheel Cradle House",
        city="Kennett",
        counties=("Dunklin", "Pemiscot"),
        area="573",
        serves={"moppp": 14},
        since={"moppp": date(2018, 7, 1)},
        region="Southeast",
        model="hfa",
    ),
    Place(
        code="MRY",
        name="Maryville",
        agency="Nodaway Parents Together",
        city="Maryville",
        counties=("Nodaway", "Andrew"),
        area="660",
        serves={"moppp": 18},
        since={"moppp": date(2017, 7, 1)},
        region="Northwest",
        model="pat",
    ),
    Place(
        code="RAM",
        name="Ramsey County",
        agency="North Star Parent Alliance",
        city="St. Paul",
        counties=("Ramsey",),
        area="651",
        serves={"mpmp": 14},
        since={"mpmp": date(2018, 7, 1)},
        state="MN",
    ),
    Place(
        code="HEN",
        name="Hennepin County",
        agency="North Star Parent Alliance",
        city="Minneapolis",
        counties=("Hennepin",),
        area="612",
        serves={"mpmp": 18},
        since={"mpmp": date(2018, 7, 1)},
        state="MN",
    ),
    Place(
        code="SLC",
        name="St. Louis County, Minnesota",
        agency="North Star Parent Alliance",
        city="Duluth",
        counties=("St. Louis",),
        area="218",
        serves={"mpmp": 8},
        since={"mpmp": date(2020, 7, 1)},
        state="MN",
    ),
)

# Besides the people served in a year: shares in percent, by the code of the measure.
TARGETS = {
    "worksite": {"reached": 90, "attendance": 60},
    "young_parent": {"mentor_hours": 80, "attendance": 65, "reached_year": 70},
    "mpmp": {"reached": 90, "matched": 85, "reunified": 60, "stayed_home": 85, "better_life": 50},
    "moppp": {"reached": 90, "attendance": 50},
}

# Cape Girardeau lost its Worksite funding on the last day of that fiscal year.
CAPE_WORKSITE_ENDED = date(2014, 6, 30)


def domain_of(place):
    return AGENCIES[place.agency][0]


def build(story):
    """Add every place. Returns {code: Site}."""
    agencies = {
        name: story.add(Agency, name=name, letterhead=letterhead, phone="(573) 555-0100")
        for name, (_domain, letterhead) in AGENCIES.items()
    }
    regions = {name: story.add(Region, name=name, state="MO") for name in REGIONS}
    counties = {}
    for place in PLACES:
        for name in place.counties:
            counties[place.state, name] = story.add(
                County, name=name, state=place.state, region=regions.get(place.region)
            )
    sites = {}
    for place in PLACES:
        site = story.add(
            Site,
            code=place.code,
            name=place.name,
            agency=agencies[place.agency],
            state=place.state,
            city=place.city,
            phone=f"({place.area}) 555-0100",
        )
        sites[place.code] = site
        for name in place.counties:
            story.add(Site.counties.through, site=site, county=counties[place.state, name])
        for program, since in place.since.items():
            story.add(
                SiteProgram,
                site=site,
                program=program,
                starts_on=since,
                ends_on=CAPE_WORKSITE_ENDED if (place.code, program) == ("CAP", "worksite") else None,
                home_visiting_model=place.model if program == "moppp" else "",
                region=regions.get(place.region),
            )
            _contracts(story, place, site, program)
    return sites


def _contracts(story, place, site, program):
    if not place.serves[program]:
        return
    if program == "moppp":
        before, after = max(place.since[program], date(2020, 7, 1)), TRUST_FUND_FROM
        spans = ((EARLY_EDUCATION, before, after - timedelta(days=1)), (TRUST_FUND, after, None))
    elif program == "mpmp":
        spans = ((MINNESOTA_FUNDER, date(2020, 7, 1), None),)
    else:
        spans = ((SOCIAL_SERVICES, date(2019, 7, 1), None),)
    for order, (funder, starts_on, ends_on) in enumerate(spans, start=1):
        contract = story.add(
            Contract,
            site=site,
            agency=site.agency,
            program=program,
            funder=funder,
            number=f"EX-{place.code}-{program[:2].upper()}-{order}",
            starts_on=starts_on,
            ends_on=ends_on,
        )
        if ends_on is None:
            for measure, value in {"served": place.serves[program], **TARGETS[program]}.items():
                story.add(ContractTarget, contract=contract, measure=measure, value=value)
