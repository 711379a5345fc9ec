// SPDX-License-Identifier: GPL-3.0-or-later
// Results written and read back.
#include "core/theory/document.h"

#include "core/settings/knobs.h"
#include "core/settings/text.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace overdamp;

namespace {

TheoryResult example() {
    return {.id = "support",
            .claim = "P(S₀) ≥ 1 − λM | always",
            .reference = "(60)",
            .measured = "by summing",
            .table = {.rows_are = "λ", .columns = {{"mass", ""}, {"KL", "nats"}}, .rows = {{"0.1", {0.5, std::nan("")}}, {"0.01", {0.123456789, 2}}}},
            .verdict = TheoryVerdict::partly,
            .explanation = "because",
            .chart = {.title = "chart", .x_title = "λ", .y_title = "nats", .log_x = true, .log_y = false, .series = {{"bound", SeriesForm::dashed, {1, 2}, {3, 4}}}},
            .seconds = 1.5,
            .version = "Overdamp 1"};
}

} // namespace

class DocumentTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_result_is_read_back_whole() {
        const TheoryResult written = example();
        const auto all = read_theory_json(nlohmann::ordered_json::parse(theory_json(std::vector{written}).dump()));
        QCOMPARE(all.size(), std::size_t{1});
        const TheoryResult& read = all.front();
        for (const auto field : {&TheoryResult::id, &TheoryResult::claim, &TheoryResult::reference, &TheoryResult::measured, &TheoryResult::explanation, &TheoryResult::version})
            QCOMPARE(read.*field, written.*field);
        QCOMPARE(read.verdict, written.verdict);
        QCOMPARE(read.seconds, 1.5);
        QCOMPARE(read.table.rows_are, written.table.rows_are);
        QCOMPARE(read.table.columns[1].unit, std::string("nats"));
        QCOMPARE(read.table.rows[1].values, written.table.rows[1].values);
        QCOMPARE(read.table.rows[0].values[0], 0.5);
        QVERIFY(std::isnan(read.table.rows[0].values[1]));
        QVERIFY(read.chart.log_x && !read.chart.log_y);
        QCOMPARE(read.chart.series[0].form, SeriesForm::dashed);
        QCOMPARE(read.chart.series[0].y, (std::vector<double>{3, 4}));
    }

    void what_does_not_fit_is_refused_and_named() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("theory.json").toStdString();
        QVERIFY(load_theory(file).empty());
        for (const auto& [change, word] : {std::pair<const char*, const char*>{R"({"schema": 2, "results": []})", "schema"}, {"{", "theory.json"}, {R"({"schema": 1})", "results"}}) {
            write_text(file, change);
            try {
                load_theory(file);
                QFAIL(change);
            } catch (const SettingsError& error) {
                QVERIFY2(std::string_view(error.what()).find(word) != std::string_view::npos, error.what());
            }
        }
        auto json = theory_json(std::vector{example()});
        json["results"][0]["table"]["rows"][0]["values"].push_back(1);
        QVERIFY_EXCEPTION_THROWN(read_theory_json(json), SettingsError);
        json = theory_json(std::vector{example()});
        json["results"][0]["verdict"] = "perhaps";
        QVERIFY_EXCEPTION_THROWN(read_theory_json(json), SettingsError);
    }

    void markdown_has_the_list_and_the_numbers() {
        const std::string text = theory_markdown(std::vector{example()});
        for (const char* part : {"| support | (60) | P(S₀) ≥ 1 − λM \\| always | partly |", "| λ | mass | KL (nats) |", "|---|---:|---:|", "| 0.01 | 0.1235 | 2 |", "| 0.1 | 0.5 | – |", "because"})
            QVERIFY2(text.find(part) != std::string::npos, (text + "\nlacks " + part).c_str());
    }

    void the_plain_table_is_aligned() {
        const std::string text = theory_text(std::vector{example()}, true);
        QVERIFY(text.starts_with("partly         support  (60)  P(S₀)"));
        for (const char* part : {"[2] KL (nats)\n", "0.1      0.5    –\n", "0.01  0.1235    2\n"})
            QVERIFY2(text.find(part) != std::string::npos, (text + "\nlacks " + part).c_str());
        QCOMPARE(QString::fromStdString(theory_text(std::vector{example()}, false)).count('\n'), 1);
    }
};

QTEST_GUILESS_MAIN(DocumentTest)
#include "document.moc"
