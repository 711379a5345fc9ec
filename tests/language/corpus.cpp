// SPDX-License-Identifier: GPL-3.0-or-later
// Documents, their split, and every way in which a corpus can be unusable.
#include "core/language/corpus.h"

#include "core/settings/text.h"
#include "tests/settings/thrown.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <filesystem>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

using namespace overdamp;
namespace fs = std::filesystem;

class CorpusTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void blank_lines_end_documents();
    void percent_lines_end_fortunes();
    void five_percent_are_held_out();
    void the_split_depends_on_positions_alone();
    void a_few_documents_become_lines();
    void folders_are_read_in_the_order_of_their_paths();
    void links_that_lead_back_do_not_hang();
    void windows_line_ends_and_byte_order_marks_do_not_matter();
    void unusable_corpora_say_why_data();
    void unusable_corpora_say_why();
    void invalid_utf8_is_only_for_the_byte_tokenizer();
    void a_file_that_may_not_be_read_is_named();
    void fortunes_are_clean_or_their_package_is_named();

  private:
    std::string path(const char* name) const { return folder_->filePath(name).toStdString(); }

    std::unique_ptr<QTemporaryDir> folder_;
};

void CorpusTest::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QVERIFY(folder_->isValid());
}

namespace {

/// `count` documents "document 0", "document 1", … as text.
std::string documents(int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += "document " + std::to_string(i) + "\n\n";
    return text;
}

std::set<std::string> together(const Corpus& corpus) {
    std::set<std::string> all(corpus.training.begin(), corpus.training.end());
    all.insert(corpus.held_out.begin(), corpus.held_out.end());
    return all;
}

} // namespace

void CorpusTest::blank_lines_end_documents() {
    const std::vector<std::string> expected{"one\n  two", "%\nthree", "four"};
    QCOMPARE(split_documents("\n\none\n  two\n \t\n\n\n%\nthree\n\r\nfour", false), expected);
    QCOMPARE(split_documents("", false), std::vector<std::string>{});
    QCOMPARE(split_documents(" \n\t\n\n", false), std::vector<std::string>{});
}

void CorpusTest::percent_lines_end_fortunes() {
    const std::vector<std::string> expected{"one\n\ntwo", "50 %\n%%", "three"};
    QCOMPARE(split_documents("one\n\ntwo\n%\n50 %\n%%\n% \n%\n\n%\n\nthree\n\n%\n", true), expected);
}

void CorpusTest::five_percent_are_held_out() {
    // n documents: max(1, ⌊n / 20⌋) are held out.
    for (const auto& [count, held_out] : {std::pair{2, 1}, {19, 1}, {20, 1}, {39, 1}, {40, 2}, {1000, 50}, {1019, 50}}) {
        write_text(path("text"), documents(count));
        const Corpus corpus = load_corpus(path("text"));
        QCOMPARE(corpus.held_out.size(), std::size_t(held_out));
        QCOMPARE(corpus.training.size(), std::size_t(count - held_out));
        QCOMPARE(together(corpus).size(), std::size_t(count));
        QVERIFY(together(corpus).contains("document " + std::to_string(count - 1)));
    }
}

void CorpusTest::the_split_depends_on_positions_alone() {
    write_text(path("text"), documents(400));
    const Corpus first = load_corpus(path("text"));
    QCOMPARE(load_corpus(path("text")).held_out, first.held_out);
    std::string other = documents(400);
    std::ranges::replace(other, 'd', 'D');
    write_text(path("other"), other);
    std::vector<std::string> expected = first.held_out;
    for (std::string& document : expected)
        std::ranges::replace(document, 'd', 'D');
    QCOMPARE(load_corpus(path("other")).held_out, expected);
    // 20 of 400 in their order, but not one block and not a regular comb.
    std::set<int> gaps;
    for (std::size_t i = 1; i < first.held_out.size(); ++i)
        gaps.insert(std::stoi(first.held_out[i].substr(9)) - std::stoi(first.held_out[i - 1].substr(9)));
    QVERIFY(gaps.size() > 5);
    QVERIFY(*gaps.begin() > 0);
}

void CorpusTest::a_few_documents_become_lines() {
    write_text(path("text"), "a\nb \n\n  c\n\n");
    const Corpus corpus = load_corpus(path("text"));
    QCOMPARE(corpus.held_out.size(), std::size_t(1));
    QCOMPARE(together(corpus), (std::set<std::string>{"a", "b", "  c"}));
    write_text(path("twenty"), documents(19) + "two\nlines\n");
    QVERIFY(together(load_corpus(path("twenty"))).contains("two\nlines"));
}

void CorpusTest::folders_are_read_in_the_order_of_their_paths() {
    fs::create_directories(path("c/b"));
    fs::create_directories(path("c/.hidden"));
    write_text(path("c/z.txt"), "z\n");
    write_text(path("c/b/y"), "y\n");
    write_text(path("c/a.md"), "a\n");
    write_text(path("c/.dotfile"), "hidden\n");
    write_text(path("c/.hidden/h"), "hidden\n");
    const Corpus corpus = load_corpus(path("c"));
    QCOMPARE(together(corpus), (std::set<std::string>{"a", "y", "z"}));
    QVERIFY(std::ranges::is_sorted(corpus.training)); // a.md, b/y, z.txt
}

