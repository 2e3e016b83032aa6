# %% wrong: dictionaries-not-texts
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]}) for one in recordings
    ]


# %% wrong: space-in-front
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]})["text"]
        for one in recordings
    ]


# %% wrong: options-not-passed
def write_down(pipe, recordings):
    return [pipe(one["file"])["text"].strip() for one in recordings]


# %% wrong: options-not-passed/all-at-once
def write_down(pipe, recordings):
    return [result["text"].strip() for result in pipe([one["file"] for one in recordings], batch_size=4)]


# %% wrong: language-not-passed
def write_down(pipe, recordings):
    return [pipe(one["file"], generate_kwargs={"task": one["task"]})["text"].strip() for one in recordings]


# %% wrong: task-not-passed
def write_down(pipe, recordings):
    return [pipe(one["file"], generate_kwargs={"language": one["language"]})["text"].strip() for one in recordings]


# %% wrong: task-not-passed/always-written-down
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": "transcribe"})["text"].strip()
        for one in recordings
    ]


# %% wrong: options-carried-over
def write_down(pipe, recordings):
    options, found = {}, []
    for one in recordings:
        options["task"] = one["task"]
        if one["language"]:
            options["language"] = one["language"]
        found.append(pipe(one["file"], generate_kwargs=options)["text"].strip())
    return found


# %% wrong: options-carried-over/the-task
def write_down(pipe, recordings):
    options, found = {}, []
    for one in recordings:
        options["language"] = one["language"]
        if one["task"] == "translate":
            options["task"] = "translate"
        found.append(pipe(one["file"], generate_kwargs=options)["text"].strip())
    return found


# %% wrong: same-options-for-all
def write_down(pipe, recordings):
    if not recordings:
        return []
    options = {"language": recordings[0]["language"], "task": recordings[0]["task"]}
    return [pipe(one["file"], generate_kwargs=options)["text"].strip() for one in recordings]


# %% wrong: language-guessed
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"] or "en", "task": one["task"]})["text"].strip()
        for one in recordings
    ]


# %% wrong: language-guessed/chinese
def write_down(pipe, recordings):
    found = []
    for one in recordings:
        language = "zh" if one["language"] is None else one["language"]
        found.append(pipe(one["file"], generate_kwargs={"language": language, "task": one["task"]})["text"].strip())
    return found


# %% wrong: always-translates
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": "translate"})["text"].strip()
        for one in recordings
    ]


# %% wrong: tasks-exchanged
def write_down(pipe, recordings):
    found = []
    for one in recordings:
        task = "transcribe" if one["task"] == "translate" else "translate"
        found.append(pipe(one["file"], generate_kwargs={"language": one["language"], "task": task})["text"].strip())
    return found


# %% wrong: only-one
def write_down(pipe, recordings):
    for one in recordings:
        options = {"language": one["language"], "task": one["task"]}
        return [pipe(one["file"], generate_kwargs=options)["text"].strip()]
    return []


# %% wrong: in-one-text
def write_down(pipe, recordings):
    return " ".join(
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]})["text"].strip()
        for one in recordings
    )


# %% wrong: order-lost
def write_down(pipe, recordings):
    return sorted(
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]})["text"].strip()
        for one in recordings
    )


# %% wrong: spaces-changed
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]})["text"].replace(" ", "")
        for one in recordings
    ]


# %% wrong: another-number-of-texts
def write_down(pipe, recordings):
    found = {}
    for one in recordings:
        options = {"language": one["language"], "task": one["task"]}
        found[pipe(one["file"], generate_kwargs=options)["text"].strip()] = True
    return list(found)


# %% wrong: another-text
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]})["text"].strip().lower()
        for one in recordings
    ]


# %% wrong: first-character-cut
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]})["text"][1:]
        for one in recordings
    ]


# %% wrong: unknown-left-out
def write_down(pipe, recordings):
    found = []
    for one in recordings:
        if one["language"] is None:
            continue
        options = {"language": one["language"], "task": one["task"]}
        found.append(pipe(one["file"], generate_kwargs=options)["text"].strip())
    return found


