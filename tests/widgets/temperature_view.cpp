// SPDX-License-Identifier: GPL-3.0-or-later
// The temperature panel: what a hand may ask for, what it shows, and what is copied.
#include "widgets/temperature_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>

using namespace overdamp;

namespace {

TemperatureComparison two_temperatures() {
    TemperatureComparison comparison{.step = 700, .model_entropy = 4.125, .levels = {}};
    for (const double temperature : {0.5, 1.0}) {
        TemperatureLevel level{.temperature = temperature,
                               .hf_share_top10 = 50 / temperature,
                               .distinct_2 = 0.5,
                               .sample_entropy = 2,
                               .decoding_entropy = 3,
                               .sample = {}};
        level.sample.words = {{"the", 0}, {"whale", 300}};
        comparison.levels.push_back(level);
    }
    return comparison;
}

void enter(TemperatureView& view, const QString& text) {
    view.temperatures()->selectAll();
    QTest::keyClicks(view.temperatures(), text);
    QTest::keyClick(view.temperatures(), Qt::Key_Return);
}

} // namespace

class TemperatureViewTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void temperatures_are_read_as_people_write_them() {
        QCOMPARE(*parse_temperatures(QStringLiteral(" 0.5, 0.7;1 1.3 ")), (std::vector<double>{0.5, 0.7, 1, 1.3}));
        for (const char* bad : {"", "  ", "warm", "1, -0.1", "3.1", "nan", "inf", "1 1 1 1 1 1 1 1 1"})
            QVERIFY2(!parse_temperatures(QLatin1String(bad)), bad);
    }

    void an_empty_panel_says_what_to_do_and_waits_for_a_run() {
        TemperatureView view;
        QVERIFY(view.summary().contains(QStringLiteral("Press Draw")));
        QVERIFY(!view.compare()->isEnabled());
        QVERIFY(!view.copy()->isEnabled());
        view.set_can_compare(true);
        QVERIFY(view.compare()->isEnabled());
    }

    void a_request_is_sent_once_and_answered() {
        TemperatureView view;
        view.set_can_compare(true);
        std::vector<std::vector<double>> requests;
        QObject::connect(&view, &TemperatureView::compare_requested, &view, [&](const std::vector<double>& wanted) { requests.push_back(wanted); });
        enter(view, QStringLiteral("0.5, 1"));
        enter(view, QStringLiteral("0.5, 1")); // the first is not answered yet
        QCOMPARE(requests, (std::vector<std::vector<double>>{{0.5, 1}}));
        view.show_comparison(two_temperatures());
        QVERIFY(view.compare()->isEnabled());
        QCOMPARE(view.table()->rowCount(), 2);
        QCOMPARE(view.table()->item(0, 1)->text(), QStringLiteral("100"));
        QCOMPARE(view.table()->item(1, 4)->text(), QStringLiteral("3.00"));
        QVERIFY(view.summary().contains(QStringLiteral("700")) && view.summary().contains(QStringLiteral("4.1")));
        QCOMPARE(view.texts()->toPlainText(), QStringLiteral("T = 0.5\nthe whale\nT = 1\nthe whale"));
    }

    void a_bad_list_is_explained_and_not_sent() {
        TemperatureView view;
        view.set_can_compare(true);
        QSignalSpy requests(&view, &TemperatureView::compare_requested);
        enter(view, QStringLiteral("hot"));
        QCOMPARE(requests.size(), 0);
        QVERIFY(view.summary().contains(QStringLiteral("from 0 to 3")));
    }

    void a_failure_is_shown_and_another_try_is_possible() {
        TemperatureView view;
        view.set_can_compare(true);
        enter(view, QStringLiteral("1"));
        view.show_failure(QStringLiteral("the folder is gone"));
        QVERIFY(view.summary().contains(QStringLiteral("gone")));
        QVERIFY(view.compare()->isEnabled());
    }

    void table_and_texts_can_be_copied() {
        TemperatureView view;
        view.show_comparison(two_temperatures());
        QTest::mouseClick(view.copy(), Qt::LeftButton);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains(QStringLiteral("0.5\t100\t0.50\t2.00\t3.00")));
        QVERIFY(copied.contains(QStringLiteral("T = 1\nthe whale")));
        view.clear();
        QVERIFY(!view.copy()->isEnabled());
        QVERIFY(view.texts()->toPlainText().isEmpty());
    }
};

QTEST_MAIN(TemperatureViewTest)
#include "temperature_view.moc"
