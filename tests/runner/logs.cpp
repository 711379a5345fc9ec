// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that travel: `export`, `import`, `cite` and `corpus` of the real program.
#include "tests/runner/program.h"

using Json = nlohmann::json;

class Logs : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void a_run_is_exported_in_every_form();
    void exported_measures_are_imported_again();
    void an_imported_run_is_not_trained();
    void a_packed_run_goes_on_elsewhere_bit_for_bit();
    void what_cannot_be_imported_is_said();
    void a_run_is_cited();
    void a_child_is_cited_by_its_fork();
    void a_text_is_described();
    void wrong_arguments_are_usage_errors();

  private:
    QString path(const char* name) const { return folder_.filePath(name); }
    QString run() const { return only_run(path("runs")); }

    QTemporaryDir folder_;
};

void Logs::initTestCase() { QCOMPARE(run_program(tiny_run(path("runs"), 40, {"feedback.strength=0.2"})).code, 0); }

void Logs::a_run_is_exported_in_every_form() {
    const Outcome outcome =
        run_program({"export", run(), "--csv", path("a.csv"), "--json", path("a.json"), "--tensorboard", path("tb"), "--zip", path("a.zip")});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(outcome.output, QByteArray());
    QCOMPARE(content_of(path("a.csv")).count('\n'), 42); // a header, 40 steps, the evaluation at the end
    const Json document = Json::parse(content_of(path("a.json")).toStdString());
    QCOMPARE(document["steps"]["train/loss"].size(), std::size_t{40});
    QVERIFY(document["evaluations"]["step"] == Json({0, 20, 40}));
    const QDir events(path("tb") + '/' + QFileInfo(run()).fileName());
    QCOMPARE(events.entryList({"events.out.tfevents.*.overdamp"}).size(), 1);
    QVERIFY(content_of(path("a.zip")).startsWith("PK"));
    const Outcome printed = run_program({"export", run(), "--json"});
    QVERIFY(Json::parse(printed.output.toStdString()) == document);
}

void Logs::exported_measures_are_imported_again() {
    QCOMPARE(run_program({"export", run(), "--csv", path("mine.csv")}).code, 0);
    const Outcome outcome = run_program({"import", path("mine.csv"), "--runs", path("imported"), "--name", "twice", "--json"});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    const Json result = Json::parse(outcome.output.toStdString());
    QCOMPARE(result["steps"].get<int>(), 41);
    QVERIFY(result["unknown"].empty());
    const auto before = json_lines(run() + "/metrics.jsonl"), after = json_lines(QString::fromStdString(result["folder"]) + "/metrics.jsonl");
    const auto losses = [](const std::vector<Json>& lines) {
        std::map<int, Json> values;
        for (const Json& line : lines)
            if (line["kind"] == "step")
                values[line["step"]] = line["train/loss"];
        return values;
    };
    QCOMPARE(losses(before).size(), std::size_t{40});
    QVERIFY(losses(before) == losses(after));
    const auto listed = Json::parse(run_program({"runs", "--runs", path("imported"), "--json"}).output.toStdString());
    QCOMPARE(listed[0]["state"].get<std::string>(), std::string("imported"));
    QCOMPARE(listed[0]["name"].get<std::string>(), std::string("twice"));
    QVERIFY(listed[0]["alpha"].is_null());
}

void Logs::an_imported_run_is_not_trained() {
    write_file(path("other.csv"), "step,loss\n0,5\n1,4\n");
    QCOMPARE(run_program({"import", path("other.csv"), "--runs", path("other")}).code, 0);
    const QString imported = only_run(path("other"));
    for (const QStringList& arguments : {QStringList{"train", "--resume", imported}, QStringList{"fork", imported, "--at", "1"}}) {
        const Outcome outcome = run_program(arguments);
        QVERIFY(outcome.code != 0);
        QVERIFY2(outcome.errors.contains("was imported from the log of another program"), outcome.errors.constData());
    }
    QVERIFY(run_program({"sample", imported}).code != 0);
    QVERIFY(!QFileInfo::exists(imported + "/summary.json"));
}

