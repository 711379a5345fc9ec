// SPDX-License-Identifier: GPL-3.0-or-later
// What the source files include and how they begin.
#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

namespace {

/// Included names as written, with their < or " in front.
QStringList includes_of(const QString& text) {
    static const QRegularExpression directive("^\\s*#\\s*include\\s*([<\"][^>\"]+)[>\"]", QRegularExpression::MultilineOption);
    QStringList names;
    for (auto matches = directive.globalMatch(text); matches.hasNext();)
        names += matches.next().captured(1);
    return names;
}

bool is_qt(const QString& include) {
    static const QRegularExpression qt("^[<\"](Q[A-Z]|Qt|q[a-z]+\\.h)");
    return qt.match(include).hasMatch();
}

bool is_libtorch(const QString& include) {
    static const QRegularExpression libtorch("^[<\"](ATen|c10|torch|caffe2)/");
    return libtorch.match(include).hasMatch();
}

QString content_of(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList files_below(const QString& folder, const QStringList& patterns) {
    QStringList paths;
    for (QDirIterator files(QString(SOURCE_FOLDER) + '/' + folder, patterns, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         files.hasNext();)
        paths += files.next();
    return paths;
}

const QStringList code = {"*.h", "*.cpp", "*.in"};

} // namespace

class Sources : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_scan_knows_what_it_forbids();
    void rooms_include_only_what_they_may_data();
    void rooms_include_only_what_they_may();
    void every_source_names_its_licence_first();
};

void Sources::the_scan_knows_what_it_forbids() {
    QCOMPARE(includes_of("// #include <QNo>\n#include <QString>\n  # include \"core/a.h\"\n"), QStringList({"<QString", "\"core/a.h"}));
    QVERIFY(is_qt("<QString") && is_qt("<QtCore/QString") && is_qt("<qglobal.h") && is_qt("\"QTest"));
    QVERIFY(!is_qt("<queue") && !is_qt("\"core/settings/knobs.h"));
    QVERIFY(is_libtorch("<ATen/core/Tensor.h") && is_libtorch("<torch/nn.h") && is_libtorch("<c10/util/Half.h"));
    QVERIFY(!is_libtorch("\"core/torch_pch.h"));
}

void Sources::rooms_include_only_what_they_may_data() {
    QTest::addColumn<QStringList>("rooms_allowed");
    QTest::addColumn<bool>("qt_allowed");
    QTest::addColumn<bool>("libtorch_allowed");
    QTest::newRow("core/settings") << QStringList{"core/settings"} << false << false;
    QTest::newRow("core/telemetry") << QStringList{"core/settings", "core/telemetry"} << false << false;
    QTest::newRow("core/lesson") << QStringList{"core/settings", "core/telemetry", "core/lesson"} << false << false;
    QTest::newRow("core/kernel") << QStringList{"core/kernel"} << false << false;
    QTest::newRow("core/train") << QStringList{"core/settings", "core/telemetry", "core/kernel", "core/measure", "core/stabilizer", "core/language", "core/model", "core/generate", "core/train"}
                                << false << true;
    QTest::newRow("core/theory") << QStringList{"core/settings", "core/telemetry", "core/measure", "core/stabilizer", "core/language", "core/model", "core/train", "core/theory"}
                                 << false << true;
    QTest::newRow("core") << QStringList{"core"} << false << true;
    QTest::newRow("widgets") << QStringList{"core/settings", "core/telemetry", "widgets"} << true << false;
    QTest::newRow("app/program") << QStringList{"core", "app/program"} << false << false;
    QTest::newRow("app/runner") << QStringList{"core", "app/program", "app/runner"} << false << false;
    QTest::newRow("app/workbench") << QStringList{"core", "widgets", "app/program", "app/workbench"} << true << true;
}

void Sources::rooms_include_only_what_they_may() {
    QFETCH(QStringList, rooms_allowed);
    QFETCH(bool, qt_allowed);
    QFETCH(bool, libtorch_allowed);
    const QStringList files = files_below(QTest::currentDataTag(), code);
    QVERIFY(!files.isEmpty());
    static const QRegularExpression room("^\"(core|widgets|app|tests)/");
    for (const QString& file : files)
        for (const QString& include : includes_of(content_of(file))) {
            const QByteArray place = (file + " includes " + include.mid(1)).toUtf8();
            QVERIFY2(qt_allowed || !is_qt(include), place.constData());
            QVERIFY2(libtorch_allowed || !is_libtorch(include), place.constData());
            const auto holds = [&](const QString& allowed) { return include.startsWith('"' + allowed + '/'); };
            QVERIFY2(!room.match(include).hasMatch() || std::ranges::any_of(rooms_allowed, holds), place.constData());
        }
}

void Sources::every_source_names_its_licence_first() {
    QStringList files = {QString(SOURCE_FOLDER) + "/CMakeLists.txt"};
    for (const char* folder : {"app", "core", "packaging", "resources", "tests", "widgets"})
        files += files_below(folder, code + QStringList{"CMakeLists.txt", "*.cmake", "*.sh", "*.py"});
    files += files_below(".ci", {"*"});
    QVERIFY(files.size() > 50);
    for (const QString& file : std::as_const(files)) {
        QStringList lines = content_of(file).split('\n');
        if (lines.first().startsWith("#!"))
            lines.removeFirst();
        static const QRegularExpression licence("^(//|#) SPDX-License-Identifier: GPL-3.0-or-later$");
        QVERIFY2(!lines.isEmpty() && licence.match(lines.first()).hasMatch(), qPrintable(file));
    }
}

QTEST_GUILESS_MAIN(Sources)
#include "sources.moc"
