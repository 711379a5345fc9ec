// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/help_pages.h"

#include "core/telemetry/metrics.h"
#include "widgets/plot_catalog.h"
#include "widgets/wording.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace overdamp {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Help", text); }

constexpr const char* measures_page = "measures";

struct Chapter {
    QString name, title, text;
};

/// What is written by hand, in the order of the contents.
std::array<Chapter, 13> chapters() {
    return {{
        {QStringLiteral("start"), tr("The first minute"),
         tr("<p>Press Space: a small language model trains, its loss and the entropy of its predictions are drawn, and samples appear at the right.</p>"
            "<p>Drag <b>α</b> to 0.2. The loss makes one jump and settles into a curve as smooth as any; the entropy and the words are gone. Read the "
            "samples, not only the loss.</p><p>Drag α back to 0 and see whether the words return.</p>")},
        {QStringLiteral("run"), tr("Run bar"),
         tr("<p><b>Run</b> trains and pauses, <b>Step</b> makes one step, <b>Stop</b> ends the run with a checkpoint and a summary. <b>Checkpoint</b> keeps "
            "this moment. <b>Rewind</b> and <b>Fork</b> go back to the step looked at, in a child run. <b>New run</b> begins with the settings shown.</p>"
            "<p>The remaining time is that of training at the present pace; pauses do not count. A finished run goes on when Run is pressed again.</p>")},
        {QStringLiteral("controls"), tr("Controls"),
         tr("<p>Every knob of the experiment. Live knobs may be turned while a run trains and take effect at the next step; each turn is recorded and "
            "drawn as a marker. Knobs marked <i>restart</i> are fixed when a run begins.</p><p>A knob that does nothing just now says why, with a link "
            "that changes it. The round arrow resets a knob. The wheel turns a knob only after it was clicked.</p>")},
        {QStringLiteral("plots"), tr("Plots"),
         tr("<p>Click a title to choose another plot; the three dots split, close, save and scale. The wheel zooms at the pointer, a left drag zooms into "
            "a box, a middle drag pans, a double click fits. All plots share one cursor and the x axis.</p><p>The raw curve stays faint behind its moving "
            "average. Vertical markers are turned knobs. <b>A</b> and <b>B</b> mark two steps and show what changed between them.</p>"
            "<p>Entropy against loss draws one point a step: a healthy run moves left and down together, a collapse falls while the loss rises (Fig. 3 of the "
            "paper).</p>")},
        {QStringLiteral("meter"), tr("Collapse meter"),
         tr("<p>High-frequency share, predictive entropy and distinct-2 of the last evaluation. The tick is this run's level before the feedback was first in "
            "force.</p><p><b>Onset</b> is the first evaluation whose share exceeds twice that level, or whose entropy is under half of it; <b>collapsed</b> the "
            "first whose share is at least 90 %. The run can pause by itself there.</p>")},
        {QStringLiteral("time"), tr("Timeline"),
         tr("<p>Drag along the line to look back: plots, samples and meter show that step. Training goes on meanwhile.</p><p><b>What if not</b> repeats the "
            "run without one of your gestures. <b>Twin</b> trains the same run without feedback beside it: same seed, same batches, same events. Both are runs "
            "of their own, in folders that name their parent.</p>")},
        {QStringLiteral("samples"), tr("Samples"),
         tr("<p>Texts drawn every few steps, the newest on top, with the same prompt and seed each time, so that they compare. Tinted words are among the ten "
            "most frequent of the corpus; underlined ones come again and again.</p><p>The slider goes back in time. <b>Compare</b> shows what changed from an "
            "older sample. Enter in the prompt draws one.</p>")},
        {QStringLiteral("loop"), tr("Loop"),
         tr("<p>One training step as blocks (Fig. 1 of the paper): data, model with DMU and DTU, logits, loss and feedback, PSU and update. Each block shows its "
            "present value and lights up when it acts. Click a block to get to its knobs.</p>")},
        {QStringLiteral("temperatures"), tr("Temperatures"),
         tr("<p>What the present parameters would write at other temperatures. It separates the entropy of decoding from that of the model: what is low at "
            "T = 1 on held-out text, no temperature brings back. Training is not disturbed.</p>")},
        {QStringLiteral("runs"), tr("Runs"),
         tr("<p>Every run folder is a row. Tick runs to draw them on all plots. Enter opens a run, F2 renames it, Delete moves it into the trash, Ctrl+Z brings it "
            "back.</p><p>The filter takes words and conditions: alpha&gt;0.1, state:finished, feedback.law=marginal. All must hold.</p>")},
        {QStringLiteral("twin"), tr("Twin"),
         tr("<p>The difference between this run and its twin without feedback, step by step. Both see the same batches, so what differs is the feedback's "
            "doing.</p>")},
        {QStringLiteral("presets"), tr("Presets and run folders"),
         tr("<p>A preset holds all knobs of an experiment. Drop a preset or a run folder on the window to open it. An italic name has unsaved changes.</p><p>A run "
            "folder holds the experiment, measures, samples, events and checkpoints as plain files. <b>Copy as command</b> gives the overdamp-run line that "
            "trains the same.</p>")},
        {QStringLiteral("presenter"), tr("Presenter mode"),
         tr("<p>F11 fills the screen with the plots and the samples, in large type and with thick lines; α, the law and Run stay. F11 or Escape brings "
            "everything back as it was.</p>")},
    }};
}

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
    QString page = QStringLiteral("<h2>%1</h2><p>%2</p><ul>").arg(tr("Help"), tr("Press F1 to read about what is under the pointer or has the keyboard."));
    for (const Chapter& chapter : chapters())
        page += QStringLiteral("<li>%1</li>").arg(link(chapter.name, chapter.title));
    page += QStringLiteral("<li>%1</li></ul><h3>%2</h3><ul>").arg(link(QStringLiteral("keyboard"), tr("Keyboard")), tr("Knobs"));
    for (const std::string_view group : groups())
        page += QStringLiteral("<li>%1</li>").arg(link(knobs_page_of(group), translated(group)));
    return page + QStringLiteral("</ul><h3>%1</h3>").arg(link(QLatin1String(measures_page), tr("Measures")));
}

QString knobs_page(std::string_view group) {
    QString page = help_heading(translated(group));
    for (const Knob& knob : knob_table()) {
        if (knob.group != group)
            continue;
        const QString symbol = knob.symbol.empty() ? QString() : plain(knob.symbol).toHtmlEscaped() + QStringLiteral("&nbsp; ");
        page += QStringLiteral("<h4><a name=\"%1\"></a>%2%3</h4>%4").arg(plain(knob.key), symbol, translated(knob.label).toHtmlEscaped(), knob_help(knob));
    }
    return page;
}

QString measures() {
    QString page = help_heading(tr("Measures")) +
                   tr("<p>Numbers in brackets are the paper's equations. Step measures are taken at every step, the others when the run is evaluated.</p>");
    for (const Metric& metric : metric_table()) {
        QStringList facts{metric.unit.empty() ? tr("no unit") : translated(metric.unit),
                          metric.source() == MetricSource::step ? tr("at every step") : tr("at evaluations")};
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
    for (const Chapter& chapter : chapters())
        if (chapter.name == name)
            return help_heading(chapter.title) + chapter.text;
    for (const std::string_view group : groups())
        if (knobs_page_of(group) == name)
            return knobs_page(group);
    return {};
}

QString help_heading(const QString& title) {
    return QStringLiteral("<p>%1</p><h2>%2</h2>").arg(link(QStringLiteral("contents"), tr("Contents")), title.toHtmlEscaped());
}

} // namespace overdamp
