"""`course collect`: what a learning platform lets an instructor download, laid out for `course grade`.

An archive is read member by member (`zip_reader`, `tar_reader`, `folder_reader`), each notebook is traced to a person
(`canvas_and_moodle_downloads`) and a lesson (`lesson_names`), one is chosen per person and lesson (`choices`), and what
is chosen is written (`submitted_folder`). `collection` puts these in order.
"""

from __future__ import annotations

from course_lib.grading.collect.command import configure, run

__all__ = ["configure", "run"]
