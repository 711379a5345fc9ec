// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the table of knobs.
#include "core/settings/knobs.h"

#include "tests/settings/thrown.h"

#include <QTest>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

using namespace overdamp;
using Json = nlohmann::json;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

/// A value that the knob accepts and that is not its default.
KnobValue another_value(const Knob& knob) {
    switch (knob.type) {
    case KnobType::boolean:
        return !std::get<bool>(knob.default_value());
    case KnobType::integer:
        return std::get<std::int64_t>(knob.default_value()) + 1;
    case KnobType::real: {
        const double value = std::get<double>(knob.default_value());
        return value == knob.maximum ? (knob.minimum + knob.maximum) / 3 : (value + knob.maximum) / 3;
    }
    case KnobType::text:
        return std::string("a text, \"quoted\" α");
    case KnobType::choice:
        return std::string(knob.choices.back() == std::get<std::string>(knob.default_value()) ? knob.choices.front() : knob.choices.back());
    }
    return {};
}

QString name_of(const Knob& knob) { return QString::fromUtf8(knob.key.data(), static_cast<int>(knob.key.size())); }

QString set_error(const char* key, const char* text) {
    return thrown<SettingsError>([&] {
        Knobs knobs;
        set_knob(knobs, key, text);
    });
}

QString json_error(const char* text) {
    return thrown<SettingsError>([&] {
        Knobs knobs;
        apply_json(knobs, Json::parse(text));
    });
}

QString consistency_error(const char* key, const char* text) {
    Knobs knobs;
    set_knob(knobs, key, text);
    return thrown<SettingsError>([&] { check_consistency(knobs); });
}

} // namespace

class KnobsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void every_row_is_complete();
    void every_row_reads_and_writes_its_own_member();
    void every_value_survives_json_and_text();
    void every_choice_can_be_set();
    void every_range_holds_at_its_ends_and_not_beyond();
    void wrong_types_are_refused_by_every_knob();
    void documented_ranges_and_defaults_hold();
    void unknown_keys_suggest_the_nearest();
    void texts_that_are_no_values_are_refused();
    void messages_name_key_value_and_expectation();
    void a_bad_object_changes_nothing();
    void knobs_that_contradict_each_other_are_refused();
    void changes_come_in_table_order();
    void only_live_knobs_follow();
    void engagement_ramps();
    void the_reference_names_every_knob();
};

void KnobsTest::every_row_is_complete() {
    std::set<std::string_view> keys, labels;
    for (const Knob& knob : knob_table()) {
        QVERIFY2(keys.insert(knob.key).second && labels.insert(knob.label).second, qPrintable(name_of(knob)));
        QVERIFY2(!knob.group.empty() && !knob.label.empty() && knob.help.size() > 10 && knob.help.back() == '.', qPrintable(name_of(knob)));
        QVERIFY2(knob.help.find('|') == std::string_view::npos, qPrintable(name_of(knob))); // it would end a cell of the reference
        QCOMPARE(knob.choices.empty(), knob.type != KnobType::choice);
        QCOMPARE(&find_knob(knob.key), &knob);
        if (knob.type == KnobType::integer || knob.type == KnobType::real)
            QVERIFY2(knob.minimum < knob.maximum && knob.step > 0, qPrintable(name_of(knob)));
        if (knob.scale == KnobScale::logarithmic)
            QVERIFY2(knob.smallest > 0 && knob.smallest >= knob.minimum && knob.smallest < knob.maximum, qPrintable(name_of(knob)));
    }
    QVERIFY(keys.size() > 40);
    Knobs defaults;
    for (const Knob& knob : knob_table())
        set_knob(defaults, knob, knob.default_value()); // throws if a default is out of range
    check_consistency(defaults);
}

void KnobsTest::every_row_reads_and_writes_its_own_member() {
    for (const Knob& knob : knob_table()) {
        if (knob.key == "model.kind")
            continue; // it has one choice
        Knobs knobs;
        const KnobValue value = another_value(knob);
        set_knob(knobs, knob, value);
        QVERIFY2(knob.value(knobs) == value, qPrintable(name_of(knob)));
        const std::vector<KnobChange> expected{{std::string(knob.key), knob.default_value(), value}};
        QVERIFY2(changes_between(Knobs{}, knobs) == expected, qPrintable(name_of(knob)));
    }
    // The keys are the members' paths.
    Knobs knobs;
    knobs.feedback.strength = 0.25;
    knobs.dtu.mode = DtuMode::off;
    knobs.sampling.prompt = "once";
    knobs.evaluation.every = 9;
    const std::vector<KnobChange> expected{{"feedback.strength", 0.05, 0.25},
                                           {"dtu.mode", std::string("per_query"), std::string("off")},
                                           {"sampling.prompt", std::string(), std::string("once")},
                                           {"evaluation.every", std::int64_t{50}, std::int64_t{9}}};
    QVERIFY(changes_between(Knobs{}, knobs) == expected);
}

