// SPDX-License-Identifier: GPL-3.0-or-later
// A line of text across the window that can be closed: hints, problems and news.
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace overdamp {

class NoticeBar : public QFrame {
    Q_OBJECT

  public:
    enum class Kind { hint, problem, news };

    explicit NoticeBar(Kind kind, QWidget* parent = nullptr);

    /// Shows the text; an empty one hides the bar. `offer` is what a button beside it can do about it; none without one.
    void show_text(const QString& text, const QString& offer = {});
    QString text() const;
    /// Puts a button between the text and the closing one.
    void add_button(QWidget* button);

  Q_SIGNALS:
    void dismissed();
    void offer_taken();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Kind kind_;
    QLabel* label_;
    QPushButton* offer_;
};

} // namespace overdamp
