// SPDX-License-Identifier: GPL-3.0-or-later
// TensorBoard event files of other tools: what TensorBoard's own writer wrote, and damage.
#include "core/settings/text.h"
#include "core/telemetry/foreign_log.h"
#include "core/telemetry/protocol_buffer.h"
#include "core/telemetry/record_frames.h"
#include "tests/settings/thrown.h"

#include <QTest>
#include <sstream>

using namespace overdamp;

namespace {

std::string fixture(const char* name) { return read_text(std::string(FIXTURES) + '/' + name); }

ForeignLog read(const std::string& bytes) {
    std::istringstream stream(bytes);
    ForeignLog log;
    read_event_log(stream, "log", log);
    return log;
}

std::vector<std::pair<std::int64_t, double>> values_of(const ForeignLog& log, const std::string& name) {
    std::vector<std::pair<std::int64_t, double>> values;
    for (const LoggedSeries& series : log.series)
        if (series.name == name)
            for (const LoggedValue& value : series.values)
                values.emplace_back(value.step, value.value);
    return values;
}

using Values = std::vector<std::pair<std::int64_t, double>>;

} // namespace

class EventFiles : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void checksums_are_those_of_rfc_3720();
    void messages_are_written_as_protocol_buffers_say();
    void scalars_are_read_in_every_form();
    void texts_and_tensors_of_several_numbers_are_no_scalars();
    void a_cut_last_record_is_read_past();
    void a_changed_byte_anywhere_is_noticed();
    void a_length_beyond_the_file_needs_no_memory();
    void a_message_that_is_none_is_refused();
};

void EventFiles::checksums_are_those_of_rfc_3720() {
    QCOMPARE(crc32c(std::string(32, '\0')), 0x8A9136AAu);
    QCOMPARE(crc32c(std::string(32, '\xFF')), 0x62A8AB43u);
    QCOMPARE(crc32c("123456789"), 0xE3069283u);
    QCOMPARE(crc32c(""), 0u);
}

void EventFiles::messages_are_written_as_protocol_buffers_say() {
    // The examples of the format's description: field 1 = 150, field 2 = "testing".
    QCOMPARE(MessageWriter().whole(1, 150).text(), std::string("\x08\x96\x01"));
    QCOMPARE(MessageWriter().bytes(2, "testing").text(), std::string("\x12\x07testing"));
    QCOMPARE(MessageWriter().real(1, 1.0).text(), std::string("\x09\0\0\0\0\0\0\xF0\x3F", 9));
    QCOMPARE(MessageWriter().single(20, 1.0f).text(), std::string("\xA5\x01\0\0\x80\x3F", 6));
    const std::string negative = MessageWriter().whole(1, static_cast<std::uint64_t>(-1)).text();
    QCOMPARE(negative.size(), std::size_t{11});
    MessageReader reader(negative);
    QCOMPARE(reader.next()->value, ~std::uint64_t{0});
    QVERIFY(!reader.next());
}

void EventFiles::scalars_are_read_in_every_form() {
    const ForeignLog log = read(fixture("scalars.tfevents"));
    QCOMPARE(log.format, std::string("TensorBoard"));
    QCOMPARE(values_of(log, "train/loss"), (Values{{0, 5.5}, {10, 4.5}, {20, 3.25}, {30, 3.125}})); // and a NaN at 50, which was not measured
    QCOMPARE(values_of(log, "learning rate"), (Values{{10, 0.25}}));
    QCOMPARE(values_of(log, "count"), (Values{{40, -7}, {50, 1099511627776.0}}));
    QCOMPARE(values_of(log, "val_loss"), (Values{{50, 6}}));
    QCOMPARE(log.series.front().values[1].wall, 2001.0);
}

void EventFiles::texts_and_tensors_of_several_numbers_are_no_scalars() {
    const ForeignLog log = read(fixture("scalars.tfevents"));
    QVERIFY(values_of(log, "note").empty());
    QVERIFY(values_of(log, "weights").empty());
    QCOMPARE(log.series.size(), std::size_t{4});
}

void EventFiles::a_cut_last_record_is_read_past() {
    const std::string whole = fixture("scalars.tfevents");
    const std::size_t all = read(whole).series.front().values.size();
    for (std::size_t size = 0; size < whole.size(); ++size)
        QVERIFY(read(whole.substr(0, size)).series.empty() || read(whole.substr(0, size)).series.front().values.size() <= all);
    QCOMPARE(values_of(read(whole.substr(0, whole.size() - 1)), "val_loss"), (Values{{50, 6}}));
}

void EventFiles::a_changed_byte_anywhere_is_noticed() {
    const std::string whole = fixture("exported.tfevents");
    for (std::size_t place = 0; place < whole.size(); ++place) {
        std::string damaged = whole;
        damaged[place] = static_cast<char>(damaged[place] ^ 0x40);
        const QString message = thrown<LogError>([&] { read(damaged); });
        QVERIFY2(message.startsWith("log, after ") && message.contains("damaged"), qPrintable(QString::number(place)));
    }
}

void EventFiles::a_length_beyond_the_file_needs_no_memory() {
    std::string head;
    append_little_endian(head, std::uint64_t{1} << 60, 8);
    // The frame of a record whose bytes are these 8 ends in their masked checksum.
    const std::string frame = framed(head);
    QVERIFY(read(head + frame.substr(frame.size() - 4) + "abc").series.empty());
    append_little_endian(head = {}, ~std::uint64_t{0}, 8);
    const std::string largest = framed(head);
    QVERIFY(read(head + largest.substr(largest.size() - 4) + "abc").series.empty());
}

void EventFiles::a_message_that_is_none_is_refused() {
    for (const std::string& bytes : {std::string("\x2A\xFF\x01"), std::string("\x0B"), std::string("\x08") + std::string(10, '\xFF'), std::string("\0\0", 2)}) {
        const QString message = thrown<LogError>([&] { read(framed("") + framed(bytes)); });
        QVERIFY2(message.startsWith("log, after 2 records: "), qPrintable(message));
    }
}

QTEST_GUILESS_MAIN(EventFiles)
#include "event_files.moc"
