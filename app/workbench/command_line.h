// SPDX-License-Identifier: GPL-3.0-or-later
// What the program is asked to do.
#pragma once

#include "widgets/theme.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace overdamp {

struct CommandLine {
    enum class Action { window, screenshot, render, report, help, manual, version, usage_error };

    Action action = Action::window;
    QString what = QStringLiteral("quickstart"); ///< preset, experiment file or run folder
    QString runs;                                ///< where new runs go, empty for the default
    QString screenshot;                          ///< file to write
    QString part;                                ///< what the screenshot shows: a dock's name, "presenter", "help", or empty for the window
    std::optional<ThemeChoice> theme;
    QSize size{1280, 800};
    std::vector<std::pair<QString, QString>> renders; ///< file ending and folder
    QStringList folders;                              ///< to report: a study folder, or run folders
    QString output;                                   ///< file of the report, empty for the usual one
    QString text; ///< help, manual page or what is wrong
};

/// Reads the arguments, the program's name first. It needs no application object.
CommandLine parse_command_line(const QStringList& arguments);

} // namespace overdamp
