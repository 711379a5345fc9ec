// SPDX-License-Identifier: GPL-3.0-or-later
// The window's manners: names and keys for everything, help with F1, presenting with F11.
#include "app/workbench/help_window.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/presenter.h"
#include "app/workbench/space_key.h"
#include "app/workbench/study_page.h"
#include "app/workbench/theory_page.h"

#include "app/workbench/time_panel.h"
#include "core/telemetry/metrics.h"
#include "tests/workbench/workbench.h"
#include "widgets/help_pages.h"
#include "widgets/plot_catalog.h"
#include "widgets/sample_view.h"
#include "widgets/wording.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QCursor>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QSplitter>
#include <QStatusBar>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

#include <map>
#include <set>

using namespace overdamp;

namespace {

/// With feedback, so that no knob says that it does nothing just now.
Experiment steered_experiment() {
    Experiment experiment = tiny_experiment();
    experiment.knobs.feedback.strength = 0.05;
    return experiment;
}

struct OpenWindow : Workbench {
    explicit OpenWindow(const QTemporaryDir& runs, QSettings* settings = nullptr) : Workbench(runs, steered_experiment(), settings) {
        (void)QTest::qWaitForWindowActive(&window);
    }

    HelpWindow& help() { return *window.findChild<HelpWindow*>(); }
};

/// A name that a screen reader would say.
bool has_name(const QWidget& widget) {
    if (!widget.accessibleName().isEmpty())
        return true;
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    if (button && !button->text().isEmpty())
        return true;
    const auto labels = widget.window()->findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&](const QLabel* label) { return label->buddy() == &widget && !label->text().isEmpty(); });
}

QString described(const QWidget& widget) {
    QStringList path;
    for (const QWidget* part = &widget; part; part = part->parentWidget())
        path.prepend(QLatin1String(part->metaObject()->className()) + QLatin1Char(' ') + part->objectName());
    return path.join(QStringLiteral(" / "));
}

} // namespace

class MannersTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatever_takes_the_keyboard_has_a_name();
    void no_two_actions_share_their_keys();
    void tab_goes_from_the_bar_through_controls_and_plots_to_the_samples();
    void tab_goes_through_panes_in_the_order_in_which_they_are_seen();
    void f1_explains_what_has_the_keyboard();
    void f1_explains_what_is_under_the_pointer();
    void f1_explains_the_page_that_is_shown();
    void space_presses_no_button_that_nobody_went_to();
    void help_holds_every_knob_and_measure();
    void every_link_of_the_help_leads_somewhere();
    void f11_presents_and_escape_brings_everything_back();
    void closing_while_presenting_remembers_the_usual_layout();
    void the_few_controls_of_a_presentation_turn_the_knobs();
};

void MannersTest::whatever_takes_the_keyboard_has_a_name() {
    const QTemporaryDir runs;
    OpenWindow workbench(runs);
    workbench.window.show_problem("something");
    QStringList nameless;
    int checked = 0;
    for (QDockWidget* dock : workbench.window.findChildren<QDockWidget*>()) {
        dock->show();
        dock->raise();
        QTest::qWait(20);
        for (const QWidget* widget : workbench.window.findChildren<QWidget*>()) {
            const bool asked =
                widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy() && widget->window() == &workbench.window;
            checked += asked;
            if (asked && !qobject_cast<const QTabBar*>(widget) && !has_name(*widget)) // a tab bar's tabs have the names
                nameless << described(*widget);
        }
    }
    QVERIFY(checked > 300);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
}

