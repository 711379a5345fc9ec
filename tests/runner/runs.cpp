// SPDX-License-Identifier: GPL-3.0-or-later
// `runs` and `export` of the real program.
#include "tests/runner/program.h"

class Runs : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void recorded_runs_are_listed();
    void a_filter_chooses_runs();
    void measures_are_exported();
    void wrong_arguments_are_usage_errors();

  private:
    QTemporaryDir folder_;
};

void Runs::initTestCase() { QCOMPARE(run_program(tiny_run(folder_.path(), 10, {"feedback.strength=0.2"})).code, 0); }

void Runs::recorded_runs_are_listed() {
    const Outcome table = run_program({"runs", "--runs", folder_.path()});
    QCOMPARE(table.code, 0);
    QCOMPARE(table.output.count('\n'), 2);
    for (const char* word : {"α", "finished", "synthetic", "0.2"})
        QVERIFY2(table.output.contains(word), table.output.constData());
    const auto runs = nlohmann::json::parse(run_program({"runs", "--runs", folder_.path(), "--json"}).output.toStdString());
    QCOMPARE(runs.size(), std::size_t{1});
    QCOMPARE(runs[0].at("steps").get<int>(), 10);
    QCOMPARE(runs[0].at("path").get<std::string>(), only_run(folder_.path()).toStdString());
    QVERIFY(runs[0].at("parent").is_null());
    QCOMPARE(run_program({"runs", "--runs", folder_.path() + "/nowhere", "--json"}).output, QByteArray("[]\n"));
    QVERIFY(run_program({"runs", "--runs", folder_.path() + "/nowhere"}).errors.contains("there is no such folder"));
}

void Runs::a_filter_chooses_runs() {
    QVERIFY(run_program({"runs", "--runs", folder_.path(), "--filter", "alpha>0.1 state:fin"}).output.contains("finished"));
    QCOMPARE(run_program({"runs", "--runs", folder_.path(), "--filter", "alpha>0.3"}).output, QByteArray());
}

void Runs::measures_are_exported() {
    const Outcome printed = run_program({"export", only_run(folder_.path()), "--csv"});
    QCOMPARE(printed.code, 0);
    QVERIFY(printed.output.startsWith("wall_time,step,seconds,train/loss"));
    QCOMPARE(printed.output.count('\n'), 12); // a header, ten steps, the evaluation at the end
    const QString file = folder_.filePath("measures.csv");
    QCOMPARE(run_program({"export", only_run(folder_.path()), "--csv", file}).code, 0);
    QCOMPARE(content_of(file), printed.output);
}

void Runs::wrong_arguments_are_usage_errors() {
    verify_usage_error({"runs", "--filter", "alfa>1"}, "alfa: is unknown");
    verify_usage_error({"export", folder_.path(), "--csv"}, "is not a run folder");
    verify_usage_error({"export", only_run(folder_.path())}, "--csv");
}

QTEST_GUILESS_MAIN(Runs)
#include "runs.moc"
