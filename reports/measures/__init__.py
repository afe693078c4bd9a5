"""What is counted. One module a measure family; each measure is a function of (period, sites, program).

`period` has `first` and `last`, days that count both; `sites` are Site rows; `program` is the
registry's Program. What a measure means stands in its definition and so in its docstring.
"""
