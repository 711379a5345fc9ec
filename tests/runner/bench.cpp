// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run bench` as a script sees it. How fast anything is, no test asks.
#include "tests/runner/program.h"

class Bench : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_case_gives_a_ratio_with_its_quartiles() {
        const Outcome outcome = run_program({"bench", "dmu node_fix 128", "--pairs", "3", "--json"});
        QCOMPARE(outcome.code, 0);
        const auto results = nlohmann::json::parse(outcome.output.toStdString());
        QCOMPARE(results.size(), std::size_t{1});
        const auto& result = results.at(0);
        QCOMPARE(result.at("case").get<std::string>(), std::string("dmu node_fix 128"));
        QVERIFY(result.at("ratio").get<double>() > 0);
        QVERIFY(result.at("quartiles").at(0) <= result.at("ratio") && result.at("ratio") <= result.at("quartiles").at(1));
        QVERIFY(result.contains("at_most"));
    }

    void training_is_compared_with_another_program() {
        const QTemporaryDir folder;
        const QString script = folder.filePath("slow.sh");
        // It pretends that a step takes 1000 seconds, so that ours is faster by far.
        write_file(script, "#!/bin/sh\necho ready\nwhile read -r steps; do echo $((steps * 1000)); done\n");
        QFile::setPermissions(script, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        const Outcome outcome = run_program({"bench", "training 2×64", "--pairs", "1", "--json", "--baseline", "sh " + script});
        QVERIFY2(outcome.code == 0, outcome.errors.constData());
        const auto results = nlohmann::json::parse(outcome.output.toStdString());
        QCOMPARE(results.size(), std::size_t{1});
        QVERIFY(results.at(0).at("ratio").get<double>() > 100);
        QVERIFY(results.at(0).at("peak_memory").get<double>() > 1);
    }

    void a_baseline_that_dies_is_named() {
        const Outcome outcome = run_program({"bench", "training 2×64", "--pairs", "1", "--baseline", "false"});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.errors.contains("false ended before it answered"), outcome.errors.constData());
    }

    void a_baseline_that_talks_nonsense_is_named() {
        const QTemporaryDir folder;
        const QString script = folder.filePath("nonsense.sh");
        write_file(script, "echo ready\nread -r steps\necho soon\n");
        const Outcome outcome = run_program({"bench", "training 2×64", "--pairs", "1", "--baseline", "sh " + script});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.errors.contains("sh answered something else"), outcome.errors.constData());
    }

    void an_unknown_case_is_refused() { verify_usage_error({"bench", "warp"}, "warp"); }
};

QTEST_GUILESS_MAIN(Bench)
#include "bench.moc"
