/** The commands on lines that tenants do not accept: open, list, resolve. It must not know tables. */
@NullMarked
package io.xisuan.cli.dispute;

import org.jspecify.annotations.NullMarked;
