/**
 * The commands {@code simulate} and {@code forecast}: they open the files of a trace or of a site's use, replay or back-test
 * them, print and write the result. Decide nothing about policies or layouts; those are the scheduler's. Start reading at {@link io.xisuan.cli.simulate.SimulateCommand}.
 */
@NullMarked
package io.xisuan.cli.simulate;

import org.jspecify.annotations.NullMarked;
