"""What to expect at each kind of hearing and meeting, in plain words, to read on a phone before going in.

The words follow Minnesota's court calendar (see `eligibility/data/mpmp.toml` for its sources). No person who knows
the courts has reviewed them yet, and every page says so.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from programs.mpmp.models import HearingKind


@dataclass(frozen=True)
class Sheet:
    """One kind: what it is for, what happens, and what a parent may ask."""

    kind: str
    is_for: Any
    happens: tuple[Any, ...]
    ask: tuple[Any, ...]

    @property
    def title(self):
        return HearingKind(self.kind).label


# For every hearing in a courtroom.
BRING = (
    _("Be there half an hour early. Finding the room takes time."),
    _("Bring every paper you were given, and something to write on."),
    _("Turn your phone to silent. Ask before you bring children."),
    _("You have a right to an interpreter. Tell the court before the day."),
)
IN_THE_ROOM = (
    _("Stand up when the judge comes in. Speak to the judge, not to the other side."),
    _("You may ask for a break to speak with your attorney."),
    _("If you did not understand, say so. It is the court’s work to explain."),
)

SHEETS = (
    Sheet(
        kind=HearingKind.EMERGENCY,
        is_for=_("The judge decides where the children stay for now. It comes within days of a removal."),
        happens=(
            _("The county says why it took the children. Nothing is proved on this day."),
            _("The judge asks whether the children can go home, and under what conditions."),
            _("You are told that you may have an attorney, and how to ask for one."),
            _("The judge asks about relatives, and whether a child belongs to a tribe."),
        ),
        ask=(
            _("When do I see my children, and who brings them?"),
            _("Can they stay with somebody of our family?"),
            _("When is the next hearing?"),
        ),
    ),
    Sheet(
        kind=HearingKind.ADMIT_DENY,
        is_for=_("You answer the petition: you admit it, in whole or in part, or you deny it."),
        happens=(
            _("Speak with your attorney before you answer. Your answer matters for all that follows."),
            _("If you deny it, a trial is set. If you admit it, the judge goes on to the case plan."),
            _("Where a tribe must be told, the hearing waits until it has had its notice."),
        ),
        ask=(
            _("What exactly would I admit?"),
            _("What does the case plan ask of me, and what does it ask of the county?"),
        ),
    ),
    Sheet(
        kind=HearingKind.PRETRIAL,
        is_for=_("Everybody looks at whether a trial is needed, and gets ready for it."),
        happens=(
            _("The attorneys say which witnesses and papers they will bring."),
            _("Often there is talk about an agreement. You need not agree on the same day."),
        ),
        ask=(_("Who will speak for me?"), _("What happens if we agree, and what if we do not?")),
    ),
    Sheet(
        kind=HearingKind.TRIAL,
        is_for=_("The county must prove what the petition says. You may answer with witnesses of your own."),
        happens=(
            _("Witnesses are asked by both sides. You may be asked, too."),
            _("The judge decides afterward, often in writing within some weeks."),
        ),
        ask=(_("When do we hear the decision, and how?"), _("What may I do if I do not agree with it?")),
    ),
    Sheet(
        kind=HearingKind.REVIEW,
        is_for=_("The judge looks at how it goes with the children, the visits and the case plan."),
        happens=(
            _("The county’s worker and the guardian ad litem have written a report. Ask to see it before."),
            _("The judge goes through the case plan. Say what you did, and what got in the way."),
            _("Visits may become more, or less, and conditions may change."),
        ),
        ask=(
            _("What is still to do before my children can come home?"),
            _("Can the visits become longer?"),
            _("What did the county promise, and is it done?"),
        ),
    ),
    Sheet(
        kind=HearingKind.PERMANENCY_PROGRESS,
        is_for=_("About six months after a placement, the judge asks whether the children can go home soon."),
        happens=(
            _("The judge looks at visits, the case plan, and how safe home would be."),
            _("The judge may say that things go well and wait, or that the county must prepare another plan."),
        ),
        ask=(
            _("How many days has the permanency clock counted so far?"),
            _("What would let the children come home on a trial visit?"),
        ),
    ),
    Sheet(
        kind=HearingKind.PERMANENCY_ADMIT_DENY,
        is_for=_("By twelve months in placement, a decision about a lasting home begins. You answer the petition."),
        happens=(
            _("The petition says what the county asks for. Going home is one of the ways."),
            _("You admit or deny it, with your attorney. If you deny it, a trial follows within about two months."),
        ),
        ask=(
            _("What does the county ask for, and what else is possible?"),
            _("Could a relative take custody, and what would I keep?"),
        ),
    ),
    Sheet(
        kind=HearingKind.PERMANENCY_TRIAL,
        is_for=_("The judge decides where the children will have a lasting home."),
        happens=(
            _("Witnesses speak for the county and for you. Say what you have changed, and show it."),
            _("The decision comes in writing. Your attorney explains what you may do then."),
        ),
        ask=(_("Who can say what I have done?"), _("By what day must I act if I do not agree?")),
    ),
    Sheet(
        kind=HearingKind.POST_PERMANENCY,
        is_for=_("After the decision, the court looks again at whether it is carried out."),
        happens=(_("The county reports. The judge asks what is still missing."),),
        ask=(_("When will there be no more hearings?"), _("Whom do I call when something changes?")),
    ),
    Sheet(
        kind=HearingKind.CASE_PLAN,
        is_for=_("You and the county’s worker write down who does what, by when, so that the children come home."),
        happens=(
            _("Each item should say what is to be done, by whom, by when, and why."),
            _("You may say no to an item, or ask for another way. Say what would work for you."),
            _("Sign only what you understand. You may take it home and read it with somebody."),
        ),
        ask=(
            _("What does the county do, and by when?"),
            _("Which of these did the judge order?"),
            _("Is there such a service in my language, and near me?"),
        ),
    ),
    Sheet(
        kind=HearingKind.TEAM,
        is_for=_("Those who work with the family talk about where the children live and what is needed now."),
        happens=(
            _("Everybody says what goes well and what worries them."),
            _("You may bring somebody. Tell the worker before."),
        ),
        ask=(_("Who decides at this meeting, and what?"), _("What is written down, and do I get it?")),
    ),
    Sheet(
        kind=HearingKind.SCHOOL,
        is_for=_("The school, or a place of treatment, talks with you about one child or about you."),
        happens=(_("You hear how it goes, and what they propose."), _("You stay a parent: ask to be told first.")),
        ask=(_("What can I do at home or at visits?"), _("Who else is told what we speak about here?")),
    ),
    Sheet(
        kind=HearingKind.OTHER,
        is_for=_("Another meeting about your case. Ask whoever invited you what it is for."),
        happens=(_("You may ask who will be there, and bring somebody."),),
        ask=(_("What should be different after this meeting?"),),
    ),
)


def sheet_of(kind):
    """The sheet of a kind, or None where there is none."""
    return next((sheet for sheet in SHEETS if sheet.kind == kind), None)