# %% wrong: unknown-left-out/none-there
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]})["text"].strip()
        if one["language"] else None
        for one in recordings
    ]


# %% wrong: task-needs-no-language
def write_down(pipe, recordings):
    found = []
    for one in recordings:
        options = {}
        if one["language"]:
            options = {"language": one["language"], "task": one["task"]}
        found.append(pipe(one["file"], generate_kwargs=options)["text"].strip())
    return found


# %% wrong: language-for-task
def write_down(pipe, recordings):
    found = []
    for one in recordings:
        language = "en" if one["task"] == "translate" else one["language"]
        found.append(pipe(one["file"], generate_kwargs={"language": language})["text"].strip())
    return found


# %% wrong: another/last-character-cut looks-like: first-character-cut
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]})["text"].strip()[:-1]
        for one in recordings
    ]


# %% wrong: another/known-left-out looks-like: unknown-left-out
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"task": one["task"]})["text"].strip()
        for one in recordings if one["language"] is None
    ]


# %% wrong: another/no-language-is-translated looks-like: task-needs-no-language
def write_down(pipe, recordings):
    found = []
    for one in recordings:
        task = one["task"] if one["language"] else "translate"
        found.append(pipe(one["file"], generate_kwargs={"language": one["language"], "task": task})["text"].strip())
    return found


# %% wrong: another/always-in-english looks-like: language-for-task
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": "en", "task": one["task"]})["text"].strip() for one in recordings
    ]


# %% wrong: changes-its-input
def write_down(pipe, recordings):
    found = []
    for one in recordings:
        file = one.pop("file")
        found.append(pipe(file, generate_kwargs=one)["text"].strip())
    return found


# %% wrong: crash-the-whole-recording
def write_down(pipe, recordings):
    return [pipe(one)["text"].strip() for one in recordings]


# %% wrong: crash-file-among-options
def write_down(pipe, recordings):
    return [pipe(one["file"], generate_kwargs=one)["text"].strip() for one in recordings]


# %% wrong: crash-none-as-text
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": str(one["language"]), "task": one["task"]})["text"].strip()
        for one in recordings
    ]


# %% wrong: returns-nothing
def write_down(pipe, recordings):
    found = []
    for one in recordings:
        options = {"language": one["language"], "task": one["task"]}
        found.append(pipe(one["file"], generate_kwargs=options)["text"].strip())


# %% wrong: another/with-the-file looks-like: dictionaries-not-texts
def write_down(pipe, recordings):
    return [
        {"file": one["file"]} | pipe(one["file"], generate_kwargs={"task": one["task"]}) for one in recordings
    ]


# %% wrong: another/without-the-full-stop looks-like: space-in-front
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]})["text"].rstrip("。.")
        for one in recordings
    ]


# %% wrong: another/only-the-language-of-the-first looks-like: options-not-passed
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": recordings[0]["language"]})["text"].strip() for one in recordings
    ]


# %% wrong: another/tasks-alone-exchanged looks-like: language-not-passed
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"task": "transcribe" if one["task"] == "translate" else "translate"})[
            "text"
        ].strip()
        for one in recordings
    ]


# %% wrong: another/languages-exchanged looks-like: task-not-passed
def write_down(pipe, recordings):
    found = []
    for one in recordings:
        language = {"zh": "en", "en": "zh", None: None}[one["language"]]
        found.append(pipe(one["file"], generate_kwargs={"language": language})["text"].strip())
    return found


# %% wrong: another/options-of-the-one-before looks-like: options-carried-over
def write_down(pipe, recordings):
    options, found = {}, []
    for one in recordings:
        found.append(pipe(one["file"], generate_kwargs=options)["text"].strip())
        options = {"language": one["language"], "task": one["task"]}
    return found


# %% wrong: another/language-of-the-first looks-like: same-options-for-all
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": recordings[0]["language"], "task": one["task"]})["text"].strip()
        for one in recordings
    ]


