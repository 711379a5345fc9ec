// SPDX-License-Identifier: GPL-3.0-or-later
// What the card says of a lesson's step, of what was predicted and measured, and at the end.
#include "app/workbench/lesson_card.h"
#include "app/workbench/lesson_player.h"
#include "app/workbench/lesson_wording.h"
#include "app/workbench/main_window.h"
#include "widgets/wording.h"

#include <QLocale>

#include <cmath>

namespace overdamp {

namespace {

QString text_of(const std::string& text) { return QString::fromStdString(text); }

} // namespace

void LessonPlayer::show_card() {
    if (strayed_)
        card_.show_content(stray_content());
    else
        card_.show_content(shown_ == lesson_->steps.size() ? end_content() : step_content());
}

LessonCardContent LessonPlayer::step_content() const {
    const LessonStep& step = lesson_->steps[shown_];
    const bool present = shown_ == reached_;
    LessonCardContent content{.lesson = text_of(lesson_->title),
                              .title = text_of(step.title),
                              .position = tr("%1 of %2").arg(shown_ + 1).arg(lesson_->steps.size()),
                              .text = text_of(step.text),
                              .tasks = {},
                              .question = {},
                              .answer = {},
                              .numbers = {},
                              .verdict = {},
                              .next = shown_ + 1 == lesson_->steps.size() ? tr("Finish") : tr("Next"),
                              .can_go_back = shown_ > 0,
                              .can_go_on = !present || (!prediction_due() && progress_->all_met())};
    if (present && prediction_due()) {
        const Prediction& predict = *step.predict;
        QStringList choices;
        for (const std::string& choice : predict.choices)
            choices << text_of(choice);
        content.question = {text_of(predict.question), choices, predict.from, predict.to, quantity_suffix(predict.measure)};
        return content;
    }
    for (std::size_t i = 0; i < step.done.size(); ++i)
        content.tasks.push_back({task_text(step.done[i]), !present || i < progress_->met()});
    fill_answer(content, shown_);
    return content;
}

void LessonPlayer::fill_answer(LessonCardContent& content, std::size_t index) const {
    const auto& predict = lesson_->steps[index].predict;
    const Answer& answer = answers_[index];
    if (!predict || !answer.predicted)
        return;
    const QString predicted = predict->choices.empty() ? quantity_value(predict->measure, *answer.predicted)
                                                       : text_of(predict->choices[static_cast<std::size_t>(*answer.predicted)]);
    content.answer = tr("You predicted: <b>%1</b>").arg(predicted.toHtmlEscaped());
    if (!answer.measured) {
        if (index == reached_ && progress_->all_met())
            content.answer += QStringLiteral("<br>") + tr("It is measured at the next evaluation: train on.");
        return;
    }
    const double value = answer.measured->value;
    content.answer +=
        QStringLiteral("<br>") + tr("Measured: <b>%1</b>").arg(quantity_value(predict->measure, value).toHtmlEscaped()) +
        QStringLiteral("<br><small>%1<br>%2</small>").arg(quantity_name(predict->measure).toHtmlEscaped(), answer.place.toHtmlEscaped());
    const auto outcome = outcome_of(*predict, value);
    if (outcome)
        content.verdict = text_of(predict->outcomes[*outcome].text);
    if (predict->choices.empty()) {
        content.numbers = {predict->from, predict->to, *answer.predicted, value};
        const double miss = std::abs(*answer.predicted - value);
        content.verdict = (miss <= predict->within ? tr("**Close.**") : tr("**Off by %1.**").arg(distance_text(predict->measure, miss))) +
                          QLatin1Char(' ') + content.verdict;
    } else if (outcome && predict->outcomes[*outcome].choice) {
        const bool right = *predict->outcomes[*outcome].choice == static_cast<std::size_t>(*answer.predicted);
        content.verdict = (right ? tr("**Right.**") : tr("**Not so.**")) + QLatin1Char(' ') + content.verdict;
    }
}

LessonCardContent LessonPlayer::end_content() const {
    LessonCardContent content{.lesson = text_of(lesson_->title),
                              .title = tr("What you found"),
                              .position = tr("end"),
                              .text = text_of(lesson_->learn),
                              .tasks = {},
                              .question = {},
                              .answer = {},
                              .numbers = {},
                              .verdict = {},
                              .next = tr("Close"),
                              .can_go_back = true,
                              .can_go_on = true};
    for (std::size_t i = 0; i < answers_.size(); ++i) {
        const auto& predict = lesson_->steps[i].predict;
        if (!predict || !answers_[i].predicted)
            continue;
        const QString guess = predict->choices.empty() ? quantity_value(predict->measure, *answers_[i].predicted)
                                                       : text_of(predict->choices[static_cast<std::size_t>(*answers_[i].predicted)]);
        const QString value = answers_[i].measured ? quantity_value(predict->measure, answers_[i].measured->value) : tr("not measured");
        content.answer += tr("%1: you said %2, measured <b>%3</b><br>")
                              .arg(text_of(lesson_->steps[i].title).toHtmlEscaped(), guess.toHtmlEscaped(), value.toHtmlEscaped());
    }
    return content;
}

LessonCardContent LessonPlayer::stray_content() const {
    return {.lesson = text_of(lesson_->title),
            .title = tr("Another run is shown"),
            .position = tr("interrupted"),
            .text = tr("The lesson waits. Its knobs are free here; go back to its run, or leave it."),
            .tasks = {},
            .question = {},
            .answer = {},
            .numbers = {},
            .verdict = {},
            .next = tr("Back to the lesson"),
            .can_go_back = false,
            .can_go_on = true};
}

QString LessonPlayer::place_of(std::int64_t step) const {
    return tr("step %1 of run %2").arg(QLocale().toString(static_cast<qint64>(step)), plain(window_.bridge().folder().filename().string()));
}

} // namespace overdamp
