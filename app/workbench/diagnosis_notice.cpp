// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/diagnosis_notice.h"

#include "app/workbench/bridge.h"
#include "widgets/wording.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace overdamp {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("DiagnosisNotice", text); }

} // namespace

QString diagnosis_text(const Diagnosis& diagnosis) {
    const QLocale locale;
    const QString step = locale.toString(static_cast<qint64>(diagnosis.since));
    const QString strength = locale.toString(diagnosis.strength, 'g', 3);
    switch (diagnosis.signature) {
    case FailureSignature::flat_share:
        return tr("Feedback on, share flat: α has been in force since step %1 and is %2, yet the high-frequency share is %3 %, against %4 % before.")
            .arg(step, strength, locale.toString(diagnosis.now, 'f', 0), locale.toString(diagnosis.before, 'f', 0));
    case FailureSignature::growing_gradient:
        return tr("Smooth loss, growing gradient: since step %1 ‖∇J‖ is %2 on average, against %3 in the %4 steps before, while the loss is no "
                  "rougher.")
            .arg(step, locale.toString(diagnosis.now, 'g', 3), locale.toString(diagnosis.before, 'g', 3))
            .arg(settled_steps);
    case FailureSignature::growing_smoothness:
        return tr("Smooth loss, growing curvature: since step %1 the secant smoothness is %2 on average, against %3 before, while the loss is no "
                  "rougher.")
            .arg(step, locale.toString(diagnosis.now, 'g', 3), locale.toString(diagnosis.before, 'g', 3));
    case FailureSignature::no_response:
        return tr("α moved, nothing follows: α went to %1 at step %2, and the predictive entropy is %3 nats, against %4 before; the loss did not "
                  "move either.")
            .arg(strength, step, locale.toString(diagnosis.now, 'f', 2), locale.toString(diagnosis.before, 'f', 2));
    }
    return {};
}

std::string_view diagnosis_knob(FailureSignature signature) {
    switch (signature) {
    case FailureSignature::flat_share:
        return "feedback.law";
    case FailureSignature::growing_gradient:
        return "feedback.strength";
    case FailureSignature::growing_smoothness:
        return "optimizer.learning_rate";
    case FailureSignature::no_response:
        return "feedback.gain";
    }
    return {};
}

DiagnosisNotice::DiagnosisNotice(Bridge& bridge) : NoticeBar(Kind::diagnosis), bridge_(bridge) {
    offer()->setToolTip(tr("Go to the knob that has most to do with it, and show the step on the plots"));
    connect(this, &NoticeBar::offer_taken, this, [this] {
        Q_EMIT step_wanted(shown_.since);
        Q_EMIT knob_wanted(diagnosis_knob(shown_.signature));
    });
    connect(this, &NoticeBar::dismissed, this, [this] {
        put_away_.insert(shown_.signature);
        refresh();
    });
    connect(&bridge, &Bridge::run_changed, this, &DiagnosisNotice::start_over);
    connect(&bridge, &Bridge::records_arrived, this, [this] {
        // Looking at every evaluation is enough, and as cheap as the run is long.
        if (const std::size_t evaluations = bridge_.history().steps(MetricSource::evaluation).size(); evaluations != evaluations_seen_) {
            evaluations_seen_ = evaluations;
            refresh();
        }
    });
}

void DiagnosisNotice::start_over() {
    put_away_.clear();
    evaluations_seen_ = bridge_.history().steps(MetricSource::evaluation).size();
    refresh();
}

void DiagnosisNotice::refresh() {
    const std::vector<Diagnosis> found = diagnose(bridge_.history());
    const auto first = std::ranges::find_if(found, [this](const Diagnosis& diagnosis) { return !put_away_.contains(diagnosis.signature); });
    if (first == found.end())
        return show_text({});
    shown_ = *first;
    show_text(diagnosis_text(shown_), tr("Look at: %1").arg(translated(find_knob(diagnosis_knob(shown_.signature)).label)));
}

} // namespace overdamp
