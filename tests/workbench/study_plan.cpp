// SPDX-License-Identifier: GPL-3.0-or-later
// The plan editor of the Study page: axes, variants, measures; what is wrong is said, and nothing that was entered is lost.
#include "app/workbench/knob_box.h"
#include "app/workbench/study_axis_editor.h"
#include "app/workbench/study_measures_editor.h"
#include "app/workbench/variant_dialog.h"
#include "tests/workbench/study_bench.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeWidget>

using namespace overdamp;
namespace fs = std::filesystem;
using Deed = OrderedList::Deed;

namespace {

void retype(QLineEdit* field, const QString& text) {
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
}

void press(const OrderedList* list, Deed deed) { QTest::mouseClick(list->button(deed), Qt::LeftButton); }

void choose_row(const OrderedList* list, int row) { list->table().setCurrentItem(list->table().topLevelItem(row)); }

/// First column of the list, "full, without DMU".
QString names_in(const OrderedList* list) {
    QStringList names;
    for (int row = 0; row < list->table().topLevelItemCount(); ++row)
        names << list->table().topLevelItem(row)->text(0);
    return names.join(QStringLiteral(", "));
}

VariantDialog* dialog_in(const StudyBench& bench) {
    const auto dialogs = bench.window.findChildren<VariantDialog*>();
    return dialogs.isEmpty() ? nullptr : dialogs.last();
}

} // namespace

class StudyPlanTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void a_plan_is_weighed_changed_and_saved();
    void a_plan_that_cannot_be_says_why();
    void a_variant_is_edited_and_says_what_is_wrong();
    void variants_are_added_copied_moved_and_removed();
    void an_axis_becomes_variants_and_back_and_loses_nothing();
    void axes_change_places_and_leave();
    void a_value_may_hold_a_comma();
    void what_is_reported_is_chosen();
    void a_changed_plan_is_not_replaced_without_a_question();
    void a_changed_plan_is_not_lost_with_the_window();

  private:
    fs::path runs() const { return folder_->filePath("runs").toStdString(); }
    std::unique_ptr<QTemporaryDir> folder_;
};

void StudyPlanTest::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    fs::create_directories(runs());
}

void StudyPlanTest::a_plan_is_weighed_changed_and_saved() {
    StudyBench workbench(runs());
    StudyPlanEditor& plan = workbench.page.plan();
    QVERIFY(workbench.active && workbench.page.isVisible());
    QVERIFY2(plan.summary()->text().contains("18 runs"), qPrintable(plan.summary()->text())); // table1 to begin with
    QVERIFY2(plan.summary()->text().contains("a rough guess"), qPrintable(plan.summary()->text()));
    QCOMPARE(plan.source(), std::string("table1"));
    workbench.plan(*folder_, 40);
    QVERIFY(plan.summary()->text().contains("4 runs"));
    Pace pace; // of that plan's model, a second a run
    for (const StudyCell& cell : plan.study()->cells)
        pace.add(cell.experiment.knobs, 40, 1);
    plan.set_pace(pace);
    QVERIFY2(plan.summary()->text().contains("from 4 earlier runs"), qPrintable(plan.summary()->text()));
    QLineEdit* values = plan.axes().front()->values();
    values->setFocus();
    values->selectAll();
    QTest::keyClicks(values, "0, 0.1, 0.2");
    plan.repetitions()->setFocus();
    QTest::keyClick(plan.repetitions(), Qt::Key_Up);
    QCOMPARE(plan.seeds()->text(), QString("1, 2, 3"));
    QVERIFY(workbench.reaches([&] { return plan.summary()->text().contains("9 runs"); }));
    QTest::mouseClick(plan.add_axis_button(), Qt::LeftButton);
    QVERIFY(workbench.reaches([&] { return plan.summary()->text().contains("18 runs"); }));
    plan.settings()->setFocus();
    plan.settings()->moveCursor(QTextCursor::End);
    QTest::keyClick(plan.settings(), Qt::Key_Return);
    QTest::keyClicks(plan.settings(), "training.steps=12");
    QVERIFY(workbench.reaches([&] { return plan.summary()->text().contains("training.steps: is set twice"); }));
    plan.settings()->setPlainText(plan.settings()->toPlainText().remove("training.steps=40\n"));
    QVERIFY(workbench.reaches([&] { return plan.study() && plan.study()->cells.front().experiment.knobs.training.steps == 12; }));
    const QString file = folder_->filePath("mine.json");
    plan.save_to(file);
    const Study saved = find_study(file.toStdString(), "nano");
    QCOMPARE(saved.cells.size(), std::size_t{18});
    QVERIFY(saved.cells.back().label("α") == "0.2" && saved.cells.back().seed() == 3 && saved.cells.back().experiment.knobs.training.steps == 12);
    QVERIFY(plan.source().empty());
    QVERIFY(workbench.says("mine.json"));
}

