// SPDX-License-Identifier: GPL-3.0-or-later
// The manual page and the completions, which shells themselves are asked for.
#include "core/settings/knobs.h"
#include "tests/runner/program.h"

#include <QRegularExpression>
#include <QStandardPaths>

namespace {

QByteArray script_for(const QString& shell) {
    static std::map<QString, QByteArray> scripts;
    if (!scripts.contains(shell))
        scripts[shell] = run_program({"completion", shell}).output;
    return scripts[shell];
}

/// What the shell's script offers for an unfinished line, each as it would stand in the line.
QStringList offered(const QString& shell, const QString& line) {
    const QTemporaryDir folder;
    const QString script = folder.filePath("script");
    write_file(script, script_for(shell));
    QString command;
    if (shell == "bash")
        command = "source '%1'; COMP_LINE='%2' COMP_POINT=${#COMP_LINE} COMP_WORDBREAKS=' =:'; _overdamp_run; printf '%s\\n' \"${COMPREPLY[@]}\"";
    else if (shell == "zsh") // what its completion system offers is only listed on a terminal: the functions that take the offers print them instead
        command = "compdef() { }; _files() { }\n_describe() { local a; for a; do [[ $a == candidates ]] && print -l -- ${candidates%%:*}; done }\n"
                  "compadd() { local a; for a; do [[ $a == candidates ]] && print -l -- $candidates; done; [[ $1 == -- ]] && print -- $2 }\n"
                  "compset() { [[ $words[CURRENT] == *=* ]] && IPREFIX=${words[CURRENT]%%=*}= }\n"
                  "source '%1'\nwords=(\"${(@s: :)${:-%2}}\") CURRENT=${#words}\n_overdamp_run";
    else
        command = "source '%1'; complete -C '%2'";
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.start(shell, QStringList{shell == "bash" ? "--norc" : shell == "zsh" ? "-f" : "--no-config"} << "-c" << command.arg(script, line));
    const Outcome outcome = outcome_of(process);
    if (!outcome.errors.isEmpty())
        return {"errors: " + outcome.errors};
    QStringList words;
    for (const QString& one : QString::fromUtf8(outcome.output).split('\n', Qt::SkipEmptyParts))
        words << one.section('\t', 0, 0); // fish explains behind a tabulator
    return words;
}

} // namespace

class Completion : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_shell_offers_what_the_program_takes_data();
    void a_shell_offers_what_the_program_takes();
    void an_unknown_shell_is_a_usage_error();
    void the_manual_names_all_that_help_names();
    void the_manual_names_every_knob_with_its_values();
    void the_manual_is_free_of_the_builders_paths_and_of_complaints();
    void knobs_are_told_as_json();
};

void Completion::a_shell_offers_what_the_program_takes_data() {
    QTest::addColumn<QString>("shell");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QStringList>("unwanted");
    for (const QString shell : {"bash", "zsh", "fish"}) {
        const auto row = [&](const char* name, const QString& line, const QStringList& wanted, const QStringList& unwanted) {
            QTest::newRow(qPrintable(shell + ": " + name)) << shell << line << wanted << unwanted;
        };
        // bash replaces what stands behind =, zsh too; fish replaces the whole word.
        const QString key = shell == "fish" ? "feedback.law=" : "";
        row("commands", "overdamp-run ", {"train", "runs", "completion"}, {"manual", "quickstart"});
        row("presets", "overdamp-run train ", {"quickstart", "collapse"}, {"table1", "--set"});
        row("options", "overdamp-run train --", {"--set", "--resume", "--json"}, {"--at", "quickstart"});
        row("knobs", "overdamp-run train collapse --set feedback.", shell == "fish" ? QStringList{"feedback.strength=", "feedback.law=entropy"}
                                                                                       : QStringList{shell == "bash" ? "feedback.strength=" : "feedback.strength"},
            {"collapse"});
        row("a second knob", "overdamp-run train --set training.steps=5 feedback.str", {shell == "zsh" ? "feedback.strength" : "feedback.strength="}, {"quickstart"});
        row("choices", "overdamp-run train --set feedback.law=", {key + "entropy", key + "marginal"}, {"feedback.strength"});
        row("a flag takes no value", "overdamp-run train --json ", {"quickstart"}, {});
        row("studies", "overdamp-run study ", {"table1"}, {"quickstart"});
        row("after a value the argument", "overdamp-run study --form nano ", {"table1"}, {"nano"});
        row("shells", "overdamp-run completion ", {"bash", "zsh", "fish"}, {"train"});
        row("benchmarks", "overdamp-run bench ", {"dmu", "training"}, {"train"});
    }
}

