// SPDX-License-Identifier: GPL-3.0-or-later
// A quiet line that says which failure signature the run shows, with its numbers and where to look.
#pragma once

#include "core/telemetry/diagnosis.h"

#include <QFrame>
#include <QString>

#include <set>

class QLabel;
class QToolButton;

namespace overdamp {

class Bridge;

/// The signature in words, with what was measured.
QString diagnosis_text(const Diagnosis& diagnosis);
/// The knob that has most to do with it.
std::string_view diagnosis_knob(FailureSignature signature);

/// Shows the first signature that was not put away in this run.
class DiagnosisNotice : public QFrame {
    Q_OBJECT

  public:
    /// `bridge` must outlive the notice.
    explicit DiagnosisNotice(Bridge& bridge);

    QString text() const;
    QToolButton* look() const { return look_; }
    QToolButton* close() const { return close_; }

  Q_SIGNALS:
    /// A hand asked to be led to this knob.
    void knob_wanted(std::string_view key);
    /// The same, and to the step from which the signature was measured.
    void step_wanted(qint64 step);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void refresh();
    void start_over();

    Bridge& bridge_;
    QLabel* label_;
    QToolButton* look_;
    QToolButton* close_;
    Diagnosis shown_{};
    std::set<FailureSignature> put_away_;
    std::size_t evaluations_seen_ = 0;
};

} // namespace overdamp