# %% wrong: another/all-in-english looks-like: language-guessed
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": "en", "task": "transcribe"})["text"].strip() for one in recordings
    ]


# %% wrong: another/all-in-chinese looks-like: always-translates
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": "zh"})["text"].strip() for one in recordings
    ]


# %% wrong: another/exchanged-for-chinese looks-like: tasks-exchanged
def write_down(pipe, recordings):
    found = []
    for one in recordings:
        task = "translate" if one["language"] == "zh" else one["task"]
        found.append(pipe(one["file"], generate_kwargs={"language": one["language"], "task": task})["text"].strip())
    return found


# %% wrong: another/the-first-two looks-like: only-one
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]})["text"].strip()
        for one in recordings[:2]
    ]


# %% wrong: another/one-text-of-the-files looks-like: in-one-text
def write_down(pipe, recordings):
    return " ".join(one["file"] for one in recordings)


# %% wrong: another/backwards-and-cut looks-like: order-lost
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]})["text"].strip()
        for one in recordings[::-1]
    ][:1]


# %% wrong: another/punctuation-lost looks-like: spaces-changed
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]})["text"].strip().strip("?.")
        for one in recordings
    ]


# %% wrong: another/an-empty-one-in-front looks-like: another-number-of-texts
def write_down(pipe, recordings):
    return [
        None, *[pipe(one["file"], generate_kwargs={"task": one["task"]})["text"].strip() for one in recordings]
    ]


# %% wrong: another/an-empty-one-behind looks-like: another-text
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]})["text"].strip()
        for one in recordings
    ] + [""]


# %% right: none-handed-on
def write_down(pipe, recordings):
    return [
        pipe(one["file"], generate_kwargs={"language": one["language"], "task": one["task"]})["text"].strip()
        for one in recordings
    ]


# %% right: without-the-file
def write_down(pipe, recordings):
    found = []
    for one in recordings:
        options = {name: value for name, value in one.items() if name != "file" and value is not None}
        result = pipe(one["file"], generate_kwargs=options)
        found.append(result["text"].lstrip())
    return found


# %% right: options-of-the-call
def write_down(pipe, recordings):
    return [pipe(one["file"], language=one["language"], task=one["task"])["text"].strip() for one in recordings]


# %% wrong: one-text-a-file
def write_down(pipe, recordings):
    known = {}
    for one in recordings:
        if one["file"] not in known:
            options = {"language": one["language"], "task": one["task"]}
            known[one["file"]] = pipe(one["file"], generate_kwargs=options)["text"].strip()
    return [known[one["file"]] for one in recordings]


# %% wrong: one-text-a-file/the-last-wish
def write_down(pipe, recordings):
    texts = {}
    for one in recordings:
        options = {"language": one["language"], "task": one["task"]}
        texts[one["file"]] = pipe(one["file"], generate_kwargs=options)["text"].strip()
    return list(texts.values())


# %% wrong: another/one-text-a-task looks-like: one-text-a-file
def write_down(pipe, recordings):
    known = {}
    for one in recordings:
        if one["task"] not in known:
            options = {"language": one["language"], "task": one["task"]}
            known[one["task"]] = pipe(one["file"], generate_kwargs=options)["text"].strip()
    return [known[one["task"]] for one in recordings]


# %% right: known-by-every-wish
def write_down(pipe, recordings):
    known, texts = {}, []
    for one in recordings:
        wish = (one["file"], one["language"], one["task"])
        if wish not in known:
            options = {"language": one["language"], "task": one["task"]}
            known[wish] = pipe(one["file"], generate_kwargs=options)["text"].strip()
        texts.append(known[wish])
    return texts


# %% right: a-path
def write_down(pipe, recordings):
    texts = []
    for recording in recordings:
        options = {"task": recording["task"]}
        if recording.get("language"):
            options.update(language=recording["language"])
        texts += [one["text"].strip() for one in pipe([Path(recording["file"])], generate_kwargs=options)]
    return texts
