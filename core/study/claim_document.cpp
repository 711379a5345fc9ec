// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/claim_document.h"

#include "core/settings/text.h"
#include "core/study/claims.h"
#include "core/telemetry/metrics.h"

#include <algorithm>
#include <array>

namespace overdamp {

namespace {

using Json = nlohmann::ordered_json;

constexpr auto T = translatable;

/// A rule, and which keys of a claim it needs and may use beside those that all have.
struct RuleRow {
    std::string_view name;
    std::vector<std::string_view> needed, optional;
    std::string_view text;
};

/// In the order of ClaimRule.
const std::array<RuleRow, 12> rules = {{
    {"value",
     {"paper", "tolerance"},
     {},
     T("Each of the paper's numbers is met if ours lies within the tolerance of it. Reproduced: all are met; partly: some; not: none.")},
    {"monotone",
     {"along"},
     {"falling"},
     T("Means over seeds along the axis, for every choice of the other axes. Reproduced: in all of them each step goes the claimed way by more than "
       "the larger spread of its two "
       "ends; partly: in more than half the rank correlation has the claimed sign; not: otherwise. A single seed is given the largest spread of the "
       "claim's other points; where "
       "there is none, at most partly.")},
    {"ordering",
     {"along", "order"},
     {},
     T("Means over seeds. Reproduced: ordered as claimed, each gap wider than the larger spread of the two; partly: the means are ordered as "
       "claimed, but not so clearly, or the "
       "first is above each of the others by more than the larger spread of the two; not: otherwise. A single seed is given the largest spread of "
       "the claim's other points; where "
       "there is none, at most partly.")},
    {"coincide",
     {"along", "tolerance"},
     {"order"},
     T("Means over seeds along the axis. Reproduced: they differ by no more than the tolerance; partly: by no more than three times it; not: "
       "otherwise.")},
    {"faster",
     {"along", "order", "paper", "tolerance"},
     {},
     T("Steps from engagement to the first evaluation with a share of 90 %, mean over seeds; the difference is in percent of the slower one. "
       "Reproduced: the claimed one is faster by "
       "the paper's number within the tolerance, and by more than the larger spread; partly: its mean is smaller; not: otherwise. Not measured where "
       "a run never collapses, or where "
       "evaluations are further apart than the claimed difference.")},
    {"smooth",
     {},
     {},
     T("Mean loss of the 50 steps before engagement against the 50 after the ramp (jump) and against the last 50 (final change); roughness is the "
       "standard deviation of the change "
       "from one step to the next. Reproduced: in every run jump and final change are at most 0.1 nats, and roughness afterwards is at most 1.5 "
       "times that of the run which differs "
       "in α = 0 alone, or, where the study has none and at α = 0, that before engagement; partly: the roughness is, the levels are not, in some "
       "run; not: the roughness is not in "
       "some run. The paper names no step of engagement and no limits: these are ours.")},
    {"flattens",
     {},
     {},
     T("Least-squares slope of predictive entropy on loss, in the half of the steps with higher loss and in the half with lower loss, mean over a "
       "group's runs; with feedback only "
       "the steps after the ramp. A group meets it if the upper slope is positive and at least twice the size of the lower one, and in part if it is "
       "only larger than that size. "
       "Reproduced: all groups meet it; partly: some, or in part; not: none.")},
    {"corner",
     {},
     {},
     T("Share of the steps whose loss and entropy both lie in the lower third of the run's range, mean over a group's runs; with feedback only the "
       "steps after the ramp. A group "
       "meets it with more than half of the steps, and in part with more than a third. Reproduced: all groups meet it; partly: some, or in part; "
       "not: none.")},
    {"reaches", {"limit"}, {}, T("Means over seeds. Reproduced: all groups reach the limit; partly: some; not: none.")},
    {"stays_below", {"limit"}, {}, T("Means over seeds. Reproduced: all groups stay below the limit; partly: some; not: none.")},
    {"recovers",
     {"baseline", "tolerance"},
     {},
     T("Means over seeds of the groups with feedback. A group meets it if its value lies within the tolerance of the baseline's and the entropy of "
       "its texts within 0.5 nats of the baseline's: neither concentrated nor noise. Reproduced: all groups meet it; partly: some; not: none.")},
    {"correlates",
     {},
     {"falling"},
     T("Rank correlation, over the runs, of the measure with the roughness of the training loss after the ramp (standard deviation of its change "
       "from one step to the next). "
       "Reproduced: it has the claimed sign and is beyond chance, 1.96/√(n − 1); partly: it has the claimed sign; not: otherwise. Six runs at "
       "least.")},
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

/// 0 if the key is not there.
double number_from(const Json& object, const char* key, const std::string& place) {
    const auto found = object.find(key);
    if (found == object.end())
        return 0;
    if (!found->is_number())
        throw SettingsError(place + '.' + key + ": expected a number, found " + found->dump());
    return found->get<double>();
}

/// 0 if the key is not there.
double positive_number_from(const Json& object, const char* key, const std::string& place) {
    const double number = number_from(object, key, place);
    if (object.contains(key) && !(number > 0))
        throw SettingsError(place + '.' + key + ": expected a number above 0, found " + object[key].dump());
    return number;
}

bool flag_from(const Json& object, const char* key, const std::string& place) {
    const auto found = object.find(key);
    if (found == object.end())
        return false;
    if (!found->is_boolean())
        throw SettingsError(place + '.' + key + ": expected true or false, found " + found->dump());
    return found->get<bool>();
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

/// That the keys are there which the rule needs, and none that it does not look at.
void check_keys(const Json& object, const RuleRow& rule, const std::string& place) {
    for (const std::string_view key : rule.needed)
        if (!object.contains(key))
            throw SettingsError(place + '.' + std::string(key) + ": is missing; the rule " + std::string(rule.name) + " needs it");
    for (const std::string_view key : {"along", "order", "falling", "baseline", "limit", "tolerance"})
        if (object.contains(key) && std::ranges::find(rule.needed, key) == rule.needed.end() &&
            std::ranges::find(rule.optional, key) == rule.optional.end())
            throw SettingsError(place + '.' + std::string(key) + ": the rule " + std::string(rule.name) + " has no use for it");
}

std::vector<std::string> order_from(const Study& study, const Json& array, const Claim& claim, const std::string& place) {
    std::vector<std::string> order;
    for (const Json& json : study_array(array, place)) {
        const std::string label = json.is_string() ? json.get<std::string>() : json.dump();
        check_label(study, claim.along, label, place);
        if (std::ranges::find(order, label) != order.end())
            throw SettingsError(place + ": \"" + label + "\" occurs twice");
        order.push_back(label);
    }
    if (order.size() < 2 || (claim.rule == ClaimRule::faster && order.size() != 2))
        throw SettingsError(place + ": expected " + (claim.rule == ClaimRule::faster ? "two labels" : "two labels or more") + ", found " +
                            std::to_string(order.size()));
    return order;
}

Claim claim_from(const Study& study, const Json& object, const std::string& place) {
    study_keys(object, place,
               {"text", "reference", "note", "rule", "metric", "where", "along", "order", "falling", "baseline", "limit", "tolerance", "paper"});
    Claim claim;
    claim.text = study_text(object, "text", place);
    claim.reference = object.contains("reference") ? study_text(object, "reference", place) : "";
    claim.note = object.contains("note") ? study_text(object, "note", place) : "";
    claim.rule = rule_from(study_text(object, "rule", place), place + ".rule");
    check_keys(object, rules[static_cast<std::size_t>(claim.rule)], place);
    claim.metric = object.contains("metric") ? metric_from(object["metric"], place + ".metric") : study.metrics.front();
    if (object.contains("where"))
        claim.where = cell_filter_from(study, object["where"], place + ".where");
    if (object.contains("baseline"))
        claim.baseline = cell_filter_from(study, object["baseline"], place + ".baseline");
    if (object.contains("along")) {
        claim.along = study_text(object, "along", place);
        at_place(place + ".along", [&] { return study.labels_of(claim.along); });
    }
    if (object.contains("order"))
        claim.order = order_from(study, object["order"], claim, place + ".order");
    claim.falling = flag_from(object, "falling", place);
    claim.limit = number_from(object, "limit", place);
    claim.tolerance = positive_number_from(object, "tolerance", place);
    if (object.contains("paper"))
        for (const Json& number : study_array(object["paper"], place + ".paper"))
            claim.paper.push_back(paper_number_from(study, number, place + ".paper[" + std::to_string(claim.paper.size()) + "]"));
    if (claim_cells(study, claim).empty())
        throw SettingsError(place + ": is about no run of the study");
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
    study.metrics.clear();
    study.claims.clear();
    for (const Json& metric : study_array(document["metrics"], "metrics")) {
        const std::string place = "metrics[" + std::to_string(study.metrics.size()) + "]", name = metric_from(metric, place);
        if (std::ranges::find(study.metrics, name) == study.metrics.end()) // once is enough
            study.metrics.push_back(name);
    }
    if (!document.contains("claims") || document["claims"] == Json::array()) // a study need not claim anything
        return;
    for (const Json& claim : study_array(document["claims"], "claims"))
        study.claims.push_back(claim_from(study, claim, "claims[" + std::to_string(study.claims.size()) + "]"));
}

} // namespace overdamp
