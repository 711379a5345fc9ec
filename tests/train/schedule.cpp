// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/schedule.h"

#include <QtTest>
#include <cmath>

using namespace overdamp;

namespace {

Knobs knobs_with(Schedule schedule) {
    Knobs knobs;
    knobs.optimizer.learning_rate = 0.1;
    knobs.optimizer.schedule = schedule;
    knobs.optimizer.warmup_steps = 10;
    knobs.training.steps = 111;
    return knobs;
}

} // namespace

class ScheduleTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void warmup_rises_linearly_to_the_base_rate() {
        const Knobs knobs = knobs_with(Schedule::constant);
        QCOMPARE(learning_rate_at(knobs, 0), 0.01);
        QCOMPARE(learning_rate_at(knobs, 4), 0.05);
        QCOMPARE(learning_rate_at(knobs, 9), 0.1);
        QCOMPARE(learning_rate_at(knobs, 100), 0.1);
    }

    void cosine_falls_to_a_tenth_at_the_last_step() {
        const Knobs knobs = knobs_with(Schedule::cosine);
        QCOMPARE(learning_rate_at(knobs, 10), 0.1);
        QCOMPARE(learning_rate_at(knobs, 60), 0.055); // halfway: 0.1 + 0.9 / 2 = 0.55
        QCOMPARE(learning_rate_at(knobs, 110), 0.01);
        QCOMPARE(learning_rate_at(knobs, 500), 0.01); // a run continued past its end stays there
    }

    void robbins_monro_halves_after_a_tenth_of_the_steps() {
        Knobs knobs = knobs_with(Schedule::robbins_monro);
        knobs.training.steps = 1000;
        QCOMPARE(learning_rate_at(knobs, 10), 0.1);
        QCOMPARE(learning_rate_at(knobs, 110), 0.05);   // 1 / (1 + 100/100)
        QCOMPARE(learning_rate_at(knobs, 1000), 0.1 / 10.9); // 1 / (1 + 990/100)
    }

    void without_warmup_the_first_step_has_the_base_rate() {
        Knobs knobs = knobs_with(Schedule::constant);
        knobs.optimizer.warmup_steps = 0;
        QCOMPARE(learning_rate_at(knobs, 0), 0.1);
    }

    void engagement_ramps_the_feedback_strength() {
        Knobs knobs;
        knobs.feedback.strength = 0.2;
        knobs.feedback.engage_step = 250;
        knobs.feedback.ramp_steps = 50;
        QCOMPARE(engaged_strength(knobs, 250), 0.0);
        QCOMPARE(engaged_strength(knobs, 275), 0.1);
        QCOMPARE(engaged_strength(knobs, 300), 0.2);
        QCOMPARE(engaged_strength(knobs, 9999), 0.2);
        knobs.feedback.ramp_steps = 0; // max(ramp, 1): full strength one step after engagement
        QCOMPARE(engaged_strength(knobs, 250), 0.0);
        QCOMPARE(engaged_strength(knobs, 251), 0.2);
    }
};

QTEST_GUILESS_MAIN(ScheduleTest)
#include "schedule.moc"
