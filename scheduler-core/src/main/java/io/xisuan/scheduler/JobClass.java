package io.xisuan.scheduler;

import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.Wishes;
import io.xisuan.scheduler.plan.Refusal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All jobs that ask for the same, whoever sends them and however long they run: where they could ever run is found once, and
 * where one found no room the next need not look.
 *
 * <p>Within a cycle room in a pool only shrinks, unless something is moved or made smaller there; so a job of a class that was
 * refused is refused again when it runs no shorter. The notes are of one cycle: {@link #enter} forgets older ones.
 */
final class JobClass {
    /** What jobs of a class have in common. */
    record Wish(Gang gang, List<Variant> variants, Wishes wishes, long graceMillis) {
        static Wish of(JobRequest job) {
            return new Wish(
                    job.gang(), job.variants(), job.wishes(), job.interruption().graceMillis());
        }
    }

    private final Wish wish;
    private final Eligibility eligibility;
    private final long[] refusedFromMillis;
    private final @Nullable Shortage[] shortages;
    private long cycle = -1;
    private @Nullable Blocked blocked;

    JobClass(Wish wish, Eligibility eligibility) {
        this.wish = wish;
        this.eligibility = eligibility;
        int candidates = eligibility.candidates().size();
        this.refusedFromMillis = new long[candidates];
        this.shortages = new Shortage[candidates];
    }

    Wish wish() {
        return wish;
    }

    Eligibility eligibility() {
        return eligibility;
    }

    List<Candidate> candidates() {
        return eligibility.candidates();
    }

    /** Forgets what was noted in an earlier cycle. */
    void enter(long number) {
        if (cycle != number) {
            cycle = number;
            forget();
        }
    }

    /** Forgets what was noted: room has grown somewhere. */
    void forget() {
        Arrays.fill(refusedFromMillis, Long.MAX_VALUE);
        blocked = null;
    }

    /** What all candidates say to jobs of the class: the reason that comes closest to a start, and all of them in words. */
    record Blocked(Refusal reason, String text) {}

    /**
     * Returns why no candidate has room for a job of the class; all of them must have refused it.
     *
     * @throws IllegalStateException when one has not
     */
    Blocked blocked() {
        Blocked known = blocked;
        if (known != null) {
            return known;
        }
        Refusal reason = shortage(0).reason();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shortages.length; i++) {
            reason = shortage(i).reason().compareTo(reason) > 0 ? shortage(i).reason() : reason;
            text.append(i == 0 ? "" : "; ").append(shortage(i).text());
        }
        Blocked found = new Blocked(reason, text.toString());
        blocked = found;
        return found;
    }

    /** Says whether every candidate has refused a job of the class that runs so. */
    boolean isBlocked(JobRequest smallest) {
        for (int i = 0; i < shortages.length; i++) {
            if (refusedFromMillis[i] == Long.MAX_VALUE
                    || candidates().get(i).holdMillis(smallest) < refusedFromMillis[i]) {
                return false;
            }
        }
        return true;
    }

    /** Says whether a job of the class that would hold its places so long was refused by the candidate. */
    boolean isRefused(int candidate, long holdMillis) {
        return holdMillis >= refusedFromMillis[candidate];
    }

    /** Notes that jobs are refused which hold their places so long or longer. */
    void refuse(int candidate, long holdMillis, Shortage shortage) {
        refusedFromMillis[candidate] = holdMillis;
        blocked = null;
        shortages[candidate] = shortage;
    }

    /** Returns why the candidate last refused a job of the class. */
    Shortage shortage(int candidate) {
        Shortage shortage = shortages[candidate];
        if (refusedFromMillis[candidate] == Long.MAX_VALUE || shortage == null) {
            throw new IllegalStateException("Candidate %d of %s refused nobody".formatted(candidate, candidates()));
        }
        return shortage;
    }
}
