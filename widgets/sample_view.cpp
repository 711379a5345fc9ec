// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sample_view.h"

#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSlider>
#include <QTextBlock>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

constexpr std::int64_t tinted_ranks = 10;

/// Opacity of the tint: strongest for the most frequent word.
double tint_of(std::int64_t rank) { return 0.55 - 0.04 * static_cast<double>(rank); }

bool same_sample(const SampleRecord& a, const SampleRecord& b) { return a.step == b.step && a.prompt == b.prompt && a.words == b.words; }

QString heading_of(const SampleRecord& sample) {
    const QLocale locale;
    QStringList facts{QObject::tr("step %1").arg(locale.toString(static_cast<qint64>(sample.step)))};
    if (!std::isnan(sample.hf_share_top10))
        facts << QObject::tr("share %1 %").arg(locale.toString(sample.hf_share_top10, 'f', 0));
    if (!std::isnan(sample.distinct_2))
        facts << QObject::tr("distinct-2 %1").arg(locale.toString(sample.distinct_2, 'f', 2));
    if (sample.temperature != 1)
        facts << QObject::tr("temperature %1").arg(locale.toString(sample.temperature));
    return facts.join(QStringLiteral(" · "));
}

} // namespace

bool needs_space(const QString& before, const QString& word) {
    if (before.isEmpty())
        return false;
    const bool closes = word.size() == 1 && QStringLiteral(".,;:!?)]}").contains(word[0]);
    return !(closes && before.back().isLetterOrNumber());
}

SampleView::SampleView(QWidget* parent)
    : QWidget(parent), text_(new QTextBrowser), slider_(new QSlider(Qt::Horizontal)), position_(new QLabel), now_(new QToolButton) {
    text_->setFrameShape(QFrame::NoFrame);
    text_->setOpenLinks(false);
    text_->setUndoRedoEnabled(false);
    text_->document()->setDocumentMargin(8);
    text_->setPlaceholderText(tr("Press Space to train. A sample is drawn every few steps; words among the ten most frequent ones are tinted."));
    text_->setAccessibleName(tr("Generated samples, newest first"));

    slider_->setRange(0, 0);
    slider_->setEnabled(false);
    slider_->setAccessibleName(tr("Sample on top"));
    slider_->setToolTip(tr("Back through the samples; at the right end the newest one stays on top"));
    connect(slider_, &QSlider::valueChanged, this, [this] { rebuild(); });

    now_->setIcon(icon(QStringLiteral("sample")));
    now_->setText(tr("Sample now"));
    now_->setToolTip(tr("Draw one sample now, also while paused"));
    now_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    now_->setFocusPolicy(Qt::TabFocus);
    now_->setEnabled(false);
    connect(now_, &QToolButton::clicked, this, &SampleView::sample_requested);

    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(8);
    position_->setFont(tabular(position_->font()));
    row->addWidget(slider_, 1);
    row->addWidget(position_);
    row->addWidget(now_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(text_, 1);
}

void SampleView::set_samples(std::span<const SampleRecord> samples) {
    const bool following = follows_newest();
    const bool continues = samples.size() >= samples_.size() && (samples_.empty() || same_sample(samples[samples_.size() - 1], samples_.back()));
    const std::size_t known = continues ? samples_.size() : 0;
    if (continues && samples.size() == known)
        return;
    samples_.resize(known);
    samples_.insert(samples_.end(), samples.begin() + static_cast<std::ptrdiff_t>(known), samples.end());

    const QSignalBlocker quiet(slider_);
    slider_->setRange(0, std::max(0, static_cast<int>(samples_.size()) - 1));
    slider_->setEnabled(samples_.size() > 1);
    if (following || !continues)
        slider_->setValue(slider_->maximum());
    if (!continues || samples_.size() - known > most_rendered)
        rebuild();
    else if (following)
        for (std::size_t i = known; i < samples_.size(); ++i)
            insert_on_top(samples_[i]);
    show_position();
}

void SampleView::set_can_sample(bool can) { now_->setEnabled(can); }

bool SampleView::can_sample() const { return now_->isEnabled(); }

void SampleView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

bool SampleView::follows_newest() const { return slider_->value() == slider_->maximum(); }

void SampleView::show_position() {
    position_->setText(samples_.empty() ? QString() : tr("%1 of %2").arg(slider_->value() + 1).arg(samples_.size()));
    position_->setMinimumWidth(position_->sizeHint().width());
}

void SampleView::rebuild() {
    text_->clear();
    rendered_ = 0;
    if (!samples_.empty()) {
        const auto newest = static_cast<std::size_t>(slider_->value());
        const std::size_t oldest = newest + 1 > most_rendered ? newest + 1 - most_rendered : 0;
        for (std::size_t i = oldest; i <= newest; ++i)
            insert_on_top(samples_[i]);
    }
    text_->verticalScrollBar()->setValue(0);
    show_position();
}

void SampleView::insert_on_top(const SampleRecord& sample) {
    QTextCharFormat heading;
    heading.setForeground(colour_of(Meaning::neutral, palette()));
    heading.setFont(scaled(tabular(font()), 0.9));
    QTextCharFormat prompt;
    prompt.setFontItalic(true);
    prompt.setForeground(colour_of(Meaning::neutral, palette()));
    QTextBlockFormat above, below;
    above.setTopMargin(8);
    below.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
    below.setBottomMargin(4);

    QTextCursor cursor(text_->document());
    cursor.beginEditBlock();
    if (rendered_ > 0) {
        cursor.insertBlock();
        cursor.movePosition(QTextCursor::Start);
    }
    cursor.setBlockFormat(above);
    cursor.insertText(heading_of(sample), heading);
    cursor.insertBlock(below);
    QString before = plain(sample.prompt);
    cursor.insertText(before, prompt);
    for (const SampleWord& word : sample.words) {
        const QString text = plain(word.text);
        if (needs_space(before, text))
            cursor.insertText(QStringLiteral(" "), QTextCharFormat());
        QTextCharFormat format;
        if (word.rank >= 0 && word.rank < tinted_ranks) {
            QColor tint = colour_of(Meaning::collapse, palette());
            tint.setAlphaF(static_cast<float>(tint_of(word.rank)));
            format.setBackground(tint);
        }
        cursor.insertText(text, format);
        before = text;
    }
    cursor.endEditBlock();
    ++rendered_;
    if (rendered_ > most_rendered)
        drop_oldest();
}

void SampleView::drop_oldest() {
    // Each sample is two blocks: heading and text.
    QTextCursor cursor(text_->document()->lastBlock().previous());
    cursor.movePosition(QTextCursor::PreviousCharacter);
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    --rendered_;
}

} // namespace overdamp