void KnobsTest::every_value_survives_json_and_text() {
    Knobs knobs;
    for (const Knob& knob : knob_table())
        set_knob(knobs, knob, another_value(knob));
    const Json json = to_json(knobs);
    QCOMPARE(json.size(), knob_table().size());
    Knobs from_json;
    apply_json(from_json, Json::parse(json.dump()));
    QVERIFY(changes_between(knobs, from_json).empty());
    Knobs from_text;
    for (const Knob& knob : knob_table())
        set_knob(from_text, knob.key, to_text(knob.value(knobs)));
    QVERIFY(changes_between(knobs, from_text).empty());
}

void KnobsTest::every_choice_can_be_set() {
    for (const Knob& knob : knob_table())
        for (const std::string_view choice : knob.choices) {
            Knobs knobs;
            set_knob(knobs, knob.key, choice);
            QVERIFY2(knob.value(knobs) == KnobValue(std::string(choice)), qPrintable(name_of(knob)));
        }
    Knobs knobs;
    set_knob(knobs, "feedback.law", "anchor");
    QVERIFY(knobs.feedback.law == FeedbackLaw::anchor);
    set_knob(knobs, "optimizer.schedule", "robbins_monro");
    QVERIFY(knobs.optimizer.schedule == Schedule::robbins_monro);
    set_knob(knobs, "language.tokenizer", "byte");
    QVERIFY(knobs.language.tokenizer == Tokenizer::byte);
}

void KnobsTest::every_range_holds_at_its_ends_and_not_beyond() {
    for (const Knob& knob : knob_table()) {
        Knobs knobs;
        const auto refuses = [&](const KnobValue& value) { return !thrown<SettingsError>([&] { set_knob(knobs, knob, value); }).isEmpty(); };
        if (knob.type == KnobType::real) {
            QVERIFY2(!refuses(knob.minimum) && !refuses(knob.maximum), qPrintable(name_of(knob)));
            QVERIFY2(refuses(std::nextafter(knob.minimum, -infinity)) && refuses(std::nextafter(knob.maximum, infinity)), qPrintable(name_of(knob)));
        } else if (knob.type == KnobType::integer) {
            const auto minimum = static_cast<std::int64_t>(knob.minimum), maximum = static_cast<std::int64_t>(knob.maximum);
            QVERIFY2(!refuses(minimum) && !refuses(maximum) && refuses(minimum - 1) && refuses(maximum + 1), qPrintable(name_of(knob)));
            QVERIFY2(refuses(knob.minimum + 0.5) && !refuses(knob.maximum), qPrintable(name_of(knob)));
            QVERIFY2(refuses(INT64_MIN) && refuses(INT64_MAX), qPrintable(name_of(knob)));
        } else {
            continue;
        }
        QVERIFY2(refuses(nan_value) && refuses(infinity) && refuses(-infinity) && refuses(1e300), qPrintable(name_of(knob)));
    }
}

void KnobsTest::wrong_types_are_refused_by_every_knob() {
    for (const Knob& knob : knob_table())
        for (const char* value : {"null", "[]", "{}", "true", "0.123", "\"nonsense\"", "12345678901234567890", "\"0.1\""}) {
            const Json json = Json::parse(value);
            const bool fits = (knob.type == KnobType::boolean && json.is_boolean()) || (knob.type == KnobType::text && json.is_string()) ||
                              (knob.type == KnobType::real && json.is_number_float() && knob.minimum <= 0.123);
            Knobs knobs;
            const QString message = thrown<SettingsError>([&] { apply_json(knobs, Json{{std::string(knob.key), json}}); });
            QVERIFY2(message.isEmpty() == fits, qPrintable(name_of(knob) + ' ' + value));
            QVERIFY2(fits || message.startsWith(name_of(knob) + ": "), qPrintable(message));
        }
}

