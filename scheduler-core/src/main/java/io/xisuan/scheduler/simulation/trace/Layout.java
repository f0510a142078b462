package io.xisuan.scheduler.simulation.trace;

import java.util.List;

/** A known set of columns. */
interface Layout {
    /** Returns the name for messages. */
    String name();

    /** Returns the columns by which a header is recognised; more may stand beside them, in any order. */
    List<String> columns();
}
