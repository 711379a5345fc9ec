// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/study_axis_editor.h"

#include "app/workbench/knob_box.h"
#include "app/workbench/plan_text.h"
#include "app/workbench/variant_dialog.h"
#include "widgets/icons.h"
#include "widgets/wording.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QToolButton>

namespace overdamp {

namespace {

QString joined(const std::vector<std::string>& texts, const QString& separator) {
    QStringList list;
    for (const std::string& text : texts)
        list << plain(text);
    return list.join(separator);
}

QString numbered(const QString& name, int number) { return QStringLiteral("%1 %2").arg(name).arg(number); }

OrderedList::Row row_of(const DraftVariant& variant) {
    std::vector<std::string> settings = variant.settings;
    settings.insert(settings.end(), variant.overrides.begin(), variant.overrides.end());
    QString detail = joined(settings, QStringLiteral(", "));
    if (!variant.seeds.empty())
        detail += StudyAxisEditor::tr(" · seeds %1").arg(seeds_text(variant.seeds));
    const QString tip = settings.empty() ? StudyAxisEditor::tr("Leaves all knobs as they are") : joined(settings, QStringLiteral("\n"));
    return {.text = plain(variant.name), .detail = detail, .tip = tip};
}

} // namespace

StudyAxisEditor::StudyAxisEditor(const DraftAxis& axis, QWidget* parent)
    : QWidget(parent), name_(new QLineEdit(plain(axis.name))), knob_(new KnobBox), values_(new QLineEdit(text_of_parts(axis.values))),
      list_(new OrderedList(tr("Variants of the axis"), {{OrderedList::Deed::add, tr("Add a variant")},
                                                         {OrderedList::Deed::edit, tr("Edit the variant")},
                                                         {OrderedList::Deed::duplicate, tr("Duplicate the variant")},
                                                         {OrderedList::Deed::up, tr("Earlier")},
                                                         {OrderedList::Deed::down, tr("Later")},
                                                         {OrderedList::Deed::remove, tr("Remove the variant")}})),
      earlier_(new QToolButton), remove_(new QToolButton), variants_(axis.variants), last_knob_(axis.knob) {
    build();
    knob_->insertItem(0, tr("several knobs"));
    knob_->setEditText(axis.knob.empty() ? knob_->itemText(0) : plain(axis.knob));
    values_->setCursorPosition(0);
    show_variants(0);
    follow_knob();
    connect(name_, &QLineEdit::textEdited, this, &StudyAxisEditor::edited);
    connect(values_, &QLineEdit::textEdited, this, &StudyAxisEditor::edited);
    connect(knob_, &QComboBox::editTextChanged, this, [this] {
        follow_knob();
        Q_EMIT edited();
    });
    connect(list_, &OrderedList::asked, this, &StudyAxisEditor::change_variants);
    connect(earlier_, &QToolButton::clicked, this, &StudyAxisEditor::earlier);
    connect(remove_, &QToolButton::clicked, this, &StudyAxisEditor::removed);
}

void StudyAxisEditor::build() {
    name_->setAccessibleName(tr("Name of the axis"));
    name_->setToolTip(tr("What the axis is called in tables, such as α"));
    name_->setFixedWidth(name_->fontMetrics().horizontalAdvance(QStringLiteral("mechanism")) + 16);
    knob_->setAccessibleName(tr("Knob of the axis"));
    values_->setAccessibleName(tr("Values of the axis"));
    earlier_->setIcon(icon(QStringLiteral("up")));
    earlier_->setToolTip(tr("Puts this axis earlier; the last one gives the columns of the results"));
    earlier_->setAccessibleName(tr("Move the axis up"));
    remove_->setIcon(icon(QStringLiteral("close")));
    for (QToolButton* button : {earlier_, remove_}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
    }
    remove_->setToolTip(tr("Takes this axis out of the plan"));
    remove_->setAccessibleName(tr("Remove the axis"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 4);
    grid->setSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->addWidget(name_, 0, 0);
    grid->addWidget(knob_, 0, 1);
    grid->addWidget(earlier_, 0, 2);
    grid->addWidget(remove_, 0, 3);
    grid->addWidget(values_, 1, 0, 1, 4);
    grid->addWidget(list_, 2, 0, 1, 4);
}

bool StudyAxisEditor::is_several() const { return knob_->currentText() == knob_->itemText(0); }

void StudyAxisEditor::set_several() { knob_->setCurrentIndex(0); }

void StudyAxisEditor::follow_knob() {
    const bool several = is_several();
    values_->setVisible(!several);
    list_->setVisible(several);
    if (several) {
        knob_->setToolTip(tr("Each variant sets knobs of its own"));
        if (variants_.empty()) {
            variants_ = variants_of_values(last_knob_, axis().values);
            show_variants(0);
        }
    } else if (const Knob* knob = knob_->knob()) {
        last_knob_ = knob->key;
        values_->setPlaceholderText(plain(expected_values(*knob)));
        values_->setToolTip(tr("Separated by commas; each is %1").arg(plain(expected_values(*knob))));
    }
}

DraftAxis StudyAxisEditor::axis() const {
    DraftAxis axis{.name = name_->text().trimmed().toStdString(), .knob = {}, .values = {}, .variants = {}};
    for (const QString& value : parts_of(values_->text()))
        axis.values.push_back(value.toStdString());
    if (is_several())
        axis.variants = variants_;
    else
        axis.knob = knob_->key();
    return axis;
}

void StudyAxisEditor::show_variants(int current) {
    std::vector<OrderedList::Row> rows;
    for (const DraftVariant& variant : variants_)
        rows.push_back(row_of(variant));
    list_->show_rows(rows, current);
}

QStringList StudyAxisEditor::names_without(int row) const {
    QStringList names;
    for (std::size_t i = 0; i < variants_.size(); ++i)
        if (static_cast<int>(i) != row)
            names << plain(variants_[i].name);
    return names;
}

void StudyAxisEditor::change_variants(OrderedList::Deed deed, int row) {
    const auto free_name = [this](const QString& name) {
        int number = 2;
        while (names_without(-1).contains(numbered(name, number)))
            ++number;
        return numbered(name, number).toStdString();
    };
    if (deed == OrderedList::Deed::add)
        return ask_for_variant({.name = free_name(tr("variant")), .settings = {}, .seeds = {}}, row, false);
    const DraftVariant& shown = variants_[static_cast<std::size_t>(row)];
    if (deed == OrderedList::Deed::edit)
        return ask_for_variant(shown, row, true);
    if (deed == OrderedList::Deed::duplicate) {
        DraftVariant copy = shown;
        copy.name = free_name(plain(copy.name));
        variants_.insert(variants_.begin() + ++row, copy);
    } else {
        row = rearrange(variants_, deed, row);
    }
    show_variants(row);
    Q_EMIT edited();
}

void StudyAxisEditor::ask_for_variant(const DraftVariant& start, int row, bool replace) {
    auto* dialog = new VariantDialog(start, names_without(replace ? row : -1), this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, row, replace] {
        const int place = replace ? row : row + 1;
        if (replace)
            variants_[static_cast<std::size_t>(row)] = dialog->variant();
        else
            variants_.insert(variants_.begin() + place, dialog->variant());
        show_variants(place);
        Q_EMIT edited();
    });
    dialog->open();
}

} // namespace overdamp
