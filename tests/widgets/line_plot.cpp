// SPDX-License-Identifier: GPL-3.0-or-later
// What a line plot shows, and how mouse, wheel and cursor move through it.
#include "widgets/line_plot.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>
#include <memory>

using namespace overdamp;

namespace {

StepRecord step_record(std::int64_t step, double loss) {
    StepRecord record;
    record.step = step;
    record.loss = loss;
    return record;
}

Series loss_of(const History& history) {
    return {.label = QStringLiteral("Loss"), .meaning = Meaning::loss, .read = [&history] { return points_of(history, *find_metric("train/loss")); }};
}

/// Pixels of about that colour.
int count_of(const QImage& image, const QColor& colour) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += std::abs(pixel.red() - colour.red()) + std::abs(pixel.green() - colour.green()) + std::abs(pixel.blue() - colour.blue()) < 30;
        }
    return count;
}

void turn_wheel(QWidget& widget, const QPointF& place, int angle, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QWheelEvent event(place, place, {}, {0, angle}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&widget, &event);
}

void drag(QWidget& widget, Qt::MouseButton button, const QPoint& from, const QPoint& to) {
    QTest::mousePress(&widget, button, {}, from);
    QMouseEvent move(QEvent::MouseMove, to, widget.mapToGlobal(to), Qt::NoButton, button, {});
    QCoreApplication::sendEvent(&widget, &move);
    QTest::mouseRelease(&widget, button, {}, to);
}

} // namespace

class LinePlotTest : public QObject {
    Q_OBJECT

    History history_;
    std::unique_ptr<LinePlot> plot_;

  private Q_SLOTS:
    void init() {
        history_.clear();
        for (std::int64_t step = 0; step <= 1000; ++step)
            history_.append(step_record(step, 2 + std::sin(static_cast<double>(step) / 50)));
        plot_ = std::make_unique<LinePlot>();
        plot_->setPalette(light_palette());
        plot_->set_title(QStringLiteral("Loss (nats)"));
        plot_->set_series({loss_of(history_)});
        plot_->resize(400, 300);
        plot_->grab();
    }

    void axes_fit_the_data_at_round_numbers() {
        QCOMPARE(plot_->visible_x(), (Range{0, 1000}));
        QVERIFY(plot_->visible_y().contains(Range{1, 3}));
        QVERIFY(plot_->visible_y().span() <= 4);
    }

    void the_curve_is_drawn_in_its_colour() {
        const QColor blue = colour_of(Meaning::loss, light_palette());
        QVERIFY(count_of(plot_->to_image({400, 300}), blue) > 300);
        plot_->set_series({});
        QCOMPARE(count_of(plot_->to_image({400, 300}), blue), 0);
    }

    void overlaid_runs_lie_beneath_the_shown_one() {
        for (const std::int64_t steps : {35, 1000}) { // drawn by the chart and by us
            History other;
            for (std::int64_t step = 0; step <= steps; ++step)
                other.append(step_record(step * 1000 / steps, 5));
            history_.clear();
            for (std::int64_t step = 0; step <= 1000; step += 100)
                history_.append(step_record(step, 5));
            Series overlaid = loss_of(other);
            overlaid.overlay = 0;
            plot_->set_series({loss_of(history_), overlaid});
            const QImage image = plot_->to_image({400, 300});
            const QPalette palette = light_palette();
            QVERIFY(count_of(image, colour_of(Meaning::loss, palette)) > 300);
            QVERIFY2(count_of(image, overlay_colour(0, palette)) < 150, "its sign in the legend and at its end only");
        }
    }

    void curves_end_in_the_signs_of_the_legend() {
        History other;
        for (std::int64_t step = 0; step <= 500; ++step)
            other.append(step_record(step, 4));
        Series overlaid = loss_of(other);
        overlaid.overlay = 3;
        overlaid.legend = QString();
        plot_->set_series({loss_of(history_), overlaid});
        const QColor colour = overlay_colour(3, light_palette());
        const QImage image = plot_->to_image({400, 300});
        int highest = 0; // of what is drawn in one column
        for (int x = 0; x < image.width(); ++x) {
            int height = 0;
            for (int y = 0; y < image.height(); ++y)
                height += image.pixelColor(x, y) == colour;
            highest = std::max(highest, height);
        }
        QVERIFY2(highest >= 4 && highest <= 12, qPrintable(QString::number(highest)));
    }

