// SPDX-License-Identifier: GPL-3.0-or-later
// Studies as job arrays: what the script says, what happens without a cluster, and a real Slurm of one node where this machine has one.
#include "core/study/slurm.h"

#include "tests/runner/program.h"
#include "tests/study/tiny_study.h"

#include <QStandardPaths>

using namespace overdamp;

namespace {

/// Paths that every layer of quoting has to survive.
const QString hard_name = "it's \"all\" 50%a";

Study four_runs(const std::string& settings = {}) { return parse_study(tiny_study(settings), "test", "nano"); }

SlurmOptions plain_options() { return {.program = "/opt/overdamp-run", .partition = {}, .time = {}, .options = {}}; }

QStringList lines_of(const std::string& text) { return QString::fromStdString(text).split('\n'); }

QString write_study(const QTemporaryDir& folder, const std::string& settings = {}) {
    const QString path = folder.filePath("tiny.json");
    write_file(path, QByteArray::fromStdString(tiny_study(settings)));
    return path;
}

void write_program(const QString& path, const QByteArray& script) {
    write_file(path, "#!/bin/sh\n" + script);
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

/// The study's run folders: name of the cell → folder.
std::map<std::string, QString> runs_of(const QString& study) {
    std::map<std::string, QString> runs;
    for (const QString& name : QDir(study + "/runs").entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        if (const QByteArray experiment = content_of(study + "/runs/" + name + "/experiment.json"); !experiment.isEmpty())
            runs[nlohmann::json::parse(experiment.toStdString()).at("name")] = study + "/runs/" + name;
    return runs;
}

} // namespace

class Slurm : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void the_script_asks_for_one_task_a_run();
    void options_become_lines_of_the_script();
    void runs_on_a_gpu_ask_for_one();
    void the_script_runs_the_cell_of_its_task_whatever_the_paths();
    void the_script_can_be_had_without_a_cluster();
    void without_sbatch_the_script_is_kept();
    void what_sbatch_says_against_it_is_passed_on();
    void only_unfinished_runs_are_submitted();
    void held_and_cancelled_runs_are_not_submitted();
    void wrong_arguments_are_usage_errors();
    void a_job_array_gives_the_local_results();
    void a_cancelled_array_goes_on_to_the_same_bits();
    void srun_starts_the_processes_of_one_training();

  private:
    /// Skips where this machine has no Slurm. Returns what a shell is to do first.
    QString cluster() const { return QString("export SLURM_CONF='%1/slurm.conf'").arg(slurm_.path()); }
    QByteArray shell(const QString& command) const;
    void wait_for_jobs() const;

    const QTemporaryDir slurm_;
    QString why_not_;
};

void Slurm::initTestCase() {
    if (QStandardPaths::findExecutable("sbatch").isEmpty()) {
        why_not_ = "sbatch is not installed (Debian: slurm-wlm, munge)";
        return;
    }
    QProcess start;
    start.setStandardOutputFile(slurm_.filePath("start.out")); // the daemons keep their end of a pipe open
    start.setStandardErrorFile(slurm_.filePath("start.err"));
    start.start(SLURM_HERE, {"start", slurm_.path()});
    if (!start.waitForFinished(60000) || start.exitCode() != 0)
        why_not_ = "packaging/slurm_here.sh: " + content_of(slurm_.filePath("start.err"));
}

void Slurm::cleanupTestCase() {
    if (why_not_.isEmpty())
        QProcess::execute(SLURM_HERE, {"stop", slurm_.path()});
}

QByteArray Slurm::shell(const QString& command) const {
    QProcess process;
    process.start("/bin/sh", {"-c", cluster() + "; " + command});
    process.waitForFinished(60000);
    return process.readAllStandardOutput();
}

void Slurm::wait_for_jobs() const {
    QElapsedTimer timer;
    timer.start();
    while (!shell("squeue --noheader").isEmpty() && timer.elapsed() < 200000)
        QTest::qSleep(200);
}

void Slurm::the_script_asks_for_one_task_a_run() {
    const Study study = four_runs();
    const QStringList script = lines_of(slurm_script("/srv/study", study, std::vector<std::size_t>{0, 1, 3}, plain_options()));
    QCOMPARE(script.first(), QString("#!/bin/sh"));
    for (const char* line : {"#SBATCH --job-name=overdamp-tiny-nano", "#SBATCH --array=0-1,3", "#SBATCH --output=\"/srv/study/logs/slurm-%A_%a.out\"",
                             "#SBATCH --ntasks=1", "#SBATCH --cpus-per-task=1"})
        QVERIFY2(script.contains(line), line);
    QCOMPARE(script.filter("#SBATCH").size(), 5);
    QCOMPARE(script.at(script.size() - 2), QString("exec '/opt/overdamp-run' study --resume '/srv/study' --cell \"$SLURM_ARRAY_TASK_ID\""));
}

void Slurm::options_become_lines_of_the_script() {
    SlurmOptions options = plain_options();
    options.partition = "big";
    options.time = "1-12:00";
    options.options = {"--mem=4G", "--comment=two words"};
    options.jobs = 2;
    const QStringList script = lines_of(slurm_script("/srv/study", four_runs("\"training.threads\": 4, "), std::vector<std::size_t>{0, 2}, options));
    for (const char* line : {"#SBATCH --array=0,2%2", "#SBATCH --cpus-per-task=4", "#SBATCH --partition=\"big\"", "#SBATCH --time=\"1-12:00\"",
                             "#SBATCH \"--mem=4G\"", "#SBATCH \"--comment=two words\""})
        QVERIFY2(script.contains(line), line);
    const QStringList open = lines_of(slurm_script("/srv/study", four_runs("\"training.threads\": 0, "), std::vector<std::size_t>{0}, plain_options()));
    QVERIFY(open.filter("--cpus-per-task").isEmpty()); // the runs take what they find
}

void Slurm::runs_on_a_gpu_ask_for_one() {
    const std::vector<std::size_t> all = {0, 1, 2, 3};
    Study study = four_runs();
    const auto asked = [&](const SlurmOptions& options) {
        return lines_of(slurm_script("/srv/study", study, all, options)).filter(QRegularExpression("gres|gpu"));
    };
    QCOMPARE(asked(plain_options()), QStringList());
    study.cells[3].experiment.knobs.training.device = "cuda";
    QCOMPARE(asked(plain_options()), QStringList{"#SBATCH --gres=gpu:1"});
    SlurmOptions own = plain_options();
    own.options = {"--mem=4G", "--gpus-per-task=a100:1"};
    QCOMPARE(asked(own), QStringList{"#SBATCH \"--gpus-per-task=a100:1\""});
    const Study paper = find_study("table1", "paper");
    QVERIFY(slurm_script("/srv/study", paper, all, plain_options()).find("#SBATCH --gres=gpu:1\n") != std::string::npos);
}

void Slurm::the_script_runs_the_cell_of_its_task_whatever_the_paths() {
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(hard_name));
    const QString program = folder.filePath(hard_name + "/run $HOME"), study = folder.filePath(hard_name);
    write_program(program, "printf '%s\\n' \"$@\"\n");
    SlurmOptions options = plain_options();
    options.program = program.toStdString();
    const std::string script = slurm_script(study.toStdString(), four_runs(), std::vector<std::size_t>{0}, options);
    QVERIFY2(script.find(R"(it's \"all\" 50%%a/logs/slurm-%A_%a.out")") != std::string::npos, script.c_str());
    write_file(folder.filePath("script"), QByteArray::fromStdString(script));
    QProcess shell;
    shell.start("/bin/sh", {"-c", "SLURM_ARRAY_TASK_ID=3 exec sh \"$0\"", folder.filePath("script")});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), "study\n--resume\n" + study + "\n--cell\n3\n");
}

