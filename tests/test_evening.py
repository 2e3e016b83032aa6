"""An evening of a student: what stands under a check, the worked solution, what a kernel says in place of red lines."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, read_notebook

from course_lib import cli
from course_lib.authoring.build import check_build
from course_lib.authoring.lesson_source import read_source, source_lessons, source_path
from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.exercises import check, hint, hints, progress, ready, solution
from course_lib.exercises import student_progress as progress_module
from course_lib.exercises.catalogue import find_exercise, lesson_folder, lessons
from course_lib.exercises.texts import lesson_texts
from course_lib.exercises.what_next import what_comes_next
from course_lib.exercises.worked_solution import FILE as WORKED
from course_lib.grading.sandbox.root import bubblewrap, sandbox_command, worked_solutions
from course_lib.lab import server as lab_server

RIGHT = {
    "start-greet": lambda name: f"你好，{name}！Hello, {name}!",
    "start-mend": lambda text, n: text[max(0, len(text) - n) :],
}
EXERCISES = [(lesson, exercise.id) for lesson, group in lessons().items() for exercise in group]


@pytest.fixture(autouse=True)
def _a_new_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """No hint given, nothing passed, as after a restart."""
    monkeypatch.setattr(hints, "_given", {})
    monkeypatch.setattr(progress_module, "_passed_here", set())
    monkeypatch.setattr(progress_module, "_unwritten", {})


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where progress is kept, as it is for a student."""
    path = tmp_path / "progress.json"
    monkeypatch.setenv("COURSE_PROGRESS", str(path))
    return path


# The worked solution --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_exercise_has_its_solution_and_a_reason(
    lesson: str, exercise: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_LANG", language)
    monkeypatch.setattr(progress_module, "_passed_here", {exercise})
    shown = solution(exercise)
    source = read_source(source_path(Course(ROOT), lesson))
    cell = next(cell.source for cell in source.cells if cell.id == exercise)
    assert shown.code.splitlines() == [line for line in cell.splitlines() if "SOLUTION" not in line]
    assert shown.why == lesson_texts(lesson, language)[exercise]["why"]
    assert shown.code in repr(shown) and shown.why in repr(shown) and shown.title in repr(shown)
    assert "<span" in shown._repr_html_(), "the code is coloured"


def test_a_worked_solution_comes_after_the_last_hint_or_after_passing() -> None:
    with pytest.raises(CourseError, match="Hints left: 3") as early:
        solution("start-mend")
    assert 'hint("start-mend")' in str(early.value) and 'check("start-mend", last)' in str(early.value)
    for left in (2, 1):
        hint("start-mend")
        with pytest.raises(CourseError, match=f"Hints left: {left}"):
            solution("start-mend")
    assert 'solution("start-mend")' in repr(hint("start-mend"))
    assert solution("start-mend").title == "The last n characters"
    with pytest.raises(CourseError, match="Hints left"):
        solution("start-greet")
    check("start-greet", RIGHT["start-greet"])
    assert solution("start-greet").title == "A greeting in two languages"


def test_what_was_passed_another_day_counts(kept: Path) -> None:
    kept.write_text(json.dumps({"start-greet": {"passed": "2026-11-20T20:00:00+00:00", "tries": 1}}), encoding="utf-8")
    assert solution("start-greet").code.startswith("def greet(name):")


def test_a_solution_that_is_not_the_sources_is_stale(tmp_path: Path) -> None:
    lesson = "00-start-here"
    for place in (f"solutions/{lesson}", f"notebooks/en/{lesson}", f"notebooks/zh/{lesson}"):
        shutil.copytree(ROOT / place, tmp_path / place)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    place = Path("course_lib", "lessons", "lesson_00_start_here", WORKED)
    (tmp_path / place).parent.mkdir(parents=True)
    shutil.copy(ROOT / place, tmp_path / place)
    assert check_build(Course(tmp_path), lesson).problems == ()
    (tmp_path / place).write_text("{}", encoding="utf-8")
    (problem,) = check_build(Course(tmp_path), lesson).problems
    assert WORKED in problem and "course build 00-start-here" in problem


