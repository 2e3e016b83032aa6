"""One source, every other form derived from it; and nothing that is broken gets through."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, read_notebook

from course_lib import cli
from course_lib.authoring import build as build_module
from course_lib.authoring.build import build, check_build
from course_lib.authoring.lesson_source import SourceError, read_source, source_lessons, source_path
from course_lib.authoring.source_rules import solution_lines
from course_lib.authoring.student_edition import student_notebook
from course_lib.course_root import Course
from course_lib.exercises.catalogue import exercises_of
from course_lib.exercises.exercise import STUB_SAYS
from course_lib.grading.records.nbgrader_environment import alembic_on_path

LESSON = "00-start-here"


@pytest.mark.parametrize("lesson", source_lessons(Course(ROOT)))
def test_every_lesson_is_up_to_date(course: Course, lesson: str) -> None:
    assert check_build(course, lesson).problems == ()


def _replaced(old: str, new: str, *, count: int = 1) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text, f"the test's own anchor is gone: {old!r}"
        return text.replace(old, new, count)

    return change


# Each broken source: how it is broken, and what the error has to name besides the file.
BROKEN: dict[str, tuple[Callable[[str], str], list[str]]] = {
    "misspelled begin marker": (
        _replaced("### BEGIN SOLUTION", "### BEGIN SOLUTOIN"),
        ["start-greet", "### BEGIN SOLUTOIN"],
    ),
    "lower-case end marker": (_replaced("### END SOLUTION", "### end solution"), ["start-greet", "### end solution"]),
    "two hashes": (_replaced("### BEGIN SOLUTION", "## BEGIN SOLUTION"), ["start-greet", "'## BEGIN SOLUTION'"]),
    "a marker in another order of words": (
        _replaced("    ### END SOLUTION\n", "    ### END SOLUTION\n    ### SOLUTION BEGIN\n    x = 1\n"),
        ["start-greet", "### SOLUTION BEGIN"],
    ),
    "a marker of another tool": (
        _replaced("    ### END SOLUTION\n", "    ### END SOLUTION\n    ### BEGIN ANSWER\n    x = 1\n"),
        ["start-greet", "### BEGIN ANSWER"],
    ),
    "code that is not Python, with an await in it": (
        lambda text: text + '\n# %% role="demo" id="slip"\ncups = = 0  # await\n',
        ["slip", "not Python"],
    ),
    "no end marker": (_replaced("    ### END SOLUTION\n", ""), ["start-greet", "'### BEGIN SOLUTION'"]),
    "no markers": (
        lambda text: _replaced("    ### BEGIN SOLUTION\n", "")(_replaced("    ### END SOLUTION\n", "")(text)),
        ["start-greet", "this one has: none"],
    ),
    "markers the wrong way round": (
        lambda text: text.replace("### BEGIN SOLUTION", "### X", 1)
        .replace("### END SOLUTION", "### BEGIN SOLUTION", 1)
        .replace("### X", "### END SOLUTION", 1),
        ["start-greet", "'### END SOLUTION', '### BEGIN SOLUTION'"],
    ),
    "nothing between the markers": (
        lambda text: text[: text.index("### BEGIN SOLUTION") + 18] + "\n    " + text[text.index("### END SOLUTION") :],
        ["start-greet", "nothing between its markers"],
    ),
    "a marker in a demo cell": (
        lambda text: text + '\n# %% role="demo" id="leak"\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION\n',
        ["leak", "outside a solution cell"],
    ),
    "a hidden test in the notebook": (
        lambda text: text + '\n# %% role="demo" id="leak"\n### BEGIN HIDDEN TESTS\nx = 1\n### END HIDDEN TESTS\n',
        ["leak", "judge.py"],
    ),
    "a misspelled hidden-test marker": (
        lambda text: text + '\n# %% role="demo" id="leak"\n### BEGIN HIDEN TEST\nx = 1\n',
        ["leak", "### BEGIN HIDEN TEST"],
    ),
    "an unknown role": (_replaced('role="solution"', 'role="solutoin"'), ["solutoin"]),
    "no role": (_replaced('role="setup" ', ""), ["a code cell has a role"]),
    "an id that is not kebab-case": (_replaced('id="setup', 'id="Setup_'), ["Setup_", "kebab-case"]),
    "something unknown in a header": (_replaced('role="setup"', 'role="setup" colour="red"'), ["colour"]),
    "a text cell without a language": (_replaced('[markdown] lang="en"', "[markdown]"), ["says its language"]),
    "a text without its Chinese twin": (_replaced('lang="zh"', 'lang="en"'), ["this one is alone"]),
    "an id that two cells share": (
        lambda text: text + '\n# %% role="demo" id="twice"\n1\n\n# %% role="demo" id="twice"\n2\n',
        ["'twice'"],
    ),
    "a check of another exercise": (
        _replaced('check("start-greet", greet)', 'check("start-greet", print)'),
        ["start-greet-check", "print"],
    ),
    "no check cell": (
        _replaced('role="check" id="start-greet-check"', 'role="demo" id="not-a-check"'),
        ["start-greet", "no check cell"],
    ),
    "an exercise that the module does not know": (_replaced('id="start-greet"', 'id="start-grete"'), ["start-grete"]),
    "a solution that defines something else": (_replaced("def greet(", "def greeet("), ["start-greet", "greet()"]),
    "code that is not Python": (
        lambda text: text + '\n# %% role="demo" id="slip"\nprint("a"\n',
        ["slip", "not Python"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_source_names_file_cell_and_text(copied_course: Course, name: str) -> None:
    change, fragments = BROKEN[name]
    path = source_path(copied_course, LESSON)
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    before = {p: p.read_bytes() for p in copied_course.root.rglob("*.ipynb")}

    problems = "\n".join(check_build(copied_course, LESSON).problems)
    assert f"{LESSON}.py" in problems
    for fragment in fragments:
        assert fragment in problems, problems
    with pytest.raises(SourceError):
        build(copied_course, LESSON)
    assert {p: p.read_bytes() for p in copied_course.root.rglob("*.ipynb")} == before, "nothing was written"


def test_the_command_fails_on_a_broken_source(copied_course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--check", "--course", str(copied_course.root), "--json"]) == 0
    path = source_path(copied_course, LESSON)
    path.write_text(path.read_text(encoding="utf-8").replace("### BEGIN SOLUTION", "### BEGIN", 1), encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["build", "--check", "--course", str(copied_course.root), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"]


def test_an_edited_student_notebook_is_stale_with_cell_and_diff(copied_course: Course) -> None:
    path = copied_course.student_notebook(LESSON)
    notebook = read_notebook(path)
    cell = next(cell for cell in notebook["cells"] if cell["id"] == "start-greet")
    cell["source"] = [*cell["source"], "\n# edited by hand"]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (problem,) = check_build(copied_course, LESSON).problems
    assert "notebooks/en/00-start-here/00-start-here.ipynb, cell start-greet: differs" in problem
    assert "-# edited by hand" in problem


def test_outputs_do_not_make_a_student_notebook_stale(copied_course: Course) -> None:
    path = copied_course.student_notebook(LESSON)
    notebook = read_notebook(path)
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    code["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["hello"]}]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert check_build(copied_course, LESSON).problems == ()


def test_outputs_older_than_the_code_are_noticed(copied_course: Course) -> None:
    path = copied_course.solutions / LESSON / f"{LESSON}.ipynb"
    notebook = read_notebook(path)
    notebook["metadata"]["glassbox"]["outputs_of"] = "another hash"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (problem,) = check_build(copied_course, LESSON).problems
    assert "outputs are older than the source" in problem


def test_a_missing_student_notebook_is_noticed(copied_course: Course) -> None:
    copied_course.student_notebook(LESSON, "zh").unlink()
    (problem,) = check_build(copied_course, LESSON).problems
    assert "notebooks/zh" in problem


def test_building_again_changes_no_byte(copied_course: Course) -> None:
    assert build(copied_course, LESSON).written == ()
    for path in (copied_course.student_notebook(LESSON), copied_course.student_notebook(LESSON, "zh")):
        before = path.read_bytes()
        path.unlink()
        build(copied_course, LESSON)
        assert path.read_bytes() == before


def test_both_languages_hold_the_same_code_under_the_same_ids(course: Course) -> None:
    def code(language: str) -> list[tuple[Any, Any]]:
        cells = read_notebook(course.student_notebook(LESSON, language))["cells"]
        return [(cell["id"], cell["source"]) for cell in cells if cell["cell_type"] == "code"]

    (first, *english), (own, *chinese) = code("en"), code("zh")
    assert english == chinese
    assert first[0] == own[0] == "course-here" and first != own, "the generated first cell says which language it is"


@pytest.mark.parametrize("lesson", source_lessons(Course(ROOT)))
def test_no_solution_reaches_a_student(course: Course, lesson: str) -> None:
    source = read_source(source_path(course, lesson))
    for language in source.languages:
        cells = {
            cell["id"]: "".join(cell["source"])
            for cell in read_notebook(course.student_notebook(lesson, language))["cells"]
        }
        for cell in source.cells:
            if cell.role == "solution":
                kept = cell.source.partition("### BEGIN SOLUTION")[0]
                secret = [line for line in solution_lines(cell) if line not in kept]
                assert not [line for line in secret if line in cells[cell.id].splitlines()]
                assert 'raise NotImplementedError("your turn")' in cells[cell.id]
        assert "SOLUTION" not in "\n".join(cells.values())


def test_a_leak_past_nbgrader_is_caught(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    source = read_source(source_path(course, LESSON))
    exercises = exercises_of(LESSON)
    # As if nbgrader had not understood the markers: what it "releases" is the notebook with its solutions.
    monkeypatch.setattr(
        "course_lib.authoring.student_edition._assignment_step", lambda _folder, _source, notebook: notebook
    )
    with pytest.raises(SourceError, match="would reach the students"):
        student_notebook(source, exercises, "en")


def test_a_reference_that_fails_or_writes_to_stderr_is_not_built(copied_course: Course) -> None:
    path = source_path(copied_course, LESSON)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text + '\n# %% role="demo" id="noisy"\nimport sys\nprint("psst", file=sys.stderr)\n', encoding="utf-8"
    )
    with pytest.raises(SourceError, match=r"noisy: writes to stderr.*psst"):
        build(copied_course, LESSON)


def test_stock_generate_assignment_releases_the_notebook_alone(copied_course: Course, tmp_path: Path) -> None:
    out = tmp_path / "stock"
    with alembic_on_path():
        subprocess.run(
            [sys.executable, "-m", "nbgrader", "generate_assignment", LESSON, "--create",
             f"--CourseDirectory.release_directory={out}", f"--CourseDirectory.db_url=sqlite:///{tmp_path}/g.db"],
            cwd=copied_course.root, check=True, capture_output=True, env={**os.environ},
        )  # fmt: skip
    released = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    assert released == [f"{LESSON}/{LESSON}.ipynb"]
    text = (out / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    assert "BEGIN SOLUTION" not in text
    assert STUB_SAYS in text, "nbgrader_config.py and the course write the same stub: checks know it by its words"


def test_a_release_holds_the_student_half_only(course: Course, tmp_path: Path) -> None:
    out = tmp_path / "class"
    assert cli.main(["release", str(out), "--course", str(course.root)]) == 0
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {
        "notebooks/zh/00-start-here/00-start-here.ipynb",
        "Makefile",
        "course_lib/cli.py",
        "nbgrader_config.py",
    } <= files
    assert not [
        name for name in files if name.startswith(("solutions", "tests", "course_lib/authoring", "course_lib/grading"))
    ]
    # It works by itself: a check runs, an instructor's command says what it is missing.
    script = (
        # Without the checkout that this environment has installed: a class has this folder and nothing else.
        "import sys; sys.meta_path = [f for f in sys.meta_path if 'Editable' not in repr(f)]\n"
        "sys.path.insert(0, '.'); from course_lib import check, cli\n"
        "check('start-greet', lambda name: f'你好，{name}！Hello, {name}!')\n"
        "sys.exit(cli.main(['grade', 'x', '--out', 'y']))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=out,
        capture_output=True,
        text=True,
        env={**os.environ, "COURSE_PROGRESS": "off", "PYTHONDONTWRITEBYTECODE": ""},
    )
    assert list(out.rglob("*.pyc")), "what Python leaves behind is nobody's work"
    assert "Public checks passed" in ran.stdout and ran.returncode == 2
    assert "instructor's edition" in ran.stderr
    # Released again over itself, but not over what a teacher changed.
    assert cli.main(["release", str(out), "--course", str(course.root)]) == 0
    (out / "README.md").write_text("my own notes", encoding="utf-8")
    assert cli.main(["release", str(out), "--course", str(course.root)]) == 2
    assert (out / "README.md").read_text(encoding="utf-8") == "my own notes"


def test_an_unknown_lesson_names_the_known_ones(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--check", "99", "--course", str(course.root)]) == 2
    assert "04-tokenizer" in capsys.readouterr().err


def test_an_authors_environment_is_put_back() -> None:
    before = dict(os.environ)
    with build_module._authors_environment():
        assert os.environ["COURSE_PROGRESS"] == "off"
    assert dict(os.environ) == before
