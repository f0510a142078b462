package io.xisuan.operator.loop;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Whether to say again of a job that waits what was said of it before: a new reason at once, the same reason in other words (so many
 * devices free now) seldom. Of many waiting jobs a few a second are told anew, so that a long queue does not fill the API server and the
 * decision log with counts that nobody acts on.
 */
final class Repeats {
    /** The least time after which the same reason is told in its newest words. */
    private static final long LEAST_MILLIS = 60_000;
    /** So many jobs a second are told anew at most. */
    private static final int PER_SECOND = 5;

    private record Said(String reason, String words, long atMillis) {}

    /** Looked up only; never walked for a result that has an order. */
    private final Map<String, Said> said = new HashMap<>();

    /** Returns whether to say it, and takes it for said when so. */
    boolean worth(String jobUid, String reason, String words, long nowMillis) {
        Said before = said.get(jobUid);
        boolean worth = before == null
                || !before.reason().equals(reason)
                || (!before.words().equals(words) && nowMillis - before.atMillis() >= pauseMillis());
        if (worth) {
            said.put(jobUid, new Said(reason, words, nowMillis));
        }
        return worth;
    }

    private long pauseMillis() {
        return Math.max(LEAST_MILLIS, said.size() * 1_000L / PER_SECOND);
    }

    /** Forgets a job of which something else is said by now. */
    void forget(String jobUid) {
        said.remove(jobUid);
    }

    /** Forgets all jobs but these, once most of what is remembered is of others. */
    void tidy(Set<String> jobUids) {
        if (said.size() > 2 * jobUids.size() + 100) {
            said.keySet().retainAll(jobUids);
        }
    }
}
