// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run knobs` and `overdamp-run measures`
#include "app/runner/commands.h"
#include "core/model/named_shapes.h"
#include "core/settings/knobs.h"
#include "core/telemetry/metric_reference.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

nlohmann::ordered_json knobs_as_json() {
    const auto name = [](KnobType type) {
        switch (type) {
        case KnobType::boolean:
            return "boolean";
        case KnobType::integer:
            return "integer";
        case KnobType::real:
            return "real";
        case KnobType::text:
            return "text";
        case KnobType::choice:
            return "choice";
        }
        return "";
    };
    auto array = nlohmann::ordered_json::array();
    for (const Knob& knob : knob_table()) {
        nlohmann::ordered_json object = {{"key", knob.key}, {"group", knob.group}, {"label", knob.label}, {"symbol", knob.symbol}, {"type", name(knob.type)}};
        if (knob.type == KnobType::integer || knob.type == KnobType::real)
            object.update({{"minimum", knob.minimum}, {"maximum", knob.maximum}});
        if (knob.type == KnobType::choice)
            object["choices"] = std::vector<std::string>(knob.choices.begin(), knob.choices.end());
        object.update({{"default", to_json(knob.default_value())},
                       {"unit", knob.unit},
                       {"live", knob.timing == KnobTiming::live},
                       {"help", knob.help},
                       {"reference", knob.reference}});
        array.push_back(std::move(object));
    }
    return array;
}

} // namespace

void add_knobs(CLI::App& program) {
    CLI::App* command = program.add_subcommand("knobs", "Print the reference of all knobs and the sizes of models that have a name, as Markdown");
    const auto as_json = std::make_shared<bool>(false);
    command->add_flag("--json", *as_json, "Print the knobs as one JSON array");
    command->callback([as_json] {
        if (*as_json)
            std::cout << knobs_as_json().dump(2) << '\n';
        else
            std::cout << knob_reference() << '\n' << named_shapes_reference();
    });
    program.add_subcommand("measures", "Print the reference of all measures as Markdown")->callback([] { std::cout << metric_reference(); });
}

} // namespace overdamp
