/** The commands `close check`, `month`, `months` and `reconcile`: the checklist of a month, its close, and books against books. */
@NullMarked
package io.xisuan.cli.close;

import org.jspecify.annotations.NullMarked;
