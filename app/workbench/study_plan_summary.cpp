// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/study_plan_summary.h"

#include "core/study/runner.h"
#include "widgets/wording.h"

#include <QCoreApplication>

namespace overdamp {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("StudyPlanEditor", text); }

} // namespace

QString plan_summary(const Study& study, const WrittenDraft& document, const std::vector<std::string>& outdone, const Pace& pace) {
    const std::int64_t jobs = suggested_jobs(study);
    std::vector<double> seconds;
    bool all_known = true;
    for (const StudyCell& cell : study.cells) {
        const Knobs& knobs = cell.experiment.knobs;
        all_known = all_known && pace.knows(knobs);
        seconds.push_back(pace.knows(knobs) ? pace.seconds_left(knobs, 0) : usual_seconds(knobs));
    }
    const QString time = duration_text(seconds_until_done(seconds, jobs));
    QString text = tr("<b>%1 runs</b>, about %2 with %3 side by side").arg(study.cells.size()).arg(time).arg(jobs);
    text += all_known ? tr(" (from %1 earlier runs)").arg(pace.runs()) : tr(" (a rough guess: not all of its models have been run here)");
    if (document.claims_left_out + document.numbers_left_out > 0)
        text += QStringLiteral("<br>") + tr("%1 of %2 claims and %3 of the paper's numbers no longer apply and are left out")
                                             .arg(document.claims_left_out)
                                             .arg(document.claims)
                                             .arg(document.numbers_left_out);
    for (const std::string& key : outdone)
        text += QStringLiteral("<br>") + tr("%1 is set by an axis as well, whose value counts").arg(plain(key));
    if (document.forms_left_out > 0)
        text += QStringLiteral("<br>") + tr("The plan's other forms do not fit its claims any more and are left out");
    return text;
}

} // namespace overdamp
