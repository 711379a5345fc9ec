// SPDX-License-Identifier: GPL-3.0-or-later
// Presets in the real window: changed, saved, dropped, closed, copied as a command; and knobs undone and redone.
#include "app/workbench/presets.h"
#include "app/workbench/knob_history.h"
#include "core/telemetry/run_folder.h"
#include "tests/workbench/workbench.h"
#include "widgets/number_slider.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace overdamp;

namespace {

double strength(MainWindow& window) { return window.controls().knobs().feedback.strength; }

void drop(MainWindow& window, const QString& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    if (!enter.isAccepted())
        return;
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &drop);
}

QAction* action_starting(const MainWindow& window, const QString& text) {
    for (QAction* menu : window.menuBar()->actions())
        for (QAction* action : menu->menu()->actions())
            if (action->text().remove(QLatin1Char('&')).startsWith(text))
                return action;
    return nullptr;
}

} // namespace

class PresetsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void a_changed_preset_is_marked_and_saved_under_a_new_name();
    void closing_asks_only_for_changes_of_an_own_preset();
    void opening_another_preset_asks_first();
    void a_dropped_preset_or_run_is_opened();
    void recent_files_are_remembered();
    void what_is_shown_is_copied_as_a_command();
    void a_gesture_is_undone_and_redone_as_one();
    void undo_during_a_run_is_an_event_of_it();
    void the_first_step_ends_the_undo_of_restart_knobs();

  private:
    QString path(const char* name) const { return folder_->filePath(QLatin1String(name)); }
    std::unique_ptr<MainWindow> window(const std::string& what = "collapse", QSettings* settings = nullptr);

    std::unique_ptr<QTemporaryDir> folder_;
};

void PresetsTest::init() { folder_ = std::make_unique<QTemporaryDir>(); }

std::unique_ptr<MainWindow> PresetsTest::window(const std::string& what, QSettings* settings) {
    auto window = std::make_unique<MainWindow>(path("runs").toStdString(), settings);
    window->open(what);
    window->show();
    window->activateWindow();
    return window;
}

void PresetsTest::a_changed_preset_is_marked_and_saved_under_a_new_name() {
    const auto shown = window();
    auto* box = shown->run_bar().findChild<QComboBox*>();
    QVERIFY(!shown->isWindowModified());
    turn(*shown, "feedback.strength", "0.1");
    QVERIFY(shown->isWindowModified());
    QVERIFY2(box->toolTip().contains("α 0.2 → 0.1"), qPrintable(box->toolTip()));
    QVERIFY(shown->presets().save_to(path("mine.json")));
    QVERIFY(!shown->isWindowModified());
    QCOMPARE(box->currentText(), QString("mine"));
    QCOMPARE(load_experiment(path("mine.json").toStdString()).knobs.feedback.strength, 0.1);
    QCOMPARE(shown->bridge().experiment().name, std::string("mine"));
    turn(*shown, "feedback.strength", "0.15");
    QVERIFY(shown->isWindowModified());
    action_starting(*shown, "Save preset")->trigger(); // to the same file, without asking
    QVERIFY(!shown->isWindowModified());
    const auto again = window(path("mine.json").toStdString());
    QCOMPARE(strength(*again), 0.15);
    QVERIFY(!again->isWindowModified());
}

void PresetsTest::closing_asks_only_for_changes_of_an_own_preset() {
    const auto builtin = window();
    turn(*builtin, "feedback.strength", "0.1");
    builtin->close();
    QVERIFY(builtin->isHidden());

    save_experiment(find_preset("collapse"), path("mine.json").toStdString());
    const auto own = window(path("mine.json").toStdString());
    turn(*own, "feedback.strength", "0.1");
    own->close();
    QVERIFY(own->isVisible());
    own->findChild<QMessageBox*>()->button(QMessageBox::Cancel)->click();
    QVERIFY(own->isVisible());
    QTRY_VERIFY(!own->findChild<QMessageBox*>());
    own->close();
    own->findChild<QMessageBox*>()->button(QMessageBox::Save)->click();
    QVERIFY(own->isHidden());
    QCOMPARE(load_experiment(path("mine.json").toStdString()).knobs.feedback.strength, 0.1);
}

void PresetsTest::opening_another_preset_asks_first() {
    save_experiment(find_preset("collapse"), path("mine.json").toStdString());
    const auto own = window(path("mine.json").toStdString());
    turn(*own, "feedback.strength", "0.1");
    own->presets().open("synthetic");
    QCOMPARE(strength(*own), 0.1);
    own->findChild<QMessageBox*>()->button(QMessageBox::Discard)->click();
    QCOMPARE(own->bridge().experiment().name, std::string("synthetic"));
    QCOMPARE(load_experiment(path("mine.json").toStdString()).knobs.feedback.strength, 0.2);
}

void PresetsTest::a_dropped_preset_or_run_is_opened() {
    Experiment experiment = find_preset("collapse");
    experiment.knobs.feedback.strength = 0.125;
    save_experiment(experiment, path("mine.json").toStdString());
    const auto shown = window();
    drop(*shown, path("mine.json"));
    QCOMPARE(strength(*shown), 0.125);
    experiment.knobs.feedback.strength = 0.25;
    const std::filesystem::path run = create_run_folder(path("runs").toStdString(), experiment);
    { Recorder(run).record(StepRecord{.step = 0, .loss = 8}); }
    drop(*shown, QString::fromStdString(run.string()));
    QCOMPARE(shown->bridge().folder(), run);
    QCOMPARE(strength(*shown), 0.25);
    drop(*shown, path("mine.json"));
    QVERIFY(shown->bridge().folder().empty());
    drop(*shown, QString::fromStdString((run / "experiment.json").string())); // as a file manager opens it
    QCOMPARE(shown->bridge().folder(), run);
    QFile(path("picture.png")).open(QIODevice::WriteOnly);
    drop(*shown, path("picture.png"));
    QCOMPARE(shown->bridge().folder(), run);
}