void MannersTest::no_two_actions_share_their_keys() {
    const QTemporaryDir runs;
    OpenWindow workbench(runs);
    // Where an action is heard: in the whole window, or in a part of it only.
    const auto place = [&](const QAction* action) -> const QWidget* {
        const bool everywhere = action->shortcutContext() == Qt::WindowShortcut || action->associatedObjects().isEmpty();
        return everywhere ? &workbench.window : qobject_cast<const QWidget*>(action->associatedObjects().first());
    };
    const auto clash = [&](const QAction* one, const QAction* other) {
        const QWidget *here = place(one), *there = place(other);
        return one != other && (here == there || here->isAncestorOf(there) || there->isAncestorOf(here));
    };
    std::map<QString, std::set<const QAction*>> owners;
    for (const QAction* action : workbench.window.findChildren<QAction*>())
        for (const QKeySequence& keys : action->shortcuts())
            if (!keys.isEmpty())
                owners[keys.toString()].insert(action);
    QVERIFY(owners.size() > 20);
    for (const auto& [keys, actions] : owners) {
        QStringList names;
        for (const QAction* action : actions)
            names << action->text();
        for (const QAction* action : actions)
            QVERIFY2(std::ranges::none_of(actions, [&](const QAction* other) { return clash(action, other); }),
                     qPrintable(keys + QStringLiteral(": ") + names.join(QStringLiteral(", "))));
    }
}

void MannersTest::tab_goes_from_the_bar_through_controls_and_plots_to_the_samples() {
    const QTemporaryDir runs;
    OpenWindow workbench(runs);
    MainWindow& window = workbench.window;
    window.run_bar().findChild<QComboBox*>()->setFocus();
    const std::vector<QWidget*> areas{&window.run_bar(), &window.controls(), &window.plots(), &window.time_panel(), &window.samples()};
    std::vector<QWidget*> visited{&window.run_bar()};
    for (int i = 0; i < 400 && visited.size() < areas.size(); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        for (QWidget* area : areas)
            if (area->isAncestorOf(QApplication::focusWidget()) && std::ranges::find(visited, area) == visited.end())
                visited.push_back(area);
    }
    QCOMPARE(visited, areas);
}

void MannersTest::tab_goes_through_panes_in_the_order_in_which_they_are_seen() {
    const QTemporaryDir runs;
    OpenWindow workbench(runs);
    MainWindow& window = workbench.window;
    const auto visited = [&] {
        std::vector<QWidget*> areas;
        for (PlotPane* pane : window.plots().panes())
            areas.push_back(pane);
        areas.push_back(&window.time_panel());
        std::vector<QWidget*> found;
        for (QWidget* widget = window.controls().nextInFocusChain(); widget != &window.controls(); widget = widget->nextInFocusChain())
            for (QWidget* area : areas)
                if ((widget->focusPolicy() & Qt::TabFocus) && area->isAncestorOf(widget) && (found.empty() || found.back() != area))
                    found.push_back(area);
        return std::pair(found, areas);
    };
    const auto check = [&](std::size_t panes) {
        const auto [found, areas] = visited();
        return areas.size() == panes + 1 && found == areas;
    };
    QVERIFY(check(4));
    Q_EMIT window.plots().panes()[1]->split_requested(Qt::Horizontal);
    QVERIFY(check(5));
    window.plots().panes()[0]->choose(*find_plot_kind("lengths"));
    QVERIFY(check(5));
    Q_EMIT window.plots().panes()[2]->close_requested();
    QVERIFY(check(4));
    window.plots().set_state(
        {.layout = {.plot = {}, .orientation = Qt::Horizontal, .parts = {{.plot = "norms"}, {.plot = "distinct"}}, .sizes = {1, 1}}});
    QVERIFY(check(2));
}

void MannersTest::f1_explains_what_has_the_keyboard() {
    const QTemporaryDir runs;
    OpenWindow workbench(runs);
    workbench.window.controls().editor("feedback.gain")->findChild<NumberField*>()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F1);
    QVERIFY(workbench.help().isVisible());
    QCOMPARE(workbench.help().topic(), QString("knobs/Feedback#feedback.gain"));
    QVERIFY(workbench.help().text().contains(plain(find_knob("feedback.gain").help)));
    QVERIFY(workbench.help().text().contains("(61)"));
    QVERIFY(QTest::qWaitForWindowActive(&workbench.help()));
    QTest::keyClick(workbench.help().findChild<QTextBrowser*>(), Qt::Key_Escape);
    QVERIFY(!workbench.help().isVisible());
}

