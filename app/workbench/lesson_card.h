// SPDX-License-Identifier: GPL-3.0-or-later
// The card above the plots that leads through a lesson: what to read, what to do, what to predict, and what was measured.
#pragma once

#include <QFrame>
#include <QStringList>

#include <optional>
#include <vector>

class QBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace overdamp {

class PredictionForm;
class PredictionScale;

/// What the card shows, as plain values.
struct LessonCardContent {
    struct Task {
        QString text;
        bool done = false;
        bool operator==(const Task&) const = default;
    };
    /// A question that waits for an answer.
    struct Question {
        QString text;
        QStringList choices; ///< empty: a number from `from` to `to`
        double from = 0, to = 0;
        QString suffix;
        bool operator==(const Question&) const = default;
    };
    /// Two numbers on one line.
    struct Numbers {
        double from = 0, to = 0, predicted = 0, measured = 0;
        bool operator==(const Numbers&) const = default;
    };

    QString lesson, title, position; ///< position: "2 of 6"
    QString text;                    ///< Markdown
    std::vector<Task> tasks;
    std::optional<Question> question;
    QString answer; ///< what was predicted and measured, HTML
    std::optional<Numbers> numbers;
    QString verdict;  ///< what the measured number says, Markdown
    QString next;     ///< caption of the button that goes on
    bool can_go_back = false, can_go_on = false;
    bool operator==(const LessonCardContent&) const = default;
};

/// Keys while the card has the focus: Return, → and Page Down go on, ← and Page Up back, a figure takes a choice, Escape leaves.
class LessonCard : public QFrame {
    Q_OBJECT

  public:
    explicit LessonCard(QWidget* parent = nullptr);

    void show_content(const LessonCardContent& content);
    const LessonCardContent& content() const { return content_; }
    /// Asks for the answer once more: it was to come first.
    void insist();

    QPushButton* next_button() const { return next_; }
    QPushButton* back_button() const { return back_; }
    QToolButton* leave_button() const { return leave_; }
    PredictionForm& form() const { return *form_; }

  Q_SIGNALS:
    /// A number, or the index of a choice.
    void predicted(double answer);
    void advanced();
    void went_back();
    void left();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void build_head(QBoxLayout& column);
    void build_body(QBoxLayout& column);
    void fit();

    LessonCardContent content_;
    QLabel* heading_;
    QLabel* text_;
    QLabel* tasks_;
    QLabel* answer_;
    QLabel* verdict_;
    PredictionForm* form_;
    PredictionScale* scale_;
    QPushButton* back_;
    QPushButton* next_;
    QToolButton* leave_;
    QScrollArea* scroll_;
    QWidget* body_;
    QBoxLayout* columns_;
};

} // namespace overdamp
