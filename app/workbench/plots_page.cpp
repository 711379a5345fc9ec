// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/plots_page.h"

#include "widgets/line_plot.h"
#include "widgets/rank_plot.h"
#include "widgets/trajectory.h"

#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace overdamp {

namespace {

QSplitter* make_splitter(Qt::Orientation orientation) {
    auto* splitter = new QSplitter(orientation);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(6);
    return splitter;
}

/// In the order in which they are seen, not that in which they were made.
void collect_panes(QWidget* part, std::vector<PlotPane*>& found) {
    if (auto* pane = qobject_cast<PlotPane*>(part))
        found.push_back(pane);
    else if (const auto* splitter = qobject_cast<const QSplitter*>(part))
        for (int index = 0; index < splitter->count(); ++index)
            collect_panes(splitter->widget(index), found);
}

/// What a new pane beside the others shows: the first plot of the catalog that none of them does.
const PlotKind& next_kind(const std::vector<PlotPane*>& panes) {
    const auto is_new = [&](const PlotKind& kind) { return std::ranges::find(panes, &kind, [](const PlotPane* pane) { return &pane->kind(); }) == panes.end(); };
    const auto found = std::ranges::find_if(plot_catalog(), is_new);
    return found == plot_catalog().end() ? plot_catalog().front() : *found;
}

/// The mark there, or none where it was there already.
std::optional<double> toggled(const std::optional<double>& mark, const std::optional<double>& step) {
    return !step ? mark : mark == step ? std::nullopt : step;
}

} // namespace

PlotsPage::PlotsPage(const History& history, QWidget* parent) : QWidget(parent), history_(history) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    set_state(first_plots_state());
}

std::vector<PlotPane*> PlotsPage::panes() const {
    std::vector<PlotPane*> found;
    collect_panes(root_, found);
    return found;
}

PlotsState PlotsPage::state() const {
    return {.layout = layout_of(root_), .smoothing = smoothing_};
}

void PlotsPage::set_state(const PlotsState& state) {
    if (root_) {
        root_->hide();
        root_->deleteLater();
    }
    root_ = build(state.layout);
    layout()->addWidget(root_);
    for (PlotPane* pane : panes())
        dress(pane);
    set_smoothing(state.smoothing);
    Q_EMIT panes_changed();
}

void PlotsPage::restore(const QSettings& settings, const QString& key) {
    if (const auto state = plots_state_from(settings.value(key).toByteArray()))
        set_state(*state);
}

void PlotsPage::save(QSettings& settings, const QString& key) const { settings.setValue(key, to_json(state())); }

QWidget* PlotsPage::build(const PlotLayout& layout) {
    if (layout.parts.empty()) {
        PlotPane* pane = make_pane(*find_plot_kind(layout.plot));
        pane->set_y_scale(layout.y_scale);
        return pane;
    }
    QSplitter* splitter = make_splitter(layout.orientation);
    for (const PlotLayout& part : layout.parts)
        splitter->addWidget(build(part));
    splitter->setSizes(QList<int>(layout.sizes.begin(), layout.sizes.end()));
    return splitter;
}

PlotLayout PlotsPage::layout_of(const QWidget* part) const {
    if (const auto* pane = qobject_cast<const PlotPane*>(part))
        return {.plot = pane->kind().id, .y_scale = pane->y_scale()};
    const auto* splitter = qobject_cast<const QSplitter*>(part);
    PlotLayout layout{.plot = {}, .orientation = splitter->orientation()};
    for (int index = 0; index < splitter->count(); ++index)
        layout.parts.push_back(layout_of(splitter->widget(index)));
    const QList<int> sizes = splitter->sizes();
    layout.sizes.assign(sizes.begin(), sizes.end());
    if (std::ranges::all_of(sizes, [](int size) { return size == 0; }))
        layout.sizes.assign(layout.parts.size(), 1000); // it was never shown
    return layout;
}

PlotPane* PlotsPage::make_pane(const PlotKind& kind) {
    auto* pane = new PlotPane(history_, kind);
    connect(pane, &PlotPane::plot_changed, this, [this, pane] {
        dress(pane);
        Q_EMIT panes_changed();
    });
    connect(pane, &PlotPane::split_requested, this, [this, pane](Qt::Orientation orientation) { split(pane, orientation); });
    connect(pane, &PlotPane::close_requested, this, [this, pane] { close(pane); });
    connect(pane, &PlotPane::problem, this, &PlotsPage::problem);
    return pane;
}

void PlotsPage::split(PlotPane* pane, Qt::Orientation orientation) {
    PlotPane* beside = make_pane(next_kind(panes()));
    auto* splitter = qobject_cast<QSplitter*>(pane->parentWidget());
    if (splitter && splitter->orientation() == orientation) {
        QList<int> sizes = splitter->sizes();
        const int place = splitter->indexOf(pane);
        const int half = sizes[place] / 2;
        sizes[place] -= half;
        sizes.insert(place + 1, half);
        splitter->insertWidget(place + 1, beside);
        splitter->setSizes(sizes);
    } else {
        QSplitter* inner = make_splitter(orientation);
        if (splitter) {
            const QList<int> sizes = splitter->sizes();
            splitter->replaceWidget(splitter->indexOf(pane), inner);
            inner->addWidget(pane);
            inner->addWidget(beside);
            splitter->setSizes(sizes);
        } else {
            layout()->removeWidget(pane);
            inner->addWidget(pane);
            inner->addWidget(beside);
            layout()->addWidget(root_ = inner);
        }
        inner->setSizes({1000, 1000});
        inner->show();
        pane->show();
    }
    dress(beside);
    Q_EMIT panes_changed();
    beside->plot()->setFocus();
}

