"""A class as it comes: every lesson, honest students of every kind, and some who mean harm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from attacked_class import ATTACKS, Attack
from synthetic_class import Material, Student, hand_in, students

from course_lib.course_root import Course
from course_lib.exercises.catalogue import exercises_of

#: One of each family that is over in seconds; none is marked OPEN.
HOSTILE = (
    "forged_equal_to_everything", "metadata_points", "files_solutions", "neutralised_check", "neutralised_verdict",
    "frames_expected_values", "descriptors_forged_reply", "startup_modules", "signals_everybody", "handed_in_folder",
)  # fmt: skip
#: A dozen of the class, for every day.
DOZEN = frozenset({
    "00-right", "00-wrong", "00-broken-json", "04-alternative", "04-blank", "04-crashing", "05-right", "05-noisy",
    "05-deleted", *HOSTILE[:3],
})  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """One member of the class, who hands in one lesson: an honest student, or an attack."""

    name: str
    lesson: str
    honest: Student | None = None
    attack: Attack | None = None

    def hand_in(self, submitted: Path, material: Material) -> None:
        if self.honest is not None:
            made = Student(self.name, self.honest.make, self.honest.otherwise, self.honest.outcomes)
            hand_in(submitted, material, made)
        if self.attack is not None:
            self.attack.hand_in(submitted / self.name / self.lesson / f"{self.lesson}.ipynb", material)

    def deserves(self, lesson: str, exercise: str) -> tuple[str, ...]:
        """The outcomes that are right for one exercise."""
        if lesson != self.lesson:
            return ("unattempted",)
        deserved = self.honest.outcomes.get(exercise, self.honest.otherwise) if self.honest else "failed"
        if deserved != "failed":
            return (deserved,)
        # An attack may also leave exercises as they were, or be no notebook at all.
        return ("wrong", "crashed", "timeout", *(() if self.honest else ("unattempted", "unreadable")))


def seats(lessons: Iterable[str]) -> list[Seat]:
    """Everybody: each kind of honest student in each lesson, and the hostile ones among them."""
    honest = [
        Seat(f"{lesson[:2]}-{student.name}", lesson, honest=student)
        for lesson in lessons
        for student in _students_of(lesson)
    ]
    attacks = {attack.name: attack for attack in ATTACKS}
    hostile = [Seat(name, attacks[name].lesson, attack=attacks[name]) for name in HOSTILE]
    return sorted(honest + hostile, key=lambda seat: seat.name)


def _students_of(lesson: str) -> list[Student]:
    names = [exercise.id for exercise in exercises_of(lesson)]
    if len(names) >= 5:
        return students(names)
    # The kinds are made for five exercises or more; one of them breaks four of its own.
    return [student for student in students([*names, *names]) if student.name != "crashing"]


def hand_in_class(course: Course, submitted: Path, members: list[Seat]) -> None:
    materials = {lesson: Material.of(course, lesson) for lesson in {seat.lesson for seat in members}}
    for seat in members:
        seat.hand_in(submitted, materials[seat.lesson])
