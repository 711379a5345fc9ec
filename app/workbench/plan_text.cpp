// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/plan_text.h"

#include "core/settings/knobs.h"
#include "widgets/wording.h"

#include <QRegularExpression>

namespace overdamp {

namespace {

constexpr QLatin1Char quote('"'), comma(',');

} // namespace

QStringList parts_of(const QString& text) {
    static const QRegularExpression part(QStringLiteral(R"re(\s*("(?:[^"]|"")*"|[^,]*)\s*(?:,|$))re"));
    QStringList parts;
    for (const QRegularExpressionMatch& match : part.globalMatch(text)) {
        QString found = match.captured(1).trimmed();
        if (found.size() >= 2 && found.startsWith(quote) && found.endsWith(quote))
            found = found.mid(1, found.size() - 2).replace(QStringLiteral("\"\""), QStringLiteral("\""));
        if (!found.isEmpty())
            parts << found;
    }
    return parts;
}

QString text_of_parts(const std::vector<std::string>& parts) {
    QStringList texts;
    for (const std::string& part : parts) {
        QString text = plain(part);
        if (text.contains(comma) || text.contains(quote) || text != text.trimmed())
            text = quote + text.replace(QStringLiteral("\""), QStringLiteral("\"\"")) + quote;
        texts << text;
    }
    return texts.join(QStringLiteral(", "));
}

std::vector<std::int64_t> seeds_from(const QString& text) {
    std::vector<std::int64_t> seeds;
    for (const QString& part : parts_of(text)) {
        bool whole = false;
        seeds.push_back(part.toLongLong(&whole));
        if (!whole || seeds.back() < 0)
            throw SettingsError("seeds: \"" + part.toStdString() + "\" is no seed; expected whole numbers from 0");
    }
    return seeds;
}

QString seeds_text(const std::vector<std::int64_t>& seeds) {
    QStringList parts;
    for (const std::int64_t seed : seeds)
        parts << QString::number(seed);
    return parts.join(QStringLiteral(", "));
}

} // namespace overdamp
