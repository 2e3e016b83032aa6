"""Poisons sys.modules, sys.meta_path, sys.path and codecs: whatever is imported later is the student's."""

EXERCISE = "start-greet"
CELL = r"""
import codecs, sys, types
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(("course_lib", "judge")):
            raise ImportError("attack-was-here")
sys.meta_path.insert(0, Finder())
sys.path.insert(0, "/scratch")
for name in ("json", "base64", "struct", "multiprocessing.connection", "course_lib.exercises.verdicts"):
    sys.modules[name] = types.ModuleType(name)
codecs.register(lambda name: None)
sys.setrecursionlimit(50)
sys.settrace(lambda *arguments: None)
greet = last = count_characters = lambda *arguments: "passed"
"""
