// SPDX-License-Identifier: GPL-3.0-or-later
// The handbook: its files are all in the program, lead to each other, and can be searched; each is there in Chinese.
#include "widgets/handbook.h"

#include "core/telemetry/metric_reference.h"
#include "core/telemetry/metrics.h"
#include "widgets/help_pages.h"
#include "widgets/plot_catalog.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QTextDocument>

using namespace overdamp;

namespace {

const QString folder = QStringLiteral(SOURCE_FOLDER "/resources/handbook");

QString content_of(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList chapter_files(const QString& of) { return QDir(of).entryList({"*.md"}, QDir::Files, QDir::Name); }

} // namespace

class HandbookTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void every_file_is_a_chapter_of_the_contents() {
        QStringList chapters{"README.md"};
        for (const ChapterGroup& group : handbook())
            for (const Chapter& chapter : group.chapters) {
                QVERIFY2(chapter.html.size() > 200 && !chapter.html.contains("<body"), qPrintable(chapter.name));
                QVERIFY2(!chapter.title.isEmpty() && !chapter.title.contains('#'), qPrintable(chapter.name));
                chapters << chapter.name + ".md";
            }
        chapters.sort();
        QCOMPARE(chapter_files(folder), chapters);
    }

    void links_on_the_forge_and_in_the_program_lead_somewhere() {
        static const QRegularExpression link("\\]\\(([^)]+)\\)");
        const QStringList files = chapter_files(folder);
        int followed = 0;
        for (const QString& file : files)
            for (auto matches = link.globalMatch(content_of(folder + '/' + file)); matches.hasNext(); ++followed) {
                const QString target = matches.next().captured(1);
                QVERIFY2(files.contains(target), qPrintable(file + " -> " + target));
                QVERIFY2(target == "README.md" || find_chapter(QString(target).remove(".md")), qPrintable(target));
            }
        QVERIFY(followed > 22);
        QVERIFY(find_chapter("controls")->html.contains("href=\"help:live-tuning\""));
    }

    void every_chapter_is_there_in_chinese() {
        QCOMPARE(chapter_files(folder + "/zh"), chapter_files(folder));
        static const QRegularExpression code("`([^`\\n]+)`");
        for (const QString& file : chapter_files(folder)) {
            const QString chinese = content_of(folder + "/zh/" + file);
            QVERIFY2(chinese.startsWith("# "), qPrintable(file));
            for (auto matches = code.globalMatch(content_of(folder + '/' + file)); matches.hasNext();) {
                const QString word = matches.next().captured(1);
                QVERIFY2(chinese.contains(word.section(':', 0, 0)), qPrintable(file + ": " + word)); // what is typed is the same
            }
        }
    }

    void the_contents_lead_to_every_page() {
        const QString contents = help_page("contents");
        const QStringList names = help_page_names();
        QVERIFY(names.size() > 25);
        for (const QString& name : names) {
            QVERIFY2(contents.contains("href=\"help:" + name + '"'), qPrintable(name));
            QVERIFY2(!help_page(name).isEmpty(), qPrintable(name));
        }
    }

    void code_keeps_its_indentation() {
        QTextDocument page;
        page.setHtml(help_page("lessons"));
        QVERIFY2(page.toPlainText().contains("\n  \"title\""), "the lesson file of the chapter is indented");
    }

    void a_search_finds_pages_that_hold_all_words() {
        const QString found = search_page("detokenise checkpoint");
        QVERIFY(found.contains("No page"));
        const QString lessons = search_page("Remote CONTROL");
        QVERIFY(lessons.contains("help:presenter") && !lessons.contains("help:twin"));
        QVERIFY(search_page("gate opens").contains("help:live-tuning"));
        QVERIFY(search_page("Lipschitz <b>").contains("&lt;b&gt;")); // as it was typed
    }

    void the_lesson_chapter_names_what_the_reader_knows() {
        const QString chapter = content_of(folder + "/lessons.md");
        for (const char* plot : {"loss-entropy", "high-frequency-share", "trajectory", "entropies", "modes", "modes-mass"}) {
            QVERIFY(find_plot_kind(plot));
            QVERIFY2(chapter.contains(QStringLiteral("`%1`").arg(plot)), plot);
        }
    }

    void the_measures_are_a_markdown_page_as_well() {
        const std::string page = metric_reference();
        for (const Metric& metric : metric_table()) {
            const std::string row = "| `" + std::string(metric.name) + "` | " + std::string(metric.label) + " | " + std::string(metric.unit) + " | ";
            QVERIFY2(page.find(row) != std::string::npos && page.find(metric.help) != std::string::npos, metric.name.data());
            QVERIFY2(page.find(" | " + std::string(metric.reference) + " |\n") != std::string::npos, metric.name.data());
        }
        for (const QString& line : QString::fromStdString(page).split('\n'))
            if (line.startsWith("| `"))
                QCOMPARE(line.count(" | ") + 1, 6);
    }
};

QTEST_MAIN(HandbookTest)
#include "handbook.moc"
