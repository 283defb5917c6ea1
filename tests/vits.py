"""Small graphs with random weights, of the shapes that Piper's models have: VITS as PyTorch writes it to ONNX."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

IDS = {"_": 0, "^": 1, "$": 2, " ": 3, ".": 4} | {
    phoneme: 5 + place for place, phoneme in enumerate("ˈˌːabdefijklmnopstuvzæɪəɛʌɹŋ")
}
HIDDEN = 8


@dataclass(frozen=True)
class Shape:
    """What differs between Piper's qualities."""

    channels: int = 16
    ups: tuple[tuple[int, int], ...] = ((8, 16), (8, 16), (4, 8))
    """Strides and taps."""
    kernels: tuple[int, ...] = (3, 5, 7)
    dilations: tuple[tuple[int, ...], ...] = ((1, 2), (2, 6), (3, 12))
    paired: bool = False
    """Whether each dilated convolution is followed by a plain one (HiFi-GAN's first kind of block)."""
    speakers: int = 1


MEDIUM = Shape()
HIGH = Shape(
    channels=32,
    ups=((8, 16), (8, 16), (2, 4), (2, 4)),
    kernels=(3, 7, 11),
    dilations=((1, 3, 5),) * 3,
    paired=True,
)
LOW = Shape(channels=8, ups=((8, 16), (8, 16), (4, 8)), kernels=(3, 5), dilations=((1, 2), (2, 6)))
MANY = Shape(speakers=5)


class Net:
    """Writes a graph."""

    def __init__(self, seed: int) -> None:
        self.nodes, self.constants = [], []
        self.numbers = np.random.default_rng(seed)

    def op(self, kind: str, *inputs: str, outputs: int = 1, **attributes: object) -> str:
        names = [f"{kind}_{len(self.nodes)}_{place}" for place in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, **attributes))
        return names[0] if outputs == 1 else names

    def const(self, values: object, kind: type = np.float32) -> str:
        self.constants.append(numpy_helper.from_array(np.array(values, kind), f"const_{len(self.constants)}"))
        return self.constants[-1].name

    def ints(self, *values: int) -> str:
        return self.const(values, np.int64)

    def weights(self, *shape: int, scale: float = 1.0) -> str:
        fan = np.prod(shape[1:]) if len(shape) > 1 else 10
        return self.const(self.numbers.standard_normal(shape) * scale / np.sqrt(fan))

    def conv(self, x: str, into: int, out: int, taps: int, dilation: int = 1, *, bias: bool = True) -> str:
        pad = dilation * (taps - 1) // 2
        inputs = [x, self.weights(out, into, taps), *([self.weights(out)] if bias else [])]
        return self.op("Conv", *inputs, kernel_shape=[taps], pads=[pad, pad], dilations=[dilation])

    def lrelu(self, x: str, alpha: float = 0.1) -> str:
        return self.op("LeakyRelu", x, alpha=alpha)


