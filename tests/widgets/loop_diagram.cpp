// SPDX-License-Identifier: GPL-3.0-or-later
// The loop diagram: what its blocks say and when they light up, how it is reached, and that nothing overlaps at any width.
#include "widgets/loop_diagram.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace overdamp;

namespace {

History one_step(double gradient_norm = 0.5) {
    History history;
    StepRecord record;
    record.loss = 4.25;
    record.predictive_entropy = 3.5;
    record.potential = 1.75;
    record.gradient_norm = gradient_norm;
    record.learning_rate = 0.003;
    record.work_share = 62;
    record.strength = 0.2;
    history.append(record);
    return history;
}

Knobs steered() {
    Knobs knobs;
    knobs.feedback.strength = 0.2;
    return knobs;
}

LoopStage stage_at(LoopPlace place, const Knobs& knobs, const History& history = one_step(), std::int64_t step = 1000) {
    const std::vector<LoopStage> stages = loop_stages(knobs, history, step);
    return *std::ranges::find(stages, place, &LoopStage::place);
}

QString value_of(const LoopStage& stage, const QString& name) {
    const auto found = std::ranges::find(stage.values, name, &LoopValue::name);
    return found == stage.values.end() ? QString() : found->value;
}

std::vector<LoopBlock*> blocks_of(const LoopDiagram& diagram) {
    const auto found = diagram.findChildren<LoopBlock*>();
    return {found.begin(), found.end()};
}

} // namespace

class LoopDiagramTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void every_block_leads_to_a_knob_that_exists() {
        for (const LoopStage& stage : loop_stages(steered(), one_step(), 10)) {
            QVERIFY(!find_knob(stage.knob).key.empty());
            QVERIFY(!stage.title.isEmpty() && !stage.meaning.isEmpty());
        }
    }

    void blocks_show_the_newest_values() {
        QCOMPARE(value_of(stage_at(LoopPlace::logits, steered()), QStringLiteral("entropy")), QStringLiteral("3.50 nats"));
        QCOMPARE(value_of(stage_at(LoopPlace::loss, steered()), QStringLiteral("loss")), QStringLiteral("4.25 nats"));
        QCOMPARE(value_of(stage_at(LoopPlace::feedback, steered()), QStringLiteral("Ψ")), QStringLiteral("1.75"));
        QCOMPARE(value_of(stage_at(LoopPlace::feedback, steered()), QStringLiteral("αₜ")), QStringLiteral("0.2"));
        QCOMPARE(value_of(stage_at(LoopPlace::model, steered()), QStringLiteral("work")), QStringLiteral("62 %"));
        QCOMPARE(value_of(stage_at(LoopPlace::update, steered()), QStringLiteral("‖∇J‖")), QStringLiteral("0.5"));
        QVERIFY(value_of(stage_at(LoopPlace::loss, steered(), {}), QStringLiteral("loss")).isEmpty());
    }

    void feedback_and_modules_light_up_when_they_act_and_say_why_when_not() {
        for (const LoopPlace place : {LoopPlace::feedback, LoopPlace::dmu, LoopPlace::dtu}) {
            QVERIFY(stage_at(place, steered()).acting);
            QVERIFY(stage_at(place, steered()).bypassed.isEmpty());
            Knobs idle = steered();
            idle.feedback.strength = 0;
            QVERIFY(!stage_at(place, idle).acting);
            QVERIFY(stage_at(place, idle).bypassed.contains(QStringLiteral("α = 0")));
            Knobs later = steered();
            later.feedback.engage_step = 2000;
            QVERIFY(stage_at(place, later).bypassed.contains(QStringLiteral("2,000")));
        }
        Knobs off = steered();
        off.dtu.mode = DtuMode::off;
        QVERIFY(stage_at(LoopPlace::dtu, off).bypassed.contains(QStringLiteral("DTU is off")));
        QCOMPARE(stage_at(LoopPlace::dtu, off).knob, std::string_view("dtu.mode"));
    }

    void the_update_lights_up_while_it_clips() {
        QVERIFY(!stage_at(LoopPlace::update, steered(), one_step(0.9)).acting);
        const LoopStage clipping = stage_at(LoopPlace::update, steered(), one_step(1.1));
        QVERIFY(clipping.acting);
        QCOMPARE(value_of(clipping, QStringLiteral("clipped to")), QStringLiteral("1"));
        Knobs unclipped = steered();
        unclipped.optimizer.gradient_clip = 0;
        QVERIFY(!stage_at(LoopPlace::update, unclipped, one_step(50)).acting);
    }

    void blocks_are_chosen_by_mouse_and_by_keyboard() {
        LoopDiagram diagram;
        diagram.show_stages(loop_stages(steered(), one_step(), 10));
        diagram.resize(700, diagram.heightForWidth(700));
        diagram.show();
        std::vector<std::string_view> wanted;
        QObject::connect(&diagram, &LoopDiagram::knob_wanted, &diagram, [&](std::string_view key) { wanted.push_back(key); });
        QTest::mouseClick(diagram.block(LoopPlace::dmu), Qt::LeftButton);
        diagram.block(LoopPlace::update)->setFocus();
        QTest::keyClick(diagram.block(LoopPlace::update), Qt::Key_Return);
        QTest::keyClick(diagram.block(LoopPlace::feedback), Qt::Key_Space);
        QCOMPARE(wanted, (std::vector<std::string_view>{"dmu.dropout", "optimizer.learning_rate", "feedback.strength"}));
        for (const LoopBlock* block : blocks_of(diagram)) {
            QVERIFY(block->focusPolicy() & Qt::TabFocus);
            QVERIFY(!block->accessibleName().isEmpty());
        }
        QVERIFY(diagram.block(LoopPlace::loss)->accessibleDescription().contains(QStringLiteral("4.25 nats")));
    }

    void nothing_overlaps_or_is_cut_off_at_any_width_data() {
        QTest::addColumn<int>("width");
        for (const int width : {200, 320, 480, 600, 900, 1000, 1600, 2400})
            QTest::addRow("%d", width) << width;
    }

    void nothing_overlaps_or_is_cut_off_at_any_width() {
        QFETCH(int, width);
        LoopDiagram diagram;
        Knobs knobs = steered();
        for (const double strength : {0.2, 0.0}) { // the bypassed blocks have another height
            knobs.feedback.strength = strength;
            auto stages = loop_stages(knobs, one_step(2), 10);
            if (std::ranges::find(stages, LoopPlace::psu, &LoopStage::place) == stages.end()) // six cells need more room than five
                stages.insert(stages.end() - 1, {.place = LoopPlace::psu, .title = "PSU", .meaning = {}, .values = {{"γ", "0.8"}}, .knob = {}});
            diagram.show_stages(stages);
            diagram.resize(width, diagram.heightForWidth(width));
            diagram.show();
            const auto blocks = blocks_of(diagram);
            QCOMPARE(blocks.size(), stages.size());
            for (std::size_t i = 0; i < blocks.size(); ++i) {
                QVERIFY2(diagram.rect().contains(blocks[i]->geometry()), qPrintable(blocks[i]->accessibleName()));
                QCOMPARE(blocks[i]->height(), blocks[i]->heightForWidth(blocks[i]->width()));
                for (std::size_t j = i + 1; j < blocks.size(); ++j)
                    QVERIFY2(!blocks[i]->geometry().intersects(blocks[j]->geometry()),
                             qPrintable(blocks[i]->accessibleName() + blocks[j]->accessibleName()));
            }
        }
    }

    void a_new_set_of_blocks_replaces_the_old() {
        LoopDiagram diagram;
        auto stages = loop_stages(steered(), one_step(), 10);
        diagram.show_stages(stages);
        stages.pop_back();
        diagram.show_stages(stages);
        QVERIFY(!diagram.block(LoopPlace::update));
        QVERIFY(diagram.block(LoopPlace::feedback));
    }
};

QTEST_MAIN(LoopDiagramTest)
#include "loop_diagram.moc"