/// The last pane stays. A splitter with one part left gives way to it.
void PlotsPage::close(PlotPane* pane) {
    auto* splitter = qobject_cast<QSplitter*>(pane->parentWidget());
    if (!splitter)
        return;
    pane->setParent(nullptr);
    pane->deleteLater();
    if (splitter->count() > 1)
        return;
    QWidget* left = splitter->widget(0);
    if (auto* outer = qobject_cast<QSplitter*>(splitter->parentWidget())) {
        const QList<int> sizes = outer->sizes();
        outer->replaceWidget(outer->indexOf(splitter), left);
        outer->setSizes(sizes);
    } else {
        layout()->removeWidget(splitter);
        layout()->addWidget(root_ = left);
    }
    splitter->deleteLater();
    left->show();
    Q_EMIT panes_changed();
}

/// Gives a plot what all plots of the page have.
void PlotsPage::dress(PlotPane* pane) {
    Plot* plot = pane->plot();
    plot->set_empty_text(empty_text());
    plot->set_line_scale(line_scale_);
    overdamp::set_overlays(*plot, pane->kind(), history_, overlays_);
    if (auto* lines = pane->step_plot()) {
        lines->set_references(references_of(pane->kind(), natural_text_));
        lines->set_smoothing(smoothing_);
        lines->set_x_view(x_view_);
    }
    plot->set_marks(pane->kind().form == PlotKind::Form::ranks ? Marks{} : marks_);
    show_markers(pane, markers_of(history_.events()));
    connect_plot(pane);
}

void PlotsPage::connect_plot(PlotPane* pane) {
    Plot* plot = pane->plot();
    if (pane->kind().form != PlotKind::Form::ranks)
        connect(plot, &Plot::cursor_moved, this, [this](std::optional<double> step) {
            set_cursor(step);
            Q_EMIT cursor_moved(step);
        });
    if (pane->step_plot())
        connect(plot, &Plot::x_view_changed, this, [this, pane](std::optional<Range> range) { link_x(pane, range); });
}

void PlotsPage::link_x(const PlotPane* from, std::optional<Range> range) {
    x_view_ = range;
    for (PlotPane* pane : panes())
        if (pane != from && pane->step_plot())
            pane->plot()->set_x_view(range);
}

void PlotsPage::set_cursor(std::optional<double> step) {
    cursor_ = step;
    for (PlotPane* pane : panes())
        if (auto* ranks = qobject_cast<RankPlot*>(pane->plot()))
            ranks->set_moment(step);
        else
            pane->plot()->set_cursor(step);
}

void PlotsPage::mark_a() { set_marks({toggled(marks_.a, cursor_), marks_.b}); }

void PlotsPage::mark_b() { set_marks({marks_.a, toggled(marks_.b, cursor_)}); }

void PlotsPage::clear_marks() { set_marks({}); }

void PlotsPage::set_marks(const Marks& marks) {
    marks_ = marks;
    for (PlotPane* pane : panes())
        if (pane->kind().form != PlotKind::Form::ranks)
            pane->plot()->set_marks(marks);
}

void PlotsPage::refresh() {
    if (history_.events().size() != markers_shown_)
        show_markers();
    for (PlotPane* pane : panes())
        pane->plot()->set_empty_text(empty_text()); // draws anew as well
}

QString PlotsPage::empty_text() const {
    if (history_.size() > 0)
        return tr("Nothing of this has been measured in this run");
    return failed_ ? tr("The run could not start; the line above says why") : tr("Press Space to train");
}

void PlotsPage::set_failed(bool failed) {
    if (std::exchange(failed_, failed) != failed)
        refresh();
}

void PlotsPage::start_over(bool natural_text) {
    natural_text_ = natural_text;
    marks_ = {};
    x_view_.reset();
    markers_shown_ = history_.events().size();
    for (PlotPane* pane : panes()) {
        pane->plot()->disconnect(this);
        dress(pane);
    }
    fit();
    refresh();
}

void PlotsPage::set_overlays(std::vector<Overlay> overlays) {
    overlays_ = std::move(overlays);
    for (PlotPane* pane : panes())
        overdamp::set_overlays(*pane->plot(), pane->kind(), history_, overlays_);
}

void PlotsPage::set_smoothing(double factor) {
    smoothing_ = factor;
    for (PlotPane* pane : panes())
        if (auto* lines = pane->step_plot())
            lines->set_smoothing(factor);
    Q_EMIT smoothing_changed(factor);
}

void PlotsPage::set_line_scale(double scale) {
    line_scale_ = scale;
    for (PlotPane* pane : panes())
        pane->plot()->set_line_scale(scale);
}

void PlotsPage::fit() {
    x_view_.reset();
    set_cursor(std::nullopt);
    for (PlotPane* pane : panes())
        pane->plot()->fit();
}

void PlotsPage::show_markers() {
    markers_shown_ = history_.events().size();
    const std::vector<Marker> markers = markers_of(history_.events());
    for (PlotPane* pane : panes())
        show_markers(pane, markers);
}

void PlotsPage::show_markers(PlotPane* pane, const std::vector<Marker>& markers) const {
    if (auto* lines = pane->step_plot())
        lines->set_markers(markers);
    else if (auto* trajectory = qobject_cast<Trajectory*>(pane->plot()))
        trajectory->set_markers(markers);
}

} // namespace overdamp
