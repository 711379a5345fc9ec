// SPDX-License-Identifier: GPL-3.0-or-later
// What a child run is made of: its parent's past, its own future.
#include "core/telemetry/fork.h"

#include "core/settings/text.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/run_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace overdamp;
namespace fs = std::filesystem;

namespace {

KnobChange strength(double from, double to) { return {"feedback.strength", from, to}; }
KnobChange decay(double from, double to) { return {"objective.weight_decay", from, to}; }

std::map<std::string, std::string> contents(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files[fs::relative(entry.path(), folder).string()] = read_text(entry.path());
    return files;
}

} // namespace

class ForkTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    fs::path runs() const { return folder_->path().toStdString(); }
    fs::path parent_;

    /// Twenty steps with checkpoints at 5, 10 and 15 and these events.
    void make_parent(const std::vector<EventRecord>& events) {
        Experiment experiment{.name = "Parent run", .description = "why", .knobs = {}};
        experiment.knobs.feedback.strength = 0;
        experiment.knobs.training.steps = 20;
        parent_ = create_run_folder(runs(), experiment);
        Recorder recorder(parent_);
        for (std::int64_t step = 0; step < 20; ++step) {
            recorder.record(StepRecord{.step = step, .loss = 5});
            if (step % 4 == 0)
                recorder.record(EvaluationRecord{.step = step, .loss = 6});
            if (step % 4 == 0)
                recorder.record(SampleRecord{.step = step, .prompt = "\"step\":3", .words = {{"a", 1}}});
        }
        for (const EventRecord& event : events)
            recorder.record(event);
        recorder.flush();
        write_text(parent_ / "language.json", "{}");
        for (const int step : {5, 10, 15}) {
            fs::create_directories(checkpoint_folder(parent_, step));
            write_text(checkpoint_folder(parent_, step) / "trainer.json", std::to_string(step));
        }
    }

  private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }

    void a_rewound_child_has_the_past_and_names_its_parent() {
        make_parent({{.step = 3, .revision = 1, .gesture = 1, .changes = {strength(0, 0.1)}},
                     {.step = 12, .revision = 2, .gesture = 2, .changes = {strength(0.1, 0.2)}}});
        note_program(parent_, {.version = "1", .commit = {}}, 0);
        const auto before = contents(parent_);
        const fs::path child = fork_run(parent_, runs(), {.step = 12});
        const History history = load_history(child);
        QCOMPARE(history.size(), 12u);
        QCOMPARE(history.steps(MetricSource::evaluation).size(), 3u);
        QCOMPARE(history.samples().size(), 3u);
        QCOMPARE(history.events().size(), 1u);
        QCOMPARE(list_checkpoints(child).size(), 2u);
        QVERIFY(fs::exists(child / "language.json"));
        QVERIFY(!fs::exists(child / "summary.json"));
        QVERIFY(load_schedule(child).empty());
        QVERIFY(load_programs(child) == (std::vector<TrainedBy>{{{.version = "1", .commit = {}}, 0}}));
        const auto parent = load_parent(child);
        QVERIFY(parent == (Parent{.run = parent_.filename().string(), .step = 12, .kind = ForkKind::rewind, .settings = std::vector<Setting>()}));
        QCOMPARE(parent_folder(child, *parent), std::optional(parent_));
        QCOMPARE(parent_folder(child / "", *parent), std::optional(parent_));
        QVERIFY(!load_parent(parent_));
        QVERIFY(contents(parent_) == before);
    }

    void a_fork_turns_knobs_at_its_step() {
        make_parent({{.step = 3, .revision = 4, .gesture = 2, .changes = {strength(0, 0.1)}},
                     {.step = 12, .revision = 5, .gesture = 3, .changes = {strength(0.1, 0.2)}}});
        const fs::path child = fork_run(parent_, runs(),
                                        {.kind = ForkKind::fork, .step = 8, .settings = {{"feedback.strength", 0.4}, {"training.steps", std::int64_t{30}}}});
        const auto events = load_events(child);
        QCOMPARE(events.size(), 2u);
        QCOMPARE(events[1].step, 8);
        QVERIFY(events[1].revision > 5 && events[1].gesture > 3);
        QCOMPARE(events[1].changes, std::vector{strength(0.1, 0.4)});
        QCOMPARE(load_experiment(child / "experiment.json").knobs.training.steps, 30);
        QCOMPARE(load_experiment(parent_ / "experiment.json").knobs.training.steps, 20);
        QVERIFY(*load_parent(child)->settings == (std::vector<Setting>{{"feedback.strength", 0.4}, {"training.steps", std::int64_t{30}}}));
    }

    void without_a_gesture_all_of_its_events_go_and_later_ones_stay() {
        make_parent({{.step = 3, .revision = 1, .gesture = 1, .changes = {strength(0, 0.1)}},
                     {.step = 8, .revision = 2, .gesture = 2, .changes = {strength(0.1, 0.2)}},
                     {.step = 9, .revision = 3, .gesture = 2, .changes = {strength(0.2, 0.3)}},
                     {.step = 12, .revision = 4, .gesture = 3, .changes = {strength(0.3, 0.1), decay(0.01, 0.5)}},
                     {.step = 14, .revision = 5, .gesture = 4, .changes = {strength(0.1, 0.3)}}});
        const Fork fork = what_if_not(load_events(parent_), 3);
        QCOMPARE(fork.step, 8); // the gesture's first
        const fs::path child = fork_run(parent_, runs(), fork);
        QCOMPARE(load_events(child).size(), 1u);
        const auto schedule = load_schedule(child);
        QCOMPARE(schedule.size(), 2u);
        QCOMPARE(schedule[0].step, 12);
        QCOMPARE(schedule[0].changes, std::vector{decay(0.01, 0.5)}); // α is 0.1 already
        QCOMPARE(schedule[1].changes, std::vector{strength(0.1, 0.3)});
        QCOMPARE(load_parent(child)->kind, ForkKind::what_if);
        QCOMPARE(load_parent(child)->without, std::optional<std::int64_t>(3));
    }

    void a_twin_meets_everything_but_the_strength() {
        make_parent({{.step = 8, .revision = 2, .gesture = 2, .changes = {strength(0, 0.2), decay(0.01, 0.1)}},
                     {.step = 12, .revision = 4, .gesture = 3, .changes = {strength(0.2, 0.1)}},
                     {.step = 14, .revision = 5, .gesture = 4, .changes = {decay(0.1, 0.3)}}});
        const fs::path child = fork_run(parent_, runs(), twin_at(8));
        const auto events = load_events(child);
        QCOMPARE(events.size(), 1u);
        QCOMPARE(events[0].changes, std::vector{decay(0.01, 0.1)}); // met at the fork itself
        const auto schedule = load_schedule(child);
        QCOMPARE(schedule.size(), 1u);
        QCOMPARE(schedule[0].step, 14);
    }

    void a_child_of_a_child_keeps_what_is_still_to_come() {
        make_parent({{.step = 8, .revision = 2, .gesture = 2, .changes = {strength(0, 0.2)}},
                     {.step = 14, .revision = 5, .gesture = 4, .changes = {decay(0.01, 0.3)}}});
        const fs::path child = fork_run(parent_, runs(), what_if_not(load_events(parent_), 2));
        const fs::path twin = fork_run(child, runs(), twin_at(8));
        QCOMPARE(load_schedule(twin).size(), 1u);
        QVERIFY(fork_run(child, runs(), {.step = 8}) != child);
        QVERIFY(load_schedule(fork_run(child, runs(), {.step = 8})).empty());
    }

    void a_record_that_was_replaced_stays_replaced() {
        make_parent({});
        {
            Recorder recorder(parent_);
            for (std::int64_t step = 10; step < 13; ++step)
                recorder.record(StepRecord{.step = step, .loss = 1});
        }
        const History history = load_history(fork_run(parent_, runs(), {.step = 12}));
        QCOMPARE(history.column(*find_metric("train/loss")).back(), 1.0);
        QVERIFY_EXCEPTION_THROWN(fork_run(parent_, runs(), {.step = 15}), SettingsError); // it holds 13 steps now
    }

    void what_cannot_be_is_refused_by_name_and_leaves_nothing_data() {
        QTest::addColumn<int>("step");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("message");
        QTest::newRow("future") << 21 << QString() << "step 21";
        QTest::newRow("before the start") << -1 << QString() << "step -1";
        QTest::newRow("restart knob") << 8 << "model.width" << "model.width";
        QTest::newRow("unknown knob") << 8 << "feedback.nothing" << "feedback.nothing";
        QTest::newRow("past the end") << 8 << "training.steps" << "training.steps";
        QTest::newRow("out of range") << 8 << "feedback.strength" << "feedback.strength";
    }
    void what_cannot_be_is_refused_by_name_and_leaves_nothing() {
        QFETCH(int, step);
        QFETCH(QString, key);
        QFETCH(QString, message);
        make_parent({});
        Fork fork{.kind = ForkKind::fork, .step = step};
        if (!key.isEmpty())
            fork.settings.push_back({key.toStdString(), std::int64_t{6}});
        try {
            fork_run(parent_, runs(), fork);
            QFAIL("it was not refused");
        } catch (const SettingsError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(message), error.what());
        }
        QCOMPARE(std::distance(fs::directory_iterator(runs()), fs::directory_iterator()), 1);
    }

    void the_end_stays_where_the_schedule_follows_it() {
        make_parent({{.step = 3, .revision = 1, .gesture = 1, .changes = {{"optimizer.schedule", std::string("constant"), std::string("cosine")}}}});
        QVERIFY_EXCEPTION_THROWN(fork_run(parent_, runs(), {.step = 8, .settings = {{"training.steps", std::int64_t{30}}}}), SettingsError);
    }

    void a_damaged_parent_is_named_with_its_line_and_leaves_nothing() {
        make_parent({});
        {
            LineFile file(parent_ / "metrics.jsonl");
            file.append("nonsense");
            file.append(to_line(StepRecord{.step = 20}));
        }
        try {
            fork_run(parent_, runs(), {.step = 20});
            QFAIL("it was not refused");
        } catch (const SettingsError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(QStringLiteral("metrics.jsonl, line 26")), error.what());
        }
        QCOMPARE(std::distance(fs::directory_iterator(runs()), fs::directory_iterator()), 1);
        write_text(parent_ / "events.jsonl", R"({"kind":"event","step":2,"revision":9,"gesture":1,"changes":{"no.knob":{"from":0,"to":1}}})" "\n");
        try {
            fork_run(parent_, runs(), {.step = 3});
            QFAIL("it was not refused");
        } catch (const SettingsError& error) {
            const QString message = QString::fromUtf8(error.what());
            QVERIFY2(message.contains(QStringLiteral("events.jsonl, event 9")) && message.contains(QStringLiteral("no.knob")), error.what());
        }
        QCOMPARE(rescue_step(parent_, 12), 10);
        QCOMPARE(rescue_step(parent_, 10), 5);
        QCOMPARE(rescue_step(parent_, 4), 0);
        write_text(parent_ / "parent.json", "{\"schema\": 1, \"run\": \"x\", \"step\": 3, \"kind\": \"other\"}");
        QVERIFY_EXCEPTION_THROWN(load_parent(parent_), SettingsError);
        QVERIFY_EXCEPTION_THROWN(fork_run(runs() / "nowhere", runs(), {}), SettingsError);
    }
};

QTEST_GUILESS_MAIN(ForkTest)
#include "fork.moc"
