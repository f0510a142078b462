/**
 * What the program says of itself: its help at the top, its version, completion for shells, one sentence for each wrong command line
 * and each failure. It knows commands by their specifications alone, never what they do. Start at {@link io.xisuan.cli.shell.Roster}.
 */
@NullMarked
package io.xisuan.cli.shell;

import org.jspecify.annotations.NullMarked;
