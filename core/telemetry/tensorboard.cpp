// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/tensorboard.h"

#include "core/settings/experiment.h"
#include "core/settings/text.h"
#include "core/telemetry/import_origin.h"
#include "core/telemetry/metric_records.h"
#include "core/telemetry/metrics.h"
#include "core/telemetry/output_file.h"
#include "core/telemetry/protocol_buffer.h"
#include "core/telemetry/record_frames.h"
#include "core/telemetry/run_folder.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <ostream>

namespace overdamp {

namespace {

// Field numbers of the messages Event, Summary, Summary.Value, SummaryMetadata, TensorProto and HParamsPluginData of TensorFlow and TensorBoard.
namespace event_field {
constexpr std::uint32_t wall_time = 1, step = 2, file_version = 3, summary = 5;
}
namespace value_field {
constexpr std::uint32_t tag = 1, simple_value = 2, tensor = 8, metadata = 9;
}
namespace tensor_field {
constexpr std::uint32_t type = 1, shape = 2, strings = 8;
constexpr std::uint64_t type_float = 1, type_string = 7;
} // namespace tensor_field
constexpr std::uint32_t summary_value = 1;
constexpr std::uint32_t metadata_plugin = 1, metadata_class = 4, plugin_name = 1, plugin_content = 2;
constexpr std::uint64_t class_tensor = 2;
constexpr std::uint32_t hparams_start = 3, start_hparams = 1, start_group = 4, start_seconds = 5, map_key = 1, map_value = 2;
constexpr std::uint32_t any_number = 2, any_text = 3, any_boolean = 4;

std::string event(double wall, std::int64_t step, const std::string& summary) {
    MessageWriter message;
    message.real(event_field::wall_time, wall);
    if (step != 0) // which is left out, as TensorFlow does
        message.whole(event_field::step, static_cast<std::uint64_t>(step));
    return framed(message.bytes(event_field::summary, summary).text());
}

std::string plugin(std::string_view name, std::string_view content) {
    MessageWriter data;
    data.bytes(plugin_name, name);
    if (!content.empty())
        data.bytes(plugin_content, content);
    return MessageWriter().bytes(metadata_plugin, data.text()).whole(metadata_class, class_tensor).text();
}

/// A shape of one dimension.
std::string shape_of(std::uint64_t size) {
    const std::string dimension = MessageWriter().whole(1, size).text();
    return MessageWriter().bytes(2, dimension).text();
}

std::string text_summary(std::string_view tag, std::string_view text) {
    const std::string tensor = MessageWriter()
                                   .whole(tensor_field::type, tensor_field::type_string)
                                   .bytes(tensor_field::shape, shape_of(1))
                                   .bytes(tensor_field::strings, text)
                                   .text();
    const std::string value =
        MessageWriter().bytes(value_field::tag, tag).bytes(value_field::tensor, tensor).bytes(value_field::metadata, plugin("text", "")).text();
    return MessageWriter().bytes(summary_value, value).text();
}

/// All measures of a record that were taken.
template <typename R> std::string scalar_summary(const R& record) {
    MessageWriter summary;
    for (const Metric& metric : metric_table())
        if (const auto* member = std::get_if<double R::*>(&metric.member); member && !std::isnan(record.**member)) {
            const std::string value =
                MessageWriter().bytes(value_field::tag, metric.name).single(value_field::simple_value, static_cast<float>(record.**member)).text();
            summary.bytes(summary_value, value);
        }
    return summary.text();
}

/// A knob's value as a google.protobuf.Value.
std::string any_value(const KnobValue& value) {
    if (const auto* boolean = std::get_if<bool>(&value))
        return MessageWriter().whole(any_boolean, *boolean ? 1 : 0).text();
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return MessageWriter().real(any_number, static_cast<double>(*whole)).text();
    if (const auto* real = std::get_if<double>(&value))
        return MessageWriter().real(any_number, *real).text();
    return MessageWriter().bytes(any_text, to_text(value)).text();
}

/// What TensorBoard's page of hyperparameters is made from.
std::string hyperparameter_summary(const Knobs& knobs, std::string_view group, double start) {
    MessageWriter session;
    for (const Knob& knob : knob_table())
        session.bytes(start_hparams, MessageWriter().bytes(map_key, knob.key).bytes(map_value, any_value(knob.value(knobs))).text());
    session.bytes(start_group, group).real(start_seconds, start);
    const std::string tensor = MessageWriter().whole(tensor_field::type, tensor_field::type_float).bytes(tensor_field::shape, shape_of(0)).text();
    const std::string value = MessageWriter()
                                  .bytes(value_field::tag, "_hparams_/session_start_info")
                                  .bytes(value_field::tensor, tensor)
                                  .bytes(value_field::metadata, plugin("hparams", MessageWriter().bytes(hparams_start, session.text()).text()))
                                  .text();
    return MessageWriter().bytes(summary_value, value).text();
}

std::string knob_table_text(const Knobs& knobs) {
    std::string text = "| knob | value |\n|---|---|\n";
    for (const Knob& knob : knob_table())
        text.append("| ").append(knob.key).append(" | ").append(to_text(knob.value(knobs))).append(" |\n");
    return text;
}

std::string changes_text(const EventRecord& event) {
    std::string text;
    for (const KnobChange& change : event.changes)
        text.append(text.empty() ? "" : "\n\n").append(change.key).append(": ").append(to_text(change.from)).append(" → ").append(to_text(change.to));
    return text;
}

std::string sample_text(const SampleRecord& sample) {
    std::string text = sample.prompt;
    for (const SampleWord& word : sample.words)
        text.append(text.empty() ? "" : " ").append(word.text);
    return text;
}

/// A text of some step, which has no time of its own.
struct Note {
    std::int64_t step;
    std::string summary;
};

std::vector<Note> notes_of(const std::filesystem::path& run) {
    const History history = load_history(run);
    std::vector<Note> notes;
    for (const EventRecord& change : history.events())
        notes.push_back({change.step, text_summary("knobs/changes", changes_text(change))});
    for (const SampleRecord& sample : history.samples())
        notes.push_back({sample.step, text_summary("samples", sample_text(sample))});
    std::ranges::stable_sort(notes, {}, &Note::step);
    return notes;
}

double start_of(const MetricRecords& records) {
    const double step = records.steps.empty() ? not_measured : records.steps.front().wall;
    const double evaluation = records.evaluations.empty() ? not_measured : records.evaluations.front().wall;
    const double start = std::fmin(step, evaluation);
    return std::isfinite(start) ? start : 0;
}

void write_events(const std::filesystem::path& run, const MetricRecords& records, std::ostream& output) {
    double wall = start_of(records);
    output << framed(MessageWriter().real(event_field::wall_time, wall).bytes(event_field::file_version, "brain.Event:2").text());
    if (!load_import_origin(run)) {
        const Knobs knobs = load_experiment(run / "experiment.json").knobs;
        output << event(wall, 0, hyperparameter_summary(knobs, folder_name_of(run), wall))
               << event(wall, 0, text_summary("knobs", knob_table_text(knobs)));
    }
    const std::vector<Note> notes = notes_of(run);
    auto note = notes.begin();
    const auto write_notes_before = [&](std::int64_t step) {
        for (; note != notes.end() && note->step < step; ++note)
            output << event(wall, note->step, note->summary);
    };
    records.for_each_step([&](const StepRecord* step, const EvaluationRecord* evaluation) {
        write_notes_before(step ? step->step : evaluation->step);
        const auto write = [&](const auto& record) {
            if (std::isfinite(record.wall))
                wall = record.wall;
            output << event(wall, record.step, scalar_summary(record));
        };
        if (step)
            write(*step);
        if (evaluation)
            write(*evaluation);
    });
    write_notes_before(std::numeric_limits<std::int64_t>::max());
}

} // namespace

void write_tensorboard(const std::filesystem::path& run, std::ostream& output) { write_events(run, load_metric_records(run), output); }

std::filesystem::path export_tensorboard(const std::filesystem::path& run, const std::filesystem::path& folder) {
    const MetricRecords records = load_metric_records(run);
    const std::filesystem::path target = folder / folder_name_of(run);
    std::error_code error, ignored;
    const bool is_new = !std::filesystem::exists(folder, ignored);
    const bool target_is_new = std::filesystem::create_directories(target, error);
    if (error)
        throw FileError("cannot create " + target.string() + ": " + error.message());
    const auto start = static_cast<std::int64_t>(start_of(records));
    std::string number = std::to_string(start);
    number.insert(0, number.size() < 10 ? 10 - number.size() : 0, '0');
    const std::filesystem::path file = target / ("events.out.tfevents." + number + ".overdamp");
    try {
        OutputFile output(file);
        write_events(run, records, output.stream());
        output.commit();
    } catch (...) { // only what was made here, and only if it is empty
        if (target_is_new && std::filesystem::remove(target, ignored) && is_new)
            std::filesystem::remove(folder, ignored);
        throw;
    }
    return file;
}

} // namespace overdamp
