// SPDX-License-Identifier: GPL-3.0-or-later
// Starts overdamp-run on experiments that take a second, and reads what it leaves behind.
#pragma once

#include <QDirIterator>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

struct Outcome {
    int code = -1; ///< exit code, -1 if a signal ended the program
    QByteArray output;
    QByteArray errors;
};

/// `train` on a tiny model of the synthetic language; later --set values win.
inline QStringList tiny_run(const QString& runs, int steps, const QStringList& settings = {}) {
    return QStringList{"train",
                       "synthetic",
                       "--runs",
                       runs,
                       "--set",
                       "model.width=16",
                       "model.heads=2",
                       "model.layers=1",
                       "model.context=16",
                       "language.vocabulary=40",
                       "training.batch=4",
                       "training.device=cpu",
                       "training.threads=1",
                       "evaluation.every=20",
                       "sampling.every=20",
                       "sampling.tokens=8",
                       "training.checkpoint_every=20",
                       "training.steps=" + QString::number(steps)} +
           settings;
}

inline Outcome outcome_of(QProcess& process) {
    Outcome outcome;
    if (process.waitForFinished(120000) && process.exitStatus() == QProcess::NormalExit)
        outcome.code = process.exitCode();
    outcome.output = process.readAllStandardOutput();
    outcome.errors = process.readAllStandardError();
    return outcome;
}

inline Outcome run_program(const QStringList& arguments) {
    QProcess process;
    process.start(OVERDAMP_RUN, arguments);
    return outcome_of(process);
}

/// Checks that the program refuses these arguments: exit code 2, the message among its errors, no output.
inline void verify_usage_error(const QStringList& arguments, const QByteArray& message) {
    const Outcome outcome = run_program(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains(message), outcome.errors.constData());
    QCOMPARE(outcome.output, QByteArray());
}

/// Runs the program under a shell that first executes `preparation`, such as an ulimit.
inline Outcome run_program_after(const QString& preparation, const QStringList& arguments) {
    QProcess process;
    process.start("/bin/sh", QStringList{"-c", preparation + "; exec \"$0\" \"$@\"", OVERDAMP_RUN} + arguments);
    return outcome_of(process);
}

/// Starts the program, waits until `reached`, and sends it a signal.
inline Outcome signal_program(const QStringList& arguments, int signal, const std::function<bool()>& reached) {
    QProcess process;
    process.start(OVERDAMP_RUN, arguments);
    QElapsedTimer timer;
    timer.start();
    while (!process.waitForFinished(2) && !reached() && timer.elapsed() < 60000)
        continue;
    if (process.state() == QProcess::Running)
        ::kill(static_cast<pid_t>(process.processId()), signal);
    return outcome_of(process);
}

inline QByteArray content_of(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void write_file(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly) && file.write(content) == content.size(), qPrintable(path));
}

/// The only run folder in `runs`, or an empty string if there is not exactly one.
inline QString only_run(const QString& runs) {
    const QStringList folders = QDir(runs).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    return folders.size() == 1 ? runs + '/' + folders.first() : QString();
}

inline QString checkpoint(const QString& run, int step) { return run + "/checkpoints/step-" + QString::number(step); }

/// Steps of the checkpoints that are there, rising.
inline std::vector<int> checkpoint_steps(const QString& run) {
    std::vector<int> steps;
    for (const QString& name : QDir(run + "/checkpoints").entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        if (bool number = false; name.startsWith("step-"))
            if (const int step = name.mid(5).toInt(&number); number)
                steps.push_back(step);
    std::ranges::sort(steps);
    return steps;
}

/// Parsed lines of a .jsonl file. A line without its end is left out if `torn` allows it. Throws what is wrong otherwise, which fails the test.
inline std::vector<nlohmann::json> json_lines(const QString& path, bool torn = false) {
    const QByteArray content = content_of(path);
    std::vector<nlohmann::json> lines;
    qsizetype begin = 0;
    for (qsizetype end = content.indexOf('\n'); end >= 0; begin = end + 1, end = content.indexOf('\n', begin)) {
        lines.push_back(nlohmann::json::parse(content.begin() + begin, content.begin() + end));
        if (!lines.back().is_object())
            throw std::runtime_error("a line of " + path.toStdString() + " is no JSON object: " + lines.back().dump());
    }
    if (!torn && begin != content.size())
        throw std::runtime_error("the last line of " + path.toStdString() + " is torn");
    return lines;
}

/// The last record of each kind and step, without what a clock measured.
inline std::map<std::pair<std::string, int>, std::string> timeless_metrics(const QString& run) {
    std::map<std::pair<std::string, int>, std::string> records;
    for (nlohmann::json& line : json_lines(run + "/metrics.jsonl")) {
        for (const char* timing : {"wall", "seconds", "train/tokens_per_second"})
            line.erase(timing);
        records[{line.at("kind"), line.at("step")}] = line.dump();
    }
    return records;
}

/// Files or folders below `folder` that only an unfinished write leaves.
inline QStringList leftovers(const QString& folder) {
    QStringList found;
    for (QDirIterator files(folder, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories); files.hasNext();)
        if (const QString path = files.next(); path.contains(".tmp") || path.contains(".old"))
            found += path;
    return found;
}
