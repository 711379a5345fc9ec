// SPDX-License-Identifier: GPL-3.0-or-later
// A run as one JSON document.
#include "core/telemetry/run_json.h"

#include "core/settings/experiment.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/summary.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace overdamp;
using Json = nlohmann::json;

class RunJson : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everything_is_in_one_document();
    void an_empty_run_is_a_document_too();
};

namespace {

Json document_of(const std::filesystem::path& run) {
    std::ostringstream output;
    write_run_json(run, output);
    return Json::parse(output.str());
}

} // namespace

void RunJson::everything_is_in_one_document() {
    const QTemporaryDir folder;
    const std::filesystem::path run = create_run_folder(folder.path().toStdString(), find_preset("collapse"));
    {
        Recorder recorder(run);
        recorder.record(StepRecord{.step = 0, .wall = 10, .seconds = 1, .loss = 0.1});
        recorder.record(StepRecord{.step = 1, .wall = 11, .seconds = 2, .loss = 1.0 / 3, .strength = 0.2});
        recorder.record(EvaluationRecord{.step = 1, .wall = 11.5, .seconds = 2, .loss = 5});
        recorder.record(EventRecord{.step = 1, .revision = 1, .gesture = 3, .changes = {{"feedback.strength", 0.05, 0.2}}});
        recorder.record(SampleRecord{.step = 1, .prompt = "", .words = {{"\xE2\x80\x9Cthe", 0}}});
        recorder.flush();
    }
    write_summary(run, {.name = "collapse", .state = "stopped", .message = "", .steps = 2});
    const Json document = document_of(run);
    QCOMPARE(document["run"].get<std::string>(), run.filename().string());
    QCOMPARE(document["experiment"]["name"].get<std::string>(), std::string("collapse"));
    QVERIFY(document["steps"]["step"] == Json({0, 1}));
    QVERIFY(document["steps"]["wall_time"] == Json({10, 11}));
    QVERIFY(document["steps"]["train/loss"] == Json({0.1, 1.0 / 3}));
    QVERIFY(document["steps"]["train/strength"] == Json({nullptr, 0.2}));
    QVERIFY(!document["steps"].contains("train/objective"));
    QVERIFY(document["evaluations"]["eval/loss"] == Json(std::vector{5.0}));
    QCOMPARE(document["columns"].size(), std::size_t{3});
    QCOMPARE(document["columns"][2]["name"].get<std::string>(), std::string("eval/loss"));
    QCOMPARE(document["columns"][2]["unit"].get<std::string>(), std::string("nats"));
    QCOMPARE(document["columns"][2]["schedule"].get<std::string>(), std::string("evaluations"));
    QCOMPARE(document["events"][0]["changes"]["feedback.strength"]["to"].get<double>(), 0.2);
    QCOMPARE(document["samples"][0]["words"][0][0].get<std::string>(), std::string("\xE2\x80\x9Cthe"));
    QCOMPARE(document["summary"]["state"].get<std::string>(), std::string("stopped"));
    QVERIFY(document["parent"].is_null() && document["import"].is_null());
}

void RunJson::an_empty_run_is_a_document_too() {
    const QTemporaryDir folder;
    const Json document = document_of(create_run_folder(folder.path().toStdString(), find_preset("quickstart")));
    QVERIFY(document["steps"]["step"].empty() && document["columns"].empty() && document["summary"].is_null());
}

QTEST_GUILESS_MAIN(RunJson)
#include "run_json.moc"
