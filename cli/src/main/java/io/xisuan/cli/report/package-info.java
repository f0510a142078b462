/** The commands on reports as of a day and of what was recorded then. It must not know tables. */
@NullMarked
package io.xisuan.cli.report;

import org.jspecify.annotations.NullMarked;
