"""The import contracts: the kind that is our own breaks when it should."""

import pytest
from grimp import ImportGraph

from tools.contracts import PrivateContract

STAGES = "rapporteur.stages"


@pytest.mark.parametrize(
    ("importer", "imported", "is_kept"),
    [
        (f"{STAGES}.mandate.urls", f"{STAGES}.mandate.views", True),
        (f"{STAGES}.record.urls", f"{STAGES}.mandate.queries", True),
        (f"{STAGES}.record.urls", f"{STAGES}.mandate.views", False),
        (f"{STAGES}.record.urls", f"{STAGES}.mandate.views.pages", False),
        ("rapporteur.site.views", f"{STAGES}.mandate.forms", False),
    ],
)
def test_views_and_forms_are_imported_within_their_stage_alone(importer, imported, is_kept):
    graph = ImportGraph()
    for module in (STAGES, f"{STAGES}.mandate", f"{STAGES}.mandate.views", f"{STAGES}.record"):
        graph.add_module(module)
    graph.add_import(importer=importer, imported=imported)
    contract = PrivateContract(
        name="",
        session_options={},
        contract_options={"containers": [f"{STAGES}.*"], "private": ["views", "forms"]},
    )
    assert contract.check(graph, verbose=False).kept is is_kept
