// SPDX-License-Identifier: GPL-3.0-or-later
// Lesson files: what they say is read, and what is wrong with them is told with file, step and key.
#include "core/lesson/lesson.h"

#include "core/settings/preset_texts.h"
#include "core/settings/text.h"
#include "tests/settings/thrown.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <set>

using namespace overdamp;
using Json = nlohmann::json;

namespace {

const LessonNames names{.parts = {"samples", "run_bar"}, .docks = {"samples", "timeline"}, .plots = {"loss-entropy", "modes-mass"}};

/// A lesson with one of everything.
Json whole_lesson() {
    return Json::parse(R"({
        "lesson": 1, "title": "Title", "learn": "Learn", "minutes": 4, "preset": "collapse", "knobs": {"training.steps": 900},
        "steps": [
            {"title": "One", "text": "Read", "unlock": ["feedback.strength", "dmu.dropout"], "plots": ["modes-mass"], "highlight": ["samples", "plot:loss-entropy", "dmu.dropout"],
             "done": [{"step": 20}, {"more_steps": 5}, {"knob": "feedback.strength", "is": 0}, {"knob": "dmu.dropout", "above": 0.1, "below": 0.5},
                      {"metric": "sample/hf_share_top10", "below": 60}, {"look": "timeline"}, {"child": "what_if"}]},
            {"title": "Two", "text": "Do", "begin": {"feedback.law": "anchor"}, "unlock": ["feedback.strength"],
             "predict": {"question": "How much?", "from": 0, "to": 10, "within": 2,
                         "measure": {"metric": "train/loss", "take": "roughness", "records": 7, "at_step": 30, "compared_with": {"step": 3}, "as": "ratio"},
                         "reveal": [{"above": 1, "below": 2, "text": "some"}, {"text": "else"}]},
             "done": []},
            {"title": "Three", "text": "Choose",
             "predict": {"question": "Which?", "choices": ["first", "second"], "measure": {"metric": "train/loss", "compared_with": "parent"},
                         "reveal": [{"above": 0, "choice": 1, "text": "a"}, {"choice": 2, "text": "b"}]}}
        ]})");
}

Lesson parsed(const Json& document, const char* language = "en") { return parse_lesson(document.dump(), "folder/mine.json", names, language); }

/// The document with one value replaced, found by a JSON pointer.
Json with(const char* place, const Json& value) {
    Json document = whole_lesson();
    document[Json::json_pointer(place)] = value;
    return document;
}

Json without(const char* parent, const char* key) {
    Json document = whole_lesson();
    document[Json::json_pointer(parent)].erase(key);
    return document;
}

} // namespace

class LessonTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_lesson_says_what_it_says() {
        const Lesson lesson = parsed(whole_lesson());
        QCOMPARE(lesson.title, std::string("Title"));
        QCOMPARE(lesson.minutes, 4);
        QCOMPARE(lesson.experiment.name, std::string("lesson-mine"));
        QCOMPARE(lesson.experiment.knobs.training.steps, 900);
        QCOMPARE(lesson.experiment.knobs.feedback.engage_step, 250); // the preset's
        QCOMPARE(lesson.steps.size(), std::size_t{3});
        const LessonStep& one = lesson.steps[0];
        QVERIFY(!one.begin && !one.predict);
        QCOMPARE(one.highlight, (std::vector<std::string>{"samples", "plot:loss-entropy", "dmu.dropout"}));
        QCOMPARE(one.done.size(), std::size_t{7});
        QCOMPARE(std::get<StepReached>(one.done[0]).step, 20);
        QCOMPARE(std::get<MoreSteps>(one.done[1]).steps, 5);
        QCOMPARE(std::get<double>(*std::get<KnobTurned>(one.done[2]).value), 0.0); // a whole number for a real knob
        QCOMPARE(*std::get<KnobTurned>(one.done[3]).limits.above, 0.1);
        QCOMPARE(std::get<MetricReached>(one.done[4]).metric->name, std::string_view("sample/hf_share_top10"));
        QCOMPARE(std::get<PartLookedAt>(one.done[5]).part, std::string("timeline"));
        QVERIFY(std::get<ChildMade>(one.done[6]).kind == ForkKind::what_if);
    }

    void a_prediction_says_what_is_measured() {
        const Lesson lesson = parsed(whole_lesson());
        const LessonStep& two = lesson.steps[1];
        QVERIFY(two.begin->feedback.law == FeedbackLaw::anchor);
        QCOMPARE(two.begin->training.steps, 900); // on top of the lesson's knobs
        const Prediction& number = *two.predict;
        QCOMPARE(number.within, 2.0);
        QVERIFY(number.measure.take == Quantity::Take::roughness && number.measure.reference == Quantity::Reference::step && number.measure.ratio);
        QCOMPARE(number.measure.records, 7);
        QCOMPARE(*number.measure.at_step, 30);
        QCOMPARE(number.measure.reference_step, 3);
        QCOMPARE(number.outcomes.size(), std::size_t{2});
        const Prediction& choice = *lesson.steps[2].predict;
        QCOMPARE(choice.choices, (std::vector<std::string>{"first", "second"}));
        QCOMPARE(*choice.outcomes[1].choice, std::size_t{1});
        QVERIFY(choice.measure.reference == Quantity::Reference::parent && !choice.measure.ratio);
    }

    void a_text_may_have_several_languages() {
        const Json document = with("/title", {{"en", "Hello"}, {"zh", "你好"}});
        QCOMPARE(parsed(document, "zh").title, std::string("你好"));
        QCOMPARE(parsed(document, "fr").title, std::string("Hello"));
        QCOMPARE(parsed(with("/title", {{"de", "Hallo"}}), "fr").title, std::string("Hallo"));
    }

    void every_built_in_text_has_its_chinese() {
        const QRegularExpression number(R"(\d+(\.\d+)?)"), chinese("\\p{Han}");
        std::size_t texts = 0;
        const auto check = [&](const Json& text, const QString& place) {
            QVERIFY2(text.is_object() && text.contains("en") && text.contains("zh") && text.size() == 2, qPrintable(place));
            const auto english = QString::fromStdString(text["en"]), translation = QString::fromStdString(text["zh"]);
            QVERIFY2(translation.contains(chinese), qPrintable(place + ": " + translation));
            for (const QRegularExpressionMatch& match : number.globalMatch(english))
                QVERIFY2(translation.contains(match.captured()), qPrintable(place + ": " + match.captured() + " is not in " + translation));
            for (const char* mark : {"**", "*"}) // emphasis is kept
                QVERIFY2(english.count(mark) == translation.count(mark), qPrintable(place + ": " + translation));
            ++texts;
        };
        const std::function<void(const Json&, const QString&)> walk = [&](const Json& value, const QString& place) {
            for (const auto& [key, part] : value.items()) {
                const QString here = place + "/" + QString::fromStdString(key);
                if (key == "title" || key == "learn" || key == "text" || key == "question" || place.endsWith("/choices"))
                    check(part, here);
                else if (part.is_structured())
                    walk(part, here);
            }
        };
        for (const auto& [file, text] : lesson_texts())
            walk(Json::parse(text), QString::fromUtf8(file.data(), static_cast<qsizetype>(file.size())));
        QVERIFY(texts > 100);
    }

    void bad_files_are_told_with_step_and_key_data() {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QString>("reason");
        const auto row = [](const Json& document, const char* reason) { QTest::newRow(reason) << QByteArray::fromStdString(document.dump()) << QString(reason); };
        QTest::newRow("no JSON") << QByteArray("{\"lesson\": 1,") << QString("is not valid JSON");
        row(Json::array(), "expected an object with lesson, title");
        row(without("", "title"), "title: is missing");
        row(with("/title", Json::object()), "title: found {}; expected a text");
        row(with("/steps/0/text", {{"en", "Read"}, {"zh", 3}}), "step 1, text.zh: found 3; expected a text");
        row(with("/steps/2/predict/choices/1", {{"en", "second"}, {"zh", ""}}), "step 3, predict.choices[1].zh: found \"\"; expected a text");
        row(with("/lesson", 2), "lesson: 2 is unknown to this version, which reads up to 1");
        row(with("/lesson", "1"), "lesson: found \"1\"; expected 1");
        row(with("/titel", "x"), "titel: is unknown; expected lesson, title");
        row(with("/preset", "colapse"), "preset: found \"colapse\"; expected one of quickstart, collapse");
        row(with("/knobs", {{"training.step", 1}}), "knobs: training.step: there is no such knob; did you mean training.steps?");
        row(with("/minutes", -1), "minutes: found -1; expected a whole number from 0 on");
        row(with("/steps", Json::array()), "steps: is missing or empty");
        row(with("/steps", 3), "steps: found 3; expected a list");
        row(without("/steps/1", "text"), "step 2, text: is missing");
        row(with("/steps/1/txt", "x"), "step 2, txt: is unknown; expected title, text, begin");
        row(with("/steps/0/title", ""), "step 1, title: found \"\"; expected a text");
        row(with("/steps/1/unlock/0", "feedback.strenth"), "step 2, unlock[0]: feedback.strenth: there is no such knob; did you mean feedback.strength?");
        row(with("/steps/1/begin", {{"dmu.dropout", 3}}), "step 2, begin: dmu.dropout: 3 is not accepted");
        row(with("/steps/0/highlight/0", "sample"), "step 1, highlight[0]: found \"sample\"; expected one of samples, run_bar, plot:");
        row(with("/steps/0/highlight/1", "plot:loss-entropie"), "step 1, highlight[1]: loss-entropie: there is no such plot; did you mean loss-entropy?");
        row(with("/steps/0/plots/0", "modes-mas"), "step 1, plots[0]: modes-mas: there is no such plot; did you mean modes-mass?");
        row(with("/steps/0/done/0", 5), "step 1, done[0]: found 5; expected an object such as");
        row(with("/steps/0/done/0/look", "samples"), "step 1, done[0]: expected one of step, more_steps");
        row(with("/steps/0/done/0/step", 1.5), "step 1, done[0].step: found 1.5; expected a whole number");
        row(with("/steps/0/unlock", {"dmu.dropout"}), "step 1, done[2].knob: feedback.strength is locked in this step");
        row(without("/steps/0", "unlock"), "step 1, done[2].knob: feedback.strength is locked");
        row(with("/steps/0/done/2/is", "x"), "step 1, done[2].is: feedback.strength: \"x\" is not accepted");
        row(with("/steps/0/done/2/above", 1), "step 1, done[2]: says is as well as a limit");
        row(with("/steps/0/done/3/above", 0.6), "step 1, done[3]: nothing is above 0.6 and below 0.5");
        row(with("/steps/0/done/4/metric", "sample/hf_share"), "step 1, done[4].metric: sample/hf_share: there is no such measure; did you mean");
        row(without("/steps/0/done/4", "below"), "step 1, done[4]: says no limit");
        row(with("/steps/0/done/5/look", "controls"), "step 1, done[5].look: found \"controls\"; expected one of samples, timeline");
        row(with("/steps/0/done/6/child", "twin"), "step 1, done[6].child: found \"twin\"; expected one of fork, rewind, what_if");
        row(with("/steps/1/predict/to", 0), "step 2, predict.to: found 0; expected a number above 0");
        row(with("/steps/1/predict/choices", {"a", "b"}), "step 2, predict: has choices as well as a range");
        row(with("/steps/2/predict/choices", {"a"}), "step 3, predict.choices: found [\"a\"]; expected two choices or more");
        row(with("/steps/2/predict/reveal/1/choice", 1), "step 3, predict: choice 2 can never be right");
        row(with("/steps/2/predict/reveal/1/choice", 3), "step 3, predict.reveal[1].choice: found 3; expected a choice's number, from 1 to 2");
        row(with("/steps/1/predict/reveal", Json::array()), "step 2, predict: reveal is missing or empty");
        row(with("/steps/1/predict/measure/take", "median"), "step 2, predict.measure.take: found \"median\"; expected one of mean, largest, roughness");
        row(with("/steps/1/predict/measure/records", 1), "step 2, predict.measure: records is 1; expected at least 2");
        row(with("/steps/1/predict/measure/compared_with", "before"), "step 2, predict.measure.compared_with: found \"before\"; expected before_feedback, parent");
        row(without("/steps/1/predict/measure", "compared_with"), "step 2, predict.measure.as: says how to compare, but there is no compared_with");
    }

    void bad_files_are_told_with_step_and_key() {
        QFETCH(QByteArray, document);
        QFETCH(QString, reason);
        const QString message = thrown<SettingsError>([&] { parse_lesson(document.toStdString(), "mine.json", names); });
        QVERIFY2(message.startsWith("mine.json: ") && message.contains(reason), qPrintable(message));
    }

    void a_lesson_file_is_told_from_a_preset() {
        const QTemporaryDir folder;
        const auto file = [&](const char* name, const std::string& content) {
            const std::filesystem::path path = folder.filePath(name).toStdString();
            write_text(path, content);
            return path;
        };
        QVERIFY(is_lesson(file("lesson.json", whole_lesson().dump())));
        QVERIFY(is_lesson(file("broken.json", R"({"lesson": "what"})"))); // so that its errors are told as a lesson's
        QVERIFY(!is_lesson(file("preset.json", R"({"schema": 1, "knobs": {}})")));
        QVERIFY(!is_lesson(file("torn.json", "{\"lesson\": 1")));
        QVERIFY(!is_lesson(folder.path().toStdString()));
        QVERIFY(!is_lesson("quickstart"));
        const Lesson loaded = load_lesson(folder.filePath("lesson.json").toStdString(), names);
        QCOMPARE(QString::fromStdString(loaded.id), folder.filePath("lesson.json"));
    }
};

QTEST_GUILESS_MAIN(LessonTest)
#include "lesson.moc"
