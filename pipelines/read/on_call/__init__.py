"""Who is on call when: the rotas that stand in the documents themselves.

Tables with days or weeks in a column or in their header, in whatever markup; lists of
days with people, columns of plain text, files of data (CSV, YAML, JSON), and the swaps
noted beside them.
Of a rota that lives in a paging tool nothing is here, and nothing is known.
"""

from pipelines.read.on_call.find import read_rotas
from pipelines.read.on_call.history import RotaRevision, StandingShift, standing_shifts
from pipelines.read.on_call.records import Person, RotaReading, Shift, Unread

__all__ = [
    "Person",
    "RotaReading",
    "RotaRevision",
    "Shift",
    "StandingShift",
    "Unread",
    "read_rotas",
    "standing_shifts",
]
