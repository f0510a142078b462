/**
 * The commands about the usage journal; they read and never write it. Start at {@link
 * io.xisuan.cli.journal.JournalCommand}.
 */
@NullMarked
package io.xisuan.cli.journal;

import org.jspecify.annotations.NullMarked;
