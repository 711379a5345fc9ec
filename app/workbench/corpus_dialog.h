// SPDX-License-Identifier: GPL-3.0-or-later
// What a text holds, and whether it is large enough for the model, before a run is trained on it.
#pragma once

#include "core/train/corpus_report.h"

#include <QDialog>
#include <QStringList>

#include <atomic>
#include <filesystem>
#include <memory>
#include <thread>

class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace overdamp {

/// Reads the texts on a thread of its own.
class CorpusDialog : public QDialog {
    Q_OBJECT

  public:
    /// Several files make one corpus, collected beside the run folders in `runs`. `knobs` describe the model and the training that the text is for.
    CorpusDialog(const QStringList& paths, std::filesystem::path runs, const Knobs& knobs, QWidget* parent = nullptr);
    ~CorpusDialog() override;

    QPushButton* train_button() const { return train_; }
    QTableWidget* words() const { return words_; }
    /// The facts, warnings or the reason why it cannot be read, as shown.
    QString text() const;
    bool is_reading() const { return reading_; }

  Q_SIGNALS:
    /// The person wants to train on the text: what language.corpus is to be.
    void chosen(const QString& corpus);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void build();
    void read(const QStringList& paths, const std::filesystem::path& runs, Knobs knobs);
    void show_report(const CorpusReport& report, const Knobs& knobs);
    void show_words(const CorpusFacts& facts);
    void show_trouble(const QString& message);
    void colour_warnings();

    QLabel* name_;
    QProgressBar* progress_;
    QFormLayout* facts_;
    QTableWidget* words_;
    QLabel* words_title_;
    QLabel* warnings_;
    QDialogButtonBox* buttons_;
    QPushButton* train_ = nullptr;
    QString corpus_;
    bool reading_ = true;
    std::shared_ptr<std::atomic<bool>> cancelled_;
    std::jthread thread_; ///< last, so that it ends first
};

} // namespace overdamp
