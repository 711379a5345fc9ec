// SPDX-License-Identifier: GPL-3.0-or-later
// Generated text over time: newest on top, frequent words tinted, loops underlined; two moments compared; a prompt of one's own.
#pragma once

#include "widgets/sample_text.h"

#include <QWidget>

#include <span>
#include <vector>

class QLabel;
class QLineEdit;
class QSlider;
class QTextBrowser;
class QToolButton;

namespace overdamp {

class SampleView : public QWidget {
    Q_OBJECT

  public:
    /// Samples that are in the text at once; the slider reaches all others.
    static constexpr std::size_t most_rendered = 100;

    explicit SampleView(QWidget* parent = nullptr);

    /// Shows the samples of a history, oldest first. Only what is new is drawn, unless the samples before changed.
    void set_samples(std::span<const SampleRecord> samples);
    /// Whether "Sample now" can be pressed.
    void set_can_sample(bool can);
    bool can_sample() const;
    /// Shows the prompt in force; a hand at work on it is not disturbed.
    void set_prompt(const QString& prompt);

    QTextBrowser* text() const { return text_; }
    QSlider* slider() const { return slider_; }
    QSlider* other_slider() const { return other_; } ///< the moment to compare with
    QToolButton* compare() const { return compare_; }
    QToolButton* copy() const { return copy_; }
    QToolButton* now() const { return now_; }
    QLineEdit* prompt() const { return prompt_; }

  Q_SIGNALS:
    void sample_requested();
    /// A hand entered another prompt.
    void prompt_changed(const QString& prompt);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    QToolButton* make_button(const QString& text, const QString& help);
    void build_controls();
    void set_comparing(bool on);
    void show_position();
    void show_legend();
    void rebuild();
    void draw_diff();
    void insert_on_top(const SampleRecord& sample);
    void drop_oldest();
    void take_prompt();
    void copy_text();
    bool follows_newest() const;

    std::vector<SampleRecord> samples_;
    std::size_t rendered_ = 0; ///< samples in the text
    QString prompt_in_force_;
    QTextBrowser* text_;
    QSlider* slider_;
    QLabel* position_;
    QWidget* other_row_;
    QSlider* other_;
    QLabel* other_position_;
    QToolButton* now_;
    QToolButton* compare_;
    QToolButton* copy_;
    QLabel* legend_;
    QLineEdit* prompt_;
};

} // namespace overdamp