def model(shape: Shape, seed: int = 0) -> bytes:
    """A model's file."""
    net = Net(seed)
    speaker = _speaker(net, shape)
    stats, frames = _encoder(net)
    latent = _flow(net, _spread(net, stats, frames))
    sound = net.op("Unsqueeze", _decoder(net, latent, speaker, shape), net.ints(1))
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, ["batch", "phonemes"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, ["batch"]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
        *([helper.make_tensor_value_info("sid", TensorProto.INT64, ["batch"])] if speaker else []),
    ]
    net.nodes.append(helper.make_node("Identity", [sound], ["output"]))
    outputs = [helper.make_tensor_value_info("output", TensorProto.FLOAT, ["batch", 1, 1, "time"])]
    graph = helper.make_graph(net.nodes, "vits", inputs, outputs, net.constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    onnx.checker.check_model(made)
    return made.SerializeToString()


def keep(folder: Path, shape: Shape) -> Path:
    """The model with its configuration, as a voice's files."""
    path = folder / "en_US-made-low.onnx"
    path.write_bytes(model(shape))
    hop = int(np.prod([stride for stride, _ in shape.ups]))
    config = {
        "audio": {"sample_rate": 16000},
        "espeak": {"voice": "en-us"},
        "phoneme_type": "espeak",
        "num_symbols": len(IDS),
        "num_speakers": shape.speakers,
        "speaker_id_map": {f"speaker{number}": number for number in range(shape.speakers if shape.speakers > 1 else 0)},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_id_map": {phoneme: [number] for phoneme, number in IDS.items()},
        "hop_length": hop,
    }
    path.with_name(f"{path.name}.json").write_text(json.dumps(config), encoding="utf-8")
    return path


def _speaker(net: Net, shape: Shape) -> str:
    if shape.speakers == 1:
        return ""
    return net.op("Unsqueeze", net.op("Gather", net.weights(shape.speakers, HIDDEN), "sid"), net.ints(-1))


def _encoder(net: Net) -> tuple[str, str]:
    """Statistics [1, 2 H, ids], and frames [1, 1, ids]."""
    x = net.op("Transpose", net.op("Gather", net.weights(len(IDS), HIDDEN), "input"), perm=[0, 2, 1])
    padded = net.op("Pad", x, net.ints(0, 0, 1, 0, 0, 1))
    x = net.op("Relu", net.op("Conv", padded, net.weights(HIDDEN, HIDDEN, 3), net.weights(HIDDEN), kernel_shape=[3]))
    rows = net.op("Transpose", x, perm=[0, 2, 1])
    centred = net.op("Sub", rows, net.op("ReduceMean", rows, axes=[-1]))
    x = net.op("Transpose", centred, perm=[0, 2, 1])
    lengths = net.conv(x, HIDDEN, 1, 1)
    noise = net.op("Mul", net.op("RandomNormalLike", lengths), net.op("Gather", "scales", net.const(2, np.int64)))
    lengths = net.op("Exp", net.op("Mul", net.op("Add", lengths, noise), net.const(0.3)))
    lengths = net.op("Mul", net.op("Mul", lengths, net.const(3.0)), net.op("Gather", "scales", net.const(1, np.int64)))
    return net.conv(x, HIDDEN, 2 * HIDDEN, 1), net.op("Ceil", lengths)


def _spread(net: Net, stats: str, frames: str) -> str:
    """Each id's statistics, as often as it has frames; a sample of them [1, H, frames]."""
    ends = net.op("CumSum", frames, net.const(-1, np.int64))
    total = net.op("Cast", net.op("ReduceSum", frames, keepdims=0), to=TensorProto.INT64)
    times = net.op("Cast", net.op("Range", net.const(0, np.int64), total, net.const(1, np.int64)), to=TensorProto.FLOAT)
    before = net.op("Cast", net.op("Less", net.op("Unsqueeze", times, net.ints(0, 2)), ends), to=TensorProto.FLOAT)
    start = net.op("Slice", net.op("Pad", before, net.ints(0, 0, 1, 0, 0, 0)), net.ints(0), net.ints(-1), net.ints(2))
    means, spreads = net.op("Split", stats, net.ints(HIDDEN, HIDDEN), outputs=2, axis=1)
    path = net.op("Sub", before, start)
    parts = [net.op("MatMul", path, net.op("Transpose", one, perm=[0, 2, 1])) for one in (means, spreads)]
    mean, spread = (net.op("Transpose", one, perm=[0, 2, 1]) for one in parts)
    noise = net.op("Mul", net.op("RandomNormalLike", mean), net.op("Exp", spread))
    return net.op("Add", mean, net.op("Mul", noise, net.op("Gather", "scales", net.const(0, np.int64))))


def _flow(net: Net, x: str) -> str:
    """Couplings with a gate, zeros written out as exporters do, and channels turned around between."""
    half = HIDDEN // 2
    for _ in range(2):
        one, other = net.op("Split", x, net.ints(half, half), outputs=2, axis=1)
        hidden = net.conv(one, half, HIDDEN, 1)
        gates = net.conv(hidden, HIDDEN, 2 * HIDDEN, 5)
        gates = net.op("Add", gates, net.op("ConstantOfShape", net.op("Shape", gates), value=_zero()))
        ends = net.ints(np.iinfo(np.int64).max)
        first = net.op("Tanh", net.op("Slice", gates, net.ints(0), net.ints(HIDDEN), net.ints(1)))
        second = net.op("Sigmoid", net.op("Slice", gates, net.ints(HIDDEN), ends, net.ints(1)))
        mean = net.conv(net.op("Mul", first, second), HIDDEN, half, 1)
        logs = net.op("ConstantOfShape", net.op("Shape", mean), value=_zero())
        moved = net.op("Mul", net.op("Sub", other, mean), net.op("Exp", net.op("Neg", logs)))
        joined = net.op("Concat", one, moved, axis=1)
        x = net.op("Slice", joined, net.ints(-1), net.ints(np.iinfo(np.int64).min), net.ints(1), net.ints(-1))
    return x


def _zero() -> TensorProto:
    return numpy_helper.from_array(np.zeros(1, np.float32))


def _decoder(net: Net, x: str, speaker: str, shape: Shape) -> str:
    """HiFi-GAN."""
    channels = shape.channels
    x = net.conv(x, HIDDEN, channels, 7)
    if speaker:
        x = net.op("Add", x, net.conv(speaker, HIDDEN, channels, 1))
    for stride, taps in shape.ups:
        pad = (taps - stride) // 2
        weights, bias = net.weights(channels, channels // 2, taps, scale=2.0), net.weights(channels // 2)
        x = net.op("ConvTranspose", net.lrelu(x), weights, bias, kernel_shape=[taps], strides=[stride], pads=[pad, pad])
        channels //= 2
        blocks = [
            _block(net, x, channels, *one, paired=shape.paired)
            for one in zip(shape.kernels, shape.dilations, strict=True)
        ]
        total = blocks[0]
        for block in blocks[1:]:
            total = net.op("Add", total, block)
        x = net.op("Div", total, net.const(float(len(blocks))))
    return net.op("Tanh", net.conv(net.lrelu(x, 0.01), channels, 1, 7, bias=False))


def _block(net: Net, x: str, channels: int, taps: int, dilations: tuple[int, ...], *, paired: bool) -> str:
    for dilation in dilations:
        made = net.conv(net.lrelu(x), channels, channels, taps, dilation)
        if paired:
            made = net.conv(net.lrelu(made), channels, channels, taps)
        x = net.op("Add", made, x)
    return x
