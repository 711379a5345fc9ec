// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of a set of knobs, read by a real shell.
#include "core/settings/train_command.h"

#include <QProcess>
#include <QTest>

using namespace overdamp;

namespace {

/// The words into which a shell splits the arguments of a command.
QStringList words_of(const std::string& command) {
    QProcess shell;
    const QString arguments = QString::fromStdString(command).section(' ', 1);
    shell.start("/bin/sh", {"-c", "printf '%s\\0' " + arguments});
    shell.waitForFinished();
    QStringList words = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar(u'\0'));
    words.removeLast();
    return words;
}

} // namespace

class TrainCommand : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void only_knobs_that_differ_are_named();
    void any_text_survives_the_shell();
};

void TrainCommand::only_knobs_that_differ_are_named() {
    const Knobs preset = find_preset("collapse").knobs;
    QCOMPARE(train_command("collapse", preset, preset), std::string("overdamp-run train collapse"));
    Knobs wanted = preset;
    wanted.feedback.strength = 0.1;
    wanted.dmu.rescale = true;
    QCOMPARE(train_command("collapse", preset, wanted),
             std::string("overdamp-run train collapse --set feedback.strength=0.1 --set dmu.rescale=true"));
}

void TrainCommand::any_text_survives_the_shell() {
    const Knobs preset;
    Knobs wanted;
    wanted.sampling.prompt = "It's \"$HOME\" `of` the\nking; a\\b *";
    const QStringList words = words_of(train_command("/tmp/my presets/α = 1.json", preset, wanted));
    QCOMPARE(words,
             (QStringList{"train", "/tmp/my presets/α = 1.json", "--set", "sampling.prompt=" + QString::fromStdString(wanted.sampling.prompt)}));
    wanted.sampling.prompt.clear();
    Knobs prompted;
    prompted.sampling.prompt = "The";
    QCOMPARE(words_of(train_command("collapse", prompted, wanted)).last(), QString("sampling.prompt="));
}

QTEST_GUILESS_MAIN(TrainCommand)
#include "train_command.moc"
