// SPDX-License-Identifier: GPL-3.0-or-later
// A headed group of widgets that folds away.
#pragma once

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace overdamp {

class IdleNote;

class CollapsibleGroup : public QWidget {
    Q_OBJECT

  public:
    explicit CollapsibleGroup(const QString& title, QWidget* parent = nullptr);

    void add(QWidget* widget);
    void set_open(bool open);
    bool is_open() const { return open_; }
    /// The line under the heading, for what holds for every widget of the group.
    IdleNote& note() const { return *note_; }

  private:
    QToolButton* heading_;
    IdleNote* note_;
    QWidget* body_;
    QVBoxLayout* rows_;
    bool open_ = true;
};

} // namespace overdamp
