// SPDX-License-Identifier: GPL-3.0-or-later
// A headed group of widgets that folds away.
#pragma once

#include <QWidget>

class QToolButton;
class QLabel;
class QVBoxLayout;

namespace overdamp {

class CollapsibleGroup : public QWidget {
    Q_OBJECT

  public:
    explicit CollapsibleGroup(const QString& title, QWidget* parent = nullptr);

    void add(QWidget* widget);
    void set_open(bool open);
    bool is_open() const { return open_; }
    /// A remark under the heading; empty shows none.
    void set_note(const QString& note);
    QString note() const;

  private:
    QToolButton* heading_;
    QLabel* note_;
    QWidget* body_;
    QVBoxLayout* rows_;
    bool open_ = true;
};

} // namespace overdamp
