// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/study_axis_editor.h"

#include "widgets/icons.h"
#include "widgets/wording.h"

#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QLineEdit>
#include <QToolButton>

#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

/// The names of the points of an axis that sets several knobs.
QString variant_names(const std::string& variants) {
    QStringList names;
    for (const auto& variant : nlohmann::ordered_json::parse(variants, nullptr, false))
        if (variant.is_object() && variant.contains("name") && variant["name"].is_string())
            names << plain(variant["name"].get<std::string>());
    return names.join(QStringLiteral(", "));
}

} // namespace

QStringList parts_of(const QString& text) {
    QStringList parts;
    for (const QString& part : text.split(QLatin1Char(',')))
        if (const QString trimmed = part.trimmed(); !trimmed.isEmpty())
            parts << trimmed;
    return parts;
}

StudyAxisEditor::StudyAxisEditor(const DraftAxis& axis, QWidget* parent)
    : QWidget(parent), axis_(axis), name_(new QLineEdit(plain(axis.name))), knob_(new QComboBox), values_(new QLineEdit), remove_(new QToolButton) {
    name_->setAccessibleName(tr("Name of the axis"));
    name_->setToolTip(tr("What the axis is called in tables, such as α"));
    values_->setAccessibleName(tr("Values of the axis"));
    remove_->setIcon(icon(QStringLiteral("close")));
    remove_->setAutoRaise(true);
    remove_->setFocusPolicy(Qt::TabFocus);
    remove_->setToolTip(tr("Takes this axis out of the plan"));
    remove_->setAccessibleName(tr("Remove the axis"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 4);
    grid->setSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->addWidget(name_, 0, 0);
    grid->addWidget(knob_, 0, 1);
    grid->addWidget(remove_, 0, 2);
    grid->addWidget(values_, 1, 0, 1, 3);
    name_->setFixedWidth(name_->fontMetrics().horizontalAdvance(QStringLiteral("mechanism")) + 16);
    knob_->setAccessibleName(tr("Knob of the axis"));
    knob_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    knob_->setMinimumContentsLength(12);
    if (axis.knob.empty()) {
        knob_->addItem(tr("several knobs"));
        knob_->setEnabled(false);
        name_->setReadOnly(true);
        values_->setReadOnly(true);
        values_->setText(variant_names(axis.variants));
        values_->setToolTip(QStringLiteral("<pre>%1</pre>").arg(plain(axis.variants).toHtmlEscaped()));
    } else {
        for (const Knob& knob : knob_table())
            knob_->addItem(plain(knob.key));
        knob_->setEditable(true);
        knob_->setInsertPolicy(QComboBox::NoInsert);
        knob_->completer()->setFilterMode(Qt::MatchContains);
        knob_->completer()->setCompletionMode(QCompleter::PopupCompletion);
        knob_->setEditText(plain(axis.knob));
        QStringList values;
        for (const std::string& value : axis.values)
            values << plain(value);
        values_->setText(values.join(QStringLiteral(", ")));
    }
    values_->setCursorPosition(0);
    follow_knob();
    connect(name_, &QLineEdit::textEdited, this, &StudyAxisEditor::edited);
    connect(values_, &QLineEdit::textEdited, this, &StudyAxisEditor::edited);
    connect(knob_, &QComboBox::editTextChanged, this, [this] {
        follow_knob();
        Q_EMIT edited();
    });
    connect(remove_, &QToolButton::clicked, this, &StudyAxisEditor::removed);
}

void StudyAxisEditor::follow_knob() {
    for (const Knob& knob : knob_table())
        if (plain(knob.key) == knob_->currentText()) {
            knob_->setToolTip(QStringLiteral("<p><b>%1</b></p><p>%2</p>").arg(translated(knob.label).toHtmlEscaped(), translated(knob.help).toHtmlEscaped()));
            values_->setPlaceholderText(plain(expected_values(knob)));
            values_->setToolTip(tr("Separated by commas; each is %1").arg(plain(expected_values(knob))));
        }
}

DraftAxis StudyAxisEditor::axis() const {
    DraftAxis axis = axis_;
    if (axis_.knob.empty())
        return axis;
    axis.name = name_->text().trimmed().toStdString();
    axis.knob = knob_->currentText().trimmed().toStdString();
    axis.values.clear();
    for (const QString& value : parts_of(values_->text()))
        axis.values.push_back(value.toStdString());
    return axis;
}

} // namespace overdamp
