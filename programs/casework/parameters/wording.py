"""What the eligibility rules say, in the language of the reader.

The rules are pure Python and say everything in English; so it is stored, whole. Here stands every sentence they can
say as a template, and `translated` reads a sentence back by its template and says it again: names and figures stay,
days and words inside it are said in the language, too. Words that somebody typed, such as which challenge, are in no
template and stay as they are, and so does the citation of a source: it is named as it was published.
"""

import re
from datetime import datetime
from functools import cache

from django.utils.translation import get_language, gettext, gettext_noop

from mmp_portal.ui.templatetags.ui import full_day

ANSWERS = (
    gettext_noop("yes"),
    gettext_noop("no"),
    gettext_noop("not known"),
    gettext_noop("under"),
    gettext_noop("at or below"),
)

AGES = (
    gettext_noop("Age"),
    gettext_noop("%(figure)s years"),
    gettext_noop("birth date not known"),
    gettext_noop("the birth date lies after this day"),
    gettext_noop("%(figure)s years or younger"),
    gettext_noop("%(figure)s to %(most)s years"),
    gettext_noop("What is the birth date?"),
)

WORKSITE = (
    gettext_noop("Foster care"),
    gettext_noop("Division of Youth Services"),
    gettext_noop("Court supervision"),
    gettext_noop("Other difficult life challenge"),
    gettext_noop("in care"),
    gettext_noop("in care since %(day)s"),
    gettext_noop("left care"),
    gettext_noop("left care on %(day)s"),
    gettext_noop("aged out of care"),
    gettext_noop("aged out of care on %(day)s"),
    gettext_noop("one of the four is enough"),
    gettext_noop("yes; a rule of this site"),
    gettext_noop("Has this person been in foster care?"),
    gettext_noop("Has the Division of Youth Services been involved?"),
    gettext_noop("Has there been court supervision?"),
    gettext_noop("Is there another difficult life challenge? Say which."),
    gettext_noop("Lives in the site's county"),
    gettext_noop("Does this person live in the county?"),
    gettext_noop("No serious violent offense in the past year"),
    gettext_noop("Has there been no serious violent offense in the past year?"),
    gettext_noop("Willing to look for work"),
    gettext_noop("Is this person willing to look for work?"),
)

YOUNG_PARENT = (
    gettext_noop("A mother or father, or expecting a child"),
    gettext_noop("a parent"),
    gettext_noop("expecting a child"),
    gettext_noop("neither a parent nor expecting"),
    gettext_noop("a parent, of either sex, or expecting"),
    gettext_noop("Has this person a child, or expects one?"),
)

MPMP = (
    gettext_noop("A parent or caregiver"),
    gettext_noop("a parent or caregiver"),
    gettext_noop("Is this person a parent or caregiver?"),
    gettext_noop("A child protection case"),
    gettext_noop("closed on %(day)s"),
    gettext_noop("in the child protection system, or after it where mentoring goes on"),
    gettext_noop("in the child protection system"),
    gettext_noop("Is there a child protection case?"),
    gettext_noop("A child from 0 to 18, at home or placed"),
    gettext_noop("no child's birth date is known"),
    gettext_noop("no child"),
    gettext_noop("a birth date lies after this day"),
    gettext_noop("the youngest is %(figure)s years"),
    gettext_noop("a child of %(figure)s years or younger"),
    gettext_noop("When were the children born?"),
    gettext_noop(
        "The youngest child turns 18 on %(day)s. The child protection case usually ends by then; mentoring goes on as long as the rules of the day allow it."
    ),
    gettext_noop("Mentoring goes on after the child protection case has closed, as long as the parent wishes."),
)

