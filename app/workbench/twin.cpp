// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/twin.h"

#include "app/workbench/bridge.h"
#include "widgets/difference.h"
#include "widgets/line_plot.h"
#include "widgets/wording.h"

#include <QHBoxLayout>

namespace overdamp {

namespace {

constexpr int frame_milliseconds = 120;

Series difference(const History& run, const std::shared_ptr<const History>& twin, const char* name, Meaning meaning) {
    const Metric& metric = *find_metric(name);
    return {.label = translated(metric.label),
            .meaning = meaning,
            .read = [twin, columns = std::make_shared<Difference>(run, *twin, metric)] { return columns->points(); },
            .may_smooth = metric.source() == MetricSource::step};
}

} // namespace

Twin::Twin(Bridge& bridge, QWidget* parent) : QWidget(parent), bridge_(bridge), plots_{new LinePlot, new LinePlot} {
    plots_[0]->set_title(tr("Run − twin: loss and entropy (nats)"));
    plots_[1]->set_title(tr("Run − twin: high-frequency share (points)"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    for (LinePlot* plot : plots_) {
        plot->set_x_title(tr("Step"));
        plot->set_references({{0, QString()}});
        plot->set_empty_text(tr("There is no twin"));
        row->addWidget(plot);
        connect(plot, &Plot::cursor_moved, this, &Twin::cursor_moved);
        connect(plot, &Plot::x_view_changed, this, [this, plot](std::optional<Range> range) {
            for (LinePlot* other : plots_)
                if (other != plot)
                    other->set_x_view(range);
        });
    }
    timer_.setInterval(frame_milliseconds);
    connect(&timer_, &QTimer::timeout, this, &Twin::poll);
}

void Twin::start(std::int64_t step) {
    end();
    bridge_.start_twin(step, ending_, [this](std::unique_ptr<Session> session, const Child& child) {
        session_ = std::move(session);
        folder_ = child.folder;
        history_ = child.history;
        show_differences();
        timer_.start();
        Q_EMIT started();
    });
}

void Twin::end() {
    timer_.stop();
    if (session_) // it may be preparing or writing a checkpoint
        ending_ = std::async(std::launch::async, [session = std::move(session_)]() mutable { session.reset(); }).share();
    history_.reset();
    folder_.clear();
    for (LinePlot* plot : plots_) {
        plot->set_series({});
        plot->set_empty_text(tr("There is no twin"));
    }
}

void Twin::end_and_wait() {
    end();
    if (ending_.valid())
        ending_.wait();
}

void Twin::show_differences() {
    const History& run = bridge_.history();
    plots_[0]->set_series(
        {difference(run, history_, "train/loss", Meaning::loss), difference(run, history_, "train/predictive_entropy", Meaning::entropy)});
    plots_[1]->set_series({difference(run, history_, "sample/hf_share_top10", Meaning::collapse)});
    for (LinePlot* plot : plots_) {
        plot->set_empty_text(tr("The twin starts"));
        plot->fit();
    }
}

QString Twin::progress() const {
    if (!session_)
        return {};
    const SessionStatus status = session_->status();
    if (status.state == SessionState::failed || !status.message.empty())
        return tr("the twin ended: %1").arg(plain(status.message));
    if (status.state == SessionState::preparing)
        return tr("the twin starts");
    return tr("twin at step %1").arg(count_text(status.step));
}

void Twin::set_smoothing(double factor) { plots_[0]->set_smoothing(factor); }

void Twin::set_cursor(std::optional<double> step) {
    for (LinePlot* plot : plots_)
        plot->set_cursor(step);
}

void Twin::refresh() {
    for (LinePlot* plot : plots_)
        plot->refresh();
}

void Twin::poll() {
    const Channel::Batch batch = session_->channel().drain();
    for (const Record& record : batch.records)
        history_->append(record);
    const QString progress_now = progress();
    if (batch.records.empty() && progress_now == announced_)
        return;
    announced_ = progress_now;
    if (!batch.records.empty())
        refresh();
    Q_EMIT records_arrived();
}

} // namespace overdamp
