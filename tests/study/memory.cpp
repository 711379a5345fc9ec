// SPDX-License-Identifier: GPL-3.0-or-later
// The estimate of a run's memory against sums by hand.
#include "core/study/memory.h"

#include "core/study/plan.h"

#include <QTest>
#include <cmath>

using namespace overdamp;

class Memory : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_small_run_is_the_sum_of_its_parts();
    void bfloat16_and_an_average_cost_copies();
    void the_papers_sizes_need_what_the_notes_say();
};

namespace {

Knobs small() {
    Knobs knobs;
    knobs.model = {.kind = ModelKind::gpt2, .layers = 2, .width = 10, .heads = 2, .context = 20, .checkpoint = {}};
    knobs.language.vocabulary = 100;
    knobs.training.batch = 3;
    return knobs;
}

bool near(double value, double expected) { return std::abs(value - expected) < 0.5; }

} // namespace

void Memory::a_small_run_is_the_sum_of_its_parts() {
    // 12·2·10² + 10·(100 + 20) = 3600 parameters of 16 bytes; 3·20 tokens, 2 layers, 17 widths of 10, 4 bytes; 6 tensors of 60·100 floats
    QVERIFY(near(memory_estimate(small(), "cpu"), 400e6 + 3600 * 16 + 60 * 2 * 170 * 4 + 6 * 6000 * 4));
}

void Memory::bfloat16_and_an_average_cost_copies() {
    Knobs knobs = small();
    const double plain = memory_estimate(knobs, "cpu");
    knobs.training.precision = Precision::bfloat16; // 4 bytes more a parameter, activations of half the size
    QVERIFY(near(memory_estimate(knobs, "cpu") - plain, 3600 * 4 - 60 * 2 * 170 * 2));
    knobs.training.precision = Precision::float32;
    knobs.optimizer.weight_average = 0.99;
    QVERIFY(near(memory_estimate(knobs, "cpu") - plain, 3600 * 4));
}

void Memory::the_papers_sizes_need_what_the_notes_say() {
    const Study study = find_study("table1", "paper");
    for (const auto& [model, gigabytes] : {std::pair("GPT-2 size 1", 36.0), {"GPT-2 size 2", 67.0}, {"GPT-2 size 3", 88.0}})
        for (const StudyCell& cell : study.cells)
            if (cell.label("model") == model) {
                Knobs knobs = cell.experiment.knobs;
                knobs.training.precision = Precision::bfloat16; // as on the GPU, whether there is one here or not
                const double estimate = memory_estimate(knobs, "cuda:0") / 1e9;
                QVERIFY2(std::abs(estimate - gigabytes) <= 1, qPrintable(QStringLiteral("%1: %2").arg(QString::fromLatin1(model)).arg(estimate)));
            }
}

QTEST_GUILESS_MAIN(Memory)
#include "memory.moc"
