package io.xisuan.billing.store;

import io.xisuan.billing.notice.Notice;
import java.util.Optional;

/**
 * A notice on its way to one address.
 *
 * @param id the notice's number in the store
 * @param language {@code zh} or {@code en}
 * @param parcel names the message that it goes in, the same at every try; empty until the first one
 * @param attempts how often it was tried
 * @param uncertain whether a try may have arrived though nobody knows: its sender died or heard no answer
 * @param answer what the receiver, or the way to it, said last
 */
public record NoticeDelivery(
        long id,
        Notice notice,
        Addressee to,
        String language,
        State state,
        String parcel,
        int attempts,
        boolean uncertain,
        long dueMillis,
        long triedMillis,
        String answer) {
    /** How far a delivery is. */
    public enum State {
        /** Waits for its time. */
        PENDING,
        /** Is being sent by the leader, or was when a leader died. */
        SENDING,
        /** Was taken by the receiver. */
        SENT,
        /** Is tried no more until somebody says so. */
        DEAD
    }

    /**
     * Where it goes.
     *
     * @param channel the name of a channel
     * @param address a mail address; empty for channels that have one receiver
     */
    public record Addressee(String channel, String address) implements Comparable<Addressee> {
        @Override
        public int compareTo(Addressee other) {
            int order = channel.compareTo(other.channel);
            return order != 0 ? order : address.compareTo(other.address);
        }
    }

    /**
     * A delivery that is not stored yet.
     *
     * @param dueMillis when it may be sent
     */
    public record Planned(Addressee to, String language, long dueMillis) {}

    /** Which deliveries somebody wants to see; what is empty does not matter. */
    public record Filter(Optional<State> state, Optional<String> tenant, Optional<String> channel, int most) {}
}