void Slurm::the_script_can_be_had_without_a_cluster() {
    const QTemporaryDir folder;
    const Outcome outcome =
        run_program({"study", write_study(folder), "--runs", folder.filePath("studies"), "--slurm-script-only", "--time", "10", "--jobs", "3"});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    const QString script = outcome.output.trimmed();
    QCOMPARE(script, only_run(folder.filePath("studies")) + "/slurm.sh");
    QVERIFY(content_of(script).contains("--array=0-3%3\n"));
    QVERIFY(content_of(script).contains(QByteArray("exec '") + OVERDAMP_RUN + "' study"));
}

void Slurm::without_sbatch_the_script_is_kept() {
    const QTemporaryDir folder;
    const Outcome outcome = run_program_after("export PATH=/nowhere", {"study", write_study(folder), "--runs", folder.filePath("studies"), "--slurm"});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains("there is no sbatch on this machine"), outcome.errors.constData());
    QVERIFY(QFile::exists(only_run(folder.filePath("studies")) + "/slurm.sh"));
    QCOMPARE(outcome.output, QByteArray());
}

void Slurm::what_sbatch_says_against_it_is_passed_on() {
    const QTemporaryDir folder;
    write_program(folder.filePath("sbatch"), "echo 'sbatch: error: invalid partition specified: nothere' >&2\nexit 1\n");
    const Outcome outcome = run_program_after("export PATH='" + folder.path() + "'",
                                              {"study", write_study(folder), "--runs", folder.filePath("studies"), "--slurm", "--partition", "nothere"});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains("sbatch refuses: sbatch: error: invalid partition specified: nothere"), outcome.errors.constData());
    QVERIFY2(outcome.errors.contains("submit it with: sbatch '"), outcome.errors.constData());
    QVERIFY(leftovers(folder.filePath("studies")).isEmpty());
}

