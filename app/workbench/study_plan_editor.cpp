// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/study_plan_editor.h"

#include "core/settings/text.h"
#include "core/study/runner.h"
#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace overdamp {

namespace {

constexpr int settle_milliseconds = 150;
constexpr int most_repetitions = 100;
constexpr const char* first_study = "table1";
constexpr const char* new_study = ""; // in the chooser

QLabel* heading(const QString& text) {
    auto* label = new QLabel(text);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    label->setContentsMargins(0, 8, 0, 0);
    return label;
}

std::vector<std::int64_t> seeds_from(const QString& text) {
    std::vector<std::int64_t> seeds;
    for (const QString& part : parts_of(text)) {
        bool whole = false;
        seeds.push_back(part.toLongLong(&whole));
        if (!whole)
            throw SettingsError("seeds: \"" + part.toStdString() + "\" is no seed; expected whole numbers from 0");
    }
    return seeds;
}

QString seeds_text(const std::vector<std::int64_t>& seeds) {
    QStringList parts;
    for (const std::int64_t seed : seeds)
        parts << QString::number(seed);
    return parts.join(QStringLiteral(", "));
}

} // namespace

StudyPlanEditor::StudyPlanEditor(QWidget* parent)
    : QWidget(parent), chooser_(new QComboBox), form_(new QComboBox), base_(new QComboBox), open_(new QToolButton), save_(new QToolButton),
      add_axis_(new QToolButton), name_(new QLineEdit), title_(new QLineEdit), seeds_(new QLineEdit), repetitions_(new QSpinBox),
      settings_(new QPlainTextEdit), axis_box_(new QWidget), column_(nullptr), note_(new QLabel), summary_(new QLabel), start_(new QPushButton) {
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    auto* content = new QWidget;
    column_ = new QVBoxLayout(content);
    column_->setContentsMargins(8, 8, 8, 8);
    column_->setSpacing(4);
    build_top();
    build_fields();
    column_->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    whole->addWidget(scroll, 1);
    build_bottom();
    settle_.setSingleShot(true);
    settle_.setInterval(settle_milliseconds);
    connect(&settle_, &QTimer::timeout, this, &StudyPlanEditor::weigh);
    open(QLatin1String(first_study));
}