void StudyPlanTest::a_plan_that_cannot_be_says_why() {
    StudyBench workbench(runs());
    StudyPlanEditor& plan = workbench.page.plan();
    QLineEdit* values = plan.axes().back()->values();
    values->setFocus();
    values->selectAll();
    QTest::keyClicks(values, "0, 7");
    QVERIFY(workbench.reaches([&] { return plan.summary()->text().contains("feedback.strength: 7"); }));
    QVERIFY(!plan.start_button()->isEnabled());
    values->selectAll();
    QTest::keyClicks(values, "0, 0.2");
    QVERIFY(workbench.reaches([&] { return plan.start_button()->isEnabled(); }));
    QVERIFY2(plan.summary()->text().contains("1 of 9 claims and 8 of the paper"), qPrintable(plan.summary()->text()));
}

void StudyPlanTest::a_variant_is_edited_and_says_what_is_wrong() {
    StudyBench bench(runs());
    StudyPlanEditor& plan = bench.page.plan();
    plan.open("ablation");
    const OrderedList* variants = plan.axes().front()->variants();
    QCOMPARE(names_in(variants), QString("full, without DMU, without DTU"));
    choose_row(variants, 1);
    press(variants, Deed::edit);
    VariantDialog* dialog = dialog_in(bench);
    QVERIFY(dialog && dialog->ok_button()->isEnabled());
    QVERIFY(dialog->knob(0)->key() == "dmu.dropout" && dialog->value(0)->text() == "0");
    retype(dialog->value(0), "1.5");
    QVERIFY2(dialog->problem()->text().contains("dmu.dropout: 1.5"), qPrintable(dialog->problem()->text()));
    QVERIFY(!dialog->ok_button()->isEnabled());
    retype(dialog->value(0), "0.1");
    retype(dialog->name(), "full");
    QVERIFY(dialog->problem()->text().contains("“full”") && !dialog->ok_button()->isEnabled());
    retype(dialog->name(), "weak DMU");
    QTest::mouseClick(dialog->add_button(), Qt::LeftButton);
    QCOMPARE(dialog->rows(), std::size_t{2});
    dialog->knob(1)->setEditText("dtu.mod");
    dialog->value(1)->setText("off");
    QVERIFY2(dialog->problem()->text().contains("did you mean dtu.mode"), qPrintable(dialog->problem()->text()));
    dialog->knob(1)->setEditText("dtu.mode");
    retype(dialog->seeds(), "7, x");
    QVERIFY(dialog->problem()->text().contains("\"x\" is no seed"));
    retype(dialog->seeds(), "7");
    QVERIFY2(dialog->ok_button()->isEnabled(), qPrintable(dialog->problem()->text()));
    QTest::mouseClick(dialog->ok_button(), Qt::LeftButton);
    QCOMPARE(names_in(variants), QString("full, weak DMU, without DTU"));
    QVERIFY(bench.reaches([&] { return plan.study() && plan.study()->axes[0].second[1] == "weak DMU"; }));
    QCOMPARE(plan.study()->cells.size(), std::size_t{2 * 3 * 3 + 3});
    const StudyCell& cell = plan.study()->cells[9];
    QVERIFY(cell.seed() == 7 && cell.experiment.knobs.dmu.dropout == 0.1 && cell.experiment.knobs.dtu.mode == DtuMode::off);
}

