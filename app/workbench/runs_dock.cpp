// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/runs_dock.h"

#include "app/workbench/notice_bar.h"
#include "app/workbench/runs_watcher.h"
#include "core/telemetry/run_archive.h"
#include "core/telemetry/run_trash.h"
#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace overdamp {

namespace {

constexpr const char* header_key = "runs/columns/1"; // another number when run_columns() changes
constexpr int name_width = 150;
constexpr int column_margin = 24;
constexpr int row_air = 6;

int column_named(std::string_view key) { return static_cast<int>(find_run_column(key) - run_columns().data()); }

QString shown_state(RunState state) {
    switch (state) {
    case RunState::preparing:
        return RunsDock::tr("preparing");
    case RunState::running:
        return RunsDock::tr("running");
    case RunState::paused:
        return RunsDock::tr("paused");
    default:
        return {};
    }
}

/// Rows with some air, and boxes that can be seen in dark colours too.
class RowDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const QSize hint = QStyledItemDelegate::sizeHint(option, index);
        return {hint.width(), std::max(hint.height(), option.fontMetrics.height() + row_air)};
    }

    void setEditorData(QWidget* editor, const QModelIndex& index) const override {
        constexpr const char* filled = "filled";
        if (editor->property(filled).toBool())
            return; // a run that changes meanwhile leaves what is being typed
        editor->setProperty(filled, true);
        QStyledItemDelegate::setEditorData(editor, index);
    }

  protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        // Fusion draws the box's outline in a darker shade of this colour.
        option->palette.setColor(QPalette::Window, mix(option->palette.color(QPalette::Base), option->palette.color(QPalette::Text), 0.7));
    }
};

/// As the list names it, however it was given; empty stays empty.
std::filesystem::path clean(const std::filesystem::path& folder) {
    if (folder.empty())
        return folder;
    const std::filesystem::path path = std::filesystem::absolute(folder).lexically_normal();
    return path.has_filename() ? path : path.parent_path();
}

} // namespace

RunsDock::RunsDock(Bridge& bridge, const std::filesystem::path& runs, QSettings* settings, QWidget* parent)
    : QWidget(parent), bridge_(bridge), settings_(settings), watcher_(new RunsWatcher(clean(runs), this)), model_(new RunsModel(this)),
      sorted_(new SortedRuns(*model_, this)), undo_stack_(new QUndoStack(this)), filter_(new QLineEdit), count_(new QLabel),
      news_(new NoticeBar(NoticeBar::Kind::news)), table_(new QTreeView), empty_(new QLabel) {
    build_table();
    build_actions();
    build_layout();
    connect(watcher_, &RunsWatcher::listed, this, [this](const std::vector<RunInfo>& list) {
        const bool first = model_->rowCount() == 0 && !list.empty();
        model_->set_runs(list);
        if (first && !(settings_ && settings_->contains(QLatin1String(header_key))))
            fit_columns();
        if (first)
            table_->scrollToTop();
        show_count();
        follow_overlays();
        Q_EMIT listed();
    });
    connect(watcher_, &RunsWatcher::failed, this, &RunsDock::problem);
    connect(model_, &RunsModel::renamed, this, &RunsDock::rename);
    connect(model_, &RunsModel::ticks_changed, this, [this] {
        Q_EMIT overlays_changed(model_->ticked());
        watch();
        load_overlays();
    });
    connect(&bridge_, &Bridge::status_changed, this, &RunsDock::follow_bridge);
    connect(&bridge_, &Bridge::run_changed, this, &RunsDock::follow_bridge);
    show_filtered();
}

RunsDock::~RunsDock() {
    if (settings_)
        settings_->setValue(QLatin1String(header_key), table_->header()->saveState());
    undo_stack_->disconnect(this); // it empties itself when the children go, the bar for news perhaps before it
}

