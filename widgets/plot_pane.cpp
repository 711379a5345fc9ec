// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_pane.h"

#include "widgets/export.h"
#include "widgets/line_plot.h"
#include "widgets/table_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QMenu>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace overdamp {

namespace {

constexpr QSize export_size{800, 500};
constexpr QSize smallest{140, 110};
constexpr int padding = 5;

/// A quiet button with a text and an arrow, or with three dots where there is no text.
class HeaderButton : public QAbstractButton {
  public:
    explicit HeaderButton(QWidget* parent) : QAbstractButton(parent) {
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::ArrowCursor);
    }

    QSize sizeHint() const override {
        const QFontMetrics metrics(font());
        const int height = metrics.height() + 4;
        return text().isEmpty() ? QSize(height, height) : QSize(metrics.horizontalAdvance(text()) + 3 * padding + height / 2, height);
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QColor ink = palette().color(QPalette::Text);
        const QColor faint = mix(palette().color(QPalette::Base), ink, 0.6);
        if (underMouse() || isDown() || hasFocus()) {
            painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 1) : Qt::NoPen);
            painter.setBrush(mix(palette().color(QPalette::Base), ink, isDown() ? 0.16 : 0.08));
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        }
        const QPointF middle = QRectF(rect()).center();
        if (text().isEmpty()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(faint);
            for (const int step : {-1, 0, 1})
                painter.drawEllipse(middle + QPointF(step * 4.5, 0), 1.5, 1.5);
            return;
        }
        const int arrow = height() / 2;
        const QRect place = rect().adjusted(padding, 0, -padding - arrow, 0);
        painter.setPen(ink);
        painter.drawText(place, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft), fontMetrics().elidedText(text(), Qt::ElideRight, place.width()));
        painter.setPen(QPen(faint, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF tip(width() - padding - arrow * 0.3, middle.y() + 2.5);
        painter.drawPolyline(QPolygonF({tip + QPointF(-3.5, -3.5), tip, tip + QPointF(3.5, -3.5)}));
    }
};

void add_choice(QMenu* menu, const PlotKind& kind, PlotPane* pane) {
    QAction* action = menu->addAction(title_of(kind), pane, [pane, &kind] { pane->choose(kind); });
    action->setCheckable(true);
    action->setChecked(&kind == &pane->kind());
}

} // namespace

PlotPane::PlotPane(const History& history, const PlotKind& kind, QWidget* parent)
    : QWidget(parent), history_(history), kind_(nullptr), title_(new HeaderButton(this)), more_(new HeaderButton(this)) {
    QFont bold = title_->font();
    bold.setWeight(QFont::DemiBold);
    title_->setFont(bold);
    title_->setToolTip(tr("Choose another plot"));
    more_->setToolTip(tr("Split, close, save, scale"));
    more_->setAccessibleName(tr("Plot menu"));
    const auto pop_up = [this](QAbstractButton* button, QMenu* (PlotPane::*make)()) {
        connect(button, &QAbstractButton::clicked, this, [this, button, make] { (this->*make)()->popup(button->mapToGlobal(QPoint(0, button->height()))); });
    };
    pop_up(title_, &PlotPane::make_choice_menu);
    pop_up(more_, &PlotPane::make_menu);
    setMinimumSize(smallest);
    choose(kind);
}

LinePlot* PlotPane::step_plot() const {
    return kind_->form == PlotKind::Form::steps ? qobject_cast<LinePlot*>(plot_) : nullptr;
}

Scale PlotPane::y_scale() const {
    const LinePlot* plot = step_plot();
    return plot ? plot->y_scale() : Scale::linear;
}

void PlotPane::set_y_scale(Scale scale) {
    LinePlot* plot = step_plot();
    if (!plot || plot->y_scale() == scale)
        return;
    // A range from zero has no logarithm; the data choose theirs.
    plot->set_y_range(scale == Scale::logarithmic ? std::nullopt : kind_->y_range);
    plot->set_y_scale(scale);
}