void StudyPlanTest::variants_are_added_copied_moved_and_removed() {
    StudyBench bench(runs());
    StudyPlanEditor& plan = bench.page.plan();
    plan.open("ablation");
    const OrderedList* variants = plan.axes().front()->variants();
    choose_row(variants, 0);
    QVERIFY(!variants->button(Deed::up)->isEnabled());
    press(variants, Deed::duplicate);
    QCOMPARE(names_in(variants), QString("full, full 2, without DMU, without DTU"));
    QTRY_VERIFY(variants->isVisible());
    variants->table().setFocus();
    QTest::keyClick(&variants->table(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(names_in(variants), QString("full, without DMU, full 2, without DTU"));
    choose_row(variants, 3);
    QTest::keyClick(&variants->table(), Qt::Key_Delete);
    press(variants, Deed::add);
    QVERIFY(dialog_in(bench));
    dialog_in(bench)->reject();
    QCOMPARE(names_in(variants), QString("full, without DMU, full 2"));
    press(variants, Deed::add);
    VariantDialog* dialog = dialog_in(bench);
    dialog->knob(0)->setEditText("model.layers");
    dialog->value(0)->setText("3");
    dialog->accept();
    QCOMPARE(names_in(variants), QString("full, without DMU, full 2, variant 2"));
    QVERIFY(bench.reaches(
        [&] { return plan.study() && plan.study()->axes[0].second.size() == 4 && plan.study()->cells.back().experiment.knobs.model.layers == 3; }));
    while (variants->current() >= 0)
        press(variants, Deed::remove);
    QVERIFY(bench.reaches([&] { return plan.summary()->text().contains("axis configuration: has no variants"); }));
    QVERIFY(!plan.start_button()->isEnabled());
}

void StudyPlanTest::an_axis_becomes_variants_and_back_and_loses_nothing() {
    StudyBench bench(runs());
    StudyPlanEditor& plan = bench.page.plan();
    bench.plan(*folder_, 40);
    StudyAxisEditor* axis = plan.axes().front();
    QVERIFY(axis->values()->isVisibleTo(axis) && !axis->variants()->isVisibleTo(axis));
    axis->set_several();
    QVERIFY(!axis->values()->isVisibleTo(axis) && axis->variants()->isVisibleTo(axis));
    QCOMPARE(names_in(axis->variants()), QString("0, 0.2"));
    QVERIFY(bench.reaches([&] { return plan.study() && plan.study()->cells.size() == 4 && !plan.written().text.empty(); }));
    QCOMPARE(plan.study()->cells.back().experiment.knobs.feedback.strength, 0.2);
    press(axis->variants(), Deed::duplicate);
    axis->knob()->setEditText("feedback.strength");
    QCOMPARE(axis->values()->text(), QString("0, 0.2"));
    axis->set_several();
    QCOMPARE(names_in(axis->variants()), QString("0, 0 2, 0.2"));
}

void StudyPlanTest::axes_change_places_and_leave() {
    StudyBench bench(runs());
    StudyPlanEditor& plan = bench.page.plan();
    plan.open("ablation");
    const auto names = [&] {
        QStringList texts;
        for (const StudyAxisEditor* axis : plan.axes())
            texts << axis->name()->text();
        return texts.join(QLatin1Char(' '));
    };
    QCOMPARE(names(), QString("configuration α"));
    QVERIFY(!plan.axes()[0]->earlier_button()->isEnabled() && plan.axes()[1]->earlier_button()->isEnabled());
    QTRY_VERIFY(plan.axes()[1]->isVisible());
    QTest::mouseClick(plan.axes()[1]->earlier_button(), Qt::LeftButton);
    QCOMPARE(names(), QString("α configuration"));
    QTRY_VERIFY(plan.axes()[0]->y() < plan.axes()[1]->y());
    QVERIFY(bench.reaches([&] { return plan.study() && plan.study()->axes[0].first == "α" && plan.study()->cells.size() == 27; }));
    QTest::mouseClick(plan.axes()[0]->remove_button(), Qt::LeftButton);
    QCOMPARE(names(), QString("configuration"));
    QVERIFY(!plan.axes()[0]->earlier_button()->isEnabled());
    QVERIFY(bench.reaches([&] { return plan.study() && plan.study()->cells.size() == 9; }));
}

void StudyPlanTest::a_value_may_hold_a_comma() {
    StudyBench bench(runs());
    StudyPlanEditor& plan = bench.page.plan();
    bench.plan(*folder_, 40);
    StudyAxisEditor* axis = plan.axes().front();
    axis->knob()->setEditText("sampling.prompt");
    retype(axis->values(), "\"Once, upon\", He said \"no\"");
    QVERIFY(bench.reaches([&] { return plan.study() && plan.study()->axes[0].second.front() == "Once, upon"; }));
    QCOMPARE(plan.study()->axes[0].second.back(), std::string("He said \"no\""));
    const QString file = folder_->filePath("prompts.json");
    plan.save_to(file);
    plan.open(file);
    QCOMPARE(plan.axes().front()->values()->text(), QString("\"Once, upon\", \"He said \"\"no\"\"\""));
    QCOMPARE(plan.study()->axes[0].second, (std::vector<std::string>{"Once, upon", "He said \"no\""}));
}

void StudyPlanTest::what_is_reported_is_chosen() {
    StudyBench bench(runs());
    StudyPlanEditor& plan = bench.page.plan();
    bench.plan(*folder_, 40);
    StudyMeasuresEditor& measures = *plan.measures();
    QCOMPARE(measures.measures(), (std::vector<std::string>{"sample/hf_share_top10", "eval/loss"}));
    choose_row(measures.list(), 0);
    press(measures.list(), Deed::down);
    Q_EMIT measures.menu()->aboutToShow();
    QAction* gradient = nullptr;
    for (const QAction* group : measures.menu()->actions())
        for (QAction* action : group->menu()->actions()) {
            QVERIFY(!action->text().endsWith("\teval/loss")); // is there already
            if (action->text().endsWith("\ttrain/gradient_norm"))
                gradient = action;
        }
    QVERIFY(gradient);
    gradient->trigger();
    QVERIFY(bench.reaches([&] {
        return plan.study() && plan.study()->metrics == std::vector<std::string>{"eval/loss", "sample/hf_share_top10", "train/gradient_norm"};
    }));
    retype(plan.about(), "Does it rise?");
    QVERIFY(bench.reaches([&] { return plan.study() && plan.study()->description == "Does it rise?"; }));
    while (measures.list()->current() >= 0)
        press(measures.list(), Deed::remove);
    QVERIFY(bench.reaches([&] { return plan.summary()->text().contains("metrics: expected an array that is not empty"); }));
}

void StudyPlanTest::a_changed_plan_is_not_replaced_without_a_question() {
    StudyBench bench(runs());
    StudyPlanEditor& plan = bench.page.plan();
    const auto choose = [&](const char* name) {
        plan.chooser()->setCurrentIndex(plan.chooser()->findData(name));
        Q_EMIT plan.chooser()->activated(plan.chooser()->currentIndex());
    };
    choose("laws"); // unchanged so far
    QCOMPARE(plan.source(), std::string("laws"));
    retype(plan.seeds(), "1, two"); // does not even make sense, and is still kept
    choose("ablation");
    QCOMPARE(plan.chooser()->currentData().toString(), QString("laws"));
    QVERIFY(bench.answer("Cancel"));
    QCOMPARE(plan.seeds()->text(), QString("1, two"));
    QVERIFY(plan.is_changed());
    choose("ablation");
    QVERIFY(bench.answer("Discard the changes"));
    QCOMPARE(plan.source(), std::string("ablation"));
    retype(plan.seeds(), "5");
    plan.save_to(folder_->filePath("mine.json"));
    choose("laws"); // saved
    QCOMPARE(plan.source(), std::string("laws"));
}

void StudyPlanTest::a_changed_plan_is_not_lost_with_the_window() {
    StudyBench bench(runs());
    StudyPlanEditor& plan = bench.page.plan();
    const std::string source = plan.source();
    retype(plan.seeds(), "1, two"); // does not even make sense, and is still kept
    bench.window.close();
    QVERIFY(bench.window.isVisible());
    QVERIFY(bench.answer("Cancel"));
    QVERIFY(bench.window.isVisible());
    QCOMPARE(plan.seeds()->text(), QString("1, two"));
    bench.window.close();
    QVERIFY(bench.answer("Save") || bench.answer("&Save"));
    auto* dialog = bench.window.findChild<QFileDialog*>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(folder_->filePath("nonsense.json")); // which cannot be saved, so that the window stays
    dialog->close();
    QVERIFY(bench.window.isVisible() && bench.says("no seed"));
    bench.window.bridge().run(); // whose own question comes behind
    QVERIFY(bench.reaches([&] { return bench.window.bridge().state() == RunState::running; }));
    bench.window.close();
    QVERIFY(bench.answer("Discard the changes"));
    QVERIFY(bench.window.isVisible());
    QVERIFY(bench.answer("Pause and keep"));
    QVERIFY(!bench.window.isVisible());
    QCOMPARE(plan.source(), source);
}

QTEST_MAIN(StudyPlanTest)
#include "study_plan.moc"
