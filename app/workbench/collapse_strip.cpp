// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/collapse_strip.h"

#include "app/workbench/bridge.h"
#include "core/telemetry/onset.h"
#include "widgets/elided_label.h"
#include "widgets/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QSettings>

namespace overdamp {

namespace {

constexpr const char* pause_key = "pause_at_onset";
constexpr int narrowest = 300;
constexpr int wide = 120; ///< letters for which there must be room, so that the onset stands beside the meter and not below it

QString step_text(std::int64_t step) { return QLocale().toString(static_cast<qint64>(step)); }

} // namespace

CollapseStrip::CollapseStrip(Bridge& bridge, QSettings* settings)
    : bridge_(bridge), meter_(new CollapseMeter), onset_(new ElidedLabel), pause_(new QCheckBox(tr("Pause at onset"))),
      layout_(new QBoxLayout(QBoxLayout::LeftToRight, this)) {
    onset_->setFont(tabular(onset_->font()));
    onset_->setToolTip(
        tr("<p><b>Onset</b>: the first evaluation after α was first in force whose high-frequency share exceeds twice this run's level at α = 0, "
           "or whose predictive entropy is under half of it.</p><p><b>Collapsed</b>: the first whose share is at least 90 %.</p>"));
    pause_->setFocusPolicy(Qt::TabFocus);
    pause_->setToolTip(
        tr("Pause by itself at the evaluation that shows the onset, also while the window is minimised. What the run computes stays the same."));
    auto* figures = new QHBoxLayout;
    figures->setContentsMargins(12, 0, 12, 4);
    figures->setSpacing(16);
    figures->addWidget(onset_, 1);
    figures->addWidget(pause_);
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(0);
    layout_->setSizeConstraint(QLayout::SetNoConstraint); // the meter makes do with less than it asks for
    layout_->addWidget(meter_, 1);
    layout_->addLayout(figures);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    if (settings)
        pause_->setChecked(settings->value(pause_key, false).toBool());
    bridge.set_pause_at_onset(pause_->isChecked());
    connect(pause_, &QCheckBox::toggled, this, [this, settings](bool on) {
        bridge_.set_pause_at_onset(on);
        if (settings)
            settings->setValue(pause_key, on);
    });
    connect(&bridge, &Bridge::run_changed, this, &CollapseStrip::refresh);
    connect(&bridge, &Bridge::records_arrived, this, [this] {
        if (bridge_.history().steps(MetricSource::evaluation).size() != evaluations_shown_)
            refresh();
    });
    refresh();
}

void CollapseStrip::refresh() {
    const History& history = bridge_.history();
    evaluations_shown_ = history.steps(MetricSource::evaluation).size();
    meter_->set_levels(moment_ ? *moment_ : collapse_levels(history));
    const Onset onset = find_onset(history, bridge_.corpus_share());
    QString text = evaluations_shown_ == 0 ? QString() : tr("No onset");
    if (onset.onset_step)
        text = tr("Onset: step %1").arg(step_text(*onset.onset_step));
    if (onset.collapse_step)
        text = onset.onset_step ? tr("%1 · collapsed: %2").arg(text, step_text(*onset.collapse_step))
                                : tr("Collapsed: step %1").arg(step_text(*onset.collapse_step));
    onset_->setText(text);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
                     onset.onset_step || onset.collapse_step ? colour_of(Meaning::collapse, palette()) : colour_of(Meaning::neutral, palette()));
    onset_->setPalette(colours);
}

void CollapseStrip::look_at(const std::optional<CollapseLevels>& moment) {
    moment_ = moment;
    refresh();
}

QSize CollapseStrip::minimumSizeHint() const { return {narrowest, sizeHint().height()}; }

void CollapseStrip::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

void CollapseStrip::resizeEvent(QResizeEvent*) {
    const auto direction = width() >= wide * fontMetrics().averageCharWidth() + pause_->sizeHint().width() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    if (layout_->direction() == direction)
        return;
    layout_->setDirection(direction);
    updateGeometry();
}

} // namespace overdamp
