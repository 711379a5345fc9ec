// SPDX-License-Identifier: GPL-3.0-or-later
// The list of all recorded runs, and what can be done with them.
#pragma once

#include "app/workbench/bridge.h"
#include "widgets/plot.h"
#include "widgets/runs_model.h"

#include <QDeadlineTimer>
#include <QThreadPool>
#include <QUndoStack>
#include <QWidget>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <vector>

class QAction;
class QLabel;
class QLineEdit;
class QMenu;
class QSettings;
class QTreeView;

namespace overdamp {

class NoticeBar;
class RunsWatcher;

/// A row a run: tick it to overlay it, double-click or Enter to open it, F2 to rename it, Delete to move it to the trash, Ctrl+Z to take that back.
class RunsDock : public QWidget {
    Q_OBJECT

  public:
    /// Shows the runs in `runs`. `settings` remembers columns and order and must outlive the dock.
    RunsDock(Bridge& bridge, const std::filesystem::path& runs, QSettings* settings = nullptr, QWidget* parent = nullptr);
    ~RunsDock() override;

    RunsModel& model() { return *model_; }
    QTreeView& table() { return *table_; }
    QLineEdit& filter() { return *filter_; }
    QUndoStack& undo_stack() { return *undo_stack_; }
    /// Moves runs into the trash, from where Ctrl+Z brings them back. Returns what was done, in words; nothing if nothing was.
    QString delete_runs(std::vector<std::filesystem::path> folders);

    /// Folders of the selected rows, from top to bottom.
    std::vector<std::filesystem::path> selected() const;
    /// Selects the run's row, once it is listed.
    void select(const std::filesystem::path& folder);
    /// Lists the runs again now.
    void refresh();
    /// A line above the list; a button beside it does what is offered, if anything is.
    void show_news(const QString& text, const QString& offer = {}, std::function<void()> take = {});

    QAction* open_action() const { return open_; }
    QAction* resume_action() const { return resume_; }
    QAction* fork_action() const { return fork_; }
    QAction* rename_action() const { return rename_; }
    QAction* note_action() const { return note_; }
    QAction* csv_action() const { return csv_; }
    QAction* json_action() const { return json_; }
    QAction* tensorboard_action() const { return tensorboard_; }
    QAction* pack_action() const { return pack_; }
    QAction* methods_action() const { return methods_; }
    QAction* bibtex_action() const { return bibtex_; }
    QAction* copy_action() const { return copy_; }
    QAction* reveal_action() const { return reveal_; }
    QAction* delete_action() const { return delete_; }

  Q_SIGNALS:
    /// A person wants that run shown; `resume` also wants it trained on.
    void open_requested(const std::filesystem::path& folder, bool resume);
    /// That run is about to be read or moved; whoever writes it for this window is to end.
    void released(const std::filesystem::path& folder);
    /// The ticked runs, in the order of their colours.
    void overlays_changed(const std::vector<std::filesystem::path>& runs);
    /// The same runs, less the one shown, as they are recorded.
    void overlays_loaded(const std::vector<overdamp::Overlay>& runs);
    /// What live ones among them recorded since is in their histories now.
    void overlays_grew();
    /// A person wants a child of that run.
    void fork_requested(const std::filesystem::path& folder, const QString& name);
    void problem(const QString& message);
    /// The list has been read.
    void listed();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    struct Overlaid {
        std::shared_ptr<History> history; ///< plots read it; it grows here
        std::uint64_t version = 0;        ///< of the run when it was read
    };

    void build_table();
    void build_actions();
    void build_layout();
    void fit_columns();
    void follow_bridge();
    std::filesystem::path shown_folder() const;
    void show_menu(const QPoint& place);
    void show_column_menu(const QPoint& place);
    void show_filtered();
    void show_count();
    void enable_actions();

    void watch();
    void load_overlays();
    void follow_overlays();
    void take_overlays(std::map<std::filesystem::path, Overlaid> read);
    void announce_overlays();
    void open_selected();
    void resume_selected();
    void fork_selected();
    void rename_selected();
    void edit_note();
    void build_export_menu();
    using RunExport = QString (*)(const std::filesystem::path& run, const std::filesystem::path& file);
    void export_to_file(const QString& title, const QString& suffix, const QString& filter, RunExport write);
    void export_events();
    void pack_selected();
    void copy_citation(bool bibtex);
    void copy_selected();
    void reveal_selected();
    void delete_selected();
    /// What the list calls a run; its folder's name where it does not have it.
    QString name_of(const std::filesystem::path& folder) const;
    void rename(const std::filesystem::path& folder, const QString& name);
    void change_note(const std::filesystem::path& folder, const RunNote& note);
    bool release(const std::filesystem::path& folder);
    void in_background(std::function<QString()> work, const QString& done);

    Bridge& bridge_;
    QSettings* settings_;
    RunsWatcher* watcher_;
    RunsModel* model_;
    SortedRuns* sorted_;
    QUndoStack* undo_stack_;
    QLineEdit* filter_;
    QLabel* count_;
    QString filter_problem_;
    NoticeBar* news_;
    std::function<void()> take_offer_; ///< of the news
    QTreeView* table_;
    QLabel* empty_;
    QAction *open_, *resume_, *fork_, *rename_, *note_, *csv_, *json_, *tensorboard_, *pack_, *copy_, *methods_, *bibtex_, *reveal_, *delete_;
    QMenu *export_menu_, *cite_menu_;
    std::map<std::filesystem::path, Overlaid> overlaid_; ///< the ticked runs
    int overlays_order_ = 0;
    std::vector<std::filesystem::path> announced_; ///< the runs that overlays_loaded() told of last, with the one shown
    bool reading_overlays_ = false;
    QDeadlineTimer next_look_{0};           ///< at what the overlaid runs recorded since
    std::filesystem::path overlaid_beside_; ///< the run shown when the overlays were last announced
    RunState state_ = RunState::none;       ///< of the bridge, as last seen
    QThreadPool pool_;                      ///< last, so that it ends before what its threads use
};

} // namespace overdamp