void StudyPlanEditor::build_top() {
    for (const std::string& name : study_names())
        chooser_->addItem(plain(name), plain(name));
    chooser_->addItem(tr("new plan"), QLatin1String(new_study));
    chooser_->setAccessibleName(tr("Study"));
    chooser_->setToolTip(tr("A built-in study to start from"));
    form_->setAccessibleName(tr("Form"));
    form_->setToolTip(tr("nano: minutes on two cores. paper: the paper's sizes, for a GPU."));
    auto* menu = new QMenu(open_);
    menu->addAction(tr("&Plan from a file…"), this, &StudyPlanEditor::choose_file);
    menu->addAction(tr("&Study folder…"), this, &StudyPlanEditor::open_folder_requested);
    open_->setMenu(menu);
    open_->setPopupMode(QToolButton::InstantPopup);
    open_->setIcon(icon(QStringLiteral("open")));
    open_->setToolTip(tr("Open a plan, or the folder of an earlier study"));
    open_->setAccessibleName(tr("Open"));
    save_->setIcon(icon(QStringLiteral("save")));
    save_->setToolTip(tr("Save the plan as JSON, for overdamp-run study as well"));
    save_->setAccessibleName(tr("Save the plan"));
    connect(save_, &QToolButton::clicked, this, &StudyPlanEditor::ask_where_to_save);
    for (QComboBox* box : {chooser_, form_}) { // any name fits, shortened
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(6);
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(chooser_, 1);
    row->addWidget(form_);
    for (QToolButton* button : {open_, save_}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    column_->addLayout(row);
    note_->setWordWrap(true);
    note_->setForegroundRole(QPalette::PlaceholderText);
    column_->addWidget(note_);
    connect(chooser_, &QComboBox::activated, this, [this] {
        if (const QString name = chooser_->currentData().toString(); name == QLatin1String(new_study))
            show_document(write_draft(new_draft()).text, {}, new_draft().form);
        else
            try_open(name);
    });
    connect(form_, &QComboBox::activated, this, [this] {
        try {
            show_document(text_, source_, form_->currentText().toStdString());
        } catch (const std::exception& error) {
            Q_EMIT problem(plain(error.what()));
        }
    });
}

void StudyPlanEditor::build_fields() {
    auto* fields = new QFormLayout;
    fields->setContentsMargins(0, 4, 0, 0);
    fields->setSpacing(4);
    fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const Experiment& preset : builtin_presets())
        base_->addItem(plain(preset.name));
    base_->setEditable(true);
    base_->setInsertPolicy(QComboBox::NoInsert);
    base_->setToolTip(tr("The preset or experiment file that every run starts from"));
    seeds_->setToolTip(tr("Every point of the plan is run once with each seed; an axis may have its own"));
    repetitions_->setRange(1, most_repetitions);
    repetitions_->setToolTip(tr("How many seeds; further ones count on from the last"));
    repetitions_->setAccessibleName(tr("Repetitions"));
    auto* seeds = new QHBoxLayout;
    seeds->setSpacing(4);
    seeds->addWidget(seeds_, 1);
    seeds->addWidget(repetitions_);
    fields->addRow(tr("Name"), name_);
    fields->addRow(tr("Title"), title_);
    fields->addRow(tr("Base"), base_);
    fields->addRow(tr("Seeds"), seeds);
    column_->addLayout(fields);

    column_->addWidget(heading(tr("Axes")));
    auto* axes = new QVBoxLayout(axis_box_);
    axes->setContentsMargins(0, 0, 0, 0);
    axes->setSpacing(2);
    column_->addWidget(axis_box_);
    add_axis_->setText(tr("+ Add an axis"));
    add_axis_->setAutoRaise(true);
    add_axis_->setFocusPolicy(Qt::TabFocus);
    column_->addWidget(add_axis_);
    column_->addWidget(heading(tr("In every run")));
    settings_->setPlaceholderText(tr("training.steps=700"));
    settings_->setToolTip(tr("Knobs for every run, one key=value a line"));
    settings_->setAccessibleName(tr("Knobs for every run"));
    settings_->setTabChangesFocus(true);
    settings_->setFixedHeight(settings_->fontMetrics().lineSpacing() * 5 + 12);
    column_->addWidget(settings_);

    connect(add_axis_, &QToolButton::clicked, this, [this] {
        add_axis({.name = "axis " + std::to_string(axes_.size() + 1), .knob = "dmu.dropout", .values = {"0", "0.3"}, .variants = {}});
        axes_.back()->values()->setFocus();
        change();
    });
    for (QLineEdit* field : {name_, title_})
        connect(field, &QLineEdit::textEdited, this, &StudyPlanEditor::change);
    connect(seeds_, &QLineEdit::textEdited, this, [this] {
        const QSignalBlocker quiet(repetitions_);
        repetitions_->setValue(static_cast<int>(parts_of(seeds_->text()).size()));
        change();
    });
    connect(repetitions_, &QSpinBox::valueChanged, this, &StudyPlanEditor::follow_repetitions);
    connect(base_, &QComboBox::editTextChanged, this, &StudyPlanEditor::change);
    connect(settings_, &QPlainTextEdit::textChanged, this, &StudyPlanEditor::change);
}

void StudyPlanEditor::build_bottom() {
    summary_->setWordWrap(true);
    summary_->setAccessibleName(tr("Runs and time of the plan"));
    start_->setText(tr("&Start the study"));
    start_->setIcon(icon(QStringLiteral("play")));
    connect(start_, &QPushButton::clicked, this, &StudyPlanEditor::start_requested);
    auto* bottom = new QVBoxLayout;
    bottom->setContentsMargins(8, 4, 8, 8);
    bottom->setSpacing(6);
    bottom->addWidget(summary_);
    bottom->addWidget(start_);
    static_cast<QVBoxLayout*>(layout())->addLayout(bottom);
}

void StudyPlanEditor::show_document(const std::string& text, const std::string& source, const std::string& form) {
    const StudyDraft draft = read_draft(text, source.empty() ? "plan" : source, form);
    const std::vector<std::string> forms = study_forms(text, source);
    text_ = text;
    source_ = source;
    form_->clear();
    for (const std::string& name : forms)
        form_->addItem(plain(name));
    form_->setCurrentText(plain(form));
    chooser_->setCurrentIndex(std::max(chooser_->findData(plain(source)), source.empty() ? chooser_->findData(QString()) : -1));
    chooser_->setPlaceholderText(QFileInfo(plain(source)).fileName());
    show_draft(draft);
}

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

void StudyPlanEditor::show_draft(const StudyDraft& draft) {
    filling_ = true;
    start_draft_ = draft;
    name_->setText(plain(draft.name));
    title_->setText(plain(draft.title));
    title_->setCursorPosition(0);
    base_->setEditText(plain(draft.base));
    seeds_->setText(seeds_text(draft.seeds));
    repetitions_->setValue(static_cast<int>(draft.seeds.size()));
    QStringList lines;
    for (const std::string& setting : draft.settings)
        lines << plain(setting);
    settings_->setPlainText(lines.join(QLatin1Char('\n')));
    while (!axes_.empty())
        remove_axis(axes_.back());
    for (const DraftAxis& axis : draft.axes)
        add_axis(axis);
    note_->setText(plain(draft.description + " " + draft.note));
    filling_ = false;
    weigh();
}

void StudyPlanEditor::add_axis(const DraftAxis& axis) {
    auto* editor = new StudyAxisEditor(axis);
    axes_.push_back(editor);
    axis_box_->layout()->addWidget(editor);
    connect(editor, &StudyAxisEditor::edited, this, &StudyPlanEditor::change);
    connect(editor, &StudyAxisEditor::removed, this, [this, editor] { remove_axis(editor); });
}

void StudyPlanEditor::remove_axis(StudyAxisEditor* axis) {
    std::erase(axes_, axis);
    axis->hide();
    axis->deleteLater(); // it may be its own button that was pressed
    change();
}

StudyDraft StudyPlanEditor::draft() const {
    StudyDraft draft = start_draft_;
    draft.name = name_->text().trimmed().toStdString();
    draft.title = title_->text().trimmed().toStdString();
    draft.base = base_->currentText().trimmed().toStdString();
    draft.seeds = seeds_from(seeds_->text());
    draft.settings.clear();
    for (const QString& line : settings_->toPlainText().split(QLatin1Char('\n')))
        if (!line.trimmed().isEmpty())
            draft.settings.push_back(line.trimmed().toStdString());
    draft.axes.clear();
    for (const StudyAxisEditor* axis : axes_)
        draft.axes.push_back(axis->axis());
    return draft;
}

WrittenDraft StudyPlanEditor::written() const { return write_draft(draft()); }

std::string StudyPlanEditor::source() const {
    const std::vector<std::string> names = study_names();
    return std::ranges::find(names, source_) != names.end() && draft() == start_draft_ ? source_ : std::string();
}

void StudyPlanEditor::change() {
    if (!filling_)
        settle_.start();
}

void StudyPlanEditor::follow_repetitions() {
    if (filling_)
        return;
    QStringList seeds = parts_of(seeds_->text());
    while (seeds.size() > repetitions_->value())
        seeds.removeLast();
    while (seeds.size() < repetitions_->value())
        seeds << QString::number(seeds.isEmpty() ? Knobs().training.seed : seeds.last().toLongLong() + 1);
    seeds_->setText(seeds.join(QStringLiteral(", ")));
    change();
}

void StudyPlanEditor::set_pace(const Pace& pace) {
    pace_ = pace;
    weigh();
}

void StudyPlanEditor::set_may_start(bool may) {
    may_start_ = may;
    start_->setEnabled(may && study_);
    start_->setToolTip(may ? QString() : tr("Pause the study that runs first"));
}

void StudyPlanEditor::weigh() {
    settle_.stop();
    study_.reset();
    try {
        const WrittenDraft document = written();
        study_ = parse_study(document.text, name_->text().toStdString(), start_draft_.form);
        const std::int64_t jobs = suggested_jobs(*study_);
        std::vector<double> seconds;
        for (const StudyCell& cell : study_->cells)
            seconds.push_back(pace_.runs() > 0 ? pace_.seconds_left(cell.experiment.knobs, 0) : usual_seconds(cell.experiment.knobs));
        const QString time = duration_text(seconds_until_done(seconds, jobs));
        QString text = tr("<b>%1 runs</b>, about %2 with %3 side by side").arg(study_->cells.size()).arg(time).arg(jobs);
        text += pace_.runs() > 0 ? tr(" (from %1 earlier runs)").arg(pace_.runs()) : tr(" (a rough guess: no earlier runs to go by)");
        if (document.claims_left_out + document.numbers_left_out > 0)
            text += QStringLiteral("<br>") + tr("%1 of %2 claims and %3 of the paper's numbers no longer apply and are left out")
                                                 .arg(document.claims_left_out).arg(document.claims).arg(document.numbers_left_out);
        summary_->setText(text);
    } catch (const std::exception& error) {
        summary_->setText(QStringLiteral("<span style=\"color: %1\">%2</span>").arg(colour_of(Meaning::collapse, palette()).name(), plain(error.what()).toHtmlEscaped()));
    }
    set_may_start(may_start_);
}

void StudyPlanEditor::choose_file() {
    auto* dialog = new QFileDialog(this, tr("Open plan"), QString(), tr("Studies (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &StudyPlanEditor::try_open);
    dialog->open();
}

void StudyPlanEditor::ask_where_to_save() {
    auto* dialog = new QFileDialog(this, tr("Save plan"), name_->text() + QStringLiteral(".json"), tr("Studies (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, &StudyPlanEditor::save_to);
    dialog->open();
}

void StudyPlanEditor::save_to(const QString& file) {
    try {
        write_text(file.toStdString(), written().text);
        Q_EMIT news(tr("The plan is in %1").arg(file));
    } catch (const std::exception& error) {
        Q_EMIT problem(plain(error.what()));
    }
}

} // namespace overdamp
