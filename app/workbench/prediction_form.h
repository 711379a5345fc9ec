// SPDX-License-Identifier: GPL-3.0-or-later
// Where a student answers a question: a number, or one of several choices.
#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;
class QVBoxLayout;

namespace overdamp {

class PredictionForm : public QWidget {
    Q_OBJECT

  public:
    explicit PredictionForm(QWidget* parent = nullptr);

    /// Asks anew for one of the choices; without any for a number.
    void ask(const QString& question, const QStringList& choices, double from, double to, const QString& suffix);
    /// The choice with that index, or the number shown, is the answer; a number that nobody has given is none.
    void answer(int choice);

    QDoubleSpinBox* number() const { return number_; }
    QPushButton* predict() const { return predict_; }
    const std::vector<QPushButton*>& choices() const { return choices_; }
    /// Puts the keyboard where the answer is given.
    void take_focus();

  Q_SIGNALS:
    void answered(double answer);

  protected:
    /// Return in the field gives the answer, and does not go on.
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void show_choices(const QStringList& choices);
    void set_given(bool given);

    QLabel* question_;
    QWidget* number_row_;
    QSlider* slider_;
    QDoubleSpinBox* number_;
    QPushButton* predict_;
    QVBoxLayout* column_;
    std::vector<QPushButton*> choices_;
    bool given_ = false; ///< somebody has typed a number or moved the slider
};

} // namespace overdamp
