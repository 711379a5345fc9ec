// SPDX-License-Identifier: GPL-3.0-or-later
// Round trips of both tokenizers, and what a checkpoint may not hold.
#include "core/language/tokenizer.h"

#include "core/language/corpus.h"
#include "core/language/words.h"
#include "core/settings/random_stream.h"
#include "tests/settings/thrown.h"

#include <QTest>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

using namespace overdamp;
using Json = nlohmann::json;

class TokenizerTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_most_frequent_words_get_tokens();
    void decoded_words_read_well_data();
    void decoded_words_read_well();
    void decoded_words_encode_to_the_same_tokens();
    void decoded_bytes_are_the_bytes();
    void json_makes_the_same_tokenizer();
    void a_mask_token_is_appended_and_never_read_or_written();
    void foreign_json_is_refused_data();
    void foreign_json_is_refused();
    void tokens_outside_the_vocabulary_are_refused();
};

void TokenizerTest::the_most_frequent_words_get_tokens() {
    // a: 3, b: 2, "." and c: 1 each; a vocabulary of 5 holds <end>, <unk>, a, b and ".".
    const auto tokenizer = make_word_tokenizer({"a b a.", "A B c"}, 5);
    QCOMPARE(tokenizer->vocabulary(), 5);
    QCOMPARE(tokenizer->end_token(), 0);
    QCOMPARE(tokenizer->unknown_token(), 1);
    QCOMPARE(tokenizer->encode("a b. C d"), (std::vector<Token>{2, 3, 4, 1, 1}));
    QCOMPARE(tokenizer->decode(std::vector<Token>{0, 2, 1, 4, 0}), std::string("a <unk>."));
    QCOMPARE(tokenizer->encode(""), std::vector<Token>{});
    QCOMPARE(make_word_tokenizer({"a b"}, 1000)->vocabulary(), 4);
    QCOMPARE(make_word_tokenizer({"a b"}, 0)->vocabulary(), 2);
}

void TokenizerTest::decoded_words_read_well_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* text, const char* expected) { QTest::newRow(text) << QString(text) << QString(expected); };
    row("Hello , world !", "hello, world!");
    row("( so ) he said : \" no \" . \" yes \"", "(so) he said: \"no\". \"yes\"");
    row("“ well ” … and / or", "“well”… and/or");
    row("don't 'tis dogs' work", "don't ' tis dogs ' work");
    row("end . -- Mark Twain", "end. -- mark twain");
    row("100 % of $ 5", "100% of $5");
    row("你 好 ， 世 界 。", "你好，世界。");
    row("AI 模型 v2", "ai 模型 v2");
    row("Ａ Ｂ 。", "ａ ｂ 。");
}

void TokenizerTest::decoded_words_read_well() {
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const std::string given = text.toStdString();
    const auto tokenizer = make_word_tokenizer({given}, 1000);
    QCOMPARE(QString::fromStdString(tokenizer->decode(tokenizer->encode(given))), expected);
}

void TokenizerTest::decoded_words_encode_to_the_same_tokens() {
    std::string every;
    for (char32_t point = 0x21; point < 0x11000; point += point < 0x3000 ? 1 : 37)
        if (point < 0xD800 || point >= 0xE000)
            every += QString::fromUcs4(&point, 1).toStdString() + ' ';
    every += "don't o'clock a1 ' ' ’ ’ \" \" \" - - - . . ( [ { $ # / / % ) ] } “ ” « » 我 。 ひ 한 Ａ Ｂ 🙂";
    const auto tokenizer = make_word_tokenizer({every}, 100000);
    auto stream = random_stream(1, RandomPurpose::data);
    const std::vector<Token> common = tokenizer->encode("don't a1 ' ’ \" - . , ( [ $ # / % ) “ ” 我 。 ひ 한 Ａ 🙂 ! ' ’ a s");
    for (int trial = 0; trial < 2000; ++trial) {
        std::vector<Token> tokens;
        for (int i = 0; i < 20; ++i)
            tokens.push_back(trial % 2 ? common[static_cast<std::size_t>(uniform_below(stream, std::ssize(common)))]
                                       : 2 + uniform_below(stream, tokenizer->vocabulary() - 2));
        const std::string text = tokenizer->decode(tokens);
        QVERIFY2(tokenizer->encode(text) == tokens, text.c_str());
        QCOMPARE(tokenizer->decode(tokenizer->encode(text)), text);
    }
}

void TokenizerTest::decoded_bytes_are_the_bytes() {
    const auto tokenizer = make_byte_tokenizer();
    QCOMPARE(tokenizer->vocabulary(), 257);
    QCOMPARE(tokenizer->end_token(), 256);
    QCOMPARE(tokenizer->unknown_token(), -1);
    QCOMPARE(tokenizer->encode("aÿ"), (std::vector<Token>{97, 0xC3, 0xBF}));
    QCOMPARE(tokenizer->decode(std::vector<Token>{256, 104, 105, 256}), std::string("\nhi\n"));
    auto stream = random_stream(2, RandomPurpose::data);
    for (int trial = 0; trial < 100; ++trial) {
        std::string bytes(static_cast<std::size_t>(uniform_below(stream, 300)), ' ');
        std::ranges::generate(bytes, [&] { return static_cast<char>(uniform_below(stream, 256)); });
        QCOMPARE(tokenizer->decode(tokenizer->encode(bytes)), bytes);
    }
}

