/**
 * The layouts of published job traces and of users' own files, recognised by their header line. Given lines and the name
 * of the file for messages; opens nothing. Start reading at {@link io.xisuan.scheduler.simulation.trace.TraceReader}.
 */
@NullMarked
package io.xisuan.scheduler.simulation.trace;

import org.jspecify.annotations.NullMarked;
