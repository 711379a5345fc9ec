// SPDX-License-Identifier: GPL-3.0-or-later
// The word rule on hand-made text.
#include "core/language/words.h"

#include "core/settings/text.h"

#include <QElapsedTimer>
#include <QTest>
#include <clocale>

using namespace overdamp;

namespace {

/// The tokens with | between them.
QString tokens(const char* text) {
    QStringList list;
    for (const std::string& token : split_words(text))
        list += QString::fromStdString(token);
    return list.join('|');
}

} // namespace

class Words : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void text_splits_by_the_rule_data();
    void text_splits_by_the_rule();
    void every_code_point_splits_into_tokens_that_stay();
    void classes_do_not_depend_on_the_programs_locale();
    void punctuation_is_no_word();
    void frequencies_rank_by_count_then_by_string();
    void no_documents_have_no_frequencies();
    void megabytes_split_quickly();
};

void Words::text_splits_by_the_rule_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* text, const char* expected) { QTest::newRow(name) << QString(text) << QString(expected); };
    row("nothing", "", "");
    row("white space", " \t\r\n\v\fa\u00A0b\u202Fc\u2007d\u3000\u2003", "a|b|c|d");
    row("lower case", "The CAT", "the|cat");
    row("digits belong to words", "R2D2 x86 42", "r2d2|x86|42");
    row("punctuation stands alone", "Well... (so?)", "well|.|.|.|(|so|?|)");
    row("numbers with a point", "3.14", "3|.|14");
    row("underscore is punctuation", "snake_case", "snake|_|case");
    row("apostrophe inside", "Don't o'clock", "don't|o'clock");
    row("several apostrophes inside", "shouldn't've", "shouldn't've");
    row("apostrophes outside", "'tis the dogs' rock 'n' roll", "'|tis|the|dogs|'|rock|'|n|'|roll");
    row("two apostrophes in a row", "a''b", "a|'|'|b");
    row("curly apostrophe inside is made straight", "Don’t", "don't");
    row("curly apostrophe outside stays", "dogs’ ’n", "dogs|’|’|n");
    row("apostrophe before punctuation", "it'.", "it|'|.");
    row("accents", "ÉCOLE Ünïcode", "école|ünïcode");
    row("greek and cyrillic", "ΛΟΓΟΣ Слово", "λογοσ|слово");
    row("ideographs stand alone", "我是AI模型。", "我|是|ai|模|型|。");
    row("kana and hangul stand alone", "ひラ한글", "ひ|ラ|한|글");
    row("an apostrophe by an ideograph is outside", "a'我'b", "a|'|我|'|b");
    row("four bytes", "𐐀 𝛼🙂🙂 𠀀x", "𐐨|𝛼|🙂|🙂|𠀀|x");
    row("symbols", "a+b=€5", "a|+|b|=|€|5");
}

void Words::text_splits_by_the_rule() {
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(tokens(text.toUtf8().constData()), expected);
}

void Words::every_code_point_splits_into_tokens_that_stay() {
    int tokens_seen = 0;
    for (char32_t point = 1; point < 0x30000; ++point) {
        if (point >= 0xD800 && point < 0xE000)
            continue;
        const std::string text = QString::fromUcs4(&point, 1).toStdString();
        const auto once = split_words(text);
        QVERIFY2(once.size() <= 1, qPrintable(QString::number(point, 16)));
        if (once.empty())
            continue;
        QVERIFY2(find_invalid_utf8(once[0]) == std::string_view::npos, qPrintable(QString::number(point, 16)));
        QVERIFY2(split_words(once[0]) == once, qPrintable(QString::number(point, 16)));
        ++tokens_seen;
    }
    QVERIFY(tokens_seen > 100000);
    // Bytes that are no UTF-8 separate words: a lone continuation, an overlong slash, a surrogate, a cut sequence.
    QCOMPARE(tokens("a\x80"
                    "b\xC0\xAF"
                    "c\xED\xA0\x80"
                    "d\xE2\x82"),
             "a|b|c|d");
}

void Words::classes_do_not_depend_on_the_programs_locale() {
    const QByteArray before = std::setlocale(LC_ALL, nullptr);
    QVERIFY(std::setlocale(LC_ALL, "C") != nullptr);
    const QString in_c = tokens("ÉCOLE");
    std::setlocale(LC_ALL, before.constData());
    QCOMPARE(in_c, "école");
}

void Words::punctuation_is_no_word() {
    for (const char* word : {"a", "don't", "42", "école", "我"})
        QVERIFY2(is_word(word), word);
    for (const char* mark : {"", ".", "'", "’", "_", "€", "。", "🙂"})
        QVERIFY2(!is_word(mark), mark);
}

void Words::frequencies_rank_by_count_then_by_string() {
    // b: 3, then "," and a and é with 2 each in the order of their bytes, then c: 1. 3 + 2 + 2 + 2 + 1 = 10.
    const WordFrequencies frequencies({"b a, b", "É b C, a é"});
    const std::vector<std::pair<std::string, std::int64_t>> expected{{"b", 3}, {",", 2}, {"a", 2}, {"é", 2}, {"c", 1}};
    QCOMPARE(frequencies.size(), expected.size());
    for (std::size_t rank = 0; rank < expected.size(); ++rank) {
        QCOMPARE(frequencies.word(rank), expected[rank].first);
        QCOMPARE(frequencies.count(rank), expected[rank].second);
        QCOMPARE(frequencies.rank(expected[rank].first), std::int64_t(rank));
    }
    QCOMPARE(frequencies.total(), 10);
    QCOMPARE(frequencies.rank("d"), -1);
    QCOMPARE(frequencies.rank("B"), -1);
}

void Words::no_documents_have_no_frequencies() {
    const WordFrequencies frequencies{std::vector<std::string>{}};
    QCOMPARE(frequencies.size(), std::size_t(0));
    QCOMPARE(frequencies.total(), 0);
    QCOMPARE(frequencies.rank(""), -1);
}

void Words::megabytes_split_quickly() {
    std::string text;
    for (int line = 0; line < 60'000; ++line)
        text += "It’s the naïve reader's 2nd page, \"well\" -- and so on.\n";
    QElapsedTimer timer;
    timer.start();
    const auto words = split_words(text);
    QVERIFY(text.size() > 3'000'000);
    QCOMPARE(words.size(), std::size_t(60'000 * 16));                               // it's the naïve reader's 2nd page , " well " - - and so on .
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed()))); // it takes 0.1 s; slow only if it is quadratic
}

QTEST_GUILESS_MAIN(Words)
#include "words.moc"
