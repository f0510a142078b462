package io.xisuan.scheduler.simulation.trace;

import io.xisuan.scheduler.simulation.TraceJob;
import java.util.List;

/** A layout of files about jobs. */
interface JobLayout extends Layout {
    /** Returns the job of one row. */
    TraceJob read(Row row);

    /** Returns what is assumed where this layout is silent, for people. */
    List<String> notes();
}