MOPPP = (
    gettext_noop("Prenatal, or a child under the age limit"),
    gettext_noop("Household income"),
    gettext_noop("Referred by Children's Division as at risk"),
    gettext_noop("With that referral: prenatal, or a child under the higher age limit"),
    gettext_noop("Risk factors, for priority alone"),
    gettext_noop("prenatal"),
    gettext_noop("not prenatal and no child"),
    gettext_noop("youngest child born on %(day)s"),
    gettext_noop("youngest child born on %(day)s, after this day"),
    gettext_noop("under %(figure)s years, or prenatal"),
    gettext_noop("Is somebody in the household pregnant?"),
    gettext_noop("When was the youngest child born?"),
    gettext_noop("Is somebody in the household pregnant, or when was the youngest child born?"),
    gettext_noop("%(dollars)s a year, the size of the household is not known"),
    gettext_noop("%(dollars)s a year for %(figure)s, unborn children not known"),
    gettext_noop("%(dollars)s a year for %(words)s, %(percent)s%% of the guideline"),
    gettext_noop("%(figure)s and %(more)s unborn"),
    gettext_noop("%(figure)s and at least %(more)s unborn"),
    gettext_noop("%(words)s %(percent)s%% of the poverty guideline"),
    gettext_noop("%(words)s %(percent)s%% of the %(year)s guideline"),
    gettext_noop("%(words)s %(percent)s%% of the %(year)s guideline: %(dollars)s for %(figure)s"),
    gettext_noop("What is the household's income?"),
    gettext_noop("How many people live in the household?"),
    gettext_noop("Is somebody pregnant, and how many children are expected?"),
    gettext_noop("not a way in at this site"),
    gettext_noop("a referral; no income is asked"),
    gettext_noop("Did Children's Division refer the family?"),
    gettext_noop("nobody has asked"),
    gettext_noop("%(figure)s, and %(more)s not asked"),
    gettext_noop("at least %(figure)s"),
    gettext_noop("Which risk factors are there?"),
    gettext_noop("The age limit counts from the birth; until then the pregnancy is the way in."),
    gettext_noop("The day from which the %(year)s guideline holds could not be verified."),
    gettext_noop("Of the risk factors, %(figure)s were added by the site."),
)

RISK_FACTORS = (
    gettext_noop("Child with a disability or chronic health condition"),
    gettext_noop("Any child of the household, by a doctor's or the school's word, or the parent's own."),
    gettext_noop("Death in the immediate family"),
    gettext_noop("Of a parent, a child, a brother or a sister, at any time."),
    gettext_noop("Foster care or other temporary caregiver"),
    gettext_noop("A child of the household is, or was, in foster care or with another temporary caregiver."),
    gettext_noop("High school diploma or equivalency not attained"),
    gettext_noop("By the parent who takes part."),
    gettext_noop("Housing instability/homeless"),
    gettext_noop("No home of their own, or one they may lose."),
    gettext_noop("Intimate partner violence"),
    gettext_noop("Now or before."),
    gettext_noop("History of child abuse or neglect"),
    gettext_noop("Of a child of the household, or of a parent as a child."),
    gettext_noop("Military deployment"),
    gettext_noop("A parent is deployed, or came back from it."),
    gettext_noop("Parent incarcerated during the child's lifetime"),
    gettext_noop("Within the lifetime of the child who takes part, not before."),
    gettext_noop("Parent with disabilities or chronic health condition"),
    gettext_noop("Of a parent in the household."),
    gettext_noop("Parent with mental health issue(s)"),
    gettext_noop("Of a parent in the household, by their own word."),
    gettext_noop("Single Parent household"),
    gettext_noop("One parent lives with the child."),
    gettext_noop("Substance use disorder"),
    gettext_noop("Of a parent in the household, now or before."),
    gettext_noop("Very low birth weight and preterm birth"),
    gettext_noop("Under 1,500 grams at birth, and before 37 weeks: %(words)s."),
    gettext_noop("one of the two is enough"),
    gettext_noop("both are needed"),
    gettext_noop("Young parents/teen parents"),
    gettext_noop("A parent of %(figure)s years or younger."),
)

