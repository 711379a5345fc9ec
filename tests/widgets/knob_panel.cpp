// SPDX-License-Identifier: GPL-3.0-or-later
// The control panel: one working editor for every knob, gestures, locks and logarithmic sliders.
#include "widgets/knob_panel.h"

#include "widgets/collapsible_group.h"
#include "widgets/idle_note.h"
#include "widgets/knob_editor.h"
#include "widgets/number_field.h"
#include "widgets/number_slider.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <cmath>
#include <set>

using namespace overdamp;

namespace {

/// Every emission of knobs_changed.
struct Listener {
    explicit Listener(KnobPanel& panel) {
        QObject::connect(&panel, &KnobPanel::knobs_changed, &panel, [this](const Knobs& knobs, qint64 gesture) {
            newest = knobs;
            gestures.push_back(gesture);
        });
    }

    std::set<qint64> distinct() const { return {gestures.begin(), gestures.end()}; }

    Knobs newest;
    std::vector<qint64> gestures;
};

/// A text that is valid for the number knob and differs from its default: one of its ends.
double other_value(const Knob& knob) {
    const double current = knob.type == KnobType::integer ? static_cast<double>(std::get<std::int64_t>(knob.default_value()))
                                                          : std::get<double>(knob.default_value());
    return current == knob.minimum ? knob.maximum : knob.minimum;
}

/// Uses the editor as a hand would, by key or click; false if it has no widget for that.
bool change_by_hand(KnobEditor& editor) {
    if (auto* number = editor.findChild<NumberField*>()) {
        number->setFocus();
        number->selectAll();
        QTest::keyClicks(number, number->textFromValue(other_value(editor.knob())));
        QTest::keyClick(number, Qt::Key_Return);
        return true;
    }
    if (auto* choice = editor.findChild<QComboBox*>()) {
        QTest::keyClick(choice, choice->currentIndex() + 1 < choice->count() ? Qt::Key_Down : Qt::Key_Up);
        return true;
    }
    if (auto* flag = editor.findChild<QCheckBox*>()) {
        QTest::keyClick(flag, Qt::Key_Space);
        return true;
    }
    if (auto* text = editor.findChild<QLineEdit*>()) {
        text->setText(QStringLiteral("something else"));
        QTest::keyClick(text, Qt::Key_Return);
        return true;
    }
    return false;
}

QPoint handle_place(const NumberSlider& slider, int position) {
    const double share = static_cast<double>(position) / slider.maximum();
    return {static_cast<int>(7 + share * (slider.width() - 14)), slider.height() / 2};
}

} // namespace

class KnobPanelTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void every_knob_has_an_editor_that_changes_it_and_can_be_reset_data();
    void every_knob_has_an_editor_that_changes_it_and_can_be_reset();
    void every_knob_is_reachable_and_named();
    void a_drag_is_one_gesture_and_the_next_drag_another();
    void key_steps_in_a_burst_are_one_gesture_but_not_across_editors();
    void restart_knobs_are_locked_while_a_run_is_going();
    void a_logarithmic_slider_has_an_explicit_zero();
    void slider_positions_and_values_agree();
    void logarithmic_steps_go_along_the_marks();
    void showing_values_is_silent_and_keeps_them_exactly();
    void contradicting_values_are_named_and_held_back();
    void modules_say_that_they_are_bypassed_while_alpha_is_zero();
    void a_click_on_the_note_turns_the_knob_that_is_in_the_way();
    void a_restart_knob_in_the_way_asks_for_a_new_run();
    void the_way_to_a_knob_opens_its_group_and_gives_it_the_keyboard();
};

void KnobPanelTest::every_knob_has_an_editor_that_changes_it_and_can_be_reset_data() {
    QTest::addColumn<QString>("key");
    for (const Knob& knob : knob_table())
        QTest::newRow(std::string(knob.key).c_str()) << QString::fromUtf8(knob.key.data(), static_cast<qsizetype>(knob.key.size()));
}

void KnobPanelTest::every_knob_has_an_editor_that_changes_it_and_can_be_reset() {
    QFETCH(QString, key);
    const Knob& knob = find_knob(key.toStdString());
    KnobPanel panel;
    KnobEditor* editor = panel.editor(knob.key);
    QVERIFY(editor);
    QCOMPARE(editor->value(), knob.default_value());
    auto* reset = editor->findChild<QToolButton*>();
    QVERIFY(reset->isHidden());

    if (knob.choices.size() == 1) {
        QCOMPARE(editor->findChild<QComboBox*>()->count(), 1);
        return;
    }
    QVERIFY(change_by_hand(*editor));
    QVERIFY(knob.value(panel.knobs()) != knob.default_value());
    QCOMPARE(editor->value(), knob.value(panel.knobs()));
    QCOMPARE(changes_between(Knobs{}, panel.knobs()).size(), std::size_t{1});
    QVERIFY(!reset->isHidden());

    reset->click();
    QCOMPARE(knob.value(panel.knobs()), knob.default_value());
    QVERIFY(reset->isHidden());
}