void MannersTest::f1_explains_what_is_under_the_pointer() {
    const QTemporaryDir runs;
    OpenWindow workbench(runs);
    MainWindow& window = workbench.window;
    window.controls().editor("feedback.gain")->findChild<NumberField*>()->setFocus();
    window.move(0, 0);
    window.resize(800, 600); // the offscreen screen is no larger
    const auto explained = [&](QWidget& widget) {
        workbench.help().close();
        window.activateWindow();
        QTest::qWait(20);
        QCursor::setPos(widget.mapToGlobal(QPoint(widget.width() / 2, widget.height() / 2)));
        QTest::keyClick(&window, Qt::Key_F1);
        return workbench.help().topic();
    };
    QCOMPARE(explained(window.samples()), QString("samples"));
    QCOMPARE(explained(*window.plots().panes().front()->plot()), QString("measures#train/loss"));
    QCOMPARE(explained(window.time_panel().timeline()), QString("time"));
    QCOMPARE(explained(*window.controls().editor("dmu.dropout")), QString("knobs/DMU#dmu.dropout"));
}

void MannersTest::f1_explains_the_page_that_is_shown() {
    const QTemporaryDir runs;
    OpenWindow workbench(runs);
    workbench.window.move(0, 0);
    QCursor::setPos(workbench.window.mapToGlobal(QPoint(0, 0)) - QPoint(5, 5)); // over nothing
    const auto explained = [&](QWidget* page, Qt::Key key) {
        QTest::keyClick(&workbench.window, key, Qt::ControlModifier);
        if (page->isVisible())
            page->findChild<QAbstractButton*>()->setFocus();
        QTest::keyClick(&workbench.window, Qt::Key_F1);
        workbench.help().close();
        workbench.window.activateWindow();
        return QTest::qWaitForWindowActive(&workbench.window) ? workbench.help().topic() : QString();
    };
    QCOMPARE(explained(&workbench.window.study(), Qt::Key_2), QString("studies"));
    QCOMPARE(explained(workbench.window.findChild<TheoryPage*>(), Qt::Key_3), QString("theory"));
}

