"""Lesson 01: one line that reads, judges and fills in, and what it does not say."""
