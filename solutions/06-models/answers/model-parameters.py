# %% wrong: one-layer-only
def count_parameters(config):
    h, i = config["hidden_size"], config["intermediate_size"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    layer = 4 * (h * h + h) + h * i + i + i * h + h + 4 * h
    return rows * h + 2 * h + layer + h * h + h


# %% wrong: forgets-the-biases
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    return rows * h + 2 * h + n * (4 * h * h + 2 * h * i + 4 * h) + h * h


# %% wrong: forgets-the-norms
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    return rows * h + n * (4 * (h * h + h) + h * i + i + i * h + h) + h * h + h


# %% wrong: forgets-the-norms/one-a-layer
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    return rows * h + 2 * h + n * (4 * (h * h + h) + h * i + i + i * h + h + 2 * h) + h * h + h


# %% wrong: only-the-matrices
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    return rows * h + n * (4 * h * h + 2 * h * i) + h * h


# %% wrong: each-head-its-own
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    attention = config["num_attention_heads"] * 3 * (h * h + h) + h * h + h
    return rows * h + 2 * h + n * (attention + h * i + i + i * h + h + 4 * h) + h * h + h


# %% wrong: forgets-the-positions
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rows = config["vocab_size"]
    return rows * h + 2 * h + n * (4 * (h * h + h) + h * i + i + i * h + h + 4 * h) + h * h + h


# %% wrong: forgets-the-positions/types-only
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rows = config["vocab_size"] + config["max_position_embeddings"]
    return rows * h + 2 * h + n * (4 * (h * h + h) + h * i + i + i * h + h + 4 * h) + h * h + h


# %% wrong: forgets-the-pooler
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    return rows * h + 2 * h + n * (4 * (h * h + h) + h * i + i + i * h + h + 4 * h)


# %% wrong: three-matrices
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    return rows * h + 2 * h + n * (3 * (h * h + h) + h * i + i + i * h + h + 4 * h) + h * h + h


# %% wrong: another/a-pooler-in-each-layer looks-like: forgets-the-pooler
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    return rows * h + 2 * h + (n + 1) * (5 * (h * h + h) + h * i + i + i * h + h + 4 * h)


# %% wrong: another/layers-without-feed-forward looks-like: one-layer-only
def count_parameters(config):
    h, n = config["hidden_size"], config["num_hidden_layers"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    return rows * h + 2 * h + n * (4 * (h * h + h) + 4 * h) + h * h + h


# %% wrong: another/biases-of-one-number looks-like: forgets-the-biases
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    return rows * h + 2 * h + n * (4 * (h * h + 1) + 2 * (h * i + 1) + 4 * h) + h * h + 1


# %% wrong: another/norms-of-two-numbers looks-like: forgets-the-norms
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    return rows * h + 2 + n * (4 * (h * h + h) + h * i + i + i * h + h + 4) + h * h + h


# %% wrong: another/matrices-of-one-layer looks-like: only-the-matrices
def count_parameters(config):
    h, i = config["hidden_size"], config["intermediate_size"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    return rows * h + 4 * h * h + 2 * h * i + h * h


# %% wrong: another/heads-divide looks-like: each-head-its-own
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    one = h // config["num_attention_heads"]
    return rows * h + 2 * h + n * (4 * (h * one + one) + h * i + i + i * h + h + 4 * h) + h * h + h


# %% wrong: another/positions-without-width looks-like: forgets-the-positions
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rest = config["max_position_embeddings"] + config["type_vocab_size"]
    layer = 4 * (h * h + h) + h * i + i + i * h + h + 4 * h
    return config["vocab_size"] * h + rest + 2 * h + n * layer + h * h + h


# %% wrong: another/two-matrices looks-like: three-matrices
def count_parameters(config):
    h, i, n = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    return rows * h + 2 * h + n * (2 * (h * h + h) + h * i + i + i * h + h + 4 * h) + h * h + h


# %% right: the-library
def count_parameters(config):
    with torch.device("meta"):
        model = AutoModel.from_config(AutoConfig.for_model("bert", **config))
    return sum(parameter.numel() for parameter in model.parameters())


# %% right: matrix-by-matrix
def count_parameters(config):
    h, i = config["hidden_size"], config["intermediate_size"]

    def linear(inputs, outputs):
        return inputs * outputs + outputs

    total = 2 * h + linear(h, h)
    for key in ("vocab_size", "max_position_embeddings", "type_vocab_size"):
        total += config[key] * h
    for _ in range(config["num_hidden_layers"]):
        total += sum(linear(h, h) for _ in range(4)) + linear(h, i) + linear(i, h) + 2 * (h + h)
    return total


# %% wrong: changes-its-input
def count_parameters(config):
    h, inner, layers = config.pop("hidden_size"), config.pop("intermediate_size"), config.pop("num_hidden_layers")
    config.pop("num_attention_heads")
    one = 4 * (h * h + h) + h * inner + inner + inner * h + h + 4 * h
    return sum(config.values()) * h + 2 * h + layers * one + h * h + h
