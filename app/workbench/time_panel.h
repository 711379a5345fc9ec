// SPDX-License-Identifier: GPL-3.0-or-later
// The strip under the plots: the timeline, the moment looked at, and what can be done from there.
#pragma once

#include "widgets/timeline.h"

#include <QWidget>

#include <optional>

class QLabel;
class QMenu;
class QToolButton;

namespace overdamp {

class TimePanel : public QWidget {
    Q_OBJECT

  public:
    explicit TimePanel(QWidget* parent = nullptr);

    Timeline& timeline() { return *timeline_; }
    /// What the moment looked at is like, in a line.
    void show_moment(const QString& text);
    QString moment() const;
    /// The gestures that "What if not" offers are those of the timeline's content.
    void show_gestures();
    /// Whether a twin trains beside the run, and whether one could.
    void show_twin(bool trains, bool possible);
    /// The step of a twin that the run had before, to be gone on with.
    void offer_twin(std::optional<qint64> step);

    QMenu* what_if_menu() const { return what_if_menu_; }
    QMenu* twin_menu() const { return twin_menu_; }

  Q_SIGNALS:
    void what_if_requested(qint64 event);
    /// From the first step that had feedback, or from the present one.
    void twin_requested(bool from_start);
    void known_twin_requested(qint64 step);
    void twin_ended();

  private:
    QToolButton* add_menu_button(const QString& icon_name, const QString& text, const QString& help, QMenu* menu);

    Timeline* timeline_;
    QLabel* moment_;
    QMenu* what_if_menu_;
    QMenu* twin_menu_;
    QToolButton* what_if_;
    QToolButton* twin_;
    QAction *known_twin_ = nullptr, *end_twin_ = nullptr;
    std::optional<qint64> known_step_;
};

} // namespace overdamp
