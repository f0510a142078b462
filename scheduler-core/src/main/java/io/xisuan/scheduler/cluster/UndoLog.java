package io.xisuan.scheduler.cluster;

import java.util.ArrayList;
import java.util.List;

/** What to do to go back, newest last; kept only while somebody may want to go back. */
final class UndoLog {
    /** One change, told by what was before it. */
    sealed interface Change {
        record Started(HeldJobs.Entry job) implements Change {}

        record Ended(HeldJobs.Entry job) implements Change {}

        record ToldToStop(RunningJob before) implements Change {}

        record Cordoned(int node, boolean before) implements Change {}

        record Lost(int node, boolean before) implements Change {}

        record Background(int node, NodeLoad before) implements Change {}

        record Headroom(int pool, long before) implements Change {}
    }

    private final List<Change> changes = new ArrayList<>();
    private int open;

    int open() {
        open++;
        return changes.size();
    }

    void add(Change change) {
        if (open > 0) {
            changes.add(change);
        }
    }

    /** Returns the changes since the mark, newest first, and forgets them. */
    List<Change> close(int mark) {
        if (open == 0 || mark > changes.size()) {
            throw new IllegalStateException("No checkpoint %d is open (%d open, %d changes): checkpoints nest"
                    .formatted(mark, open, changes.size()));
        }
        open--;
        List<Change> since = List.copyOf(changes.subList(mark, changes.size()).reversed());
        changes.subList(mark, changes.size()).clear();
        return since;
    }

    /** Keeps the changes since the last checkpoint for an outer one, if there is any. */
    void keep(int mark) {
        if (open == 0 || mark > changes.size()) {
            throw new IllegalStateException("No checkpoint %d is open".formatted(mark));
        }
        open--;
        if (open == 0) {
            changes.clear();
        }
    }
}
