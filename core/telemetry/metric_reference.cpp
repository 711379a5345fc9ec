// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/metric_reference.h"

#include "core/telemetry/metrics.h"

namespace overdamp {

std::string metric_reference() {
    std::string page = "# Measures\n\nNumbers in brackets are the paper's equations. Logarithms are natural.\n";
    std::string_view group;
    for (const Metric& metric : metric_table()) {
        const std::string_view own = metric.name.substr(0, metric.name.find('/'));
        if (own != group) {
            group = own;
            page += "\n## " + std::string(group) + "\n\n| column | measure | unit | when | meaning | source |\n|---|---|---|---|---|---|\n";
        }
        const std::string_view when = metric.source() == MetricSource::step ? "every step" : "evaluations";
        page += "| `" + std::string(metric.name) + "` | ";
        for (const std::string_view cell : {metric.label, metric.unit, when, metric.help, metric.reference})
            page += std::string(cell) + " | ";
        page.back() = '\n';
    }
    return page;
}

} // namespace overdamp
