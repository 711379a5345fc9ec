// SPDX-License-Identifier: GPL-3.0-or-later
// What the trajectory shows of the columns it reads, as they grow and when they are written anew.
#include "widgets/trajectory.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace overdamp;

namespace {

StepRecord record_of(std::int64_t step, double loss, double entropy, double strength) {
    StepRecord record;
    record.step = step;
    record.loss = loss;
    record.predictive_entropy = entropy;
    record.strength = strength;
    return record;
}

} // namespace

class TrajectoryTest : public QObject {
    Q_OBJECT

    History history_;

    std::unique_ptr<Trajectory> plot_of_history() {
        auto plot = std::make_unique<Trajectory>();
        plot->setPalette(light_palette());
        plot->resize(500, 400);
        plot->set_source([this] { return trajectory_of(history_); });
        plot->grab();
        return plot;
    }

    void add(std::int64_t begin, std::int64_t end) {
        for (std::int64_t step = begin; step < end; ++step)
            history_.append(record_of(step, 3 + 4 * std::exp(-static_cast<double>(step) / 100), 2 + std::cos(static_cast<double>(step) / 40),
                                      step < 500 ? 0 : 0.2));
    }

  private Q_SLOTS:
    void init() {
        history_.clear();
    }

    void loss_is_x_and_entropy_is_y() {
        add(0, 1000);
        const auto plot = plot_of_history();
        QVERIFY(plot->visible_x().contains(Range{3.1, 7}));
        QVERIFY(plot->visible_y().contains(Range{1, 3}));
        QVERIFY(!plot->visible_y().contains(7.0));
    }

    void growing_columns_give_the_same_picture_as_whole_ones() {
        add(0, 900);
        const auto growing = plot_of_history();
        for (std::int64_t step = 900; step < 1000; step += 7) {
            add(step, std::min<std::int64_t>(step + 7, 1000));
            growing->refresh();
            growing->grab();
        }
        growing->fit();
        QCOMPARE(growing->to_image({500, 400}), plot_of_history()->to_image({500, 400}));
    }

    void columns_that_were_written_anew_start_over() {
        add(0, 1000);
        const auto plot = plot_of_history();
        history_.clear();
        for (std::int64_t step = 0; step < 50; ++step)
            history_.append(record_of(step, 20 + 0.1 * static_cast<double>(step), 30, 0));
        plot->refresh();
        plot->fit();
        QCOMPARE(plot->to_image({500, 400}), plot_of_history()->to_image({500, 400}));
        QVERIFY(plot->visible_x().low > 10);
    }

    void the_trail_is_coloured_by_strength() {
        const auto picture = [this](double strength) {
            history_.clear();
            for (std::int64_t step = 0; step < 100; ++step)
                history_.append(record_of(step, 1 + 0.01 * static_cast<double>(step), 2, step == 0 ? 0.2 : strength));
            return plot_of_history()->to_image({500, 400});
        };
        QVERIFY(picture(0.2) != picture(0));
    }

    void steps_that_are_not_finite_are_left_out() {
        history_.append(record_of(0, 1, 1, 0));
        history_.append(record_of(1, not_measured, 1, 0));
        history_.append(record_of(2, INFINITY, 1, 0));
        history_.append(record_of(3, 2, 2, 0));
        const auto plot = plot_of_history();
        QVERIFY(plot->visible_x().contains(Range{1, 2}));
        QVERIFY(plot->visible_x().span() < 5);
    }

    void nothing_to_show_says_what_to_do() {
        const auto plot = plot_of_history();
        const QImage silent = plot->to_image({500, 400});
        plot->set_empty_text(QStringLiteral("Press Space to train"));
        QVERIFY(plot->to_image({500, 400}) != silent);
    }

    void the_shared_cursor_marks_its_step() {
        add(0, 1000);
        const auto plot = plot_of_history();
        const QImage without = plot->grab().toImage();
        plot->set_cursor(300);
        QVERIFY(plot->grab().toImage() != without);
        plot->set_cursor(5000);
        QCOMPARE(plot->grab().toImage(), without);
    }
};

QTEST_MAIN(TrajectoryTest)
#include "trajectory.moc"