void MannersTest::space_presses_no_button_that_nobody_went_to() {
    SpaceKey space_key;
    qApp->installEventFilter(&space_key);
    QWidget window;
    QPushButton first(&window), second(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const QSignalSpy pressed(&second, &QPushButton::clicked);
    for (const bool hidden : {false, true}) {
        first.setFocus();
        QTest::keyClick(&first, Qt::Key_Tab);
        QVERIFY(second.hasFocus());
        const qsizetype before = pressed.size();
        QTest::keyClick(&second, Qt::Key_Space);
        QCOMPARE(pressed.size(), before + 1); // somebody went there
        first.setFocus();
        hidden ? first.hide() : first.setEnabled(false);
        QVERIFY(second.hasFocus());
        QTest::keyClick(&second, Qt::Key_Space);
        QCOMPARE(pressed.size(), before + 1);
        first.setEnabled(true);
    }
}

void MannersTest::help_holds_every_knob_and_measure() {
    for (const Knob& knob : knob_table()) {
        const QString page = help_page(help_topic(knob).section('#', 0, 0));
        QVERIFY2(page.contains(QStringLiteral("name=\"%1\"").arg(plain(knob.key))) && page.contains(plain(knob.help).toHtmlEscaped()),
                 knob.key.data());
    }
    for (const Metric& metric : metric_table()) {
        const QString page = help_page("measures");
        QVERIFY2(page.contains(QStringLiteral("name=\"%1\"").arg(plain(metric.name))) && page.contains(plain(metric.help).toHtmlEscaped()),
                 metric.name.data());
    }
}

void MannersTest::every_link_of_the_help_leads_somewhere() {
    static const QRegularExpression links(QStringLiteral("href=\"help:([^\"]+)\""));
    const QTemporaryDir runs;
    OpenWindow workbench(runs);
    int followed = 0;
    for (auto matches = links.globalMatch(help_page("contents")); matches.hasNext(); ++followed) {
        const QString name = matches.next().captured(1);
        workbench.help().show_topic(name);
        QVERIFY2(workbench.help().text().size() > 80, qPrintable(name));
    }
    QVERIFY(followed > 20);
    workbench.help().show_topic("keyboard");
    for (const char* expected : {"F11", "Ctrl+Shift+F", "Space"})
        QVERIFY2(workbench.help().text().contains(expected), expected);
}

void MannersTest::f11_presents_and_escape_brings_everything_back() {
    const QTemporaryDir runs;
    OpenWindow workbench(runs);
    MainWindow& window = workbench.window;
    window.loop_dock()->hide();
    QTest::qWait(50);
    const auto places = [&] {
        std::map<QString, QRect> found;
        for (const QDockWidget* dock : window.findChildren<QDockWidget*>())
            found[dock->objectName()] = dock->isVisible() ? dock->geometry() : QRect();
        int splitter = 0;
        for (const QSplitter* part : window.plots().findChildren<QSplitter*>())
            found[QString::number(++splitter)] = part->geometry();
        for (const PlotPane* pane : window.plots().panes())
            found[QString::number(++splitter)] = pane->geometry();
        found["window"] = QRect(QPoint(), window.size());
        return found;
    };
    const auto before = places();
    const double size = QFontInfo(window.plots().font()).pointSizeF();
    QTest::keyClick(&window, Qt::Key_F11);
    QVERIFY(window.presenter().is_presenting());
    QVERIFY(window.isFullScreen());
    QVERIFY(!window.menuBar()->isVisible() && !window.statusBar()->isVisible() && !window.controls_dock()->isVisible() &&
            !window.runs_dock()->isVisible());
    QVERIFY(window.samples_dock()->isVisible() && window.plots().isVisible());
    QVERIFY(QFontInfo(window.plots().panes().front()->plot()->font()).pointSizeF() > 1.4 * size);
    QTest::keyClick(&window, Qt::Key_Escape);
    QVERIFY(!window.presenter().is_presenting());
    QVERIFY(!window.isFullScreen());
    QTRY_COMPARE(places(), before);
    QCOMPARE(QFontInfo(window.plots().panes().front()->plot()->font()).pointSizeF(), size);
    QTest::keyClick(&window, Qt::Key_F11);
    QTest::keyClick(&window, Qt::Key_F11);
    QTRY_COMPARE(places(), before);
}

void MannersTest::closing_while_presenting_remembers_the_usual_layout() {
    const QTemporaryDir runs;
    QSettings settings(runs.filePath("settings.ini"), QSettings::IniFormat);
    {
        OpenWindow workbench(runs, &settings);
        QTest::keyClick(&workbench.window, Qt::Key_F11);
        workbench.window.close();
    }
    OpenWindow again(runs, &settings);
    QVERIFY(!again.window.isFullScreen());
    QVERIFY(again.window.controls_dock()->isVisible());
    QVERIFY(again.window.run_bar().isVisible());
}

void MannersTest::the_few_controls_of_a_presentation_turn_the_knobs() {
    const QTemporaryDir runs;
    OpenWindow workbench(runs);
    MainWindow& window = workbench.window;
    QTest::keyClick(&window, Qt::Key_F11);
    auto* bar = window.findChild<QToolBar*>("presenter_bar");
    QVERIFY(bar && bar->isVisible());
    auto* field = bar->findChild<KnobEditor*>("feedback.strength")->findChild<NumberField*>();
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, "0.2");
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(window.controls().knobs().feedback.strength, 0.2);
    QCOMPARE(std::get<double>(window.controls().editor("feedback.strength")->value()), 0.2);
    window.controls().turn("feedback.strength", 0.1);
    QCOMPARE(field->value(), 0.1);

    auto* slider = bar->findChild<KnobEditor*>("feedback.strength")->findChild<QSlider*>();
    QSignalSpy turned(&window.controls(), &KnobPanel::knobs_changed);
    slider->setSliderDown(true);
    for (const int position : {20, 30, 40})
        slider->setValue(position);
    slider->setSliderDown(false);
    QCOMPARE(turned.count(), 3);
    QCOMPARE(turned[0][1], turned[2][1]); // one gesture
    QCOMPARE(window.controls().knobs().feedback.strength, std::get<double>(window.controls().editor("feedback.strength")->value()));
}

QTEST_MAIN(MannersTest)
#include "manners.moc"