void KnobPanelTest::every_knob_is_reachable_and_named() {
    KnobPanel panel;
    for (const Knob& knob : knob_table()) {
        const KnobEditor* editor = panel.editor(knob.key);
        QVERIFY2(editor->toolTip().contains(QString::fromUtf8(knob.key.data(), static_cast<qsizetype>(knob.key.size()))), knob.key.data());
        for (const QWidget* widget : editor->findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
            if (widget->focusPolicy() != Qt::NoFocus) {
                QVERIFY2(widget->focusPolicy() & Qt::TabFocus, knob.key.data());
                QVERIFY2(!widget->accessibleName().isEmpty(), knob.key.data());
            }
    }
}

void KnobPanelTest::a_drag_is_one_gesture_and_the_next_drag_another() {
    KnobPanel panel;
    Listener listener(panel);
    panel.resize(400, 2000);
    panel.show();
    auto* slider = panel.editor("feedback.strength")->findChild<NumberSlider*>();
    QVERIFY(slider);
    const auto drag = [&](int from, int to) {
        QTest::mousePress(slider, Qt::LeftButton, {}, handle_place(*slider, from));
        for (int i = 1; i <= 5; ++i) {
            QTest::mouseMove(slider, handle_place(*slider, from + (to - from) * i / 5));
            QTest::qWait(150); // slower than a burst: only the button holds the drag together
        }
        QTest::mouseRelease(slider, Qt::LeftButton, {}, handle_place(*slider, to));
    };
    drag(slider->value(), 20);
    QVERIFY(listener.gestures.size() >= 3);
    QCOMPARE(listener.distinct().size(), std::size_t{1});
    QVERIFY(std::abs(listener.newest.feedback.strength - 0.2) <= 0.02);

    const qint64 first = listener.gestures.back();
    listener.gestures.clear();
    drag(slider->value(), 40);
    QCOMPARE(listener.distinct().size(), std::size_t{1});
    QVERIFY(listener.gestures.back() > first);
}

void KnobPanelTest::key_steps_in_a_burst_are_one_gesture_but_not_across_editors() {
    KnobPanel panel;
    Listener listener(panel);
    auto* strength = panel.editor("feedback.strength")->findChild<NumberField*>();
    auto* gain = panel.editor("feedback.gain")->findChild<NumberField*>();
    strength->stepUp();
    strength->stepUp();
    strength->stepDown();
    QCOMPARE(listener.gestures.size(), std::size_t{3});
    QCOMPARE(listener.distinct().size(), std::size_t{1});
    QCOMPARE(listener.newest.feedback.strength, 0.06);
    gain->stepUp();
    QCOMPARE(listener.distinct().size(), std::size_t{2});
    QTest::qWait(700);
    gain->stepUp();
    QCOMPARE(listener.distinct().size(), std::size_t{3});
}

void KnobPanelTest::restart_knobs_are_locked_while_a_run_is_going() {
    KnobPanel panel;
    for (const bool running : {false, true, false}) {
        panel.set_running(running);
        for (const Knob& knob : knob_table())
            QCOMPARE(!panel.editor(knob.key)->is_locked(), !running || knob.timing == KnobTiming::live);
    }
}

void KnobPanelTest::a_logarithmic_slider_has_an_explicit_zero() {
    KnobPanel panel;
    auto* slider = panel.editor("objective.weight_decay")->findChild<NumberSlider*>();
    slider->setValue(0);
    QCOMPARE(panel.knobs().objective.weight_decay, 0.0);
    slider->setValue(1);
    QCOMPARE(panel.knobs().objective.weight_decay, 1e-6);
    slider->setValue(slider->maximum());
    QCOMPARE(panel.knobs().objective.weight_decay, 1.0);

    auto* rate = panel.editor("optimizer.learning_rate")->findChild<NumberSlider*>();
    rate->setValue(0);
    QCOMPARE(panel.knobs().optimizer.learning_rate, 1e-6);
}

void KnobPanelTest::slider_positions_and_values_agree() {
    for (const Knob& knob : knob_table())
        if (suits_slider(knob)) {
            const SliderScale scale(knob);
            for (int position = 0; position <= scale.last(); ++position) {
                QVERIFY2(scale.value_at(position) >= knob.minimum && scale.value_at(position) <= knob.maximum, knob.key.data());
                QVERIFY2(scale.position_of(scale.value_at(position)) == position, knob.key.data());
            }
        }
}

void KnobPanelTest::logarithmic_steps_go_along_the_marks() {
    QCOMPARE(step_logarithmic(3e-3, 1, 0, 1e-6), 4e-3);
    QCOMPARE(step_logarithmic(9e-3, 1, 0, 1e-6), 1e-2);
    QCOMPARE(step_logarithmic(1e-2, -1, 0, 1e-6), 9e-3);
    QCOMPARE(step_logarithmic(3.5e-3, 1, 0, 1e-6), 4e-3);
    QCOMPARE(step_logarithmic(3.5e-3, -1, 0, 1e-6), 3e-3);
    QCOMPARE(step_logarithmic(1e-6, -1, 0, 1e-6), 0.0);
    QCOMPARE(step_logarithmic(0, 2, 0, 1e-6), 2e-6);
}

void KnobPanelTest::showing_values_is_silent_and_keeps_them_exactly() {
    KnobPanel panel;
    Listener listener(panel);
    Knobs knobs;
    knobs.feedback.strength = 1.0 / 3;
    knobs.optimizer.learning_rate = 0.00012345678901234567;
    knobs.training.seed = 2147483647;
    knobs.sampling.prompt = "<b>once</b> upon a time";
    knobs.feedback.law = FeedbackLaw::temporal;
    panel.set_knobs(knobs);
    QVERIFY(listener.gestures.empty());
    QVERIFY(changes_between(knobs, panel.knobs()).empty());

    panel.editor("feedback.gain")->findChild<NumberField*>()->stepUp();
    knobs.feedback.gain = 11;
    QVERIFY(changes_between(knobs, panel.knobs()).empty());
}

void KnobPanelTest::contradicting_values_are_named_and_held_back() {
    KnobPanel panel;
    Listener listener(panel);
    auto* heads = panel.editor("model.heads")->findChild<NumberField*>();
    heads->setValue(5);
    QVERIFY(listener.gestures.empty());
    QVERIFY(panel.problem().contains(QStringLiteral("model.heads")));
    heads->setValue(8);
    QVERIFY(panel.problem().isEmpty());
    QCOMPARE(listener.newest.model.heads, std::int64_t{8});
}

void KnobPanelTest::modules_say_that_they_are_bypassed_while_alpha_is_zero() {
    KnobPanel panel;
    Knobs knobs;
    knobs.feedback.strength = 0.2;
    knobs.feedback.engage_step = 100;
    knobs.feedback.ramp_steps = 0;
    panel.set_knobs(knobs);
    panel.set_step(100);
    QVERIFY(!panel.group(QStringLiteral("DMU"))->note().text().isEmpty());
    panel.set_step(101);
    QVERIFY(panel.group(QStringLiteral("DMU"))->note().text().isEmpty());
    knobs.feedback.strength = 0;
    panel.set_knobs(knobs);
    QVERIFY(!panel.group(QStringLiteral("DTU"))->note().text().isEmpty());
    knobs.feedback.gates_modules = false;
    panel.set_knobs(knobs);
    QVERIFY(panel.group(QStringLiteral("DTU"))->note().text().isEmpty());
}

void KnobPanelTest::a_click_on_the_note_turns_the_knob_that_is_in_the_way() {
    KnobPanel panel;
    Listener listener(panel);
    Knobs knobs;
    knobs.sampling.temperature = 0;
    panel.set_knobs(knobs);
    panel.set_running(true);
    panel.show();
    IdleNote& note = panel.editor("sampling.top_k")->note();
    QVERIFY(note.isVisible());
    QVERIFY(note.text().contains(QStringLiteral("does nothing while the temperature is 0")));
    note.setFocus();
    QTest::keyClick(&note, Qt::Key_Tab); // onto the link
    Q_EMIT note.linkActivated(QStringLiteral("0"));
    QCOMPARE(panel.knobs().sampling.temperature, 1.0);
    QCOMPARE(listener.newest.sampling.temperature, 1.0);
    QCOMPARE(listener.gestures.size(), std::size_t{1});
    QVERIFY(note.isHidden());
}

void KnobPanelTest::a_restart_knob_in_the_way_asks_for_a_new_run() {
    KnobPanel panel;
    Listener listener(panel);
    Knobs knobs;
    knobs.feedback.strength = 0;
    panel.set_knobs(knobs);
    QSignalSpy restarts(&panel, &KnobPanel::restart_wanted);
    IdleNote& note = panel.group(QStringLiteral("DMU"))->note();
    QVERIFY(!note.text().contains(QStringLiteral("new run")));
    panel.set_running(true);
    QVERIFY(note.text().contains(QStringLiteral("new run")));
    Q_EMIT note.linkActivated(QStringLiteral("1"));
    QCOMPARE(restarts.size(), 1);
    QVERIFY(!restarts[0][0].value<Knobs>().feedback.gates_modules);
    QVERIFY(panel.knobs().feedback.gates_modules);
    QVERIFY(listener.gestures.empty());
    panel.set_running(false);
    Q_EMIT note.linkActivated(QStringLiteral("1"));
    QCOMPARE(restarts.size(), 1);
    QVERIFY(!listener.newest.feedback.gates_modules);
}

void KnobPanelTest::the_way_to_a_knob_opens_its_group_and_gives_it_the_keyboard() {
    KnobPanel panel;
    panel.resize(340, 300);
    panel.show();
    panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    CollapsibleGroup* group = panel.group(QStringLiteral("Training"));
    group->set_open(false);
    panel.show_knob("training.batch");
    QVERIFY(group->is_open());
    const KnobEditor* editor = panel.editor("training.batch");
    QVERIFY(editor->isAncestorOf(QApplication::focusWidget()));
    QTRY_VERIFY(panel.viewport()->rect().contains(editor->mapTo(panel.viewport(), editor->rect().center())));
}

QTEST_MAIN(KnobPanelTest)
#include "knob_panel.moc"
