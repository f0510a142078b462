package io.xisuan.scheduler.simulation;

import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at what the product's own scheduler decides on one job of a replay, cycle by cycle, and decides nothing itself. */
final class Watch {
    private static final int NOT_YET = -1;

    private final Optional<String> name;
    private int job = NOT_YET;
    private final List<Account.Waited> waits = new ArrayList<>();
    private @Nullable Refusal reason;
    private Account.@Nullable Waited open;
    private @Nullable Decision decided;

    private Watch(Optional<String> name) {
        this.name = name;
    }

    static Watch nobody() {
        return new Watch(Optional.empty());
    }

    /** Returns a watch over the job of this name. */
    static Watch of(String name) {
        return new Watch(Optional.of(name));
    }

    /** Says that a job was submitted, which may be the one. */
    void submitted(int index, String other) {
        if (name.isPresent() && name.get().equals(other)) {
            job = index;
        }
    }

    boolean isOn(int other) {
        return job == other;
    }

    /** Says whether its job waits, and decisions on it should therefore carry their reasons. */
    boolean isWaiting() {
        return job != NOT_YET && decided == null;
    }

    /** Says whether nothing was decided on its job yet, not even that it waits. */
    boolean hasSeenNothing() {
        return isWaiting() && open == null && waits.isEmpty();
    }

    /** Takes what was decided on the job; cycles in a row with the same reason are one wait. */
    void saw(Decision decision, long now) {
        switch (decision) {
            case Decision.Wait wait -> waits(wait, now);
            case Decision.Start start -> decide(start, now);
            case Decision.Never never -> decide(never, now);
            case Decision.Preempt preempt ->
                waits(
                        new Decision.Wait(
                                preempt.job(),
                                Refusal.LEAVING,
                                Optional.of(new Eta(
                                        preempt.startMillis(), preempt.seat().site(), Eta.Cause.VICTIMS_LEAVE, true)),
                                "%d jobs are told to stop for it"
                                        .formatted(preempt.victims().size())),
                        now);
            // It runs on, with other workers or until it has left.
            case Decision.Resize resize -> {}
            case Decision.Move move -> {}
        }
    }

    private void waits(Decision.Wait wait, long now) {
        if (decided == null && wait.reason() != reason) {
            close(now);
            reason = wait.reason();
            open = new Account.Waited(now, now, wait.reason().name(), wait.text(), wait.etaMillis());
        }
    }

    /** Says that its job was stopped, lost so much of its work, and waits again. */
    void stopped(long now, long lostMillis) {
        String text = "was stopped for another job, and %d s of its work are lost".formatted(lostMillis / 1000);
        open = new Account.Waited(now, now, "PREEMPTED", text, Optional.empty());
    }

    private void decide(Decision decision, long now) {
        close(now);
        decided = decided == null || decision instanceof Decision.Never ? decision : decided;
    }

    private void close(long now) {
        if (open != null) {
            waits.add(new Account.Waited(open.fromMillis(), now, open.reason(), open.text(), open.etaMillis()));
            open = null;
        }
    }

    Optional<Decision> decided() {
        return Optional.ofNullable(decided);
    }

    List<Account.Waited> waits() {
        return List.copyOf(waits);
    }
}
