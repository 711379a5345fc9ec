// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/variant_dialog.h"

#include "app/workbench/knob_box.h"
#include "app/workbench/plan_text.h"
#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QCompleter>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

namespace overdamp {

namespace {

constexpr QSize first_size{520, 360};

/// What may be typed for the knob: a placeholder, and the names of a choice to complete.
void offer_values(QLineEdit& field, const Knob* knob) {
    field.setPlaceholderText(knob ? plain(expected_values(*knob)) : QString());
    field.setToolTip(field.placeholderText());
    QStringList names;
    if (knob && knob->type == KnobType::boolean)
        names = {QStringLiteral("true"), QStringLiteral("false")};
    else if (knob)
        for (const auto& name : knob->choices)
            names << plain(name);
    field.setCompleter(names.isEmpty() ? nullptr : new QCompleter(names, &field));
}

} // namespace

VariantDialog::VariantDialog(const DraftVariant& variant, const QStringList& taken, QWidget* parent)
    : QDialog(parent), taken_(taken), overrides_(variant.overrides), name_(new QLineEdit(plain(variant.name))),
      seeds_(new QLineEdit(seeds_text(variant.seeds))), grid_(new QGridLayout), add_(new QToolButton), problem_(new QLabel),
      buttons_(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Variant"));
    build();
    for (const std::string& setting : variant.settings) {
        const QString text = plain(setting);
        add_row(text.section(QLatin1Char('='), 0, 0), text.section(QLatin1Char('='), 1));
    }
    if (variant.settings.empty())
        add_row({}, {});
    name_->selectAll();
    resize(first_size);
    check();
}

void VariantDialog::build() {
    auto* fields = new QFormLayout;
    fields->addRow(tr("Name"), name_);
    fields->addRow(tr("Own seeds"), seeds_);
    name_->setToolTip(tr("What the variant is called in tables"));
    seeds_->setPlaceholderText(tr("the study's"));
    seeds_->setToolTip(tr("Seeds of this variant in place of the study's, separated by commas"));
    auto* sets = new QLabel(tr("It sets these knobs:"));
    auto* content = new QWidget;
    auto* stack = new QVBoxLayout(content);
    stack->setContentsMargins(0, 0, 8, 0);
    stack->addLayout(grid_);
    add_->setText(tr("+ Add a knob"));
    add_->setAutoRaise(true);
    add_->setFocusPolicy(Qt::TabFocus);
    stack->addWidget(add_);
    stack->addStretch();
    grid_->setColumnStretch(0, 1);
    grid_->setColumnStretch(1, 1);
    grid_->setSpacing(4);
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    problem_->setWordWrap(true);
    problem_->setTextFormat(Qt::PlainText);
    problem_->setMinimumHeight(2 * problem_->fontMetrics().lineSpacing());
    problem_->setAccessibleName(tr("What is wrong with the variant"));
    auto* column = new QVBoxLayout(this);
    column->addLayout(fields);
    column->addWidget(sets);
    column->addWidget(scroll, 1);
    column->addWidget(problem_);
    column->addWidget(buttons_);
    connect(add_, &QToolButton::clicked, this, [this] {
        add_row({}, {});
        rows_.back().knob->setFocus();
        check();
    });
    for (QLineEdit* field : {name_, seeds_})
        connect(field, &QLineEdit::textChanged, this, &VariantDialog::check);
    connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void VariantDialog::add_row(const QString& key, const QString& value) {
    Row row{.knob = new KnobBox, .value = new QLineEdit(value), .remove = new QToolButton};
    row.knob->setEditText(key);
    row.knob->setAccessibleName(tr("Knob"));
    row.value->setAccessibleName(tr("Value"));
    row.value->setCursorPosition(0);
    row.remove->setIcon(icon(QStringLiteral("close")));
    row.remove->setAutoRaise(true);
    row.remove->setFocusPolicy(Qt::TabFocus);
    row.remove->setToolTip(tr("The variant does not set this knob"));
    row.remove->setAccessibleName(tr("Remove the knob"));
    offer_values(*row.value, row.knob->knob());
    const int place = grid_->rowCount();
    grid_->addWidget(row.knob, place, 0);
    grid_->addWidget(row.value, place, 1);
    grid_->addWidget(row.remove, place, 2);
    setTabOrder(row.knob, row.value);
    setTabOrder(row.value, row.remove);
    setTabOrder(row.remove, add_);
    connect(row.knob, &QComboBox::editTextChanged, this, [this, row] {
        offer_values(*row.value, row.knob->knob());
        check();
    });
    connect(row.value, &QLineEdit::textChanged, this, &VariantDialog::check);
    connect(row.remove, &QToolButton::clicked, this, [this, button = row.remove] { remove_row(button); });
    rows_.push_back(row);
}

void VariantDialog::remove_row(const QToolButton* button) {
    const auto row = std::ranges::find(rows_, button, &Row::remove);
    for (QWidget* part : std::initializer_list<QWidget*>{row->knob, row->value, row->remove}) {
        part->hide();
        part->deleteLater();
    }
    rows_.erase(row);
    check();
}

DraftVariant VariantDialog::variant() const {
    DraftVariant variant{.name = name_->text().trimmed().toStdString(), .settings = {}, .seeds = seeds_from(seeds_->text()), .overrides = overrides_};
    for (const Row& row : rows_)
        if (const std::string key = row.knob->key(), value = row.value->text().trimmed().toStdString(); !key.empty() || !value.empty())
            variant.settings.push_back(key + '=' + value);
    return variant;
}

QPushButton* VariantDialog::ok_button() const { return buttons_->button(QDialogButtonBox::Ok); }

void VariantDialog::check() {
    QString problem;
    try {
        check_variant(variant());
        if (taken_.contains(name_->text().trimmed()))
            problem = tr("Another variant of the axis has the name “%1”.").arg(name_->text().trimmed());
    } catch (const std::exception& error) {
        problem = plain(error.what());
    }
    problem_->setText(problem);
    ok_button()->setEnabled(problem.isEmpty());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, colour_of(Meaning::collapse, colours));
    problem_->setPalette(colours);
}

void VariantDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        check();
}

} // namespace overdamp