void Slurm::only_unfinished_runs_are_submitted() {
    const QTemporaryDir folder;
    write_program(folder.filePath("sbatch"), "echo 'sbatch: a warning' >&2\necho '77;here'\n");
    const QString studies = folder.filePath("studies");
    const Outcome submitted = run_program_after("export PATH='" + folder.path() + "'", {"study", write_study(folder), "--runs", studies, "--slurm"});
    QVERIFY2(submitted.code == 0, submitted.errors.constData());
    QCOMPARE(submitted.output, QByteArray("77\n"));
    const QString study = only_run(studies);
    const Outcome cell = run_program({"study", "--resume", study, "--cell", "1"});
    QVERIFY2(cell.code == 0, cell.errors.constData());
    QCOMPARE(runs_of(study).size(), std::size_t{1});
    const Outcome again = run_program({"study", "--resume", study, "--slurm-script-only"});
    QVERIFY(content_of(again.output.trimmed()).contains("--array=0,2-3\n"));
    QCOMPARE(run_program({"study", "--resume", study, "--cell", "1"}).code, 0); // finished already
    QCOMPARE(runs_of(study).size(), std::size_t{1});
    QCOMPARE(run_program({"study", "--resume", study}).code, 0);
    const Outcome nothing = run_program_after("export PATH='" + folder.path() + "'", {"study", "--resume", study, "--slurm"});
    QCOMPARE(nothing.code, 0);
    QCOMPARE(nothing.output, QByteArray());
    QVERIFY2(nothing.errors.contains("no run is left to submit"), nothing.errors.constData());
}

void Slurm::held_and_cancelled_runs_are_not_submitted() {
    const QTemporaryDir folder;
    const QString studies = folder.filePath("studies");
    QCOMPARE(run_program({"study", write_study(folder), "--runs", studies, "--slurm-script-only"}).code, 0);
    const QString study = only_run(studies);
    QCOMPARE(run_program({"queue", study, "--cancel", "2", "--hold", "3"}).code, 0);
    const Outcome again = run_program({"study", "--resume", study, "--slurm-script-only"});
    QCOMPARE(again.code, 0);
    QVERIFY(content_of(again.output.trimmed()).contains("--array=0,3\n"));
    const Outcome held = run_program({"study", "--resume", study, "--cell", "2"}); // held after it was submitted
    QCOMPARE(held.code, 1);
    QVERIFY2(held.errors.contains(" is held; take it in again with: overdamp-run queue ") && held.errors.contains("--release 3"),
             held.errors.constData());
    QVERIFY(runs_of(study).empty());
}

void Slurm::wrong_arguments_are_usage_errors() {
    const QTemporaryDir folder;
    const QString study = write_study(folder);
    verify_usage_error({"study", study, "--runs", folder.filePath("studies"), "--partition", "x"}, "are for --slurm");
    verify_usage_error({"study", study, "--runs", folder.filePath("studies"), "--cell", "0"}, "--resume");
    const Outcome made = run_program({"study", study, "--runs", folder.filePath("studies"), "--slurm-script-only"});
    QCOMPARE(made.code, 0);
    verify_usage_error({"study", "--resume", only_run(folder.filePath("studies")), "--cell", "4"}, "numbered from 0");
}

