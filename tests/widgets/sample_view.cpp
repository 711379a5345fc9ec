// SPDX-License-Identifier: GPL-3.0-or-later
// The sample view: order, tint, spaces, plain text, and a bounded document.
#include "widgets/sample_view.h"

#include "widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSlider>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace overdamp;

namespace {

SampleRecord sample_at(std::int64_t step, std::vector<SampleWord> words) {
    SampleRecord sample;
    sample.step = step;
    sample.words = std::move(words);
    sample.hf_share_top10 = 41.2;
    sample.distinct_2 = 0.834;
    return sample;
}

std::vector<SampleRecord> samples(int count) {
    std::vector<SampleRecord> result;
    for (int i = 0; i < count; ++i)
        result.push_back(sample_at(i, {{"word" + std::to_string(i), 100}}));
    return result;
}

QStringList lines_of(const SampleView& view) { return view.text()->toPlainText().split(QLatin1Char('\n')); }

/// Opacity of the background of a word of the second line, 0 for none.
double tint_at(const SampleView& view, const QString& word) {
    QTextCursor cursor = view.text()->document()->find(word);
    const QBrush brush = cursor.charFormat().background();
    return brush.style() == Qt::NoBrush ? 0 : static_cast<double>(brush.color().alphaF());
}

} // namespace

class SampleViewTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_newest_sample_is_on_top_under_its_facts();
    void frequent_words_are_tinted_the_more_the_more_frequent();
    void markup_in_a_sample_stays_text();
    void closing_punctuation_clings_to_words();
    void the_document_stays_bounded_and_the_slider_reaches_every_sample();
    void a_view_of_the_past_stays_while_samples_arrive();
    void a_replaced_past_is_drawn_anew();
    void loops_are_underlined_and_other_words_are_not();
    void the_entropy_of_a_sample_is_that_of_its_words();
    void a_diff_keeps_what_both_have_in_order();
    void two_moments_are_compared_with_their_facts();
    void the_sliders_go_through_time_by_keyboard();
    void an_entered_prompt_is_announced_before_the_sample();
    void the_sample_on_top_or_the_selection_is_copied();
};

void SampleViewTest::the_newest_sample_is_on_top_under_its_facts() {
    SampleView view;
    std::vector<SampleRecord> records{sample_at(50, {{"old", 400}})};
    view.set_samples(records);
    records.push_back(sample_at(1100, {{"new", 400}}));
    records.back().prompt = "once";
    records.back().temperature = 0.7;
    view.set_samples(records);
    const QStringList lines = lines_of(view);
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], QStringLiteral("step 1,100 · share 41 % · distinct-2 0.83 · temperature 0.7"));
    QCOMPARE(lines[1], QStringLiteral("once new"));
    QCOMPARE(lines[2], QStringLiteral("step 50 · share 41 % · distinct-2 0.83"));
    QCOMPARE(lines[3], QStringLiteral("old"));
}

void SampleViewTest::frequent_words_are_tinted_the_more_the_more_frequent() {
    SampleView view;
    view.set_samples(std::vector{sample_at(0, {{"zeroth", 0}, {"ninth", 9}, {"tenth", 10}, {"unknown", -1}})});
    QVERIFY(tint_at(view, QStringLiteral("zeroth")) > tint_at(view, QStringLiteral("ninth")));
    QVERIFY(tint_at(view, QStringLiteral("ninth")) > 0.1);
    QCOMPARE(tint_at(view, QStringLiteral("tenth")), 0.0);
    QCOMPARE(tint_at(view, QStringLiteral("unknown")), 0.0);
    const QTextCursor word = view.text()->document()->find(QStringLiteral("zeroth"));
    QCOMPARE(word.charFormat().background().color().rgb(), colour_of(Meaning::collapse, view.palette()).rgb());
}

void SampleViewTest::markup_in_a_sample_stays_text() {
    SampleView view;
    view.set_samples(std::vector{sample_at(0, {{"<img src=x>", 3}, {"&lt;", 300}})});
    QCOMPARE(lines_of(view)[1], QStringLiteral("<img src=x> &lt;"));
}