void CorpusTest::links_that_lead_back_do_not_hang() {
    fs::create_directories(path("c/d"));
    write_text(path("c/text"), "one\ntwo\n");
    write_text(path("elsewhere"), "three\n");
    fs::create_directory_symlink(path("c"), path("c/d/up"));
    fs::create_symlink(path("c/round"), path("c/round"));
    fs::create_symlink(path("nowhere"), path("c/broken"));
    fs::create_symlink(path("elsewhere"), path("c/link"));
    QCOMPARE(together(load_corpus(path("c"))), (std::set<std::string>{"one", "two", "three"}));
    fs::create_directory_symlink(path("c"), path("to_c"));
    QCOMPARE(together(load_corpus(path("to_c"))).size(), std::size_t(3));
}

void CorpusTest::windows_line_ends_and_byte_order_marks_do_not_matter() {
    std::string text = "\xEF\xBB\xBF";
    for (int i = 10; i < 40; ++i)
        text += "document " + std::to_string(i) + "\r\n\r\n";
    write_text(path("text"), text);
    const auto all = together(load_corpus(path("text")));
    QCOMPARE(all.size(), std::size_t(30));
    QCOMPARE(*all.begin(), std::string("document 10"));
}

void CorpusTest::unusable_corpora_say_why_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const QByteArray& content, const char* reason) {
        QTest::newRow(name) << QString(name) << content << QString(reason);
    };
    row("empty", "", ": holds no text");
    row("blank", " \n\n\t\n", ": holds no text");
    row("one_line", "alone\n", ": has only 1 line; at least 2 are needed, for one of them is held out");
    row("binary", QByteArray("PNG\0data\n", 9), ": is not a text file (NUL at byte 3)");
    row("latin1", "gr\xFC\xDF dich\n", ": invalid UTF-8 at byte 2 (line 1); convert it to UTF-8 or use language.tokenizer byte");
    row("late", "one\ntwo\nthr\xC3", ": invalid UTF-8 at byte 11 (line 3); ");
}

void CorpusTest::unusable_corpora_say_why() {
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, reason);
    const std::string file = path(name.toUtf8().constData());
    write_text(file, content.toStdString());
    const QString message = thrown<CorpusError>([&] { load_corpus(file); });
    QVERIFY2(message.startsWith(QString::fromStdString(file) + reason), qPrintable(message));
}

void CorpusTest::invalid_utf8_is_only_for_the_byte_tokenizer() {
    write_text(path("latin1"), "gr\xFC\xDF\nb\n");
    QVERIFY(together(load_corpus(path("latin1"), false)).contains("gr\xFC\xDF"));
    write_text(path("binary"), std::string("a\0b\nc\n", 6));
    QVERIFY(thrown<CorpusError>([&] { load_corpus(path("binary"), false); }).contains("is not a text file"));
}

void CorpusTest::a_file_that_may_not_be_read_is_named() {
    const QString missing = thrown<CorpusError>([&] { load_corpus(path("missing")); });
    QVERIFY2(missing.contains(folder_->filePath("missing")) && missing.contains("expected fortunes, synthetic, or the path"), qPrintable(missing));
    fs::create_directory(path("hollow"));
    QVERIFY(thrown<CorpusError>([&] { load_corpus(path("hollow")); }).endsWith("hollow: holds no files"));
    QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
    QVERIFY(thrown<CorpusError>([&] { load_corpus(path("pipe")); }).endsWith("pipe: is neither a file nor a folder"));
    const std::string too_long(5000, 'x');
    QVERIFY(thrown<CorpusError>([&] { load_corpus(too_long); }).contains("expected fortunes"));
    if (::geteuid() == 0)
        return; // root may read everything
    write_text(path("secret"), "a\nb\n");
    fs::permissions(path("secret"), fs::perms::none);
    QVERIFY(thrown<FileError>([&] { load_corpus(path("secret")); }).contains("secret: Permission denied"));
}

void CorpusTest::fortunes_are_clean_or_their_package_is_named() {
    if (!fs::exists("/usr/share/games/fortunes")) {
        const QString message = thrown<CorpusError>([] { load_corpus("fortunes"); });
        QVERIFY2(message.contains("apt-get install fortunes"), qPrintable(message));
        return;
    }
    const Corpus corpus = load_corpus("fortunes");
    QVERIFY(corpus.training.size() > 300);
    QCOMPARE(corpus.held_out.size(), (corpus.training.size() + corpus.held_out.size()) / 20);
    for (const auto* part : {&corpus.training, &corpus.held_out})
        for (const std::string& document : *part) {
            QVERIFY(document.find_first_not_of(" \t\r\n") != std::string::npos);
            QVERIFY(find_invalid_utf8(document) == std::string_view::npos);
            const auto is_control = [](char byte) { return (byte >= 0 && byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F; };
            QVERIFY2(std::ranges::none_of(document, is_control), document.c_str());
            QVERIFY(document != "%" && document.find("\n%\n") == std::string::npos);
        }
    if (!fs::exists("/usr/share/games/fortunes/law"))
        return; // fortunes-min is a part of the package
    // The file has "*___\b\b\bnot* a murderer": three backspaces take back the three underscores.
    const auto underlined = [](const std::string& document) { return document.find("that my client is *not* a murderer") != std::string::npos; };
    QVERIFY(std::ranges::any_of(corpus.training, underlined) || std::ranges::any_of(corpus.held_out, underlined));
}

QTEST_GUILESS_MAIN(CorpusTest)
#include "corpus.moc"
