"""What each lesson asks: a folder a lesson, found by its name. What several lessons need lies beside the folders."""