void SampleViewTest::closing_punctuation_clings_to_words() {
    SampleView view;
    view.set_samples(std::vector{sample_at(0, {{"yes", 20}, {",", 0}, {"he", 5}, {"said", 30}, {".", 1}, {".", 1}, {"(", 50}, {"then", 60}, {")", 51}})});
    QCOMPARE(lines_of(view)[1], QStringLiteral("yes, he said. . ( then)"));
}

void SampleViewTest::the_document_stays_bounded_and_the_slider_reaches_every_sample() {
    SampleView view;
    const auto records = samples(250);
    for (std::size_t count = 1; count <= records.size(); ++count)
        view.set_samples(std::span(records).first(count));
    const int most = static_cast<int>(SampleView::most_rendered);
    QStringList lines = lines_of(view);
    QCOMPARE(lines.size(), 2 * most);
    QCOMPARE(lines[1], QStringLiteral("word249"));
    QCOMPARE(lines[2 * most - 1], QStringLiteral("word150"));
    view.slider()->setValue(3);
    lines = lines_of(view);
    QCOMPARE(lines.size(), 8);
    QCOMPARE(lines[1], QStringLiteral("word3"));
    QCOMPARE(lines[7], QStringLiteral("word0"));
}

void SampleViewTest::a_view_of_the_past_stays_while_samples_arrive() {
    SampleView view;
    const auto records = samples(6);
    view.set_samples(std::span(records).first(5));
    view.slider()->setValue(2);
    view.set_samples(records);
    QCOMPARE(lines_of(view)[1], QStringLiteral("word2"));
    QCOMPARE(view.slider()->maximum(), 5);
}

void SampleViewTest::a_replaced_past_is_drawn_anew() {
    SampleView view;
    auto records = samples(5);
    view.set_samples(records);
    records.resize(3);
    records.back().words[0].text = "otherwise";
    view.set_samples(records);
    QCOMPARE(lines_of(view).size(), 6);
    QCOMPARE(lines_of(view)[1], QStringLiteral("otherwise"));
    view.set_samples({});
    QCOMPARE(view.text()->toPlainText(), QString());
}

void SampleViewTest::loops_are_underlined_and_other_words_are_not() {
    const std::vector<SampleWord> words{{"once", 90}, {"the", 0},  {"old", 80}, {"man", 70}, {"saw", 60},
                                        {"the", 0},   {"old", 80}, {"man", 70}, {"go", 50}};
    QCOMPARE(looped_words(words), (std::vector<bool>{false, true, true, true, false, true, true, true, false}));
    const std::vector<SampleWord> same(4, {"the", 0});
    QCOMPARE(looped_words(same), std::vector<bool>(4, true));
    QCOMPARE(looped_words(std::span(same).first(3)), std::vector<bool>(3, false));
    QVERIFY(looped_words({}).empty());
    SampleView view;
    view.set_samples(std::vector{sample_at(0, words)});
    QVERIFY(view.text()->document()->find(QStringLiteral("old")).charFormat().underlineStyle() == QTextCharFormat::SingleUnderline);
    QVERIFY(view.text()->document()->find(QStringLiteral("once")).charFormat().underlineStyle() == QTextCharFormat::NoUnderline);
}

void SampleViewTest::the_entropy_of_a_sample_is_that_of_its_words() {
    QVERIFY(std::isnan(unigram_entropy({})));
    QCOMPARE(unigram_entropy(std::vector<SampleWord>{{"a", 0}, {"b", 1}, {"a", 0}, {"b", 1}}), std::log(2.0));
    QCOMPARE(unigram_entropy(std::vector<SampleWord>{{"a", 0}, {"a", 0}, {"b", 1}, {"c", 1}}), 1.5 * std::log(2.0));
}

