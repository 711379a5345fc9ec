// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sample_view.h"

#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSlider>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocumentFragment>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace overdamp {

namespace {

constexpr int shortest_slider = 80;

bool same_sample(const SampleRecord& a, const SampleRecord& b) { return a.step == b.step && a.prompt == b.prompt && a.words == b.words; }

QHBoxLayout* slider_row(QSlider* slider, QLabel* position) {
    slider->setRange(0, 0);
    slider->setEnabled(false);
    position->setFont(tabular(position->font()));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 8, 0);
    row->setSpacing(8);
    row->addWidget(slider, 1);
    row->addWidget(position);
    return row;
}

QTextCharFormat heading_format(const QFont& font, const QPalette& palette) {
    QTextCharFormat heading;
    heading.setForeground(colour_of(Meaning::neutral, palette));
    heading.setFont(scaled(tabular(font), 0.9));
    return heading;
}

QTextBlockFormat heading_block() {
    QTextBlockFormat block;
    block.setTopMargin(8);
    return block;
}

QTextBlockFormat text_block() {
    QTextBlockFormat block;
    block.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
    block.setBottomMargin(4);
    return block;
}

} // namespace

SampleView::SampleView(QWidget* parent)
    : QWidget(parent), text_(new QTextBrowser), slider_(new QSlider(Qt::Horizontal)), position_(new QLabel), other_row_(new QWidget),
      other_(new QSlider(Qt::Horizontal)), other_position_(new QLabel),
      now_(make_button(tr("Sample"), tr("Draw one sample now, also while paused"))),
      compare_(make_button(tr("Compare"), tr("Show what changed from an older sample to the one on top. All have the same prompt and seed."))),
      copy_(make_button(tr("Copy"), tr("Copy the sample on top, or what is selected"))), legend_(new QLabel), prompt_(new QLineEdit) {
    text_->setFrameShape(QFrame::NoFrame);
    text_->setOpenLinks(false);
    text_->setUndoRedoEnabled(false);
    text_->document()->setDocumentMargin(8);
    text_->setPlaceholderText(tr("Press Space to train. A sample is drawn every few steps, from the same prompt and seed each time."));
    text_->setAccessibleName(tr("Generated samples, newest first"));
    build_controls();
    set_comparing(false);
    show_position();
}

QToolButton* SampleView::make_button(const QString& text, const QString& help) {
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(help);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    button->setEnabled(false);
    return button;
}

void SampleView::build_controls() {
    slider_->setAccessibleName(tr("Sample on top"));
    slider_->setToolTip(tr("Back through the samples; at the right end the newest one stays on top"));
    connect(slider_, &QSlider::valueChanged, this, &SampleView::rebuild);
    other_->setAccessibleName(tr("Sample to compare with"));
    other_->setToolTip(tr("The older moment: what it had and the sample on top has not is struck out"));
    connect(other_, &QSlider::valueChanged, this, &SampleView::rebuild);
    slider_->setMinimumWidth(shortest_slider);
    now_->setIcon(icon(QStringLiteral("sample")));
    copy_->setIcon(icon(QStringLiteral("copy")));
    copy_->setToolButtonStyle(Qt::ToolButtonIconOnly);
    compare_->setCheckable(true);
    connect(now_, &QToolButton::clicked, this, [this] {
        take_prompt();
        Q_EMIT sample_requested();
    });
    connect(compare_, &QToolButton::toggled, this, &SampleView::set_comparing);
    connect(copy_, &QToolButton::clicked, this, &SampleView::copy_text);
    legend_->setTextFormat(Qt::RichText);
    legend_->setWordWrap(true);
    legend_->setContentsMargins(8, 2, 8, 2);
    prompt_->setPlaceholderText(tr("Prompt; empty begins a new text"));
    prompt_->setAccessibleName(tr("Prompt"));
    prompt_->setToolTip(tr("What every sample goes on from (sampling.prompt). Enter draws one."));
    prompt_->setClearButtonEnabled(true);
    connect(prompt_, &QLineEdit::returnPressed, this, [this] {
        take_prompt();
        if (can_sample())
            Q_EMIT sample_requested();
    });

    auto* other = slider_row(other_, other_position_);
    other_row_->setLayout(other);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(8, 4, 8, 4);
    buttons->setSpacing(4);
    for (QToolButton* button : {now_, compare_, copy_})
        buttons->addWidget(button);
    buttons->addStretch();
    auto* entry = new QHBoxLayout;
    entry->setContentsMargins(8, 4, 8, 8);
    entry->addWidget(prompt_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(slider_row(slider_, position_));
    column->addWidget(other_row_);
    column->addLayout(buttons);
    column->addWidget(text_, 1);
    column->addWidget(legend_);
    column->addLayout(entry);
}

void SampleView::set_samples(std::span<const SampleRecord> samples) {
    const bool following = follows_newest();
    const bool continues = samples.size() >= samples_.size() && (samples_.empty() || same_sample(samples[samples_.size() - 1], samples_.back()));
    const std::size_t known = continues ? samples_.size() : 0;
    if (continues && samples.size() == known)
        return;
    samples_.resize(known);
    samples_.insert(samples_.end(), samples.begin() + static_cast<std::ptrdiff_t>(known), samples.end());

    const QSignalBlocker quiet(slider_), quiet_too(other_);
    for (QSlider* slider : {slider_, other_}) {
        slider->setRange(0, std::max(0, static_cast<int>(samples_.size()) - 1));
        slider->setEnabled(samples_.size() > 1);
    }
    compare_->setEnabled(samples_.size() > 1);
    copy_->setEnabled(!samples_.empty());
    if (samples_.size() < 2)
        compare_->setChecked(false);
    if (following || !continues)
        slider_->setValue(slider_->maximum());
    if (!continues || samples_.size() - known > most_rendered || compare_->isChecked())
        rebuild();
    else if (following)
        for (std::size_t i = known; i < samples_.size(); ++i)
            insert_on_top(samples_[i]);
    show_position();
}

void SampleView::set_can_sample(bool can) { now_->setEnabled(can); }

bool SampleView::can_sample() const { return now_->isEnabled(); }

void SampleView::set_prompt(const QString& prompt) {
    prompt_in_force_ = prompt;
    if (!prompt_->hasFocus())
        prompt_->setText(prompt);
}

void SampleView::take_prompt() {
    if (prompt_->text() == prompt_in_force_)
        return;
    prompt_in_force_ = prompt_->text();
    Q_EMIT prompt_changed(prompt_in_force_);
}

void SampleView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) { // headings have colours and a font of their own
        rebuild();
        show_legend();
    }
}

