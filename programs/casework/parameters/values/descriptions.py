"""What each value of the rules is about, and its unit, in the language of the reader.

The data files of the rules say it in English; here every description and unit stands to be translated.
"""

from dataclasses import replace

from django.utils.translation import gettext, gettext_noop

from eligibility.parameters import Parameter

INTAKE = (
    gettext_noop("A new referral is answered within this many days: somebody has tried to reach the family."),
    gettext_noop("A family that was not reached is tried again within this many days."),
    gettext_noop("So many tries are made before a family counts as one that could not be reached."),
    gettext_noop("A family that is being screened has an answer within this many days."),
    gettext_noop("A family on the waiting list hears from us at least once in this many days."),
)

MENTORS = (
    gettext_noop("What a Parent Mentor of MPMP must hold."),
    gettext_noop(
        "Whether the program's license at the site requires the criminal and the Human Services background check."
    ),
    gettext_noop("What a community mentor of MMP Young Parent must hold."),
    gettext_noop("What a workplace mentor of MMP Worksite must hold."),
    gettext_noop("What a home visitor must hold where the site follows Healthy Families America."),
    gettext_noop("What a Parent Educator must hold where the site follows Parents as Teachers."),
    gettext_noop("What has to be in force on the day for miles to be claimed."),
    gettext_noop("The age, in full years, from which somebody can be a mentor."),
    gettext_noop("A paper that ends within this many days counts as expiring."),
    gettext_noop("Training that a Parent Mentor of MPMP finishes before the first match."),
    gettext_noop("Training that a community mentor finishes before the first match."),
    gettext_noop("Training that a workplace mentor finishes before the first match."),
    gettext_noop("Training that a home visitor or Parent Educator finishes before the first family."),
    gettext_noop("The first training is finished within this many days of the application."),
)