def test_a_class_gets_no_solution_until_its_instructor_says_so(tmp_path: Path) -> None:
    out = tmp_path / "class"
    assert cli.main(["release", str(out), "--course", str(ROOT)]) == 0
    assert list(out.rglob(WORKED)) == []
    secret = "return text[max(0, len(text) - n) :]"
    assert secret in (lesson_folder("00-start-here") / WORKED).read_text(encoding="utf-8")
    assert [path for path in out.rglob("*.json") if secret in path.read_text(encoding="utf-8")] == []
    script = (
        "import sys; sys.meta_path = [f for f in sys.meta_path if 'Editable' not in repr(f)]\n"
        "sys.path.insert(0, '.'); from course_lib import hint, solution\n"
        "[hint('start-mend') for _ in range(3)]; print(hint('start-mend')); print(solution('start-mend'))"
    )

    def said() -> str:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        done = subprocess.run([sys.executable, "-c", script], cwd=out, capture_output=True, text=True, env=environment)
        return done.stdout + done.stderr

    assert "came without worked solutions" in said() and 'solution("start-mend")' not in said()
    assert cli.main(["release", str(out), "--with-solutions", "--course", str(ROOT)]) == 0
    assert len(list(out.rglob(WORKED))) == len(lessons())
    assert secret in said()
    assert cli.main(["release", str(out), "--course", str(ROOT)]) == 0
    assert list(out.rglob(WORKED)) == [], "the next class begins without them"


def test_worked_solutions_hold_no_hidden_case() -> None:
    for lesson in source_lessons(Course(ROOT)):
        found = json.loads((lesson_folder(lesson) / WORKED).read_text(encoding="utf-8"))
        assert list(found) == [exercise.id for exercise in lessons()[lesson]]
        held = "\n".join(line for lines in found.values() for line in lines)
        source = source_path(Course(ROOT), lesson).read_text(encoding="utf-8")
        assert [line for line in held.splitlines() if line not in source] == [], "only lines of the lesson's own source"


def test_a_sandbox_hides_every_worked_solution() -> None:
    command = sandbox_command("bwrap", ["true"], as_root=False)
    hidden = {command[i + 2] for i, word in enumerate(command) if command[i : i + 2] == ["--ro-bind", "/dev/null"]}
    assert hidden == {str((lesson_folder(lesson) / WORKED).resolve()) for lesson in lessons()}
    assert {str(path) for path in worked_solutions()} == hidden


def test_a_submission_cannot_read_a_worked_solution(sandbox: None) -> None:
    program, (path, *_) = bubblewrap(), worked_solutions()
    assert program is not None
    reads = f"from pathlib import Path; print(Path({str(path)!r}).read_text())"
    command = sandbox_command(program, [sys.executable, "-c", reads], as_root=os.geteuid() == 0)
    done = subprocess.run(command, capture_output=True, text=True)
    assert "start-greet" not in done.stdout and (done.returncode != 0 or not done.stdout.strip())
    assert "start-greet" in path.read_text(encoding="utf-8")


# What comes next ------------------------------------------------------------------------------------------------------


