// SPDX-License-Identifier: GPL-3.0-or-later
// Files read and written whole, and what is valid UTF-8.
#include "core/settings/text.h"

#include "tests/settings/full_disk.h"
#include "tests/settings/thrown.h"

#include <QTemporaryDir>
#include <QTest>

using namespace overdamp;
namespace fs = std::filesystem;

class Text : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void what_is_written_is_read();
    void a_new_text_replaces_the_old_one();
    void unreadable_paths_give_the_reason();
    void unwritable_paths_give_the_reason();
    void a_full_disk_keeps_the_old_text_whole();
    void invalid_utf8_is_found_where_it_begins_data();
    void invalid_utf8_is_found_where_it_begins();
    void every_code_point_is_valid_and_every_surrogate_is_not();
    void the_json_librarys_names_are_left_out_of_its_messages();

  private:
    fs::path path(const char* name) const { return folder_->filePath(name).toStdString(); }

    std::unique_ptr<QTemporaryDir> folder_;
};

void Text::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QVERIFY(folder_->isValid());
}

void Text::what_is_written_is_read() {
    std::string every_byte;
    for (int i = 0; i < 100000; ++i)
        every_byte += static_cast<char>(i);
    for (const std::string& content : {std::string(), std::string("α\r\n\0β", 8), every_byte}) {
        write_text(path("a file"), content);
        QCOMPARE(read_text(path("a file")), content);
    }
}

void Text::a_new_text_replaces_the_old_one() {
    write_text(path("file"), "a long first text");
    write_text(path("file"), "short");
    QCOMPARE(read_text(path("file")), std::string("short"));
    QCOMPARE(std::distance(fs::directory_iterator(path("")), fs::directory_iterator()), 1); // no temporary file is left
}

void Text::unreadable_paths_give_the_reason() {
    QCOMPARE(thrown<FileError>([&] { read_text(path("missing")); }), "cannot read " + folder_->filePath("missing") + ": No such file or directory");
    QCOMPARE(thrown<FileError>([&] { read_text(path("")); }), "cannot read " + folder_->filePath("") + ": Is a directory");
    QVERIFY(thrown<FileError>([&] { read_text(std::string(5000, 'x')); }).endsWith(": File name too long"));
    fs::create_symlink(path("round"), path("round"));
    QVERIFY(thrown<FileError>([&] { read_text(path("round")); }).endsWith("round: Too many levels of symbolic links"));
    if (!fs::exists("/proc/self/mem"))
        QSKIP("needs a file whose bytes cannot be read");
    QCOMPARE(thrown<FileError>([] { read_text("/proc/self/mem"); }), "cannot read /proc/self/mem: Input/output error");
}

void Text::unwritable_paths_give_the_reason() {
    QCOMPARE(thrown<FileError>([&] { write_text(path("no/file"), "x"); }),
             "cannot write " + folder_->filePath("no/file") + ": No such file or directory");
    fs::create_directory(path("folder"));
    QVERIFY(thrown<FileError>([&] { write_text(path("folder"), "x"); }).startsWith("cannot write " + folder_->filePath("folder") + ": "));
    QVERIFY(!fs::exists(path("folder.tmp")));
}

void Text::a_full_disk_keeps_the_old_text_whole() {
    write_text(path("file"), "the old text");
    QString message;
    {
        const FullDisk disk(4096);
        QVERIFY(disk.works());
        message = thrown<FileError>([&] { write_text(path("file"), std::string(10000, 'x')); });
    }
    QCOMPARE(message, "cannot write " + folder_->filePath("file") + ": File too large");
    QCOMPARE(read_text(path("file")), std::string("the old text"));
    QVERIFY(!fs::exists(path("file.tmp")));
}

void Text::invalid_utf8_is_found_where_it_begins_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    QTest::newRow("nothing") << QByteArray("") << -1;
    QTest::newRow("all lengths") << QByteArray("aé我🙂") << -1;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << -1;
    QTest::newRow("a continuation alone") << QByteArray("ab\x80") << 2;
    QTest::newRow("a lead alone") << QByteArray("a\xC3") << 1;
    QTest::newRow("a lead before a letter") << QByteArray("é\xC3z") << 2;
    QTest::newRow("overlong, two bytes") << QByteArray("\xC0\xAF") << 0;
    QTest::newRow("overlong, two bytes, C1") << QByteArray("\xC1\xBF") << 0;
    QTest::newRow("overlong, three bytes") << QByteArray("\xE0\x9F\xBF") << 0;
    QTest::newRow("overlong, four bytes") << QByteArray("\xF0\x8F\xBF\xBF") << 0;
    QTest::newRow("surrogate") << QByteArray("a\xED\xA0\x80") << 1;
    QTest::newRow("above U+10FFFF") << QByteArray("a\xF4\x90\x80\x80") << 1;
    QTest::newRow("five bytes") << QByteArray("\xF8\x88\x80\x80\x80") << 0;
    QTest::newRow("cut after three of four") << QByteArray("a\xF0\x9F\x99") << 1;
    QTest::newRow("third byte wrong") << QByteArray("a\xE6\x88(") << 1;
}

void Text::invalid_utf8_is_found_where_it_begins() {
    QFETCH(QByteArray, text);
    QFETCH(int, offset);
    QCOMPARE(find_invalid_utf8(text.toStdString()), offset < 0 ? std::string_view::npos : std::size_t(offset));
}

void Text::every_code_point_is_valid_and_every_surrogate_is_not() {
    for (char32_t point = 0; point <= 0x10FFFF; ++point) {
        if (point >= 0xD800 && point < 0xE000) {
            const std::string text{'\xED', static_cast<char>(0x80 | (point >> 6 & 0x3F)), static_cast<char>(0x80 | (point & 0x3F))};
            QCOMPARE(utf8_sequence_length(text), std::size_t(0));
        } else if (point != 0xFEFF) { // which Qt takes for a byte order mark
            const std::string text = QString::fromUcs4(&point, 1).toStdString();
            QVERIFY2(utf8_sequence_length(text) == text.size(), qPrintable(QString::number(point, 16)));
        }
    }
}

void Text::the_json_librarys_names_are_left_out_of_its_messages() {
    QCOMPARE(without_exception_names("a.json: [json.exception.parse_error.101] parse error at line 2, column 3: x"),
             std::string("a.json: parse error at line 2, column 3: x"));
    QCOMPARE(without_exception_names("[json.exception.type_error.302] a [json.exception.out_of_range.403] b"), std::string("a b"));
    QCOMPARE(without_exception_names("[json.exception.cut"), std::string("[json.exception.cut"));
    QCOMPARE(without_exception_names("[1] is no object"), std::string("[1] is no object"));
}

QTEST_GUILESS_MAIN(Text)
#include "text.moc"
