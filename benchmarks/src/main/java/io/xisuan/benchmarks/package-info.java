/**
 * Benchmarks and trace experiments that print their parameters.
 *
 * <p>Each is started by name: {@code benchmarks/run NAME}. It may use all other modules as their callers do, and must not reach into their insides or copy a faster version of
 * them: what is timed is the code that users run. No figure is printed that was not measured. Start reading at {@link
 * io.xisuan.benchmarks.Run}.
 */
@NullMarked
package io.xisuan.benchmarks;

import org.jspecify.annotations.NullMarked;
