// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/claim_document.h"

#include "core/telemetry/metrics.h"

#include <algorithm>
#include <array>

namespace overdamp {

namespace {

using Json = nlohmann::ordered_json;

struct RuleRow {
    std::string_view name;
    std::string_view text;
};

/// In the order of ClaimRule.
constexpr std::array<RuleRow, 10> rules = {{
    {"value", "Each of the paper's numbers is met if ours lies within the tolerance of it. Reproduced: all are met; partly: some; not: none."},
    {"monotone", "Means over seeds along the axis, for every choice of the other axes. Reproduced: each step goes the claimed way in all of them; "
                 "partly: the rank "
                 "correlation has the claimed sign in more than half; not: otherwise."},
    {"ordering", "Means over seeds. Reproduced: ordered as claimed, each gap wider than the larger spread of the two; partly: the first is the "
                 "largest, or the order holds "
                 "within the spread; not: otherwise."},
    {"coincide", "Means over seeds along the axis. Reproduced: they differ by no more than the tolerance; partly: by no more than three times it; "
                 "not: otherwise."},
    {"faster", "Steps from engagement to collapse (share of 90 %), mean over seeds; the difference is in percent of the slower one. Reproduced: "
               "within the tolerance of the "
               "paper's number; partly: the same one is faster, by another amount; not: otherwise."},
    {"smooth", "Mean loss of the 50 steps before engagement against the 50 after the ramp (jump) and against the last 50; roughness is the standard "
               "deviation of the change from "
               "one step to the next. Reproduced: in every run jump and final change are at most 0.1 nats and roughness afterwards at most 1.5 times "
               "that before; partly: the "
               "roughness is, the levels are not, in some run; not: the roughness is not in some run."},
    {"flattens", "Least-squares slope of predictive entropy on loss, in the half of the steps with higher loss and in the half with lower loss, mean "
                 "over runs. Reproduced: the upper "
                 "slope is positive and at least twice the lower one's size; partly: it is larger; not: otherwise."},
    {"corner", "Share of the steps whose loss and entropy both lie in the lower third of the run's range, mean over runs. Reproduced: more than "
               "half; partly: more than a "
               "third; not: otherwise."},
    {"reaches", "Means over seeds. Reproduced: all groups reach the limit; partly: some; not: none."},
    {"stays_below", "Means over seeds. Reproduced: all groups stay below the limit; partly: some; not: none."},
}};

ClaimRule rule_from(const std::string& name, const std::string& place) {
    std::string names;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules[i].name == name)
            return static_cast<ClaimRule>(i);
        names += (i > 0 ? ", " : "") + std::string(rules[i].name);
    }
    throw SettingsError(place + ": \"" + name + "\" is unknown; expected one of " + names);
}

/// The value of `read`, with `place` in front of what it throws.
template <typename Read> auto at_place(const std::string& place, Read read) {
    try {
        return read();
    } catch (const SettingsError& error) {
        throw SettingsError(place + ": " + error.what());
    }
}

void check_label(const Study& study, const std::string& axis, const std::string& label, const std::string& place) {
    const std::vector<std::string> labels = at_place(place, [&] { return study.labels_of(axis); });
    if (std::ranges::find(labels, label) == labels.end())
        throw SettingsError(place + ": \"" + label + "\" is no label of the axis " + axis);
}

CellFilter cell_filter_from(const Study& study, const Json& object, const std::string& place) {
    CellFilter where;
    for (const auto& [axis, label] : study_object(object, place).items()) {
        where[axis] = label.is_string() ? label.get<std::string>() : label.dump();
        check_label(study, axis, where[axis], place + '.' + axis);
    }
    return where;
}

double number_from(const Json& object, const char* key, const std::string& place) {
    const auto found = object.find(key);
    if (found == object.end())
        return 0;
    if (!found->is_number())
        throw SettingsError(place + '.' + key + ": expected a number, found " + found->dump());
    return found->get<double>();
}

std::string metric_from(const Json& value, const std::string& place) {
    if (!value.is_string() || !find_metric(value.get<std::string>()))
        throw SettingsError(place + ": " + value.dump() + " is no measure");
    return value.get<std::string>();
}

