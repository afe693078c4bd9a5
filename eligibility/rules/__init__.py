"""One module a program."""
