// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/study_plan_editor.h"

#include "app/workbench/plan_text.h"
#include "app/workbench/study_axis_editor.h"
#include "app/workbench/study_measures_editor.h"
#include "app/workbench/study_plan_summary.h"
#include "core/settings/text.h"
#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QComboBox>
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

} // namespace

StudyPlanEditor::StudyPlanEditor(QWidget* parent)
    : QWidget(parent), chooser_(new QComboBox), form_(new QComboBox), base_(new QComboBox), open_(new QToolButton), save_(new QToolButton),
      add_axis_(new QToolButton), name_(new QLineEdit), title_(new QLineEdit), about_(new QLineEdit), seeds_(new QLineEdit),
      repetitions_(new QSpinBox), settings_(new QPlainTextEdit), measures_(new StudyMeasuresEditor), axis_box_(new QWidget), column_(nullptr),
      note_(new QLabel), summary_(new QLabel), start_(new QPushButton) {
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
    connect(save_, &QToolButton::clicked, this, [this] { ask_where_to_save(); });
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
        const QString name = chooser_->currentData().toString();
        ask_before_losing([this, name] {
            if (name == QLatin1String(new_study))
                show_document(write_draft(new_draft()).text, {}, new_draft().form);
            else
                try_open(name);
        });
    });
    connect(form_, &QComboBox::activated, this, [this] {
        const std::string form = form_->currentText().toStdString();
        ask_before_losing([this, form] {
            try {
                show_document(text_, source_, form);
            } catch (const std::exception& error) {
                Q_EMIT problem(plain(error.what()));
            }
        });
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
    about_->setToolTip(tr("What is asked, in a sentence or two; it stands in the report"));
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
    fields->addRow(tr("About"), about_);
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
    column_->addWidget(heading(tr("In the report")));
    column_->addWidget(measures_);
    connect_fields();
}

void StudyPlanEditor::connect_fields() {
    connect(add_axis_, &QToolButton::clicked, this, [this] {
        add_axis({.name = "axis " + std::to_string(axes_.size() + 1), .knob = "dmu.dropout", .values = {"0", "0.3"}, .variants = {}});
        axes_.back()->values()->setFocus();
        change();
    });
    for (QLineEdit* field : {name_, title_, about_})
        connect(field, &QLineEdit::textEdited, this, &StudyPlanEditor::change);
    connect(seeds_, &QLineEdit::textEdited, this, [this] {
        const QSignalBlocker quiet(repetitions_);
        repetitions_->setValue(static_cast<int>(parts_of(seeds_->text()).size()));
        change();
    });
    connect(repetitions_, &QSpinBox::valueChanged, this, &StudyPlanEditor::follow_repetitions);
    connect(base_, &QComboBox::editTextChanged, this, &StudyPlanEditor::change);
    connect(settings_, &QPlainTextEdit::textChanged, this, &StudyPlanEditor::change);
    connect(measures_, &StudyMeasuresEditor::edited, this, &StudyPlanEditor::change);
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
    choose_source();
    chooser_->setPlaceholderText(QFileInfo(plain(source)).fileName());
    show_draft(draft);
}

void StudyPlanEditor::show_draft(const StudyDraft& draft) {
    filling_ = true;
    start_draft_ = kept_draft_ = draft;
    name_->setText(plain(draft.name));
    title_->setText(plain(draft.title));
    about_->setText(plain(draft.description));
    for (QLineEdit* field : {title_, about_})
        field->setCursorPosition(0);
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
    measures_->set_measures(draft.metrics);
    note_->setText(plain(draft.note));
    filling_ = false;
    weigh();
}

void StudyPlanEditor::add_axis(const DraftAxis& axis) {
    auto* editor = new StudyAxisEditor(axis);
    axes_.push_back(editor);
    axis_box_->layout()->addWidget(editor);
    connect(editor, &StudyAxisEditor::edited, this, &StudyPlanEditor::change);
    connect(editor, &StudyAxisEditor::earlier, this, [this, editor] { move_up(editor); });
    connect(editor, &StudyAxisEditor::removed, this, [this, editor] { remove_axis(editor); });
    enable_moves();
}

void StudyPlanEditor::move_up(StudyAxisEditor* axis) {
    const auto place = std::ranges::find(axes_, axis);
    std::iter_swap(place, place - 1);
    auto* column = static_cast<QVBoxLayout*>(axis_box_->layout());
    column->removeWidget(axis);
    column->insertWidget(static_cast<int>(place - 1 - axes_.begin()), axis);
    enable_moves();
    change();
}

void StudyPlanEditor::enable_moves() {
    for (const StudyAxisEditor* axis : axes_)
        axis->earlier_button()->setEnabled(axis != axes_.front());
}

void StudyPlanEditor::remove_axis(StudyAxisEditor* axis) {
    std::erase(axes_, axis);
    axis_box_->layout()->removeWidget(axis);
    axis->hide();
    axis->deleteLater(); // it may be its own button that was pressed
    enable_moves();
    change();
}

StudyDraft StudyPlanEditor::draft() const {
    StudyDraft draft = start_draft_;
    draft.name = name_->text().trimmed().toStdString();
    draft.title = title_->text().trimmed().toStdString();
    draft.description = about_->text().trimmed().toStdString();
    draft.metrics = measures_->measures();
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

WrittenDraft StudyPlanEditor::written() const {
    StudyDraft changed = draft();
    std::string more;
    for (const std::string& setting : changed.settings)
        if (std::ranges::find(start_draft_.settings, setting) == start_draft_.settings.end())
            more += (more.empty() ? "" : ", ") + setting;
    if (!more.empty())
        changed.note += " Changed from this: " + more + '.'; // the note goes into the report, which is in English
    return write_draft(changed);
}

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
        Study study = parse_study(document.text, name_->text().toStdString(), start_draft_.form);
        check_feedback_acts(study);
        study_ = std::move(study);
        StudyDraft added = draft(); // what was there before is as its author meant it
        std::erase_if(added.settings, [this](const std::string& setting) {
            return std::ranges::find(start_draft_.settings, setting) != start_draft_.settings.end();
        });
        summary_->setText(plan_summary(*study_, document, outdone_settings(added), pace_));
    } catch (const std::exception& error) {
        summary_->setText(QStringLiteral("<span style=\"color: %1\">%2</span>")
                              .arg(colour_of(Meaning::collapse, palette()).name(), plain(error.what()).toHtmlEscaped()));
    }
    set_may_start(may_start_);
}

} // namespace overdamp
