// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of a study as a person makes it: chosen, changed, weighed, saved and started.
#pragma once

#include "core/study/pace.h"
#include "core/study/plan_edit.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace overdamp {

class StudyAxisEditor;
class StudyMeasuresEditor;

/// Starts from a built-in study or a file. Every change is checked at once; the number of runs and the time that they will take are shown.
class StudyPlanEditor : public QWidget {
    Q_OBJECT

  public:
    explicit StudyPlanEditor(QWidget* parent = nullptr);

    /// Shows a study document; throws SettingsError and then changes nothing. `source` is its name or path.
    void show_document(const std::string& text, const std::string& source, const std::string& form);
    /// A built-in study, or the file of that path. Throws FileError or SettingsError.
    void open(const QString& name_or_path);

    /// What the fields say. Throws SettingsError.
    WrittenDraft written() const;
    /// The study as planned; empty where the fields do not make one.
    const std::optional<Study>& study() const { return study_; }
    /// What it is found by on the command line: the name of a built-in study that is unchanged, else empty.
    std::string source() const;

    /// How long runs took here before.
    void set_pace(const Pace& pace);
    /// A plan can be started.
    void set_may_start(bool may);

    /// Whether it was changed since it was opened or kept.
    bool is_changed() const;
    /// What the fields say is in a file. Throws SettingsError.
    void mark_kept();
    /// True if the plan was changed: then a question is asked under that title, and `go_on` called once the changes are let go.
    bool ask_before_closing(const QString& title, std::function<void()> go_on);

    QComboBox* chooser() const { return chooser_; }
    QComboBox* form() const { return form_; }
    QComboBox* base() const { return base_; }
    QLineEdit* name() const { return name_; }
    QLineEdit* about() const { return about_; }
    StudyMeasuresEditor* measures() const { return measures_; }
    QLineEdit* seeds() const { return seeds_; }
    QSpinBox* repetitions() const { return repetitions_; }
    QPlainTextEdit* settings() const { return settings_; }
    QLabel* summary() const { return summary_; }
    QPushButton* start_button() const { return start_; }
    QToolButton* add_axis_button() const { return add_axis_; }
    const std::vector<StudyAxisEditor*>& axes() const { return axes_; }

    void save_to(const QString& file);

  Q_SIGNALS:
    void start_requested();
    void open_folder_requested();
    void problem(const QString& message);
    void news(const QString& message);

  private:
    void build_top();
    void build_fields();
    void connect_fields();
    void build_bottom();
    void show_draft(const StudyDraft& draft);
    void add_axis(const DraftAxis& axis);
    void remove_axis(StudyAxisEditor* axis);
    void move_up(StudyAxisEditor* axis);
    void enable_moves();
    StudyDraft draft() const;
    void change();
    void weigh();
    void follow_repetitions();
    /// Asks if the plan was changed, and goes on if that may be lost.
    void ask_before_losing(std::function<void()> go_on);
    void ask(const QString& title, std::function<void()> go_on);
    void choose_source();
    void choose_file();
    /// `saved` is called once it is in a file.
    void ask_where_to_save(std::function<void()> saved = {});
    void try_open(const QString& name_or_path);

    std::string text_, source_;           ///< of the document that it started from
    StudyDraft start_draft_, kept_draft_; ///< as it was opened, and as it is in a file
    std::optional<Study> study_;
    Pace pace_;
    bool may_start_ = true;
    bool filling_ = false;
    std::vector<StudyAxisEditor*> axes_;
    QComboBox *chooser_, *form_, *base_;
    QToolButton *open_, *save_, *add_axis_;
    QLineEdit *name_, *title_, *about_, *seeds_;
    QSpinBox* repetitions_;
    QPlainTextEdit* settings_;
    StudyMeasuresEditor* measures_;
    QWidget* axis_box_;
    QVBoxLayout* column_;
    QLabel *note_, *summary_;
    QPushButton* start_;
    QTimer settle_;
};

} // namespace overdamp
