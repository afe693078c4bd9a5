"""What the public reads about the programs of each site, and who reviewed it."""

import random
from datetime import time, timedelta

from mmp_portal.agencies.models import Site, SiteProgram
from programs import registry
from programs.casework.public_pages.models import PageReview, ServedZip, SitePage

# ZIP codes that the sites say they serve; nobody else's.
ZIPS = {
    "GRE": "65802 65803 65804 65806 65807 65809 65810",
    "STL": "63101 63103 63104 63106 63107 63110 63113 63118",
    "CAP": "63701 63703 63755",
    "ROL": "65401 65409 65560",
    "KCM": "64106 64108 64109 64110 64127 64130",
    "STJ": "64501 64503 64505 64507",
    "HAN": "63401 63459",
    "COL": "65201 65202 65203",
    "JOP": "64801 64804 64836 64850",
    "SIK": "63801 63869 63873",
    "KEN": "63857 63830 63877",
    "MRY": "64468 64485",
    "RAM": "55101 55103 55104 55106 55130",
    "HEN": "55403 55404 55407 55411 55454",
    "SLC": "55802 55805 55806 55807",
}
OFFERS = {
    "worksite": (
        "We find a job that fits you, and somebody at that job who shows you how things are done there. Before you "
        "start we practise: applying, the first interview, keeping a job. Every three months we eat together and talk "
        "about work.",
        "Buscamos un trabajo que sea para usted y a una persona allí que le enseña cómo se hacen las cosas. Antes de "
        "empezar practicamos: la solicitud, la primera entrevista, cómo conservar el trabajo. Cada tres meses comemos "
        "juntos y hablamos del trabajo.",
    ),
    "young_parent": (
        "A grown-up from our town meets you about an hour a week, for a year: at the library, at the park, at the "
        "doctor if you wish. Once a month young parents eat together while somebody looks after the children.",
        "Una persona adulta de nuestra ciudad se reúne con usted una hora por semana durante un año: en la biblioteca, "
        "en el parque, en el médico si quiere. Una vez al mes los padres jóvenes cenan juntos y alguien cuida a los "
        "niños.",
    ),
    "mpmp": (
        "A parent who has been through it walks with you: to court, to meetings, through the case plan. They know "
        "your part of town and what it is like. What you tell them stays with them, as far as the law allows.",
        "Un padre o una madre que ya pasó por esto le acompaña: a la corte, a las reuniones, en el plan del caso. "
        "Conoce su barrio y sabe cómo es. Lo que usted cuenta se queda con esa persona, hasta donde permite la ley.",
    ),
    "moppp": (
        "A home visitor comes to you, before the baby is born or soon after, and keeps coming as often as it helps. "
        "We bring books, games and sometimes diapers. Once a month parents meet with their children.",
        "Una visitadora va a su casa, antes de que nazca el bebé o poco después, y sigue yendo mientras ayude. "
        "Llevamos libros, juegos y a veces pañales. Una vez al mes los padres se reúnen con sus hijos.",
    ),
}
ASK_FOR = ("the intake worker", "whoever answers: we all know the program", "the coordinator of the program")
HOURS = (
    ("Weekdays 8 am to 5 pm", "De lunes a viernes, de 8 a 17 horas"),
    ("Monday to Thursday 9 am to 6 pm", "De lunes a jueves, de 9 a 18 horas"),
    ("Weekdays 9 am to 4 pm, Wednesdays until 7 pm", "De lunes a viernes, de 9 a 16 horas; miércoles hasta las 19"),
)
STREETS = ("Example Avenue", "Invented Street", "Storybook Lane", "Sample Square")


class PublicPages:
    """Draws from a generator of its own, so that the other rows of the story stay as they are."""

    def __init__(self, story, people, *, seed):
        self.story = story
        self.people = people
        self.random = random.Random(f"public pages {seed} {story.on.isoformat()}")

    def tell(self):
        names = {id(site): site.code for site in self.story.of(Site)}
        for offered in self.story.of(SiteProgram):
            code = names[id(offered.site)]
            # The smallest site has not written its page yet: the program's own words stand there.
            if offered.ends_on is None and code != "KEN":
                self._page(offered.site, code, offered.program)
        self._reviews_of_all()

    def _page(self, site, code, program):
        writer = self.people.workers[code][0]
        starts_on = self.story.on - timedelta(days=self.random.randint(30, 500))
        offers, offers_es = OFFERS[program]
        hours, hours_es = self.random.choice(HOURS)
        page = self.story.add(
            SitePage,
            site=site,
            program=program,
            starts_on=starts_on,
            offers=offers,
            offers_es=offers_es,
            ask_for=self.random.choice(ASK_FOR),
            hours=hours,
            hours_es=hours_es,
            place=f"{self.random.randint(2, 900)} {self.random.choice(STREETS)}, {site.city}",
            answered_within_days=self.random.choice((2, 2, 3, 5)),
            recorded_by=writer,
            recorded_at=self.story.at(starts_on, time(10, 5)),
        )
        for zip_code in ZIPS.get(code, "").split():
            self.story.add(ServedZip, page=page, code=zip_code)
        # Some were read lately, some a long time ago, and a few never.
        days_ago = self.random.choice((12, 40, 90, 200, 300, 410, None))
        if days_ago is not None:
            self._review(f"program-{program}", site.agency.name, days_ago, site=site, by=writer)

    def _reviews_of_all(self):
        pages = ["programs", "find", "definitions", *(f"program-{code}" for code in registry.codes())]
        for number, page in enumerate(pages):
            self._review(page, "Ada Overview, program office", (30, 30, 385, 60)[number % 4])

    def _review(self, page, reviewed_by, days_ago, *, site=None, by=None):
        reviewed_on = self.story.on - timedelta(days=days_ago)
        self.story.add(
            PageReview,
            page=page,
            site=site,
            reviewed_on=reviewed_on,
            reviewed_by=reviewed_by,
            due_on=reviewed_on + timedelta(days=365),
            recorded_by=by,
            recorded_at=self.story.at(reviewed_on, time(14, 20)),
        )
