// SPDX-License-Identifier: GPL-3.0-or-later
// What `cmake --install` puts into a folder works there, without the build.
#include "tests/runner/text_run.h"

class Install : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void the_program_finds_its_modules_beside_it();
    void a_moved_installation_still_does();
    void the_program_knows_no_folder_of_the_build();
    void manual_and_completions_are_there();

  private:
    QTemporaryDir folder_;
    QString prefix_;
};

namespace {

/// Trains on subwords with the program in `prefix`, with nothing kept from earlier runs.
Outcome train_subwords(const QString& prefix, const QString& tokenizer) {
    const QTemporaryDir folder;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_CACHE_HOME", folder.filePath("cache"));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(prefix + "/bin/overdamp-run", text_run(folder.path(), {"language.tokenizer=" + tokenizer, "language.vocabulary=40"}));
    return outcome_of(process);
}

} // namespace

void Install::initTestCase() {
    prefix_ = folder_.filePath("usr");
    QProcess process;
    process.start(CMAKE, {"--install", BUILD_FOLDER, "--prefix", prefix_, "--component", "runner"});
    const Outcome outcome = outcome_of(process);
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
}

void Install::the_program_finds_its_modules_beside_it() {
#ifdef HAS_SENTENCEPIECE
    for (const char* tokenizer : {"bpe", "unigram"}) {
        const Outcome outcome = train_subwords(prefix_, tokenizer);
        QVERIFY2(outcome.code == 0, outcome.errors.constData());
    }
    // The build's own module must not have helped.
    const QString module = prefix_ + "/" MODULES "/overdamp_sentencepiece.so";
    QVERIFY(QFile::rename(module, module + ".away"));
    const Outcome outcome = train_subwords(prefix_, "bpe");
    QVERIFY(QFile::rename(module + ".away", module));
    QVERIFY(outcome.code != 0);
    QVERIFY2(outcome.errors.contains("SentencePiece"), outcome.errors.constData());
#else
    QSKIP("this build has no SentencePiece");
#endif
}

void Install::a_moved_installation_still_does() {
    const QString elsewhere = folder_.filePath("elsewhere");
    QVERIFY(QDir().rename(prefix_, elsewhere));
    prefix_ = elsewhere;
#ifdef HAS_SENTENCEPIECE
    const Outcome outcome = train_subwords(prefix_, "bpe");
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
#endif
}

void Install::the_program_knows_no_folder_of_the_build() {
    QProcess process;
    process.start("readelf", {"-d", prefix_ + "/bin/overdamp-run"});
    const Outcome outcome = outcome_of(process);
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.output.contains("NEEDED"), outcome.output.constData());
    QVERIFY2(!outcome.output.contains(BUILD_FOLDER), outcome.output.constData());
}

void Install::manual_and_completions_are_there() {
    for (const char* file : {"man/man1/overdamp-run.1.gz", "bash-completion/completions/overdamp-run", "zsh/vendor-completions/_overdamp-run",
                             "fish/vendor_completions.d/overdamp-run.fish", "doc/overdamp-run/copyright", "doc/overdamp-run/changelog.gz"}) {
        const QByteArray content = content_of(prefix_ + "/share/" + file);
        QVERIFY2(content.size() > 100, file);
        QVERIFY2(!content.contains(QDir::homePath().toUtf8() + "/"), file);
    }
}

QTEST_GUILESS_MAIN(Install)
#include "install.moc"
