// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wording.h"

#include "core/settings/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace overdamp {

namespace {

QString number_text(double number, int digits) { return QLocale().toString(number, 'g', digits); }

QString tr(const char* text) { return QCoreApplication::translate("Wording", text); }

/// The tables' units, which are not marked there.
[[maybe_unused]] constexpr const char* units[] = {translatable("nats"),  translatable("percent"),   translatable("tokens"),    translatable("steps"),
                                                  translatable("words"), translatable("sentences"), translatable("sequences"), translatable("rewards"),
                                                  translatable("tokens/s")};

} // namespace

QString plain(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString translated(std::string_view text) { return text.empty() ? QString() : QCoreApplication::translate("", std::string(text).c_str()); }

QString value_text(const Knob& knob, const KnobValue& value) {
    const QString text = plain(to_text(value));
    if (text.isEmpty())
        return tr("none");
    return knob.unit.empty() ? text : text + QChar(u' ') + translated(knob.unit);
}

QString value_range(const Knob& knob) {
    if (knob.type != KnobType::integer && knob.type != KnobType::real)
        return {};
    const QString unit = knob.unit.empty() ? QString() : QChar(u' ') + translated(knob.unit);
    if (knob.type == KnobType::integer)
        return tr("%1 to %2").arg(count_text(static_cast<std::int64_t>(knob.minimum)), count_text(static_cast<std::int64_t>(knob.maximum))) + unit;
    return tr("%1 to %2").arg(plain(to_text(knob.minimum)), plain(to_text(knob.maximum))) + unit;
}

QString change_text(const KnobChange& change) {
    const Knob& knob = find_knob(change.key);
    const QString name = knob.symbol.empty() ? translated(knob.label) : plain(knob.symbol);
    return tr("%1 %2 → %3").arg(name, plain(to_text(change.from)), plain(to_text(change.to)));
}

QString count_text(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

QString short_count(double count) {
    struct Suffix {
        double from;
        const char* text;
    };
    for (const Suffix suffix : {Suffix{1e9, "G"}, Suffix{1e6, "M"}, Suffix{1e3, "k"}})
        if (count >= suffix.from)
            return number_text(count / suffix.from, count / suffix.from < 100 ? 2 : 3) + QChar(u' ') + QLatin1String(suffix.text);
    return count_text(std::lround(count));
}

QString duration_text(double seconds) {
    const auto whole = static_cast<qint64>(std::llround(std::max(seconds, 0.0)));
    if (whole < 60)
        return tr("%1 s").arg(whole);
    if (whole < 3600)
        return tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    if (whole < 48 * 3600)
        return tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
    return tr("%1 d %2 h").arg(whole / 86400).arg(whole % 86400 / 3600);
}

} // namespace overdamp
