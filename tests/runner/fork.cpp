// SPDX-License-Identifier: GPL-3.0-or-later
// Children of runs, trained from the command line: another future after the same past, bit for bit.
#include "tests/runner/program.h"

namespace {

/// The measures of `run` without the numbers of snapshots, which a child counts in its own way.
std::map<std::pair<std::string, int>, std::string> measures(const QString& run) {
    std::map<std::pair<std::string, int>, std::string> records;
    for (const auto& [key, text] : timeless_metrics(run)) {
        nlohmann::json line = nlohmann::json::parse(text);
        line.erase("revision");
        records[key] = line.dump();
    }
    return records;
}

std::map<QString, QByteArray> files_of(const QString& run) {
    std::map<QString, QByteArray> files;
    for (QDirIterator found(run, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); found.hasNext();) {
        const QString path = found.next();
        files[path] = content_of(path);
    }
    return files;
}

QByteArray weights(const QString& run, int step) {
    return content_of(checkpoint(run, step) + "/model.safetensors") + content_of(checkpoint(run, step) + "/optimizer.safetensors");
}

} // namespace

class ForkCommand : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void a_rewound_run_repeats_its_parent_bit_for_bit();
    void a_fork_equals_a_run_whose_knob_moved_then();
    void without_its_only_event_a_run_is_one_that_never_had_it();
    void a_longer_end_is_trained_to();
    void wrong_wishes_are_usage_errors();

  private:
    /// Forks, checks that the parent is as it was, and returns the child.
    QString fork(const QString& run, const QStringList& arguments);

    static constexpr int steps = 100;
    const QTemporaryDir runs_;
    QString parent_;
};

void ForkCommand::initTestCase() {
    const Outcome outcome = run_program(tiny_run(runs_.path(), steps, {"feedback.strength=0"}));
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    parent_ = only_run(runs_.path());
    QVERIFY(!parent_.isEmpty());
}

QString ForkCommand::fork(const QString& run, const QStringList& arguments) {
    const auto before = files_of(run);
    const Outcome outcome = run_program(QStringList{"fork", run, "--json"} + arguments);
    if (outcome.code != 0 || files_of(run) != before)
        throw std::runtime_error("fork failed or touched its parent: " + outcome.errors.toStdString());
    return QString::fromStdString(nlohmann::json::parse(outcome.output.toStdString()).at("folder"));
}

void ForkCommand::a_rewound_run_repeats_its_parent_bit_for_bit() {
    for (const char* step : {"0", "40", "53"}) {
        const QString child = fork(parent_, {"--at", step});
        QVERIFY(measures(child) == measures(parent_));
        for (const int checkpoint : {60, 80, steps})
            QVERIFY(weights(child, checkpoint) == weights(parent_, checkpoint));
        const auto named = nlohmann::json::parse(content_of(child + "/parent.json").toStdString());
        QCOMPARE(named.at("run").get<std::string>(), QDir(parent_).dirName().toStdString());
        QCOMPARE(named.at("step").get<int>(), QByteArray(step).toInt());
        QCOMPARE(named.at("kind").get<std::string>(), std::string("rewind"));
        QCOMPARE(leftovers(runs_.path()), QStringList());
    }
}

void ForkCommand::a_fork_equals_a_run_whose_knob_moved_then() {
    // Two ways to a knob that moves at step 40: through the checkpoint there, and after repeating from the one at 20.
    const QString there = fork(parent_, {"--at", "40", "--set", "feedback.strength=0.3"});
    const QString copy = runs_.filePath("copy");
    QVERIFY(QProcess::execute("cp", {"-r", parent_, copy}) == 0);
    QVERIFY(QDir(checkpoint(copy, 40)).removeRecursively());
    const QString repeated = fork(copy, {"--at", "40", "--set", "feedback.strength=0.3"});
    QVERIFY(measures(there) == measures(repeated));
    QVERIFY(weights(there, steps) == weights(repeated, steps));
    QVERIFY(weights(there, steps) != weights(parent_, steps));
    const auto events = json_lines(there + "/events.jsonl");
    QCOMPARE(events.size(), std::size_t{1});
    QCOMPARE(events[0].at("step").get<int>(), 40);
    QCOMPARE(events[0].at("changes").at("feedback.strength").at("to").get<double>(), 0.3);

    // From step 0 on it is the straight run with that knob.
    const QTemporaryDir straight;
    QCOMPARE(run_program(tiny_run(straight.path(), steps, {"feedback.strength=0.3"})).code, 0);
    QVERIFY(measures(fork(parent_, {"--at", "0", "--set", "feedback.strength=0.3"})) == measures(only_run(straight.path())));
}

void ForkCommand::without_its_only_event_a_run_is_one_that_never_had_it() {
    const QString turned = fork(parent_, {"--at", "33", "--set", "feedback.strength=0.3"});
    QVERIFY(measures(turned) != measures(parent_));
    const auto event = json_lines(turned + "/events.jsonl").front();
    const QString not_turned = fork(turned, {"--without-event", QString::number(event.at("revision").get<int>())});
    QVERIFY(measures(not_turned) == measures(parent_));
    QVERIFY(weights(not_turned, steps) == weights(parent_, steps));
    QVERIFY(content_of(not_turned + "/events.jsonl").isEmpty());

    // A later event stays, meets the child at its step, and is recorded there.
    const QString twice = fork(turned, {"--at", "70", "--set", "objective.weight_decay=0.5"});
    const QString only_decay = fork(parent_, {"--at", "70", "--set", "objective.weight_decay=0.5"});
    const QString without = fork(twice, {"--without-event", QString::number(event.at("revision").get<int>())});
    QVERIFY(measures(without) == measures(only_decay));
    QCOMPARE(json_lines(without + "/events.jsonl").size(), std::size_t{1});
    QCOMPARE(json_lines(without + "/events.jsonl")[0].at("step").get<int>(), 70);

    // Resumed from before that event, the child repeats it.
    QVERIFY(QDir(checkpoint(without, 80)).removeRecursively() && QDir(checkpoint(without, steps)).removeRecursively());
    QCOMPARE(run_program({"train", "--resume", without}).code, 0);
    QVERIFY(measures(without) == measures(only_decay));
    QCOMPARE(json_lines(without + "/events.jsonl").size(), std::size_t{1});
}

void ForkCommand::a_longer_end_is_trained_to() {
    const QTemporaryDir straight;
    QCOMPARE(run_program(tiny_run(straight.path(), 120, {"feedback.strength=0"})).code, 0);
    const QString child = fork(parent_, {"--at", "100", "--set", "training.steps=120"});
    QVERIFY(weights(child, 120) == weights(only_run(straight.path()), 120));
}

void ForkCommand::wrong_wishes_are_usage_errors() {
    verify_usage_error({"fork", parent_}, "--at");
    verify_usage_error({"fork", parent_, "--at", "101"}, "step 101");
    verify_usage_error({"fork", parent_, "--at", "10", "--set", "model.width=32"}, "model.width");
    verify_usage_error({"fork", parent_, "--at", "10", "--set", "feedback.strength"}, "key=value");
    verify_usage_error({"fork", parent_, "--without-event", "77"}, "event 77");
    verify_usage_error({"fork", runs_.filePath("nothing"), "--at", "0"}, "nothing");
    verify_usage_error({"fork", parent_, "--at", "3", "--without-event", "1"}, "--without-event");
}

QTEST_GUILESS_MAIN(ForkCommand)
#include "fork.moc"
