// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/run_export.h"

#include "core/telemetry/metrics_csv.h"
#include "core/telemetry/output_file.h"
#include "core/telemetry/run_archive.h"
#include "core/telemetry/run_json.h"
#include "core/telemetry/tensorboard.h"
#include "widgets/wording.h"

#include <QCoreApplication>

namespace overdamp {

namespace {

/// What went wrong in `work`, or an empty text.
template <typename Work> QString trouble_of(Work work) {
    try {
        work();
    } catch (const std::exception& error) {
        return plain(error.what());
    }
    return {};
}

} // namespace

QString export_csv(const std::filesystem::path& run, const std::filesystem::path& file) {
    return trouble_of([&] {
        OutputFile output(file);
        write_metrics_csv(run, output.stream());
        output.commit();
    });
}

QString export_json(const std::filesystem::path& run, const std::filesystem::path& file) {
    return trouble_of([&] {
        OutputFile output(file);
        write_run_json(run, output.stream());
        output.commit();
    });
}

QString export_events_of(const std::filesystem::path& run, const std::filesystem::path& folder) {
    return trouble_of([&] { export_tensorboard(run, folder); });
}

QString export_packed(const std::filesystem::path& run, const std::filesystem::path& file, bool checkpoints) {
    return trouble_of([&] { pack_run(run, file, checkpoints); });
}

QString copy_run(const std::filesystem::path& run, const std::filesystem::path& target) {
    namespace fs = std::filesystem;
    const fs::path copy = target / run.filename();
    std::error_code error;
    if (fs::exists(copy, error))
        return QCoreApplication::translate("RunExport", "“%1” is there already; nothing was copied.").arg(plain(copy.string()));
    fs::copy(run, copy, fs::copy_options::recursive, error);
    if (!error)
        return {};
    const QString reason = plain(error.message());
    fs::remove_all(copy, error);
    return QCoreApplication::translate("RunExport", "“%1” could not be copied: %2").arg(plain(run.string()), reason);
}

} // namespace overdamp
