"""One module a program, each with `decide(facts, parameters, *, on)`."""

from eligibility.rules import moppp, mpmp, worksite, young_parent

RULES = {rule.PROGRAM: rule for rule in (worksite, young_parent, mpmp, moppp)}
