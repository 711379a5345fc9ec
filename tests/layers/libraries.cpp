// SPDX-License-Identifier: GPL-3.0-or-later
// The command line runs where there is no Qt.
#include <QProcess>
#include <QTest>

namespace {

QByteArray output_of(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished() && process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray();
}

} // namespace

class Libraries : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_command_line_needs_libtorch_and_no_qt();
    void the_qt_of_the_workbench_is_not_even_loaded_by_others();
};

void Libraries::the_command_line_needs_libtorch_and_no_qt() {
    // What it is linked to itself: Debian's LibTorch brings OpenCV, whose windows are made with Qt 5.
    const QByteArray needed = output_of("readelf", {"-d", OVERDAMP_RUN});
    QVERIFY2(needed.contains("libtorch"), needed.constData());
    QVERIFY2(!needed.contains("libQt"), needed.constData());
}

void Libraries::the_qt_of_the_workbench_is_not_even_loaded_by_others() {
    const QByteArray libraries = output_of("ldd", {OVERDAMP_RUN});
    QVERIFY2(libraries.contains("libtorch"), libraries.constData());
    QVERIFY2(!libraries.contains("libQt6"), libraries.constData());
}

QTEST_GUILESS_MAIN(Libraries)
#include "libraries.moc"
