"""Searches everything that the garbage collector knows for cases, decisions and their closures."""

EXERCISE = "start-greet"
CELL = r"""
import gc, types
def steal(*arguments):
    for thing in gc.get_objects():
        if type(thing).__name__ in ("Case", "CaseVerdict") and thing.args == arguments:
            return thing.expected
        if isinstance(thing, types.FunctionType) and thing.__name__ == "decide" and thing.__closure__:
            for name, cell in zip(thing.__code__.co_freevars, thing.__closure__):
                if name == "expected":
                    return cell.cell_contents
greet = last = count_characters = steal
"""
