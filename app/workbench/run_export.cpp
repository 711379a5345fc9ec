// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/run_export.h"

#include "core/settings/text.h"
#include "core/telemetry/metrics_csv.h"
#include "widgets/wording.h"

#include <QCoreApplication>

#include <sstream>

namespace overdamp {

QString export_csv(const std::filesystem::path& run, const std::filesystem::path& file) {
    try {
        std::ostringstream text;
        write_metrics_csv(run, text);
        write_text(file, text.view());
    } catch (const std::exception& error) {
        return plain(error.what());
    }
    return {};
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
