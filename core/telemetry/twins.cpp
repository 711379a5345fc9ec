// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/twins.h"

#include "core/telemetry/fork.h"
#include "core/telemetry/run_folder.h"

#include <algorithm>
#include <functional>

namespace overdamp {

namespace fs = std::filesystem;

std::vector<KnownTwin> twins_of(const fs::path& run) {
    std::vector<KnownTwin> twins;
    std::error_code error;
    for (fs::directory_iterator entries(fs::absolute(run).parent_path(), error), end; !error && entries != end; entries.increment(error)) {
        const fs::path folder = entries->path();
        if (folder.filename().string().starts_with('.'))
            continue;
        try {
            const std::optional<Parent> parent = load_parent(folder);
            std::error_code gone;
            if (parent && parent->kind == ForkKind::twin && fs::equivalent(folder.parent_path() / parent->run, run, gone) && !is_being_written(folder))
                twins.push_back({folder, parent->step});
        } catch (const std::exception&) {
            // a damaged folder is nobody's twin
        }
    }
    std::ranges::sort(twins, std::ranges::greater(), &KnownTwin::folder);
    return twins;
}

void catch_up_schedule(const fs::path& twin, const fs::path& run) {
    const std::optional<StepRecord> last = last_step_record(twin);
    const std::int64_t done = last ? last->step + 1 : 0;
    const std::vector<EventRecord> known = load_schedule(twin);
    for (EventRecord& event : load_events(run)) {
        const auto same = [&](const EventRecord& other) { return other.step == event.step && other.revision == event.revision; };
        event.changes = twin_changes(std::move(event.changes));
        if (event.step >= done && !event.changes.empty() && std::ranges::none_of(known, same))
            append_to_schedule(twin, event);
    }
}

} // namespace overdamp