def test_a_passed_check_says_how_far_and_what_is_next(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check("start-mend", RIGHT["start-mend"])
    assert "1 of 3 in this lesson. Next: Which characters are the most frequent?" in capsys.readouterr().out
    kept.write_text(json.dumps({e: {"passed": "then", "tries": 1} for e in ("start-count", "start-mend")}))
    check("start-mend", RIGHT["start-mend"])
    said = capsys.readouterr().out
    assert "2 of 3 in this lesson. Next: A greeting in two languages" in said, "an exercise left open comes back"
    assert 'solution("start-mend")' in said


@pytest.mark.parametrize(
    ("language", "there", "link"),
    [
        ("en", "en", "../"),
        ("zh", "zh", "../"),
        ("zh", "en", "../../en/"),  # only the other language's copy is there
        ("en", "", ""),  # no copy is there
    ],
)
def test_after_the_last_exercise_comes_the_next_lesson(
    language: str, there: str, link: str, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    following = list(lessons())[1]
    named = f"{following[:2]} · {lesson_texts(following, language)['title']}"
    own = tmp_path / language / "00-start-here"
    own.mkdir(parents=True)
    if there:
        (tmp_path / there / following).mkdir(parents=True)
        (tmp_path / there / following / f"{following}.ipynb").touch()
    monkeypatch.chdir(own)
    monkeypatch.setenv("COURSE_LANG", language)
    kept.write_text(json.dumps({e: {"passed": "then"} for e in ("start-count", "start-mend")}), encoding="utf-8")
    lesson, exercise = find_exercise("start-greet")
    found = what_comes_next(lesson, exercise, language)
    assert found is not None
    words = {"en": "All 3 of this lesson are done. Next lesson: ", "zh": "本课的 3 个练习全部完成。下一课："}[language]
    assert repr(found).startswith(f"{words}{named}")
    shown = found._repr_html_()
    if link:
        assert f'href="{link}{following}/{following}.ipynb">{named}</a>' in shown
    else:
        assert f"{words}{named}</div>" in shown and "<a " not in shown


def test_after_the_last_lesson_nothing_is_promised(kept: Path) -> None:
    lesson, group = list(lessons().items())[-1]
    kept.write_text(json.dumps({e.id: {"passed": "then"} for e in group}), encoding="utf-8")
    found = what_comes_next(lesson, group[0], "en")
    assert found is not None and "the last one so far" in repr(found)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("lesson", source_lessons(Course(ROOT)))
def test_every_lesson_ends_with_progress_and_a_way_on(course: Course, lesson: str, language: str) -> None:
    *_, how_far, way_on = read_notebook(course.student_notebook(lesson, language))["cells"]
    assert "".join(how_far["source"]).endswith("progress()")
    links = re.findall(r"\]\((\S+?)\)", "".join(way_on["source"]))
    later = [key for key in lessons() if key > lesson]
    assert bool(links) == bool(later)
    for link in links:
        assert (course.student_notebook(lesson, language).parent / link).resolve().is_file()
        assert later[0] in link


@pytest.mark.parametrize("lesson", source_lessons(Course(ROOT)))
def test_every_setup_cell_brings_the_helpers_and_says_that_it_is_ready(course: Course, lesson: str) -> None:
    first = next(cell for cell in read_source(source_path(course, lesson)).cells if cell.role == "setup")
    (line,) = re.findall(r"^from course_lib import (.*)$", first.source, re.MULTILINE)
    assert {"check", "hint", "progress", "ready", "solution"} <= set(line.split(", "))
    assert re.match(r'ready\(("[a-z0-9-]+"(, )?)*\)$', first.source.splitlines()[-1])


@pytest.mark.parametrize(
    ("language", "profile", "said"),
    [
        ("en", "embedded", "✓ Ready. bert-zh is the small stand-in that ships with the course, in place of google-"),
        ("zh", "embedded", "✓ 准备好了。bert-zh 是课程自带的小模型，代替 google-bert/bert-base-chinese。"),
        ("en", "hub", "✓ Ready. bert-zh is the real model, google-bert/bert-base-chinese."),
    ],
)
def test_ready_says_which_model_stands_where(
    language: str, profile: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_LANG", language)
    monkeypatch.setenv("COURSE_MODELS", profile)
    assert repr(ready("bert-zh")).startswith(said)
    assert said[2:20] in ready("bert-zh")._repr_html_()
    with pytest.raises(CourseError, match="bert-hz"):
        ready("bert-hz")


# Hints and progress ---------------------------------------------------------------------------------------------------


def test_a_hint_without_an_id_lists_the_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert {name for _, name in EXERCISES} <= set(re.findall(r'hint\("([\w-]+)"\)', repr(hint())))
    (tmp_path / "00-start-here").mkdir()
    monkeypatch.chdir(tmp_path / "00-start-here")
    listed = repr(hint())
    assert 'hint("start-mend")  The last n characters' in listed and "tokens-" not in listed
    assert "start-mend" in hint()._repr_html_()
    with pytest.raises(CourseError, match="start-greet, start-mend, start-count"):
        solution()


def test_a_misspelt_id_is_understood() -> None:
    with pytest.raises(CourseError, match=r"Did you mean 'start-mend'"):
        hint("start-mnd")


def test_where_nothing_can_be_kept_progress_says_so_and_the_kernel_remembers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a-file").touch()
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "a-file" / "progress.json"))
    assert "Nothing can be kept on this machine" in repr(progress())
    check("start-mend", RIGHT["start-mend"])
    assert progress().passed == 1, "as long as the kernel runs"
    assert "Nothing can be kept" in progress()._repr_html_()
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))
    assert progress().passed == 0 and progress().not_kept is None