void SampleViewTest::a_diff_keeps_what_both_have_in_order() {
    using Kind = DiffWord::Kind;
    const std::vector<SampleWord> before{{"a", 0}, {"b", 0}, {"c", 0}, {"d", 0}}, after{{"a", 0}, {"x", 0}, {"c", 0}, {"e", 0}, {"f", 0}};
    QCOMPARE(word_diff(before, after), (std::vector<DiffWord>{{Kind::common, "a"},
                                                              {Kind::removed, "b"},
                                                              {Kind::added, "x"},
                                                              {Kind::common, "c"},
                                                              {Kind::removed, "d"},
                                                              {Kind::added, "e"},
                                                              {Kind::added, "f"}}));
    QCOMPARE(word_diff({}, before).size(), before.size());
    QVERIFY(std::ranges::all_of(word_diff(before, before), [](const DiffWord& word) { return word.kind == Kind::common; }));
}

void SampleViewTest::two_moments_are_compared_with_their_facts() {
    SampleView view;
    QVERIFY(!view.compare()->isEnabled());
    view.set_samples(std::vector{sample_at(0, {{"old", 40}, {"word", 50}}), sample_at(50, {{"new", 40}, {"word", 50}})});
    QTest::mouseClick(view.compare(), Qt::LeftButton);
    const QStringList lines = lines_of(view);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].startsWith(QStringLiteral("from step 0 · share 41 %")));
    QVERIFY(lines[1].startsWith(QStringLiteral("to step 50")));
    QCOMPARE(lines[2], QStringLiteral("old new word"));
    const auto format = [&](const char* word) {
        return QTextCursor(view.text()->document()->find(QLatin1String(word), view.text()->document()->findBlockByNumber(2).position())).charFormat();
    };
    QVERIFY(format("old").fontStrikeOut());
    QVERIFY(format("new").fontWeight() == QFont::Bold);
    QVERIFY(!format("word").fontStrikeOut() && format("word").fontWeight() != QFont::Bold);
    QTest::mouseClick(view.compare(), Qt::LeftButton);
    QCOMPARE(lines_of(view).size(), 4);
}

void SampleViewTest::the_sliders_go_through_time_by_keyboard() {
    SampleView view;
    view.set_samples(samples(5));
    QTest::keyClick(view.slider(), Qt::Key_Left);
    QCOMPARE(lines_of(view)[1], QStringLiteral("word3"));
    QTest::keyClick(view.slider(), Qt::Key_Home);
    QCOMPARE(lines_of(view)[1], QStringLiteral("word0"));
    view.compare()->setChecked(true);
    QTest::keyClick(view.other_slider(), Qt::Key_End);
    QCOMPARE(lines_of(view)[2], QStringLiteral("word4 word0"));
}

void SampleViewTest::an_entered_prompt_is_announced_before_the_sample() {
    SampleView view;
    view.set_can_sample(true);
    QStringList heard;
    QObject::connect(&view, &SampleView::prompt_changed, &view, [&](const QString& prompt) { heard << prompt; });
    QObject::connect(&view, &SampleView::sample_requested, &view, [&] { heard << QStringLiteral("!"); });
    QTest::keyClicks(view.prompt(), QStringLiteral("the king"));
    QTest::keyClick(view.prompt(), Qt::Key_Return);
    QTest::mouseClick(view.now(), Qt::LeftButton);
    QCOMPARE(heard, QStringList({QStringLiteral("the king"), QStringLiteral("!"), QStringLiteral("!")}));
    view.set_prompt(QString());
    QVERIFY(view.prompt()->text().isEmpty());
}

void SampleViewTest::the_sample_on_top_or_the_selection_is_copied() {
    SampleView view;
    view.set_samples(samples(3));
    view.slider()->setValue(1);
    QTest::mouseClick(view.copy(), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("step 1 · share 41 % · distinct-2 0.83 · entropy 0.0 nats\nword1\n"));
    view.text()->setTextCursor(view.text()->document()->find(QStringLiteral("word0")));
    QTest::mouseClick(view.copy(), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("word0"));
}

QTEST_MAIN(SampleViewTest)
#include "sample_view.moc"
