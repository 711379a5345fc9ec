// SPDX-License-Identifier: GPL-3.0-or-later
// A small chart of a few finished series: lines, dots and what they are compared with.
#pragma once

#include "widgets/decimation.h"
#include "widgets/plot_frame.h"

#include <QWidget>

#include <vector>

namespace overdamp {

/// How a series is drawn; what others are compared with is dashed and grey.
enum class ChartForm { line, dashed, dots };

struct ChartSeries {
    QString label;
    ChartForm form = ChartForm::line;
    std::vector<Point> points; ///< in the order in which they are joined
};

struct ChartContent {
    QString title, x_title, y_title;
    Scale x_scale = Scale::linear, y_scale = Scale::linear;
    std::vector<ChartSeries> series;
};

/// Values that are not finite, or not above 0 on a logarithmic axis, are left out.
class Chart : public QWidget {
    Q_OBJECT

  public:
    explicit Chart(QWidget* parent = nullptr);

    void set_content(ChartContent content);
    /// Said where there is nothing to draw.
    void set_empty_text(const QString& text);

    /// Draws in that size and those colours.
    void draw(QPainter& painter, const QSizeF& size, const QPalette& colours) const;
    /// What is drawn, in sentences, for those who do not see it.
    QString description() const;

    QSize sizeHint() const override { return {480, 300}; }
    QSize minimumSizeHint() const override { return {240, 160}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    ChartContent content_;
    QString empty_text_;
};

} // namespace overdamp
