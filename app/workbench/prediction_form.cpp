// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/prediction_form.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>

#include <cmath>

namespace overdamp {

namespace {

constexpr int ticks = 200;

int decimals_for(double range) { return range >= 50 ? 0 : range >= 5 ? 1 : 2; }

} // namespace

PredictionForm::PredictionForm(QWidget* parent)
    : QWidget(parent), question_(new QLabel), number_row_(new QWidget), slider_(new QSlider(Qt::Horizontal)), number_(new QDoubleSpinBox),
      predict_(new QPushButton(tr("Predict"))), column_(new QVBoxLayout(this)) {
    question_->setWordWrap(true);
    QFont bold = question_->font();
    bold.setBold(true);
    question_->setFont(bold);
    slider_->setRange(0, ticks);
    slider_->setAccessibleName(tr("Prediction, slider"));
    number_->setAccessibleName(tr("Prediction"));
    number_->setKeyboardTracking(false);
    predict_->setAutoDefault(false);
    auto* row = new QHBoxLayout(number_row_);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(slider_, 1);
    row->addWidget(number_);
    row->addWidget(predict_);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->addWidget(question_);
    column_->addWidget(number_row_);
    connect(slider_, &QSlider::valueChanged, this,
            [this](int tick) { number_->setValue(number_->minimum() + tick * (number_->maximum() - number_->minimum()) / ticks); });
    connect(number_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        const QSignalBlocker quiet(slider_);
        slider_->setValue(static_cast<int>(std::lround(ticks * (value - number_->minimum()) / (number_->maximum() - number_->minimum()))));
    });
    connect(number_, &QDoubleSpinBox::valueChanged, this, [this] { set_given(true); });
    connect(number_, &QDoubleSpinBox::textChanged, this, [this] { set_given(true); }); // typing what it shows already is an answer too
    connect(slider_, &QSlider::actionTriggered, this, [this] { set_given(true); });
    connect(predict_, &QPushButton::clicked, this, [this] { answer(0); });
}

void PredictionForm::ask(const QString& question, const QStringList& choices, double from, double to, const QString& suffix) {
    question_->setText(question);
    number_row_->setVisible(choices.isEmpty());
    if (choices.isEmpty()) {
        const int decimals = decimals_for(to - from);
        number_->setDecimals(decimals);
        number_->setSingleStep(std::pow(10.0, -decimals));
        number_->setRange(from, to);
        number_->setSuffix(suffix);
        number_->setValue(from);
        number_->setAccessibleDescription(question);
    }
    show_choices(choices);
    set_given(false);
}

void PredictionForm::set_given(bool given) {
    given_ = given;
    predict_->setEnabled(given);
}

void PredictionForm::show_choices(const QStringList& choices) {
    for (QPushButton* button : choices_) {
        button->hide();
        button->deleteLater();
    }
    choices_.clear();
    for (int i = 0; i < choices.size(); ++i) {
        auto* button = new QPushButton(QStringLiteral("%1  %2").arg(i + 1).arg(QString(choices[i]).replace(QLatin1Char('&'), QStringLiteral("&&"))));
        button->setAutoDefault(false);
        button->setStyleSheet(QStringLiteral("text-align: left; padding: 3px 8px"));
        button->setAccessibleDescription(question_->text());
        connect(button, &QPushButton::clicked, this, [this, i] { answer(i); });
        column_->addWidget(button);
        button->show();
        choices_.push_back(button);
    }
}

void PredictionForm::answer(int choice) {
    if (choices_.empty()) {
        if (!given_)
            return take_focus();
        number_->interpretText();
        Q_EMIT answered(number_->value());
    } else if (choice < static_cast<int>(choices_.size())) {
        Q_EMIT answered(choice);
    }
}

void PredictionForm::keyPressEvent(QKeyEvent* event) {
    if (choices_.empty() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return answer(0);
    QWidget::keyPressEvent(event);
}

void PredictionForm::take_focus() {
    if (choices_.empty()) {
        number_->setFocus();
        number_->selectAll();
    }
}

} // namespace overdamp
