# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads an exported run back with TensorBoard's own reader and compares it with the CSV export:
pip install tensorboard, then python check_tensorboard.py OVERDAMP_RUN RUN."""

import csv
import io
import json
import struct
import subprocess
import sys
import tempfile

from tensorboard.backend.event_processing import event_accumulator
from tensorboard.plugins.hparams import metadata


def single(value):
    return struct.unpack("f", struct.pack("f", value))[0]


program, run = sys.argv[1:]


def export(*arguments):
    return subprocess.run([program, "export", run, *arguments], check=True, capture_output=True, text=True).stdout


rows = list(csv.DictReader(io.StringIO(export("--csv"))))
document = json.loads(export("--json"))
with tempfile.TemporaryDirectory() as folder:
    export("--tensorboard", folder)
    events = event_accumulator.EventAccumulator(folder + "/" + document["run"], size_guidance={event_accumulator.SCALARS: 0, event_accumulator.TENSORS: 0})
    events.Reload()

compared = 0
columns = [name for name in rows[0] if name not in ("wall_time", "step", "seconds")]
measured = {name for name in columns if any(row[name] for row in rows)}
assert set(events.Tags()["scalars"]) == measured, (events.Tags()["scalars"], measured)
for name in measured:
    expected = [(int(row["step"]), single(float(row[name]))) for row in rows if row[name]]
    found = [(event.step, event.value) for event in events.Scalars(name)]
    assert found == expected, name
    compared += len(found)

walls = {int(row["step"]): float(row["wall_time"]) for row in rows}
for event in events.Scalars("train/loss"):
    assert event.wall_time == walls[event.step]

texts = [(event.step, event.tensor_proto.string_val[0].decode()) for event in events.Tensors("samples")]
expected = [(sample["step"], " ".join(filter(None, [sample["prompt"]] + [word for word, _ in sample["words"]]))) for sample in document["samples"]]
assert texts == expected, (texts, expected)
assert len(events.Tensors("knobs/changes")) == len(document["events"]) if document["events"] else "knobs/changes" not in events.Tags()["tensors"]

start = metadata.parse_session_start_info_plugin_data(events.SummaryMetadata(metadata.SESSION_START_INFO_TAG).plugin_data.content)
knobs = document["experiment"]["knobs"]
assert set(start.hparams) == set(knobs)
for key, value in knobs.items():
    held = getattr(start.hparams[key], start.hparams[key].WhichOneof("kind"))
    assert held == value, (key, held, value)
print(f"{compared} scalars of {len(measured)} measures, {len(texts)} samples, {len(knobs)} hyperparameters: as exported")
