// SPDX-License-Identifier: GPL-3.0-or-later
// The queue of a study: reordered, held, cancelled, tried again, before it runs and while it does.
#include "tests/runner/program.h"

#include "core/settings/text.h"
#include "core/study/runner.h"
#include "tests/settings/thrown.h"
#include "tests/study/tiny_study.h"

using namespace overdamp;
namespace fs = std::filesystem;

namespace {

Study tiny() { return parse_study(tiny_study(), "tiny.json", "nano"); }

fs::path folder_of(const QTemporaryDir& folder, const Study& study) {
    return create_study_folder(folder.path().toStdString(), study, {.source = "tiny.json", .version = "1"});
}

/// The numbers of the cells in the order in which they were started, "4 3".
QString started(const fs::path& folder) {
    QStringList numbers;
    for (const auto& event : json_lines(QString::fromStdString((folder / "queue.jsonl").string())))
        if (event.value("event", "") == "started")
            numbers << QString::number(QString::fromStdString(event.at("cell")).section('-', 0, 0).toInt());
    return numbers.join(' ');
}

/// "finished held cancelled waiting"
QString states(const fs::path& folder, const Study& study) {
    QStringList names;
    for (const CellStatus& cell : cell_statuses(folder, study))
        names << QString::fromStdString(std::string(name_of(cell.state)));
    return names.join(' ');
}

QString text_of(const fs::path& path) { return QString::fromStdString(path.string()); }

} // namespace

class QueueTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void an_order_is_kept_and_read();
    void cells_move_to_any_place();
    void a_damaged_order_is_named();
    void the_command_line_reorders_holds_and_cancels();
    void a_paused_study_ends_and_goes_on_without_repeating_anything();
    void a_held_run_makes_room_and_goes_on_bit_for_bit();
    void a_failed_run_is_tried_again_when_asked();
    void held_and_cancelled_runs_do_not_count_for_the_time_left();
};

void QueueTest::an_order_is_kept_and_read() {
    const QTemporaryDir folder;
    const fs::path path = folder.path().toStdString();
    QVERIFY(load_queue_order(path) == QueueOrder());
    const QueueOrder order{.order = {"b", "a"}, .held = {"a"}, .cancelled = {"c"}, .tries = {{"b", 2}}, .paused = true};
    save_queue_order(path, order);
    QVERIFY(load_queue_order(path) == order);
    QVERIFY(order.wants("b") && !order.wants("a") && !order.wants("c"));
    QVERIFY(order.tries_of("b") == 2 && order.tries_of("a") == 0);
}

void QueueTest::cells_move_to_any_place() {
    const Study study = tiny();
    QueueOrder order;
    QVERIFY(ordered_cells(study, order) == (std::vector<std::size_t>{0, 1, 2, 3}));
    move_cell(order, study, "4", 0);
    QVERIFY(ordered_cells(study, order) == (std::vector<std::size_t>{3, 0, 1, 2}));
    move_cell(order, study, study.cells[0].id, 3);
    QVERIFY(ordered_cells(study, order) == (std::vector<std::size_t>{3, 1, 2, 0}));
    move_cell(order, study, "2", 99);
    QVERIFY(ordered_cells(study, order) == (std::vector<std::size_t>{3, 2, 0, 1}));
    order.order = {"gone", study.cells[2].id};
    QVERIFY(ordered_cells(study, order) == (std::vector<std::size_t>{2, 0, 1, 3}));
    QVERIFY(thrown<SettingsError>([&] { move_cell(order, study, "5", 0); }).contains("\"5\" is no run of the study tiny"));
}

void QueueTest::a_damaged_order_is_named() {
    const QTemporaryDir folder;
    for (const char* text : {"{", "[]", R"({"schema": 2, "order": []})", R"({"schema": 1, "order": 3, "held": [], "cancelled": [], "tries": {}})"}) {
        write_text(fs::path(folder.path().toStdString()) / "order.json", text);
        QVERIFY2(thrown<SettingsError>([&] { load_queue_order(folder.path().toStdString()); }).contains("order.json: "), text);
    }
}

