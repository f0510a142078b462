/**
 * The commands `usage report` and `usage closure`: device time from the journal, and whether it adds up. They read and never
 * write it. Start at {@link io.xisuan.cli.usage.UsageCommand}.
 */
@NullMarked
package io.xisuan.cli.usage;

import org.jspecify.annotations.NullMarked;