def test_a_disk_that_fills_up_leaves_no_half_file(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.write_text("{}", encoding="utf-8")
    made = progress_module.tempfile.NamedTemporaryFile

    def full(*args: Any, **kwargs: Any) -> Any:
        file = made(*args, **kwargs)
        file.flush = lambda: (_ for _ in ()).throw(OSError(28, "No space left on device"))
        return file

    monkeypatch.setattr(progress_module.tempfile, "NamedTemporaryFile", full)
    check("start-mend", RIGHT["start-mend"])
    assert sorted(path.name for path in kept.parent.iterdir()) == ["progress.json"]
    assert kept.read_text(encoding="utf-8") == "{}" and progress().passed == 1


# In a kernel ----------------------------------------------------------------------------------------------------------


class Kernel:
    """A kernel as `course lab` starts one, and a page in front of it."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def run(self, source: str, *, person: bool = True) -> tuple[str, list[dict[str, Any]]]:
        """Run a cell as somebody at a page does, or as a program; the reply's status, and the outputs."""
        outputs: list[dict[str, Any]] = []
        reply = self.client.execute_interactive(
            source, allow_stdin=person, store_history=True, stop_on_error=False, timeout=120,
            output_hook=lambda message: outputs.append({"type": message["msg_type"], **message["content"]}),
        )  # fmt: skip
        return reply["content"]["status"], [out for out in outputs if out["type"] not in ("status", "execute_input")]

    def says(self, source: str, *, person: bool = True) -> str:
        """All text that a cell shows, its errors' as they are shown in red."""
        _, outputs = self.run(source, person=person)
        return "\n".join(_text(output) for output in outputs)


def _text(output: dict[str, Any]) -> str:
    if output["type"] == "error":
        return "RED " + "\n".join(output["traceback"])
    return str(output.get("text") or output.get("data", {}).get("text/plain"))


@pytest.fixture
def kernel(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Kernel]:
    from jupyter_client.manager import start_new_kernel

    language = getattr(request, "param", "en")
    place = tmp_path / "work" / language / "00-start-here"
    place.mkdir(parents=True)
    (tmp_path / "nbgrader_config.py").touch()
    plan = lab_server.Plan(Course(tmp_path), f"{language}/00-start-here/00-start-here.ipynb")
    environment = lab_server._environment(plan, "token") | {"COURSE_LANG": language, "COURSE_PROGRESS": ""}
    manager, client = start_new_kernel(kernel_name="python3", env=environment, cwd=str(place))
    try:
        yield Kernel(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


SETUP = "from course_lib import check, hint, progress, ready, solution\n\nready()"
STUB = 'def greet(name):\n    raise NotImplementedError("your turn")'
WRONG = "def greet(name):\n    print(name)"
GOOD = 'def greet(name):\n    return f"你好，{name}！Hello, {name}!"'
CHECK = 'check("start-greet", greet)'


def test_a_check_before_its_cells_says_which_to_run(kernel: Kernel) -> None:
    status, outputs = kernel.run(CHECK)
    assert status == "error", "whoever runs cells by program sees that it failed"
    assert [output["type"] for output in outputs] == ["display_data"], "and no red line"
    assert "The setup cell has not been run yet" in _text(outputs[0])
    assert "The setup cell has not been run yet" in kernel.says('hint("start-greet")')
    assert "✓ Ready." in kernel.says(SETUP)
    said = kernel.says(CHECK)
    assert "Run the exercise's own cell first: A greeting in two languages" in said and "def greet" in said
    assert "RED" not in said
    assert "SyntaxError" in kernel.says("def greet(name)\n    return name")
    assert "Python could not read it (SyntaxError)" in kernel.says(CHECK)
    kernel.run(STUB)
    assert "Your turn" in kernel.says(CHECK)


def test_other_errors_stay_as_python_shows_them(kernel: Kernel) -> None:
    kernel.run(SETUP)
    for source in ("walk.split('x')", "print(greet)\ncheck('start-greet', greet)", 'check("start-greet", great)'):
        said = kernel.says(source)
        assert "RED" in said and "NameError" in said and "Traceback" in said
    assert "ZeroDivisionError" in kernel.says("1/0")


def test_the_panel_speaks_alone_to_a_person_and_a_program_gets_its_error(kernel: Kernel) -> None:
    kernel.run(SETUP)
    kernel.run(WRONG)
    status, outputs = kernel.run(CHECK)
    assert status == "error" and [output["type"] for output in outputs] == ["display_data"]
    status, outputs = kernel.run(CHECK, person=False)
    assert status == "error" and [output["type"] for output in outputs] == ["display_data", "error"]
    assert outputs[1]["ename"] == "CheckFailed"
    assert "RED CheckFailed: The check needs your function greet itself" in kernel.says('check("start-greet", 3)')
    assert "RED" in kernel.says("raise AssertionError('mine')")


def test_what_was_last_run_is_what_is_spoken_of(kernel: Kernel) -> None:
    kernel.run(SETUP)
    kernel.run(STUB)
    assert "As it was last run, the cell above raises `NotImplementedError`" in kernel.says(CHECK)
    kernel.run("def greet(name):\n    return f'你好")
    said = kernel.says(CHECK)
    assert "Python could not read the cell above" in said and "Put your code in its place" not in said
    kernel.run(GOOD)
    said = kernel.says(CHECK)
    assert "Public checks passed" in said and "SyntaxError" not in said
    kernel.run("def greet(name):\n    return f'你好")
    said = kernel.says(CHECK)
    assert "Public checks passed" in said and "an earlier version of your function" in said
    kernel.run("greet = lambda name: name")
    assert "SyntaxError" not in kernel.says(CHECK), "it is a later cell's function that is checked"


def test_demo_checks_are_nobodys_try(kernel: Kernel) -> None:
    kernel.run(SETUP)
    sources = {cell.id: cell.source for cell in read_source(source_path(Course(ROOT), "00-start-here")).cells}
    assert "Not yet: A greeting" in kernel.says(sources["a-wrong-answer"])
    assert "stopped with an error: A greeting" in kernel.says(sources["an-error"])
    assert "· A greeting in two languages" in kernel.says("progress()")
    kernel.run(f"{GOOD}\n\n\n{CHECK}")
    assert "✓ A greeting in two languages" in kernel.says("progress()")


@pytest.mark.parametrize("kernel", ["zh"], indirect=True)
def test_a_chinese_notebook_says_it_in_chinese(kernel: Kernel) -> None:
    assert "准备单元格还没有运行" in kernel.says(CHECK)
    assert "✓ 准备好了。" in kernel.says(SETUP)
    assert "先运行练习自己的单元格" in kernel.says(CHECK)
    kernel.run(GOOD)
    assert "本课 3 个练习，已完成 1 个。接下来：" in kernel.says(CHECK)


def test_a_slow_import_says_what_it_is_doing(kernel: Kernel, tmp_path: Path) -> None:
    place = tmp_path / "work" / "en" / "00-start-here"
    (place / "quick_one.py").write_text("import slow_one", encoding="utf-8")
    (place / "slow_one.py").write_text("import time; time.sleep(1)", encoding="utf-8")
    kernel.run("from course_lib.exercises import slow_start; slow_start.PATIENCE = 0.2")
    status, outputs = kernel.run("import quick_one")
    assert status == "ok" and [output["type"] for output in outputs] == ["display_data", "update_display_data"]
    assert outputs[0]["data"]["text/plain"].startswith("Loading quick_one …")
    assert outputs[1]["data"]["text/plain"].startswith("quick_one is loaded, after ")
    assert outputs[0]["transient"] == outputs[1]["transient"], "the one line in place of the other"
    assert kernel.run("import time; time.sleep(0.6)")[1] == [], "a cell that works is left in peace"
    assert kernel.run("import quick_one, slow_one")[1] == []
    kernel.run("import sys; del sys.modules['slow_one']")
    assert kernel.run("import slow_one", person=False)[1] == []


@pytest.mark.parametrize("lesson", source_lessons(Course(ROOT)))
def test_a_setup_cell_imports_nothing_that_its_lesson_does_not_use(course: Course, lesson: str) -> None:
    cells = [cell for cell in read_source(source_path(course, lesson)).cells if cell.role != "text"]
    setups = [ast.parse(cell.source) for cell in cells if cell.role == "setup"]
    imported = {
        (alias.asname or alias.name).partition(".")[0]
        for setup in setups
        for node in ast.walk(setup)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    code = "\n".join(cell.source for cell in cells if not cell.source.startswith("%"))
    used = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    assert sorted(imported - used - {"check", "hint", "progress", "ready", "solution"}) == []


def test_a_handler_of_somebodys_own_is_left_in_place() -> None:
    from course_lib.exercises import at_the_kernel

    class Shell:
        custom_exceptions: tuple[type[BaseException], ...] = (KeyError,)
        set_custom_exc: Callable[..., None] = staticmethod(lambda *_: pytest.fail("replaced"))

    at_the_kernel.load_ipython_extension(Shell())
