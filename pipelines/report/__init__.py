"""The report: what the documents say beside what is done, in Markdown and as a page.

Queries (`queries/`) read the published tables, templates (`templates/`) put their rows
into words. The page is the Markdown itself, rendered; see `run.write_report`.
"""
