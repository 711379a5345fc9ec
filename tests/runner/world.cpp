// SPDX-License-Identifier: GPL-3.0-or-later
// One model trained by several real processes: the same curve as one process with the larger batch, and what happens when one is lost.
#include "tests/runner/program.h"

#include <QTcpServer>
#include <cmath>

namespace {

/// A run in which feedback, DMU and DTU are in force from step 5 on.
QStringList short_run(const QString& runs, int batch, int steps, const QStringList& settings) {
    return tiny_run(runs, steps, QStringList{"training.batch=" + QString::number(batch), "feedback.strength=0.1", "feedback.engage_step=5",
                                             "feedback.ramp_steps=5"} + settings);
}

QStringList together(const QStringList& command, int size = 2) { return command + QStringList{"--world-size", QString::number(size)}; }

/// Step records of a run in order.
std::vector<nlohmann::json> steps_of(const QString& run) {
    std::vector<nlohmann::json> steps;
    for (nlohmann::json& line : json_lines(run + "/metrics.jsonl"))
        if (line.at("kind") == "step")
            steps.push_back(std::move(line));
    return steps;
}

/// The largest difference between two runs' values of a measure over all steps; NaN if they have not equally many.
double largest_difference(const QString& run, const QString& other, const char* measure) {
    const auto ours = steps_of(run), theirs = steps_of(other);
    if (ours.size() != theirs.size() || ours.empty())
        return std::nan("");
    double largest = 0;
    for (std::size_t i = 0; i < ours.size(); ++i)
        if (ours[i].contains(measure) && ours[i][measure].is_number())
            largest = std::max(largest, std::abs(ours[i][measure].get<double>() - theirs[i].at(measure).get<double>()));
    return largest;
}

/// Processes whose parent is `process`.
std::vector<pid_t> children_of(qint64 process) {
    std::vector<pid_t> children;
    for (const QByteArray& number : content_of(QString("/proc/%1/task/%1/children").arg(process)).simplified().split(' '))
        if (!number.isEmpty())
            children.push_back(number.toInt());
    return children;
}

void wait_until(const std::function<bool()>& reached) {
    QElapsedTimer timer;
    timer.start();
    while (!reached() && timer.elapsed() < 60000)
        QTest::qSleep(2);
}

/// False also for a process that has ended and that nobody has asked about.
bool is_alive(pid_t process) { return ::kill(process, 0) == 0 && !content_of(QString("/proc/%1/stat").arg(process)).contains(") Z "); }

bool has_checkpoint(const QTemporaryDir& runs, int step) { return !checkpoint_steps(only_run(runs.path())).empty() && checkpoint_steps(only_run(runs.path())).back() >= step; }

} // namespace

class World : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void two_processes_have_the_curve_of_one_with_the_double_batch_data();
    void two_processes_have_the_curve_of_one_with_the_double_batch();
    void the_run_says_how_many_processes_train_it();
    void ranks_can_be_started_by_somebody_else();
    void a_signal_writes_a_checkpoint_from_which_the_processes_go_on_to_the_same_bits();
    void a_lost_process_ends_the_others_and_the_run_goes_on_from_its_checkpoint();
    void without_rank_0_the_others_end();
    void a_rank_that_fails_at_its_start_is_not_waited_for();
    void a_run_is_not_continued_by_another_number_of_processes();
    void a_child_of_the_run_is_trained_by_as_many_processes();
    void wrong_arguments_are_usage_errors();

  private:
    void compare_with_undisturbed(const QString& run) const;

    static constexpr int steps = 300;
    const QTemporaryDir runs_;
    QString undisturbed_;
};

void World::initTestCase() {
    const Outcome outcome = run_program(together(short_run(runs_.path(), 4, steps, {})));
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    undisturbed_ = only_run(runs_.path());
    QCOMPARE(steps_of(undisturbed_).size(), std::size_t{steps});
}

void World::compare_with_undisturbed(const QString& run) const {
    for (const char* file : {"/model.safetensors", "/optimizer.safetensors"}) {
        const QByteArray expected = content_of(checkpoint(undisturbed_, steps) + file);
        QVERIFY(!expected.isEmpty());
        QVERIFY2(content_of(checkpoint(run, steps) + file) == expected, file);
    }
    const auto expected = timeless_metrics(undisturbed_), found = timeless_metrics(run);
    QCOMPARE(found.size(), expected.size());
    for (const auto& [key, line] : expected)
        QCOMPARE(found.at(key), line);
}

