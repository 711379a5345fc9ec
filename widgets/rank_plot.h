// SPDX-License-Identifier: GPL-3.0-or-later
// How often the words of the output occur, by rank, against the corpus.
#pragma once

#include "widgets/line_plot.h"

namespace overdamp {

/// Zipf's plot: relative frequency over rank, both logarithmic, of the measuring sample at one moment and of the training split; each ranked by itself.
class RankPlot : public LinePlot {
    Q_OBJECT

  public:
    /// `history` must outlive the plot.
    explicit RankPlot(const History& history, QWidget* parent = nullptr);

    /// Shows the newest sample not after that step; without one, the newest of all.
    void set_moment(std::optional<double> step);
    void set_overlays(const std::vector<Overlay>& overlays);

    QString x_name() const override { return QStringLiteral("rank"); }

  protected:
    void lay_out(const QSizeF& size, const QPalette& colours) override;

  private:
    /// A falling staircase: the first and the last rank of each frequency, percent.
    struct Stairs {
        std::vector<double> ranks, percent;
    };

    static Stairs stairs_of(const FrequencyRecord& record);
    /// Step of each overlay's newest record, -1 without one: overlays of live runs grow.
    static std::vector<std::int64_t> newest_of(const std::vector<Overlay>& overlays);
    void show_sample(const FrequencyRecord* sample);

    const History& history_;
    std::vector<Overlay> overlays_;
    std::optional<double> moment_;
    Stairs output_, corpus_;
    std::vector<Stairs> others_;
    std::optional<std::int64_t> shown_;
    std::vector<std::int64_t> others_shown_;
};

} // namespace overdamp
