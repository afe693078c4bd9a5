"""What mentors bring to a match and were trained in, what families wish of them, and who is only introduced yet."""

import random
import uuid
from datetime import time, timedelta

from mentors.models import (
    FreeTime,
    InterviewNote,
    Kind,
    LivedExperience,
    Manual,
    ManualReading,
    Mentor,
    MentorApplication,
    MentorProfile,
    Training,
)
from mmp_portal.agencies.models import County
from participants.models import Background, RaceEthnicity
from participants.race import Answer
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match, MatchPause, MatchSay, MatchWishes

HOPES = (
    "",
    "",
    "Somebody with small children.",
    "Near the bus line, please.",
    "A family who likes to be outdoors.",
    "Somebody who wants to finish school.",
)
WISHES = (
    "",
    "Somebody patient, who laughs a lot.",
    "No advice in the first weeks.",
    "Somebody who knows the county's offices.",
    "Better not from my old neighborhood.",
)
LIKES = ("Gardens, chili", "Board games", "Choir, walking", "Baking", "Old cars, fishing", "")
LIVED = (
    (["child_protection", "reunified", "overcame"], "Two years, four court dates, and both girls home again."),
    (["child_protection", "resolved"], "I know what it is to wait for a phone call."),
    (["child_protection", "reunified", "resolved"], ""),
    (["young_parent", "overcame"], "I had my son at seventeen and finished school when he was four."),
)
SAID = {
    "wish": "She helped my cousin.",
    "mentor_wish": "We met at the family day, and it was easy.",
    "veto": "She knows my mother.",
    "close": "They went to the same church for years.",
}

APPLICANTS = (
    ("Ottilie", "Newcomer", "My neighbor did this for me when my daughter was small."),
    ("Barnaby", "Quillfeather", "I have two free evenings and a car, and I like to listen."),
    ("Salome", "Parchment", "I raised four, and I would like to be of use to somebody younger."),
    ("Ignatius", "Tumblewood", "Our church supports the program. I would like to do more than that."),
    ("Delphi", "Marginalia", "I was seventeen once, with a baby. Somebody should have told me a few things."),
)
INTERVIEWS = (
    "Warm, asks before giving advice. Two evenings a week. Would like somebody near the bus line.",
    "Listens well. Wants to know more about what to keep to oneself: spoke of the training.",
)
TRAININGS = (
    ("Listening first", 60, "individual", "Rosalind Makepeace"),
    ("Safe sleep and small children", 90, "outsourced", "Inkwell County Health"),
    ("Keeping what you hear to yourself", 45, "online", ""),
    ("What a hearing is like", 60, "by_a_mentor", "Amina Sheekadoon"),
    ("When somebody is in danger", 120, "individual", ""),
)
MANUAL = """Listen first. Most weeks nothing has to be solved.

Come when you said you would. If you cannot, say so the day before.

What you hear stays with you and the coordinator. When somebody may be in danger, call the coordinator at once.

Write down each contact on the day: when, how long, and a sentence about it. Tries count as well.

You promise no money and no rides that you cannot give. Ask for help early: that is what we are here for."""