void World::two_processes_have_the_curve_of_one_with_the_double_batch_data() {
    QTest::addColumn<QStringList>("settings");
    for (const char* law : {"entropy", "marginal", "anchor", "temporal"})
        QTest::newRow(law) << QStringList{QString("feedback.law=") + law};
    QTest::newRow("BERT, marginal") << QStringList{"model.kind=bert", "feedback.law=marginal"};
    QTest::newRow("BERT, one row a process") << QStringList{"model.kind=bert", "training.batch=1"};
    QTest::newRow("remedies") << QStringList{"objective.entropy_bonus=0.1", "objective.label_smoothing=0.1", "objective.unlikelihood=0.2"};
    QTest::newRow("DTU by rarity, coupled decay, SGD") << QStringList{"dtu.scores=rarity", "optimizer.kind=sgd", "optimizer.learning_rate=0.5"};
    QTest::newRow("DTU by attention, update noise") << QStringList{"dtu.scores=attention", "dtu.update_noise=0.1"};
    QTest::newRow("DTU shared by attention") << QStringList{"dtu.mode=shared", "dtu.scores=attention"};
    QTest::newRow("weights averaged, clipped hard") << QStringList{"optimizer.weight_average=0.9", "optimizer.gradient_clip=0.1"};
    QTest::newRow("PSU by its policy") << QStringList{"psu.mode=policy"};
}

void World::two_processes_have_the_curve_of_one_with_the_double_batch() {
    QFETCH(QStringList, settings);
    const int batch = settings.contains("training.batch=1") ? 1 : 4;
    const QTemporaryDir two, one;
    const Outcome shared = run_program(together(short_run(two.path(), batch, 50, settings)));
    QVERIFY2(shared.code == 0, shared.errors.constData());
    const Outcome alone = run_program(short_run(one.path(), 2 * batch, 50, settings + QStringList{"training.batch=" + QString::number(2 * batch)}));
    QVERIFY2(alone.code == 0, alone.errors.constData());
    for (const char* measure : {"train/loss", "train/predictive_entropy", "train/potential", "train/gradient_norm"}) {
        const double difference = largest_difference(only_run(two.path()), only_run(one.path()), measure);
        qInfo("%s: %g", measure, difference);
        QVERIFY2(difference < 1e-4, measure);
    }
    const auto steps = steps_of(only_run(two.path()));
    QVERIFY(steps.front().at("train/loss").get<double>() - steps.back().at("train/loss").get<double>() > 0.05); // it learns
}

void World::the_run_says_how_many_processes_train_it() {
    QCOMPARE(nlohmann::json::parse(content_of(undisturbed_ + "/world.json").toStdString()).at("world_size").get<int>(), 2);
    const QTemporaryDir alone;
    QCOMPARE(run_program(short_run(alone.path(), 4, 5, {})).code, 0);
    QVERIFY(!QFile::exists(only_run(alone.path()) + "/world.json"));
}

void World::ranks_can_be_started_by_somebody_else() {
    quint16 port = 0;
    {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        port = free.serverPort();
    }
    const QTemporaryDir runs;
    const QStringList command = together(short_run(runs.path(), 4, steps, {}), 2) + QStringList{"--rendezvous", "127.0.0.1:" + QString::number(port), "--rank"};
    QProcess second;
    second.start(OVERDAMP_RUN, command + QStringList{"1"});
    const Outcome first = run_program(command + QStringList{"0"});
    QVERIFY2(first.code == 0, first.errors.constData());
    const Outcome other = outcome_of(second);
    QCOMPARE(other.code, 0);
    QCOMPARE(other.output, QByteArray());
    compare_with_undisturbed(only_run(runs.path()));
}

void World::a_signal_writes_a_checkpoint_from_which_the_processes_go_on_to_the_same_bits() {
    const QTemporaryDir runs;
    const Outcome cut = signal_program(together(short_run(runs.path(), 4, steps, {})), SIGINT, [&] { return has_checkpoint(runs, 40); });
    QCOMPARE(cut.code, 130);
    const QString run = only_run(runs.path());
    QVERIFY(!QFile::exists(checkpoint(run, steps)));
    const Outcome rest = run_program({"train", "--resume", run}); // the number of processes is the run's own
    QVERIFY2(rest.code == 0, rest.errors.constData());
    compare_with_undisturbed(run);
}

