// SPDX-License-Identifier: GPL-3.0-or-later
// Fixtures changed and damaged.
#pragma once

#include "core/settings/text.h"

#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <random>
#include <string>

/// A folder with some of the fixture's files, some of them changed.
class FixtureFolder {
  public:
    FixtureFolder(const std::filesystem::path& fixture, std::initializer_list<const char*> files) : path(folder_.path().toStdString()) {
        for (const char* file : files)
            std::filesystem::copy_file(fixture / file, path / file);
    }
    /// Writes the file with the first `before` changed.
    void replace(const std::string& file, const std::string& before, const std::string& after) const {
        std::string content = overdamp::read_text(path / file);
        const std::size_t found = content.find(before);
        QVERIFY2(found != std::string::npos, before.c_str());
        overdamp::write_text(path / file, content.replace(found, before.size(), after));
    }

  private:
    QTemporaryDir folder_;

  public:
    const std::filesystem::path path;
};

/// The content with a few random changes.
inline std::string damaged(std::string content, std::mt19937_64& stream) {
    for (std::uint64_t change = 0, changes = 1 + stream() % 4; change < changes && !content.empty(); ++change) {
        const std::size_t place = stream() % content.size();
        switch (stream() % 4) {
        case 0:
            content[place] = static_cast<char>(stream());
            break;
        case 1:
            content.erase(place, 1 + stream() % 40);
            break;
        case 2:
            content.insert(place, content.substr(stream() % content.size(), stream() % 40));
            break;
        default:
            content[place] = "0123456789\"{}[]:, -.e"[stream() % 21];
        }
    }
    return content;
}

/// Calls use(damaged content) again and again, which may refuse it by throwing Error; some must be refused and some not.
template <typename Error, typename Use> void survive_damage(const std::string& whole, std::uint64_t seed, int trials, Use use) {
    std::mt19937_64 stream(seed);
    int accepted = 0;
    for (int trial = 0; trial < trials; ++trial) {
        try {
            use(damaged(whole, stream));
            ++accepted;
        } catch (const Error&) {
        }
    }
    QVERIFY2(accepted > 0 && accepted < trials, qPrintable(QString::number(accepted)));
}

/// The same for a file, whose damaged content read() reads and uses.
template <typename Error, typename Read> void survive_damage_to_file(const std::filesystem::path& file, std::uint64_t seed, int trials, Read read) {
    survive_damage<Error>(overdamp::read_text(file), seed, trials, [&](const std::string& content) {
        std::ofstream(file) << content;
        read();
    });
}
