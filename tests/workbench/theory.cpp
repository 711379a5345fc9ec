// SPDX-License-Identifier: GPL-3.0-or-later
// The page Theory in the real window, used as a person uses it.
#include "app/workbench/main_window.h"
#include "app/workbench/pages.h"
#include "app/workbench/theory_page.h"
#include "app/workbench/theory_view.h"
#include "core/theory/document.h"
#include "widgets/chart.h"

#include <QAction>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace overdamp;

namespace {

constexpr int patience = 120'000; // milliseconds; other programs may want the processor too

struct Workbench {
    explicit Workbench(const QTemporaryDir& runs) : window(runs.path().toStdString()), page(*window.findChild<TheoryPage*>()) {
        window.resize(1280, 800);
        window.show();
        window.pages().show(&page);
    }

    QPushButton& button(const QString& text) {
        for (QPushButton* button : page.findChildren<QPushButton*>())
            if (button->text().remove(u'&') == text)
                return *button;
        qFatal("there is no such button");
    }

    QString verdict_in_list(const QString& id) {
        for (QTreeWidgetItemIterator item(&page.claims()); *item; ++item)
            if ((*item)->data(0, Qt::UserRole).toString() == id)
                return (*item)->text(0);
        return {};
    }

    bool idle() {
        return QTest::qWaitFor([&] { return button(QStringLiteral("Run all")).isEnabled(); }, patience);
    }

    MainWindow window;
    TheoryPage& page;
};

} // namespace

class TheoryTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_page_lists_every_claim_and_says_that_nothing_was_measured() {
        const QTemporaryDir runs;
        Workbench workbench(runs);
        int claims = 0;
        for (QTreeWidgetItemIterator item(&workbench.page.claims()); *item; ++item)
            claims += (*item)->data(0, Qt::UserRole).toString().isEmpty() ? 0 : 1;
        QCOMPARE(static_cast<std::size_t>(claims), theory_checks().size());
        QCOMPARE(workbench.page.view().verdict(), QStringLiteral("Not measured yet"));
        QVERIFY(!workbench.page.view().chart().isVisible());
        QVERIFY(!workbench.button(QStringLiteral("Export…")).isEnabled());
        QVERIFY(!workbench.button(QStringLiteral("Cancel")).isEnabled());
    }

    void a_check_is_run_shown_kept_and_found_again() {
        const QTemporaryDir runs;
        {
            Workbench workbench(runs);
            workbench.page.choose("step-subset");
            QTest::mouseClick(&workbench.button(QStringLiteral("Run check")), Qt::LeftButton);
            QVERIFY(!workbench.button(QStringLiteral("Run check")).isEnabled());
            QVERIFY(workbench.idle());
            TheoryView& view = workbench.page.view();
            QCOMPARE(view.verdict(), QStringLiteral("does not hold"));
            QCOMPARE(workbench.verdict_in_list(QStringLiteral("step-subset")), QStringLiteral("does not hold"));
            QVERIFY(view.chart().isVisible());
            QVERIFY(view.chart().accessibleDescription().contains(QStringLiteral("KL(P_emp‖P_θ)")));
            QCOMPARE(view.table().rowCount(), 7);
            QCOMPARE(view.table().item(3, 0)->text(), QStringLiteral("0.01"));
            QCOMPARE(view.table().item(3, 3)->text(), QStringLiteral("3"));
        }
        Workbench again(runs);
        QCOMPARE(again.verdict_in_list(QStringLiteral("step-subset")), QStringLiteral("does not hold"));
        QCOMPARE(again.verdict_in_list(QStringLiteral("support")), QStringLiteral("not measured"));
        again.page.choose("step-subset");
        QCOMPARE(again.page.view().table().rowCount(), 7);
    }

    void a_long_check_is_cancelled_and_the_window_never_waits() {
        const QTemporaryDir runs;
        Workbench workbench(runs);
        QTest::mouseClick(&workbench.button(QStringLiteral("Run all")), Qt::LeftButton);
        auto* progress = workbench.page.findChild<QProgressBar*>();
        QVERIFY(progress->isVisible());
        QVERIFY(QTest::qWaitFor([&] { return progress->value() > 0; }, patience)); // the window turns events meanwhile
        workbench.page.choose("step-55");
        QCOMPARE(workbench.page.claims().currentItem()->data(0, Qt::UserRole).toString(), QStringLiteral("step-55"));
        QTest::mouseClick(&workbench.button(QStringLiteral("Cancel")), Qt::LeftButton);
        QVERIFY(workbench.idle());
        QVERIFY(!progress->isVisible());
        QVERIFY(workbench.page.results().size() < theory_checks().size());
        QCOMPARE(workbench.verdict_in_list(QStringLiteral("step-variance")), QStringLiteral("not measured"));
    }

    void the_window_may_close_while_a_check_runs() {
        const QTemporaryDir runs;
        Workbench workbench(runs);
        QTest::mouseClick(&workbench.button(QStringLiteral("Run all")), Qt::LeftButton);
        auto* progress = workbench.page.findChild<QProgressBar*>();
        QVERIFY(QTest::qWaitFor([&] { return progress->value() > 0; }, patience));
    }

    void what_was_measured_is_exported() {
        const QTemporaryDir runs;
        Workbench workbench(runs);
        workbench.page.choose("step-smooth");
        QTest::keyClick(&workbench.page.claims(), Qt::Key_Return);
        QVERIFY(workbench.idle());
        QVERIFY(workbench.button(QStringLiteral("Export…")).isEnabled());
        const QString markdown = runs.filePath(QStringLiteral("theory.md")), json = runs.filePath(QStringLiteral("copy.json"));
        QCOMPARE(workbench.page.write(markdown), QString());
        QCOMPARE(workbench.page.write(json), QString());
        QFile file(markdown);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("| step-smooth | (36) |"));
        QCOMPARE(load_theory(json.toStdString()).front().verdict, TheoryVerdict::fails);
        QVERIFY(workbench.page.write(QStringLiteral("/nowhere/theory.md")).contains(QStringLiteral("/nowhere")));
    }

    void a_damaged_memory_is_said_and_not_in_the_way() {
        const QTemporaryDir runs;
        QFile file(runs.filePath(QStringLiteral("theory.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{");
        file.close();
        Workbench workbench(runs);
        bool said = false;
        for (const QLabel* label : workbench.page.findChildren<QLabel*>())
            said = said || label->text().contains(QStringLiteral("theory.json"));
        QVERIFY(said);
        QVERIFY(workbench.button(QStringLiteral("Run check")).isEnabled());
    }
};

QTEST_MAIN(TheoryTest)
#include "theory.moc"
