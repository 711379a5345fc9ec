// SPDX-License-Identifier: GPL-3.0-or-later
// What the present parameters write at several temperatures: what decoding does to the entropy, and what the model does.
#pragma once

#include "core/telemetry/temperatures.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QLineEdit;
class QTableWidget;
class QTextBrowser;
class QToolButton;

namespace overdamp {

/// The temperatures of a text such as "0.5, 0.7, 1": one to eight numbers from 0 to 3; nothing if it is not that.
std::optional<std::vector<double>> parse_temperatures(const QString& text);

class TemperatureView : public QWidget {
    Q_OBJECT

  public:
    explicit TemperatureView(QWidget* parent = nullptr);

    void show_comparison(const TemperatureComparison& comparison);
    /// In place of an answer.
    void show_failure(const QString& message);
    /// Another run: nothing is known of it.
    void clear();
    /// Whether there are parameters to look at.
    void set_can_compare(bool can);

    QLineEdit* temperatures() const { return temperatures_; }
    QToolButton* compare() const { return compare_; }
    QToolButton* copy() const { return copy_; }
    QTableWidget* table() const { return table_; }
    QTextBrowser* texts() const { return texts_; }
    QString summary() const;

  Q_SIGNALS:
    void compare_requested(const std::vector<double>& temperatures);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void build_table();
    void request();
    void draw();
    void copy_all();
    void show_waiting(bool waiting);

    TemperatureComparison shown_;
    bool can_compare_ = false, waiting_ = false;
    QLineEdit* temperatures_;
    QToolButton* compare_;
    QToolButton* copy_;
    QLabel* summary_;
    QTableWidget* table_;
    QTextBrowser* texts_;
};

} // namespace overdamp