void KnobsTest::documented_ranges_and_defaults_hold() {
    const auto real = [](const char* key, double minimum, double maximum, double fallback) {
        const Knob& knob = find_knob(key);
        return knob.minimum == minimum && knob.maximum == maximum && knob.default_value() == KnobValue(fallback);
    };
    QVERIFY(real("feedback.strength", 0, 0.5, 0.05));
    QVERIFY(real("feedback.gain", 0, 100, 10));
    QVERIFY(real("dmu.dropout", 0, 0.95, 0.3));
    QVERIFY(real("dtu.dropout", 0, 0.95, 0.5));
    QVERIFY(real("dtu.update_noise", 0, 1, 0));
    QVERIFY(real("objective.weight_decay", 0, 1, 0.01));
    QVERIFY(real("optimizer.learning_rate", 1e-6, 1, 3e-3));
    QVERIFY(real("psu.confidence", 0, 1, 0.05));
    QVERIFY(real("psu.scale_penalty", 0, 10, 0.1));
    QVERIFY(real("sampling.temperature", 0, 3, 1));
    for (const char* key : {"feedback.strength", "feedback.law", "dmu.mode", "dmu.dropout", "dtu.dropout", "dtu.scores", "dtu.update_noise",
                            "objective.weight_decay", "optimizer.learning_rate",
                            "psu.mode", "psu.confidence", "psu.scale_penalty", "psu.reward_every",
                            "sampling.temperature", "sampling.prompt"})
        QVERIFY2(find_knob(key).timing == KnobTiming::live, key);
    for (const char* key : {"feedback.engage_step", "psu.window", "psu.replay", "psu.update_every", "optimizer.kind", "model.width",
                            "language.corpus", "training.seed", "evaluation.every"})
        QVERIFY2(find_knob(key).timing == KnobTiming::restart, key);
}

void KnobsTest::unknown_keys_suggest_the_nearest() {
    QCOMPARE(set_error("feedback.strenght", "1"), "feedback.strenght: there is no such knob; did you mean feedback.strength?");
    QCOMPARE(set_error("model.head", "1"), "model.head: there is no such knob; did you mean model.heads?");
    QCOMPARE(set_error("training.sed", "1"), "training.sed: there is no such knob; did you mean training.seed?");
    QCOMPARE(set_error("gain", "1"), "gain: there is no such knob; did you mean feedback.gain?");
    for (const char* far : {"", "foo", "batch_size_of_training"})
        QVERIFY2(set_error(far, "1").endsWith("there is no such knob; \"overdamp-run knobs\" lists them"), far);
    QVERIFY(json_error(R"({"Feedback.strength": 0.1})").contains("did you mean feedback.strength?"));
}

void KnobsTest::texts_that_are_no_values_are_refused() {
    for (const char* text : {"", " ", "abc", "0.1x", "0,1", " 0.1", "0.1 ", "nan", "inf", "-inf", "1e999", "-0.1", "0x1", "true"})
        QVERIFY2(!set_error("feedback.strength", text).isEmpty(), text);
    for (const char* text : {"", "1.5", "abc", "9223372036854775808", "nan", "0"})
        QVERIFY2(!set_error("training.batch", text).isEmpty(), text);
    for (const char* text : {"", "1", "yes", "True"})
        QVERIFY2(!set_error("dmu.rescale", text).isEmpty(), text);
    for (const char* text : {"", "Entropy", "entropy ", "0"})
        QVERIFY2(!set_error("feedback.law", text).isEmpty(), text);
    QVERIFY(set_error("sampling.prompt", "a\xFFz").contains("expected a text in UTF-8")); // JSON could not hold it
    for (const char* text : {"0.5", "5e-1", ".5", "0"})
        QVERIFY2(set_error("feedback.strength", text).isEmpty(), text);
    for (const char* text : {"1e3", "24", "24.0"})
        QVERIFY2(set_error("training.batch", text).isEmpty(), text);
}

void KnobsTest::messages_name_key_value_and_expectation() {
    QCOMPARE(set_error("feedback.strength", "0.6"), "feedback.strength: 0.6 is not accepted; expected a number from 0 to 0.5");
    QCOMPARE(set_error("model.layers", "two"), "model.layers: \"two\" is not accepted; expected a whole number from 1 to 96");
    QCOMPARE(set_error("optimizer.kind", "adam"), "optimizer.kind: \"adam\" is not accepted; expected one of adamw, sgd");
    QCOMPARE(set_error("dmu.rescale", "no"), "dmu.rescale: \"no\" is not accepted; expected true or false");
    QCOMPARE(json_error(R"({"dtu.dropout": [1]})"), "dtu.dropout: [1] is not accepted; expected a number from 0 to 0.95");
    QVERIFY(json_error("[]").contains("expected an object of knob keys and values, found array"));
    QVERIFY(json_error("3").contains("found number"));
}

