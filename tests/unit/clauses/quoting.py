"""The sentences that the reader takes for rules, by their words."""

from pipelines.read.clauses import find_clauses


def under(heading, text, path="CONTRIBUTING.md"):
    """The quotes of the rules in `text`, which stands below a heading."""
    text = f"# Doc\n\n## {heading}\n\n{text}\n"
    return [clause.quote for clause in find_clauses(text, path=path, kind="")]
