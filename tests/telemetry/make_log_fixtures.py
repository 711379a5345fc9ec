# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/telemetry/fixtures with TensorBoard's own code: pip install tensorboard, then python make_log_fixtures.py."""

import struct
from pathlib import Path

from tensorboard.compat.proto import event_pb2, summary_pb2, tensor_pb2, tensor_shape_pb2, types_pb2
from tensorboard.summary.writer.record_writer import RecordWriter

FOLDER = Path(__file__).parent / "fixtures"


def write(name, events):
    with open(FOLDER / name, "wb") as file:
        writer = RecordWriter(file)
        for event in events:
            writer.write(event.SerializeToString())
        writer.flush()


def version(wall):
    return event_pb2.Event(wall_time=wall, file_version="brain.Event:2")


def event(wall, step, *values):
    return event_pb2.Event(wall_time=wall, step=step, summary=summary_pb2.Summary(value=values))


def simple(tag, value):
    return summary_pb2.Summary.Value(tag=tag, simple_value=value)


def metadata(plugin, data_class):
    return summary_pb2.SummaryMetadata(plugin_data=summary_pb2.SummaryMetadata.PluginData(plugin_name=plugin), data_class=data_class)


def tensor(tag, tensor_proto, plugin=None, data_class=summary_pb2.DATA_CLASS_SCALAR):
    return summary_pb2.Summary.Value(tag=tag, tensor=tensor_proto, metadata=metadata(plugin, data_class) if plugin else None)


def text(tag, value):
    proto = tensor_pb2.TensorProto(
        dtype=types_pb2.DT_STRING,
        tensor_shape=tensor_shape_pb2.TensorShapeProto(dim=[tensor_shape_pb2.TensorShapeProto.Dim(size=1)]),
        string_val=[value.encode()],
    )
    return tensor(tag, proto, "text", summary_pb2.DATA_CLASS_TENSOR)


def scalar_proto(dtype, **values):
    return tensor_pb2.TensorProto(dtype=dtype, tensor_shape=tensor_shape_pb2.TensorShapeProto(), **values)


# What export writes for the run of tests/telemetry/tensorboard.cpp.
write(
    "exported.tfevents",
    [
        version(1000.5),
        event(1000.5, 1, simple("train/loss", 4.25), simple("train/predictive_entropy", 3.5)),
        event(1000.5, 1, text("knobs/changes", "feedback.strength: 0.05 → 0.2")),
        event(1001.5, 2, simple("train/loss", 0.1)),
        event(1001.75, 2, simple("eval/loss", 5.0), simple("eval/perplexity", 148.4131591025766)),
        event(1001.75, 2, text("samples", "Once the end .")),
        event(1002.5, 3, simple("train/loss", 1e-30)),
    ],
)

# Every form in which a scalar is written, beside other summaries.
loss = "train/loss"
write(
    "scalars.tfevents",
    [
        version(2000.0),
        event(2000.0, 0, tensor(loss, scalar_proto(types_pb2.DT_FLOAT, float_val=[5.5]), "scalars")),
        event(2001.0, 10, tensor(loss, scalar_proto(types_pb2.DT_FLOAT, tensor_content=struct.pack("<f", 4.5)))),
        event(2001.0, 10, simple("learning rate", 0.25), text("note", "no scalar")),
        event(2002.0, 20, tensor(loss, scalar_proto(types_pb2.DT_DOUBLE, double_val=[3.25]))),
        event(2003.0, 30, tensor(loss, scalar_proto(types_pb2.DT_DOUBLE, tensor_content=struct.pack("<d", 3.125)))),
        event(2004.0, 40, tensor("count", scalar_proto(types_pb2.DT_INT32, int_val=[-7]), "scalars")),
        event(2005.0, 50, tensor("count", scalar_proto(types_pb2.DT_INT64, int64_val=[1 << 40]))),
        event(2005.0, 50, simple(loss, float("nan")), simple("val_loss", 6.0)),
        event(
            2006.0,
            60,
            tensor(
                "weights",
                tensor_pb2.TensorProto(
                    dtype=types_pb2.DT_FLOAT,
                    tensor_shape=tensor_shape_pb2.TensorShapeProto(dim=[tensor_shape_pb2.TensorShapeProto.Dim(size=2)]),
                    float_val=[1, 2],
                ),
            ),
        ),
    ],
)