void KnobsTest::a_bad_object_changes_nothing() {
    Knobs knobs;
    QVERIFY(!thrown<SettingsError>([&] { apply_json(knobs, Json{{"dmu.dropout", 0.1}, {"feedback.strength", 7}}); }).isEmpty());
    QVERIFY(changes_between(Knobs{}, knobs).empty());
    apply_json(knobs, Json::object());
    QVERIFY(changes_between(Knobs{}, knobs).empty());
    apply_json(knobs, Json{{"feedback.strength", 0}, {"training.steps", 1e3}}); // whole for real, and the reverse
    QCOMPARE(knobs.feedback.strength, 0.0);
    QCOMPARE(knobs.training.steps, 1000);
}

void KnobsTest::knobs_that_contradict_each_other_are_refused() {
    QCOMPARE(consistency_error("model.heads", "5"), "model.width: 64 is not a multiple of model.heads, 5");
    QVERIFY(consistency_error("sampling.top_p", "0").contains("sampling.top_p: 0 leaves no token"));
    QVERIFY(consistency_error("language.corpus", "").contains("language.corpus: is empty"));
    for (const char* device : {"", "gpu", "cuda:", "cuda:x", "cuda:-1", "cuda:1x", "CPU"})
        QVERIFY2(consistency_error("training.device", device).contains("expected auto, cpu, cuda or cuda:n"), device);
    for (const char* device : {"auto", "cpu", "cuda", "cuda:0", "cuda:15"})
        QVERIFY2(consistency_error("training.device", device).isEmpty(), device);
}

void KnobsTest::changes_come_in_table_order() {
    Knobs before, after;
    after.training.seed = 1;
    after.feedback.strength = 0.2;
    after.dmu.dropout = 0.5;
    const auto changes = changes_between(before, after);
    QCOMPARE(changes.size(), std::size_t(3));
    QCOMPARE(changes[0].key, std::string("feedback.strength"));
    QCOMPARE(changes[1].key, std::string("dmu.dropout"));
    QCOMPARE(changes[2].key, std::string("training.seed"));
    QVERIFY(changes_between(after, after).empty());
}

void KnobsTest::only_live_knobs_follow() {
    Knobs wanted;
    for (const Knob& knob : knob_table())
        set_knob(wanted, knob, another_value(knob));
    const Knobs running;
    const Knobs result = live_part(running, wanted);
    for (const Knob& knob : knob_table())
        QVERIFY2(knob.value(result) == knob.value(knob.timing == KnobTiming::live ? wanted : running), qPrintable(name_of(knob)));
}

void KnobsTest::engagement_ramps() {
    Knobs knobs;
    knobs.feedback.strength = 0.2;
    knobs.feedback.engage_step = 100;
    knobs.feedback.ramp_steps = 50;
    QCOMPARE(engaged_strength(knobs, 0), 0.0);
    QCOMPARE(engaged_strength(knobs, 100), 0.0);
    QCOMPARE(engaged_strength(knobs, 125), 0.1); // half of the ramp
    QCOMPARE(engaged_strength(knobs, 150), 0.2);
    QCOMPARE(engaged_strength(knobs, 100000), 0.2);
    knobs.feedback.ramp_steps = 0; // as 1: full one step after engagement
    QCOMPARE(engaged_strength(knobs, 100), 0.0);
    QCOMPARE(engaged_strength(knobs, 101), 0.2);
}

void KnobsTest::the_reference_names_every_knob() {
    const std::string page = knob_reference();
    for (const Knob& knob : knob_table()) {
        const std::size_t row = page.find("| `" + std::string(knob.key) + "` |");
        QVERIFY2(row != std::string::npos, qPrintable(name_of(knob)));
        const std::string line = page.substr(row, page.find('\n', row) - row);
        QCOMPARE(std::ranges::count(line, '|'), 9); // eight cells
        QVERIFY(line.find(expected_values(knob)) != std::string::npos);
    }
}

QTEST_GUILESS_MAIN(KnobsTest)
#include "knobs.moc"
