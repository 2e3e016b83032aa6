"""JupyterLab on a student's own copies of the lessons: filling work/, starting the server, saying who may enter."""
