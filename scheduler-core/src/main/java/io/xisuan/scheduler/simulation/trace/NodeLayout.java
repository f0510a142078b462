package io.xisuan.scheduler.simulation.trace;

import io.xisuan.scheduler.simulation.TraceNode;
import java.util.List;

/** A layout of files about machines. */
interface NodeLayout extends Layout {
    /** Returns the machines of a file of this layout, in its order. */
    List<TraceNode> read(CsvFile file);
}