void Logs::a_packed_run_goes_on_elsewhere_bit_for_bit() {
    QCOMPARE(run_program({"export", run(), "--zip", path("run.zip")}).code, 0);
    QCOMPARE(run_program({"import", path("run.zip"), "--runs", path("elsewhere")}).code, 0);
    const QString copy = only_run(path("elsewhere"));
    QCOMPARE(QFileInfo(copy).fileName(), QFileInfo(run()).fileName());
    QCOMPARE(run_program({"train", "--resume", copy, "--set", "training.steps=60"}).code, 0);
    const QTemporaryDir straight;
    QCOMPARE(run_program(tiny_run(straight.path(), 60, {"feedback.strength=0.2"})).code, 0);
    QCOMPARE(content_of(checkpoint(copy, 60) + "/model.safetensors"), content_of(checkpoint(only_run(straight.path()), 60) + "/model.safetensors"));
    QCOMPARE(run_program({"export", run(), "--zip", path("light.zip"), "--without-checkpoints"}).code, 0);
    QVERIFY(QFileInfo(path("light.zip")).size() < QFileInfo(path("run.zip")).size());
    QCOMPARE(run_program({"import", path("light.zip"), "--runs", path("light")}).code, 0);
    const QString light = only_run(path("light"));
    QVERIFY(!QFileInfo::exists(light + "/checkpoints"));
    QCOMPARE(run_program({"train", "--resume", light}).code, 0); // anew from its first step, as the option's help says
    QVERIFY(timeless_metrics(light) == timeless_metrics(run()));
    QCOMPARE(content_of(checkpoint(light, 40) + "/model.safetensors"), content_of(checkpoint(run(), 40) + "/model.safetensors"));
}

void Logs::what_cannot_be_imported_is_said() {
    write_file(path("bad.csv"), "step,loss\n0,5\n1,x\n");
    const Outcome bad = run_program({"import", path("bad.csv"), "--runs", path("nothing")});
    QCOMPARE(bad.code, 1);
    QVERIFY2(bad.errors.contains("bad.csv, line 3: column \"loss\": \"x\" is no number"), bad.errors.constData());
    write_file(path("unknown.csv"), "step,loss,zeal\n0,5,1\n");
    const Outcome unknown = run_program({"import", path("unknown.csv"), "--runs", path("unknown")});
    QCOMPARE(unknown.code, 0);
    QVERIFY2(unknown.errors.contains("unknown, left out: zeal"), unknown.errors.constData());
    QVERIFY(unknown.output.contains("loss → train/loss"));
    write_file(path("text.csv"), "step,loss,val_loss\n0,5,x\n");
    const Outcome text = run_program({"import", path("text.csv"), "--runs", path("text")});
    QCOMPARE(text.code, 0);
    QVERIFY2(text.errors.contains("column \"val_loss\", line 2: \"x\" is no number, so it is not taken as eval/loss"), text.errors.constData());
    write_file(path("bad.zip"), "PK\3\4 and nothing else");
    const Outcome archive = run_program({"import", path("bad.zip"), "--runs", path("nothing")});
    QCOMPARE(archive.code, 1);
    QVERIFY2(archive.errors.contains("bad.zip"), archive.errors.constData());
    QVERIFY(only_run(path("nothing")).isEmpty());
}

void Logs::a_run_is_cited() {
    const Outcome both = run_program({"cite", run()});
    QCOMPARE(both.code, 0);
    QVERIFY2(both.output.contains("GPT-2 with 1 layer of width 16") && both.output.contains("seed 2025"), both.output.constData());
    QVERIFY2(both.output.contains("training tokens with the FNV-1a fingerprint "), both.output.constData());
    QVERIFY(both.output.contains("@misc{overdamp-") && both.output.contains("2601.18588"));
    const Outcome methods = run_program({"cite", run(), "--methods"}), bibtex = run_program({"cite", run(), "--bibtex"});
    QCOMPARE(both.output, methods.output + '\n' + bibtex.output);
    const QByteArray version = run_program({"--version"}).output.split('\n').first().replace("overdamp-run ", "");
    QVERIFY2(both.output.contains("was trained with Overdamp " + version + " for 40 steps of 4 sequences"), both.output.constData());
    // The command repeats the run.
    const QString command = QString::fromUtf8(methods.output).section("Repeat with:\n", 1).trimmed();
    QVERIFY(command.startsWith("overdamp-run train quickstart --set "));
    QProcess shell;
    shell.start("/bin/sh", {"-c", command.mid(QString("overdamp-run").size()).prepend(OVERDAMP_RUN) + " --runs '" + path("again") + "'"});
    QCOMPARE(outcome_of(shell).code, 0);
    QVERIFY(timeless_metrics(only_run(path("again"))) == timeless_metrics(run()));
}

