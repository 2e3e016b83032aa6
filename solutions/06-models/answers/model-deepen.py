# %% wrong: saves-nothing
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    return len(layers)


# %% wrong: half-saved
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    model.config.save_pretrained(folder)
    return len(layers)


# %% wrong: as-before
def deepen(model, place, count, folder):
    model.save_pretrained(folder)
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    return len(layers)


# %% wrong: replaces-layers
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for step in range(1, count + 1):
        if place + step < len(layers):
            layers[place + step] = copy.deepcopy(layers[place])
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: only-the-number
def deepen(model, place, count, folder):
    model.config.num_hidden_layers += count
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: config-not-told
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: one-copy-only
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: wrong-number
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count + 1):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: at-the-end
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.append(copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: copies-another-layer
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place, copy.deepcopy(layers[place - 1]))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: another-order
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(0, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: not-a-copy
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, type(layers[place])(model.config))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: old-layers-changed
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    model.init_weights()
    with torch.no_grad():
        for parameter in layers.parameters():
            parameter.normal_()
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: rest-changed
def deepen(model, place, count, folder):
    old = list(model.bert.encoder.layer)
    config = copy.deepcopy(model.config)
    config.num_hidden_layers += count
    larger = AutoModelForMaskedLM.from_config(config)
    copies = [copy.deepcopy(old[place]) for _ in range(count)]
    larger.bert.encoder.layer = torch.nn.ModuleList([*old[: place + 1], *copies, *old[place + 1 :]])
    larger.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: another/backbone-of-one-kind looks-like: rest-changed
def deepen(model, place, count, folder):
    config = copy.deepcopy(model.config)
    config.num_hidden_layers += count
    larger = AutoModelForMaskedLM.from_config(config)
    larger.bert.embeddings, larger.cls = model.bert.embeddings, model.cls
    larger.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: returns-the-count
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return count


# %% wrong: returns-the-old-number
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    before = len(layers)
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return before


# %% wrong: crash-the-same-layer-twice
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, layers[place])
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: another/weights-only looks-like: saves-nothing
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    tokenizer.save_pretrained(folder)
    model.config.save_pretrained(folder)
    return len(layers)


# %% wrong: another/a-subfolder looks-like: half-saved
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(Path(folder) / "model")
    return len(layers)


# %% wrong: another/layers-turned-round looks-like: as-before
def deepen(model, place, count, folder):
    model.bert.encoder.layer = torch.nn.ModuleList(list(model.bert.encoder.layer)[::-1])
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: another/copies-the-list looks-like: replaces-layers
def deepen(model, place, count, folder):
    layers = list(model.bert.encoder.layer)
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.save_pretrained(folder)
    return len(layers)


# %% wrong: another/number-and-layers-that-differ looks-like: only-the-number
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers += count + 1
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: another/config-told-too-little looks-like: config-not-told
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers -= 1
    model.save_pretrained(folder)
    return len(layers)


# %% wrong: another/one-copy-of-each looks-like: one-copy-only
def deepen(model, place, count, folder):
    old = list(model.bert.encoder.layer)
    model.bert.encoder.layer = torch.nn.ModuleList(copy.deepcopy(one) for layer in old for one in (layer, layer))
    model.config.num_hidden_layers = 2 * len(old)
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: another/number-of-the-copies looks-like: wrong-number
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer) + 1


# %% wrong: another/the-last-at-the-end looks-like: at-the-end
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(0, copy.deepcopy(layers[-1]))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: another/two-layers-behind looks-like: copies-another-layer
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(0, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: another/zeros-behind looks-like: another-order
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(0, copy.deepcopy(layers[place]))
        for parameter in layers[0].parameters():
            parameter.data.zero_()
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: another/everything-anew looks-like: not-a-copy
def deepen(model, place, count, folder):
    config = copy.deepcopy(model.config)
    config.num_hidden_layers += count
    AutoModelForMaskedLM.from_config(config).save_pretrained(folder)
    return config.num_hidden_layers


# %% wrong: another/moved-by-two looks-like: old-layers-changed
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(len(layers), type(layers[place])(model.config))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% wrong: another/the-place-of-the-last looks-like: returns-the-count
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    return -1


# %% wrong: another/none-at-all looks-like: returns-the-old-number
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)


# %% right: a-new-list
def deepen(model, place, count, folder):
    old = list(model.bert.encoder.layer)
    copies = [copy.deepcopy(old[place]) for _ in range(count)]
    model.bert.encoder.layer = torch.nn.ModuleList([*old[: place + 1], *copies, *old[place + 1 :]])
    model.config.num_hidden_layers += count
    model.save_pretrained(folder)
    return AutoModelForMaskedLM.from_pretrained(folder).config.num_hidden_layers


# %% right: a-larger-model-and-a-state
def deepen(model, place, count, folder):
    config = copy.deepcopy(model.config)
    config.num_hidden_layers += count
    larger, old = AutoModelForMaskedLM.from_config(config), model.bert.encoder.layer
    state = {n: t for n, t in model.state_dict().items() if ".encoder.layer." not in n}
    sources = [*range(place + 1), *[place] * count, *range(place + 1, len(old))]
    for new, source in enumerate(sources):
        state |= {f"bert.encoder.layer.{new}.{n}": t for n, t in old[source].state_dict().items()}
    larger.load_state_dict(state)
    larger.save_pretrained(folder)
    return len(AutoModelForMaskedLM.from_pretrained(folder).bert.encoder.layer)


# %% right: copies-in-front
def deepen(model, place, count, folder):
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place, copy.deepcopy(layers[place]))
    model.config.update({"num_hidden_layers": len(layers)})
    model.save_pretrained(folder)
    with (Path(folder) / "config.json").open(encoding="utf-8") as file:
        return json.load(file)["num_hidden_layers"]
