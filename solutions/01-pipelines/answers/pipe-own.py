# %% wrong: always-zero
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            row = output["logits"].softmax(0)[0].tolist()
            return row[positive] - row[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: another/always-a-tenth looks-like: always-zero
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return 0.1

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: sign-turned
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[1] - chances[0]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: sign-turned/exchanged
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[1 - positive] - chances[positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: probability-alone
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: the-other-probability
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: best-score-with-a-sign
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] if chances[positive] > 0.5 else -chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: best-score
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return max(chances)

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: logits-not-probabilities
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            chances = output["logits"][0].tolist()
            return chances[positive] - chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: signs-only
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return 1.0 if chances[positive] > 0.5 else -1.0

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: tensors-not-numbers
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            chances = output["logits"][0].softmax(-1)
            return chances[positive] - chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: dictionaries-not-numbers
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return {'score': chances[positive] - chances[1 - positive]}

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: lists-not-numbers
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return [chances[positive] - chances[1 - positive]]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: pipeline-not-called
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)


# %% wrong: pipeline-not-called/the-class
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    return Mood


# %% wrong: no-pipeline
def moods(base, model, tokenizer, texts, size):
    names = model.config.id2label
    positive = next(n for n in names if names[n].lower().startswith("pos"))
    with torch.no_grad():
        chances = model(**tokenizer(texts, padding=True, return_tensors="pt")).logits.softmax(-1)
    return [(row[positive] - row[1 - positive]).item() for row in chances]


# %% wrong: no-pipeline/another-base
def moods(base, model, tokenizer, texts, size):
    class Mood(Pipeline):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: one-at-a-time
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts)


# %% wrong: one-at-a-time/a-loop
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    pipe = Mood(model=model, tokenizer=tokenizer)
    return [pipe(text) for text in texts]


# %% wrong: reads-too-often
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    pipe = Mood(model=model, tokenizer=tokenizer)
    pipe(texts, batch_size=size)
    return pipe(texts, batch_size=size)


# %% wrong: more-than-size
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=len(texts) + 8)


# %% wrong: crash-a-step-missing
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: crash-no-tensors
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text)

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: returns-nothing
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            print(chances[positive] - chances[1 - positive])

    Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: changes-its-input
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    pipe = Mood(model=model, tokenizer=tokenizer)
    found = pipe(texts, batch_size=size)
    texts.clear()
    return found


# %% wrong: another/half-turned looks-like: sign-turned
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return (chances[1 - positive] - chances[positive]) / 2

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: another/a-half looks-like: probability-alone
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] / 2

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: another/one-minus-twice looks-like: the-other-probability
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return 1 - 2 * chances[1 - positive] ** 2 - 0.2

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: another/squares looks-like: best-score-with-a-sign
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return (chances[positive] - chances[1 - positive]) ** 3

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: another/lowest looks-like: best-score
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return min(chances)

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: another/only-one-logit looks-like: logits-not-probabilities
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return output["logits"][0][positive].item()

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: another/no-sign looks-like: signs-only
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return abs(chances[positive] - chances[1 - positive]) / 3

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: another/texts looks-like: tensors-not-numbers
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return str(chances[positive] - chances[1 - positive])

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: another/pairs looks-like: dictionaries-not-numbers
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return (chances[positive], chances[1 - positive])

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: another/none looks-like: lists-not-numbers
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            print(chances[positive] - chances[1 - positive])

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: another/the-first-alone looks-like: pipeline-not-called
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts[0], batch_size=size)


# %% wrong: another/by-hand-and-wrong looks-like: no-pipeline
def moods(base, model, tokenizer, texts, size):
    return [1.0 if "good" in text else -1.0 for text in texts]


# %% wrong: another/too-many-and-singles looks-like: one-at-a-time
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    pipe = Mood(model=model, tokenizer=tokenizer)
    pipe([*texts, *texts, *texts, *texts], batch_size=8)
    return [pipe(text) for text in texts]


# %% wrong: another/too-many-and-again looks-like: reads-too-often
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    pipe = Mood(model=model, tokenizer=tokenizer)
    pipe([*texts, *texts, *texts, *texts], batch_size=8)
    return pipe(texts, batch_size=size)


# %% wrong: another/less-than-size looks-like: more-than-size
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=max(1, size - 1))


# %% wrong: label-by-a-part
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = {number: name.lower() for number, name in self.model.config.id2label.items()}
            positive = next(number for number in names if "pos" in names[number])
            return chances[positive] - chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: label-by-a-part/not-by-neg
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = {number: name.lower() for number, name in self.model.config.id2label.items()}
            positive = next(number for number in names if not names[number].startswith("neg"))
            return chances[positive] - chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: another/by-the-end-of-the-name looks-like: label-by-a-part
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = {number: name.lower() for number, name in self.model.config.id2label.items()}
            positive = next((number for number in names if names[number].endswith("pos")), 0)
            return chances[positive] - chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: a-mood-missing
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = {number: name.lower() for number, name in self.model.config.id2label.items()}
            positive = next(number for number in names if names[number].startswith("pos"))
            mood = chances[positive] - chances[1 - positive]
            if abs(mood) > 0.1:
                return mood

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% wrong: another/nothing-for-the-doubtful looks-like: a-mood-missing
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = {number: name.lower() for number, name in self.model.config.id2label.items()}
            positive = next(number for number in names if names[number].startswith("pos"))
            mood = chances[positive] - chances[1 - positive]
            return mood if abs(mood) > 0.9 else 0.0

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% right: the-output-itself
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return self.model(**batch)

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return 2 * chances[positive] - 1

    return Mood(model=model, tokenizer=tokenizer)(texts, batch_size=size)


# %% right: label-to-id
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors=self.framework if hasattr(self, "framework") else "pt")

        def _forward(self, batch):
            return {"chances": torch.softmax(self.model(**batch).logits, dim=-1)}

        def postprocess(self, output):
            row, mood = output["chances"][0], 0.0
            for name, number in self.model.config.label2id.items():
                mood += row[number].item() * (1 if name.upper().startswith("POS") else -1)
            return mood

    pipe = Mood(model, tokenizer)
    return list(pipe(texts, batch_size=size))


# %% right: slices
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    pipe = Mood(model=model, tokenizer=tokenizer)
    found = []
    for first in range(0, len(texts), size):
        found += pipe(texts[first : first + size], batch_size=size)
    return found


# %% right: a-generator
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            sign = 1 if positive == 1 else -1
            return sign * (chances[1] - chances[0])

    pipe = Mood(model=model, tokenizer=tokenizer)
    return [mood for mood in pipe((text for text in texts), batch_size=size)]


# %% right: batch-size-at-the-making
def moods(base, model, tokenizer, texts, size):
    class Mood(base):
        def _sanitize_parameters(self, **options):
            return {}, {}, {}

        def preprocess(self, text):
            return self.tokenizer(text, return_tensors="pt")

        def _forward(self, batch):
            return {"logits": self.model(**batch).logits}

        def postprocess(self, output):
            chances = output["logits"][0].softmax(-1).tolist()
            names = self.model.config.id2label
            positive = next(n for n in names if names[n].lower().startswith("pos"))
            return chances[positive] - chances[1 - positive]

    return Mood(model=model, tokenizer=tokenizer, batch_size=size)(texts)