void RunsDock::build_table() {
    table_->setModel(sorted_);
    table_->setItemDelegate(new RowDelegate(table_));
    table_->setRootIsDecorated(false);
    table_->setUniformRowHeights(true);
    table_->setAlternatingRowColors(true);
    table_->setAllColumnsShowFocus(true);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setFont(tabular(table_->font()));
    table_->setSortingEnabled(true);
    table_->setContextMenuPolicy(Qt::CustomContextMenu);
    table_->setAccessibleName(tr("Recorded runs"));
    table_->installEventFilter(this);
    QHeaderView* header = table_->header();
    header->setStretchLastSection(false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setFont(font());
    table_->sortByColumn(column_named("started"), Qt::DescendingOrder);
    fit_columns();
    for (int column = 0; column < model_->columnCount(); ++column)
        table_->setColumnHidden(column, !run_columns()[static_cast<std::size_t>(column)].shown);
    if (settings_)
        header->restoreState(settings_->value(QLatin1String(header_key)).toByteArray());
    connect(header, &QWidget::customContextMenuRequested, this, &RunsDock::show_column_menu);
    connect(table_, &QWidget::customContextMenuRequested, this, &RunsDock::show_menu);
    connect(table_, &QTreeView::activated, this, &RunsDock::open_selected);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsDock::enable_actions);
}

void RunsDock::fit_columns() {
    const int number = table_->fontMetrics().horizontalAdvance(QStringLiteral("0.000")); // values change while a run trains
    for (int column = 0; column < model_->columnCount(); ++column) {
        table_->resizeColumnToContents(column);
        const int heading = table_->header()->fontMetrics().horizontalAdvance(model_->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        table_->setColumnWidth(column, std::clamp(table_->columnWidth(column) * 11 / 10, std::max(heading, number) + column_margin, 2 * name_width));
    }
    table_->setColumnWidth(0, std::max(table_->columnWidth(0), name_width));
}

void RunsDock::build_actions() {
    const auto add = [this](const QString& text, const QKeySequence& key, void (RunsDock::*act)()) {
        auto* action = new QAction(text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, act);
        table_->addAction(action);
        return action;
    };
    open_ = add(tr("&Open"), {}, &RunsDock::open_selected);
    resume_ = add(tr("Res&ume"), {}, &RunsDock::resume_selected);
    fork_ = add(tr("&Fork…"), {}, &RunsDock::fork_selected);
    rename_ = add(tr("&Rename"), Qt::Key_F2, &RunsDock::rename_selected);
    note_ = add(tr("&Note…"), QKeySequence(tr("Ctrl+M")), &RunsDock::edit_note);
    build_export_menu();
    copy_ = add(tr("Co&py folder…"), {}, &RunsDock::copy_selected);
    reveal_ = add(tr("Show in &file manager"), {}, &RunsDock::reveal_selected);
    delete_ = add(tr("&Delete"), QKeySequence::Delete, &RunsDock::delete_selected);
    open_->setIcon(icon(QStringLiteral("open")));
    fork_->setIcon(icon(QStringLiteral("fork")));
    open_->setToolTip(tr("Shows the run"));
    fork_->setToolTip(tr("Makes a child of the run that goes on from one of its steps with other knobs"));
    delete_->setToolTip(tr("Moves the runs into .trash in the runs folder, where they stay for %1 days").arg(trash_days));
    resume_->setToolTip(tr("Opens the run and trains on from its newest checkpoint, past its planned end if it has reached it"));
    enable_actions();
}

void RunsDock::build_layout() {
    filter_->setPlaceholderText(tr("Filter: words, alpha>0.1, state:finished"));
    filter_->setToolTip(tr("<p>Words must occur in the name, preset, state, parent, folder or note.</p><p>Conditions compare a column or a knob: "
                           "<b>alpha&gt;0.1</b>, <b>share&lt;=30</b>, <b>seed=2025</b>, <b>state:finished</b>, <b>feedback.law=marginal</b>. "
                           "“:” looks for a part of a text. All must hold. The headings' tooltips tell their names.</p>"));
    filter_->setAccessibleName(tr("Filter of the runs"));
    filter_->setClearButtonEnabled(true);
    filter_->setMaximumWidth(360);
    connect(filter_, &QLineEdit::textChanged, this, &RunsDock::show_filtered);

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(4);
    bar->addWidget(filter_, 1);
    bar->addWidget(count_);
    bar->addStretch();
    for (QAction* action : {open_, resume_, fork_, delete_}) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        bar->addWidget(button);
    }
    count_->setContentsMargins(8, 0, 8, 0);
    count_->setMinimumWidth(1); // a long message is cut, not a reason to widen the window

    connect(news_, &NoticeBar::offer_taken, this, [this] { take_offer_(); });
    connect(undo_stack_, &QUndoStack::indexChanged, this, [this] { news_->show_text({}); });

    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    empty_->setContentsMargins(16, 16, 16, 16);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(news_);
    column->addWidget(table_, 1);
    column->addWidget(empty_, 1);
}