CHANGES = (
    gettext_noop("A referral by Children's Division."),
    gettext_noop("A pregnancy in the household."),
    gettext_noop("An income %(words)s %(dollars)s a year, which is %(more)s a week."),
    gettext_noop("Time: from %(day)s on the age fits."),
    gettext_noop("Time in foster care."),
    gettext_noop("The Division of Youth Services being involved."),
    gettext_noop("Court supervision."),
    gettext_noop("Another difficult life challenge, in words."),
    gettext_noop("Lives in the site's county."),
    gettext_noop("No serious violent offense in the past year."),
    gettext_noop("Willing to look for work."),
    gettext_noop("A child, or expecting one."),
    gettext_noop("A child protection case."),
)

GUIDELINES = (
    gettext_noop("There is no poverty guideline for “%(name)s”. Give one of the 50 states or DC."),
    gettext_noop("The first poverty guideline known here is of %(day)s."),
    gettext_noop(
        "The last poverty guideline known here is that of %(year)s. Enter the guideline in force on %(day)s."
    ),
    gettext_noop("No value of %(name)s is known for %(figure)s."),
    gettext_noop("Give the guideline of each size from 1 to %(figure)s."),
    gettext_noop("Every amount lies above zero."),
    gettext_noop("The guideline of %(figure)s people must be higher than that of %(more)s."),
    gettext_noop("%(figure)s people: %(dollars)s is more than 15%% away from %(more)s of %(year)s."),
    gettext_noop("Each further person: %(dollars)s is more than 15%% away from %(more)s of %(year)s."),
)

# What a rule says, and after it what somebody typed; looked at last, since it fits much.
WITH_TYPED_WORDS = (gettext_noop("%(words)s; %(name)s"),)

SENTENCES = (
    *ANSWERS,
    *AGES,
    *WORKSITE,
    *YOUNG_PARENT,
    *MPMP,
    *MOPPP,
    *RISK_FACTORS,
    *CHANGES,
    *GUIDELINES,
    *WITH_TYPED_WORDS,
)

# What may stand in a place of a template. Words are read again by the other templates.
PLACES = {
    "figure": r"[\d,-]+",
    "more": r"\$?[\d,.]+",
    "most": r"\d+",
    "percent": r"[\d.]+",
    "year": r"\d{4}",
    "dollars": r"\$[\d,.]+",
    "day": r"[A-Z][a-z]+ \d{1,2}, \d{4}",
    "words": r".+",
    "name": r".*",
}
PLACE = re.compile(r"%\((\w+)\)s")


def translated(sentence: str) -> str:
    """A sentence of the rules in the language of the reader; what no template says is given back as it is."""
    if (get_language() or "en").startswith("en"):
        return sentence
    if sentence in _whole():
        return gettext(sentence)
    for template, shape in _shapes():
        if found := shape.fullmatch(sentence):
            said = {name: _placed(name, value) for name, value in found.groupdict().items()}
            return gettext(template) % said
    return sentence


def is_known(sentence: str) -> bool:
    """Whether a template says this sentence, and every word inside it."""
    if sentence in _whole():
        return True
    for _template, shape in _shapes():
        if found := shape.fullmatch(sentence):
            words = found.groupdict().get("words")
            return words is None or words.isdecimal() or is_known(words)
    return False


def _placed(name, value):
    if name == "day":
        return full_day(datetime.strptime(value, "%B %d, %Y").date())  # noqa: DTZ007 - a day has no zone
    return translated(value) if name == "words" else value


@cache
def _whole() -> frozenset[str]:
    return frozenset(one for one in SENTENCES if not PLACE.search(one))


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The templates with places, each with the shape of what it says."""
    return tuple((one, _shape(one)) for one in SENTENCES if PLACE.search(one))


def _shape(template):
    pieces = PLACE.split(template)
    shaped = [
        f"(?P<{piece}>{PLACES[piece]})" if place % 2 else re.escape(piece.replace("%%", "%"))
        for place, piece in enumerate(pieces)
    ]
    return re.compile("".join(shaped))
