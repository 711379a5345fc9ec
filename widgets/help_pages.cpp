// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/help_pages.h"

#include "core/telemetry/metrics.h"
#include "widgets/handbook.h"
#include "widgets/plot_catalog.h"
#include "widgets/wording.h"

#include <QCoreApplication>
#include <QStringList>
#include <QTextDocument>

#include <algorithm>

namespace overdamp {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Help", text); }

constexpr const char* measures_page = "measures";
constexpr qsizetype search_context = 60; ///< letters shown on both sides of a word

QString link(const QString& page, const QString& text) { return QStringLiteral("<a href=\"help:%1\">%2</a>").arg(page, text.toHtmlEscaped()); }

QString knobs_page_of(std::string_view group) { return QStringLiteral("knobs/") + plain(group); }

std::vector<std::string_view> groups() {
    std::vector<std::string_view> found;
    for (const Knob& knob : knob_table())
        if (found.empty() || found.back() != knob.group)
            found.push_back(knob.group);
    return found;
}

QString contents() {
    QString page =
        QStringLiteral("<h2>%1</h2><p>%2</p>").arg(tr("Handbook"), tr("Press F1 to read about what is under the pointer or has the keyboard."));
    for (const ChapterGroup& group : handbook()) {
        page += QStringLiteral("<h3>%1</h3><ul>").arg(group.title.toHtmlEscaped());
        for (const Chapter& chapter : group.chapters)
            page += QStringLiteral("<li>%1</li>").arg(link(chapter.name, chapter.title));
        page += QStringLiteral("</ul>");
    }
    page += QStringLiteral("<h3>%1</h3><ul>").arg(tr("Knobs"));
    for (const std::string_view group : groups())
        page += QStringLiteral("<li>%1</li>").arg(link(knobs_page_of(group), translated(group)));
    return page + QStringLiteral("</ul><h3>%1</h3><h3>%2</h3>")
                      .arg(link(QLatin1String(measures_page), tr("Measures")), link(QStringLiteral("keyboard"), tr("Keyboard")));
}

QString knobs_page(std::string_view group) {
    QString page = help_heading(translated(group));
    for (const Knob& knob : knob_table()) {
        if (knob.group != group)
            continue;
        const QString symbol = knob.symbol.empty() ? QString() : plain(knob.symbol).toHtmlEscaped() + QStringLiteral("&nbsp; ");
        page += QStringLiteral("<h4><a name=\"%1\"></a>%2%3</h4>%4")
                    .arg(plain(knob.key), symbol, translated(knob.label).toHtmlEscaped(), knob_help(knob));
    }
    return page;
}

QString measures() {
    QString page =
        help_heading(tr("Measures")) +
        tr("<p>Numbers in brackets are the paper's equations. Step measures are taken at every step, the others when the run is evaluated.</p>");
    for (const Metric& metric : metric_table()) {
        QStringList facts{metric.unit.empty() ? tr("no unit") : translated(metric.unit),
                          metric.source() == MetricSource::step ? tr("at every step") : tr("at evaluations")};
        if (!metric.reference.empty())
            facts << tr("source: %1").arg(plain(metric.reference));
        page += QStringLiteral("<h4><a name=\"%1\"></a>%2</h4><p>%3</p><p>%4</p><p><code>%1</code></p>")
                    .arg(plain(metric.name), translated(metric.label).toHtmlEscaped(), translated(metric.help).toHtmlEscaped(),
                         facts.join(QStringLiteral(" · ")).toHtmlEscaped());
    }
    return page;
}

} // namespace

QString knob_help(const Knob& knob) {
    QStringList facts{value_range(knob)};
    for (const std::string_view name : knob.choices)
        facts << plain(name);
    facts << tr("default %1").arg(value_text(knob, knob.default_value()));
    facts << (knob.timing == KnobTiming::restart ? tr("takes effect with a new run") : tr("takes effect at once"));
    if (!knob.reference.empty())
        facts << tr("paper: %1").arg(plain(knob.reference));
    facts.removeAll(QString());
    return tr("<p>%1</p><p>%2</p><p><code>%3</code></p>")
        .arg(translated(knob.help).toHtmlEscaped(), facts.join(QStringLiteral(" · ")).toHtmlEscaped(), plain(knob.key));
}

QString help_topic(const Knob& knob) { return knobs_page_of(knob.group) + QLatin1Char('#') + plain(knob.key); }

QString help_topic(const PlotKind& kind) {
    if (kind.form != PlotKind::Form::steps || kind.lines.empty())
        return QStringLiteral("plots");
    return QLatin1String(measures_page) + QLatin1Char('#') + QString::fromStdString(kind.lines.front().metric);
}

QString help_page(const QString& name) {
    if (name == QLatin1String("contents"))
        return contents();
    if (name == QLatin1String(measures_page))
        return measures();
    if (const Chapter* chapter = find_chapter(name))
        return help_heading(chapter->title) + chapter->html;
    for (const std::string_view group : groups())
        if (knobs_page_of(group) == name)
            return knobs_page(group);
    return {};
}

QStringList help_page_names() {
    QStringList names;
    for (const ChapterGroup& group : handbook())
        for (const Chapter& chapter : group.chapters)
            names << chapter.name;
    for (const std::string_view group : groups())
        names << knobs_page_of(group);
    return names << QLatin1String(measures_page);
}

QString search_page(const QString& wanted) {
    QString page = help_heading(tr("Search: %1").arg(wanted));
    const QStringList words = wanted.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    int found = 0;
    for (const QString& name : help_page_names()) {
        QTextDocument document;
        document.setHtml(help_page(name));
        const QString text = document.toPlainText().section(QLatin1Char('\n'), 1); // without the way back to the contents
        const auto holds = [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); };
        if (words.isEmpty() || !std::ranges::all_of(words, holds))
            continue;
        const qsizetype place = text.indexOf(words.first(), 0, Qt::CaseInsensitive);
        const QString around = text.mid(std::max<qsizetype>(0, place - search_context), 2 * search_context + words.first().size()).simplified();
        page += QStringLiteral("<h4>%1</h4><p>… %2 …</p>").arg(link(name, text.section(QLatin1Char('\n'), 0, 0)), around.toHtmlEscaped());
        ++found;
    }
    return found > 0 ? page : page + tr("<p>No page holds all of these words.</p>");
}

QString help_heading(const QString& title) {
    return QStringLiteral("<p>%1</p><h2>%2</h2>").arg(link(QStringLiteral("contents"), tr("Contents")), title.toHtmlEscaped());
}

} // namespace overdamp