std::vector<std::filesystem::path> RunsDock::selected() const {
    std::vector<int> rows;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::ranges::sort(rows);
    std::vector<std::filesystem::path> folders;
    for (const int row : rows)
        folders.push_back(model_->run(sorted_->mapToSource(sorted_->index(row, 0)).row()).folder);
    return folders;
}

void RunsDock::select(const std::filesystem::path& folder) {
    const int row = model_->row_of(folder);
    if (row >= 0)
        table_->setCurrentIndex(sorted_->mapFromSource(model_->index(row, 0)));
}

void RunsDock::refresh() { watcher_->list_soon(); }

bool RunsDock::eventFilter(QObject* watched, QEvent* event) {
    const bool is_key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != table_ || !is_key || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Space || selected().empty())
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) // elsewhere the key runs and pauses
        event->accept();
    else
        for (const auto& folder : selected())
            model_->setData(model_->index(model_->row_of(folder), 0), QVariant(), Qt::CheckStateRole);
    return true;
}

void RunsDock::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    watch();
}

void RunsDock::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    watch();
}

/// Overlaid runs are followed also where the list is not seen.
void RunsDock::watch() { watcher_->set_watching(isVisible() || !model_->ticked().empty()); }

void RunsDock::follow_bridge() {
    const RunState state = bridge_.state();
    model_->set_shown(shown_folder(), shown_state(state));
    if (!model_->ticked().empty() && overlaid_beside_ != shown_folder())
        announce_overlays();
    if (std::exchange(state_, state) != state)
        refresh();
}

std::filesystem::path RunsDock::shown_folder() const { return clean(bridge_.folder()); }

void RunsDock::show_filtered() {
    filter_problem_.clear();
    try {
        sorted_->set_filter(RunFilter(filter_->text().toStdString()));
    } catch (const SettingsError& error) {
        filter_problem_ = plain(error.what());
    }
    show_count();
}

void RunsDock::show_count() {
    const QString& problem = filter_problem_;
    const int all = model_->rowCount(), shown = sorted_->rowCount();
    count_->setText(!problem.isEmpty() ? problem
                    : shown < all      ? tr("%1 of %2 runs").arg(shown).arg(all)
                    : all == 1         ? tr("1 run")
                                       : tr("%1 runs").arg(all));
    count_->setToolTip(problem);
    QPalette colours = palette();
    if (!problem.isEmpty())
        colours.setColor(QPalette::WindowText, colour_of(Meaning::collapse));
    count_->setPalette(colours);
    empty_->setText(all == 0 ? tr("No runs yet. Press Space to train: every run is kept and listed here.") : tr("No run matches the filter."));
    empty_->setVisible(shown == 0);
    table_->setVisible(shown > 0);
    enable_actions();
}

void RunsDock::enable_actions() {
    const std::size_t count = selected().size();
    for (QAction* action : {open_, rename_, note_, csv_, json_, tensorboard_, reveal_})
        action->setEnabled(count == 1);
    pack_->setEnabled(count == 1 && can_archive());
    const bool imported = count == 1 && model_->run(model_->row_of(selected()[0])).condition == RunCondition::imported;
    for (QAction* action : {resume_, fork_})
        action->setEnabled(count == 1 && !imported);
    for (QAction* action : {methods_, bibtex_})
        action->setEnabled(count > 0);
    copy_->setEnabled(count > 0);
    delete_->setEnabled(count > 0);
}

void RunsDock::show_menu(const QPoint& place) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions({open_, resume_, fork_});
    menu->addSeparator();
    menu->addActions({rename_, note_});
    menu->addSeparator();
    menu->addMenu(export_menu_);
    menu->addMenu(cite_menu_);
    menu->addActions({copy_, reveal_});
    menu->addSeparator();
    menu->addAction(delete_);
    menu->addSeparator();
    QAction* untick = menu->addAction(tr("Remove all &overlays"), model_, &RunsModel::untick_all);
    untick->setEnabled(!model_->ticked().empty());
    menu->popup(table_->viewport()->mapToGlobal(place));
}

void RunsDock::show_column_menu(const QPoint& place) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 1; column < model_->columnCount(); ++column) { // the name stays
        QAction* action = menu->addAction(model_->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!table_->isColumnHidden(column));
        connect(action, &QAction::toggled, table_, [this, column](bool shown) { table_->setColumnHidden(column, !shown); });
    }
    menu->popup(table_->header()->mapToGlobal(place));
}

} // namespace overdamp
