// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/study_queue_view.h"

#include "app/workbench/study_queue_model.h"
#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>
#include <QSpinBox>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

constexpr int most_jobs = 64;
constexpr int bar_height = 4;

/// Rows with some air; the steps have a bar under them.
class QueueDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const QSize hint = QStyledItemDelegate::sizeHint(option, index);
        return {hint.width() + 8, std::max(hint.height(), option.fontMetrics.height() + 10)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        const QVariant share = index.data(StudyQueueModel::share_role);
        if (!share.isValid())
            return;
        const QRectF ground(option.rect.left() + 3, option.rect.bottom() - bar_height, option.rect.width() - 10, bar_height - 1);
        const QPalette& colours = option.palette;
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? mix(colours.color(QPalette::Highlight), colours.color(QPalette::HighlightedText), 0.3)
                                   : mix(colours.color(QPalette::Base), colours.color(QPalette::Text), 0.18));
        painter->drawRoundedRect(ground, 1.5, 1.5);
        painter->setBrush(selected ? colours.color(QPalette::HighlightedText) : colour_of(Meaning::accent, colours));
        painter->drawRoundedRect(QRectF(ground.topLeft(), QSizeF(ground.width() * share.toDouble(), ground.height())), 1.5, 1.5);
        painter->restore();
    }
};

bool is_over(CellState state) { return state == CellState::finished; }

} // namespace

StudyQueueView::StudyQueueView(StudyDriver& driver, QWidget* parent)
    : QWidget(parent), driver_(driver), model_(new StudyQueueModel(this)), table_(new QTreeView), overall_(new QLabel), bar_(new QProgressBar),
      jobs_(new QSpinBox), empty_(new QLabel), body_(new QWidget) {
    build_table();
    build_actions();
    build_layout();
    connect(&driver_, &StudyDriver::opened, this, &StudyQueueView::show_opened);
    connect(&driver_, &StudyDriver::progressed, this, &StudyQueueView::show_progress);
    connect(model_, &StudyQueueModel::moved, this, &StudyQueueView::move_to);
    enable_actions();
}

void StudyQueueView::build_table() {
    table_->setModel(model_);
    table_->setItemDelegate(new QueueDelegate(table_));
    table_->setRootIsDecorated(false);
    table_->setUniformRowHeights(true);
    table_->setAlternatingRowColors(true);
    table_->setAllColumnsShowFocus(true);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setDragDropMode(QAbstractItemView::InternalMove);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setFont(tabular(table_->font()));
    table_->setContextMenuPolicy(Qt::CustomContextMenu);
    table_->setAccessibleName(tr("Queue of the study"));
    connect(table_, &QWidget::customContextMenuRequested, this, &StudyQueueView::show_menu);
    connect(table_, &QTreeView::activated, this, &StudyQueueView::open_selected);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &StudyQueueView::enable_actions);
}