void PresetsTest::recent_files_are_remembered() {
    QSettings settings(path("settings.ini"), QSettings::IniFormat);
    for (const char* name : {"one.json", "two.json"}) {
        save_experiment(find_preset("collapse"), path(name).toStdString());
        window(path(name).toStdString(), &settings);
    }
    const auto shown = window("collapse", &settings);
    QMenu menu;
    shown->presets().list_recent(menu);
    QCOMPARE(menu.actions().size(), 2);
    QCOMPARE(menu.actions()[0]->text(), QString("two.json"));
    menu.actions()[1]->trigger();
    QCOMPARE(shown->presets().base().name, load_experiment(path("one.json").toStdString()).name);
    QFile::remove(path("two.json"));
    shown->presets().list_recent(menu);
    QCOMPARE(menu.actions().size(), 1);
}

void PresetsTest::what_is_shown_is_copied_as_a_command() {
    const auto shown = window();
    turn(*shown, "feedback.strength", "0.1");
    action_starting(*shown, "Copy as command")->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QString("overdamp-run train collapse --set feedback.strength=0.1"));
    // A run's command starts as the run did, and says what was done by hand.
    const std::filesystem::path run = create_run_folder(path("runs").toStdString(), find_preset("collapse"));
    {
        Recorder recorder(run);
        recorder.record(StepRecord{.step = 0, .loss = 8});
        recorder.record(EventRecord{.step = 7, .revision = 1, .gesture = 1, .changes = {{"feedback.strength", 0.2, 0.0}}});
    }
    QVERIFY(shown->open(run.string()));
    const QStringList lines = shown->presets().command().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].startsWith('#') && lines[0].contains("step 7"), qPrintable(lines[0]));
    QCOMPARE(lines[1], QString("overdamp-run train collapse"));
}

void PresetsTest::a_gesture_is_undone_and_redone_as_one() {
    const auto shown = window();
    QVERIFY(QTest::qWaitForWindowActive(shown.get()));
    turn(*shown, "feedback.strength", "0.1");
    QTest::qWait(700); // later than one burst of keys
    auto* slider = shown->controls().editor("feedback.gain")->findChild<NumberSlider*>();
    const double gain = shown->controls().knobs().feedback.gain;
    slider->setFocus();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(slider, Qt::Key_Right);
    QVERIFY(shown->controls().knobs().feedback.gain != gain);
    const double gain_after = shown->controls().knobs().feedback.gain;
    QCOMPARE(shown->knob_history().stack().count(), 2);
    QTest::keyClick(shown.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(shown->controls().knobs().feedback.gain, gain);
    QCOMPARE(strength(*shown), 0.1);
    QVERIFY2(action_starting(*shown, "Undo")->text().contains("α 0.2 → 0.1"), qPrintable(action_starting(*shown, "Undo")->text()));
    // The field that was typed into has nothing to undo any more and lets the window do it.
    auto* field = shown->controls().editor("feedback.strength")->findChild<NumberField*>();
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(strength(*shown), 0.2);
    QVERIFY(!shown->isWindowModified());
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(shown.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(strength(*shown), 0.1);
    QCOMPARE(shown->controls().knobs().feedback.gain, gain_after);
}

void PresetsTest::undo_during_a_run_is_an_event_of_it() {
    const auto shown = window();
    Bridge& bridge = shown->bridge();
    bridge.prepare(tiny_experiment());
    bridge.run();
    const auto events = [&](std::size_t count) { return QTest::qWaitFor([&] { return bridge.history().events().size() == count; }, patience); };
    QVERIFY(QTest::qWaitFor([&] { return bridge.history().size() > 2; }, patience));
    turn(*shown, "feedback.strength", "0.2");
    QVERIFY(events(1));
    shown->knob_history().stack().undo();
    QVERIFY(events(2));
    const EventRecord taken_back = bridge.history().events()[1];
    QCOMPARE(taken_back.changes, (std::vector<KnobChange>{{"feedback.strength", 0.2, 0.0}}));
    QVERIFY(taken_back.gesture > bridge.history().events()[0].gesture);
}

void PresetsTest::the_first_step_ends_the_undo_of_restart_knobs() {
    KnobHistory history;
    Knobs knobs;
    history.show_run(knobs);
    knobs.feedback.strength = 0.2;
    history.record(knobs, 1);
    history.set_begun(true);
    QVERIFY(history.stack().canUndo());
    history.set_begun(false);
    knobs.model.width = 128;
    history.record(knobs, 2);
    QCOMPARE(history.stack().count(), 2);
    knobs.model.width = Knobs{}.model.width;
    history.record(knobs, 2); // back within the gesture: as if it had not been
    QCOMPARE(history.stack().count(), 1);
    knobs.model.width = 32;
    history.record(knobs, 3);
    history.set_begun(true);
    QVERIFY(!history.stack().canUndo());
}

QTEST_MAIN(PresetsTest)
#include "presets.moc"
