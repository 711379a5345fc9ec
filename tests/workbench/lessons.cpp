// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons in the real window, led through as a student would. With OVERDAMP_WHOLE_LESSONS set they train as long as they say, and print what they measured;
// otherwise tiny models stand in.
#include "tests/workbench/lesson_student.h"

#include "app/workbench/knob_history.h"
#include "app/workbench/lesson_parts.h"
#include "app/workbench/lesson_wording.h"
#include "app/workbench/lessons_page.h"
#include "app/workbench/pages.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/presenter.h"
#include "app/workbench/presets.h"
#include "core/settings/text.h"
#include "widgets/highlight.h"

#include <QDropEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QMimeData>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolBar>

using namespace overdamp;

namespace {

constexpr int patience = 60'000; // milliseconds; other programs may want the processor too
constexpr std::int64_t shorter = 10;

bool whole() { return qEnvironmentVariableIsSet("OVERDAMP_WHOLE_LESSONS"); }

void make_tiny(Knobs& knobs) {
    knobs.model.width = 16;
    knobs.model.layers = 1;
    knobs.model.heads = 2;
    knobs.model.context = 16;
    knobs.language.corpus = "synthetic";
    knobs.training.batch = 4;
    knobs.training.threads = 1;
    knobs.evaluation.every = 5;
    knobs.sampling.every = 5;
    knobs.sampling.tokens = 10;
    knobs.feedback.engage_step /= shorter;
    knobs.feedback.ramp_steps /= shorter;
}

/// A tenth of the training, of a tiny model; a share that has to be reached is one that it has.
Lesson shortened(Lesson lesson) {
    make_tiny(lesson.experiment.knobs);
    for (LessonStep& step : lesson.steps) {
        if (step.begin)
            make_tiny(*step.begin);
        if (step.predict) {
            Quantity& quantity = step.predict->measure;
            quantity.records = std::max<std::int64_t>(quantity.records / shorter, 2);
            if (quantity.metric->source() == MetricSource::evaluation)
                quantity.records = 1;
            if (quantity.at_step)
                *quantity.at_step /= shorter;
            quantity.reference_step /= shorter;
        }
        for (Rule& rule : step.done) {
            if (auto* reached = std::get_if<StepReached>(&rule))
                reached->step /= shorter;
            else if (auto* more = std::get_if<MoreSteps>(&rule))
                more->steps /= shorter;
            else if (auto* metric = std::get_if<MetricReached>(&rule))
                metric->limits = {.above = -1, .below = {}};
        }
    }
    return lesson;
}

/// On one thread, which other programs do not slow down as much.
Lesson alone(Lesson lesson) {
    lesson.experiment.knobs.training.threads = 1;
    for (LessonStep& step : lesson.steps)
        if (step.begin)
            step.begin->training.threads = 1;
    return lesson;
}

struct Classroom {
    explicit Classroom(const QTemporaryDir& runs, QSettings* settings = nullptr) : window(runs.path().toStdString(), settings) {
        Experiment other;
        other.name = "something else";
        make_tiny(other.knobs);
        window.bridge().prepare(other);
        window.show();
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window);
    }

    /// A built-in lesson, short unless whole ones are wanted.
    Lesson lesson(const char* file) {
        for (const Lesson& lesson : window.lessons().lessons())
            if (lesson.id == file)
                return whole() ? alone(lesson) : shortened(lesson);
        return {};
    }

    std::size_t highlights() { return static_cast<std::size_t>(window.findChildren<Highlight*>().size()); }

    MainWindow window;
    LessonStudent student{window, patience * (whole() ? 5 : 1)};
};

void print_answers(LessonStudent& student, const std::vector<LessonPlayer::Answer>& answers, const Lesson& lesson, double seconds) {
    qInfo("%s: %.1f min", lesson.title.c_str(), seconds / 60);
    for (std::size_t i = 0; i < answers.size(); ++i)
        if (answers[i].measured)
            qInfo("  %s: %s (%s)", lesson.steps[i].title.c_str(), qPrintable(quantity_value(lesson.steps[i].predict->measure, answers[i].measured->value)),
                  qPrintable(answers[i].place));
    qInfo("%s", qPrintable(student.card().content().answer));
}

/// For a person to look at, into the folder OVERDAMP_PICTURES where that is set.
void take_picture(QWidget& window, const QString& name) {
    const QString folder = qEnvironmentVariable("OVERDAMP_PICTURES");
    if (!folder.isEmpty())
        window.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
}

} // namespace

class LessonsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void every_lesson_can_be_led_to_its_end_data() {
        QTest::addColumn<QByteArray>("file");
        const QTemporaryDir runs;
        const std::vector<Lesson> lessons = builtin_lessons(lesson_names());
        QCOMPARE(lessons.size(), std::size_t{5});
        for (const Lesson& lesson : lessons)
            QTest::newRow(lesson.id.c_str()) << QByteArray::fromStdString(lesson.id);
    }

    void every_lesson_can_be_led_to_its_end() {
        QFETCH(QByteArray, file);
        const QTemporaryDir runs;
        Classroom room(runs);
        const Lesson lesson = room.lesson(file);
        QElapsedTimer clock;
        clock.start();
        room.window.lesson_player().start(lesson);
        for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
            QCOMPARE(room.student.player().reached(), i);
            room.student.on_page = [&](const char* what) { take_picture(room.window, QStringLiteral("%1-%2-%3").arg(file.constData()).arg(i + 1).arg(what)); };
            QVERIFY2(room.student.do_step(), qPrintable(QStringLiteral("step %1: %2").arg(i + 1).arg(room.student.described())));
        }
        QCOMPARE(room.student.player().reached(), lesson.steps.size());
        QVERIFY(room.student.player().is_playing()); // the last page is read first
        std::size_t predictions = 0;
        for (std::size_t i = 0; i < lesson.steps.size(); ++i)
            predictions += lesson.steps[i].predict.has_value() && room.student.player().answers()[i].measured.has_value();
        QVERIFY(predictions >= 3);
        QCOMPARE(static_cast<std::size_t>(room.student.card().content().answer.count("<br>")), predictions);
        QVERIFY(room.window.lessons().is_done(file));
        if (whole())
            print_answers(room.student, room.student.player().answers(), lesson, static_cast<double>(clock.elapsed()) / 1000);
        QTest::keyClick(&room.student.card(), Qt::Key_Return);
        QVERIFY(!room.student.player().is_playing() && !room.student.card().isVisible());
    }

    void a_lesson_begins_from_its_page() {
        const QTemporaryDir runs;
        QSettings settings(runs.filePath("settings.ini"), QSettings::IniFormat);
        Classroom room(runs, &settings);
        room.window.pages().show(&room.window.lessons());
        QTest::mouseClick(room.window.lessons().start_button("what-alpha-does.json"), Qt::LeftButton);
        QVERIFY(room.window.pages().shows_explore());
        QVERIFY(room.student.card().isVisible() && room.student.card().hasFocus());
        QCOMPARE(room.window.bridge().experiment().name, std::string("lesson-what-alpha-does"));
        QVERIFY(room.highlights() > 0);
        const auto panes = room.window.plots().panes();
        QCOMPARE(panes.size(), std::size_t{2});
        QCOMPARE(panes[1]->kind().id, std::string("high-frequency-share"));
    }

    void what_is_done_is_remembered() {
        const QTemporaryDir runs;
        QSettings settings(runs.filePath("settings.ini"), QSettings::IniFormat);
        LessonsPage first(&settings);
        QVERIFY(!first.is_done("what-alpha-does.json"));
        first.mark_done("what-alpha-does.json");
        QCOMPARE(first.start_button("what-alpha-does.json")->text(), QString("Again"));
        LessonsPage second(&settings);
        QVERIFY(second.is_done("what-alpha-does.json") && !second.is_done("can-it-be-saved.json"));
    }

    void locked_knobs_say_why_and_stay() {
        const QTemporaryDir runs;
        Classroom room(runs);
        KnobPanel& controls = room.window.controls();
        controls.turn("dmu.dropout", 0.1); // what could be undone
        room.window.lesson_player().start(room.lesson("what-alpha-does.json"));
        const Knobs before = controls.knobs();
        KnobEditor* editor = controls.editor("dmu.dropout");
        QVERIFY(editor->is_locked() && editor->lock_reason().contains("What α does") && editor->toolTip().contains("What α does"));
        QVERIFY(!room.window.knob_history().stack().canUndo());
        controls.turn("dmu.dropout", 0.2);
        Knobs other = before;
        other.dmu.dropout = 0.4;
        controls.turn_to(other);
        auto* field = editor->findChild<NumberField*>();
        QTest::keyClick(field, Qt::Key_Up);
        QVERIFY(changes_between(before, controls.knobs()).empty());
        room.student.player().leave();
        QVERIFY(!editor->is_locked());
        controls.turn("dmu.dropout", 0.2);
        QCOMPARE(controls.knobs().dmu.dropout, 0.2);
    }

    void a_step_frees_its_knobs_once_predicted_and_undo_keeps_to_them() {
        const QTemporaryDir runs;
        Classroom room(runs);
        room.window.lesson_player().start(room.lesson("what-alpha-does.json"));
        QVERIFY(room.student.do_step() && room.student.do_step());
        KnobPanel& controls = room.window.controls();
        QVERIFY(controls.editor("feedback.strength")->is_locked()); // the question comes first
        PredictionForm& form = room.student.card().form();
        QVERIFY(form.choices().empty() && !form.predict()->isEnabled());
        QTest::keyClick(form.number(), Qt::Key_Return); // what stands in the field is nobody's answer yet
        QVERIFY(controls.editor("feedback.strength")->is_locked());
        room.student.predict();
        QVERIFY(!controls.editor("feedback.strength")->is_locked() && controls.editor("feedback.law")->is_locked());
        QVERIFY(room.student.do_task(0));
        QCOMPARE(controls.knobs().feedback.strength, 0.2);
        room.window.knob_history().stack().undo();
        QCOMPARE(controls.knobs().feedback.strength, 0.0);
        room.window.knob_history().stack().redo();
        QCOMPARE(controls.knobs().feedback.strength, 0.2);
    }

    void a_fork_keeps_to_the_locks() {
        const QTemporaryDir runs;
        Classroom room(runs);
        room.window.lesson_player().start(room.lesson("what-alpha-does.json"));
        QVERIFY(room.student.do_step());
        room.window.run_bar().fork_action()->trigger();
        auto* dialog = room.window.findChild<ForkDialog*>();
        QVERIFY(dialog && dialog->controls().editor("feedback.strength")->is_locked());
        dialog->reject();
    }

    void the_prediction_comes_before_the_training() {
        const QTemporaryDir runs;
        Classroom room(runs);
        room.window.lesson_player().start(room.lesson("which-stabiliser-collapses.json"));
        QVERIFY(QTest::qWaitFor([&] { return room.window.bridge().state() == RunState::ready; }, patience));
        room.student.press_space();
        QTRY_COMPARE_WITH_TIMEOUT(room.window.bridge().state(), RunState::paused, patience);
        QTest::keyClick(&room.student.card(), Qt::Key_Return);
        QCOMPARE(room.student.player().reached(), std::size_t{0});
        QVERIFY(room.student.card().content().question && room.student.card().content().tasks.empty());
        room.student.predict();
        QVERIFY(!room.student.card().content().question);
        QCOMPARE(*room.student.player().answers()[0].predicted, 50.0);
        QCOMPARE(room.student.player().reached(), std::size_t{0}); // Return in the field only answers
        QVERIFY(!room.student.card().next_button()->isEnabled());
    }

    void the_card_sets_the_prediction_beside_the_measured_number() {
        const QTemporaryDir runs;
        Classroom room(runs);
        room.window.lesson_player().start(room.lesson("which-stabiliser-collapses.json"));
        room.student.predict();
        QVERIFY(room.student.do_task(0));
        QTRY_VERIFY_WITH_TIMEOUT(room.student.card().next_button()->isEnabled() && room.student.card().content().numbers, patience);
        const LessonCardContent& content = room.student.card().content();
        const History& history = room.window.bridge().history();
        const double measured = history.column(*find_metric("sample/hf_share_top10"))[10]; // of step 50
        QCOMPARE(content.numbers->measured, measured);
        QCOMPARE(content.numbers->predicted, 50.0);
        QVERIFY(content.answer.contains(QLocale().toString(measured, 'f', measured < 10 ? 2 : 1)));
        QVERIFY(content.answer.contains("step 50") && content.answer.contains(QString::fromStdString(room.window.bridge().folder().filename().string())));
        QVERIFY(!content.verdict.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(room.window.bridge().state(), RunState::paused, patience); // to be read
        QTest::keyClick(&room.student.card(), Qt::Key_Right);
        QCOMPARE(room.student.player().reached(), std::size_t{1});
        QTest::keyClick(&room.student.card(), Qt::Key_Left);
        QCOMPARE(room.student.card().content().verdict, content.verdict); // to read it again
        QCOMPARE(room.student.player().reached(), std::size_t{1});
    }

    void another_run_interrupts_and_the_lesson_finds_back() {
        const QTemporaryDir runs;
        Classroom room(runs);
        room.window.lesson_player().start(room.lesson("what-alpha-does.json"));
        QVERIFY(room.student.do_step());
        const std::filesystem::path folder = room.window.bridge().folder();
        room.window.open("synthetic");
        QVERIFY(!room.window.controls().editor("dmu.dropout")->is_locked());
        QCOMPARE(room.student.card().next_button()->text(), QString("Back to the lesson"));
        QTest::keyClick(&room.student.card(), Qt::Key_Return);
        QVERIFY(room.window.bridge().shows(folder));
        QVERIFY(room.window.controls().editor("dmu.dropout")->is_locked());
        QCOMPARE(room.student.player().reached(), std::size_t{1});
        QVERIFY(room.student.card().content().question);
    }

    void escape_leaves_and_everything_is_as_before() {
        const QTemporaryDir runs;
        Classroom room(runs);
        const PlotsState before = room.window.plots().state();
        room.window.lesson_player().start(room.lesson("fitting-or-collapsing.json"));
        QVERIFY(!(room.window.plots().state() == before));
        QTest::keyClick(&room.student.card(), Qt::Key_Escape);
        QVERIFY(!room.student.player().is_playing());
        QVERIFY(!room.student.card().isVisible());
        QCOMPARE(room.highlights(), std::size_t{0});
        QCOMPARE(room.window.plots().panes().size(), before.layout.parts.empty() ? std::size_t{1} : room.window.plots().panes().size());
        QCOMPARE(room.window.plots().state().layout.parts.size(), before.layout.parts.size());
        QVERIFY(!room.window.controls().editor("dmu.dropout")->is_locked());
    }

    void a_lesson_file_is_dropped_on_the_window() {
        const QTemporaryDir runs;
        Classroom room(runs);
        const QString path = runs.filePath("my-own.json");
        write_text(path.toStdString(), R"({"lesson": 1, "title": "Mine", "learn": "x", "minutes": 1, "preset": "synthetic",
                                           "steps": [{"title": "Look", "text": "Only look.", "done": [{"look": "samples"}]}]})");
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&room.window, &enter);
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&room.window, &drop);
        QVERIFY(room.student.player().is_playing());
        QCOMPARE(room.student.card().content().lesson, QString("Mine"));
        QVERIFY(room.window.lessons().start_button(path)); // it has a card of its own now
        QTRY_VERIFY(room.student.card().next_button()->isEnabled()); // the samples are in view
        QTest::keyClick(&room.student.card(), Qt::Key_PageDown);
        QVERIFY(room.window.lessons().is_done(path));
    }

    void a_bad_lesson_file_is_told_in_the_window() {
        const QTemporaryDir runs;
        Classroom room(runs);
        room.window.pages().show(&room.window.lessons());
        const QString path = runs.filePath("bad.json");
        write_text(path.toStdString(), R"({"lesson": 1, "title": "Bad", "learn": "x", "minutes": 1, "preset": "synthetic",
                                           "steps": [{"title": "Look", "text": "x", "unlock": ["feedback.strenth"]}]})");
        QVERIFY(!room.window.open(path.toStdString()));
        QVERIFY(!room.student.player().is_playing());
        const auto labels = room.window.findChildren<QLabel*>();
        const auto tells = [&](const QLabel* label) { return label->isVisible() && label->text().contains("bad.json: step 1, unlock[0]: feedback.strenth"); };
        QVERIFY(std::ranges::any_of(labels, tells));
    }

    void presenting_keeps_the_card_and_pages_by_remote_control() {
        const QTemporaryDir runs;
        Classroom room(runs);
        room.window.lesson_player().start(room.lesson("what-alpha-does.json"));
        QVERIFY(room.student.do_step() && room.student.do_step());
        const double size = QFontInfo(room.student.card().font()).pointSizeF();
        QTest::keyClick(&room.window, Qt::Key_F11);
        QVERIFY(room.student.card().isVisible());
        QVERIFY(QFontInfo(room.student.card().font()).pointSizeF() > 1.4 * size);
        room.student.predict();
        auto* bar = room.window.findChild<QToolBar*>("presenter_bar");
        QVERIFY(bar && bar->findChild<KnobEditor*>("feedback.strength") && !bar->findChild<KnobEditor*>("feedback.law"));
        LessonStudent::turn(room.window.controls(), std::get<KnobTurned>(room.student.step().done[0]));
        QVERIFY(room.student.do_task(1));
        QTRY_VERIFY_WITH_TIMEOUT(room.student.card().next_button()->isEnabled(), patience);
        room.window.plots().panes().front()->plot()->setFocus();
        QTest::keyClick(&room.window, Qt::Key_PageDown); // wherever the focus is
        QCOMPARE(room.student.player().reached(), std::size_t{3});
        QTest::keyClick(&room.window, Qt::Key_Escape);
        QVERIFY(!room.window.presenter().is_presenting() && room.student.player().is_playing());
    }

    void every_part_that_a_lesson_may_name_is_there() {
        const QTemporaryDir runs;
        Classroom room(runs);
        const LessonNames names = lesson_names();
        QVERIFY(names.plots.size() > 20);
        for (const std::string& part : names.parts)
            QVERIFY2(!find_part(room.window, part).empty() && find_part(room.window, part).front(), part.c_str());
        QCOMPARE(find_part(room.window, "feedback.strength").size(), std::size_t{1});
    }
};

QTEST_MAIN(LessonsTest)
#include "lessons.moc"