PaperNumber paper_number_from(const Study& study, const Json& object, const std::string& place) {
    study_keys(object, place, {"where", "value"});
    if (!object.contains("value"))
        throw SettingsError(place + ".value: is missing");
    PaperNumber number{.where = {}, .value = number_from(object, "value", place)};
    if (object.contains("where"))
        number.where = cell_filter_from(study, object["where"], place + ".where");
    return number;
}

void check_claim(const Study& study, const Claim& claim, const std::string& place) {
    const bool compares = claim.rule == ClaimRule::monotone || claim.rule == ClaimRule::ordering || claim.rule == ClaimRule::coincide ||
                          claim.rule == ClaimRule::faster;
    if (compares)
        at_place(place + ".along", [&] { return study.labels_of(claim.along); });
    const bool ordered = claim.rule == ClaimRule::ordering || claim.rule == ClaimRule::faster;
    if (ordered && (claim.order.size() < 2 || (claim.rule == ClaimRule::faster && claim.order.size() != 2)))
        throw SettingsError(place + ".order: expected the labels that are compared");
    if ((claim.rule == ClaimRule::value || claim.rule == ClaimRule::faster) && claim.paper.empty())
        throw SettingsError(place + ".paper: is missing");
}

Claim claim_from(const Study& study, const Json& object, const std::string& place) {
    study_keys(object, place, {"text", "reference", "rule", "metric", "where", "along", "order", "falling", "limit", "tolerance", "paper"});
    Claim claim;
    claim.text = study_text(object, "text", place);
    claim.reference = object.contains("reference") ? study_text(object, "reference", place) : "";
    claim.rule = rule_from(study_text(object, "rule", place), place + ".rule");
    claim.metric = object.contains("metric") ? metric_from(object["metric"], place + ".metric") : study.metrics.front();
    if (object.contains("where"))
        claim.where = cell_filter_from(study, object["where"], place + ".where");
    if (object.contains("along"))
        claim.along = study_text(object, "along", place);
    if (object.contains("order"))
        for (const Json& label : study_array(object["order"], place + ".order")) {
            claim.order.push_back(label.is_string() ? label.get<std::string>() : label.dump());
            check_label(study, claim.along, claim.order.back(), place + ".order");
        }
    claim.falling = object.value("falling", false);
    claim.limit = number_from(object, "limit", place);
    claim.tolerance = number_from(object, "tolerance", place);
    if (object.contains("paper"))
        for (const Json& number : study_array(object["paper"], place + ".paper"))
            claim.paper.push_back(paper_number_from(study, number, place + ".paper[" + std::to_string(claim.paper.size()) + "]"));
    check_claim(study, claim, place);
    return claim;
}

} // namespace

std::string_view claim_rule_text(ClaimRule rule) { return rules[static_cast<std::size_t>(rule)].text; }

const Json& study_object(const Json& value, const std::string& place) {
    if (!value.is_object())
        throw SettingsError((place.empty() ? "" : place + ": ") + "expected an object, found " + std::string(value.type_name()));
    return value;
}

const Json& study_array(const Json& value, const std::string& place) {
    if (!value.is_array() || value.empty())
        throw SettingsError(place + ": expected an array that is not empty, found " + (value.is_array() ? "an empty one" : value.type_name()));
    return value;
}

void study_keys(const Json& object, const std::string& place, std::initializer_list<const char*> allowed) {
    for (const auto& [key, value] : study_object(object, place).items())
        if (std::ranges::find(allowed, key) == allowed.end()) {
            std::string names;
            for (const char* name : allowed)
                names += (names.empty() ? "" : ", ") + std::string(name);
            throw SettingsError((place.empty() ? key : place + '.' + key) + ": is unknown; expected " + names);
        }
}

std::string study_text(const Json& object, const char* key, const std::string& place) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string() || found->get_ref<const std::string&>().empty())
        throw SettingsError((place.empty() ? key : place + '.' + key) + ": is missing, empty or no text");
    return found->get<std::string>();
}

void read_claims(Study& study, const Json& document) {
    if (!document.contains("metrics"))
        throw SettingsError("metrics: is missing");
    for (const Json& metric : study_array(document["metrics"], "metrics"))
        study.metrics.push_back(metric_from(metric, "metrics[" + std::to_string(study.metrics.size()) + "]"));
    if (!document.contains("claims"))
        return;
    for (const Json& claim : study_array(document["claims"], "claims"))
        study.claims.push_back(claim_from(study, claim, "claims[" + std::to_string(study.claims.size()) + "]"));
}

} // namespace overdamp
