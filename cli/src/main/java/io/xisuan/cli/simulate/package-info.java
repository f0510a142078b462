/**
 * The command {@code simulate}: opens the files of a trace, replays them, prints and writes the result. Decides nothing
 * about policies or layouts; those are the scheduler's. Start reading at {@link io.xisuan.cli.simulate.SimulateCommand}.
 */
@NullMarked
package io.xisuan.cli.simulate;

import org.jspecify.annotations.NullMarked;
