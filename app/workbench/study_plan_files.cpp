// SPDX-License-Identifier: GPL-3.0-or-later
// Where a plan comes from and goes to: built-in studies and files; nothing that was changed is let go without a question.
#include "app/workbench/study_plan_editor.h"

#include "core/settings/text.h"
#include "widgets/wording.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace overdamp {

void StudyPlanEditor::open(const QString& name_or_path) {
    const std::string name = name_or_path.toStdString();
    const std::vector<std::string> names = study_names();
    const bool built_in = std::ranges::find(names, name) != names.end();
    const std::string text = built_in ? builtin_study_text(name) : read_text(name);
    show_document(text, name, study_forms(text, name).front());
}

void StudyPlanEditor::try_open(const QString& name_or_path) {
    try {
        open(name_or_path);
    } catch (const std::exception& error) {
        Q_EMIT problem(plain(error.what()));
    }
}

bool StudyPlanEditor::is_changed() const {
    try {
        return !(draft() == kept_draft_);
    } catch (const SettingsError&) {
        return true; // a field that does not even make sense
    }
}

void StudyPlanEditor::mark_kept() { kept_draft_ = draft(); }

void StudyPlanEditor::ask_before_losing(std::function<void()> go_on) {
    if (!is_changed())
        return go_on();
    choose_source(); // until it is agreed
    form_->setCurrentText(plain(start_draft_.form));
    ask(tr("Another plan"), std::move(go_on));
}

bool StudyPlanEditor::ask_before_closing(const QString& title, std::function<void()> go_on) {
    if (!is_changed())
        return false;
    ask(title, [this, go_on = std::move(go_on)] {
        show_draft(kept_draft_);
        go_on();
    });
    return true;
}

void StudyPlanEditor::ask(const QString& title, std::function<void()> go_on) {
    auto* question = new QMessageBox(QMessageBox::Question, title, tr("The plan “%1” has changes that are not saved.").arg(name_->text()),
                                     QMessageBox::Save | QMessageBox::Cancel, window());
    question->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton* discard = question->addButton(tr("Discard the changes"), QMessageBox::DestructiveRole);
    question->setDefaultButton(QMessageBox::Save);
    connect(question, &QMessageBox::buttonClicked, this, [this, question, discard, go_on = std::move(go_on)](QAbstractButton* pressed) {
        if (pressed == discard)
            go_on();
        else if (question->standardButton(pressed) == QMessageBox::Save)
            ask_where_to_save(go_on);
    });
    question->open();
}

void StudyPlanEditor::choose_source() {
    chooser_->setCurrentIndex(std::max(chooser_->findData(plain(source_)), source_.empty() ? chooser_->findData(QString()) : -1));
}

void StudyPlanEditor::choose_file() {
    auto* dialog = new QFileDialog(this, tr("Open plan"), QString(), tr("Studies (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { ask_before_losing([this, file] { try_open(file); }); });
    dialog->open();
}

void StudyPlanEditor::ask_where_to_save(std::function<void()> saved) {
    auto* dialog = new QFileDialog(this, tr("Save plan"), name_->text() + QStringLiteral(".json"), tr("Studies (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, saved = std::move(saved)](const QString& file) {
        save_to(file);
        if (saved && !is_changed())
            saved();
    });
    dialog->open();
}

void StudyPlanEditor::save_to(const QString& file) {
    try {
        write_text(file.toStdString(), written().text);
        mark_kept();
        Q_EMIT news(tr("The plan is in %1").arg(file));
    } catch (const std::exception& error) {
        Q_EMIT problem(plain(error.what()));
    }
}

} // namespace overdamp
