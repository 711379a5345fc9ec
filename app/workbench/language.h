// SPDX-License-Identifier: GPL-3.0-or-later
// The language of the window: the system's, or one that was chosen.
#pragma once

class QCoreApplication;
class QMenu;
class QSettings;

namespace overdamp {

class MainWindow;

enum class LanguageChoice { system, english, chinese };

LanguageChoice remembered_language(const QSettings& settings);

/// Translates all texts that are asked for from now on, so call it before the first window is made. Languages that we do not have are English.
void speak(QCoreApplication& application, LanguageChoice choice);

/// The choice of a language, which takes effect at the next start; nothing where the window remembers nothing.
void add_language_menu(MainWindow& window, QMenu& view);

} // namespace overdamp
