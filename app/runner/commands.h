// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of overdamp-run. Each adds its options to the program and does its work when it is parsed.
#pragma once

namespace CLI {
class App;
}

namespace overdamp {

/// What the program tells the shell; a run that a signal ended gives 128 + the signal's number.
inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;

/// Writes "overdamp-run: message" to standard error.
void complain(const char* message);

/// `train PRESET` and `train --resume RUN`. A result other than exit_done is thrown as CLI::RuntimeError.
void add_train(CLI::App& program);

/// `fork RUN`: trains a child of a run, from one of its steps on.
void add_fork(CLI::App& program);

/// `bench`: ratios of training steps measured alternately.
void add_bench(CLI::App& program);

/// `score CHECKPOINT --tokens …`: log-probabilities and logits of a sequence.
void add_score(CLI::App& program);

/// `sample RUN`: text from the newest checkpoint of a run.
void add_sample(CLI::App& program);

/// `runs`: a table of recorded runs.
void add_runs(CLI::App& program);

/// `export RUN --csv|--json|--tensorboard|--zip`.
void add_export(CLI::App& program);

/// `import PATH`: a run folder of another tool's log or of an archive.
void add_import(CLI::App& program);

/// `cite FOLDER…`: methods text and BibTeX.
void add_cite(CLI::App& program);

/// `corpus FILE…`: what a text holds, and whether it is large enough.
void add_corpus(CLI::App& program);

/// `curvature RUN`: gradient norm and largest Hessian eigenvalue at the newest checkpoint.
void add_curvature(CLI::App& program);

/// `study STUDY`: a grid of runs and its report.
void add_study(CLI::App& program);

/// `queue FOLDER`: the runs of a study in order; holds, cancels and reorders them.
void add_queue(CLI::App& program);

/// `report FOLDER…`: the report of a study, or runs beside each other.
void add_report(CLI::App& program);

/// `theory`: the paper's lemmas and proof steps, measured.
void add_theory(CLI::App& program);

/// `knobs`: the reference of all parameters, as Markdown or JSON.
void add_knobs(CLI::App& program);

/// `completion SHELL`: the script that lets a shell complete the commands that `program` has when it is called.
void add_completion(CLI::App& program);

/// `manual`, which is hidden: the manual page of all commands.
void add_manual(CLI::App& program);

} // namespace overdamp
