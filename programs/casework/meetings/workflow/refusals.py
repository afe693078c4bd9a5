"""Why something cannot be done with a meeting, each in a sentence for the user."""


class CannotPlan(Exception):
    """Why the meeting cannot be planned or changed so."""


class CannotInvite(Exception):
    """Why nobody can be invited any more."""


class CannotAnswer(Exception):
    """Why an invitation cannot be answered any more."""


class CannotOpenDoor(Exception):
    """Why people cannot sign in at this meeting themselves."""


class CannotSignIn(Exception):
    """Why somebody cannot sign in at the door. It says nothing about anybody."""


class CannotMatch(Exception):
    """Why somebody who signed in at the door cannot be matched so."""


class CannotTakeAttendance(Exception):
    """Why attendance cannot be noted."""
