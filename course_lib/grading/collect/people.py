"""Who is who: the people in the archives, the students of the roster, and a folder for each that is nobody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course_lib.grading.collect.canvas_and_moodle_downloads import CANVAS, MOODLE, PLAIN, Person
from course_lib.grading.collect.folder_names import folder_name, same_folder
from course_lib.grading.collect.roster import Student, letters, name_forms

#: What Moodle calls everybody in an assignment that is marked blind.
_NO_NAME = "participant"


@dataclass(frozen=True)
class Known:
    """Somebody whom an earlier run gave a folder, and the lessons that lie in it."""

    person: Person
    folder: str
    lessons: frozenset[str]


@dataclass(frozen=True)
class Placed:
    """Everybody's folder, the student of the roster where one was found, and what the instructor should know.

    `holders` has the student of the roster by the folder that is theirs, whether or not they handed anything in.
    """

    folders: dict[Person, str]
    students: dict[Person, Student]
    notes: tuple[str, ...]
    holders: dict[str, Student]


def place_people(
    people: Mapping[Person, frozenset[str]], roster: Sequence[Student] = (), known: Sequence[Known] = ()
) -> Placed:
    """A folder for each of the people, who come with the lessons that they handed in.

    With a roster it is the student's id. Without, it is the name, and the name with the platform's number where two
    people have one name. Nobody gets a folder that an earlier run gave to somebody else, or that is the id of a
    student whom they are not.
    """
    one = _identities(people, known)
    students, notes = _match(one, roster)
    earlier = {one[k.person]: k.folder for k in known}
    folders: dict[Person, str] = {}
    wanted: dict[str, list[Person]] = defaultdict(list)
    used = {same_folder(name) for name in (*earlier.values(), *(student.id for student in roster))}
    for identity in dict.fromkeys(one[person] for person in people):
        if identity in students:
            student = students[identity]
            holders = [i for i, folder in earlier.items() if same_folder(folder) == same_folder(student.id)]
            if any(students.get(holder) != student for holder in holders):
                folders[identity] = earlier.get(identity) or _free(student.id, identity, used)
                notes.append(f"{student.id} holds somebody else's work, collected before: see {folders[identity]}")
                continue
            folders[identity] = student.id
            if (before := earlier.get(identity)) and same_folder(before) != same_folder(student.id):
                notes.append(f"{before} was collected under that name before and is {student.id} now")
        elif identity in earlier:
            folders[identity] = earlier[identity]
        else:
            wanted[_plain_folder(identity)].append(identity)
    notes += _several_names(people)
    used |= {same_folder(name) for name in folders.values()}
    for key, group in wanted.items():
        shared = key in used or len({identity for identity in one.values() if _plain_folder(identity) == key}) > 1
        for identity in group:
            plain = folder_name(identity.name or identity.user)
            folders[identity] = _free(plain, identity, used) if shared else plain
            used.add(same_folder(folders[identity]))
        if shared and letters(group[0].name) != _NO_NAME:
            notes.append(f"several people are called {group[0].name}: " + ", ".join(folders[i] for i in group))
    return Placed(
        {person: folders[one[person]] for person in people},
        {person: students[one[person]] for person in people if one[person] in students},
        tuple(notes),
        _holders(roster, students, earlier, folders),
    )


def _holders(
    roster: Sequence[Student],
    students: Mapping[Person, Student],
    earlier: Mapping[Person, str],
    folders: Mapping[Person, str],
) -> dict[str, Student]:
    """One folder for each student of the roster: where their work lies now, else before, else the one of their id.

    Whoever took that one before the roster came, and is not the student, keeps it: then the student has none.
    """
    theirs: dict[str, str] = {}
    for place in (folders, earlier):
        for identity, folder in place.items():
            if identity in students:
                theirs.setdefault(students[identity].id, folder)
    taken = {same_folder(folder) for folder in earlier.values()}
    free = {student.id: student.id for student in roster if same_folder(student.id) not in taken}
    places = free | theirs
    return {places[student.id]: student for student in roster if student.id in places}


def _several_names(people: Mapping[Person, frozenset[str]]) -> list[str]:
    """Canvas numbers a person once and for all: several names under one number are a renaming, or a trick."""
    names: dict[str, set[str]] = defaultdict(set)
    for person in people:
        if person.platform == CANVAS:
            names[person.user].add(person.name)
    return [
        f"Canvas's number {user} comes with several names, which were kept apart: {', '.join(sorted(found))}"
        for user, found in names.items()
        if len(found) > 1
    ]


def _plain_folder(identity: Person) -> str:
    return same_folder(folder_name(identity.name or identity.user))


def _free(name: str, identity: Person, used: set[str]) -> str:
    if identity.user and same_folder(folder := f"{name} ({identity.user})") not in used:
        return folder
    number = 2
    while same_folder(f"{name} ({number})") in used:
        number += 1
    return f"{name} ({number})"


def _identities(people: Mapping[Person, frozenset[str]], known: Sequence[Known]) -> dict[Person, Person]:
    """Each person as the one they are known by.

    Moodle numbers people anew in every assignment: two numbers under one name are one person, unless both handed in
    the same lesson.
    """
    everybody: dict[Person, frozenset[str]] = {}
    for person, lessons in [*((k.person, k.lessons) for k in known), *people.items()]:
        everybody[person] = everybody.get(person, frozenset()) | lessons
    named: dict[str, list[Person]] = defaultdict(list)
    for person in everybody:
        if person.platform == MOODLE:
            named[same_folder(person.name)].append(person)
    one = {person: person for person in everybody}
    for group in named.values():
        all_lessons = [lesson for person in group for lesson in everybody[person]]
        if len(all_lessons) == len(set(all_lessons)):
            one |= dict.fromkeys(group, group[0])
    return one


def _match(one: Mapping[Person, Person], roster: Sequence[Student]) -> tuple[dict[Person, Student], list[str]]:
    """The roster's student for each identity, by the platform's number first; whoever is in doubt gets none."""
    members: dict[Person, list[Person]] = defaultdict(list)
    for person, identity in one.items():
        members[identity].append(person)
    sure: dict[Person, Student] = {}
    named: dict[Person, Student] = {}
    notes: list[str] = []
    for identity, group in members.items():
        users = {person.user for person in group if person.user}
        by_number = [student for student in roster if users & student.users]
        if by_number and any(_may_be(identity, student) for student in by_number):
            sure[identity] = next(student for student in by_number if _may_be(identity, student))
            continue
        if by_number:
            student = by_number[0]
            notes.append(
                f"{identity.name} has the number of {student.id} ({student.name}) and another name: not taken for them "
                f"(if they are one person, correct the name in the roster)"
            )
            continue
        # On a platform people may choose the name that is shown: there it is never taken for a login.
        plain = identity.platform == PLAIN
        by_login = [student for student in roster if plain and identity.name.casefold() in student.logins]
        by_name = [student for student in roster if name_forms(identity.name) & student.names]
        if len(by_login) == 1:
            sure[identity] = by_login[0]
        elif len(by_name) == 1:
            named[identity] = by_name[0]
        elif by_name:
            notes.append(f"{identity.name} could be any of: " + ", ".join(student.id for student in by_name))
    for identity, student in named.items():
        rivals = [i for i, s in [*sure.items(), *named.items()] if s == student and i.platform == identity.platform]
        if len(rivals) > 1:
            notes.append(f"{identity.name} is not the only one who could be {student.id}: not taken for them")
        else:
            sure[identity] = student
    return sure, notes


def _may_be(identity: Person, student: Student) -> bool:
    """Whether the names agree, as far as there are any."""
    if not student.names or letters(identity.name) in ("", _NO_NAME):
        return True
    return bool(name_forms(identity.name) & student.names)
