// SPDX-License-Identifier: GPL-3.0-or-later
// A run steered from outside: snapshots, commands, resuming.
#include "core/train/session.h"

#include "core/settings/text.h"
#include "core/telemetry/run_folder.h"
#include "tests/train/test_session.h"
#include "tests/train/tiny.h"

#include <QtTest>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>

using namespace overdamp;
using namespace std::chrono_literals;

class SessionTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::filesystem::path runs() const { return folder_.path().toStdString(); }

    /// Runs to the end, moving α to 0.3 when `turn_at` steps are done; returns the run folder.
    std::filesystem::path run_whole(Experiment experiment, std::int64_t turn_at = -1) {
        TestSession session(experiment, {.runs = runs(), .start_paused = true});
        session.wait();
        while (turn_at >= 0 && session.status().step < turn_at) {
            session.step();
            session.wait();
        }
        if (turn_at >= 0) {
            Knobs knobs = experiment.knobs;
            knobs.feedback.strength = 0.3;
            session.publish(knobs, 7);
        }
        session.run();
        session.wait();
        return session.status().folder;
    }

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void a_run_leaves_a_whole_folder() {
        const std::filesystem::path run = run_whole(tiny_experiment());
        for (const char* file : {"experiment.json", "metrics.jsonl", "samples.jsonl", "events.jsonl", "summary.json", "language.json"})
            QVERIFY2(std::filesystem::exists(run / file), file);
        const History history = load_history(run);
        QCOMPARE(history.size(), 40u);
        QCOMPARE(history.steps(MetricSource::evaluation).size(), 3u); // 0, 20, 40
        QCOMPARE(history.samples().size(), 3u);
        for (const int step : {10, 20, 30, 40})
            QVERIFY(std::filesystem::exists(run / "checkpoints" / ("step-" + std::to_string(step))));
        QCOMPARE(nlohmann::json::parse(read_text(run / "summary.json")).at("state").get<std::string>(), std::string("finished"));
    }

    void nothing_is_written_before_the_first_step() {
        TestSession session(tiny_experiment(), {.runs = runs() / "unborn", .start_paused = true});
        QCOMPARE(session.wait(), SessionState::paused);
        QVERIFY(!std::filesystem::exists(runs() / "unborn"));
        QVERIFY(session.status().parameters > 0);
    }

    void a_moved_knob_is_used_stamped_and_logged() {
        Experiment experiment = tiny_experiment();
        TestSession session(experiment, {.runs = runs(), .start_paused = true});
        session.wait();
        for (int i = 0; i < 3; ++i) {
            session.step();
            session.wait();
        }
        experiment.knobs.objective.weight_decay = 0.25;
        experiment.knobs.model.width = 999; // a restart knob: ignored
        const std::int64_t revision = session.publish(experiment.knobs, 42);
        session.step();
        session.wait();
        const auto records = session.channel().drain().records;
        const auto event = std::ranges::find_if(records, [](const Record& record) { return std::holds_alternative<EventRecord>(record); });
        QVERIFY(event != records.end());
        QCOMPARE(std::get<EventRecord>(*event).step, 3);
        QCOMPARE(std::get<EventRecord>(*event).gesture, 42);
        QCOMPARE(std::get<EventRecord>(*event).changes, (std::vector<KnobChange>{{"objective.weight_decay", 0.01, 0.25}}));
        QCOMPARE(std::get<StepRecord>(records.back()).revision, revision);
        QCOMPARE(load_events(session.status().folder).size(), 1u);
    }

    void only_the_newest_of_many_snapshots_is_used() {
        Experiment experiment = tiny_experiment();
        TestSession session(experiment, {.start_paused = true});
        session.wait();
        for (int i = 1; i <= 100; ++i) {
            experiment.knobs.feedback.strength = i / 500.0;
            session.publish(experiment.knobs, 1);
        }
        session.step();
        session.wait();
        std::vector<EventRecord> events;
        for (const Record& record : session.channel().drain().records)
            if (const auto* event = std::get_if<EventRecord>(&record))
                events.push_back(*event);
        QCOMPARE(events.size(), 1u);
        QCOMPARE(events[0].changes, (std::vector<KnobChange>{{"feedback.strength", 0.1, 0.2}}));
    }

    void pausing_stops_between_steps_and_running_goes_on() {
        Experiment experiment = tiny_experiment();
        experiment.knobs.training.steps = 100000;
        TestSession session(experiment, {});
        QVERIFY(eventually([&] { return session.status().step > 3; }));
        session.pause();
        session.wait();
        const std::int64_t step = session.status().step;
        std::this_thread::sleep_for(100ms);
        QCOMPARE(session.status().step, step);
        session.run();
        QVERIFY(eventually([&] { return session.status().step > step; }));
        session.stop();
        QCOMPARE(session.wait(), SessionState::finished);
    }

    void a_sample_can_be_drawn_while_paused() {
        Experiment experiment = tiny_experiment();
        TestSession session(experiment, {.start_paused = true});
        session.wait();
        experiment.knobs.sampling.temperature = 0.5;
        session.publish(experiment.knobs, 1);
        session.sample();
        session.wait();
        const auto records = session.channel().drain().records;
        QCOMPARE(records.size(), 1u);
        QCOMPARE(std::get<SampleRecord>(records[0]).temperature, 0.5);
    }

    void a_resumed_run_equals_one_that_never_stopped() {
        const std::filesystem::path whole = run_whole(tiny_experiment(), 13);
        // The same run, ended at step 26 by dropping the session, then resumed from its checkpoint; the last checkpoint is removed so that
        // the knob's move at step 13 lies ahead of the one resumed from.
        std::filesystem::path cut;
        {
            Experiment experiment = tiny_experiment();
            TestSession session(experiment, {.runs = runs(), .start_paused = true});
            for (int i = 0; i < 26; ++i) {
                session.step();
                session.wait();
                if (session.status().step == 13) {
                    experiment.knobs.feedback.strength = 0.3;
                    session.publish(experiment.knobs, 7);
                }
            }
            cut = session.status().folder;
        }
        std::filesystem::remove_all(cut / "checkpoints" / "step-26");
        std::filesystem::remove_all(cut / "checkpoints" / "step-20");
        {
            TestSession session({}, {.resume = cut});
            QCOMPARE(session.wait(), SessionState::finished);
        }
        QCOMPARE(last_weights(cut, 40), last_weights(whole, 40));
        QVERIFY(same(repeatable(cut), repeatable(whole)));
        QCOMPARE(load_events(cut).size(), 1u);
    }

    void a_damaged_newest_checkpoint_falls_back_to_an_older_one() {
        const std::filesystem::path run = run_whole(tiny_experiment());
        const std::string before = last_weights(run, 40);
        std::filesystem::resize_file(run / "checkpoints" / "step-40" / "model.safetensors", 100);
        TestSession session({}, {.resume = run, .start_paused = true});
        QCOMPARE(session.wait(), SessionState::paused);
        QCOMPARE(session.status().step, 30);
        QVERIFY2(session.status().notice.find("step-40") != std::string::npos, session.status().notice.c_str());
        session.run();
        QCOMPARE(session.wait(), SessionState::finished);
        QCOMPARE(last_weights(run, 40), before);
    }

    void a_finished_run_can_go_on_past_its_end() {
        Experiment longer = tiny_experiment();
        longer.knobs.training.steps = 50;
        const std::filesystem::path whole = run_whole(longer), run = run_whole(tiny_experiment());
        TestSession session({}, {.resume = run, .last_step = 50});
        QCOMPARE(session.wait(), SessionState::finished);
        QCOMPARE(last_weights(run, 50), last_weights(whole, 50));
        QCOMPARE(load_experiment(run / "experiment.json").knobs.training.steps, 50);
    }

    void a_knob_moved_while_recorded_steps_are_repeated_waits_for_their_end() {
        const std::filesystem::path run = run_whole(tiny_experiment(), 33);
        const std::string before = last_weights(run, 40);
        std::filesystem::remove_all(run / "checkpoints" / "step-40");
        TestSession session({}, {.resume = run, .last_step = 45, .start_paused = true});
        session.wait();
        QCOMPARE(session.status().step, 30);
        QVERIFY2(session.status().notice.find("repeats the recorded steps up to 40") != std::string::npos, session.status().notice.c_str());
        Experiment experiment = tiny_experiment();
        experiment.knobs.feedback.strength = 0.05;
        const std::int64_t revision = session.publish(experiment.knobs, 9);
        session.run();
        session.wait();
        QCOMPARE(last_weights(run, 40), before);
        const auto events = load_events(run);
        QCOMPARE(events.size(), 2u);
        QCOMPARE(events[0].step, 33);
        QCOMPARE(events[1].step, 40);
        QCOMPARE(events[1].revision, revision);
        QCOMPARE(events[1].changes, (std::vector<KnobChange>{{"feedback.strength", 0.3, 0.05}}));
    }

    void a_revision_that_changed_nothing_hides_no_later_event() {
        std::filesystem::path run;
        Experiment experiment = tiny_experiment();
        {
            TestSession session(experiment, {.runs = runs(), .start_paused = true});
            session.wait();
            for (int i = 0; i < 5; ++i) {
                session.publish(experiment.knobs, 1); // moved and put back
                session.step();
                session.wait();
            }
            run = session.status().folder;
        }
        experiment.knobs.feedback.strength = 0.4;
        for (const int steps : {2, 1}) { // the second time it is resumed after the event
            TestSession session({}, {.resume = run, .start_paused = true});
            session.wait();
            if (steps == 2)
                session.publish(experiment.knobs, 2);
            for (int i = 0; i < steps; ++i) {
                session.step();
                session.wait();
            }
            if (steps == 2)
                std::filesystem::remove_all(run / "checkpoints" / "step-7");
        }
        const auto events = load_events(run);
        QCOMPARE(events.size(), 1u);
        QVERIFY(events[0].revision > 5);
        const History history = load_history(run);
        QCOMPARE(history.column(*find_metric("train/strength")).back(), 0.4);
    }

    void every_requested_step_is_made() {
        TestSession session(tiny_experiment(), {.start_paused = true});
        for (int i = 0; i < 10; ++i)
            session.step();
        session.wait();
        QCOMPARE(session.status().step, 10);
    }

    void an_ended_session_answers_at_once() {
        Experiment experiment = tiny_experiment();
        experiment.knobs.training.steps = 2;
        TestSession session(experiment, {});
        QCOMPARE(session.wait(), SessionState::finished);
        session.run();
        session.sample();
        QCOMPARE(session.wait(), SessionState::finished);
    }

    void resuming_a_finished_run_keeps_its_summary() {
        const std::filesystem::path run = run_whole(tiny_experiment());
        const auto before = nlohmann::json::parse(read_text(run / "summary.json"));
        {
            TestSession session({}, {.resume = run});
            QCOMPARE(session.wait(), SessionState::finished);
        }
        const auto after = nlohmann::json::parse(read_text(run / "summary.json"));
        QCOMPARE(after.at("train/loss").get<double>(), before.at("train/loss").get<double>());
        QCOMPARE(after.at("eval/loss").get<double>(), before.at("eval/loss").get<double>());
    }

    void a_missing_corpus_is_a_failure_with_its_name() {
        Experiment experiment = tiny_experiment();
        experiment.knobs.language.corpus = "/nonexistent/text.txt";
        TestSession session(experiment, {});
        QCOMPARE(session.wait(), SessionState::failed);
        QVERIFY2(session.status().message.find("/nonexistent/text.txt") != std::string::npos, session.status().message.c_str());
    }

    void looks_at_temperatures_change_nothing_on_disk_but_are_answered() {
        const std::filesystem::path untouched = run_whole(tiny_experiment());
        TestSession session(tiny_experiment(), {.runs = runs(), .start_paused = true});
        session.wait();
        for (int i = 0; i < 15; ++i) {
            session.compare_temperatures({0.5, 1, 1.3});
            session.step();
            session.wait();
            const auto comparison = session.take_comparison();
            QVERIFY(comparison);
            QCOMPARE(comparison->step, std::int64_t{i});
            QCOMPARE(comparison->levels.size(), std::size_t{3});
            QVERIFY(!session.take_comparison());
        }
        session.run();
        for (int i = 0; i < 5; ++i)
            session.compare_temperatures({2});
        session.wait();
        const std::filesystem::path watched = session.status().folder;
        QCOMPARE(last_weights(watched, 40), last_weights(untouched, 40));
        QCOMPARE(read_text(watched / "checkpoints" / "step-40" / "optimizer.safetensors"),
                 read_text(untouched / "checkpoints" / "step-40" / "optimizer.safetensors"));
        QVERIFY(same(repeatable(watched), repeatable(untouched)));
        QCOMPARE(load_history(watched).samples().size(), load_history(untouched).samples().size());
    }

    void a_divergence_pauses_and_names_the_place() {
        Experiment experiment = tiny_experiment();
        experiment.knobs.optimizer.kind = OptimizerKind::sgd;
        experiment.knobs.optimizer.learning_rate = 1;
        experiment.knobs.optimizer.gradient_clip = 0;
        experiment.knobs.objective.weight_decay = 1;
        experiment.knobs.feedback.gain = 100;
        experiment.knobs.feedback.noise = 1;
        experiment.knobs.training.steps = 100000;
        experiment.knobs.evaluation.every = experiment.knobs.sampling.every = 0;
        TestSession session(experiment, {});
        const SessionState state = session.wait();
        QCOMPARE(state, SessionState::paused);
        QVERIFY(session.status().diverged);
        QVERIFY2(session.status().message.find("not finite") != std::string::npos, session.status().message.c_str());
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "session.moc"