void SampleView::set_comparing(bool on) {
    other_row_->setVisible(on);
    show_legend();
    rebuild();
}

bool SampleView::follows_newest() const { return slider_->value() == slider_->maximum(); }

void SampleView::show_position() {
    position_->setText(samples_.empty() ? QString() : tr("%1 of %2").arg(slider_->value() + 1).arg(samples_.size()));
    position_->setMinimumWidth(position_->sizeHint().width());
    other_position_->setText(samples_.empty() ? QString() : tr("against %1").arg(other_->value() + 1));
    other_position_->setMinimumWidth(other_position_->sizeHint().width());
}

void SampleView::show_legend() {
    const QColor base = palette().color(QPalette::Window);
    const auto swatch = [](const QColor& colour) { return QStringLiteral("<span style=\"background:%1\">&nbsp;%2&nbsp;</span>").arg(colour.name()); };
    if (compare_->isChecked())
        legend_->setText(tr("<small><s>struck out</s>: only in the older one · %1: only in the one on top</small>")
                             .arg(swatch(mix(base, colour_of(Meaning::accent, palette()), 0.22)).arg(tr("<b>bold</b>"))));
    else
        legend_->setText(tr("<small>%1: among the ten most frequent words · <u>underlined</u>: %2 words in a row that come again</small>")
                             .arg(swatch(mix(base, colour_of(Meaning::collapse, palette()), 0.45)).arg(tr("tinted")))
                             .arg(loop_length));
}

void SampleView::rebuild() {
    text_->clear();
    rendered_ = 0;
    if (compare_->isChecked()) {
        draw_diff();
    } else if (!samples_.empty()) {
        const auto newest = static_cast<std::size_t>(slider_->value());
        const std::size_t oldest = newest + 1 > most_rendered ? newest + 1 - most_rendered : 0;
        for (std::size_t i = oldest; i <= newest; ++i)
            insert_on_top(samples_[i]);
    }
    text_->verticalScrollBar()->setValue(0);
    show_position();
}

void SampleView::draw_diff() {
    if (samples_.empty())
        return;
    const SampleRecord& before = samples_[static_cast<std::size_t>(other_->value())];
    const SampleRecord& after = samples_[static_cast<std::size_t>(slider_->value())];
    const QTextCharFormat heading = heading_format(font(), palette());
    QTextCursor cursor(text_->document());
    cursor.beginEditBlock();
    cursor.setBlockFormat(heading_block());
    cursor.insertText(tr("from %1").arg(sample_facts(before)), heading);
    cursor.insertBlock(heading_block());
    cursor.insertText(tr("to %1").arg(sample_facts(after)), heading);
    cursor.insertBlock(text_block());
    cursor.setBlockCharFormat(QTextCharFormat());
    cursor.setCharFormat(QTextCharFormat());
    insert_diff(cursor, word_diff(before.words, after.words), palette());
    cursor.endEditBlock();
}

void SampleView::insert_on_top(const SampleRecord& sample) {
    QTextCursor cursor(text_->document());
    cursor.beginEditBlock();
    if (rendered_ > 0) {
        cursor.insertBlock();
        cursor.movePosition(QTextCursor::Start);
    }
    cursor.setBlockFormat(heading_block());
    cursor.insertText(sample_heading(sample), heading_format(font(), palette()));
    cursor.insertBlock(text_block());
    insert_sample(cursor, sample, palette());
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

void SampleView::copy_text() {
    const QTextCursor selected = text_->textCursor();
    if (samples_.empty() && !selected.hasSelection())
        return;
    QString copied = selected.selection().toPlainText();
    if (copied.isEmpty()) {
        const SampleRecord& sample = samples_[static_cast<std::size_t>(slider_->value())];
        copied = sample_facts(sample) + QLatin1Char('\n') + sample_text(sample) + QLatin1Char('\n');
    }
    QGuiApplication::clipboard()->setText(copied);
}

} // namespace overdamp
