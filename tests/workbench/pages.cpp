// SPDX-License-Identifier: GPL-3.0-or-later
// Other pages than Explore: they have the window to themselves, and Explore comes back as it was.
#include "app/workbench/pages.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/space_key.h"
#include "tests/workbench/workbench.h"

#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenuBar>
#include <QSettings>
#include <QTabBar>

using namespace overdamp;

namespace {

/// The window with one more page, the last.
struct PagesWorkbench : Workbench {
    explicit PagesWorkbench(const QTemporaryDir& runs, QSettings* settings = nullptr) : Workbench(runs, tiny_experiment(), settings), page(new QLineEdit) {
        window.pages().add(QStringLiteral("Cellar"), page);
        (void)QTest::qWaitForWindowActive(&window);
    }

    std::vector<bool> shown() const {
        std::vector<bool> visible{window.findChild<RunBar*>()->isVisible()};
        for (const QDockWidget* dock : window.findChildren<QDockWidget*>())
            visible.push_back(dock->isVisible());
        return visible;
    }

    int index() { return static_cast<int>(window.pages().actions().size()) - 1; }

    QLineEdit* page;
};

} // namespace

class PagesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_single_page_has_no_row_of_pages() {
        QMainWindow window;
        Pages pages(window, new QLabel);
        window.show();
        auto* row = window.findChild<QTabBar*>(QStringLiteral("pages"));
        QVERIFY(!row->isVisible());
        pages.add(QStringLiteral("Cellar"), new QLabel);
        QVERIFY(row->isVisible());
    }

    void another_page_hides_docks_and_bar_and_explore_brings_them_back() {
        const QTemporaryDir runs;
        PagesWorkbench workbench(runs);
        MainWindow& window = workbench.window;
        window.samples_dock()->hide();
        window.loop_dock()->hide();
        window.temperatures_dock()->hide();
        QTest::qWait(100); // for the layout
        const std::vector<bool> before = workbench.shown();
        const QRect plots = window.plots().geometry();
        QVERIFY(before[0] && std::ranges::count(before, true) > 2);
        auto* row = window.findChild<QTabBar*>(QStringLiteral("pages"));
        QVERIFY(row->isVisible());
        QTest::mouseClick(row, Qt::LeftButton, {}, row->tabRect(workbench.index()).center());
        QCOMPARE(window.pages().current(), workbench.page);
        QVERIFY(workbench.page->isVisible() && !window.plots().isVisible());
        QCOMPARE(std::ranges::count(workbench.shown(), true), 0);
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        QVERIFY(window.pages().shows_explore());
        QCOMPARE(workbench.shown(), before);
        QTRY_COMPARE(window.plots().geometry(), plots);
        QTest::keyClick(&window, static_cast<Qt::Key>(Qt::Key_1 + workbench.index()), Qt::ControlModifier);
        QCOMPARE(row->currentIndex(), workbench.index());
        QVERIFY(window.pages().actions().back()->isChecked() && !window.pages().actions()[0]->isChecked());
    }

    void space_trains_on_explore_only() {
        const QTemporaryDir runs;
        SpaceKey space_key;
        qApp->installEventFilter(&space_key);
        PagesWorkbench workbench(runs);
        QVERIFY(workbench.reaches(RunState::ready));
        workbench.window.pages().show(workbench.page);
        QTest::keyClick(&workbench.window, Qt::Key_Space);
        workbench.page->setFocus();
        QTest::keyClicks(workbench.page, QStringLiteral("two words."));
        QCOMPARE(workbench.page->text(), QStringLiteral("two words."));
        QTest::qWait(200);
        QCOMPARE(workbench.state(), RunState::ready);
        workbench.window.pages().show_explore();
        QTest::keyClick(&workbench.window, Qt::Key_Space);
        QVERIFY(workbench.trained(3));
        workbench.window.pages().show(workbench.page);
        const std::size_t seen = workbench.history().size();
        QVERIFY(workbench.trained(seen + 3)); // training goes on behind the page
    }

    void closing_on_another_page_remembers_the_layout_of_explore() {
        const QTemporaryDir runs;
        QSettings settings(runs.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        std::vector<bool> before;
        {
            PagesWorkbench workbench(runs, &settings);
            workbench.window.runs_dock()->hide();
            before = workbench.shown();
            workbench.window.pages().show(workbench.page);
            workbench.window.close();
        }
        PagesWorkbench again(runs, &settings);
        QVERIFY(again.window.pages().shows_explore());
        QCOMPARE(again.shown(), before);
        QVERIFY(again.window.runs_dock()->isHidden() && again.window.controls_dock()->isVisible());
    }
};

QTEST_MAIN(PagesTest)
#include "pages.moc"