void World::a_lost_process_ends_the_others_and_the_run_goes_on_from_its_checkpoint() {
    const QTemporaryDir runs;
    QProcess program;
    program.start(OVERDAMP_RUN, together(short_run(runs.path(), 2, 100000, {}), 3)); // no end in sight
    wait_until([&] { return has_checkpoint(runs, 40); });
    const std::vector<pid_t> others = children_of(program.processId());
    QCOMPARE(others.size(), std::size_t{2});
    ::kill(others.back(), SIGKILL);
    const Outcome outcome = outcome_of(program);
    QCOMPARE(outcome.code, 1);
    const QString run = only_run(runs.path());
    QVERIFY2(outcome.errors.contains("was ended by signal 9"), outcome.errors.constData());
    QVERIFY2(outcome.errors.contains("continue with: overdamp-run train --resume '" + run.toUtf8() + "' --world-size 3"), outcome.errors.constData());
    for (const pid_t other : others)
        QVERIFY(!is_alive(other));
    const std::size_t recorded = steps_of(run).size();
    QVERIFY(recorded >= 40);
    const QString end = QString::number(recorded + 30);
    const Outcome rest = run_program({"train", "--resume", run, "--world-size", "3", "--set", "training.steps=" + end});
    QVERIFY2(rest.code == 0, rest.errors.constData());

    const QTemporaryDir whole;
    QCOMPARE(run_program(together(short_run(whole.path(), 2, end.toInt(), {}), 3)).code, 0);
    QCOMPARE(content_of(checkpoint(run, end.toInt()) + "/model.safetensors"), content_of(checkpoint(only_run(whole.path()), end.toInt()) + "/model.safetensors"));
}

void World::without_rank_0_the_others_end() {
    const QTemporaryDir runs;
    QProcess program;
    program.start(OVERDAMP_RUN, together(short_run(runs.path(), 4, 100000, {})));
    wait_until([&] { return has_checkpoint(runs, 20); });
    const std::vector<pid_t> others = children_of(program.processId());
    QCOMPARE(others.size(), std::size_t{1});
    program.kill();
    program.waitForFinished();
    wait_until([&] { return !is_alive(others.front()); });
    QVERIFY(!is_alive(others.front()));
}

void World::a_rank_that_fails_at_its_start_is_not_waited_for() {
    // The second process finds no room for its messages.
    const QTemporaryDir runs;
    const Outcome outcome = run_program_after("export TMPDIR=/proc/nowhere", together(short_run(runs.path(), 4, 20, {})));
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains("/proc/nowhere"), outcome.errors.constData());

    QProcess program;
    program.start(OVERDAMP_RUN, together(short_run(runs.path(), 4, 20, {})));
    wait_until([&] { return !children_of(program.processId()).empty(); });
    ::kill(children_of(program.processId()).front(), SIGKILL);
    const Outcome lost = outcome_of(program);
    QCOMPARE(lost.code, 1);
    QVERIFY2(lost.errors.contains("the process of rank 1 was ended by signal 9"), lost.errors.constData());
}

void World::a_run_is_not_continued_by_another_number_of_processes() {
    verify_usage_error({"train", "--resume", undisturbed_, "--world-size", "3"}, "is trained by 2 processes together");
    const QTemporaryDir alone;
    QCOMPARE(run_program(short_run(alone.path(), 4, 5, {})).code, 0);
    verify_usage_error({"train", "--resume", only_run(alone.path()), "--world-size", "2"}, "is trained by 1 process");
}

void World::a_child_of_the_run_is_trained_by_as_many_processes() {
    const QTemporaryDir children;
    const Outcome outcome = run_program({"fork", undisturbed_, "--at", "100", "--runs", children.path()});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    compare_with_undisturbed(only_run(children.path())); // a rewind repeats its parent
}

void World::wrong_arguments_are_usage_errors() {
    const QString runs = runs_.path();
    verify_usage_error(tiny_run(runs, 5) + QStringList{"--world-size", "0"}, "--world-size");
    verify_usage_error(tiny_run(runs, 5) + QStringList{"--rank", "1"}, "--rank");
    verify_usage_error(tiny_run(runs, 5) + QStringList{"--world-size", "2", "--rank", "1"}, "--rank");
    verify_usage_error(tiny_run(runs, 5) + QStringList{"--world-size", "2", "--rank", "2", "--rendezvous", "a:1"}, "must be below --world-size 2");
    verify_usage_error(tiny_run(runs, 5) + QStringList{"--world-size", "2", "--rank", "0", "--rendezvous", "nowhere"}, "expected HOST:PORT");
    verify_usage_error(tiny_run(runs, 5) + QStringList{"--world-size", "2", "--rendezvous", "127.0.0.1:5"}, "needs --rank");
    verify_usage_error({"train", "--world-size", "2", "--rank", "0", "--rendezvous", "127.0.0.1:5"}, "PRESET");
}

QTEST_GUILESS_MAIN(World)
#include "world.moc"