void StudyQueueView::build_actions() {
    const auto add = [this](const char* symbol, const QString& text, const QKeySequence& key, const QString& help, auto act) {
        auto* action = symbol ? new QAction(icon(QLatin1String(symbol)), text, this) : new QAction(text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setToolTip(key.isEmpty() ? help : tr("%1 (%2)").arg(help, key.toString(QKeySequence::NativeText)));
        connect(action, &QAction::triggered, this, act);
        table_->addAction(action);
        return action;
    };
    run_ =
        add("play", tr("&Run"), {},
            tr("Runs what is left of the study: interrupted runs go on from their last checkpoint, failed ones are tried again, finished ones stay"),
            [this] { run(); });
    pause_ = add("pause", tr("&Pause"), {}, tr("Every run writes a checkpoint and ends; Resume goes on from there, also after a restart"),
                 [this] { pause(); });
    up_ = add("up", tr("Move &up"), QKeySequence(tr("Alt+Up")), tr("Earlier in the queue"), [this] { move_selected(-1); });
    down_ = add("down", tr("Move &down"), QKeySequence(tr("Alt+Down")), tr("Later in the queue"), [this] { move_selected(1); });
    first_ = add(nullptr, tr("&First"), QKeySequence(tr("Alt+PgUp")), tr("To the front of the queue"), [this] { move_selected(-model_->rowCount()); });
    hold_ = add(nullptr, tr("&Hold"), QKeySequence(tr("Ctrl+H")), tr("Lets the run rest until it is released; if it trains, it writes a checkpoint and ends"),
                [this] { hold_or_release(); });
    cancel_ = add(nullptr, tr("&Cancel"), QKeySequence::Delete, tr("Leaves the run out; what is recorded of it stays"), [this] { cancel_or_restore(); });
    retry_ = add(nullptr, tr("&Try again"), {}, tr("Runs a failed run again"), [this] { retry(); });
    cancel_all_ = add(nullptr, tr("Cancel &all"), {}, tr("Leaves out everything that has not finished; the recorded runs stay"), [this] { cancel_all(); });
    open_ = add("open", tr("&Open"), {}, tr("Shows the run on the Explore page"), [this] { open_selected(); });
}

void StudyQueueView::build_layout() {
    jobs_->setRange(1, most_jobs);
    jobs_->setAccessibleName(tr("Runs side by side"));
    jobs_->setToolTip(tr("Runs side by side. The results do not depend on it."));
    jobs_->setSuffix(tr(" side by side"));
    overall_->setWordWrap(true);
    overall_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    bar_->setTextVisible(false);
    bar_->setMaximumHeight(6);
    bar_->setAccessibleName(tr("Progress of the study"));

    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(8, 4, 8, 4);
    buttons->setSpacing(4);
    for (QAction* action : {run_, pause_, up_, down_, hold_, cancel_, retry_}) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setToolButtonStyle(action == up_ || action == down_ ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
        buttons->addWidget(button);
    }
    buttons->addStretch();

    auto* heading = new QHBoxLayout;
    heading->setContentsMargins(8, 4, 8, 4);
    heading->addWidget(overall_, 1);
    heading->addWidget(jobs_);

    auto* body = new QVBoxLayout(body_);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(0);
    body->addLayout(heading);
    body->addWidget(bar_);
    body->addLayout(buttons);
    body->addWidget(table_, 1);
    empty_->setText(tr("No study is open.\nPlan one and press Start, or open the folder of an earlier one."));
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(body_, 1);
    column->addWidget(empty_, 1);
    body_->hide();
}

void StudyQueueView::show_opened() {
    model_->clear();
    body_->show();
    empty_->hide();
    jobs_->setValue(static_cast<int>(suggested_jobs(driver_.study())));
    show_progress();
    for (int column = 0; column < StudyQueueModel::columns; ++column)
        table_->resizeColumnToContents(column);
    const int number = table_->fontMetrics().horizontalAdvance(QStringLiteral("00 min 00 s")) + 16;
    table_->setColumnWidth(StudyQueueModel::time_left, std::max(number, table_->columnWidth(StudyQueueModel::time_left)));
    table_->setColumnWidth(StudyQueueModel::state, table_->fontMetrics().horizontalAdvance(state_word(CellState::cancelled)) + 48);
    table_->setCurrentIndex(model_->index(0, 0));
}

void StudyQueueView::show_progress() {
    if (!driver_.holds_study())
        return;
    model_->show(driver_.study(), driver_.progress(), driver_.order());
    double done = 0;
    for (int row = 0; row < model_->rowCount(); ++row)
        done += model_->index(row, StudyQueueModel::progress).data(StudyQueueModel::share_role).toDouble();
    bar_->setRange(0, 1000);
    bar_->setValue(static_cast<int>(1000 * done / std::max(1, model_->rowCount())));
    overall_->setText(overall_text());
    enable_actions();
}

QString StudyQueueView::overall_text() const {
    const StudyProgress& progress = driver_.progress();
    const auto count = [&](CellState state) { return static_cast<qulonglong>(progress.count(state)); };
    QStringList parts{tr("%1 of %2 finished").arg(count(CellState::finished)).arg(progress.cells.size())};
    for (const CellState state : {CellState::running, CellState::failed, CellState::held, CellState::cancelled})
        if (progress.count(state) > 0)
            parts << tr("%1 %2").arg(count(state)).arg(state_word(state));
    if (driver_.is_pausing())
        parts << tr("pausing: the runs write their checkpoints");
    else if (driver_.runs_elsewhere())
        parts << tr("another program runs it");
    if (std::isnan(progress.seconds_left))
        parts << tr("time left unknown yet");
    else if (progress.seconds_left > 0)
        parts << (driver_.is_paused() ? tr("about %1 of training left").arg(duration_text(progress.seconds_left))
                                      : tr("about %1 left").arg(duration_text(progress.seconds_left)));
    QString text = QStringLiteral("<b>%1</b> · ").arg(plain(driver_.study().title).toHtmlEscaped());
    if (driver_.is_paused())
        text += QStringLiteral("<b>%1</b> · ").arg(tr("paused"));
    return text + parts.join(QStringLiteral(" · ")).toHtmlEscaped();
}

void StudyQueueView::enable_actions() {
    const std::vector<int> rows = selected_rows();
    const bool holds = driver_.holds_study(), others = holds && driver_.runs_elsewhere();
    const auto all = [&](auto condition) { return !rows.empty() && std::ranges::all_of(rows, [&](int row) { return condition(model_->status(row).state); }); };
    const auto any = [&](auto condition) { return std::ranges::any_of(rows, [&](int row) { return condition(model_->status(row).state); }); };
    run_->setEnabled(holds && !driver_.is_running() && !others && driver_.progress().count(CellState::finished) < driver_.study().cells.size());
    run_->setText(driver_.is_paused() ? tr("&Resume") : tr("&Run"));
    pause_->setEnabled(holds && (driver_.is_running() || others) && !driver_.is_pausing());
    jobs_->setEnabled(!driver_.is_running());
    up_->setEnabled(!rows.empty() && rows.front() > 0);
    first_->setEnabled(up_->isEnabled());
    down_->setEnabled(!rows.empty() && rows.back() + 1 < model_->rowCount());
    const bool held = all([](CellState state) { return state == CellState::held; });
    const bool cancelled = all([](CellState state) { return state == CellState::cancelled; });
    hold_->setText(held ? tr("Re&lease") : tr("&Hold"));
    hold_->setEnabled(any([](CellState state) { return !is_over(state) && state != CellState::cancelled; }));
    cancel_->setText(cancelled ? tr("&Restore") : tr("&Cancel"));
    cancel_->setEnabled(any([](CellState state) { return !is_over(state); }));
    retry_->setEnabled(any([](CellState state) { return state == CellState::failed; }));
    cancel_all_->setEnabled(holds && driver_.progress().count(CellState::finished) + driver_.progress().count(CellState::cancelled) < driver_.study().cells.size());
    open_->setEnabled(rows.size() == 1 && !model_->status(rows.front()).run.empty());
}

void StudyQueueView::show_menu(const QPoint& place) {
    QMenu menu;
    menu.addAction(open_);
    menu.addSeparator();
    menu.addActions({up_, down_, first_});
    menu.addSeparator();
    menu.addActions({hold_, cancel_, retry_});
    menu.addSeparator();
    menu.addAction(cancel_all_);
    menu.exec(table_->viewport()->mapToGlobal(place));
}

std::vector<int> StudyQueueView::selected_rows() const {
    std::vector<int> rows;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::ranges::sort(rows);
    return rows;
}

template <typename Change> void StudyQueueView::change_order(Change change) {
    QueueOrder order = driver_.order();
    change(order);
    try {
        driver_.set_order(order);
    } catch (const std::exception& error) {
        Q_EMIT problem(plain(error.what()));
    }
}

void StudyQueueView::move_selected(int distance) {
    const std::vector<int> rows = selected_rows();
    if (rows.empty())
        return;
    QStringList ids;
    for (const int row : rows)
        ids << plain(model_->id(row));
    move_to(ids, distance < 0 ? std::max(0, rows.front() + distance) : std::min(model_->rowCount(), rows.back() + 1 + distance));
}

void StudyQueueView::move_to(const QStringList& ids, int row) {
    change_order([&](QueueOrder& order) {
        int before = 0; // rows that leave their places in front of the new one
        for (const QString& id : ids)
            for (int i = 0; i < row; ++i)
                before += model_->id(i) == id.toStdString() ? 1 : 0;
        std::size_t place = static_cast<std::size_t>(row - before);
        // Taken out first, so that each is put behind the one before it.
        for (const QString& id : ids)
            move_cell(order, driver_.study(), id.toStdString(), driver_.study().cells.size());
        for (const QString& id : ids)
            move_cell(order, driver_.study(), id.toStdString(), place++);
    });
}

void StudyQueueView::hold_or_release() {
    const std::vector<int> rows = selected_rows();
    const bool release = std::ranges::all_of(rows, [this](int row) { return model_->status(row).state == CellState::held; });
    change_order([&](QueueOrder& order) {
        for (const int row : rows)
            if (release)
                order.held.erase(model_->id(row));
            else if (!is_over(model_->status(row).state))
                order.held.insert(model_->id(row));
    });
}

void StudyQueueView::cancel_or_restore() {
    const std::vector<int> rows = selected_rows();
    const bool restore = std::ranges::all_of(rows, [this](int row) { return model_->status(row).state == CellState::cancelled; });
    change_order([&](QueueOrder& order) {
        for (const int row : rows)
            if (restore)
                order.cancelled.erase(model_->id(row));
            else if (!is_over(model_->status(row).state))
                order.cancelled.insert(model_->id(row));
    });
}

void StudyQueueView::retry() {
    change_order([&](QueueOrder& order) {
        for (const int row : selected_rows())
            if (model_->status(row).state == CellState::failed)
                ++order.tries[model_->id(row)];
    });
    if (!driver_.is_running())
        run();
}

void StudyQueueView::cancel_all() {
    change_order([&](QueueOrder& order) {
        for (int row = 0; row < model_->rowCount(); ++row)
            if (!is_over(model_->status(row).state))
                order.cancelled.insert(model_->id(row));
    });
}

void StudyQueueView::open_selected() {
    if (open_->isEnabled())
        Q_EMIT open_requested(model_->status(selected_rows().front()).run);
}

void StudyQueueView::select(std::size_t cell) {
    // The view's own way would ask the keyboard whether a key is held that extends the selection.
    table_->selectionModel()->setCurrentIndex(model_->index(model_->row_of(cell), 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void StudyQueueView::pause() {
    try {
        driver_.pause();
    } catch (const std::exception& error) {
        Q_EMIT problem(plain(error.what()));
    }
}

void StudyQueueView::run() {
    try {
        driver_.run(jobs_->value());
    } catch (const std::exception& error) {
        Q_EMIT problem(plain(error.what()));
    }
}

} // namespace overdamp
