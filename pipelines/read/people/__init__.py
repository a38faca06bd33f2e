"""People: which names and addresses a team says are one person's (`.mailmap`)."""

from pipelines.read.people.mailmap import MailmapEntry, read_mailmap

__all__ = ["MailmapEntry", "read_mailmap"]
