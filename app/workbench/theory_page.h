// SPDX-License-Identifier: GPL-3.0-or-later
// The page Theory: the paper's claims and proof steps with verdicts, and what was measured for the one chosen.
#pragma once

#include "core/theory/result.h"

#include <QTimer>
#include <QWidget>

#include <filesystem>
#include <map>
#include <optional>
#include <string>

class QAction;
class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace overdamp {

class TheoryView;
class TheoryWork;

class TheoryPage : public QWidget {
    Q_OBJECT

  public:
    /// Results are kept in `runs`/theory.json from one sitting to the next.
    explicit TheoryPage(std::filesystem::path runs, QWidget* parent = nullptr);
    ~TheoryPage() override;

    QTreeWidget& claims() const { return *claims_; }
    TheoryView& view() const { return *view_; }
    /// Chooses the check of that id.
    void choose(const std::string& id);
    /// Everything measured so far, in the order of the checks.
    std::vector<TheoryResult> results() const;
    /// Writes them as JSON if the name ends so, else as Markdown. Returns what went wrong, or an empty text.
    QString write(const QString& path) const;

  private:
    void fill_claims();
    QWidget* build_bar();
    void remember();
    void take(const TheoryResult& result);
    void show_chosen();
    void show_verdict(QTreeWidgetItem& item);
    void show_work();
    void run(std::vector<std::string> ids);
    void ask_where_to_write();
    std::optional<std::string> chosen() const;

    std::filesystem::path file_;
    std::map<std::string, TheoryResult> results_;
    TheoryWork* work_;
    QTreeWidget* claims_;
    TheoryView* view_;
    QPushButton *run_one_, *run_all_, *cancel_, *export_;
    QProgressBar* progress_;
    QLabel* message_;
    QTimer pulse_;
    QString running_; ///< id of the check that runs
    QString trouble_; ///< what could not be run or kept, said when nothing runs
    int done_ = 0, all_ = 0;
};

} // namespace overdamp
