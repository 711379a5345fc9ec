// SPDX-License-Identifier: GPL-3.0-or-later
// A line of text across the window that can be closed: hints and problems.
#pragma once

#include <QFrame>

class QLabel;

namespace overdamp {

class NoticeBar : public QFrame {
    Q_OBJECT

  public:
    enum class Kind { hint, problem };

    explicit NoticeBar(Kind kind, QWidget* parent = nullptr);

    /// Shows the text; an empty one hides the bar.
    void show_text(const QString& text);
    QString text() const;

  Q_SIGNALS:
    void dismissed();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Kind kind_;
    QLabel* label_;
};

} // namespace overdamp
