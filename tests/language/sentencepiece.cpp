// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces that SentencePiece trains: the same every time, kept, and nothing that is damaged gets through.
#include "core/language/sentencepiece.h"

#include "core/language/content.h"
#include "core/language/corpus.h"
#include "core/settings/text.h"
#include "tests/settings/thrown.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>

using namespace overdamp;
using Json = nlohmann::json;

namespace {

const std::vector<std::string> documents = {
    "The cat sat on the mat, and the dog sat on the cat.", "There is nothing new under the sun:\nthe sun is nothing\tnew to the cat.",
    "A stitch in time saves nine, and a penny saved is a penny earned.", "The early bird catches the worm, the second mouse gets the cheese.",
    "Time flies like an arrow; fruit flies like a banana.", "déjà vu"};

/// The only file in the cache; empty if there is not exactly one.
std::filesystem::path cached_file(const QTemporaryDir& cache) {
    const QDir folder(cache.filePath("overdamp"));
    const QStringList files = folder.entryList(QDir::Files);
    return files.size() == 1 ? folder.filePath(files.first()).toStdString() : "";
}

} // namespace

class SentencePieceTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        cache_ = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CACHE_HOME", cache_->path().toUtf8());
    }

    void both_models_give_the_asked_number_of_pieces_and_readable_text_data() {
        QTest::addColumn<bool>("unigram");
        QTest::newRow("bpe") << false;
        QTest::newRow("unigram") << true;
    }

    void both_models_give_the_asked_number_of_pieces_and_readable_text() {
        QFETCH(bool, unigram);
        const auto tokenizer = train_sentencepiece(documents, unigram ? PieceModel::unigram : PieceModel::bpe, 60);
        QCOMPARE(tokenizer->vocabulary(), 60);
        QCOMPARE(tokenizer->end_token(), 0);
        QCOMPARE(tokenizer->unknown_token(), 1);
        const auto tokens = tokenizer->encode("The cat  sat\non the\tmat");
        QVERIFY(tokens.size() > 6 && tokens.size() < 25);
        QVERIFY(std::ranges::find(tokens, 0) == tokens.end() && std::ranges::find(tokens, 1) == tokens.end());
        QCOMPARE(tokenizer->decode(tokens), std::string("The cat sat on the mat"));
        QCOMPARE(tokenizer->encode(""), std::vector<Token>{});
        std::vector<Token> two = {0};
        two.insert(two.end(), tokens.begin(), tokens.end());
        two.push_back(0);
        two.insert(two.end(), tokens.begin(), tokens.end());
        QCOMPARE(tokenizer->decode(two), std::string("The cat sat on the mat The cat sat on the mat"));
        QVERIFY_EXCEPTION_THROWN(tokenizer->decode(std::vector<Token>{60}), std::out_of_range);
        QVERIFY_EXCEPTION_THROWN(tokenizer->decode(std::vector<Token>{-1}), std::out_of_range);
    }

    void what_the_text_never_had_is_unknown() {
        const auto tokenizer = train_sentencepiece(documents, PieceModel::bpe, 60);
        const auto tokens = tokenizer->encode("the 猫 cat");
        QCOMPARE(std::ranges::count(tokens, 1), 1);
        QCOMPARE(tokenizer->decode(tokens), std::string("the <unk> cat"));
    }

    void text_type_and_size_decide_the_pieces_and_nothing_else_does() {
        const Json first = train_sentencepiece(documents, PieceModel::unigram, 60)->to_json();
        init(); // an empty cache: trained again
        QVERIFY(train_sentencepiece(documents, PieceModel::unigram, 60)->to_json() == first);
        QVERIFY(train_sentencepiece(documents, PieceModel::unigram, 61)->to_json() != first);
        QVERIFY(train_sentencepiece(documents, PieceModel::bpe, 60)->to_json() != first);
        QVERIFY(train_sentencepiece({documents.begin(), documents.end() - 1}, PieceModel::unigram, 60)->to_json() != first);
    }

    void a_trained_model_is_taken_from_the_cache_unless_it_is_damaged() {
        const Json trained = train_sentencepiece(documents, PieceModel::bpe, 60)->to_json();
        const std::filesystem::path file = cached_file(*cache_);
        QVERIFY(!file.empty());
        const std::string content = read_text(file);
        for (const std::string& damage : {std::string(), content.substr(0, content.size() / 2), content + 'x', "0" + content, std::string("nonsense\n")}) {
            write_text(file, damage);
            QVERIFY(train_sentencepiece(documents, PieceModel::bpe, 60)->to_json() == trained);
            QCOMPARE(read_text(file), content);
        }
        // Another whole model in its place is used, which shows that the cache is read.
        const Json other = train_sentencepiece({documents.begin(), documents.end() - 1}, PieceModel::bpe, 60)->to_json();
        const std::string model = *from_base64(other.at("model").get<std::string>());
        write_text(file, content_hash(model) + '\n' + model);
        QVERIFY(train_sentencepiece(documents, PieceModel::bpe, 60)->to_json() == other);
    }

    void a_cache_that_cannot_be_written_does_no_harm() {
        qputenv("XDG_CACHE_HOME", "/dev/null/nowhere");
        QCOMPARE(train_sentencepiece(documents, PieceModel::bpe, 60)->vocabulary(), 60);
    }

    void impossible_sizes_are_refused_with_the_possible_one_data() { both_models_give_the_asked_number_of_pieces_and_readable_text_data(); }

    void impossible_sizes_are_refused_with_the_possible_one() {
        QFETCH(bool, unigram);
        const PieceModel model = unigram ? PieceModel::unigram : PieceModel::bpe;
        const QString large = thrown<CorpusError>([&] { train_sentencepiece(documents, model, 50000); });
        static const QRegularExpression limit("language.vocabulary: .*50000 pieces; the largest possible vocabulary is (\\d+)$");
        const auto match = limit.match(large);
        QVERIFY2(match.hasMatch(), qPrintable(large));
        QCOMPARE(train_sentencepiece(documents, model, match.captured(1).toLongLong())->vocabulary(), match.captured(1).toLongLong());
        const QString small = thrown<CorpusError>([&] { train_sentencepiece(documents, model, 5); });
        QVERIFY2(small.contains("language.vocabulary: 5 pieces") && small.contains("are needed"), qPrintable(small));
    }

    void json_makes_the_same_tokenizer() {
        const auto tokenizer = train_sentencepiece(documents, PieceModel::unigram, 60);
        const auto again = tokenizer_from_json(Json::parse(tokenizer->to_json().dump()));
        QVERIFY(again->to_json() == tokenizer->to_json());
        QVERIFY(again->encode(documents[0]) == tokenizer->encode(documents[0]));
    }

    void foreign_json_is_refused() {
        const Json whole = train_sentencepiece(documents, PieceModel::bpe, 60)->to_json();
        const auto error = [&](const char* key, const Json& value) {
            Json json = whole;
            json[key] = value;
            return thrown<CorpusError>([&] { tokenizer_from_json(json); });
        };
        QVERIFY(error("model", 7).contains("model: expected a text"));
        QVERIFY(error("hash", nullptr).contains("hash: expected a text"));
        for (const char* text : {"=", "a", "ab!=", "AB==", "AA=A"})
            QVERIFY(error("model", text).contains("is not base64"));
        QVERIFY(error("model", "AAAA").contains("is damaged"));
    }

    void random_damage_with_a_matching_hash_never_does_more_than_throw() {
        const Json whole = train_sentencepiece(documents, PieceModel::unigram, 60)->to_json();
        const std::string model = *from_base64(whole.at("model").get<std::string>());
        std::mt19937_64 stream(5);
        int refused = 0;
        for (int trial = 0; trial < 4000; ++trial) {
            std::string damaged = model;
            for (int change = 0; change < 1 + trial % 4; ++change)
                damaged[stream() % damaged.size()] = static_cast<char>(stream());
            Json json = whole;
            json["model"] = to_base64(damaged);
            json["hash"] = content_hash(damaged);
            try {
                const auto tokenizer = tokenizer_from_json(json);
                tokenizer->decode(tokenizer->encode("The cat sat on the mat"));
            } catch (const CorpusError&) {
                ++refused;
            }
        }
        QVERIFY2(refused > 0 && refused < 4000, qPrintable(QString::number(refused)));
    }

    void base64_is_that_of_the_standard() {
        for (const auto& [bytes, text] : {std::pair{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="},
                                          {"foobar", "Zm9vYmFy"}}) { // RFC 4648, section 10
            QCOMPARE(to_base64(bytes), std::string(text));
            QVERIFY(from_base64(text) == std::string(bytes));
        }
        QCOMPARE(content_hash(""), std::string("6c62272e07bb014262b821756295c58d"));  // the offset basis
        QCOMPARE(content_hash("a"), std::string("d228cb696f1a8caf78912b704e4a8964")); // Noll's test vector
    }

  private:
    std::unique_ptr<QTemporaryDir> cache_;
};

QTEST_GUILESS_MAIN(SentencePieceTest)
#include "sentencepiece.moc"