MOPPP = (
    gettext_noop("The youngest child must be under this age, unless a pregnancy is the way in."),
    gettext_noop("Household income must fall under this share of the poverty guideline."),
    gettext_noop("“under”: strictly less, without rounding; “at_or_below”: the limit itself is within."),
    gettext_noop(
        "A new year’s poverty guideline is used from the first of this month on, where it came into force before. 1: from its own day."
    ),
    gettext_noop("Whether unborn children count in the size of the household, one for each. The source does not say."),
    gettext_noop("A family that Children's Division referred as at risk needs no income."),
    gettext_noop(
        "Whether the site takes the option to serve families that Children's Division referred until the child is older."
    ),
    gettext_noop("With that option, the child must be under this age."),
    gettext_noop("So many risk factors give priority. They do not decide admission."),
    gettext_noop("A parent of this age or younger counts as a young parent. The source states no age."),
    gettext_noop("“either”: one of the two is enough; “both”: the child was born preterm and with a very low weight."),
    gettext_noop("Risk factors a site has added to the list, as codes; the list is “not limited to” the fifteen."),
    gettext_noop(
        "Healthy Families America, level 2P, early in a pregnancy: visits expected. The sources read state no number."
    ),
    gettext_noop(
        "Healthy Families America, level 1P, later in a pregnancy: visits expected. The sources read state no number."
    ),
    gettext_noop("Healthy Families America, level 1, after the birth: visits expected."),
    gettext_noop("Healthy Families America, level 2: visits expected."),
    gettext_noop("Healthy Families America, level 3: visits expected."),
    gettext_noop("Healthy Families America, level 4: visits expected."),
    gettext_noop(
        "Healthy Families America, creative outreach: no visits are expected while the visitor tries to win the family back."
    ),
    gettext_noop("Healthy Families America: at least this share of the visits expected in a month takes place."),
    gettext_noop("Parents as Teachers: visits expected of a family with few stressors."),
    gettext_noop("Parents as Teachers: visits expected of a family with many stressors."),
    gettext_noop("Parents as Teachers: a family with so many stressors of the model's own list, or more, has many."),
    gettext_noop("The month in which a program year of home visits begins."),
    gettext_noop("The first home visit takes place before the birth, or so many months after it."),
    gettext_noop("For at least this share of families the first visit is in time."),
    gettext_noop(
        "After a referral by a child welfare agency, the first home visit takes place within so many months."
    ),
    gettext_noop("For at least this share of families referred by a child welfare agency the first visit is in time."),
    gettext_noop(
        "What starts the months after a referral by a child welfare agency. The program’s page does not say; the model counts the age of the child."
    ),
    gettext_noop("A first visit stands among what is owed so many days before it would be late."),
    gettext_noop("Risk factors and stressors are asked again after so many months. The sources state no number."),
    gettext_noop("Planning what follows begins when the child is so many months old."),
    gettext_noop("That a child will be past the age of the program is told so many days ahead."),
    gettext_noop("Healthy Families America: whether the parent signs each home visit. The sources read do not say."),
    gettext_noop("Parents as Teachers: whether the parent signs each home visit. The sources read do not say."),
    gettext_noop(
        "Healthy Families America: the tools that count as the first family assessment, by their codes. One of them is enough."
    ),
    gettext_noop(
        "Healthy Families America: the first family assessment is done within so many days of the enrollment. The sources read state no number."
    ),
    gettext_noop(
        "Parents as Teachers: the tools that count as the first family assessment, by their codes. One of them is enough."
    ),
    gettext_noop("Parents as Teachers: the first family assessment is done within so many days of the enrollment."),
    gettext_noop(
        "Healthy Families America, level 2P: weight of a family in a caseload. The sources read state no number."
    ),
    gettext_noop(
        "Healthy Families America, level 1P: weight of a family in a caseload. The sources read state no number."
    ),
    gettext_noop(
        "Healthy Families America, level 1: weight of a family in a caseload. The sources read state no number."
    ),
    gettext_noop(
        "Healthy Families America, level 2: weight of a family in a caseload. The sources read state no number."
    ),
    gettext_noop(
        "Healthy Families America, level 3: weight of a family in a caseload. The sources read state no number."
    ),
    gettext_noop(
        "Healthy Families America, level 4: weight of a family in a caseload. The sources read state no number."
    ),
    gettext_noop(
        "Healthy Families America, creative outreach: weight of a family in a caseload. The sources read state no number."
    ),
    gettext_noop(
        "Parents as Teachers, few stressors: weight of a family in a caseload. The sources read state no number."
    ),
    gettext_noop(
        "Parents as Teachers, many stressors: weight of a family in a caseload. The sources read state no number."
    ),
    gettext_noop("A full-time home visitor has at most so many points."),
    gettext_noop(
        "Healthy Families America: individual supervision of a home visitor in a month. The sources read state no number."
    ),
    gettext_noop("Parents as Teachers: individual reflective supervision of a parent educator in a month, at least."),
    gettext_noop(
        "So many case files of each home visitor are reviewed in a quarter. The sources read state no number."
    ),
)

MPMP = (
    gettext_noop("The program is for parents in the child protection system."),
    gettext_noop("The oldest age, in full years, of the youngest child; the source says “0-18”, both included."),
    gettext_noop("Whether mentoring goes on after the child protection case has closed."),
    gettext_noop(
        "The emergency protective care hearing is held within this time of a removal, Saturdays, Sundays and legal holidays left out."
    ),
    gettext_noop(
        "Where a child was placed, the admit or deny hearing is held within this time of the emergency protective care hearing."
    ),
    gettext_noop(
        "Where the children live at home, the admit or deny hearing is held within this time of the petition."
    ),
    gettext_noop(
        "Where ICWA may hold, no hearing on the petition is held before the tribe has had its notice for this time."
    ),
    gettext_noop("The out-of-home placement plan is filed within this time of a removal."),
    gettext_noop(
        "The trial begins within this time of the emergency protective care hearing or of the admit or deny hearing, whichever was first."
    ),
    gettext_noop("The disposition is reviewed about this often."),
    gettext_noop("The placement plan is reviewed within this time of a removal."),
    gettext_noop("The permanency progress hearing is held within this time of a placement."),
    gettext_noop("The permanency petition is filed by about this day in placement, earlier placements counted."),
    gettext_noop(
        "The permanency admit or deny hearing is held within this time in placement, earlier placements counted."
    ),
    gettext_noop("Days in placement of this many years before the removal are added to the permanency clock."),
    gettext_noop("The permanency trial begins within this time of the first permanency admit or deny hearing."),
    gettext_noop(
        "Kinds of placements whose days the permanency clock does not count. Whether these two count is not settled by any source we read."
    ),
    gettext_noop(
        "How long the first month lasts. The source says “first month”; whether it means 30 days or a calendar month is not settled."
    ),
    gettext_noop("The least time together in a week of the first month."),
    gettext_noop("The most time together in a week of the first month."),
    gettext_noop("The least time together in a week after the first month, as needed."),
    gettext_noop("The most time together in a week after the first month, as needed."),
    gettext_noop("How long after a child went home it is looked at whether it came back into placement."),
    gettext_noop("How long after an enrollment it is looked at whether maltreatment was found anew."),
)

