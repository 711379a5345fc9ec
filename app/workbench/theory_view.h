// SPDX-License-Identifier: GPL-3.0-or-later
// One claim of the paper: what it says, what was measured, the verdict, numbers and chart.
#pragma once

#include "core/theory/checks.h"

#include <QIcon>
#include <QScrollArea>

#include <optional>

class QLabel;
class QTableWidget;

namespace overdamp {

class Chart;

/// "holds", "partly", "does not hold" and the symbol of that verdict.
QString verdict_text(TheoryVerdict verdict);
QIcon verdict_icon(TheoryVerdict verdict);

class TheoryView : public QScrollArea {
    Q_OBJECT

  public:
    explicit TheoryView(QWidget* parent = nullptr);

    /// `result` is null where the check has not been run.
    void show_check(const TheoryCheck& check, const TheoryResult* result);

    Chart& chart() const { return *chart_; }
    QTableWidget& table() const { return *table_; }
    QString verdict() const;

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void show_table(const TheoryTable& table);
    void show_chart(const TheoryChart& chart);

    QLabel *reference_, *claim_, *verdict_icon_, *verdict_, *explanation_, *measured_, *origin_;
    Chart* chart_;
    QTableWidget* table_;
    std::optional<TheoryVerdict> shown_;
};

} // namespace overdamp
