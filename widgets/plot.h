// SPDX-License-Identifier: GPL-3.0-or-later
// What every plot can do, whatever draws it.
#pragma once

#include "core/telemetry/history.h"
#include "widgets/decimation.h"
#include "widgets/plot_frame.h"
#include "widgets/theme.h"

#include <QElapsedTimer>
#include <QImage>
#include <QPixmap>
#include <QPointF>
#include <QWidget>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace overdamp {

/// A column of values over steps. The plot calls `read` whenever it draws, and keeps nothing of what it returns,
/// so the columns may grow and move between two frames; what `read` refers to must live as long as the plot.
struct Series {
    QString label;
    /// Column name in files of numbers; the label where it is empty.
    QString key = {};
    Meaning meaning = Meaning::other;
    std::function<Points()> read;
    /// Number of the overlaid run: it then gives the colour.
    std::optional<int> overlay = std::nullopt;
    /// What the legend says, where it is not the label; an empty text leaves the series out of it.
    std::optional<QString> legend = std::nullopt;
    bool dashed = false;
    /// False for values taken so rarely that a moving average would lag far behind them.
    bool may_smooth = true;
};

/// A vertical line: something happened at that step.
struct Marker {
    double x = 0;
    QString label; ///< short: "α 0 → 0.2"
    Meaning meaning = Meaning::strength;
};

/// A horizontal line: a level to compare with.
struct Reference {
    double y = 0;
    QString label; ///< "paper, α = 0: 27 %"
    QString brief = {}; ///< where that has no room: "27 %"
    Meaning meaning = Meaning::neutral;
};

/// Another run to draw beside the one shown.
struct Overlay {
    QString name;
    std::shared_ptr<const History> history;
    /// For overlay_colour().
    int colour = 0;
    /// The run's, where it has one; tells whether two overlays are of one run.
    std::filesystem::path folder = {};
};

/// A column of numbers behind a plot, over its x.
struct DataColumn {
    QString name;
    Points points;
};

/// Steps that the user marked to compare what lies between them.
struct Marks {
    std::optional<double> a, b;
    bool operator==(const Marks&) const = default;
};

/// The column of a measure and its steps; for Series::read.
Points points_of(const History& history, const Metric& metric);

/// "Loss (nats)", "High-frequency share (%)": what a plot of the measure is called.
QString title_of(const Metric& metric);

/// One marker a gesture: where it began, with the value before and after of what changed.
std::vector<Marker> markers_of(std::span<const EventRecord> events);

/// A plot is a widget that redraws its data when told to, at most once a frame. The picture is kept, so that
/// a moving cursor costs nothing; the same drawing goes to the screen, to images and to vector files.
///
/// The wheel zooms at the pointer (Ctrl or over the x axis: only x; Shift or over the y axis: only y), a left drag zooms into a box,
/// a middle drag pans, a double click fits. Keys: ← → move the cursor, + − zoom, Home fits.
class Plot : public QWidget {
    Q_OBJECT
    Q_PROPERTY(QString title READ title WRITE set_title)
    Q_PROPERTY(QString empty_text READ empty_text WRITE set_empty_text)

  public:
    explicit Plot(QWidget* parent = nullptr);

    /// What is plotted, with its unit.
    QString title() const { return title_; }
    void set_title(const QString& title);

    /// What to do when there is nothing to see yet.
    QString empty_text() const { return empty_text_; }
    void set_empty_text(const QString& text);

    /// Draws in that size and those colours. Vector devices get vectors.
    void draw(QPainter& painter, const QSizeF& size, const QPalette& colours);

    /// The picture without the cursor, `ratio` device pixels for each of `size`, in the widget's colours.
    QImage to_image(const QSize& size, double ratio = 1);

    /// Step under the shared cursor.
    std::optional<double> cursor() const { return cursor_; }
    const Marks& marks() const { return marks_; }

