// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/lesson_wording.h"

#include "widgets/wording.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(overdamp::Lessons)
};

QString whole(std::int64_t number) { return QLocale().toString(static_cast<qint64>(number)); }

/// Three significant figures, and no more than two decimals; a whole number as it is.
QString rounded(double value) {
    const double size = std::abs(value);
    if (value == std::round(value))
        return QLocale().toString(value, 'f', 0);
    return QLocale().toString(value, 'f', size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

QString limits_text(const Limits& limits, const QString& suffix) {
    const auto text = [&](double value) { return QLocale().toString(value) + suffix; };
    if (limits.above && limits.below)
        return Text::tr("between %1 and %2").arg(text(*limits.above), text(*limits.below));
    return limits.above ? Text::tr("above %1").arg(text(*limits.above)) : Text::tr("below %1").arg(text(*limits.below));
}

QString unit_suffix(const Metric& metric) {
    if (metric.unit.empty())
        return {};
    return metric.unit == "percent" ? QStringLiteral(" %") : QLatin1Char(' ') + translated(metric.unit);
}

QString knob_name(const Knob& knob) { return knob.symbol.empty() ? translated(knob.label) : plain(knob.symbol); }

QString dock_name(const std::string& part) {
    const std::pair<const char*, QString> names[] = {{"controls", Text::tr("Controls")}, {"samples", Text::tr("Samples")},
                                                     {"loop", Text::tr("Loop")},         {"temperatures", Text::tr("Temperatures")},
                                                     {"runs", Text::tr("Runs")},         {"twin", Text::tr("Twin")}};
    const auto* found = std::ranges::find(names, part, &std::pair<const char*, QString>::first);
    return found == std::end(names) ? QString::fromStdString(part) : found->second;
}

struct TaskText {
    QString operator()(const StepReached& rule) const { return Text::tr("Train to step %1 (Space)").arg(whole(rule.step)); }
    QString operator()(const MoreSteps& rule) const { return Text::tr("Train %1 more steps (Space)").arg(whole(rule.steps)); }
    QString operator()(const KnobTurned& rule) const {
        if (rule.value)
            return Text::tr("Set %1 to %2").arg(knob_name(*rule.knob), value_text(*rule.knob, *rule.value));
        return Text::tr("Turn %1 %2").arg(knob_name(*rule.knob), limits_text(rule.limits, {}));
    }
    QString operator()(const MetricReached& rule) const {
        return Text::tr("Train until this is %1: %2").arg(limits_text(rule.limits, unit_suffix(*rule.metric)), translated(rule.metric->label));
    }
    QString operator()(const PartLookedAt& rule) const {
        return rule.part == "timeline" ? Text::tr("Drag along the timeline to look back") : Text::tr("Look at %1").arg(dock_name(rule.part));
    }
    QString operator()(const ChildMade& rule) const {
        return rule.kind == ForkKind::fork     ? Text::tr("Fork the run (Ctrl+Shift+F)")
               : rule.kind == ForkKind::rewind ? Text::tr("Rewind the run (Ctrl+Shift+R)")
                                               : Text::tr("Repeat the run without a gesture (What if not)");
    }
};

} // namespace

QString task_text(const Rule& rule) { return std::visit(TaskText{}, rule); }

QString quantity_suffix(const Quantity& quantity) {
    if (quantity.ratio)
        return {};
    const bool points = quantity.reference != Quantity::Reference::none && quantity.metric->unit == "percent";
    return points ? Text::tr(" points") : unit_suffix(*quantity.metric);
}

QString quantity_value(const Quantity& quantity, double value) {
    if (quantity.ratio)
        return Text::tr("× %1").arg(rounded(value));
    const QString sign = quantity.reference != Quantity::Reference::none && value > 0 ? QStringLiteral("+") : QString();
    return sign + rounded(value) + quantity_suffix(quantity);
}

QString distance_text(const Quantity& quantity, double distance) {
    return rounded(distance) + (quantity.metric->unit == "percent" && !quantity.ratio ? Text::tr(" points") : quantity_suffix(quantity));
}

QString quantity_name(const Quantity& quantity) {
    QString name = translated(quantity.metric->label);
    if (quantity.take == Quantity::Take::largest)
        name = Text::tr("%1, the largest of %2 steps").arg(name, whole(quantity.records));
    else if (quantity.take == Quantity::Take::roughness)
        name = Text::tr("%1, its mean change from step to step").arg(name);
    else if (quantity.records > 1)
        name = Text::tr("%1, mean of %2 steps").arg(name, whole(quantity.records));
    switch (quantity.reference) {
    case Quantity::Reference::none:
        return name;
    case Quantity::Reference::before_feedback:
        return Text::tr("%1, against before the feedback").arg(name);
    case Quantity::Reference::parent:
        return Text::tr("%1, against the parent run").arg(name);
    case Quantity::Reference::step:
        return Text::tr("%1, against step %2").arg(name, whole(quantity.reference_step));
    }
    return name;
}

} // namespace overdamp
