/**
 * The commands {@code programmes list}, {@code show}, {@code evaluate}, {@code lint} and {@code manifest}.
 *
 * <p>They read definitions and facts, and print what billing answers; they decide nothing. Start reading at
 * {@link io.xisuan.cli.programmes.ProgrammesCommand}.
 */
@NullMarked
package io.xisuan.cli.programmes;

import org.jspecify.annotations.NullMarked;