    /// The numbers behind the plot as they are now; they are valid until the data grow.
    virtual std::vector<DataColumn> data() const = 0;
    /// What x is called in data(): "step".
    virtual QString x_name() const { return QStringLiteral("step"); }
    /// Whether that row of data() lies in what is shown.
    virtual bool shows(double x, std::span<const double> values) const = 0;

    /// What is seen, in a sentence or two, for those who do not see it.
    virtual QString description() const = 0;

    /// On the screen, the title is left out and this much of its row kept free, pixels: somebody else writes it there.
    void set_title_space(double width);

    /// Curves and trails are drawn that many times as thick, as a projector wants it.
    void set_line_scale(double scale);

    /// What tells the curves apart, as of the last repaint.
    const std::vector<LegendEntry>& shown_legend() const { return frame_.content().legend; }
    /// What is shown, as of the last repaint.
    const Range& visible_x() const { return frame_.content().x.range; }
    const Range& visible_y() const { return frame_.content().y.range; }

    QSize sizeHint() const override { return {480, 300}; }
    QSize minimumSizeHint() const override { return {160, 110}; }

  public Q_SLOTS:
    /// Reads the data again at the next repaint; call it once a frame. A hidden plot does no work.
    void refresh();
    /// Shows everything, and follows as data arrive.
    void fit();
    /// Shows that part of the x axis, or follows the data; does not announce it. Links the x axes of several plots.
    void set_x_view(std::optional<Range> range);
    /// Moves the shared cursor without announcing it; nothing takes it away.
    void set_cursor(std::optional<double> step);
    /// Shows the two marks and what changes between them.
    void set_marks(const overdamp::Marks& marks);

  Q_SIGNALS:
    /// The pointer moved over this plot, or left it.
    void cursor_moved(std::optional<double> step);
    /// The user zoomed or panned to that part of the x axis, or went back to following the data.
    void x_view_changed(std::optional<Range> range);

  protected:
    /// Sets frame() and places everything for a picture of that size; draw_plot() and draw_cursor() follow it.
    virtual void lay_out(const QSizeF& size, const QPalette& colours) = 0;
    virtual void draw_plot(QPainter& painter) = 0;
    virtual void draw_cursor(QPainter& painter) = 0;

    /// The step that belongs to a place in the area, if one does.
    virtual std::optional<double> step_at(const QPointF& place) const = 0;
    /// The step next to the cursor's, in that direction; ±10 is a long stride.
    virtual std::optional<double> step_beside(int stride) const = 0;
    /// From the lowest to the highest x of all data.
    virtual std::optional<Range> data_x() const = 0;
    /// The axes shall fit the data afresh.
    virtual void forget_growth() = 0;

    /// The content of the frame with what all plots have in common.
    FrameContent header() const;
    double line_scale() const { return line_scale_; }
    const PlotFrame& frame() const { return frame_; }
    void set_frame(PlotFrame frame) { frame_ = std::move(frame); }
    /// What the user zoomed to.
    const std::optional<Range>& x_view() const { return x_view_; }
    const std::optional<Range>& y_view() const { return y_view_; }

    void paintEvent(QPaintEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void move_cursor(std::optional<double> step);
    void show_range(std::optional<Range> x, std::optional<Range> y);
    void zoom(const QPointF& centre, double factor, bool zoom_x, bool zoom_y);
    void pan(const QPointF& distance);
    void zoom_into(const QRectF& box);

    PlotFrame frame_;
    std::optional<Range> x_view_, y_view_;
    std::optional<QPointF> drag_start_;
    QPointF drag_now_;
    Qt::MouseButton drag_button_ = Qt::NoButton;
    QString title_;
    QString empty_text_;
    std::optional<double> cursor_;
    Marks marks_;
    double title_space_ = 0;
    double line_scale_ = 1;
    bool on_screen_ = true; ///< and not in a file
    QElapsedTimer described_;
    QPixmap picture_;
    bool stale_ = true;
};

} // namespace overdamp
