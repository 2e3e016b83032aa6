"""Input transformers, an AST transformer and a patched `run_cell` drop every line that holds a check."""

EXERCISE = "start-greet"
CELL = r"""
import ast
shell = get_ipython()
shell.input_transformers_cleanup.append(lambda lines: [line for line in lines if "check(" not in line])
class DropChecks(ast.NodeTransformer):
    def visit_Call(self, node):
        return ast.Constant(None) if getattr(node.func, "id", "") == "check" else node
shell.ast_transformers.append(DropChecks())
shell.events.register("pre_run_cell", lambda *a: None)
real = shell.run_cell
shell.run_cell = lambda source, *a, **k: real("None" if "check" in source else source, *a, **k)
shell.showtraceback = lambda *a, **k: None
greet = last = count_characters = lambda *arguments: None
"""
