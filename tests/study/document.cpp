// SPDX-License-Identifier: GPL-3.0-or-later
// One document written as Markdown and as HTML that is XML too, whatever names it holds.
#include "core/study/document.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace overdamp;

namespace {

const std::string hostile = "<script>alert(1)</script> & \"x\" \x01 \xFF | done";

Document hostile_document() {
    Document document{.title = hostile, .blocks = {}};
    document.blocks.emplace_back(Paragraph{Text({{hostile}, {hostile, Span::Style::code}, {hostile, Span::Style::verdict}})});
    document.blocks.emplace_back(Heading{.level = 2, .text = hostile});
    document.blocks.emplace_back(Bullets{{hostile}});
    document.blocks.emplace_back(Table{.columns = {hostile, "b"}, .rows = {{hostile, verdict_text("not reproduced")}}});
    document.blocks.emplace_back(Commands{{hostile}});
    document.blocks.emplace_back(Picture{.title = hostile, .caption = hostile, .light = "<svg/>", .dark = "<svg/>"});
    return document;
}

struct Found {
    QStringList elements;
    QString text; ///< of all elements
    QString error;
};

Found parsed(const std::string& html) {
    QXmlStreamReader reader(QByteArray::fromStdString(html));
    Found found;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement())
            found.elements << reader.name().toString();
        if (reader.isCharacters())
            found.text += reader.text();
    }
    if (reader.hasError())
        found.error = QStringLiteral("%1 in line %2").arg(reader.errorString()).arg(reader.lineNumber());
    return found;
}

} // namespace

class DocumentTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void hostile_text_stays_text();
    void the_page_needs_nothing_else();
    void each_verdict_has_a_word_a_sign_and_a_class();
    void sections_are_listed_and_linked();
    void markdown_has_the_same_parts_without_pictures();
};

void DocumentTest::hostile_text_stays_text() {
    const Found found = parsed(to_html(hostile_document()));
    QVERIFY2(found.error.isEmpty(), qPrintable(found.error));
    QVERIFY(!found.elements.contains("script"));
    QCOMPARE(found.elements.count("svg"), 2);
    // title, h1, three spans of the paragraph, h2 and its link, bullet, column, cell, command, caption
    QCOMPARE(found.text.count("<script>alert(1)</script> & \"x\" \uFFFD \uFFFD | done"), 12);
}

void DocumentTest::the_page_needs_nothing_else() {
    const std::string html = to_html(hostile_document());
    for (const char* part : {"src=", "url(", "@import", "<link", "http-equiv=\"refresh\""})
        QVERIFY2(html.find(part) == std::string::npos, part);
    QVERIFY(html.find("default-src 'none'") != std::string::npos);
    QVERIFY(html.find("prefers-color-scheme: dark") != std::string::npos && html.find("@media print") != std::string::npos);
}

void DocumentTest::each_verdict_has_a_word_a_sign_and_a_class() {
    const std::pair<const char*, const char*> expected[] = {{"reproduced", "good\">✓ reproduced<"},
                                                            {"partly", "half\">◐ partly<"},
                                                            {"not reproduced", "bad\">✗ not reproduced<"},
                                                            {"not measured", "none\">– not measured<"}};
    for (const auto& [name, written] : expected)
        QVERIFY2(to_html({.title = "t", .blocks = {Paragraph{verdict_text(name)}}}).find(written) != std::string::npos, name);
}

void DocumentTest::sections_are_listed_and_linked() {
    const std::string html = to_html({.title = "t", .blocks = {Paragraph{"p"}, Heading{.level = 2, .text = "First"}, Heading{.level = 3, .text = "Part"},
                                                               Heading{.level = 2, .text = "Second"}}});
    QVERIFY(html.find("<a href=\"#section-2\">Second</a>") != std::string::npos);
    QVERIFY(html.find("<h2 id=\"section-2\">Second</h2>") != std::string::npos);
    QVERIFY(html.find("#section-3") == std::string::npos);
    QVERIFY(html.find("<p>p</p>") < html.find("<nav"));
}

void DocumentTest::markdown_has_the_same_parts_without_pictures() {
    Document document{.title = "Title", .blocks = {}};
    document.blocks.emplace_back(Heading{.level = 2, .text = "Section"});
    document.blocks.emplace_back(Paragraph{Text({{"Measure: "}, {"a/b", Span::Style::code}, {" < 3 <b>"}})});
    document.blocks.emplace_back(Picture{.title = "no", .caption = "no", .light = "<svg/>", .dark = "<svg/>"});
    document.blocks.emplace_back(Table{.columns = {"a", "b"}, .rows = {{"1|2", verdict_text("partly")}}});
    document.blocks.emplace_back(Bullets{{"x", "y"}});
    document.blocks.emplace_back(Commands{{"run it"}});
    QCOMPARE(QString::fromStdString(to_markdown(document)), QString("# Title\n\n## Section\n\nMeasure: `a/b` < 3 \\<b>\n\n"
                                                                    "| a | b |\n|---|---|\n| 1\\|2 | **partly** |\n\n- x\n- y\n\n```sh\nrun it\n```\n"));
}

QTEST_GUILESS_MAIN(DocumentTest)
#include "document.moc"
