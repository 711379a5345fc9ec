// SPDX-License-Identifier: GPL-3.0-or-later
// Generated text over time: newest on top, frequent words tinted.
#pragma once

#include "core/telemetry/records.h"

#include <QWidget>

#include <span>
#include <vector>

class QLabel;
class QSlider;
class QTextBrowser;
class QTextCursor;
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

    QTextBrowser* text() const { return text_; }
    QSlider* slider() const { return slider_; }

  Q_SIGNALS:
    void sample_requested();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void show_position();
    void rebuild();
    void insert_on_top(const SampleRecord& sample);
    void drop_oldest();
    bool follows_newest() const;

    std::vector<SampleRecord> samples_;
    std::size_t rendered_ = 0; ///< samples in the text
    QTextBrowser* text_;
    QSlider* slider_;
    QLabel* position_;
    QToolButton* now_;
};

/// Whether `word` is written after a space when it follows `before`: closing punctuation clings to a word.
bool needs_space(const QString& before, const QString& word);

} // namespace overdamp