void Completion::a_shell_offers_what_the_program_takes() {
    QFETCH(QString, shell);
    QFETCH(QString, line);
    QFETCH(QStringList, wanted);
    QFETCH(QStringList, unwanted);
    if (QStandardPaths::findExecutable(shell).isEmpty())
        QSKIP("the shell is not installed");
    const QStringList found = offered(shell, line);
    for (const QString& word : wanted)
        QVERIFY2(found.contains(word), qPrintable(word + " is not among: " + found.join(' ')));
    for (const QString& word : unwanted)
        QVERIFY2(!found.contains(word), qPrintable(word + " is among: " + found.join(' ')));
}

void Completion::an_unknown_shell_is_a_usage_error() { verify_usage_error({"completion", "tcsh"}, "tcsh"); }

void Completion::the_manual_names_all_that_help_names() {
    const QByteArray page = run_program({"manual"}).output.replace("\\-", "-");
    static const QRegularExpression commands("^  ([a-z]+) ", QRegularExpression::MultilineOption);
    static const QRegularExpression options("^  (?:-h,)?(--[a-z-]+)", QRegularExpression::MultilineOption);
    const QString help = run_program({"--help"}).output;
    int found = 0;
    for (auto command = commands.globalMatch(help.mid(help.indexOf("Subcommands:"))); command.hasNext(); ++found) {
        const QString name = command.next().captured(1);
        const qsizetype begin = page.indexOf((".SS \"" + name + "\"\n").toUtf8());
        QVERIFY2(begin > 0, qPrintable(name));
        const QByteArray section = page.mid(begin, page.indexOf("\n.S", begin + 3) - begin);
        for (auto option = options.globalMatch(run_program({name, "--help"}).output); option.hasNext();)
            if (const QByteArray word = option.next().captured(1).toUtf8(); true)
                QVERIFY2(section.contains("\\fB" + word + "\\fR"), (name.toUtf8() + " " + word + ": " + section).constData());
    }
    QVERIFY(found >= 10);
}

void Completion::the_manual_names_every_knob_with_its_values() {
    const QByteArray page = run_program({"manual"}).output.replace("\\-", "-");
    for (const overdamp::Knob& knob : overdamp::knob_table()) {
        const qsizetype begin = page.indexOf(("\\fB" + std::string(knob.key) + "\\fR\n").c_str());
        QVERIFY2(begin > 0, knob.key.data());
        const QByteArray entry = page.mid(begin, page.indexOf("\n.TP", begin) - begin);
        for (const std::string_view choice : knob.choices)
            QVERIFY2(entry.contains(QByteArray(choice.data(), static_cast<qsizetype>(choice.size()))), entry.constData());
        QVERIFY2(entry.contains("default: "), entry.constData());
    }
}

void Completion::the_manual_is_free_of_the_builders_paths_and_of_complaints() {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("HOME", "~");
    environment.remove("XDG_DATA_HOME");
    process.setProcessEnvironment(environment);
    process.start(OVERDAMP_RUN, {"manual"});
    const QByteArray page = outcome_of(process).output;
    QVERIFY(page.contains("default: ~/.local/share/overdamp/runs"));
    QVERIFY(!page.contains(QDir::homePath().toUtf8() + "/"));
    if (QStandardPaths::findExecutable("groff").isEmpty())
        QSKIP("groff is not installed");
    QProcess groff;
    groff.start("groff", {"-k", "-man", "-Tutf8", "-ww", "-z"});
    groff.write(page);
    groff.closeWriteChannel();
    const Outcome outcome = outcome_of(groff);
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.errors, QByteArray());
}

void Completion::knobs_are_told_as_json() {
    const nlohmann::json knobs = nlohmann::json::parse(run_program({"knobs", "--json"}).output.toStdString());
    QCOMPARE(knobs.size(), overdamp::knob_table().size());
    for (const nlohmann::json& knob : knobs)
        if (knob.at("key") == "training.seed") {
            QCOMPARE(knob.at("type").get<std::string>(), std::string("integer"));
            QCOMPARE(knob.at("default").get<int>(), 2025);
            QCOMPARE(knob.at("minimum").get<double>(), 0.0);
            QVERIFY(!knob.at("live").get<bool>());
            return;
        }
    QFAIL("training.seed is not told");
}

QTEST_GUILESS_MAIN(Completion)
#include "completion.moc"
