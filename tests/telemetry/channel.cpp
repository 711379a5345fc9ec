// SPDX-License-Identifier: GPL-3.0-or-later
// The bounded queue: what it keeps, thins and counts.
#include "core/telemetry/channel.h"

#include <QTest>
#include <set>
#include <thread>

using namespace overdamp;

namespace {

StepRecord step_record(std::int64_t step) {
    StepRecord record;
    record.step = step;
    return record;
}

std::vector<std::int64_t> steps_of(const std::vector<Record>& records) {
    std::vector<std::int64_t> steps;
    for (const Record& record : records)
        steps.push_back(step_of(record));
    return steps;
}

} // namespace

class ChannelTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void records_arrive_in_order_and_once();
    void a_full_channel_drops_every_other_step();
    void only_steps_are_dropped();
    void what_was_dropped_is_counted_once();
    void several_threads_lose_nothing_uncounted();
};

void ChannelTest::records_arrive_in_order_and_once() {
    Channel channel(10);
    QVERIFY(channel.drain().records.empty());
    channel.push(step_record(1));
    channel.push(EventRecord{.step = 2, .revision = 5, .gesture = 0, .changes = {}});
    channel.push(EvaluationRecord{.step = 3});
    channel.push(SampleRecord{.step = 4, .revision = 0, .prompt = "so", .words = {{"on", 7}}});
    const Channel::Batch batch = channel.drain();
    QCOMPARE(steps_of(batch.records), (std::vector<std::int64_t>{1, 2, 3, 4}));
    QCOMPARE(batch.thinned, std::size_t(0));
    QCOMPARE(std::get<EventRecord>(batch.records[1]).revision, 5);
    QCOMPARE(std::get<SampleRecord>(batch.records[3]).words[0].rank, 7);
    QVERIFY(channel.drain().records.empty());
}

void ChannelTest::a_full_channel_drops_every_other_step() {
    Channel channel(8);
    for (std::int64_t step = 0; step < 8; ++step)
        channel.push(step_record(step));
    channel.push(step_record(8)); // the ninth: 1, 3, 5 and 7 go
    const Channel::Batch batch = channel.drain();
    QCOMPARE(steps_of(batch.records), (std::vector<std::int64_t>{0, 2, 4, 6, 8}));
    QCOMPARE(batch.thinned, std::size_t(4));
}

void ChannelTest::only_steps_are_dropped() {
    Channel channel(6);
    for (std::int64_t step = 0; step < 1000; ++step) {
        channel.push(step_record(step));
        if (step % 100 == 0)
            channel.push(EventRecord{.step = step, .revision = 0, .gesture = 0, .changes = {}});
        if (step % 250 == 0)
            channel.push(EvaluationRecord{.step = step});
        if (step % 500 == 0)
            channel.push(SampleRecord{.step = step, .revision = 0, .prompt = "", .words = {}});
    }
    std::array<std::size_t, 4> counts{};
    const Channel::Batch batch = channel.drain();
    std::int64_t before = 0;
    for (const Record& record : batch.records) {
        ++counts[record.index()];
        QVERIFY(step_of(record) >= before);
        before = step_of(record);
    }
    QCOMPARE(counts[1], std::size_t(4));  // evaluations at 0, 250, 500, 750
    QCOMPARE(counts[2], std::size_t(2));  // samples at 0, 500
    QCOMPARE(counts[3], std::size_t(10)); // events at 0, 100, … 900
    QCOMPARE(counts[0] + batch.thinned, std::size_t(1000));
    QVERIFY(counts[0] >= 1 && counts[0] <= 6);
    QCOMPARE(step_of(batch.records.back()), 999); // the newest is always there
}

void ChannelTest::what_was_dropped_is_counted_once() {
    Channel channel(2);
    for (std::int64_t step = 0; step < 3; ++step)
        channel.push(step_record(step));
    QCOMPARE(channel.drain().thinned, std::size_t(1));
    QCOMPARE(channel.drain().thinned, std::size_t(0));
}

void ChannelTest::several_threads_lose_nothing_uncounted() {
    Channel channel(64);
    std::vector<std::jthread> senders;
    for (std::int64_t sender = 0; sender < 4; ++sender)
        senders.emplace_back([&channel, sender] {
            for (std::int64_t i = 0; i < 5000; ++i)
                channel.push(step_record(sender * 5000 + i));
        });
    std::set<std::int64_t> seen;
    std::size_t received = 0, thinned = 0;
    const auto take = [&] {
        const Channel::Batch batch = channel.drain();
        for (const std::int64_t step : steps_of(batch.records))
            seen.insert(step);
        received += batch.records.size();
        thinned += batch.thinned;
    };
    for (int i = 0; i < 100; ++i)
        take();
    senders.clear();
    take();
    QCOMPARE(received + thinned, std::size_t(20000));
    QCOMPARE(seen.size(), received);
}

QTEST_GUILESS_MAIN(ChannelTest)
#include "channel.moc"
