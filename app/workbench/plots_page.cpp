// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/plots_page.h"

#include "widgets/export.h"
#include "widgets/line_plot.h"
#include "widgets/trajectory.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

namespace overdamp {

namespace {

constexpr QSize export_size{800, 500};

Series series_of(const History& history, const char* name, Meaning meaning, bool dashed = false) {
    const Metric& metric = *find_metric(name);
    return {.label = QCoreApplication::translate("", std::string(metric.label).c_str()),
            .meaning = meaning,
            .read = [&history, &metric] { return points_of(history, metric); },
            .dashed = dashed,
            .may_smooth = metric.source() == MetricSource::step};
}

QSplitter* split(Qt::Orientation orientation, QWidget* first, QWidget* second) {
    auto* splitter = new QSplitter(orientation);
    splitter->addWidget(first);
    splitter->addWidget(second);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(6);
    splitter->setSizes({1000, 1000});
    return splitter;
}

} // namespace

PlotsPage::PlotsPage(const History& history, QWidget* parent) : QWidget(parent), history_(history) {
    LinePlot* loss = make_loss_plot();
    LinePlot* share = share_ = make_share_plot();
    Trajectory* trajectory = make_trajectory();
    LinePlot* norms = make_norm_plot();
    line_plots_ = {loss, share, norms};
    smoothed_ = {loss, norms};
    plots_ = {{QStringLiteral("loss-entropy"), loss}, {QStringLiteral("high-frequency-share"), share},
              {QStringLiteral("trajectory"), trajectory}, {QStringLiteral("norms"), norms}};
    auto* left = split(Qt::Vertical, loss, trajectory);
    auto* right = split(Qt::Vertical, share, norms);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(split(Qt::Horizontal, left, right));
    link();
}

LinePlot* PlotsPage::make_loss_plot() {
    auto* plot = new LinePlot;
    plot->set_title(tr("Loss and entropy (nats)"));
    plot->set_x_title(tr("Step"));
    curves_[plot] = {{"train/loss", Meaning::loss}, {"train/predictive_entropy", Meaning::entropy}, {"eval/loss", Meaning::loss, true}};
    show_curves(plot);
    return plot;
}

Trajectory* PlotsPage::make_trajectory() {
    auto* plot = new Trajectory;
    plot->set_title(tr("Entropy against loss (nats)"));
    plot->set_source([this] { return trajectory_of(history_); });
    return plot;
}

LinePlot* PlotsPage::make_share_plot() {
    auto* plot = new LinePlot;
    plot->set_title(tr("High-frequency share (%)"));
    plot->set_x_title(tr("Step"));
    plot->set_y_range(Range{0, 105});
    curves_[plot] = {{"sample/hf_share_top10", Meaning::collapse}};
    show_curves(plot);
    return plot;
}

LinePlot* PlotsPage::make_norm_plot() {
    auto* plot = new LinePlot;
    plot->set_title(tr("Norms"));
    plot->set_x_title(tr("Step"));
    plot->set_y_scale(Scale::logarithmic);
    curves_[plot] = {{"train/parameter_norm", Meaning::other}, {"train/gradient_norm", Meaning::neutral}};
    show_curves(plot);
    return plot;
}

void PlotsPage::link() {
    for (const Named& named : plots_) {
        Plot* plot = named.plot;
        plot->set_empty_text(tr("Press Space to train"));
        plot->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(plot, &QWidget::customContextMenuRequested, this, [this, named](const QPoint& place) { show_menu(named.plot, named.name, place); });
        connect(plot, &Plot::cursor_moved, this, [this, plot](std::optional<double> step) {
            for (const Named& other : plots_)
                if (other.plot != plot)
                    other.plot->set_cursor(step);
            Q_EMIT cursor_moved(step);
        });
    }
    for (LinePlot* plot : line_plots_)
        connect(plot, &Plot::x_view_changed, this, [this, plot](std::optional<Range> range) {
            for (LinePlot* other : line_plots_)
                if (other != plot)
                    other->set_x_view(range);
        });
}

void PlotsPage::refresh() {
    if (history_.events().size() != markers_shown_)
        show_markers();
    for (const Named& named : plots_)
        named.plot->refresh();
}

void PlotsPage::start_over(bool natural_text) {
    share_->set_references({});
    if (natural_text)
        share_->set_references({{27, tr("paper, α = 0: 27 %")}, {61, tr("paper, α = 0.05: 61–68 %")}, {68, QString()}, {100, tr("paper, α = 0.2: 100 %")}});
    show_markers();
    fit();
    refresh();
}

void PlotsPage::set_overlays(std::vector<Overlay> overlays) {
    overlays_ = std::move(overlays);
    for (LinePlot* plot : line_plots_)
        show_curves(plot);
}

void PlotsPage::set_cursor(std::optional<double> step) {
    for (const Named& named : plots_)
        named.plot->set_cursor(step);
}

void PlotsPage::show_curves(LinePlot* plot) {
    std::vector<Series> series;
    for (const Overlay& overlay : overlays_)
        for (const Curve& curve : curves_.at(plot)) {
            Series other = series_of(*overlay.history, curve.metric, curve.meaning, curve.dashed);
            other.read = [history = overlay.history, metric = find_metric(curve.metric)] { return points_of(*history, *metric); };
            other.label = &curve == curves_.at(plot).data() ? overlay.name : QString(); // once in the legend
            other.overlay = overlay.colour;
            series.push_back(std::move(other));
        }
    for (const Curve& curve : curves_.at(plot))
        series.push_back(series_of(history_, curve.metric, curve.meaning, curve.dashed));
    plot->set_series(std::move(series));
}

void PlotsPage::set_smoothing(double factor) {
    for (LinePlot* plot : smoothed_)
        plot->set_smoothing(factor);
    refresh();
}

void PlotsPage::fit() {
    for (const Named& named : plots_) {
        named.plot->set_cursor(std::nullopt);
        named.plot->fit();
    }
}

void PlotsPage::show_markers() {
    markers_shown_ = history_.events().size();
    for (LinePlot* plot : line_plots_)
        plot->set_markers(markers_of(history_.events()));
}

void PlotsPage::show_menu(Plot* plot, const QString& name, const QPoint& place) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Fit"), plot, &Plot::fit);
    menu->addSeparator();
    menu->addAction(tr("Copy image"), this, [plot] { QApplication::clipboard()->setImage(plot->to_image(plot->size(), 2)); });
    menu->addAction(tr("Save image…"), this, [this, plot, name] { save(plot, name); });
    menu->popup(plot->mapToGlobal(place));
}

void PlotsPage::save(Plot* plot, const QString& name) {
    auto* dialog = new QFileDialog(this, tr("Save plot"), name + QStringLiteral(".png"), plot_file_filter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this, plot](const QString& path) {
        if (const QString error = export_plot(*plot, path, export_size, plot->palette()); !error.isEmpty())
            Q_EMIT problem(error);
    });
    dialog->open();
}

} // namespace overdamp
