// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a report: which ones a study gets, and that they hold its names.
#include "app/workbench/study_figures.h"

#include "tests/study/tiny_study.h"

#include <QTest>

#include <cmath>

using namespace overdamp;

namespace {

constexpr const char* numeric_axis = R"({"name": "α", "knob": "feedback.strength", "values": [0, 0.2]})";
constexpr const char* named_axis =
    R"({"name": "stabiliser", "variants": [{"name": "none", "set": {}}, {"name": "clip\u0007ping", "set": {"optimizer.gradient_clip": 1}}]})";
constexpr const char* claim = R"({"text": "shares", "rule": "value", "tolerance": 5, "paper": [{"where": {"stabiliser": "none"}, "value": 27}]})";

/// A report whose runs measured `share` and nothing else, and left no folder.
StudyReport report_of(QString document, double share) {
    StudyReport report{
        .study = parse_study(document.toStdString(), "tiny", "nano"), .origin = {}, .folder = {}, .results = {}, .judgements = {}, .groups = {}};
    for (std::size_t cell = 0; cell < report.study.cells.size(); ++cell) {
        report.results.emplace_back();
        if (!std::isnan(share))
            report.results.back().measures["sample/hf_share_top10"] = share;
    }
    return report;
}

QString study_with(const char* axis) {
    return QString::fromStdString(axis == named_axis ? tiny_study({}, claim) : tiny_study()).replace(numeric_axis, axis);
}

} // namespace

class StudyFiguresTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void an_axis_of_numbers_is_a_curve() {
        const std::vector<Picture> pictures = study_figures(report_of(study_with(numeric_axis), 30));
        QCOMPARE(pictures.size(), std::size_t{1});
        QVERIFY(QString::fromStdString(pictures[0].caption).contains("against α"));
    }

    void an_axis_of_names_is_a_dot_plot_with_the_names() {
        const std::vector<Picture> pictures = study_figures(report_of(study_with(named_axis), 30));
        QCOMPARE(pictures.size(), std::size_t{1});
        const QString caption = QString::fromStdString(pictures[0].caption);
        QVERIFY2(caption.contains("for each stabiliser") && caption.endsWith("Open: the paper's numbers."), qPrintable(caption));
        for (const std::string& svg : {pictures[0].light, pictures[0].dark}) {
            const QString text = QString::fromStdString(svg);
            QVERIFY(text.contains(">none<"));
            QVERIFY2(text.contains(QString(">clip%1ping<").arg(QChar(QChar::ReplacementCharacter))), "what XML cannot hold is replaced");
        }
        QVERIFY(pictures[0].light != pictures[0].dark);
    }

    void what_was_not_measured_is_not_drawn() { QVERIFY(study_figures(report_of(study_with(named_axis), std::nan(""))).empty()); }
};

QTEST_MAIN(StudyFiguresTest)
#include "study_figures.moc"
