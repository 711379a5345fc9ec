// SPDX-License-Identifier: GPL-3.0-or-later
// What comes into the window from elsewhere, dropped and chosen by hand: packed runs, logs of other tools, texts; and how runs leave it.
#include "app/workbench/arrivals.h"

#include "app/workbench/corpus_dialog.h"
#include "app/workbench/log_columns_dialog.h"
#include "app/workbench/main_window.h"
#include "app/workbench/notice_bar.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/run_export.h"
#include "app/workbench/runs_dock.h"
#include "core/settings/text.h"
#include "core/study/study_folder.h"
#include "core/telemetry/import_origin.h"
#include "core/telemetry/run_archive.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/run_note.h"
#include "widgets/knob_panel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QUrl>

using namespace overdamp;
namespace fs = std::filesystem;

namespace {

constexpr int patience = 60'000; // milliseconds

Experiment tiny_experiment() {
    Experiment experiment{.name = "tiny", .description = "", .knobs = {}};
    Knobs& knobs = experiment.knobs;
    knobs.model.width = 16;
    knobs.model.layers = 1;
    knobs.model.heads = 2;
    knobs.model.context = 4;
    knobs.language.corpus = "synthetic";
    knobs.training.batch = 4;
    knobs.training.steps = 10;
    knobs.training.threads = 1;
    knobs.evaluation.every = 0;
    knobs.sampling.every = 0;
    return experiment;
}

/// Drops files onto the window; whether it took them.
bool drop(MainWindow& window, const QStringList& paths) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &drop);
    return true;
}

bool wait_for(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, patience); }

bool complains(MainWindow& window, const QString& text) {
    const auto bars = window.findChildren<NoticeBar*>();
    return std::ranges::any_of(bars, [&](const NoticeBar* bar) { return bar->isVisible() && bar->text().contains(text); });
}

QAction* file_action(const MainWindow& window, const QString& text) {
    for (QAction* action : window.menuBar()->actions().first()->menu()->actions())
        if (action->text().remove(QLatin1Char('&')).startsWith(text))
            return action;
    return nullptr;
}

/// The dialog of this class that is open, once it is.
template <typename Dialog> Dialog* open_dialog(MainWindow& window) {
    Dialog* found = nullptr;
    wait_for([&] {
        for (auto* dialog : window.findChildren<Dialog*>())
            if (dialog->isVisible())
                found = dialog;
        return found != nullptr;
    });
    return found;
}

} // namespace

class ArrivalsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void init();
    void dropped_things_are_told_apart_by_content();
    void a_dropped_log_is_opened_and_cannot_be_trained();
    void an_imported_run_is_overlaid();
    void a_log_with_unknown_columns_asks_what_they_mean();
    void the_columns_of_an_imported_log_can_be_changed();
    void a_bad_log_is_said();
    void a_packed_run_is_dropped_and_trains_on();
    void a_harmful_archive_is_said();
    void a_log_is_chosen_from_the_menu();
    void a_dropped_text_is_described_and_trained_on();
    void several_dropped_texts_are_one_corpus();
    void a_broken_text_is_said_and_not_trained_on();
    void a_text_that_is_too_short_cannot_be_chosen();
    void a_run_is_exported_and_cited_from_its_menu();

  private:
    QString path(const char* name) const { return folder_->filePath(name); }
    fs::path runs() const { return path("runs").toStdString(); }
    QString write(const char* name, const std::string& content) const {
        write_text(path(name).toStdString(), content);
        return path(name);
    }
    fs::path only_run() const {
        fs::path found;
        for (const auto& entry : fs::directory_iterator(runs()))
            if (!entry.path().filename().string().starts_with('.'))
                found = found.empty() ? entry.path() : fs::path("several");
        return found;
    }
    std::unique_ptr<MainWindow> make_window() const {
        auto window = std::make_unique<MainWindow>(runs());
        window->bridge().prepare(tiny_experiment());
        window->show();
        window->activateWindow();
        return window;
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

void ArrivalsTest::init() { folder_ = std::make_unique<QTemporaryDir>(); }

void ArrivalsTest::dropped_things_are_told_apart_by_content() {
    const fs::path run = create_run_folder(runs(), tiny_experiment());
    pack_run(run, path("no suffix").toStdString(), true);
    QCOMPARE(dropped_kind({QString::fromStdString(run.string())}), DroppedKind::run);
    const fs::path study = create_study_folder(runs(), find_study("laws", "nano"), {.source = "laws", .version = "1"});
    QCOMPARE(dropped_kind({QString::fromStdString(study.string())}), DroppedKind::run); // though it holds texts
    QCOMPARE(dropped_kind({QString::fromStdString((run / "experiment.json").string())}), DroppedKind::document);
    QCOMPARE(dropped_kind({path("no suffix")}), DroppedKind::archive);
    QCOMPARE(dropped_kind({write("log.csv", "step,loss\n")}), DroppedKind::log);
    QCOMPARE(dropped_kind({write("book", "Once upon a time.\n")}), DroppedKind::corpus);
    QCOMPARE(dropped_kind({write("second.txt", "There was.\n"), path("book")}), DroppedKind::corpus);
    fs::create_directories(path("texts/more").toStdString());
    QCOMPARE(dropped_kind({path("texts")}), DroppedKind::nothing);
    write("texts/more/a.txt", "text");
    QCOMPARE(dropped_kind({path("texts")}), DroppedKind::corpus);
    QCOMPARE(dropped_kind({write("picture.png", std::string("\x89PNG\0\1", 6))}), DroppedKind::nothing);
    QCOMPARE(dropped_kind({path("picture.png"), path("book")}), DroppedKind::nothing);
    QCOMPARE(dropped_kind({path("nowhere")}), DroppedKind::nothing);
    QCOMPARE(dropped_kind({}), DroppedKind::nothing);
    QVERIFY(!drop(*make_window(), {path("picture.png")}));
}

void ArrivalsTest::a_dropped_log_is_opened_and_cannot_be_trained() {
    const auto window = make_window();
    QVERIFY(drop(*window, {write("nanogpt.csv", "iter,train/loss,val/loss,lr\n0,10.5,10.25,0\n100,6,6.5,0.001\n200,5,5.75,0.001\n")}));
    QVERIFY(wait_for([&] { return !window->bridge().folder().empty(); }));
    QCOMPARE(window->bridge().folder(), only_run());
    QCOMPARE(window->bridge().history().size(), std::size_t{3});
    QCOMPARE(window->bridge().state(), RunState::finished);
    QVERIFY(!window->controls().isEnabled());
    for (const QAction* action : {window->run_bar().fork_action(), window->run_bar().rewind_action(), window->run_bar().stop_action()})
        QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
    QVERIFY(!window->bridge().can_compare());
    QTest::keyClick(window.get(), Qt::Key_Space);
    QVERIFY(wait_for([&] { return complains(*window, "was imported from the log of another program"); }));
    QCOMPARE(window->bridge().state(), RunState::finished);
    window->runs().select(only_run());
    QVERIFY(wait_for([&] { return !window->runs().selected().empty() || (window->runs().select(only_run()), false); }));
    QVERIFY(!window->runs().resume_action()->isEnabled());
    QVERIFY(window->runs().open_action()->isEnabled());
    // A text is trained on with the knobs of a preset, as those of the log are not known.
    QVERIFY(drop(*window, {write("cats.txt", QByteArray("The cat sat on the mat.\n").repeated(300).toStdString())}));
    auto* dialog = open_dialog<CorpusDialog>(*window);
    QVERIFY(dialog && wait_for([&] { return !dialog->is_reading(); }));
    QTest::mouseClick(dialog->train_button(), Qt::LeftButton);
    QVERIFY(wait_for([&] { return window->bridge().state() == RunState::running; }));
    QCOMPARE(window->bridge().experiment().name, std::string("quickstart"));
    QVERIFY(window->controls().isEnabled());
    window->bridge().discard();
}

void ArrivalsTest::an_imported_run_is_overlaid() {
    const auto window = make_window();
    QVERIFY(drop(*window, {write("theirs.csv", "step,loss\n0,5\n1,4\n")}));
    QVERIFY(wait_for([&] { return !window->bridge().folder().empty() && window->runs().model().rowCount() == 1; }));
    window->bridge().prepare(tiny_experiment());
    std::vector<Overlay> overlays;
    connect(&window->runs(), &RunsDock::overlays_loaded, window.get(), [&](const std::vector<Overlay>& loaded) { overlays = loaded; });
    window->runs().select(only_run());
    window->runs().table().setFocus();
    QTest::keyClick(&window->runs().table(), Qt::Key_Space);
    QVERIFY(wait_for([&] { return overlays.size() == 1; }));
    QCOMPARE(overlays[0].name, QString("theirs"));
    QCOMPARE(overlays[0].history->size(), std::size_t{2});
}

void ArrivalsTest::a_log_with_unknown_columns_asks_what_they_mean() {
    const auto window = make_window();
    QVERIFY(drop(*window, {write("a.csv", "n,ce,zeal,note\n0,5,1,x\n10,4.5,1,y\n20,4,1,z\n")}));
    auto* dialog = open_dialog<LogColumnsDialog>(*window);
    QVERIFY(dialog && window->bridge().folder().empty());
    QCOMPARE(dialog->table()->rowCount(), 4);
    QCOMPARE(dialog->table()->item(1, 1)->text(), QString("3 values, 4 to 5, the last 4"));
    QCOMPARE(dialog->table()->item(2, 1)->text(), QString("3 values, all 1"));
    QVERIFY(!dialog->choice(3)->isEnabled()); // holds no numbers
    QVERIFY(!dialog->import_button()->isEnabled() && dialog->problem()->text().contains("Nothing is imported"));
    const auto choose = [&](int row, const char* ours) { dialog->choice(row)->setCurrentIndex(dialog->choice(row)->findData(ours)); };
    choose(1, "train/loss");
    choose(2, "train/loss");
    QVERIFY(!dialog->import_button()->isEnabled() && dialog->problem()->text().contains("train/loss"));
    choose(2, "");
    choose(0, "step");
    QVERIFY2(dialog->import_button()->isEnabled(), qPrintable(dialog->problem()->text()));
    QTest::mouseClick(dialog->import_button(), Qt::LeftButton);
    QVERIFY(wait_for([&] { return !window->bridge().folder().empty(); }));
    QCOMPARE(window->bridge().folder(), only_run());
    const auto steps = window->bridge().history().steps(MetricSource::step);
    QCOMPARE(std::vector<std::int64_t>(steps.begin(), steps.end()), (std::vector<std::int64_t>{0, 10, 20}));
    QCOMPARE(load_import_origin(only_run())->columns, (std::vector<ImportedColumn>{{"n", "step"}, {"ce", "train/loss"}}));
}

void ArrivalsTest::the_columns_of_an_imported_log_can_be_changed() {
    const auto window = make_window();
    QVERIFY(drop(*window, {write("a.csv", "step,loss,val_loss\n0,5,6\n")}));
    QVERIFY(wait_for([&] { return !window->bridge().folder().empty(); })); // nothing to ask
    const fs::path first = only_run();
    NoticeBar* news = nullptr;
    for (NoticeBar* bar : window->runs().findChildren<NoticeBar*>())
        if (bar->text().startsWith("Imported 1 steps."))
            news = bar;
    QVERIFY(news && news->text().contains("val_loss → eval/loss"));
    QCOMPARE(news->offer()->text(), QString("Columns…"));
    save_note(first, {.name = "mine", .text = "a note"});
    news->offer()->click();
    auto* dialog = open_dialog<LogColumnsDialog>(*window);
    QVERIFY(dialog);
    QCOMPARE(dialog->choice(2)->currentData().toString(), QString("eval/loss"));
    dialog->choice(2)->setCurrentIndex(0);
    QTest::mouseClick(dialog->import_button(), Qt::LeftButton);
    QVERIFY(wait_for([&] { return !window->bridge().folder().empty() && window->bridge().folder() != first; }));
    QCOMPARE(load_import_origin(window->bridge().folder())->columns.size(), std::size_t{2});
    QCOMPARE(load_note(window->bridge().folder()), (RunNote{.name = "mine", .text = "a note"}));
    QVERIFY(wait_for([&] { return news->text().startsWith("Imported 1 steps."); }));
    QVERIFY2(news->text().contains("It stays in .trash"), qPrintable(news->text()));
    QVERIFY(!fs::exists(first)); // the second import takes its place
    window->runs().undo_stack().undo();
    QCOMPARE(load_import_origin(first)->columns.size(), std::size_t{3});
}

void ArrivalsTest::a_bad_log_is_said() {
    const auto window = make_window();
    QVERIFY(drop(*window, {write("a.csv", "step,loss\n0,5\n1,x\n")}));
    QVERIFY(wait_for([&] { return complains(*window, "a.csv, line 3: column \"loss\": \"x\" is no number"); }));
    QVERIFY(window->bridge().folder().empty());
    QVERIFY(!fs::exists(runs()) || only_run().empty());
}

void ArrivalsTest::a_packed_run_is_dropped_and_trains_on() {
    fs::path run;
    {
        const auto window = make_window();
        QVERIFY(wait_for([&] { return window->bridge().state() == RunState::ready; }));
        for (int i = 0; i < 3; ++i) {
            window->bridge().step();
            QVERIFY(wait_for([&] { return window->bridge().summary().step == i + 1; }));
        }
        window->bridge().checkpoint();
        run = window->bridge().folder();
    }
    pack_run(run, path("run.zip").toStdString(), true);
    fs::remove_all(run);
    const auto window = make_window();
    QVERIFY(drop(*window, {path("run.zip")}));
    QVERIFY(wait_for([&] { return !window->bridge().folder().empty(); }));
    QCOMPARE(window->bridge().folder().filename(), run.filename());
    QCOMPARE(window->bridge().state(), RunState::paused);
    QTest::mouseClick(window->run_bar().widgetForAction(window->run_bar().run_action()), Qt::LeftButton);
    QVERIFY2(wait_for([&] { return window->bridge().state() == RunState::finished; }), window->bridge().message().c_str());
    QCOMPARE(window->bridge().history().size(), std::size_t{10});
}

void ArrivalsTest::a_harmful_archive_is_said() {
    const auto window = make_window();
    QVERIFY(drop(*window, {write("bad.zip", "PK\3\4 and no more")}));
    QVERIFY(wait_for([&] { return complains(*window, "bad.zip"); }));
    QVERIFY(window->bridge().folder().empty());
}

void ArrivalsTest::a_log_is_chosen_from_the_menu() {
    const auto window = make_window();
    write("log.csv", "step,loss\n0,5\n1,4\n");
    file_action(*window, "Import log")->trigger();
    auto* dialog = open_dialog<QFileDialog>(*window);
    QVERIFY(dialog);
    dialog->setDirectory(folder_->path());
    auto* name = dialog->findChild<QLineEdit*>();
    name->setText(path("log.csv"));
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(wait_for([&] { return !window->bridge().folder().empty(); }));
    QVERIFY(window->bridge().import_origin());
    QVERIFY(file_action(*window, "Open packed run") && file_action(*window, "Train on a text"));
}

void ArrivalsTest::a_dropped_text_is_described_and_trained_on() {
    const auto window = make_window();
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += "The cat sat on the mat " + std::to_string(i % 10) + ".\n\n";
    QVERIFY(drop(*window, {write("cats.txt", text)}));
    auto* dialog = open_dialog<CorpusDialog>(*window);
    QVERIFY(dialog);
    QVERIFY(wait_for([&] { return !dialog->is_reading(); }));
    QVERIFY2(dialog->text().contains("2,280 to train on, 120 held out"), qPrintable(dialog->text())); // 285 and 15 sentences of 8 words and marks
    QVERIFY2(dialog->text().contains("Too small for the model: 2,566 training tokens"), qPrintable(dialog->text()));
    QCOMPARE(dialog->words()->rowCount(), 10);
    QCOMPARE(dialog->words()->item(0, 0)->text(), QString("the"));
    QCOMPARE(dialog->words()->item(0, 1)->text(), QString("570"));
    QCOMPARE(dialog->words()->item(0, 2)->text(), QString("25.00 %"));
    QVERIFY(dialog->train_button()->isEnabled());
    QTest::mouseClick(dialog->train_button(), Qt::LeftButton);
    QVERIFY(wait_for([&] { return window->bridge().state() == RunState::finished; }));
    const Experiment recorded = load_experiment(window->bridge().folder() / "experiment.json");
    QCOMPARE(recorded.knobs.language.corpus, path("cats.txt").toStdString());
    QCOMPARE(recorded.knobs.model.width, 16); // the knobs shown are the run's
}

void ArrivalsTest::several_dropped_texts_are_one_corpus() {
    const auto window = make_window();
    QVERIFY(drop(*window, {write("one.txt", "One fish.\nTwo fish.\n"), write("two.txt", "Red fish.\nBlue fish.\n")}));
    auto* dialog = open_dialog<CorpusDialog>(*window);
    QVERIFY(dialog && wait_for([&] { return !dialog->is_reading(); }));
    QVERIFY2(dialog->text().contains("in 2 files"), qPrintable(dialog->text()));
    QTest::mouseClick(dialog->train_button(), Qt::LeftButton);
    QVERIFY(wait_for([&] { return window->bridge().state() == RunState::finished; }));
    const std::string corpus = load_experiment(window->bridge().folder() / "experiment.json").knobs.language.corpus;
    QCOMPARE(fs::path(corpus).parent_path(), runs() / ".corpora");
    QVERIFY(fs::path(corpus).is_absolute());
}

void ArrivalsTest::a_broken_text_is_said_and_not_trained_on() {
    const auto window = make_window();
    QVERIFY(drop(*window, {write("broken.txt", "fine\n\xFF\n")}));
    auto* dialog = open_dialog<CorpusDialog>(*window);
    QVERIFY(dialog && wait_for([&] { return !dialog->is_reading(); }));
    QVERIFY2(dialog->text().contains("broken.txt: invalid UTF-8 at byte 5 (line 2)"), qPrintable(dialog->text()));
    QVERIFY(!dialog->train_button()->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(wait_for([&] { return window->findChildren<CorpusDialog*>().isEmpty(); }));
    QVERIFY(window->bridge().folder().empty());
}

void ArrivalsTest::a_text_that_is_too_short_cannot_be_chosen() {
    const auto window = make_window();
    QVERIFY(drop(*window, {write("short.txt", "a\nb\n")}));
    auto* dialog = open_dialog<CorpusDialog>(*window);
    QVERIFY(dialog && wait_for([&] { return !dialog->is_reading(); }));
    QVERIFY2(dialog->text().contains("Too short to train on: 3 training tokens, but a context of 4 needs at least 5."), qPrintable(dialog->text()));
    QVERIFY(!dialog->train_button()->isEnabled());
}

void ArrivalsTest::a_run_is_exported_and_cited_from_its_menu() {
    const fs::path run = create_run_folder(runs(), tiny_experiment());
    { Recorder(run).record(StepRecord{.step = 0, .wall = 1, .loss = 8}); }
    const auto window = make_window();
    QVERIFY(wait_for([&] { return window->runs().model().rowCount() == 1; }));
    window->runs().select(run);
    window->runs().methods_action()->trigger();
    QVERIFY(QApplication::clipboard()->text().startsWith("A GPT-2 with 1 layer of width 16"));
    window->runs().bibtex_action()->trigger();
    QVERIFY(QApplication::clipboard()->text().contains("2601.18588"));
    window->runs().pack_action()->trigger();
    auto* dialog = open_dialog<QFileDialog>(*window);
    QVERIFY(dialog);
    auto* name = dialog->findChild<QLineEdit*>();
    name->setText(path("packed.zip"));
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(wait_for([&] { return is_archive(path("packed.zip").toStdString()) && complains(*window, "Packed into"); }));
    QCOMPARE(export_json(run, path("run.json").toStdString()), QString());
    QCOMPARE(export_events_of(run, path("tb").toStdString()), QString());
    QVERIFY(fs::exists(path("run.json").toStdString()) && fs::exists(path("tb").toStdString() / run.filename()));
    QVERIFY(export_packed(run, "/proc/a.zip", true).contains("/proc/a.zip"));
}

QTEST_MAIN(ArrivalsTest)
#include "arrivals.moc"
