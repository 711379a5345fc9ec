// SPDX-License-Identifier: GPL-3.0-or-later
// Which knobs do nothing, why, and that their remedies cure them.
#include "core/settings/idle_knobs.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace overdamp;

namespace {

std::string_view reason(std::string_view key, const Knobs& knobs, std::int64_t step = 1000) {
    const auto idle = idle_knob(find_knob(key), knobs, step);
    return idle ? idle->reason : std::string_view();
}

} // namespace

class IdleKnobsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void every_rule_is_about_a_knob_and_every_remedy_can_be_set() {
        for (const std::string_view key : idle_rule_keys())
            QVERIFY2(std::ranges::any_of(knob_table(), [&](const Knob& knob) { return knob.key.starts_with(key); }),
                     std::string(key).c_str());
        for (const KnobRemedy& remedy : idle_rule_remedies()) {
            Knobs knobs;
            set_knob(knobs, remedy.key, remedy.value);
            QVERIFY(!remedy.text.empty());
        }
    }

    void the_defaults_leave_idle_only_what_belongs_to_another_language_or_mode() {
        Knobs knobs;
        for (const Knob& knob : knob_table())
            if (!knob.key.starts_with("language.synthetic_") && !knob.key.starts_with("psu."))
                QVERIFY2(reason(knob.key, knobs).empty(), std::string(knob.key).c_str());
        QVERIFY(!reason("language.synthetic_zipf", knobs).empty());
    }

    void at_alpha_zero_the_gate_is_shut_and_either_remedy_opens_it() {
        Knobs knobs;
        knobs.feedback.strength = 0;
        const auto idle = idle_knob(find_knob("dmu.dropout"), knobs, 1000);
        QVERIFY(idle);
        QCOMPARE(idle->reason, std::string_view("bypassed while α = 0"));
        QCOMPARE(idle->remedies.size(), std::size_t{2});
        for (const KnobRemedy& remedy : idle->remedies) {
            Knobs cured = knobs;
            set_knob(cured, remedy.key, remedy.value);
            QVERIFY(reason("dmu.dropout", cured).empty());
        }
        QVERIFY(!reason("feedback.law", knobs).empty());
        QVERIFY(reason("feedback.strength", knobs).empty());
    }

    void a_feedback_that_engages_later_says_when() {
        Knobs knobs;
        knobs.feedback.engage_step = 250;
        const auto idle = idle_knob(find_knob("feedback.strength"), knobs, 250);
        QVERIFY(idle);
        QCOMPARE(idle->reason, std::string_view("engages at step %1"));
        QCOMPARE(idle->number, std::int64_t{250});
        QVERIFY(reason("feedback.strength", knobs, 251).empty());
        QVERIFY(!reason("dtu.mode", knobs, 10).empty());
        knobs.feedback.gates_modules = false;
        QVERIFY(reason("dtu.mode", knobs, 10).empty());
    }

    void one_remedy_of_each_rule_cures_its_knob() {
        // Each row makes one knob idle and nothing else of its own.
        const std::vector<std::pair<const char*, std::function<void(Knobs&)>>> cases{
            {"feedback.strength", [](Knobs& knobs) { knobs.feedback.gain = 0; }},
            {"dmu.mode", [](Knobs& knobs) { knobs.dmu.dropout = 0; }},
            {"dtu.update_noise", [](Knobs& knobs) { knobs.dtu.mode = DtuMode::off; }},
            {"dtu.scores", [](Knobs& knobs) { knobs.dtu.dropout = 0; }},
            {"objective.weight_decay_form", [](Knobs& knobs) { knobs.objective.weight_decay = 0; }},
            {"sampling.top_p", [](Knobs& knobs) { knobs.sampling.temperature = 0; }},
            {"language.vocabulary", [](Knobs& knobs) { knobs.language.tokenizer = Tokenizer::byte; }},
            {"language.synthetic_length", [](Knobs&) {}},
            {"training.threads", [](Knobs& knobs) { knobs.training.device = "cuda:0"; }},
        };
        for (const auto& [key, make_idle] : cases) {
            Knobs knobs;
            make_idle(knobs);
            const auto idle = idle_knob(find_knob(key), knobs, 1000);
            QVERIFY2(idle, key);
            set_knob(knobs, idle->remedies[0].key, idle->remedies[0].value);
            QVERIFY2(reason(key, knobs).empty(), key);
        }
    }
};

QTEST_GUILESS_MAIN(IdleKnobsTest)
#include "idle_knobs.moc"