class Matching:
    """Draws for itself, so nobody else's rows shift."""

    def __init__(self, story, people, *, seed):
        self.story = story
        self.people = people
        self.random = random.Random(f"matching {seed}")
        self.backgrounds = {id(row.person): row for row in story.of(Background)}
        self.held: dict[int, int] = {}
        for match in story.of(Match):
            if match.status == "active":
                self.held[id(match.mentor)] = self.held.get(id(match.mentor), 0) + 1

    def tell(self):
        for mentor in self.story.of(Mentor):
            if mentor.status != "left":
                self.bring(mentor)
        matched = {id(match.enrollment) for match in self.story.of(Match) if match.status == "active"}
        for case in self.story.of(Enrollment):
            if case.status == "enrolled" and id(case) not in matched:
                self.wish(case)
        self.rest()
        self.train()
        self.apply()

    def bring(self, mentor):
        draw = self.random
        person = mentor.person
        self.call_themselves(person)
        if person.county is None:
            counties = self.counties_of(mentor.site)
            person.county = draw.choice(counties) if counties else None
        if draw.random() < 0.85:
            profile = self.story.add(
                MentorProfile,
                mentor=mentor,
                free_times=sorted(draw.sample(FreeTime.values, draw.randint(1, 3))),
                hopes_for=draw.choice(("", "", "", "female")),
                hopes=draw.choice(HOPES),
                **self.wrote(mentor),
            )
            counties = self.counties_of(mentor.site)
            for county in draw.sample(counties, min(len(counties), draw.randint(1, 2))):
                self.story.add(MentorProfile.counties.through, mentorprofile=profile, county=county)
        if mentor.kind == Kind.PARENT_MENTOR or (mentor.kind == Kind.COMMUNITY and draw.random() < 0.2):
            experiences, words = LIVED[-1] if mentor.kind == Kind.COMMUNITY else draw.choice(LIVED[:3])
            self.story.add(
                LivedExperience,
                mentor=mentor,
                experiences=experiences,
                words=words,
                agreed_on=mentor.applied_on,
                may_be_told=draw.random() < 0.6,
                **self.wrote(mentor),
            )

    def counties_of(self, site):
        place = next(place for place in self.people.places.values() if self.people.sites[place.code] is site)
        found = [row for row in self.story.of(County) if row.state == site.state]
        return [row for row in found if row.name in place.counties] or found

    def call_themselves(self, person):
        """As families do: most say what they call themselves."""
        if id(person) in self.backgrounds or self.random.random() > 0.8:
            return
        others = [row for row in self.story.of(RaceEthnicity) if row.background.person.language == person.language]
        if not others:
            return
        like = self.random.choice(others)
        background = self.story.add(
            Background,
            person=person,
            race_answer=Answer.GIVEN,
            recorded_at=person.recorded_at,
            recorded_by=person.recorded_by,
        )
        self.backgrounds[id(person)] = background
        self.story.add(RaceEthnicity, background=background, category=like.category, words=like.words)

    def wish(self, case):
        draw = self.random
        recorded = {"recorded_at": case.recorded_at, "recorded_by": case.worker}
        if draw.random() < 0.8:
            self.story.add(
                MatchWishes,
                enrollment=case,
                culture=draw.choice(("", "matters", "good", "no_matter")),
                experience=draw.choice(("", "matters", "good")),
                gender=draw.choice(("", "", "female")),
                free_times=sorted(draw.sample(FreeTime.values, draw.randint(1, 2))),
                interests=draw.choice(LIKES),
                words=draw.choice(WISHES),
                **recorded,
            )
        free = [
            mentor
            for mentor in self.story.of(Mentor)
            if mentor.site is case.site
            and mentor.kind == case.definition.mentor_kind
            and mentor.status == "active"
            and self.held.get(id(mentor), 0) < mentor.capacity
        ]
        if len(free) > 1 and draw.random() < 0.6:
            kind = draw.choice(list(SAID))
            first, second = draw.sample(free, 2)
            self.story.add(
                MatchSay,
                enrollment=case,
                mentor=first,
                kind=kind,
                said_on=max(case.enrolled_on, self.story.on - timedelta(days=draw.randint(1, 12))),
                words=SAID[kind],
                **recorded,
            )
            if draw.random() < 0.3:
                self.introduce(case, second)

    def introduce(self, case, mentor):
        """Two who have met, of whom one or none has said yes."""
        self.held[id(mentor)] = self.held.get(id(mentor), 0) + 1
        on = max(case.enrolled_on, self.story.on - timedelta(days=self.random.randint(1, 9)))
        self.story.add(
            Match,
            enrollment=case,
            mentor=mentor,
            status="proposed",
            starts_on=on,
            participant_agreed_on=on if self.random.random() < 0.5 else None,
            recorded_at=self.story.no_later(self.story.daytime(on)),
            recorded_by=case.worker,
        )

    def rest(self):
        """A few matches are paused since some days."""
        running = [
            match
            for match in self.story.of(Match)
            if match.status == "active"
            and match.enrollment.status == "enrolled"
            and match.starts_on < self.story.on - timedelta(days=60)
            and not match.mentor.person.user
        ]
        for match in running[:3]:
            match.status = "paused"
            on = self.story.on - timedelta(days=self.random.randint(3, 12))
            self.story.add(
                MatchPause,
                match=match,
                starts_on=on,
                expected_on=self.story.on + timedelta(days=self.random.randint(5, 25)),
                kind=self.random.choice(("mentor_away", "participant_away", "participant_wished")),
                recorded_at=self.story.no_later(self.story.daytime(on)),
                recorded_by=match.enrollment.worker,
            )

    def train(self):
        """A manual for each kind of mentor at a site, read by most; and some training outside the meetings."""
        draw, story = self.random, self.story
        manuals = {}
        for mentor in story.of(Mentor):
            key = (id(mentor.site), mentor.kind)
            if mentor.status != "left" and key not in manuals:
                manuals[key] = self.manual(mentor)
        for mentor in story.of(Mentor):
            if mentor.status in ("applied", "left"):
                continue
            first, last = mentor.trained_on or mentor.applied_on, story.on - timedelta(days=2)
            manual = manuals[id(mentor.site), mentor.kind]
            if mentor.status == "active" and draw.random() < 0.7:
                read_on = max(manual.starts_on, first)
                story.add(
                    ManualReading,
                    manual=manual,
                    mentor=mentor,
                    read_on=read_on,
                    recorded_at=story.no_later(story.at(read_on, time(17, 30))),
                    recorded_by=mentor.person.user,
                )
            for _time in range(draw.choice((0, 1, 1, 2))):
                topic, minutes, how, led_by = draw.choice(TRAININGS)
                held_on = first + timedelta(days=draw.randint(0, max(0, (last - first).days)))
                is_approved = mentor.status == "active" and draw.random() < 0.85
                story.add(
                    Training,
                    mentor=mentor,
                    topic=topic,
                    how=how,
                    led_by=led_by,
                    held_on=held_on,
                    minutes=minutes,
                    approved_on=held_on + timedelta(days=1) if is_approved else None,
                    approved_by=mentor.recorded_by if is_approved else None,
                    recorded_at=story.no_later(story.daytime(held_on)),
                    recorded_by=mentor.recorded_by,
                )

    def apply(self):
        """A few people ask to become mentors at each site that has volunteers."""
        draw, story = self.random, self.story
        for (_site, kind), place in self.sites_with_volunteers().items():
            site, chief = place
            for given, family, why in draw.sample(APPLICANTS, 3):
                received_on = story.on - timedelta(days=draw.randint(1, 40))
                status = draw.choice(("new", "new", "interviewed", "declined", "withdrawn"))
                application = story.add(
                    MentorApplication,
                    site=site,
                    kind=kind,
                    sent_uid=uuid.UUID(int=draw.getrandbits(128), version=4),
                    received_on=received_on,
                    given_name=given,
                    family_name=family,
                    phone=f"(417) 555-01{draw.randint(0, 99):02d}",
                    city=site.city,
                    free_times=sorted(draw.sample(FreeTime.values, 2)),
                    interests=draw.choice(LIKES),
                    why=why,
                    status=status,
                    answered_on=story.on if status in ("declined", "withdrawn") else None,
                    answer_words={"declined": "No time before summer.", "withdrawn": "Moved away."}.get(status, ""),
                    recorded_at=story.no_later(story.daytime(received_on)),
                )
                if status != "new":
                    story.add(
                        InterviewNote,
                        application=application,
                        held_on=min(story.on, received_on + timedelta(days=3)),
                        words=draw.choice(INTERVIEWS),
                        recorded_at=application.recorded_at,
                        recorded_by=chief,
                    )

    def sites_with_volunteers(self):
        """By site and kind, the site and its supervisor."""
        return {
            (id(mentor.site), mentor.kind): (mentor.site, mentor.recorded_by)
            for mentor in self.story.of(Mentor)
            if mentor.kind in (Kind.COMMUNITY, Kind.PARENT_MENTOR)
        }

    def manual(self, mentor):
        return self.story.add(
            Manual,
            site=mentor.site,
            kind=mentor.kind,
            edition="3",
            title="Walking beside: a handbook for mentors",
            words=MANUAL,
            contact=f"The training desk of {mentor.site.name}",
            starts_on=self.story.since,
            recorded_by=mentor.recorded_by,
            recorded_at=mentor.recorded_at,
        )

    def wrote(self, mentor):
        return {"recorded_at": mentor.recorded_at, "recorded_by": mentor.recorded_by}
