// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/study_figures.h"

#include "core/measure/cross_seed.h"
#include "core/study/grid.h"
#include "core/telemetry/run_list.h"
#include "widgets/dot_chart.h"
#include "widgets/export.h"
#include "widgets/line_plot.h"
#include "widgets/trajectory.h"
#include "widgets/wording.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>

namespace overdamp {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(overdamp::study_figures)
};

using RunHistory = std::shared_ptr<const History>;

constexpr QSize picture_size{640, 400};
constexpr QSize wide_size{1080, 420};
constexpr int dot_chart_frame = 90, dot_chart_row = 28; // pixels
constexpr double loss_smoothing = 0.9;
constexpr std::size_t colours = 7; // before they repeat
constexpr std::size_t most_rows_by_seed = colours;

/// A name from outside as a drawing may hold it.
QString safe_name(const std::string& name) {
    QString text = plain(name);
    for (QChar& letter : text)
        if (!letter.isPrint() && !letter.isSurrogate())
            letter = QChar::ReplacementCharacter;
    return text;
}

/// The drawing to stand in a document among others: no declaration, and ids of its own.
std::string standing_inside(const QByteArray& svg, const QString& prefix) {
    QString text = QString::fromUtf8(svg);
    text.remove(0, text.indexOf(QLatin1String("<svg")));
    text.replace(QRegularExpression(QStringLiteral("\\bid=\"([^\"]+)\"")), QStringLiteral("id=\"%1\\1\"").arg(prefix));
    text.replace(QRegularExpression(QStringLiteral("url\\(#([^)]+)\\)")), QStringLiteral("url(#%1\\1)").arg(prefix));
    text.replace(QRegularExpression(QStringLiteral("href=\"#([^\"]+)\"")), QStringLiteral("href=\"#%1\\1\"").arg(prefix));
    return text.toStdString();
}

/// Draws plots one after another.
class Sketchbook {
  public:
    void add(Plot& plot, const QString& caption, const QSize& size = picture_size) {
        add(plot.title(), caption, [&](const QPalette& colours) { return svg_of(plot, size, colours); });
    }
    void add(const DotChart& chart, const QString& caption, const QSize& size) {
        add(chart.title, caption, [&](const QPalette& colours) {
            return svg_of(chart.title, size, [&](QPainter& painter) { draw_dot_chart(painter, chart, size, QGuiApplication::font(), colours); });
        });
    }
    std::vector<Picture> take() { return std::move(pictures_); }

  private:
    void add(const QString& title, const QString& caption, const std::function<QByteArray(const QPalette&)>& svg) {
        const QString number = QString::number(pictures_.size() + 1);
        pictures_.push_back({.title = title.toStdString(),
                             .caption = caption.toStdString(),
                             .light = standing_inside(svg(light_palette()), QLatin1Char('l') + number),
                             .dark = standing_inside(svg(dark_palette()), QLatin1Char('d') + number)});
    }

    std::vector<Picture> pictures_;
};

/// Values over numbers of which nobody else keeps a copy.
Series series_of(QString label, std::vector<double> x, std::vector<double> y) {
    const auto columns = std::make_shared<const std::pair<std::vector<double>, std::vector<double>>>(std::move(x), std::move(y));
    return {.label = std::move(label), .read = [columns] { return Points{std::span<const double>(columns->first), columns->second}; }};
}

Series series_of(QString label, const RunHistory& history, const Metric& metric, int colour) {
    return {.label = std::move(label), .read = [history, &metric] { return points_of(*history, metric); }, .overlay = colour};
}

QString with_name(const QString& title, const std::string& name) {
    return name.empty() ? title : QStringLiteral("%1 · %2").arg(title, safe_name(name));
}

/// What is measured where the last axis has that label, in one row or in the mean over rows of one name.
struct ShareLine {
    QString name;
    std::vector<double> x, ours, paper_x, paper;
};

