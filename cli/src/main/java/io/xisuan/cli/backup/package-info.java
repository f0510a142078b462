/**
 * The commands {@code backup create}, {@code list}, {@code verify}, {@code restore} and {@code prune}: books and usage journal of one moment,
 * kept together. It must not know how entries and records are chained. Start reading at {@link io.xisuan.cli.backup.BackupCommand}.
 */
@NullMarked
package io.xisuan.cli.backup;

import org.jspecify.annotations.NullMarked;