void TokenizerTest::json_makes_the_same_tokenizer() {
    const auto words = make_word_tokenizer({"Don't \"panic\", 我!"}, 100);
    const Json json = words->to_json();
    const auto again = tokenizer_from_json(Json::parse(json.dump()));
    QCOMPARE(again->vocabulary(), words->vocabulary());
    QCOMPARE(again->encode("don't panic ! x"), words->encode("don't panic ! x"));
    QVERIFY(again->to_json() == json);
    const auto bytes = tokenizer_from_json(make_byte_tokenizer()->to_json());
    QCOMPARE(bytes->vocabulary(), 257);
    const auto masked = tokenizer_from_json(add_mask_token(tokenizer_from_json(json))->to_json());
    QCOMPARE(masked->vocabulary(), words->vocabulary() + 1);
    QCOMPARE(masked->mask_token(), words->vocabulary());
}

void TokenizerTest::a_mask_token_is_appended_and_never_read_or_written() {
    const auto words = make_word_tokenizer({"a b mask"}, 100);
    QCOMPARE(words->mask_token(), -1);
    const auto masked = add_mask_token(make_word_tokenizer({"a b mask"}, 100));
    QCOMPARE(masked->vocabulary(), 6);
    QCOMPARE(masked->mask_token(), 5);
    QCOMPARE(masked->end_token(), words->end_token());
    QCOMPARE(masked->unknown_token(), words->unknown_token());
    QCOMPARE(masked->encode("a [MASK] b"), words->encode("a [MASK] b"));
    QCOMPARE(masked->decode(std::vector<Token>{2, 5, 3}), std::string("a b"));
    const auto bytes = add_mask_token(make_byte_tokenizer());
    QCOMPARE(bytes->mask_token(), 257);
    QCOMPARE(bytes->decode(std::vector<Token>{104, 257, 105}), std::string("hi"));
}

void TokenizerTest::foreign_json_is_refused_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* json, const char* reason) { QTest::newRow(json) << QByteArray(json) << QString(reason); };
    row("[]", "expected an object with a kind");
    row("null", "expected an object with a kind");
    row("{}", "expected an object with a kind");
    row(R"({"kind": 1})", "expected an object with a kind");
    row(R"({"kind": "bpe"})", "kind \"bpe\" is unknown; expected word, byte, sentencepiece, byte_pair or word_piece");
    row(R"({"kind": "byte_pair"})", "expected an object of tokens");
    row(R"({"kind": "word"})", "words: expected a list");
    row(R"({"kind": "word", "words": {"a": 1}})", "words: expected a list");
    row(R"({"kind": "word", "words": []})", "words: expected a list");
    row(R"({"kind": "word", "words": ["a", 7]})", "entry 1 is no text");
    row(R"({"kind": "word", "words": ["a", "b", "a"]})", "entry 2, \"a\", repeats entry 0");
    row(R"({"kind": "word", "words": ["a b"]})", "entry 0 is not one lower-case word");
    row(R"({"kind": "word", "words": ["A"]})", "entry 0 is not one lower-case word");
    row(R"({"kind": "mask"})", "expected an object with a kind");
    row(R"({"kind": "mask", "tokenizer": {"kind": "mask", "tokenizer": {"kind": "byte"}}})", "has a second mask token");
    row(R"({"kind": "word", "words": [""]})", "entry 0 is not one lower-case word");
}

void TokenizerTest::foreign_json_is_refused() {
    QFETCH(QByteArray, json);
    QFETCH(QString, reason);
    const QString message = thrown<CorpusError>([&] { tokenizer_from_json(Json::parse(json.constData())); });
    QVERIFY2(message.startsWith("tokenizer: ") && message.contains(reason), qPrintable(message));
    // The largest vocabulary of the knob is 200000, which leaves 199998 words.
    const Json large{{"kind", "word"}, {"words", std::vector<std::string>(199999, "a")}};
    QVERIFY(thrown<CorpusError>([&] { tokenizer_from_json(large); }).contains("has 199999 entries; expected at most 199998"));
}

void TokenizerTest::tokens_outside_the_vocabulary_are_refused() {
    const auto words = make_word_tokenizer({"a"}, 10);
    const auto bytes = make_byte_tokenizer();
    for (const Token token : {Token{-1}, Token{3}, Token{257}})
        QVERIFY_EXCEPTION_THROWN(words->decode(std::vector{token}), std::out_of_range);
    for (const Token token : {Token{-1}, Token{257}})
        QVERIFY_EXCEPTION_THROWN(bytes->decode(std::vector{token}), std::out_of_range);
}

QTEST_GUILESS_MAIN(TokenizerTest)
#include "tokenizer.moc"
