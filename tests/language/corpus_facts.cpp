// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a text before a model is trained on it.
#include "core/language/corpus_facts.h"

#include "core/language/batches.h"
#include "core/language/corpus.h"
#include "core/language/corpus_files.h"
#include "core/settings/text.h"
#include "tests/settings/thrown.h"

#include <QTemporaryDir>
#include <QTest>

using namespace overdamp;
namespace fs = std::filesystem;

class CorpusFactsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }
    void the_facts_are_those_of_the_run();
    void a_text_is_counted_by_hand();
    void words_outside_the_vocabulary_are_told();
    void bytes_are_tokens_of_the_byte_tokenizer();
    void several_files_become_one_corpus();
    void binary_and_broken_files_are_named();
    void reading_tells_how_far_it_is_and_stops();

  private:
    fs::path write(const std::string& name, const std::string& content) const {
        const fs::path file = fs::path(folder_->path().toStdString()) / name;
        fs::create_directories(file.parent_path());
        write_text(file, content);
        return file;
    }
    static Knobs knobs_for(const fs::path& corpus) {
        Knobs knobs;
        knobs.language.corpus = corpus.string();
        return knobs;
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

void CorpusFactsTest::the_facts_are_those_of_the_run() {
    for (const ModelKind kind : {ModelKind::gpt2, ModelKind::bert})
        for (const Tokenizer tokenizer : {Tokenizer::word, Tokenizer::byte}) {
            Knobs knobs = knobs_for("fortunes");
            knobs.language.tokenizer = tokenizer;
            knobs.model.kind = kind;
            const CorpusFacts facts = read_corpus_facts(knobs);
            const Language language = load_language(knobs);
            QCOMPARE(*facts.tokens, language.training.numel());
            QCOMPARE(facts.vocabulary, language.tokenizer->vocabulary());
            QCOMPARE(facts.words, language.frequencies.total());
            QCOMPARE(facts.different_words, static_cast<std::int64_t>(language.frequencies.size()));
            QCOMPARE(facts.frequent.size(), std::size_t{10});
            for (std::size_t rank = 0; rank < 10; ++rank) {
                QCOMPARE(facts.frequent[rank].text, language.frequencies.word(rank));
                QCOMPARE(facts.frequent[rank].count, language.frequencies.count(rank));
            }
            QVERIFY(facts.files > 1 && facts.bytes > 100'000);
        }
}

void CorpusFactsTest::a_text_is_counted_by_hand() {
    std::string text;
    for (int i = 0; i < 20; ++i)
        text += "The cat, the dog.\n\n";
    const CorpusFacts facts = read_corpus_facts(knobs_for(write("text.txt", text)));
    QCOMPARE(facts.files, std::size_t{1});
    QCOMPARE(facts.bytes, std::uintmax_t{380});
    QCOMPARE(facts.documents, 20);
    QCOMPARE(facts.words, 19 * 6); // one document is held out
    QCOMPARE(facts.held_out_words, 6);
    QCOMPARE(facts.different_words, 5);
    QCOMPARE(*facts.tokens, 19 * 7 + 1);
    QCOMPARE(facts.vocabulary, 7);
    QCOMPARE(facts.covered, 100.0);
    QCOMPARE(facts.frequent.size(), std::size_t{5});
    QCOMPARE(facts.frequent[0].text, std::string("the"));
    QCOMPARE(facts.frequent[0].count, 38);
    QCOMPARE(facts.frequent[0].share, 100.0 / 3);
    QCOMPARE(facts.frequent[1].text, std::string(","));
}

void CorpusFactsTest::words_outside_the_vocabulary_are_told() {
    std::string text;
    for (int i = 0; i < 20; ++i)
        text += "a a a a a b b c\n\n";
    Knobs knobs = knobs_for(write("text.txt", text));
    knobs.language.vocabulary = 4; // <end>, <unk> and two words
    const CorpusFacts facts = read_corpus_facts(knobs);
    QCOMPARE(facts.covered, 87.5);
    QCOMPARE(facts.vocabulary, 4);
}

void CorpusFactsTest::bytes_are_tokens_of_the_byte_tokenizer() {
    Knobs knobs = knobs_for(write("text.txt", "ab\ncd\nef\xFF\ngh\n"));
    knobs.language.tokenizer = Tokenizer::byte;
    const CorpusFacts facts = read_corpus_facts(knobs);
    QVERIFY(facts.documents == 4);
    QVERIFY(*facts.tokens == 3 * 3 + 1 || *facts.tokens == 3 * 3 + 2); // by which line is held out
    knobs.language.tokenizer = Tokenizer::bpe;
    write("text.txt", "ab\ncd\n");
    QVERIFY(!read_corpus_facts(knobs).tokens);
}

void CorpusFactsTest::several_files_become_one_corpus() {
    const std::vector<fs::path> files = {write("b/text.txt", "two\n\n"), write("a/text.txt", "one\n\n"), write("a/more/third", "three\n\n")};
    const fs::path corpora = fs::path(folder_->path().toStdString()) / "runs" / ".corpora";
    const fs::path corpus = collect_corpus(files, corpora);
    QCOMPARE(collect_corpus(files, corpora), corpus);
    QCOMPARE(collect_corpus(std::vector<fs::path>{files[2], files[0], files[1], files[1]}, corpora), corpus);
    QCOMPARE(std::distance(fs::directory_iterator(corpora), {}), 1);
    const Corpus read = load_corpus(corpus.string());
    QCOMPARE(read.training.size() + read.held_out.size(), std::size_t{3});
    const CorpusFacts facts = read_corpus_facts(knobs_for(corpus));
    QCOMPARE(facts.files, std::size_t{3});
    QCOMPARE(facts.bytes, std::uintmax_t{17});
    const std::vector<fs::path> folder_and_file = {files[0].parent_path(), files[1].parent_path()};
    QCOMPARE(collect_corpus(folder_and_file, corpora), corpus); // the same three files
    QVERIFY_EXCEPTION_THROWN(collect_corpus(std::vector<fs::path>{files[0], "/nowhere"}, corpora), CorpusError);
}

void CorpusFactsTest::binary_and_broken_files_are_named() {
    const fs::path broken = write("broken.txt", "fine\n\xC3(\n");
    const QString message = thrown<CorpusError>([&] { read_corpus_facts(knobs_for(broken)); });
    QVERIFY2(message.contains("broken.txt: invalid UTF-8 at byte 5 (line 2)"), qPrintable(message));
    const fs::path binary = write("picture.png", std::string("\x89PNG\0\1\2", 7));
    QVERIFY(thrown<CorpusError>([&] { read_corpus_facts(knobs_for(binary)); }).contains("picture.png: is not a text file"));
    QVERIFY(!looks_like_text(binary));
    QVERIFY(looks_like_text(broken));
    QVERIFY(!looks_like_text(write("empty", "")));
    QVERIFY(!looks_like_text("/nowhere"));
}

void CorpusFactsTest::reading_tells_how_far_it_is_and_stops() {
    std::vector<double> shares;
    read_corpus_facts(knobs_for("fortunes"), [&](double share) {
        shares.push_back(share);
        return true;
    });
    QVERIFY(shares.size() > 3 && std::ranges::is_sorted(shares));
    QVERIFY(shares.front() == 0 && shares.back() <= 1 && shares.back() > 0.7);
    QVERIFY_EXCEPTION_THROWN(read_corpus_facts(knobs_for("fortunes"), [](double share) { return share < 0.5; }), CorpusCancelled);
}

QTEST_GUILESS_MAIN(CorpusFactsTest)
#include "corpus_facts.moc"
