// SPDX-License-Identifier: GPL-3.0-or-later
// The safetensors reader believes nothing, and what we write another reader would read.
#include "core/model/weights.h"

#include "core/settings/text.h"
#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <cstring>
#include <filesystem>
#include <random>

using namespace overdamp;

namespace {

std::string file_of(const std::string& header, const std::string& data) {
    const std::uint64_t length = header.size();
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, 8);
    return bytes + header + data;
}

QString error_of(const std::string& bytes) {
    try {
        parse_tensors(bytes, "file");
    } catch (const CheckpointError& error) {
        return error.what();
    }
    return {};
}

} // namespace

class WeightsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void what_is_saved_is_loaded() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("a.safetensors").toStdString();
        const NamedTensors saved = {{"a", at::randn({2, 3})},
                                    {"empty", at::zeros({0, 4})},
                                    {"scalar", at::full({}, 2.5, at::kDouble)},
                                    {"steps", at::tensor({7}, at::TensorOptions(at::kLong))},
                                    {"transposed", at::randn({3, 2}).t()}};
        NamedTensors there;
        for (const auto& [name, tensor] : saved)
            there[name] = on_test_device(tensor);
        save_tensors(there, path);
        const NamedTensors loaded = load_tensors(path);
        QCOMPARE(loaded.size(), saved.size());
        for (const auto& [name, tensor] : saved)
            QVERIFY2(at::equal(loaded.at(name), tensor) && loaded.at(name).scalar_type() == tensor.scalar_type(), name.c_str());
    }

    void a_file_of_another_writer_is_read() {
        const NamedTensors loaded = load_tensors(std::filesystem::path(FIXTURES) / "gpt2" / "model.safetensors");
        QCOMPARE(loaded.at("transformer.wte.weight").size(0), 29);
    }

    void damage_is_named_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("part_of_message");
        const auto add = [](const char* name, const std::string& bytes, const char* message) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString(message);
        };
        const std::string four(4, '\1'), eight(8, '\1');
        add("empty file", "", "shorter");
        add("header past the end", file_of("{}", "").substr(0, 9), "truncated");
        add("huge header", std::string(8, '\xff') + "{}", "claims");
        add("no JSON", file_of("nonsense", ""), "JSON");
        add("no object", file_of("[1]", ""), "object");
        add("unknown type", file_of(R"({"a":{"dtype":"Q4","shape":[1],"data_offsets":[0,4]}})", four), "Q4");
        add("missing key", file_of(R"({"a":{"dtype":"F32","shape":[1]}})", four), "exactly");
        add("extra key", file_of(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}})", four), "exactly");
        add("negative size", file_of(R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", four), "natural");
        add("fractional size", file_of(R"({"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}})", four), "natural");
        add("overflowing shape", file_of(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}})", four), "too large");
        add("wrong length", file_of(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", four), "needs 8 bytes");
        add("backward offsets", file_of(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})", four), "another length");
        add("past the end", file_of(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", four), "truncated");
        add("overlap",
            file_of(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", four),
            "overlaps");
        add("gap", file_of(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", eight), "gap");
        add("bytes left over", file_of(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", eight), "belong to no tensor");
        add("duplicate name",
            file_of(R"({"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", four), "twice");
        add("deep nesting", file_of(std::string(100, '[') + std::string(100, ']'), ""), "deep");
    }

    void damage_is_named() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, part_of_message);
        const QString message = error_of(bytes.toStdString());
        QVERIFY2(message.startsWith("file: ") && message.contains(part_of_message), qPrintable(message));
    }

    void every_truncation_of_a_real_file_is_refused() {
        const std::string whole = read_text(std::filesystem::path(FIXTURES) / "gpt2" / "model.safetensors");
        for (std::size_t length = 0; length < whole.size(); length += 97)
            QVERIFY(!error_of(whole.substr(0, length)).isEmpty());
    }

    void random_damage_never_does_more_than_throw() {
        const std::string whole =
            file_of(R"({"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"I64","shape":[1],"data_offsets":[16,24]}})",
                    std::string(24, 'x'));
        std::mt19937_64 stream(11);
        int accepted = 0;
        for (int trial = 0; trial < 20000; ++trial) {
            std::string damaged = whole;
            for (int change = 0; change < 1 + trial % 4; ++change)
                damaged[stream() % damaged.size()] = static_cast<char>(stream());
            accepted += error_of(damaged).isEmpty();
        }
        QVERIFY(accepted > 0 && accepted < 20000); // damage to the data alone is not visible, damage to the header is
    }
};

QTEST_GUILESS_MAIN(WeightsTest)
#include "weights.moc"
