// SPDX-License-Identifier: GPL-3.0-or-later
// A line of text across the window that can be closed: hints, problems, news and diagnoses.
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace overdamp {

class NoticeBar : public QFrame {
    Q_OBJECT

  public:
    enum class Kind { hint, problem, news, diagnosis };

    explicit NoticeBar(Kind kind, QWidget* parent = nullptr);

    /// Shows the text; an empty one hides the bar. `offer` is what a button beside it can do about it; none without one.
    void show_text(const QString& text, const QString& offer = {});
    QString text() const;
    QPushButton* offer() const { return offer_; }
    QToolButton* closing() const { return close_; }

  Q_SIGNALS:
    void dismissed();
    void offer_taken();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Kind kind_;
    QLabel* label_;
    QPushButton* offer_;
    QToolButton* close_;
};

} // namespace overdamp
