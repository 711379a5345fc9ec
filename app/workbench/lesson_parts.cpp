// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/lesson_parts.h"

#include "app/workbench/collapse_strip.h"
#include "app/workbench/main_window.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/time_panel.h"
#include "widgets/knob_editor.h"
#include "widgets/plot_catalog.h"

#include <QCoreApplication>
#include <QDockWidget>

namespace overdamp {

namespace {

const std::vector<std::string> docks{"controls", "samples", "loop", "temperatures", "runs", "twin"};

} // namespace

LessonNames lesson_names() {
    LessonNames names{.parts = docks, .docks = docks, .plots = {}};
    names.parts.insert(names.parts.end(), {"run_bar", "meter", "timeline", "plots"});
    names.docks.emplace_back("timeline");
    for (const PlotKind& kind : plot_catalog())
        names.plots.push_back(kind.id);
    return names;
}

QDockWidget* find_dock(const MainWindow& window, const std::string& name) {
    return window.findChild<QDockWidget*>(QString::fromStdString(name), Qt::FindDirectChildrenOnly);
}

std::vector<QWidget*> find_part(MainWindow& window, const std::string& name) {
    constexpr std::string_view plot = "plot:";
    if (name.starts_with(plot)) {
        for (PlotPane* pane : window.plots().panes())
            if (pane->kind().id == name.substr(plot.size()))
                return {pane};
        return {};
    }
    if (QDockWidget* dock = find_dock(window, name))
        return {dock};
    if (name == "run_bar")
        return {&window.run_bar()};
    if (name == "meter")
        return {window.findChild<CollapseStrip*>()};
    if (name == "timeline")
        return {&window.time_panel()};
    if (name == "plots")
        return {&window.plots()};
    const QList<KnobEditor*> editors = window.findChildren<KnobEditor*>(QString::fromStdString(name));
    return {editors.begin(), editors.end()};
}

std::string lesson_language() {
    //: The window's language in two letters, as lesson files name it.
    return QCoreApplication::translate("Lessons", "en").toStdString();
}

} // namespace overdamp
