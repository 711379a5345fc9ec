// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/presets.h"

#include "app/workbench/main_window.h"
#include "core/settings/train_command.h"
#include "widgets/knob_panel.h"
#include "widgets/wording.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

#include <algorithm>

namespace overdamp {

namespace {

constexpr const char* recent_key = "recent";
constexpr int most_recent = 8;
constexpr int most_changes_shown = 8;

std::optional<Experiment> builtin(const std::string& name) {
    const std::vector<Experiment> presets = builtin_presets();
    const auto found = std::ranges::find(presets, name, &Experiment::name);
    return found == presets.end() ? std::nullopt : std::optional(*found);
}

QString list_of(const std::vector<KnobChange>& changes) {
    QStringList lines;
    for (const KnobChange& change : changes)
        lines << change_text(change);
    if (lines.size() > most_changes_shown)
        lines = lines.mid(0, most_changes_shown) << Presets::tr("and %1 more").arg(lines.size() - most_changes_shown);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

Presets::Presets(MainWindow& window, QSettings* settings) : QObject(&window), window_(window), settings_(settings) {}

void Presets::open(const QString& what, std::function<void()> opened) {
    const auto go_on = [this, what, opened = std::move(opened)] {
        if (window_.open(what.toStdString()) && opened)
            opened();
    };
    window_.run_bar().show_preset(plain(base_.name)); // until it is open
    if (!ask_before_losing(go_on))
        go_on();
}

void Presets::shown(const Experiment& experiment, const QString& what) {
    base_ = experiment;
    const bool is_path = !builtin(what.toStdString());
    path_ = is_path && QFileInfo(what).isFile() ? QFileInfo(what).absoluteFilePath() : QString();
    if (is_path)
        remember(QFileInfo(what).absoluteFilePath());
    show_changes();
}

void Presets::run_changed() {
    const Experiment& experiment = window_.bridge().experiment();
    if (experiment.name != base_.name || !window_.bridge().folder().empty()) {
        base_ = {experiment.name, experiment.description, window_.bridge().knobs()};
        path_.clear();
    }
    show_changes();
}

void Presets::show_changes() {
    const std::vector<KnobChange> changes = changes_between(base_.knobs, window_.controls().knobs());
    window_.setWindowModified(!changes.empty());
    window_.setWindowTitle(tr("%1[*] — Overdamp").arg(plain(base_.name)));
    window_.run_bar().show_preset(plain(base_.name));
    window_.run_bar().show_preset_changes(changes.empty() ? QString()
                                                          : tr("Changed since “%1” was opened:\n%2").arg(plain(base_.name), list_of(changes)));
}

bool Presets::modified() const { return !changes_between(base_.knobs, window_.controls().knobs()).empty(); }

bool Presets::ask_before_losing(std::function<void()> go_on) {
    if (path_.isEmpty() || !modified() || window_.bridge().begun())
        return false;
    auto* question = new QMessageBox(QMessageBox::Question, tr("Unsaved changes"), tr("“%1” has changes that are not saved.").arg(plain(base_.name)),
                                     QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &window_);
    question->setInformativeText(list_of(changes_between(base_.knobs, window_.controls().knobs())));
    question->setDefaultButton(QMessageBox::Save);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QMessageBox::buttonClicked, this, [this, question, go_on = std::move(go_on)](QAbstractButton* pressed) {
        const auto role = question->buttonRole(pressed);
        if (role == QMessageBox::AcceptRole)
            save(go_on);
        else if (role == QMessageBox::DestructiveRole)
            go_on();
    });
    question->open();
    return true;
}

void Presets::save(std::function<void()> saved) {
    if (path_.isEmpty())
        return save_as(std::move(saved));
    if (save_to(path_) && saved)
        saved();
}

void Presets::save_as(std::function<void()> saved) {
    auto* dialog = new QFileDialog(&window_, tr("Save preset"), path_.isEmpty() ? plain(base_.name) + QStringLiteral(".json") : path_,
                                   tr("Experiments (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, saved = std::move(saved)](const QString& path) {
        if (save_to(path) && saved)
            saved();
    });
    dialog->open();
}

bool Presets::save_to(const QString& path) {
    if (const QString problem = window_.controls().problem(); !problem.isEmpty()) {
        window_.show_problem(problem);
        return false;
    }
    const Experiment saved{QFileInfo(path).completeBaseName().toStdString(), base_.description, window_.controls().knobs()};
    try {
        save_experiment(saved, path.toStdString());
    } catch (const std::exception& error) {
        window_.show_problem(plain(error.what()));
        return false;
    }
    const bool renamed = saved.name != base_.name;
    shown(saved, path);
    if (renamed && !window_.bridge().begun())
        window_.bridge().prepare(saved); // the next run bears the new name
    return true;
}

QString Presets::command() const {
    if (const auto& origin = window_.bridge().import_origin())
        return tr("# Imported from %1: no command repeats it.").arg(plain(origin->source));
    const bool recorded = !window_.bridge().folder().empty();
    const Knobs& wanted = recorded ? window_.bridge().experiment().knobs : window_.controls().knobs();
    const std::optional<Experiment> same_name = builtin(base_.name);
    std::string command;
    if (!path_.isEmpty())
        command = train_command(path_.toStdString(), base_.knobs, wanted);
    else if (same_name)
        command = train_command(base_.name, same_name->knobs, wanted);
    else
        command = train_command("quickstart", find_preset("quickstart").knobs, wanted);
    QString note;
    if (const auto events = window_.bridge().history().events(); !events.empty())
        note = tr("# As the run was started. What was changed by hand during the run, first at step %1, is not in it.").arg(events.front().step) +
               QLatin1Char('\n');
    return note + plain(command);
}

void Presets::copy_command() { QApplication::clipboard()->setText(command()); }

QStringList Presets::recent() const { return settings_ ? settings_->value(QLatin1String(recent_key)).toStringList() : recent_; }

void Presets::remember(const QString& path) {
    recent_ = recent();
    recent_.removeAll(path);
    recent_.prepend(path);
    recent_ = recent_.mid(0, most_recent);
    if (settings_)
        settings_->setValue(QLatin1String(recent_key), recent_);
}

void Presets::list_recent(QMenu& menu) {
    menu.clear();
    for (const QString& path : recent())
        if (QFileInfo::exists(path))
            menu.addAction(QFileInfo(path).isDir() ? tr("%1 (run)").arg(QFileInfo(path).fileName()) : QFileInfo(path).fileName(), this,
                           [this, path] { open(path); })
                ->setStatusTip(QDir::toNativeSeparators(path));
    if (menu.isEmpty())
        menu.addAction(tr("Nothing yet"))->setEnabled(false);
}

} // namespace overdamp