    void the_readout_of_many_runs_leaves_the_plot_to_be_seen() {
        std::vector<Series> series{loss_of(history_)};
        for (int run = 0; run < 30; ++run) {
            Series overlaid = loss_of(history_);
            overlaid.label = QStringLiteral("a run with a name that is longer than the plot is wide, number %1").arg(run);
            overlaid.overlay = run % 5;
            series.push_back(overlaid);
        }
        plot_->set_series(series);
        const QImage before = plot_->grab().toImage();
        plot_->set_cursor(300);
        const QImage after = plot_->grab().toImage();
        int changed = 0;
        for (int y = 0; y < before.height(); ++y)
            for (int x = 0; x < before.width(); ++x)
                changed += before.pixel(x, y) != after.pixel(x, y);
        QVERIFY2(changed < 0.4 * before.width() * before.height(), qPrintable(QString::number(changed)));
    }

    void the_curve_lies_where_its_values_are() {
        history_.clear();
        for (std::int64_t step = 0; step <= 10; ++step)
            history_.append(step_record(step, 5));
        const auto row_of_curve = [this](const Range& range) {
            plot_->set_y_range(range);
            const QImage image = plot_->to_image({400, 300});
            for (int y = 0; y < image.height(); ++y)
                if (const QColor pixel = image.pixelColor(180, y); pixel.blue() - pixel.red() > 80)
                    return y;
            return -1;
        };
        const int middle = row_of_curve({0, 10});
        const int upper = row_of_curve({-3, 6});
        const int lower = row_of_curve({4, 14});
        QVERIFY(middle > 0 && upper > 0 && lower > 0);
        // The heights 1/2, 8/9 and 1/10 of the area.
        const double height = (middle - upper) / (8.0 / 9 - 0.5);
        QVERIFY(height > 200 && height < 300);
        QVERIFY(std::abs((lower - middle) - 0.4 * height) < 4);
    }

    void growing_data_are_seen_after_a_refresh() {
        for (std::int64_t step = 1001; step <= 3000; ++step)
            history_.append(step_record(step, 2));
        plot_->refresh();
        plot_->grab();
        QVERIFY(plot_->visible_x().contains(3000.0));
        QVERIFY(plot_->point_count().held == 3001);
        QVERIFY(plot_->point_count().drawn < 3001);
    }

    void values_that_cannot_be_drawn_do_not_hide_the_curve() {
        history_.append(step_record(1001, std::nan("")));
        history_.append(step_record(1002, -1));
        history_.append(step_record(1003, 0));
        plot_->set_y_scale(Scale::logarithmic);
        QVERIFY(count_of(plot_->to_image({400, 300}), colour_of(Meaning::loss, light_palette())) > 300);
        plot_->grab();
        QVERIFY(plot_->visible_y().low > 0);
        QVERIFY(plot_->visible_y().contains(Range{1, 3}));
    }

    void smoothing_keeps_the_raw_curve() {
        history_.clear();
        for (std::int64_t step = 0; step <= 1000; ++step)
            history_.append(step_record(step, step % 2 == 0 ? 1 : 3));
        plot_->set_smoothing(0.99);
        const QImage image = plot_->to_image({400, 300});
        const QColor blue = colour_of(Meaning::loss, light_palette());
        QVERIFY(count_of(image, blue) > 100);
        int tinted = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                tinted += image.pixelColor(x, y).blue() - image.pixelColor(x, y).red() > 20;
        QVERIFY(tinted > 5 * count_of(image, blue));
    }

    void an_empty_plot_says_what_to_do() {
        plot_->set_series({});
        const QImage silent = plot_->to_image({400, 300});
        plot_->set_empty_text(QStringLiteral("Press Space to train"));
        QVERIFY(plot_->to_image({400, 300}) != silent);
    }

    void references_widen_the_axis_and_markers_do_not() {
        plot_->set_references({{8, QStringLiteral("level")}});
        plot_->set_markers({{5000, QStringLiteral("α 0 → 0.2")}});
        plot_->grab();
        QVERIFY(plot_->visible_y().contains(8.0));
        QCOMPARE(plot_->visible_x(), (Range{0, 1000}));
        const QColor amber = colour_of(Meaning::strength, light_palette());
        QCOMPARE(count_of(plot_->to_image({400, 300}), amber), 0);
        plot_->set_markers({{500, QStringLiteral("α 0 → 0.2")}});
        QVERIFY(count_of(plot_->to_image({400, 300}), amber) > 50);
    }

