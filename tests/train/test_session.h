// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions on the device of the tests.
#pragma once

#include "core/settings/text.h"
#include "core/telemetry/run_folder.h"
#include "core/train/session.h"
#include "tests/device/test_device.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>

namespace overdamp {

class TestSession : public Session {
  public:
    TestSession(Experiment experiment, SessionOptions options) : Session(std::move(experiment), on_test_device(std::move(options))) {}

  private:
    static SessionOptions on_test_device(SessionOptions options) {
        options.device = test_device().str();
        return options;
    }
};

/// Waits up to a minute for a condition; sessions have no event loop.
template <typename Condition> bool eventually(Condition condition) {
    using namespace std::chrono_literals;
    for (int i = 0; i < 6000 && !condition(); ++i)
        std::this_thread::sleep_for(10ms);
    return condition();
}

/// The bytes of the parameters in a run's checkpoint.
inline std::string last_weights(const std::filesystem::path& run, std::int64_t step) {
    return read_text(run / "checkpoints" / ("step-" + std::to_string(step)) / "model.safetensors");
}

/// The lines of a run's metrics that a replay must repeat: without times, the last of each step.
inline std::vector<std::vector<double>> repeatable(const std::filesystem::path& run) {
    const History history = load_history(run);
    std::vector<std::vector<double>> columns;
    for (const Metric& metric : metric_table())
        if (metric.name != "train/tokens_per_second") {
            const auto values = history.column(metric);
            columns.emplace_back(values.begin(), values.end());
        }
    return columns;
}

/// Equal, where what was not measured equals itself.
inline bool same(const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b) {
    return std::ranges::equal(a, b, [](const auto& left, const auto& right) {
        return std::ranges::equal(left, right, [](double x, double y) { return x == y || (x != x && y != y); });
    });
}

} // namespace overdamp