void PlotPane::choose(const PlotKind& kind) {
    if (kind_ == &kind)
        return;
    kind_ = &kind;
    delete plot_;
    plot_ = make_plot(kind, history_);
    plot_->setParent(this);
    plot_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(plot_, &QWidget::customContextMenuRequested, this, [this](const QPoint& place) { make_menu()->popup(plot_->mapToGlobal(place)); });
    plot_->setGeometry(rect());
    plot_->lower();
    plot_->show();
    title_->setText(title_of(kind));
    title_->setAccessibleName(tr("Plot: %1").arg(title_of(kind)));
    place_buttons();
    Q_EMIT plot_changed();
}

void PlotPane::place_buttons() {
    const QSize wanted = title_->sizeHint();
    const int room = std::max(width() - more_->sizeHint().width() - 8, 40);
    title_->setGeometry(3, 4, std::min(wanted.width(), room), wanted.height());
    more_->setGeometry(QRect(QPoint(title_->geometry().right() + 2, 4), QSize(more_->sizeHint().width(), wanted.height())));
    plot_->set_title_space(more_->geometry().right());
}

void PlotPane::resizeEvent(QResizeEvent* event) {
    plot_->setGeometry(rect());
    place_buttons();
    QWidget::resizeEvent(event);
}

QMenu* PlotPane::make_choice_menu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const PlotKind& kind : plot_catalog())
        if (!kind.title.empty())
            add_choice(menu, kind, this);
    menu->addSeparator();
    QMenu* single = menu->addMenu(tr("Single measures"));
    for (const PlotKind& kind : plot_catalog())
        if (kind.title.empty())
            add_choice(single, kind, this);
    return menu;
}

QMenu* PlotPane::make_menu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Fit"), plot_, &Plot::fit);
    if (step_plot()) {
        QAction* logarithmic = menu->addAction(tr("Logarithmic y axis"), this, [this](bool on) { set_y_scale(on ? Scale::logarithmic : Scale::linear); });
        logarithmic->setCheckable(true);
        logarithmic->setChecked(y_scale() == Scale::logarithmic);
    }
    menu->addSeparator();
    menu->addAction(tr("Split right"), this, [this] { Q_EMIT split_requested(Qt::Horizontal); });
    menu->addAction(tr("Split down"), this, [this] { Q_EMIT split_requested(Qt::Vertical); });
    menu->addAction(tr("Close"), this, &PlotPane::close_requested, Qt::QueuedConnection);
    menu->addSeparator();
    menu->addAction(tr("Copy image"), this, [this] { QApplication::clipboard()->setImage(plot_->to_image(plot_->size(), 2)); });
    menu->addAction(tr("Save image…"), this, &PlotPane::save_picture);
    menu->addAction(tr("Save visible numbers…"), this, [this] { save_numbers(RowsWanted::visible); });
    menu->addAction(tr("Save all numbers…"), this, [this] { save_numbers(RowsWanted::all); });
    menu->addAction(tr("Show table"), this, &PlotPane::show_table);
    return menu;
}

void PlotPane::save_picture() {
    auto* dialog = new QFileDialog(this, tr("Save plot"), QString::fromStdString(kind_->id) + QStringLiteral(".png"), plot_file_filter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        if (const QString error = export_plot(*plot_, path, export_size, plot_->palette()); !error.isEmpty())
            Q_EMIT problem(error);
    });
    dialog->open();
}

void PlotPane::save_numbers(RowsWanted rows) {
    auto* dialog = new QFileDialog(this, tr("Save numbers"), QString::fromStdString(kind_->id) + QStringLiteral(".csv"), tr("Comma-separated values (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, rows](const QString& path) {
        if (const QString error = export_numbers(*plot_, rows, path); !error.isEmpty())
            Q_EMIT problem(error);
    });
    dialog->open();
}

void PlotPane::show_table() {
    auto* window = new TableWindow(title_of(*kind_), table_of(*plot_, RowsWanted::visible), this);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
}

} // namespace overdamp