WORKSITE = (
    gettext_noop("The youngest age, in full years, at which a young person may join."),
    gettext_noop("The oldest age, in full years; it lasts to the day before the next birthday."),
    gettext_noop(
        "At least one of foster care, Division of Youth Services, court supervision, or another difficult life challenge."
    ),
    gettext_noop("Rules a site has of its own."),
    gettext_noop("After how many days in a job both sides are asked how it goes, one a line."),
    gettext_noop(
        "How long mentor and youth sit down together at work every week; at 0 nobody is asked whether they met."
    ),
    gettext_noop("On which day of the week both are asked whether they met: 1 is Monday, 5 is Friday."),
    gettext_noop("How much one person may be given for HiSET tests in a fiscal year."),
    gettext_noop("How much one person may be given for ACT tests in a fiscal year."),
    gettext_noop("How much one person may be given for college registration in a fiscal year."),
    gettext_noop("How much one person may be given for other education in a fiscal year."),
)

YOUNG_PARENT = (
    gettext_noop("The oldest age, in full years, at which a parent may join."),
    gettext_noop("The youngest age, in full years, at which a parent may join; 0 where there is none."),
    gettext_noop("The program is for parents, mothers and fathers, and for those expecting."),
    gettext_noop("Minutes with the mentor that are expected in a month."),
    gettext_noop("Minutes at support meetings that are expected in a month."),
    gettext_noop("The parts of the program that the site offers."),
    gettext_noop("What the site calls the points that families earn."),
    gettext_noop("What the site calls the store where they are spent."),
    gettext_noop("Baby Bucks for an hour with the mentor."),
    gettext_noop("Baby Bucks for coming to a support meeting."),
    gettext_noop("Baby Bucks for a parenting class."),
    gettext_noop("Baby Bucks for a doctor visit that was kept."),
    gettext_noop("Baby Bucks for proof of current immunizations."),
    gettext_noop("Baby Bucks for an anniversary of the match."),
)

UNITS = (
    gettext_noop("birth or referral"),
    gettext_noop("codes"),
    gettext_noop("codes of tools"),
    gettext_noop("day of the week"),
    gettext_noop("days"),
    gettext_noop("dollars"),
    gettext_noop("either or both"),
    gettext_noop("files"),
    gettext_noop("hours"),
    gettext_noop("hundredths of a point"),
    gettext_noop("kinds of placements"),
    gettext_noop("minutes"),
    gettext_noop("month, 1 to 12"),
    gettext_noop("months"),
    gettext_noop("name"),
    gettext_noop("parts"),
    gettext_noop("percent"),
    gettext_noop("points"),
    gettext_noop("qualifications"),
    gettext_noop("risk factors"),
    gettext_noop("stressors"),
    gettext_noop("tries"),
    gettext_noop("under or at_or_below"),
    gettext_noop("visits in 52 weeks"),
    gettext_noop("visits in a program year"),
    gettext_noop("years"),
    gettext_noop("yes or no"),
)

SENTENCES = frozenset((*INTAKE, *MENTORS, *MOPPP, *MPMP, *WORKSITE, *YOUNG_PARENT, *UNITS))


def described(parameter: Parameter) -> Parameter:
    """The parameter with its description as the reader reads it."""
    return replace(parameter, description=gettext(parameter.description))


def unit_of(parameter: Parameter) -> str:
    """Its unit as the reader reads it."""
    return gettext(parameter.unit)