void Slurm::a_job_array_gives_the_local_results() {
    if (!why_not_.isEmpty())
        QSKIP(qPrintable(why_not_));
    const QTemporaryDir here, there;
    QCOMPARE(run_program({"study", write_study(here), "--runs", here.filePath("studies"), "--jobs", "1"}).code, 0);
    const QString studies = there.filePath(hard_name);
    const Outcome submitted = run_program_after(cluster(), {"study", write_study(there), "--runs", studies, "--slurm", "--partition", "here", "--time", "10",
                                                            "--sbatch-option=--comment=two words"});
    QVERIFY2(submitted.code == 0, submitted.errors.constData());
    QVERIFY(submitted.output.trimmed().toInt() > 0);
    QVERIFY2(shell("scontrol show job " + submitted.output.trimmed()).contains("Comment=two words"), "the further option is lost");
    wait_for_jobs();
    const Outcome report = run_program({"report", only_run(studies), "--json"});
    QCOMPARE(report.code, 0);
    QCOMPARE(nlohmann::json::parse(report.output.toStdString()).at("runs").size(), std::size_t{4});
    const auto local = runs_of(only_run(here.filePath("studies"))), array = runs_of(only_run(studies));
    QCOMPARE(array.size(), std::size_t{4});
    for (const auto& [name, run] : local) {
        QVERIFY(timeless_metrics(run) == timeless_metrics(array.at(name)));
        const QByteArray weights = content_of(checkpoint(run, 40) + "/model.safetensors");
        QVERIFY(!weights.isEmpty() && weights == content_of(checkpoint(array.at(name), 40) + "/model.safetensors"));
    }
    QCOMPARE(QDir(only_run(studies) + "/logs").entryList({"slurm-*.out"}).size(), 4);
}

void Slurm::a_cancelled_array_goes_on_to_the_same_bits() {
    if (!why_not_.isEmpty())
        QSKIP(qPrintable(why_not_));
    const QTemporaryDir here, there;
    const QString studies = there.filePath("studies");
    const QStringList longer = {"--set", "training.steps=600"};
    QCOMPARE(run_program(QStringList{"study", write_study(here), "--runs", here.filePath("studies")} + longer).code, 0);
    const Outcome submitted = run_program_after(cluster(), QStringList{"study", write_study(there), "--runs", studies, "--slurm"} + longer);
    QVERIFY2(submitted.code == 0, submitted.errors.constData());
    const auto some_way = [&] {
        const auto runs = runs_of(only_run(studies));
        return std::ranges::any_of(runs, [](const auto& run) { return !checkpoint_steps(run.second).empty() && checkpoint_steps(run.second).back() >= 50; });
    };
    QElapsedTimer timer;
    timer.start();
    while (!some_way() && timer.elapsed() < 60000)
        QTest::qSleep(2);
    shell("scancel " + submitted.output.trimmed());
    wait_for_jobs();
    const QString study = only_run(studies);
    const Outcome cut = run_program({"report", study, "--json"});
    QCOMPARE(cut.code, 0);
    const Outcome again = run_program_after(cluster(), {"study", "--slurm", "--resume", study});
    QVERIFY2(again.code == 0, again.errors.constData());
    QVERIFY(again.output.trimmed().toInt() > submitted.output.trimmed().toInt());
    wait_for_jobs();
    const auto local = runs_of(only_run(here.filePath("studies"))), array = runs_of(study);
    QCOMPARE(array.size(), std::size_t{4});
    for (const auto& [name, run] : local) {
        QVERIFY(timeless_metrics(run) == timeless_metrics(array.at(name)));
        const QByteArray weights = content_of(checkpoint(run, 600) + "/model.safetensors");
        QVERIFY(!weights.isEmpty() && weights == content_of(checkpoint(array.at(name), 600) + "/model.safetensors"));
    }
}

void Slurm::srun_starts_the_processes_of_one_training() {
    if (!why_not_.isEmpty())
        QSKIP(qPrintable(why_not_));
    const QTemporaryDir here, there;
    const QStringList training = QStringList{"feedback.strength=0.1"};
    const Outcome local = run_program(tiny_run(here.path(), 40, training) + QStringList{"--world-size", "2"});
    QVERIFY2(local.code == 0, local.errors.constData());
    QProcess srun;
    srun.start("/bin/sh", QStringList{"-c", cluster() + "; exec srun --ntasks=2 --overcommit \"$0\" \"$@\"", OVERDAMP_RUN} +
                              tiny_run(there.path(), 40, training) + QStringList{"--world-size", "2"});
    const Outcome outcome = outcome_of(srun);
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(outcome.output.count("run folder:"), 1); // rank 0's
    QCOMPARE(content_of(checkpoint(only_run(there.path()), 40) + "/model.safetensors"), content_of(checkpoint(only_run(here.path()), 40) + "/model.safetensors"));
    srun.start("/bin/sh", QStringList{"-c", cluster() + "; exec srun --ntasks=2 --overcommit \"$0\" \"$@\"", OVERDAMP_RUN} +
                              tiny_run(there.path(), 40, training) + QStringList{"--world-size", "3"});
    const Outcome wrong = outcome_of(srun);
    QVERIFY2(wrong.errors.contains("srun started 2 tasks"), wrong.errors.constData());
}

QTEST_GUILESS_MAIN(Slurm)
#include "slurm.moc"
