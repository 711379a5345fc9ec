// SPDX-License-Identifier: GPL-3.0-or-later
// A predicted and a measured number on one line.
#pragma once

#include <QWidget>

namespace overdamp {

class PredictionScale : public QWidget {
    Q_OBJECT

  public:
    explicit PredictionScale(QWidget* parent = nullptr);

    /// The line goes from `from` to `to`, and as far beyond as the numbers ask for.
    void show_numbers(double from, double to, double predicted, double measured);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    double from_ = 0, to_ = 1, predicted_ = 0, measured_ = 0;
};

} // namespace overdamp