void Logs::a_child_is_cited_by_its_fork() {
    const Outcome forked = run_program({"fork", run(), "--at", "20", "--set", "feedback.strength=0", "--runs", path("children")});
    QVERIFY2(forked.code == 0, forked.errors.constData());
    const QString child = only_run(path("children"));
    const QString methods = run_program({"cite", child, "--methods"}).output;
    const QStringList commands = methods.section("Repeat with:\n", 1).trimmed().split('\n');
    QCOMPARE(commands.size(), 2);
    QVERIFY2(commands[0].startsWith("overdamp-run train "), qPrintable(commands[0]));
    QVERIFY2(commands[1].startsWith("overdamp-run fork "), qPrintable(commands[1]));
    QProcess shell;
    shell.start("/bin/sh", {"-c", commands[1].mid(QString("overdamp-run").size()).prepend(OVERDAMP_RUN) + " --runs '" + path("again child") + "'"});
    QCOMPARE(outcome_of(shell).code, 0);
    QVERIFY(timeless_metrics(only_run(path("again child"))) == timeless_metrics(child));
    const QString report = run_program({"report", run(), child}).output;
    QVERIFY2(report.contains(commands[1]) && report.count("overdamp-run train ") == 1, qPrintable(report));
}

void Logs::a_text_is_described() {
    write_file(path("a.txt"), "One fish.\nTwo fish.\n");
    write_file(path("b.txt"), "Red fish.\nBlue fish.\n");
    const Outcome text = run_program({"corpus", path("a.txt"), path("b.txt"), "--runs", path("runs"), "--set", "model.context=4"});
    QVERIFY2(text.code == 0, text.errors.constData());
    QVERIFY2(text.output.contains("files: 2, 41 bytes") && text.output.contains("fish"), text.output.constData());
    QVERIFY2(text.errors.contains("Too small for the model: 13 training tokens for"), text.errors.constData());
    const Outcome short_one = run_program({"corpus", path("a.txt"), "--json"});
    QCOMPARE(short_one.code, 1); // too short to train on
    const Json one = Json::parse(short_one.output.toStdString());
    QCOMPARE(one["corpus"].get<std::string>(), path("a.txt").toStdString());
    QCOMPARE(one["documents"].get<int>(), 2);
    QCOMPARE(one["frequent"].size(), std::size_t{3});
    QVERIFY(one["warnings"][0]["prevents_training"].get<bool>()); // 4 tokens for a context of 48
    const Outcome trained =
        run_program({"train", "quickstart", "--runs", path("small"), "--set", "language.corpus=" + path("a.txt"), "model.context=2", "model.width=8",
                     "model.layers=1", "model.heads=1", "training.steps=2", "training.batch=1", "sampling.tokens=4"});
    QCOMPARE(trained.code, 0);
    QVERIFY2(trained.errors.count("Too small for the model: ") == 1 && trained.errors.startsWith("overdamp-run: Too small"),
             trained.errors.constData());
    write_file(path("broken.txt"), "ab\n\xFF\n");
    const Outcome broken = run_program({"corpus", path("broken.txt")});
    QCOMPARE(broken.code, 1);
    QVERIFY2(broken.errors.contains("broken.txt: invalid UTF-8 at byte 3 (line 2)"), broken.errors.constData());
}

void Logs::wrong_arguments_are_usage_errors() {
    verify_usage_error({"export", run()}, "--csv");
    verify_usage_error({"export", run(), "--csv", "--without-checkpoints"}, "--zip");
    verify_usage_error({"import", path("nowhere.csv")}, "is not there");
    write_file(path("fine.csv"), "step,loss\n0,5\n");
    verify_usage_error({"import", path("fine.csv"), "--map", "loss"}, "expected theirs=ours");
    verify_usage_error({"import", path("fine.csv"), "--map", "loss=train/lost"}, "is no measure");
    verify_usage_error({"cite", folder_.path()}, "neither a run folder nor the only study folder");
    verify_usage_error({"corpus", "synthetic"}, "is made, not read");
}

QTEST_GUILESS_MAIN(Logs)
#include "logs.moc"
