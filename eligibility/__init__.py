"""Who may be served: rules as dated data, decisions that explain themselves.

Pure Python: no Django, no clock, no database. A rule is `decide(facts, parameters, *, on) -> Decision`, one
module a program in `rules/`; its numbers lie in `data/`, each with the day from which it holds and its source.
"""