    void the_wheel_zooms_at_the_pointer() {
        QSignalSpy spy(plot_.get(), &Plot::x_view_changed);
        const QPointF place(150, 120);
        const auto step_under_pointer = [&] {
            for (const QPointF& at : {place + QPointF(1, 0), place}) {
                QMouseEvent move(QEvent::MouseMove, at, at, Qt::NoButton, Qt::NoButton, {});
                QCoreApplication::sendEvent(plot_.get(), &move);
            }
            return plot_->cursor().value();
        };
        const Range before = plot_->visible_x();
        const double step = step_under_pointer();
        turn_wheel(*plot_, place, 120, Qt::ControlModifier);
        plot_->grab();
        QVERIFY(std::abs(plot_->visible_x().span() - 0.8 * before.span()) < 1e-6);
        QCOMPARE(spy.count(), 1);
        // The axis labels may have changed their widths, so a pixel or two is allowed.
        QVERIFY(std::abs(step_under_pointer() - step) < 8);
        turn_wheel(*plot_, place, -1200, Qt::ControlModifier);
        plot_->grab();
        QCOMPARE(plot_->visible_x(), before);
    }

    void a_left_drag_zooms_into_the_box_and_a_double_click_fits() {
        const Range before = plot_->visible_x();
        drag(*plot_, Qt::LeftButton, {120, 80}, {220, 180});
        plot_->grab();
        QVERIFY(plot_->visible_x().span() < 0.4 * before.span());
        QVERIFY(plot_->visible_y().span() < 2);
        QTest::mouseDClick(plot_.get(), Qt::LeftButton, {}, {200, 150});
        plot_->grab();
        QCOMPARE(plot_->visible_x(), before);
    }

    void a_middle_drag_pans() {
        const Range before = plot_->visible_x();
        drag(*plot_, Qt::MiddleButton, {200, 150}, {150, 150});
        plot_->grab();
        QVERIFY(plot_->visible_x().low > before.low + 50);
        QVERIFY(std::abs(plot_->visible_x().span() - before.span()) < 1e-6);
    }

    void a_linked_view_is_followed_without_an_echo() {
        QSignalSpy spy(plot_.get(), &Plot::x_view_changed);
        plot_->set_x_view(Range{100, 200});
        plot_->grab();
        QCOMPARE(plot_->visible_x(), (Range{100, 200}));
        QCOMPARE(spy.count(), 0);
    }

    void the_pointer_announces_the_step_under_it() {
        std::vector<std::optional<double>> steps;
        connect(plot_.get(), &Plot::cursor_moved, this, [&](std::optional<double> step) { steps.push_back(step); });
        QMouseEvent move(QEvent::MouseMove, QPointF(200, 150), QPointF(200, 150), Qt::NoButton, Qt::NoButton, {});
        QCoreApplication::sendEvent(plot_.get(), &move);
        QCOMPARE(steps.size(), std::size_t(1));
        QVERIFY(steps[0] && *steps[0] > 400 && *steps[0] < 550);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(plot_.get(), &leave);
        QVERIFY(steps.size() == 2 && !steps[1]);
    }

    void a_cursor_that_is_set_is_drawn_and_not_announced() {
        const QImage without = plot_->grab().toImage();
        QSignalSpy spy(plot_.get(), &Plot::cursor_moved);
        plot_->set_cursor(500);
        QVERIFY(plot_->grab().toImage() != without);
        QCOMPARE(spy.count(), 0);
        plot_->set_cursor(std::nullopt);
        QCOMPARE(plot_->grab().toImage(), without);
    }

    void one_gesture_gives_one_marker() {
        const auto event = [](std::int64_t step, std::int64_t gesture, double from, double to) {
            return EventRecord{.step = step, .revision = step, .gesture = gesture, .changes = {{"feedback.strength", from, to}}};
        };
        const std::vector<EventRecord> events{event(10, 1, 0, 0.1), event(12, 1, 0.1, 0.2), event(50, 2, 0.2, 0.05)};
        const std::vector<Marker> markers = markers_of(events);
        QCOMPARE(markers.size(), std::size_t(2));
        QCOMPARE(markers[0].x, 10.0);
        QCOMPARE(markers[0].label, QStringLiteral("α 0 → 0.2"));
        QCOMPARE(markers[1].label, QStringLiteral("α 0.2 → 0.05"));
    }

    void titles_carry_the_unit() {
        QCOMPARE(title_of(*find_metric("train/loss")), QStringLiteral("Loss (nats)"));
        QCOMPARE(title_of(*find_metric("sample/hf_share_top10")), QStringLiteral("High-frequency share (%)"));
    }
};

QTEST_MAIN(LinePlotTest)
#include "line_plot.moc"
