"""A kind of import contract that import-linter lacks: what a package keeps to itself.

import-linter's `protected` cannot say "only from the same stage": with wildcards, the urls of one
stage may import the views of another.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.helpers import module_expressions_to_modules


class PrivateContract(Contract):
    """The named modules of every container are imported from within that container alone.

    Options: `containers`, packages, wildcards allowed; `private`, names of modules in each of them.
    """

    type_name = "private"

    containers = fields.SetField(subfield=fields.ModuleExpressionField())
    private = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        containers = module_expressions_to_modules(graph, self.containers)  # type: ignore[arg-type]
        trespasses = sorted(
            (importer, imported)
            for container in {module.name for module in containers}
            for name in self.private  # type: ignore[attr-defined]
            if f"{container}.{name}" in graph.modules
            for imported in _with_descendants(graph, f"{container}.{name}")
            for importer in graph.find_modules_that_directly_import(imported)
            if importer != container and not importer.startswith(f"{container}.")
        )
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["trespasses"]:
            output.print_error(f"{importer} imports {imported}, which is private to its stage.")


def _with_descendants(graph: ImportGraph, module: str) -> set[str]:
    return {module, *graph.find_descendants(module)}
