package io.xisuan.model;

import java.util.Comparator;

/**
 * One training job: its namespace and name for people, its uid for the books.
 *
 * <p>A name may be used again after a deletion; the uid never is. Holds, intents and usage are keyed by the uid.
 */
public record JobId(String namespace, String name, String uid) implements Comparable<JobId> {
    private static final Comparator<JobId> ORDER =
            Comparator.comparing(JobId::namespace).thenComparing(JobId::name).thenComparing(JobId::uid);

    public JobId {
        namespace = Identifiers.checked(namespace, "job namespace");
        name = Identifiers.checked(name, "job name");
        uid = Identifiers.checked(uid, "job uid");
    }

    @Override
    public int compareTo(JobId other) {
        return ORDER.compare(this, other);
    }

    /** The uid alone tells jobs apart; mixed in, names that are numbered like their uids would collide. */
    @Override
    public int hashCode() {
        return uid.hashCode();
    }

    /** Returns {@code namespace/name}, the form that people read. */
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
