// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/overlay_names.h"

#include "widgets/wording.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace overdamp {

namespace {

constexpr std::size_t most_knobs = 3; ///< in a name

/// In which runs are thought of as different first.
constexpr std::string_view leading_knobs[] = {"feedback.strength", "training.seed", "feedback.law"};

bool are_unique(const QStringList& names) { return std::set<QString>(names.begin(), names.end()).size() == static_cast<std::size_t>(names.size()); }

/// The knobs in which the runs differ, the telling ones first, else in the order of the table.
std::vector<const Knob*> differing_knobs(const std::vector<const RunInfo*>& runs) {
    std::vector<const Knob*> found;
    for (const Knob& knob : knob_table())
        if (std::ranges::any_of(runs, [&](const RunInfo* run) { return knob.value(run->knobs) != knob.value(runs.front()->knobs); }))
            found.push_back(&knob);
    std::ranges::stable_sort(found, {}, [](const Knob* knob) { return std::ranges::find(leading_knobs, knob->key) - std::begin(leading_knobs); });
    return found;
}

QString settings_text(const std::vector<const Knob*>& knobs, const RunInfo& run) {
    QStringList texts;
    for (const Knob* knob : knobs)
        texts << QStringLiteral("%1 %2").arg(knob->symbol.empty() ? translated(knob->label) : plain(knob->symbol), plain(to_text(knob->value(run.knobs))));
    return texts.join(QStringLiteral(", "));
}

/// What tells runs of one name apart.
QStringList differences(const std::vector<const RunInfo*>& runs) {
    const std::vector<const Knob*> knobs = differing_knobs(runs);
    for (std::size_t count = 1; count <= std::min(knobs.size(), most_knobs); ++count) {
        QStringList settings;
        for (const RunInfo* run : runs)
            settings << settings_text({knobs.begin(), knobs.begin() + static_cast<std::ptrdiff_t>(count)}, *run);
        if (are_unique(settings))
            return settings;
    }
    QStringList starts, folders;
    for (const RunInfo* run : runs) {
        starts << plain(run->started());
        folders << plain(run->folder.filename().string());
    }
    return are_unique(starts) ? starts : folders;
}

} // namespace

QStringList overlay_names(std::span<const RunInfo> runs) {
    QStringList names;
    for (const RunInfo& run : runs)
        names << plain(run.name());
    const QStringList own = names;
    for (const QString& name : std::set<QString>(own.begin(), own.end())) {
        std::vector<const RunInfo*> same;
        for (std::size_t i = 0; i < runs.size(); ++i)
            if (own[static_cast<qsizetype>(i)] == name)
                same.push_back(&runs[i]);
        if (same.size() < 2)
            continue;
        const QStringList apart = differences(same);
        for (std::size_t i = 0; i < same.size(); ++i)
            names[same[i] - runs.data()] = QStringLiteral("%1 · %2").arg(name, apart[static_cast<qsizetype>(i)]);
    }
    return names;
}

} // namespace overdamp
