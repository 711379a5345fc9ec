// SPDX-License-Identifier: GPL-3.0-or-later
// The collapse at a glance: share, entropy and distinct-2 now, against this run's own level at α = 0.
#pragma once

#include "core/telemetry/history.h"

#include <QWidget>

#include <optional>

namespace overdamp {

/// Values of one evaluation.
struct CollapseLevel {
    std::int64_t step = 0;
    double share = not_measured;      ///< sample/hf_share_top10, percent
    double entropy = not_measured;    ///< eval/predictive_entropy, nats
    double distinct_2 = not_measured; ///< sample/distinct_2
};

struct CollapseLevels {
    std::optional<CollapseLevel> now; ///< the last evaluation
    /// baseline_evaluation(); nothing where the feedback was in force from the start.
    std::optional<CollapseLevel> baseline;
    double largest_entropy = 0; ///< of all evaluations, for the scale
};

CollapseLevels collapse_levels(const History& history);

/// Three thin bars in a row, each with its value and a tick at the baseline.
class CollapseMeter : public QWidget {
    Q_OBJECT

  public:
    explicit CollapseMeter(QWidget* parent = nullptr);

    void set_levels(const CollapseLevels& levels);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    CollapseLevels levels_;
};

} // namespace overdamp
