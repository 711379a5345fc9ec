// SPDX-License-Identifier: GPL-3.0-or-later
// A quiet line that says which failure signature the run shows, with its numbers and where to look.
#pragma once

#include "app/workbench/notice_bar.h"
#include "core/telemetry/diagnosis.h"

#include <set>

namespace overdamp {

class Bridge;

/// The signature in words, with what was measured.
QString diagnosis_text(const Diagnosis& diagnosis);
/// The knob that has most to do with it.
std::string_view diagnosis_knob(FailureSignature signature);

/// Shows the first signature that was not put away in this run.
class DiagnosisNotice : public NoticeBar {
    Q_OBJECT

  public:
    /// `bridge` must outlive the notice.
    explicit DiagnosisNotice(Bridge& bridge);

  Q_SIGNALS:
    /// A hand asked to be led to this knob.
    void knob_wanted(std::string_view key);
    /// The same, and to the step from which the signature was measured.
    void step_wanted(qint64 step);

  private:
    void refresh();
    void start_over();

    Bridge& bridge_;
    Diagnosis shown_{};
    std::set<FailureSignature> put_away_;
    std::size_t evaluations_seen_ = 0;
};

} // namespace overdamp