std::vector<ShareLine> share_lines(const StudyReport& report, const StudyGrid& grid, const std::string& metric) {
    std::vector<ShareLine> lines;
    const bool by_seed = grid.rows.size() <= most_rows_by_seed;
    for (std::size_t first = 0; first < grid.rows.size();) {
        std::size_t end = first + 1;
        while (!by_seed && end < grid.rows.size() && grid.rows[end].name == grid.rows[first].name)
            ++end;
        const auto rows = std::span(grid.rows).subspan(first, end - first);
        first = end;
        ShareLine line{.name = safe_name(rows.front().name), .x = {}, .ours = {}, .paper_x = {}, .paper = {}};
        if (by_seed)
            line.name =
                line.name.isEmpty() ? Words::tr("seed %1").arg(rows.front().seed) : QStringLiteral("%1, %2").arg(line.name).arg(rows.front().seed);
        for (std::size_t column = 0; column < grid.columns.size(); ++column) {
            std::vector<double> ours, paper;
            for (const StudyGrid::Row& row : rows)
                if (const auto cell = row.cells[column]) {
                    if (const double value = report.results[*cell].value(metric); !std::isnan(value))
                        ours.push_back(value);
                    if (const auto number = paper_value(report.study, report.study.cells[*cell], metric))
                        paper.push_back(number->value);
                }
            if (!ours.empty()) {
                line.x.push_back(grid.positions[column]);
                line.ours.push_back(mean(ours));
            }
            if (!paper.empty()) {
                line.paper_x.push_back(grid.positions[column]);
                line.paper.push_back(mean(paper));
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

void draw_share(Sketchbook& book, const StudyReport& report, const StudyGrid& grid) {
    const Metric& metric = *find_metric(report.study.metrics.front());
    LinePlot plot;
    plot.set_title(title_of(metric));
    plot.set_x_title(safe_name(grid.axis));
    if (metric.unit == "percent")
        plot.set_y_range(Range{0, 100});
    std::vector<Series> series;
    bool with_paper = false;
    int colour = 0;
    for (ShareLine& line : share_lines(report, grid, std::string(metric.name))) {
        if (!line.ours.empty()) {
            series.push_back(series_of(line.name, line.x, line.ours));
            series.back().overlay = colour;
        }
        if (!line.paper.empty()) {
            series.push_back(series_of(Words::tr("%1, paper").arg(line.name), line.paper_x, line.paper));
            series.back().overlay = colour;
            series.back().dashed = true;
            series.back().legend = QString();
            with_paper = true;
        }
        ++colour;
    }
    if (series.empty())
        return;
    plot.set_series(std::move(series));
    const QString by = grid.rows.size() <= most_rows_by_seed ? Words::tr("One line a seed.") : Words::tr("Means over seeds.");
    book.add(plot,
             Words::tr("%1 at the end of the runs, against %2. %3").arg(title_of(metric), safe_name(grid.axis), by) +
                 (with_paper ? QLatin1Char(' ') + Words::tr("Dashed: the paper's numbers.") : QString()),
             wide_size);
}

/// The headline measure of every run, a height for each label of the last axis, a colour for each name of rows.
void draw_share_by_name(Sketchbook& book, const StudyReport& report, const StudyGrid& grid) {
    const Metric& metric = *find_metric(report.study.metrics.front());
    DotChart chart{.title = title_of(metric), .x_title = {}, .categories = {}, .series = {}, .range = {}};
    if (metric.unit == "percent")
        chart.range = Range{-2, 102}; // room for the dots at both ends
    for (const std::string& label : grid.columns)
        chart.categories.push_back(safe_name(label));
    bool with_paper = false, measured = false;
    int colour = -1;
    const std::string* name = nullptr;
    DotSeries *ours = nullptr, *paper = nullptr;
    chart.series.reserve(2 * grid.rows.size());
    for (const StudyGrid::Row& row : grid.rows) {
        if (name == nullptr || *name != row.name) {
            name = &row.name;
            ours =
                &chart.series.emplace_back(DotSeries{.label = safe_name(row.name), .dots = {}, .colour = ++colour, .in_legend = !row.name.empty()});
            paper = &chart.series.emplace_back(DotSeries{.label = {}, .dots = {}, .colour = colour, .open = true, .in_legend = false});
        }
        for (std::size_t column = 0; column < grid.columns.size(); ++column)
            if (const auto cell = row.cells[column]) {
                const double value = report.results[*cell].value(std::string(metric.name));
                measured |= !std::isnan(value);
                ours->dots.push_back({column, value});
                const auto number = paper_value(report.study, report.study.cells[*cell], std::string(metric.name));
                if (number && std::ranges::find(paper->dots, column, &Dot::category) == paper->dots.end()) {
                    paper->dots.push_back({column, number->value});
                    with_paper = true;
                }
            }
    }
    if (!measured)
        return;
    const int height = dot_chart_frame + dot_chart_row * static_cast<int>(grid.columns.size()) * std::max(1, (colour + 2) / 2);
    book.add(chart,
             Words::tr("%1 at the end of the runs, for each %2. One dot a run.").arg(title_of(metric), safe_name(grid.axis)) +
                 (with_paper ? QLatin1Char(' ') + Words::tr("Open: the paper's numbers.") : QString()),
             {wide_size.width(), height});
}

/// The finished runs of the rows of one name.
struct RowRuns {
    std::string name;
    struct Run {
        std::size_t column;
        std::int64_t seed;
        RunHistory history;
    };
    std::vector<Run> runs; ///< column by column
};

std::vector<RowRuns> finished_runs(const StudyReport& report, const StudyGrid& grid) {
    std::vector<RowRuns> all;
    for (const StudyGrid::Row& row : grid.rows) {
        if (all.empty() || all.back().name != row.name)
            all.push_back({.name = row.name, .runs = {}});
        for (std::size_t column = 0; column < row.cells.size(); ++column)
            if (const auto cell = row.cells[column]; cell && report.results[*cell].status.state == CellState::finished)
                all.back().runs.push_back(
                    {.column = column, .seed = row.seed, .history = std::make_shared<const History>(load_history(report.results[*cell].status.run))});
    }
    for (RowRuns& row : all)
        std::ranges::stable_sort(row.runs, {}, &RowRuns::Run::column);
    std::erase_if(all, [](const RowRuns& row) { return row.runs.empty(); });
    return all;
}

QString label_of(const StudyGrid& grid, std::size_t column) {
    return QStringLiteral("%1 = %2").arg(safe_name(grid.axis), safe_name(grid.columns[column]));
}

void draw_loss(Sketchbook& book, const StudyGrid& grid, const RowRuns& row) {
    const Metric& metric = *find_metric("train/loss");
    LinePlot plot;
    plot.set_title(with_name(title_of(metric), row.name));
    plot.set_smoothing(loss_smoothing);
    std::vector<Series> series;
    for (std::size_t i = 0; i < row.runs.size(); ++i) {
        const RowRuns::Run& run = row.runs[i];
        series.push_back(series_of(label_of(grid, run.column), run.history, metric, static_cast<int>(run.column)));
        series.back().dashed = run.column >= colours;
        if (i > 0 && row.runs[i - 1].column == run.column)
            series.back().legend = QString();
    }
    plot.set_series(std::move(series));
    book.add(plot, Words::tr("Training loss of every finished run, one colour for each %1. Faint: as recorded; strong: moving average.")
                           .arg(safe_name(grid.axis)) +
                       (grid.columns.size() > colours ? QLatin1Char(' ') + Words::tr("Dashed where a colour comes again.") : QString()));
}

void draw_trajectories(Sketchbook& book, const StudyGrid& grid, const RowRuns& row) {
    const RowRuns::Run& main = *std::ranges::find(row.runs, row.runs.back().column, &RowRuns::Run::column);
    Trajectory plot;
    plot.set_title(with_name(Words::tr("Entropy against loss (nats)"), row.name));
    plot.set_source([history = main.history] { return trajectory_of(*history); });
    std::vector<Overlay> overlays;
    for (const RowRuns::Run& run : row.runs)
        if (run.column != main.column && run.seed == main.seed)
            overlays.push_back({.name = label_of(grid, run.column), .history = run.history, .colour = static_cast<int>(run.column)});
    plot.set_overlays(overlays);
    book.add(plot, Words::tr("Loss and predictive entropy through training, seed %1. The trail coloured by α over the density of its steps is %2; "
                             "the others are drawn beside it.")
                       .arg(main.seed)
                       .arg(label_of(grid, main.column)));
}

} // namespace

std::vector<Picture> study_figures(const StudyReport& report) {
    Sketchbook book;
    const StudyGrid grid = study_grid(report.study);
    if (grid.positions.size() > 1)
        draw_share(book, report, grid);
    else if (grid.columns.size() > 1)
        draw_share_by_name(book, report, grid);
    for (const RowRuns& row : finished_runs(report, grid)) {
        draw_loss(book, grid, row);
        draw_trajectories(book, grid, row);
    }
    return book.take();
}

std::vector<Picture> comparison_figures(std::span<const std::filesystem::path> runs) {
    Sketchbook book;
    std::vector<Overlay> all;
    for (const std::filesystem::path& run : runs) {
        const RunInfo info = read_run(run);
        if (info.condition != RunCondition::damaged)
            all.push_back({.name = safe_name(info.name()),
                           .history = std::make_shared<const History>(load_history(run)),
                           .colour = static_cast<int>(all.size())});
    }
    for (const char* name : {"train/loss", "train/predictive_entropy", "sample/hf_share_top10", "eval/loss"}) {
        const Metric& metric = *find_metric(name);
        LinePlot plot;
        plot.set_title(title_of(metric));
        if (metric.source() == MetricSource::step)
            plot.set_smoothing(loss_smoothing);
        std::vector<Series> series;
        for (const Overlay& run : all)
            if (points_of(*run.history, metric).size() > 0)
                series.push_back(series_of(run.name, run.history, metric, run.colour));
        if (series.empty())
            continue;
        plot.set_series(std::move(series));
        book.add(plot, Words::tr("%1 of each run over its steps.").arg(title_of(metric)));
    }
    if (!all.empty()) {
        Trajectory plot;
        plot.set_title(Words::tr("Entropy against loss (nats)"));
        plot.set_source([history = all.front().history] { return trajectory_of(*history); });
        plot.set_overlays({all.begin() + 1, all.end()});
        book.add(plot,
                 Words::tr("The trail coloured by α over the density of its steps is %1; the others are drawn beside it.").arg(all.front().name));
    }
    return book.take();
}

} // namespace overdamp
