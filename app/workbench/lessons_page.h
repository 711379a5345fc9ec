// SPDX-License-Identifier: GPL-3.0-or-later
// The page from which lessons are begun: those that are built in, and files that a teacher wrote.
#pragma once

#include "core/lesson/lesson.h"

#include <QScrollArea>
#include <QStringList>

#include <vector>

class QLabel;
class QPushButton;
class QSettings;
class QVBoxLayout;

namespace overdamp {

class LessonsPage : public QScrollArea {
    Q_OBJECT

  public:
    /// `settings` remembers which lessons are done and which files were opened; may be null, and must outlive the page.
    explicit LessonsPage(QSettings* settings, QWidget* parent = nullptr);

    /// Opens a lesson file and begins it. Throws FileError or SettingsError.
    void open(const std::filesystem::path& path);
    void mark_done(const QString& id);
    bool is_done(const QString& id) const;

    const std::vector<Lesson>& lessons() const { return lessons_; }
    QPushButton* start_button(const QString& id) const;
    QPushButton* open_button() const { return open_; }

  Q_SIGNALS:
    void chosen(const overdamp::Lesson& lesson);
    void problem(const QString& message);
    /// The chapter on writing lessons is wanted.
    void help_wanted();

  private:
    void read_lessons();
    void fill();
    QWidget* make_card(const Lesson& lesson);
    void choose_file();
    QStringList remembered(const char* key) const;
    void remember(const char* key, const QString& entry);

    QSettings* settings_;
    QStringList done_, own_; ///< without settings
    std::vector<Lesson> lessons_;
    QPushButton* open_;
    QWidget* cards_ = nullptr;
    QVBoxLayout* column_;
};

} // namespace overdamp
