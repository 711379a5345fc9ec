// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-2's tokenizer against what transformers' GPT2Tokenizer did (make_fixtures.py), and files that are damaged.
#include "core/language/byte_pair.h"

#include "core/language/checkpoint_tokenizer.h"
#include "core/language/corpus.h"
#include "core/settings/text.h"
#include "tests/language/fixture_folder.h"
#include "tests/settings/thrown.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace overdamp;
using Json = nlohmann::json;

namespace {

const std::filesystem::path fixture = std::filesystem::path(FIXTURES) / "gpt2";

/// Uses a tokenizer in every way; it may have odd tables, and must still give back the text.
void exercise(const TextTokenizer& tokenizer) {
    const std::string text = "The quick\n brown fox's 日本 42 \x80";
    const auto tokens = tokenizer.encode(text);
    QVERIFY(tokenizer.decode(tokens).starts_with("The quick"));
    for (const Token token : tokens)
        QVERIFY(token >= 0 && token < tokenizer.vocabulary() && token != tokenizer.end_token());
    const auto again = tokenizer_from_json(Json::parse(tokenizer.to_json().dump()));
    QVERIFY(again->encode(text) == tokens && again->end_token() == tokenizer.end_token());
}

} // namespace

class BytePairTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void parts_tokens_and_text_equal_the_reference_data() {
        QTest::addColumn<bool>("one_file");
        QTest::newRow("vocab.json and merges.txt") << false;
        QTest::newRow("tokenizer.json") << true;
    }

    void parts_tokens_and_text_equal_the_reference() {
        QFETCH(bool, one_file);
        const FixtureFolder folder = one_file ? FixtureFolder(fixture, {"tokenizer.json", "config.json"}) : FixtureFolder(fixture, {"vocab.json", "merges.txt", "config.json"});
        const auto tokenizer = load_byte_pair_tokenizer(folder.path);
        QCOMPARE(tokenizer->vocabulary(), 340);
        QCOMPARE(tokenizer->end_token(), 0);
        QCOMPARE(tokenizer->unknown_token(), -1);
        const Json expected = Json::parse(read_text(fixture / "expected.json"));
        QVERIFY(expected.size() > 300);
        for (const Json& entry : expected) {
            const std::string text = entry.at("text"), shown = entry.dump();
            const auto parts = split_gpt2(text);
            QVERIFY2(std::vector<std::string>(parts.begin(), parts.end()) == entry.at("parts").get<std::vector<std::string>>(), shown.c_str());
            QVERIFY2(tokenizer->encode(text) == entry.at("tokens").get<std::vector<Token>>(), shown.c_str());
            QVERIFY2(tokenizer->decode(tokenizer->encode(text)) == text, shown.c_str());
        }
    }

    void the_end_token_is_written_by_nobody_but_us() {
        const auto tokenizer = load_byte_pair_tokenizer(fixture);
        const auto tokens = tokenizer->encode("<|endoftext|>");
        QVERIFY(tokens.size() > 1);
        QCOMPARE(tokenizer->decode(tokens), std::string("<|endoftext|>"));
        QCOMPARE(tokenizer->decode(std::vector<Token>{0, tokens[0], 0}), std::string("<"));
    }

    void half_a_character_reads_as_a_replacement() {
        const auto tokenizer = load_byte_pair_tokenizer(fixture);
        auto tokens = tokenizer->encode("aЖ");
        QCOMPARE(tokens.size(), 3u);
        tokens.pop_back();
        QCOMPARE(tokenizer->decode(tokens), std::string("a\uFFFD"));
        QVERIFY_EXCEPTION_THROWN(tokenizer->decode(std::vector<Token>{340}), std::out_of_range);
        QVERIFY_EXCEPTION_THROWN(tokenizer->decode(std::vector<Token>{-1}), std::out_of_range);
    }

    void numbers_that_the_model_has_and_the_tokenizer_lacks_decode_to_nothing() {
        const FixtureFolder folder(fixture, {"vocab.json", "merges.txt", "config.json"});
        folder.replace("config.json", "\"vocab_size\": 340", "\"vocab_size\": 344");
        const auto tokenizer = load_byte_pair_tokenizer(folder.path);
        QCOMPARE(tokenizer->vocabulary(), 344);
        QCOMPARE(tokenizer->decode(std::vector<Token>{343}), std::string());
        exercise(*tokenizer);
    }

    void a_long_run_without_spaces_takes_no_time() {
        const auto tokenizer = load_byte_pair_tokenizer(fixture);
        const std::string text = [] {
            std::string thes;
            for (int i = 0; i < 200'000; ++i)
                thes += "the";
            return thes;
        }();
        QCOMPARE(tokenizer->decode(tokenizer->encode(text)), text); // merging pair by pair over the whole run would take hours
    }

    void bad_files_are_named_with_the_place_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* file, const char* before, const char* after, const char* message) {
            QTest::newRow(name) << QString(file) << QString(before) << QString(after) << QString(message);
        };
        row("no JSON", "vocab.json", "{", "(", "vocab.json: is not valid JSON");
        row("no object", "vocab.json", "{\"<|endoftext|>\":0,", "[{}, {", "vocab.json: is not valid JSON");
        row("negative number", "vocab.json", "\"!\":1,", "\"!\":-1,", "vocab.json: token \"!\" has the number -1");
        row("huge number", "vocab.json", "\"!\":1,", "\"!\":1000000,", "vocab.json: token \"!\" has the number 1000000");
        row("repeated number", "vocab.json", "\"!\":1,", "\"!\":2,", "repeats the number 2");
        row("missing byte", "vocab.json", "\"!\":1,", "", "has no token for the byte 33");
        row("no end token", "vocab.json", "endoftext", "endofbook", "");
        row("merge of one", "merges.txt", "h e\n", "he\n", "merges.txt: merge 1, \"he\", is not a pair");
        row("merge of three", "merges.txt", "h e\n", "h e e\n", "is not a pair");
        row("merge without token", "merges.txt", "h e\n", "h q\n", "needs the token \"hq\"");
        row("merge twice", "merges.txt", "h e\n", "h e\nh e\n", "merge 2, \"h e\", occurs twice");
        row("small vocabulary", "config.json", "\"vocab_size\": 340", "\"vocab_size\": 339", "config.json: vocab_size is 339; the tokenizer needs a whole number from 340");
    }

    void bad_files_are_named_with_the_place() {
        QFETCH(QString, file);
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, message);
        const FixtureFolder folder(fixture, {"vocab.json", "merges.txt", "config.json"});
        folder.replace(file.toStdString(), before.toStdString(), after.toStdString());
        const QString error = thrown<CorpusError>([&] { load_byte_pair_tokenizer(folder.path); });
        if (message.isEmpty()) // eos_token_id of config.json stands in
            QVERIFY2(error.isEmpty(), qPrintable(error));
        else
            QVERIFY2(error.startsWith(QString::fromStdString(folder.path.string())) && error.contains(message), qPrintable(error));
    }

    void other_kinds_of_tokenizer_json_are_refused() {
        for (const auto& [before, after] : {std::pair{"\"type\":\"BPE\"", "\"type\":\"Unigram\""}, {"\"normalizer\":null", "\"normalizer\":{\"type\":\"NFC\"}"},
                                            {"{\"type\":\"ByteLevel\",\"add_prefix_space\":false", "{\"type\":\"ByteLevel\",\"add_prefix_space\":true"}}) {
            const FixtureFolder folder(fixture, {"tokenizer.json"});
            folder.replace("tokenizer.json", before, after);
            const QString error = thrown<CorpusError>([&] { load_byte_pair_tokenizer(folder.path); });
            QVERIFY2(error.contains("tokenizer.json: ") && error.contains("as GPT-2 has it"), qPrintable(error));
        }
        const FixtureFolder empty(fixture, {"config.json"});
        QVERIFY(thrown<CorpusError>([&] { load_checkpoint_tokenizer(empty.path); }).contains("has no tokenizer"));
    }

    void random_damage_never_does_more_than_throw_data() {
        QTest::addColumn<QString>("file");
        for (const char* file : {"vocab.json", "merges.txt", "tokenizer.json", "config.json"})
            QTest::newRow(file) << QString(file);
    }

    void random_damage_never_does_more_than_throw() {
        QFETCH(QString, file);
        const bool one_file = file == "tokenizer.json";
        const FixtureFolder folder = one_file ? FixtureFolder(fixture, {"tokenizer.json", "config.json"}) : FixtureFolder(fixture, {"vocab.json", "merges.txt", "config.json"});
        survive_damage_to_file<CorpusError>(folder.path / file.toStdString(), 7, 600, [&] { exercise(*load_byte_pair_tokenizer(folder.path)); });
    }

    void random_damage_to_a_runs_tokenizer_never_does_more_than_throw() {
        survive_damage<CorpusError>(load_byte_pair_tokenizer(fixture)->to_json().dump(), 8, 1000,
                                    [](const std::string& json) { exercise(*tokenizer_from_json(Json::parse(json, nullptr, false))); });
    }
};

QTEST_GUILESS_MAIN(BytePairTest)
#include "byte_pair.moc"
