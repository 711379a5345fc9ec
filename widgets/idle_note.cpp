// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/idle_note.h"

#include "widgets/wording.h"

#include <QEvent>
#include <QLocale>

namespace overdamp {

QString reason_text(const IdleKnob& idle) {
    const QString text = translated(idle.reason);
    return text.contains(QLatin1String("%1")) ? text.arg(QLocale().toString(static_cast<qint64>(idle.number))) : text;
}

IdleNote::IdleNote(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setForegroundRole(QPalette::PlaceholderText);
    setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Why this does nothing"));
    hide();
    connect(this, &QLabel::linkActivated, this, [this](const QString& link) {
        if (const auto index = link.toUInt(); index < remedies_.size())
            Q_EMIT chosen(remedies_[index]);
    });
}

void IdleNote::show_reason(const std::optional<IdleKnob>& idle, bool begun) {
    remedies_ = idle ? idle->remedies : std::span<const KnobRemedy>();
    if (!idle) {
        clear();
        return hide();
    }
    QStringList parts{reason_text(*idle).toHtmlEscaped()};
    for (std::size_t i = 0; i < remedies_.size(); ++i) {
        const bool restarts = begun && find_knob(remedies_[i].key).timing == KnobTiming::restart;
        const QString text = translated(remedies_[i].text);
        parts << QStringLiteral("<a href=\"%1\">%2</a>").arg(i).arg((restarts ? tr("%1 in a new run…").arg(text) : text).toHtmlEscaped());
    }
    const QString html = parts.join(QStringLiteral(" · "));
    if (html != text())
        setText(html);
    setAccessibleName(reason_text(*idle));
    show();
}

void IdleNote::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || text().isEmpty())
        return;
    const QString html = text();
    clear();
    setText(html);
}

} // namespace overdamp
