"""A team's own rules reach the reading of every text."""

from pipelines.read.rows.words import Words
from pipelines.read.tables import TEXT_SIGNALS
from pipelines.read.texts import Text


class Rows:
    """Stands in for the store: keeps what is added."""

    def __init__(self):
        self.kept = {}

    def add(self, table, rows):
        self.kept.setdefault(table.name, []).extend(rows)


def test_the_rules_of_a_team_are_used_beside_those_that_ship_along(tmp_path):
    path = tmp_path / "ours.yml"
    path.write_text("rules:\n- {id: yolo, kind: override, any: ['yolo-merged']}\n")
    store = Rows()
    text = Text(repository_id="acme/app", text="We yolo-merged it. A hotfix went out.")
    Words(store, path).read(text)
    rules = {row["rule_id"] for row in store.kept[TEXT_SIGNALS.name]}
    assert rules == {"yolo", "hotfix"}
