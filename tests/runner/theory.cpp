// SPDX-License-Identifier: GPL-3.0-or-later
// `theory` of the real program.
#include "tests/runner/program.h"

class Theory : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void checks_are_listed();
    void chosen_checks_run_in_the_papers_order();
    void results_are_one_object_and_files();
    void a_signal_ends_it_with_what_was_measured();
    void an_unknown_check_is_a_usage_error();
    void an_output_that_cannot_be_written_is_named_before_anything_is_computed();
};

void Theory::checks_are_listed() {
    const Outcome list = run_program({"theory", "--list"});
    QCOMPARE(list.code, 0);
    QVERIFY(list.output.count('\n') >= 20);
    QVERIFY(list.output.contains("support\tTheorem 5.5"));
}

void Theory::chosen_checks_run_in_the_papers_order() {
    const Outcome outcome = run_program({"theory", "--check", "step-55", "--check", "step-smooth"});
    QCOMPARE(outcome.code, 0); // a claim that does not hold is a result
    const qsizetype smooth = outcome.output.indexOf("step-smooth"), bound = outcome.output.indexOf("step-55");
    QVERIFY(smooth >= 0 && bound > smooth);
    QCOMPARE(outcome.output.count("does not hold"), 2);
    QVERIFY2(outcome.errors.contains("1/2 step-smooth: does not hold"), outcome.errors.constData());
    QVERIFY(!outcome.errors.contains("nats"));
}

void Theory::results_are_one_object_and_files() {
    const QTemporaryDir folder;
    const Outcome outcome = run_program({"theory", "--check", "step-subset", "--json", "--output", folder.filePath("a/b")});
    QCOMPARE(outcome.code, 0);
    const auto json = nlohmann::json::parse(outcome.output.toStdString());
    QCOMPARE(json.at("results").size(), std::size_t{1});
    QCOMPARE(json.at("results")[0].at("verdict").get<std::string>(), std::string("fails"));
    QVERIFY(json.at("results")[0].at("version").get<std::string>().find("LibTorch") != std::string::npos);
    QCOMPARE(content_of(folder.filePath("a/b/theory.json")), outcome.output);
    QVERIFY(content_of(folder.filePath("a/b/theory.md")).contains("| step-subset |"));
}

void Theory::a_signal_ends_it_with_what_was_measured() {
    QElapsedTimer timer;
    timer.start();
    const Outcome outcome = signal_program({"theory", "--check", "stationarity"}, SIGINT, [&] { return timer.elapsed() > 2000; });
    QCOMPARE(outcome.code, 130);
    QCOMPARE(outcome.output, QByteArray());
}

void Theory::an_unknown_check_is_a_usage_error() { verify_usage_error({"theory", "--check", "supprt"}, "supprt: there is no such check"); }

void Theory::an_output_that_cannot_be_written_is_named_before_anything_is_computed() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("taken");
    write_file(file, "mine");
    for (const QString& output : {file, file + "/below", QStringLiteral("/proc/nowhere")}) {
        const Outcome outcome = run_program({"theory", "--check", "step-subset", "--output", output});
        QCOMPARE(outcome.code, 2);
        QCOMPARE(outcome.output, QByteArray());
        QVERIFY2(outcome.errors.startsWith("overdamp-run: --output " + output.toUtf8() + ": cannot hold") && outcome.errors.count('\n') == 1,
                 outcome.errors.constData());
        QVERIFY2(outcome.errors.contains("expected a folder"), outcome.errors.constData());
    }
    QCOMPARE(content_of(file), QByteArray("mine"));
}

QTEST_GUILESS_MAIN(Theory)
#include "theory.moc"