void QueueTest::the_command_line_reorders_holds_and_cancels() {
    const QTemporaryDir folder;
    const Study study = tiny();
    const QString path = text_of(folder_of(folder, study));
    const Outcome queue = run_program({"queue", path, "--cancel", "1", "--hold", "2", "--first", "4", "--json"});
    QCOMPARE(queue.code, 0);
    const auto rows = nlohmann::json::parse(queue.output.toStdString());
    QVERIFY(rows[0].at("number") == 4 && rows[0].at("state") == "waiting" && rows[1].at("state") == "cancelled" && rows[2].at("state") == "held");
    QCOMPARE(run_program({"study", path, "--resume", "--jobs", "1"}).code, 0);
    QCOMPARE(started(path.toStdString()), QString("4 3"));
    QCOMPARE(states(path.toStdString(), study), QString("cancelled held finished finished"));
    QVERIFY(run_program({"report", path}).output.contains("| cancelled |"));
    QCOMPARE(run_program({"queue", path, "--release", study.cells[1].id.c_str()}).code, 0);
    QCOMPARE(run_program({"study", path, "--resume"}).code, 0);
    QCOMPARE(states(path.toStdString(), study), QString("cancelled finished finished finished"));
    verify_usage_error({"queue", path, "--hold", "9"}, "\"9\" is no run");
    verify_usage_error({"queue", folder.path()}, "study.json");
}

void QueueTest::a_held_run_makes_room_and_goes_on_bit_for_bit() {
    const QTemporaryDir folder, whole;
    QString text = QString::fromStdString(tiny_study());
    text.replace("\"seeds\": [1, 2]", "\"seeds\": [1]").replace("\"training.steps\": 40", "\"training.steps\": 1500");
    const Study longer = parse_study(text.toStdString(), "tiny.json", "nano");
    const fs::path held = folder_of(folder, longer), expected = folder_of(whole, longer);
    save_queue_order(expected, {.order = {}, .held = {}, .cancelled = {longer.cells[1].id}, .tries = {}});
    QCOMPARE(run_study(expected, longer, {.program = OVERDAMP_RUN, .jobs = 1}).count(CellState::finished), std::size_t{1});
    StudyRunnerOptions options{.program = OVERDAMP_RUN, .jobs = 1};
    bool was_held = false, was_released = false;
    options.progress = [&](const StudyProgress& progress) {
        QueueOrder order = load_queue_order(held);
        if (!was_held && progress.cells[0].state == CellState::running && progress.cells[0].steps > 20) {
            order.held.insert(longer.cells[0].id);
            save_queue_order(held, order);
            was_held = true;
        } else if (was_held && !was_released && progress.cells[1].state == CellState::running) {
            QCOMPARE(progress.cells[0].state, CellState::held);
            order.held.clear();
            save_queue_order(held, order);
            was_released = true;
        }
    };
    const StudyProgress end = run_study(held, longer, options);
    QVERIFY(was_held && was_released);
    QCOMPARE(end.count(CellState::finished), std::size_t{2});
    QCOMPARE(started(held), QString("1 2 1"));
    const auto metrics = [&](const fs::path& study_folder) { return timeless_metrics(text_of(cell_statuses(study_folder, longer)[0].run)); };
    QVERIFY(metrics(held) == metrics(expected));
}

