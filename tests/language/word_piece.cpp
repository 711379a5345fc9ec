// SPDX-License-Identifier: GPL-3.0-or-later
// BERT's tokenizer against what transformers' BertTokenizerFast did (make_bert_fixtures.py), and files that are damaged.
#include "core/language/word_piece.h"

#include "core/language/checkpoint_tokenizer.h"
#include "core/language/corpus.h"
#include "tests/language/fixture_folder.h"
#include "tests/settings/thrown.h"

#include <QTest>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace overdamp;
using Json = nlohmann::json;

namespace {

const std::filesystem::path fixture = std::filesystem::path(FIXTURES) / "bert";

/// Uses a tokenizer in every way; it may have odd tables.
void exercise(const TextTokenizer& tokenizer) {
    const std::string text = "The quick\n brown fox's 日本 42 \x80";
    const auto tokens = tokenizer.encode(text);
    for (const Token token : tokens)
        QVERIFY(token >= 0 && token < tokenizer.vocabulary() && token != tokenizer.end_token() && token != tokenizer.mask_token());
    tokenizer.decode(tokens);
    const auto again = tokenizer_from_json(Json::parse(tokenizer.to_json().dump()));
    QVERIFY(again->encode(text) == tokens && again->decode(tokens) == tokenizer.decode(tokens));
    QVERIFY(again->end_token() == tokenizer.end_token() && again->mask_token() == tokenizer.mask_token() && again->vocabulary() == tokenizer.vocabulary());
}

std::unique_ptr<TextTokenizer> load_with_settings(const FixtureFolder& folder, const Json& settings) {
    write_text(folder.path / "tokenizer_config.json", settings.dump());
    return load_checkpoint_tokenizer(folder.path);
}

} // namespace

class WordPieceTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void words_tokens_and_text_equal_the_reference_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("variant");
        for (const char* file : {"vocab.txt", "tokenizer.json"})
            for (const char* variant : {"uncased", "cased", "lower"})
                QTest::newRow(qPrintable(QString("%1, %2").arg(file, variant))) << QString(file) << QString(variant);
    }

    void words_tokens_and_text_equal_the_reference() {
        QFETCH(QString, file);
        QFETCH(QString, variant);
        const FixtureFolder folder(fixture, {qPrintable(file), "config.json"});
        const Json settings = Json::parse(read_text(fixture / "variants.json")).at(variant.toStdString());
        const auto tokenizer = load_with_settings(folder, settings);
        const bool lower_case = settings.value("do_lower_case", true);
        const BertNormalisation normalisation{.ideographs = settings.value("tokenize_chinese_chars", true),
                                              .lower_case = lower_case,
                                              .strip_accents = settings.value("strip_accents", lower_case)};
        QCOMPARE(tokenizer->end_token(), 3);
        QCOMPARE(tokenizer->unknown_token(), 1);
        QCOMPARE(tokenizer->mask_token(), 4);
        int compared = 0;
        for (const Json& entry : Json::parse(read_text(fixture / "expected.json"))) {
            if (entry.at("variant") != variant.toStdString())
                continue;
            const std::string text = entry.at("text"), shown = entry.dump();
            const auto tokens = tokenizer->encode(text);
            QVERIFY2(split_bert(text, normalisation) == entry.at("words").get<std::vector<std::string>>(), shown.c_str());
            QVERIFY2(tokens == entry.at("tokens").get<std::vector<Token>>(), shown.c_str());
            QVERIFY2(tokenizer->decode(tokens) == entry.at("decoded"), (shown + tokenizer->decode(tokens)).c_str());
            ++compared;
        }
        QVERIFY2(compared > 150, qPrintable(QString::number(compared)));
    }

    void only_what_a_settings_file_says_changes_the_tokenizer_file() {
        const FixtureFolder folder(fixture, {"tokenizer.json"});
        QCOMPARE(tokenizer_text(*load_with_settings(folder, Json::object())), std::string("the"));
        folder.replace("tokenizer.json", "\"lowercase\":true", "\"lowercase\":false");
        const std::string cased = tokenizer_text(*load_with_settings(folder, Json::object()));
        QVERIFY2(cased != "the", cased.c_str());
        QCOMPARE(tokenizer_text(*load_with_settings(folder, {{"do_lower_case", true}})), std::string("the"));
    }

    void special_tokens_are_written_by_nobody_but_us() {
        const auto tokenizer = load_checkpoint_tokenizer(fixture);
        for (const Token token : tokenizer->encode("[SEP] [MASK] [CLS] [PAD] [UNK]"))
            QVERIFY(token > 4 || token == 1); // 1 is for letters that the fixture's small vocabulary lacks
        const Token the = tokenizer->encode("the").front(), comma = tokenizer->encode(",").front();
        QCOMPARE(tokenizer->decode(std::vector<Token>{3, the, 0, 4, comma, 2, the, 3}), std::string("the, the"));
        QVERIFY_EXCEPTION_THROWN(tokenizer->decode(std::vector<Token>{tokenizer->vocabulary()}), std::out_of_range);
        QVERIFY_EXCEPTION_THROWN(tokenizer->decode(std::vector<Token>{-1}), std::out_of_range);
    }

    void numbers_that_the_model_has_and_the_tokenizer_lacks_decode_to_nothing() {
        const FixtureFolder folder(fixture, {"vocab.txt", "config.json"});
        folder.replace("config.json", "\"vocab_size\": 312", "\"vocab_size\": 320");
        const auto tokenizer = load_checkpoint_tokenizer(folder.path);
        QCOMPARE(tokenizer->vocabulary(), 320);
        QCOMPARE(tokenizer->decode(std::vector<Token>{319}), std::string());
        exercise(*tokenizer);
    }

    void lines_of_a_vocabulary_may_end_or_repeat_in_any_way() {
        const FixtureFolder folder(fixture, {});
        std::ofstream(folder.path / "vocab.txt") << "[PAD]\r\n[UNK]\r\n[SEP]\r\n[MASK]\r\n\r\nthe\r\nthe\r\n##m";
        const auto tokenizer = load_checkpoint_tokenizer(folder.path);
        QCOMPARE(tokenizer->vocabulary(), 8);
        QCOMPARE(tokenizer->encode("Them the"), (std::vector<Token>{6, 7, 6}));
        QCOMPARE(tokenizer->decode(std::vector<Token>{7, 6}), std::string("m the")); // a text may begin in the middle of a word
        exercise(*tokenizer);
    }

    void a_long_run_without_spaces_takes_no_time() {
        const auto tokenizer = load_checkpoint_tokenizer(fixture);
        QCOMPARE(tokenizer->encode(std::string(5'000'000, 'a')), (std::vector<Token>{1})); // trying every piece at every place would take hours
    }

    void bad_files_are_named_with_the_place_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* file, const char* before, const char* after, const char* message) {
            QTest::newRow(name) << QString(file) << QString(before) << QString(after) << QString(message);
        };
        row("no unknown piece", "vocab.txt", "[UNK]", "[unk]", "vocab.txt: has no [UNK], which BERT needs");
        row("no separator", "vocab.txt", "[SEP]", "sep", "vocab.txt: has no [SEP]");
        row("no mask", "vocab.txt", "[MASK]", "mask", "vocab.txt: has no [MASK]");
        row("small vocabulary", "config.json", "\"vocab_size\": 312", "\"vocab_size\": 9", "config.json: vocab_size is 9; the tokenizer needs a whole number from 312");
        row("odd setting", "tokenizer_config.json", "true", "1", "tokenizer_config.json: do_lower_case is 1; expected true or false");
        row("no JSON", "tokenizer_config.json", "{", "[", "tokenizer_config.json: is not valid JSON");
        row("another kind", "tokenizer.json", "\"type\":\"WordPiece\",\"unk_token\"", "\"type\":\"Unigram\",\"unk_token\"", "tokenizer.json: the model's type is \"Unigram\"; expected \"BPE\"");
        row("another normaliser", "tokenizer.json", "\"BertNormalizer\"", "\"NFKC\"", "type is \"NFKC\"; expected \"BertNormalizer\", as BERT has it");
        row("another splitter", "tokenizer.json", "\"BertPreTokenizer\"", "\"Whitespace\"", "type is \"Whitespace\"; expected \"BertPreTokenizer\"");
        row("another prefix", "tokenizer.json", "\"continuing_subword_prefix\":\"##\"", "\"continuing_subword_prefix\":\"@\"", "expected \"##\"");
        row("word length", "tokenizer.json", "\"max_input_chars_per_word\":100", "\"max_input_chars_per_word\":0", "max_input_chars_per_word is 0; expected a whole number");
        row("repeated number", "tokenizer.json", "\"[UNK]\":1,", "\"[UNK]\":2,", "repeats the number 2");
    }

    void bad_files_are_named_with_the_place() {
        QFETCH(QString, file);
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, message);
        const FixtureFolder folder(fixture, {file == "tokenizer.json" ? "tokenizer.json" : "vocab.txt", "config.json"});
        write_text(folder.path / "tokenizer_config.json", R"({"do_lower_case": true})");
        folder.replace(file.toStdString(), before.toStdString(), after.toStdString());
        const QString error = thrown<CorpusError>([&] { load_checkpoint_tokenizer(folder.path); });
        QVERIFY2(error.startsWith(QString::fromStdString(folder.path.string())) && error.contains(message), qPrintable(error));
    }

    void bytes_that_are_no_text_are_named() {
        const FixtureFolder folder(fixture, {"vocab.txt"});
        std::ofstream(folder.path / "vocab.txt", std::ios::app) << "a\xff\n";
        QVERIFY(thrown<CorpusError>([&] { load_checkpoint_tokenizer(folder.path); }).contains("vocab.txt: invalid UTF-8 at byte"));
    }

    void random_damage_never_does_more_than_throw_data() {
        QTest::addColumn<QString>("file");
        for (const char* file : {"vocab.txt", "tokenizer.json", "tokenizer_config.json", "config.json"})
            QTest::newRow(file) << QString(file);
    }

    void random_damage_never_does_more_than_throw() {
        QFETCH(QString, file);
        const FixtureFolder folder(fixture, {file == "tokenizer.json" ? "tokenizer.json" : "vocab.txt", "config.json"});
        write_text(folder.path / "tokenizer_config.json", R"({"do_lower_case": true, "strip_accents": null, "tokenize_chinese_chars": true})");
        survive_damage_to_file<CorpusError>(folder.path / file.toStdString(), 9, 600, [&] { exercise(*load_checkpoint_tokenizer(folder.path)); });
    }

    void random_damage_to_a_runs_tokenizer_never_does_more_than_throw() {
        survive_damage<CorpusError>(load_checkpoint_tokenizer(fixture)->to_json().dump(), 10, 1000,
                                    [](const std::string& json) { exercise(*tokenizer_from_json(Json::parse(json, nullptr, false))); });
    }

  private:
    static std::string tokenizer_text(const TextTokenizer& tokenizer) { return tokenizer.decode(tokenizer.encode("THE")); }
};

QTEST_GUILESS_MAIN(WordPieceTest)
#include "word_piece.moc"
