// SPDX-License-Identifier: GPL-3.0-or-later
// How large the models with a name are.
#include "core/model/named_shapes.h"

#include "core/settings/knobs.h"

#include <QTest>

using namespace overdamp;

class NamedShapesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void parameters_are_counted_without_allocating_data() {
        QTest::addColumn<qint64>("expected");
        // (vocabulary + context + 2)·width + layers·(12·width² + 13·width): embeddings, the last norm; per layer two norms (4·width), attention
        // (4·width² + 4·width) and feed-forward (8·width² + 5·width).
        QTest::newRow("nano") << qint64((50257 + 1024 + 2) * 64 + 2 * (12 * 4096 + 13 * 64));
        QTest::newRow("micro") << qint64((50257 + 1024 + 2) * 128 + 4 * (12 * 16384 + 13 * 128));
        QTest::newRow("mini") << qint64((50257 + 1024 + 2) * 384 + 6 * (12 * 147456 + 13 * 384));
        QTest::newRow("small") << qint64(124439808); // GPT-2 as it was released
        QTest::newRow("1b") << qint64(51283) * 1792 + qint64(24) * (12 * 1792 * 1792 + 13 * 1792);
        QTest::newRow("2b") << qint64(51283) * 2304 + qint64(32) * (12 * 2304 * 2304 + 13 * 2304);
        QTest::newRow("3b") << qint64(51283) * 2560 + qint64(36) * (12 * 2560 * 2560 + 13 * 2560);
    }

    void parameters_are_counted_without_allocating() {
        QFETCH(qint64, expected);
        const auto shape = std::ranges::find(named_shapes(), QTest::currentDataTag(), &NamedShape::name);
        QVERIFY(shape != named_shapes().end());
        const std::int64_t count =
            parameter_count({.layers = shape->layers, .width = shape->width, .heads = shape->heads, .context = 1024, .vocabulary = 50257});
        QCOMPARE(qint64(count), expected);
        QVERIFY(named_shapes_reference().find("| " + std::to_string(count) + " |") != std::string::npos);
    }

    void names_keep_what_they_promise() {
        QCOMPARE(std::ssize(named_shapes()), 7);
        const NamedShape& nano = named_shapes().front();
        const Knobs knobs;
        QVERIFY(nano.layers == knobs.model.layers && nano.width == knobs.model.width && nano.heads == knobs.model.heads);
        for (const NamedShape& shape : named_shapes().subspan(1))
            QVERIFY(shape.width == 64 * shape.heads || shape.width == 128 * shape.heads);
        const auto billions = [](const NamedShape& shape) {
            return static_cast<double>(parameter_count({.layers = shape.layers, .width = shape.width, .heads = shape.heads, .context = 1024, .vocabulary = 50257})) / 1e9;
        };
        for (int size = 1; size <= 3; ++size)
            QVERIFY(std::abs(billions(named_shapes()[static_cast<std::size_t>(3 + size)]) - size) < 0.2);
    }
};

QTEST_GUILESS_MAIN(NamedShapesTest)
#include "named_shapes.moc"