void QueueTest::a_paused_study_ends_and_goes_on_without_repeating_anything() {
    const QTemporaryDir folder;
    QString text = QString::fromStdString(tiny_study());
    text.replace("\"seeds\": [1, 2]", "\"seeds\": [1]").replace("\"training.steps\": 40", "\"training.steps\": 3000");
    const Study longer = parse_study(text.toStdString(), "tiny.json", "nano");
    const fs::path path = folder_of(folder, longer);
    StudyRunnerOptions options{.program = OVERDAMP_RUN, .jobs = 1};
    options.progress = [&](const StudyProgress& progress) { // by another program, once the second run trains
        if (progress.cells[1].state == CellState::running && progress.cells[1].steps > 20)
            QCOMPARE(run_program({"queue", path.c_str(), "--pause"}).code, 0);
    };
    const StudyProgress paused = run_study(path, longer, options);
    QCOMPARE(paused.count(CellState::finished), std::size_t{1});
    QCOMPARE(paused.cells[1].state, CellState::interrupted);
    const std::int64_t steps = cell_statuses(path, longer)[1].steps;
    QVERIFY(steps > 20 && steps < 3000 && load_queue_order(path).paused);
    // A task of a job array that comes to its turn only now.
    options.progress = {};
    options.cell = 1;
    QCOMPARE(run_study(path, longer, options).cells[1].state, CellState::interrupted);
    QCOMPARE(started(path), QString("1 2"));
    QVERIFY(load_queue_order(path).paused);
    options.cell = {};
    QCOMPARE(run_study(path, longer, options).count(CellState::finished), std::size_t{2});
    QVERIFY(!load_queue_order(path).paused);
    QCOMPARE(started(path), QString("1 2 2"));
    QCOMPARE(std::distance(fs::directory_iterator(path / "runs"), fs::directory_iterator()), std::ptrdiff_t{2});
}

void QueueTest::a_failed_run_is_tried_again_when_asked() {
    const QTemporaryDir folder;
    QByteArray text = QByteArray::fromStdString(tiny_study());
    const QString corpus = folder.filePath("corpus.txt");
    text.replace(R"("knob": "feedback.strength", "values": [0, 0.2])",
                 R"("variants": [{"name": "bad", "set": {"language.corpus": ")" + corpus.toUtf8() + R"("}, "seeds": [1]}, {"name": "good"}])");
    const Study study = parse_study(text.toStdString(), "tiny.json", "nano");
    const fs::path path = folder_of(folder, study);
    StudyRunnerOptions options{.program = OVERDAMP_RUN, .jobs = 1};
    bool asked = false;
    QString reason;
    options.progress = [&](const StudyProgress& progress) {
        if (asked || progress.cells[0].state != CellState::failed)
            return;
        reason = QString::fromStdString(progress.cells[0].reason);
        QByteArray words;
        for (int i = 0; i < 4000; ++i)
            words += "word" + QByteArray::number(i % 50) + (i % 10 == 9 ? ".\n\n" : " ");
        write_file(corpus, words);
        QueueOrder order = load_queue_order(path);
        ++order.tries[study.cells[0].id];
        save_queue_order(path, order);
        asked = true;
    };
    const StudyProgress end = run_study(path, study, options);
    QVERIFY2(asked && reason.contains("corpus.txt"), qPrintable(reason));
    QCOMPARE(end.count(CellState::finished), std::size_t{3});
    QVERIFY(end.cells[0].reason.empty());
}

void QueueTest::held_and_cancelled_runs_do_not_count_for_the_time_left() {
    const Study study = tiny();
    StudyProgress progress;
    progress.cells.resize(4);
    progress.cells[0] = {.state = CellState::finished, .run = {}, .steps = 40, .seconds = 8, .reason = {}};
    progress.cells[1] = {.state = CellState::running, .run = {}, .steps = 10, .seconds = 2, .reason = {}};
    estimate_time_left(progress, study, {}, 1);
    QCOMPARE(progress.seconds_left, 6.0 + 8 + 8);
    progress.cells[2].state = CellState::held;
    progress.cells[3].state = CellState::cancelled;
    estimate_time_left(progress, study, {}, 1);
    QCOMPARE(progress.seconds_left, 6.0);
    QCOMPARE(progress.cell_seconds_left[2], 8.0); // as soon as it is released
    QCOMPARE(progress.cell_seconds_left[3], 0.0);
}

QTEST_GUILESS_MAIN(QueueTest)
#include "queue.moc"
