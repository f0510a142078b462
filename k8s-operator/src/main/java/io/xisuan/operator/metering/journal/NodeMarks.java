package io.xisuan.operator.metering.journal;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.lifecycle.NodeResource;
import java.util.Optional;

/** The remarks that go with the inventory: until when somebody looked at a site, and that a node left it. */
public final class NodeMarks {
    private static final String LOOKED = "LOOKED";
    private static final String GONE = "NODE_GONE";
    private static final String CLOSED = "DAY_CLOSED";

    /** Somebody looked at the site until then, and all that changed is in the journal. */
    public record Looked(SiteId site, long throughMillis) {}

    /** All time of the site up to then is in the journal, held or not. */
    public record Closed(SiteId site, long throughMillis) {}

    /** The node, or its devices, were there until then. */
    public record Gone(SiteId site, NodeResource where, long atMillis) {}

    private NodeMarks() {}

    /** Returns the remark that says until when somebody looked at a site. */
    public static JournalEntry.Remark looked(SiteId site, long throughMillis) {
        return new JournalEntry.Remark(LOOKED, site.value(), Long.toString(throughMillis));
    }

    /** Returns the remark that says that a node's devices left the site. */
    public static JournalEntry.Remark gone(SiteId site, NodeResource where, long atMillis) {
        return new JournalEntry.Remark(
                GONE, site.value(), "%d %s %s".formatted(atMillis, where.node(), where.resource()));
    }

    /** Returns the mark when the remark is one. */
    public static Optional<Looked> looked(JournalEntry.Remark remark) {
        return remark.kind().equals(LOOKED)
                ? Optional.of(new Looked(new SiteId(remark.subject()), Long.parseLong(remark.text())))
                : Optional.empty();
    }

    /** Returns the remark that says that all time of a site up to a midnight is in the journal. */
    public static JournalEntry.Remark closed(SiteId site, long throughMillis) {
        return new JournalEntry.Remark(CLOSED, site.value(), Long.toString(throughMillis));
    }

    /** Returns the mark when the remark is one. */
    public static Optional<Closed> closed(JournalEntry.Remark remark) {
        return remark.kind().equals(CLOSED)
                ? Optional.of(new Closed(new SiteId(remark.subject()), Long.parseLong(remark.text())))
                : Optional.empty();
    }

    /** Returns the mark when the remark is one. */
    public static Optional<Gone> gone(JournalEntry.Remark remark) {
        if (!remark.kind().equals(GONE)) {
            return Optional.empty();
        }
        String[] parts = remark.text().split(" ", 3);
        return Optional.of(new Gone(
                new SiteId(remark.subject()),
                new NodeResource(new NodeName(parts[1]), parts[2]),
                Long.parseLong(parts[0])));
    }
}
