"""What a family's story is made of: one module for each part of the hall that tells something."""

from programs.casework.casefile.sources import care, changes, contacts, goals, meetings, papers, replies

SOURCES = (
    *contacts.SOURCES,
    *replies.SOURCES,
    *meetings.SOURCES,
    *goals.SOURCES,
    *papers.SOURCES,
    *care.SOURCES,
    *changes.SOURCES,
)
